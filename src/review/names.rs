//! Names that may be of one body: the likeness is not enough to bring them together, or they are torn between two.

use super::stored::{Stored, nodes};
use super::{Evidence, Item, ReviewError, Sort, Subject};
use crate::lexicon::Lexicon;
use crate::rdf::Resolved;
use crate::rdf::vocab::gx;
use crate::resolve::{Body, DOUBTFUL, Decisions, Id, Judge, Likeness, Organization, Profile, SAME};
use crate::store::{Embedded, Pattern, Store, StoreError};
use crate::text::name_key;
use oxigraph::model::NamedOrBlankNode;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A body that more documents name is not parted document by document.
const MOST_DOCUMENTS: usize = 20;

struct Appellation {
    fact: Organization,
    profile: Profile,
    body: String,
    documents: Vec<String>,
}

/// Pairs of appellations that a person should look at, the likest of each pair of bodies.
pub(super) fn items(
    store: &Embedded,
    lexicon: &Lexicon,
    decisions: &Decisions,
    stored: &Stored,
) -> Result<Vec<Item>, ReviewError> {
    let judge = Judge::new(lexicon, Arc::new(decisions.clone()))?;
    let appellations = appellations(store, &judge)?;
    let mut blocks: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (id, appellation) in &appellations {
        let keys = judge.blocks(&appellation.profile);
        for block in keys.has.union(&keys.asks).copied() {
            blocks.entry(block).or_default().push(*id);
        }
    }
    let mut met = BTreeSet::new();
    let mut found: BTreeMap<(&str, &str), (Id, Id, Likeness)> = BTreeMap::new();
    for ids in blocks.values() {
        for (at, a) in ids.iter().enumerate() {
            for b in &ids[at + 1..] {
                let (one, other) = (&appellations[a], &appellations[b]);
                let open = one.body != other.body
                    && met.insert((*a, *b))
                    && decisions.of_pair(&one.fact, &other.fact).is_none();
                if !open {
                    continue;
                }
                let likeness = judge.likeness(&one.profile, &other.profile);
                if likeness.score < DOUBTFUL {
                    continue;
                }
                let bodies = (one.body.as_str().min(&other.body), one.body.as_str().max(&other.body));
                let better = found.get(&bodies).is_none_or(|(_, _, known)| known.score < likeness.score);
                if better {
                    found.insert(bodies, (*a, *b, likeness));
                }
            }
        }
    }
    let item =
        |(a, b, likeness): &(Id, Id, Likeness)| item(&appellations[a], &appellations[b], likeness, stored);
    Ok(found.values().map(item).collect())
}

fn appellations(store: &Embedded, judge: &Judge<'_>) -> Result<BTreeMap<Id, Appellation>, StoreError> {
    let base = store.base();
    let mut all = BTreeMap::new();
    for quad in store.quads(Pattern { predicate: Some(gx::APPELLATION_OF), ..Pattern::default() })? {
        let quad = quad?;
        let NamedOrBlankNode::NamedNode(iri) = &quad.subject else { continue };
        let Some(id) = base.hash(Organization::PATH, iri.as_ref()) else { continue };
        let about = Pattern { subject: Some(iri.as_ref().into()), ..Pattern::default() };
        let quads = store.quads(about)?.collect::<Result<Vec<_>, _>>()?;
        let Some(fact) = Organization::from_quads(base, &quads) else { continue };
        let documents = nodes(store, iri.as_ref(), gx::USED_IN)?;
        let documents = documents.into_iter().map(|node| node.into_string()).collect();
        let profile = judge.profile(&fact);
        all.insert(id, Appellation { profile, fact, body: quad.object.to_string(), documents });
    }
    Ok(all)
}

fn item(a: &Appellation, b: &Appellation, likeness: &Likeness, stored: &Stored) -> Item {
    let (a, b) = if words(a) <= words(b) { (a, b) } else { (b, a) };
    let (one, other) = bodies(a, b, stored);
    let parted = parted(a, b, &one, &other, stored);
    let torn = match likeness.score >= SAME {
        true => "; as like to another that must stay apart from it",
        false => "",
    };
    let evidence = [a, b].into_iter().filter_map(|side| evidence(side, stored)).collect();
    let (first, second) = (words(a), words(b));
    Item {
        id: Sort::Merge.id(&[&first, &second]),
        sort: Sort::Merge,
        about: format!("{first} | {second}"),
        score: Some(likeness.score.min(1000)),
        because: format!("{}{torn}", likeness.because),
        evidence,
        subject: Subject::Pair { one, other, parted },
    }
}

/// Name, type and what tells the body from others of its name.
fn words(appellation: &Appellation) -> String {
    let Organization { name, kind, place, origins, only_in, .. } = &appellation.fact;
    let mut more = vec![kind.as_str()];
    more.extend(place.as_ref().map(|place| place.name.as_str()));
    more.extend(origins.iter().map(String::as_str));
    more.extend(only_in.as_deref());
    format!("{name} ({})", more.join(", "))
}

/// How a decision names a body: by a name that the other has not, if there is one.
fn body(fact: &Organization, other: &Organization) -> Body {
    let theirs: BTreeSet<String> = other.names.iter().map(|name| name_key(name)).collect();
    let own = |name: &&String| !theirs.contains(&name_key(name));
    let names = || std::iter::once(&fact.name).chain(&fact.names);
    let name = names().find(own).unwrap_or(&fact.name).clone();
    Body { kind: Some(fact.kind.clone()), name, document: fact.only_in.clone(), ..Body::default() }
}

/// How a decision names two bodies: by name, and where that is one by what tells them apart, their places, homes or
/// documents.
fn bodies(a: &Appellation, b: &Appellation, stored: &Stored) -> (Body, Body) {
    let (mut one, mut other) = (body(&a.fact, &b.fact), body(&b.fact, &a.fact));
    if one.kind != other.kind || name_key(&one.name) != name_key(&other.name) {
        return (one, other);
    }
    if a.fact.place != b.fact.place {
        let place =
            |fact: &Organization| Some(fact.place.as_ref().map(|p| p.name.clone()).unwrap_or_default());
        (one.place, other.place) = (place(&a.fact), place(&b.fact));
    }
    if a.fact.origins != b.fact.origins {
        let home = |fact: &Organization| Some(fact.origins.first().cloned().unwrap_or_default());
        (one.home, other.home) = (home(&a.fact), home(&b.fact));
    }
    let told_apart = (&one.place, &one.home, &one.document) != (&other.place, &other.home, &other.document);
    if let (false, [first], [second]) = (told_apart, &a.documents[..], &b.documents[..]) {
        let id = |iri| stored.documents.get(iri).map(|told| told.record.identity().to_owned());
        (one.document, other.document) = (id(first), id(second));
    }
    (one, other)
}

/// Where both sides have one name: the bodies of the documents of the side that fewer name.
fn parted(a: &Appellation, b: &Appellation, one: &Body, other: &Body, stored: &Stored) -> Vec<Body> {
    let told_apart = (&one.place, &one.home, &one.document) != (&other.place, &other.home, &other.document);
    if told_apart || one.kind != other.kind || name_key(&one.name) != name_key(&other.name) {
        return Vec::new();
    }
    let (fewer, body) = if a.documents.len() < b.documents.len() { (a, one) } else { (b, other) };
    let ids = fewer.documents.iter().filter_map(|iri| stored.documents.get(iri));
    ids.take(MOST_DOCUMENTS)
        .map(|told| Body { document: Some(told.record.identity().to_owned()), ..body.clone() })
        .collect()
}

fn evidence(side: &Appellation, stored: &Stored) -> Option<Evidence> {
    side.documents.iter().filter_map(|iri| stored.documents.get(iri)).find_map(|told| {
        let called = |name: &String| side.fact.names.contains(name);
        let entity = told.record.entities.iter().find(|e| e.kind == side.fact.kind && called(&e.name))?;
        Some(told.evidence(entity))
    })
}
