//! Decisions on claims: what a document tells of an event or a standing relationship, and how far a person vouches for it.

use super::decision::{Decisions, bears};
use super::facts::{Id, RelationshipKind};
use super::identity::{gist, hashed};
use crate::record::{Entity, Event, Modality, Passage, Precision, Record, Relation};
use crate::text::name_key;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A decision on a claim: an event or a standing relationship that one document tells of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnClaim {
    /// The id of the document.
    pub document: String,
    /// The words that say so, or a part of them.
    pub quote: String,
    /// The kind of event or of relationship (`Supervision`); any where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Names of parties that the claim has, in any role; of several claims in the same words, the one with these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<String>,
    /// What is right instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<Correction>,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// On which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Date>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// What of a claim is otherwise; what is not given stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Correction {
    /// The kind of event or of relationship.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Names of those who did it, or from whom a relationship leads; each a body that the document names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<Vec<String>>,
    /// Names of those to whom it was done, or to whom it leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Vec<String>>,
    /// Its day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Whether it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modality: Option<Modality>,
    /// A name for the event, of any words: claims of one kind that are given the same name, each in a document of its own,
    /// are one event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
}

/// How far a person vouches for a claim.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Read by a program, seen by nobody.
    #[default]
    Read,
    /// Put right by a person.
    Corrected,
    /// Found right by a person.
    Confirmed,
}

impl Standing {
    /// What people are told: "machine-read", "corrected", "confirmed".
    pub fn word(self) -> &'static str {
        self.reviewed().unwrap_or("machine-read")
    }

    /// How the store spells it; nothing for what nobody looked at.
    pub fn reviewed(self) -> Option<&'static str> {
        match self {
            Standing::Read => None,
            Standing::Corrected => Some("corrected"),
            Standing::Confirmed => Some("confirmed"),
        }
    }

    /// The standing that the store spells so.
    pub fn of_reviewed(word: &str) -> Self {
        if word == "confirmed" { Standing::Confirmed } else { Standing::Corrected }
    }
}

/// A record as a person would have it.
#[derive(Debug, Clone)]
pub struct Applied<'r> {
    /// The record.
    pub record: Cow<'r, Record>,
    /// The standing of each of its events.
    pub events: Vec<Standing>,
    /// The standing of each of its relations.
    pub relations: Vec<Standing>,
    /// The name that a person gave the event, of each of its events.
    pub named: Vec<Option<String>>,
}

/// What decisions on claims can be about.
#[derive(Debug, Clone, Copy)]
pub enum Claimed<'r> {
    /// An event.
    Event(&'r Event),
    /// A standing relationship.
    Relation(&'r Relation),
}

impl<'r> Claimed<'r> {
    /// All that a record claims.
    pub fn all(record: &'r Record) -> impl Iterator<Item = Claimed<'r>> {
        let relations = record.relations.iter().map(Claimed::Relation);
        record.events.iter().map(Claimed::Event).chain(relations)
    }

    /// The words that say so.
    pub fn evidence(self) -> Option<&'r Passage> {
        match self {
            Claimed::Event(event) => Some(&event.evidence),
            Claimed::Relation(relation) => relation.evidence.as_ref(),
        }
    }

    fn is_of_kind(self, kind: &str) -> bool {
        match self {
            Claimed::Event(event) => event.kind == kind,
            Claimed::Relation(relation) => RelationshipKind::parse(&relation.kind)
                .is_some_and(|is| Some(is) == RelationshipKind::named(kind)),
        }
    }

    fn has_party(self, id: &str) -> bool {
        match self {
            Claimed::Event(Event { agent, target, via, .. }) => {
                agent.iter().chain(target).chain(via).any(|party| party == id)
            }
            Claimed::Relation(relation) => relation.from == id || relation.to == id,
        }
    }
}

impl Decisions {
    /// The record as a person would have it, with the standing of what it claims.
    pub fn applied<'r>(&self, record: &'r Record) -> Applied<'r> {
        if self.is_empty() {
            let read = |count| vec![Standing::Read; count];
            let (events, relations) = (read(record.events.len()), read(record.relations.len()));
            let named = vec![None; record.events.len()];
            return Applied { record: Cow::Borrowed(record), events, relations, named };
        }
        let mut record = record.clone();
        let id = record.identity().to_owned();
        for entity in &mut record.entities {
            self.retype(entity, &id);
        }
        let entities = std::mem::take(&mut record.entities);
        let on =
            |claims: &[OnClaim], claim: Claimed<'_>| claims.iter().any(|c| c.is_about(&id, claim, &entities));
        record.events.retain(|event| !on(&self.wrong, Claimed::Event(event)));
        record.relations.retain(|relation| !on(&self.wrong, Claimed::Relation(relation)));
        let judged = |claim: Claimed<'_>| -> (Standing, Vec<&Correction>) {
            let corrections = self.correct.iter().filter(|c| c.is_about(&id, claim, &entities));
            let corrections: Vec<&Correction> = corrections
                .filter_map(|c| c.set.as_ref())
                .filter(|set| set.misfit(claim, &entities).is_none())
                .collect();
            let standing = match (on(&self.confirm, claim), corrections.is_empty()) {
                (_, false) => Standing::Corrected,
                (true, true) => Standing::Confirmed,
                (false, true) => Standing::Read,
            };
            (standing, corrections)
        };
        let (mut events, mut relations, mut named) = (Vec::new(), Vec::new(), Vec::new());
        for event in &mut record.events {
            let (standing, corrections) = judged(Claimed::Event(event));
            corrections.iter().for_each(|correction| correction.of_event(event, &entities));
            events.push(standing);
            named.push(corrections.iter().rev().find_map(|correction| correction.event.clone()));
        }
        for relation in &mut record.relations {
            let (standing, corrections) = judged(Claimed::Relation(relation));
            corrections.iter().for_each(|correction| correction.of_relation(relation, &entities));
            relations.push(standing);
        }
        record.entities = entities;
        Applied { record: Cow::Owned(record), events, relations, named }
    }
}

impl OnClaim {
    /// A name for the decision that tells nothing of the words.
    pub fn key(&self) -> Id {
        let parties = self.parties.join("\n");
        hashed(&[&self.document, &gist(&self.quote), self.kind.as_deref().unwrap_or_default(), &parties])
    }

    /// Whether it is about a claim of a document.
    pub fn is_about(&self, document: &str, claim: Claimed<'_>, entities: &[Entity]) -> bool {
        let named = |name: &String| {
            let key = name_key(name);
            entities.iter().any(|entity| claim.has_party(&entity.id) && bears(entity, &key))
        };
        self.document == document
            && self.kind.as_ref().is_none_or(|kind| claim.is_of_kind(kind))
            && claim.evidence().is_some_and(|words| {
                format!(" {} ", gist(&words.text)).contains(&format!(" {} ", gist(&self.quote)))
            })
            && self.parties.iter().all(named)
    }
}

impl Correction {
    /// Why it cannot be made of a claim of a document with these entities, in words; none where it can. One that cannot
    /// leaves the claim as it was read.
    pub fn misfit(&self, claim: Claimed<'_>, entities: &[Entity]) -> Option<String> {
        let names = self.agent.iter().chain(&self.target).flatten();
        for name in names {
            let key = name_key(name);
            if !entities.iter().any(|entity| bears(entity, &key)) {
                return Some(format!("the document names no {name}"));
            }
        }
        let kind = self.kind.as_deref()?;
        let is_relationship = RelationshipKind::named(kind).is_some();
        match claim {
            Claimed::Event(_) if is_relationship => Some(format!("it is an event, and {kind} is none")),
            Claimed::Relation(_) if !is_relationship => {
                Some(format!("it is a standing relationship, and {kind} is none"))
            }
            _ => None,
        }
    }

    fn of_event(&self, event: &mut Event, entities: &[Entity]) {
        let Correction { kind, agent, target, date, modality, event: _ } = self;
        if let Some(kind) = kind {
            kind.clone_into(&mut event.kind);
        }
        if let Some(agent) = agent {
            event.agent = ids(agent, entities).collect();
        }
        if let Some(target) = target {
            event.target = ids(target, entities).collect();
        }
        if let Some(date) = date {
            (event.date, event.precision) = (Some(*date), Precision::Day);
        }
        if let Some(modality) = modality {
            event.modality = *modality;
        }
    }

    fn of_relation(&self, relation: &mut Relation, entities: &[Entity]) {
        if let Some(kind) = self.kind.as_deref().and_then(RelationshipKind::named) {
            kind.name().clone_into(&mut relation.kind);
        }
        if let Some(from) = self.agent.as_deref().and_then(|names| ids(names, entities).next()) {
            relation.from = from;
        }
        if let Some(to) = self.target.as_deref().and_then(|names| ids(names, entities).next()) {
            relation.to = to;
        }
    }
}

/// The entities of a document that bear these names.
fn ids<'n>(names: &'n [String], entities: &'n [Entity]) -> impl Iterator<Item = String> + 'n {
    names.iter().filter_map(|name| {
        let key = name_key(name);
        entities.iter().find(|entity| bears(entity, &key)).map(|entity| entity.id.clone())
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn record() -> Record {
        serde_json::from_value(serde_json::json!({
            "doc": "calls",
            "entities": [
                {"id": "E1", "type": "PSBOffice", "name": "Hubei PSB Office", "also": ["the office"]},
                {"id": "E2", "type": "ForeignNGO", "name": "Elm Trust"}
            ],
            "events": [{
                "id": "V1", "post": 1, "kind": "Visit", "agent": ["E1"], "target": ["E2"],
                "evidence": {"start": 3, "end": 29, "text": "the office visited Elm Trust"}
            }]
        }))
        .expect("a record")
    }

    pub fn decisions(toml: &str) -> Decisions {
        toml::from_str(toml).expect("decisions")
    }

    #[test]
    fn a_claim_can_be_wrong_right_or_put_right() {
        let claim = "document = \"calls\"\nquote = \"Office visited elm trust\"";
        let read = record();
        let all = decisions(&format!("[[wrong]]\n{claim}"));
        let Applied { record, events, .. } = all.applied(&read);
        assert!(record.events.is_empty() && events.is_empty());
        let all = decisions(&format!("[[confirm]]\n{claim}"));
        assert_eq!(all.applied(&read).events, [Standing::Confirmed]);
        let set = "set = { kind = \"Thanks\", agent = [\"Elm Trust\"], target = [\"Hubei PSB Office\"] }";
        let all = decisions(&format!("[[correct]]\n{claim}\n{set}"));
        let Applied { record, events, .. } = all.applied(&read);
        assert_eq!(events, [Standing::Corrected]);
        let event = &record.events[0];
        assert_eq!(
            (event.kind.as_str(), &event.agent, &event.target),
            ("Thanks", &vec!["E2".into()], &vec!["E1".into()])
        );
    }

    #[test]
    fn what_cannot_be_put_right_so_stays_as_it_was_read() {
        let claim = "document = \"calls\"\nquote = \"visited elm trust\"";
        for set in
            ["agent = [\"Oak Trust\"]", "target = [\"Elm Trust\", \"Oak Trust\"]", "kind = \"Supervision\""]
        {
            let all = decisions(&format!("[[correct]]\n{claim}\nset = {{ {set} }}"));
            let read = record();
            let Applied { record, events, .. } = all.applied(&read);
            assert_eq!((record.into_owned(), events), (read.clone(), vec![Standing::Read]), "{set}");
        }
    }

    #[test]
    fn what_is_about_another_claim_changes_nothing() {
        for other in [
            "document = \"others\"\nquote = \"visited Elm Trust\"",
            "document = \"calls\"\nquote = \"visited Oak Trust\"",
            "document = \"calls\"\nquote = \"visited Elm Trust\"\nkind = \"Thanks\"",
            "document = \"calls\"\nquote = \"visited Elm Trust\"\nparties = [\"Oak Trust\"]",
        ] {
            assert_eq!(
                decisions(&format!("[[wrong]]\n{other}")).applied(&record()).record.into_owned(),
                record()
            );
        }
    }

    #[test]
    fn a_relationship_is_a_claim_too() {
        let mut read = record();
        read.relations = serde_json::from_value(serde_json::json!([{
            "kind": "supervises", "from": "E1", "to": "E2",
            "evidence": {"start": 30, "end": 66, "text": "the office is the supervisor of Elm Trust"}
        }]))
        .expect("relations");
        let claim = "document = \"calls\"\nquote = \"is the supervisor\"\nkind = \"Supervision\"";
        let all = decisions(&format!("[[confirm]]\n{claim}\nparties = [\"Elm Trust\"]"));
        let applied = all.applied(&read);
        assert_eq!((applied.events, applied.relations), (vec![Standing::Read], vec![Standing::Confirmed]));
        let set =
            "set = { kind = \"Partnership\", agent = [\"Elm Trust\"], target = [\"Hubei PSB Office\"] }";
        let all = decisions(&format!("[[correct]]\n{claim}\n{set}"));
        let Applied { record, relations, .. } = all.applied(&read);
        assert_eq!(relations, [Standing::Corrected]);
        let Relation { kind, from, to, .. } = &record.relations[0];
        assert_eq!((kind.as_str(), from.as_str(), to.as_str()), ("partner_of", "E2", "E1"));
        let all = decisions(&format!("[[wrong]]\n{claim}"));
        assert!(all.applied(&read).record.relations.is_empty());
    }
}
