//! What every output must repeat of the documents that it is made of.

use crate::rdf::vocab::gx;
use crate::store::{Pattern, Store, StoreError};
use oxigraph::model::Term;
use std::collections::BTreeSet;

/// The notes of the store's documents ("Fictional: …"), each once, in alphabetical order.
///
/// # Errors
/// What the store meets.
pub fn notes(store: &dyn Store) -> Result<Vec<String>, StoreError> {
    let mut notes = BTreeSet::new();
    for quad in store.quads(Pattern { predicate: Some(gx::NOTE), ..Pattern::default() })? {
        if let Term::Literal(note) = quad?.object {
            notes.insert(note.value().to_owned());
        }
    }
    Ok(notes.into_iter().collect())
}
