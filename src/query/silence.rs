//! What an empty answer is worth: how much was read, and what was read without an event.

use crate::filter::{labels, read_literals};
use crate::rdf::vocab::gx;
use crate::record::{Record, Stretch};
use crate::store::{Pattern, Store, StoreError};
use crate::text::name_key;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};
use std::fmt;

/// What the store's documents say without an event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Silence {
    /// Documents in the store.
    pub documents: usize,
    /// Sentences that name an organisation (one of those asked about, where there are any) and gave no
    /// event.
    pub sentences: usize,
    /// Documents in which they stand.
    pub in_documents: usize,
    /// Names of the organisations asked about.
    pub names: Vec<String>,
}

impl Silence {
    /// Counts the silent sentences about `organizations`, or about any where there are none: those in
    /// which the record has a mention of one of them, or whose words hold one of their names. Reads
    /// every record.
    ///
    /// # Errors
    /// What the store meets.
    pub fn about(store: &dyn Store, organizations: &[NamedNode]) -> Result<Self, StoreError> {
        let mut names = Vec::new();
        let mut silence = Silence::default();
        for organization in organizations {
            let labels = labels(store, organization.as_ref())?;
            silence.names.extend(labels.first().cloned());
            names.extend(labels);
        }
        let keys: Vec<String> = names.iter().map(|name| name_key(name)).collect();
        for quad in store.quads(Pattern { predicate: Some(gx::RECORD), ..Pattern::default() })? {
            let quad = quad?;
            silence.documents += 1;
            let (Term::Literal(json), NamedOrBlankNode::NamedNode(document)) = (quad.object, quad.subject)
            else {
                continue;
            };
            let Ok(record) = serde_json::from_str::<Record>(json.value()) else { continue };
            if record.coverage.silent.is_empty() {
                continue;
            }
            let count = match organizations.is_empty() {
                true => record.coverage.silent.len(),
                false => {
                    let text = read_literals(store, document.as_ref(), gx::TEXT)?;
                    let text = text.first().map(String::as_str).unwrap_or_default();
                    naming(&record, text, &names, &keys)
                }
            };
            silence.sentences += count;
            silence.in_documents += usize::from(count > 0);
        }
        Ok(silence)
    }
}

/// Silent stretches that name one of the organisations.
fn naming(record: &Record, text: &str, names: &[String], keys: &[String]) -> usize {
    let mentions: Vec<_> = record
        .entities
        .iter()
        .filter(|entity| keys.contains(&name_key(&entity.name)))
        .flat_map(|entity| &entity.mentions)
        .collect();
    let starts: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let words = |s: &Stretch| {
        let (start, end) = (starts.get(s.start)?, starts.get(s.end)?);
        text.get(*start..*end)
    };
    let is_named = |s: &&Stretch| {
        let mentioned = mentions.iter().any(|m| m.start < s.end && s.start < m.end);
        mentioned || words(s).is_some_and(|words| names.iter().any(|name| has_words(words, name)))
    };
    record.coverage.silent.iter().filter(is_named).count()
}

/// Whether `name` stands in `text` and is not part of a longer word.
fn has_words(text: &str, name: &str) -> bool {
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + name.len()..].chars().next();
            ![before, after].into_iter().flatten().any(|c| c.is_alphabetic() && c.is_ascii())
        })
}

impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whom = match self.names.split_last() {
            None => "an organization".to_owned(),
            Some((one, [])) => one.clone(),
            Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        };
        write!(f, "{} read; ", count(self.documents, "document was", "documents were"))?;
        match self.sentences {
            0 => write!(f, "no sentence without an event names {whom}")?,
            n => {
                let (sentences, names) =
                    (count(n, "sentence", "sentences"), if n == 1 { "names" } else { "name" });
                let documents = count(self.in_documents, "of them", "of them");
                write!(f, "{sentences} in {documents} {names} {whom} and gave no event")?;
            }
        }
        write!(f, ". Absence is no evidence")
    }
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_inside_of_a_longer_word_is_not_that_name() {
        assert!(has_words("Staff of the Elm Trust spoke.", "Elm Trust"));
        assert!(!has_words("The Elm Trustees spoke.", "Elm Trust"));
        assert!(has_words("榆树基金会代表", "榆树基金会"));
    }
}
