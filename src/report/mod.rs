//! Relationship reports: an overview, a dossier for each organisation and a page for each document, as HTML and as
//! Markdown.
//!
//! Every statement carries its quote, and every quote leads to its words in the page of its document. A
//! report is dated by its newest source: the same store gives the same bytes.

mod citation;
mod names;
mod pages;
mod passages;
mod render;
mod sentence;
mod silence;
mod views;
mod words;

pub use citation::citation;
pub use render::Format;
pub use sentence::{Piece, plain, sentence};
pub use words::{capital, day, spaced};

use crate::export::{ExportError, write_file};
use crate::filter::{Filter, FilterError, organizations_named};
use crate::graph::{self, Event, Facts, Relationship};
use crate::lexicon::Lexicon;
use crate::resolve::Standing;
use crate::store::{Store, StoreError};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The list of a report's files, by which the next report in the same folder knows what it may remove.
const MANIFEST: &str = "files.txt";

/// What a report is about.
pub struct Report<'a> {
    /// From where.
    pub store: &'a dyn Store,
    /// Kinds of events, countries.
    pub lexicon: &'a Lexicon,
    /// Names of the organisations it is about; none: all.
    pub who: &'a [String],
    /// Which events; what is planned is told apart from what occurred.
    pub filter: &'a Filter,
    /// In which formats.
    pub formats: &'a [Format],
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Dossiers.
    pub organizations: usize,
    /// Events told of.
    pub events: usize,
    /// Pages of documents.
    pub documents: usize,
    /// The pages to open first.
    pub start: Vec<PathBuf>,
}

/// Why a report failed.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// What the store meets.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An organisation or a filter that does not exist.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// A file that cannot be written.
    #[error(transparent)]
    File(#[from] ExportError),
    /// A folder that cannot be made.
    #[error(
        "cannot write a report into {path}: {error}; name a new or empty folder in a place where you may write"
    )]
    Folder {
        /// Which.
        path: PathBuf,
        /// The system's words.
        error: std::io::Error,
    },
    /// A folder of other things.
    #[error("{path} holds files that no report of guanxi made; name a new or empty folder with -o")]
    Foreign {
        /// Which.
        path: PathBuf,
    },
    /// A template that does not fit its page: a defect of guanxi.
    #[error("a page cannot be made: {0:#}; please report this")]
    Template(#[from] minijinja::Error),
}

/// What the pages are made of.
struct Material<'a> {
    facts: Facts<'a>,
    lexicon: &'a Lexicon,
    events: Vec<Event>,
    relationships: Vec<Relationship>,
    /// IRIs of the organisations that have a dossier.
    who: BTreeSet<String>,
    /// IRIs of the documents that have a page.
    documents: BTreeSet<String>,
    /// Whether the report is about all that the store holds.
    whole: bool,
    /// Whether it is only about what a person confirmed or corrected.
    reviewed: bool,
}

/// Writes a report into a folder: new, empty, or one of an earlier report, whose files it replaces.
///
/// # Errors
/// Names that nobody bears, a folder that cannot be written or holds other things.
pub fn write(report: &Report<'_>, folder: &Path) -> Result<Written, ReportError> {
    let material = gather(report)?;
    let earlier = prepare(folder)?;
    let site = pages::Site::new(&material)?;
    let mut files: BTreeSet<String> = BTreeSet::new();
    let mut put = |name: String, text: String| -> Result<(), ReportError> {
        let path = folder.join(&name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)
                .map_err(|error| ReportError::Folder { path: parent.to_owned(), error })?;
        }
        write_file(&path, |out| out.write_all(text.as_bytes()).map_err(ExportError::Output))?;
        files.insert(name);
        Ok(())
    };
    let mut written =
        Written { organizations: 0, events: material.events.len(), documents: 0, start: Vec::new() };
    for format in report.formats {
        let renderer = render::Renderer::new(*format)?;
        let end = format.extension();
        put(format!("index.{end}"), renderer.page("overview", &site.overview())?)?;
        written.start.push(folder.join(format!("index.{end}")));
        for iri in &material.who {
            if let Some((stem, page)) = site.dossier(iri) {
                put(format!("organizations/{stem}.{end}"), renderer.page("dossier", &page)?)?;
            }
        }
        for iri in &material.documents {
            if let Some((stem, page)) = site.document(iri)? {
                put(format!("documents/{stem}.{end}"), renderer.page("document", &page)?)?;
            }
        }
    }
    written.organizations = material.who.len();
    written.documents = material.documents.len();
    for stale in earlier.difference(&files) {
        let _ = fs::remove_file(folder.join(stale));
    }
    let list: String = files.iter().map(|name| format!("{name}\n")).collect();
    write_file(&folder.join(MANIFEST), |out| out.write_all(list.as_bytes()).map_err(ExportError::Output))?;
    Ok(written)
}

fn gather<'a>(report: &Report<'a>) -> Result<Material<'a>, ReportError> {
    let facts = Facts::read(report.store)?;
    let mut who = BTreeSet::new();
    for name in report.who {
        who.extend(organizations_named(report.store, name)?.into_iter().map(|n| n.into_string()));
    }
    let unrestricted = Filter { modality: None, ..Filter::default() };
    let whole = who.is_empty() && *report.filter == unrestricted;
    let about = |iri: &str| who.is_empty() || who.contains(iri);
    let mut events = graph::select(&facts, report.filter, report.lexicon)?;
    events.retain(|e| e.parties().into_iter().chain(e.via.iter().map(String::as_str)).any(about));
    let mut relationships = facts.relationships()?;
    let reviewed = report.filter.reviewed;
    relationships.retain(|r| (about(&r.from) || about(&r.to)) && (!reviewed || r.standing != Standing::Read));
    if who.is_empty() {
        who = match whole {
            true => facts.organizations.keys().cloned().collect(),
            false => {
                let ends = relationships.iter().filter(|_| reviewed).flat_map(|r| [&*r.from, &*r.to]);
                events.iter().flat_map(|e| e.parties()).chain(ends).map(str::to_owned).collect()
            }
        };
        relationships.retain(|r| who.contains(&r.from) || who.contains(&r.to));
    }
    let reports = events.iter().flat_map(|e| &e.reports).chain(relationships.iter().flat_map(|r| &r.reports));
    let documents = match whole {
        true => facts.documents.keys().cloned().collect(),
        false => reports.map(|r| r.document.clone()).collect(),
    };
    Ok(Material { facts, lexicon: report.lexicon, events, relationships, who, documents, whole, reviewed })
}

/// Makes the folder, or finds the files of an earlier report in it.
fn prepare(folder: &Path) -> Result<BTreeSet<String>, ReportError> {
    let failed = |error| ReportError::Folder { path: folder.to_owned(), error };
    fs::create_dir_all(folder).map_err(failed)?;
    if let Ok(list) = fs::read_to_string(folder.join(MANIFEST)) {
        return Ok(list.lines().filter(|name| is_ours(name)).map(str::to_owned).collect());
    }
    match fs::read_dir(folder).map_err(failed)?.next() {
        Some(_) => Err(ReportError::Foreign { path: folder.to_owned() }),
        None => Ok(BTreeSet::new()),
    }
}

/// Whether a line of the list is the name of a page: nothing outside of the folder, no other kind of file.
fn is_ours(name: &str) -> bool {
    let path = Path::new(name);
    let below = path.components().all(|c| matches!(c, Component::Normal(_)));
    below && path.extension().is_some_and(|e| Format::ALL.iter().any(|f| e == f.extension()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_below_the_folder_are_replaced() {
        assert!(is_ours("organizations/elm-trust.html") && is_ours("index.md"));
        assert!(!is_ours("../index.html") && !is_ours("/etc/index.md") && !is_ours("notes.txt"));
    }
}
