//! The files beside a table, by the names that its rows give them.

use rustc_hash::FxHashMap;
use std::path::{Component, Path, PathBuf};

/// At least as like as this (1 is the same) is a name that may be meant.
const ALIKE: f64 = 0.5;

/// The files of the folders that the rows of a table name, each folder listed once.
#[derive(Debug)]
pub(super) struct Beside {
    root: PathBuf,
    listed: FxHashMap<PathBuf, Vec<String>>,
}

impl Beside {
    /// Of a table.
    pub fn new(table: &Path) -> Beside {
        Beside { root: table.parent().map(Path::to_owned).unwrap_or_default(), listed: FxHashMap::default() }
    }

    /// Whether there is a file of that path, with or without its ending, below the folder of the table.
    pub fn has(&mut self, file: &str) -> bool {
        let path = Path::new(file);
        let below = path.components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
        if !below {
            return false;
        }
        let Some(name) = path.file_name().map(|n| n.to_string_lossy().into_owned()) else { return false };
        self.names(&folder(path)).iter().any(|n| *n == name || stem(n) == name)
    }

    /// The file in the same folder, or else in that of the table, with the name most like it.
    pub fn nearest(&mut self, file: &str) -> Option<String> {
        let path = Path::new(file);
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        for folder in [folder(path), PathBuf::new()] {
            let alike = |other: &str| {
                let other = other.to_lowercase();
                let whole = strsim::normalized_damerau_levenshtein(&name, &other);
                whole.max(strsim::normalized_damerau_levenshtein(&name, stem(&other)))
            };
            let scored = self.names(&folder).iter().map(|n| (alike(n), n)).filter(|(s, _)| *s >= ALIKE);
            let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)));
            if let Some((_, name)) = best {
                return Some(folder.join(name).to_string_lossy().replace('\\', "/"));
            }
        }
        None
    }

    /// The files in a folder below the table's, but for the table.
    fn names(&mut self, folder: &Path) -> &[String] {
        let here = self.root.join(folder);
        let here = if here.as_os_str().is_empty() { PathBuf::from(".") } else { here };
        self.listed.entry(folder.to_owned()).or_insert_with(|| {
            let entries = std::fs::read_dir(here).into_iter().flatten().flatten();
            let files = entries.filter(|e| !e.path().is_dir());
            let names = files.map(|e| e.file_name().to_string_lossy().into_owned());
            names.filter(|n| n != super::catalog::NAME).collect()
        })
    }
}

fn folder(path: &Path) -> PathBuf {
    path.parent().map(Path::to_owned).unwrap_or_default()
}

fn stem(name: &str) -> &str {
    match name.rfind('.') {
        Some(dot) if dot > 0 => &name[..dot],
        _ => name,
    }
}
