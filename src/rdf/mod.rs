//! Records as quads: vocabulary, IRIs, and the graphs that they stand in.

mod base;
mod ontology;
pub mod vocab;

pub use base::{Base, id_of};
pub use ontology::{Ontology, OntologyError};
