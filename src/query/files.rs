//! `.rq` files: those of a folder and below, by name.

use super::QueryError;
use std::path::{Path, PathBuf};

/// A file of a folder.
pub(crate) struct QueryFile {
    /// Its stem, by which it is asked for.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// What it says, where it can be read.
    pub text: Result<String, QueryError>,
}

/// The `.rq` files of `folder` and below, in the order of their paths.
///
/// # Errors
/// A folder that cannot be read.
pub(crate) fn files(folder: &Path) -> Result<Vec<QueryFile>, QueryError> {
    let unreadable = |path: &Path, reason: String| QueryError::Unreadable { path: path.to_owned(), reason };
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|e| {
            let reason = e.io_error().map_or_else(|| e.to_string(), ToString::to_string);
            unreadable(e.path().unwrap_or(folder), reason)
        })?;
        if let (true, Some(name)) = (entry.file_type().is_file(), stem(entry.path())) {
            let text = std::fs::read_to_string(entry.path());
            let text = text.map_err(|e| unreadable(entry.path(), e.to_string()));
            files.push(QueryFile { name: name.to_owned(), path: entry.path().to_owned(), text });
        }
    }
    Ok(files)
}

/// The name of a `.rq` file; none for any other file.
pub(crate) fn stem(path: &Path) -> Option<&str> {
    path.extension().filter(|e| *e == "rq")?;
    path.file_stem()?.to_str()
}
