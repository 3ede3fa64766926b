//! Why a store does not answer.

use oxigraph::sparql::{QueryEvaluationError, UpdateEvaluationError};
use oxigraph::store::StorageError;
use std::path::PathBuf;

/// Why a store did not open, answer or change.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// What Oxigraph says.
    #[error("the store failed: {0}")]
    Storage(StorageError),
    /// What the evaluation says.
    #[error("the query failed: {0}")]
    Evaluation(QueryEvaluationError),
    /// A query that asks another endpoint.
    #[error("guanxi never asks another endpoint: take SERVICE {service} out of the query")]
    Service {
        /// The endpoint, as in SPARQL.
        service: String,
    },
    /// What a change met.
    #[error("the store could not be changed: {0}")]
    Update(UpdateEvaluationError),
    /// Nothing is there.
    #[error("there is no store at {}: build one with `guanxi build INPUT --store {}`", path.display(), path.display())]
    Missing {
        /// Where.
        path: PathBuf,
    },
    /// Something else is there.
    #[error(
        "{} is not a store ({what}); name an empty or new folder with --store, or the folder of a store",
        path.display()
    )]
    NotAStore {
        /// Where.
        path: PathBuf,
        /// What is there.
        what: String,
    },
    /// Made by a version that writes another format.
    #[error(
        "the store at {} has format {found}, this guanxi ({}) writes format {known}; use the version that made it, or build \
         a new store in another folder",
        path.display(), env!("CARGO_PKG_VERSION")
    )]
    Format {
        /// Where.
        path: PathBuf,
        /// Its format.
        found: u64,
        /// Ours.
        known: u64,
    },
    /// Its things have other IRIs.
    #[error(
        "the store at {} was built under <{found}>, not <{asked}>; leave --base out, or build a new store in another folder",
        path.display()
    )]
    Base {
        /// Where.
        path: PathBuf,
        /// Its base.
        found: String,
        /// The base asked for.
        asked: String,
    },
    /// No IRI to put things under.
    #[error(
        "<{value}> cannot be a base: give an absolute IRI that ends with / or #, as https://example.org/id/"
    )]
    BadBase {
        /// What was given.
        value: String,
    },
    /// Another process has it open.
    #[error(
        "the store at {} is in use by another process{}: {}",
        path.display(),
        holder.map(|pid| format!(" ({pid})")).unwrap_or_default(),
        if *writing { "wait until it has ended, then try again" } else { "it is being built; try again when that has ended" }
    )]
    Locked {
        /// Where.
        path: PathBuf,
        /// Id of the process that wrote to the lock file last, where known.
        holder: Option<u32>,
        /// Whether we wanted to write.
        writing: bool,
    },
    /// The system does not let us.
    #[error("cannot {action} {}: {error}; name another folder with --store, or make room and permissions", path.display())]
    System {
        /// As "create", "read".
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// The system's words.
        error: std::io::Error,
    },
    /// The statements on disk are damaged.
    #[error("{}: {reason}; restore a copy, or remove the folder and build again", path.display())]
    Damaged {
        /// Where.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// Opened to be read.
    #[error("the store at {} was opened to be read, and cannot be changed", path.display())]
    ReadOnly {
        /// Where.
        path: PathBuf,
    },
}

// The messages hold the words of what caused them, which is therefore no `source`: it would be told twice.

impl From<StorageError> for StoreError {
    fn from(error: StorageError) -> Self {
        StoreError::Storage(error)
    }
}

impl From<UpdateEvaluationError> for StoreError {
    fn from(error: UpdateEvaluationError) -> Self {
        StoreError::Update(error)
    }
}

impl From<QueryEvaluationError> for StoreError {
    fn from(error: QueryEvaluationError) -> Self {
        match error {
            QueryEvaluationError::UnsupportedService(name) => {
                StoreError::Service { service: name.to_string() }
            }
            error => StoreError::Evaluation(error),
        }
    }
}
