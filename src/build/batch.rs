//! One batch of documents: what changes in their graphs, and then in all that follows from them.

use super::{BuildError, Builder, Incoming, hash};
use crate::rdf::vocab::{gx, prov};
use crate::rdf::{Resolved, told};
use crate::resolve::{Contribution, Id, Organization, Telling};
use crate::store::{Change, Pattern, Store};
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a document contributes.
pub(super) type Said = (NamedNode, Contribution);

/// What documents of a batch said before, and say now.
#[derive(Default)]
pub(super) struct Delta {
    /// Before, by document.
    pub before: Vec<(NamedNode, Telling)>,
    /// Now, by document.
    pub after: Vec<(NamedNode, Telling)>,
    /// Quads of the documents' graphs before.
    pub quads_before: Vec<Quad>,
    /// Quads of the documents' graphs now, but for what they tell.
    pub quads_after: Vec<Quad>,
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
        let mut delta = Delta::default();
        self.waiting_quads = 0;
        for incoming in std::mem::take(&mut self.waiting) {
            self.document(incoming, &mut delta)?;
        }
        self.write(delta)
    }

    fn document(&mut self, incoming: Incoming, delta: &mut Delta) -> Result<(), BuildError> {
        let Incoming { described, telling, input, stored } = incoming;
        let graph = self.base.document_graph(described.iri.as_ref());
        let input = Quad::new(described.iri.clone(), gx::INPUT, Literal::from(input), graph);
        match stored {
            None => {
                self.tally.new += 1;
                delta.quads_after.extend(described.quads);
                delta.quads_after.push(input);
            }
            Some(digest) if digest == described.digest => {
                self.tally.unchanged += 1;
                if !self.holds(&input)? {
                    delta.quads_after.push(input);
                }
                return Ok(());
            }
            Some(_) => {
                self.tally.changed += 1;
                let mut after = described.quads;
                after.push(input);
                self.replace(&described.iri, Some(after), delta)?;
            }
        }
        delta.run_now = true;
        delta.documents.insert(described.iri.clone());
        delta.after.push((described.iri, telling));
        Ok(())
    }

    /// Puts `after` in the place of the graph of a document, which keeps its inputs, or removes it.
    pub(super) fn replace(
        &self,
        document: &NamedNode,
        after: Option<Vec<Quad>>,
        delta: &mut Delta,
    ) -> Result<(), BuildError> {
        let before = self.graph(self.base.document_graph(document.as_ref()).as_ref())?;
        delta.before.push((document.clone(), self.stored_telling(document)?));
        delta.documents.insert(document.clone());
        for quad in before.iter().filter(|q| q.predicate == prov::WAS_GENERATED_BY) {
            if let Term::NamedNode(run) = &quad.object {
                delta.runs_before.push(run.clone());
            }
        }
        if let Some(after) = after {
            delta.quads_after.extend(after);
            delta.quads_after.extend(before.iter().filter(|q| q.predicate == gx::INPUT).cloned());
        }
        delta.quads_before.extend(before);
        Ok(())
    }

    /// Works out what follows from the documents' change, and writes all of it at once.
    pub(super) fn write(&mut self, mut delta: Delta) -> Result<(), BuildError> {
        let mut change = Change::default();
        let mut bodies = self.identify(&mut delta, &mut change)?;
        let resolved = |side: &[(NamedNode, Telling)], bodies: &FxHashMap<Id, Id>| -> Vec<Said> {
            let body = |id: Id| bodies.get(&id).copied().unwrap_or(id);
            side.iter().map(|(document, telling)| (document.clone(), telling.contribution(body))).collect()
        };
        let mut before = resolved(&delta.before, &bodies.before);
        let mut after = resolved(&delta.after, &bodies.after);
        let happenings = self.happenings(&mut before, &mut after, (&mut delta, &mut bodies), &mut change)?;
        let (mut quads_before, mut quads_after) =
            (std::mem::take(&mut delta.quads_before), std::mem::take(&mut delta.quads_after));
        quads_before.extend(self.told(&before, &delta.before));
        quads_after.extend(self.told(&after, &delta.after));
        differ(quads_before, quads_after, &mut change);
        let (learnt, gain) =
            self.resolve((&before, &after), &delta.documents, (&bodies, &happenings), &mut change)?;
        self.voices(&before, &after, &delta.documents, &mut change)?;
        self.count(gain, &mut change)?;
        self.runs(&delta, &mut change)?;
        if !(change.remove.is_empty() && change.insert.is_empty()) {
            self.store.apply(change)?;
            self.changed = true;
        }
        if let Some(written) = &mut self.written {
            learnt.links.keys().chain(&happenings.keys).for_each(|id| written.insert(*id));
            bodies.after.iter().flat_map(|(id, body)| [id, body]).for_each(|id| written.insert(*id));
            for (document, contribution) in &after {
                written.insert(hash(document.as_ref()));
                let Contribution { events, relationships, entries, .. } = contribution;
                let things = events.keys().chain(relationships.keys()).chain(entries.keys());
                things.for_each(|id| written.insert(*id));
            }
        }
        self.known.learn(learnt);
        Ok(())
    }

    /// What documents tell, and which appellations they use.
    fn told(&self, resolved: &[(NamedNode, Contribution)], tellings: &[(NamedNode, Telling)]) -> Vec<Quad> {
        let mut quads: Vec<Quad> =
            resolved.iter().flat_map(|(document, said)| told(&self.base, document, said)).collect();
        for (document, telling) in tellings {
            for id in telling.appellations.keys() {
                let iri = self.base.hashed(Organization::PATH, *id);
                quads.push(Quad::new(iri, gx::USED_IN, document.clone(), self.base.names_graph()));
            }
        }
        quads
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
    let (mut before, after): (FxHashSet<Quad>, FxHashSet<Quad>) =
        (before.into_iter().collect(), after.into_iter().collect());
    change.insert.extend(after.into_iter().filter(|quad| !before.remove(quad)));
    change.remove.extend(before);
}
