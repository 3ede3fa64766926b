//! Links after a batch: counted up for events that came, counted anew where one went.

use super::batch::differ;
use super::resolution::Moved;
use super::{BuildError, Builder};
use crate::lexicon::Lexicon;
use crate::rdf::vocab::gx;
use crate::rdf::{LinkCount, LinkKey, ORGANIZATION, Resolved};
use crate::record::Modality;
use crate::resolve::{Event, Id, Standing};
use crate::store::{Change, Pattern, Store};
use jiff::civil::Date;
use oxigraph::model::NamedOrBlankNode;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// What happened to a link in a batch.
#[derive(Default)]
struct Touched {
    came: Vec<(Option<Date>, Standing)>,
    went: bool,
}

impl Builder<'_> {
    /// Adds to `change` what becomes of the links of these events; gives the counts, and how many more links
    /// there are.
    pub(super) fn links(
        &self,
        events: &BTreeMap<Id, Moved<Event>>,
        change: &mut Change,
    ) -> Result<(FxHashMap<Id, LinkCount>, i64), BuildError> {
        let mut touched: BTreeMap<LinkKey, Touched> = BTreeMap::new();
        let mut gone = BTreeSet::new();
        for (id, moved) in events {
            match (&moved.before, &moved.after) {
                (None, Some(event)) => {
                    for key in linked(self.lexicon, event) {
                        touched.entry(key).or_default().came.push((event.date, event.standing));
                    }
                }
                (Some(before), after) if Some(before) != after.as_ref() => {
                    gone.insert(*id);
                    for key in linked(self.lexicon, before) {
                        touched.entry(key).or_default().went = true;
                    }
                    if let Some(event) = after {
                        for key in linked(self.lexicon, event) {
                            touched.entry(key).or_default().came.push((event.date, event.standing));
                        }
                    }
                }
                _ => {}
            }
        }
        let (mut counts, mut gained) = (FxHashMap::default(), 0);
        for (key, Touched { came, went }) in touched {
            let id = key.id();
            let before = match self.known.links.get(&id) {
                Some(count) => *count,
                None if self.is_absent(id) => LinkCount::default(),
                None => self.stored_link(id)?,
            };
            let mut after = if went { self.recount(&key, &gone)? } else { before };
            for (date, standing) in came {
                after.add(date, standing);
            }
            gained += i64::from(after.count > 0) - i64::from(before.count > 0);
            differ(key.quads(&self.base, before), key.quads(&self.base, after), change);
            counts.insert(id, after);
        }
        Ok((counts, gained))
    }

    fn stored_link(&self, id: Id) -> Result<LinkCount, BuildError> {
        let iri = self.base.hashed("link", id);
        let pattern = Pattern { subject: Some(iri.as_ref().into()), ..Pattern::default() };
        let quads = self.store.quads(pattern)?.collect::<Result<Vec<_>, _>>()?;
        Ok(LinkCount::from_quads(&quads).unwrap_or_default())
    }

    /// Counts the events in the store behind a link, but for those that go.
    fn recount(&self, key: &LinkKey, gone: &BTreeSet<Id>) -> Result<LinkCount, BuildError> {
        let (one, other): (&[_], &[_]) = match key.symmetric {
            true => (&[gx::AGENT, gx::TARGET], &[gx::AGENT, gx::TARGET]),
            false => (&[gx::AGENT], &[gx::TARGET]),
        };
        let (one, other) = (self.events_of(key.from, one)?, self.events_of(key.to, other)?);
        let mut count = LinkCount::default();
        for id in one.intersection(&other).filter(|id| !gone.contains(id)) {
            if let Some(event) = self.stored::<Event>(*id)?
                && linked(self.lexicon, &event).contains(key)
            {
                count.add(event.date, event.standing);
            }
        }
        Ok(count)
    }

    /// Events to which an organisation is a party in one of these roles.
    fn events_of(
        &self,
        organization: Id,
        roles: &[oxigraph::model::NamedNodeRef<'static>],
    ) -> Result<BTreeSet<Id>, BuildError> {
        let iri = self.base.hashed(ORGANIZATION, organization);
        let mut events = BTreeSet::new();
        for role in roles {
            let pattern =
                Pattern { predicate: Some(*role), object: Some(iri.as_ref().into()), ..Pattern::default() };
            for quad in self.store.quads(pattern)? {
                if let NamedOrBlankNode::NamedNode(event) = quad?.subject {
                    events.extend(self.base.hash(Event::PATH, event.as_ref()));
                }
            }
        }
        Ok(events)
    }
}

/// The links that an event is behind: none unless it occurred. Equal parties are all linked, others from
/// each agent to each target; nobody is linked to itself.
fn linked(lexicon: &Lexicon, event: &Event) -> BTreeSet<LinkKey> {
    let mut keys = BTreeSet::new();
    let Some(kind) = lexicon.kind(&event.kind).filter(|_| event.modality == Modality::Occurred) else {
        return keys;
    };
    let parties: BTreeSet<Id> = event.agents.union(&event.targets).copied().collect();
    let (from, to) = if kind.symmetric { (&parties, &parties) } else { (&event.agents, &event.targets) };
    for a in from {
        for b in to {
            if (kind.symmetric && a < b) || (!kind.symmetric && a != b) {
                keys.insert(LinkKey {
                    property: kind.link.clone(),
                    from: *a,
                    to: *b,
                    symmetric: kind.symmetric,
                });
            }
        }
    }
    keys
}
