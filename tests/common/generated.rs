//! Records of an invented world, as many as wanted: the same number gives the same records on every machine.
//!
//! Offices, foreign NGOs, universities, domestic bodies and offices of NGOs deal with each other in all kinds of
//! events; a few of each are busy and most are not, as in the world. Every tenth event is told by two documents,
//! every twelfth is only planned.

#[allow(dead_code, reason = "it is not all wanted here")]
#[path = "../variation/rng.rs"]
mod rng;

use guanxi::lexicon::{Lexicon, Place};
use guanxi::record::{Entity, Event, Modality, Passage, Precision, Record, Relation, Source};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rng::Rng;

/// About how many quads a document comes to.
pub const QUADS_OF_A_DOCUMENT: usize = 680;

const EVENTS_OF_A_DOCUMENT: usize = 12;

const ORIGINS: &[&str] =
    &["US", "GB", "DE", "HK", "JP", "FR", "KR", "CA", "TW", "AU", "CH", "NL", "IT", "SG", "MO"];

const FIRST: &[&str] = &[
    "Alder",
    "Birch",
    "Cedar",
    "Dogwood",
    "Elm",
    "Fir",
    "Ginkgo",
    "Hazel",
    "Ivy",
    "Juniper",
    "Kapok",
    "Larch",
    "Maple",
    "Nutmeg",
    "Oak",
    "Poplar",
    "Quince",
    "Rowan",
    "Spruce",
    "Tamarisk",
    "Umbrella",
    "Viburnum",
    "Willow",
    "Yew",
    "Zelkova",
    "Amber",
    "Basalt",
    "Coral",
    "Dolomite",
    "Emerald",
    "Flint",
    "Garnet",
    "Hematite",
    "Indigo",
    "Jasper",
    "Kaolin",
    "Limestone",
    "Marble",
    "Nickel",
    "Opal",
    "Pumice",
    "Quartz",
    "Ruby",
    "Slate",
    "Topaz",
];

const SECOND: &[&str] = &[
    "Anchor", "Bridge", "Castle", "Delta", "Estuary", "Fjord", "Garden", "Harbour", "Island", "Journey",
    "Kettle", "Lantern", "Meadow", "Needle", "Orchard", "Prairie", "Quarry", "River", "Summit", "Tunnel",
    "Uplands", "Valley", "Windmill", "Yard", "Zenith", "Arrow", "Beacon", "Compass", "Dune", "Echo",
    "Feather", "Glacier", "Horizon", "Inlet", "Jigsaw", "Kite", "Ladder", "Mosaic", "Nest", "Oasis",
    "Pebble", "Quilt", "Ribbon", "Sail", "Thimble",
];

/// Kind, of a hundred events how many, and the sorts of agent and target.
const KINDS: &[(&str, usize, Sort, Sort)] = &[
    ("Visit", 24, Sort::Office, Sort::Ngo),
    ("Guidance", 16, Sort::Office, Sort::Ngo),
    ("Meeting", 14, Sort::Office, Sort::Ngo),
    ("Inspection", 9, Sort::Office, Sort::Ngo),
    ("Training", 8, Sort::Office, Sort::Ngo),
    ("Cooperation", 7, Sort::Ngo, Sort::University),
    ("Donation", 5, Sort::Ngo, Sort::Domestic),
    ("Thanks", 5, Sort::Ngo, Sort::Office),
    ("Pledge", 4, Sort::Ngo, Sort::Office),
    ("Registration", 3, Sort::Office, Sort::Ngo),
    ("Outreach", 2, Sort::Office, Sort::University),
    ("OfficeOpening", 2, Sort::Ngo, Sort::Domestic),
    ("Deregistration", 1, Sort::Office, Sort::Ngo),
];

#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Office,
    Ngo,
    University,
    Domestic,
    Representative,
}

/// All bodies of the world, and the events that more than one document tells of.
pub struct World {
    offices: Vec<Entity>,
    ngos: Vec<Entity>,
    universities: Vec<Entity>,
    domestic: Vec<Entity>,
    representatives: Vec<Entity>,
}

impl World {
    /// 350 offices, 2,000 NGOs, 500 universities, 500 domestic bodies, 700 offices of NGOs.
    pub fn new(lexicon: &Lexicon) -> World {
        let cities: Vec<&Place> =
            lexicon.places.iter().filter(|p| p.mainland() && p.code.ends_with("00")).collect();
        let at = |n: usize| cities[n % cities.len()];
        let named = |n: usize| {
            let n = n * 37 % (FIRST.len() * SECOND.len());
            format!("{} {}", FIRST[n / SECOND.len()], SECOND[n % SECOND.len()])
        };
        let offices = (0..350.min(cities.len())).map(|n| {
            body("PSBOffice", &format!("{} PSB Foreign NGO Management Office", at(n).name), Some(at(n)))
        });
        let ngos: Vec<Entity> = (0..2000)
            .map(|n| {
                let head = ["Foundation", "Association", "Trust", "Society"][n % 4];
                let origin = Some(ORIGINS[n * n % ORIGINS.len()].to_owned());
                Entity { origin, ..body("ForeignNGO", &format!("{} {head}", named(n)), None) }
            })
            .collect();
        let universities =
            (0..500).map(|n| body("University", &format!("{} University", named(n * 3)), Some(at(n * 5))));
        let domestic = (0..500).map(|n| {
            let head = ["Hospital", "Middle School", "Charity Federation", "Bureau of Education"][n % 4];
            let kind = if n % 4 == 3 { "GovernmentBody" } else { "DomesticOrganization" };
            body(kind, &format!("{} {} {head}", at(n * 7).name, FIRST[n % FIRST.len()]), Some(at(n * 7)))
        });
        let representatives = (0..700).map(|n| {
            let name = format!("{} {} Representative Office", ngos[n].name, at(n * 3).name);
            Entity {
                unit_of: Some(ngos[n].name.clone()),
                ..body("RepresentativeOffice", &name, Some(at(n * 3)))
            }
        });
        World {
            offices: offices.collect(),
            universities: universities.collect(),
            domestic: domestic.collect(),
            representatives: representatives.collect(),
            ngos,
        }
    }

    /// The n-th document.
    pub fn record(&self, n: usize) -> Record {
        let mut page = Page::new(self, n);
        let mut chance = Rng::new(n as u64 + 1);
        for _ in 0..EVENTS_OF_A_DOCUMENT - 1 {
            page.event(&mut chance);
        }
        // What the document before or after tells too.
        page.event(&mut Rng::new(1_000_000 + n as u64 / 2));
        page.relations(&mut chance);
        page.record
    }

    fn all(&self, sort: Sort) -> &[Entity] {
        match sort {
            Sort::Office => &self.offices,
            Sort::Ngo => &self.ngos,
            Sort::University => &self.universities,
            Sort::Domestic => &self.domestic,
            Sort::Representative => &self.representatives,
        }
    }
}

fn body(kind: &str, name: &str, place: Option<&Place>) -> Entity {
    Entity {
        id: String::new(),
        kind: kind.to_owned(),
        name: name.to_owned(),
        also: Vec::new(),
        place: place.map(|p| p.name.clone()),
        place_code: place.map(|p| p.code.clone()),
        origin: None,
        unit_of: None,
        roles: Vec::new(),
        rule: String::new(),
        assumed: Vec::new(),
        confidence: 1.0,
        mentions: Vec::new(),
    }
}

struct Page<'a> {
    world: &'a World,
    record: Record,
    published: Date,
    end: usize,
}

impl<'a> Page<'a> {
    fn new(world: &'a World, n: usize) -> Self {
        let published = date(2016, 1, 4).saturating_add((n as i64 % 3285).days());
        let record = Record {
            doc: format!("digest-{n:05}"),
            published: Some(published),
            posts: vec![Some(published)],
            source: Source { publisher: Some("The Invented Gazette".to_owned()), ..Source::default() },
            ..Record::default()
        };
        Page { world, record, published, end: 0 }
    }

    /// One of that sort, the first ones far more often than the last; gives its id in the record.
    fn one(&mut self, sort: Sort, chance: &mut Rng) -> String {
        let all = self.world.all(sort);
        let most = chance.below(all.len()) + 1;
        let entity = &all[chance.below(most)];
        if let Some(known) = self.record.entities.iter().find(|e| e.name == entity.name) {
            return known.id.clone();
        }
        let unit_of = entity.unit_of.as_ref().map(|name| {
            let whole = self.world.ngos.iter().find(|e| e.name == *name);
            whole.map(|whole| self.known(whole)).unwrap_or_default()
        });
        let id = self.known(entity);
        if let Some(entity) = self.record.entities.iter_mut().find(|e| e.id == id) {
            entity.unit_of = unit_of;
        }
        id
    }

    fn known(&mut self, entity: &Entity) -> String {
        if let Some(known) = self.record.entities.iter().find(|e| e.name == entity.name) {
            return known.id.clone();
        }
        let id = format!("E{}", self.record.entities.len() + 1);
        self.record.entities.push(Entity { id: id.clone(), unit_of: None, ..entity.clone() });
        id
    }

    fn words(&mut self, words: String) -> Passage {
        let start = self.end;
        self.end += words.chars().count() + 1;
        Passage { start, end: self.end - 1, text: words, row: None }
    }

    fn event(&mut self, chance: &mut Rng) {
        let mut left = chance.below(100);
        let kind = KINDS.iter().find(|(_, share, ..)| {
            let is_it = left < *share;
            left = left.saturating_sub(*share);
            is_it
        });
        let Some(&(kind, _, doer, receiver)) = kind else { return };
        let agent = vec![self.one(doer, chance)];
        let mut target = vec![self.one(receiver, chance)];
        if chance.chance(20) {
            target.push(self.one(receiver, chance));
            target.dedup();
        }
        let via = match chance.chance(15) {
            true => vec![self.one(Sort::Representative, chance)],
            false => Vec::new(),
        };
        let is_day = chance.chance(30);
        // Counted from a day that two documents which tell of one event share.
        let told = self
            .published
            .saturating_sub((i64::from(self.record.doc.ends_with(['1', '3', '5', '7', '9']))).days());
        let back = if is_day { chance.below(20) as i64 } else { 0 };
        let place =
            chance.chance(40).then(|| self.world.offices[chance.below(self.world.offices.len())].clone());
        let number = self.record.events.len() + 1;
        let evidence = self.words(format!("Party {} dealt with {} ({kind}, {number}).", agent[0], target[0]));
        self.record.events.push(Event {
            id: format!("V{number}"),
            post: 1,
            kind: kind.to_owned(),
            date: Some(told.saturating_sub(back.days())),
            precision: if is_day { Precision::Day } else { Precision::By },
            modality: if chance.chance(8) { Modality::Planned } else { Modality::Occurred },
            agent,
            target,
            via,
            unnamed: Vec::new(),
            place: place.as_ref().and_then(|p| p.place.clone()),
            place_code: place.and_then(|p| p.place_code),
            rule: format!("{}/verb", kind.to_lowercase()),
            assumed: Vec::new(),
            confidence: 0.9,
            evidence,
        });
    }

    fn relations(&mut self, chance: &mut Rng) {
        for (kind, sort, role) in [
            ("supervises", Sort::Domestic, "SupervisoryUnit"),
            ("partner_of", Sort::University, "PartnerUnit"),
            ("partner_of", Sort::Domestic, "PartnerUnit"),
        ] {
            let (from, to) = (self.one(sort, chance), self.one(Sort::Ngo, chance));
            if let Some(unit) = self.record.entities.iter_mut().find(|e| e.id == from)
                && !unit.roles.iter().any(|r| r == role)
            {
                unit.roles.push(role.to_owned());
            }
            let evidence = Some(self.words(format!("{from} and {to}: {kind}.")));
            let rule = format!("{kind}/verb");
            self.record.relations.push(Relation {
                kind: kind.to_owned(),
                from,
                to,
                rule,
                confidence: 0.9,
                evidence,
            });
        }
    }
}
