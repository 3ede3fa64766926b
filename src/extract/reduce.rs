//! Sentences as words in which every found name is one word.

use super::date::{self, Written};
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
    /// The day that it writes out: "3 to 28 June" is one word.
    pub day: Option<Written>,
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
                day: None,
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
        if let Some(end) = title_end(lexicon, text, paragraph, sentence, &out, i)
            && names.get(at).is_none_or(|n| n.start >= end)
        {
            let span = token.span.cover(paragraph.tokens[end - 1].span);
            out.push(Word {
                span,
                text: "title".to_owned(),
                capital: false,
                entities: Vec::new(),
                via: Vec::new(),
                tag: Tag::Noun,
                day: None,
            });
            i = end;
            continue;
        }
        let limit = names.get(at).map_or(sentence.end, |n| n.start.min(sentence.end));
        let token_at = |k: usize| if k < limit { word_at(k) } else { "" };
        if let Some((day, end)) = date::written(&token_at, i)
            && let Some(last) = paragraph.tokens.get(end - 1)
        {
            let span = token.span.cover(last.span);
            out.push(Word {
                span,
                text: small_letters(span.of(text)),
                capital: true,
                entities: Vec::new(),
                via: Vec::new(),
                tag: Tag::Noun,
                day: Some(day),
            });
            i = end;
            continue;
        }
        if let Some(end) = money_end(paragraph, text, i).filter(|end| *end <= limit) {
            let span = token.span.cover(paragraph.tokens[end - 1].span);
            out.push(Word {
                span,
                text: "dollars".to_owned(),
                capital: false,
                entities: Vec::new(),
                via: Vec::new(),
                tag: Tag::Number,
                day: None,
            });
            i = end;
            continue;
        }
        let shown = token.text(text);
        let lower = small_letters(shown);
        let mut tag = tag::of_word(lexicon, &lower, token.shape);
        // A capitalised word that begins no sentence is a noun of its own.
        if token.is_capitalised()
            && i > sentence.start
            && !out.last().is_some_and(|w| matches!(w.tag, Tag::Quote | Tag::Break))
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
            day: None,
        });
        i += 1;
    }
    tag::settle(lexicon, &mut out);
    out
}

/// Past a sum that begins at token `i`: "$500", "HK$500". Its sign and its number are one word.
fn money_end(paragraph: &Paragraph, text: &str, i: usize) -> Option<usize> {
    let token = |k: usize| paragraph.tokens.get(k);
    let touches = |k: usize| token(k).zip(token(k + 1)).is_some_and(|(a, b)| a.span.end == b.span.start);
    let sign = |k: usize| token(k).is_some_and(|t| matches!(t.text(text), "$" | "€" | "£" | "¥"));
    let letters = token(i).is_some_and(|t| t.shape == Shape::Upper && t.text(text).len() < 4);
    let at = if letters && touches(i) { i + 1 } else { i };
    let number = token(at + 1).is_some_and(|t| t.shape == Shape::Number);
    (sign(at) && number && touches(at)).then_some(at + 2)
}

/// Past the quotation that begins at token `i`, where it only gives a title or an inscription: "entitled “…”", "with the
/// words “…”". It is one noun, whatever it says.
fn title_end(
    lexicon: &Lexicon,
    text: &str,
    paragraph: &Paragraph,
    sentence: &Sentence,
    before: &[Word],
    i: usize,
) -> Option<usize> {
    let opens = matches!(paragraph.tokens[i].text(text), "\"" | "“" | "'" | "‘" | "«");
    if !opens || !before.last().is_some_and(|w| lexicon.language.words.titling.contains(&w.text)) {
        return None;
    }
    let closes = |k: &usize| matches!(paragraph.tokens[*k].text(text), "\"" | "”" | "'" | "’" | "»");
    (i + 1..sentence.end.min(i + 16)).find(closes).map(|close| close + 1)
}

/// A word in small letters, its apostrophe a plain one.
pub(crate) fn small_letters(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}
