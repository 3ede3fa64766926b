//! What kind of noun ends a phrase: a person, a stand-in such as "both", a noun that refers to a body, a number.

use crate::extract::clause::Analysis;
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::{Lexicon, Referent, singular};

/// Whether the last nouns of a phrase are people who stand for a body.
pub(crate) fn is_person(lexicon: &Lexicon, words: &[Word]) -> bool {
    let nouns: Vec<&str> = words
        .iter()
        .filter(|w| w.entities.is_empty() && !matches!(w.tag, Tag::Genitive | Tag::Quote))
        .map(|w| w.text.as_str())
        .collect();
    let persons = &lexicon.names.persons;
    let Some(last) = nouns.last() else { return false };
    // "Ms Lin"
    if nouns.len() > 1 && matches!(nouns[0], "mr" | "ms" | "mrs" | "miss" | "dr" | "madam" | "professor") {
        return true;
    }
    let known = |w: &str| persons.contains(w) || singular(w).is_some_and(|s| persons.contains(&*s));
    // "Ms Lin", "Professor Lin", "Director Lin": a title before a capital word.
    let named = words.len() > 1
        && words.last().is_some_and(|w| w.capital && w.entities.is_empty())
        && words[..words.len() - 1].iter().any(|w| {
            lexicon.language.nouns.honorifics.contains(&w.text) || w.capital && persons.contains(&w.text)
        });
    named || known(last) || nouns.len() > 1 && known(&nouns[nouns.len() - 2..].join(" "))
}

/// "all of X", "one of Y", "the whole of Z".
pub(super) fn is_stand_in(lexicon: &Lexicon, words: &[Word]) -> bool {
    words.len() == 1 && lexicon.language.nouns.stand_ins.contains(&words[0].text)
}

pub(super) fn complement_follows(analysis: &Analysis, i: usize) -> bool {
    analysis.preposition(i + 1).is_some_and(|p| matches!(p, "of" | "from" | "at" | "with" | "in charge of"))
        && analysis.is_noun(i + 2)
}

/// What the longest known noun at the end of a phrase may refer to.
pub(super) fn reference<'a>(lexicon: &'a Lexicon, words: &[Word]) -> Option<&'a [Referent]> {
    let nouns: Vec<&str> = words
        .iter()
        .filter(|w| matches!(w.tag, Tag::Noun | Tag::Verb | Tag::Adverb))
        .map(|w| w.text.as_str())
        .collect();
    lexicon.names.referents(&nouns)
}

/// The number that a word counts, for "two", "both", "three", "17".
pub(super) fn count_of(word: &str) -> Option<usize> {
    const WORDS: &[&str] =
        &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if word == "both" || word == "pair" {
        return Some(2);
    }
    WORDS.iter().position(|w| *w == word).map(|i| i + 2).or_else(|| word.parse().ok().filter(|n| *n > 1))
}
