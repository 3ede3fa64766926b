//! What a person decided, and what follows from it for records.
//!
//! Decisions are kept in a file that a person can edit and put under version control. They name bodies and claims by
//! what documents say, not by IRIs, so that they outlive a store; every build replays them.

use super::claim::{Correction, OnClaim};
use super::facts::{Id, Organization};
use super::identity::{gist, hashed};
use super::likeness::Likeness;
use crate::record::Entity;
use crate::text::name_key;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
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
    /// Its place, by English name or GB/T 2260 code; empty for the body of which no place is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The code of its home, as DE; empty for the body of which none is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<String>,
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
        for claim in &decisions.correct {
            if claim.set.as_ref().is_none_or(|set| *set == Correction::default()) {
                let (document, quote) = (&claim.document, &claim.quote);
                return Err(malformed(format!(
                    "the [[correct]] of {document}, \"{quote}\", sets nothing; give `set` a kind, agent, target, date or \
                     modality, or make it a [[confirm]]"
                )));
            }
        }
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

    /// Whether another decision says the opposite of that pair; then [`Decisions::different`] counts.
    pub fn parts(&self, pair: &OnPair) -> bool {
        let alike = |a: &Body, b: &Body| {
            name_key(&a.name) == name_key(&b.name)
                && (&a.kind, &a.place, &a.home, &a.document) == (&b.kind, &b.place, &b.home, &b.document)
        };
        self.different.iter().any(|other| {
            (alike(&other.one, &pair.one) && alike(&other.other, &pair.other))
                || (alike(&other.one, &pair.other) && alike(&other.other, &pair.one))
        })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Decisions::default()
    }

    /// A name for exactly these decisions.
    pub fn digest(&self) -> String {
        format!("{:016x}", hashed(&[&serde_json::to_string(self).unwrap_or_default()]))
    }

    pub(super) fn retype(&self, entity: &mut Entity, document: &str) {
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
        let pairs = self.same.iter().chain(&self.different);
        let sides = pairs.flat_map(|pair| [&pair.one, &pair.other]);
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
    /// Whether an appellation is of it.
    pub fn is(&self, organization: &Organization) -> bool {
        let key = name_key(&self.name);
        let place = organization.place.as_ref();
        let (name, code) = (place.map(|p| p.name.as_str()), place.and_then(|p| p.code.as_deref()));
        let homes = organization.origins.iter().map(String::as_str);
        self.lies_in(name, code)
            && self.is_of(homes)
            && self.kind.as_ref().is_none_or(|kind| *kind == organization.kind)
            && (self.document.is_none() || self.document == organization.only_in)
            && organization.names.iter().any(|name| name_key(name) == key)
    }

    fn lies_in(&self, name: Option<&str>, code: Option<&str>) -> bool {
        match self.place.as_deref().map(str::trim) {
            None => true,
            Some("") => name.is_none() && code.is_none(),
            Some(place) => name.is_some_and(|name| name.eq_ignore_ascii_case(place)) || code == Some(place),
        }
    }

    fn is_of<'o>(&self, mut homes: impl Iterator<Item = &'o str>) -> bool {
        match self.home.as_deref().map(str::trim) {
            None => true,
            Some("") => homes.next().is_none(),
            Some(home) => homes.any(|code| code.eq_ignore_ascii_case(home)),
        }
    }

    pub(super) fn is_entity(&self, entity: &Entity, document: &str) -> bool {
        let (name, code) = (entity.place.as_deref(), entity.place_code.as_deref());
        self.lies_in(name, code)
            && self.is_of(entity.origin.as_deref().into_iter())
            && self.kind.as_ref().is_none_or(|kind| *kind == entity.kind)
            && self.document.as_ref().is_none_or(|d| d == document)
            && bears(entity, &name_key(&self.name))
    }
}

/// Whether an entity has a name with that key.
pub(super) fn bears(entity: &Entity, key: &str) -> bool {
    std::iter::once(&entity.name).chain(&entity.also).any(|name| name_key(name) == key)
}
