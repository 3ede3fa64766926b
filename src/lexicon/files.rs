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
    /// A folder or file that cannot be read, a file where the folder should be, a folder without a file that is used.
    pub fn with_overlay(folder: &Path) -> Result<Self, LexiconError> {
        let mut files = Self::embedded();
        if folder.is_file() {
            return Err(LexiconError::NoFolder { path: folder.to_owned(), known: files.known() });
        }
        let mut used = false;
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
                used |= files.uses(&below);
                let text = std::fs::read_to_string(path)
                    .map_err(|e| LexiconError::Unreadable { path: path.to_owned(), reason: e.to_string() })?;
                files.files.insert(below, (Cow::Owned(text), Some(path.to_owned())));
            }
        }
        if !used {
            return Err(LexiconError::NothingUsed { path: folder.to_owned(), known: files.known() });
        }
        Ok(files)
    }

    /// Whether a file of that path is ever read: one of the binary's own, or one more of a folder that is read whole.
    fn uses(&self, name: &str) -> bool {
        self.files.contains_key(name)
            || MORE.iter().any(|(folder, end)| name.starts_with(folder) && name.ends_with(end))
    }

    /// The paths that are read, for messages.
    fn known(&self) -> String {
        let more = MORE.iter().map(|(folder, end)| format!("{folder}*{end}"));
        let rest = self
            .files
            .keys()
            .filter(|name| !MORE.iter().any(|(folder, end)| name.starts_with(folder) && name.ends_with(end)));
        more.chain(rest.cloned()).collect::<Vec<_>>().join(", ")
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

/// Folders of which every file with that ending is read.
const MORE: &[(&str, &str)] =
    &[("events/", ".toml"), ("places/", ".tsv"), ("tables/", ".toml"), ("", ".ttl")];

/// What demands are made of a store (`shapes.ttl`, `checks/`) tells nothing of the world, and changes nothing in it.
fn is_knowledge(name: &str) -> bool {
    name != "shapes.ttl" && [".toml", ".tsv", ".ttl"].iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_folder_and_a_folder_of_which_nothing_is_used_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let told = |path: &Path| Files::with_overlay(path).err().map(|e| e.to_string()).unwrap_or_default();
        let known = "known are events/*.toml, places/*.tsv, tables/*.toml, *.ttl, calibration.toml, countries.tsv, fields.tsv, foreign_places.tsv, language/";
        assert!(told(folder.path()).contains("is used; known are events/*.toml"), "{}", told(folder.path()));
        let stray = folder.path().join("visit.toml");
        std::fs::write(&stray, "kind = \"Visit\"").expect("a file");
        assert!(told(folder.path()).contains(known), "{}", told(folder.path()));
        assert!(
            told(&stray).contains("visit.toml is no folder; --ontology takes a folder"),
            "{}",
            told(&stray)
        );
        std::fs::write(folder.path().join("more.ttl"), "").expect("a file");
        assert_eq!(told(folder.path()), "");
    }
}
