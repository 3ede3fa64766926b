//! All named queries: those in the binary, and those of a folder.

use super::files::{QueryFile, files, stem};
use super::{NamedQuery, QueryError};
use crate::filter::nearest;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::path::Path;

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/queries");

/// Named queries by name.
#[derive(Debug, Clone)]
pub struct Catalogue {
    queries: BTreeMap<String, NamedQuery>,
    broken: BTreeMap<String, String>,
}

impl Catalogue {
    /// The built-in queries; those of `folder` and below are added, or take the place of their namesakes. A file
    /// that cannot be read, or that is no query, costs only itself: see [`Catalogue::problems`].
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn load(folder: Option<&Path>) -> Result<Self, QueryError> {
        let mut catalogue = Catalogue { queries: BTreeMap::new(), broken: BTreeMap::new() };
        for file in EMBEDDED.files() {
            if let (Some(name), Some(text)) = (stem(file.path()), file.contents_utf8()) {
                catalogue.add(name, text, &format!("queries/{}", file.path().display()))?;
            }
        }
        if let Some(folder) = folder {
            catalogue.add_folder(folder)?;
        }
        Ok(catalogue)
    }

    fn add_folder(&mut self, folder: &Path) -> Result<(), QueryError> {
        for QueryFile { name, path, text } in files(folder)? {
            let added = text.and_then(|text| self.add_parsed(&name, &text, &path.display().to_string()));
            if let Err(error) = added {
                // Not the built-in namesake either: it is not what the reader means by that name.
                self.queries.remove(&name);
                self.broken.insert(name, error.to_string());
            }
        }
        Ok(())
    }

    /// What a person wrote is parsed at once, so that the list shows only what can be asked.
    fn add_parsed(&mut self, name: &str, text: &str, origin: &str) -> Result<(), QueryError> {
        super::parse(text, origin)?;
        self.add(name, text, origin)
    }

    fn add(&mut self, name: &str, text: &str, origin: &str) -> Result<(), QueryError> {
        self.queries.insert(name.to_owned(), NamedQuery::read(name, text, origin)?);
        Ok(())
    }

    /// The query of that name.
    ///
    /// # Errors
    /// [`QueryError::Unknown`] with the nearest names; what is wrong with its file.
    pub fn get(&self, name: &str) -> Result<&NamedQuery, QueryError> {
        if let Some(reason) = self.broken.get(name) {
            return Err(QueryError::Broken { reason: reason.clone() });
        }
        self.queries.get(name).ok_or_else(|| QueryError::Unknown {
            name: name.to_owned(),
            nearest: nearest(name, self.queries.keys().map(String::as_str), 3),
        })
    }

    /// What is wrong with files that were left out, by the name of the query.
    pub fn problems(&self) -> impl Iterator<Item = (&str, &str)> {
        self.broken.iter().map(|(name, reason)| (name.as_str(), reason.as_str()))
    }

    /// All queries, by group and name.
    pub fn iter(&self) -> impl Iterator<Item = &NamedQuery> {
        let mut queries: Vec<&NamedQuery> = self.queries.values().collect();
        queries.sort_by(|a, b| (&a.group, &a.name).cmp(&(&b.group, &b.name)));
        queries.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[test]
    fn every_built_in_query_parses_and_says_what_it_is_for() {
        let catalogue = Catalogue::load(None).unwrap_or_else(|e| panic!("{e}"));
        for query in catalogue.iter() {
            parse(&query.text, &query.origin).unwrap_or_else(|e| panic!("{e}"));
            assert!(!query.summary.is_empty() && !query.description.is_empty(), "{}", query.name);
            assert!(query.parameters.iter().all(|p| !p.help.is_empty()), "{}", query.name);
        }
        let names: Vec<_> = catalogue.iter().map(|q| q.name.as_str()).collect();
        insta::assert_snapshot!(names.join(" "), @r#"cancellations cooperations donations events guidance inspections meetings openings outreach pledges registrations thanks trainings visits contacts counterparties shared timeline variants by-origin by-province by-supervisor offices organizations universities first-of-origin offices-by-area offices-by-field offices-by-month offices-by-origin offices-by-place offices-by-supervisor registered several-offices cross-check idle-supervisors registered-and-met uncatalogued-supervisors unmentioned partners relationships supervisors activity changes documents names planned retold activities-by-field activities-by-length activities-by-ngo activities-by-partner activities-by-partner-type activities-by-place activities-by-year activities-in-several filings office-then-activities repeat-filings returning-ngos chain evidence"#);
    }

    #[test]
    fn an_unknown_query_gives_the_nearest() {
        let catalogue = Catalogue::load(None).unwrap_or_else(|e| panic!("{e}"));
        let message = catalogue.get("vists").map_err(|e| e.to_string()).err().unwrap_or_default();
        insta::assert_snapshot!(message, @r#"there is no query "vists"; did you mean "visits"?; `guanxi query --list` shows them all"#);
    }
}
