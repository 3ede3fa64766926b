//! What a person decided, and what follows from it for records.
//!
//! Decisions are kept in a file that a person can edit and put under version control. They name bodies and claims by
//! what documents say, not by IRIs, so that they outlive a store; every build replays them.

use super::facts::{Id, Organization};
use super::identity::{gist, hashed};
use super::likeness::Likeness;
use crate::record::{Entity, Event, Modality, Precision, Record};
use crate::text::name_key;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Likeness of two appellations that a person judged to be of one body: above all that is measured.
const DECIDED: u16 = 1001;

/// All decisions, in the order of their file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Decisions {
    /// Two names are of one body.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub same: Vec<OnPair>,
    /// Two names are of two bodies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub different: Vec<OnPair>,
    /// A body is of another type than documents have it.
    #[serde(rename = "type", skip_serializing_if = "Vec::is_empty")]
    pub kind: Vec<OnBody>,
    /// A body is to be shown under this name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub name: Vec<OnBody>,
    /// A claim is wrong: nothing of the kind was said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wrong: Vec<OnClaim>,
    /// A claim is right.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub confirm: Vec<OnClaim>,
    /// A claim is right but for what is given here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub correct: Vec<OnClaim>,
    /// A claim and its words are to be shown nowhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hide: Vec<OnClaim>,
}

/// A body as documents name it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Its type; any where it is not given.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// A name of it, in any spelling that has the same name key.
    pub name: String,
    /// The id of the document whose body of that name is meant; all documents where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

/// A decision on two bodies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnPair {
    /// One of them.
    pub one: Body,
    /// The other.
    pub other: Body,
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

/// A decision on a body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnBody {
    /// Which.
    pub of: Body,
    /// Its type or its name.
    pub is: String,
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

/// A decision on a claim: an event that one document tells of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnClaim {
    /// The id of the document.
    pub document: String,
    /// The words that say so, or a part of them.
    pub quote: String,
    /// The kind of event; any where it is not given.
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
    /// The kind of event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Names of those who did it, each a body that the document names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<Vec<String>>,
    /// Names of those to whom it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Vec<String>>,
    /// Its day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Whether it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modality: Option<Modality>,
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

/// Why a file of decisions cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DecisionError {
    /// It cannot be read or written.
    #[error("{}: {reason}; see that the file may be read and written, or name another with --decisions", path.display())]
    Unusable {
        /// Which.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// It is not of its form.
    #[error("{}: {reason}; nothing was built, so that no decision is lost: mend the file", path.display())]
    Malformed {
        /// Which.
        path: PathBuf,
        /// With its line.
        reason: String,
    },
}

impl Decisions {
    /// Reads a file; one that is not there holds none.
    ///
    /// # Errors
    /// A file that cannot be read, or that is not of its form.
    pub fn read(path: &Path) -> Result<Self, DecisionError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Decisions::default()),
            Err(e) => return Err(DecisionError::Unusable { path: path.to_owned(), reason: e.to_string() }),
        };
        let malformed = |reason: String| DecisionError::Malformed { path: path.to_owned(), reason };
        let decisions: Decisions = toml::from_str(&text).map_err(|e| malformed(e.to_string()))?;
        for claim in decisions.claims() {
            if gist(&claim.quote).is_empty() {
                let document = &claim.document;
                return Err(malformed(format!(
                    "a claim of {document} has no quote; give the words that it is about"
                )));
            }
        }
        Ok(decisions)
    }

    fn claims(&self) -> impl Iterator<Item = &OnClaim> {
        self.wrong.iter().chain(&self.confirm).chain(&self.correct).chain(&self.hide)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Decisions::default()
    }

    /// A name for exactly these decisions.
    pub fn digest(&self) -> String {
        format!("{:016x}", hashed(&[&serde_json::to_string(self).unwrap_or_default()]))
    }

    /// The record as a person would have it, with the standing of each of its events.
    pub fn applied<'r>(&self, record: &'r Record) -> (Cow<'r, Record>, Vec<Standing>) {
        if self.is_empty() {
            return (Cow::Borrowed(record), vec![Standing::Read; record.events.len()]);
        }
        let mut record = record.clone();
        let id = record.identity().to_owned();
        for entity in &mut record.entities {
            self.retype(entity, &id);
        }
        let entities = std::mem::take(&mut record.entities);
        let on = |claims: &[OnClaim], event: &Event| claims.iter().any(|c| c.is_about(&id, event, &entities));
        let mut standings = Vec::new();
        record.events.retain(|event| !on(&self.wrong, event));
        for event in &mut record.events {
            let corrections: Vec<&OnClaim> =
                self.correct.iter().filter(|c| c.is_about(&id, event, &entities)).collect();
            let confirmed = on(&self.confirm, event);
            for correction in &corrections {
                correction.put_right(event, &entities);
            }
            standings.push(match (confirmed, corrections.is_empty()) {
                (true, true) => Standing::Confirmed,
                (_, false) => Standing::Corrected,
                (false, true) => Standing::Read,
            });
        }
        record.entities = entities;
        (Cow::Owned(record), standings)
    }

    fn retype(&self, entity: &mut Entity, document: &str) {
        for OnBody { of, is, .. } in &self.kind {
            if of.is_entity(entity, document) {
                is.clone_into(&mut entity.kind);
            }
        }
    }

    /// The name that a person chose for a body with these names.
    pub fn name_of(&self, organization: &Organization) -> Option<&str> {
        self.name.iter().rev().find(|n| n.of.is(organization)).map(|n| n.is.as_str())
    }

    /// Whether a body that a document names must be told from others of its name, as the id of the document.
    pub(super) fn only_in(&self, entity: &Entity, document: &str) -> Option<String> {
        let sides = self.different.iter().flat_map(|pair| [&pair.one, &pair.other]);
        let mut meant = sides.filter(|body| body.document.is_some() && body.is_entity(entity, document));
        meant.next().map(|_| document.to_owned())
    }

    /// What a person decided of two appellations: whether they are of one body.
    pub fn of_pair(&self, one: &Organization, other: &Organization) -> Option<bool> {
        let about = |pair: &OnPair| {
            (pair.one.is(one) && pair.other.is(other)) || (pair.one.is(other) && pair.other.is(one))
        };
        if self.different.iter().any(about) {
            return Some(false);
        }
        self.same.iter().any(about).then_some(true)
    }

    /// What a person decided of two appellations, as a likeness.
    pub(super) fn likeness(&self, one: &Organization, other: &Organization) -> Option<Likeness> {
        let same = self.of_pair(one, other)?;
        let score = if same { DECIDED } else { 0 };
        Some(Likeness { score, because: "a person decided so".to_owned(), apart: !same })
    }

    /// Whether a person said of what type a body with a name of that key is that is of this type, or is so now.
    pub fn settles_type(&self, key: &str, kind: &str) -> bool {
        self.kind.iter().any(|on| {
            name_key(&on.of.name) == key
                && (on.is == kind || on.of.kind.as_ref().is_none_or(|was| was == kind))
        })
    }

    /// Whether a person told bodies of one name and these types from each other.
    pub fn settles_types(&self, key: &str, kinds: &BTreeSet<&str>) -> bool {
        let apart = |a: &str, b: &str| {
            self.different.iter().any(|pair| {
                let side = |body: &Body, kind: &str| {
                    name_key(&body.name) == key && body.kind.as_ref().is_none_or(|of| of == kind)
                };
                (side(&pair.one, a) && side(&pair.other, b)) || (side(&pair.one, b) && side(&pair.other, a))
            })
        };
        let kinds: Vec<&str> = kinds.iter().copied().collect();
        kinds.iter().enumerate().all(|(at, a)| kinds[at + 1..].iter().all(|b| apart(a, b)))
    }

    /// Adds decisions at the end of each sort.
    pub fn extend(&mut self, more: Decisions) {
        let Decisions { same, different, kind, name, wrong, confirm, correct, hide } = more;
        self.same.extend(same);
        self.different.extend(different);
        self.kind.extend(kind);
        self.name.extend(name);
        self.wrong.extend(wrong);
        self.confirm.extend(confirm);
        self.correct.extend(correct);
        self.hide.extend(hide);
    }

    /// Whether a decision on a pair is about a body with these names.
    pub(super) fn is_about(&self, organization: &Organization) -> bool {
        let mut pairs = self.same.iter().chain(&self.different);
        pairs.any(|pair| pair.one.is(organization) || pair.other.is(organization))
    }

    /// Keys under which the two sides of a decision meet.
    pub(super) fn blocks(&self, organization: &Organization) -> impl Iterator<Item = Id> {
        let pairs = self.same.iter().filter(|pair| pair.one.is(organization) || pair.other.is(organization));
        let keys: Vec<Id> = pairs
            .map(|pair| hashed(&["decision", &name_key(&pair.one.name), &name_key(&pair.other.name)]))
            .collect();
        keys.into_iter()
    }
}

impl Body {
    fn is(&self, organization: &Organization) -> bool {
        let key = name_key(&self.name);
        self.kind.as_ref().is_none_or(|kind| *kind == organization.kind)
            && (self.document.is_none() || self.document == organization.only_in)
            && organization.names.iter().any(|name| name_key(name) == key)
    }

    fn is_entity(&self, entity: &Entity, document: &str) -> bool {
        self.kind.as_ref().is_none_or(|kind| *kind == entity.kind)
            && self.document.as_ref().is_none_or(|d| d == document)
            && bears(entity, &name_key(&self.name))
    }
}

/// Whether an entity has a name with that key.
fn bears(entity: &Entity, key: &str) -> bool {
    std::iter::once(&entity.name).chain(&entity.also).any(|name| name_key(name) == key)
}

impl OnClaim {
    /// A name for the decision that tells nothing of the words.
    pub fn key(&self) -> Id {
        let parties = self.parties.join("\n");
        hashed(&[&self.document, &gist(&self.quote), self.kind.as_deref().unwrap_or_default(), &parties])
    }

    /// Whether it is about an event of a document.
    pub fn is_about(&self, document: &str, event: &Event, entities: &[Entity]) -> bool {
        let named = |name: &String| {
            let key = name_key(name);
            let parties = event.agent.iter().chain(&event.target).chain(&event.via);
            let mut parties = parties.filter_map(|id| entities.iter().find(|entity| entity.id == *id));
            parties
                .any(|entity| std::iter::once(&entity.name).chain(&entity.also).any(|n| name_key(n) == key))
        };
        self.document == document
            && self.kind.as_ref().is_none_or(|kind| *kind == event.kind)
            && format!(" {} ", gist(&event.evidence.text)).contains(&format!(" {} ", gist(&self.quote)))
            && self.parties.iter().all(named)
    }

    fn put_right(&self, event: &mut Event, entities: &[Entity]) {
        let Some(Correction { kind, agent, target, date, modality }) = &self.set else { return };
        let ids = |names: &[String]| -> Vec<String> {
            let of = |name: &String| {
                let key = name_key(name);
                entities.iter().find(|entity| bears(entity, &key)).map(|entity| entity.id.clone())
            };
            names.iter().filter_map(of).collect()
        };
        if let Some(kind) = kind {
            kind.clone_into(&mut event.kind);
        }
        if let Some(agent) = agent {
            event.agent = ids(agent);
        }
        if let Some(target) = target {
            event.target = ids(target);
        }
        if let Some(date) = date {
            (event.date, event.precision) = (Some(*date), Precision::Day);
        }
        if let Some(modality) = modality {
            event.modality = *modality;
        }
    }
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
        let (record, standings) = decisions(&format!("[[wrong]]\n{claim}")).applied(&read);
        assert!(record.events.is_empty() && standings.is_empty());
        let (_, standings) = decisions(&format!("[[confirm]]\n{claim}")).applied(&read);
        assert_eq!(standings, [Standing::Confirmed]);
        let set = "set = { kind = \"Thanks\", agent = [\"Elm Trust\"], target = [\"Hubei PSB Office\"] }";
        let (record, standings) = decisions(&format!("[[correct]]\n{claim}\n{set}")).applied(&read);
        assert_eq!(standings, [Standing::Corrected]);
        let event = &record.events[0];
        assert_eq!(
            (event.kind.as_str(), &event.agent, &event.target),
            ("Thanks", &vec!["E2".into()], &vec!["E1".into()])
        );
    }

    #[test]
    fn what_is_about_another_claim_changes_nothing() {
        for other in [
            "document = \"others\"\nquote = \"visited Elm Trust\"",
            "document = \"calls\"\nquote = \"visited Oak Trust\"",
            "document = \"calls\"\nquote = \"visited Elm Trust\"\nkind = \"Thanks\"",
            "document = \"calls\"\nquote = \"visited Elm Trust\"\nparties = [\"Oak Trust\"]",
        ] {
            assert_eq!(decisions(&format!("[[wrong]]\n{other}")).applied(&record()).0.into_owned(), record());
        }
    }
}
