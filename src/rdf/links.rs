//! Links: what the events of one kind between two organisations amount to.

use super::Base;
use super::facts::ORGANIZATION;
use super::quads::{Quads, words};
use super::vocab::{self, gx};
use crate::resolve::{Id, link};
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
}

impl LinkCount {
    /// Counts one event more.
    pub fn add(&mut self, date: Option<Date>) {
        self.count += 1;
        self.first = self.first.into_iter().chain(date).min();
        self.last = self.last.into_iter().chain(date).max();
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
        out.into_vec()
    }
}
