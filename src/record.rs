//! The extraction record: what one document says, as JSON. The contract between extraction, by
//! guanxi or by any other program, and everything after it.
//!
//! Offsets count Unicode code points of the document's text, half-open. Field order is output order.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What one document says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The file's stem, for people; not an identifier.
    pub doc: String,
    /// What identifies the document, where that is not `doc`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Where it was published on the web.
    #[serde(default)]
    pub url: Option<String>,
    /// Its publication date.
    #[serde(default)]
    pub published: Option<Date>,
    /// The date of each post, in order; posts are numbered from 1. A post nobody dated is `null`.
    #[serde(default)]
    pub posts: Vec<Option<Date>>,
    /// Who published it, whose words it reports, when it was retrieved.
    #[serde(default)]
    pub source: Source,
    /// Organisations, one a row however often mentioned.
    #[serde(default)]
    pub entities: Vec<Entity>,
    /// Happenings, one a row for each post.
    #[serde(default)]
    pub events: Vec<Event>,
    /// Standing relations between organisations.
    #[serde(default)]
    pub relations: Vec<Relation>,
    /// Rows of a register's table.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
    /// The day whose state the table shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// Evidence of roles, of `unit_of` and of doubtful types.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// How much of the text gave events.
    #[serde(default)]
    pub coverage: Coverage,
    /// What could not be read, or was assumed.
    #[serde(default)]
    pub warnings: Vec<Warning>,
}

/// Where a document comes from; every citation names it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Who published the document.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Whose words it summarises ("Ministry of Public Security WeChat Posts").
    #[serde(default)]
    pub speaker: Option<String>,
    /// The day on which it was retrieved.
    #[serde(default)]
    pub retrieved: Option<Date>,
    /// What every output made of it must repeat ("Fictional: …").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// An organisation as one document knows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Local identifier: `E1`, `E2`, ….
    pub id: String,
    /// One of the eight types.
    #[serde(rename = "type")]
    pub kind: String,
    /// The fullest form in the document.
    pub name: String,
    /// Other forms that name it or refer to it, descriptions ("the office") included.
    #[serde(default)]
    pub also: Vec<String>,
    /// English name of its place.
    #[serde(default)]
    pub place: Option<String>,
    /// GB/T 2260 code of that place, where the gazetteer has it.
    #[serde(default)]
    pub place_code: Option<String>,
    /// ISO 3166-1 alpha-2 code of its home.
    #[serde(default)]
    pub origin: Option<String>,
    /// The organisation of which it is an office.
    #[serde(default)]
    pub unit_of: Option<String>,
    /// `SupervisoryUnit`, `PartnerUnit`.
    #[serde(default)]
    pub roles: Vec<String>,
    /// What says of what type it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// What was assumed of it, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<String>,
    /// Between 0 and 1.
    #[serde(default = "certain")]
    pub confidence: f64,
    /// Where the text speaks of it.
    #[serde(default)]
    pub mentions: Vec<Passage>,
}

/// Something that happened, or is planned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Local identifier: `V1`, `V2`, ….
    pub id: String,
    /// The post that tells of it, from 1.
    pub post: u32,
    /// One of the thirteen kinds.
    pub kind: String,
    /// Its day, or the day by which it had happened or was announced.
    #[serde(default)]
    pub date: Option<Date>,
    /// What `date` is.
    #[serde(default)]
    pub precision: Precision,
    /// Whether it happened.
    #[serde(default)]
    pub modality: Modality,
    /// Who does it (entity ids).
    #[serde(default)]
    pub agent: Vec<String>,
    /// To whom it is done.
    #[serde(default)]
    pub target: Vec<String>,
    /// Representative offices through which an NGO took part.
    #[serde(default)]
    pub via: Vec<String>,
    /// Counted or bare parties, in the text's words.
    #[serde(default)]
    pub unnamed: Vec<String>,
    /// Where it happened.
    #[serde(default)]
    pub place: Option<String>,
    /// GB/T 2260 code of that place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_code: Option<String>,
    /// The rule that read it.
    #[serde(default)]
    pub rule: String,
    /// What had to be assumed besides, in words ("party by pronoun").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<String>,
    /// Between 0 and 1.
    #[serde(default = "certain")]
    pub confidence: f64,
    /// The words that say so.
    pub evidence: Passage,
}

/// A standing relation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// `supervises`, `partner_of`, `part_of`, `affiliated_with`.
    pub kind: String,
    /// Entity id.
    pub from: String,
    /// Entity id.
    pub to: String,
    /// The rule that read it.
    #[serde(default)]
    pub rule: String,
    /// Between 0 and 1.
    #[serde(default = "certain")]
    pub confidence: f64,
    /// The words that say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Passage>,
}

/// A row of a register's table: an office, a temporary activity, a line of a catalogue.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Local identifier: `T2` for the second row.
    pub id: String,
    /// Name of the register: `offices`, `activities`.
    pub register: String,
    /// What the row is: `office`, `activity`, `catalogue`.
    pub holds: String,
    /// The foreign NGO (entity id).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// Its representative office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// The NGO's professional supervisory units; of a catalogue, those that may be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supervisors: Vec<String>,
    /// Chinese partner units.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<String>,
    /// Units that supervise the partners.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partner_supervisors: Vec<String>,
    /// What the table calls the partners: "Hospital or Medical Center".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partner_types: Vec<String>,
    /// Codes of the places of registration, or of the activity; `CN` for all of the mainland.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// Codes of the places where the office may work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<String>,
    /// Fields of work, by code where known, else in the table's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// What the activity or the project is called, in each language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// Day of registration, or the first of the activity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
    /// The row.
    pub evidence: Passage,
}

/// A statement about one organisation, with its words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Entity id.
    pub entity: String,
    /// "role PartnerUnit", "unit_of E3", "type ForeignNGO".
    pub says: String,
    /// The rule that read it.
    #[serde(default)]
    pub rule: String,
    /// Between 0 and 1.
    #[serde(default = "certain")]
    pub confidence: f64,
    /// The words that say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Passage>,
}

/// Words of the text, with their place in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// First code point.
    pub start: usize,
    /// Past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// The row of a table that they are, from 1, the header being the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
}

/// A stretch of the text without its words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// First code point.
    pub start: usize,
    /// Past the last code point.
    pub end: usize,
}

/// How much of a text gave events: absence of an event is no evidence where this is low.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Sentences in all.
    pub sentences: usize,
    /// Those that name an organisation or refer to one.
    pub with_organization: usize,
    /// Those that gave an event.
    pub with_event: usize,
    /// Those that name an organisation and gave none.
    pub silent: Vec<Stretch>,
}

/// Something in the text that was not read, or was read with an assumption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Stable name of the kind of warning.
    pub code: String,
    /// First code point.
    pub start: usize,
    /// Past the last code point.
    pub end: usize,
    /// What it means and what to do.
    pub message: String,
}

/// What a date is: the day itself, or the day by which.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// The day of the event.
    Day,
    /// It happened, or was announced, on or before that day.
    #[default]
    By,
}

/// Whether a thing happened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// It happened.
    #[default]
    Occurred,
    /// It is announced, hoped for or to come.
    Planned,
}

fn certain() -> f64 {
    1.0
}

impl Record {
    /// What identifies the document: its given id, else its URL, else its name.
    pub fn identity(&self) -> &str {
        self.id.as_deref().or(self.url.as_deref()).unwrap_or(&self.doc)
    }
}
