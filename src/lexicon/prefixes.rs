//! How the names of a gazetteer begin, so that most words need not be looked up in it.

use rustc_hash::FxHashSet;

/// Letters compared: fewer tell too little, more are in too few names.
const LETTERS: usize = 3;

/// The first letters of keys, in small letters.
#[derive(Debug, Default)]
pub(super) struct Prefixes(FxHashSet<[u8; LETTERS]>);

impl Prefixes {
    /// Adds a key.
    pub fn add(&mut self, key: &str) {
        self.0.extend(letters(key));
    }

    /// Whether a name may have one of the keys: not where it begins with letters that none of them begins with. A name
    /// that begins in another way may.
    pub fn may_begin(&self, name: &str) -> bool {
        letters(name).is_none_or(|letters| self.0.contains(&letters))
    }
}

/// The first letters of words that begin with so many of ASCII.
fn letters(words: &str) -> Option<[u8; LETTERS]> {
    let first: [u8; LETTERS] = words.as_bytes().get(..LETTERS)?.try_into().ok()?;
    // What follows may belong to the last letter, as an accent does.
    let whole = words.as_bytes().get(LETTERS).is_none_or(u8::is_ascii);
    (whole && first.iter().all(u8::is_ascii_alphabetic)).then(|| first.map(|b| b.to_ascii_lowercase()))
}
