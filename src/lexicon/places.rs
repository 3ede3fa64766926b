//! The places of China: provinces, prefectures and counties of GB/T 2260 with their English names.
//!
//! Read from every table of `ontology/places/`. A name is found whatever its case, accents and
//! apostrophes: "Xi'an", "XIAN" and "Xi’an" are one.

use super::prefixes::Prefixes;
use super::table::{Row, rows};
use super::{Files, LexiconError};
use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

const HEADER: &[&str] = &["code", "english", "rank", "parent", "chinese", "others", "weight"];

/// Names shorter than this are not corrected: one edit makes another name of too many words.
const LEAST_CORRECTED: usize = 6;

/// Administrative rank, highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// Province, autonomous region, municipality (Beijing), special administrative region.
    Province,
    /// Prefecture-level city, prefecture, autonomous prefecture, league.
    Prefecture,
    /// County, county-level city, district, banner.
    County,
}

impl Rank {
    /// As the tables spell it: `province`, `prefecture`, `county`.
    pub fn name(self) -> &'static str {
        match self {
            Rank::Province => "province",
            Rank::Prefecture => "prefecture",
            Rank::County => "county",
        }
    }

    fn parse(name: &str) -> Option<Rank> {
        [Rank::Province, Rank::Prefecture, Rank::County].into_iter().find(|r| r.name() == name)
    }
}

/// A place of the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// GB/T 2260: `420100`.
    pub code: String,
    /// Common English name without rank: "Wuhan", "Inner Mongolia".
    pub name: String,
    /// Rank.
    pub rank: Rank,
    /// Code of the place that it is directly part of; none for a province.
    pub parent: Option<String>,
    /// Full official Chinese name: 武汉市.
    pub chinese: String,
    /// Other English spellings, with rank, older, in minority languages: "Wuhan City", "Canton".
    pub others: Vec<String>,
    /// Which place of the same rank a shared name means: the heavier. Zero for nearly all.
    pub weight: u8,
}

impl Place {
    /// Whether the law on overseas NGOs counts it as mainland: not Hong Kong, Macau or Taiwan.
    pub fn mainland(&self) -> bool {
        !["71", "81", "82"].iter().any(|start| self.code.starts_with(start))
    }
}

/// All places, sorted by code; look-ups are by hash.
#[derive(Debug, Default)]
pub struct Places {
    places: Vec<Place>,
    /// Name key to places, best first: rank, then weight, then code.
    by_name: FxHashMap<String, Vec<usize>>,
    prefixes: Prefixes,
    /// Keys of province and prefecture names with up to one letter left out, to the whole keys.
    near: FxHashMap<String, Vec<String>>,
}

impl Places {
    /// Reads every table below `places/`.
    pub(super) fn read(files: &Files) -> Result<Self, LexiconError> {
        let mut places: Vec<(Place, Row)> = Vec::new();
        for (name, text) in files.below("places/").filter(|(n, _)| n.ends_with(".tsv")) {
            for row in rows(files, name, text, HEADER)? {
                places.push((place(&row)?, row));
            }
        }
        places.sort_by(|(a, _), (b, _)| a.code.cmp(&b.code));
        check(&places)?;
        let mut all = Places { places: places.into_iter().map(|(p, _)| p).collect(), ..Places::default() };
        all.index();
        Ok(all)
    }

    fn index(&mut self) {
        for (at, place) in self.places.iter().enumerate() {
            for name in std::iter::once(&place.name).chain(&place.others) {
                let list = self.by_name.entry(place_key(name)).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
        let order = |at: &usize| {
            let p = &self.places[*at];
            (p.rank, std::cmp::Reverse(p.weight), *at)
        };
        for list in self.by_name.values_mut() {
            list.sort_by_key(order);
        }
        self.by_name.keys().for_each(|key| self.prefixes.add(key));
        for (key, list) in &self.by_name {
            let high = self.places[list[0]].rank < Rank::County;
            if high && key.chars().count() >= LEAST_CORRECTED && !key.contains(' ') {
                each_shortened(key, |shorter| {
                    self.near.entry(shorter.to_owned()).or_default().push(key.clone());
                });
            }
        }
    }

    /// Every place, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Place> {
        self.places.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether no table names a place.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The place of an index given by [`Places::names`].
    pub fn get(&self, index: usize) -> Option<&Place> {
        self.places.get(index)
    }

    /// The place of that code.
    pub fn by_code(&self, code: &str) -> Option<&Place> {
        self.places.binary_search_by(|p| p.code.as_str().cmp(code)).ok().map(|at| &self.places[at])
    }

    /// Every place of exactly that English name: by rank, then the likelier (see [`Place::weight`]), then code.
    /// Case, accents, apostrophes and hyphens are of no account.
    pub fn find(&self, name: &str) -> impl Iterator<Item = &Place> {
        let known = self.prefixes.may_begin(name).then(|| self.by_name.get(&place_key(name))).flatten();
        let list = known.map_or(&[][..], Vec::as_slice);
        list.iter().map(|at| &self.places[*at])
    }

    /// Whether names begin with that word, or may: where none does, no longer name that begins with it need be asked for.
    pub fn may_begin(&self, word: &str) -> bool {
        self.prefixes.may_begin(word)
    }

    /// The one place that a name means, `within` the province (or prefecture) of that code where known.
    ///
    /// Places inside `within` come first, itself included. A province goes before a prefecture, that before a
    /// county; of two of one rank the heavier is meant ("Suzhou" is the one in Jiangsu, unless within Anhui), and
    /// if neither is, as with the many districts called Heping, none.
    ///
    /// ```
    /// let lexicon = guanxi::lexicon::Lexicon::load(None)?;
    /// let meant = |name, within| lexicon.places.resolve(name, within).map(|p| p.chinese.as_str());
    /// assert_eq!(meant("Suzhou", None), Some("苏州市"));
    /// assert_eq!(meant("Suzhou", Some("340000")), Some("宿州市"));
    /// assert_eq!(meant("Heping District", None), None);
    /// # Ok::<(), guanxi::lexicon::LexiconError>(())
    /// ```
    pub fn resolve(&self, name: &str, within: Option<&str>) -> Option<&Place> {
        if let Some(outer) = within {
            let mut inside = self.find(name).filter(|p| self.is_within(&p.code, outer)).peekable();
            if inside.peek().is_some() {
                return preferred(inside);
            }
        }
        preferred(self.find(name))
    }

    /// Every name and spelling of every place with the place's index: for an automaton. By code, then as in the table.
    pub fn names(&self) -> impl Iterator<Item = (&str, usize)> {
        self.places.iter().enumerate().flat_map(|(at, p)| {
            std::iter::once(&p.name).chain(&p.others).map(move |name| (name.as_str(), at))
        })
    }

    /// The province that a place lies in, itself for a province.
    pub fn province_of(&self, code: &str) -> Option<&Place> {
        self.upwards(code).last()
    }

    /// Whether a place is `outer` or lies in it.
    pub fn is_within(&self, code: &str, outer: &str) -> bool {
        self.upwards(code).any(|p| p.code == outer)
    }

    /// A place and what it lies in, up to its province.
    fn upwards(&self, code: &str) -> impl Iterator<Item = &Place> {
        std::iter::successors(self.by_code(code), |p| self.by_code(p.parent.as_deref()?))
    }

    /// The province or prefecture that a misspelt name must mean: one letter wrong, missing, added or swapped with
    /// its neighbour, in a word of six letters or more.
    ///
    /// None for a word that is itself a place ("Shanxi" is never a slip of "Shaanxi") and for one between two
    /// places ("Shannxi") or without a capital ("change"). Ordinary words lie near names too ("Dating" by Datong): ask only where a place stands.
    pub fn nearest(&self, word: &str) -> Option<&Place> {
        let key = place_key(word);
        let capital = word.starts_with(char::is_uppercase);
        if !capital || key.chars().count() < LEAST_CORRECTED || self.by_name.contains_key(&key) {
            return None;
        }
        let mut keys: Vec<&String> = Vec::new();
        each_shortened(&key, |shorter| keys.extend(self.near.get(shorter).into_iter().flatten()));
        let mut found: Option<&Place> = None;
        for near in keys {
            if strsim::osa_distance(&key, near) == 1 {
                let place = self.resolve(near, None)?;
                if found.is_some_and(|f| f.code != place.code) {
                    return None;
                }
                found = Some(place);
            }
        }
        found
    }
}

/// The first of a sorted list, unless the second is as good.
fn preferred<'a>(mut sorted: impl Iterator<Item = &'a Place>) -> Option<&'a Place> {
    let first = sorted.next()?;
    let tie = sorted.next().is_some_and(|p| (p.rank, p.weight) == (first.rank, first.weight));
    (!tie).then_some(first)
}

/// The form under which a name of a place is looked up: without case, accents, apostrophes; a hyphen is a blank.
fn place_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut add = |c: char| match c {
        '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʻ' | '′' => {}
        c if c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–') => {
            if !key.is_empty() && !key.ends_with(' ') {
                key.push(' ');
            }
        }
        c => key.push(c),
    };
    // Nothing is to be taken apart in most.
    if name.is_ascii() {
        name.chars().for_each(|c| add(c.to_ascii_lowercase()));
    } else {
        name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).for_each(add);
    }
    key.truncate(key.trim_end().len());
    key
}

/// Takes a key, and the key without each of its letters; they share one buffer.
fn each_shortened(key: &str, mut take: impl FnMut(&str)) {
    take(key);
    let mut shorter = String::with_capacity(key.len());
    for (at, c) in key.char_indices() {
        shorter.clear();
        shorter.extend([&key[..at], &key[at + c.len_utf8()..]]);
        take(&shorter);
    }
}

fn place(row: &Row) -> Result<Place, LexiconError> {
    let rank = row.needed(2, "rank")?;
    let rank = Rank::parse(rank)
        .ok_or_else(|| row.malformed(format!("rank \"{rank}\"; write province, prefecture or county")))?;
    let weight = match row.field(6) {
        "" => 0,
        text => text.parse().map_err(|_| {
            row.malformed(format!("weight \"{text}\"; write a number from 0 to 255, or nothing"))
        })?,
    };
    Ok(Place {
        code: row.needed(0, "code")?.to_owned(),
        name: row.needed(1, "english")?.to_owned(),
        rank,
        parent: Some(row.field(3)).filter(|p| !p.is_empty()).map(str::to_owned),
        chinese: row.field(4).to_owned(),
        others: row.list(5),
        weight,
    })
}

/// No code twice; every parent is there and of a higher rank; only a province has none.
fn check(places: &[(Place, Row)]) -> Result<(), LexiconError> {
    for pair in places.windows(2) {
        if let [(a, _), (b, row)] = pair
            && a.code == b.code
        {
            return Err(row.malformed(format!("code {} is given twice; remove one of its lines", b.code)));
        }
    }
    for (place, row) in places {
        let parent = place.parent.as_deref();
        let outer = parent.and_then(|code| {
            let at = places.binary_search_by(|(p, _)| p.code.as_str().cmp(code)).ok()?;
            Some(&places[at].0)
        });
        match (place.rank, parent, outer) {
            (Rank::Province, None, _) => {}
            (Rank::Province, Some(_), _) => {
                return Err(row.malformed("a province has no parent; empty the field"));
            }
            (_, None, _) => {
                return Err(row.malformed("the parent is missing; give the code of what it lies in"));
            }
            (_, Some(code), None) => {
                return Err(row.malformed(format!(
                    "no place has the parent's code {code}; correct it or add the place"
                )));
            }
            (rank, Some(code), Some(outer)) if outer.rank >= rank => {
                let (inner, outer) = (rank.name(), outer.rank.name());
                return Err(
                    row.malformed(format!("a {inner} cannot lie in the {outer} {code}; correct the parent"))
                );
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
