//! How the names of a gazetteer begin, so that most words need not be looked up in it.

use rustc_hash::FxHashMap;

/// The first letters of a word, as many as fit, in small letters: few names differ only further on.
type Letters = u64;

/// The first words of keys, each with the number of words of the longest key that begins with it.
#[derive(Debug, Default)]
pub(super) struct Prefixes(FxHashMap<Letters, usize>);

impl Prefixes {
    /// Adds a key.
    pub fn add(&mut self, key: &str) {
        let Some(first) = first_word(key) else { return };
        let longest = self.0.entry(first).or_default();
        *longest = words(key).max(*longest);
    }

    /// Whether a name may have one of the keys: not where its first word is none of theirs, or where it has more words
    /// than those of that word. A name that begins in another way than with letters of ASCII may.
    pub fn may_begin(&self, name: &str) -> bool {
        match first_word(name) {
            Some(first) => self.0.get(&first).is_some_and(|longest| words(name) <= *longest),
            None => true,
        }
    }
}

/// The first word of a key or a name, as far as it is compared, where it is all letters of ASCII: what a key leaves out or
/// takes apart, as an accent or a hyphen, is in none.
fn first_word(words: &str) -> Option<Letters> {
    let bytes = words.as_bytes();
    let length = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let whole = bytes.get(length).is_none_or(|b| *b == b' ');
    let compared = bytes.iter().take(length.min(size_of::<Letters>()));
    let first = compared.fold(0, |first, b| first << 8 | Letters::from(b.to_ascii_lowercase()));
    (whole && length > 0).then_some(first)
}

/// The number of words that begin with a letter or digit of ASCII: never more than a key made of them has.
fn words(words: &str) -> usize {
    let begins = |pair: &[u8]| pair[0] == b' ' && pair[1].is_ascii_alphanumeric();
    1 + words.as_bytes().windows(2).filter(|pair| begins(pair)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_begin_like_a_key_and_are_no_longer_may_have_one() {
        let mut prefixes = Prefixes::default();
        for key in ["elm", "elm tree county", "long winded city", "xian"] {
            prefixes.add(key);
        }
        for name in
            ["Elm", "ELM TREE", "Elm Tree County", "Xi'an", "Élm", "Elm-Tree", "Longish’s", "Long Winded"]
        {
            assert!(prefixes.may_begin(name), "{name}");
        }
        for name in ["Elmer", "El", "Elm Tree County Town", "Oak", "Long Winded City Hall", "Xian North"] {
            assert!(!prefixes.may_begin(name), "{name}");
        }
    }
}
