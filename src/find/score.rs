//! How like a name is to what a person typed.

use crate::text::name_key;

/// Words shorter than this must be spelt right: one edit makes another word of too many.
const LEAST_FORGIVEN: usize = 4;

/// Words from this length on may have two typos.
const TWICE_FORGIVEN: usize = 9;

/// Initials of fewer words than this are those of too many names.
const LEAST_INITIALS: usize = 3;

/// The lesser, the liker: how the name has the words, then how much else it has, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Score(Fit, u16);

/// How a name has the words that were typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is just that.
    Same,
    /// It begins with them.
    Begins,
    /// It has them all, the last perhaps only begun.
    Has,
    /// They are its initials.
    Initials,
    /// It is that, but for a typo.
    Typo,
    /// It has them all, but for a typo in some.
    HasWithTypo,
}

impl Score {
    /// Whether it needs no typo.
    pub(super) fn is_spelt(&self) -> bool {
        self.0 < Fit::Typo
    }
}

/// What a person typed.
pub(super) struct Wanted {
    key: String,
    /// For names without spaces between words.
    bare: String,
}

impl Wanted {
    /// Any words; of nothing but marks, nothing is found.
    pub(super) fn new(name: &str) -> Self {
        Wanted { key: name_key(name), bare: name.trim().to_owned() }
    }

    /// How like a name is, where it is.
    pub(super) fn score(&self, name: &str) -> Option<Score> {
        if self.key.is_empty() {
            return None;
        }
        let key = name_key(name);
        let fit = self.fit(&key, name)?;
        let like = strsim::normalized_damerau_levenshtein(&self.key, &key);
        // Between 0 and 1, so the cast is exact enough.
        Some(Score(fit, (1000.0 - 1000.0 * like) as u16))
    }

    fn fit(&self, key: &str, name: &str) -> Option<Fit> {
        if key == self.key {
            return Some(Fit::Same);
        }
        let words: Vec<&str> = key.split(' ').collect();
        let wanted: Vec<&str> = self.key.split(' ').collect();
        let begun = |word: &str| words.iter().any(|w| w.starts_with(word));
        let (last, whole) = wanted.split_last()?;
        if key.strip_prefix(&self.key).is_some_and(|rest| rest.starts_with(' ')) {
            return Some(Fit::Begins);
        }
        if whole.iter().all(|word| words.contains(word)) && begun(last) {
            return Some(Fit::Has);
        }
        if !self.bare.is_ascii() && name.contains(&self.bare) {
            return Some(Fit::Has);
        }
        let initials = || words.iter().filter_map(|w| w.chars().next()).collect::<String>();
        if words.len() >= LEAST_INITIALS && wanted.len() == 1 && initials() == self.key {
            return Some(Fit::Initials);
        }
        if is_typo(&self.key, key) {
            return Some(Fit::Typo);
        }
        let near = |word: &&str| words.iter().any(|w| w == word || is_typo(word, w));
        wanted.iter().all(near).then_some(Fit::HasWithTypo)
    }
}

/// Whether one is the other with a typo or two: a letter more, less, another one, or two that changed places.
fn is_typo(typed: &str, right: &str) -> bool {
    let length = typed.chars().count();
    let most = match length {
        0..LEAST_FORGIVEN => return false,
        LEAST_FORGIVEN..TWICE_FORGIVEN => 1,
        _ => 2,
    };
    length.abs_diff(right.chars().count()) <= most && strsim::damerau_levenshtein(typed, right) <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(typed: &str) -> Vec<&'static str> {
        let names = [
            "Elm Trust",
            "Elm Trust Wuhan Office",
            "Fédération des Ormes",
            "World Elm Welfare",
            "Chongwen University",
            "榆树联合会",
            "Elk Tryst",
        ];
        let wanted = Wanted::new(typed);
        let mut found: Vec<(Score, &str)> =
            names.into_iter().filter_map(|name| Some((wanted.score(name)?, name))).collect();
        found.sort();
        found.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn the_likest_comes_first() {
        assert_eq!(ranked("elm trust")[..2], ["Elm Trust", "Elm Trust Wuhan Office"]);
        assert_eq!(ranked("trust wuh"), ["Elm Trust Wuhan Office"]);
        assert_eq!(ranked("FEDERATION DES ORMES"), ["Fédération des Ormes"]);
        assert_eq!(ranked("wew"), ["World Elm Welfare"]);
        assert_eq!(ranked("榆树"), ["榆树联合会"]);
    }

    #[test]
    fn a_typo_is_forgiven_in_a_word_that_is_long_enough() {
        assert_eq!(ranked("Chongwne Univresity"), ["Chongwen University"]);
        assert_eq!(ranked("Fedration Ormes"), ["Fédération des Ormes"]);
        assert_eq!(ranked("elx"), Vec::<&str>::new());
        assert_eq!(ranked("Zhongnan Hospital"), Vec::<&str>::new());
        assert_eq!(ranked("\"}{"), Vec::<&str>::new());
    }
}
