//! Which statements of a record an annotation bears out.

use super::annotation::{Annotated, Annotation, Claim, Event};
use super::compare::{Sets, sets};
use super::matching::Identities;
use crate::lexicon::Sort;
use crate::record::Modality;
use std::collections::{BTreeMap, BTreeSet};

/// One statement of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// What it states.
    pub sort: Sort,
    /// Kind of the event or relation, type of the entity, first word of the claim.
    pub kind: String,
    /// The rule that read it.
    pub rule: String,
    /// What the reading assumed.
    pub assumed: Vec<String>,
    /// As the record states it, between 0 and 1.
    pub confidence: f64,
    /// Whether the annotation says so too.
    pub right: bool,
}

/// Judges all statements of a record.
///
/// An entity is right with its type; an event when the annotation of its post, kind and modality has all its parties,
/// and all its pairs of agent and target. Its date counts for nothing here, nor what it leaves out.
pub(super) fn judged(gold: &Annotated, system: &Annotation, identities: &Identities<'_>) -> Vec<Judged> {
    let annotation = &gold.annotation;
    let mut out = Vec::new();
    for entity in &system.entities {
        let pair = identities.pairs.get(&entity.id);
        out.push(Judged {
            sort: Sort::Entity,
            kind: entity.kind.clone(),
            rule: entity.rule.clone(),
            assumed: entity.assumed.clone(),
            confidence: entity.confidence,
            right: pair
                .is_some_and(|g| annotation.entities.iter().any(|e| e.id == *g && e.kind == entity.kind)),
        });
    }
    out.extend(events(annotation, system, identities));
    let there: BTreeSet<(&str, String, String)> = annotation
        .relations
        .iter()
        .map(|r| (r.kind.as_str(), identities.of_gold(&r.from), identities.of_gold(&r.to)))
        .collect();
    for relation in &system.relations {
        let (from, to) = (identities.of_system(&relation.from), identities.of_system(&relation.to));
        out.push(Judged {
            sort: Sort::Relation,
            kind: relation.kind.clone(),
            rule: relation.rule.clone(),
            assumed: Vec::new(),
            confidence: relation.confidence,
            right: there.contains(&(relation.kind.as_str(), from, to)),
        });
    }
    out.extend(system.claims.iter().map(|claim| Judged {
        sort: Sort::Claim,
        kind: claim.says.split(' ').next().unwrap_or_default().to_owned(),
        rule: claim.rule.clone(),
        assumed: Vec::new(),
        confidence: claim.confidence,
        right: is_borne_out(annotation, claim, identities),
    }));
    out
}

fn events(gold: &Annotation, system: &Annotation, identities: &Identities<'_>) -> Vec<Judged> {
    let mut of: BTreeMap<Modality, Sets> = BTreeMap::new();
    for modality in [Modality::Occurred, Modality::Planned] {
        let same = |e: &&Event| e.modality() == modality;
        let there: Vec<Event> = gold.events.iter().filter(same).cloned().collect();
        of.insert(modality, sets(&there, |id| identities.of_gold(id)));
    }
    let judge = |event: &Event| {
        let own = sets(std::slice::from_ref(event), |id| identities.of_system(id));
        let right = of.get(&event.modality()).is_some_and(|there| {
            own.rows.iter().all(|(post, kind, _)| there.rows.contains(&(*post, kind.clone(), 1)))
                && own.actors.is_subset(&there.actors)
                && own.links.is_subset(&there.links)
        });
        Judged {
            sort: Sort::Event,
            kind: event.kind.clone(),
            rule: event.rule.clone(),
            assumed: event.assumed.clone(),
            confidence: event.confidence,
            right,
        }
    };
    system.events.iter().map(judge).collect()
}

fn is_borne_out(gold: &Annotation, claim: &Claim, identities: &Identities<'_>) -> bool {
    let entity = identities.of_system(&claim.entity);
    let pair = identities.pairs.get(&claim.entity);
    match claim.says.split_once(' ') {
        Some(("role", role)) => gold
            .entities
            .iter()
            .any(|e| identities.of_gold(&e.id) == entity && e.roles.iter().any(|r| r == role)),
        Some(("unit_of", owner)) => gold.entities.iter().any(|e| {
            pair == Some(&e.id)
                && e.unit_of.as_ref().is_some_and(|u| identities.of_gold(u) == identities.of_system(owner))
        }),
        Some(("type", kind)) => gold.entities.iter().any(|e| pair == Some(&e.id) && e.kind == kind),
        _ => false,
    }
}
