//! Making and reading quads of one subject in one graph.

use super::vocab::{rdf, xsd};
use jiff::civil::Date;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};

/// Quads of one graph, as they are made.
pub(super) struct Quads {
    graph: GraphName,
    quads: Vec<Quad>,
}

impl Quads {
    pub fn new(graph: NamedNode) -> Self {
        Quads { graph: graph.into(), quads: Vec::new() }
    }

    pub fn push(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), property, object, self.graph.clone()));
    }

    pub fn class(&mut self, subject: &NamedNode, class: impl Into<NamedNode>) {
        self.push(subject, rdf::TYPE, class.into());
    }

    pub fn text(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, text: impl Into<String>) {
        self.push(subject, property, Literal::new_simple_literal(text));
    }

    pub fn maybe(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, text: Option<&str>) {
        if let Some(text) = text {
            self.text(subject, property, text);
        }
    }

    pub fn date(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, date: Option<Date>) {
        if let Some(date) = date {
            self.push(subject, property, Literal::new_typed_literal(date.to_string(), xsd::DATE));
        }
    }

    pub fn number(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, number: u64) {
        self.push(subject, property, Literal::new_typed_literal(number.to_string(), xsd::INTEGER));
    }

    /// Thousandths as a decimal in canonical form: 900 is 0.9.
    pub fn decimal(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, thousandths: u16) {
        let (whole, rest) = (thousandths / 1000, thousandths % 1000);
        let digits = format!("{rest:03}");
        let text = match digits.trim_end_matches('0') {
            "" => whole.to_string(),
            digits => format!("{whole}.{digits}"),
        };
        self.push(subject, property, Literal::new_typed_literal(text, xsd::DECIMAL));
    }

    pub fn into_vec(self) -> Vec<Quad> {
        self.quads
    }
}

/// The words of a literal.
pub(super) fn words(term: &Term) -> Option<&str> {
    match term {
        Term::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}

/// The IRI of a term.
pub(super) fn node(term: &Term) -> Option<NamedNodeRef<'_>> {
    match term {
        Term::NamedNode(node) => Some(node.as_ref()),
        _ => None,
    }
}

/// Thousandths of a decimal.
pub(super) fn thousandths(text: &str) -> Option<u16> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let rest: String = rest.chars().chain(std::iter::repeat('0')).take(3).collect();
    whole.parse::<u16>().ok()?.checked_mul(1000)?.checked_add(rest.parse().ok()?)
}
