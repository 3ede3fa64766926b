//! A run of words cut where two names meet.

use super::{Reader, kind};
use crate::lexicon::Head;

/// Cuts a run at every "and" that stands between two names.
pub(super) fn pieces(reader: &Reader, at: usize, end: usize) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut from = at;
    for i in at..end {
        if reader.word(i) != "and" || i == from || i + 1 >= end {
            continue;
        }
        let left: Vec<&str> = (from..i).map(|j| reader.word(j)).collect();
        let mut stop = i + 1;
        while stop < end && reader.word(stop) != "and" {
            stop += 1;
        }
        let right: Vec<&str> = (i + 1..stop).map(|j| reader.word(j)).collect();
        let names = &reader.lexicon.names;
        // "Ministry of Housing": the last word is of the complement.
        let complement = opens_complement(&left) && left.last().is_some_and(|w| names.fields.contains(*w));
        let left_ends = names.head(&left).is_some() && left.len() > 1 && !complement;
        let left_holds = left.len() > 1 && kind::is_headed(reader, &left);
        let right_head = kind::head_of(reader.lexicon, &right).is_some() && right.len() > 1;
        let rest: Vec<&str> = (i + 1..end).map(|j| reader.word(j)).collect();
        let rest_head = || rest.len() > 2 && kind::is_headed(reader, &rest[1..]);
        let the = reader.word(i + 1) == "the";
        let heads_alone = the
            && reader.lexicon.names.head(&left).is_some()
            && kind::head_of(reader.lexicon, &right[1..]).is_some();
        let place = |words: &[&str]| {
            words.len() <= 2 && reader.lexicon.places.resolve(&words.join(" "), None).is_some()
        };
        // "X School for the Deaf and Hebei Finance and Economics University"
        let first = i + 1 + usize::from(reader.word(i + 1) == "the");
        let place_begins = || {
            reader.place_at(first).is_some_and(|(_, past)| past < stop)
                && right.len() > 1
                && kind::head_of(reader.lexicon, &rest).is_some()
        };
        let office = reader.word(i - 1) == "Office"
            && matches!(reader.word(i.wrapping_sub(2)), "Representative" | "Rep");
        // "X College and Lindenhof-Stiftung (Germany)", "University of X and Hands for the Rivers (Nepal)"
        let inner = right.iter().any(|w| matches!(*w, "for" | "the" | "of" | "without"));
        let home_follows = (right.len() == 1 || inner)
            && stop == end
            && reader.word(end) == "("
            && (end + 2..end + 6)
                .find(|c| reader.word(*c) == ")")
                .is_some_and(|c| kind::country_of(reader.lexicon, reader.words(end + 1, c)).is_some());
        // Either side is a name elsewhere, and the other no field: "Elm Action and Rowan International".
        let two =
            left.len() > 1 && rest.len() > 1 && !opens_complement(&left) && !names.fields.contains(rest[0]);
        // "the Society and Ningxia Irrigation University"
        let refers = left.len() == 1
            && matches!(reader.word(from.wrapping_sub(1)), "the" | "The")
            && names.head(&left).is_some_and(|(_, n)| n == 1)
            && right.len() > 1
            && right_head
            && !names.fields.contains(right[0]);
        let known = || two && reader.is_known(reader.words(from, i), reader.words(i + 1, end));
        // "hosted by the Foundation and Elm University": a bare noun with its article, and a name of its own.
        let bare = left.len() == 1
            && reader.word(from.wrapping_sub(1)) == "the"
            && right.len() > 1
            && names.head(&left).is_some()
            && !names.fields.contains(left[0])
            && matches!(kind::head_of(reader.lexicon, &right), Some(Head::University));
        let cut = !goes_on(reader, &left, &right)
            && (heads_alone
                || bare
                || refers
                || office
                || left_holds && place_begins()
                || left_ends && home_follows
                || left_holds && inner && home_follows
                || (left_holds && right_head)
                || (left_ends && !right_is_field(reader, &left, &right))
                || the && (right_head || rest_head())
                || left_holds && kind::ends_with_place(reader, &left) && !kind::is_place(reader, &right)
                || left_holds && begins_elsewhere(reader, &right)
                || is_abbreviation(&left) && !kind::is_headed(reader, &rest)
                || (right_head && left.len() > 1 && !opens_complement(&left)
                    || left_holds && right.len() > 2)
                    && begins_abroad(reader, &right)
                || left.len() > 1
                    && right.len() == 1
                    && right[0].chars().skip(1).any(char::is_lowercase)
                    && right[0].chars().skip(1).any(char::is_uppercase)
                || place(&left) && place(&right)
                || known());
        if cut {
            pieces.push((from, i));
            from = i + 1;
            // "A and the B"
            while from < end && reader.token(from).is_some_and(|t| !t.is_capitalised()) {
                from += 1;
            }
        }
    }
    if from < end {
        pieces.push((from, end));
    }
    pieces
}

/// Words that go on a field ("Trade and Enterprise", "Industry and Commerce") rather than begin a name.
fn right_is_field(reader: &Reader, left: &[&str], words: &[&str]) -> bool {
    let inner = words[0].chars().skip(1).any(char::is_uppercase);
    words.len() == 1 && !inner && {
        let plurals = words[0].ends_with('s') && left.last().is_some_and(|w| w.ends_with('s'));
        reader.lexicon.names.fields.contains(words[0]) || plurals
    }
}

/// Whether a word alone is written in three capitals or more, as abbreviations are.
fn is_abbreviation(words: &[&str]) -> bool {
    words.len() == 1 && words[0].len() > 2 && words[0].chars().all(char::is_uppercase)
}

/// Whether words begin with a place of China and its rank, as another name would: "Taishan City Magazine".
fn begins_elsewhere(reader: &Reader, words: &[&str]) -> bool {
    let ranks = &reader.lexicon.names.place_ranks;
    words.len() > 2
        && words[1..].iter().take(2).any(|w| ranks.contains_key(*w))
        && words[0].starts_with(char::is_uppercase)
}

/// Whether words begin with a country, as another name would: "Japan Grain Association".
fn begins_abroad(reader: &Reader, words: &[&str]) -> bool {
    words.len() > 2
        && words[1] != "and"
        && (kind::is_known_country(reader.lexicon, words[0]).is_some()
            || reader.lexicon.names.mainland.contains(words[0])
            || reader.lexicon.places.resolve(words[0], None).is_some_and(|p| p.mainland()))
}

/// Whether "of" or "for" stands among the words, so that what follows "and" may belong to its complement.
fn opens_complement(words: &[&str]) -> bool {
    words.iter().any(|w| matches!(*w, "of" | "for" | "on" | "to"))
}

/// Whether what stands after "and" goes on the name before it, though both have heads: "University of Finance and
/// Economics Institute", "Federation of Literary and Art Circles", "Legal Exchange and Promotion Association".
fn goes_on(reader: &Reader, left: &[&str], right: &[&str]) -> bool {
    let names = &reader.lexicon.names;
    let (Some(last), Some(first)) = (left.last(), right.first()) else { return false };
    // One head of several words spans the "and".
    let joined: Vec<&str> = left.iter().copied().chain(["and"]).chain(right.iter().copied()).collect();
    if names.head(&joined).is_some_and(|(_, n)| n > right.len()) {
        return true;
    }
    // "Hong Kong and Macau Affairs Office"
    let place = |words: &[&str]| kind::is_place(reader, words);
    let two = left.len().saturating_sub(2);
    if right.iter().take(4).any(|w| *w == "Affairs")
        && (place(&[first]) || place(&right[..2]))
        && (place(&left[two..]) || place(&[last]))
    {
        return true;
    }
    let field = |w: &str| names.fields.contains(w);
    if !field(first) {
        return false;
    }
    let ends = names.head(left).is_some();
    let state = |words: &[&str]| matches!(kind::head_of(reader.lexicon, words), Some(Head::GovernmentBody));
    let university = matches!(kind::head_of(reader.lexicon, left), Some(Head::University));
    if !ends && field(last) && (university || !state(right)) {
        return true;
    }
    let common = right.len() >= 2 && right[..right.len() - 1].iter().all(|w| field(w));
    ends && common && !state(right) && names.soft_heads.contains(*last)
}
