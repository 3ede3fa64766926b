//! Which mapping reads a table, told by its header.

use super::TableError;
use crate::lexicon::{Column, Mapping, Means, Tongue, heading_key};
use crate::source::{Row, Sheet};
use std::collections::BTreeMap;

/// The columns of a table, by what they mean.
#[derive(Debug)]
pub(super) struct Columns<'m> {
    /// How the table is read.
    pub mapping: &'m Mapping,
    /// Number of the column, from 0, and the mapping's description of it.
    found: Vec<(usize, &'m Column)>,
    /// How many cells the header has.
    pub width: usize,
    /// The headings as the table spells them.
    pub headings: Vec<String>,
}

impl<'m> Columns<'m> {
    /// The columns with that meaning, the English one first.
    pub fn of(&self, means: Means) -> impl Iterator<Item = (usize, &'m Column)> {
        let mut of: Vec<_> = self.found.iter().copied().filter(|(_, c)| c.means == means).collect();
        of.sort_by_key(|(at, column)| (column.language, *at));
        of.into_iter()
    }

    /// The column with that meaning and language; one without a language counts as English.
    pub fn find(&self, means: Means, tongue: Tongue) -> Option<(usize, &'m Column)> {
        self.of(means).find(|(_, column)| column.language.unwrap_or(Tongue::En) == tongue)
    }
}

/// How one mapping fits a header.
struct Fit<'m> {
    columns: Columns<'m>,
    lacking: Vec<&'m str>,
}

/// The mapping whose needed columns the table has, and of several the one with the most columns.
///
/// # Errors
/// No mapping fits, or two columns of the table are one of the mapping's.
pub(super) fn columns<'m>(mappings: &'m [Mapping], sheet: &Sheet) -> Result<Columns<'m>, TableError> {
    let Some(header) = sheet.rows.first() else {
        return Err(TableError::NoHeader { origin: sheet.origin.clone() });
    };
    let mut fits = Vec::new();
    for mapping in mappings {
        fits.push(fit(mapping, header, sheet)?);
    }
    let better = |fit: &Fit<'_>| (fit.lacking.is_empty(), fit.columns.found.len());
    // Of equals the first counts.
    let best = fits.into_iter().rev().max_by_key(better);
    match best {
        Some(Fit { columns, lacking }) if lacking.is_empty() => Ok(columns),
        Some(Fit { columns, lacking }) if !columns.found.is_empty() => Err(TableError::UnknownHeader {
            origin: sheet.origin.clone(),
            row: header.number,
            nearest: format!("{} ({})", columns.mapping.about, columns.mapping.file),
            lacking: lacking.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", "),
        }),
        _ => Err(TableError::NoMapping {
            origin: sheet.origin.clone(),
            row: header.number,
            known: mappings.iter().map(|m| m.about.as_str()).collect::<Vec<_>>().join("; "),
        }),
    }
}

fn fit<'m>(mapping: &'m Mapping, header: &Row, sheet: &Sheet) -> Result<Fit<'m>, TableError> {
    let mut by_key: BTreeMap<String, &Column> = BTreeMap::new();
    for column in &mapping.columns {
        by_key.extend(column.header.iter().map(|heading| (heading_key(heading), column)));
    }
    let mut found: Vec<(usize, &Column)> = Vec::new();
    for (at, cell) in header.cells.iter().enumerate() {
        let Some(column) = by_key.get(&heading_key(&cell.words)).copied() else { continue };
        if let Some((first, _)) = found.iter().find(|(_, c)| std::ptr::eq(*c, column)) {
            return Err(TableError::TwoColumns {
                origin: sheet.origin.clone(),
                row: header.number,
                heading: cell.words.clone(),
                first: first + 1,
                second: at + 1,
            });
        }
        found.push((at, column));
    }
    let lacks = |column: &&Column| column.needed && !found.iter().any(|(_, c)| std::ptr::eq(*c, *column));
    let lacking = mapping.columns.iter().filter(lacks);
    let lacking = lacking.filter_map(|column| column.header.first().map(String::as_str)).collect();
    let headings = header.cells.iter().map(|cell| cell.words.clone()).collect();
    Ok(Fit { columns: Columns { mapping, found, width: header.cells.len(), headings }, lacking })
}
