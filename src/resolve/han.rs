//! Chinese names as they are compared: ways of writing one name made one.

use crate::lexicon::{Files, LexiconError, Places};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

const FILE: &str = "names/chinese.toml";

/// Characters that tell the rank of a place, which one name has and another not.
const RANKS: [char; 4] = ['省', '市', '区', '县'];

/// What is left of a name without its country has at least so many characters: 香港大学 is not 大学.
const LEAST_LEFT: usize = 3;

/// The key of the characters that stand for no consonant.
const SILENT: &str = "silent";

/// The words of `ontology/names/chinese.toml`, and the Chinese names of places.
#[derive(Debug, Default)]
pub(super) struct Han {
    variants: FxHashMap<char, char>,
    legal: Vec<String>,
    offices: Vec<String>,
    joining: FxHashSet<char>,
    wordings: Vec<(String, String)>,
    framed: Vec<(String, String, String)>,
    of_government: Vec<String>,
    renamed: Vec<(String, String)>,
    central: Vec<String>,
    generic: FxHashSet<String>,
    sorts: Vec<Vec<String>>,
    apart: Vec<String>,
    levels: Vec<String>,
    sounds: FxHashMap<char, Option<char>>,
    countries: Vec<(String, String)>,
    places: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    variants: Vec<String>,
    legal: Vec<String>,
    offices: Vec<String>,
    joining: Vec<char>,
    wordings: Vec<(String, String)>,
    framed: Vec<(String, String, String)>,
    of_government: Vec<String>,
    renamed: Vec<(String, String)>,
    central: Vec<String>,
    generic: Vec<String>,
    sorts: Vec<Vec<String>>,
    apart: Vec<String>,
    levels: Vec<String>,
    sounds: BTreeMap<String, String>,
    countries: BTreeMap<String, Vec<String>>,
}

/// A Chinese name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Chinese {
    /// Its characters in one way of writing, without legal forms, its country and ranks of places.
    pub(super) letters: String,
    /// The ranks, in order.
    ranks: String,
    /// The countries that it gives as its home.
    pub(super) homes: BTreeSet<String>,
    /// The letters without words that any body of a sort may have.
    pub(super) stem: String,
    /// What of the stem names no place.
    pub(super) telling: String,
    /// Whether a place of the mainland stands in it, or it says that there is but one such body.
    settled: bool,
    /// The place of the mainland with which it begins, if anything follows.
    begins: Option<String>,
    /// The words that no two wordings exchange.
    marks: BTreeSet<String>,
    /// Which of the sorts of bodies its last word names.
    sort: Option<usize>,
    /// The consonants of the stem, as far as its characters write a foreign name.
    sounds: String,
    /// How many these are.
    spoken: usize,
    /// Of the name of an organ, the letters before the word for its rank.
    matter: Option<String>,
}

/// How two Chinese names compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meeting {
    /// They give two homes: no wordings of one name.
    Contrary,
    /// Two names.
    Unlike,
    /// Two names that write one foreign name, or have the same words of their own.
    Resembling,
    /// Another name that has all of the first.
    Within,
    /// Names of the same words of their own and of one sort.
    Near,
    /// Names of organs for one matter, of two ranks.
    Level,
    /// One name, but one that many bodies may bear.
    Common,
    /// One name, of which only one gives a home or place.
    Homed,
    /// One name.
    Same,
}

impl Han {
    /// Reads the file.
    ///
    /// # Errors
    /// A file that is not of its form.
    pub fn read(files: &Files, places: &Places) -> Result<Self, LexiconError> {
        let malformed = |reason: String| LexiconError::Malformed { file: files.origin(FILE), reason };
        let text = files.get(FILE).ok_or_else(|| malformed("it is lacking".to_owned()))?;
        let lists: Lists = toml::from_str(text).map_err(|e| malformed(e.to_string()))?;
        let mut han = Han {
            joining: lists.joining.into_iter().collect(),
            legal: longest_first(lists.legal),
            offices: lists.offices,
            of_government: lists.of_government,
            central: lists.central,
            apart: lists.apart,
            levels: lists.levels,
            ..Han::default()
        };
        for pair in lists.variants.iter().flat_map(|line| line.split_whitespace()) {
            let mut chars = pair.chars();
            if let (Some(older), Some(newer), None) = (chars.next(), chars.next(), chars.next()) {
                han.variants.insert(older, newer);
            }
        }
        for (consonant, characters) in &lists.sounds {
            let sound = consonant.chars().next().filter(|_| consonant != SILENT);
            han.sounds.extend(characters.chars().map(|c| (c, sound)));
        }
        for (from, to) in lists.wordings {
            let from = han.joined(&from);
            han.wordings.push((from, to));
        }
        for (from, to) in lists.renamed {
            let pair = (han.worded(&from), han.worded(&to));
            han.renamed.push(pair);
        }
        han.renamed.sort_by_key(|(from, _)| std::cmp::Reverse(from.chars().count()));
        han.framed = lists.framed;
        han.generic = lists.generic.iter().map(|word| han.plain(word)).collect();
        han.sorts = lists.sorts;
        let named = lists.countries.into_iter();
        han.countries =
            named.flat_map(|(code, names)| names.into_iter().map(move |name| (name, code.clone()))).collect();
        han.countries.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
        for place in places.iter().filter(|place| place.mainland()) {
            let plain = han.plain(&place.chinese);
            if plain.chars().count() >= 2 {
                han.places.insert(plain);
            }
        }
        Ok(han)
    }

    /// What is compared of a Chinese name. None for a name in another script. Cost: by its length.
    pub fn chinese(&self, name: &str) -> Option<Chinese> {
        if !is_chinese(name) {
            return None;
        }
        let mut chinese = Chinese::default();
        let written = self.outside_brackets(name, &mut chinese.homes);
        let mut letters = self.joined(&written);
        for form in &self.legal {
            if letters.contains(form.as_str()) && letters.chars().count() >= form.chars().count() + 2 {
                letters = letters.replace(form.as_str(), "");
            }
        }
        let office = self.offices.iter().find_map(|end| letters.strip_suffix(end.as_str()));
        if let Some(body) = office.filter(|body| body.chars().count() >= LEAST_LEFT) {
            letters = body.to_owned();
        }
        let begins = self.countries.iter().find_map(|(name, code)| {
            let rest = letters.strip_prefix(name.as_str())?;
            (rest.chars().count() >= LEAST_LEFT).then(|| (rest.to_owned(), code))
        });
        if let Some((rest, code)) = begins {
            letters = rest;
            chinese.homes.insert(code.clone());
        }
        let letters = self.renamed(self.worded(&letters));
        (chinese.ranks, chinese.letters) = letters.chars().partition(|c| RANKS.contains(c));
        self.tell(&mut chinese);
        Some(chinese)
    }

    /// The letters of a name in one script; of what stands in brackets, legal forms and countries fall away.
    fn outside_brackets(&self, name: &str, homes: &mut BTreeSet<String>) -> String {
        let (mut out, mut inside) = (String::new(), None::<String>);
        for c in name.chars() {
            let c = self.variants.get(&c).copied().unwrap_or(c);
            match c {
                '(' | '（' | '﹙' | '[' | '【' => inside = Some(inside.unwrap_or_default()),
                ')' | '）' | '﹚' | ']' | '】' => {
                    let words = inside.take().unwrap_or_default();
                    let country = self.countries.iter().find(|(name, _)| *name == words);
                    match country {
                        Some((_, code)) => _ = homes.insert(code.clone()),
                        None if self.legal.contains(&words) => {}
                        None => out.push_str(&words),
                    }
                }
                _ if is_han(c) || c.is_ascii_alphanumeric() => {
                    inside.as_mut().unwrap_or(&mut out).push(c.to_ascii_uppercase());
                }
                _ => {}
            }
        }
        out.push_str(&inside.unwrap_or_default());
        out
    }

    /// Letters without words that only join others.
    fn joined(&self, letters: &str) -> String {
        letters.chars().filter(|c| !self.joining.contains(c)).collect()
    }

    fn worded(&self, letters: &str) -> String {
        let mut letters = self.joined(letters);
        for (from, to) in &self.wordings {
            if letters.contains(from.as_str()) {
                letters = letters.replace(from.as_str(), to);
            }
        }
        letters
    }

    /// A word or the name of a place in the letters that names have.
    fn plain(&self, word: &str) -> String {
        self.worded(word).chars().filter(|c| !RANKS.contains(c)).collect()
    }

    fn renamed(&self, mut letters: String) -> String {
        for (from, to) in &self.renamed {
            if letters.contains(from.as_str()) && !letters.contains(to.as_str()) {
                letters = letters.replace(from.as_str(), to);
            }
        }
        for (begin, end, to) in &self.framed {
            let between =
                letters.strip_prefix(begin.as_str()).and_then(|rest| rest.strip_suffix(end.as_str()));
            if let Some(between) = between.filter(|between| between.chars().count() >= 2) {
                letters = format!("{between}{to}");
            }
        }
        for word in &self.of_government {
            if let Some((before, after)) = letters.split_once(word.as_str())
                && !before.is_empty()
                && !after.is_empty()
            {
                letters = format!("{before}{after}");
            }
        }
        letters
    }

    /// Which of a name's letters tell one body from others.
    fn tell(&self, chinese: &mut Chinese) {
        const LONGEST: usize = 8;
        let letters: Vec<char> = chinese.letters.chars().collect();
        let mut at = 0;
        while at < letters.len() {
            let longest = (1..=LONGEST.min(letters.len() - at)).rev().find_map(|length| {
                let word: String = letters[at..at + length].iter().collect();
                let generic = self.generic.contains(&word);
                (generic || self.places.contains(&word)).then_some((word, generic, length))
            });
            match longest {
                Some((word, false, length)) => {
                    if at == 0 && length < letters.len() {
                        chinese.begins = Some(word.clone());
                    }
                    chinese.settled = true;
                    chinese.stem.push_str(&word);
                    at += length;
                }
                Some((_, true, length)) => at += length,
                None => {
                    chinese.stem.push(letters[at]);
                    chinese.telling.push(letters[at]);
                    at += 1;
                }
            }
        }
        let letters = chinese.letters.as_str();
        chinese.settled |= self.central.iter().any(|word| letters.starts_with(word.as_str()));
        chinese.marks = self.apart.iter().filter(|word| self.stands(word, letters)).cloned().collect();
        chinese.sort = self.sort(letters);
        let matter = self.levels.iter().find_map(|level| letters.strip_suffix(level.as_str()));
        chinese.matter = matter.map(str::to_owned);
        for c in chinese.stem.chars() {
            match self.sounds.get(&c) {
                Some(Some(sound)) => {
                    chinese.sounds.push(*sound);
                    chinese.spoken += 1;
                }
                Some(None) => {}
                None => chinese.sounds.push(c),
            }
        }
    }

    /// Whether a word stands in a name, and not as a character that writes the sound of a foreign name (露西派).
    fn stands(&self, word: &str, letters: &str) -> bool {
        let sound = |c: Option<char>| c.is_some_and(|c| self.sounds.contains_key(&c));
        letters.match_indices(word).any(|(at, _)| {
            let (before, after) = (letters[..at].chars().last(), letters[at + word.len()..].chars().next());
            !(word.chars().all(|c| sound(Some(c))) && sound(before) && sound(after))
        })
    }

    fn sort(&self, letters: &str) -> Option<usize> {
        let ends = |words: &Vec<String>| {
            let lengths = words.iter().filter(|word| letters.ends_with(word.as_str())).map(String::len);
            lengths.max()
        };
        let found = self.sorts.iter().enumerate().filter_map(|(at, words)| Some((ends(words)?, at)));
        found.max_by_key(|(length, at)| (*length, std::cmp::Reverse(*at))).map(|(_, at)| at)
    }
}

impl Chinese {
    /// Whether the name is one body's: it has words of its own, a place, or says that there is but one.
    pub(super) fn is_specific(&self) -> bool {
        self.settled || self.telling.chars().count() >= 2
    }

    /// How two names compare; the same both ways.
    pub(super) fn meet(&self, other: &Self) -> Meeting {
        if !self.homes.is_empty() && !other.homes.is_empty() && self.homes.is_disjoint(&other.homes) {
            return Meeting::Contrary;
        }
        let ranks = part_of(&self.ranks, &other.ranks) || part_of(&other.ranks, &self.ranks);
        let own = self.telling.chars().count().min(other.telling.chars().count());
        if self.letters == other.letters && ranks {
            return match (self.homes == other.homes, self.is_specific()) {
                (true, true) => Meeting::Same,
                (false, _) if own >= 2 => Meeting::Homed,
                _ => Meeting::Common,
            };
        }
        if ranks && (self.within_place(other) || other.within_place(self)) {
            return Meeting::Homed;
        }
        if ranks && self.matter.is_some() && self.matter == other.matter {
            return Meeting::Level;
        }
        let (a, b) = (&self.letters, &other.letters);
        let marked = self.marks != other.marks;
        if ranks && self.stem == other.stem && own >= 2 && self.sort == other.sort && !marked {
            return Meeting::Near;
        }
        let sorted = self.sort.is_none() || other.sort.is_none() || self.sort == other.sort;
        if ranks && sorted && (a.contains(b.as_str()) || b.contains(a.as_str())) {
            return Meeting::Within;
        }
        if !marked && self.resembles(other) { Meeting::Resembling } else { Meeting::Unlike }
    }

    /// Whether one has a place of the mainland before the other's name, which without it is no name of many bodies.
    fn within_place(&self, other: &Self) -> bool {
        const LEAST: usize = 3;
        let known = other.settled || other.telling.chars().count() >= LEAST;
        known && self.without_place().is_some_and(|rest| rest == other.letters)
    }

    /// Whether two names that differ have the same words of their own, or such as sound alike.
    fn resembles(&self, other: &Self) -> bool {
        const LEAST: usize = 3;
        const LEAST_SPOKEN: usize = 4;
        let (a, b) = (&self.telling, &other.telling);
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        if short.chars().count() >= LEAST && long.contains(short.as_str()) {
            return true;
        }
        if self.sounds == other.sounds && short.chars().count() >= LEAST {
            return true;
        }
        let spoken = self.spoken.min(other.spoken);
        let wrong = strsim::levenshtein(&self.sounds, &other.sounds);
        spoken >= LEAST_SPOKEN && wrong <= (spoken / 3).max(1)
    }

    /// The letters of the name without the place with which it begins.
    pub(super) fn without_place(&self) -> Option<&str> {
        self.letters.strip_prefix(self.begins.as_deref()?)
    }
}

/// Whether the characters of one stand in the other in that order.
fn part_of(less: &str, more: &str) -> bool {
    let mut more = more.chars();
    less.chars().all(|c| more.any(|m| m == c))
}

fn longest_first(mut words: Vec<String>) -> Vec<String> {
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether most of a name is in Chinese characters.
pub(super) fn is_chinese(name: &str) -> bool {
    let written = name.chars().filter(|c| is_han(*c)).count();
    written >= 2 && written * 2 > name.chars().count()
}
