//! guanxi (关系, relationships) reads digests and news about foreign NGOs in China and builds a
//! knowledge graph of who dealt with whom, in which every statement leads back to its words.
//!
//! Data flows one way, and imports point against it: [`source`] → [`text`] → [`extract`] (with the
//! [`lexicon`]; of tables [`table`]) → [`record`] → [`resolve`] → [`rdf`] → [`store`] → [`query`], [`graph`],
//! [`export`], [`report`], [`check`]. Only [`cli`] prints and reads arguments.

pub mod build;
pub mod changes;
pub mod check;
pub mod cli;
pub mod evaluate;
pub mod explain;
pub mod export;
pub mod extract;
pub mod filter;
pub mod find;
pub mod graph;
pub mod lexicon;
pub mod pipeline;
pub mod query;
pub mod rdf;
pub mod record;
pub mod report;
pub mod resolve;
pub mod review;
pub mod source;
pub mod store;
pub mod table;
pub mod text;
