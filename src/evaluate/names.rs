//! Names as an evaluation compares them.
//!
//! Kept apart from [`crate::text::name_key`] on purpose: a measure must not move with what it measures.

use super::annotation::Entity;
use regex::Regex;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern)
        .unwrap_or_else(|e| unreachable!("a pattern of this file is no regular expression: {e}"))
}

static BRACKETS: LazyLock<Regex> = LazyLock::new(|| regex(r"\([^)]*\)"));
static POSSESSIVE: LazyLock<Regex> = LazyLock::new(|| regex(r"'s\b"));
static ARTICLES: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?:the|of|for|and|a|an|in)\b"));
static RANKS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:provincial|province|municipal|municipality|city|autonomous region|autonomous prefecture|prefecture|county|district|uighur|uyghur|zhuang|hui)\b",
    )
});
static POLICE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:foreign ngo|ngo|management|office|offices|department|administrative|psb|psbs|bureau|bureaus)\b",
    )
});

/// Words that describe and name nobody.
static GENERIC: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    "psb psbs ngo ngos foreign overseas management office offices authority authorities police public security \
     bureau bureaus department departments psu psus unit units both two three four five six seven eight nine ten \
     eleven its their all each these those former latter organization organizations organisation organisations \
     society association foundation group groups university universities school schools ministry commission \
     committee center centre representative representatives chief head chinese"
        .split_whitespace()
        .collect()
});

/// A name without case, accents, brackets, punctuation, articles and the rank of a place.
pub(super) fn normalised(name: &str) -> String {
    let plain: String = name.nfkd().filter(|c| canonical_combining_class(*c) == 0).collect();
    let plain = plain.to_lowercase().replace(['’', '‘'], "'");
    let plain = BRACKETS.replace_all(&plain, " ");
    let plain = plain.replace("public security bureau", "psb").replace("public security department", "psb");
    let plain = plain
        .replace("overseas ngo", "foreign ngo")
        .replace("foreign ngo administration", "foreign ngo management");
    let plain = POSSESSIVE.replace_all(&plain, "");
    let words: String =
        plain.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { ' ' }).collect();
    let words = ARTICLES.replace_all(&words, " ");
    let words = RANKS.replace_all(&words, " ");
    joined(&words)
}

/// The place of a public security organ: office and bureau of one jurisdiction share it.
pub(super) fn jurisdiction(name: &str) -> String {
    joined(&POLICE.replace_all(&normalised(name), " "))
}

fn joined(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How alike two normalised names are: the share of common words where that is at least 0.8, else 0.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    let (a, b): (FxHashSet<&str>, FxHashSet<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    if a.contains("") || b.contains("") {
        return 0.0;
    }
    let both = a.intersection(&b).count() as f64 / a.union(&b).count() as f64;
    if both >= 0.8 { both } else { 0.0 }
}

/// The normalised names of each entity, its own first. One that only describes ("the PSB"), or that two organisations
/// of the document share, identifies nobody and is left out.
pub(super) fn aliases(entities: &[Entity]) -> Vec<Vec<String>> {
    let own: Vec<String> = entities.iter().map(|e| normalised(&e.name)).collect();
    let also: Vec<Vec<String>> = entities
        .iter()
        .map(|e| e.also.iter().map(|n| normalised(n)).filter(|n| !n.is_empty()).collect())
        .collect();
    let mut use_of: FxHashMap<&str, FxHashSet<&str>> = FxHashMap::default();
    for ((entity, own), also) in entities.iter().zip(&own).zip(&also) {
        for name in also.iter().chain([own]) {
            use_of.entry(name).or_default().insert(&entity.id);
        }
    }
    let tells = |name: &&String| {
        use_of.get(name.as_str()).is_some_and(|ids| ids.len() == 1)
            && name.split(' ').any(|word| !GENERIC.contains(word))
    };
    own.iter()
        .zip(&also)
        .map(|(own, also)| [own].into_iter().chain(also.iter().filter(tells)).cloned().collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_alike() {
        assert_eq!(normalised("The Fédération’s (France) Trust"), "federation trust");
        assert_eq!(normalised("Hubei Provincial Public Security Bureau"), "hubei psb");
        assert_eq!(jurisdiction("Hubei PSB Foreign NGO Management Office"), "hubei");
        assert_eq!(likeness("a b c d e", "a b c d e"), 1.0);
        assert_eq!(likeness("a b c d", "a b c d e"), 0.8);
        assert_eq!(likeness("a b c", "a b c d"), 0.0);
        assert_eq!(likeness("", ""), 0.0);
    }
}
