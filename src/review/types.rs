//! Types that extraction is not sure of, and names that it gave to bodies of two families of types.

use super::stored::{Stored, Told};
use super::{Evidence, Item, Sort, Subject, thousandths};
use crate::record::Entity;
use crate::resolve::{Decisions, family};
use crate::text::name_key;
use std::collections::{BTreeMap, BTreeSet};

/// So many documents are quoted at most.
const MOST_QUOTES: usize = 2;

/// What speaks of one name.
#[derive(Default)]
struct Named<'s> {
    uses: Vec<(&'s Told, &'s Entity)>,
}

/// Doubtful types, a name each.
pub(super) fn items(decisions: &Decisions, stored: &Stored, below: u16) -> Vec<Item> {
    let mut names: BTreeMap<String, Named<'_>> = BTreeMap::new();
    for told in stored.documents.values() {
        for entity in &told.record.entities {
            let key = name_key(&entity.name);
            if !key.is_empty() {
                names.entry(key).or_default().uses.push((told, entity));
            }
        }
    }
    let mut items = Vec::new();
    for (key, named) in &names {
        let kinds: BTreeSet<&str> = named.uses.iter().map(|(_, e)| e.kind.as_str()).collect();
        let families: BTreeSet<&str> = kinds.iter().map(|kind| family(kind)).collect();
        if families.len() > 1 && !decisions.settles_types(key, &kinds) {
            items.push(torn(key, named, &kinds));
        }
        for kind in kinds {
            if !decisions.settles_type(key, kind) {
                items.extend(doubtful(key, kind, named, below));
            }
        }
    }
    items
}

fn torn(key: &str, named: &Named<'_>, kinds: &BTreeSet<&str>) -> Item {
    let name = named.uses.first().map_or(key, |(_, entity)| entity.name.as_str());
    let list: Vec<&str> = kinds.iter().copied().collect();
    let evidence = list.iter().filter_map(|kind| named.uses.iter().find(|(_, e)| e.kind == *kind));
    Item {
        id: Sort::Type.id(&[&[key], list.as_slice()].concat()),
        sort: Sort::Type,
        about: format!("{name}: {}", list.join(" | ")),
        score: None,
        because: "one name, types of different families; accept: they are different bodies; reject with --is TYPE: \
                  all are of that type"
            .to_owned(),
        evidence: evidence.map(|(told, entity)| told.evidence(entity)).collect(),
        subject: Subject::Types {
            name: name.to_owned(),
            kinds: list.into_iter().map(str::to_owned).collect(),
        },
    }
}

fn doubtful(key: &str, kind: &str, named: &Named<'_>, below: u16) -> Option<Item> {
    let of_kind: Vec<_> = named.uses.iter().filter(|(_, entity)| entity.kind == kind).collect();
    // Where one document is sure, the others may follow it.
    let surest = of_kind.iter().max_by_key(|(_, entity)| thousandths(entity.confidence))?;
    let assumed = of_kind.iter().all(|(_, entity)| !entity.assumed.is_empty());
    let confidence = thousandths(surest.1.confidence);
    if confidence >= below && !assumed {
        return None;
    }
    let mut because =
        format!("type by {}", if surest.1.rule.is_empty() { "no rule" } else { &surest.1.rule });
    for words in &surest.1.assumed {
        because.push_str("; assumed: ");
        because.push_str(words);
    }
    let evidence: Vec<Evidence> =
        of_kind.iter().take(MOST_QUOTES).map(|(told, entity)| told.evidence(entity)).collect();
    Some(Item {
        id: Sort::Type.id(&[key, kind]),
        sort: Sort::Type,
        about: format!("{}: {kind}", surest.1.name),
        score: Some(confidence),
        because,
        evidence,
        subject: Subject::Type { name: surest.1.name.clone(), kind: kind.to_owned() },
    })
}
