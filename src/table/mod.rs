//! Tables of registers to records: who may work where, under whom, with which partner.
//!
//! What a table is, is told by its header against `ontology/tables/*.toml`. Each row becomes an [`Entry`], with the
//! organisations that it names, the event that it tells of (a registration; of a temporary activity a cooperation)
//! and the standing relations. The row is the evidence of all of them. Pure, like extraction: no file, no clock.

mod bodies;
mod header;
mod naming;
mod places;
mod rows;

use crate::lexicon::Lexicon;
use crate::record::{Entry, Record};
use crate::source::{Document, Origin, Post, Sheet};

/// A table as a document, what it says, and what of it could not be read.
#[derive(Debug)]
pub struct Reading {
    /// The table.
    pub document: Document,
    /// What it says.
    pub record: Record,
    /// What could not be read, by row.
    pub problems: Vec<Problem>,
}

/// Something about a row that could not be read, or that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// From 1, the header being the first.
    pub row: u32,
    /// The heading of the column.
    pub column: Option<String>,
    /// What is wrong and what was done.
    pub message: String,
    /// Whether the row was left out for it.
    pub lost: bool,
}

impl Problem {
    /// With the file: `offices.csv:17: Date of Registration: …`.
    pub fn told(&self, origin: &Origin) -> String {
        let column = self.column.as_ref().map(|column| format!("{column}: ")).unwrap_or_default();
        format!("{}:{}: {column}{}", origin.file.display(), self.row, self.message)
    }
}

/// A table that cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// Nothing in it.
    #[error("{origin}: the table is empty")]
    NoHeader {
        /// Where.
        origin: Origin,
    },
    /// A header that is like a known one, but lacks columns.
    #[error(
        "{origin}:{row}: the header is most like that of {nearest}, but has no column {lacking}; rename the columns, or \
         add a file with their headings to a folder `tables` and name the folder above it with --ontology"
    )]
    UnknownHeader {
        /// Where.
        origin: Origin,
        /// From 1.
        row: u32,
        /// The mapping most like it.
        nearest: String,
        /// The columns that it lacks.
        lacking: String,
    },
    /// A header like no known one.
    #[error(
        "{origin}:{row}: no column of this header is known (known are {known}); to read another table, write a file as \
         ontology/tables/offices.toml into a folder `tables` and name the folder above it with --ontology"
    )]
    NoMapping {
        /// Where.
        origin: Origin,
        /// From 1.
        row: u32,
        /// What is known.
        known: String,
    },
    /// Two columns of one meaning.
    #[error(
        "{origin}:{row}: columns {first} and {second} are both {heading:?}; remove or rename one of them"
    )]
    TwoColumns {
        /// Where.
        origin: Origin,
        /// From 1.
        row: u32,
        /// The second one's heading.
        heading: String,
        /// From 1.
        first: usize,
        /// From 1.
        second: usize,
    },
}

/// Reads a table. Cost: by its length.
///
/// ```
/// use guanxi::{lexicon::Lexicon, source::Sheet, table};
/// let sheet = Sheet::from_text("offices", "Organization Name,Registration Location,Date of Registration\n\
///                                          Elm Trust,Hubei,2019-03-31\n");
/// let reading = table::read(&Lexicon::load(None)?, sheet)?;
/// assert_eq!(reading.record.entries[0].places, ["420000"]);
/// assert_eq!(reading.record.events[0].kind, "Registration");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// A header that no mapping fits.
pub fn read(lexicon: &Lexicon, sheet: Sheet) -> Result<Reading, TableError> {
    let columns = header::columns(&lexicon.tables, &sheet)?;
    let (record, problems) = rows::read(lexicon, &sheet, &columns);
    let post = Post { number: 1, date: sheet.as_of, heading: None, paragraphs: Vec::new() };
    let document = Document {
        id: sheet.id,
        name: sheet.name,
        url: sheet.url,
        title: sheet.title,
        published: sheet.published,
        source: sheet.source,
        text: sheet.text,
        posts: vec![post],
        warnings: sheet.warnings,
        origin: sheet.origin,
        ..Document::default()
    };
    Ok(Reading { document, record, problems })
}
