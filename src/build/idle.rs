//! How far decisions reach into a store: which nothing in it answers to, and which judge several claims.

use super::{BuildError, Builder};
use crate::rdf::vocab::gx;
use crate::rdf::{Resolved, decisions_mark};
use crate::record::Record;
use crate::resolve::{Body, Claimed, Decisions, OnClaim, Organization};
use crate::store::{Embedded, Pattern, Store, StoreError};
use crate::text::name_key;
use oxigraph::model::{Literal, NamedNodeRef, NamedOrBlankNode, Term};

/// How far a decision reaches into a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// It applies to nothing, and why.
    Nothing(String),
    /// It is about bodies that the store knows.
    Bodies,
    /// It is about so many claims of its document.
    Claims(usize),
}

impl Reach {
    /// Why it applies to nothing.
    pub fn idle(&self) -> Option<&str> {
        match self {
            Reach::Nothing(why) => Some(why),
            Reach::Bodies | Reach::Claims(_) => None,
        }
    }
}

impl Builder<'_> {
    /// What a person should know of the decisions, in words: which apply to nothing in the store, and which judge
    /// several claims at once.
    pub(super) fn words_on_decisions(&self) -> Result<Vec<String>, BuildError> {
        let mut words = Vec::new();
        for (told, reach) in self.decisions.told().iter().zip(reach(self.store, &self.decisions)?) {
            let decision = format!("{}, {}", told.decides, told.about);
            match reach {
                Reach::Nothing(why) => {
                    words.push(format!("a decision no longer applies; it is kept: {decision}: {why}"));
                }
                Reach::Claims(count) if count > 1 && told.decides != "hide" => words.push(format!(
                    "a decision is about {count} claims: {decision}; where one of them is meant, give more of its \
                     words, its `kind` or its `parties`"
                )),
                Reach::Claims(_) | Reach::Bodies => {}
            }
        }
        Ok(words)
    }
}

/// How far each decision reaches, in the order of [`Decisions::told`].
///
/// # Errors
/// What the store meets.
pub fn reach(store: &Embedded, decisions: &Decisions) -> Result<Vec<Reach>, StoreError> {
    let known = |unknown: Option<String>| unknown.map_or(Reach::Bodies, Reach::Nothing);
    let mut all = Vec::new();
    for (pairs, same) in [(&decisions.same, true), (&decisions.different, false)] {
        for pair in pairs {
            let parted = "another decision says that they are different".to_owned();
            let mut unknown = (same && decisions.parts(pair)).then_some(parted);
            for body in [&pair.one, &pair.other] {
                if unknown.is_none() && !is_named(store, body)? {
                    unknown = Some(format!("no organization in the store is called {body}"));
                }
            }
            all.push(known(unknown));
        }
    }
    for (bodies, types) in [(&decisions.kind, true), (&decisions.name, false)] {
        for on in bodies {
            // A body whose type was put right has it by now, and a type is put right document by document.
            let (kind, document) = match types {
                true => (None, None),
                false => (on.of.kind.clone(), on.of.document.clone()),
            };
            let is_known = is_named(store, &Body { kind, document, ..on.of.clone() })?;
            all.push(known((!is_known).then(|| format!("no organization in the store is called {}", on.of))));
        }
    }
    for claim in &decisions.wrong {
        all.push(reach_of_claim(store, claim, &[])?);
    }
    for claim in decisions.confirm.iter().chain(&decisions.correct) {
        all.push(reach_of_claim(store, claim, &decisions.wrong)?);
    }
    for claim in &decisions.hide {
        all.push(reach_of_claim(store, claim, &[])?);
    }
    Ok(all)
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

/// How far a decision on a claim reaches, where others say what is `wrong`.
fn reach_of_claim(store: &Embedded, claim: &OnClaim, wrong: &[OnClaim]) -> Result<Reach, StoreError> {
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
        return Ok(Reach::Nothing("no document of that id is in the store".to_owned()));
    };
    if values(gx::HIDDEN)?.contains(&format!("{:016x}", claim.key())) {
        return Ok(Reach::Claims(1));
    }
    let record: Record = serde_json::from_str(&json).unwrap_or_default();
    let is_on = |on: &OnClaim, claimed| on.is_about(&claim.document, claimed, &record.entities);
    let mut about: Vec<_> = Claimed::all(&record).filter(|claimed| is_on(claim, *claimed)).collect();
    if about.is_empty() {
        return Ok(Reach::Nothing("the document makes no such claim".to_owned()));
    }
    about.retain(|claimed| !wrong.iter().any(|on| is_on(on, *claimed)));
    if about.is_empty() {
        return Ok(Reach::Nothing("another decision says that it is wrong".to_owned()));
    }
    let misfit = |claimed: &Claimed<'_>| claim.set.as_ref()?.misfit(*claimed, &record.entities);
    let fits = about.iter().filter(|claimed| misfit(claimed).is_none()).count();
    Ok(match about.first().and_then(misfit) {
        Some(why) if fits == 0 => Reach::Nothing(why),
        _ => Reach::Claims(fits),
    })
}
