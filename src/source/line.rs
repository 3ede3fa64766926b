//! Files that hold a document, or a record, a line.

use super::document::{Document, Given, Notice, Origin};
use super::{Item, SourceError, check, date, decode, page, shape};
use crate::record::{Record, Source};
use crate::text::Span;
use serde::Deserialize;
use std::io::BufRead;

/// What the lines are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// Documents.
    Documents,
    /// Records.
    Records,
    /// Each line tells: a record has `entities` or `events`.
    Either,
}

/// A file read line by line.
pub(super) struct LineReader {
    input: Box<dyn BufRead + Send>,
    lines: Lines,
    origin: Origin,
    given: Given,
    stem: String,
    number: u64,
    found: bool,
    waiting: Option<Vec<u8>>,
}

/// A document of a `.jsonl` file.
#[derive(Debug, Deserialize)]
struct Fields {
    id: Option<String>,
    url: Option<String>,
    title: Option<String>,
    published: Option<String>,
    text: Option<String>,
    html: Option<String>,
    publisher: Option<String>,
    speaker: Option<String>,
    retrieved: Option<String>,
    note: Option<String>,
}

/// The text that a record may come with, to check its words against.
#[derive(Debug, Deserialize)]
struct Words {
    text: Option<String>,
}

impl LineReader {
    /// A reader of `input`; `given` holds for all its documents, `stem` begins the id of those without one.
    pub fn new(
        input: Box<dyn BufRead + Send>,
        lines: Lines,
        origin: Origin,
        given: Given,
        stem: String,
    ) -> Self {
        // URL, id and title of a file of many documents are those of none.
        let given = Given { id: None, url: None, title: None, ..given };
        LineReader { input, lines, origin, given, stem, number: 0, found: false, waiting: None }
    }

    /// The same with a first line that was read already.
    pub fn starting_with(mut self, line: Vec<u8>) -> Self {
        self.waiting = Some(line);
        self
    }

    /// The next document or record; none at the end.
    pub fn next(&mut self) -> Option<Result<Item, SourceError>> {
        loop {
            let mut line = self.waiting.take().unwrap_or_default();
            if line.is_empty()
                && let Err(error) = self.input.read_until(b'\n', &mut line)
            {
                let reason = error.to_string();
                self.input = Box::new(std::io::empty());
                self.found = true;
                return Some(Err(SourceError::Unreadable { path: self.origin.file.clone(), reason }));
            }
            if line.is_empty() {
                let empty = !std::mem::replace(&mut self.found, true);
                return empty.then(|| Err(SourceError::Empty { path: self.origin.file.clone() }));
            }
            self.number += 1;
            let Some(decoded) = decode::text(&line) else {
                self.found = true;
                return Some(Err(self.bad("binary data; a line is a JSON object".to_owned(), None)));
            };
            if decoded.text.trim().is_empty() {
                continue;
            }
            self.found = true;
            return Some(self.item(decoded));
        }
    }

    fn bad(&self, reason: String, column: Option<usize>) -> SourceError {
        SourceError::BadLine { path: self.origin.file.clone(), line: self.number, column, reason }
    }

    /// A line that is no JSON, or in which the field that `wrong` names is not as it should be.
    fn not_json(&self, error: &serde_json::Error, wrong: Option<String>, expected: &str) -> SourceError {
        let words = wrong.unwrap_or_else(|| {
            let words = error.to_string();
            words.rsplit_once(" at line ").map_or(words.clone(), |(before, _)| before.to_owned())
        });
        self.bad(format!("{words}; {expected}"), Some(error.column().max(1)))
    }

    fn item(&self, decoded: decode::Decoded) -> Result<Item, SourceError> {
        let origin = Origin { line: Some(self.number), ..self.origin.clone() };
        let is_record = match self.lines {
            Lines::Documents => false,
            Lines::Records => true,
            Lines::Either => {
                let value: Result<serde_json::Value, _> = serde_json::from_str(&decoded.text);
                value.is_ok_and(|v| {
                    (v.get("entities").is_some() || v.get("events").is_some())
                        && v.get("text").is_none()
                        && v.get("html").is_none()
                })
            }
        };
        if is_record {
            let mut record: Record = serde_json::from_str(&decoded.text).map_err(|e| {
                self.not_json(
                    &e,
                    shape::wrong_in_record(&decoded.text),
                    "a line is an extraction record, as `guanxi extract` prints it",
                )
            })?;
            let words: Option<Words> = serde_json::from_str(&decoded.text).ok();
            let wrong = check::check(&mut record, words.and_then(|w| w.text).as_deref());
            return Ok(Item::Record { record: Box::new(record), origin, wrong });
        }
        let fields: Fields = serde_json::from_str(&decoded.text).map_err(|e| {
            self.not_json(
                &e,
                shape::wrong_in_document(&decoded.text),
                "a line is a JSON object with `text` or `html`, and perhaps id, url, title, published",
            )
        })?;
        self.document(fields, decoded.warnings, origin).map(|d| Item::Document(Box::new(d)))
    }

    fn document(&self, fields: Fields, bad: Vec<Notice>, origin: Origin) -> Result<Document, SourceError> {
        let mut warnings: Vec<Notice> =
            bad.into_iter().map(|notice| Notice { span: Span::new(0, 0), ..notice }).collect();
        let mut day = |field: &Option<String>, name: &str| {
            let written = field.as_deref().filter(|f| !f.trim().is_empty())?;
            let day = date::day(written);
            if day.is_none() {
                warnings.push(Notice {
                    code: "bad-date",
                    span: Span::new(0, 0),
                    message: format!("`{name}` is no date: {written:?}; write it as 2019-03-31"),
                });
            }
            day
        };
        let published = day(&fields.published, "published");
        let retrieved = day(&fields.retrieved, "retrieved");
        let source =
            Source { publisher: fields.publisher, speaker: fields.speaker, retrieved, note: fields.note };
        let filled = |field: Option<String>| field.filter(|f| !f.trim().is_empty());
        let given = Given {
            id: filled(fields.id),
            url: filled(fields.url),
            title: filled(fields.title),
            published,
            source,
        };
        let given = given.or(self.given.clone());
        let name = given.id.clone().unwrap_or_else(|| format!("{}#{}", self.stem, self.number));
        let (text, given) = match (filled(fields.text), filled(fields.html)) {
            (Some(text), _) => (text, given),
            (None, Some(html)) => match page::read(&html) {
                Some(page) => (page.text, given.or(page.given)),
                None => return Err(self.bad("no text was found in `html`".to_owned(), None)),
            },
            (None, None) => return Err(self.bad("the object has neither `text` nor `html`".to_owned(), None)),
        };
        let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
        let decoded = decode::Decoded { text, warnings };
        Ok(Document::assemble(decoded, 0, given, name.clone(), name, origin))
    }
}
