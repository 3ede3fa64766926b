//! Which of the nouns that rules ask for a noun phrase is, found once for all of them.

use super::Analysis;
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::{Lexicon, Words, singular};
use std::borrow::Cow;

/// Words beyond the longest noun that may be left out before it.
const REACH: usize = 8;

/// The nouns that a noun phrase may be: its own last words, in small letters and the singular, alone or gone on with what
/// hangs on it by "of" and the like; of these the ones that a rule asks for.
#[derive(Debug, Clone)]
pub(crate) struct NounPhrase {
    /// Each with its number of words and its place among those asked for, the longest first.
    nouns: Vec<(usize, usize)>,
    /// Whether it gives way to what it measures, two chunks on.
    measures: bool,
}

impl NounPhrase {
    /// Whether it is none that a rule asks for.
    pub fn is_empty(&self) -> bool {
        self.nouns.is_empty()
    }

    /// The number of words of the longest of the nouns that it is, whatever it measures; 0 where it is none.
    pub fn longest_of(&self, lexicon: &Lexicon, nouns: &Words) -> usize {
        let found = self.nouns.iter().find(|(_, noun)| nouns.contains(lexicon.nouns.at(*noun)));
        found.map_or(0, |(length, _)| *length)
    }
}

impl Analysis<'_> {
    /// The number of words of the longest of the nouns that a noun phrase is; 0 where it is none.
    pub fn noun_length(&self, chunk: usize, nouns: &Words) -> usize {
        if nouns.is_empty() {
            return 0;
        }
        let Some(phrase) = self.noun_phrase(chunk) else { return 0 };
        match phrase.longest_of(self.lexicon, nouns) {
            0 if phrase.measures => self.noun_length(chunk + 2, nouns),
            length => length,
        }
    }

    /// Whether a noun phrase is a noun that some rule asks for.
    pub fn is_asked_for(&self, chunk: usize) -> bool {
        self.noun_phrase(chunk).is_some_and(|p| !p.is_empty() || p.measures && self.is_asked_for(chunk + 2))
    }

    /// The nouns that a noun phrase is.
    pub fn noun_phrase(&self, chunk: usize) -> Option<&NounPhrase> {
        Some(
            self.nouns.get(chunk)?.get_or_init(|| NounPhrase {
                nouns: self.asked_nouns(chunk),
                measures: self.measures(chunk),
            }),
        )
    }

    /// "a batch of books": whether the noun gives way to what it measures.
    pub fn measures(&self, chunk: usize) -> bool {
        let quantities = &self.language().nouns.quantities;
        let head = self.head(chunk);
        self.preposition(chunk + 1) == Some("of")
            && self.is_noun(chunk + 2)
            && (quantities.contains(head) || singular(head).is_some_and(|s| quantities.contains(&*s)))
    }

    /// The nouns asked for that begin among the chunk's own words and end at the last of them or beyond.
    fn asked_nouns(&self, chunk: usize) -> Vec<(usize, usize)> {
        let asked = &self.lexicon.nouns;
        let (words, own) = self.plain_words(chunk, asked.longest());
        let mut nouns = Vec::new();
        for first in 0..own {
            let most = asked.longest_from(&words[first]).min(words.len() - first);
            for length in own - first..=most {
                let noun = asked.find(&words[first..first + length]);
                nouns.extend(noun.map(|noun| (length, noun)));
            }
        }
        nouns.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
        nouns
    }

    /// The words of the noun phrase of a chunk as nouns are compared, and how many are its own.
    fn plain_words(&self, chunk: usize, longest: usize) -> (Vec<Cow<'_, str>>, usize) {
        let mut words: Vec<Cow<str>> = Vec::new();
        for w in self.words_of(chunk).iter().filter(|w| !matches!(w.tag, Tag::Quote | Tag::Genitive)) {
            // An office named with its NGO counts as an office.
            if w.via.is_empty() {
                words.push(plain(w));
            } else {
                words.extend([Cow::Borrowed("representative"), Cow::Borrowed("office")]);
            }
        }
        // "RMB 288,000"
        if words.len() > 1 && self.words_of(chunk).last().is_some_and(|w| w.tag == Tag::Number) {
            words.pop();
        }
        let own = words.len();
        for c in chunk + 1..=self.noun_phrase_end(chunk) {
            // What lies further off than the longest noun reaches is in none.
            if words.len() > own + longest + REACH {
                break;
            }
            words.extend(self.words_of(c).iter().filter(|w| w.tag != Tag::Quote).map(plain));
        }
        let own = own - without_foreign_ngo(&mut words, own);
        (words, own)
    }
}

/// A word in small letters and the singular; nothing for a name of several words, which is no noun.
fn plain(word: &Word) -> Cow<'_, str> {
    if word.text.contains(' ') {
        return Cow::Borrowed("");
    }
    if !word.text.chars().any(char::is_uppercase) {
        return singular(&word.text).unwrap_or(Cow::Borrowed(&word.text));
    }
    let text = word.text.to_lowercase();
    match singular(&text) {
        Some(one) => Cow::Owned(one.into_owned()),
        None => Cow::Owned(text),
    }
}

/// Leaves out "foreign NGO" before "law" and tells how many of the first `own` words that were.
fn without_foreign_ngo(words: &mut Vec<Cow<str>>, own: usize) -> usize {
    let mut gone = 0;
    while let Some(at) =
        words.windows(3).position(|w| matches!(w, [a, b, c] if a == "foreign" && b == "ngo" && c == "law"))
    {
        words.drain(at..at + 2);
        gone += own.saturating_sub(at).min(2);
    }
    gone
}
