//! English as `ontology/language/` describes it: closed classes and verbs.

use super::{Files, LexiconError, Verbs};
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// A set of words in small letters.
pub type Words = FxHashSet<String>;

/// Closed classes, control verbs and verb forms.
#[derive(Debug, Default)]
pub struct Language {
    /// Every verb form.
    pub verbs: Verbs,
    /// The closed classes.
    pub words: Classes,
    /// What an infinitive under a verb means.
    pub control: Control,
}

/// Closed classes of words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // each field is the class that the file names
pub struct Classes {
    pub determiners: Words,
    pub possessives: Words,
    pub pronouns: Words,
    pub numerals: Words,
    pub prepositions: Words,
    pub conjunctions: Words,
    pub subordinators: Words,
    pub relatives: Words,
    pub be: Words,
    pub have: Words,
    #[serde(rename = "do")]
    pub do_: Words,
    pub modals: Words,
    pub future: Words,
    pub negations: Words,
    pub adverbs: Words,
}

/// Verbs by what the infinitive after them means.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// Its doer is the object.
    pub object: Words,
    /// It is still to come.
    pub planned: Words,
    /// It is no event of its own.
    pub blocked: Words,
    /// It happened.
    pub occurred: Words,
    /// Verbs of saying.
    pub reporting: Words,
}

#[derive(Deserialize)]
struct VerbFile {
    irregular: Vec<String>,
    common: Vec<String>,
    control: Control,
}

/// Reads `language/words.toml` and `language/verbs.toml`.
pub(super) fn read(files: &Files) -> Result<Language, LexiconError> {
    let words: Classes = super::parse(files, "language/words.toml")?;
    let file: VerbFile = super::parse(files, "language/verbs.toml")?;
    let mut verbs = Verbs::new(&file.irregular);
    let control = &file.control;
    let sets = [&control.object, &control.planned, &control.blocked, &control.occurred, &control.reporting];
    let mut bases: Vec<&str> = file.common.iter().map(String::as_str).collect();
    bases.extend(sets.iter().flat_map(|s| s.iter()).filter(|w| !w.contains(' ')).map(String::as_str));
    bases.sort_unstable();
    for base in bases {
        verbs.add(base);
    }
    Ok(Language { verbs, words, control: file.control })
}
