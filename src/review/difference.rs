//! What would change in a store if documents were read into it again: with new rules, or as they are now.

use super::ReviewError;
use super::claims::{relation_words, words};
use super::stored::{Stored, Told};
use crate::build::InputNames;
use crate::rdf::Base;
use crate::rdf::vocab::gx;
use crate::record::{Passage, Record};
use crate::resolve::Decisions;
use crate::store::{Embedded, Pattern, Store, StoreError};
use crate::text::name_key;
use oxigraph::model::{NamedNode, Term};
use std::collections::{BTreeMap, BTreeSet};

/// What becomes of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It was not made before.
    New,
    /// It is not made any more.
    Gone,
    /// Who did it to whom is told otherwise.
    Turned,
    /// Its date, its parties or whether it happened are told otherwise.
    Changed,
}

impl Change {
    /// As people are told.
    pub fn word(self) -> &'static str {
        match self {
            Change::New => "new",
            Change::Gone => "gone",
            Change::Turned => "turned",
            Change::Changed => "changed",
        }
    }
}

/// A claim that becomes another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// The document that makes it.
    pub document: String,
    /// What becomes of it.
    pub change: Change,
    /// The claim in words: as it will be, or as it was where it goes.
    pub claim: String,
    /// As it was, where it is told otherwise.
    pub before: Option<String>,
    /// The words that say so.
    pub quote: String,
}

/// What would change. Claims are compared as decisions have them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Claims that change, by document.
    pub lines: Vec<Line>,
    /// Claims that stay.
    pub same: usize,
    /// Documents that are new, that tell something else, that tell the same, that go.
    pub documents: [usize; 4],
    /// Documents of the store that are not among the inputs, and stay as they are.
    pub beside: usize,
    /// Bodies by name and document that are new, that go, that are of another type.
    pub bodies: [usize; 3],
}

impl Difference {
    /// How many claims become so.
    pub fn count(&self, change: Change) -> usize {
        self.lines.iter().filter(|line| line.change == change).count()
    }
}

/// Holds documents against what a store has of them.
pub struct Comparison {
    stored: Stored,
    base: Base,
    decisions: Decisions,
    met: BTreeSet<String>,
    found: Difference,
}

impl Comparison {
    /// With a store, or with nothing where there is none yet. Cost: reads all records.
    ///
    /// # Errors
    /// What the store meets.
    pub fn with(store: Option<&Embedded>, decisions: Decisions) -> Result<Self, ReviewError> {
        let (stored, base) = match store {
            Some(store) => (Stored::read(store, &decisions)?, store.base().clone()),
            None => (Stored { documents: BTreeMap::new() }, Base::default()),
        };
        Ok(Comparison { stored, base, decisions, met: BTreeSet::new(), found: Difference::default() })
    }

    /// Takes in a document as it is read now.
    pub fn add(&mut self, id: &str, record: &Record, text: Option<&str>) {
        let iri = self.base.document(id).into_string();
        if !self.met.insert(iri.clone()) {
            return;
        }
        let now = Told::of(record.clone(), text.unwrap_or_default().to_owned(), &self.decisions);
        let before = self.stored.documents.get(&iri);
        let at = match before {
            None => 0,
            Some(before) if before.record == now.record => 2,
            Some(_) => 1,
        };
        self.found.documents[at] += 1;
        compare(before, Some(&now), &mut self.found);
    }

    /// What was found. Of documents of the store that were not met, those that came from `pruned` alone go.
    ///
    /// # Errors
    /// What the store meets.
    pub fn finish(
        mut self,
        store: Option<&Embedded>,
        pruned: Option<&InputNames>,
    ) -> Result<Difference, ReviewError> {
        for (iri, told) in &self.stored.documents {
            if self.met.contains(iri) {
                continue;
            }
            match (store, pruned) {
                (Some(store), Some(inputs)) if came_from(store, iri, inputs)? => {
                    self.found.documents[3] += 1;
                    compare(Some(told), None, &mut self.found);
                }
                _ => self.found.beside += 1,
            }
        }
        self.found.lines.sort();
        Ok(self.found)
    }
}

/// Whether a document came from these inputs and no others.
fn came_from(store: &Embedded, iri: &str, inputs: &InputNames) -> Result<bool, StoreError> {
    let document = NamedNode::new_unchecked(iri);
    let pattern =
        Pattern { subject: Some(document.as_ref().into()), predicate: Some(gx::INPUT), ..Pattern::default() };
    let mut came = false;
    for quad in store.quads(pattern)? {
        if let Term::Literal(input) = quad?.object {
            if !inputs.contain(input.value()) {
                return Ok(false);
            }
            came = true;
        }
    }
    Ok(came)
}

/// A claim as it is compared.
struct Claim {
    kind: String,
    from: BTreeSet<String>,
    to: BTreeSet<String>,
    words: String,
    /// All that is told of it, but for its words in the text.
    told: String,
    quote: String,
}

fn compare(before: Option<&Told>, now: Option<&Told>, found: &mut Difference) {
    let document = before.or(now).map(|told| told.record.identity().to_owned()).unwrap_or_default();
    bodies(before, now, found);
    let (mut old, mut new) = (before.map(claims).unwrap_or_default(), now.map(claims).unwrap_or_default());
    found.same += matched(&mut old, &mut new, |a, b| a.told == b.told).len();
    let parties = |claim: &Claim| claim.from.union(&claim.to).cloned().collect::<BTreeSet<_>>();
    let turned = matched(&mut old, &mut new, |a, b| {
        a.kind == b.kind && (&a.from, &a.to) != (&b.from, &b.to) && parties(a) == parties(b)
    });
    let mut changed =
        matched(&mut old, &mut new, |a, b| a.kind == b.kind && (&a.from, &a.to) == (&b.from, &b.to));
    changed.extend(matched(&mut old, &mut new, |a, b| a.kind == b.kind && a.quote == b.quote));
    let mut line = |change, claim: &Claim, before: Option<&Claim>| {
        found.lines.push(Line {
            document: document.clone(),
            change,
            claim: claim.words.clone(),
            before: before.map(|claim| claim.words.clone()),
            quote: claim.quote.clone(),
        });
    };
    turned.iter().for_each(|(was, is)| line(Change::Turned, is, Some(was)));
    changed.iter().for_each(|(was, is)| line(Change::Changed, is, Some(was)));
    new.iter().for_each(|claim| line(Change::New, claim, None));
    old.iter().for_each(|claim| line(Change::Gone, claim, None));
}

/// Takes pairs that belong together out of both lists.
fn matched(
    old: &mut Vec<Claim>,
    new: &mut Vec<Claim>,
    belongs: impl Fn(&Claim, &Claim) -> bool,
) -> Vec<(Claim, Claim)> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while at < old.len() {
        match new.iter().position(|is| belongs(&old[at], is)) {
            Some(is) => pairs.push((old.remove(at), new.remove(is))),
            None => at += 1,
        }
    }
    pairs
}

fn claims(told: &Told) -> Vec<Claim> {
    let keys = |ids: &[String]| told.names(ids).iter().map(|name| name_key(name)).collect::<BTreeSet<_>>();
    let quote = |passage: Option<&Passage>| passage.map(|p| p.text.clone()).unwrap_or_default();
    let events = told.record.events.iter().map(|event| {
        let (from, to) = (keys(&event.agent), keys(&event.target));
        let more =
            (event.date, event.precision, event.modality, keys(&event.via), &event.unnamed, &event.place);
        Claim {
            told: format!("{} {from:?} {to:?} {more:?}", event.kind),
            kind: event.kind.clone(),
            from,
            to,
            words: words(told, event),
            quote: quote(Some(&event.evidence)),
        }
    });
    let relations = told.record.relations.iter().map(|relation| {
        let (from, to) =
            (keys(std::slice::from_ref(&relation.from)), keys(std::slice::from_ref(&relation.to)));
        Claim {
            told: format!("{} {from:?} {to:?}", relation.kind),
            kind: relation.kind.clone(),
            from,
            to,
            words: relation_words(told, relation),
            quote: quote(relation.evidence.as_ref()),
        }
    });
    events.chain(relations).collect()
}

/// Counts the bodies that a document names for the first time, no more, or with another type.
fn bodies(before: Option<&Told>, now: Option<&Told>, found: &mut Difference) {
    let named = |told: Option<&Told>| -> BTreeMap<String, BTreeSet<String>> {
        let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for entity in told.iter().flat_map(|told| &told.record.entities) {
            named.entry(name_key(&entity.name)).or_default().insert(entity.kind.clone());
        }
        named
    };
    let (old, new) = (named(before), named(now));
    for (name, types) in &new {
        match old.get(name) {
            None => found.bodies[0] += 1,
            Some(known) if known != types => found.bodies[2] += 1,
            Some(_) => {}
        }
    }
    found.bodies[1] += old.keys().filter(|name| !new.contains_key(*name)).count();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(agent: &str, target: &str, date: &str) -> Record {
        serde_json::from_value(serde_json::json!({
            "doc": "calls",
            "entities": [
                {"id": "E1", "type": "PSBOffice", "name": "Hubei PSB Office"},
                {"id": "E2", "type": "ForeignNGO", "name": "Elm Trust"}
            ],
            "events": [{
                "id": "V1", "post": 1, "kind": "Visit", "agent": [agent], "target": [target], "date": date,
                "evidence": {"start": 3, "end": 29, "text": "the office visited Elm Trust"}
            }]
        }))
        .expect("a record")
    }

    fn difference(before: Option<&Record>, now: Option<&Record>) -> Difference {
        let told = |record: &Record| Told::of(record.clone(), String::new(), &Decisions::default());
        let mut found = Difference::default();
        compare(before.map(told).as_ref(), now.map(told).as_ref(), &mut found);
        found
    }

    #[test]
    fn a_claim_is_new_gone_turned_changed_or_the_same() {
        let right = record("E1", "E2", "2020-03-02");
        let only = |before: Option<&Record>, now: Option<&Record>| {
            let found = difference(before, now);
            assert_eq!(found.lines.len() + found.same, 1, "{found:?}");
            found.lines.first().map(|line| line.change)
        };
        assert_eq!(only(Some(&right), Some(&right)), None);
        assert_eq!(only(None, Some(&right)), Some(Change::New));
        assert_eq!(only(Some(&right), None), Some(Change::Gone));
        assert_eq!(only(Some(&record("E2", "E1", "2020-03-02")), Some(&right)), Some(Change::Turned));
        assert_eq!(only(Some(&record("E1", "E2", "2020-03-03")), Some(&right)), Some(Change::Changed));
        let mut named = record("E1", "E2", "2020-03-02");
        named.entities[1].name = "The Elm Trust of Kowloon".to_owned();
        named.entities[0].kind = "GovernmentBody".to_owned();
        assert_eq!(only(Some(&named), Some(&right)), Some(Change::Changed));
        assert_eq!(difference(Some(&named), Some(&right)).bodies, [1, 1, 1]);
    }
}
