//! Digests of an invented press, as many as wanted: the n-th is the same on every machine.
//!
//! Some bodies are told of again and again, and new ones keep appearing, ever more seldom: by the 20,000th digest some
//! 15,000 are known. Their names are of many patterns (places, kinds, fields, families), as those of real bodies are.
//! Every sixth event was told by the digest before too, in the same words.

#[allow(dead_code, reason = "it is not all wanted here")]
#[path = "../variation/rng.rs"]
mod rng;

use guanxi::lexicon::{Lexicon, Place};
use guanxi::record::{Entity, Event, Modality, Passage, Precision, Record, Source};
use guanxi::source::Document;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rng::Rng;

const HOMES: &[(&str, &str)] = &[
    ("US", "American"),
    ("HK", "Hong Kong"),
    ("JP", "Japanese"),
    ("DE", "German"),
    ("GB", "British"),
    ("KR", "Korean"),
    ("FR", "French"),
    ("TW", "Taiwan"),
    ("CA", "Canadian"),
    ("IT", "Italian"),
    ("CH", "Swiss"),
    ("NO", "Norwegian"),
    ("NL", "Dutch"),
    ("AU", "Australian"),
    ("SG", "Singapore"),
];

const FIELDS: &[&str] = &[
    "Forestry",
    "Fisheries",
    "Textiles",
    "Steel",
    "Chemical Industry",
    "Nursing",
    "Eye Care",
    "Music",
    "Chess",
    "Sailing",
    "Horticulture",
    "Beekeeping",
    "Astronomy",
    "Veterinary Medicine",
    "Heritage",
    "Early Reading",
    "Disaster Relief",
    "Clean Water",
    "Wetland",
    "Soybean",
    "Dairy",
    "Furniture",
    "Shipping",
    "Aviation",
    "Publishing",
    "Dentistry",
    "Disability",
    "Orphan Care",
    "Rural Roads",
    "Solar",
    "Footwear",
    "Mining",
    "Ceramics",
    "Logistics",
    "Accounting",
    "Arbitration",
    "Theatre",
    "Film",
];

const BEGINS: &[&str] = &[
    "Al", "Bar", "Car", "Dal", "El", "Fen", "Gar", "Hol", "Ing", "Jes", "Kel", "Lan", "Mor", "Nor", "Os",
    "Pel", "Quin", "Ros", "Sel", "Tor", "Ul", "Ver", "Wex", "Yar", "Zel", "Brun", "Cros", "Drum", "Ger",
    "Hart", "Kirk", "Lind", "Mel", "Stan", "Thorn", "Whit",
];

const MIDDLES: &[&str] = &["", "a", "ber", "den", "ing", "lo", "mer", "ri", "ste", "vin"];

const ENDS: &[&str] = &[
    "by", "combe", "dale", "er", "field", "gate", "ham", "ick", "land", "man", "nett", "ock", "port",
    "quist", "ridge", "sen", "ton", "ville", "wood", "worth",
];

const ORGANS: &[&str] = &[
    "Bureau of Education",
    "Civil Affairs Bureau",
    "Health Commission",
    "Bureau of Commerce",
    "Foreign Affairs Office",
    "Department of Culture and Tourism",
    "Women’s Federation",
    "Forestry Bureau",
    "Bureau of Sports",
    "Human Resources and Social Security Bureau",
    "Science and Technology Department",
    "Poverty Alleviation Office",
    "Market Supervision Bureau",
    "Taxation Bureau",
    "Disabled Persons’ Federation",
];

/// Kind, of a hundred events how many, the sorts of agent and target, and how it is told.
const KINDS: &[(&str, usize, Sort, Sort, &str)] = &[
    ("Visit", 24, Sort::Office, Sort::Ngo, "paid a visit to"),
    ("Guidance", 14, Sort::Office, Sort::Ngo, "gave advice on the annual report to"),
    ("Meeting", 14, Sort::Office, Sort::Organ, "held a meeting on supervision with"),
    ("Inspection", 9, Sort::Office, Sort::Representative, "inspected the books and the seal of"),
    ("Training", 9, Sort::Office, Sort::Domestic, "taught a class on the law at"),
    ("Cooperation", 9, Sort::Ngo, Sort::University, "began a project together with"),
    ("Donation", 7, Sort::Ngo, Sort::Domestic, "donated equipment and books to"),
    ("Thanks", 5, Sort::Ngo, Sort::Office, "presented a banner of thanks to"),
    ("Pledge", 5, Sort::Representative, Sort::Office, "promised timely filing of its plan to"),
    ("Outreach", 4, Sort::Office, Sort::University, "handed out leaflets at"),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Office,
    Ngo,
    University,
    Organ,
    Domestic,
    Representative,
}

/// What all digests tell of.
pub struct Press<'l> {
    places: Vec<&'l Place>,
}

impl<'l> Press<'l> {
    /// One in the places of `lexicon`.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        let seat = |place: &&Place| place.mainland() && place.code.ends_with("00");
        Press { places: lexicon.places.iter().filter(seat).collect() }
    }

    /// The n-th digest: its text, and what is to be read in it.
    pub fn digest(&self, n: usize) -> (Document, Record) {
        let mut page = Page::new(self, n);
        let chance = &mut Rng::new(n as u64 + 1);
        for post in 0..10 + chance.below(8) {
            // What the digest before told, or the next will, at every sixth post.
            match post % 6 {
                5 => page.event(&mut Rng::new(1_000_000_007 + n.div_ceil(2) as u64 * 64 + post as u64)),
                _ => page.event(chance),
            }
        }
        let record = page.record;
        (Document::from_text(&record.doc, &page.text), record)
    }

    /// The k-th body of a sort.
    fn body(&self, sort: Sort, k: usize) -> Entity {
        let chance = &mut Rng::new((k as u64) << 3 | sort as u64);
        let place = self.places[match sort {
            // There is one office at a place.
            Sort::Office => k % self.places.len(),
            _ => chance.below(self.places.len()),
        }];
        let family = format!("{}{}{}", chance.pick(BEGINS), chance.pick(MIDDLES), chance.pick(ENDS));
        let (field, at) = (*chance.pick(FIELDS), place.name.as_str());
        let (kind, name, is_placed) = match sort {
            Sort::Office => ("PSBOffice", format!("{at} PSB Foreign NGO Management Office"), true),
            Sort::Ngo => return self.ngo(k),
            Sort::University => ("University", university(at, field, &family, chance), true),
            Sort::Organ => ("GovernmentBody", format!("{at} {}", chance.pick(ORGANS)), true),
            Sort::Domestic => ("DomesticOrganization", domestic(at, field, &family, chance), true),
            Sort::Representative => {
                let name = format!("{} {at} Representative Office", self.ngo(k / 2).name);
                ("RepresentativeOffice", name, true)
            }
        };
        entity(kind, name, Some(place).filter(|_| is_placed))
    }

    fn ngo(&self, k: usize) -> Entity {
        let chance = &mut Rng::new((k as u64) << 3 | 7);
        let (code, home) = *chance.pick(HOMES);
        let family = format!("{}{}{}", chance.pick(BEGINS), chance.pick(MIDDLES), chance.pick(ENDS));
        let other = format!("{}{}", chance.pick(BEGINS), chance.pick(ENDS));
        let field = *chance.pick(FIELDS);
        let name = match chance.below(9) {
            0 => format!("{family} Foundation"),
            1 => format!("{family} {other} Trust"),
            2 => format!("{family} and {other} Fund"),
            3 => format!("{home} {field} Association"),
            4 => format!("{home}-China {field} Council"),
            5 => format!("{family} {field} Institute"),
            6 => format!("International {family} Society for {field}"),
            7 => format!("{home} {family} Charity for {field}"),
            _ => format!("Friends of {family}"),
        };
        let short: String =
            name.split(' ').filter_map(|w| w.chars().next().filter(|c| c.is_uppercase())).collect();
        let also = if short.len() > 3 && chance.chance(50) { vec![short] } else { Vec::new() };
        Entity { origin: Some(code.to_owned()), also, ..entity("ForeignNGO", name, None) }
    }
}

fn university(at: &str, field: &str, family: &str, chance: &mut Rng) -> String {
    match chance.below(5) {
        0 => format!("{at} University"),
        1 => format!("{at} Normal University"),
        2 => format!("{at} University of {field}"),
        3 => format!("{at} {family} College"),
        _ => format!("{family} University"),
    }
}

fn domestic(at: &str, field: &str, family: &str, chance: &mut Rng) -> String {
    match chance.below(6) {
        0 => format!("{at} {field} Association"),
        1 => format!("{at} Charity Federation"),
        2 => format!("{at} No. {} Middle School", 1 + chance.below(30)),
        3 => format!("{at} {family} Hospital"),
        4 => format!("{at} {family} Social Work Service Center"),
        _ => format!("{family} {field} Foundation"),
    }
}

fn entity(kind: &str, name: String, place: Option<&Place>) -> Entity {
    Entity {
        id: String::new(),
        kind: kind.to_owned(),
        name,
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
    press: &'a Press<'a>,
    n: usize,
    record: Record,
    text: String,
    end: usize,
    published: Date,
}

impl<'a> Page<'a> {
    fn new(press: &'a Press<'a>, n: usize) -> Self {
        // Two a day; the two of an event that both tell of are of one day.
        let published = date(2016, 1, 4).saturating_add((n.div_ceil(2) as i64).days());
        let record = Record {
            doc: format!("digest-{n:05}"),
            published: Some(published),
            source: Source { publisher: Some("The Invented Gazette".to_owned()), ..Source::default() },
            ..Record::default()
        };
        Page { press, n, record, text: String::new(), end: 0, published }
    }

    /// One of a sort: most often one of the first, of those that are known by the time of the digest.
    fn one(&mut self, sort: Sort, chance: &mut Rng) -> String {
        let share = match sort {
            Sort::Ngo => 12,
            Sort::Domestic | Sort::Organ => 9,
            Sort::Office | Sort::University | Sort::Representative => 5,
        };
        // Pairs of digests know the same.
        let known = f64::from(share) * ((self.n.div_ceil(2) + 10) as f64 * 2.0).powf(0.62);
        let drawn = chance.below(1 << 20) as f64 / f64::from(1 << 20);
        let k = (known * drawn.powi(3)) as usize;
        let unit_of = (sort == Sort::Representative).then(|| self.known(self.press.ngo(k / 2)));
        let entity = self.press.body(sort, k);
        self.known(Entity { unit_of, ..entity })
    }

    fn known(&mut self, mut entity: Entity) -> String {
        if let Some(known) = self.record.entities.iter().find(|e| e.name == entity.name) {
            return known.id.clone();
        }
        entity.id = format!("E{}", self.record.entities.len() + 1);
        self.record.entities.push(entity);
        format!("E{}", self.record.entities.len())
    }

    fn name(&self, id: &str) -> String {
        self.record.entities.iter().find(|e| e.id == id).map(|e| e.name.clone()).unwrap_or_default()
    }

    fn event(&mut self, chance: &mut Rng) {
        let mut left = chance.below(100);
        let kind = KINDS.iter().find(|(_, share, ..)| {
            let is_it = left < *share;
            left = left.saturating_sub(*share);
            is_it
        });
        let Some(&(kind, _, doer, receiver, told)) = kind else { return };
        let (agent, target) = (self.one(doer, chance), self.one(receiver, chance));
        let precision = if chance.chance(30) { Precision::Day } else { Precision::By };
        let (number, field) = (self.record.events.len() + 1, *chance.pick(FIELDS));
        let evidence = self.words(format!(
            "The {} {told} the {}, where {} people were shown what it does for {}.",
            self.name(&agent),
            self.name(&target),
            3 + chance.below(400),
            field.to_lowercase()
        ));
        self.record.posts.push(Some(self.published));
        self.record.events.push(Event {
            id: format!("V{number}"),
            post: number as u32,
            kind: kind.to_owned(),
            date: Some(self.published),
            precision,
            modality: if chance.chance(8) { Modality::Planned } else { Modality::Occurred },
            agent: vec![agent],
            target: vec![target],
            via: Vec::new(),
            unnamed: Vec::new(),
            place: None,
            place_code: None,
            rule: format!("{}/verb", kind.to_lowercase()),
            assumed: Vec::new(),
            confidence: 0.9,
            evidence,
        });
    }

    fn words(&mut self, words: String) -> Passage {
        let start = self.end;
        self.text.push_str(&words);
        self.text.push_str("\n\n");
        self.end += words.chars().count() + 2;
        Passage { start, end: self.end - 2, text: words, row: None }
    }
}
