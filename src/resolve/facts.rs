//! What is the case, as far as documents say: organisations, events, standing relations.
//!
//! Facts of several documents about one thing are joined. Joining is idempotent and knows no order, so
//! what is the case depends on the set of documents, not on when each was read.

use super::claim::Standing;
use super::likeness::DOMESTIC;
use crate::record::{Modality, Precision};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Name of a thing across documents: a hash of what identifies it.
pub type Id = u64;

/// A place as documents speak of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRef {
    /// GB/T 2260 code, where the gazetteer knows it.
    pub code: Option<String>,
    /// English name.
    pub name: String,
}

/// A fact that can be joined with what other documents say of the same thing.
pub trait Fact: Clone + PartialEq {
    /// Takes in what another document says.
    fn join(&mut self, other: &Self);

    /// Whether nothing would be new in `other`.
    fn covers(&self, other: &Self) -> bool {
        let mut joined = self.clone();
        joined.join(other);
        joined == *self
    }
}

/// An organisation, as the documents that use one appellation for it know it, or as all do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Organization {
    /// Its type, by local name of the class.
    pub kind: String,
    /// Its roles, likewise.
    pub roles: BTreeSet<String>,
    /// The fullest of the names that documents use for it first.
    pub name: String,
    /// All names, `name` among them.
    pub names: BTreeSet<String>,
    /// Country codes.
    pub origins: BTreeSet<String>,
    /// Seat or charge.
    pub place: Option<PlaceRef>,
    /// Those of which it is an office.
    pub unit_of: BTreeSet<Id>,
    /// The id of the one document whose body it is, where a person told it from others of its name.
    pub only_in: Option<String>,
}

/// Something that happened or is planned. Kind, modality, precision and parties are the same in all documents that
/// tell of it, as is the day where one is given; the rest is joined. Between equals, who did it and to whom may be
/// told differently: whoever did it somewhere did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Local name of the class.
    pub kind: String,
    /// Whether it happened.
    pub modality: Modality,
    /// Its day, or the earliest day by which.
    pub date: Option<Date>,
    /// Which of the two.
    pub precision: Precision,
    /// Who did it.
    pub agents: BTreeSet<Id>,
    /// To whom.
    pub targets: BTreeSet<Id>,
    /// Parties without a name.
    pub unnamed: BTreeSet<String>,
    /// Offices through which NGOs took part.
    pub via: BTreeSet<Id>,
    /// Where.
    pub place: Option<PlaceRef>,
    /// The highest of the reports', in thousandths.
    pub confidence: u16,
    /// The best of the reports'.
    pub standing: Standing,
}

/// Kinds of standing relations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationshipKind {
    /// `supervises`
    Supervision,
    /// `partner_of`
    Partnership,
    /// `part_of`
    Membership,
    /// `affiliated_with`
    Affiliation,
}

/// A standing relation: all but its standing is identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relationship {
    /// Which.
    pub kind: RelationshipKind,
    /// The organisation that it is said of.
    pub from: Id,
    /// The other.
    pub to: Id,
    /// The best of the reports'.
    pub standing: Standing,
}

impl RelationshipKind {
    const ALL: [RelationshipKind; 4] = [
        RelationshipKind::Supervision,
        RelationshipKind::Partnership,
        RelationshipKind::Membership,
        RelationshipKind::Affiliation,
    ];

    /// As records spell it.
    pub fn name(self) -> &'static str {
        match self {
            RelationshipKind::Supervision => "supervises",
            RelationshipKind::Partnership => "partner_of",
            RelationshipKind::Membership => "part_of",
            RelationshipKind::Affiliation => "affiliated_with",
        }
    }

    /// The kind that records spell so.
    pub fn parse(name: &str) -> Option<Self> {
        RelationshipKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind that a person names, as records spell it or by its class: `Supervision`.
    pub fn named(word: &str) -> Option<Self> {
        let class = |kind: &RelationshipKind| format!("{kind:?}").eq_ignore_ascii_case(word);
        RelationshipKind::parse(word).or_else(|| RelationshipKind::ALL.into_iter().find(class))
    }
}

impl Organization {
    /// Of two types of one family, the one that extraction takes for the other less often.
    fn join_kind(&mut self, other: &str) {
        let rank = |kind: &str| DOMESTIC.iter().position(|k| *k == kind).unwrap_or(DOMESTIC.len());
        if self.kind.is_empty() || (rank(other), other) < (rank(&self.kind), &self.kind) {
            other.clone_into(&mut self.kind);
        }
    }

    fn rank(name: &str) -> (usize, usize, Reverse<&str>) {
        (name.split_whitespace().count(), name.chars().count(), Reverse(name))
    }
}

impl Fact for Organization {
    fn join(&mut self, other: &Self) {
        if Organization::rank(&other.name) > Organization::rank(&self.name) {
            self.name.clone_from(&other.name);
        }
        self.join_kind(&other.kind);
        self.roles.extend(other.roles.iter().cloned());
        self.names.extend(other.names.iter().cloned());
        self.origins.extend(other.origins.iter().cloned());
        self.unit_of.extend(&other.unit_of);
        if self.only_in.is_none() {
            self.only_in.clone_from(&other.only_in);
        }
        join_place(&mut self.place, &other.place);
    }
}

impl Event {
    fn day(&self) -> Option<Date> {
        self.date.filter(|_| self.precision == Precision::Day)
    }
}

impl Fact for Event {
    fn join(&mut self, other: &Self) {
        let differ = self.agents != other.agents;
        self.agents.extend(&other.agents);
        self.targets.extend(&other.targets);
        if differ {
            self.targets = &self.targets - &self.agents;
        }
        // A person may have joined one with a day and one without, or two with different days.
        self.date = match (self.day(), other.day()) {
            (None, None) => self.date.into_iter().chain(other.date).min(),
            (one, other) => one.into_iter().chain(other).min(),
        };
        if other.precision == Precision::Day {
            self.precision = Precision::Day;
        }
        self.unnamed.extend(other.unnamed.iter().cloned());
        self.via.extend(&other.via);
        join_place(&mut self.place, &other.place);
        self.confidence = self.confidence.max(other.confidence);
        self.standing = self.standing.max(other.standing);
    }
}

impl Fact for Relationship {
    fn join(&mut self, other: &Self) {
        self.standing = self.standing.max(other.standing);
    }
}

/// Of two places, the one with a code, then the longer name, then the earlier in the alphabet.
fn join_place(place: &mut Option<PlaceRef>, other: &Option<PlaceRef>) {
    fn rank(place: &PlaceRef) -> (bool, usize, Reverse<&str>, Reverse<Option<&str>>) {
        let length = place.name.chars().count();
        (place.code.is_some(), length, Reverse(&place.name), Reverse(place.code.as_deref()))
    }
    if other.as_ref().map(rank) > place.as_ref().map(rank) {
        place.clone_from(other);
    }
}
