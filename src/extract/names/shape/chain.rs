//! What goes on after a comma inside one name: places from the wider to the narrower, and lists of fields.

use super::{Reader, is_date_word, kind, run};

/// Where a run goes on after the comma at token `comma` because a place stands before it: "Guangdong Province, Jiangmen
/// City, Xinhui District Charity Federation". `from` is where the words begin that the place would be.
pub(super) fn after_place(reader: &Reader, from: usize, comma: usize, limit: usize) -> Option<usize> {
    let place = (from..comma).rev().find(|i| reader.word(*i) == ",").map_or(from, |i| i + 1);
    let level = place_level(reader, place, comma).or_else(|| holds_next(reader, place, comma))?;
    if from > 0 && matches!(reader.word(from - 1), "in" | "In" | "to" | "To" | "across" | "near" | "outside")
    {
        return None;
    }
    let end = capitals(reader, comma + 1, limit);
    if end == comma + 1 {
        return None;
    }
    // "Minhang District Culture, Radio, Film and Television Bureau"
    if reader.word(end) == ","
        && reader.lexicon.names.fields.contains(reader.word(end - 1))
        && run::list_continues(reader, end + 1, limit)
    {
        return Some(end);
    }
    if reader.word(end) == ","
        && let Some(next) = place_level(reader, comma + 1, end)
    {
        let narrower = next > level || next == 2 && level == 2;
        return (narrower && after_place(reader, comma + 1, end, limit).is_some()).then_some(end);
    }
    let words: Vec<&str> = (comma + 1..end).map(|i| reader.word(i)).collect();
    let first_rank = words.iter().find_map(|w| reader.lexicon.names.place_ranks.get(*w));
    let wider = words.len() > 1 && first_rank.is_some_and(|r| *r < level || *r == level && level != 2);
    let headed =
        words.len() > 1 && (kind::head_of(reader.lexicon, &words).is_some() || is_unit(reader, &words));
    (headed && !wider).then_some(end)
}

/// The level of a place without a word of rank that the ranked place after the comma lies in: "Guangzhou, Panyu District".
fn holds_next(reader: &Reader, from: usize, comma: usize) -> Option<u8> {
    let places = &reader.lexicon.places;
    let outer = places.resolve(reader.words(from, comma), None)?;
    let rank =
        (comma + 2..comma + 4).find(|i| reader.lexicon.names.place_ranks.contains_key(reader.word(*i)))?;
    let inner = places.resolve(reader.words(comma + 1, rank + 1), Some(&outer.code))?;
    places.is_within(&inner.code, &outer.code).then_some(2)
}

/// Whether words end in the noun of a part of a body, with a rank before it: "Datian Town Public Service Office".
fn is_unit(reader: &Reader, words: &[&str]) -> bool {
    let names = &reader.lexicon.names;
    words.last().is_some_and(|w| names.unit_heads.contains(*w))
        && words.iter().any(|w| names.place_ranks.contains_key(*w))
}

/// The level of the place that the words name, by their last one.
fn place_level(reader: &Reader, from: usize, to: usize) -> Option<u8> {
    if to <= from + 1 || to > from + 6 {
        return None;
    }
    let capitals = (from..to).all(|i| reader.token(i).is_some_and(|t| t.is_capitalised()));
    let level = reader.lexicon.names.place_ranks.get(reader.word(to - 1)).copied();
    level.filter(|_| capitals)
}

/// Where the capitalised words that begin at `from` end, small words and possessives inside.
fn capitals(reader: &Reader, from: usize, limit: usize) -> usize {
    let capital = |i: usize| {
        i < limit && reader.token(i).is_some_and(|t| t.is_capitalised()) && !is_date_word(reader.word(i))
    };
    let mut end = from;
    loop {
        let words: Vec<&str> = (from..end).map(|i| reader.word(i)).collect();
        if capital(end) {
            end += 1;
        } else if reader.word(end) == "and" && kind::is_headed(reader, &words) {
            return end;
        } else if end > from
            && (matches!(reader.word(end), "’s" | "'s" | "’" | "'" | "of" | "for" | "&" | "and")
                && capital(end + 1)
                || reader.word(end) == "." && reader.word(end - 1) == "No")
        {
            end += 2;
        } else {
            return end;
        }
    }
}

/// Where a list of fields ends that goes on at the comma: "Bureau of Culture, Sport, and Tourism". Its head stands before
/// the list; `from` is where the name begins.
pub(super) fn after_field(reader: &Reader, from: usize, comma: usize, limit: usize) -> Option<usize> {
    let fields = &reader.lexicon.names.fields;
    if comma <= from + 2 || !fields.contains(reader.word(comma - 1)) {
        return None;
    }
    let opened = (from + 1..comma).rev().find(|i| matches!(reader.word(*i), "of" | "for" | "on"))?;
    let words: Vec<&str> = (from..opened).map(|i| reader.word(i)).collect();
    kind::head_of(reader.lexicon, &words)?;
    let mut end = comma;
    loop {
        let after = end + usize::from(reader.word(end) == ",");
        let last = matches!(reader.word(after), "and" | "&");
        let start = after + usize::from(last);
        let mut stop = start;
        while stop < limit && fields.contains(reader.word(stop)) {
            stop += 1;
        }
        if stop == start || stop > start + 3 {
            return None;
        }
        end = stop;
        if last {
            // "…, and Tourism Foundation" would be another name.
            let next = end < limit && reader.token(end).is_some_and(|t| t.is_capitalised());
            return (!next).then_some(end);
        }
        if !matches!(reader.word(end), "," | "and" | "&") {
            return None;
        }
    }
}
