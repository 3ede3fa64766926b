//! Misspelt words of those that any body of a sort may have in its name: "Managment", "Departement".

use rustc_hash::{FxHashMap, FxHashSet};

/// The shortest word of which a slip is taken for it.
const LEAST: usize = 8;

/// Words that many names have, found by their slips: a letter left out or put in, two neighbours in the wrong order.
#[derive(Debug, Default)]
pub(super) struct Slips {
    known: FxHashSet<String>,
    /// Slips with the word that is meant; none that may be of two.
    slips: FxHashMap<String, Option<String>>,
}

impl Slips {
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let known: FxHashSet<String> = words.map(str::to_owned).collect();
        let mut slips: FxHashMap<String, Option<String>> = FxHashMap::default();
        for word in known.iter().filter(|word| word.is_ascii() && word.len() >= LEAST) {
            for slip in shortened(word).chain(swapped(word)) {
                let meant = slips.entry(slip).or_insert_with(|| Some(word.clone()));
                if meant.as_ref() != Some(word) {
                    *meant = None;
                }
            }
        }
        Slips { known, slips }
    }

    /// The word of which this is a slip. Cost: by the length of the word.
    pub(super) fn right(&self, word: &str) -> Option<&str> {
        let singular = word.strip_suffix('s').unwrap_or(word);
        let ies = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
        let known = |word: &str| self.known.contains(word);
        if word.len() + 1 < LEAST || !word.is_ascii() || known(word) || known(singular) {
            return None;
        }
        if ies.is_some_and(|word| known(&word)) {
            return None;
        }
        if let Some(meant) = self.slips.get(word) {
            return meant.as_deref();
        }
        let mut longer = shortened(word)
            .filter(|short| short.len() >= LEAST)
            .filter_map(|short| self.known.get(&short).map(String::as_str));
        let meant = longer.next()?;
        longer.all(|other| other == meant).then_some(meant)
    }
}

/// A word without each of its letters but the first and the last, which slips spare and endings change.
fn shortened(word: &str) -> impl Iterator<Item = String> {
    (1..word.len().saturating_sub(1)).map(move |at| [&word[..at], &word[at + 1..]].concat())
}

/// A word with each two neighbours but the first exchanged.
fn swapped(word: &str) -> impl Iterator<Item = String> {
    (1..word.len().saturating_sub(1)).filter_map(move |at| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.swap(at, at + 1);
        let swapped: String = letters.into_iter().collect();
        (swapped != word).then_some(swapped)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_put_right_and_other_words_left() {
        let slips =
            Slips::of(["management", "department", "national", "education", "educational"].into_iter());
        for (word, right) in [
            ("managment", Some("management")),
            ("departement", Some("department")),
            ("nationla", Some("national")),
            ("nationale", None),
            ("departments", None),
            ("rational", None),
            ("education", None),
        ] {
            assert_eq!(slips.right(word), right, "{word}");
        }
    }
}
