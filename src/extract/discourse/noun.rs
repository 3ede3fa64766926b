//! What kind of noun ends a phrase: a person, a stand-in such as "both", a noun that refers to a body, a number.

use crate::extract::clause::Analysis;
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::{Lexicon, Referent};

/// Whether the last nouns of a phrase are people who stand for a body.
pub(crate) fn is_person(lexicon: &Lexicon, words: &[Word]) -> bool {
    let is_noun = |w: &&Word| w.entities.is_empty() && !matches!(w.tag, Tag::Genitive | Tag::Quote);
    let mut nouns = words.iter().filter(is_noun).map(|w| w.text.as_str());
    let Some(last) = nouns.next_back() else { return false };
    let before_last = nouns.next_back();
    let first = nouns.next().or(before_last);
    // "Ms Lin"
    if matches!(first, Some("mr" | "ms" | "mrs" | "miss" | "dr" | "madam" | "professor")) {
        return true;
    }
    let names = &lexicon.names;
    // "Ms Lin", "Professor Lin", "Director Lin": a title before a capital word.
    let named = words.len() > 1
        && words.last().is_some_and(|w| w.capital && w.entities.is_empty())
        && words[..words.len() - 1].iter().any(|w| {
            lexicon.language.nouns.honorifics.contains(&w.text)
                || w.capital && names.persons.contains(&w.text)
        });
    named || names.is_person(last) || before_last.is_some_and(|before| names.is_person_of_two(before, last))
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
    let nouns = words.iter().filter(|w| matches!(w.tag, Tag::Noun | Tag::Verb | Tag::Adverb));
    lexicon.names.referents_of(nouns.map(|w| w.text.as_str()))
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
