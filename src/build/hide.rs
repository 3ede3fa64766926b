//! Words that a person had hidden, in documents that are in the store already.

use super::batch::Delta;
use super::{BuildError, Builder};
use crate::rdf::content_digest;
use crate::rdf::vocab::{dcterms, gx, rdf};
use crate::record::Record;
use crate::store::{Pattern, Store};
use oxigraph::model::{Literal, NamedNode, Quad, Term};
use std::collections::BTreeSet;

/// In place of a document's digest: what was hidden may be shown again, but the store no longer has it.
const LOST: &str = "0000000000000000000000000000000000000000000000000000000000000000";

impl Builder<'_> {
    /// Takes out of a document what is hidden now. What is hidden no longer comes back when the document is read again: its
    /// digest is made one that no document has.
    pub(super) fn hide(&self, document: &NamedNode, delta: &mut Delta) -> Result<(), BuildError> {
        let graph = self.base.document_graph(document.as_ref());
        let pattern = Pattern {
            subject: Some(document.as_ref().into()),
            graph: Some(graph.as_ref().into()),
            ..Pattern::default()
        };
        let quads = self.store.quads(pattern)?.collect::<Result<Vec<_>, _>>()?;
        let quad = |property| quads.iter().find(|quad| quad.predicate.as_ref() == property);
        let words = |quad: &Quad| match &quad.object {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        };
        let mut put = |before: Option<&Quad>, property: oxigraph::model::NamedNodeRef<'_>, now: Literal| {
            delta.quads_before.extend(before.cloned());
            delta.quads_after.push(Quad::new(document.clone(), property, now, graph.clone()));
        };
        let hidden: BTreeSet<u64> = quads
            .iter()
            .filter(|quad| quad.predicate == gx::HIDDEN)
            .filter_map(|quad| u64::from_str_radix(&words(quad)?, 16).ok())
            .collect();
        let (stored, text) = (quad(gx::RECORD), quad(gx::TEXT).and_then(words));
        let record: Option<Record> = stored.and_then(words).and_then(|json| serde_json::from_str(&json).ok());
        let title = quad(dcterms::TITLE).and_then(words);
        let redacted =
            record.and_then(|record| self.decisions.redacted(&record, title.as_deref(), text.as_deref()));
        let digest = quad(gx::CONTENT_DIGEST);
        if hidden.iter().any(|key| !self.decisions.hides(*key)) {
            put(digest, gx::CONTENT_DIGEST, Literal::new_simple_literal(LOST));
        } else if let Some(redacted) = &redacted {
            let whole = digest.and_then(words).unwrap_or_default();
            let now = content_digest(&whole, hidden.union(&redacted.keys).copied());
            put(digest, gx::CONTENT_DIGEST, Literal::new_simple_literal(now));
        }
        let Some(redacted) = redacted else { return Ok(()) };
        let json = serde_json::to_string(&redacted.record).unwrap_or_default();
        put(stored, gx::RECORD, Literal::new_typed_literal(json, rdf::JSON));
        if let Some(text) = redacted.text {
            put(quad(gx::TEXT), gx::TEXT, Literal::new_simple_literal(text));
        }
        if let Some(title) = redacted.title {
            put(quad(dcterms::TITLE), dcterms::TITLE, Literal::new_simple_literal(title));
        }
        for key in redacted.keys {
            put(None, gx::HIDDEN, Literal::new_simple_literal(format!("{key:016x}")));
        }
        Ok(())
    }
}
