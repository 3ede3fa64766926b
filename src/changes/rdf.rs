//! Changes as RDF.

use super::Change;
use crate::rdf::vocab::{dcterms, gx, rdf, xsd};
use crate::resolve::hashed;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term, Triple};

/// A node for each change, beside its entry.
pub(super) fn triples(changes: &[Change]) -> Vec<Triple> {
    let mut out = Vec::new();
    for change in changes {
        let (from, to) = (change.between.0.to_string(), change.between.1.to_string());
        let id = hashed(&[&change.iri, change.kind.name(), &change.field, &from, &to]);
        let base = change.iri.rfind("entry/").map_or("", |at| &change.iri[..at]);
        let iri = NamedNode::new_unchecked(format!("{base}change/{id:016x}"));
        let mut push = |property: NamedNodeRef<'_>, object: Term| {
            out.push(Triple::new(iri.clone(), property.into_owned(), object));
        };
        let text = |words: &str| Term::from(Literal::new_simple_literal(words));
        let day = |day: String| Term::from(Literal::new_typed_literal(day, xsd::DATE));
        push(rdf::TYPE, gx::CHANGE.into_owned().into());
        push(gx::OF_ENTRY, NamedNode::new_unchecked(&change.iri).into());
        push(gx::CHANGE_KIND, text(change.kind.name()));
        push(dcterms::TITLE, text(&format!("{} ({})", change.organization, change.entry)));
        push(gx::FIRST, day(from));
        push(gx::LAST, day(to));
        if !change.field.is_empty() {
            push(gx::PROPERTY, text(&change.field));
            push(gx::BEFORE, text(&change.before));
            push(gx::AFTER, text(&change.after));
        }
    }
    out
}
