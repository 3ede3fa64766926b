//! Which entity of a record is which of the annotation.

use super::annotation::Entity;
use super::names::{aliases, jurisdiction, likeness, normalised};
use rustc_hash::{FxHashMap, FxHashSet};

fn is_police(entity: &Entity) -> bool {
    matches!(entity.kind.as_str(), "PSBOffice" | "PublicSecurityBureau")
}

/// One to one, the likest first: right type, then name to name, then any alias. Ids of the record to ids of the
/// annotation.
pub(super) fn matched(gold: &[Entity], system: &[Entity]) -> FxHashMap<String, String> {
    let (gold_names, system_names) = (aliases(gold), aliases(system));
    let mut scored: Vec<(bool, f64, f64, usize, usize)> = Vec::new();
    for (si, s) in system.iter().enumerate() {
        for (gi, g) in gold.iter().enumerate() {
            let name = likeness(&normalised(&s.name), &normalised(&g.name));
            let pairs =
                system_names[si].iter().flat_map(|a| gold_names[gi].iter().map(move |b| likeness(a, b)));
            let alias = pairs.fold(0.0, f64::max);
            let same = s.kind == g.kind;
            if name > 0.0 || alias > 0.0 {
                scored.push((same, name, alias, gi, si));
            } else if is_police(s) && is_police(g) && !same && jurisdiction(&s.name) == jurisdiction(&g.name)
            {
                scored.push((false, 0.0, 0.0, gi, si));
            }
        }
    }
    scored.sort_by(|a, b| {
        (b.0.cmp(&a.0))
            .then(b.1.total_cmp(&a.1))
            .then(b.2.total_cmp(&a.2))
            .then(a.3.cmp(&b.3))
            .then(a.4.cmp(&b.4))
    });
    let (mut pairs, mut taken) = (FxHashMap::default(), FxHashSet::default());
    for (_, _, _, gi, si) in scored {
        let (s, g) = (&system[si].id, &gold[gi].id);
        if !pairs.contains_key(s) && taken.insert(g) {
            pairs.insert(s.clone(), g.clone());
        }
    }
    pairs
}

/// The id on which an entity's events are compared: an NGO's office is its NGO, a police office its bureau.
fn canonical(entities: &[Entity]) -> FxHashMap<&str, &str> {
    let ids: FxHashSet<&str> = entities.iter().map(|e| e.id.as_str()).collect();
    let mut out: FxHashMap<&str, &str> = FxHashMap::default();
    for entity in entities {
        let unit_of =
            entity.unit_of.as_deref().filter(|u| entity.kind == "RepresentativeOffice" && ids.contains(u));
        out.insert(&entity.id, unit_of.unwrap_or(&entity.id));
    }
    let mut bureaus: FxHashMap<String, &str> = FxHashMap::default();
    for entity in entities.iter().filter(|e| is_police(e)) {
        out.insert(&entity.id, bureaus.entry(jurisdiction(&entity.name)).or_insert(&entity.id));
    }
    out
}

/// Ids of both sides as ids of the annotation.
pub(super) struct Identities<'a> {
    pub pairs: FxHashMap<String, String>,
    gold: &'a [Entity],
    system: &'a [Entity],
    gold_canonical: FxHashMap<&'a str, &'a str>,
    system_canonical: FxHashMap<&'a str, &'a str>,
}

impl<'a> Identities<'a> {
    pub fn new(gold: &'a [Entity], system: &'a [Entity]) -> Self {
        Identities {
            pairs: matched(gold, system),
            gold_canonical: canonical(gold),
            system_canonical: canonical(system),
            gold,
            system,
        }
    }

    /// An id of the annotation.
    pub fn of_gold(&self, id: &str) -> String {
        self.gold_canonical.get(id).copied().unwrap_or(id).to_owned()
    }

    /// An id of the record: that of the annotation to which it was matched; one that matched nothing stays itself,
    /// after a question mark.
    pub fn of_system(&self, id: &str) -> String {
        let id = self.system_canonical.get(id).copied().unwrap_or(id);
        if let Some(gold) = self.pairs.get(id) {
            return self.of_gold(gold);
        }
        let police = self.system.iter().find(|e| e.id == id).filter(|e| is_police(e));
        if let Some(entity) = police {
            let place = jurisdiction(&entity.name);
            if let Some(gold) = self.gold.iter().find(|g| is_police(g) && jurisdiction(&g.name) == place) {
                return self.of_gold(&gold.id);
            }
        }
        format!("?{id}")
    }
}
