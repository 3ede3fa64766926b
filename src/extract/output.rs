//! A reading as a record: ids in order of appearance, offsets as code points.

use super::Reading;
use super::entity::EntityId;
use crate::record::{Claim, Coverage, Entity, Event, Passage, Record, Relation, Stretch, Warning};
use crate::source::Document;
use crate::text::{CodePoints, Span};

/// Writes out what was read.
pub(super) fn record(document: &Document, reading: Reading) -> Record {
    let text = document.text.as_str();
    let points = CodePoints::new(text);
    let passage = |span: Span| Passage {
        start: points.at(span.start),
        end: points.at(span.end),
        text: span.of(text).to_owned(),
    };
    let kept = kept(&reading);
    let mut number = vec![None; reading.table.entities.len()];
    for (n, id) in kept.iter().enumerate() {
        number[*id] = Some(format!("E{}", n + 1));
    }
    let name = |id: &EntityId| number.get(*id).cloned().flatten();
    let names = |ids: &[EntityId]| ids.iter().filter_map(name).collect::<Vec<_>>();
    let entities = kept
        .iter()
        .map(|id| {
            let entity = &reading.table.entities[*id];
            let mut mentions = entity.mentions.clone();
            mentions.sort_unstable();
            mentions.dedup();
            let (place, place_code) = entity.place.clone().map_or((None, None), |(p, c)| (Some(p), c));
            Entity {
                id: name(id).unwrap_or_default(),
                kind: entity.kind.name().to_owned(),
                name: entity.name.clone(),
                also: entity.also.clone(),
                place,
                place_code,
                origin: entity.origin.clone(),
                unit_of: entity.unit_of.as_ref().and_then(name),
                roles: entity.roles.iter().map(|r| (*r).to_owned()).collect(),
                confidence: round(entity.surety),
                mentions: mentions.into_iter().map(passage).collect(),
            }
        })
        .collect();
    let events = reading
        .rows
        .iter()
        .enumerate()
        .map(|(n, row)| {
            let (place, place_code) = row.place.clone().map_or((None, None), |(p, c)| (Some(p), c));
            Event {
                id: format!("V{}", n + 1),
                post: row.post,
                kind: row.kind.clone(),
                date: row.date,
                precision: row.precision,
                modality: row.modality,
                agent: names(&row.agent),
                target: names(&row.target),
                via: names(&row.via),
                unnamed: row.unnamed.clone(),
                place,
                place_code,
                rule: row.rule.clone(),
                confidence: round(row.confidence),
                evidence: passage(row.evidence),
            }
        })
        .collect();
    let relations = reading
        .ties
        .iter()
        .filter_map(|tie| {
            Some(Relation {
                kind: tie.kind.to_owned(),
                from: name(&tie.from)?,
                to: name(&tie.to)?,
                rule: tie.rule.to_owned(),
                confidence: 0.85,
                evidence: Some(passage(tie.evidence)),
            })
        })
        .collect();
    let mut claims: Vec<Claim> = reading
        .roles
        .iter()
        .filter_map(|role| {
            Some(Claim {
                entity: name(&role.entity)?,
                says: format!("role {}", role.role),
                rule: role.rule.to_owned(),
                confidence: 0.85,
                evidence: Some(passage(role.evidence)),
            })
        })
        .collect();
    for id in &kept {
        let entity = &reading.table.entities[*id];
        let evidence = entity.mentions.first().copied().map(passage);
        if let Some(owner) = entity.unit_of.as_ref().and_then(name) {
            claims.push(Claim {
                entity: name(id).unwrap_or_default(),
                says: format!("unit_of {owner}"),
                rule: "office/name".to_owned(),
                confidence: 0.95,
                evidence: evidence.clone(),
            });
        }
        if entity.surety < 0.8 {
            claims.push(Claim {
                entity: name(id).unwrap_or_default(),
                says: format!("type {}", entity.kind.name()),
                rule: "name/shape".to_owned(),
                confidence: round(entity.surety),
                evidence,
            });
        }
    }
    let stretch = |span: Span| Stretch { start: points.at(span.start), end: points.at(span.end) };
    let sentences = &reading.sentences;
    Record {
        doc: document.name.clone(),
        id: (document.id != document.name && document.url.as_deref() != Some(document.id.as_str()))
            .then(|| document.id.clone()),
        url: document.url.clone(),
        published: document.published,
        posts: document.posts.iter().map(|p| p.date).collect(),
        source: document.source.clone(),
        entities,
        events,
        relations,
        claims,
        coverage: Coverage {
            sentences: sentences.len(),
            with_organization: sentences.iter().filter(|s| s.spoken_of).count(),
            with_event: sentences.iter().filter(|s| s.told).count(),
            silent: sentences.iter().filter(|s| s.named && !s.told).map(|s| stretch(s.span)).collect(),
        },
        warnings: document
            .warnings
            .iter()
            .map(|n| Warning {
                code: n.code.to_owned(),
                start: points.at(n.span.start),
                end: points.at(n.span.end),
                message: n.message.clone(),
            })
            .collect(),
    }
}

/// Entities that take part in something, stand in a relation, or are named: all that the body of the text names.
fn kept(reading: &Reading) -> Vec<EntityId> {
    let mut ids: Vec<EntityId> = (0..reading.table.entities.len()).collect();
    ids.sort_by_key(|id| {
        reading.table.entities[*id].mentions.iter().min().copied().unwrap_or(Span::new(0, 0))
    });
    ids
}

/// Two decimals: more would feign exactness.
fn round(x: f64) -> f64 {
    (x * 100.0).round() / 100.0
}
