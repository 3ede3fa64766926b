//! The files of `ontology/`: those in the binary, overlaid by those of a folder.

use super::LexiconError;
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/ontology");

/// Readable files by their path below `ontology/`, with `/` between folders, sorted.
#[derive(Debug, Clone)]
pub struct Files {
    files: BTreeMap<String, (Cow<'static, str>, Option<PathBuf>)>,
}

impl Files {
    /// The files in the binary.
    pub fn embedded() -> Self {
        let mut files = BTreeMap::new();
        let mut folders = vec![&EMBEDDED];
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            for file in folder.files() {
                let name = file.path().to_string_lossy().replace('\\', "/");
                if let (true, Some(text)) = (is_knowledge(&name), file.contents_utf8()) {
                    files.insert(name, (Cow::Borrowed(text), None));
                }
            }
        }
        Files { files }
    }

    /// The files in the binary, with those of `folder` added; one of the same path takes its place.
    ///
    /// # Errors
    /// A folder or file that cannot be read.
    pub fn with_overlay(folder: &Path) -> Result<Self, LexiconError> {
        let mut files = Self::embedded();
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.map_err(|e| LexiconError::Unreadable {
                path: e.path().unwrap_or(folder).to_owned(),
                reason: e.to_string(),
            })?;
            if !entry.file_type().is_file() {
                continue;
            }
            let path = entry.path();
            let below = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
            if is_knowledge(&below) {
                let text = std::fs::read_to_string(path)
                    .map_err(|e| LexiconError::Unreadable { path: path.to_owned(), reason: e.to_string() })?;
                files.files.insert(below, (Cow::Owned(text), Some(path.to_owned())));
            }
        }
        Ok(files)
    }

    /// The text of one file.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(|(text, _)| text.as_ref())
    }

    /// Files below a folder ("events/"), by path.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files
            .iter()
            .filter(move |(n, _)| n.starts_with(prefix))
            .map(|(n, (text, _))| (n.as_str(), text.as_ref()))
    }

    /// Where a file came from, for messages.
    pub fn origin(&self, name: &str) -> String {
        match self.files.get(name) {
            Some((_, Some(path))) => path.display().to_string(),
            _ => format!("ontology/{name} (built in)"),
        }
    }

    /// SHA-256 over all paths and texts, in hexadecimal.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for (name, (text, _)) in &self.files {
            for part in [name.as_bytes(), text.as_bytes()] {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part);
            }
        }
        hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
    }
}

fn is_knowledge(name: &str) -> bool {
    [".toml", ".tsv", ".ttl"].iter().any(|end| name.ends_with(end))
}
