//! What makes two mentions one body, and two tellings one event.

use super::facts::{Event, Id, PlaceRef, Relationship};
use super::names::GenericWords;
use crate::lexicon::Places;
use crate::record::{Modality, Precision};
use crate::text::name_key;
use sha2::{Digest, Sha256};

/// How many words at the start of a name may be a place.
const LONGEST_PLACE: usize = 4;

/// The identity of an organisation: its type, its name's key and its place, as far as these tell
/// bodies of that type apart.
///
/// - NGOs and universities bear their name wherever they are met: the place does not count.
/// - Public security organs and their offices are known by their place; of the name only counts what
///   neither all of them share nor is a place, so that all wordings of one office meet.
/// - Government bodies are known by the words of their name in any order ("Civil Affairs Bureau",
///   "Bureau of Civil Affairs") and their place; all others by name and place.
pub(super) fn organization(
    kind: &str,
    name: &str,
    place: Option<&PlaceRef>,
    generic: &GenericWords,
    places: &Places,
) -> Id {
    let key = name_key(name);
    let key = if key.is_empty() { name.to_lowercase() } else { key };
    match kind {
        "ForeignNGO" | "University" => hashed(&[kind, &key]),
        "PSBOffice" | "PublicSecurityBureau" => {
            let code = code(name, place, places);
            let mut words: Vec<&str> = key.split(' ').filter(|w| !generic.is_security(w)).collect();
            let written = place.filter(|_| code.is_none()).map(|p| name_key(&p.name)).unwrap_or_default();
            match &code {
                Some(code) => {
                    let known = words_of_places(code, places);
                    words.retain(|w| !known.iter().any(|k| k == w));
                }
                None => words.extend(written.split(' ').filter(|w| !w.is_empty())),
            }
            words.sort_unstable();
            words.dedup();
            hashed(&[kind, code.as_deref().unwrap_or_default(), &words.join(" ")])
        }
        _ => {
            let place = code(name, place, places).or_else(|| place.map(|p| name_key(&p.name)));
            let mut words: Vec<&str> = key.split(' ').collect();
            if kind == "GovernmentBody" {
                words.sort_unstable();
            }
            hashed(&[kind, place.as_deref().unwrap_or_default(), &words.join(" ")])
        }
    }
}

/// The code of the place, or of the place with which the name begins.
fn code(name: &str, place: Option<&PlaceRef>, places: &Places) -> Option<String> {
    if let Some(place) = place {
        return place.code.clone();
    }
    let words: Vec<&str> = name.split_whitespace().take(LONGEST_PLACE).collect();
    let starts = (1..=words.len()).rev().map(|n| words[..n].join(" "));
    starts
        .into_iter()
        .find_map(|start| Some(places.resolve(start.trim_end_matches([',', '’', '\'']), None)?.code.clone()))
}

/// Words of all the names of a place and of those that it lies in.
fn words_of_places(code: &str, places: &Places) -> Vec<String> {
    let mut words = Vec::new();
    let mut next = Some(code.to_owned());
    while let Some(place) = next.as_deref().and_then(|code| places.by_code(code)) {
        for name in std::iter::once(&place.name).chain(&place.others) {
            words.extend(name_key(name).split(' ').map(str::to_owned));
        }
        next = place.parent.clone().filter(|parent| *parent != place.code);
    }
    words
}

/// The identity of an event.
pub(super) fn event(event: &Event) -> Id {
    let ids =
        |set: &std::collections::BTreeSet<Id>| set.iter().map(|id| format!("{id:016x}")).collect::<Vec<_>>();
    let modality = match event.modality {
        Modality::Occurred => "occurred",
        Modality::Planned => "planned",
    };
    let precision = match event.precision {
        Precision::Day => "day",
        Precision::By => "by",
    };
    let date = event.date.map(|d| d.to_string()).unwrap_or_default();
    let (agents, targets) = (ids(&event.agents).join(" "), ids(&event.targets).join(" "));
    let unnamed: Vec<&str> = event.unnamed.iter().map(String::as_str).collect();
    hashed(&[&event.kind, modality, &agents, &targets, &unnamed.join("\n"), &date, precision])
}

/// The identity of a standing relation.
pub(super) fn relationship(relationship: &Relationship) -> Id {
    let Relationship { kind, from, to } = relationship;
    hashed(&[&format!("{kind:?}"), &format!("{from:016x}"), &format!("{to:016x}")])
}

/// The identity of a link between two organisations.
pub fn link(property: &str, from: Id, to: Id) -> Id {
    hashed(&[property, &format!("{from:016x}"), &format!("{to:016x}")])
}

/// The first 64 bits of the SHA-256 of the parts, each with its length.
///
/// ```
/// assert_ne!(guanxi::resolve::hashed(&["ab", "c"]), guanxi::resolve::hashed(&["a", "bc"]));
/// ```
pub fn hashed(parts: &[&str]) -> Id {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().take(8).fold(0, |id, byte| id << 8 | u64::from(*byte))
}
