//! Decisions that nothing in the store answers to.

use super::{BuildError, Builder};
use crate::rdf::vocab::gx;
use crate::rdf::{Resolved, decisions_mark};
use crate::record::Record;
use crate::resolve::{Body, Claimed, Decisions, OnClaim, Organization};
use crate::store::{Embedded, Pattern, Store, StoreError};
use crate::text::name_key;
use oxigraph::model::{Literal, NamedNodeRef, NamedOrBlankNode, Term};

impl Builder<'_> {
    /// What of the decisions applies to nothing in the store, in words: a person should know of it.
    pub(super) fn idle_decisions(&self) -> Result<Vec<String>, BuildError> {
        let why = idle(self.store, &self.decisions)?;
        let told = self.decisions.told();
        let words = told.iter().zip(why).filter_map(|(told, why)| Some((told, why?)));
        Ok(words.map(|(told, why)| format!("{}, {}: {why}", told.decides, told.about)).collect())
    }
}

/// Of each decision, in the order of [`Decisions::told`], why it applies to nothing in the store; none where it applies.
///
/// # Errors
/// What the store meets.
pub fn idle(store: &Embedded, decisions: &Decisions) -> Result<Vec<Option<String>>, StoreError> {
    let mut idle = Vec::new();
    for pair in decisions.same.iter().chain(&decisions.different) {
        let mut unknown = None;
        for body in [&pair.one, &pair.other] {
            if unknown.is_none() && !is_named(store, body)? {
                unknown = Some(format!("no organization in the store is called {body}"));
            }
        }
        idle.push(unknown);
    }
    for (bodies, types) in [(&decisions.kind, true), (&decisions.name, false)] {
        for on in bodies {
            // A body whose type was put right has it by now, and a type is put right document by document.
            let (kind, document) = match types {
                true => (None, None),
                false => (on.of.kind.clone(), on.of.document.clone()),
            };
            let known = is_named(store, &Body { kind, document, ..on.of.clone() })?;
            idle.push((!known).then(|| format!("no organization in the store is called {}", on.of)));
        }
    }
    for claims in [&decisions.wrong, &decisions.confirm, &decisions.correct, &decisions.hide] {
        for claim in claims {
            idle.push(idle_claim(store, claim)?.map(str::to_owned));
        }
    }
    Ok(idle)
}

/// Whether a store was built with these decisions.
///
/// # Errors
/// What the store meets.
pub fn is_built_with(store: &Embedded, decisions: &Decisions) -> Result<bool, StoreError> {
    let marks = Pattern { predicate: Some(gx::DECISIONS_DIGEST), ..Pattern::default() };
    let marks = store.quads(marks)?.collect::<Result<Vec<_>, _>>()?;
    Ok(marks == decisions_mark(store.base(), decisions))
}

/// Whether a document of the store names such a body.
fn is_named(store: &Embedded, body: &Body) -> Result<bool, StoreError> {
    let key = Literal::new_simple_literal(name_key(&body.name));
    let called =
        Pattern { predicate: Some(gx::NAME_KEY), object: Some(key.as_ref().into()), ..Pattern::default() };
    for quad in store.quads(called)? {
        let organization = quad?.subject;
        let of = Pattern {
            predicate: Some(gx::APPELLATION_OF),
            object: Some(organization.as_ref().into()),
            ..Pattern::default()
        };
        for quad in store.quads(of)? {
            let NamedOrBlankNode::NamedNode(appellation) = quad?.subject else { continue };
            let about = Pattern { subject: Some(appellation.as_ref().into()), ..Pattern::default() };
            let about = store.quads(about)?.collect::<Result<Vec<_>, _>>()?;
            if Organization::from_quads(store.base(), &about).is_some_and(|fact| body.is(&fact)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Why a decision on a claim applies to nothing; none where it does.
fn idle_claim(store: &Embedded, claim: &OnClaim) -> Result<Option<&'static str>, StoreError> {
    let document = store.base().document(&claim.document);
    let values = |property: NamedNodeRef<'_>| -> Result<Vec<String>, StoreError> {
        let pattern = Pattern {
            subject: Some(document.as_ref().into()),
            predicate: Some(property),
            ..Pattern::default()
        };
        let mut found = Vec::new();
        for quad in store.quads(pattern)? {
            if let Term::Literal(literal) = quad?.object {
                found.push(literal.value().to_owned());
            }
        }
        Ok(found)
    };
    let Some(json) = values(gx::RECORD)?.into_iter().next() else {
        return Ok(Some("no document of that id is in the store"));
    };
    let is_hidden = values(gx::HIDDEN)?.contains(&format!("{:016x}", claim.key()));
    let record: Record = serde_json::from_str(&json).unwrap_or_default();
    let about = Claimed::all(&record).any(|c| claim.is_about(&claim.document, c, &record.entities));
    Ok((!(about || is_hidden)).then_some("the document makes no such claim"))
}
