//! The hard pairs of `identity.toml`, two by two and all at once.

use super::{LEXICON, RESOLVER, appellations, compared, identities};
use guanxi::build::{Builder, Options};
use guanxi::record::{Entity, Record};
use guanxi::resolve::{Fact, Id, Likeness, Organization, Pairs, clusters};
use guanxi::store::{Embedded, Pattern, Store};
use proptest::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What must hold over the pairs: of those judged one, how many are; of those that are one, how many are judged so.
const PRECISION: f64 = 0.98;
const RECALL: f64 = 0.95;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pair: Vec<Pair>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    class: String,
    same: bool,
    one: Body,
    other: Body,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    r#type: String,
    name: String,
    #[serde(default)]
    also: Vec<String>,
    place: Option<String>,
    origin: Option<String>,
}

impl Body {
    fn entity(&self) -> Entity {
        let Body { r#type, name, also, place, origin } = self;
        serde_json::from_value(serde_json::json!({
            "id": "E1", "type": r#type, "name": name, "also": also, "place": place, "origin": origin,
        }))
        .expect("an entity")
    }
}

fn pairs() -> Vec<Pair> {
    toml::from_str::<File>(include_str!("../identity.toml")).expect("pairs").pair
}

/// The different bodies of the file, and the lot of each: bodies of one lot are one.
fn lots() -> (Vec<Body>, Vec<usize>) {
    let pairs = pairs();
    let all: BTreeSet<&Body> = pairs.iter().flat_map(|pair| [&pair.one, &pair.other]).collect();
    let bodies: Vec<Body> = all.into_iter().cloned().collect();
    let at = |body: &Body| bodies.binary_search(body).expect("a body of the file");
    let mut lots: Vec<usize> = (0..bodies.len()).collect();
    for pair in pairs.iter().filter(|pair| pair.same) {
        let (kept, gone) = (lots[at(&pair.one)], lots[at(&pair.other)]);
        lots.iter_mut().filter(|lot| **lot == gone).for_each(|lot| *lot = kept);
    }
    (bodies, lots)
}

#[test]
fn hard_pairs_are_judged_as_people_do() {
    let (mut right, mut merged, mut missed) = (0, Vec::new(), Vec::new());
    let pairs = pairs();
    assert!(pairs.len() >= 120, "only {} pairs", pairs.len());
    for Pair { class, same, one, other } in &pairs {
        let ids = identities(&[one.entity(), other.entity()]);
        let told = || format!("{class}: {} / {}", one.name, other.name);
        match (ids[0] == ids[1], *same) {
            (true, true) => right += 1,
            (true, false) => merged.push(told()),
            (false, true) => missed.push(told()),
            (false, false) => {}
        }
    }
    let precision = f64::from(right) / (f64::from(right) + merged.len() as f64);
    let recall = f64::from(right) / (f64::from(right) + missed.len() as f64);
    let figures = format!("{} pairs: precision {precision:.3}, recall {recall:.3}", pairs.len());
    eprintln!("{figures}; wrongly one: {merged:#?}; wrongly apart: {missed:#?}");
    assert!(precision >= PRECISION && recall >= RECALL, "{figures}");
}

#[test]
fn hard_pairs_stand_together() {
    let (bodies, lots) = lots();
    let ids = identities(&bodies.iter().map(Body::entity).collect::<Vec<_>>());
    let (precision, recall) = (b_cubed(&ids, &lots), b_cubed(&lots, &ids));
    for a in 0..ids.len() {
        for b in (0..a).filter(|b| (ids[a] == ids[*b]) != (lots[a] == lots[*b])) {
            let wrong = if ids[a] == ids[b] { "wrongly one" } else { "wrongly apart" };
            eprintln!("{wrong}: {} / {}", bodies[a].name, bodies[b].name);
        }
    }
    let figures = format!("{} names: B-cubed precision {precision:.3}, recall {recall:.3}", ids.len());
    eprintln!("{figures}");
    assert!(precision >= PRECISION && recall >= RECALL, "{figures}");
}

/// The share of the members of each one's cluster that are of its own lot, on average.
fn b_cubed<C: PartialEq, L: PartialEq>(clusters: &[C], lots: &[L]) -> f64 {
    let share = |at: usize| {
        let mates: Vec<usize> = (0..clusters.len()).filter(|b| clusters[*b] == clusters[at]).collect();
        mates.iter().filter(|b| lots[**b] == lots[at]).count() as f64 / mates.len() as f64
    };
    (0..clusters.len()).map(share).sum::<f64>() / clusters.len() as f64
}

/// The same things in an order that `seed` tells.
fn shuffled<T: Clone>(things: &[T], seed: u64) -> Vec<T> {
    let mut order: Vec<usize> = (0..things.len()).collect();
    order.sort_by_key(|at| guanxi::resolve::hashed(&[&seed.to_string(), &at.to_string()]));
    order.into_iter().map(|at| things[at].clone()).collect()
}

/// Documents of a few bodies each, as records.
fn documents() -> Vec<Record> {
    let (bodies, _) = lots();
    let bodies = shuffled(&bodies, 0);
    let documents = bodies.chunks(5).enumerate().map(|(at, bodies)| {
        let entities = bodies.iter().enumerate().map(|(at, body)| {
            let mut entity = body.entity();
            entity.id = format!("E{}", at + 1);
            entity
        });
        Record { doc: format!("document-{at}"), entities: entities.collect(), ..Record::default() }
    });
    documents.collect()
}

/// The body of every appellation that the documents use.
fn resolved(documents: &[Record]) -> BTreeMap<Id, Id> {
    let mut facts: BTreeMap<Id, Organization> = BTreeMap::new();
    for record in documents {
        for (id, fact) in RESOLVER.telling(record, None, None).appellations {
            facts.entry(id).and_modify(|known| known.join(&fact)).or_insert(fact);
        }
    }
    clusters(&facts.keys().copied().collect(), &compared(&facts))
}

/// All that a store holds into which the documents were put, `batch` at a time.
fn stored(documents: &[Record], batch: usize) -> BTreeSet<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Embedded::create(&folder.path().join("db"), None).expect("a store");
    let options = Options { documents: batch, ..Options::default() };
    let mut builder = Builder::new(&store, &LEXICON, options).expect("a builder");
    for record in documents {
        assert_eq!(builder.add(None, record, "pairs").expect("room"), Vec::<String>::new());
    }
    builder.finish().expect("room");
    store.quads(Pattern::default()).expect("quads").map(|quad| quad.expect("a quad").to_string()).collect()
}

#[test]
fn order_does_not_matter() {
    let documents = documents();
    let expected = resolved(&documents);
    for seed in 1..6 {
        let mut documents = shuffled(&documents, seed);
        documents.iter_mut().for_each(|record| record.entities = shuffled(&record.entities, seed));
        assert_eq!(resolved(&documents), expected, "seed {seed}");
    }
}

#[test]
fn order_and_batches_do_not_matter_to_a_store() {
    let documents = documents();
    let expected = stored(&documents, 1000);
    for (seed, batch) in [(1, 7), (2, 40)] {
        let found = stored(&shuffled(&documents, seed), batch);
        let differing: Vec<&String> = found.symmetric_difference(&expected).take(5).collect();
        assert!(differing.is_empty(), "in batches of {batch}: {differing:#?}");
    }
}

/// Asserts that no two of one body must stay apart.
fn assert_nothing_apart_is_one(bodies: &BTreeMap<Id, Id>, pairs: &Pairs) {
    for ((a, b), likeness) in pairs.iter().filter(|(_, likeness)| likeness.apart) {
        assert_ne!(bodies[a], bodies[b], "{a} and {b} are one: {likeness:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is like what: a body never has two appellations that must stay apart.
    #[test]
    fn no_body_is_at_odds_with_itself(
        rows in prop::collection::vec((0u64..14, 0u64..14, 600u16..=1000, prop::bool::weighted(0.3)), 0..90)
    ) {
        let pairs: Pairs = rows
            .into_iter()
            .filter(|(a, b, ..)| a != b)
            .map(|(a, b, score, apart)| {
                let score = if apart { 0 } else { score };
                ((a.min(b), a.max(b)), Likeness { score, because: String::new(), apart })
            })
            .collect();
        let bodies = clusters(&(0..14).collect(), &pairs);
        assert_nothing_apart_is_one(&bodies, &pairs);
        prop_assert!(bodies.iter().all(|(id, body)| body <= id && bodies[body] == *body));
    }

    /// Names of the file, with places and homes of others.
    #[test]
    fn no_body_of_mixed_names_is_at_odds_with_itself(seed in any::<u64>()) {
        let (bodies, _) = lots();
        let (names, rest) = (shuffled(&bodies, seed), shuffled(&bodies, seed.wrapping_add(1)));
        let mixed = names.into_iter().zip(rest).take(60).map(|(body, other)| {
            Body { place: other.place, origin: other.origin, ..body }.entity()
        });
        let (_, facts) = appellations(&mixed.chain(bodies[..50].iter().map(Body::entity)).collect::<Vec<_>>());
        let pairs = compared(&facts);
        assert_nothing_apart_is_one(&clusters(&facts.keys().copied().collect(), &pairs), &pairs);
        prop_assert!(!LEXICON.places.is_empty());
    }
}
