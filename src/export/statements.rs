//! The store's statements in one order, whatever the store's own.

use super::reviewed::Reviewed;
use super::{ExportError, Source, Written};
use crate::rdf::vocab::{self, gx};
use crate::store::{Pattern, Store, StoreError};
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, Quad, Term, TripleRef};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// A part of the store: the graphs of one sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What each document says, with its text.
    Documents,
    /// What is the case: organisations, events, relationships.
    Resolution,
    /// Who is linked to whom, derived from events.
    Links,
    /// The names that documents use.
    Names,
    /// What people decided.
    Decisions,
    /// The vocabulary and the places.
    Ontology,
}

impl Part {
    /// Whether a graph is of this part, told by its IRI.
    pub(super) fn has(self, graph: &str) -> bool {
        let of_document = graph.contains("graph/document/");
        let named = |name: &str| !of_document && graph.ends_with(name);
        match self {
            Part::Documents => of_document,
            Part::Resolution => named("graph/resolution"),
            Part::Links => named("graph/links"),
            Part::Names => named("graph/names"),
            Part::Decisions => named("graph/decisions"),
            Part::Ontology => named("graph/ontology"),
        }
    }
}

/// Writes the chosen parts: graph by graph in the order of their names, the statements of each sorted
/// as N-Triples. Notes of the documents stand first, as comments, where the format has any.
///
/// Memory: the largest graph. Cost: two passes over the store.
pub(super) fn write(
    source: &Source<'_>,
    format: RdfFormat,
    out: &mut dyn Write,
) -> Result<Written, ExportError> {
    let graphs = graphs(source)?;
    let mut serializer = RdfSerializer::from_format(format);
    if format != RdfFormat::NQuads {
        for note in notes(source.store)? {
            writeln!(out, "# {note}")?;
        }
        for (prefix, namespace) in vocab::PREFIXES {
            serializer = serializer.with_prefix(*prefix, *namespace).map_err(std::io::Error::other)?;
        }
    }
    let mut serializer = serializer.for_writer(&mut *out);
    let reviewed = source.filter.reviewed.then(|| Reviewed::read(source)).transpose()?;
    let (mut statements, mut written) = (0, 0);
    for (name, graph) in &graphs {
        let before = statements;
        for quad in sorted(source.store, graph, name, reviewed.as_ref())? {
            if format.supports_datasets() {
                serializer.serialize_quad(&quad)?;
            } else {
                serializer.serialize_triple(TripleRef::from(quad.as_ref()))?;
            }
            statements += 1;
        }
        written += usize::from(statements > before);
    }
    serializer.finish()?;
    out.flush()?;
    Ok(Written { counts: vec![(statements, "statements"), (written, "graphs")] })
}

/// The graphs that are wanted, by name.
fn graphs(source: &Source<'_>) -> Result<BTreeMap<String, GraphName>, StoreError> {
    let mut graphs = BTreeMap::new();
    let mut last = None;
    for quad in source.store.quads(Pattern::default())? {
        let graph = quad?.graph_name;
        if last.as_ref() == Some(&graph) {
            continue;
        }
        let name = match &graph {
            GraphName::NamedNode(node) => node.as_str().to_owned(),
            other => other.to_string(),
        };
        let unasked = source.parts.is_empty() && !Part::Decisions.has(&name);
        if unasked || source.parts.iter().any(|part| part.has(&name)) {
            graphs.insert(name, graph.clone());
        }
        last = Some(graph);
    }
    Ok(graphs)
}

fn sorted(
    store: &dyn Store,
    graph: &GraphName,
    name: &str,
    reviewed: Option<&Reviewed>,
) -> Result<Vec<Quad>, StoreError> {
    let pattern = Pattern { graph: Some(graph.as_ref()), ..Pattern::default() };
    let mut quads = store.quads(pattern)?.collect::<Result<Vec<Quad>, _>>()?;
    if let Some(reviewed) = reviewed {
        quads = quads.into_iter().filter_map(|quad| reviewed.told(quad, name)).collect();
    }
    quads.sort_by_cached_key(|q| (q.subject.to_string(), q.predicate.to_string(), q.object.to_string()));
    quads.dedup();
    Ok(quads)
}

/// The notes of all documents, each once, on one line.
fn notes(store: &dyn Store) -> Result<BTreeSet<String>, StoreError> {
    let mut notes = BTreeSet::new();
    for quad in store.quads(Pattern { predicate: Some(gx::NOTE), ..Pattern::default() })? {
        if let Term::Literal(note) = quad?.object {
            notes.insert(note.value().split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    Ok(notes)
}
