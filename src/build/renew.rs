//! A new vocabulary, gazetteer or guanxi: what the store holds is resolved anew, from its records.

use super::batch::{Delta, differ};
use super::{BuildError, Builder};
use crate::rdf::vocab::gx;
use crate::rdf::{Ontology, decisions_mark, marks};
use crate::store::{Change, Pattern, Store};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad};

/// How many quads are removed at once.
const CHUNK: usize = 50_000;

/// How many documents are resolved at once.
const RENEWED_AT_ONCE: usize = 128;

impl Builder<'_> {
    /// Brings the store up to `ontology`, if it was built with another one.
    ///
    /// The marks in the ontology's graph go first and come last. A build that finds none, because this one
    /// was interrupted, does it all again.
    pub(super) fn renew(&mut self, ontology: Ontology) -> Result<(), BuildError> {
        let mut current = true;
        for mark in marks(self.lexicon, &self.base) {
            current &= self.holds(&mark)?;
        }
        let decisions = self.graph(self.base.decisions_graph().as_ref())?;
        let mut decided = decisions_mark(&self.base, &self.decisions);
        current &= decisions.iter().filter(|quad| quad.predicate == gx::DECISIONS_DIGEST).eq(&decided);
        if current {
            return Ok(());
        }
        let graph = self.base.ontology_graph();
        let documents = self.documents()?;
        if !documents.is_empty() {
            let mut remove = Vec::new();
            for property in [gx::ONTOLOGY_DIGEST, gx::VERSION] {
                let pattern = Pattern {
                    subject: Some(gx::ONTOLOGY.into()),
                    predicate: Some(property),
                    graph: Some(graph.as_ref().into()),
                    ..Pattern::default()
                };
                for quad in self.store.quads(pattern)? {
                    remove.push(quad?);
                }
            }
            self.store.apply(Change { remove, insert: Vec::new() })?;
            self.empty(self.base.links_graph().as_ref())?;
            self.empty(self.base.resolution_graph().as_ref())?;
            self.empty(self.base.names_graph().as_ref())?;
            for batch in documents.chunks(RENEWED_AT_ONCE) {
                self.again(batch)?;
            }
        }
        let mut change = Change::default();
        differ(self.graph(graph.as_ref())?, ontology.quads, &mut change);
        decided.extend(crate::rdf::decisions(&self.base, &self.decisions));
        differ(decisions, decided, &mut change);
        self.store.apply(change)?;
        self.changed = true;
        Ok(())
    }

    /// Removes all of a graph but the descriptions of runs, which no record can give again.
    fn empty(&self, graph: NamedNodeRef<'_>) -> Result<(), BuildError> {
        let run = |quad: &Quad| match &quad.subject {
            NamedOrBlankNode::NamedNode(node) => self.base.hash("run", node.as_ref()).is_some(),
            NamedOrBlankNode::BlankNode(_) => false,
        };
        loop {
            let pattern = Pattern { graph: Some(graph.into()), ..Pattern::default() };
            let mut remove = Vec::new();
            for quad in self.store.quads(pattern)? {
                let quad = quad?;
                if !run(&quad) {
                    remove.push(quad);
                }
                if remove.len() == CHUNK {
                    break;
                }
            }
            if remove.is_empty() {
                return Ok(());
            }
            self.store.apply(Change { remove, insert: Vec::new() })?;
        }
    }

    /// Resolves documents of the store again; in their graphs, only what they tell may change.
    fn again(&mut self, documents: &[NamedNode]) -> Result<(), BuildError> {
        let mut delta = Delta::default();
        for document in documents {
            self.hide(document, &mut delta)?;
            let telling = self.stored_telling(document)?;
            let part = format!("{}#", document.as_str());
            let is_part = |quad: &Quad| match &quad.subject {
                NamedOrBlankNode::NamedNode(node) => node.as_str().starts_with(&part),
                NamedOrBlankNode::BlankNode(_) => false,
            };
            let graph = self.graph(self.base.document_graph(document.as_ref()).as_ref())?;
            delta.quads_before.extend(graph.into_iter().filter(is_part));
            delta.documents.insert(document.clone());
            delta.after.push((document.clone(), telling));
        }
        self.write(delta)
    }
}
