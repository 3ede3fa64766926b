//! Reduced sentences as chunks: noun phrases, verb groups with voice and tense, and what stands between them.
//!
//! [`noun`] says where a noun phrase ends, [`verb`] reads a verb with its auxiliaries, [`participle`] decides which
//! participles are finite.

mod noun;
mod participle;
mod verb;

use super::reduce::Word;
use super::tag::Tag;
use crate::lexicon::Lexicon;
use noun::{noun_end, starts_noun};
use participle::finite_participles;
use verb::verb_group;

/// A chunk of a sentence; `start..end` are words.
#[derive(Debug, Clone)]
pub(crate) struct Chunk {
    pub start: usize,
    pub end: usize,
    pub kind: ChunkKind,
}

/// What a chunk is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ChunkKind {
    /// A noun phrase without what follows its head.
    Noun,
    Verb(VerbGroup),
    /// "of", "together with".
    Preposition(String),
    And,
    Comma,
    Relative,
    Subordinator,
    /// `;`, `:`, a dash, brackets: a clause ends.
    Break,
    /// Adverbs and marks that nothing depends on.
    Other,
}

/// A verb with its auxiliaries.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct VerbGroup {
    /// The word that carries the meaning.
    pub main: usize,
    pub lemma: String,
    pub passive: bool,
    pub form: Form,
    pub negated: bool,
    /// "will", "would", "is to".
    pub future: bool,
    /// "can", "should", "must", "may": a rule or a possibility, no happening.
    pub modal: bool,
}

/// The form of a verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Finite,
    Infinitive,
    /// "visiting", "having visited"
    Gerund,
    /// "accompanied by", "issued by": a participle without an auxiliary that may be finite or not.
    Participle,
}

/// Cuts a tagged sentence into chunks.
pub(crate) fn chunks(lexicon: &Lexicon, words: &[Word]) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let (end, kind) = if let Some((end, group)) = verb_group(lexicon, words, i) {
            (end, ChunkKind::Verb(group))
        } else if let Some((end, preposition)) = preposition(lexicon, words, i) {
            (end, ChunkKind::Preposition(preposition))
        } else if starts_noun(words, i) {
            (noun_end(lexicon, words, i), ChunkKind::Noun)
        } else {
            let kind = match words[i].tag {
                Tag::Conjunction => ChunkKind::And,
                Tag::Comma => ChunkKind::Comma,
                Tag::Relative => ChunkKind::Relative,
                Tag::Subordinator => ChunkKind::Subordinator,
                Tag::Break => ChunkKind::Break,
                Tag::Mark if matches!(words[i].text.as_str(), "(" | ")") => ChunkKind::Break,
                _ => ChunkKind::Other,
            };
            (i + 1, kind)
        };
        out.push(Chunk { start: i, end, kind });
        i = end;
    }
    finite_participles(lexicon, words, &mut out);
    out
}

/// The preposition that begins at word `i`, with the word after it; of several words where there is one.
fn preposition(lexicon: &Lexicon, words: &[Word], i: usize) -> Option<(usize, String)> {
    if is_purpose(words, i) {
        return None;
    }
    let fits =
        |p: &&Vec<String>| p.iter().enumerate().all(|(k, w)| words.get(i + k).is_some_and(|x| x.is(w)));
    // "a note of thanks to us": no "thanks to".
    let noun = i > 0 && matches!(words[i - 1].tag, Tag::Preposition | Tag::Determiner | Tag::Possessive);
    if let Some(compound) = lexicon
        .language
        .prepositions
        .compound(&words[i].text)
        .iter()
        .find(fits)
        .filter(|c| !(noun && c[0] == "thanks") && !is_due_to_do(lexicon, words, i, c))
    {
        return Some((i + compound.len(), compound.join(" ")));
    }
    matches!(words[i].tag, Tag::Preposition | Tag::To).then(|| (i + 1, words[i].text.clone()))
}

/// "is due to hold": no preposition, where an infinitive follows.
fn is_due_to_do(lexicon: &Lexicon, words: &[Word], i: usize, compound: &[String]) -> bool {
    let verb = words.get(i + 2).and_then(|w| lexicon.language.verbs.get(&w.text));
    compound[0] == "due"
        && words.get(i + 2).is_some_and(|w| w.tag == Tag::Verb)
        && verb.is_some_and(|f| f.forms.base)
}

/// "is due to visit": an infinitive follows "due".
pub(super) fn is_scheduled(lexicon: &Lexicon, words: &[Word], due: usize) -> bool {
    let verbs = &lexicon.language.verbs;
    due > 0
        && lexicon.language.words.be.contains(&words[due - 1].text)
        && words.get(due + 2).is_some_and(|w| w.is("be") || verbs.get(&w.text).is_some_and(|f| f.forms.base))
}

/// "in order to", "so as to": an infinitive of purpose follows, no preposition.
fn is_purpose(words: &[Word], i: usize) -> bool {
    let word = |k: usize| words.get(k).map_or("", |w| w.text.as_str());
    matches!((word(i), word(i + 1), word(i + 2)), ("in", "order", "to") | ("so", "as", "to"))
}
