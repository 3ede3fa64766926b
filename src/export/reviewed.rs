//! Of all statements, those on claims that a person confirmed or corrected.

use super::{Part, Source};
use crate::rdf::vocab::{self, gx, org, prov, rdf};
use crate::store::{Pattern, Store, StoreError};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use std::collections::BTreeSet;

/// Properties that lead from an event or relationship to its parties.
const PARTIES: [NamedNodeRef<'static>; 5] = [gx::AGENT, gx::TARGET, gx::VIA, gx::FROM, gx::TO];

/// Direct properties of relationships.
const DIRECT: [(NamedNodeRef<'static>, NamedNodeRef<'static>); 4] = [
    (gx::SUPERVISION, gx::SUPERVISES),
    (gx::PARTNERSHIP, gx::PARTNER_OF),
    (gx::MEMBERSHIP, gx::PART_OF),
    (gx::AFFILIATION, gx::AFFILIATED_WITH),
];

/// Of a document, what holds more than its reviewed claims.
const WHOLE: [NamedNodeRef<'static>; 2] = [gx::TEXT, gx::RECORD];

/// What a store says of how much is in it.
const COUNTED: [NamedNodeRef<'static>; 4] = [gx::DOCUMENTS, gx::ORGANIZATIONS, gx::EVENTS, gx::LINKS];

/// What is left.
#[derive(Default)]
pub(super) struct Reviewed {
    /// Events and relationships, their reports and passages, the documents, the organisations.
    nodes: BTreeSet<NamedNode>,
    links: BTreeSet<NamedNode>,
    /// Subject, property and object of direct properties.
    direct: BTreeSet<(NamedNode, NamedNode, NamedNode)>,
}

impl Reviewed {
    /// Finds the claims that a person confirmed or corrected, and what belongs to them.
    pub(super) fn read(source: &Source<'_>) -> Result<Self, StoreError> {
        let mut kept = Reviewed::default();
        let reviewed = Pattern { predicate: Some(gx::REVIEWED), ..Pattern::default() };
        for quad in source.store.quads(reviewed)? {
            let NamedOrBlankNode::NamedNode(claim) = quad?.subject else { continue };
            kept.claim(source.store, claim)?;
        }
        let counted = Pattern { predicate: Some(gx::REVIEWED_COUNT), ..Pattern::default() };
        for quad in source.store.quads(counted)? {
            let NamedOrBlankNode::NamedNode(link) = quad?.subject else { continue };
            kept.link(source, link)?;
        }
        kept.wholes(source.store)?;
        Ok(kept)
    }

    /// Takes in an event, a relationship or a report.
    fn claim(&mut self, store: &dyn Store, claim: NamedNode) -> Result<(), StoreError> {
        let about = about(store, &claim)?;
        let is_report = about.iter().any(|(property, _)| *property == gx::REPORTS);
        for (property, object) in &about {
            let belongs = match is_report {
                true => *property == gx::PASSAGE || *property == gx::IN_DOCUMENT,
                false => PARTIES.iter().any(|role| property == role),
            };
            if belongs {
                self.nodes.insert(object.clone());
            }
        }
        let end = |end| about.iter().find(|(property, _)| *property == end).map(|(_, object)| object.clone());
        let is =
            |class: &NamedNodeRef<'_>| about.iter().any(|(p, object)| *p == rdf::TYPE && object == class);
        for (_, property) in DIRECT.iter().filter(|(class, _)| is(class)) {
            if let (Some(from), Some(to)) = (end(gx::FROM), end(gx::TO)) {
                self.direct.insert((from, property.into_owned(), to));
            }
        }
        self.nodes.insert(claim);
        Ok(())
    }

    fn link(&mut self, source: &Source<'_>, link: NamedNode) -> Result<(), StoreError> {
        let about = about(source.store, &link)?;
        let end = |end| about.iter().find(|(property, _)| *property == end).map(|(_, object)| object.clone());
        if let (Some(from), Some(property), Some(to)) = (end(gx::FROM), end(gx::PROPERTY), end(gx::TO)) {
            let name = vocab::local(property.as_ref());
            let symmetric = source.lexicon.kinds.iter().any(|k| k.symmetric && Some(k.link.as_str()) == name);
            if symmetric {
                self.direct.insert((to.clone(), property.clone(), from.clone()));
            }
            self.direct.insert((from, property, to));
        }
        self.links.insert(link);
        Ok(())
    }

    /// Takes in the bodies of which those that are left are offices, and the runs that made documents.
    fn wholes(&mut self, store: &dyn Store) -> Result<(), StoreError> {
        let mut new: Vec<NamedNode> = self.nodes.iter().cloned().collect();
        while let Some(node) = new.pop() {
            for (property, whole) in about(store, &node)? {
                let belongs = property == org::UNIT_OF || property == prov::WAS_GENERATED_BY;
                if belongs && self.nodes.insert(whole.clone()) {
                    new.push(whole);
                }
            }
        }
        Ok(())
    }

    /// The statement as it is told, if it is: links count reviewed events alone.
    pub(super) fn told(&self, mut quad: Quad, graph: &str) -> Option<Quad> {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { return None };
        let property = quad.predicate.as_ref();
        if Part::Decisions.has(graph) {
            return Some(quad);
        }
        if Part::Ontology.has(graph) {
            return (!COUNTED.contains(&property)).then_some(quad);
        }
        if Part::Links.has(graph) && !self.links.contains(subject) {
            let Term::NamedNode(object) = &quad.object else { return None };
            let direct = (subject.clone(), quad.predicate.clone(), object.clone());
            return self.direct.contains(&direct).then_some(quad);
        }
        if Part::Links.has(graph) {
            let instead = match property {
                gx::COUNT | gx::FIRST | gx::LAST => return None,
                gx::REVIEWED_COUNT => gx::COUNT,
                gx::FIRST_REVIEWED => gx::FIRST,
                gx::LAST_REVIEWED => gx::LAST,
                other => other,
            };
            quad.predicate = instead.into_owned();
            return Some(quad);
        }
        let leads = match &quad.object {
            Term::NamedNode(object) if property == gx::REPORT || property == gx::MENTIONED_IN => {
                self.nodes.contains(object)
            }
            _ => !WHOLE.contains(&property),
        };
        (leads && self.nodes.contains(subject)).then_some(quad)
    }
}

/// The things that a node leads to.
fn about(store: &dyn Store, node: &NamedNode) -> Result<Vec<(NamedNode, NamedNode)>, StoreError> {
    let mut found = Vec::new();
    for quad in store.quads(Pattern { subject: Some(node.as_ref().into()), ..Pattern::default() })? {
        let quad = quad?;
        if let Term::NamedNode(object) = quad.object {
            found.push((quad.predicate, object));
        }
    }
    Ok(found)
}
