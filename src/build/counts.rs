//! How much is in the store, counted as it changes.

use super::{BuildError, Builder, Contents};
use crate::rdf::Base;
use crate::rdf::vocab::{gx, xsd};
use crate::store::{Change, Pattern, Store, StoreError};
use oxigraph::model::{Literal, NamedNodeRef, Quad, Term};

/// The properties that say how much of what is there.
const OF: [NamedNodeRef<'static>; 4] = [gx::DOCUMENTS, gx::ORGANIZATIONS, gx::EVENTS, gx::LINKS];

/// How many more, or fewer, of each there are after a batch.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Gain {
    pub documents: i64,
    pub organizations: i64,
    pub events: i64,
    pub links: i64,
}

/// What the store says that it holds; none where no build of this version filled it.
pub(super) fn stated(store: &dyn Store, base: &Base) -> Result<Option<Contents>, StoreError> {
    let graph = base.resolution_graph();
    let mut found = [0u64; 4];
    for (property, count) in OF.into_iter().zip(&mut found) {
        let pattern = Pattern {
            subject: Some(gx::ONTOLOGY.into()),
            predicate: Some(property),
            graph: Some(graph.as_ref().into()),
            ..Pattern::default()
        };
        match store.quads(pattern)?.next().transpose()?.map(|quad| quad.object) {
            Some(Term::Literal(literal)) => *count = literal.value().parse().unwrap_or_default(),
            _ => return Ok(None),
        }
    }
    let [documents, organizations, events, links] = found;
    Ok(Some(Contents { documents, organizations, events, links }))
}

impl Builder<'_> {
    /// Adds to `change` what becomes of the counts.
    pub(super) fn count(&self, gain: Gain, change: &mut Change) -> Result<(), BuildError> {
        let before = stated(self.store, &self.base)?;
        let after = |count: u64, gain: i64| count.saturating_add_signed(gain);
        let had = before.unwrap_or_default();
        let now = Contents {
            documents: after(had.documents, gain.documents),
            organizations: after(had.organizations, gain.organizations),
            events: after(had.events, gain.events),
            links: after(had.links, gain.links),
        };
        let quads = |contents: Contents| self.counted(contents);
        super::batch::differ(before.map(quads).unwrap_or_default(), quads(now), change);
        Ok(())
    }

    fn counted(&self, contents: Contents) -> Vec<Quad> {
        let Contents { documents, organizations, events, links } = contents;
        let graph = self.base.resolution_graph();
        let quad = |(property, count): (NamedNodeRef<'static>, u64)| {
            let count = Literal::new_typed_literal(count.to_string(), xsd::INTEGER);
            Quad::new(gx::ONTOLOGY, property, count, graph.clone())
        };
        OF.into_iter().zip([documents, organizations, events, links]).map(quad).collect()
    }
}
