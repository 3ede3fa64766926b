//! What there is to know: `ontology/` read once and compiled.
//!
//! The files are embedded in the binary; a folder given with `--ontology` adds files or overrides
//! those of the same path.

mod countries;
mod event;
mod files;
mod places;
mod table;

pub use countries::{Countries, Country, Form};
pub use event::EventKind;
pub use files::Files;
pub use places::{Place, Places, Rank};

use std::path::{Path, PathBuf};

/// Everything of `ontology/`, compiled. Read-only and shared between threads.
#[derive(Debug)]
pub struct Lexicon {
    /// The files it was read from.
    pub files: Files,
    /// Kinds of events, by name.
    pub kinds: Vec<EventKind>,
    /// Places of China.
    pub places: Places,
    /// Countries and territories of the world.
    pub countries: Countries,
}

/// Why `ontology/` could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// A file or folder that the system will not read.
    #[error("cannot read {path}: {reason}; name a folder of .toml, .tsv and .ttl files with --ontology")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// A file that is not of its form.
    #[error("{file}: {reason}")]
    Malformed {
        /// Which, with its line where known.
        file: String,
        /// What is wrong.
        reason: String,
    },
}

impl Lexicon {
    /// The built-in knowledge, with the files of `overlay` added or in place of those of the same path.
    ///
    /// # Errors
    /// An unreadable folder, a malformed file.
    pub fn load(overlay: Option<&Path>) -> Result<Self, LexiconError> {
        let files = match overlay {
            Some(folder) => Files::with_overlay(folder)?,
            None => Files::embedded(),
        };
        let kinds = event::read(&files)?;
        let places = Places::read(&files)?;
        let countries = Countries::read(&files)?;
        Ok(Lexicon { kinds, places, countries, files })
    }

    /// The kind of that name.
    pub fn kind(&self, name: &str) -> Option<&EventKind> {
        self.kinds.iter().find(|k| k.name == name)
    }

    /// SHA-256 of all its files: a store built with another one is rebuilt.
    pub fn digest(&self) -> String {
        self.files.digest()
    }
}
