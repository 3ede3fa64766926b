//! Tables for people: on a terminal, in Markdown.

use super::shortened;
use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width, presets,
};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Term};
use std::io::{self, Write};

/// A word that is longer, as a URL, may be broken.
const WORD: u16 = 24;

/// A word that is no longer is not broken if there is any way.
const SHORT: u16 = 8;

/// Without frames: for windows in which words would have to be broken to make room for them.
const BARE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// A table of at most `width` columns of text, where that is wide enough for a letter a column; nothing
/// is cut off, long cells are wrapped, between words where there is room. Nothing at all where there are
/// no rows.
pub(super) fn plain(
    variables: &[String],
    rows: &[Vec<Option<Term>>],
    width: u16,
    out: &mut dyn Write,
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|term| term.as_ref().map(plain_words).unwrap_or_default()).collect())
        .collect();
    let mut longest: Vec<u16> = variables.iter().map(|name| longest_word(name)).collect();
    for row in &cells {
        for (longest, cell) in longest.iter_mut().zip(row) {
            *longest = longest_word(cell).max(*longest);
        }
    }
    let columns = u16::try_from(variables.len()).unwrap_or(u16::MAX);
    let needed = |longest_allowed: u16, is_framed: bool| {
        let words = longest.iter().fold(0u16, |sum, word| sum.saturating_add(*word.min(&longest_allowed)));
        let gaps = match is_framed {
            true => columns.saturating_mul(3).saturating_add(1),
            false => columns.saturating_sub(1).saturating_mul(2),
        };
        words.saturating_add(gaps)
    };
    let is_framed = needed(WORD, true) <= width;
    // The longest words are broken first.
    let whole = (SHORT..=WORD).rev().find(|allowed| needed(*allowed, is_framed) <= width);
    let mut table = Table::new();
    table.load_style(if is_framed { presets::UTF8_FULL_CONDENSED } else { BARE }).force_no_tty();
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.set_header(variables).add_rows(cells);
    for (index, column) in table.column_iter_mut().enumerate() {
        let padding = match is_framed {
            true => (1, 1),
            false => (0, u16::from(index + 1 < variables.len())),
        };
        column.set_padding(padding);
        if let (Some(whole), Some(word)) = (whole, longest.get(index)) {
            let least = whole.min(*word).saturating_add(padding.0 + padding.1);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        }
        let mut terms = rows.iter().filter_map(|row| row.get(index)?.as_ref()).peekable();
        if terms.peek().is_some() && terms.all(is_number) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    writeln!(out, "{}", table.trim_fmt())
}

/// Width of the longest word on a terminal, where ideographs take two columns.
fn longest_word(text: &str) -> u16 {
    let width = |word: &str| {
        word.chars().fold(0u16, |sum, c| sum.saturating_add(if c >= '\u{2e80}' { 2 } else { 1 }))
    };
    text.split(' ').map(width).max().unwrap_or(0).min(WORD)
}

/// A table of Markdown; its head alone where there are no rows.
pub(super) fn markdown(
    variables: &[String],
    rows: &[Vec<Option<Term>>],
    out: &mut dyn Write,
) -> io::Result<()> {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    writeln!(out, "{}", line(variables.to_vec()))?;
    writeln!(out, "{}", line(variables.iter().map(|_| "---".to_owned()).collect()))?;
    for row in rows {
        let cells = row.iter().map(|term| term.as_ref().map(marked_words).unwrap_or_default());
        writeln!(out, "{}", line(cells.collect()))?;
    }
    Ok(())
}

/// A term as people read it: no datatype, no language, IRIs with prefix, nothing that steers a terminal.
fn plain_words(term: &Term) -> String {
    let words = match term {
        Term::NamedNode(iri) => shortened(iri.as_str()),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.value().to_owned(),
    };
    words
        .split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn marked_words(term: &Term) -> String {
    let mut words = String::new();
    for c in plain_words(term).chars() {
        // What Markdown or the HTML in it would take for more than a character.
        if matches!(c, '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>') {
            words.push('\\');
        }
        words.push(c);
    }
    words
}

fn is_number(term: &Term) -> bool {
    let numeric = [xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE, xsd::FLOAT, xsd::LONG, xsd::INT];
    matches!(term, Term::Literal(literal) if numeric.contains(&Literal::datatype(literal)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Vec<Option<Term>>> {
        let quote = "Staff of the Hubei office\u{1b}[31m paid\n\"Elm | Trust\" a *long* visit on Monday.";
        vec![vec![Some(Literal::from(quote).into()), None, Some(Literal::from(12).into())]]
    }

    fn written(write: impl Fn(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        assert!(write(&mut out).is_ok());
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn a_narrow_table_wraps_and_cuts_nothing_off() {
        let variables = ["quote", "place", "documents"].map(str::to_owned);
        insta::assert_snapshot!(written(|out| plain(&variables, &rows(), 48, out)), @r#"
        ┌──────────────────────────┬───────┬───────────┐
        │ quote                    ┆ place ┆ documents │
        ╞══════════════════════════╪═══════╪═══════════╡
        │ Staff of the Hubei       ┆       ┆        12 │
        │ office [31m paid "Elm |  ┆       ┆           │
        │ Trust" a *long* visit on ┆       ┆           │
        │ Monday.                  ┆       ┆           │
        └──────────────────────────┴───────┴───────────┘
        "#);
    }

    #[test]
    fn a_narrower_table_loses_its_frame_before_it_breaks_words() {
        let variables = ["quote", "place", "documents"].map(str::to_owned);
        insta::assert_snapshot!(written(|out| plain(&variables, &rows(), 30, out)), @r#"
        quote         place  documents
        ──────────────────────────────
        Staff of the                12
        Hubei office
        [31m paid
        "Elm |
        Trust" a
        *long* visit
        on Monday.
        "#);
    }

    #[test]
    fn markdown_keeps_marks_as_characters() {
        let variables = ["quote", "place", "documents"].map(str::to_owned);
        insta::assert_snapshot!(written(|out| markdown(&variables, &rows(), out)), @r#"
        | quote | place | documents |
        | --- | --- | --- |
        | Staff of the Hubei office \[31m paid "Elm \| Trust" a \*long\* visit on Monday. |  | 12 |
        "#);
    }
}
