//! Looking things up in the store while building.

use super::{BuildError, Builder};
use crate::rdf::Resolved;
use crate::rdf::vocab::{dcterms, gx, rdf};
use crate::record::Record;
use crate::resolve::{Id, Telling};
use crate::store::{Pattern, Store, StoreError};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

impl Builder<'_> {
    /// What a document that is in the store tells.
    pub(super) fn stored_telling(&self, document: &NamedNode) -> Result<Telling, BuildError> {
        let damaged = |reason: String| BuildError::Record { document: document.as_str().to_owned(), reason };
        let Some(json) = self.literal(document.as_ref(), gx::RECORD)? else {
            return Err(damaged("there is none".to_owned()));
        };
        let record: Record = serde_json::from_str(&json).map_err(|e| damaged(e.to_string()))?;
        let text = self.literal(document.as_ref(), gx::TEXT)?;
        let published = self.literal(document.as_ref(), dcterms::ISSUED)?.and_then(|date| date.parse().ok());
        // Hidden words may stand in the text once more, and name a body there.
        Ok(match self.decisions.redacted(&record, None, text.as_deref()) {
            Some(redacted) => self.resolver.telling(&redacted.record, redacted.text.as_deref(), published),
            None => self.resolver.telling(&record, text.as_deref(), published),
        })
    }

    /// The words of a literal of which a thing has but one.
    pub(super) fn literal(
        &self,
        subject: NamedNodeRef<'_>,
        property: NamedNodeRef<'_>,
    ) -> Result<Option<String>, StoreError> {
        let pattern =
            Pattern { subject: Some(subject.into()), predicate: Some(property), ..Pattern::default() };
        let found = self.store.quads(pattern)?.next().transpose()?;
        Ok(found.and_then(|quad| match quad.object {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        }))
    }

    /// Whether that quad is in the store.
    pub(super) fn holds(&self, quad: &Quad) -> Result<bool, StoreError> {
        let pattern = Pattern {
            subject: Some(quad.subject.as_ref()),
            predicate: Some(quad.predicate.as_ref()),
            object: Some(quad.object.as_ref()),
            graph: Some(quad.graph_name.as_ref()),
        };
        Ok(self.store.quads(pattern)?.next().transpose()?.is_some())
    }

    /// All quads of a graph.
    pub(super) fn graph(&self, graph: NamedNodeRef<'_>) -> Result<Vec<Quad>, StoreError> {
        self.store.quads(Pattern { graph: Some(graph.into()), ..Pattern::default() })?.collect()
    }

    /// What the resolution graph says of a thing.
    ///
    /// Asked by subject alone: for that the store has a filter that knows without reading what is not there.
    pub(super) fn about(&self, thing: NamedNodeRef<'_>) -> Result<Vec<Quad>, StoreError> {
        let graph = GraphName::from(self.base.resolution_graph());
        let pattern = Pattern { subject: Some(thing.into()), ..Pattern::default() };
        let quads = self.store.quads(pattern)?;
        quads.filter(|quad| !quad.as_ref().is_ok_and(|quad| quad.graph_name != graph)).collect()
    }

    /// What is stated of a thing by these properties, of which it has the first if it is there at all.
    ///
    /// Property by property, since there is no bound to how many documents tell of a thing.
    pub(super) fn stated(
        &self,
        thing: NamedNodeRef<'_>,
        properties: &[NamedNodeRef<'_>],
    ) -> Result<Vec<Quad>, StoreError> {
        let mut quads = Vec::new();
        for property in properties {
            let pattern =
                Pattern { subject: Some(thing.into()), predicate: Some(*property), ..Pattern::default() };
            for quad in self.store.quads(pattern)? {
                quads.push(quad?);
            }
            if quads.is_empty() {
                break;
            }
        }
        Ok(quads)
    }

    /// A fact of the store; none where it is not there.
    pub(super) fn stored<F: Resolved>(&self, id: Id) -> Result<Option<F>, StoreError> {
        if self.is_absent(id) {
            return Ok(None);
        }
        let iri = self.base.hashed(F::PATH, id);
        Ok(F::from_quads(&self.base, &self.stated(iri.as_ref(), F::PROPERTIES)?))
    }

    /// The documents that a thing's evidence leads to, each once.
    pub(super) fn documents_of(
        &self,
        thing: NamedNodeRef<'_>,
        property: NamedNodeRef<'_>,
    ) -> Result<Vec<NamedNode>, StoreError> {
        let pattern =
            Pattern { subject: Some(thing.into()), predicate: Some(property), ..Pattern::default() };
        let mut documents = Vec::new();
        for quad in self.store.quads(pattern)? {
            if let Term::NamedNode(node) = quad?.object {
                // A report has its document's IRI with a fragment.
                documents.push(NamedNode::new_unchecked(node.as_str().split('#').next().unwrap_or_default()));
            }
        }
        documents.sort();
        documents.dedup();
        Ok(documents)
    }

    /// Whether a thing with that hash is known not to be in the store.
    pub(super) fn is_absent(&self, hash: u64) -> bool {
        self.written.as_ref().is_some_and(|written| !written.may_contain(hash))
    }

    /// Whether any document is in the store.
    pub(super) fn has_documents(&self) -> Result<bool, StoreError> {
        let pattern =
            Pattern { predicate: Some(rdf::TYPE), object: Some(gx::DOCUMENT.into()), ..Pattern::default() };
        Ok(self.store.quads(pattern)?.next().transpose()?.is_some())
    }

    /// All documents in the store, by IRI.
    pub(super) fn documents(&self) -> Result<Vec<NamedNode>, StoreError> {
        let pattern =
            Pattern { predicate: Some(rdf::TYPE), object: Some(gx::DOCUMENT.into()), ..Pattern::default() };
        let mut documents = Vec::new();
        for quad in self.store.quads(pattern)? {
            if let NamedOrBlankNode::NamedNode(document) = quad?.subject {
                documents.push(document);
            }
        }
        documents.sort();
        documents.dedup();
        Ok(documents)
    }
}
