//! Of which event each telling without a day is, after a batch.
//!
//! Tellings of one kind, modality and the same parties share a key. Those among them that are one voice
//! ([`crate::resolve::Wording`]), posted about one time, tell of one event, unless one document tells of both. Documents of
//! which a telling goes over to another event are resolved again, whether they are of the batch or not.

use super::batch::{Delta, Said, differ};
use super::identify::Bodies;
use super::voices::{ToldIn, document_of};
use super::{BuildError, Builder};
use crate::rdf::vocab::{dcterms, gx};
use crate::rdf::{Resolved, block_key};
use crate::resolve::{Event, How, Id, Likeness, ONE_VOICE, Pairs, SAME, Undated, Wording, clusters, worded};
use crate::store::{Change, Pattern, Store};
use jiff::civil::Date;
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// Posts further apart than this do not tell of one event in nearly the same words.
const MOST_DAYS: i32 = 31;

/// No document tells of one thing in the same sentence more often.
const MOST_ROWS: u64 = 50;

/// The events of tellings without a day.
#[derive(Default)]
pub(super) struct Happenings {
    /// Before the batch, where it is not the telling's own identity.
    pub before: FxHashMap<Id, Id>,
    /// After it.
    pub after: FxHashMap<Id, Id>,
    /// The keys met.
    pub keys: FxHashSet<Id>,
}

/// All reports in the same sentences, in posts of one day.
#[derive(Default)]
struct Telling {
    words: Option<Wording>,
    documents: BTreeSet<NamedNode>,
    posted: Option<Date>,
}

/// The tellings of the batch by their key, each with its document.
type Now = FxHashMap<Id, Vec<(NamedNode, Undated)>>;

impl Builder<'_> {
    /// Gives the events that `before` and `after` tell of the identities that they turn out to have, and adds to these and to
    /// `delta` the documents that must be resolved again; to `change`, under which key events are found and what they replace.
    pub(super) fn happenings(
        &self,
        before: &mut Vec<Said>,
        after: &mut Vec<Said>,
        (delta, bodies): (&mut Delta, &mut Bodies),
        change: &mut Change,
    ) -> Result<Happenings, BuildError> {
        let mut found = Happenings::default();
        let mut now = Now::default();
        let mut waiting: Vec<Id> = Vec::new();
        for (_, said) in before.iter() {
            waiting.extend(said.undated.iter().map(|undated| undated.key));
        }
        for said in after.iter() {
            note(said, &mut now, &mut waiting);
        }
        while let Some(key) = waiting.pop() {
            if !found.keys.insert(key) {
                continue;
            }
            let tellings = now.get(&key).map(Vec::as_slice).unwrap_or_default();
            for document in self.happening(key, tellings, delta, &mut found, change)? {
                if !delta.documents.insert(document.clone()) {
                    continue;
                }
                let telling = self.stored_telling(&document)?;
                let of = self.bodies_of(&telling, bodies)?;
                let said = (document.clone(), telling.contribution(|id| of[&id]));
                for (id, body) in of {
                    bodies.before.entry(id).or_insert(body);
                    bodies.after.entry(id).or_insert(body);
                }
                note(&said, &mut now, &mut waiting);
                delta.before.push((document.clone(), telling.clone()));
                delta.after.push((document, telling));
                before.push(said.clone());
                after.push(said);
            }
        }
        before.iter_mut().for_each(|(_, said)| said.rename(&found.before));
        after.iter_mut().for_each(|(_, said)| said.rename(&found.after));
        Ok(found)
    }

    /// Settles the events under a key; gives the documents of which a telling goes over to another event.
    fn happening(
        &self,
        key: Id,
        now: &[(NamedNode, Undated)],
        delta: &Delta,
        found: &mut Happenings,
        change: &mut Change,
    ) -> Result<BTreeSet<NamedNode>, BuildError> {
        let mut tellings: BTreeMap<Id, Telling> = BTreeMap::new();
        let (mut were, mut stayed) = (BTreeMap::new(), BTreeSet::new());
        for event in self.under(key)? {
            for (id, document, told) in self.told_of(event, delta, &mut were)? {
                stayed.insert(id);
                self.take(tellings.entry(id).or_default(), document, told);
            }
        }
        for (document, Undated { id, sentences, posted, .. }) in now {
            let told = ToldIn { sentences: sentences.clone(), posted: *posted };
            self.take(tellings.entry(*id).or_default(), document.clone(), told);
        }
        let are = match tellings.len() {
            0 | 1 => tellings.keys().map(|id| (*id, *id)).collect(),
            _ => clusters(&tellings.keys().copied().collect(), &compared(&tellings)),
        };
        let mut gone_over = BTreeSet::new();
        for id in stayed.iter().filter(|id| were.get(id) != are.get(id)) {
            let documents = tellings.get(id).map(|telling| telling.documents.clone()).unwrap_or_default();
            gone_over.extend(documents.into_iter().filter(|document| !delta.documents.contains(document)));
        }
        differ(self.keyed(key, &were), self.keyed(key, &are), change);
        found.before.extend(were);
        found.after.extend(are);
        Ok(gone_over)
    }

    fn take(&self, telling: &mut Telling, document: NamedNode, told: ToldIn) {
        if telling.words.is_none() {
            telling.words = told.sentences.map(|sentences| self.resolver.judge().wording(&sentences));
        }
        telling.documents.insert(document);
        telling.posted = told.posted;
    }

    /// The events in the store under a key.
    fn under(&self, key: Id) -> Result<Vec<Id>, BuildError> {
        match self.is_absent(key) {
            true => Ok(Vec::new()),
            false => self.events_with(gx::BLOCK, block_key(key).as_ref().into()),
        }
    }

    fn events_with(
        &self,
        property: NamedNodeRef<'_>,
        object: oxigraph::model::TermRef<'_>,
    ) -> Result<Vec<Id>, BuildError> {
        let pattern = Pattern { predicate: Some(property), object: Some(object), ..Pattern::default() };
        let mut events = Vec::new();
        for quad in self.store.quads(pattern)? {
            if let NamedOrBlankNode::NamedNode(iri) = quad?.subject {
                events.extend(self.base.hash(Event::PATH, iri.as_ref()));
            }
        }
        Ok(events)
    }

    /// The reports of an event in the store by documents that are not of the batch: the identity of each by itself, its
    /// document, and what it says. Adds the identities to `were`, with that of the event.
    fn told_of(
        &self,
        event: Id,
        delta: &Delta,
        were: &mut BTreeMap<Id, Id>,
    ) -> Result<Vec<(Id, NamedNode, ToldIn)>, BuildError> {
        let iri = self.base.hashed(Event::PATH, event);
        let mut own = BTreeSet::from([event]);
        own.extend(self.events_with(dcterms::IS_REPLACED_BY, iri.as_ref().into())?);
        were.extend(own.iter().map(|id| (*id, event)));
        let fact = if own.len() > 1 { self.stored::<Event>(event)? } else { None };
        let mut told = Vec::new();
        for report in self.reports_of(iri.as_ref())? {
            let document = document_of(&report);
            if delta.documents.contains(&document) {
                continue;
            }
            let words = self.told_in(report.as_ref())?;
            let id = match (&fact, &words.sentences) {
                (Some(fact), Some(sentences)) => {
                    let symmetric = self.lexicon.kind(&fact.kind).is_some_and(|kind| kind.symmetric);
                    let how = How { symmetric, jurisdiction: None };
                    // Two rows of a document are never one event, so that but one of these is of it.
                    let mut rows = (0..MOST_ROWS).map(|n| worded(fact, how, (sentences, words.posted), n));
                    rows.find(|id| own.contains(id)).unwrap_or(event)
                }
                _ => event,
            };
            told.push((id, document, words));
        }
        Ok(told)
    }

    /// That events are found under a key, and which tellings they stand for.
    fn keyed(&self, key: Id, events: &BTreeMap<Id, Id>) -> Vec<Quad> {
        let graph = self.base.resolution_graph();
        let mut quads = Vec::new();
        for (id, event) in events {
            let (iri, of) = (self.base.hashed(Event::PATH, *id), self.base.hashed(Event::PATH, *event));
            quads.push(match id == event {
                true => Quad::new(iri, gx::BLOCK, block_key(key), graph.clone()),
                false => Quad::new(iri, dcterms::IS_REPLACED_BY, Term::from(of), graph.clone()),
            });
        }
        quads
    }
}

fn note((document, said): &Said, now: &mut Now, keys: &mut Vec<Id>) {
    for undated in &said.undated {
        keys.push(undated.key);
        now.entry(undated.key).or_default().push((document.clone(), undated.clone()));
    }
}

/// Which tellings are one voice, and which must stay apart since a document has both.
fn compared(tellings: &BTreeMap<Id, Telling>) -> Pairs {
    let mut pairs = Pairs::new();
    for (at, (a, one)) in tellings.iter().enumerate() {
        for (b, other) in tellings.iter().skip(at + 1) {
            let apart = !one.documents.is_disjoint(&other.documents);
            let score = match (&one.words, &other.words) {
                (Some(x), Some(y)) if !apart && about_one_time(one, other) => x.likeness(y),
                _ => 0,
            };
            if apart || score >= ONE_VOICE {
                let score = if apart { 0 } else { SAME + (score - ONE_VOICE) / 2 };
                pairs.insert((*a, *b), Likeness { score, because: String::new(), apart });
            }
        }
    }
    pairs
}

fn about_one_time(one: &Telling, other: &Telling) -> bool {
    match (one.posted, other.posted) {
        (Some(a), Some(b)) => (b - a).get_days().abs() <= MOST_DAYS,
        _ => true,
    }
}
