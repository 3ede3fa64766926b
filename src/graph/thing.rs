//! What the store says of one IRI, as plain values.

use crate::store::{Pattern, Store, StoreError};
use jiff::civil::Date;
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef};

/// The statements about one IRI, over all graphs.
#[derive(Debug, Clone)]
pub(crate) struct Thing {
    statements: Vec<(NamedNode, Term)>,
}

impl Thing {
    /// Reads them. An IRI that the store does not know gives an empty thing.
    pub(crate) fn read(store: &dyn Store, iri: &str) -> Result<Self, StoreError> {
        let node = NamedNodeRef::new_unchecked(iri);
        let pattern = Pattern { subject: Some(node.into()), ..Pattern::default() };
        let mut statements = Vec::new();
        for quad in store.quads(pattern)? {
            let quad = quad?;
            statements.push((quad.predicate, quad.object));
        }
        Ok(Thing { statements })
    }

    /// IRIs that `predicate` leads to, sorted, each once.
    pub(crate) fn iris(&self, predicate: NamedNodeRef<'_>) -> Vec<String> {
        let mut found: Vec<String> = self
            .objects(predicate)
            .filter_map(|term| match term {
                Term::NamedNode(node) => Some(node.as_str().to_owned()),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The least IRI that `predicate` leads to.
    pub(crate) fn iri(&self, predicate: NamedNodeRef<'_>) -> Option<String> {
        self.iris(predicate).into_iter().next()
    }

    /// Literal values, sorted, each once.
    pub(crate) fn texts(&self, predicate: NamedNodeRef<'_>) -> Vec<String> {
        let mut found: Vec<String> = self
            .objects(predicate)
            .filter_map(|term| match term {
                Term::Literal(literal) => Some(literal.value().to_owned()),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The least literal value.
    pub(crate) fn text(&self, predicate: NamedNodeRef<'_>) -> Option<String> {
        self.texts(predicate).into_iter().next()
    }

    /// The first literal value, in its order, that reads as a `T`.
    pub(crate) fn parsed<T: std::str::FromStr>(&self, predicate: NamedNodeRef<'_>) -> Option<T> {
        self.texts(predicate).iter().find_map(|value| value.parse().ok())
    }

    /// The first literal value that is a day.
    pub(crate) fn date(&self, predicate: NamedNodeRef<'_>) -> Option<Date> {
        self.parsed(predicate)
    }

    fn objects<'a>(&'a self, predicate: NamedNodeRef<'a>) -> impl Iterator<Item = &'a Term> {
        self.statements.iter().filter(move |(p, _)| p.as_ref() == predicate).map(|(_, o)| o)
    }
}

/// IRIs of the subjects that have `predicate` `object`, sorted, each once.
pub(crate) fn subjects(
    store: &dyn Store,
    predicate: NamedNodeRef<'_>,
    object: TermRef<'_>,
) -> Result<Vec<String>, StoreError> {
    let pattern = Pattern { predicate: Some(predicate), object: Some(object), ..Pattern::default() };
    let mut found = Vec::new();
    for quad in store.quads(pattern)? {
        if let Quad { subject: NamedOrBlankNode::NamedNode(node), .. } = quad? {
            found.push(node.into_string());
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
