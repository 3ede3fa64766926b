//! Named queries, their parameters and their answers.
//!
//! A query is a `.rq` file: SPARQL under a header in YAML, every line of which starts with `#+`
//! (see [`NamedQuery`]). A [`Catalogue`] holds those in the binary and those of a folder. [`prepare`]
//! binds parameters by rewriting the parsed query, never its text, so that no value can change what is
//! asked. [`write()`] puts an answer into a format, and [`Silence`] says what an empty one is worth.

mod catalogue;
mod chain;
mod files;
mod format;
mod header;
mod notes;
mod parameter;
mod parse;
mod prefixes;
mod prepare;
mod silence;
mod table;

pub use catalogue::Catalogue;
pub(crate) use files::{QueryFile, files, stem};
pub use format::{Format, WriteError, Written, write};
pub use header::NamedQuery;
pub(crate) use header::yaml;
pub use notes::notes;
pub use parameter::{Bound, Parameter, ParameterType};
pub use parse::parse;
pub use prefixes::shortened;
pub use prepare::{Prepared, prepare};
pub use silence::Silence;

use crate::filter::{FilterError, suggest};
use crate::store::StoreError;
use std::path::PathBuf;

/// Why a query cannot be asked.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// A name that no query bears.
    #[error("there is no query \"{name}\"{}; `guanxi query --list` shows them all", suggest(nearest))]
    Unknown {
        /// As given.
        name: String,
        /// Names much like it.
        nearest: Vec<String>,
    },
    /// A file of a folder of queries that is none.
    #[error("{reason}")]
    Broken {
        /// What is wrong, with the file.
        reason: String,
    },
    /// A file or folder that cannot be read.
    #[error(
        "cannot read {}: {reason}; give a file of SPARQL with -f, a folder of .rq files with --queries",
        path.display()
    )]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// A header that is not of its form.
    #[error("{origin}:{line}: the header of the query is wrong: {reason}")]
    Header {
        /// The query's file.
        origin: String,
        /// From 1.
        line: usize,
        /// What is wrong, and what is right.
        reason: String,
    },
    /// Nothing at all.
    #[error("{origin}: the query is empty; write SPARQL, as SELECT * {{ ?visitor gx:visits ?visited }}")]
    Empty {
        /// The query's file, or "query".
        origin: String,
    },
    /// Nested beyond reason.
    #[error("{origin}: brackets stand in each other more than {most} deep; write the query flatter")]
    Deep {
        /// The query's file, or "query".
        origin: String,
        /// How deep they may stand.
        most: usize,
    },
    /// SPARQL that does not parse.
    #[error("{origin}:{line}:{column}: this is not SPARQL: {reason}\n{excerpt}")]
    Syntax {
        /// The query's file, or "query".
        origin: String,
        /// From 1.
        line: usize,
        /// In characters, from 1.
        column: usize,
        /// What was expected.
        reason: String,
        /// The line, and a caret under the place.
        excerpt: String,
    },
    /// SPARQL Update.
    #[error(
        "{origin}: this is an update (INSERT, DELETE, LOAD, CLEAR …), and queries only read; \
         the store is changed by `guanxi build` alone"
    )]
    Update {
        /// The query's file, or "query".
        origin: String,
    },
    /// A parameter that the query does not have.
    #[error("{query} has no parameter \"{name}\"{}; {takes}", suggest(nearest))]
    UnknownParameter {
        /// The query.
        query: String,
        /// As given.
        name: String,
        /// Names much like it.
        nearest: Vec<String>,
        /// What the query takes.
        takes: String,
    },
    /// A value that a parameter cannot have.
    #[error("the parameter {parameter} cannot be \"{value}\": it takes {takes}")]
    Value {
        /// The parameter.
        parameter: String,
        /// As given.
        value: String,
        /// What it takes.
        takes: &'static str,
    },
    /// A parameter without which the query cannot be asked.
    #[error("{query} needs the parameter {parameter} ({help}): add -p {parameter}=…")]
    Missing {
        /// The query.
        query: String,
        /// The parameter.
        parameter: String,
        /// What it is for.
        help: String,
    },
    /// A value that the store does not know, or a condition that cannot be.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// What the store says.
    #[error(transparent)]
    Store(#[from] StoreError),
}
