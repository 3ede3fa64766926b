//! Reports of different documents that may tell of one event though one names fewer parties: kind and day agree, and all
//! parties of the one are parties of the other.

use super::claims::words;
use super::happenings::{documents, open, reports};
use super::stored::Stored;
use super::{Evidence, Item, ReviewError, Sort, Subject};
use crate::filter::{EventRow, Filter, events};
use crate::lexicon::Lexicon;
use crate::record::{Modality, Precision};
use crate::store::Embedded;
use jiff::civil::Date;
use oxigraph::model::NamedNode;
use std::collections::{BTreeMap, BTreeSet};

/// Kind, modality and day.
type Key = (String, Modality, Date);

/// Pairs of events of one day that may be one.
pub(super) fn items(store: &Embedded, lexicon: &Lexicon, stored: &Stored) -> Result<Vec<Item>, ReviewError> {
    let filter = Filter { modality: None, ..Filter::default() };
    let mut groups: BTreeMap<Key, Vec<EventRow>> = BTreeMap::new();
    for event in events(store, &filter, lexicon)? {
        if let (Some(day), Precision::Day) = (event.date, event.precision) {
            groups.entry((event.kind.clone(), event.modality, day)).or_default().push(event);
        }
    }
    let mut items = Vec::new();
    for ((kind, _, day), rows) in &groups {
        let symmetric = lexicon.kind(kind).is_some_and(|kind| kind.symmetric);
        for (at, one) in rows.iter().enumerate() {
            for other in &rows[at + 1..] {
                let pair = [(one, other), (other, one)];
                let nested = pair.into_iter().find(|(less, more)| within(less, more, symmetric));
                items.extend(nested.and_then(|(less, more)| item(less, more, *day, stored)));
            }
        }
    }
    Ok(items)
}

/// Whether an event has no party but those of another, each in its role, and fewer of them.
fn within(less: &EventRow, more: &EventRow, symmetric: bool) -> bool {
    let set = |parties: &[NamedNode]| -> BTreeSet<NamedNode> { parties.iter().cloned().collect() };
    let sides = |row: &EventRow| (set(&row.agents), set(&row.targets));
    let ((doers, receivers), (all_doers, all_receivers)) = (sides(less), sides(more));
    let (few, many) = (&doers | &receivers, &all_doers | &all_receivers);
    let placed = symmetric || (doers.is_subset(&all_doers) && receivers.is_subset(&all_receivers));
    !few.is_empty() && few.len() < many.len() && few.is_subset(&many) && placed
}

fn item(less: &EventRow, more: &EventRow, day: Date, stored: &Stored) -> Option<Item> {
    let (ours, theirs) = (reports(less, stored), reports(more, stored));
    let ((told, first, _), _) = (ours.first()?, theirs.first()?);
    if !open(&ours, &theirs) || !documents(&ours).is_disjoint(&documents(&theirs)) {
        return None;
    }
    let mut iris = [less.iri.as_str(), more.iri.as_str()];
    iris.sort_unstable();
    let evidence = [ours.first(), theirs.first()].into_iter().flatten();
    let evidence = evidence.map(|(told, event, _)| Evidence {
        document: told.record.identity().to_owned(),
        quote: event.evidence.text.clone(),
    });
    let all = || ours.iter().chain(&theirs);
    Some(Item {
        id: Sort::Event.id(&iris),
        sort: Sort::Event,
        about: words(told, first),
        score: None,
        because: format!(
            "both are of {day}, and one names parties besides; accept: they are one event; reject: they are two"
        ),
        evidence: evidence.collect(),
        subject: Subject::Event {
            joined: all().map(|(told, event, _)| told.claim(event)).collect(),
            undated: Vec::new(),
            claims: all()
                .filter(|(_, _, standing)| standing.reviewed().is_none())
                .map(|(told, event, _)| told.claim(event))
                .collect(),
            day: None,
        },
    })
}
