//! Of which body each appellation is after a batch.
//!
//! An appellation that says something new is compared with those that share a key with it, and with whatever these
//! are like: the region in which bodies may come together or fall apart. Documents that use an appellation which goes
//! over to another body are resolved again, whether they are of the batch or not.

use super::batch::{Delta, differ};
use super::resolution::{Moved, together};
use super::{BuildError, Builder};
use crate::rdf::vocab::{gx, org, rdf, skos};
use crate::rdf::{ORGANIZATION, Resolved, block_key, identified, organization};
use crate::resolve::{Fact, Id, Organization, Pairs, Profile, SAME, Telling, clusters};
use crate::store::{Change, Pattern, Store};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// What the resolution graph says of an organisation by itself.
const OF_ORGANIZATION: &[NamedNodeRef<'static>] = &[
    rdf::TYPE,
    skos::PREF_LABEL,
    skos::ALT_LABEL,
    gx::NAME_KEY,
    gx::ORIGIN,
    gx::PLACE,
    gx::PLACE_NAME,
    org::UNIT_OF,
];

/// The bodies of the appellations that a batch speaks of.
#[derive(Default)]
pub(super) struct Bodies {
    /// Before the batch.
    pub before: FxHashMap<Id, Id>,
    /// After it.
    pub after: FxHashMap<Id, Id>,
    /// How many more organisations there are after it.
    pub gained: i64,
}

/// Appellations of which the body may change.
#[derive(Default)]
struct Region {
    facts: BTreeMap<Id, Organization>,
    profiles: BTreeMap<Id, Profile>,
    pairs: Pairs,
    bodies: BTreeMap<Id, Id>,
    /// The keys of those that say something new.
    keys: Vec<Id>,
}

/// Appellations of a batch, before and after.
type Appellations = BTreeMap<Id, Moved<Organization>>;

impl Builder<'_> {
    /// Finds the body of every appellation of the batch; adds to `change` what becomes of appellations and
    /// organisations, and to `delta` the documents that must be resolved again.
    pub(super) fn identify(&mut self, delta: &mut Delta, change: &mut Change) -> Result<Bodies, BuildError> {
        let appellations = self.appellations(delta)?;
        let region = self.region(&appellations)?;
        let mut bodies = Bodies::default();
        let moved = self.moved_bodies(&region)?;
        self.drag_along(&moved, delta)?;
        let speaking = delta.before.iter().chain(&delta.after);
        let mut ids: BTreeSet<Id> =
            speaking.flat_map(|(_, telling)| telling.appellations.keys().copied()).collect();
        ids.extend(region.facts.keys());
        for id in ids {
            let before = self.body(id)?;
            bodies.before.insert(id, before.unwrap_or(id));
            bodies.after.insert(id, region.bodies.get(&id).copied().or(before).unwrap_or(id));
        }
        bodies.gained = self.restate(&appellations, &region, &moved, &bodies, change)?;
        if let Some(written) = &mut self.written {
            region.keys.iter().for_each(|key| written.insert(*key));
        }
        for (id, moved) in appellations {
            if moved.after.is_none() {
                bodies.after.remove(&id);
                self.known.bodies.remove(&id);
            }
            self.known.organizations.insert(id, moved.after);
        }
        for (id, body) in &bodies.after {
            self.known.bodies.insert(*id, *body);
        }
        Ok(bodies)
    }

    /// The body of an appellation in the store; none where it is not there.
    fn body(&self, id: Id) -> Result<Option<Id>, BuildError> {
        if let Some(body) = self.known.bodies.get(&id) {
            return Ok(Some(*body));
        }
        if self.is_absent(id) {
            return Ok(None);
        }
        let iri = self.base.hashed(Organization::PATH, id);
        let pattern = Pattern {
            subject: Some(iri.as_ref().into()),
            predicate: Some(gx::APPELLATION_OF),
            ..Pattern::default()
        };
        let found = self.store.quads(pattern)?.next().transpose()?;
        Ok(found.and_then(|quad| match &quad.object {
            Term::NamedNode(body) => self.base.hash(ORGANIZATION, body.as_ref()),
            _ => None,
        }))
    }

    /// The bodies of the appellations of a document, `bodies` going before what the store holds.
    pub(super) fn bodies_of(
        &self,
        telling: &Telling,
        bodies: &Bodies,
    ) -> Result<FxHashMap<Id, Id>, BuildError> {
        let mut found = FxHashMap::default();
        for id in telling.appellations.keys() {
            let body = match bodies.after.get(id) {
                Some(body) => *body,
                None => self.body(*id)?.unwrap_or(*id),
            };
            found.insert(*id, body);
        }
        Ok(found)
    }

    fn appellations(&self, delta: &Delta) -> Result<Appellations, BuildError> {
        let side = |side: &[(NamedNode, Telling)]| {
            together::<Organization>(side.iter().map(|(_, telling)| &telling.appellations))
        };
        let mut anew = BTreeMap::new();
        let mut joined =
            self.joined(&side(&delta.before), &side(&delta.after), &delta.documents, &mut anew)?;
        for (document, ids) in anew {
            let telling = self.stored_telling(&document)?;
            super::resolution::rejoin(&mut joined, &telling.appellations, &ids);
        }
        Ok(joined)
    }

    /// What appellations that say something new are like, and what these are like in turn.
    fn region(&self, appellations: &Appellations) -> Result<Region, BuildError> {
        let judge = self.resolver.judge();
        let mut region = Region::default();
        let dirty: BTreeSet<Id> =
            appellations.iter().filter(|(_, moved)| moved.before != moved.after).map(|(id, _)| *id).collect();
        if dirty.is_empty() {
            return Ok(region);
        }
        let mut keyed: FxHashMap<Id, Vec<Id>> = FxHashMap::default();
        for id in &dirty {
            if let Some(fact) = &appellations[id].after {
                let profile = judge.profile(fact);
                for block in judge.blocks(&profile).has {
                    keyed.entry(block).or_default().push(*id);
                }
                region.facts.insert(*id, fact.clone());
                region.profiles.insert(*id, profile);
            }
        }
        let mut waiting: Vec<Id> = region.facts.keys().copied().collect();
        for id in &dirty {
            if let Some(before) = &appellations[id].before {
                waiting.extend(self.formerly_like(*id, before, appellations)?);
            }
        }
        let mut met: FxHashSet<Id> = FxHashSet::default();
        while let Some(id) = waiting.pop() {
            if !met.insert(id) || !self.take_in(id, appellations, &mut region)? {
                continue;
            }
            let profile = region.profiles[&id].clone();
            for other in self.sharing_a_key(&profile, &keyed)? {
                let pair = (id.min(other), id.max(other));
                if other == id
                    || region.pairs.contains_key(&pair)
                    || !self.take_in(other, appellations, &mut region)?
                {
                    continue;
                }
                let likeness = judge.likeness(&profile, &region.profiles[&other]);
                if likeness.score >= SAME {
                    waiting.push(other);
                }
                region.pairs.insert(pair, likeness);
            }
        }
        region.facts.retain(|id, _| met.contains(id));
        region.compare_all(judge);
        region.bodies = clusters(&region.facts.keys().copied().collect(), &region.pairs);
        region.keys = keyed.into_keys().collect();
        Ok(region)
    }

    /// Sees to it that the facts of an appellation are in the region; false where it is no longer, or not, there.
    fn take_in(&self, id: Id, appellations: &Appellations, region: &mut Region) -> Result<bool, BuildError> {
        if region.profiles.contains_key(&id) {
            return Ok(true);
        }
        let fact = match appellations.get(&id) {
            Some(moved) => moved.after.clone(),
            None => self.stored::<Organization>(id)?,
        };
        let Some(fact) = fact else { return Ok(false) };
        region.profiles.insert(id, self.resolver.judge().profile(&fact));
        region.facts.insert(id, fact);
        Ok(true)
    }

    /// The appellations that one was like before the batch.
    fn formerly_like(
        &self,
        id: Id,
        before: &Organization,
        appellations: &Appellations,
    ) -> Result<Vec<Id>, BuildError> {
        let judge = self.resolver.judge();
        let profile = judge.profile(before);
        let mut like = Vec::new();
        for other in self.sharing_a_key(&profile, &FxHashMap::default())? {
            let fact = match appellations.get(&other) {
                Some(moved) => moved.before.clone(),
                None => self.stored::<Organization>(other)?,
            };
            let is_like = |fact: Organization| judge.likeness(&profile, &judge.profile(&fact)).score >= SAME;
            if other != id && fact.is_some_and(is_like) {
                like.push(other);
            }
        }
        Ok(like)
    }

    /// Appellations under one of the keys of a profile, in the store or among `keyed`.
    fn sharing_a_key(
        &self,
        profile: &Profile,
        keyed: &FxHashMap<Id, Vec<Id>>,
    ) -> Result<BTreeSet<Id>, BuildError> {
        let mut found = BTreeSet::new();
        for block in self.resolver.judge().blocks(profile).asks {
            found.extend(keyed.get(&block).into_iter().flatten());
            if self.is_absent(block) {
                continue;
            }
            let key = block_key(block);
            let pattern = Pattern {
                predicate: Some(gx::BLOCK),
                object: Some(key.as_ref().into()),
                ..Pattern::default()
            };
            for quad in self.store.quads(pattern)? {
                if let NamedOrBlankNode::NamedNode(iri) = quad?.subject {
                    found.extend(self.base.hash(Organization::PATH, iri.as_ref()));
                }
            }
        }
        Ok(found)
    }

    /// Appellations in the store that go over to another body, with the body that they were of.
    fn moved_bodies(&self, region: &Region) -> Result<BTreeMap<Id, Id>, BuildError> {
        let mut moved = BTreeMap::new();
        for (id, body) in &region.bodies {
            if let Some(before) = self.body(*id)?.filter(|before| before != body) {
                moved.insert(*id, before);
            }
        }
        Ok(moved)
    }

    /// Adds the documents that use appellations which go over to another body.
    fn drag_along(&self, moved: &BTreeMap<Id, Id>, delta: &mut Delta) -> Result<(), BuildError> {
        let mut documents = BTreeSet::new();
        for id in moved.keys() {
            let iri = self.base.hashed(Organization::PATH, *id);
            documents.extend(self.documents_of(iri.as_ref(), Organization::EVIDENCE)?);
        }
        for document in documents {
            if delta.documents.insert(document.clone()) {
                let telling = self.stored_telling(&document)?;
                delta.before.push((document.clone(), telling.clone()));
                delta.after.push((document, telling));
            }
        }
        Ok(())
    }

    /// Adds to `change` what becomes of appellations and of the organisations that they are of; gives how many more of
    /// these there are.
    fn restate(
        &self,
        appellations: &Appellations,
        region: &Region,
        moved: &BTreeMap<Id, Id>,
        bodies: &Bodies,
        change: &mut Change,
    ) -> Result<i64, BuildError> {
        let mut gained = 0;
        let mut affected = BTreeSet::new();
        let mut gone = BTreeSet::new();
        for (id, Moved { before, after }) in appellations {
            let same = before == after && !moved.contains_key(id);
            if !same {
                let quads = |fact: &Option<Organization>, bodies: &FxHashMap<Id, Id>| {
                    fact.as_ref().map(|fact| self.appellation(*id, fact, bodies)).unwrap_or_default()
                };
                differ(quads(before, &bodies.before), quads(after, &bodies.after), change);
                affected.extend(before.is_some().then(|| bodies.before[id]));
                affected.extend(after.is_some().then(|| bodies.after[id]));
            }
            if after.is_none() {
                gone.insert(*id);
            }
        }
        for (id, before) in moved {
            affected.extend([*before, bodies.after[id]]);
            if let (false, Some(fact)) = (appellations.contains_key(id), region.facts.get(id)) {
                let before = self.appellation(*id, fact, &bodies.before);
                differ(before, self.appellation(*id, fact, &bodies.after), change);
            }
            affected.extend(self.offices_of(*id, bodies)?);
        }
        let mut members: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
        for id in region.bodies.keys().chain(appellations.keys()).filter(|id| !gone.contains(id)) {
            members.entry(bodies.after[id]).or_default().insert(*id);
        }
        for body in affected {
            let mut ids = members.remove(&body).unwrap_or_default();
            for id in self.members(body)? {
                if !gone.contains(&id) && bodies.after.get(&id).is_none_or(|now| *now == body) {
                    ids.insert(id);
                }
            }
            gained += self.restate_organization(body, &ids, appellations, region, bodies, change)?;
        }
        Ok(gained)
    }

    /// Adds to `change` what becomes of an organisation with these appellations; gives 1 where it is new, -1 where it is
    /// gone.
    fn restate_organization(
        &self,
        body: Id,
        ids: &BTreeSet<Id>,
        appellations: &Appellations,
        region: &Region,
        bodies: &Bodies,
        change: &mut Change,
    ) -> Result<i64, BuildError> {
        let mut all: Option<Organization> = None;
        for id in ids {
            let fact = match (appellations.get(id), region.facts.get(id)) {
                (Some(moved), _) => moved.after.clone(),
                (None, Some(fact)) => Some(fact.clone()),
                (None, None) => self.stored(*id)?,
            };
            match (&mut all, fact) {
                (Some(all), Some(fact)) => all.join(&fact),
                (None, fact) => all = fact,
                (_, None) => {}
            }
        }
        let iri = self.base.hashed(ORGANIZATION, body);
        let before =
            if self.is_absent(body) { Vec::new() } else { self.stated(iri.as_ref(), OF_ORGANIZATION)? };
        let after = match all {
            Some(mut all) => {
                let mut of = BTreeSet::new();
                for id in &all.unit_of {
                    of.insert(match bodies.after.get(id) {
                        Some(body) => *body,
                        None => self.body(*id)?.unwrap_or(*id),
                    });
                }
                all.unit_of = of;
                if let Some(name) = self.decisions.name_of(&all).map(str::to_owned) {
                    all.names.insert(name.clone());
                    all.name = name;
                }
                organization(&self.base, body, &all)
            }
            None => Vec::new(),
        };
        let gained = i64::from(!after.is_empty()) - i64::from(!before.is_empty());
        differ(before, after, change);
        Ok(gained)
    }

    fn appellation(&self, id: Id, fact: &Organization, bodies: &FxHashMap<Id, Id>) -> Vec<Quad> {
        let judge = self.resolver.judge();
        let mut quads = fact.quads(&self.base, id);
        let body = bodies.get(&id).copied().unwrap_or(id);
        quads.extend(identified(&self.base, id, body, &judge.blocks(&judge.profile(fact)).has));
        quads
    }

    /// The appellations of a body in the store.
    fn members(&self, body: Id) -> Result<Vec<Id>, BuildError> {
        if self.is_absent(body) {
            return Ok(Vec::new());
        }
        self.appellations_with(gx::APPELLATION_OF, &self.base.hashed(ORGANIZATION, body))
    }

    /// The bodies of the offices of an appellation.
    fn offices_of(&self, id: Id, bodies: &Bodies) -> Result<Vec<Id>, BuildError> {
        let iri = self.base.hashed(Organization::PATH, id);
        let mut found = Vec::new();
        for office in self.appellations_with(gx::UNIT_OF_APPELLATION, &iri)? {
            found.extend(match bodies.after.get(&office) {
                Some(body) => Some(*body),
                None => self.body(office)?,
            });
        }
        Ok(found)
    }

    fn appellations_with(
        &self,
        property: NamedNodeRef<'_>,
        object: &NamedNode,
    ) -> Result<Vec<Id>, BuildError> {
        let pattern =
            Pattern { predicate: Some(property), object: Some(object.as_ref().into()), ..Pattern::default() };
        let mut found = Vec::new();
        for quad in self.store.quads(pattern)? {
            if let NamedOrBlankNode::NamedNode(iri) = quad?.subject {
                found.extend(self.base.hash(Organization::PATH, iri.as_ref()));
            }
        }
        Ok(found)
    }
}

impl Region {
    /// Compares what shares no key but is connected: whether it must stay apart counts too.
    fn compare_all(&mut self, judge: &crate::resolve::Judge<'_>) {
        let mut component: BTreeMap<Id, Id> = self.facts.keys().map(|id| (*id, *id)).collect();
        fn root(component: &BTreeMap<Id, Id>, mut id: Id) -> Id {
            while component[&id] != id {
                id = component[&id];
            }
            id
        }
        for (a, b) in self.pairs.iter().filter(|(_, likeness)| likeness.score >= SAME).map(|(pair, _)| *pair)
        {
            if component.contains_key(&a) && component.contains_key(&b) {
                let (a, b) = (root(&component, a), root(&component, b));
                component.insert(a.max(b), a.min(b));
            }
        }
        let mut groups: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for id in self.facts.keys() {
            groups.entry(root(&component, *id)).or_default().push(*id);
        }
        for group in groups.values() {
            for (at, a) in group.iter().enumerate() {
                for b in &group[at + 1..] {
                    let (one, other) = (&self.profiles[a], &self.profiles[b]);
                    self.pairs.entry((*a, *b)).or_insert_with(|| judge.likeness(one, other));
                }
            }
        }
    }
}
