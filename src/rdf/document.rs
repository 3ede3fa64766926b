//! The graph of a document: what it says, replaceable whole.

use super::facts::ORGANIZATION;
use super::quads::Quads;
use super::vocab::{dcterms, gx, prov, rdf};
use super::{Base, Resolved};
use crate::record::Record;
use crate::resolve::{Contribution, Entry, Event, Redacted, Relationship, Report, Thing, hashed};
use crate::source::Document;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Quad};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// What made a graph: this guanxi with those files of ontology/.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its IRI.
    pub iri: NamedNode,
    version: String,
    ontology: String,
}

impl Run {
    /// The run of this program with an ontology of that digest.
    pub fn new(base: &Base, ontology: &str) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let iri = base.hashed("run", hashed(&[version, ontology]));
        Run { iri, version: version.to_owned(), ontology: ontology.to_owned() }
    }

    /// What the resolution graph says of it.
    pub fn quads(&self, base: &Base) -> Vec<Quad> {
        let mut out = Quads::new(base.resolution_graph());
        out.class(&self.iri, prov::ACTIVITY);
        out.text(&self.iri, gx::VERSION, &self.version);
        out.text(&self.iri, gx::ONTOLOGY_DIGEST, &self.ontology);
        out.into_vec()
    }
}

/// A document as it goes into the store.
#[derive(Debug)]
pub struct Described {
    /// Its IRI.
    pub iri: NamedNode,
    /// Digest of all that its graph is made of, inputs aside.
    pub digest: String,
    /// Its graph, without the inputs that it came from and without what it tells.
    pub quads: Vec<Quad>,
}

/// The document's IRI and what its graph holds, without what was hidden. A record from elsewhere comes without a
/// `document`.
pub fn describe(
    base: &Base,
    run: &Run,
    document: Option<&Document>,
    record: &Record,
    redacted: Option<&Redacted>,
) -> Described {
    let id = document.map_or(record.identity(), |d| d.id.as_str());
    let iri = base.document(id);
    let mut out = Quads::new(base.document_graph(iri.as_ref()));
    let (title, text) = (document.and_then(|d| d.title.as_deref()), document.map(|d| d.text.as_str()));
    let (url, published) = match document {
        Some(document) => (document.url.as_deref(), document.published),
        None => (record.url.as_deref(), record.published),
    };
    let source = document.map_or(&record.source, |d| &d.source);
    let json = serde_json::to_string(record).unwrap_or_default();
    let shown = redacted.map_or(text, |redacted| redacted.text.as_deref());
    let shown_title = redacted.map_or(title, |redacted| redacted.title.as_deref());
    out.class(&iri, gx::DOCUMENT);
    out.text(&iri, dcterms::IDENTIFIER, id);
    out.maybe(&iri, dcterms::TITLE, shown_title);
    out.date(&iri, dcterms::ISSUED, published);
    match url.map(|url| (url, NamedNode::new(url))) {
        Some((_, Ok(node))) => out.push(&iri, dcterms::SOURCE, node),
        Some((url, Err(_))) => out.text(&iri, dcterms::SOURCE, url),
        None => {}
    }
    out.maybe(&iri, dcterms::PUBLISHER, source.publisher.as_deref());
    out.maybe(&iri, gx::SPEAKER, source.speaker.as_deref());
    out.date(&iri, gx::RETRIEVED, source.retrieved);
    out.maybe(&iri, gx::NOTE, source.note.as_deref());
    out.maybe(&iri, gx::TEXT, shown);
    out.date(&iri, gx::AS_OF, record.as_of);
    out.maybe(&iri, gx::REGISTER, record.entries.first().map(|entry| entry.register.as_str()));
    let header = text.filter(|_| !record.entries.is_empty()).and_then(|text| text.lines().next());
    out.maybe(&iri, gx::HEADER, header);
    out.number(&iri, gx::SENTENCES, record.coverage.sentences as u64);
    out.number(&iri, gx::SENTENCES_NAMING_ORGANIZATION, record.coverage.with_organization as u64);
    out.number(&iri, gx::SENTENCES_WITH_EVENT, record.coverage.with_event as u64);
    out.push(&iri, prov::WAS_GENERATED_BY, run.iri.clone());
    let dates = format!("{published:?} {:?}", source.retrieved);
    let parts = [title, url, Some(&dates), source.publisher.as_deref(), source.speaker.as_deref()];
    let more = [source.note.as_deref(), text, Some(&json), Some(run.iri.as_str())];
    let digest = digest(std::iter::once(Some(id)).chain(parts).chain(more));
    let digest = content_digest(&digest, redacted.iter().flat_map(|redacted| redacted.keys.iter().copied()));
    let json = redacted.map_or(json, |redacted| serde_json::to_string(&redacted.record).unwrap_or_default());
    out.push(&iri, gx::RECORD, Literal::new_typed_literal(json, rdf::JSON));
    out.text(&iri, gx::CONTENT_DIGEST, &digest);
    for key in redacted.iter().flat_map(|redacted| &redacted.keys) {
        out.text(&iri, gx::HIDDEN, format!("{key:016x}"));
    }
    Described { digest, quads: out.into_vec(), iri }
}

fn reported(
    out: &mut Quads,
    base: &Base,
    document: &NamedNode,
    report: &Report,
    passages: &mut BTreeSet<(usize, usize)>,
) {
    let iri = report_iri(document.as_ref(), &report.name);
    out.class(&iri, gx::REPORT_TYPE);
    out.push(&iri, gx::REPORTS, thing(base, report.thing));
    if !report.rule.is_empty() {
        out.text(&iri, gx::RULE, &report.rule);
    }
    for words in &report.assumed {
        out.text(&iri, gx::ASSUMED, words);
    }
    out.decimal(&iri, gx::CONFIDENCE, report.confidence);
    out.maybe(&iri, gx::REVIEWED, report.standing.reviewed());
    out.push(&iri, gx::IN_DOCUMENT, document.clone());
    let Some(passage) = &report.passage else { return };
    let fragment = match passage.row {
        Some(row) => format!("row={row}"),
        None => format!("char={},{}", passage.start, passage.end),
    };
    let words = super::base::fragment(document.as_ref(), &fragment);
    out.push(&iri, gx::PASSAGE, words.clone());
    if passages.insert((passage.start, passage.end)) {
        out.class(&words, gx::PASSAGE_TYPE);
        out.text(&words, gx::QUOTE, &passage.text);
        if let Some(row) = passage.row {
            out.number(&words, gx::ROW, u64::from(row));
        }
        if let Some((number, date)) = report.post {
            out.number(&words, gx::POST, u64::from(number));
            out.date(&words, gx::POST_DATE, date);
        }
        out.push(&words, gx::IN_DOCUMENT, document.clone());
    }
}

/// The digest of a document of which these decisions have something hidden: that of the whole document, and their keys.
pub fn content_digest(whole: &str, hidden: impl Iterator<Item = u64>) -> String {
    let whole = whole.split('+').next().unwrap_or_default();
    std::iter::once(whole.to_owned())
        .chain(hidden.map(|key| format!("{key:016x}")))
        .collect::<Vec<_>>()
        .join("+")
}

/// What a document tells: in its graph the mentions, reports and passages; in that of what is the case, that each
/// organisation and thing is told of there, which keeps it in the store.
pub fn told(base: &Base, document: &NamedNode, contribution: &Contribution) -> Vec<Quad> {
    let mut out = Quads::new(base.document_graph(document.as_ref()));
    for mention in &contribution.mentions {
        let iri = super::base::fragment(document.as_ref(), &mention.name);
        out.class(&iri, gx::MENTION_TYPE);
        out.text(&iri, gx::NAME, &mention.words);
        out.push(&iri, gx::REFERS_TO, base.hashed(ORGANIZATION, mention.organization));
        out.push(&iri, gx::IN_DOCUMENT, document.clone());
    }
    let mut passages = BTreeSet::new();
    for report in &contribution.reports {
        reported(&mut out, base, document, report, &mut passages);
    }
    let mut quads = out.into_vec();
    let mut out = Quads::new(base.resolution_graph());
    for id in &contribution.organizations {
        out.push(&base.hashed(ORGANIZATION, *id), gx::MENTIONED_IN, document.clone());
    }
    for report in &contribution.reports {
        out.push(&thing(base, report.thing), gx::REPORT, report_iri(document.as_ref(), &report.name));
    }
    quads.extend(out.into_vec());
    quads
}

/// The IRI of a report of a document.
pub fn report_iri(document: NamedNodeRef<'_>, name: &str) -> NamedNode {
    super::base::fragment(document, name)
}

/// The IRI of a thing that reports tell of.
fn thing(base: &Base, thing: Thing) -> NamedNode {
    match thing {
        Thing::Event(id) => base.hashed(Event::PATH, id),
        Thing::Relationship(id) => base.hashed(Relationship::PATH, id),
        Thing::Entry(id) => base.hashed(Entry::PATH, id),
    }
}

/// SHA-256 of the parts, each with its length, in hexadecimal.
fn digest<'a>(parts: impl Iterator<Item = Option<&'a str>>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.map_or(u64::MAX, |p| p.len() as u64).to_le_bytes());
        hash.update(part.unwrap_or_default().as_bytes());
    }
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}
