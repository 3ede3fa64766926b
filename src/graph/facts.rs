//! Organisations, events, relationships and documents as plain values, read from the store.

use super::thing::{Thing, subjects};
use crate::filter::EventRow;
use crate::rdf::vocab::{dcterms, gx, org, rdf, skos};
use crate::record::{Modality, Precision};
use crate::resolve::Standing;
use crate::source::Sheet;
use crate::store::{Pattern, Store, StoreError};
use jiff::civil::Date;
use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use std::collections::BTreeMap;

/// An organisation across all documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Organization {
    /// Its IRI.
    pub iri: String,
    /// The name that it is shown by.
    pub label: String,
    /// Its other names, sorted.
    pub other_names: Vec<String>,
    /// Keys of all its names.
    pub keys: Vec<String>,
    /// Its types by local name (`PSBOffice`), sorted; usually one.
    pub types: Vec<String>,
    /// `SupervisoryUnit`, `PartnerUnit`.
    pub roles: Vec<String>,
    /// English name of its place.
    pub place: Option<String>,
    /// ISO 3166-1 alpha-2 code of its home.
    pub origin: Option<String>,
    /// IRIs of the bodies of which it is an office.
    pub unit_of: Vec<String>,
    /// IRIs of the documents that name it, sorted.
    pub mentioned_in: Vec<String>,
}

/// A document without its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Its IRI.
    pub iri: String,
    /// What identifies it.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Its publication date.
    pub issued: Option<Date>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Whose words it summarises.
    pub speaker: Option<String>,
    /// The day on which it was retrieved.
    pub retrieved: Option<Date>,
    /// What every output made of it repeats.
    pub note: Option<String>,
    /// Sentences in all.
    pub sentences: usize,
    /// Sentences that name an organisation.
    pub naming: usize,
    /// Sentences that gave an event.
    pub telling: usize,
}

/// One document's statement of an event or a relationship.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Its IRI.
    pub iri: String,
    /// IRI of the document.
    pub document: String,
    /// The rule that read it.
    pub rule: String,
    /// What it took for granted, in words, sorted.
    pub assumed: Vec<String>,
    /// Between 0 and 1.
    pub confidence: f64,
    /// How far a person vouches for it.
    pub standing: Standing,
    /// The words.
    pub passage: Option<Passage>,
}

/// Words of a document, with their place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// First code point.
    pub start: usize,
    /// Past the last code point.
    pub end: usize,
    /// The row of a table that it is, from 1; then there are no code points.
    pub row: Option<u32>,
    /// The words; of a row each cell with the heading of its column.
    pub quote: String,
    /// The post that they stand in.
    pub post: Option<u32>,
    /// The post's date.
    pub post_date: Option<Date>,
}

impl Passage {
    /// Its code points; none of a row of a table.
    pub fn range(&self) -> Option<(usize, usize)> {
        self.row.is_none().then_some((self.start, self.end))
    }
}

/// An event across all documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its IRI.
    pub iri: String,
    /// Local name of its kind (`Visit`).
    pub kind: String,
    /// Its day, or the day by which.
    pub date: Option<Date>,
    /// What the date is.
    pub precision: Precision,
    /// Whether it happened.
    pub modality: Modality,
    /// IRIs of those who do it, sorted.
    pub agents: Vec<String>,
    /// IRIs of those to whom it is done, sorted.
    pub targets: Vec<String>,
    /// IRIs of the representative offices through which an NGO took part.
    pub via: Vec<String>,
    /// Counted or bare parties, in the text's words.
    pub unnamed: Vec<String>,
    /// Where it happened.
    pub place: Option<String>,
    /// Whether the gazetteer has that place; else it is the text's words.
    pub place_known: bool,
    /// The highest of its reports'.
    pub confidence: f64,
    /// The best of its reports'.
    pub standing: Standing,
    /// Who says so, by document and place in it.
    pub reports: Vec<Report>,
}

impl Event {
    /// IRIs of all named parties, sorted, each once.
    pub fn parties(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.agents.iter().chain(&self.targets).map(String::as_str).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// A standing relation between two organisations.
#[derive(Debug, Clone, PartialEq)]
pub struct Relationship {
    /// Its IRI.
    pub iri: String,
    /// `Supervision`, `Partnership`, `Membership`, `Affiliation`.
    pub kind: String,
    /// IRI of the supervisor, partner, member.
    pub from: String,
    /// IRI of the other.
    pub to: String,
    /// The best of its reports'.
    pub standing: Standing,
    /// Who says so.
    pub reports: Vec<Report>,
}

/// All organisations and documents of a store; events and texts are read as they are asked for.
pub struct Facts<'s> {
    store: &'s dyn Store,
    /// By IRI.
    pub organizations: BTreeMap<String, Organization>,
    /// By IRI.
    pub documents: BTreeMap<String, Document>,
}

impl<'s> Facts<'s> {
    /// Reads organisations and documents. Cost: one look-up for each.
    ///
    /// # Errors
    /// What the store meets.
    pub fn read(store: &'s dyn Store) -> Result<Self, StoreError> {
        let mut organizations = BTreeMap::new();
        for iri in subjects(store, rdf::TYPE, gx::ORGANIZATION.into())? {
            organizations.insert(iri.clone(), read_organization(store, &iri)?);
        }
        let mut documents = BTreeMap::new();
        for iri in subjects(store, rdf::TYPE, gx::DOCUMENT.into())? {
            documents.insert(iri.clone(), read_document(store, &iri)?);
        }
        Ok(Facts { store, organizations, documents })
    }

    /// The name of an organisation; its IRI where it is not known.
    pub fn label<'a>(&'a self, iri: &'a str) -> &'a str {
        self.organizations.get(iri).map_or(iri, |o| &o.label)
    }

    /// Where they were read from.
    pub fn store(&self) -> &'s dyn Store {
        self.store
    }

    /// An event with who says so. Cost: two look-ups a report.
    ///
    /// # Errors
    /// What the store meets.
    pub fn with_evidence(&self, row: EventRow) -> Result<Event, StoreError> {
        let iris = |nodes: Vec<NamedNode>| nodes.into_iter().map(NamedNode::into_string).collect();
        Ok(Event {
            iri: row.iri.into_string(),
            kind: row.kind,
            date: row.date,
            precision: row.precision,
            modality: row.modality,
            agents: iris(row.agents),
            targets: iris(row.targets),
            via: iris(row.via),
            unnamed: row.unnamed,
            place: row.place_name,
            place_known: row.place.is_some(),
            confidence: row.confidence,
            standing: row.standing,
            reports: self.reports(row.reports.iter().map(NamedNode::as_str))?,
        })
    }

    /// All relationships, by the names of their parties.
    ///
    /// # Errors
    /// What the store meets.
    pub fn relationships(&self) -> Result<Vec<Relationship>, StoreError> {
        let mut found = Vec::new();
        for iri in subjects(self.store, rdf::TYPE, gx::RELATIONSHIP.into())? {
            let thing = Thing::read(self.store, &iri)?;
            let (Some(from), Some(to)) = (thing.iri(gx::FROM), thing.iri(gx::TO)) else { continue };
            let kind = local_types(&thing).into_iter().find(|t| t != "Relationship");
            let reports = self.reports(thing.iris(gx::REPORT).iter().map(String::as_str))?;
            let (kind, standing) = (kind.unwrap_or_default(), standing(&thing));
            found.push(Relationship { kind, iri, from, to, standing, reports });
        }
        found.sort_by(|a, b| {
            let key = |r: &Relationship| {
                (self.label(&r.from).to_owned(), r.kind.clone(), self.label(&r.to).to_owned(), r.iri.clone())
            };
            key(a).cmp(&key(b))
        });
        Ok(found)
    }

    /// The text of a document.
    ///
    /// # Errors
    /// What the store meets.
    pub fn text(&self, document: &str) -> Result<Option<String>, StoreError> {
        Ok(Thing::read(self.store, document)?.text(gx::TEXT))
    }

    /// The record of a document, as JSON.
    ///
    /// # Errors
    /// What the store meets.
    pub fn record(&self, document: &str) -> Result<Option<String>, StoreError> {
        Ok(Thing::read(self.store, document)?.text(gx::RECORD))
    }

    /// IRIs of all organisations, events and relationships, sorted.
    ///
    /// # Errors
    /// What the store meets.
    pub fn iris(&self) -> Result<Vec<String>, StoreError> {
        let mut iris: Vec<String> = self.organizations.keys().cloned().collect();
        for class in [gx::EVENT, gx::RELATIONSHIP] {
            iris.extend(subjects(self.store, rdf::TYPE, class.into())?);
        }
        iris.sort_unstable();
        Ok(iris)
    }

    /// The notes ("Fictional: …") of some documents, each once, sorted.
    pub fn notes<'a>(&self, documents: impl IntoIterator<Item = &'a str>) -> Vec<String> {
        let mut notes: Vec<String> = documents
            .into_iter()
            .filter_map(|iri| self.documents.get(iri).and_then(|d| d.note.clone()))
            .collect();
        notes.sort_unstable();
        notes.dedup();
        notes
    }

    fn reports<'i>(&self, iris: impl Iterator<Item = &'i str>) -> Result<Vec<Report>, StoreError> {
        let mut reports = iris.map(|iri| self.report(iri)).collect::<Result<Vec<_>, _>>()?;
        reports.sort_by(|a, b| self.report_order(a).cmp(&self.report_order(b)));
        Ok(reports)
    }

    fn report(&self, iri: &str) -> Result<Report, StoreError> {
        let thing = Thing::read(self.store, iri)?;
        let passage = match thing.iri(gx::PASSAGE) {
            Some(iri) => read_passage(self.store, &iri)?,
            None => None,
        };
        Ok(Report {
            iri: iri.to_owned(),
            document: thing.iri(gx::IN_DOCUMENT).unwrap_or_default(),
            rule: thing.text(gx::RULE).unwrap_or_default(),
            assumed: thing.texts(gx::ASSUMED),
            confidence: thing.parsed(gx::CONFIDENCE).unwrap_or(1.0),
            standing: standing(&thing),
            passage,
        })
    }

    fn report_order<'a>(&'a self, report: &'a Report) -> (Option<Date>, &'a str, usize, &'a str) {
        let issued = self.documents.get(&report.document).and_then(|d| d.issued);
        (
            issued,
            &report.document,
            report.passage.as_ref().map_or(0, |p| p.row.map_or(p.start, |row| row as usize)),
            &report.iri,
        )
    }
}

fn standing(thing: &Thing) -> Standing {
    thing.text(gx::REVIEWED).as_deref().map(Standing::of_reviewed).unwrap_or_default()
}

fn local_types(thing: &Thing) -> Vec<String> {
    thing
        .iris(rdf::TYPE)
        .iter()
        .filter_map(|iri| iri.strip_prefix(gx::NAMESPACE))
        .map(str::to_owned)
        .collect()
}

fn read_organization(store: &dyn Store, iri: &str) -> Result<Organization, StoreError> {
    let thing = Thing::read(store, iri)?;
    let (roles, types): (Vec<String>, Vec<String>) = local_types(&thing)
        .into_iter()
        .filter(|t| t != "Organization" && t != "Unit")
        .partition(|t| t == "SupervisoryUnit" || t == "PartnerUnit");
    Ok(Organization {
        iri: iri.to_owned(),
        label: thing.text(skos::PREF_LABEL).unwrap_or_else(|| iri.to_owned()),
        other_names: thing.texts(skos::ALT_LABEL),
        keys: thing.texts(gx::NAME_KEY),
        types,
        roles,
        place: thing.text(gx::PLACE_NAME),
        origin: thing.text(gx::ORIGIN),
        unit_of: thing.iris(org::UNIT_OF),
        mentioned_in: thing.iris(gx::MENTIONED_IN),
    })
}

fn read_document(store: &dyn Store, iri: &str) -> Result<Document, StoreError> {
    let thing = Thing::read(store, iri)?;
    Ok(Document {
        iri: iri.to_owned(),
        id: thing.text(dcterms::IDENTIFIER).unwrap_or_else(|| iri.to_owned()),
        title: thing.text(dcterms::TITLE),
        issued: thing.date(dcterms::ISSUED),
        url: thing.iri(dcterms::SOURCE),
        publisher: thing.text(dcterms::PUBLISHER),
        speaker: thing.text(gx::SPEAKER),
        retrieved: thing.date(gx::RETRIEVED),
        note: thing.text(gx::NOTE),
        sentences: thing.parsed(gx::SENTENCES).unwrap_or(0),
        naming: thing.parsed(gx::SENTENCES_NAMING_ORGANIZATION).unwrap_or(0),
        telling: thing.parsed(gx::SENTENCES_WITH_EVENT).unwrap_or(0),
    })
}

fn read_passage(store: &dyn Store, iri: &str) -> Result<Option<Passage>, StoreError> {
    let row = iri.rsplit_once("#row=").and_then(|(document, row)| Some((document, row.parse().ok()?)));
    let Some((start, end)) = range_of(iri).or(row.map(|_| (0, 0))) else { return Ok(None) };
    let thing = Thing::read(store, iri)?;
    let quote = thing.text(gx::QUOTE).unwrap_or_default();
    let quote = match row {
        Some((document, _)) => with_headings(store, document, quote)?,
        None => quote,
    };
    Ok(Some(Passage {
        start,
        end,
        row: row.map(|(_, row)| row),
        quote,
        post: thing.parsed(gx::POST),
        post_date: thing.date(gx::POST_DATE),
    }))
}

/// A row of a table with the heading of each cell: "Name: Elm Trust · Place: Hubei". Empty cells are left out.
fn with_headings(store: &dyn Store, document: &str, row: String) -> Result<String, StoreError> {
    let subject = NamedNodeRef::new_unchecked(document);
    let pattern =
        Pattern { subject: Some(subject.into()), predicate: Some(gx::HEADER), ..Pattern::default() };
    let Some(Term::Literal(header)) = store.quads(pattern)?.next().transpose()?.map(|quad| quad.object)
    else {
        return Ok(row);
    };
    let sheet = Sheet::from_text("row", &format!("{}\n{row}", header.value()));
    let [headings, cells] = sheet.rows.as_slice() else { return Ok(row) };
    let pairs = headings.cells.iter().zip(&cells.cells).filter(|(_, cell)| !cell.words.is_empty());
    Ok(pairs
        .map(|(heading, cell)| format!("{}: {}", heading.words, cell.words))
        .collect::<Vec<_>>()
        .join(" · "))
}

/// The code points of an RFC 5147 fragment: `…#char=10,120`.
fn range_of(iri: &str) -> Option<(usize, usize)> {
    let (_, range) = iri.rsplit_once("#char=")?;
    let (start, end) = range.split_once(',')?;
    Some((start.parse().ok()?, end.parse().ok()?))
}
