//! All checks: those in the binary, and those of a folder.

use super::{Check, CheckError};
use crate::filter::nearest;
use crate::query::{QueryFile, files, stem};
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::path::Path;

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/ontology/checks");

/// The same rules in SHACL, as far as SHACL core can say them: `ontology/shapes.ttl`.
pub const SHAPES: &str = include_str!("../../ontology/shapes.ttl");

/// Checks by name.
#[derive(Debug, Clone)]
pub struct Catalogue {
    checks: BTreeMap<String, Check>,
}

impl Catalogue {
    /// The built-in checks; those of `folder` and below are added, or take the place of their namesakes.
    ///
    /// # Errors
    /// A folder or file that cannot be read, a check that is not of its form.
    pub fn load(folder: Option<&Path>) -> Result<Self, CheckError> {
        let mut catalogue = Catalogue { checks: BTreeMap::new() };
        for file in EMBEDDED.files() {
            if let (Some(name), Some(text)) = (stem(file.path()), file.contents_utf8()) {
                catalogue.add(name, text, &format!("ontology/checks/{}", file.path().display()))?;
            }
        }
        if let Some(folder) = folder {
            catalogue.add_folder(folder)?;
        }
        Ok(catalogue)
    }

    fn add_folder(&mut self, folder: &Path) -> Result<(), CheckError> {
        for QueryFile { name, path, text } in files(folder)? {
            self.add(&name, &text?, &path.display().to_string())?;
        }
        Ok(())
    }

    fn add(&mut self, name: &str, text: &str, origin: &str) -> Result<(), CheckError> {
        self.checks.insert(name.to_owned(), Check::read(name, text, origin)?);
        Ok(())
    }

    /// The checks of these names, in the order of [`Catalogue::iter`]; all where there are none.
    ///
    /// # Errors
    /// [`CheckError::Unknown`] with the nearest names.
    pub fn chosen(&self, names: &[String]) -> Result<Vec<&Check>, CheckError> {
        for name in names {
            if !self.checks.contains_key(name) {
                let nearest = nearest(name, self.checks.keys().map(String::as_str), 3);
                return Err(CheckError::Unknown { name: name.clone(), nearest });
            }
        }
        Ok(self.iter().filter(|check| names.is_empty() || names.contains(&check.name)).collect())
    }

    /// All checks: errors before warnings, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Check> {
        let mut checks: Vec<&Check> = self.checks.values().collect();
        checks.sort_by(|a, b| (a.severity, &a.name).cmp(&(b.severity, &b.name)));
        checks.into_iter()
    }
}
