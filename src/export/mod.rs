//! Files that other programs read, one format a file.
//!
//! A new format is a file with an `impl Format` and a line in [`FORMATS`]. Every format writes the
//! same bytes for the same store, and repeats the notes of the documents ("Fictional: …").

mod file;
mod graphml;
mod nquads;
mod reviewed;
mod statements;
mod trig;
mod turtle;
mod xml;

pub use file::write_file;
pub use statements::Part;

use crate::filter::{Filter, FilterError};
use crate::graph::View;
use crate::lexicon::Lexicon;
use crate::store::{Store, StoreError};
use std::io::Write;
use std::path::PathBuf;

/// A file format.
pub trait Format: Sync {
    /// What a person types: `graphml`.
    fn name(&self) -> &'static str;

    /// What it is for, in one line.
    fn about(&self) -> &'static str;

    /// What it holds.
    fn holds(&self) -> Holds;

    /// Writes it.
    ///
    /// # Errors
    /// What the store or the output meets.
    fn write(&self, source: &Source<'_>, out: &mut dyn Write) -> Result<Written, ExportError>;
}

/// What a format holds, and so what a person can choose of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A network of organisations: takes a view and filters.
    Network,
    /// RDF statements: takes parts.
    Statements,
}

/// All formats.
pub const FORMATS: &[&dyn Format] = &[&graphml::GraphMl, &nquads::NQuads, &trig::TriG, &turtle::Turtle];

/// The format of that name.
pub fn format(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|f| f.name() == name)
}

/// What is exported.
pub struct Source<'a> {
    /// From where.
    pub store: &'a dyn Store,
    /// Kinds of events: their names, and which have no direction.
    pub lexicon: &'a Lexicon,
    /// Which events (networks); of statements, whether only what a person confirmed or corrected.
    pub filter: &'a Filter,
    /// What an edge stands for (networks).
    pub view: View,
    /// Which parts (statements); none: all.
    pub parts: &'a [Part],
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// How many of what: `(12, "organizations")`.
    pub counts: Vec<(usize, &'static str)>,
}

/// Why an export failed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// What the store meets.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What a filter meets.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// An output stream that failed.
    #[error("cannot write the output")]
    Output(#[from] std::io::Error),
    /// A folder where a file should be.
    #[error("{path} is a folder: name a file in it, as -o {path}/network.graphml")]
    Folder {
        /// Which.
        path: PathBuf,
    },
    /// A file that cannot be made.
    #[error("cannot write {path}: {error}; name a file in a folder that exists and where you may write")]
    File {
        /// Which.
        path: PathBuf,
        /// The system's words.
        error: std::io::Error,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_names_of_their_own_in_order() {
        let names: Vec<&str> = FORMATS.iter().map(|f| f.name()).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
        assert!(names.iter().all(|n| format(n).is_some()));
    }
}
