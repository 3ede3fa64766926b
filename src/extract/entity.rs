//! Organisations of one document: its names brought together.

use super::names::{Kind, Name};
use super::page::Paragraph;
use crate::lexicon::{Lexicon, Names};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// Index of an entity in its [`Table`].
pub(crate) type EntityId = usize;

/// An organisation as the document knows it.
#[derive(Debug, Clone)]
pub(crate) struct Entity {
    pub kind: Kind,
    pub surety: f64,
    pub name: String,
    /// Other forms, as they stand, in order of appearance.
    pub also: Vec<String>,
    pub place: Option<(String, Option<String>)>,
    pub origin: Option<String>,
    pub unit_of: Option<EntityId>,
    pub roles: Vec<&'static str>,
    pub mentions: Vec<Span>,
    /// Words of the name in small letters, without articles.
    words: Vec<String>,
    acronym: Option<String>,
}

impl Entity {
    /// Whether the name has that word, in small letters.
    pub fn has_word(&self, word: &str) -> bool {
        self.words.iter().any(|w| w == word)
    }

    /// Records a form that names or refers to it.
    pub fn call(&mut self, form: &str) {
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
}

impl Table {
    /// Brings the names together and says which entity each means; weak names that nothing supports mean none.
    pub fn build(
        lexicon: &Lexicon,
        names: &[Name],
        paragraphs: &[Paragraph],
        text: &str,
    ) -> (Table, Vec<Option<EntityId>>) {
        let post = |n: &Name| paragraphs.get(n.paragraph).map_or(0, |p| p.post);
        let grammar = &lexicon.names;
        let mut table = Table::default();
        let mut meaning: Vec<Option<EntityId>> = vec![None; names.len()];
        let in_body = |n: &Name| post(n) > 0;
        // "the Guizhou PSB", said after the Guizhou office in the same post, is that office.
        let office_before = |i: usize| {
            names[i].kind == Kind::PublicSecurityBureau
                && names[..i].iter().any(|n| {
                    n.kind == Kind::PsbOffice && post(n) == post(&names[i]) && n.place == names[i].place
                })
        };
        let strong: Vec<usize> = (0..names.len())
            .filter(|i| {
                in_body(&names[*i]) && !names[*i].weak && !names[*i].police_of_place && !office_before(*i)
            })
            .collect();
        // A short form of a longer name elsewhere is no entity of its own.
        let words: Vec<Vec<String>> = names.iter().map(|n| name_words(&n.name)).collect();
        for &i in &strong {
            let short = strong.iter().any(|&j| {
                i != j
                    && names[j].kind.is_police() == names[i].kind.is_police()
                    && !names[i].kind.is_police()
                    && words[j].len() > words[i].len()
                    && is_short_form(grammar, &words[i], &words[j], &names[i], &names[j])
            });
            if !short {
                meaning[i] = Some(table.add(&names[i], &words[i], text));
            }
        }
        // In order of the text: short forms, abbreviations, weak names, the police of a place.
        for i in 0..names.len() {
            let name = &names[i];
            if meaning[i].is_some() {
                continue;
            }
            let recent = |candidates: &[EntityId]| -> Option<EntityId> {
                let before = (0..i).rev().find_map(|j| meaning[j].filter(|m| candidates.contains(m)));
                before.or_else(|| candidates.first().copied())
            };
            let found = if name.kind.is_police() {
                if name.police_of_place || !in_body(name) || office_before(i) {
                    table.police_of(&name.place, None)
                } else {
                    None
                }
            } else {
                let candidates: Vec<EntityId> = (0..table.entities.len())
                    .filter(|e| table.entities[*e].is_called(grammar, &words[i], name))
                    .collect();
                let exact: Vec<EntityId> =
                    candidates.iter().copied().filter(|e| table.entities[*e].is_exactly(&words[i])).collect();
                recent(if exact.is_empty() { &candidates } else { &exact })
            };
            let found = found.or_else(|| {
                let create = in_body(name) && (name.police_of_place || name.kind.is_police() || !name.weak);
                create.then(|| table.add(name, &words[i], text))
            });
            if let Some(e) = found {
                let form = name.span.of(text);
                table.entities[e].call(form);
                table.entities[e].mentions.push(name.span);
                if table.entities[e].origin.is_none() && !in_body(name) {
                    table.entities[e].origin.clone_from(&name.origin);
                }
            }
            meaning[i] = found;
        }
        table.link_offices();
        (table, meaning)
    }

    /// An office for NGOs whose own bureau the text names too is a unit of it.
    fn link_offices(&mut self) {
        for id in 0..self.entities.len() {
            if self.entities[id].kind == Kind::PsbOffice && self.entities[id].unit_of.is_none() {
                let place = &self.entities[id].place;
                let bureau = (0..self.entities.len()).find(|b| {
                    self.entities[*b].kind == Kind::PublicSecurityBureau
                        && place.is_some()
                        && self.entities[*b].place == *place
                });
                self.entities[id].unit_of = bureau;
            }
        }
    }

    /// Adds a name, or the mention to the entity that it names.
    fn add(&mut self, name: &Name, words: &[String], text: &str) -> EntityId {
        let key = key(name, words);
        let form = name.span.of(text);
        if let Some(&id) = self.keys.get(&key) {
            let entity = &mut self.entities[id];
            if words.len() > entity.words.len() {
                let old = std::mem::replace(&mut entity.name, name.name.clone());
                entity.words = words.to_vec();
                entity.call(&old);
            }
            entity.call(form);
            entity.mentions.push(name.span);
            entity.origin = entity.origin.take().or_else(|| name.origin.clone());
            entity.acronym = entity.acronym.take().or_else(|| name.acronym.clone());
            entity.place = entity.place.take().or_else(|| name.place.clone());
            if name.surety > entity.surety {
                entity.surety = name.surety;
                entity.kind = name.kind;
            }
            return id;
        }
        let id = self.entities.len();
        let mut entity = Entity {
            kind: name.kind,
            surety: name.surety,
            name: name.name.clone(),
            also: Vec::new(),
            place: name.place.clone(),
            origin: name.origin.clone(),
            unit_of: None,
            roles: Vec::new(),
            mentions: vec![name.span],
            words: words.to_vec(),
            acronym: name.acronym.clone(),
        };
        entity.call(form);
        if let Some(acronym) = &name.acronym {
            entity.call(acronym);
        }
        self.entities.push(entity);
        self.keys.insert(key, id);
        id
    }

    /// Adds an organisation that the text does not name by itself, as a representative office.
    pub fn add_described(
        &mut self,
        kind: Kind,
        name: String,
        place: Option<(String, Option<String>)>,
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
            surety: 0.9,
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
        id
    }

    /// The office of a place's public security organ, else the organ; `first` is preferred where it is one.
    pub fn police_of(
        &self,
        place: &Option<(String, Option<String>)>,
        first: Option<EntityId>,
    ) -> Option<EntityId> {
        let place = place.as_ref()?;
        let same = |e: &EntityId| {
            self.entities[*e].kind.is_police() && self.entities[*e].place.as_ref().is_some_and(|p| p == place)
        };
        first.filter(same).or_else(|| {
            let mut all = (0..self.entities.len()).filter(same);
            let any = all.next()?;
            let office =
                (any..self.entities.len()).filter(same).find(|e| self.entities[*e].kind == Kind::PsbOffice);
            office.or(Some(any))
        })
    }
}

impl Entity {
    /// Whether the words are its name or its abbreviation.
    fn is_exactly(&self, words: &[String]) -> bool {
        words == self.words.as_slice()
            || words.len() == 1 && self.acronym.as_ref().is_some_and(|a| a.to_lowercase() == words[0])
    }

    /// Whether a short form, an abbreviation or a weak name may mean this entity.
    fn is_called(&self, grammar: &Names, words: &[String], name: &Name) -> bool {
        if words.is_empty() {
            return false;
        }
        if words.len() == 1 && self.acronym.as_ref().is_some_and(|a| a.to_lowercase() == words[0]) {
            return true;
        }
        if words == self.words.as_slice() {
            return true;
        }
        if words.len() >= self.words.len() {
            return false;
        }
        let starts = self.words.starts_with(words);
        let ends = self.words.ends_with(words);
        if in_order(words, &self.words)
            && name.place.is_some()
            && name.place == self.place
            && name.kind == self.kind
        {
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
        ends || starts && continues(grammar, &self.words, words.len())
    }
}

fn is_place_like(entity: &Entity, word: &str) -> bool {
    entity.place.as_ref().is_some_and(|(p, _)| p.to_lowercase() == word)
}

/// Whether what follows the first `n` words of a name is a complement or a legal form, not another head.
fn continues(grammar: &Names, words: &[String], n: usize) -> bool {
    words.get(n).is_some_and(|w| grammar.after_short_form.contains(w))
}

fn is_short_form(
    grammar: &Names,
    short: &[String],
    long: &[String],
    short_name: &Name,
    long_name: &Name,
) -> bool {
    let compatible =
        short_name.kind == long_name.kind || short_name.surety < 0.8 || short_name.place.is_none();
    if !compatible || short.is_empty() {
        return false;
    }
    if in_order(short, long)
        && short_name.place.is_some()
        && short_name.place == long_name.place
        && short_name.kind == long_name.kind
    {
        return true;
    }
    let other_place = matches!((&short_name.place, &long_name.place), (Some(a), Some(b)) if a != b);
    !other_place
        && (long.ends_with(short)
            && short_name.origin.as_ref().is_none_or(|o| long_name.origin.as_ref().is_none_or(|l| l == o))
            || long.starts_with(short) && continues(grammar, long, short.len()))
}

fn key(name: &Name, words: &[String]) -> String {
    match (&name.place, name.kind.is_police()) {
        (Some((place, code)), true) => format!("{}/{}", name.kind.name(), code.as_ref().unwrap_or(place)),
        _ => words.join(" "),
    }
}

/// The words of a name in small letters, without articles, possessives and marks.
fn name_words(name: &str) -> Vec<String> {
    let name = name.replace(['’', '‘'], "'").replace("'s ", " ");
    name.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '“' | '”' | '"' | '.'))
        .map(|w| w.trim_matches('\'').to_lowercase())
        .filter(|w| !w.is_empty() && !matches!(w.as_str(), "the" | "a" | "an"))
        .collect()
}

/// Whether three or more words all stand in a longer name, in order, its last word or head among them.
fn in_order(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.len() >= 3 && short.len() < long.len() && short.iter().all(|w| rest.any(|l| l == w))
}
