//! Claims that were read with little confidence.

use super::stored::{Stored, Told};
use super::{Evidence, Item, Sort, Subject, thousandths};
use crate::record::{Event, Modality, Precision};
use crate::resolve::Standing;

/// Claims that nobody has seen yet, of a confidence below `below` thousandths.
pub(super) fn items(stored: &Stored, below: u16) -> Vec<Item> {
    let mut items = Vec::new();
    for told in stored.documents.values() {
        for (event, standing) in told.record.events.iter().zip(&told.standings) {
            let confidence = thousandths(event.confidence);
            if *standing == Standing::Read && confidence < below {
                items.push(item(told, event, confidence));
            }
        }
    }
    items
}

fn item(told: &Told, event: &Event, confidence: u16) -> Item {
    let claim = told.claim(event);
    let mut because = match event.rule.is_empty() {
        true => "no rule".to_owned(),
        false => format!("rule {}", event.rule),
    };
    if !event.assumed.is_empty() {
        because.push_str("; assumed: ");
        because.push_str(&event.assumed.join(", "));
    }
    Item {
        id: Sort::Claim.id(&[&format!("{:016x}", claim.key()), &words(told, event)]),
        sort: Sort::Claim,
        about: words(told, event),
        score: Some(confidence),
        because,
        evidence: vec![Evidence { document: claim.document.clone(), quote: claim.quote.clone() }],
        subject: Subject::Claim(claim),
    }
}

/// "Visit: A → B, by 2020-03-02, planned".
pub(super) fn words(told: &Told, event: &Event) -> String {
    let side = |ids: &[String]| match told.names(ids) {
        names if names.is_empty() => "?".to_owned(),
        names => names.join(", "),
    };
    let mut words = format!("{}: {} → {}", event.kind, side(&event.agent), side(&event.target));
    if !event.unnamed.is_empty() {
        words.push_str(&format!(" (unnamed: {})", event.unnamed.join(", ")));
    }
    if let Some(date) = event.date {
        words.push_str(if event.precision == Precision::Day { ", on " } else { ", by " });
        words.push_str(&date.to_string());
    }
    if event.modality == Modality::Planned {
        words.push_str(", planned");
    }
    words
}
