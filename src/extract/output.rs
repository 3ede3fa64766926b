//! A reading as a record: ids in order of appearance, offsets as code points.

use super::Reading;
use super::assume::{Assumption, Assumptions};
use super::entity::{EntityId, Table};
use super::event::Row;
use super::office;
use crate::lexicon::{Lexicon, Sort};
use crate::record::{Claim, Coverage, Entity, Event, Passage, Record, Relation, Stretch, Warning};
use crate::source::Document;
use crate::text::{CodePoints, Span};

/// Writes out what was read.
pub(super) fn record(lexicon: &Lexicon, document: &Document, reading: Reading) -> Record {
    let text = document.text.as_str();
    let points = CodePoints::new(text);
    let passage = |span: Span| Passage {
        start: points.at(span.start),
        end: points.at(span.end),
        text: span.of(text).to_owned(),
        row: None,
    };
    let measured = &lexicon.precisions;
    let confidence = |sort: Sort, kind: &str, rule: &str, assumed: Assumptions| {
        measured.confidence(sort, kind, rule, assumed.names())
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
                rule: entity.evidence.rule().to_owned(),
                assumed: words(entity.assumed),
                confidence: confidence(
                    Sort::Entity,
                    entity.kind.name(),
                    entity.evidence.rule(),
                    entity.assumed,
                ),
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
            let assumed = assumed(row, &reading.table);
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
                assumed: words(assumed),
                confidence: confidence(Sort::Event, &row.kind, &row.rule, assumed),
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
                rule: tie.rule.clone(),
                confidence: confidence(Sort::Relation, tie.kind, &tie.rule, Assumptions::default()),
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
                rule: role.rule.clone(),
                confidence: confidence(Sort::Claim, "role", &role.rule, Assumptions::default()),
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
                rule: office::RULE.to_owned(),
                confidence: confidence(Sort::Claim, "unit_of", office::RULE, Assumptions::default()),
                evidence: evidence.clone(),
            });
        }
        if entity.evidence.is_weak() {
            claims.push(Claim {
                entity: name(id).unwrap_or_default(),
                says: format!("type {}", entity.kind.name()),
                rule: entity.evidence.rule().to_owned(),
                confidence: confidence(Sort::Claim, "type", entity.evidence.rule(), entity.assumed),
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
        entries: Vec::new(),
        as_of: None,
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

/// What an event takes for granted: what its reading did, and what its parties do.
fn assumed(row: &Row, table: &Table) -> Assumptions {
    let mut assumed = row.assumed;
    for entity in row.parties().map(|id| &table.entities[id]) {
        assumed.extend(entity.assumed);
        if entity.evidence.is_weak() {
            assumed.add(Assumption::Type);
        }
    }
    assumed
}

fn words(assumed: Assumptions) -> Vec<String> {
    assumed.names().into_iter().map(str::to_owned).collect()
}
