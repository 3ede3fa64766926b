//! A document cut into paragraphs, sentences and tokens, with what is to be left out marked.

use crate::source::Document;
use crate::text::{Span, Token, is_east_asian, sentences, tokens};

/// A paragraph, or the headline (`post` 0).
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    /// The post it belongs to, from 1; 0 for the headline.
    pub post: u32,
    /// Its tokens, those of notes left out.
    pub tokens: Vec<Token>,
    /// Its sentences as ranges of tokens, with their spans.
    pub sentences: Vec<Sentence>,
}

/// A sentence of a paragraph.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    /// First token.
    pub start: usize,
    /// Past the last token.
    pub end: usize,
    /// Its words in the text.
    pub span: Span,
}

/// Cuts the headline and all posts.
pub(crate) fn paragraphs(document: &Document) -> Vec<Paragraph> {
    let text = document.text.as_str();
    let mut out = Vec::new();
    // The blocks of a masthead are no one sentence.
    let mut from = document.headline.map_or(0, |h| h.start);
    for block in document.headline.map_or("", |h| h.of(text)).split_inclusive("\n\n") {
        let end = from + block.trim_end().len();
        if end > from {
            out.push(paragraph(text, 0, Span::new(from, end)));
        }
        from += block.len();
    }
    for post in &document.posts {
        out.extend(post.paragraphs.iter().map(|p| paragraph(text, post.number, *p)));
    }
    out
}

/// How many tokens a sentence may have: what is longer is a table or no sentence at all, and is read in pieces, so that
/// reading takes time by the length of the text alone.
const MOST_TOKENS: usize = 600;

pub(super) fn paragraph(text: &str, post: u32, span: Span) -> Paragraph {
    let notes = notes(text, span);
    let mut ahead = notes.as_slice();
    let mut result = Paragraph { post, tokens: Vec::new(), sentences: Vec::new() };
    for sentence in sentences(text, span) {
        // It is told as not read where the document is made.
        if is_east_asian(sentence.of(text)) {
            continue;
        }
        let start = result.tokens.len();
        result.tokens.extend(tokens(text, sentence).into_iter().filter(|t| {
            while let Some((_, rest)) = ahead.split_first().filter(|(note, _)| note.end <= t.span.start) {
                ahead = rest;
            }
            !ahead.first().is_some_and(|note| note.overlaps(t.span))
        }));
        let end = result.tokens.len();
        for from in (start..end).step_by(MOST_TOKENS) {
            let to = end.min(from + MOST_TOKENS);
            // A note at the end of a sentence is no part of its words.
            let span = Span::new(result.tokens[from].span.start, result.tokens[to - 1].span.end);
            result.sentences.push(Sentence { start: from, end: to, span });
        }
    }
    result
}

/// Remarks of the digest's editors, in brackets or as a paragraph of their own: they tell of no event. In order, apart.
fn notes(text: &str, span: Span) -> Vec<Span> {
    let body = span.of(text);
    let begin = body.trim_start_matches(['*', '_', ' ']);
    let opens = [
        "editor’s note",
        "editor's note",
        "editors’ note",
        "editors' note",
        "note:",
        "translator’s note",
        "translator's note",
        "correction:",
        "n.b.",
    ];
    if opens.iter().any(|o| begins_with(begin, o)) {
        return vec![span];
    }
    let mut out: Vec<Span> = Vec::new();
    // Up to where brackets of either kind are closed: what opens before closes there as well.
    let (mut square, mut round) = (0, 0);
    for (at, byte) in body.bytes().enumerate() {
        let (close, closed) = match byte {
            b'[' if at >= square => (']', &mut square),
            b'(' if at >= round && is_note(&body[at + 1..]) => (')', &mut round),
            _ => continue,
        };
        let end = body[at..].find(close).map_or(body.len(), |i| at + i + close.len_utf8());
        *closed = end;
        let note = Span::new(span.start + at, span.start + end);
        match out.last_mut().filter(|last| last.end >= note.start) {
            Some(last) => *last = last.cover(note),
            None => out.push(note),
        }
    }
    out
}

fn is_note(inside: &str) -> bool {
    ["note:", "note that", "editor", "ed.:", "n.b."].iter().any(|o| begins_with(inside, o))
}

/// Whether a text begins with those small letters, in whatever letters.
fn begins_with(text: &str, letters: &str) -> bool {
    text.get(..letters.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(letters))
}
