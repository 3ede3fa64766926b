//! Reports of different documents that may tell of one event: kind and parties agree, but a date is no day.

use super::claims::words;
use super::stored::{Stored, Told};
use super::{Evidence, Item, ReviewError, Sort, Subject};
use crate::filter::{EventRow, Filter, events};
use crate::lexicon::Lexicon;
use crate::record::{Event, Modality, Precision};
use crate::resolve::Standing;
use crate::store::Embedded;
use oxigraph::model::NamedNode;
use std::collections::{BTreeMap, BTreeSet};

/// A day this much before the day by which another report has it may be the same event's.
const MOST_DAYS: i32 = 31;

/// Kind, modality and parties.
type Key = (String, Modality, Vec<NamedNode>, Vec<NamedNode>);

/// Pairs of events that may be one.
pub(super) fn items(store: &Embedded, lexicon: &Lexicon, stored: &Stored) -> Result<Vec<Item>, ReviewError> {
    let filter = Filter { modality: None, ..Filter::default() };
    let mut groups: BTreeMap<Key, Vec<EventRow>> = BTreeMap::new();
    for event in events(store, &filter, lexicon)? {
        if event.agents.len() + event.targets.len() > 1 {
            groups.entry(key(&event, lexicon)).or_default().push(event);
        }
    }
    let mut items = Vec::new();
    for rows in groups.values() {
        for (at, one) in rows.iter().enumerate() {
            items.extend(rows[at + 1..].iter().filter_map(|other| item(one, other, stored)));
        }
    }
    Ok(items)
}

fn key(event: &EventRow, lexicon: &Lexicon) -> Key {
    let (mut agents, mut targets) = (event.agents.clone(), event.targets.clone());
    if lexicon.kind(&event.kind).is_some_and(|kind| kind.symmetric) {
        agents.append(&mut targets);
        agents.sort();
        agents.dedup();
    }
    (event.kind.clone(), event.modality, agents, targets)
}

fn item(one: &EventRow, other: &EventRow, stored: &Stored) -> Option<Item> {
    if !may_be_one(one, other) {
        return None;
    }
    let (ours, theirs) = (reports(one, stored), reports(other, stored));
    let apart = documents(&ours).is_disjoint(&documents(&theirs));
    let ((told, first, _), (_, second, _)) = (ours.first()?, theirs.first()?);
    if !open(&ours, &theirs) || !apart {
        return None;
    }
    let day = [one, other].into_iter().find(|row| row.precision == Precision::Day).and_then(|row| row.date);
    let all = || ours.iter().chain(&theirs);
    let advice = match day {
        Some(day) => format!("accept: {day} is the day of both; reject: they are two events"),
        None => "no day is given; accept, with --is DATE where the day of both is known: they are one event; reject: \
                 they are two events"
            .to_owned(),
    };
    let dated = |event: &Event| match (event.date, event.precision) {
        (Some(date), Precision::Day) => format!("on {date}"),
        (Some(date), Precision::By) => format!("by {date}"),
        (None, _) => "undated".to_owned(),
    };
    let mut iris = [one.iri.as_str(), other.iri.as_str()];
    iris.sort_unstable();
    let undated = all().filter(|(_, event, _)| event.precision == Precision::By || event.date.is_none());
    let claims = |(told, event, _): &(&Told, &Event, Standing)| told.claim(event);
    Some(Item {
        id: Sort::Event.id(&iris),
        sort: Sort::Event,
        about: words(told, first),
        score: None,
        because: format!("one report says {}, another {}; {advice}", dated(first), dated(second)),
        evidence: [ours.first(), theirs.first()]
            .into_iter()
            .flatten()
            .map(|(told, event, _)| Evidence {
                document: told.record.identity().to_owned(),
                quote: event.evidence.text.clone(),
            })
            .collect(),
        subject: Subject::Event {
            joined: all().map(claims).collect(),
            undated: undated.map(claims).collect(),
            claims: all().filter(|(_, _, standing)| *standing == Standing::Read).map(claims).collect(),
            day,
        },
    })
}

/// Whether the dates of two events leave room for one.
fn may_be_one(one: &EventRow, other: &EventRow) -> bool {
    let (Some(a), Some(b)) = (one.date, other.date) else { return true };
    let days = |from: jiff::civil::Date, to: jiff::civil::Date| (to - from).get_days();
    match (one.precision, other.precision) {
        (Precision::Day, Precision::Day) => false,
        (Precision::By, Precision::By) => days(a, b).abs() <= MOST_DAYS,
        (Precision::Day, Precision::By) => (0..=MOST_DAYS).contains(&days(a, b)),
        (Precision::By, Precision::Day) => (0..=MOST_DAYS).contains(&days(b, a)),
    }
}

/// The documents of some reports.
pub(super) fn documents(reports: &[(&Told, &Event, Standing)]) -> BTreeSet<String> {
    reports.iter().map(|(told, ..)| told.record.identity().to_owned()).collect()
}

/// Whether nobody looked at some of the reports.
pub(super) fn open(ours: &[(&Told, &Event, Standing)], theirs: &[(&Told, &Event, Standing)]) -> bool {
    ours.iter().chain(theirs).any(|(_, _, standing)| *standing == Standing::Read)
}

/// The reports of an event, with their documents and how far a person vouches for each.
pub(super) fn reports<'s>(row: &EventRow, stored: &'s Stored) -> Vec<(&'s Told, &'s Event, Standing)> {
    let report = |iri: &NamedNode| {
        let (document, name) = iri.as_str().rsplit_once('#')?;
        let told = stored.documents.get(document)?;
        told.event(name).map(|(event, standing)| (told, event, standing))
    };
    row.reports.iter().filter_map(report).collect()
}
