//! A document cut into paragraphs, sentences and tokens, with what is to be left out marked.

use crate::source::Document;
use crate::text::{Span, Token, sentences, tokens};

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
    out.extend(document.headline.map(|h| paragraph(text, 0, h)));
    for post in &document.posts {
        out.extend(post.paragraphs.iter().map(|p| paragraph(text, post.number, *p)));
    }
    out
}

fn paragraph(text: &str, post: u32, span: Span) -> Paragraph {
    let notes = notes(text, span);
    let mut result = Paragraph { post, tokens: Vec::new(), sentences: Vec::new() };
    for sentence in sentences(text, span) {
        let start = result.tokens.len();
        let kept = tokens(text, sentence).into_iter().filter(|t| !notes.iter().any(|n| n.overlaps(t.span)));
        result.tokens.extend(kept);
        let end = result.tokens.len();
        if start < end {
            // A note at the end of a sentence is no part of its words.
            let last = result.tokens[end - 1].span.end;
            result.sentences.push(Sentence {
                start,
                end,
                span: Span::new(result.tokens[start].span.start, last),
            });
        }
    }
    result
}

/// Remarks of the digest's editors, in brackets or as a paragraph of their own: they tell of no event.
fn notes(text: &str, span: Span) -> Vec<Span> {
    let body = span.of(text);
    let lower = body.trim_start_matches(['*', '_', ' ']).to_lowercase();
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
    if opens.iter().any(|o| lower.starts_with(o)) {
        return vec![span];
    }
    let mut out = Vec::new();
    for (at, c) in body.char_indices() {
        let close = match c {
            '[' => ']',
            '(' if is_note(&body[at + 1..]) => ')',
            _ => continue,
        };
        let end = body[at..].find(close).map_or(body.len(), |i| at + i + close.len_utf8());
        out.push(Span::new(span.start + at, span.start + end));
    }
    out
}

fn is_note(inside: &str) -> bool {
    let lower: String = inside.chars().take(12).flat_map(char::to_lowercase).collect();
    ["note:", "note that", "editor", "ed.:", "n.b."].iter().any(|o| lower.starts_with(o))
}
