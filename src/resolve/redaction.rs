//! What a person had hidden, taken out of records and texts.

use super::decision::Decisions;
use super::facts::Id;
use crate::record::Record;
use std::collections::BTreeSet;

/// What stands for a character of words that a person had hidden.
const MASK: char = '█';

impl Decisions {
    /// The record and the text of a document without what a person had hidden, and the keys of the decisions that did it.
    /// Of a hidden claim nothing is left; its words are made unreadable wherever they stand, in their place.
    pub fn redacted(&self, record: &Record, text: Option<&str>) -> Option<Redacted> {
        let mut keys = BTreeSet::new();
        let mut stretches = Vec::new();
        let mut hidden = BTreeSet::new();
        for event in &record.events {
            for claim in self.hide.iter().filter(|c| c.is_about(record.identity(), event, &record.entities)) {
                keys.insert(claim.key());
                hidden.insert(event.id.clone());
                stretches.push((event.evidence.start, event.evidence.end));
            }
        }
        if keys.is_empty() {
            return None;
        }
        let mut record = record.clone();
        record.events.retain(|event| !hidden.contains(&event.id));
        let events = record.events.iter_mut().map(|event| &mut event.evidence);
        let relations = record.relations.iter_mut().filter_map(|relation| relation.evidence.as_mut());
        let claims = record.claims.iter_mut().filter_map(|claim| claim.evidence.as_mut());
        let mentions = record.entities.iter_mut().flat_map(|entity| &mut entity.mentions);
        for passage in events.chain(relations).chain(claims).chain(mentions) {
            passage.text = masked(&passage.text, passage.start, &stretches);
        }
        let text = text.map(|text| masked(text, 0, &stretches));
        Some(Redacted { record, text, keys })
    }

    /// Whether something is hidden by a decision of that key.
    pub fn hides(&self, key: Id) -> bool {
        self.hide.iter().any(|claim| claim.key() == key)
    }
}

/// A document without what a person had hidden.
#[derive(Debug, Clone)]
pub struct Redacted {
    /// Its record.
    pub record: Record,
    /// Its text.
    pub text: Option<String>,
    /// Keys of the decisions.
    pub keys: BTreeSet<Id>,
}

/// `text`, which begins at the code point `begin` of a document, with these stretches of the document made unreadable.
/// No code point is lost, so that positions stay.
fn masked(text: &str, begin: usize, hidden: &[(usize, usize)]) -> String {
    let is_hidden = |at: usize| hidden.iter().any(|(start, end)| (*start..*end).contains(&at));
    let mask = |(at, c): (usize, char)| if is_hidden(begin + at) && !c.is_whitespace() { MASK } else { c };
    text.chars().enumerate().map(mask).collect()
}

#[cfg(test)]
mod tests {
    use super::super::decision::tests::{decisions, record};

    #[test]
    fn hidden_words_are_made_unreadable_in_their_place() {
        let decisions = decisions("[[hide]]\ndocument = \"calls\"\nquote = \"visited\"");
        let text = "On the office visited Elm Trust at last.";
        let redacted = decisions.redacted(&record(), Some(text)).expect("something hidden");
        assert_eq!(redacted.text.as_deref(), Some("On ███ ██████ ███████ ███ ███st at last."));
        assert!(redacted.record.events.is_empty());
        assert!(decisions.redacted(&redacted.record, None).is_none());
    }
}
