//! What people decided, as a graph of its own: exports leave it out unless asked for it.

use super::Base;
use super::quads::Quads;
use super::vocab::gx;
use crate::resolve::{Decisions, Told, hashed};
use oxigraph::model::Quad;

/// The decisions that a store is built with. Words that were hidden are in none of them.
pub fn decisions(base: &Base, decisions: &Decisions) -> Vec<Quad> {
    let mut out = Quads::new(base.decisions_graph());
    for Told { decides, about, who, when, why } in decisions.told() {
        let date = when.map(|day| day.to_string()).unwrap_or_default();
        let parts = [decides, &about, who.unwrap_or_default(), &date, why.unwrap_or_default()];
        let iri = base.hashed("decision", hashed(&parts));
        out.class(&iri, gx::DECISION);
        out.text(&iri, gx::DECIDES, decides);
        out.text(&iri, gx::ABOUT, about);
        out.maybe(&iri, gx::DECIDED_BY, who);
        out.date(&iri, gx::DECIDED_ON, when);
        out.maybe(&iri, gx::REASON, why);
    }
    let mut quads = out.into_vec();
    quads.sort_by_cached_key(Quad::to_string);
    quads.dedup();
    quads
}

/// The mark by which a store says with which decisions it was built; none where there are none.
pub fn decisions_mark(base: &Base, decisions: &Decisions) -> Vec<Quad> {
    let mut out = Quads::new(base.decisions_graph());
    if !decisions.is_empty() {
        out.text(&gx::ONTOLOGY.into_owned(), gx::DECISIONS_DIGEST, decisions.digest());
    }
    out.into_vec()
}
