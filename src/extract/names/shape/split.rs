//! A run of words cut where two names meet.

use super::{Reader, kind};

/// Cuts a run at every "and" that stands between two names.
pub(super) fn pieces(reader: &Reader, at: usize, end: usize) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut from = at;
    for i in at..end {
        if !matches!(reader.word(i), "and" | "&") || i == from || i + 1 >= end {
            continue;
        }
        let left: Vec<&str> = (from..i).map(|j| reader.word(j)).collect();
        let mut stop = i + 1;
        while stop < end && reader.word(stop) != "and" {
            stop += 1;
        }
        let right: Vec<&str> = (i + 1..stop).map(|j| reader.word(j)).collect();
        let left_ends = reader.lexicon.names.head(&left).is_some() && left.len() > 1;
        let left_holds = kind::head_of(reader.lexicon, &left).is_some() && left.len() > 1;
        let right_head = kind::head_of(reader.lexicon, &right).is_some() && right.len() > 1;
        let the = reader.word(i + 1) == "the";
        let heads_alone = the
            && reader.lexicon.names.head(&left).is_some()
            && kind::head_of(reader.lexicon, &right[1..]).is_some();
        let place = |words: &[&str]| {
            words.len() <= 2 && reader.lexicon.places.resolve(&words.join(" "), None).is_some()
        };
        let cut = reader.word(i) == "and"
            && (heads_alone
                || (left_holds && right_head)
                || (left_ends && !right_is_field(&right))
                || place(&left) && place(&right));
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
fn right_is_field(words: &[&str]) -> bool {
    words.len() == 1 && !words[0].chars().all(char::is_uppercase)
}
