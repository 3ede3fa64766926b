//! The shortest chain of links from one organisation to another.
//!
//! SPARQL has no shortest paths, and a union over lengths takes time by the power of the length. So the chain is found
//! here, from both ends at once, and the query is asked about its steps.

use crate::lexicon::Lexicon;
use crate::rdf::vocab::{self, gx, org};
use crate::store::{Pattern, Store, StoreError};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rustc_hash::{FxHashMap, FxHashSet};

/// The parameters that a chain goes from and to.
pub(super) const ENDS: [&str; 2] = ["from", "to"];

/// Direct properties of standing relationships, and of an office to its organisation.
const STANDING: [NamedNodeRef<'static>; 5] =
    [gx::SUPERVISES, gx::PARTNER_OF, gx::PART_OF, gx::AFFILIATED_WITH, org::UNIT_OF];

/// The organisations on a shortest chain from one of `from` to one of `to`, both ends among them; nothing where no
/// chain joins them, or where an organisation is at both ends. Links of any kind count, in either direction, and that an
/// office is its organisation's; where only what is `reviewed` is wanted, of links and relationships those that a person
/// confirmed or corrected. Of several shortest chains always the same one is given.
///
/// Cost: four look-ups for each organisation nearer to an end than half of the chain.
///
/// # Errors
/// What the store meets.
pub(super) fn shortest(
    store: &dyn Store,
    lexicon: &Lexicon,
    from: &[NamedNode],
    to: &[NamedNode],
    reviewed: bool,
) -> Result<Vec<NamedNode>, StoreError> {
    let links = Links::of(store, lexicon, reviewed)?;
    let (mut here, mut there) = (Side::new(from), Side::new(to));
    if from.iter().any(|end| to.contains(end)) {
        return Ok(Vec::new());
    }
    while !here.edge.is_empty() && !there.edge.is_empty() {
        let met = match here.edge.len() <= there.edge.len() {
            true => here.grow(&links, &there)?,
            false => there.grow(&links, &here)?,
        };
        if let Some(met) = met {
            let mut chain = here.back(&met);
            chain.reverse();
            chain.extend(there.back(&met).into_iter().skip(1));
            return Ok(chain);
        }
    }
    Ok(Vec::new())
}

/// What is reached from one end.
struct Side {
    /// Each organisation, and the one through which it was reached.
    through: FxHashMap<NamedNode, Option<NamedNode>>,
    /// Those reached last, sorted.
    edge: Vec<NamedNode>,
}

impl Side {
    fn new(ends: &[NamedNode]) -> Self {
        let mut edge = ends.to_vec();
        edge.sort();
        Side { through: edge.iter().map(|end| (end.clone(), None)).collect(), edge }
    }

    /// Goes one step further; gives the least of the organisations that the other side has reached too.
    fn grow(&mut self, links: &Links<'_>, other: &Side) -> Result<Option<NamedNode>, StoreError> {
        let mut further = Vec::new();
        for one in std::mem::take(&mut self.edge) {
            for next in links.of_one(&one)? {
                if !self.through.contains_key(&next) {
                    self.through.insert(next.clone(), Some(one.clone()));
                    further.push(next);
                }
            }
        }
        further.sort();
        self.edge = further;
        Ok(self.edge.iter().find(|one| other.through.contains_key(*one)).cloned())
    }

    /// From an organisation back to the end.
    fn back(&self, one: &NamedNode) -> Vec<NamedNode> {
        let next = |one: &NamedNode| self.through.get(one).cloned().flatten();
        std::iter::successors(Some(one.clone()), next).collect()
    }
}

/// Where links are, and which they are.
struct Links<'s> {
    store: &'s dyn Store,
    /// The graph of links, where the store has one: in others stand far more statements about an organisation.
    graph: Option<GraphName>,
    /// Direct properties.
    properties: FxHashSet<NamedNode>,
    /// Whether only what a person looked at counts.
    reviewed: bool,
}

impl<'s> Links<'s> {
    fn of(store: &'s dyn Store, lexicon: &Lexicon, reviewed: bool) -> Result<Self, StoreError> {
        let counted = Pattern { predicate: Some(gx::PROPERTY), ..Pattern::default() };
        let graph = store.quads(counted)?.next().transpose()?.map(|quad| quad.graph_name);
        let mut properties: FxHashSet<NamedNode> =
            lexicon.kinds.iter().map(|kind| vocab::term(&kind.link)).collect();
        properties.extend(STANDING.iter().map(|property| (*property).into_owned()));
        Ok(Links { store, graph, properties, reviewed })
    }

    /// Those to whom an organisation is linked, in the order of their IRIs.
    fn of_one(&self, one: &NamedNode) -> Result<Vec<NamedNode>, StoreError> {
        let mut found = Vec::new();
        let graph = self.graph.as_ref().map(GraphName::as_ref);
        let mut sides = vec![(Some(org::UNIT_OF), None)];
        match self.reviewed {
            true => self.reviewed_of_one(one, &mut found)?,
            false => sides.push((None, graph)),
        }
        for (predicate, graph) in sides {
            let out = Pattern { subject: Some(one.as_ref().into()), predicate, graph, ..Pattern::default() };
            for quad in self.store.quads(out)? {
                let quad = quad?;
                if let (true, Term::NamedNode(other)) =
                    (self.properties.contains(&quad.predicate), quad.object)
                {
                    found.push(other);
                }
            }
            let into = Pattern { object: Some(one.as_ref().into()), predicate, graph, ..Pattern::default() };
            for quad in self.store.quads(into)? {
                let quad = quad?;
                if let (true, NamedOrBlankNode::NamedNode(other)) =
                    (self.properties.contains(&quad.predicate), quad.subject)
                {
                    found.push(other);
                }
            }
        }
        found.sort();
        found.dedup();
        Ok(found)
    }

    /// Those to whom a link or relationship leads that a person looked at.
    fn reviewed_of_one(&self, one: &NamedNode, found: &mut Vec<NamedNode>) -> Result<(), StoreError> {
        for end in [gx::FROM, gx::TO] {
            let ending =
                Pattern { predicate: Some(end), object: Some(one.as_ref().into()), ..Pattern::default() };
            for quad in self.store.quads(ending)? {
                let way = quad?.subject;
                let about = Pattern { subject: Some(way.as_ref()), ..Pattern::default() };
                let about = self.store.quads(about)?.collect::<Result<Vec<_>, _>>()?;
                let is_reviewed = |q: &Quad| q.predicate == gx::REVIEWED || q.predicate == gx::REVIEWED_COUNT;
                if !about.iter().any(is_reviewed) {
                    continue;
                }
                found.extend(about.into_iter().filter_map(|quad| match quad.object {
                    Term::NamedNode(other) if quad.predicate == gx::FROM || quad.predicate == gx::TO => {
                        Some(other)
                    }
                    _ => None,
                }));
            }
        }
        found.retain(|other| other != one);
        Ok(())
    }
}
