//! Decisions that nothing in the store answers to.

use super::{BuildError, Builder};
use crate::rdf::vocab::gx;
use crate::record::Record;
use crate::resolve::{Body, Claimed, OnClaim};
use crate::store::{Pattern, Store};
use crate::text::name_key;
use oxigraph::model::{Literal, NamedNode, Term};

impl Builder<'_> {
    /// What of the decisions applies to nothing in the store, in words: a person should know of it.
    pub(super) fn idle_decisions(&self) -> Result<Vec<String>, BuildError> {
        let mut idle = Vec::new();
        let pairs = [("same", &self.decisions.same), ("different", &self.decisions.different)];
        for (sort, pair) in
            pairs.into_iter().flat_map(|(sort, pairs)| pairs.iter().map(move |pair| (sort, pair)))
        {
            for body in [&pair.one, &pair.other] {
                if !self.is_named(body)? {
                    idle.push(format!("{sort}: no organization in the store is called {body}"));
                }
            }
        }
        let bodies = [("type", &self.decisions.kind), ("name", &self.decisions.name)];
        for (sort, on) in
            bodies.into_iter().flat_map(|(sort, bodies)| bodies.iter().map(move |on| (sort, on)))
        {
            let body = Body { kind: on.of.kind.clone().filter(|_| sort == "name"), ..on.of.clone() };
            if !self.is_named(&body)? {
                idle.push(format!("{sort}: no organization in the store is called {}", on.of));
            }
        }
        let decisions = &self.decisions;
        let claims = [
            ("wrong", &decisions.wrong),
            ("confirm", &decisions.confirm),
            ("correct", &decisions.correct),
            ("hide", &decisions.hide),
        ];
        for (sort, claim) in
            claims.into_iter().flat_map(|(sort, claims)| claims.iter().map(move |claim| (sort, claim)))
        {
            let words = if sort == "hide" { "(hidden)" } else { claim.quote.as_str() };
            if let Some(why) = self.idle_claim(claim)? {
                idle.push(format!("{sort}, {} “{words}”: {why}", claim.document));
            }
        }
        Ok(idle)
    }

    fn is_named(&self, body: &Body) -> Result<bool, BuildError> {
        let key = Literal::new_simple_literal(name_key(&body.name));
        let pattern = Pattern {
            predicate: Some(gx::NAME_KEY),
            object: Some(key.as_ref().into()),
            ..Pattern::default()
        };
        Ok(self.store.quads(pattern)?.next().transpose()?.is_some())
    }

    /// Why a decision on a claim applies to nothing; none where it does.
    fn idle_claim(&self, claim: &OnClaim) -> Result<Option<&'static str>, BuildError> {
        let document: NamedNode = self.base.document(&claim.document);
        let Some(json) = self.literal(document.as_ref(), gx::RECORD)? else {
            return Ok(Some("no document of that id is in the store"));
        };
        let hidden = Literal::new_simple_literal(format!("{:016x}", claim.key()));
        let pattern = Pattern {
            subject: Some(document.as_ref().into()),
            predicate: Some(gx::HIDDEN),
            object: Some(hidden.as_ref().into()),
            ..Pattern::default()
        };
        let is_hidden = matches!(
            self.store.quads(pattern)?.next().transpose()?.map(|quad| quad.object),
            Some(Term::Literal(_))
        );
        let record: Record = serde_json::from_str(&json).unwrap_or_default();
        let about = Claimed::all(&record).any(|c| claim.is_about(&claim.document, c, &record.entities));
        Ok((!(about || is_hidden)).then_some("the document makes no such claim"))
    }
}
