//! What there is to know: `ontology/` read once and compiled.
//!
//! The files are embedded in the binary; a folder given with `--ontology` adds files or overrides
//! those of the same path.

mod calibration;
mod check;
mod countries;
mod event;
mod fields;
mod files;
mod language;
mod names;
mod nouns;
mod places;
mod prefixes;
mod register;
mod relation;
mod sieve;
mod table;
mod verbs;

pub use calibration::{Assumed, Calibration, Count, Counts, Precisions, Sort};
pub use countries::{Countries, Country, Form};
pub use event::{EventKind, Example, Frame, Nominals, Occasions, Phrase, Phrases, Trigger, Triggers};
pub use fields::{Field, Fields};
pub use files::Files;
pub use language::{Class, Classes, Control, Language, Nouns, Prepositions, Senses, Time, Words};
pub use names::{Head, Names, Police, Referent, singular};
pub use nouns::AskedNouns;
pub use places::{Place, Places, Rank};
pub use register::{Column, Holds, Mapping, Means, Tongue, heading_key};
pub use relation::{Relations, TieRule};
pub use sieve::Sieve;
pub use verbs::{Forms, VerbForm, Verbs};

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
    /// Their frames, by verb.
    pub triggers: Triggers,
    /// Their frames, by noun.
    pub nominals: Nominals,
    /// Their frames that tell of an event by a noun beside any verb.
    pub occasions: Occasions,
    /// How standing relations are said.
    pub relations: Relations,
    /// What tells of an event wherever it stands, by its first word.
    pub phrases: Phrases,
    /// The nouns that a frame, or a standing relation, asks for.
    pub nouns: AskedNouns,
    /// Closed classes and verb forms.
    pub language: Language,
    /// How bodies are named and referred to.
    pub names: Names,
    /// How often each rule is right.
    pub calibration: Calibration,
    /// What that says of each rule.
    pub precisions: Precisions,
    /// What the columns of tables mean.
    pub tables: Vec<Mapping>,
    /// Fields of work.
    pub fields: Fields,
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
    /// A file where a folder should be.
    #[error("{path} is no folder; --ontology takes a folder with files as {known}")]
    NoFolder {
        /// Which.
        path: PathBuf,
        /// The files that are known.
        known: String,
    },
    /// A folder without a file that is read.
    #[error("nothing in {path} is used; known are {known}")]
    NothingUsed {
        /// Which.
        path: PathBuf,
        /// The files that are known.
        known: String,
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
        let places = Places::read(&files)?;
        let countries = Countries::read(&files)?;
        let mut language = language::read(&files)?;
        let kinds = event::read(&files, &language)?;
        let triggers = event::triggers(&kinds);
        let relations = relation::read(&files)?;
        let mut verbs: Vec<&String> = triggers.keys().chain(relations.verbs.keys()).collect();
        verbs.sort_unstable();
        for verb in verbs {
            language.verbs.add(verb);
        }
        let names = names::read(&files)?;
        let calibration = calibration::read(&files)?;
        let tables = register::read(&files)?;
        let fields = Fields::read(&files)?;
        let nominals = event::nominals(&kinds);
        let occasions = event::occasions(&kinds);
        let phrases = event::phrases(&kinds);
        let nouns = event::nouns(&kinds).chain(relations.rules.iter().flat_map(|r| &r.noun));
        let nouns = AskedNouns::new(nouns);
        Ok(Lexicon {
            kinds,
            triggers,
            nominals,
            occasions,
            relations,
            phrases,
            nouns,
            language,
            names,
            places,
            countries,
            precisions: Precisions::of(&calibration),
            calibration,
            tables,
            fields,
            files,
        })
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

/// Reads a TOML file of `ontology/`; a message says which file and line is wrong.
fn parse<T: serde::de::DeserializeOwned>(files: &Files, name: &str) -> Result<T, LexiconError> {
    let text = files.get(name).unwrap_or_default();
    toml::from_str(text)
        .map_err(|e| LexiconError::Malformed { file: files.origin(name), reason: e.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_knowledge_is_well_formed() {
        let lexicon = Lexicon::load(None).expect("the built-in files are well formed");
        assert_eq!(lexicon.kinds.len(), 13);
        assert!(lexicon.triggers.contains_key("visit"));
        assert_eq!(lexicon.language.verbs.get("visited").map(|v| v.lemma.as_str()), Some("visit"));
    }
}
