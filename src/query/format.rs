//! Answers in the formats of SPARQL and in tables for people.

use super::table;
use crate::rdf::vocab::PREFIXES;
use crate::store::{Answer, StoreError};
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{Literal, Term, Triple, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use std::io::{self, Write};

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Columns with borders, as wide as the reader's window; a graph as Turtle.
    Table,
    /// SPARQL 1.1 Query Results CSV.
    Csv,
    /// SPARQL 1.1 Query Results TSV: terms as in SPARQL.
    Tsv,
    /// SPARQL 1.1 Query Results JSON.
    Json,
    /// SPARQL Query Results XML.
    Xml,
    /// A table of Markdown.
    Markdown,
    /// A graph as Turtle.
    Turtle,
    /// A graph as N-Triples.
    NTriples,
}

impl Format {
    /// Each with its name on the command line.
    pub const ALL: [(&'static str, Format); 8] = [
        ("table", Format::Table),
        ("csv", Format::Csv),
        ("tsv", Format::Tsv),
        ("json", Format::Json),
        ("xml", Format::Xml),
        ("markdown", Format::Markdown),
        ("ttl", Format::Turtle),
        ("nt", Format::NTriples),
    ];

    /// The format of that name.
    pub fn named(name: &str) -> Option<Format> {
        Self::ALL.into_iter().find(|(n, _)| *n == name).map(|(_, format)| format)
    }

    fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, format)| *format == self).map_or("table", |(name, _)| name)
    }
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// That many rows.
    Rows(usize),
    /// Yes or no.
    Boolean,
    /// That many triples.
    Triples(usize),
}

/// Why an answer was not written to its end.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The reader of the output, or the disk.
    #[error("cannot write the answer: {0}")]
    Io(#[source] io::Error),
    /// What the evaluation met on the way.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A format that does not fit the kind of answer.
    #[error("{answer} cannot be written as {format}: choose --format {fitting}")]
    Misfit {
        /// "a graph (of CONSTRUCT or DESCRIBE)", "rows (of SELECT)", ….
        answer: &'static str,
        /// As asked.
        format: &'static str,
        /// Those that fit.
        fitting: &'static str,
    },
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        WriteError::Io(error)
    }
}

/// Writes an answer. Rows stream in the formats of SPARQL; `width` is of tables, in columns of text.
/// Triples are sorted, each once.
///
/// # Errors
/// A reader gone, a failed evaluation, a format that does not fit.
pub fn write(
    answer: Answer<'_>,
    format: Format,
    width: u16,
    out: &mut dyn Write,
) -> Result<Written, WriteError> {
    match answer {
        Answer::Boolean(value) => {
            match results_format(format) {
                Some(results) => {
                    QueryResultsSerializer::from_format(results)
                        .serialize_boolean_to_writer(&mut *out, value)?;
                }
                None if is_graph_format(format) => {
                    return Err(misfit(
                        "yes or no (of ASK)",
                        format,
                        "table, csv, tsv, json, xml or markdown",
                    ));
                }
                None => write!(out, "{}", if value { "yes" } else { "no" })?,
            }
            writeln!(out)?;
            Ok(Written::Boolean)
        }
        Answer::Solutions { variables, rows } => match results_format(format) {
            Some(results) => write_rows(&variables, rows, results, out),
            None if is_graph_format(format) => {
                Err(misfit("rows (of SELECT)", format, "table, csv, tsv, json, xml or markdown"))
            }
            None => {
                let rows = rows.collect::<Result<Vec<_>, _>>()?;
                match format {
                    Format::Markdown => table::markdown(&variables, &rows, out)?,
                    _ => table::plain(&variables, &rows, width, out)?,
                }
                Ok(Written::Rows(rows.len()))
            }
        },
        Answer::Graph(triples) => {
            let rdf = match format {
                Format::Table | Format::Turtle => RdfFormat::Turtle,
                Format::NTriples => RdfFormat::NTriples,
                _ => return Err(misfit("a graph (of CONSTRUCT or DESCRIBE)", format, "ttl or nt")),
            };
            write_graph(triples, rdf, out)
        }
    }
}

fn misfit(answer: &'static str, format: Format, fitting: &'static str) -> WriteError {
    WriteError::Misfit { answer, format: format.name(), fitting }
}

fn is_graph_format(format: Format) -> bool {
    matches!(format, Format::Turtle | Format::NTriples)
}

fn results_format(format: Format) -> Option<QueryResultsFormat> {
    match format {
        Format::Csv => Some(QueryResultsFormat::Csv),
        Format::Tsv => Some(QueryResultsFormat::Tsv),
        Format::Json => Some(QueryResultsFormat::Json),
        Format::Xml => Some(QueryResultsFormat::Xml),
        _ => None,
    }
}

fn write_rows(
    variables: &[String],
    rows: impl Iterator<Item = Result<Vec<Option<Term>>, StoreError>>,
    format: QueryResultsFormat,
    out: &mut dyn Write,
) -> Result<Written, WriteError> {
    let variables: Vec<Variable> = variables.iter().map(Variable::new_unchecked).collect();
    let mut writer = QueryResultsSerializer::from_format(format)
        .serialize_solutions_to_writer(&mut *out, variables.clone())?;
    let mut count = 0;
    for row in rows {
        let mut row = row?;
        if format == QueryResultsFormat::Xml {
            row.iter_mut().flatten().for_each(legal);
        }
        if format == QueryResultsFormat::Csv {
            row.iter_mut().flatten().for_each(inert);
        }
        let bound = variables.iter().zip(&row).filter_map(|(v, term)| Some((v.as_ref(), term.as_ref()?)));
        writer.serialize(bound)?;
        count += 1;
    }
    writer.finish()?;
    if matches!(format, QueryResultsFormat::Json | QueryResultsFormat::Xml) {
        writeln!(out)?;
    }
    Ok(Written::Rows(count))
}

/// Puts U+FFFD in the place of what XML 1.0 forbids even as a reference: control characters other than tab and
/// line ends, and the two non-characters U+FFFE and U+FFFF.
fn legal(term: &mut Term) {
    let is_legal = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..);
    let Term::Literal(literal) = term else { return };
    if literal.value().chars().all(is_legal) {
        return;
    }
    let value: String = literal.value().chars().map(|c| if is_legal(c) { c } else { '\u{FFFD}' }).collect();
    *literal = match literal.language() {
        Some(language) => Literal::new_language_tagged_literal_unchecked(value, language),
        None => Literal::new_typed_literal(value, literal.datatype()),
    };
}

/// Puts an apostrophe before words that a spreadsheet would run as a formula: the cell shows what they are. Numbers stay.
fn inert(term: &mut Term) {
    let Term::Literal(literal) = term else { return };
    let is_number = || literal.value().parse::<f64>().is_ok();
    if literal.value().starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number() {
        *literal = Literal::new_simple_literal(format!("'{}", literal.value()));
    }
}

fn write_graph(
    triples: impl Iterator<Item = Result<Triple, StoreError>>,
    format: RdfFormat,
    out: &mut dyn Write,
) -> Result<Written, WriteError> {
    let triples = triples.collect::<Result<Vec<_>, _>>()?;
    let mut lines: Vec<(String, Triple)> = triples.into_iter().map(|t| (t.to_string(), t)).collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    lines.dedup_by(|a, b| a.0 == b.0);
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in PREFIXES {
        if lines.iter().any(|(line, _)| line.contains(&format!("<{namespace}"))) {
            serializer = match serializer.clone().with_prefix(*prefix, *namespace) {
                Ok(with) => with,
                Err(_) => serializer,
            };
        }
    }
    let mut writer = serializer.for_writer(&mut *out);
    for (_, triple) in &lines {
        writer.serialize_triple(triple)?;
    }
    writer.finish()?;
    Ok(Written::Triples(lines.len()))
}
