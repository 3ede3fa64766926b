//! Documents of one id from different inputs: none replaces another unasked.

use super::{BuildError, Builder, InputNames};
use crate::rdf::Described;
use crate::rdf::vocab::{dcterms, gx};
use crate::store::{Pattern, Store};
use oxigraph::model::{NamedNodeRef, Term};
use std::sync::Arc;

/// What standard input is named.
const STANDARD_INPUT: &str = "-";

/// The id of a text from standard input that gives none; its lines have it with `#` and their number.
const NO_ID: &str = "standard-input";

impl Builder<'_> {
    /// Tells of what inputs this build is, so that documents of other ones are not replaced.
    pub fn of_inputs(&mut self, inputs: Arc<InputNames>) {
        self.inputs = inputs;
    }

    /// Refuses a document from `input` that would replace another of the same id: one that came from an input which
    /// is not of this build, or a text without an id from standard input. The same words are no other document.
    pub(super) fn refuse_other(&self, described: &Described, input: &str) -> Result<(), BuildError> {
        let iri = described.iri.as_ref();
        let mut stored = Vec::new();
        let pattern = Pattern { subject: Some(iri.into()), predicate: Some(gx::INPUT), ..Pattern::default() };
        for quad in self.store.quads(pattern)? {
            if let Term::Literal(name) = quad?.object {
                stored.push(name.value().to_owned());
            }
        }
        stored.sort();
        let id = self.literal(iri, dcterms::IDENTIFIER)?.unwrap_or_default();
        let nameless = input == STANDARD_INPUT && id.split('#').next() == Some(NO_ID);
        let is_ours = |name: &String| name == input || self.inputs.speak_for(name);
        let shared = stored.iter().any(is_ours);
        let other = match nameless && stored.iter().any(|name| name == STANDARD_INPUT) {
            true => Some(STANDARD_INPUT),
            false => {
                let mut others = stored.iter().filter(|name| !is_ours(name));
                others.find(|name| !(shared && self.inputs.is_gone(name))).map(String::as_str)
            }
        };
        let Some(other) = other else { return Ok(()) };
        if self.says_the_same(described)? {
            return Ok(());
        }
        let advice = match input == STANDARD_INPUT {
            true => {
                "save it to a file with a name of its own and give that, or give it as JSONL with an `id`"
            }
            false => {
                "build both in one run under the folder above both, give one of them another `id` (JSONL) or `url` \
                 (sources.csv), or build it into another --store"
            }
        };
        Err(BuildError::OtherInput {
            id,
            input: self.inputs.shown(input),
            other: self.inputs.shown(other),
            advice,
        })
    }

    /// Whether the store holds the document with these words; where neither has a text, with this record.
    fn says_the_same(&self, described: &Described) -> Result<bool, BuildError> {
        let given = |property: NamedNodeRef<'_>| {
            let quad = described
                .quads
                .iter()
                .find(|quad| quad.predicate == property && quad.subject == described.iri.as_ref().into());
            quad.and_then(|quad| match &quad.object {
                Term::Literal(literal) => Some(literal.value().to_owned()),
                _ => None,
            })
        };
        let (stored, now) = (self.literal(described.iri.as_ref(), gx::TEXT)?, given(gx::TEXT));
        Ok(match (stored, now) {
            (None, None) => self.literal(described.iri.as_ref(), gx::RECORD)? == given(gx::RECORD),
            (stored, now) => stored == now,
        })
    }
}
