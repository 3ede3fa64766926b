//! Standing relations as `ontology/relations.toml` words them.

use super::event::Example;
use super::{Files, LexiconError, Words, singular};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::borrow::Cow;

/// One way to say a standing relation.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TieRule {
    /// Stable name: `supervises/verb`.
    pub id: String,
    /// The relation: `supervises`, `partner_of`, `part_of`, `affiliated_with`.
    pub kind: String,
    /// Verbs with the words that belong to them.
    pub verb: Vec<String>,
    /// Nouns by which the one is said to be something of the other.
    pub noun: Words,
    /// Prepositions between such a noun and the other.
    pub of: Vec<String>,
    /// Where the one stands.
    pub from: Vec<String>,
    /// Where the other stands.
    pub to: Vec<String>,
    /// Types that the one may have; empty admits all.
    pub from_types: Vec<String>,
    /// Types that the other may have; empty admits all.
    pub to_types: Vec<String>,
}

/// Everything that the file says.
#[derive(Debug, Default)]
pub struct Relations {
    /// The rules, in the order of the file.
    pub rules: Vec<TieRule>,
    /// By the lemma of a verb: the words after it, and the rule.
    pub verbs: FxHashMap<String, Vec<(Vec<String>, usize)>>,
    /// Nouns for what a supervisor does: "under whose wing", "the supervision of".
    pub care: Words,
    /// Sentences and what must be read in them.
    pub examples: Vec<Example>,
    /// Sentences that state no relation.
    pub near_misses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    care: Words,
    #[serde(default)]
    tie: Vec<TieRule>,
    #[serde(default)]
    example: Vec<Example>,
    #[serde(default, rename = "near-miss")]
    near_misses: Vec<NearMiss>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NearMiss {
    text: String,
}

/// The relations that records know.
const KINDS: [&str; 4] = ["supervises", "partner_of", "part_of", "affiliated_with"];

impl Relations {
    /// The relation of a rule, as records spell it.
    pub fn kind(&self, rule: usize) -> Option<&'static str> {
        let kind = &self.rules.get(rule)?.kind;
        KINDS.into_iter().find(|k| k == kind)
    }
}

/// Reads `relations.toml`.
pub(super) fn read(files: &Files) -> Result<Relations, LexiconError> {
    const NAME: &str = "relations.toml";
    let file: File = super::parse(files, NAME)?;
    let mut verbs: FxHashMap<String, Vec<(Vec<String>, usize)>> = FxHashMap::default();
    for (r, rule) in file.tie.iter().enumerate() {
        if !KINDS.contains(&rule.kind.as_str()) {
            let reason = format!("{:?}: `kind` is {:?}; known are {}", rule.id, rule.kind, KINDS.join(", "));
            return Err(LexiconError::Malformed { file: files.origin(NAME), reason });
        }
        for phrase in &rule.verb {
            let mut words = phrase.split_whitespace().map(str::to_owned);
            if let Some(verb) = words.next() {
                verbs.entry(verb).or_default().push((words.collect(), r));
            }
        }
    }
    let mut rules = file.tie;
    for rule in &mut rules {
        let noun = |n: &String| {
            let plain = n.split(' ').map(|w| singular(w).unwrap_or(Cow::Borrowed(w)));
            plain.collect::<Vec<_>>().join(" ")
        };
        rule.noun = rule.noun.iter().map(noun).collect();
    }
    let near_misses = file.near_misses.into_iter().map(|n| n.text).collect();
    Ok(Relations { rules, verbs, care: file.care, examples: file.example, near_misses })
}
