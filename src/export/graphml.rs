//! GraphML as Gephi, NetworkX and igraph read it.
//!
//! Gephi's importer asks for the keys first, for nodes and edges only, and of six types; it knows no
//! kind of edge, drops edges of weight zero, and merges parallel edges, adding their weights. So
//! the graph is directed throughout, the notes of the documents are an attribute of nodes and edges
//! (and a `desc` for readers of XML), and the numbers of events by kind are columns of one edge.

use super::xml::legal;
use super::{ExportError, Format, Holds, Source, Written};
use crate::graph::{self, Edge, Facts, Network, Node, Standings};
use jiff::civil::Date;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;
use std::io::{self, Write};

/// The format.
pub(super) struct GraphMl;

impl Format for GraphMl {
    fn name(&self) -> &'static str {
        "graphml"
    }

    fn about(&self) -> &'static str {
        "the network, for Gephi, NetworkX, igraph, yEd"
    }

    fn holds(&self) -> Holds {
        Holds::Network
    }

    fn write(&self, source: &Source<'_>, out: &mut dyn Write) -> Result<Written, ExportError> {
        let facts = Facts::read(source.store)?;
        let events = graph::select(&facts, source.filter, source.lexicon)?;
        let network = Network::draw(&facts, &events, &source.lexicon.kinds, source.view);
        write(&network, out)?;
        out.flush()?;
        Ok(Written {
            counts: vec![
                (network.graph.node_count(), "organizations"),
                (network.graph.edge_count(), "links"),
                (events.len(), "events"),
            ],
        })
    }
}

const NAMESPACE: &str = "http://graphml.graphdrawing.org/xmlns";
const SCHEMA: &str = "http://www.w3.org/2001/XMLSchema-instance";
const LOCATION: &str =
    "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd";

/// Attributes of nodes: the name that programs show, and its type.
const NODE_KEYS: &[(&str, &str)] = &[
    ("label", "string"),
    ("type", "string"),
    ("roles", "string"),
    ("place", "string"),
    ("origin", "string"),
    ("events", "int"),
    ("machine_read", "int"),
    ("corrected", "int"),
    ("confirmed", "int"),
    ("documents", "int"),
    ("first", "string"),
    ("first_year", "int"),
    ("last", "string"),
    ("last_year", "int"),
    ("note", "string"),
];

/// Attributes of edges; the numbers of events by kind follow.
const EDGE_KEYS: &[(&str, &str)] = &[
    ("weight", "double"),
    ("label", "string"),
    ("kinds", "string"),
    ("symmetric", "boolean"),
    ("documents", "int"),
    ("confidence", "double"),
    ("status", "string"),
    ("machine_read", "int"),
    ("corrected", "int"),
    ("confirmed", "int"),
    ("first", "string"),
    ("first_year", "int"),
    ("last", "string"),
    ("last_year", "int"),
    ("dated_by", "int"),
    ("planned", "int"),
    ("note", "string"),
];

/// Writes a network.
pub(super) fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Xml { writer: Writer::new_with_indent(out, b' ', 1) };
    xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.open("graphml", &[("xmlns", NAMESPACE), ("xmlns:xsi", SCHEMA), ("xsi:schemaLocation", LOCATION)])?;
    for (name, kind) in NODE_KEYS {
        xml.key("node", name, kind, None)?;
    }
    for (name, kind) in EDGE_KEYS {
        xml.key("edge", name, kind, None)?;
    }
    let kinds = network.kinds();
    for kind in &kinds {
        xml.key("edge", kind, "int", Some("0"))?;
    }
    xml.open("graph", &[("id", "guanxi"), ("edgedefault", "directed")])?;
    if !network.notes.is_empty() {
        xml.text("desc", &[], &network.notes.join(" "))?;
    }
    for node in network.graph.node_weights() {
        xml.node(node)?;
    }
    for (number, edge) in network.graph.edge_references().enumerate() {
        use petgraph::visit::EdgeRef;
        let id = |index| network.graph.node_weight(index).map_or("", |n| n.organization.iri.as_str());
        xml.edge(number + 1, id(edge.source()), id(edge.target()), edge.weight())?;
    }
    xml.close("graph")?;
    xml.close("graphml")?;
    xml.writer.get_mut().write_all(b"\n")
}

struct Xml<'w> {
    writer: Writer<&'w mut dyn Write>,
}

impl Xml<'_> {
    fn event(&mut self, event: Event<'_>) -> io::Result<()> {
        self.writer.write_event(event)
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.event(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())))
    }

    fn close(&mut self, name: &str) -> io::Result<()> {
        self.event(Event::End(BytesEnd::new(name)))
    }

    fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.event(Event::Text(BytesText::new(&legal(text))))?;
        self.close(name)
    }

    /// An attribute of nodes or edges. Ids are told apart by a prefix: NetworkX fails where they meet.
    fn key(&mut self, on: &str, name: &str, kind: &str, default: Option<&str>) -> io::Result<()> {
        let id = format!("{on}_{name}");
        let attributes = [("id", id.as_str()), ("for", on), ("attr.name", name), ("attr.type", kind)];
        let Some(default) = default else {
            return self.event(Event::Empty(BytesStart::new("key").with_attributes(attributes)));
        };
        self.open("key", &attributes)?;
        self.text("default", &[], default)?;
        self.close("key")
    }

    fn data(&mut self, on: &str, name: &str, value: &str) -> io::Result<()> {
        if value.is_empty() {
            return Ok(());
        }
        let key = format!("{on}_{name}");
        self.text("data", &[("key", &key)], value)
    }

    fn dates(&mut self, on: &str, first: Option<Date>, last: Option<Date>) -> io::Result<()> {
        for (name, date) in [("first", first), ("last", last)] {
            if let Some(date) = date {
                self.data(on, name, &date.to_string())?;
                self.data(on, &format!("{name}_year"), &date.year().to_string())?;
            }
        }
        Ok(())
    }

    fn standings(&mut self, on: &str, standings: Standings) -> io::Result<()> {
        let Standings { read, corrected, confirmed } = standings;
        self.data(on, "machine_read", &read.to_string())?;
        self.data(on, "corrected", &corrected.to_string())?;
        self.data(on, "confirmed", &confirmed.to_string())
    }

    fn node(&mut self, node: &Node) -> io::Result<()> {
        let organization = &node.organization;
        self.open("node", &[("id", &legal(&organization.iri))])?;
        self.data("node", "label", &organization.label)?;
        self.data("node", "type", &organization.types.join("; "))?;
        self.data("node", "roles", &organization.roles.join("; "))?;
        self.data("node", "place", organization.place.as_deref().unwrap_or_default())?;
        self.data("node", "origin", organization.origin.as_deref().unwrap_or_default())?;
        self.data("node", "events", &node.events.to_string())?;
        self.standings("node", node.standings)?;
        self.data("node", "documents", &node.documents.to_string())?;
        self.dates("node", node.first, node.last)?;
        self.data("node", "note", &node.notes.join(" "))?;
        self.close("node")
    }

    fn edge(&mut self, number: usize, source: &str, target: &str, edge: &Edge) -> io::Result<()> {
        let id = format!("e{number}");
        self.open("edge", &[("id", &id), ("source", &legal(source)), ("target", &legal(target))])?;
        let names: Vec<&str> = edge.kinds.keys().map(String::as_str).collect();
        let counts: Vec<String> = edge.kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
        self.data("edge", "weight", &format!("{:.1}", edge.weight() as f64))?;
        self.data("edge", "label", &names.join(", "))?;
        self.data("edge", "kinds", &counts.join("; "))?;
        self.data("edge", "symmetric", &edge.symmetric.to_string())?;
        self.data("edge", "documents", &edge.documents.to_string())?;
        self.data("edge", "confidence", &edge.confidence.to_string())?;
        self.data("edge", "status", edge.standings.word())?;
        self.standings("edge", edge.standings)?;
        self.dates("edge", edge.first, edge.last)?;
        self.data("edge", "dated_by", &edge.dated_by.to_string())?;
        self.data("edge", "planned", &edge.planned.to_string())?;
        for (kind, count) in &edge.kinds {
            self.data("edge", kind, &count.to_string())?;
        }
        self.data("edge", "note", &edge.notes.join(" "))?;
        self.close("edge")
    }
}
