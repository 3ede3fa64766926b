//! The items of all inputs, one after the other.

use super::catalog::Catalogs;
use super::document::{Document, Given, Origin};
use super::line::{LineReader, Lines};
use super::list::{self, Entry, Form};
use super::sheet::{self, Sheet};
use super::{SourceError, decode, page};
use crate::record::Record;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;

/// What an input holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A text to extract from.
    Document(Box<Document>),
    /// A table of a register.
    Table(Box<Sheet>),
    /// What another extractor, or a person, has found in one.
    Record {
        /// The record.
        record: Box<Record>,
        /// Where it was read.
        origin: Origin,
        /// What of it was wrong, and was left out.
        wrong: Vec<String>,
    },
}

impl Item {
    /// What identifies the document.
    pub fn identity(&self) -> &str {
        match self {
            Item::Document(document) => &document.id,
            Item::Table(sheet) => &sheet.id,
            Item::Record { record, .. } => record.identity(),
        }
    }

    /// Where it was read.
    pub fn origin(&self) -> &Origin {
        match self {
            Item::Document(document) => &document.origin,
            Item::Table(sheet) => &sheet.origin,
            Item::Record { origin, .. } => origin,
        }
    }
}

/// Reads files, folders (recursively, by path; hidden files and links out of them left out) and `-`, standard input.
///
/// Lists the files at once, reads them one by one: one document is in memory at a time. A `.jsonl` file gives an
/// item a line. A second document of one id is an error, and is not read.
///
/// ```no_run
/// use guanxi::source::{Item, read};
/// for item in read(&["digests".into(), "page.html".into()]) {
///     match item {
///         Ok(Item::Document(document)) => println!("{}: {} posts", document.id, document.posts.len()),
///         Ok(Item::Table(sheet)) => println!("{}: {} rows", sheet.id, sheet.rows.len()),
///         Ok(Item::Record { record, .. }) => println!("{}: {} events", record.doc, record.events.len()),
///         Err(error) => eprintln!("{error}"),
///     }
/// }
/// ```
pub fn read(inputs: &[PathBuf]) -> Reader {
    let listed = list::list(inputs);
    let total = listed.iter().filter(|e| e.is_ok()).count();
    Reader {
        listed: listed.into(),
        total,
        catalogs: Catalogs::default(),
        lines: None,
        waiting: VecDeque::new(),
        seen: FxHashMap::default(),
        as_of: None,
    }
}

/// The iterator of [`read`].
pub struct Reader {
    listed: VecDeque<Result<Entry, SourceError>>,
    total: usize,
    catalogs: Catalogs,
    lines: Option<LineReader>,
    waiting: VecDeque<Result<Item, SourceError>>,
    /// Half of the SHA-256 of each id met, and where.
    seen: FxHashMap<u128, Origin>,
    as_of: Option<Date>,
}

impl Reader {
    /// The same, where every table shows the state of that day: it is part of what identifies the table, so that the
    /// states of several days stand side by side.
    pub fn as_of(self, day: Option<Date>) -> Self {
        Reader { as_of: day, ..self }
    }

    /// How many files there are in all; a `.jsonl` file counts once.
    pub fn files(&self) -> usize {
        self.total
    }

    fn once(&mut self, item: Item) -> Result<Item, SourceError> {
        let digest = Sha256::digest(item.identity().as_bytes());
        let key = digest.iter().take(16).fold(0u128, |key, byte| key << 8 | u128::from(*byte));
        if let Some(other) = self.seen.get(&key) {
            let (place, other) = (item.origin().to_string(), other.to_string());
            return Err(SourceError::SameId { id: item.identity().to_owned(), place, other });
        }
        self.seen.insert(key, item.origin().clone());
        Ok(item)
    }

    fn open(&mut self, entry: Entry) -> Option<Result<Item, SourceError>> {
        let origin = Origin { input: entry.input.clone(), file: entry.path.clone(), line: None };
        let given = match entry.form {
            Form::Stream => Given::default(),
            _ => {
                let mut wrong = Vec::new();
                let given = self.catalogs.of(&entry.path, &entry.root, &mut wrong);
                self.waiting.extend(wrong.into_iter().map(Err));
                given
            }
        };
        match entry.form {
            Form::Text | Form::Markdown | Form::Page => {
                let bytes = match std::fs::read(&entry.path) {
                    Ok(bytes) => bytes,
                    Err(error) => return Some(Err(unreadable(&entry, &error))),
                };
                Some(document(&bytes, &entry, given, origin))
            }
            Form::Table => {
                let bytes = match std::fs::read(&entry.path) {
                    Ok(bytes) => bytes,
                    Err(error) => return Some(Err(unreadable(&entry, &error))),
                };
                let name = entry.path.file_stem().map(|s| s.to_string_lossy().into_owned());
                let names = (given, entry.id.clone(), name.unwrap_or_else(|| entry.id.clone()));
                let sheet = sheet::read(&bytes, &entry.path, names, self.as_of, origin);
                Some(sheet.map(|sheet| Item::Table(Box::new(sheet))))
            }
            Form::Lines | Form::Records => match File::open(&entry.path) {
                Ok(file) => {
                    let lines = if entry.form == Form::Lines { Lines::Documents } else { Lines::Records };
                    self.lines =
                        Some(LineReader::new(Box::new(BufReader::new(file)), lines, origin, given, entry.id));
                    None
                }
                Err(error) => Some(Err(unreadable(&entry, &error))),
            },
            Form::Stream => self.stream(Box::new(BufReader::new(std::io::stdin())), entry, origin),
        }
    }

    /// Standard input: lines of JSON where the first one is an object, a page, or a text.
    fn stream(
        &mut self,
        mut input: Box<dyn BufRead + Send>,
        mut entry: Entry,
        origin: Origin,
    ) -> Option<Result<Item, SourceError>> {
        let mut bytes = Vec::new();
        let first = input.read_until(b'\n', &mut bytes);
        let opening = String::from_utf8_lossy(&bytes);
        let opening = opening.trim_start_matches('\u{FEFF}').trim();
        let is_object = serde_json::from_str::<serde_json::Value>(opening).is_ok_and(|v| v.is_object());
        if is_object || opening.starts_with("{\"") {
            let lines = LineReader::new(input, Lines::Either, origin, Given::default(), entry.id);
            self.lines = Some(lines.starting_with(bytes));
            return None;
        }
        if let Err(error) = first.and_then(|_| input.read_to_end(&mut bytes)) {
            return Some(Err(unreadable(&entry, &error)));
        }
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_lowercase();
        let is_page = head.contains("<!doctype html") || head.contains("<html");
        entry.form = if is_page { Form::Page } else { Form::Text };
        Some(document(&bytes, &entry, Given::default(), origin))
    }
}

impl Iterator for Reader {
    type Item = Result<Item, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(waiting) = self.waiting.pop_front() {
                return Some(waiting);
            }
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(Ok(item)) => return Some(self.once(item)),
                    Some(error) => return Some(error),
                    None => self.lines = None,
                }
            }
            let found = match self.listed.pop_front()? {
                Ok(entry) => self.open(entry),
                Err(error) => Some(Err(error)),
            };
            // What is wrong with a sources.csv waits already, and is told before the document that it concerns.
            if let Some(found) = found {
                let found = found.and_then(|item| self.once(item));
                self.waiting.push_back(found);
            }
        }
    }
}

fn unreadable(entry: &Entry, error: &std::io::Error) -> SourceError {
    SourceError::Unreadable { path: entry.path.clone(), reason: error.to_string() }
}

fn document(bytes: &[u8], entry: &Entry, given: Given, origin: Origin) -> Result<Item, SourceError> {
    let path = || entry.path.clone();
    let decoded = if entry.form == Form::Page { decode::page(bytes) } else { decode::text(bytes) };
    let mut decoded = decoded.ok_or_else(|| SourceError::Binary { path: path() })?;
    if decoded.text.trim().is_empty() {
        return Err(SourceError::Empty { path: path() });
    }
    let name = entry.path.file_stem().map(|s| s.to_string_lossy().into_owned());
    let name = if entry.root.as_os_str().is_empty() && entry.id == "standard-input" { None } else { name };
    let name = name.unwrap_or_else(|| entry.id.clone());
    let (mut from, mut given) = (0, given);
    match entry.form {
        Form::Page => {
            let page = page::read(&decoded.text).ok_or_else(|| SourceError::NoArticle { path: path() })?;
            page::move_warnings(&mut decoded.warnings, &page.text);
            decoded.text = page.text;
            given = given.or(page.given);
        }
        Form::Markdown => {
            let (matter, length) = super::matter::read(&decoded.text);
            given = given.or(matter);
            from = length;
        }
        _ => {}
    }
    let document = Document::assemble(decoded, from, given, entry.id.clone(), name, origin);
    Ok(Item::Document(Box::new(document)))
}
