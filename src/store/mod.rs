//! Where the graph is kept: one trait, so that an embedded store and a remote one look alike.

#[cfg(feature = "rocksdb")]
mod disk;
#[cfg(not(feature = "rocksdb"))]
#[path = "light.rs"]
mod disk;
mod embedded;
mod error;
mod folder;
#[cfg(feature = "rocksdb")]
mod journal;
mod plan;
mod transaction;

pub use embedded::Embedded;
pub use error::StoreError;
pub use folder::{Access, FORMAT};

use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNodeRef, Quad, Term, TermRef, Triple};

/// A store of quads that answers SPARQL.
pub trait Store: Send + Sync {
    /// Evaluates a parsed query; its default graph is the union of all graphs.
    ///
    /// # Errors
    /// What the evaluation meets; SERVICE is always refused.
    fn query(&self, query: &spargebra::Query) -> Result<Answer<'_>, StoreError>;

    /// Quads that match a pattern, in the store's order.
    ///
    /// # Errors
    /// What reading meets.
    fn quads(
        &self,
        pattern: Pattern<'_>,
    ) -> Result<Box<dyn Iterator<Item = Result<Quad, StoreError>> + '_>, StoreError>;

    /// Removes, then inserts, in one transaction: all of it or nothing.
    ///
    /// # Errors
    /// A store opened to be read; a failing disk.
    fn apply(&self, change: Change) -> Result<(), StoreError>;
}

/// What a quad must have; `None` admits anything.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pattern<'a> {
    /// Its subject.
    pub subject: Option<NamedOrBlankNodeRef<'a>>,
    /// Its predicate.
    pub predicate: Option<NamedNodeRef<'a>>,
    /// Its object.
    pub object: Option<TermRef<'a>>,
    /// Its graph.
    pub graph: Option<GraphNameRef<'a>>,
}

/// Quads to take out and to put in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// To take out.
    pub remove: Vec<Quad>,
    /// To put in.
    pub insert: Vec<Quad>,
}

/// What a query gives.
pub enum Answer<'a> {
    /// Of SELECT.
    Solutions {
        /// The columns, in order.
        variables: Vec<String>,
        /// A row: a term a column, where bound.
        rows: Box<dyn Iterator<Item = Result<Vec<Option<Term>>, StoreError>> + 'a>,
    },
    /// Of ASK.
    Boolean(bool),
    /// Of CONSTRUCT and DESCRIBE.
    Graph(Box<dyn Iterator<Item = Result<Triple, StoreError>> + 'a>),
}
