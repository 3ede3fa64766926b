//! The records of a store, as people would have them.

use super::Evidence;
use crate::rdf::vocab::{gx, rdf};
use crate::record::{Entity, Event, Passage, Record, Relation};
use crate::resolve::{Applied, Decisions, OnClaim, RelationshipKind, Standing};
use crate::store::{Pattern, Store, StoreError};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use std::collections::BTreeMap;

/// So many code points of text are shown before and after a name.
const AROUND: usize = 90;

/// A document of the store.
pub(super) struct Told {
    pub record: Record,
    /// The standing of each event.
    pub events: Vec<Standing>,
    /// The standing of each relation.
    pub relations: Vec<Standing>,
    text: String,
}

/// All documents, by IRI.
pub(super) struct Stored {
    pub documents: BTreeMap<String, Told>,
}

impl Stored {
    /// Reads all records, and changes them by what was decided. A record that cannot be read back is left out: a build
    /// complains of it.
    pub fn read(store: &dyn Store, decisions: &Decisions) -> Result<Self, StoreError> {
        let mut documents = BTreeMap::new();
        let all =
            Pattern { predicate: Some(rdf::TYPE), object: Some(gx::DOCUMENT.into()), ..Pattern::default() };
        for quad in store.quads(all)? {
            let NamedOrBlankNode::NamedNode(iri) = quad?.subject else { continue };
            let Some(json) = literal(store, iri.as_ref(), gx::RECORD)? else { continue };
            let Ok(record) = serde_json::from_str::<Record>(&json) else { continue };
            let text = literal(store, iri.as_ref(), gx::TEXT)?.unwrap_or_default();
            documents.insert(iri.into_string(), Told::of(record, text, decisions));
        }
        Ok(Stored { documents })
    }
}

impl Told {
    /// What a document tells, as decisions have it.
    pub fn of(record: Record, text: String, decisions: &Decisions) -> Self {
        let (record, text) = match decisions.redacted(&record, None, Some(&text)) {
            Some(redacted) => (redacted.record, redacted.text.unwrap_or_default()),
            None => (record, text),
        };
        let Applied { record, events, relations, .. } = decisions.applied(&record);
        Told { record: record.into_owned(), events, relations, text }
    }

    /// An event of the record by its local name.
    pub fn event(&self, name: &str) -> Option<(&Event, Standing)> {
        let at = self.record.events.iter().position(|event| event.id == name)?;
        Some((&self.record.events[at], self.events.get(at).copied().unwrap_or_default()))
    }

    /// Names of entities, in the order of `ids`.
    pub fn names(&self, ids: &[String]) -> Vec<String> {
        let name = |id: &String| self.record.entities.iter().find(|e| e.id == *id).map(|e| e.name.clone());
        ids.iter().filter_map(name).collect()
    }

    /// How a decision names a claim.
    pub fn claim(&self, event: &Event) -> OnClaim {
        let mut parties = self.names(&event.agent);
        parties.extend(self.names(&event.target));
        OnClaim {
            document: self.record.identity().to_owned(),
            quote: event.evidence.text.clone(),
            kind: Some(event.kind.clone()),
            parties,
            ..OnClaim::default()
        }
    }

    /// How a decision names the claim of a standing relationship; none where no words say so.
    pub fn relation_claim(&self, relation: &Relation) -> Option<OnClaim> {
        Some(OnClaim {
            document: self.record.identity().to_owned(),
            quote: relation.evidence.as_ref().filter(|words| !words.text.trim().is_empty())?.text.clone(),
            kind: Some(format!("{:?}", RelationshipKind::parse(&relation.kind)?)),
            parties: self.names(&[relation.from.clone(), relation.to.clone()]),
            ..OnClaim::default()
        })
    }

    /// Where an entity is named first, with what stands around it.
    pub fn evidence(&self, entity: &Entity) -> Evidence {
        let named = |mention: &&Passage| mention.text == entity.name;
        let mention = entity.mentions.iter().find(named).or(entity.mentions.first());
        let quote = mention.map_or_else(|| entity.name.clone(), |mention| self.around(mention));
        Evidence { document: self.record.identity().to_owned(), quote }
    }

    /// The words of a line around a passage.
    fn around(&self, passage: &Passage) -> String {
        let begin = passage.start.saturating_sub(AROUND);
        let chars: Vec<char> = self.text.chars().skip(begin).take(passage.end + AROUND - begin).collect();
        let (start, end) = ((passage.start - begin).min(chars.len()), (passage.end - begin).min(chars.len()));
        let head: String = chars[..start].iter().collect();
        let tail: String = chars[end..].iter().collect();
        let inside: String = chars[start..end].iter().collect();
        if inside.is_empty() {
            return passage.text.clone();
        }
        let head = head.rsplit('\n').next().unwrap_or_default();
        let tail = tail.split('\n').next().unwrap_or_default();
        let head = match head.chars().count() {
            AROUND => format!("…{}", head.split_once(' ').map_or(head, |(_, rest)| rest)),
            _ => head.to_owned(),
        };
        let tail = match tail.chars().count() {
            AROUND => format!("{}…", tail.rsplit_once(' ').map_or(tail, |(rest, _)| rest)),
            _ => tail.to_owned(),
        };
        format!("{head}{inside}{tail}").trim().to_owned()
    }
}

fn literal(
    store: &dyn Store,
    subject: NamedNodeRef<'_>,
    property: NamedNodeRef<'_>,
) -> Result<Option<String>, StoreError> {
    let pattern = Pattern { subject: Some(subject.into()), predicate: Some(property), ..Pattern::default() };
    let found = store.quads(pattern)?.next().transpose()?;
    Ok(found.and_then(|quad| match quad.object {
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    }))
}

/// The things that a property of a thing leads to.
pub(super) fn nodes(
    store: &dyn Store,
    subject: NamedNodeRef<'_>,
    property: NamedNodeRef<'_>,
) -> Result<Vec<NamedNode>, StoreError> {
    let pattern = Pattern { subject: Some(subject.into()), predicate: Some(property), ..Pattern::default() };
    let mut found = Vec::new();
    for quad in store.quads(pattern)? {
        if let Term::NamedNode(node) = quad?.object {
            found.push(node);
        }
    }
    found.sort();
    Ok(found)
}
