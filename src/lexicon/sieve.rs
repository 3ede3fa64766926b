//! Sets of words as 128 bits, so that most rules whose words a sentence lacks are passed over at a glance.

use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// A set of words that forgets which: it may seem to hold words that nobody added, and never misses one that was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sieve(u128);

impl Sieve {
    /// Adds a word.
    pub fn add(&mut self, word: &str) {
        // The upper bits of the hash are the better ones.
        self.0 |= 1 << (FxBuildHasher.hash_one(word) >> 57);
    }

    /// Whether it may hold all of those words: where it says no, one of them is missing.
    pub fn may_hold(self, words: Sieve) -> bool {
        words.0 & !self.0 == 0
    }
}

impl<'a> FromIterator<&'a str> for Sieve {
    fn from_iter<I: IntoIterator<Item = &'a str>>(words: I) -> Self {
        let mut sieve = Sieve::default();
        words.into_iter().for_each(|w| sieve.add(w));
        sieve
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_that_was_added_is_missed() {
        let words = ["paid", "a", "visit", "to", "the", "office", "of", "their", "partner"];
        let sieve: Sieve = words.into_iter().collect();
        assert!(words.iter().all(|w| sieve.may_hold(std::iter::once(*w).collect())));
        assert!(sieve.may_hold(words.into_iter().collect()));
    }

    #[test]
    fn most_other_words_are() {
        let sieve: Sieve = ["visit", "office"].into_iter().collect();
        let others = ["library", "harbour", "winter", "lantern", "orchard", "bridge", "tailor", "meadow"];
        let missed = others.iter().filter(|w| !sieve.may_hold(std::iter::once(**w).collect())).count();
        assert!(missed > others.len() / 2);
    }
}
