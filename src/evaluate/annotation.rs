//! Annotations and records as they are compared: the fields that count, whoever wrote them.

use crate::record::{Modality, Passage};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// What a document says, by hand or by machine.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Annotation {
    /// Name of the document.
    #[serde(default)]
    pub doc: String,
    #[serde(default)]
    pub(super) entities: Vec<Entity>,
    #[serde(default)]
    pub(super) events: Vec<Event>,
    #[serde(default)]
    pub(super) relations: Vec<Relation>,
    #[serde(default)]
    pub(super) claims: Vec<Claim>,
}

/// An organisation.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Entity {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub name: String,
    #[serde(default)]
    pub also: Vec<String>,
    #[serde(default)]
    pub unit_of: Option<String>,
    #[serde(default)]
    pub roles: Vec<String>,
    #[serde(default)]
    pub rule: String,
    #[serde(default)]
    pub assumed: Vec<String>,
    #[serde(default = "certain")]
    pub confidence: f64,
    #[serde(default)]
    pub mentions: Vec<Passage>,
}

/// A happening.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Event {
    pub post: u32,
    pub kind: String,
    #[serde(default)]
    pub date: Option<String>,
    #[serde(default)]
    pub precision: Option<String>,
    #[serde(default)]
    pub modality: Option<String>,
    #[serde(default)]
    pub agent: Option<Vec<String>>,
    #[serde(default)]
    pub target: Option<Vec<String>>,
    #[serde(default)]
    pub rule: String,
    #[serde(default)]
    pub assumed: Vec<String>,
    #[serde(default = "certain")]
    pub confidence: f64,
    #[serde(default)]
    pub evidence: Option<Evidence>,
}

impl Event {
    /// Whether it happened; what is not said to be planned did.
    pub fn modality(&self) -> Modality {
        if self.modality.as_deref() == Some("planned") { Modality::Planned } else { Modality::Occurred }
    }
}

/// The words that say so: with their place in a record, alone in an annotation.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Evidence {
    Placed(Passage),
    Words(#[allow(dead_code, reason = "told apart from a passage, not compared")] String),
}

/// A standing relation.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Relation {
    pub kind: String,
    pub from: String,
    pub to: String,
    #[serde(default)]
    pub rule: String,
    #[serde(default = "certain")]
    pub confidence: f64,
}

/// A statement about one organisation.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Claim {
    pub entity: String,
    pub says: String,
    #[serde(default)]
    pub rule: String,
    #[serde(default = "certain")]
    pub confidence: f64,
}

fn certain() -> f64 {
    1.0
}

/// An annotated document.
#[derive(Debug, Clone)]
pub struct Annotated {
    /// The stem of its files.
    pub name: String,
    /// The file with its words.
    pub path: PathBuf,
    /// Its words.
    pub text: String,
    /// What it says.
    pub annotation: Annotation,
}

/// Why an evaluation is not possible.
#[derive(Debug, thiserror::Error)]
pub enum EvaluateError {
    /// No pair of files.
    #[error(
        "{}: no annotated documents in this folder; it should hold pairs of files, NAME.txt with the words and \
         NAME.json with what they say{}", folder.display(), only(names)
    )]
    NoPairs {
        /// Which.
        folder: PathBuf,
        /// The names that were asked for.
        names: Vec<String>,
    },
    /// Two documents of one name.
    #[error("{} and {} have one name; rename one of the pairs, or measure the folders one by one", one.display(), other.display())]
    Twice {
        /// One.
        one: PathBuf,
        /// The other.
        other: PathBuf,
    },
    /// A file that the system will not read.
    #[error("{}: cannot be read ({reason})", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// An annotation or a record that is not of its form.
    #[error("{}:{line}: {reason}; {expected}", path.display())]
    Malformed {
        /// Which.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// What is wrong.
        reason: String,
        /// What would be right.
        expected: &'static str,
    },
}

fn only(names: &[String]) -> String {
    if names.is_empty() {
        String::new()
    } else {
        format!("; none has a name that begins with {}", names.join(" or "))
    }
}

/// The annotated documents of `folders` by name; with `names`, those whose names begin with one of them.
///
/// # Errors
/// No pair of files, two of one name, a file that cannot be read, an annotation that is not of its form.
pub fn annotated<P: AsRef<Path>>(folders: &[P], names: &[String]) -> Result<Vec<Annotated>, EvaluateError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |error: std::io::Error| EvaluateError::Unreadable { path, reason: error.to_string() }
    };
    let mut paths = Vec::new();
    for folder in folders.iter().map(AsRef::as_ref) {
        for entry in std::fs::read_dir(folder).map_err(unreadable(folder))? {
            let path = entry.map_err(unreadable(folder))?.path();
            if path.extension().is_some_and(|e| e == "json") && path.with_extension("txt").exists() {
                paths.push(path);
            }
        }
    }
    paths.sort_by(|a, b| a.file_name().cmp(&b.file_name()).then_with(|| a.cmp(b)));
    if let Some(twice) = paths.windows(2).find(|pair| pair[0].file_name() == pair[1].file_name()) {
        return Err(EvaluateError::Twice { one: twice[0].clone(), other: twice[1].clone() });
    }
    let mut found = Vec::new();
    for path in paths {
        let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        if !names.is_empty() && !names.iter().any(|n| name.starts_with(n.as_str())) {
            continue;
        }
        let json = std::fs::read_to_string(&path).map_err(unreadable(&path))?;
        let annotation = serde_json::from_str(&json).map_err(|e| EvaluateError::Malformed {
            path: path.clone(),
            line: e.line(),
            reason: reason(&e),
            expected: "an annotation has entities, events and relations",
        })?;
        let words = path.with_extension("txt");
        let text = std::fs::read_to_string(&words).map_err(unreadable(&words))?;
        let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
        found.push(Annotated { name, path: words, text, annotation });
    }
    if found.is_empty() {
        let folder =
            folders.iter().map(|f| f.as_ref().display().to_string()).collect::<Vec<_>>().join(" and ");
        return Err(EvaluateError::NoPairs { folder: folder.into(), names: names.to_vec() });
    }
    Ok(found)
}

/// Records, one JSON object a line, by the name of their document; of two the later counts. `path` names the input
/// in errors.
///
/// # Errors
/// A line that is no record.
pub fn records(input: impl BufRead, path: &Path) -> Result<FxHashMap<String, Annotation>, EvaluateError> {
    let mut records = FxHashMap::default();
    for (line, number) in input.lines().zip(1..) {
        let line =
            line.map_err(|e| EvaluateError::Unreadable { path: path.to_owned(), reason: e.to_string() })?;
        if line.trim().is_empty() {
            continue;
        }
        let record: Annotation = serde_json::from_str(&line).map_err(|e| EvaluateError::Malformed {
            path: path.to_owned(),
            line: number,
            reason: reason(&e),
            expected: "a line is a record, as `guanxi extract` prints it",
        })?;
        records.insert(record.doc.clone(), record);
    }
    Ok(records)
}

fn reason(error: &serde_json::Error) -> String {
    let words = error.to_string();
    words.rsplit_once(" at line ").map_or(words.clone(), |(before, _)| before.to_owned())
}
