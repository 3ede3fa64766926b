//! "Did you mean": names much like a name that nothing bears.

use crate::text::name_key;
use std::collections::BTreeSet;

/// At least as like as this (1 is the same): two letters in a word of six may differ.
const ALIKE: f64 = 0.66;

/// At most `count` of `names` that are most like `wanted`, the likest first. Case, accents and the words
/// that a name key drops are forgiven; a name that has all words of `wanted` comes first.
///
/// ```
/// let names = ["visits", "inspections", "evidence"];
/// assert_eq!(guanxi::filter::nearest("vists", names, 3), ["visits"]);
/// ```
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>, count: usize) -> Vec<String> {
    let key = name_key(wanted);
    let words: BTreeSet<&str> = key.split(' ').collect();
    let mut scored: Vec<(f64, &str)> = Vec::new();
    for name in names {
        let other = name_key(name);
        let others: BTreeSet<&str> = other.split(' ').collect();
        let alike = strsim::normalized_damerau_levenshtein(&key, &other);
        let score = if !key.is_empty() && words.is_subset(&others) { 1.0 + alike } else { alike };
        if score >= ALIKE {
            scored.push((score, name));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(count).map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_a_typo_are_forgiven() {
        let names = ["Fédération des Ormes", "Elm Trust", "Oak Foundation"];
        assert_eq!(nearest("federation des orms", names, 3), ["Fédération des Ormes"]);
        assert_eq!(nearest("ELM TRSUT", names, 3), ["Elm Trust"]);
        assert_eq!(nearest("Oak", names, 3), ["Oak Foundation"]);
        assert!(nearest("Zhongnan Hospital", names, 3).is_empty());
    }
}
