//! What the INPUTs name: files in order, each with its form and the id that its path gives.

use super::SourceError;
use rustc_hash::FxHashSet;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// Plain text.
    Text,
    /// Markdown: plain text, perhaps with a front matter.
    Markdown,
    /// A saved web page.
    Page,
    /// A document a line.
    Lines,
    /// A record a line.
    Records,
    /// A table of a register.
    Table,
    /// Standard input: told by how it begins.
    Stream,
}

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The INPUT that led to it.
    pub input: PathBuf,
    /// The file.
    pub path: PathBuf,
    /// How it is read.
    pub form: Form,
    /// What identifies it where nothing else does.
    pub id: String,
    /// The folder whose `sources.csv` files may speak of it: the INPUT, or the file's own.
    pub root: PathBuf,
}

/// Lists all files of `inputs`, in the order of the inputs, those of a folder by path.
pub(super) fn list(inputs: &[PathBuf]) -> Vec<Result<Entry, SourceError>> {
    let mut listed = Vec::new();
    let mut known: FxHashSet<PathBuf> = FxHashSet::default();
    for input in inputs {
        if input.as_os_str() == "-" {
            listed.push(Ok(Entry {
                input: input.clone(),
                path: PathBuf::from("standard input"),
                form: Form::Stream,
                id: "standard-input".to_owned(),
                root: PathBuf::new(),
            }));
        } else if input.is_dir() {
            folder(input, &mut known, &mut listed);
        } else if input.exists() {
            file(input, &mut known, &mut listed);
        } else {
            listed.push(Err(SourceError::Missing { path: input.clone() }));
        }
    }
    listed
}

fn file(path: &Path, known: &mut FxHashSet<PathBuf>, listed: &mut Vec<Result<Entry, SourceError>>) {
    if !is_new(path, known) {
        return;
    }
    // A file that is named is read as text whatever its ending, unless that promises something else.
    let form = match form(path) {
        Some(form) => form,
        None if extension(path).is_some_and(|e| NO_TEXT.contains(&e.as_str())) => {
            listed.push(Err(SourceError::UnknownForm { path: path.to_owned() }));
            return;
        }
        None => Form::Text,
    };
    let id = stem(&path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(), form);
    let root = path.parent().map(Path::to_owned).unwrap_or_default();
    listed.push(Ok(Entry { input: path.to_owned(), path: path.to_owned(), form, id, root }));
}

fn folder(root: &Path, known: &mut FxHashSet<PathBuf>, listed: &mut Vec<Result<Entry, SourceError>>) {
    let inside = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let visible = |e: &DirEntry| {
        e.depth() == 0 || (!e.file_name().to_string_lossy().starts_with('.') && !is_of_a_saved_page(e))
    };
    let (mut entries, mut errors, mut others) = (Vec::new(), Vec::new(), 0);
    for found in WalkDir::new(root).follow_links(false).into_iter().filter_entry(visible) {
        let found = match found {
            Ok(found) => found,
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                errors.push(SourceError::Unreadable { path, reason });
                continue;
            }
        };
        let path = found.path();
        if found.path_is_symlink() && found.depth() > 0 {
            // What a link inside the folder leads to is read in its own place.
            let target = path.canonicalize().or_else(|_| std::fs::read_link(path)).unwrap_or_default();
            if !target.starts_with(&inside) {
                errors.push(SourceError::NotFollowed { path: path.to_owned(), target });
            }
            continue;
        }
        if !found.file_type().is_file() || found.file_name() == super::catalog::NAME {
            continue;
        }
        let Some(form) = form(path) else {
            others += 1;
            continue;
        };
        let below = path.strip_prefix(root).unwrap_or(path);
        let below: Vec<String> =
            below.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        let id = stem(&below.join("/"), form);
        entries.push(Entry {
            input: root.to_owned(),
            path: path.to_owned(),
            form,
            id,
            root: root.to_owned(),
        });
    }
    if entries.is_empty() && errors.iter().all(SourceError::is_warning) {
        errors.push(SourceError::NoDocuments { path: root.to_owned(), others });
    }
    tell_apart(&mut entries);
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    listed.extend(errors.into_iter().map(Err));
    listed.extend(entries.into_iter().filter(|e| is_new(&e.path, known)).map(Ok));
}

/// The folder of pictures and frames that a browser saves beside a page ("calls_files" beside "calls.html").
fn is_of_a_saved_page(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let page = ["_files", ".files", "-Dateien", "_fichiers", "_archivos"]
        .iter()
        .find_map(|end| name.strip_suffix(end));
    page.is_some_and(|page| {
        entry.file_type().is_dir()
            && ["html", "htm"].iter().any(|e| entry.path().with_file_name(format!("{page}.{e}")).exists())
    })
}

/// Files of one stem in one folder stay apart: text, Markdown, page, lines in this order, the first has the stem as
/// its id, every other its whole name.
fn tell_apart(entries: &mut [Entry]) {
    entries.sort_by(|a, b| (&a.id, a.form, &a.path).cmp(&(&b.id, b.form, &b.path)));
    let mut last: Option<String> = None;
    for entry in entries {
        if last.as_ref() == Some(&entry.id) {
            if let Some(extension) = entry.path.extension() {
                entry.id = format!("{}.{}", entry.id, extension.to_string_lossy());
            }
        } else {
            last = Some(entry.id.clone());
        }
    }
}

/// Whether the file is not yet listed under this or another name.
fn is_new(path: &Path, known: &mut FxHashSet<PathBuf>) -> bool {
    known.insert(path.canonicalize().unwrap_or_else(|_| path.to_owned()))
}

/// Endings of files that are no documents, or none that guanxi reads.
const NO_TEXT: &[&str] = &[
    "pdf", "doc", "docx", "odt", "rtf", "xls", "ods", "zip", "gz", "png", "jpg", "jpeg", "json", "nq", "ttl",
    "trig", "xml", "mhtml", "epub",
];

fn extension(path: &Path) -> Option<String> {
    path.extension().map(|e| e.to_string_lossy().to_lowercase())
}

fn form(path: &Path) -> Option<Form> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    Some(match extension(path)?.as_str() {
        "jsonl" if name.ends_with(".records.jsonl") => Form::Records,
        "jsonl" | "ndjson" => Form::Lines,
        "txt" | "text" => Form::Text,
        "md" | "markdown" => Form::Markdown,
        "html" | "htm" | "xhtml" => Form::Page,
        "csv" | "tsv" | "xlsx" => Form::Table,
        _ => return None,
    })
}

/// A path without its ending.
fn stem(path: &str, form: Form) -> String {
    let name = path.rfind('/').map_or(0, |i| i + 1);
    let cut = |path: &str| match path[name..].rfind('.') {
        Some(dot) if dot > 0 => path[..name + dot].to_owned(),
        _ => path.to_owned(),
    };
    let once = cut(path);
    if form == Form::Records { cut(&once) } else { once }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_keeps_its_folders_and_inner_dots() {
        assert_eq!(stem("2019/a.b.txt", Form::Text), "2019/a.b");
        assert_eq!(stem("v1.0/notes", Form::Text), "v1.0/notes");
        assert_eq!(stem("x.records.jsonl", Form::Records), "x");
    }
}
