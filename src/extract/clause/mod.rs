//! Who does what: subjects, objects and complements of verb groups, over chunks.
//!
//! [`group`] joins noun phrases into coordinations, [`subject`] finds the doer of a verb, [`reach`] where its complements
//! end, [`nouns`] which of the nouns that rules ask for a noun phrase is.

mod group;
mod list;
mod nouns;
mod reach;
mod subject;

use super::chunk::{self, Chunk, ChunkKind, VerbGroup};
use super::date;
use super::reduce::Word;
use super::tag::Tag;
use crate::lexicon::{Language, Lexicon, Sieve, singular};
pub(crate) use nouns::NounPhrase;
use smallvec::SmallVec;
use std::cell::OnceCell;

/// How many chunks a walk looks at, back or ahead, and how many items a list has at most: a sentence that is longer is a
/// table or no sentence at all, and must not take time beyond its length.
pub(crate) const HORIZON: usize = 120;

/// A sentence analysed.
#[derive(Debug, Clone)]
pub(crate) struct Analysis<'a> {
    pub lexicon: &'a Lexicon,
    pub words: Vec<Word>,
    pub chunks: Vec<Chunk>,
    /// For each chunk, and past the last, whether a list that it stands in goes on to "and" or "as well as".
    list_goes_on: Vec<bool>,
    /// For each chunk, whether it is a time.
    times: Vec<bool>,
    /// For each chunk, the last of those that hang on it by "of" and the like.
    ends: Vec<usize>,
    /// For each word, the base form of the verb that it can be.
    lemmas: Vec<Option<&'a str>>,
    /// For each word, it and the words after it, in the singular and the base form too.
    tails: Vec<Sieve>,
    /// For each chunk, the nouns that it is, once a rule has asked.
    nouns: Vec<OnceCell<NounPhrase>>,
    /// For each chunk, the doer of its verb, once a rule has asked.
    subjects: Vec<OnceCell<Subject>>,
}

/// Noun chunks that stand together: "A, B and C", by index. Few have more than four, and few need memory of their own.
pub(crate) type Group = SmallVec<[usize; 4]>;

/// The doer of a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Subject {
    Group(Group),
    /// None in the sentence.
    None,
}

impl<'a> Analysis<'a> {
    /// Analyses a tagged sentence.
    pub fn new(lexicon: &'a Lexicon, words: Vec<Word>) -> Self {
        let mut chunks = chunk::chunks(lexicon, &words);
        list::join_semicolons(&mut chunks, &words);
        let (list_goes_on, times, ends) = (Vec::new(), Vec::new(), Vec::new());
        let nouns = vec![OnceCell::new(); chunks.len()];
        let verbs = &lexicon.language.verbs;
        let lemmas: Vec<Option<&str>> =
            words.iter().map(|w| verbs.get(&w.text).map(|f| f.lemma.as_str())).collect();
        let (tails, subjects) = (tails(&words, &lemmas), Vec::new());
        let mut analysis =
            Analysis { lexicon, words, chunks, list_goes_on, times, ends, lemmas, tails, nouns, subjects };
        analysis.times = (0..analysis.chunks.len()).map(|i| analysis.says_time(i)).collect();
        analysis.find_ends();
        analysis.find_lists();
        // Only now, as a doer rests on all of these.
        analysis.subjects = vec![OnceCell::new(); analysis.chunks.len()];
        analysis
    }
}

impl Analysis<'_> {
    /// The words of the language by class.
    fn language(&self) -> &Language {
        &self.lexicon.language
    }

    /// The base form of the verb that a word can be.
    pub fn lemma(&self, word: usize) -> Option<&str> {
        self.lemmas.get(word).copied().flatten()
    }

    /// A word and all words after it, in the singular and the base form too.
    pub fn tail(&self, word: usize) -> Sieve {
        self.tails.get(word).copied().unwrap_or_default()
    }

    /// The verb group of a chunk.
    pub fn verb(&self, i: usize) -> Option<&VerbGroup> {
        match &self.chunks.get(i)?.kind {
            ChunkKind::Verb(group) => Some(group),
            _ => None,
        }
    }

    /// Whether a chunk is a noun phrase.
    pub fn is_noun(&self, i: usize) -> bool {
        self.chunks.get(i).is_some_and(|c| c.kind == ChunkKind::Noun)
    }

    /// The preposition of a chunk.
    pub fn preposition(&self, i: usize) -> Option<&str> {
        match &self.chunks.get(i)?.kind {
            ChunkKind::Preposition(p) => Some(p),
            _ => None,
        }
    }

    fn kind(&self, i: usize) -> Option<&ChunkKind> {
        self.chunks.get(i).map(|c| &c.kind)
    }

    /// The words of a chunk.
    pub fn words_of(&self, i: usize) -> &[Word] {
        self.chunks.get(i).and_then(|c| self.words.get(c.start..c.end)).unwrap_or(&[])
    }

    /// The last noun of a noun chunk, in small letters.
    pub fn head(&self, i: usize) -> &str {
        self.words_of(i)
            .iter()
            .rev()
            .find(|w| !matches!(w.tag, Tag::Genitive | Tag::Quote))
            .map_or("", |w| w.text.as_str())
    }

    /// Whether a chunk is a time: "August 30", "this morning", "last week", "Monday".
    pub fn is_time(&self, i: usize) -> bool {
        self.times.get(i).copied().unwrap_or(false)
    }

    fn says_time(&self, i: usize) -> bool {
        let words = self.words_of(i);
        // "a day of lectures": what it measures counts.
        if words
            .first()
            .is_some_and(|w| matches!(w.text.as_str(), "a" | "an" | "two" | "three" | "four" | "five"))
            && self.preposition(i + 1) == Some("of")
            && self.is_noun(i + 2)
            && !self.is_time(i + 2)
        {
            return false;
        }
        self.is_noun(i)
            && words.iter().all(|w| w.entities.is_empty())
            && words.iter().any(|w| w.day.is_some() || date::is_time_word(self.language(), &w.text))
            && words.iter().all(|w| {
                w.day.is_some()
                    || date::is_time_word(self.language(), &w.text)
                    || matches!(w.tag, Tag::Determiner | Tag::Number | Tag::Genitive)
                    || self.language().time.adjectives.contains(&w.text)
            })
    }
}

/// For each word, it and the words after it, in the singular and the base form too.
fn tails(words: &[Word], lemmas: &[Option<&str>]) -> Vec<Sieve> {
    let mut tails = vec![Sieve::default(); words.len()];
    let mut tail = Sieve::default();
    for ((word, lemma), out) in words.iter().zip(lemmas).zip(&mut tails).rev() {
        tail.add(&word.text);
        singular(&word.text).iter().for_each(|one| tail.add(one));
        lemma.filter(|l| *l != word.text).iter().for_each(|lemma| tail.add(lemma));
        *out = tail;
    }
    tails
}
