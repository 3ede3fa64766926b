//! Records as quads: vocabulary, IRIs, and the graphs that they stand in.
//!
//! `graph/document/…` is what one document says, made by [`describe`]. `graph/resolution` is what is the case, each
//! thing once, made of [`Resolved`] facts. `graph/names` holds the appellations that documents use, each of one organisation. `graph/links` is derived from events that occurred ([`LinkKey`]).
//! `graph/ontology` is the vocabulary with the places ([`Ontology`]).

mod base;
mod decisions;
mod document;
mod entry;
mod facts;
mod links;
mod ontology;
mod page;
mod quads;
pub mod vocab;

pub use base::Base;
pub use decisions::{decisions, decisions_mark};
pub use document::{Described, Run, content_digest, describe, report_iri, told};
pub use facts::{ORGANIZATION, Resolved, block_key, identified, organization};
pub use links::{LinkCount, LinkKey};
pub use ontology::{Ontology, OntologyError, marks};
pub use page::vocabulary_page;
