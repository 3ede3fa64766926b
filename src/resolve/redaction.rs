//! What a person had hidden, taken out of records and texts.

use super::claim::{Claimed, OnClaim};
use super::decision::Decisions;
use super::facts::Id;
use super::identity::gist;
use crate::record::{Claim, Entity, Passage, Record};
use crate::text::name_key;
use std::collections::BTreeSet;

/// What stands for a character of words that a person had hidden.
const MASK: char = '█';

impl Decisions {
    /// The record, the title and the text of a document without what a person had hidden, and the keys of the decisions that
    /// did it. Of a hidden claim nothing is left, nor of what stands in its words alone: other claims, bodies, names. The
    /// words are made unreadable wherever they stand, in their place.
    pub fn redacted(&self, record: &Record, title: Option<&str>, text: Option<&str>) -> Option<Redacted> {
        let mut keys = BTreeSet::new();
        let mut hidden = Hidden::default();
        for claimed in Claimed::all(record) {
            let about = |claim: &&OnClaim| claim.is_about(record.identity(), claimed, &record.entities);
            for claim in self.hide.iter().filter(about) {
                keys.insert(claim.key());
                hidden.take(claimed);
            }
        }
        if keys.is_empty() {
            return None;
        }
        if let Some(text) = text {
            hidden.find_again(text);
        }
        let (title, text) =
            (title.map(|title| hidden.masked_words(title)), text.map(|text| hidden.masked(text, 0)));
        Some(Redacted { record: hidden.left_of(record), title, text, keys })
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
    /// Its title.
    pub title: Option<String>,
    /// Its text.
    pub text: Option<String>,
    /// Keys of the decisions.
    pub keys: BTreeSet<Id>,
}

/// Words that are hidden: where they stand, and what they say.
#[derive(Debug, Default)]
struct Hidden {
    /// Code points, half-open.
    stretches: Vec<(usize, usize)>,
    words: BTreeSet<String>,
}

impl Hidden {
    fn take(&mut self, claimed: Claimed<'_>) {
        if let Some(passage) = claimed.evidence() {
            self.stretches.push((passage.start, passage.end));
            self.words.insert(passage.text.trim().to_owned());
        }
    }

    /// Where the words stand in the text besides: a headline may repeat them.
    fn find_again(&mut self, text: &str) {
        for words in self.words.iter().filter(|words| !words.is_empty()) {
            for (byte, found) in text.match_indices(words.as_str()) {
                let start = text[..byte].chars().count();
                self.stretches.push((start, start + found.chars().count()));
            }
        }
    }

    fn hides(&self, at: usize) -> bool {
        self.stretches.iter().any(|(start, end)| (*start..*end).contains(&at))
    }

    fn touches(&self, passage: &Passage) -> bool {
        self.stretches.iter().any(|(start, end)| passage.start < *end && *start < passage.end)
    }

    /// Whether nothing of a passage can be read.
    fn covers(&self, passage: &Passage) -> bool {
        passage.start < passage.end && (passage.start..passage.end).all(|at| self.hides(at))
    }

    /// `text`, which begins at the code point `begin` of the document, with what is hidden of it made unreadable. No code
    /// point is lost, so that positions stay.
    fn masked(&self, text: &str, begin: usize) -> String {
        let mask =
            |(at, c): (usize, char)| if self.hides(begin + at) && !c.is_whitespace() { MASK } else { c };
        text.chars().enumerate().map(mask).collect()
    }

    /// Words from elsewhere, such as a title, with the hidden ones among them made unreadable.
    fn masked_words(&self, words: &str) -> String {
        let masked = |all: String, hidden: &String| {
            let mask: String = hidden.chars().map(|c| if c.is_whitespace() { c } else { MASK }).collect();
            if hidden.is_empty() { all } else { all.replace(hidden.as_str(), &mask) }
        };
        self.words.iter().fold(words.to_owned(), masked)
    }

    /// What is left of a record.
    fn left_of(&self, record: &Record) -> Record {
        let mut record = record.clone();
        record.events.retain(|event| !self.covers(&event.evidence));
        record
            .relations
            .retain(|relation| !relation.evidence.as_ref().is_some_and(|words| self.covers(words)));
        self.drop_statements(&mut record);
        record.warnings.retain(|warning| {
            let covered = |(start, end): &(usize, usize)| warning.start < *end && *start < warning.end;
            !self.stretches.iter().any(covered)
        });
        record.entities.retain_mut(|entity| self.still_names(entity));
        let left: BTreeSet<String> = record.entities.iter().map(|entity| entity.id.clone()).collect();
        for event in &mut record.events {
            for parties in [&mut event.agent, &mut event.target, &mut event.via] {
                parties.retain(|id| left.contains(id));
            }
        }
        record.events.retain(|event| event.agent.len() + event.target.len() > 0);
        record.relations.retain(|relation| left.contains(&relation.from) && left.contains(&relation.to));
        record.claims.retain(|claim| left.contains(&claim.entity));
        self.drop_unplaced(&mut record);
        for entity in &mut record.entities {
            entity.unit_of = entity.unit_of.take().filter(|of| left.contains(of));
        }
        let events = record.events.iter_mut().map(|event| &mut event.evidence);
        let relations = record.relations.iter_mut().filter_map(|relation| relation.evidence.as_mut());
        let claims = record.claims.iter_mut().filter_map(|claim| claim.evidence.as_mut());
        for passage in events.chain(relations).chain(claims) {
            passage.text = self.masked(&passage.text, passage.start);
        }
        record
    }

    /// Takes out statements on bodies that only hidden words make, and the roles that they give.
    fn drop_statements(&self, record: &mut Record) {
        let is_covered = |claim: &Claim| claim.evidence.as_ref().is_some_and(|words| self.covers(words));
        let (gone, stay): (Vec<Claim>, Vec<Claim>) = record.claims.drain(..).partition(is_covered);
        for claim in
            gone.iter().filter(|gone| !stay.iter().any(|c| c.entity == gone.entity && c.says == gone.says))
        {
            for entity in record.entities.iter_mut().filter(|entity| entity.id == claim.entity) {
                entity.roles.retain(|role| claim.says != format!("role {role}"));
            }
        }
        record.claims = stay;
    }

    /// Takes out bodies of which no place in the text is known, that the hidden words name and nothing else speaks of.
    fn drop_unplaced(&self, record: &mut Record) {
        let Record { entities, events, relations, .. } = record;
        let parties =
            events.iter().flat_map(|event| event.agent.iter().chain(&event.target).chain(&event.via));
        let ends = relations.iter().flat_map(|relation| [&relation.from, &relation.to]);
        let used: BTreeSet<&String> = parties.chain(ends).collect();
        let words: Vec<String> = self.words.iter().map(|words| format!(" {} ", gist(words))).collect();
        let is_named =
            |entity: &Entity| words.iter().any(|w| w.contains(&format!(" {} ", gist(&entity.name))));
        entities
            .retain(|entity| !entity.mentions.is_empty() || used.contains(&entity.id) || !is_named(entity));
    }

    /// Takes out of an entity what hidden words alone call it; whether a name is left.
    fn still_names(&self, entity: &mut Entity) -> bool {
        let (gone, stay): (Vec<Passage>, Vec<Passage>) =
            entity.mentions.drain(..).partition(|mention| self.touches(mention));
        entity.mentions = stay;
        if gone.is_empty() {
            return true;
        }
        let reads = |mentions: &[Passage], name: &str| {
            let key = name_key(name);
            mentions.iter().any(|mention| name_key(&mention.text) == key)
        };
        let is_hidden = |name: &str| reads(&gone, name) && !reads(&entity.mentions, name);
        entity.also.retain(|name| !is_hidden(name));
        if is_hidden(&entity.name) {
            let other =
                entity.mentions.iter().map(|mention| &mention.text).max_by_key(|text| text.chars().count());
            match other.or(entity.also.first()) {
                Some(other) => entity.name = other.clone(),
                None => return false,
            }
        }
        !entity.mentions.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::super::claim::tests::{decisions, record};

    #[test]
    fn hidden_words_are_made_unreadable_in_their_place() {
        let decisions = decisions("[[hide]]\ndocument = \"calls\"\nquote = \"visited\"");
        let text = "On the office visited Elm Trust at last.";
        let redacted = decisions.redacted(&record(), None, Some(text)).expect("something hidden");
        assert_eq!(redacted.text.as_deref(), Some("On ███ ██████ ███████ ███ █████ at last."));
        assert!(redacted.record.events.is_empty());
        assert!(decisions.redacted(&redacted.record, None, None).is_none());
    }
}
