//! What makes two mentions one appellation, and two tellings one event.

use super::facts::{Event, Id, PlaceRef, Relationship};
use super::han::is_chinese;
use super::likeness::Judge;
use super::wording::abbreviation;
use crate::lexicon::Places;
use crate::record::{Modality, Precision};
use crate::text::name_key;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// How many words at the start of a name may be a place.
const LONGEST_PLACE: usize = 4;

/// What names an organisation in one document: type, key of the name, place, home, as far as these tell bodies of
/// that type apart.
///
/// - NGOs and universities bear their name wherever they are met: the place does not count, unless a university has it
///   in brackets.
/// - Public security organs and their offices are known by their place; of the name only counts what
///   neither all of them share nor is a place, so that all wordings of one office meet.
/// - Government bodies are known by the words of their name in any order ("Civil Affairs Bureau",
///   "Bureau of Civil Affairs") and their place; all others by name and place.
/// - The home counts with all that may have one.
pub(super) fn appellation(
    judge: &Judge<'_>,
    kind: &str,
    name: &str,
    place: Option<&PlaceRef>,
    origin: Option<&str>,
) -> Id {
    let places = &judge.lexicon.places;
    match kind {
        "ForeignNGO" | "University" => {
            let unbracketed = (kind == "University").then(|| judge.unbracketed(name)).flatten();
            let name = unbracketed.as_deref().unwrap_or(name);
            let words = judge.wordings.words(name, |_| false).join(" ");
            let words = if words.is_empty() { name.to_lowercase() } else { words };
            hashed(&[kind, &words, origin.filter(|_| kind == "ForeignNGO").unwrap_or_default()])
        }
        "PSBOffice" | "PublicSecurityBureau" => {
            let code = code(name, place, places);
            let mut plain = judge.wordings.words(name, |_| false);
            judge.wordings.drop_state(&mut plain);
            let mut words: Vec<&str> =
                plain.iter().map(String::as_str).filter(|w| !judge.generic.is_security(w)).collect();
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
            let code = code(name, place, places);
            let known = code.as_deref().map(|code| words_of_places(code, places)).unwrap_or_default();
            let mut words = judge.wordings.words(name, |word| known.iter().any(|k| k == word));
            let place = code.or_else(|| place.map(|p| name_key(&p.name)));
            if kind == "GovernmentBody" {
                words.sort_unstable();
            }
            let words = if words.is_empty() { name.to_lowercase() } else { words.join(" ") };
            hashed(&[kind, place.as_deref().unwrap_or_default(), &words, origin.unwrap_or_default()])
        }
    }
}

/// The name by which a document's appellation is known: for an abbreviation, the fullest name that it says it is short for, so
/// that two bodies of one abbreviation are told apart.
pub(super) fn full_name<'n>(name: &'n str, names: &'n BTreeSet<String>) -> &'n str {
    if abbreviation(name).is_none() {
        return name;
    }
    let full = names.iter().filter(|n| abbreviation(n).is_none() && !is_chinese(n));
    full.max_by_key(|n| (n.split_whitespace().count(), n.chars().count(), std::cmp::Reverse(*n)))
        .map_or(name, String::as_str)
}

/// The code of the place, or of the place with which the name begins or, after "of", ends.
pub(super) fn code(name: &str, place: Option<&PlaceRef>, places: &Places) -> Option<String> {
    if let Some(place) = place {
        return place.code.clone();
    }
    let words: Vec<&str> = name.split_whitespace().take(LONGEST_PLACE).collect();
    let starts = (1..=words.len()).rev().map(|n| words[..n].join(" "));
    let end = name.rsplit_once(" of ").map(|(_, end)| end.to_owned());
    starts
        .into_iter()
        .chain(end)
        .find_map(|start| Some(places.resolve(start.trim_end_matches([',', '’', '\'']), None)?.code.clone()))
}

/// Words of all the names of a place.
pub(super) fn words_of_place(code: &str, places: &Places) -> Vec<String> {
    let Some(place) = places.by_code(code) else { return Vec::new() };
    let names = std::iter::once(&place.name).chain(&place.others);
    names.flat_map(|name| name_key(name).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Words of all the names of a place and of those that it lies in.
pub(super) fn words_of_places(code: &str, places: &Places) -> Vec<String> {
    let mut words = Vec::new();
    let mut next = Some(code.to_owned());
    while let Some(place) = next.as_deref().and_then(|code| places.by_code(code)) {
        words.extend(words_of_place(&place.code, places));
        next = place.parent.clone().filter(|parent| *parent != place.code);
    }
    words
}

/// What of an event's parties identifies it.
#[derive(Debug, Clone, Copy, Default)]
pub struct How<'e> {
    /// Whether the parties are equal.
    pub symmetric: bool,
    /// The province whose police did it: it stands for the agents, however these are told.
    pub jurisdiction: Option<&'e str>,
}

/// The identity of an event: kind, parties and day. A report without a day is, taken alone, of the same event only where
/// a post of the same day says so in the same sentences; one that names but one side also has to tell of the other in the
/// same words.
///
/// `earlier` counts the rows of the document before this one that are alike: rows of one document are never one event.
pub(super) fn event(
    event: &Event,
    how: How<'_>,
    told: (&str, Option<Date>),
    earlier: impl FnOnce(Id) -> u64,
) -> Id {
    let id = worded(event, how, told, 0);
    match earlier(id) {
        0 => id,
        n => worded(event, how, told, n),
    }
}

/// The identity of an event that a person named: claims of that name and kind are one, but for rows of one document.
pub(super) fn named(event: &Event, name: &str, earlier: impl FnOnce(Id) -> u64) -> Id {
    let id = |n: u64| hashed(&["named", &event.kind, modality(event), name, &n.to_string()]);
    match earlier(id(0)) {
        0 => id(0),
        n => id(n),
    }
}

fn modality(event: &Event) -> &'static str {
    match event.modality {
        Modality::Occurred => "occurred",
        Modality::Planned => "planned",
    }
}

/// The identity of the event that the n-th row of a document with that kind, these parties and that day tells of, or,
/// without a day, with these sentences in a post of that day.
pub fn worded(event: &Event, how: How<'_>, (sentences, posted): (&str, Option<Date>), n: u64) -> Id {
    let mut parts = frame(event, how).to_vec();
    match (event.precision, event.date) {
        (Precision::Day, Some(date)) => parts.push(date.to_string()),
        _ => {
            parts.push(gist(sentences));
            parts.push(posted.map(|date| date.to_string()).unwrap_or_default());
        }
    }
    if n > 0 {
        parts.push(n.to_string());
    }
    hashed(&parts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// What all events without a day have in common that may be one: kind, modality and parties. None for one with a day.
pub fn happening(event: &Event, symmetric: bool) -> Option<Id> {
    let has_day = event.precision == Precision::Day && event.date.is_some();
    let frame = frame(event, How { symmetric, jurisdiction: None });
    let [kind, modality, agents, targets, unnamed] = frame.each_ref().map(String::as_str);
    (!has_day).then(|| hashed(&["undated", kind, modality, agents, targets, unnamed]))
}

/// Kind, modality, who, to whom, and those without a name where only one side has one.
fn frame(event: &Event, how: How<'_>) -> [String; 5] {
    let How { symmetric, jurisdiction } = how;
    let ids = |set: &BTreeSet<Id>| set.iter().map(|id| format!("{id:016x}")).collect::<Vec<_>>().join(" ");
    let by_place = jurisdiction.filter(|_| event.precision == Precision::Day && event.date.is_some());
    let (agents, targets) = match (symmetric, by_place) {
        (true, _) => (ids(&(&event.agents | &event.targets)), String::new()),
        (false, Some(province)) => (format!("police of {province}"), ids(&event.targets)),
        (false, None) => (ids(&event.agents), ids(&event.targets)),
    };
    let one_sided = (by_place.is_none() && event.agents.len() + event.targets.len() < 2)
        || (!symmetric && (agents.is_empty() || targets.is_empty()));
    let unnamed: Vec<&str> = event.unnamed.iter().filter(|_| one_sided).map(String::as_str).collect();
    [event.kind.clone(), modality(event).to_owned(), agents, targets, unnamed.join("\n")]
}

/// The words of a passage, without case and punctuation: what a repost leaves unchanged.
pub(super) fn gist(quote: &str) -> String {
    let words = quote.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The identity of a standing relation.
pub(super) fn relationship(relationship: &Relationship) -> Id {
    let Relationship { kind, from, to, .. } = relationship;
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
