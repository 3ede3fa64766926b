//! Tab-separated tables of `ontology/`, with messages that lead to the line.

use super::{Files, LexiconError};

/// A line of a table: its fields, at least as many as the header names, and where it stands.
pub(super) struct Row<'a> {
    fields: Vec<&'a str>,
    place: String,
}

impl<'a> Row<'a> {
    /// The field of that column, trimmed; empty where the line ends before it.
    pub(super) fn field(&self, column: usize) -> &'a str {
        self.fields.get(column).map_or("", |f| f.trim())
    }

    /// The field of that column, which must not be empty.
    pub(super) fn needed(&self, column: usize, called: &str) -> Result<&'a str, LexiconError> {
        match self.field(column) {
            "" => Err(self.malformed(format!("column {} ({called}) is empty; fill it in", column + 1))),
            text => Ok(text),
        }
    }

    /// The parts of a field between `|`, empty ones left out.
    pub(super) fn list(&self, column: usize) -> Vec<String> {
        let parts = self.field(column).split('|').map(str::trim);
        parts.filter(|p| !p.is_empty()).map(str::to_owned).collect()
    }

    /// What is wrong with this line.
    pub(super) fn malformed(&self, reason: impl Into<String>) -> LexiconError {
        LexiconError::Malformed { file: self.place.clone(), reason: reason.into() }
    }
}

/// The lines of a table below its header. Empty lines and lines that start with `#` are passed over.
///
/// # Errors
/// Another header than `header`, a line of more fields than it.
pub(super) fn rows<'a>(
    files: &Files,
    name: &str,
    text: &'a str,
    header: &[&str],
) -> Result<Vec<Row<'a>>, LexiconError> {
    let mut rows = Vec::new();
    let mut seen_header = false;
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let place = format!("{}:{}", files.origin(name), number + 1);
        let row = Row { fields: line.split('\t').collect(), place };
        if !seen_header {
            if !row.fields.iter().map(|f| f.trim()).eq(header.iter().copied()) {
                let wanted = header.join(", ");
                return Err(
                    row.malformed(format!("expected a header of the columns {wanted}, separated by tabs"))
                );
            }
            seen_header = true;
            continue;
        }
        if row.fields.len() > header.len() {
            let (found, most) = (row.fields.len(), header.len());
            return Err(row.malformed(format!("{found} fields, but the header names {most}; remove a tab")));
        }
        rows.push(row);
    }
    Ok(rows)
}
