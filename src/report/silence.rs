//! Sentences that name an organisation and gave no event: what a reader should look at before
//! taking absence for evidence.

use crate::graph::{Document, Facts};
use crate::record::Record;
use crate::store::StoreError;
use crate::text::name_key;
use std::collections::{BTreeMap, BTreeSet};

/// A sentence of a document that names an organisation and gave no event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// IRI of the document.
    pub document: String,
    /// First code point.
    pub start: usize,
    /// Past the last code point.
    pub end: usize,
    /// The words.
    pub words: String,
}

/// The silent sentences of some documents, from their records.
#[derive(Debug, Default)]
pub struct Silence {
    by_document: BTreeMap<String, Vec<Silent>>,
    by_organization: BTreeMap<String, Vec<Silent>>,
}

impl Silence {
    /// Reads the records and texts of `documents`, one at a time. A document that keeps no record has no
    /// silent sentences.
    pub fn read(facts: &Facts<'_>, documents: &[&Document]) -> Result<Self, StoreError> {
        let mut named_in: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for organization in facts.organizations.values() {
            for document in &organization.mentioned_in {
                named_in.entry(document).or_default().push(&organization.iri);
            }
        }
        let mut silence = Silence::default();
        for document in documents {
            let Some(record) = facts.record(&document.iri)? else { continue };
            let Ok(record) = serde_json::from_str::<Record>(&record) else { continue };
            let Some(text) = facts.text(&document.iri)?.filter(|_| !record.coverage.silent.is_empty()) else {
                continue;
            };
            let sentences = sentences(&document.iri, &text, &record);
            let named = named_in.get(document.iri.as_str()).map_or(&[][..], Vec::as_slice);
            let mut heard: BTreeSet<(&str, usize)> = BTreeSet::new();
            for entity in &record.entities {
                let key = name_key(&entity.name);
                let bears =
                    |iri: &&&str| facts.organizations.get(**iri).is_some_and(|o| o.keys.contains(&key));
                for iri in named.iter().filter(bears) {
                    for (i, sentence) in sentences.iter().enumerate() {
                        let within = |start, end| start < sentence.end && sentence.start < end;
                        if entity.mentions.iter().any(|m| within(m.start, m.end)) {
                            heard.insert((iri, i));
                        }
                    }
                }
            }
            for (iri, i) in heard {
                silence.by_organization.entry(iri.to_owned()).or_default().push(sentences[i].clone());
            }
            silence.by_document.insert(document.iri.clone(), sentences);
        }
        Ok(silence)
    }

    /// Of a document, in its order.
    pub fn of_document(&self, iri: &str) -> &[Silent] {
        self.by_document.get(iri).map_or(&[], Vec::as_slice)
    }

    /// About an organisation, by document in the order that was given.
    pub fn of_organization(&self, iri: &str) -> &[Silent] {
        self.by_organization.get(iri).map_or(&[], Vec::as_slice)
    }
}

fn sentences(document: &str, text: &str, record: &Record) -> Vec<Silent> {
    let letters: Vec<char> = text.chars().collect();
    let mut sentences: Vec<Silent> = record
        .coverage
        .silent
        .iter()
        .filter_map(|s| {
            let words = letters.get(s.start..s.end)?.iter().collect();
            Some(Silent { document: document.to_owned(), start: s.start, end: s.end, words })
        })
        .collect();
    sentences.sort_by_key(|s| (s.start, s.end));
    sentences
}
