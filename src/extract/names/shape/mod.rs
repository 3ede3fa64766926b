//! All other names, from capital letters: a run of capitalised words with small words inside, cut where two names
//! meet, with what its brackets say.
//!
//! [`run`] finds how far the words reach that may make one name or several ([`chain`] past commas), [`split`] cuts them, [`piece`] makes a name of
//! each, [`origin`] reads the home that the words around it give.

mod chain;
mod origin;
mod piece;
mod run;
mod split;

use super::{Name, Reader, bracket, kind};
use crate::extract::date;

/// How many tokens are looked at as one name, or as several that meet: no body has a longer name.
const MOST_TOKENS: usize = 80;

/// Finds them outside the `taken` tokens; in one pass over both.
pub(super) fn find(reader: &Reader, taken: &[(usize, usize)]) -> Vec<Name> {
    let mut out = Vec::new();
    let mut taken = taken.to_vec();
    taken.sort_unstable();
    let mut ahead = taken.as_slice();
    let mut at = 0;
    while at < reader.paragraph.tokens.len() {
        while let Some(((_, end), rest)) = ahead.split_first().filter(|((start, _), _)| *start <= at) {
            at = at.max(*end);
            ahead = rest;
        }
        if !opens(reader, at) {
            at += 1;
            continue;
        }
        let taken = ahead.first().map_or(usize::MAX, |(start, _)| *start);
        let limit = taken.min(reader.sentence_end(at)).min(at + MOST_TOKENS);
        let end = run::end(reader, at, limit);
        let mut next = end;
        let pieces = split::pieces(reader, at, end);
        for (i, (from, to)) in pieces.iter().enumerate() {
            if let Some(name) = piece::name(reader, *from, *to, pieces.get(i + 1).is_none(), &out) {
                next = next.max(name.tokens.1);
                out.push(name);
            }
        }
        at = next.max(at + 1);
    }
    out
}

/// Whether a name can begin at this token.
fn opens(reader: &Reader, at: usize) -> bool {
    let Some(token) = reader.token(at) else { return false };
    if !token.is_capitalised() {
        return false;
    }
    let word = reader.word(at);
    // "Measures for Charitable Trusts": what a law is about.
    if matches!(reader.word(at.wrapping_sub(1)), "for" | "on")
        && reader.lexicon.names.laws.contains(reader.word(at.wrapping_sub(2)))
    {
        return false;
    }
    let never = &reader.lexicon.names.never;
    if is_date_word(word)
        || word.ends_with("-based")
        || word.ends_with("-headquartered")
        || never.contains(&word.to_lowercase())
            && !reader
                .token(at + 1 + usize::from(reader.word(at + 1) == "’s"))
                .is_some_and(|t| t.is_capitalised())
    {
        return false;
    }
    if reader.begins_sentence(at) || matches!(reader.word(at.wrapping_sub(1)), ":" | ";" | "—") {
        let names = &reader.lexicon.names;
        let opener = names.openers.contains(word);
        // "New Horizons Foundation": an adjective before more capitals may belong to a name.
        let adjective = names.opening_adjectives.contains(word);
        let more = reader.token(at + 1).is_some_and(|t| t.is_capitalised());
        let adverb = word.ends_with("ly") && !more;
        return !(adverb || opener && !(adjective && more));
    }
    !reader.lexicon.names.titles.contains(word)
        || (word == "The"
            && reader.token(at + 1).is_some_and(|t| t.is_capitalised())
            && !reader.begins_sentence(at))
}

/// Whether a word is a month or a day of the week, as it is written in a text.
fn is_date_word(word: &str) -> bool {
    let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
    date::is_calendar_name(word)
        && first.chars().all(char::is_uppercase)
        && rest.chars().all(char::is_lowercase)
}
