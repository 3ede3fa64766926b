//! The nouns that rules ask for, brought together, so that a noun phrase is compared with all of them at once.

use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Nouns of one or several words, each once.
#[derive(Debug, Default)]
pub struct AskedNouns {
    list: Vec<String>,
    /// Where each stands in the list.
    places: FxHashMap<String, usize>,
    /// By a first word, the number of words of the longest that begins with it.
    longest_from: FxHashMap<String, usize>,
    longest: usize,
}

impl AskedNouns {
    pub(super) fn new<'a>(nouns: impl Iterator<Item = &'a String>) -> Self {
        let mut out = AskedNouns::default();
        for noun in nouns {
            let length = noun.split(' ').count();
            let first = noun.split(' ').next().unwrap_or_default();
            let longest = out.longest_from.entry(first.to_owned()).or_default();
            *longest = length.max(*longest);
            out.longest = length.max(out.longest);
            if !out.places.contains_key(noun) {
                out.places.insert(noun.clone(), out.list.len());
                out.list.push(noun.clone());
            }
        }
        out
    }

    /// The number of words of the longest.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The number of words of the longest that begins with that word; 0 where none does.
    pub fn longest_from(&self, word: &str) -> usize {
        self.longest_from.get(word).copied().unwrap_or(0)
    }

    /// The place of the noun of those words, where one is asked for.
    pub fn find(&self, words: &[Cow<str>]) -> Option<usize> {
        let place = match words {
            [word] => self.places.get(&**word),
            words => self.places.get(&words.join(" ")),
        };
        place.copied()
    }

    /// The noun at a place.
    pub fn at(&self, place: usize) -> &str {
        self.list.get(place).map_or("", String::as_str)
    }
}
