//! The organisations of a table, each once however many rows name it.

use super::naming::Name;
use crate::record::{Entity, Passage};
use rustc_hash::FxHashMap;

/// An organisation as one row names it.
#[derive(Debug, Clone, Default)]
pub(super) struct Body {
    /// One of the eight types.
    pub kind: &'static str,
    /// Its English name, or the Chinese one where there is no other.
    pub name: Name,
    /// Its Chinese name.
    pub chinese: Option<Name>,
    /// Code and English name of its place.
    pub place: Option<(String, String)>,
    /// The code of its home.
    pub origin: Option<String>,
    /// The organisation of which it is an office.
    pub unit_of: Option<String>,
    /// `SupervisoryUnit`, `PartnerUnit`.
    pub role: Option<&'static str>,
    /// What says of what type it is.
    pub rule: String,
    /// What was assumed of it.
    pub assumed: Option<&'static str>,
    /// Where the table names it.
    pub mentions: Vec<Passage>,
}

/// The organisations met so far.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    entities: Vec<Entity>,
    by_key: FxHashMap<String, usize>,
}

impl Bodies {
    /// The identifier of a body: that of an earlier row that names it alike, else a new one.
    pub fn add(&mut self, body: Body) -> String {
        let Body { kind, name, chinese, place, origin, unit_of, role, rule, assumed, mentions } = body;
        let chinese = chinese.filter(|c| c.name != name.name);
        let key = [
            kind,
            &name.name,
            chinese.as_ref().map_or("", |c| &c.name),
            place.as_ref().map_or("", |(code, _)| code),
            origin.as_deref().unwrap_or_default(),
            unit_of.as_deref().unwrap_or_default(),
        ]
        .join("\n");
        let at = *self.by_key.entry(key).or_insert_with(|| {
            self.entities.push(Entity {
                id: format!("E{}", self.entities.len() + 1),
                kind: kind.to_owned(),
                name: name.name.clone(),
                also: Vec::new(),
                place: place.as_ref().map(|(_, name)| name.clone()),
                place_code: place.as_ref().map(|(code, _)| code.clone()),
                origin: origin.clone(),
                unit_of: unit_of.clone(),
                roles: Vec::new(),
                rule,
                assumed: assumed.map(str::to_owned).into_iter().collect(),
                confidence: if assumed.is_some() { ASSUMED } else { 1.0 },
                mentions: Vec::new(),
            });
            self.entities.len() - 1
        });
        let entity = &mut self.entities[at];
        let chinese = chinese.into_iter().flat_map(|c| std::iter::once(c.name).chain(c.also));
        let others = chinese.chain(name.also);
        for other in others.filter(|other| *other != name.name) {
            if !entity.also.contains(&other) {
                entity.also.push(other);
            }
        }
        if let Some(role) = role.filter(|role| !entity.roles.iter().any(|r| r == role)) {
            entity.roles.push(role.to_owned());
        }
        entity.mentions.extend(mentions);
        entity.id.clone()
    }

    /// All of them, by first row.
    pub fn into_entities(self) -> Vec<Entity> {
        self.entities
    }
}

/// How sure a body is that the row does not name, but that follows from it.
pub(super) const ASSUMED: f64 = 0.9;
