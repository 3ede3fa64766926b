//! Sentences as words in which every found name is one word.

use super::entity::EntityId;
use super::page::{Paragraph, Sentence};
use super::tag::{self, Tag};
use crate::lexicon::Lexicon;
use crate::text::{Shape, Span};

/// A word of a reduced sentence.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub span: Span,
    /// In small letters; for a name its words as they stand.
    pub text: String,
    pub capital: bool,
    /// What it names.
    pub entities: Vec<EntityId>,
    /// Representative offices through which it is named.
    pub via: Vec<EntityId>,
    pub tag: Tag,
}

impl Word {
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }
}

/// A name with the tokens it takes up and what it means.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub start: usize,
    pub end: usize,
    pub span: Span,
    pub entities: Vec<EntityId>,
    pub via: Vec<EntityId>,
}

/// Makes the words of a sentence and tags them.
pub(crate) fn words(
    lexicon: &Lexicon,
    text: &str,
    paragraph: &Paragraph,
    sentence: &Sentence,
    names: &[Placed],
) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(sentence.end - sentence.start);
    let mut i = sentence.start;
    let mut at = 0;
    while i < sentence.end {
        while at < names.len() && names[at].start < i {
            at += 1;
        }
        if let Some(name) = names.get(at).filter(|n| n.start == i) {
            out.push(Word {
                span: name.span,
                text: name.span.of(text).to_owned(),
                capital: true,
                entities: name.entities.clone(),
                via: name.via.clone(),
                tag: Tag::Name,
            });
            i = name.end.max(i + 1);
            continue;
        }
        let token = &paragraph.tokens[i];
        // "(PSU)", "(CPUs)": an abbreviation in brackets adds nothing.
        let word_at = |k: usize| paragraph.tokens.get(k).map_or("", |t| t.text(text));
        if token.text(text) == "("
            && word_at(i + 2) == ")"
            && paragraph.tokens.get(i + 1).is_some_and(|t| {
                t.shape == Shape::Upper
                    || t.shape == Shape::Cjk
                    || t.text(text) == "CPUs"
                    || t.text(text) == "PSUs"
            })
        {
            i += 3;
            continue;
        }
        let shown = token.text(text);
        let lower = small_letters(shown);
        let mut tag = tag::of_word(lexicon, &lower, token.shape);
        // A capitalised word that begins no sentence is a noun of its own.
        if token.is_capitalised()
            && i > sentence.start
            && !out.last().is_some_and(|w| w.tag == Tag::Quote)
            && matches!(tag, Tag::Verb | Tag::Preposition | Tag::Adverb | Tag::Subordinator | Tag::Auxiliary)
        {
            tag = Tag::Noun;
        }
        out.push(Word {
            span: token.span,
            text: lower,
            capital: token.is_capitalised(),
            entities: Vec::new(),
            via: Vec::new(),
            tag,
        });
        i += 1;
    }
    tag::settle(lexicon, &mut out);
    out
}

/// A word in small letters, its apostrophe a plain one.
fn small_letters(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}
