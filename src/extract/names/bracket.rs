//! What stands in brackets after a name: its country, its abbreviation, its name in full, or a gloss.

use super::{Reader, kind::country_of};
use crate::text::Shape;

/// What the brackets after a name say.
#[derive(Debug, Default)]
pub(super) struct Brackets {
    /// Token after the last bracket (and after a possessive between two of them).
    pub end: usize,
    /// Home.
    pub origin: Option<String>,
    /// Abbreviation, or the fuller name.
    pub acronym: Option<String>,
    /// A name in full after an abbreviation: its tokens.
    pub full: Option<(usize, usize)>,
}

/// Reads the brackets that follow token `end - 1`; `name` is the words before them.
pub(super) fn read(reader: &Reader, name: &str, end: usize) -> Brackets {
    let mut out = Brackets { end, ..Brackets::default() };
    let mut at = end;
    loop {
        let mut open = at;
        // "Générale’s (Madagascar) office", "“Name” (Country)".
        while matches!(reader.word(open), "’s" | "'s" | "”" | "\"" | "’" | "'") && open < at + 2 {
            open += 1;
        }
        if !matches!(reader.word(open), "(" | "（") {
            break;
        }
        let limit = (open + 14).min(reader.sentence_end(open));
        let Some(close) = (open + 1..limit).find(|i| matches!(reader.word(*i), ")" | "）")) else { break };
        let inside = reader.words(open + 1, close);
        let home = ["based in ", "headquartered in ", "registered in ", "from "]
            .iter()
            .find_map(|says| inside.strip_prefix(says))
            .unwrap_or(inside);
        // "(WCI, Australia)", "(Elm Rivers Partnership, United States)"
        let comma = (open + 2..close - 1).rev().find(|i| reader.word(*i) == ",");
        let home_last = comma.and_then(|c| country_of(reader.lexicon, reader.words(c + 1, close)));
        if let (Some(comma), Some(country)) = (comma, home_last) {
            out.origin = Some(country);
            let said = reader.words(open + 1, comma);
            if is_abbreviation(reader, open + 1, comma) {
                out.acronym.get_or_insert_with(|| said.to_owned());
            } else if is_spelled_out(name, said) {
                out.full = Some((open + 1, comma));
            }
        } else if let Some(country) = country_of(reader.lexicon, home) {
            out.origin = Some(country);
        } else if is_abbreviation(reader, open + 1, close) {
            out.acronym.get_or_insert_with(|| inside.to_owned());
        } else if is_spelled_out(name, inside) {
            out.full = Some((open + 1, close));
        } else if reader.token(open + 1).is_some_and(|t| t.shape == Shape::Cjk) {
            // The Chinese name.
        } else if is_gloss(reader, open + 1, close) {
            // "(Tomorrow Grove) (South Korea)": another name, if a country follows.
            out.acronym.get_or_insert_with(|| inside.to_owned());
        } else {
            break;
        }
        at = close + 1;
        out.end = at;
    }
    out
}

/// Capitalised words in brackets, before the brackets of a country.
fn is_gloss(reader: &Reader, from: usize, to: usize) -> bool {
    let capitals = to - from <= 5 && (from..to).all(|i| reader.token(i).is_some_and(|t| t.is_capitalised()));
    let next = to + 2;
    let close = (next..next + 5).find(|i| reader.word(*i) == ")");
    capitals
        && reader.word(to + 1) == "("
        && close.is_some_and(|c| country_of(reader.lexicon, reader.words(next, c)).is_some())
}

fn is_abbreviation(reader: &Reader, from: usize, to: usize) -> bool {
    to - from == 1
        && reader.token(from).is_some_and(|t| {
            let word = t.text(reader.text);
            t.shape == Shape::Upper
                || (t.is_capitalised()
                    && word.len() <= 10
                    && word.chars().filter(|c| c.is_uppercase()).count() >= 2)
        })
}

/// Whether the letters of an abbreviation begin the words of a longer name, in order.
fn is_spelled_out(short: &str, long: &str) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphanumeric()).collect();
    if short.contains(' ')
        || letters.len() < 2
        || !letters.iter().all(|c| c.is_uppercase() || c.is_ascii_digit())
    {
        return false;
    }
    let mut initials = long
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|w| w.chars().next())
        .flat_map(char::to_uppercase);
    let matched = letters.iter().filter(|l| initials.any(|i| i == **l)).count();
    matched + 1 >= letters.len() && long.split_whitespace().count() >= 2
}
