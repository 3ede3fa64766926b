//! Organisations of one document: its names brought together.

mod index;
mod short;

use super::assume::{Assumption, Assumptions};
use super::names::{Evidence, Kind, Name, Place};
use super::page::Paragraph;
use crate::lexicon::{Lexicon, Names};
use crate::text::Span;
use index::Index;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// Index of an entity in its [`Table`].
pub(crate) type EntityId = usize;

/// An organisation as the document knows it.
#[derive(Debug, Clone)]
pub(crate) struct Entity {
    pub kind: Kind,
    /// What its type rests on.
    pub evidence: Evidence,
    pub assumed: Assumptions,
    pub name: String,
    /// Other forms, as they stand, in order of appearance.
    pub also: Vec<String>,
    pub place: Option<Place>,
    pub origin: Option<String>,
    pub unit_of: Option<EntityId>,
    pub roles: Vec<&'static str>,
    pub mentions: Vec<Span>,
    /// Words of the name in small letters, without articles.
    words: Rc<[String]>,
    acronym: Option<String>,
}

impl Entity {
    /// Whether the name has that word, in small letters.
    pub fn has_word(&self, word: &str) -> bool {
        self.words.iter().any(|w| w == word)
    }

    /// Whether that word, in small letters, says what it is: the last of its name, or the last before "of" or "for".
    pub fn is_headed(&self, word: &str) -> bool {
        let before = |w: &[String]| w[0] == word && matches!(w[1].as_str(), "of" | "for" | "in");
        self.words.last().is_some_and(|w| w == word) || self.words.windows(2).any(before)
    }

    /// Records a form that names or refers to it.
    pub fn call(&mut self, form: &str) {
        if form == self.name || self.also.iter().any(|a| a == form) {
            return;
        }
        let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
        if !form.is_empty() && form != self.name && !self.also.contains(&form) {
            self.also.push(form);
        }
    }
}

/// The entities of a document, in order of first appearance.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub entities: Vec<Entity>,
    keys: FxHashMap<String, EntityId>,
    /// Whom a form may mean: every name, its first and last words, its abbreviation.
    forms: Index,
    /// Whom a longer form may shorten: by place, type and word.
    inner: Index,
    /// Public security organs and their offices by place.
    police: Index,
    /// Representative offices by owner.
    offices: FxHashMap<EntityId, Vec<EntityId>>,
    /// Who "we" is, in a text that speaks for a body.
    pub voice: Option<EntityId>,
    /// Branches with the bodies that they are part of, and where the text says so.
    pub branches: Vec<(EntityId, EntityId, Span)>,
}

impl Table {
    /// Brings the names together and says which entity each means; weak names that nothing supports mean none.
    ///
    /// Cost: near linear in the names, for names of bounded length.
    pub fn build(
        lexicon: &Lexicon,
        names: &[Name],
        paragraphs: &[Paragraph],
        text: &str,
    ) -> (Table, Vec<Option<EntityId>>) {
        let post = |n: &Name| paragraphs.get(n.paragraph).map_or(0, |p| p.post);
        let in_body = |n: &Name| post(n) > 0;
        let grammar = &lexicon.names;
        let mut table = Table::default();
        let mut meaning: Vec<Option<EntityId>> = vec![None; names.len()];
        let words: Vec<Rc<[String]>> = names.iter().map(|n| name_words(&n.name)).collect();
        // A letter or a newsletter speaks of itself as "we": who signs it in its head takes part.
        let itself = names_itself(paragraphs, text);
        let speaks = itself.is_some() || speaks_of_itself(paragraphs, text);
        let after_office = after_office(names, post);
        let strong: Vec<usize> = (0..names.len())
            .filter(|&i| {
                in_body(&names[i]) && !names[i].weak && !names[i].police_of_place && !after_office[i]
            })
            .collect();
        // A short form of a longer name elsewhere is no entity of its own.
        let short = short::forms(grammar, names, &words, &strong);
        for (&i, _) in strong.iter().zip(&short).filter(|(_, short)| !**short) {
            meaning[i] = Some(table.add(&names[i], &words[i], text));
        }
        // In order of the text: short forms, abbreviations, weak names, the police of a place.
        let mut latest: FxHashMap<EntityId, usize> = FxHashMap::default();
        for (i, name) in names.iter().enumerate() {
            if let Some(known) = meaning[i] {
                latest.insert(known, i);
                continue;
            }
            let found = if !name.kind.is_police() {
                table.called(grammar, &words[i], name, &latest)
            } else if name.police_of_place || !in_body(name) || after_office[i] {
                table.police_of(&name.place, None)
            } else {
                None
            };
            let found = found.or_else(|| {
                let create = (in_body(name) || speaks)
                    && (name.police_of_place || name.kind.is_police() || !name.weak || name.told);
                create.then(|| table.add(name, &words[i], text))
            });
            if let Some(id) = found {
                let entity = &mut table.entities[id];
                entity.call(name.span.of(text));
                entity.mentions.push(name.span);
                if entity.origin.is_none() && !in_body(name) {
                    entity.origin.clone_from(&name.origin);
                }
                latest.insert(id, i);
            }
            meaning[i] = found;
        }
        table.link_offices();
        table.settle_kinds();
        table.link_branches(lexicon, text);
        if speaks {
            table.voice = voice(names, &meaning, paragraphs, text, itself);
        }
        (table, meaning)
    }

    /// The entity that a short form, an abbreviation or a weak name means: of those it may mean the last that was
    /// mentioned, a whole name before a part of one.
    fn called(
        &self,
        grammar: &Names,
        words: &[String],
        name: &Name,
        latest: &FxHashMap<EntityId, usize>,
    ) -> Option<EntityId> {
        let mut candidates: Vec<EntityId> = self.forms.get(words).to_vec();
        if let Some(place) = name.place.as_ref().filter(|_| words.len() >= short::LEAST_INNER) {
            let by_word = words.iter().map(|w| (place, name.kind, w));
            candidates.extend(self.inner.rarest(by_word));
        }
        if name.told && candidates.is_empty() {
            candidates.extend(self.initialled(&name.name));
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates.retain(|e| self.entities[*e].is_called(grammar, words, name));
        if candidates.iter().any(|e| self.entities[*e].is_exactly(words)) {
            candidates.retain(|e| self.entities[*e].is_exactly(words));
        }
        let mentioned = candidates.iter().filter_map(|e| latest.get(e).map(|at| (at, *e))).max();
        mentioned.map(|(_, e)| e).or_else(|| candidates.first().copied())
    }

    /// The entity whose words begin with the letters of an abbreviation that the text does not explain.
    fn initialled(&self, name: &str) -> Option<EntityId> {
        let letters = name.chars().all(|c| c.is_ascii_uppercase()) && name.len() > 2;
        letters.then(|| self.entities.iter().position(|e| e.has_initials(name))).flatten()
    }

    /// Makes an entity findable under its present name, abbreviation and place.
    fn register(&mut self, id: EntityId) {
        let entity = &self.entities[id];
        for form in short::ends(&entity.words) {
            self.forms.insert(form, id);
        }
        if let Some(outer) = short::outer(&entity.words) {
            self.forms.insert(outer.as_slice(), id);
        }
        // One word of a name, which a weak name may be.
        for word in entity.words.iter() {
            self.forms.insert([word].as_slice(), id);
        }
        if let Some(acronym) = &entity.acronym {
            self.forms.insert(other_name(acronym).as_slice(), id);
        }
        if let Some(place) = &entity.place {
            if entity.kind.is_police() {
                self.police.insert(place, id);
            }
            if entity.words.len() > short::LEAST_INNER {
                for word in entity.words.iter() {
                    self.inner.insert((place, entity.kind, word), id);
                }
            }
        }
        if let (Kind::RepresentativeOffice, Some(owner)) = (entity.kind, entity.unit_of) {
            self.offices.entry(owner).or_default().push(id);
        }
    }

    /// The representative offices of an owner, in order of first appearance.
    pub fn offices_of(&self, owner: EntityId) -> &[EntityId] {
        self.offices.get(&owner).map_or(&[], Vec::as_slice)
    }

    /// "Ziya University Education Foundation": a society named after a mainland body is of the mainland.
    fn settle_kinds(&mut self) {
        for id in 0..self.entities.len() {
            let entity = &self.entities[id];
            if entity.kind != Kind::ForeignNgo || entity.origin.is_some() {
                continue;
            }
            let named_after = (0..self.entities.len().min(512)).any(|o| {
                let other = &self.entities[o];
                let local = matches!(other.kind, Kind::University | Kind::GovernmentBody)
                    || other.kind == Kind::DomesticOrganization && !other.evidence.is_weak();
                let begins = other.words.len() > 1 && entity.words.starts_with(&other.words)
                    || other
                        .acronym
                        .as_ref()
                        .is_some_and(|a| entity.words.first() == Some(&a.to_lowercase()));
                o != id && local && begins
            });
            if named_after {
                let entity = &mut self.entities[id];
                entity.kind = Kind::DomesticOrganization;
                entity.evidence = Evidence::NamedAfter;
            }
        }
    }

    /// "the Putuo sub-bureau of the Shanghai PSB", "Nanning City PSB Qingxiu District Sub-Bureau": the whole.
    fn link_branches(&mut self, lexicon: &Lexicon, text: &str) {
        for id in 0..self.entities.len() {
            let entity = &self.entities[id];
            let branch = entity.kind == Kind::PublicSecurityBureau
                && (entity.words.iter().any(|w| w.ends_with("sub-bureau"))
                    || entity.name.contains(" branch of the "));
            if !branch {
                continue;
            }
            let name = entity.name.clone();
            let whole = match name.split_once(" of the ") {
                Some((_, whole)) => whole.to_owned(),
                None => {
                    match name.find("PSB").map(|at| at + 3).or_else(|| name.find("Bureau").map(|at| at + 6)) {
                        Some(end) => name[..end].to_owned(),
                        None => continue,
                    }
                }
            };
            let place =
                whole.split(" PSB").next().unwrap_or(&whole).split(" Public").next().unwrap_or(&whole);
            let place = lexicon
                .places
                .resolve(place.trim_end_matches(" Municipal"), None)
                .map(super::names::place_pair);
            let Some(span) = entity.mentions.first().copied() else { continue };
            let found = span
                .of(text)
                .find(&whole)
                .map(|at| Span::new(span.start + at, span.start + at + whole.len()));
            let known = self
                .police_of(&place, None)
                .filter(|k| *k != id && self.entities[*k].kind == Kind::PublicSecurityBureau);
            let parent = known.unwrap_or_else(|| {
                self.add_described(Kind::PublicSecurityBureau, whole, place, None, found.unwrap_or(span))
            });
            self.branches.push((id, parent, span));
        }
    }

    /// An office for NGOs whose own bureau the text names too is a unit of it.
    fn link_offices(&mut self) {
        let mut bureaus: FxHashMap<Place, EntityId> = FxHashMap::default();
        for (id, entity) in self.entities.iter().enumerate() {
            if let (Kind::PublicSecurityBureau, Some(place)) = (entity.kind, &entity.place) {
                bureaus.entry(place.clone()).or_insert(id);
            }
        }
        for entity in self.entities.iter_mut().filter(|e| e.kind == Kind::PsbOffice && e.unit_of.is_none()) {
            entity.unit_of = entity.place.as_ref().and_then(|p| bureaus.get(p)).copied();
        }
    }

    /// Adds a name, or the mention to the entity that it names.
    fn add(&mut self, name: &Name, words: &Rc<[String]>, text: &str) -> EntityId {
        let key = key(name, words);
        let form = name.span.of(text);
        if let Some(&id) = self.keys.get(&key) {
            let entity = &mut self.entities[id];
            let found_by = |e: &Entity| (e.words.len(), e.acronym.is_some(), e.place.is_some(), e.kind);
            let before = found_by(entity);
            if words.len() > entity.words.len() {
                let old = std::mem::replace(&mut entity.name, name.name.clone());
                entity.words = Rc::clone(words);
                entity.call(&old);
            }
            entity.call(form);
            entity.mentions.push(name.span);
            entity.origin = entity.origin.take().or_else(|| name.origin.clone());
            entity.acronym = entity.acronym.take().or_else(|| name.acronym.clone());
            entity.place = entity.place.take().or_else(|| name.place.clone());
            if name.evidence.strength() > entity.evidence.strength() {
                entity.evidence = name.evidence;
                entity.kind = name.kind;
            }
            if found_by(entity) != before {
                self.register(id);
            }
            return id;
        }
        let id = self.entities.len();
        let mut entity = Entity {
            kind: name.kind,
            evidence: name.evidence,
            assumed: respelling(name),
            name: name.name.clone(),
            also: Vec::new(),
            place: name.place.clone(),
            origin: name.origin.clone(),
            unit_of: None,
            roles: Vec::new(),
            mentions: vec![name.span],
            words: Rc::clone(words),
            acronym: name.acronym.clone(),
        };
        entity.call(form);
        if let Some(acronym) = &name.acronym {
            entity.call(acronym);
        }
        self.entities.push(entity);
        self.keys.insert(key, id);
        self.register(id);
        id
    }

    /// Adds an organisation that the text does not name by itself, as a representative office.
    pub fn add_described(
        &mut self,
        kind: Kind,
        name: String,
        place: Option<Place>,
        unit_of: Option<EntityId>,
        span: Span,
    ) -> EntityId {
        let words = name_words(&name);
        let key = format!("{}/{}", kind.name(), words.join(" "));
        if let Some(&id) = self.keys.get(&key) {
            self.entities[id].mentions.push(span);
            return id;
        }
        let id = self.entities.len();
        self.entities.push(Entity {
            kind,
            evidence: Evidence::Described,
            assumed: Assumptions::default(),
            name,
            also: Vec::new(),
            place,
            origin: None,
            unit_of,
            roles: Vec::new(),
            mentions: vec![span],
            words,
            acronym: None,
        });
        self.keys.insert(key, id);
        self.register(id);
        id
    }

    /// The office of a place's public security organ, else the organ; `first` is preferred where it is one.
    pub fn police_of(&self, place: &Option<Place>, first: Option<EntityId>) -> Option<EntityId> {
        let place = place.as_ref()?;
        let same = |e: &EntityId| {
            self.entities[*e].kind.is_police() && self.entities[*e].place.as_ref().is_some_and(|p| p == place)
        };
        let all = || self.police.get(place).iter().copied().filter(same);
        first
            .filter(same)
            .or_else(|| all().find(|e| self.entities[*e].kind == Kind::PsbOffice))
            .or_else(|| all().next())
    }
}

/// The words of an abbreviation or of another name in brackets, in small letters: "(Tomorrow Grove)".
fn other_name(acronym: &str) -> Vec<String> {
    acronym.split_whitespace().map(str::to_lowercase).collect()
}

impl Entity {
    /// Whether capitals are the first letters of its words, small ones left out.
    fn has_initials(&self, capitals: &str) -> bool {
        let words = self.name.split([' ', '-']).filter(|w| w.starts_with(char::is_uppercase));
        capitals.len() > 2 && words.filter_map(|w| w.chars().next()).eq(capitals.chars())
    }

    /// Whether the words are its name or its abbreviation.
    fn is_exactly(&self, words: &[String]) -> bool {
        *words == *self.words || self.acronym.as_ref().is_some_and(|a| other_name(a) == words)
    }

    /// Whether a short form, an abbreviation or a weak name may mean this entity.
    fn is_called(&self, grammar: &Names, words: &[String], name: &Name) -> bool {
        if words.is_empty() {
            return false;
        }
        if self.acronym.as_ref().is_some_and(|a| other_name(a) == words) {
            return true;
        }
        if *words == *self.words || name.told && self.has_initials(&name.name) {
            return true;
        }
        if words.len() >= self.words.len() {
            return false;
        }
        if short::is_outer(words, &self.words, name) {
            return true;
        }
        let starts = self.words.starts_with(words);
        let ends = self.words.ends_with(words);
        if short::in_order(words, &self.words)
            && name.place.is_some()
            && name.place == self.place
            && name.kind == self.kind
        {
            return true;
        }
        if words.len() > 1 && self.words.windows(words.len()).any(|w| w == words) && !starts {
            return true;
        }
        if name.weak {
            // One capitalised word of a name, or its first words.
            return starts
                || ends
                || words.len() == 1
                    && words[0].len() > 3
                    && !is_place_like(self, &words[0])
                    && self.words.contains(&words[0]);
        }
        ends || starts && short::continues(grammar, &self.words, words.len())
    }
}

/// That the place of a name is spelt otherwise than anywhere else.
fn respelling(name: &Name) -> Assumptions {
    if name.respelt { Assumption::Place.into() } else { Assumptions::default() }
}

fn is_place_like(entity: &Entity, word: &str) -> bool {
    entity.place.as_ref().is_some_and(|(p, _)| p.to_lowercase() == word)
}

fn key(name: &Name, words: &[String]) -> String {
    match (&name.place, name.kind.is_police()) {
        (Some((place, code)), true) => format!("{}/{}", name.kind.name(), code.as_ref().unwrap_or(place)),
        _ => words.join(" "),
    }
}

/// The words of a name in small letters, without articles, possessives and marks.
fn name_words(name: &str) -> Rc<[String]> {
    let apostrophes = name.contains(['\'', '’', '‘']);
    let plain = apostrophes.then(|| name.replace(['’', '‘'], "'").replace("'s ", " "));
    let name = plain.as_deref().unwrap_or(name);
    name.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '“' | '”' | '"' | '.'))
        .map(|w| w.trim_matches('\'').to_lowercase())
        .filter(|w| !w.is_empty() && !matches!(w.as_str(), "the" | "a" | "an"))
        .collect()
}

/// Which names are a public security organ said after the foreign-NGO office of its place in the same post: "the Guizhou
/// PSB" is then that office.
fn after_office(names: &[Name], post: impl Fn(&Name) -> u32) -> Vec<bool> {
    let mut offices = FxHashSet::default();
    let mut out = Vec::with_capacity(names.len());
    for name in names {
        out.push(name.kind == Kind::PublicSecurityBureau && offices.contains(&(post(name), &name.place)));
        if name.kind == Kind::PsbOffice {
            offices.insert((post(name), &name.place));
        }
    }
    out
}

/// Whether a text speaks of itself as "we" and "our", outside of quotations.
fn speaks_of_itself(paragraphs: &[Paragraph], text: &str) -> bool {
    let mut quoted = false;
    let mut found = 0;
    for token in paragraphs.iter().filter(|p| p.post > 0).flat_map(|p| &p.tokens) {
        match token.text(text) {
            "“" => quoted = true,
            "”" => quoted = false,
            "our" | "Our" | "we" | "We" | "us" if !quoted => found += 1,
            _ => {}
        }
    }
    found >= 2
}

/// The word by which a notice calls who issues it: "this Department", where its head names a department.
fn names_itself<'t>(paragraphs: &[Paragraph], text: &'t str) -> Option<&'t str> {
    let head: FxHashSet<&str> = paragraphs
        .iter()
        .filter(|p| p.post == 0)
        .flat_map(|p| p.tokens.iter().map(|t| t.text(text)))
        .collect();
    if head.is_empty() {
        return None;
    }
    paragraphs.iter().filter(|p| p.post > 0).find_map(|p| {
        p.tokens.windows(2).find_map(|pair| {
            let (this, word) = (pair[0].text(text), pair[1].text(text));
            let itself = matches!(this, "this" | "This")
                && word.len() > 5
                && word.starts_with(char::is_uppercase)
                && head.contains(word);
            itself.then_some(word)
        })
    })
}

/// The body that the head of such a text names, if it names one alone, a foundation, a law firm, a school; or the one there
/// that has the word by which the text calls it.
fn voice(
    names: &[Name],
    meaning: &[Option<EntityId>],
    paragraphs: &[Paragraph],
    text: &str,
    itself: Option<&str>,
) -> Option<EntityId> {
    let head = |n: &Name| paragraphs.get(n.paragraph).is_some_and(|p| p.post == 0);
    if let Some(word) = itself {
        let issuer = |n: &Name| head(n) && n.span.of(text).split_whitespace().any(|w| w == word);
        return names.iter().zip(meaning).find(|(n, m)| issuer(n) && m.is_some()).and_then(|(_, m)| *m);
    }
    let mut named = names
        .iter()
        .zip(meaning)
        .filter(|(n, _)| head(n) && !n.kind.is_police() && n.kind != Kind::GovernmentBody)
        .filter_map(|(_, m)| *m);
    let first = named.next()?;
    named.all(|n| n == first).then_some(first)
}
