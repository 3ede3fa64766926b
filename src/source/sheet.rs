//! Tables: text with separators (`.csv`, `.tsv`) and workbooks (`.xlsx`), as rows of cells with their places in a text.
//!
//! What the columns mean is not known here.

use super::document::{Given, Notice, Origin};
use super::{SourceError, decode};
use crate::record::Source;
use crate::text::Span;
use calamine::{Data, Reader, Xlsx};
use jiff::civil::Date;
use std::io::Cursor;
use std::path::Path;

/// A table has at most so many rows: it is one document, which is in memory as a whole.
const MOST_ROWS: usize = 200_000;

/// A table as it was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// What identifies it; with the day whose state it shows, where one was given.
    pub id: String,
    /// The file's stem, for people.
    pub name: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Publication date.
    pub published: Option<Date>,
    /// Publisher, speaker, date of retrieval, note.
    pub source: Source,
    /// The day whose state it shows.
    pub as_of: Option<Date>,
    /// The table as comma- or tab-separated text; that of a workbook is made from its first sheet.
    pub text: String,
    /// Its rows, the header first; empty ones are left out.
    pub rows: Vec<Row>,
    /// What reading it met.
    pub warnings: Vec<Notice>,
    /// Where it was read.
    pub origin: Origin,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// From 1, the header being the first (RFC 7111).
    pub number: u32,
    /// Its text, without the end of the line.
    pub span: Span,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says, without surrounding white space.
    pub words: String,
    /// Where in the text: inside of its quotation marks.
    pub span: Span,
}

impl Sheet {
    /// The table of a text, for tests and callers that have one.
    ///
    /// ```
    /// use guanxi::source::Sheet;
    /// let sheet = Sheet::from_text("offices", "Name,Place\n\"Elm, Trust\",Wuhan\n");
    /// assert_eq!(sheet.rows[1].number, 2);
    /// assert_eq!(sheet.rows[1].cells[0].words, "Elm, Trust");
    /// assert_eq!(sheet.rows[1].cells[0].span.of(&sheet.text), "Elm, Trust");
    /// ```
    pub fn from_text(name: &str, text: &str) -> Sheet {
        let (text, rows) = (text.to_owned(), rows(text));
        Sheet { id: name.to_owned(), name: name.to_owned(), text, rows, ..Sheet::default() }
    }
}

/// Reads a table. `id` identifies it where `given` does not.
pub(super) fn read(
    bytes: &[u8],
    path: &Path,
    (given, id, name): (Given, String, String),
    as_of: Option<Date>,
    origin: Origin,
) -> Result<Sheet, SourceError> {
    let (text, warnings) = if is_workbook(bytes) { workbook(bytes, path)? } else { separated(bytes, path)? };
    let rows = rows(&text);
    if rows.len() > MOST_ROWS {
        let row = rows[MOST_ROWS].number;
        let reason = format!("a table has at most {MOST_ROWS} rows; split it into several files");
        return Err(SourceError::BadTable { path: path.to_owned(), row, reason });
    }
    if rows.is_empty() {
        return Err(SourceError::Empty { path: path.to_owned() });
    }
    let id = given.identity().unwrap_or(id);
    let id = as_of.map_or(id.clone(), |day| format!("{id}@{day}"));
    let as_of = as_of.or(given.source.retrieved).or(given.published);
    let Given { url, title, published, source, .. } = given;
    Ok(Sheet { id, name, url, title, published, source, as_of, text, rows, warnings, origin })
}

/// Whether the bytes are a zip archive, as workbooks are.
fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

fn separated(bytes: &[u8], path: &Path) -> Result<(String, Vec<Notice>), SourceError> {
    let decoded = decode::text(bytes).ok_or_else(|| SourceError::Binary { path: path.to_owned() })?;
    Ok((decoded.text, decoded.warnings))
}

/// The first sheet of a workbook with anything in it, as comma-separated text.
fn workbook(bytes: &[u8], path: &Path) -> Result<(String, Vec<Notice>), SourceError> {
    let bad = |reason: String| SourceError::BadTable { path: path.to_owned(), row: 1, reason };
    let advice = "save it again as .xlsx, or as CSV in UTF-8";
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|e| bad(format!("no workbook ({e}); {advice}")))?;
    let names = book.sheet_names();
    let mut filled = Vec::new();
    for name in &names {
        let range = book.worksheet_range(name).map_err(|e| bad(format!("sheet {name} ({e}); {advice}")))?;
        if range.used_cells().next().is_some() {
            filled.push((name, range));
        }
    }
    let Some((first, range)) = filled.first() else {
        return Err(SourceError::Empty { path: path.to_owned() });
    };
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    // Rows above the first filled one are rows of the sheet all the same.
    let above = range.start().map_or(0, |(row, _)| row);
    for _ in 0..above {
        out.write_record([""]).map_err(|e| bad(e.to_string()))?;
    }
    for row in range.rows() {
        out.write_record(row.iter().map(shown)).map_err(|e| bad(e.to_string()))?;
    }
    let bytes = out.into_inner().map_err(|e| bad(e.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|e| bad(e.to_string()))?;
    let mut warnings = Vec::new();
    if filled.len() > 1 {
        warnings.push(Notice {
            code: "other-sheets",
            span: Span::new(0, 0),
            message: format!(
                "of {} sheets only the first, {first}, was read; save each of the others as a file of its own",
                filled.len()
            ),
        });
    }
    Ok((text.replace("\r\n", "\n").replace('\r', "\n"), warnings))
}

/// A cell of a workbook in words: a day as 2019-03-31, a whole number without a fraction.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::DateTime(time) if time.is_datetime() => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(day) => day.split('T').next().unwrap_or_default().to_owned(),
        other => other.to_string(),
    }
}

/// The separator: of comma, semicolon and tab the one that the first line has most of.
fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0usize), (b'\t', 0), (b';', 0)];
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += usize::from(!quoted && byte == *separator);
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| *separator)
}

/// The rows of a table's text. Cost: one pass.
fn rows(text: &str) -> Vec<Row> {
    let separator = separator(text);
    let (mut rows, mut at, mut number) = (Vec::new(), 0, 0);
    while at < text.len() {
        let (row, next) = row(text, at, separator);
        number += 1;
        at = next;
        if row.cells.iter().any(|cell| !cell.words.is_empty()) {
            rows.push(Row { number, ..row });
        }
    }
    rows
}

/// The row that begins at byte `at`, and where the next one does (RFC 4180; a lone quotation mark inside of a cell is
/// a letter like others).
fn row(text: &str, at: usize, separator: u8) -> (Row, usize) {
    let bytes = text.as_bytes();
    let (mut cells, mut at, begin) = (Vec::new(), at, at);
    loop {
        let (cell, end) = cell(text, at, separator);
        cells.push(cell);
        if bytes.get(end) == Some(&separator) {
            at = end + 1;
            continue;
        }
        return (Row { number: 0, span: Span::new(begin, end), cells }, (end + 1).min(text.len()));
    }
}

/// The cell that begins at byte `at`, and where its separator, or the end of the line, stands.
fn cell(text: &str, at: usize, separator: u8) -> (Cell, usize) {
    let bytes = text.as_bytes();
    let plain_end =
        |from: usize| from + bytes[from..].iter().take_while(|b| **b != separator && **b != b'\n').count();
    if bytes.get(at) == Some(&b'"') {
        let (mut end, mut doubled) = (at + 1, false);
        while end < bytes.len() {
            match (bytes[end], bytes.get(end + 1)) {
                (b'"', Some(b'"')) => (end, doubled) = (end + 2, true),
                (b'"', _) => break,
                _ => end += 1,
            }
        }
        if end < bytes.len() {
            let span = Span::new(at + 1, end);
            let words = if doubled { span.of(text).replace("\"\"", "\"") } else { span.of(text).to_owned() };
            return (Cell { words: tidy(&words), span }, plain_end(end + 1));
        }
        // A quotation mark that nothing closes: only the line is lost, not all that follows.
    }
    let end = plain_end(at);
    let span = Span::new(at, end);
    (Cell { words: tidy(span.of(text)), span }, end)
}

/// One space between words.
fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Vec<String>> {
        rows(text).into_iter().map(|row| row.cells.into_iter().map(|cell| cell.words).collect()).collect()
    }

    #[test]
    fn rows_are_cut_as_rfc_4180_says() {
        assert_eq!(words("a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\n"), [["a", "b"], ["x, \"y\"", "two lines"]]);
        assert_eq!(words("a;b;c,d\n1;;3"), [["a", "b", "c,d"], ["1", "", "3"]]);
        assert_eq!(words("a\tb\n5\" pipe\tc\n"), [["a", "b"], ["5\" pipe", "c"]]);
        assert_eq!(words("\n,,\n"), Vec::<Vec<String>>::new());
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes_costs_its_line() {
        assert_eq!(words("a,b\n\"x,y\nc,d\n"), [vec!["a", "b"], vec!["\"x", "y"], vec!["c", "d"]]);
    }

    #[test]
    fn rows_keep_their_numbers_and_places() {
        let text = "a,b\n\nÉlan,\"two\nlines\"\n3,4";
        let rows = rows(text);
        let told: Vec<_> = rows.iter().map(|row| (row.number, row.span.of(text))).collect();
        assert_eq!(told, [(1, "a,b"), (3, "Élan,\"two\nlines\""), (4, "3,4")]);
    }

    #[test]
    fn many_quotation_marks_take_linear_time() {
        let text = "\"x,".repeat(50_000);
        assert_eq!(rows(&text).len(), 1);
    }
}
