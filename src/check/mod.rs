//! A store held against what is demanded of it.
//!
//! A check is a `.rq` file of `ontology/checks/`: SPARQL that finds what breaks a rule, under a header that says the rule,
//! how grave it is, and an example that breaks it. `ontology/shapes.ttl` says the same in SHACL, as far as SHACL core
//! can, for any other validator; there each shape bears the name of its check.

mod catalogue;
mod header;

pub use catalogue::{Catalogue, SHAPES};
pub use header::{Check, Severity};

use crate::filter::suggest;
use crate::query::QueryError;
use crate::store::{Answer, Store, StoreError};
use oxigraph::model::Term;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Why a store cannot be checked.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// A file that cannot be read, or is not of its form.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// What the store says.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A name that no check bears.
    #[error("there is no check \"{name}\"{}; `guanxi check --list` shows them all", suggest(nearest))]
    Unknown {
        /// As given.
        name: String,
        /// Names much like it.
        nearest: Vec<String>,
    },
    /// A query that names nothing.
    #[error(
        "{origin}: a check is a SELECT with the variable ?node, the thing that breaks the rule, and where it helps \
         ?value, what is wrong with it"
    )]
    Form {
        /// The check's file.
        origin: String,
    },
}

/// A thing that breaks a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The thing.
    pub node: Term,
    /// What is wrong with it, where the check says: the first in alphabetical order.
    pub value: Option<Term>,
    /// How many things are wrong with it: one, where the check does not say what.
    pub count: u64,
}

/// What breaks each of the rules, in their order; `done` is told of each that is through. Checks run beside each other,
/// one a core.
///
/// # Errors
/// What the evaluation meets.
pub fn all(
    store: &dyn Store,
    checks: &[&Check],
    done: &(dyn Fn() + Sync),
) -> Result<Vec<Vec<Finding>>, StoreError> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        while let Some((at, check)) =
            Some(next.fetch_add(1, Relaxed)).and_then(|at| Some((at, checks.get(at)?)))
        {
            found.push((at, findings(store, check)));
            done();
        }
        found
    };
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get()).min(checks.len().max(1));
    let mut found: Vec<_> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..cores).map(|_| scope.spawn(work)).collect();
        let mut found = work();
        // A thread that panicked has told so itself.
        found.extend(others.into_iter().filter_map(|thread| thread.join().ok()).flatten());
        found
    });
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, found)| found).collect()
}

/// What breaks a rule, each thing once, in alphabetical order. Memory by the number of things.
///
/// # Errors
/// What the evaluation meets.
pub fn findings(store: &dyn Store, check: &Check) -> Result<Vec<Finding>, StoreError> {
    let mut found: BTreeMap<String, (Term, BTreeMap<String, Term>)> = BTreeMap::new();
    let Answer::Solutions { variables, rows } = store.query(&check.query)? else { return Ok(Vec::new()) };
    let column = |name: &str| variables.iter().position(|variable| variable == name);
    let (node, value) = (column(header::NODE), column(header::VALUE));
    for row in rows {
        let row = row?;
        let cell = |column: Option<usize>| column.and_then(|at| row.get(at)?.clone());
        let Some(node) = cell(node) else { continue };
        let (_, values) = found.entry(node.to_string()).or_insert_with(|| (node, BTreeMap::new()));
        values.extend(cell(value).map(|value| (value.to_string(), value)));
    }
    let finding = |(node, values): (Term, BTreeMap<String, Term>)| Finding {
        node,
        count: values.len().max(1) as u64,
        value: values.into_values().next(),
    };
    Ok(found.into_values().map(finding).collect())
}
