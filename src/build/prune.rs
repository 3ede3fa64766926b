//! Forgetting documents that are gone from their inputs.

use super::batch::Delta;
use super::{BuildError, Builder, InputNames, hash};
use crate::rdf::vocab::{dcterms, gx};
use crate::store::{Pattern, Store};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Quad, Term};
use std::collections::BTreeMap;

/// How many documents are removed at once.
const PRUNED_AT_ONCE: usize = 64;

/// A document that was not met in this build.
#[derive(Default)]
struct Absent {
    /// That it came from inputs of this build.
    ours: Vec<Quad>,
    /// Whether it came from others too.
    elsewhere: bool,
}

impl Builder<'_> {
    /// Removes the documents that came from `inputs` and were not met in this build; gives their ids, sorted. One
    /// that other inputs gave too stays, and is only remembered as theirs.
    ///
    /// # Errors
    /// What the store meets.
    pub fn prune(&mut self, inputs: &InputNames) -> Result<Vec<String>, BuildError> {
        self.commit()?;
        let mut removed = Vec::new();
        let absent: Vec<(NamedNode, Absent)> = self.absent(inputs)?.into_iter().collect();
        for batch in absent.chunks(PRUNED_AT_ONCE) {
            let mut delta = Delta::default();
            for (document, Absent { ours, elsewhere }) in batch {
                if *elsewhere {
                    delta.quads_before.extend(ours.iter().cloned());
                    continue;
                }
                let id = self.literal(document.as_ref(), dcterms::IDENTIFIER)?;
                removed.push(id.unwrap_or_else(|| document.as_str().to_owned()));
                self.replace(document, None, &mut delta)?;
                self.tally.removed += 1;
            }
            self.write(delta)?;
        }
        removed.sort();
        Ok(removed)
    }

    fn absent(&self, inputs: &InputNames) -> Result<BTreeMap<NamedNode, Absent>, BuildError> {
        let mut absent: BTreeMap<NamedNode, Absent> = BTreeMap::new();
        let mut named: BTreeMap<String, bool> = BTreeMap::new();
        for quad in self.store.quads(Pattern { predicate: Some(gx::INPUT), ..Pattern::default() })? {
            let quad = quad?;
            let (NamedOrBlankNode::NamedNode(document), Term::Literal(input)) = (&quad.subject, &quad.object)
            else {
                continue;
            };
            if self.seen.contains(&hash(document.as_ref())) {
                continue;
            }
            let input = input.value().to_owned();
            let ours = *named.entry(input).or_insert_with_key(|input| inputs.contain(input));
            let entry = absent.entry(document.clone()).or_default();
            match ours {
                true => entry.ours.push(quad),
                false => entry.elsewhere = true,
            }
        }
        absent.retain(|_, absent| !absent.ours.is_empty());
        Ok(absent)
    }
}
