//! What one record contributes: its organisations, events and relations under their identities across documents.

use super::claim::{Applied, Standing};
use super::decision::Decisions;
use super::entry::Entry;
use super::facts::{Event, Fact, Id, Organization, PlaceRef, Relationship, RelationshipKind};
use super::han::is_chinese;
use super::identity;
use super::likeness::Judge;
use super::names::tidy;
use crate::lexicon::{Lexicon, LexiconError};
use crate::record::{self, Passage, Record};
use crate::text::{CodePoints, around};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Types of bodies that are at home in another country.
const ABROAD: [&str; 3] = ["ForeignNGO", "RepresentativeOffice", "ForeignMission"];

/// Kinds of events that the police of one province alone can do to an organisation on a day.
const OF_A_PLACE: [&str; 2] = ["Registration", "Deregistration"];

/// What tells a thing of one record from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// An event.
    Event(Id),
    /// A standing relation.
    Relationship(Id),
    /// An entry of a register.
    Entry(Id),
}

/// That a document tells of a thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Its name within the document: `V1`, `R1`. Unique there.
    pub name: String,
    /// What it tells of.
    pub thing: Thing,
    /// The rule that read it.
    pub rule: String,
    /// What had to be assumed besides, in words.
    pub assumed: Vec<String>,
    /// In thousandths.
    pub confidence: u16,
    /// Number and date of the post.
    pub post: Option<(u32, Option<Date>)>,
    /// The words.
    pub passage: Option<Passage>,
    /// How far a person vouches for it.
    pub standing: Standing,
    /// The sentences in which the words stand.
    pub sentences: Option<String>,
    /// The day of the post, else of the document.
    pub posted: Option<Date>,
}

/// That a document names a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its name within the document: `E1`.
    pub name: String,
    /// What the document calls the body.
    pub words: String,
    /// The body.
    pub organization: Id,
}

/// What one record contributes, once it is known of which body each of its appellations is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contribution {
    /// Organisations that it names.
    pub organizations: BTreeSet<Id>,
    /// How it names them.
    pub mentions: Vec<Mention>,
    /// Events that it tells of.
    pub events: BTreeMap<Id, Event>,
    /// Standing relations that it tells of.
    pub relationships: BTreeMap<Id, Relationship>,
    /// Entries of registers that it lists.
    pub entries: BTreeMap<Id, Entry>,
    /// Where it tells of these.
    pub reports: Vec<Report>,
    /// Its rows that tell of an event without a day.
    pub undated: Vec<Undated>,
}

/// A row that tells of an event without a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Undated {
    /// The event's identity, as long as nothing else is known to be it.
    pub id: Id,
    /// What those have in common that may be one event ([`super::happening`]).
    pub key: Id,
    /// The sentences that tell of it.
    pub sentences: Option<String>,
    /// The day of the post that these are from, else of the document.
    pub posted: Option<Date>,
}

impl Contribution {
    /// Gives events the identities of those that they turned out to be.
    pub fn rename(&mut self, is: &FxHashMap<Id, Id>) {
        if !self.events.keys().any(|id| is.contains_key(id)) {
            return;
        }
        for (id, event) in std::mem::take(&mut self.events) {
            join(&mut self.events, is.get(&id).copied().unwrap_or(id), event);
        }
        for report in &mut self.reports {
            if let Thing::Event(id) = &mut report.thing {
                *id = is.get(id).copied().unwrap_or(*id);
            }
        }
    }
}

/// What one record tells, in terms of the appellations that it uses.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Telling {
    /// Appellations of the organisations that it names, with what it says of these.
    pub appellations: BTreeMap<Id, Organization>,
    /// What of the record could not be used, and why.
    pub problems: Vec<String>,
    mentions: Vec<Mention>,
    events: Vec<(Event, Row)>,
    relationships: Vec<(Relationship, Row)>,
    entries: Vec<(Entry, Row)>,
}

/// A row of a record that tells of something, but for its parties.
#[derive(Debug, Clone, Default, PartialEq)]
struct Row {
    name: String,
    rule: String,
    assumed: Vec<String>,
    confidence: u16,
    post: Option<(u32, Option<Date>)>,
    passage: Option<Passage>,
    /// The sentences in which these words stand; where there are none, what stands for them.
    sentences: String,
    /// The day of the post, else of the document.
    posted: Option<Date>,
    /// The name that a person gave the event.
    named: Option<String>,
    /// Whether the parties are equal.
    symmetric: bool,
    /// The province whose police did it, where that says who did: of a registration.
    jurisdiction: Option<String>,
    standing: Standing,
}

/// Gives the things of records their identities. Pure: of one record it always makes the same.
#[derive(Debug)]
pub struct Resolver<'l> {
    judge: Judge<'l>,
    decisions: Arc<Decisions>,
    types: BTreeSet<String>,
    roles: BTreeSet<String>,
}

impl<'l> Resolver<'l> {
    /// A resolver that knows the given types and roles of organisations, and what a person decided.
    ///
    /// # Errors
    /// A malformed `names/generic.toml` or `names/wordings.toml`.
    pub fn new(
        lexicon: &'l Lexicon,
        types: BTreeSet<String>,
        roles: BTreeSet<String>,
        decisions: Arc<Decisions>,
    ) -> Result<Self, LexiconError> {
        Ok(Resolver { judge: Judge::new(lexicon, Arc::clone(&decisions))?, decisions, types, roles })
    }

    /// What compares appellations.
    pub fn judge(&self) -> &Judge<'l> {
        &self.judge
    }

    /// What `record` tells, as far as a person did not decide otherwise. `text` is the document's, where it has one: the
    /// sentences around the words of a report tell a repost from another telling; so does the day of their post, or that on
    /// which the document was published.
    pub fn telling(&self, record: &Record, text: Option<&str>, published: Option<Date>) -> Telling {
        let page = (text.map(CodePoints::new), published);
        let Applied { record, events, relations, named } = self.decisions.applied(record);
        let record = &record;
        let mut out = Telling::default();
        let mut ids: FxHashMap<&str, Id> = FxHashMap::default();
        let mut names = FxHashSet::default();
        for entity in &record.entities {
            if let Some((mut id, mut organization)) = self.organization(entity, &mut out.problems) {
                if self.judge.profile(&organization).nameless {
                    id = identity::hashed(&[&format!("{id:016x}"), record.identity()]);
                }
                if let Some(document) = self.decisions.only_in(entity, record.identity()) {
                    id = identity::hashed(&[&format!("{id:016x}"), &document]);
                    organization.only_in = Some(document);
                }
                ids.insert(&entity.id, id);
                let words = organization.name.clone();
                out.mentions.push(Mention { name: unique(&entity.id, &mut names), words, organization: id });
                join(&mut out.appellations, id, organization);
            }
        }
        drop_shared_names(&mut out.appellations, !record.entries.is_empty());
        for entity in &record.entities {
            let Some(unit_of) = &entity.unit_of else { continue };
            match (ids.get(entity.id.as_str()), ids.get(unit_of.as_str())) {
                (Some(id), Some(of)) if id != of => {
                    if let Some(organization) = out.appellations.get_mut(id) {
                        organization.unit_of.insert(*of);
                    }
                }
                (Some(_), None) => {
                    out.problems.push(format!(
                        "{} is unit_of {unit_of}, which is no entity of the record",
                        entity.id
                    ));
                }
                _ => {}
            }
        }
        for ((event, standing), named) in record.events.iter().zip(events).zip(named) {
            self.event((event, standing, named), (record, &page), &ids, &mut names, &mut out);
        }
        for (relation, standing) in record.relations.iter().zip(relations) {
            relationship((relation, standing), &ids, &mut names, &mut out);
        }
        for entry in &record.entries {
            let passage = words(Some(&entry.evidence));
            let rule = format!("{}/row", entry.register);
            let name = unique(&entry.id, &mut names);
            let row = Row { name, rule, confidence: 1000, passage, ..Row::default() };
            out.entries.push((Entry::of(entry, record.as_of, &ids), row));
        }
        out
    }

    /// Whether a name is a person's: a form of address begins it, and no word in it is that of a body.
    fn is_person(&self, name: &str) -> bool {
        let words: Vec<&str> = name.split(' ').collect();
        let honorifics = &self.judge.lexicon.language.nouns.honorifics;
        words.len() > 1 && honorifics.contains(&words[0].to_lowercase()) && {
            let names = &self.judge.lexicon.names;
            (1..words.len()).all(|at| names.head(&words[..=at]).is_none())
        }
    }

    fn organization(
        &self,
        entity: &record::Entity,
        problems: &mut Vec<String>,
    ) -> Option<(Id, Organization)> {
        let name = tidy(&entity.name);
        if !self.types.contains(&entity.kind) || name.is_empty() {
            let known: Vec<&str> = self.types.iter().map(String::as_str).collect();
            problems.push(match name.is_empty() {
                true => format!("entity {} has no name; it was left out", entity.id),
                false => format!(
                    "entity {} ({name}) has the type {}, which is none of {}; it was left out",
                    entity.id,
                    entity.kind,
                    known.join(", ")
                ),
            });
            return None;
        }
        if self.is_person(&name) {
            problems.push(format!(
                "entity {} ({name}) is a person by its name; it was left out, since the graph is of organizations",
                entity.id
            ));
            return None;
        }
        let place = self.place(entity.place.as_deref(), entity.place_code.as_deref());
        let stated = || self.judge.home_in(&name).filter(|_| ABROAD.contains(&entity.kind.as_str()));
        let origin = entity.origin.as_deref().or_else(stated);
        let mut roles = BTreeSet::new();
        for role in &entity.roles {
            if self.roles.contains(role) {
                roles.insert(role.clone());
            } else {
                problems.push(format!("entity {} ({name}) has an unknown role, {role}", entity.id));
            }
        }
        let mut names: BTreeSet<String> = entity
            .also
            .iter()
            .filter_map(|form| self.judge.generic.name_in(form, &self.judge.lexicon.countries))
            .collect();
        names.insert(name.clone());
        let full = identity::full_name(&name, &names);
        let id = identity::appellation(&self.judge, &entity.kind, full, place.as_ref(), origin);
        let id = self.with_chinese(id, &entity.kind, full, &names);
        let origins = origin.into_iter().map(str::to_owned).collect();
        let kind = entity.kind.clone();
        Some((
            id,
            Organization {
                kind,
                roles,
                name,
                names,
                origins,
                place,
                unit_of: BTreeSet::new(),
                only_in: None,
            },
        ))
    }

    /// The identity of an appellation with a Chinese name besides: of one English name, each Chinese one is its own, so that
    /// only their likeness brings them together.
    fn with_chinese(&self, id: Id, kind: &str, name: &str, names: &BTreeSet<String>) -> Id {
        let bilingual = kind == "ForeignNGO" || super::family(kind) == super::likeness::FAMILY;
        if !bilingual || is_chinese(name) {
            return id;
        }
        let written = names.iter().filter_map(|name| self.judge.han.chinese(name));
        let written: BTreeSet<String> = written.map(|chinese| chinese.letters).collect();
        match written.is_empty() {
            true => id,
            false => {
                let written: Vec<String> = written.into_iter().collect();
                identity::hashed(&[&format!("{id:016x}"), "chinese", &written.join("\n")])
            }
        }
    }

    /// A place with its code and the gazetteer's name, where it knows one.
    fn place(&self, name: Option<&str>, code: Option<&str>) -> Option<PlaceRef> {
        let places = &self.judge.lexicon.places;
        let code = code.filter(|c| !c.is_empty() && c.bytes().all(|b| b.is_ascii_alphanumeric()));
        let known = match (code, name) {
            (Some(code), _) => places.by_code(code),
            (None, Some(name)) => places.resolve(name, None),
            (None, None) => None,
        };
        let name = known.map(|place| place.name.as_str()).or(name).or(code)?.trim();
        let code = code.map(str::to_owned).or_else(|| known.map(|place| place.code.clone()));
        (!name.is_empty()).then(|| PlaceRef { code, name: name.to_owned() })
    }

    fn event(
        &self,
        (event, standing, named): (&record::Event, Standing, Option<String>),
        (record, (points, published)): (&Record, &(Option<CodePoints<'_>>, Option<Date>)),
        ids: &FxHashMap<&str, Id>,
        names: &mut FxHashSet<String>,
        out: &mut Telling,
    ) {
        let Some(kind) = self.judge.lexicon.kind(&event.kind) else {
            let problem = format!("event {} has an unknown kind, {}; it was left out", event.id, event.kind);
            return out.problems.push(problem);
        };
        let mut parties = |list: &[String]| -> BTreeSet<Id> {
            let mut found = BTreeSet::new();
            for party in list {
                match ids.get(party.as_str()) {
                    Some(id) => _ = found.insert(*id),
                    None => out.problems.push(format!(
                        "event {} has the party {party}, which is no entity of the record",
                        event.id
                    )),
                }
            }
            found
        };
        let (agents, targets, via) = (parties(&event.agent), parties(&event.target), parties(&event.via));
        if agents.is_empty() && targets.is_empty() {
            return out.problems.push(format!("event {} has no named party; it was left out", event.id));
        }
        let fact = Event {
            kind: event.kind.clone(),
            modality: event.modality,
            date: event.date,
            precision: event.precision,
            agents,
            targets,
            unnamed: event
                .unnamed
                .iter()
                .map(|u| u.split_whitespace().collect::<Vec<_>>().join(" "))
                .collect(),
            via,
            place: self.place(event.place.as_deref(), event.place_code.as_deref()),
            confidence: thousandths(event.confidence),
            standing,
        };
        let date =
            (event.post as usize).checked_sub(1).and_then(|at| record.posts.get(at).copied().flatten());
        let passage = words(Some(&event.evidence));
        let row = Row {
            name: unique(&event.id, names),
            rule: event.rule.clone(),
            assumed: event.assumed.clone(),
            confidence: fact.confidence,
            post: Some((event.post, date)),
            sentences: passage.as_ref().map_or_else(
                || format!("{} {}", record.identity(), event.id),
                |p| sentences(points.as_ref(), (p.start, p.end), &p.text).to_owned(),
            ),
            posted: date.or(*published),
            named,
            passage,
            symmetric: kind.symmetric,
            jurisdiction: self.jurisdiction(&fact, &out.appellations),
            standing,
        };
        out.events.push((fact, row));
    }

    /// The province whose police register, or deregister: a register names the place, a text the office or its bureau.
    fn jurisdiction(&self, event: &Event, appellations: &BTreeMap<Id, Organization>) -> Option<String> {
        if !OF_A_PLACE.contains(&event.kind.as_str()) {
            return None;
        }
        let places = &self.judge.lexicon.places;
        let seat = |place: &Option<PlaceRef>| {
            let code = place.as_ref()?.code.as_deref()?;
            places.province_of(code).map(|province| province.code.clone())
        };
        let mut seats =
            event.agents.iter().map(|id| appellations.get(id).and_then(|agent| seat(&agent.place)));
        match seats.next() {
            Some(first) => first.filter(|first| seats.all(|other| other.as_ref() == Some(first))),
            None => seat(&event.place),
        }
    }
}

impl Telling {
    /// About how many quads of its document's graph tell it.
    pub fn quads(&self) -> usize {
        const OF_A_REPORT: usize = 11;
        4 * self.mentions.len()
            + OF_A_REPORT * (self.events.len() + self.relationships.len() + 3 * self.entries.len())
    }

    /// What it contributes, where `body` tells of which body an appellation is.
    pub fn contribution(&self, body: impl Fn(Id) -> Id) -> Contribution {
        let mut out = Contribution::default();
        out.organizations.extend(self.appellations.keys().map(|id| body(*id)));
        out.mentions.extend(
            self.mentions.iter().cloned().map(|m| Mention { organization: body(m.organization), ..m }),
        );
        let bodies = |ids: &BTreeSet<Id>| ids.iter().map(|id| body(*id)).collect::<BTreeSet<_>>();
        let mut alike: FxHashMap<Id, u64> = FxHashMap::default();
        for (event, row) in &self.events {
            let (agents, targets, via) = (bodies(&event.agents), bodies(&event.targets), bodies(&event.via));
            let event = Event { agents, targets, via, ..event.clone() };
            let mut base = 0;
            let earlier = |id| {
                base = id;
                alike.get(&id).copied().unwrap_or_default()
            };
            let how = identity::How { symmetric: row.symmetric, jurisdiction: row.jurisdiction.as_deref() };
            let id = match &row.named {
                Some(name) => identity::named(&event, name, earlier),
                None => identity::event(&event, how, (&row.sentences, row.posted), earlier),
            };
            *alike.entry(base).or_default() += 1;
            if let (Some(key), None) = (identity::happening(&event, row.symmetric), &row.named) {
                let (sentences, posted) = (row.told(), row.posted);
                out.undated.push(Undated { id, key, sentences, posted });
            }
            out.reports.push(row.report(Thing::Event(id)));
            join(&mut out.events, id, event);
        }
        for (relationship, row) in &self.relationships {
            let fact =
                Relationship { from: body(relationship.from), to: body(relationship.to), ..*relationship };
            if fact.from != fact.to {
                let id = identity::relationship(&fact);
                out.reports.push(row.report(Thing::Relationship(id)));
                join(&mut out.relationships, id, fact);
            }
        }
        let mut alike: FxHashMap<Id, u64> = FxHashMap::default();
        for (entry, row) in &self.entries {
            let entry = entry.with(&body);
            let mut base = 0;
            let id = entry.identity(|id| {
                base = id;
                alike.get(&id).copied().unwrap_or_default()
            });
            *alike.entry(base).or_default() += 1;
            out.reports.push(row.report(Thing::Entry(id)));
            join(&mut out.entries, id, entry);
        }
        out
    }
}

impl Row {
    /// The sentences that it is told in.
    fn told(&self) -> Option<String> {
        self.passage.is_some().then(|| self.sentences.clone())
    }

    fn report(&self, thing: Thing) -> Report {
        let Row { name, rule, assumed, confidence, post, passage, standing, .. } = self.clone();
        let (sentences, posted) = (self.told(), self.posted);
        Report { name, thing, rule, assumed, confidence, post, passage, standing, sentences, posted }
    }
}

fn relationship(
    (relation, standing): (&record::Relation, Standing),
    ids: &FxHashMap<&str, Id>,
    names: &mut FxHashSet<String>,
    out: &mut Telling,
) {
    let parties = (ids.get(relation.from.as_str()), ids.get(relation.to.as_str()));
    let (Some(kind), (Some(from), Some(to))) = (RelationshipKind::parse(&relation.kind), parties) else {
        let record::Relation { kind, from, to, .. } = relation;
        out.problems.push(format!(
            "the relation {kind} from {from} to {to} is of an unknown kind or party; it was left out"
        ));
        return;
    };
    if from == to {
        return;
    }
    let row = Row {
        name: unique("R1", names),
        rule: relation.rule.clone(),
        confidence: thousandths(relation.confidence),
        passage: words(relation.evidence.as_ref()),
        standing,
        ..Row::default()
    };
    out.relationships.push((Relationship { kind, from: *from, to: *to, standing }, row));
}

/// What a document calls several bodies by is no name of any of them. In a table that holds for no Chinese name: each row
/// names its bodies by itself.
fn drop_shared_names(appellations: &mut BTreeMap<Id, Organization>, table: bool) {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for name in appellations.values().flat_map(|organization| &organization.names) {
        *uses.entry(name.clone()).or_default() += 1;
    }
    for organization in appellations.values_mut() {
        let own = &organization.name;
        organization.names.retain(|name| name == own || uses[name] == 1 || (table && is_chinese(name)));
    }
}

/// A name that no other report of the document has: `V1`, else the next number after it.
fn unique(wanted: &str, names: &mut FxHashSet<String>) -> String {
    let stem = wanted.trim_end_matches(|c: char| c.is_ascii_digit());
    let mut number = wanted[stem.len()..].parse().unwrap_or(1u64);
    let mut name = wanted.to_owned();
    while !names.insert(name.clone()) {
        number = number.saturating_add(1);
        name = format!("{stem}{number}");
    }
    name
}

/// The sentences around the words of a document between two code points; where its text is not known, the words.
pub fn sentences<'t>(
    points: Option<&CodePoints<'t>>,
    (start, end): (usize, usize),
    words: &'t str,
) -> &'t str {
    points.and_then(|points| around(points, start, end)).unwrap_or(words)
}

fn words(passage: Option<&Passage>) -> Option<Passage> {
    passage.filter(|p| !p.text.is_empty() && p.start < p.end).cloned()
}

fn join<F: Fact>(into: &mut BTreeMap<Id, F>, id: Id, fact: F) {
    match into.get_mut(&id) {
        Some(known) => known.join(&fact),
        None => _ = into.insert(id, fact),
    }
}

/// A confidence as a whole number, so that no rounding of decimals ever tells two builds apart.
fn thousandths(confidence: f64) -> u16 {
    (confidence.clamp(0.0, 1.0) * 1000.0).round() as u16
}
