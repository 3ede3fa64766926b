//! Links: what the events of one kind between two organisations amount to.

use super::Base;
use super::facts::ORGANIZATION;
use super::quads::{Quads, words};
use super::vocab::{self, gx};
use crate::resolve::{Id, Standing, link};
use jiff::civil::Date;
use oxigraph::model::Quad;

/// Whom a link is between, and of what kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkKey {
    /// Local name of the direct property.
    pub property: String,
    /// Where it begins; between equals the lesser.
    pub from: Id,
    /// Where it ends.
    pub to: Id,
    /// Whether the parties are equal.
    pub symmetric: bool,
}

/// How many events, from when to when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LinkCount {
    /// How many.
    pub count: u64,
    /// The earliest date.
    pub first: Option<Date>,
    /// The latest.
    pub last: Option<Date>,
    /// How many a person confirmed or corrected.
    pub reviewed: u64,
    /// The earliest date of these.
    pub first_reviewed: Option<Date>,
    /// The latest.
    pub last_reviewed: Option<Date>,
}

impl LinkCount {
    /// Counts one event more.
    pub fn add(&mut self, date: Option<Date>, standing: Standing) {
        let earlier = |known: Option<Date>| known.into_iter().chain(date).min();
        let later = |known: Option<Date>| known.into_iter().chain(date).max();
        self.count += 1;
        (self.first, self.last) = (earlier(self.first), later(self.last));
        if standing != Standing::Read {
            self.reviewed += 1;
            (self.first_reviewed, self.last_reviewed) =
                (earlier(self.first_reviewed), later(self.last_reviewed));
        }
    }

    /// What the quads of a link's node say.
    pub fn from_quads(quads: &[Quad]) -> Option<Self> {
        let value =
            |property| quads.iter().find(|q| q.predicate.as_ref() == property).and_then(|q| words(&q.object));
        let date = |property| value(property).and_then(|d| d.parse().ok());
        Some(LinkCount {
            count: value(gx::COUNT)?.parse().ok()?,
            first: date(gx::FIRST),
            last: date(gx::LAST),
            reviewed: value(gx::REVIEWED_COUNT).and_then(|count| count.parse().ok()).unwrap_or_default(),
            first_reviewed: date(gx::FIRST_REVIEWED),
            last_reviewed: date(gx::LAST_REVIEWED),
        })
    }
}

impl LinkKey {
    /// The hash in the IRI of its node.
    pub fn id(&self) -> Id {
        link(&self.property, self.from, self.to)
    }

    /// The node and the direct property; none where there is no event.
    pub fn quads(&self, base: &Base, count: LinkCount) -> Vec<Quad> {
        if count.count == 0 {
            return Vec::new();
        }
        let mut out = Quads::new(base.links_graph());
        let (from, to) = (base.hashed(ORGANIZATION, self.from), base.hashed(ORGANIZATION, self.to));
        let (iri, property) = (base.hashed("link", self.id()), vocab::term(&self.property));
        out.push(&from, property.as_ref(), to.clone());
        if self.symmetric {
            out.push(&to, property.as_ref(), from.clone());
        }
        out.class(&iri, gx::LINK);
        out.push(&iri, gx::FROM, from);
        out.push(&iri, gx::TO, to);
        out.push(&iri, gx::PROPERTY, property);
        out.number(&iri, gx::COUNT, count.count);
        out.date(&iri, gx::FIRST, count.first);
        out.date(&iri, gx::LAST, count.last);
        if count.reviewed > 0 {
            out.number(&iri, gx::REVIEWED_COUNT, count.reviewed);
            out.date(&iri, gx::FIRST_REVIEWED, count.first_reviewed);
            out.date(&iri, gx::LAST_REVIEWED, count.last_reviewed);
        }
        out.into_vec()
    }
}
