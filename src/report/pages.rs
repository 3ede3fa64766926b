//! The pages of a report, as the templates see them.

use super::citation::{citation, link};
use super::passages::{anchor, segments};
use super::sentence::sentence;
use super::silence::{Silence, Silent};
use super::views::{DocumentPage, Dossier, Evidence, Link, Overview, Page, Row, Source, Tie, Told};
use super::words::{capital, day, month, spaced};
use super::{Material, names};
use crate::graph::{Document, Event, Facts, Organization, Passage, Relationship, Report, Standings};
use crate::record::Modality;
use crate::store::StoreError;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// All that pages share: who and what has a page, which events each organisation took part in.
pub(super) struct Site<'m, 'a> {
    material: &'m Material<'a>,
    organizations: BTreeMap<String, String>,
    documents: BTreeMap<String, String>,
    events: BTreeMap<&'m str, Vec<&'m Event>>,
    ties: BTreeMap<&'m str, Vec<&'m Relationship>>,
    units: BTreeMap<&'m str, Vec<&'m str>>,
    told_in: BTreeMap<&'m str, Vec<Statement<'m>>>,
    silence: Silence,
}

/// What a document can tell of.
#[derive(Clone, Copy)]
enum Statement<'m> {
    Event(&'m Event),
    Tie(&'m Relationship),
}

impl<'m> Statement<'m> {
    fn reports(self) -> &'m [Report] {
        match self {
            Statement::Event(event) => &event.reports,
            Statement::Tie(tie) => &tie.reports,
        }
    }
}

/// The overview shows so many organisations in full, and names the others.
const SHOWN: usize = 25;

/// A dossier quotes so many sentences that gave no event, and counts the others.
const SILENT_SHOWN: usize = 20;

impl<'m, 'a> Site<'m, 'a> {
    /// Names the pages.
    pub(super) fn new(material: &'m Material<'a>) -> Result<Self, StoreError> {
        let facts = &material.facts;
        let mut events: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
        for event in &material.events {
            let all: BTreeSet<&str> =
                event.parties().into_iter().chain(event.via.iter().map(String::as_str)).collect();
            for party in all {
                events.entry(party).or_default().push(event);
            }
        }
        let mut ties: BTreeMap<&str, Vec<&Relationship>> = BTreeMap::new();
        for tie in &material.relationships {
            for party in BTreeSet::from([tie.from.as_str(), tie.to.as_str()]) {
                ties.entry(party).or_default().push(tie);
            }
        }
        let mut units: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for unit in facts.organizations.values() {
            for body in &unit.unit_of {
                units.entry(body).or_default().push(&unit.iri);
            }
        }
        let mut told_in: BTreeMap<&str, Vec<Statement<'m>>> = BTreeMap::new();
        let told = material.events.iter().map(Statement::Event);
        for statement in told.chain(material.relationships.iter().map(Statement::Tie)) {
            let documents: BTreeSet<&str> = statement.reports().iter().map(|r| r.document.as_str()).collect();
            for document in documents {
                told_in.entry(document).or_default().push(statement);
            }
        }
        Ok(Site {
            ties,
            units,
            told_in,
            silence: Silence::read(facts, &by_date(facts, material.documents.iter()))?,
            organizations: names::stems(material.who.iter().map(|iri| (iri.as_str(), facts.label(iri)))),
            documents: names::stems(
                material
                    .documents
                    .iter()
                    .filter_map(|iri| Some((iri.as_str(), facts.documents.get(iri)?.id.as_str()))),
            ),
            material,
            events,
        })
    }

    /// The overview.
    pub(super) fn overview(&self) -> Page<Overview> {
        let material = self.material;
        let documents: Vec<&Document> = self.documents_of(material.documents.iter());
        let occurred: Vec<&Event> = occurred(&material.events).collect();
        let planned = material.events.len() - occurred.len();
        let mut totals = vec![
            total(documents.len(), "document read", "documents read"),
            total(material.who.len(), "organization", "organizations"),
            total(occurred.len(), "event that occurred", "events that occurred"),
        ];
        if planned > 0 {
            totals.push(total(planned, "planned event", "planned events"));
        }
        totals.push(total(material.relationships.len(), "standing relationship", "standing relationships"));
        let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for event in &material.events {
            let (done, ahead) = kinds.entry(&event.kind).or_default();
            *if event.modality == Modality::Occurred { done } else { ahead } += 1;
        }
        let mut kinds: Vec<(String, usize, usize)> =
            kinds.into_iter().map(|(kind, (done, ahead))| (capital(&spaced(kind)), done, ahead)).collect();
        kinds.sort_by_key(|(name, done, ahead)| (std::cmp::Reverse((*done, *ahead)), name.clone()));
        let mut rows: Vec<Row> = material.who.iter().map(|iri| self.row_of(iri)).collect();
        rows.sort_by_key(|r| (std::cmp::Reverse((r.counterparts, r.events)), r.name.text.clone()));
        let mut all: Vec<Link> = Vec::new();
        if rows.len() > SHOWN {
            all = rows.iter().map(|row| row.name.clone()).collect();
            all.sort_by_key(|link| (link.text.to_lowercase(), link.page.clone()));
            rows.truncate(SHOWN);
        }
        let ties = material.relationships.iter().map(|tie| tie.standing);
        let standings = Standings::of(material.events.iter().map(|event| event.standing).chain(ties));
        let body = Overview {
            whole: material.whole,
            totals,
            standings: (standings.confirmed, standings.corrected, standings.read),
            period: bounds(&occurred).map(|(first, last)| (day(first), day(last))),
            kinds,
            months: months(&occurred),
            organizations: rows,
            all_organizations: all,
            ties: material.relationships.iter().map(|r| self.tie(r)).collect(),
            coverage: coverage(&documents),
            documents: documents.iter().map(|d| self.source(d)).collect(),
        };
        let title = match material.whole {
            true => "Who dealt with whom".to_owned(),
            false => "Who dealt with whom: a selection".to_owned(),
        };
        self.page(title, "", documents, body)
    }

    /// The dossier of an organisation, with the stem of its file.
    pub(super) fn dossier(&self, iri: &str) -> Option<(&str, Page<Dossier>)> {
        let facts = &self.material.facts;
        let organization = facts.organizations.get(iri)?;
        let stem = self.organizations.get(iri)?;
        let events = self.events.get(iri).map_or(&[][..], Vec::as_slice);
        let ties = self.ties.get(iri).map_or(&[][..], Vec::as_slice);
        let told = |modality| {
            events.iter().filter(move |e| e.modality == modality).map(|e| self.told(e)).collect::<Vec<_>>()
        };
        let reports = events.iter().flat_map(|e| &e.reports).chain(ties.iter().flat_map(|r| &r.reports));
        let telling: BTreeSet<&str> = reports.map(|r| r.document.as_str()).collect();
        let untold = organization.mentioned_in.iter().filter(|d| !telling.contains(d.as_str()));
        let silent = self.silence.of_organization(iri);
        let units = self.units.get(iri).map_or(&[][..], Vec::as_slice);
        let body = Dossier {
            id: local(iri),
            other_names: organization.other_names.clone(),
            kind: kind_of(organization),
            roles: organization.roles.iter().map(|r| spaced(r)).collect(),
            place: organization.place.clone(),
            origin: organization.origin.as_ref().map(|code| self.country(code)),
            unit_of: organization.unit_of.iter().map(|u| self.organization(u)).collect(),
            units: units.iter().map(|unit| self.organization(unit)).collect(),
            counterparts: self.counterparts(iri, events),
            ties: ties.iter().map(|r| self.tie(r)).collect(),
            occurred: told(Modality::Occurred),
            planned: told(Modality::Planned),
            silent: silent.iter().take(SILENT_SHOWN).map(|s| self.unread(s)).collect(),
            more_silent: silent.len().saturating_sub(SILENT_SHOWN),
            untold: self.documents_of(untold).into_iter().map(|d| self.document_link(d)).collect(),
        };
        let behind = telling.iter().copied().chain(organization.mentioned_in.iter().map(String::as_str));
        let behind: BTreeSet<String> = behind.map(str::to_owned).collect();
        let page = self.page(organization.label.clone(), "../", self.documents_of(behind.iter()), body);
        Some((stem, page))
    }

    /// The page of a document, with the stem of its file.
    pub(super) fn document(&self, iri: &str) -> Result<Option<(&str, Page<DocumentPage>)>, StoreError> {
        let facts = &self.material.facts;
        let (Some(document), Some(stem)) = (facts.documents.get(iri), self.documents.get(iri)) else {
            return Ok(None);
        };
        let text = facts.text(iri)?.unwrap_or_default();
        let mut marks: Vec<(usize, usize)> = Vec::new();
        let mut read: Vec<(usize, Vec<Link>, Option<String>, &str)> = Vec::new();
        for statement in self.told_in.get(iri).into_iter().flatten() {
            let sentence = match statement {
                Statement::Event(event) => self.links(event),
                Statement::Tie(tie) => self.tie(tie).sentence(),
            };
            for report in statement.reports().iter().filter(|r| r.document == iri) {
                let place = report.passage.as_ref().and_then(Passage::range);
                marks.extend(place);
                let anchor = place.map(|(start, end)| anchor(start, end));
                read.push((place.map_or(0, |p| p.0), sentence.clone(), anchor, report.standing.word()));
            }
        }
        read.sort_by_key(|(start, ..)| *start);
        let silent: Vec<(usize, usize)> =
            self.silence.of_document(iri).iter().map(|s| (s.start, s.end)).collect();
        let body = DocumentPage {
            citation: citation(document, None),
            url: link(document).map(str::to_owned),
            id: document.id.clone(),
            silent: silent.len(),
            segments: segments(&text, &marks, &silent),
            paragraphs: text.lines().filter(|l| !l.trim().is_empty()).map(|l| l.trim().to_owned()).collect(),
            coverage: (document.sentences, document.naming, document.telling),
            read: read.into_iter().map(|(_, sentence, anchor, status)| (sentence, anchor, status)).collect(),
        };
        let title = document.title.clone().unwrap_or_else(|| document.id.clone());
        Ok(Some((stem, self.page(title, "../", vec![document], body))))
    }

    fn page<T>(&self, title: String, root: &'static str, documents: Vec<&Document>, body: T) -> Page<T> {
        let newest = documents.iter().filter_map(|d| d.retrieved.max(d.issued)).max();
        let notes = self.material.facts.notes(documents.iter().map(|d| d.iri.as_str()));
        let mixed = documents.iter().any(|d| d.note != documents[0].note);
        let reviewed = self.material.reviewed;
        Page { title, root, notes, mixed, reviewed, dated: newest.map(day), body }
    }

    fn unread(&self, silent: &Silent) -> Evidence {
        let document = self.material.facts.documents.get(&silent.document);
        Evidence {
            quote: silent.words.clone(),
            anchor: Some(anchor(silent.start, silent.end)),
            rule: String::new(),
            confidence: String::new(),
            ..self.source_of(&silent.document, document, None)
        }
    }

    /// By date, then title.
    fn documents_of<'i>(&self, iris: impl Iterator<Item = &'i String>) -> Vec<&'m Document> {
        by_date(&self.material.facts, iris)
    }

    fn row_of(&self, iri: &str) -> Row {
        let events: Vec<&Event> = self.events.get(iri).cloned().unwrap_or_default();
        let done: Vec<&Event> = events.iter().copied().filter(|e| e.modality == Modality::Occurred).collect();
        let others: BTreeSet<&str> =
            done.iter().flat_map(|e| e.parties()).filter(|party| *party != iri).collect();
        Row { counterparts: others.len(), ..self.row(iri, &done) }
    }

    fn row(&self, iri: &str, events: &[&Event]) -> Row {
        let organization = self.material.facts.organizations.get(iri);
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for event in events {
            *kinds.entry(&event.kind).or_default() += 1;
        }
        let kinds: Vec<String> = kinds.iter().map(|(kind, n)| format!("{} {n}", spaced(kind))).collect();
        Row {
            name: self.organization(iri),
            kind: organization.map(kind_of).unwrap_or_default(),
            place: organization.and_then(|o| o.place.clone()).unwrap_or_default(),
            counterparts: 0,
            events: events.len(),
            kinds: kinds.join(", "),
            period: bounds(events)
                .map(|(a, b)| if a == b { day(a) } else { format!("{} – {}", day(a), day(b)) })
                .unwrap_or_default(),
        }
    }

    /// Whom an organisation dealt with, the most often met first.
    fn counterparts(&self, iri: &str, events: &[&'m Event]) -> Vec<Row> {
        let mut met: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
        for event in events.iter().filter(|e| e.modality == Modality::Occurred) {
            for party in event.parties().into_iter().filter(|party| *party != iri) {
                met.entry(party).or_default().push(event);
            }
        }
        let mut rows: Vec<Row> = met.iter().map(|(party, events)| self.row(party, events)).collect();
        rows.sort_by_key(|r| (std::cmp::Reverse(r.events), r.name.text.clone()));
        rows
    }

    fn told(&self, event: &Event) -> Told {
        Told {
            id: local(&event.iri),
            sentence: self.links(event),
            confidence: format!("{:.2}", event.confidence),
            status: event.standing.word(),
            evidence: event.reports.iter().map(|r| self.evidence(r)).collect(),
        }
    }

    fn links(&self, event: &Event) -> Vec<Link> {
        let pieces = sentence(event, &self.material.facts, self.material.lexicon);
        pieces.iter().map(|piece| Link::piece(piece, |iri| self.page_of(iri))).collect()
    }

    fn evidence(&self, report: &Report) -> Evidence {
        let document = self.material.facts.documents.get(&report.document);
        let passage = report.passage.as_ref();
        Evidence {
            quote: passage.map(|p| p.quote.clone()).unwrap_or_default(),
            anchor: passage.and_then(Passage::range).map(|(start, end)| anchor(start, end)),
            rule: report.rule.clone(),
            assumed: report.assumed.join("; "),
            confidence: format!("{:.2}", report.confidence),
            reviewed: report.standing.reviewed(),
            ..self.source_of(&report.document, document, passage)
        }
    }

    fn source_of(&self, iri: &str, document: Option<&Document>, passage: Option<&Passage>) -> Evidence {
        Evidence {
            citation: document.map_or_else(|| iri.to_owned(), |d| citation(d, passage)),
            url: document.and_then(link).map(str::to_owned),
            page: self.documents.get(iri).map(|stem| format!("documents/{stem}")),
            note: document.and_then(|d| d.note.clone()),
            ..Evidence::default()
        }
    }

    fn tie(&self, relationship: &Relationship) -> Tie {
        let verb = match relationship.kind.as_str() {
            "Supervision" => "supervises",
            "Partnership" => "is a partner of",
            "Membership" => "is part of",
            _ => "is affiliated with",
        };
        Tie {
            from: self.organization(&relationship.from),
            verb: verb.to_owned(),
            to: self.organization(&relationship.to),
            status: relationship.standing.word(),
            evidence: relationship.reports.iter().map(|r| self.evidence(r)).collect(),
        }
    }

    fn source(&self, document: &Document) -> Source {
        Source {
            name: self.document_link(document),
            date: document.issued.map(day).unwrap_or_default(),
            publisher: document.publisher.clone().unwrap_or_default(),
            coverage: (document.naming, document.telling),
        }
    }

    fn document_link(&self, document: &Document) -> Link {
        Link {
            text: document.title.clone().unwrap_or_else(|| document.id.clone()),
            page: self.documents.get(&document.iri).map(|stem| format!("documents/{stem}")),
        }
    }

    fn organization(&self, iri: &str) -> Link {
        Link { text: self.material.facts.label(iri).to_owned(), page: self.page_of(iri) }
    }

    fn page_of(&self, iri: &str) -> Option<String> {
        self.organizations.get(iri).map(|stem| format!("organizations/{stem}"))
    }

    fn country(&self, code: &str) -> String {
        let country = self.material.lexicon.countries.by_code(code);
        country.map_or_else(|| code.to_owned(), |c| format!("{} ({code})", c.name))
    }
}

fn total(number: usize, one: &str, several: &str) -> (usize, String) {
    (number, if number == 1 { one } else { several }.to_owned())
}

/// By date, then identifier.
fn by_date<'f, 'i>(facts: &'f Facts<'_>, iris: impl Iterator<Item = &'i String>) -> Vec<&'f Document> {
    let mut found: Vec<&Document> = iris.filter_map(|iri| facts.documents.get(iri)).collect();
    found.sort_by(|a, b| (a.issued, &a.id).cmp(&(b.issued, &b.id)));
    found
}

fn occurred(events: &[Event]) -> impl Iterator<Item = &Event> {
    events.iter().filter(|e| e.modality == Modality::Occurred)
}

fn kind_of(organization: &Organization) -> String {
    organization.types.iter().map(|t| spaced(t)).collect::<Vec<_>>().join(", ")
}

fn bounds(events: &[&Event]) -> Option<(Date, Date)> {
    let dates = || events.iter().filter_map(|e| e.date);
    dates().min().zip(dates().max())
}

/// Every month from the first to the last with its number of events, none left out where the months fit a
/// page; else those that have events.
fn months(events: &[&Event]) -> Vec<(String, usize, usize)> {
    let number = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for date in events.iter().filter_map(|e| e.date) {
        *counts.entry(number(date)).or_default() += 1;
    }
    if let (Some((&first, _)), Some((&last, _))) = (counts.first_key_value(), counts.last_key_value())
        && last - first < 120
    {
        for month in first..=last {
            counts.entry(month).or_default();
        }
    }
    let most = counts.values().copied().max().unwrap_or(0).max(1);
    let name = |number: i32| {
        let year = i16::try_from(number.div_euclid(12)).ok()?;
        let of_year = i8::try_from(number.rem_euclid(12) + 1).ok()?;
        Date::new(year, of_year, 1).ok().map(month)
    };
    counts.into_iter().filter_map(|(m, n)| Some((name(m)?, n, n * 100 / most))).collect()
}

fn coverage(documents: &[&Document]) -> (usize, usize, usize) {
    documents.iter().fold((0, 0, 0), |(all, naming, telling), d| {
        (all + d.sentences, naming + d.naming, telling + d.telling)
    })
}

/// `event/0123…`: the IRI below the base, which is how `guanxi explain` takes it.
fn local(iri: &str) -> String {
    let parts: Vec<&str> = iri.rsplit(['/', '#']).take(2).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}
