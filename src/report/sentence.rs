//! An event as a sentence.

use super::words::{day, spaced};
use crate::graph::{Event, Facts};
use crate::lexicon::Lexicon;
use crate::record::{Modality, Precision};
use jiff::civil::Date;
use serde::Serialize;

/// A stretch of a sentence; one that names an organisation knows its IRI.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// The organisation.
    pub organization: Option<String>,
}

/// The words of a sentence, without its links.
pub fn plain(pieces: &[Piece]) -> String {
    pieces.iter().map(|p| p.text.as_str()).collect()
}

/// The event in one sentence: when, who, what, to whom, where, through which office, with whom unnamed.
///
/// An event that has not happened, or of which one side is not named, is told with the roles of those
/// who are: "Announced on or before 31 March 2019: visit (visitor: A; visited: B)."
pub fn sentence(event: &Event, facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Piece> {
    let mut telling = Telling { facts, pieces: Vec::new() };
    let kind = lexicon.kind(&event.kind);
    let (mut subject, mut object) = (names(&event.agents), names(&event.targets));
    if kind.is_some_and(|k| k.symmetric) && (subject.is_empty() || object.is_empty()) {
        // Equal parties that all stand on one side: the first met with the others.
        subject.append(&mut object);
        subject.sort_by_key(|party| telling.label(party));
        object = subject.split_off(subject.len().min(1));
    }
    let unnamed_object = object.is_empty() && !event.unnamed.is_empty();
    if unnamed_object {
        object = event.unnamed.iter().map(|words| Named::Words(words)).collect();
    }
    match kind {
        Some(kind) if event.modality == Modality::Occurred && !subject.is_empty() && !object.is_empty() => {
            telling.say(&format!("{}, ", when(event)));
            telling.list(&subject);
            telling.say(&format!(" {} ", kind.verb));
            telling.list(&object);
        }
        _ => {
            telling.say(&format!("{}: {}", when(event), spaced(&event.kind)));
            let role = |role: Option<&str>, default: &str| role.unwrap_or(default).to_owned();
            let agent = role(kind.map(|k| k.agent.as_str()), "agent");
            let target = role(kind.map(|k| k.target.as_str()), "target");
            let mut sides = vec![(agent, names(&event.agents)), (target, names(&event.targets))];
            if unnamed_object {
                sides.push(("unnamed".to_owned(), object));
            }
            telling.roles(sides);
        }
    }
    if let Some(place) = &event.place {
        telling.say(&if event.place_known { format!(" in {place}") } else { format!(" (place: {place})") });
    }
    if !event.via.is_empty() {
        telling.say(", through ");
        telling.list(&names(&event.via));
    }
    if !unnamed_object && !event.unnamed.is_empty() {
        telling.say("; also, unnamed: ");
        telling.list(&event.unnamed.iter().map(|words| Named::Words(words)).collect::<Vec<_>>());
    }
    telling.say(".");
    telling.pieces
}

/// `On or before 31 March 2019`.
pub fn when(event: &Event) -> String {
    let date = |words: &str, date: Option<Date>| match date {
        Some(date) => format!("{words} {}", day(date)),
        None => "On a day not stated".to_owned(),
    };
    match (event.modality, event.precision) {
        (Modality::Occurred, Precision::Day) => date("On", event.date),
        (Modality::Occurred, Precision::By) => date("On or before", event.date),
        (Modality::Planned, Precision::Day) => date("Planned for", event.date),
        (Modality::Planned, Precision::By) => date("Announced on or before", event.date),
    }
}

#[derive(Clone, Copy)]
enum Named<'e> {
    Organization(&'e str),
    Words(&'e str),
}

fn names(iris: &[String]) -> Vec<Named<'_>> {
    iris.iter().map(|iri| Named::Organization(iri)).collect()
}

struct Telling<'f, 's> {
    facts: &'f Facts<'s>,
    pieces: Vec<Piece>,
}

impl Telling<'_, '_> {
    fn say(&mut self, words: &str) {
        match self.pieces.last_mut() {
            Some(Piece { text, organization: None }) => text.push_str(words),
            _ => self.pieces.push(Piece { text: words.to_owned(), organization: None }),
        }
    }

    fn label(&self, thing: &Named<'_>) -> String {
        match *thing {
            Named::Organization(iri) => self.facts.label(iri).to_owned(),
            Named::Words(words) => words.to_owned(),
        }
    }

    /// "A, B and C", organisations in the order of their names.
    fn list(&mut self, things: &[Named<'_>]) {
        let mut things = things.to_vec();
        things.sort_by_key(|thing| self.label(thing));
        for (i, thing) in things.iter().enumerate() {
            match i {
                0 => {}
                _ if i + 1 == things.len() => self.say(" and "),
                _ => self.say(", "),
            }
            match *thing {
                Named::Words(words) => self.say(words),
                Named::Organization(iri) => {
                    let text = self.label(thing);
                    self.pieces.push(Piece { text, organization: Some(iri.to_owned()) });
                }
            }
        }
    }

    /// " (visitor: A; visited: B)"; sides of one name become one, empty ones are left out.
    fn roles(&mut self, sides: Vec<(String, Vec<Named<'_>>)>) {
        let mut told: Vec<(String, Vec<Named<'_>>)> = Vec::new();
        for (role, mut things) in sides.into_iter().filter(|(_, things)| !things.is_empty()) {
            match told.iter_mut().find(|(r, _)| *r == role) {
                Some((_, all)) => all.append(&mut things),
                None => told.push((role, things)),
            }
        }
        for (i, (role, things)) in told.iter().enumerate() {
            self.say(&format!("{}{role}: ", if i == 0 { " (" } else { "; " }));
            self.list(things);
        }
        if !told.is_empty() {
            self.say(")");
        }
    }
}
