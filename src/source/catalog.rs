//! `sources.csv` beside the files: where each comes from.
//!
//! Columns, any of them in any order: `file` (path below the table's folder; with or without ending), `id`, `url`,
//! `publisher`, `speaker`, `retrieved`, `title`, `published`, `note`. Others are left alone.

use super::beside::Beside;
use super::document::Given;
use super::{SourceError, date, decode};
use crate::record::Source;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// Name of the table.
pub(super) const NAME: &str = "sources.csv";

/// The tables met so far, by folder.
#[derive(Debug, Default)]
pub(super) struct Catalogs {
    read: FxHashMap<PathBuf, FxHashMap<String, Given>>,
}

impl Catalogs {
    /// What the tables say of `file`: that of its own folder, then those of the folders above, up to `root`. What
    /// is wrong in a table is told when it is first met.
    pub fn of(&mut self, file: &Path, root: &Path, errors: &mut Vec<SourceError>) -> Given {
        let mut given = Given::default();
        for folder in file.ancestors().skip(1).take_while(|f| f.starts_with(root)) {
            if !self.read.contains_key(folder) {
                let (table, wrong) = table(&folder.join(NAME));
                errors.extend(wrong);
                self.read.insert(folder.to_owned(), table);
            }
            let Some(table) = self.read.get(folder).filter(|t| !t.is_empty()) else { continue };
            let Ok(below) = file.strip_prefix(folder) else { continue };
            let row = table.get(&key(&below.to_string_lossy()));
            let row = row.or_else(|| table.get(&key(&below.with_extension("").to_string_lossy())));
            if let Some(row) = row {
                given = given.or(row.clone());
            }
        }
        given
    }
}

fn key(file: &str) -> String {
    let file = file.trim().replace('\\', "/");
    file.strip_prefix("./").unwrap_or(&file).to_owned()
}

fn table(path: &Path) -> (FxHashMap<String, Given>, Vec<SourceError>) {
    let (mut rows, mut wrong) = (FxHashMap::default(), Vec::new());
    let bad = |line: u64, reason: String| SourceError::BadCatalog { path: path.to_owned(), line, reason };
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            if error.kind() != std::io::ErrorKind::NotFound {
                wrong.push(SourceError::Unreadable { path: path.to_owned(), reason: error.to_string() });
            }
            return (rows, wrong);
        }
    };
    let Some(decoded) = decode::text(&bytes) else {
        wrong.push(SourceError::Binary { path: path.to_owned() });
        return (rows, wrong);
    };
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(decoded.text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let column = |name: &str| header.iter().position(|h| h.eq_ignore_ascii_case(name));
    let Some(file) = column("file") else {
        wrong.push(bad(
            1,
            "no column `file`; the first line names the columns: file,url,publisher,speaker,retrieved,title,published,\
             note"
                .to_owned(),
        ));
        return (rows, wrong);
    };
    let columns =
        ["id", "url", "title", "publisher", "speaker", "note", "published", "retrieved"].map(column);
    let mut beside = Beside::new(path);
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                wrong.push(bad(line, format!("{error}; the row is left out")));
                continue;
            }
        };
        let line = row.position().map_or(0, csv::Position::line);
        let field =
            |at: usize| columns[at].and_then(|c| row.get(c)).filter(|f| !f.is_empty()).map(str::to_owned);
        let mut day = |at: usize, name: &str| {
            let field = field(at)?;
            let day = date::day(&field);
            if day.is_none() {
                wrong.push(bad(line, format!("`{name}` is no date: {field:?}; write it as 2019-03-31")));
            }
            day
        };
        let (published, retrieved) = (day(6, "published"), day(7, "retrieved"));
        let Some(file) = row.get(file).filter(|f| !f.is_empty()) else { continue };
        let source = Source { publisher: field(3), speaker: field(4), retrieved, note: field(5) };
        let file = key(file);
        if !beside.has(&file) {
            let nearest = beside.nearest(&file);
            wrong.push(SourceError::StrayRow { path: path.to_owned(), line, file: file.clone(), nearest });
        }
        rows.insert(file, Given { id: field(0), url: field(1), title: field(2), published, source });
    }
    (rows, wrong)
}
