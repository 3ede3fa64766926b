//! What frames ask of a verb and of the noun phrases around it, found once for all frames.

use super::Matcher;
use super::arguments::Arguments;
use super::complement::Complement;
use crate::extract::chunk::Form;
use crate::extract::clause::{Analysis, Group};
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::{Words, singular};
use crate::record::Modality;
use std::rc::Rc;

/// What a verb of speech brings, and the subject of a clause that is said.
type Said = Rc<(Complement, Option<Group>)>;

/// A verb and what stands around it, each part found when a frame first asks for it.
pub(super) struct Around {
    pub verb: usize,
    pub modality: Modality,
    /// Whether it stands in the present tense.
    pub present: bool,
    /// Whether it does so where an event would be told in the past.
    pub untold: bool,
    /// By the word after the words that belong to the trigger, and whether the trigger is in the passive.
    arguments: Vec<((usize, bool), Rc<Arguments>)>,
    /// By the word after those that it follows.
    complements: Vec<(usize, Said)>,
}

impl Around {
    pub fn new(matcher: &Matcher, verb: usize, modality: Modality) -> Self {
        let group = matcher.analysis.verb(verb);
        let plain = group.is_some_and(|g| g.form == Form::Finite && !g.passive && !g.future);
        let present = plain && matcher.is_present(verb);
        let untold = present && !matcher.is_dated_brief();
        Around { verb, modality, present, untold, arguments: Vec::new(), complements: Vec::new() }
    }

    /// Its arguments, where the words of the trigger end before word `rest`; `surface`: for a trigger in the passive.
    pub fn arguments(&mut self, matcher: &Matcher, rest: usize, surface: bool) -> Rc<Arguments> {
        let found = || matcher.arguments(self.verb, rest, surface);
        known(&mut self.arguments, (rest, surface), found)
    }

    /// What a verb of speech brings after word `from`.
    pub fn complement(&mut self, matcher: &Matcher, from: usize) -> Said {
        known(&mut self.complements, from, || matcher.complement(self.verb, from))
    }
}

/// What is known under a key, found first where it is not.
fn known<K: PartialEq, V>(list: &mut Vec<(K, Rc<V>)>, key: K, find: impl FnOnce() -> V) -> Rc<V> {
    if let Some((_, known)) = list.iter().find(|(k, _)| *k == key) {
        return Rc::clone(known);
    }
    let found = Rc::new(find());
    list.push((key, Rc::clone(&found)));
    found
}

/// Words beyond the longest noun that may be left out before it.
const REACH: usize = 8;

/// The nouns that a noun phrase may be: its own last words, in small letters and the singular, alone or gone on with what
/// hangs on it by "of" and the like.
#[derive(Debug, Clone)]
pub(super) struct NounPhrase {
    /// Each with its number of words, the longest first.
    nouns: Vec<(usize, String)>,
}

impl NounPhrase {
    /// Of the noun phrase of a chunk, up to `longest` words.
    pub fn new(analysis: &Analysis, chunk: usize, longest: usize) -> Self {
        // A name of several words is no noun.
        let plain = |w: &Word| match w.text.to_lowercase() {
            text if text.contains(' ') => String::new(),
            text => singular(&text).unwrap_or(text),
        };
        let mut words: Vec<String> = Vec::new();
        for w in analysis.words_of(chunk).iter().filter(|w| !matches!(w.tag, Tag::Quote | Tag::Genitive)) {
            // An office named with its NGO counts as an office.
            if w.via.is_empty() {
                words.push(plain(w));
            } else {
                words.extend(["representative", "office"].map(str::to_owned));
            }
        }
        // "RMB 288,000"
        if words.len() > 1 && analysis.words_of(chunk).last().is_some_and(|w| w.tag == Tag::Number) {
            words.pop();
        }
        let own = words.len();
        for c in chunk + 1..=analysis.noun_phrase_end(chunk) {
            // What lies further off than the longest noun reaches is in none.
            if words.len() > own + longest + REACH {
                break;
            }
            words.extend(analysis.words_of(c).iter().filter(|w| w.tag != Tag::Quote).map(plain));
        }
        let own = own - without_foreign_ngo(&mut words, own);
        let mut nouns = Vec::new();
        for length in (1..=longest).rev() {
            let starts = own.saturating_sub(length)..own;
            let within = starts.filter(|s| s + length <= words.len());
            nouns.extend(within.map(|s| (length, words[s..s + length].join(" "))));
        }
        NounPhrase { nouns }
    }

    /// The number of words of the longest of the nouns that it is; 0 where it is none.
    pub fn longest_of(&self, known: &Words) -> usize {
        self.nouns.iter().find(|(_, noun)| known.contains(noun)).map_or(0, |(length, _)| *length)
    }
}

/// Leaves out "foreign NGO" before "law" and tells how many of the first `own` words that were.
fn without_foreign_ngo(words: &mut Vec<String>, own: usize) -> usize {
    let mut gone = 0;
    while let Some(at) =
        words.windows(3).position(|w| matches!(w, [a, b, c] if a == "foreign" && b == "ngo" && c == "law"))
    {
        words.drain(at..at + 2);
        gone += own.saturating_sub(at).min(2);
    }
    gone
}
