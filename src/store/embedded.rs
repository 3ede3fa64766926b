//! The store in this process: Oxigraph, on RocksDB or, in a light build, in memory beside a file.

use super::folder::Folder;
use super::plan::{Plan, Row};
use super::{Access, Answer, Change, Pattern, Store, StoreError, disk};
use crate::rdf::Base;
use oxigraph::model::Quad;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use std::path::Path;

/// A store in a folder, locked while this lives.
///
/// ```
/// use guanxi::store::{Access, Embedded, Pattern, Store};
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("guanxi.db");
/// drop(Embedded::create(&path, None)?);
/// let store = Embedded::open(&path, Access::Read)?;
/// assert_eq!(store.quads(Pattern::default())?.count(), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Embedded {
    inner: oxigraph::store::Store,
    folder: Folder,
}

impl Embedded {
    /// Opens an existing store.
    ///
    /// # Errors
    /// No store there, another format, a lock that another process holds, damage.
    pub fn open(path: &Path, access: Access) -> Result<Self, StoreError> {
        if access == Access::Read && disk::is_interrupted(path) {
            // A change that a crash cut in two is completed first; that takes a writer.
            drop(Embedded::open(path, Access::Write)?);
        }
        let folder = Folder::open(path, access)?;
        Ok(Embedded { inner: disk::open(&folder)?, folder })
    }

    /// Opens a store to be written, and makes it where there is none. Things are put under `base`;
    /// a store has one for life.
    ///
    /// # Errors
    /// As [`Embedded::open`]; a folder that holds something else, that cannot be written, another base.
    pub fn create(path: &Path, base: Option<&Base>) -> Result<Self, StoreError> {
        let folder = Folder::create(path, base)?;
        Ok(Embedded { inner: disk::open(&folder)?, folder })
    }

    /// Where its things have their IRIs.
    pub fn base(&self) -> &Base {
        &self.folder.base
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        &self.folder.path
    }

    /// Puts on disk what is only in the write-ahead log or, in a light build, in memory.
    ///
    /// # Errors
    /// A full or failing disk.
    pub fn flush(&self) -> Result<(), StoreError> {
        disk::flush(&self.inner, &self.folder)
    }
}

/// The one place where evaluators are made: none has a SERVICE handler, none reaches the network.
pub(super) fn evaluator() -> SparqlEvaluator {
    SparqlEvaluator::new()
}

impl Store for Embedded {
    fn query(&self, query: &spargebra::Query) -> Result<Answer<'_>, StoreError> {
        let plan = Plan::of(query);
        let mut prepared = plan.prepare(evaluator()).for_query(plan.query.clone());
        if prepared.dataset().is_default_dataset() {
            prepared.dataset_mut().set_default_graph_as_union();
        }
        Ok(match prepared.on_store(&self.inner).execute()? {
            QueryResults::Boolean(yes) => Answer::Boolean(yes),
            QueryResults::Graph(triples) => Answer::Graph(Box::new(triples.map(|t| Ok(t?)))),
            QueryResults::Solutions(solutions) => {
                let columns = solutions.variables();
                let shown = columns.iter().take(plan.shown(columns.len()));
                let variables = shown.map(|v| v.as_str().to_owned()).collect();
                let rows = solutions.map(|row| -> Result<Row, StoreError> { Ok(row?.values().to_vec()) });
                Answer::Solutions { variables, rows: plan.rows(rows) }
            }
        })
    }

    fn quads(
        &self,
        pattern: Pattern<'_>,
    ) -> Result<Box<dyn Iterator<Item = Result<Quad, StoreError>> + '_>, StoreError> {
        let Pattern { subject, predicate, object, graph } = pattern;
        let found = self.inner.quads_for_pattern(subject, predicate, object, graph);
        Ok(Box::new(found.map(|quad| Ok(quad?))))
    }

    fn apply(&self, change: Change) -> Result<(), StoreError> {
        if self.folder.access == Access::Read {
            return Err(StoreError::ReadOnly { path: self.folder.path.clone() });
        }
        disk::apply(&self.inner, &self.folder, change)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{Literal, NamedNode, NamedNodeRef};

    fn quad(n: u32, graph: &str) -> Quad {
        let node = |s: &str| NamedNode::new_unchecked(format!("http://example.org/{s}"));
        Quad::new(node("s"), node("p"), Literal::from(n), node(graph))
    }

    fn parsed(text: &str) -> spargebra::Query {
        spargebra::SparqlParser::new().parse_query(text).expect("a query")
    }

    #[test]
    fn a_change_is_seen_by_queries_over_all_graphs_and_after_opening_again() {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("db");
        let store = Embedded::create(&path, None).expect("a store");
        let first = Change { insert: vec![quad(1, "g"), quad(2, "h")], ..Change::default() };
        store.apply(first).expect("a change");
        store.apply(Change { remove: vec![quad(1, "g")], insert: vec![quad(3, "g")] }).expect("a change");
        store.flush().expect("room");
        drop(store);
        let store = Embedded::open(&path, Access::Read).expect("a store");
        let Answer::Solutions { variables, rows } =
            store.query(&parsed("SELECT ?o { ?s ?p ?o } ORDER BY ?o")).expect("an answer")
        else {
            panic!("no rows")
        };
        assert_eq!(variables, ["o"]);
        let rows: Vec<_> = rows.map(|r| r.expect("a row")[0].clone().expect("bound").to_string()).collect();
        assert!(rows[0].starts_with("\"2\"") && rows[1].starts_with("\"3\"") && rows.len() == 2, "{rows:?}");
        assert!(matches!(store.apply(Change::default()), Err(StoreError::ReadOnly { .. })));
    }

    #[test]
    fn service_reaches_nobody() {
        let place = tempfile::tempdir().expect("a folder");
        let store = Embedded::create(&place.path().join("db"), None).expect("a store");
        let query = parsed("SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }");
        let failed = match store.query(&query) {
            Err(_) => true,
            Ok(Answer::Solutions { mut rows, .. }) => rows.next().is_some_and(|r| r.is_err()),
            Ok(_) => false,
        };
        assert!(failed);
        let graph = NamedNodeRef::new_unchecked("http://example.org/none");
        let pattern = Pattern { graph: Some(graph.into()), ..Pattern::default() };
        assert_eq!(store.quads(pattern).expect("quads").count(), 0);
    }
}
