//! The network: one node an organisation, one edge a direction and, where asked for, a kind.

use super::{Event, Facts, Organization};
use crate::lexicon::EventKind;
use crate::record::{Modality, Precision};
use crate::resolve::Standing;
use jiff::civil::Date;
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::{BTreeMap, BTreeSet};

/// What an edge stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// All that one organisation did to another. At most one edge a direction, so that programs which
    /// merge parallel edges (Gephi does) lose nothing.
    #[default]
    Links,
    /// One edge for each kind of event: parallel edges.
    Kinds,
}

/// Organisations, and what happened between them, as a directed graph.
///
/// An event of a symmetric kind has no direction: it counts once for each pair of its parties, on the
/// edge from the lesser IRI to the greater, and that edge is marked `symmetric` unless it stands for
/// other kinds too. All other events count on the edge from each agent to each target. Nobody is
/// joined to itself. Nodes and edges are in the order of names.
#[derive(Debug, Clone)]
pub struct Network {
    /// The graph.
    pub graph: DiGraph<Node, Edge>,
    /// What the documents behind it say of themselves ("Fictional: …"), each once.
    pub notes: Vec<String>,
}

/// An organisation that took part in at least one event.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Who.
    pub organization: Organization,
    /// Number of events.
    pub events: usize,
    /// How far a person vouches for them.
    pub standings: Standings,
    /// Number of documents that tell of them.
    pub documents: usize,
    /// Date of the first event.
    pub first: Option<Date>,
    /// Date of the last event.
    pub last: Option<Date>,
    /// Notes of those documents.
    pub notes: Vec<String>,
}

/// What one organisation did to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// Number of events of each kind.
    pub kinds: BTreeMap<String, usize>,
    /// Whether all of them are of kinds without direction.
    pub symmetric: bool,
    /// How many are planned, not told of as done.
    pub planned: usize,
    /// How many are dated by a day before which they happened, not by the day itself.
    pub dated_by: usize,
    /// Date of the first event.
    pub first: Option<Date>,
    /// Date of the last event.
    pub last: Option<Date>,
    /// The highest confidence.
    pub confidence: f64,
    /// How far a person vouches for the events.
    pub standings: Standings,
    /// Number of documents.
    pub documents: usize,
    /// Notes of those documents.
    pub notes: Vec<String>,
}

/// How many events a person vouches for, and how far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standings {
    /// Read by a program, seen by nobody.
    pub read: usize,
    /// Put right by a person.
    pub corrected: usize,
    /// Found right by a person.
    pub confirmed: usize,
}

impl Standings {
    /// Counts.
    pub fn of(standings: impl IntoIterator<Item = Standing>) -> Self {
        let mut counts = Standings::default();
        for standing in standings {
            *match standing {
                Standing::Read => &mut counts.read,
                Standing::Corrected => &mut counts.corrected,
                Standing::Confirmed => &mut counts.confirmed,
            } += 1;
        }
        counts
    }

    /// "machine-read", "corrected" or "confirmed", where it is so of all; else "mixed".
    pub fn word(self) -> &'static str {
        match self {
            Standings { corrected: 0, confirmed: 0, .. } => Standing::Read.word(),
            Standings { read: 0, confirmed: 0, .. } => Standing::Corrected.word(),
            Standings { read: 0, corrected: 0, .. } => Standing::Confirmed.word(),
            _ => "mixed",
        }
    }
}

impl Edge {
    /// Number of events.
    pub fn weight(&self) -> usize {
        self.kinds.values().sum()
    }
}

/// What gathers on a node or an edge.
#[derive(Default)]
struct Tally<'e> {
    events: Vec<&'e Event>,
}

impl<'e> Tally<'e> {
    fn documents(&self) -> BTreeSet<&'e str> {
        self.events.iter().flat_map(|e| &e.reports).map(|r| r.document.as_str()).collect()
    }

    fn dates(&self) -> (Option<Date>, Option<Date>) {
        let dates = || self.events.iter().filter_map(|e| e.date);
        (dates().min(), dates().max())
    }
}

impl Network {
    /// Draws the network of some events; `kinds` says which have no direction.
    pub fn draw(facts: &Facts<'_>, events: &[Event], kinds: &[EventKind], view: View) -> Network {
        let symmetric: BTreeSet<&str> =
            kinds.iter().filter(|k| k.symmetric).map(|k| k.name.as_str()).collect();
        let mut parties: BTreeMap<(&str, &str), Tally<'_>> = BTreeMap::new();
        let mut pairs: BTreeMap<(&str, &str, &str), Tally<'_>> = BTreeMap::new();
        for event in events {
            for party in event.parties() {
                parties.entry((facts.label(party), party)).or_default().events.push(event);
            }
            let kind = if view == View::Kinds { event.kind.as_str() } else { "" };
            for (from, to) in joined(event, symmetric.contains(event.kind.as_str())) {
                pairs.entry((from, to, kind)).or_default().events.push(event);
            }
        }
        let mut network = Network { graph: DiGraph::new(), notes: Vec::new() };
        let mut indices: BTreeMap<&str, NodeIndex> = BTreeMap::new();
        for (&(_, iri), tally) in &parties {
            indices.insert(iri, network.graph.add_node(node(facts, iri, tally)));
        }
        let mut edges: Vec<_> = pairs
            .iter()
            .filter_map(|(&(from, to, kind), tally)| {
                Some((*indices.get(from)?, *indices.get(to)?, kind, tally))
            })
            .collect();
        edges.sort_by_key(|&(from, to, kind, _)| (from, to, kind));
        for (from, to, _, tally) in edges {
            network.graph.add_edge(from, to, edge(facts, tally, &symmetric));
        }
        network.notes = network.graph.node_weights().flat_map(|n| n.notes.iter().cloned()).collect();
        network.notes.sort_unstable();
        network.notes.dedup();
        network
    }

    /// Kinds of events in it, sorted.
    pub fn kinds(&self) -> Vec<&str> {
        let all: BTreeSet<&str> =
            self.graph.edge_weights().flat_map(|e| e.kinds.keys()).map(String::as_str).collect();
        all.into_iter().collect()
    }
}

/// The ordered pairs that an event joins, each once.
fn joined(event: &Event, symmetric: bool) -> BTreeSet<(&str, &str)> {
    if symmetric {
        let parties = event.parties();
        let later = |i: usize| parties.get(i + 1..).unwrap_or_default();
        return parties
            .iter()
            .enumerate()
            .flat_map(|(i, a)| later(i).iter().map(move |b| (*a, *b)))
            .collect();
    }
    let pairs = event.agents.iter().flat_map(|a| event.targets.iter().map(move |t| (a.as_str(), t.as_str())));
    pairs.filter(|(a, t)| a != t).collect()
}

fn node(facts: &Facts<'_>, iri: &str, tally: &Tally<'_>) -> Node {
    let documents = tally.documents();
    let (first, last) = tally.dates();
    let organization = facts.organizations.get(iri).cloned();
    let unknown = || Organization { iri: iri.to_owned(), label: iri.to_owned(), ..Organization::default() };
    Node {
        organization: organization.unwrap_or_else(unknown),
        events: tally.events.len(),
        standings: Standings::of(tally.events.iter().map(|e| e.standing)),
        first,
        last,
        notes: facts.notes(documents.iter().copied()),
        documents: documents.len(),
    }
}

fn edge(facts: &Facts<'_>, tally: &Tally<'_>, symmetric: &BTreeSet<&str>) -> Edge {
    let documents = tally.documents();
    let (first, last) = tally.dates();
    let mut kinds = BTreeMap::new();
    for event in &tally.events {
        *kinds.entry(event.kind.clone()).or_insert(0) += 1;
    }
    Edge {
        symmetric: kinds.keys().all(|k| symmetric.contains(k.as_str())),
        kinds,
        planned: tally.events.iter().filter(|e| e.modality == Modality::Planned).count(),
        dated_by: tally.events.iter().filter(|e| e.date.is_some() && e.precision == Precision::By).count(),
        first,
        last,
        confidence: tally.events.iter().map(|e| e.confidence).fold(0.0, f64::max),
        standings: Standings::of(tally.events.iter().map(|e| e.standing)),
        notes: facts.notes(documents.iter().copied()),
        documents: documents.len(),
    }
}
