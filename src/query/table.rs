//! Tables for people: on a terminal, in Markdown.

use super::shortened;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Term};
use std::io::{self, Write};

/// A table of at most `width` columns of text, where that is wide enough for a letter a column; nothing
/// is cut off, long cells are wrapped. Nothing at all where there are no rows.
pub(super) fn plain(
    variables: &[String],
    rows: &[Vec<Option<Term>>],
    width: u16,
    out: &mut dyn Write,
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).force_no_tty();
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.set_header(variables);
    for row in rows {
        table.add_row(row.iter().map(|term| term.as_ref().map(plain_words).unwrap_or_default()));
    }
    for (index, _) in variables.iter().enumerate() {
        let mut cells = rows.iter().filter_map(|row| row.get(index)?.as_ref()).peekable();
        if cells.peek().is_some()
            && cells.all(is_number)
            && let Some(column) = table.column_mut(index)
        {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    writeln!(out, "{}", table.trim_fmt())
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
    fn markdown_keeps_marks_as_characters() {
        let variables = ["quote", "place", "documents"].map(str::to_owned);
        insta::assert_snapshot!(written(|out| markdown(&variables, &rows(), out)), @r#"
        | quote | place | documents |
        | --- | --- | --- |
        | Staff of the Hubei office \[31m paid "Elm \| Trust" a \*long\* visit on Monday. |  | 12 |
        "#);
    }
}
