//! What is the case after a batch: each thing that its documents speak, or spoke, of.
//!
//! A thing of which the batch says no less than before is joined with what the store holds. Only where
//! something is no longer said is it made anew, from the records of all documents that tell of it.

use super::batch::{Delta, differ};
use super::known::Known;
use super::{BuildError, Builder};
use crate::rdf::Resolved;
use crate::resolve::{Contribution, Event, Id, Organization, Relationship};
use crate::store::Change;
use oxigraph::model::NamedNode;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// A thing before and after the batch; `None` where it is not in the store.
pub(super) struct Moved<F> {
    pub before: Option<F>,
    pub after: Option<F>,
}

/// Things to be made anew, by the documents that tell of them.
type Anew = BTreeMap<NamedNode, BTreeSet<Id>>;

/// One sort of facts, so that all three go one way.
trait Sort: Resolved {
    fn of(contribution: &Contribution) -> &BTreeMap<Id, Self>;

    fn known(_: &Known) -> Option<&FxHashMap<Id, Option<Self>>> {
        None
    }
}

impl Sort for Organization {
    fn of(contribution: &Contribution) -> &BTreeMap<Id, Self> {
        &contribution.organizations
    }

    fn known(known: &Known) -> Option<&FxHashMap<Id, Option<Self>>> {
        Some(&known.organizations)
    }
}

impl Sort for Event {
    fn of(contribution: &Contribution) -> &BTreeMap<Id, Self> {
        &contribution.events
    }
}

impl Sort for Relationship {
    fn of(contribution: &Contribution) -> &BTreeMap<Id, Self> {
        &contribution.relationships
    }

    fn known(known: &Known) -> Option<&FxHashMap<Id, Option<Self>>> {
        Some(&known.relationships)
    }
}

impl Builder<'_> {
    /// Adds to `change` what becomes of organisations, events, relations and links; gives what will then be known.
    pub(super) fn resolve(&self, delta: &Delta, change: &mut Change) -> Result<Known, BuildError> {
        let mut anew = Anew::new();
        let mut organizations = self.joined::<Organization>(delta, &mut anew)?;
        let mut events = self.joined::<Event>(delta, &mut anew)?;
        let mut relationships = self.joined::<Relationship>(delta, &mut anew)?;
        for (document, things) in anew {
            let contribution = self.stored_contribution(&document)?;
            rejoin(&mut organizations, &contribution, &things);
            rejoin(&mut events, &contribution, &things);
            rejoin(&mut relationships, &contribution, &things);
        }
        self.moved(&organizations, change);
        self.moved(&events, change);
        self.moved(&relationships, change);
        let links = self.links(&events, change)?;
        Ok(Known { organizations: after(organizations), relationships: after(relationships), links })
    }

    /// The things of one sort in the batch. Where a thing must be made anew, the other documents that
    /// tell of it are noted in `anew`, and `after` holds only what the batch itself says.
    fn joined<F: Sort>(&self, delta: &Delta, anew: &mut Anew) -> Result<BTreeMap<Id, Moved<F>>, BuildError> {
        let (said, says) = (together::<F>(&delta.before), together::<F>(&delta.after));
        let ids: BTreeSet<Id> = said.keys().chain(says.keys()).copied().collect();
        let mut things = BTreeMap::new();
        for id in ids {
            let iri = self.base.hashed(F::PATH, id);
            let before = match F::known(&self.known).and_then(|known| known.get(&id)) {
                Some(known) => known.clone(),
                None if self.is_absent(id) => None,
                None => F::from_quads(&self.base, &self.about(iri.as_ref())?),
            };
            let mut after = says.get(&id).cloned();
            let lost =
                said.get(&id).is_some_and(|said| !after.as_ref().is_some_and(|after| after.covers(said)));
            if lost {
                for document in self.documents_of(iri.as_ref(), F::EVIDENCE)? {
                    if !delta.documents.contains(&document) {
                        anew.entry(document).or_default().insert(id);
                    }
                }
            } else if let (Some(after), Some(before)) = (&mut after, &before) {
                after.join(before);
            }
            things.insert(id, Moved { before, after });
        }
        Ok(things)
    }

    fn moved<F: Sort>(&self, things: &BTreeMap<Id, Moved<F>>, change: &mut Change) {
        for (id, Moved { before, after }) in things {
            if before != after {
                let quads =
                    |fact: &Option<F>| fact.as_ref().map(|f| f.quads(&self.base, *id)).unwrap_or_default();
                differ(quads(before), quads(after), change);
            }
        }
    }
}

fn after<F>(things: BTreeMap<Id, Moved<F>>) -> FxHashMap<Id, Option<F>> {
    things.into_iter().map(|(id, moved)| (id, moved.after)).collect()
}

/// What several documents say, joined.
fn together<F: Sort>(documents: &[(NamedNode, Contribution)]) -> BTreeMap<Id, F> {
    let mut facts: BTreeMap<Id, F> = BTreeMap::new();
    for (id, fact) in documents.iter().flat_map(|(_, contribution)| F::of(contribution)) {
        match facts.get_mut(id) {
            Some(known) => known.join(fact),
            None => _ = facts.insert(*id, fact.clone()),
        }
    }
    facts
}

fn rejoin<F: Sort>(things: &mut BTreeMap<Id, Moved<F>>, contribution: &Contribution, ids: &BTreeSet<Id>) {
    for id in ids {
        if let (Some(moved), Some(fact)) = (things.get_mut(id), F::of(contribution).get(id)) {
            match &mut moved.after {
                Some(after) => after.join(fact),
                None => moved.after = Some(fact.clone()),
            }
        }
    }
}
