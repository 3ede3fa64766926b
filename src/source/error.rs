//! Why an input could not be read, and what to do.

use std::path::PathBuf;

/// An input, or a piece of one, that could not be read. The others are read all the same.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// A named path that is not there.
    #[error("{}: no such file or folder; check the spelling, or give `-` to read standard input", path.display())]
    Missing {
        /// Which.
        path: PathBuf,
    },
    /// A file or folder that the system will not read.
    #[error("{}: cannot be read ({reason}); check that you may read it", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// A file without words.
    #[error("{}: the file is empty; save the text again, or remove the file", path.display())]
    Empty {
        /// Which.
        path: PathBuf,
    },
    /// A folder in which nothing can be read.
    #[error(
        "{}: no documents in this folder{}; guanxi reads .txt, .md, .html, .htm, .jsonl, .records.jsonl, .csv, .tsv and .xlsx files",
        path.display(), seen(others)
    )]
    NoDocuments {
        /// Which.
        path: PathBuf,
        /// How many other files are in it.
        others: usize,
    },
    /// A file that holds something else than its name says.
    #[error(
        "{}: this is no text but binary data (or UTF-16 without a byte-order mark); export it as text, Markdown or a \
         web page in UTF-8", path.display()
    )]
    Binary {
        /// Which.
        path: PathBuf,
    },
    /// A file of a form that is not read.
    #[error(
        "{}: files of this kind are not read; save it as .txt, .md, .html or .jsonl, a table as .csv or .xlsx", path.display()
    )]
    UnknownForm {
        /// Which.
        path: PathBuf,
    },
    /// A web page in which no article was found.
    #[error(
        "{}: no text was found in this page; open it in a browser, copy the text into a .txt file and give that",
        path.display()
    )]
    NoArticle {
        /// Which.
        path: PathBuf,
    },
    /// A line of a `.jsonl` file that is no document.
    #[error("{}:{line}{}: {reason}; the other lines are read", path.display(), at(column))]
    BadLine {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: u64,
        /// From 1, where it is known.
        column: Option<usize>,
        /// What is wrong and what is expected.
        reason: String,
    },
    /// A table that cannot be read from some row on.
    #[error("{}:{row}: {reason}", path.display())]
    BadTable {
        /// The file.
        path: PathBuf,
        /// From 1, the header being the first.
        row: u32,
        /// What is wrong and what to do.
        reason: String,
    },
    /// A `sources.csv`, or a row of it, that cannot be used.
    #[error("{}:{line}: {reason}", path.display())]
    BadCatalog {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: u64,
        /// What is wrong and what is expected.
        reason: String,
    },
    /// A row of a `sources.csv` about a file that is not there.
    #[error(
        "{}:{line}: there is no file {file:?} beside this table, so the row says nothing; {}", path.display(),
        meant(nearest)
    )]
    StrayRow {
        /// The table.
        path: PathBuf,
        /// From 1.
        line: u64,
        /// The file, as the row names it.
        file: String,
        /// The file with the name most like it.
        nearest: Option<String>,
    },
    /// Two documents that would be one.
    #[error(
        "{place}: has the same id as {other} ({id}) and was not read; give one of them another `id` (JSONL) or `url` \
         (sources.csv), or name the folder above both as INPUT"
    )]
    SameId {
        /// The identifier.
        id: String,
        /// The second document.
        place: String,
        /// The first.
        other: String,
    },
    /// A symbolic link that leads out of the folder it was found in: not followed.
    #[error(
        "{}: a link out of the folder (to {}) is not followed; name its target as another INPUT to read it",
        path.display(), target.display()
    )]
    NotFollowed {
        /// The link.
        path: PathBuf,
        /// Where it leads.
        target: PathBuf,
    },
}

impl SourceError {
    /// Whether nothing that was asked for is missing: worth a warning, no failure.
    pub fn is_warning(&self) -> bool {
        matches!(self, SourceError::NotFollowed { .. } | SourceError::StrayRow { .. })
    }
}

fn seen(others: &usize) -> String {
    match others {
        0 => String::new(),
        1 => " (1 file of another kind)".to_owned(),
        n => format!(" ({n} files of other kinds)"),
    }
}

fn meant(nearest: &Option<String>) -> String {
    match nearest {
        Some(name) => format!("did you mean {name:?}?"),
        None => "write its path below the folder of the table".to_owned(),
    }
}

fn at(column: &Option<usize>) -> String {
    column.map(|c| format!(":{c}")).unwrap_or_default()
}
