//! An explanation as plain text.

use super::{Explanation, Saying, Thing, local};
use crate::graph::{Event, Organization, Relationship, Report};
use crate::record::{Modality, Precision};
use crate::report::{citation, plain, sentence, spaced};
use crate::resolve::Standing;
use std::fmt::{Display, Formatter, Result, Write};

impl Display for Explanation<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        let mut text = String::new();
        self.all(&mut text)?;
        // Words of a document must not steer a terminal.
        out.write_str(&text.replace(|c: char| c.is_control() && c != '\n', ""))
    }
}

/// Width of the names of fields; those of an event are as wide as its roles.
const FIELD: usize = 12;

fn line(out: &mut String, what: &str, words: &str) -> Result {
    wide(out, FIELD, what, words)
}

fn wide(out: &mut String, width: usize, what: &str, words: &str) -> Result {
    if words.is_empty() { Ok(()) } else { writeln!(out, "  {what:<width$} {words}") }
}

fn below(out: &mut String, what: &str, words: &str) -> Result {
    if words.is_empty() { Ok(()) } else { writeln!(out, "    {what:<10} {words}") }
}

/// How far a person vouches for it.
fn status(standing: Standing) -> &'static str {
    match standing {
        Standing::Read => "machine-read: no person has looked at it",
        Standing::Corrected => "corrected by a person",
        Standing::Confirmed => "confirmed by a person",
    }
}

impl Explanation<'_> {
    fn all(&self, out: &mut String) -> Result {
        for (i, thing) in self.things.iter().enumerate() {
            if i > 0 {
                writeln!(out)?;
            }
            match thing {
                Thing::Event(event) => self.event(out, event)?,
                Thing::Relationship(tie) => self.relationship(out, tie)?,
                Thing::Organization { organization, said, events, ties } => {
                    self.organization(out, organization)?;
                    self.names(out, said)?;
                    self.ties(out, ties)?;
                    self.events(out, events)?;
                }
            }
        }
        Ok(())
    }

    fn event(&self, out: &mut String, event: &Event) -> Result {
        let kind = self.lexicon.kind(&event.kind);
        writeln!(out, "{}", plain(&sentence(event, &self.facts, self.lexicon)))?;
        let agent = kind.map_or("agent", |k| &k.agent);
        let target = kind.map_or("target", |k| &k.target);
        let width = [agent, target].iter().map(|role| role.chars().count()).max().unwrap_or(0).max(FIELD);
        let line = |out: &mut String, what: &str, words: &str| wide(out, width, what, words);
        line(out, "event", &local(&event.iri))?;
        line(out, "kind", &event.kind)?;
        for (role, parties) in [(agent, &event.agents), (target, &event.targets), ("through", &event.via)] {
            for party in parties {
                line(out, role, &self.party(party))?;
            }
        }
        for words in &event.unnamed {
            line(out, "unnamed", words)?;
        }
        let date = event.date.map_or("not stated".to_owned(), |d| d.to_string());
        let precision = match event.precision {
            Precision::Day => "the day itself",
            Precision::By => "on or before that day; no lower bound",
        };
        line(out, "date", &format!("{date} ({precision})"))?;
        line(
            out,
            "modality",
            match event.modality {
                Modality::Occurred => "occurred",
                Modality::Planned => "planned: in no link and no count",
            },
        )?;
        line(out, "place", event.place.as_deref().unwrap_or_default())?;
        line(out, "confidence", &format!("{:.2}, the highest of its reports", event.confidence))?;
        line(out, "status", status(event.standing))?;
        self.reports(out, &event.reports)
    }

    fn relationship(&self, out: &mut String, tie: &Relationship) -> Result {
        writeln!(
            out,
            "{}: {} → {}",
            spaced(&tie.kind),
            self.facts.label(&tie.from),
            self.facts.label(&tie.to)
        )?;
        line(out, "relationship", &local(&tie.iri))?;
        line(out, "from", &self.party(&tie.from))?;
        line(out, "to", &self.party(&tie.to))?;
        line(out, "status", status(tie.standing))?;
        self.reports(out, &tie.reports)
    }

    fn organization(&self, out: &mut String, organization: &Organization) -> Result {
        let words = |classes: &[String]| classes.iter().map(|c| spaced(c)).collect::<Vec<_>>().join(", ");
        writeln!(out, "{}", organization.label)?;
        line(out, "organization", &local(&organization.iri))?;
        line(out, "type", &words(&organization.types))?;
        line(out, "roles", &words(&organization.roles))?;
        line(out, "place", organization.place.as_deref().unwrap_or_default())?;
        line(out, "home", organization.origin.as_deref().unwrap_or_default())?;
        for body in &organization.unit_of {
            line(out, "office of", &self.party(body))?;
        }
        for name in &organization.other_names {
            line(out, "also called", name)?;
        }
        for note in self.facts.notes(organization.mentioned_in.iter().map(String::as_str)) {
            line(out, "note", &note)?;
        }
        Ok(())
    }

    fn names(&self, out: &mut String, said: &[Saying]) -> Result {
        if said.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nSpoken of as:")?;
        let mut document = "";
        for saying in said {
            if saying.document != document {
                document = &saying.document;
                writeln!(out, "  in {}", self.document(document))?;
            }
            match (saying.place, saying.times) {
                (Some((start, end)), 1) => {
                    writeln!(out, "    “{}”, characters {start} to {end}", saying.name)?
                }
                (Some((start, end)), times) => {
                    writeln!(out, "    “{}”, {times} times, first characters {start} to {end}", saying.name)?;
                }
                (None, _) => writeln!(out, "    “{}”, as written out", saying.name)?,
            }
        }
        Ok(())
    }

    fn ties(&self, out: &mut String, ties: &[Relationship]) -> Result {
        for (i, tie) in ties.iter().enumerate() {
            if i == 0 {
                writeln!(out, "\nStanding relationships:")?;
            }
            let (from, to) = (self.facts.label(&tie.from), self.facts.label(&tie.to));
            writeln!(
                out,
                "  {}  {}: {from} → {to} ({})",
                local(&tie.iri),
                spaced(&tie.kind),
                tie.standing.word()
            )?;
        }
        Ok(())
    }

    fn events(&self, out: &mut String, events: &[Event]) -> Result {
        let planned = events.iter().filter(|e| e.modality == Modality::Planned).count();
        writeln!(out, "\nEvents: {} occurred, {planned} planned", events.len() - planned)?;
        for event in events {
            let (words, status) = (plain(&sentence(event, &self.facts, self.lexicon)), event.standing.word());
            writeln!(out, "  {}  {words} ({status})", local(&event.iri))?;
        }
        match events.first() {
            Some(event) => writeln!(out, "`guanxi explain {}` shows the words of one.", local(&event.iri)),
            None => writeln!(out, "Absence of an event is no evidence."),
        }
    }

    fn reports(&self, out: &mut String, reports: &[Report]) -> Result {
        writeln!(out, "\nSaid by:")?;
        for report in reports {
            let document = self.facts.documents.get(&report.document);
            let passage = report.passage.as_ref();
            match document {
                Some(document) => writeln!(out, "  {}", citation(document, passage))?,
                None => writeln!(out, "  {}", report.document)?,
            }
            if let Some(passage) = passage {
                below(out, "words", &format!("“{}”", passage.quote))?;
                let post = passage.post.map(|p| format!(", post {p}")).unwrap_or_default();
                let date = passage.post_date.map(|d| format!(" of {d}")).unwrap_or_default();
                let id = document.map_or(report.document.as_str(), |d| &d.id);
                let place = match passage.row {
                    Some(row) => format!("{id}, row {row}"),
                    None => format!("{id}{post}{date}, characters {} to {}", passage.start, passage.end),
                };
                below(out, "document", &place)?;
            }
            below(out, "rule", &format!("{}, confidence {:.2}", report.rule, report.confidence))?;
            below(out, "status", report.standing.word())?;
            below(out, "assumed", &report.assumed.join("; "))?;
            below(out, "address", document.and_then(|d| d.url.as_deref()).unwrap_or_default())?;
            below(out, "note", document.and_then(|d| d.note.as_deref()).unwrap_or_default())?;
        }
        Ok(())
    }

    fn party(&self, iri: &str) -> String {
        let types = self.facts.organizations.get(iri).map(|o| o.types.iter().map(|t| spaced(t)).collect());
        let types: Vec<String> = types.unwrap_or_default();
        format!("{} ({}, {})", self.facts.label(iri), types.join(", "), local(iri))
    }

    fn document(&self, iri: &str) -> String {
        self.facts.documents.get(iri).map_or_else(|| iri.to_owned(), |d| d.id.clone())
    }
}
