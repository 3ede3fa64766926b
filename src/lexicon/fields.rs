//! Fields of work: `ontology/fields.tsv`.

use super::register::heading_key;
use super::table::rows;
use super::{Files, LexiconError};
use rustc_hash::FxHashMap;

const FILE: &str = "fields.tsv";
const HEADER: &[&str] = &["code", "english", "chinese", "others"];

/// A field of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in IRIs: `poverty-alleviation`.
    pub code: String,
    /// English name.
    pub name: String,
    /// Chinese name.
    pub chinese: String,
    /// Other names.
    pub others: Vec<String>,
}

/// All fields; look-ups are by hash.
#[derive(Debug, Default)]
pub struct Fields {
    fields: Vec<Field>,
    by_name: FxHashMap<String, usize>,
}

impl Fields {
    pub(super) fn read(files: &Files) -> Result<Self, LexiconError> {
        let mut all = Fields::default();
        for row in rows(files, FILE, files.get(FILE).unwrap_or_default(), HEADER)? {
            let (code, name) = (row.needed(0, "code")?.to_owned(), row.needed(1, "english")?.to_owned());
            if !code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
                return Err(row.malformed(format!("the code {code:?} takes small letters and hyphens only")));
            }
            let field = Field { code, name, chinese: row.field(2).to_owned(), others: row.list(3) };
            let names = [&field.name, &field.chinese].into_iter().chain(&field.others);
            for name in names.filter(|name| !name.is_empty()) {
                if all.by_name.insert(heading_key(name), all.fields.len()).is_some() {
                    return Err(row.malformed(format!("another field is called {name:?} too")));
                }
            }
            all.fields.push(field);
        }
        Ok(all)
    }

    /// Every field, as in the table.
    pub fn iter(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }

    /// The field of that name; case, spaces and punctuation are of no account.
    pub fn find(&self, name: &str) -> Option<&Field> {
        self.by_name.get(&heading_key(name)).map(|at| &self.fields[*at])
    }

    /// The field of that code.
    pub fn by_code(&self, code: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.code == code)
    }
}
