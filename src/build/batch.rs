//! One batch of documents: what changes in their graphs, and then in all that follows from them.

use super::{BuildError, Builder, Incoming, hash};
use crate::rdf::evidence;
use crate::rdf::vocab::{gx, prov};
use crate::resolve::Contribution;
use crate::store::{Change, Pattern, Store};
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use rustc_hash::FxHashSet;

/// What documents of a batch said before, and say now.
#[derive(Default)]
pub(super) struct Delta {
    /// Before, by document.
    pub before: Vec<(NamedNode, Contribution)>,
    /// Now, by document.
    pub after: Vec<(NamedNode, Contribution)>,
    /// All these documents.
    pub documents: FxHashSet<NamedNode>,
    /// Runs that made what was there before.
    pub runs_before: Vec<NamedNode>,
    /// Whether some document is made by the present run.
    pub run_now: bool,
}

impl Builder<'_> {
    /// Writes the documents that wait.
    pub(super) fn commit(&mut self) -> Result<(), BuildError> {
        let (mut change, mut delta) = (Change::default(), Delta::default());
        self.waiting_quads = 0;
        for incoming in std::mem::take(&mut self.waiting) {
            self.document(incoming, &mut change, &mut delta)?;
        }
        self.write(change, delta)
    }

    fn document(
        &mut self,
        incoming: Incoming,
        change: &mut Change,
        delta: &mut Delta,
    ) -> Result<(), BuildError> {
        let Incoming { described, contribution, input, stored } = incoming;
        let graph = self.base.document_graph(described.iri.as_ref());
        let input = Quad::new(described.iri.clone(), gx::INPUT, Literal::from(input), graph);
        match stored {
            None => {
                self.tally.new += 1;
                change.insert.extend(described.quads);
                change.insert.push(input);
            }
            Some(digest) if digest == described.digest => {
                self.tally.unchanged += 1;
                if !self.holds(&input)? {
                    change.insert.push(input);
                }
                return Ok(());
            }
            Some(_) => {
                self.tally.changed += 1;
                let mut after = described.quads;
                after.push(input);
                self.replace(&described.iri, Some(after), change, delta)?;
            }
        }
        delta.run_now = true;
        delta.documents.insert(described.iri.clone());
        delta.after.push((described.iri, contribution));
        Ok(())
    }

    /// Puts `after` in the place of the graph of a document, which keeps its inputs, or removes it.
    pub(super) fn replace(
        &self,
        document: &NamedNode,
        after: Option<Vec<Quad>>,
        change: &mut Change,
        delta: &mut Delta,
    ) -> Result<(), BuildError> {
        let before = self.graph(self.base.document_graph(document.as_ref()).as_ref())?;
        let record = before.iter().find(|q| q.predicate == gx::RECORD);
        delta.before.push((document.clone(), self.contribution_of(document, record.map(|q| &q.object))?));
        delta.documents.insert(document.clone());
        for quad in before.iter().filter(|q| q.predicate == prov::WAS_GENERATED_BY) {
            if let Term::NamedNode(run) = &quad.object {
                delta.runs_before.push(run.clone());
            }
        }
        match after {
            None => change.remove.extend(before),
            Some(mut after) => {
                after.extend(before.iter().filter(|q| q.predicate == gx::INPUT).cloned());
                differ(before, after, change);
            }
        }
        Ok(())
    }

    /// Works out what follows from the documents' change, and writes all of it at once.
    pub(super) fn write(&mut self, mut change: Change, delta: Delta) -> Result<(), BuildError> {
        let told = |side: &[(NamedNode, Contribution)]| -> Vec<Quad> {
            side.iter()
                .flat_map(|(document, contribution)| evidence(&self.base, document, contribution))
                .collect()
        };
        differ(told(&delta.before), told(&delta.after), &mut change);
        let learnt = self.resolve(&delta, &mut change)?;
        self.runs(&delta, &mut change)?;
        if !(change.remove.is_empty() && change.insert.is_empty()) {
            self.store.apply(change)?;
            self.changed = true;
        }
        if let Some(written) = &mut self.written {
            learnt.links.keys().for_each(|id| written.insert(*id));
            for (document, contribution) in &delta.after {
                written.insert(hash(document.as_ref()));
                let Contribution { organizations, events, relationships, .. } = contribution;
                let things = organizations.keys().chain(events.keys()).chain(relationships.keys());
                things.for_each(|id| written.insert(*id));
            }
        }
        self.known.learn(learnt);
        Ok(())
    }

    /// A run is described as long as some document is made by it.
    fn runs(&self, delta: &Delta, change: &mut Change) -> Result<(), BuildError> {
        if delta.run_now {
            for quad in self.run.quads(&self.base) {
                if !self.holds(&quad)? {
                    change.insert.push(quad);
                }
            }
        }
        let mut runs = delta.runs_before.clone();
        runs.sort();
        runs.dedup();
        for run in runs.iter().filter(|run| !(delta.run_now && **run == self.run.iri)) {
            let pattern = Pattern {
                predicate: Some(prov::WAS_GENERATED_BY),
                object: Some(run.as_ref().into()),
                ..Pattern::default()
            };
            let mut used = false;
            for quad in self.store.quads(pattern)? {
                if let NamedOrBlankNode::NamedNode(document) = quad?.subject
                    && !delta.documents.contains(&document)
                {
                    used = true;
                    break;
                }
            }
            if !used {
                change.remove.extend(self.about(run.as_ref())?);
            }
        }
        Ok(())
    }
}

/// Adds to `change` what leads from `before` to `after`; what is in both is left alone.
pub(super) fn differ(before: Vec<Quad>, after: Vec<Quad>, change: &mut Change) {
    if before.is_empty() {
        return change.insert.extend(after);
    }
    let mut after: FxHashSet<Quad> = after.into_iter().collect();
    change.remove.extend(before.into_iter().filter(|quad| !after.remove(quad)));
    change.insert.extend(after);
}
