//! One record against one annotation.

use super::Figures;
use super::annotation::{Annotated, Annotation, Event, Evidence};
use super::matching::Identities;
use crate::record::Passage;
use std::collections::{BTreeMap, BTreeSet};

/// (post, kind, role, entity).
pub(super) type Actor = (u32, String, &'static str, String);

/// Something missed or made up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// An organisation that is there and was not found.
    MissedEntity {
        /// Its type.
        kind: String,
        /// Its name.
        name: String,
    },
    /// An organisation that was found and is not there.
    MadeUpEntity {
        /// Its type.
        kind: String,
        /// Its name.
        name: String,
    },
    /// An organisation of another type.
    WrongType {
        /// Its name.
        name: String,
        /// The type found.
        kind: String,
        /// The type that it has.
        right: String,
    },
    /// A party that is there and was not found.
    MissedParty(Party),
    /// A party that was found and is not there.
    MadeUpParty(Party),
}

/// A party of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Number of the post.
    pub post: u32,
    /// Kind of the event.
    pub kind: String,
    /// `agent`, `target`, or `any` where that makes no difference.
    pub role: &'static str,
    /// Name of the organisation.
    pub name: String,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Difference::MissedEntity { kind, name } => write!(f, "missed entity   {kind}: {name}"),
            Difference::MadeUpEntity { kind, name } => write!(f, "made up entity  {kind}: {name}"),
            Difference::WrongType { name, kind, right } => {
                write!(f, "wrong type      {name}: {kind}, is {right}")
            }
            Difference::MissedParty(party) => write!(f, "missed          {party}"),
            Difference::MadeUpParty(party) => write!(f, "made up         {party}"),
        }
    }
}

impl std::fmt::Display for Party {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "post {} {} {}: {}", self.post, self.kind, self.role, self.name)
    }
}

/// The parties and pairs of all events.
#[derive(Default)]
pub(super) struct Sets {
    pub actors: BTreeSet<Actor>,
    pub links: BTreeSet<(u32, String, String, String)>,
    contacts: BTreeSet<(u32, String, String)>,
    /// Post, kind, and which of that kind, from 1.
    pub rows: BTreeSet<(u32, String, usize)>,
    /// Those of each event.
    events: Vec<BTreeSet<Actor>>,
}

pub(super) fn sets(events: &[Event], identity: impl Fn(&str) -> String) -> Sets {
    let mut sets = Sets::default();
    let mut numbers: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    for event in events {
        let ids = |role: &Option<Vec<String>>| -> Vec<String> {
            role.iter().flatten().map(|id| identity(id)).collect()
        };
        let (agents, targets) = (ids(&event.agent), ids(&event.target));
        let symmetric = matches!(event.kind.as_str(), "Cooperation" | "Meeting");
        let parties: Vec<&String> =
            agents.iter().chain(&targets).collect::<BTreeSet<_>>().into_iter().collect();
        for (i, a) in parties.iter().enumerate() {
            for b in &parties[i + 1..] {
                sets.contacts.insert((event.post, a.to_string(), b.to_string()));
                if symmetric {
                    sets.links.insert((event.post, event.kind.clone(), a.to_string(), b.to_string()));
                }
            }
        }
        if !symmetric {
            for a in &agents {
                for b in &targets {
                    sets.links.insert((event.post, event.kind.clone(), a.clone(), b.clone()));
                }
            }
        }
        let of = |role: &'static str, ids: &[String]| -> Vec<Actor> {
            let role = if symmetric { "any" } else { role };
            ids.iter().map(|id| (event.post, event.kind.clone(), role, id.clone())).collect()
        };
        let actors: BTreeSet<Actor> =
            of("agent", &agents).into_iter().chain(of("target", &targets)).collect();
        sets.actors.extend(actors.iter().cloned());
        sets.events.push(actors);
        let number = numbers.entry((event.post, &event.kind)).or_default();
        *number += 1;
        sets.rows.insert((event.post, event.kind.clone(), *number));
    }
    sets
}

/// Adds the figures of one document; gives what was missed and made up.
pub(super) fn document(
    gold: &Annotated,
    system: &Annotation,
    identities: &Identities<'_>,
    figures: &mut Figures,
) -> Vec<Difference> {
    let annotation = &gold.annotation;
    entities(annotation, system, identities, figures);
    let of_gold = |id: &str| identities.of_gold(id);
    let of_system = |id: &str| identities.of_system(id);
    let (gold_sets, system_sets) = (sets(&annotation.events, of_gold), sets(&system.events, of_system));
    figures.contacts.add(&gold_sets.contacts, &system_sets.contacts);
    figures.events.add(&gold_sets.rows, &system_sets.rows);
    figures.actors.add(&gold_sets.actors, &system_sets.actors);
    figures.links.add(&gold_sets.links, &system_sets.links);
    when_and_whether(annotation, system, &gold_sets, &system_sets, figures);

    let relations =
        |of: &Annotation, identity: &dyn Fn(&str) -> String| -> BTreeSet<(String, String, String)> {
            of.relations.iter().map(|r| (r.kind.clone(), identity(&r.from), identity(&r.to))).collect()
        };
    figures.relations.add(&relations(annotation, &of_gold), &relations(system, &of_system));
    let roles = |of: &Annotation, identity: &dyn Fn(&str) -> String| -> BTreeSet<(String, String)> {
        of.entities.iter().flat_map(|e| e.roles.iter().map(|r| (identity(&e.id), r.clone()))).collect()
    };
    figures.roles.add(&roles(annotation, &of_gold), &roles(system, &of_system));
    spans(&gold.text, system, figures);
    differences(annotation, system, identities, &gold_sets.actors, &system_sets.actors)
}

fn entities(gold: &Annotation, system: &Annotation, identities: &Identities<'_>, figures: &mut Figures) {
    let right = identities.pairs.iter().filter(|(s, g)| kind_of(system, s) == kind_of(gold, g)).count();
    figures.entities.right += right;
    figures.entities_any.right += identities.pairs.len();
    for tally in [&mut figures.entities, &mut figures.entities_any] {
        tally.found += system.entities.len();
        tally.there += gold.entities.len();
    }
}

fn kind_of<'a>(of: &'a Annotation, id: &str) -> &'a str {
    of.entities.iter().find(|e| e.id == id).map_or("", |e| &e.kind)
}

/// Each annotated event takes the record's event that shares most parties, then date, then modality.
fn when_and_whether(gold: &Annotation, system: &Annotation, g: &Sets, s: &Sets, figures: &mut Figures) {
    let mut used = BTreeSet::new();
    for (event, actors) in gold.events.iter().zip(&g.events) {
        let candidates = system.events.iter().zip(&s.events).enumerate().filter(|(i, _)| !used.contains(i));
        let best = candidates
            .map(|(i, (other, parties))| {
                let common = actors.intersection(parties).count();
                (common, other.date == event.date, other.modality == event.modality, std::cmp::Reverse(i))
            })
            .max();
        if let Some((1.., _, _, std::cmp::Reverse(i))) = best {
            used.insert(i);
            let other = &system.events[i];
            figures.dated.count((&other.date, &other.precision) == (&event.date, &event.precision));
            figures.modality.count(other.modality == event.modality);
        }
    }
}

fn spans(text: &str, system: &Annotation, figures: &mut Figures) {
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let stands = |passage: &Passage| {
        let at = |i: usize| offsets.get(i.min(offsets.len() - 1)).copied().unwrap_or(text.len());
        text.get(at(passage.start)..at(passage.end)).unwrap_or("") == passage.text
    };
    for mention in system.entities.iter().flat_map(|e| &e.mentions) {
        figures.spans.count(stands(mention));
    }
    for event in &system.events {
        figures.spans.count(matches!(&event.evidence, Some(Evidence::Placed(passage)) if stands(passage)));
    }
}

fn differences(
    gold: &Annotation,
    system: &Annotation,
    identities: &Identities<'_>,
    there: &BTreeSet<Actor>,
    found: &BTreeSet<Actor>,
) -> Vec<Difference> {
    let mut out = Vec::new();
    let matched: BTreeSet<&str> = identities.pairs.values().map(String::as_str).collect();
    for entity in gold.entities.iter().filter(|e| !matched.contains(e.id.as_str())) {
        out.push(Difference::MissedEntity { kind: entity.kind.clone(), name: entity.name.clone() });
    }
    for entity in &system.entities {
        let (kind, name) = (entity.kind.clone(), entity.name.clone());
        match identities.pairs.get(&entity.id).map(|id| kind_of(gold, id)) {
            None => out.push(Difference::MadeUpEntity { kind, name }),
            Some(right) if right != kind => {
                out.push(Difference::WrongType { name, kind, right: right.to_owned() })
            }
            Some(_) => {}
        }
    }
    let name_of = |id: &str| {
        let gold_name = gold.entities.iter().find(|e| e.id == id);
        let name = gold_name.or_else(|| system.entities.iter().find(|e| e.id == id.trim_start_matches('?')));
        name.map_or(id, |e| e.name.as_str()).to_owned()
    };
    let parties = |set: BTreeSet<&Actor>| -> Vec<Party> {
        let mut parties: Vec<(String, Party)> = set
            .into_iter()
            .map(|(post, kind, role, id)| {
                let party = Party { post: *post, kind: kind.clone(), role, name: name_of(id) };
                (format!("({post}, '{kind}', '{role}', '{id}')"), party)
            })
            .collect();
        parties.sort_by(|a, b| a.0.cmp(&b.0));
        parties.into_iter().map(|(_, party)| party).collect()
    };
    out.extend(parties(there.difference(found).collect()).into_iter().map(Difference::MissedParty));
    out.extend(parties(found.difference(there).collect()).into_iter().map(Difference::MadeUpParty));
    out
}
