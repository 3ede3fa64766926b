//! A list that went through a spreadsheet: the verdicts that a person filled in.

use super::Verdict;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// A verdict of a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub line: u64,
    /// Of which item.
    pub id: String,
    /// What it says.
    pub verdict: Verdict,
}

/// Why a spreadsheet cannot be used. Nothing of it was applied.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// It cannot be read.
    #[error("{}: {reason}; nothing was decided", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// The reader's words.
        reason: String,
    },
    /// A column is missing.
    #[error(
        "{}: there is no column \"{column}\"; the sheet must be one that `guanxi review --format csv` wrote, with a \
         row of names above; nothing was decided", path.display()
    )]
    Column {
        /// Which file.
        path: PathBuf,
        /// Which column.
        column: &'static str,
    },
    /// A value that means nothing.
    #[error(
        "{}, line {line}: the decision \"{value}\" is none; write accept or reject, or leave it empty; nothing was decided",
        path.display()
    )]
    Value {
        /// Which file.
        path: PathBuf,
        /// Its line, from 1.
        line: u64,
        /// As written.
        value: String,
    },
}

/// The verdicts of a spreadsheet with the columns `id` and `decision`, and where they are wanted `who`, `why` and `is`.
/// Fields are parted by commas, semicolons or tabs. `who` and `why` stand in where a row gives none.
///
/// # Errors
/// A file that cannot be read; a missing column; a decision that is none, with its line.
pub fn sheet(path: &Path, who: Option<&str>, why: Option<&str>, when: Date) -> Result<Vec<Row>, SheetError> {
    let unreadable = |reason: String| SheetError::Unreadable { path: path.to_owned(), reason };
    let text = std::fs::read_to_string(path).map_err(|e| unreadable(e.to_string()))?;
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|c| head.bytes().filter(|b| b == c).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .from_reader(text.as_bytes());
    let head = reader.headers().map_err(|e| unreadable(e.to_string()))?.clone();
    let find = |name: &str| head.iter().position(|column| column.trim().eq_ignore_ascii_case(name));
    let needed = |column: &'static str| {
        find(column).ok_or_else(|| SheetError::Column { path: path.to_owned(), column })
    };
    let (id, decision) = (needed("id")?, needed("decision")?);
    let (by, because, is) = (find("who"), find("why"), find("is"));
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|e| unreadable(e.to_string()))?;
        let line = row.position().map_or(0, csv::Position::line);
        let field = |at: Option<usize>| {
            at.and_then(|at| row.get(at)).map(str::trim).filter(|v| !v.is_empty()).map(str::to_owned)
        };
        let Some(value) = field(Some(decision)) else { continue };
        let accept = match value.to_lowercase().as_str() {
            "accept" => true,
            "reject" => false,
            _ => return Err(SheetError::Value { path: path.to_owned(), line, value }),
        };
        let verdict = Verdict {
            accept,
            is: field(is),
            who: field(by).or_else(|| who.map(str::to_owned)),
            why: field(because).or_else(|| why.map(str::to_owned)),
            when: Some(when),
        };
        rows.push(Row { line, id: field(Some(id)).unwrap_or_default(), verdict });
    }
    Ok(rows)
}
