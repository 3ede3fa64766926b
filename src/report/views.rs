//! What the templates see.

use super::passages::Segment;
use super::sentence::Piece;
use serde::Serialize;

/// What every page says of itself.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Page<T> {
    /// Its title.
    pub title: String,
    /// The way to the report's folder: "" or "../".
    pub root: &'static str,
    /// What the documents behind it say of themselves ("Fictional: …").
    pub notes: Vec<String>,
    /// Whether some of them say it and others do not.
    pub mixed: bool,
    /// Whether it tells only of what a person confirmed or corrected.
    pub reviewed: bool,
    /// The day of its newest source, in words.
    pub dated: Option<String>,
    /// What it tells.
    pub body: T,
}

/// A name with the way to its page, from the report's folder, without extension.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Link {
    /// The name.
    pub text: String,
    /// The page.
    pub page: Option<String>,
}

/// An event as it is told.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    /// `event/0123456789abcdef`, for `guanxi explain`.
    pub id: String,
    /// The sentence, with links.
    pub sentence: Vec<Link>,
    /// Between 0 and 1, with two decimals.
    pub confidence: String,
    /// "machine-read", "corrected" or "confirmed".
    pub status: &'static str,
    /// Who says so.
    pub evidence: Vec<Evidence>,
}

/// Words with their source.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Evidence {
    /// The words.
    pub quote: String,
    /// The citation.
    pub citation: String,
    /// The source's address.
    pub url: Option<String>,
    /// The page of the document, without extension.
    pub page: Option<String>,
    /// The words' place in that page.
    pub anchor: Option<String>,
    /// What the document says of itself.
    pub note: Option<String>,
    /// The rule that read it; none where nothing was read.
    pub rule: String,
    /// What it took for granted, in words.
    pub assumed: String,
    /// The rule's confidence.
    pub confidence: String,
    /// Whether a person confirmed or corrected what is read in these words, in that word.
    pub reviewed: Option<&'static str>,
}

/// A relationship as it is told.
#[derive(Debug, Clone, Serialize)]
pub struct Tie {
    /// One party.
    pub from: Link,
    /// "supervises".
    pub verb: String,
    /// The other.
    pub to: Link,
    /// "machine-read", "corrected" or "confirmed".
    pub status: &'static str,
    /// Who says so.
    pub evidence: Vec<Evidence>,
}

/// The overview.
#[derive(Debug, Clone, Serialize)]
pub struct Overview {
    /// Whether it is about all that the store holds.
    pub whole: bool,
    /// "1 document", "3 events that occurred", ….
    pub totals: Vec<(usize, String)>,
    /// How many events and relationships were confirmed and corrected by a person, and how many nobody looked at.
    pub standings: (usize, usize, usize),
    /// First and last day.
    pub period: Option<(String, String)>,
    /// Kinds: name, occurred, planned.
    pub kinds: Vec<(String, usize, usize)>,
    /// Months: name, events, share of the fullest month in percent.
    pub months: Vec<(String, usize, usize)>,
    /// Organisations, the most connected first; of many, the first.
    pub organizations: Vec<Row>,
    /// All organisations by name, where the table does not show all.
    pub all_organizations: Vec<Link>,
    /// Relationships.
    pub ties: Vec<Tie>,
    /// Documents.
    pub documents: Vec<Source>,
    /// Sentences in all, that name an organisation, that gave an event.
    pub coverage: (usize, usize, usize),
}

/// A line of the table of organisations or counterparts.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Who.
    pub name: Link,
    /// "PSB office".
    pub kind: String,
    /// Where.
    pub place: String,
    /// Others that it dealt with.
    pub counterparts: usize,
    /// Events that occurred.
    pub events: usize,
    /// "meeting 1, visit 2".
    pub kinds: String,
    /// First and last day.
    pub period: String,
}

/// A line of the table of documents.
#[derive(Debug, Clone, Serialize)]
pub struct Source {
    /// Its title and page.
    pub name: Link,
    /// Its date.
    pub date: String,
    /// Who published it.
    pub publisher: String,
    /// Sentences that name an organisation, and of these that gave an event.
    pub coverage: (usize, usize),
}

/// A dossier.
#[derive(Debug, Clone, Serialize)]
pub struct Dossier {
    /// `org/0123456789abcdef`.
    pub id: String,
    /// Other names.
    pub other_names: Vec<String>,
    /// "PSB office".
    pub kind: String,
    /// "supervisory unit".
    pub roles: Vec<String>,
    /// Where.
    pub place: Option<String>,
    /// Its home.
    pub origin: Option<String>,
    /// Bodies of which it is an office.
    pub unit_of: Vec<Link>,
    /// Its offices.
    pub units: Vec<Link>,
    /// Others that it dealt with.
    pub counterparts: Vec<Row>,
    /// Relationships.
    pub ties: Vec<Tie>,
    /// What occurred, by date.
    pub occurred: Vec<Told>,
    /// What is planned, by date.
    pub planned: Vec<Told>,
    /// Sentences that name it and gave no event; of many, the first.
    pub silent: Vec<Evidence>,
    /// How many more there are.
    pub more_silent: usize,
    /// Documents that name it and tell nothing of it.
    pub untold: Vec<Link>,
}

/// A document's page.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentPage {
    /// Its citation.
    pub citation: String,
    /// Its address.
    pub url: Option<String>,
    /// Its identifier.
    pub id: String,
    /// How many sentences name an organisation and gave no event.
    pub silent: usize,
    /// Its text, cut at passages and such sentences.
    pub segments: Vec<Segment>,
    /// Its text, a line each.
    pub paragraphs: Vec<String>,
    /// Sentences in all, that name an organisation, that gave an event.
    pub coverage: (usize, usize, usize),
    /// What was read in it: the sentence, its anchor, and "machine-read", "corrected" or "confirmed".
    pub read: Vec<(Vec<Link>, Option<String>, &'static str)>,
}

impl Link {
    /// A link, or plain words where `page` knows none.
    pub fn piece(piece: &Piece, page: impl Fn(&str) -> Option<String>) -> Self {
        Link { text: piece.text.clone(), page: piece.organization.as_deref().and_then(page) }
    }
}

impl Tie {
    /// "A supervises B."
    pub fn sentence(self) -> Vec<Link> {
        let words = |text: String| Link { text, page: None };
        vec![self.from, words(format!(" {} ", self.verb)), self.to, words(".".to_owned())]
    }
}
