//! Claims that were read with little confidence.

use super::stored::{Stored, Told};
use super::{Evidence, Item, Sort, Subject, thousandths};
use crate::record::{Event, Modality, Precision, Relation};
use crate::resolve::{OnClaim, RelationshipKind, Standing};

/// Claims that nobody has seen yet, of a confidence below `below` thousandths.
pub(super) fn items(stored: &Stored, below: u16) -> Vec<Item> {
    let mut items = Vec::new();
    for told in stored.documents.values() {
        for (event, standing) in told.record.events.iter().zip(&told.events) {
            let confidence = thousandths(event.confidence);
            if *standing == Standing::Read && confidence < below {
                let because = because(&event.rule, &event.assumed);
                items.push(item(words(told, event), confidence, because, told.claim(event)));
            }
        }
        for (relation, standing) in told.record.relations.iter().zip(&told.relations) {
            let confidence = thousandths(relation.confidence);
            if let (Standing::Read, Some(claim)) = (standing, told.relation_claim(relation))
                && confidence < below
            {
                items.push(item(
                    relation_words(told, relation),
                    confidence,
                    because(&relation.rule, &[]),
                    claim,
                ));
            }
        }
    }
    items
}

fn item(words: String, confidence: u16, because: String, claim: OnClaim) -> Item {
    Item {
        id: Sort::Claim.id(&[&format!("{:016x}", claim.key()), &words]),
        sort: Sort::Claim,
        about: words,
        score: Some(confidence),
        because,
        evidence: vec![Evidence { document: claim.document.clone(), quote: claim.quote.clone() }],
        subject: Subject::Claim(claim),
    }
}

fn because(rule: &str, assumed: &[String]) -> String {
    let mut because = if rule.is_empty() { "no rule".to_owned() } else { format!("rule {rule}") };
    if !assumed.is_empty() {
        because.push_str("; assumed: ");
        because.push_str(&assumed.join(", "));
    }
    because
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

/// "Supervision: A → B".
pub(super) fn relation_words(told: &Told, relation: &Relation) -> String {
    let sides = told.names(&[relation.from.clone(), relation.to.clone()]);
    let kind = RelationshipKind::parse(&relation.kind).map(|kind| format!("{kind:?}"));
    format!("{}: {}", kind.as_deref().unwrap_or(&relation.kind), sides.join(" → "))
}
