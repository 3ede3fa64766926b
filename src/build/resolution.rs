//! What is the case after a batch: each thing that its documents speak, or spoke, of.
//!
//! A thing of which the batch says no less than before is joined with what the store holds. Only where
//! something is no longer said is it made anew, from the records of all documents that tell of it.

use super::batch::{Said, differ};
use super::counts::Gain;
use super::happenings::Happenings;
use super::identify::Bodies;
use super::known::Known;
use super::{BuildError, Builder};
use crate::rdf::Resolved;
use crate::resolve::{Contribution, Entry, Event, Fact, Id, Organization, Relationship};
use crate::store::Change;
use oxigraph::model::NamedNode;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// A thing before and after the batch; `None` where it is not in the store.
pub(super) struct Moved<F> {
    pub before: Option<F>,
    pub after: Option<F>,
}

/// Things to be made anew, by the documents that tell of them.
pub(super) type Anew = BTreeMap<NamedNode, BTreeSet<Id>>;

/// One sort of facts, so that all three go one way.
pub(super) trait Sort: Resolved {
    fn known(_: &Known) -> Option<&FxHashMap<Id, Option<Self>>> {
        None
    }
}

impl Sort for Organization {
    fn known(known: &Known) -> Option<&FxHashMap<Id, Option<Self>>> {
        Some(&known.organizations)
    }
}

impl Sort for Event {}

impl Sort for Entry {}

impl Sort for Relationship {
    fn known(known: &Known) -> Option<&FxHashMap<Id, Option<Self>>> {
        Some(&known.relationships)
    }
}

impl Builder<'_> {
    /// Adds to `change` what becomes of events, relations and links; gives what will then be known,
    /// and how much more there is.
    pub(super) fn resolve(
        &self,
        (before, after): (&[Said], &[Said]),
        documents: &FxHashSet<NamedNode>,
        (bodies, happenings): (&Bodies, &Happenings),
        change: &mut Change,
    ) -> Result<(Known, Gain), BuildError> {
        fn side<F: Sort>(side: &[Said], of: impl Fn(&Contribution) -> &BTreeMap<Id, F>) -> BTreeMap<Id, F> {
            together(side.iter().map(|(_, contribution)| of(contribution)))
        }
        let mut anew = Anew::new();
        let (said, says) = (side(before, |c| &c.events), side(after, |c| &c.events));
        let mut events = self.joined::<Event>(&said, &says, documents, &mut anew)?;
        let (said, says) = (side(before, |c| &c.relationships), side(after, |c| &c.relationships));
        let mut relationships = self.joined::<Relationship>(&said, &says, documents, &mut anew)?;
        let (said, says) = (side(before, |c| &c.entries), side(after, |c| &c.entries));
        let mut entries = self.joined::<Entry>(&said, &says, documents, &mut anew)?;
        for (document, things) in anew {
            let telling = self.stored_telling(&document)?;
            let of = self.bodies_of(&telling, bodies)?;
            let mut contribution = telling.contribution(|id| of[&id]);
            contribution.rename(&happenings.after);
            rejoin(&mut events, &contribution.events, &things);
            rejoin(&mut relationships, &contribution.relationships, &things);
            rejoin(&mut entries, &contribution.entries, &things);
        }
        self.moved(&events, change);
        self.moved(&relationships, change);
        self.moved(&entries, change);
        let (links, gained) = self.links(&events, change)?;
        let gain =
            |moved: &Moved<Event>| i64::from(moved.after.is_some()) - i64::from(moved.before.is_some());
        let gain = Gain {
            documents: after.len() as i64 - before.len() as i64,
            organizations: bodies.gained,
            events: events.values().map(gain).sum(),
            links: gained,
        };
        Ok((Known { relationships: known(relationships), links, ..Known::default() }, gain))
    }

    /// The things of one sort that documents of the batch said before and say now. Where a thing must be made anew,
    /// the other documents that tell of it are noted in `anew`, and `after` holds only what the batch itself says.
    pub(super) fn joined<F: Sort>(
        &self,
        said: &BTreeMap<Id, F>,
        says: &BTreeMap<Id, F>,
        documents: &FxHashSet<NamedNode>,
        anew: &mut Anew,
    ) -> Result<BTreeMap<Id, Moved<F>>, BuildError> {
        let ids: BTreeSet<Id> = said.keys().chain(says.keys()).copied().collect();
        let mut things = BTreeMap::new();
        for id in ids {
            let before = match F::known(&self.known).and_then(|known| known.get(&id)) {
                Some(known) => known.clone(),
                None => self.stored::<F>(id)?,
            };
            let mut after = says.get(&id).cloned();
            let lost =
                said.get(&id).is_some_and(|said| !after.as_ref().is_some_and(|after| after.covers(said)));
            if lost {
                let iri = self.base.hashed(F::PATH, id);
                for document in self.documents_of(iri.as_ref(), F::EVIDENCE)? {
                    if !documents.contains(&document) {
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

fn known<F>(things: BTreeMap<Id, Moved<F>>) -> FxHashMap<Id, Option<F>> {
    things.into_iter().map(|(id, moved)| (id, moved.after)).collect()
}

/// What several documents say, joined.
pub(super) fn together<'f, F: Fact + 'f>(
    sides: impl Iterator<Item = &'f BTreeMap<Id, F>>,
) -> BTreeMap<Id, F> {
    let mut facts: BTreeMap<Id, F> = BTreeMap::new();
    for (id, fact) in sides.flatten() {
        match facts.get_mut(id) {
            Some(known) => known.join(fact),
            None => _ = facts.insert(*id, fact.clone()),
        }
    }
    facts
}

/// Joins to `things` what a document says of those among them that are `ids`.
pub(super) fn rejoin<F: Fact>(
    things: &mut BTreeMap<Id, Moved<F>>,
    says: &BTreeMap<Id, F>,
    ids: &BTreeSet<Id>,
) {
    for id in ids {
        if let (Some(moved), Some(fact)) = (things.get_mut(id), says.get(id)) {
            match &mut moved.after {
                Some(after) => after.join(fact),
                None => moved.after = Some(fact.clone()),
            }
        }
    }
}
