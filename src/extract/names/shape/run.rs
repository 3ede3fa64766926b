//! How far a run of words reaches that may make one name, or several.

use super::{Reader, is_date_word, kind};
use crate::lexicon::Head;
use crate::text::Shape;

/// Where the run of words that may make one name, or several, ends.
pub(super) fn end(reader: &Reader, at: usize, limit: usize) -> usize {
    let names = &reader.lexicon.names;
    let mut end = at + 1;
    // Where the words begin that a possessive or a bracket would belong to: after the last "and".
    let mut segment = at;
    loop {
        if end >= limit {
            break;
        }
        let Some(token) = reader.token(end) else { break };
        let word = reader.word(end);
        if token.is_capitalised() {
            if is_date_word(word) || word.ends_with("-based") {
                break;
            }
            end += 1;
            continue;
        }
        // "No. 307", "2%"
        if word == "."
            && reader.word(end - 1) == "No"
            && reader.token(end + 1).is_some_and(|t| t.shape == Shape::Number)
        {
            end += 2;
            continue;
        }
        let capital_after = |i: usize| {
            i < limit && reader.token(i).is_some_and(|t| t.is_capitalised()) && !is_date_word(reader.word(i))
        };
        if token.shape == Shape::Number && capital_after(end + 1) && reader.word(end - 1) != "," {
            end += 2;
            continue;
        }
        if token.shape == Shape::Number && reader.word(end + 1) == "%" && capital_after(end + 2) {
            end += 3;
            continue;
        }
        // "St. Petersburg", "Mt. Sinai"
        if word == "." && matches!(reader.word(end - 1), "St" | "Mt" | "Ft" | "Dr") && capital_after(end + 1)
        {
            end += 2;
            continue;
        }
        // "Co., Ltd.", "Properties—Yims’", "Lightkeepers’ Union"
        if word == "."
            && reader.word(end - 1) == "Co"
            && reader.word(end + 1) == ","
            && reader.word(end + 2) == "Ltd"
        {
            end += 3 + usize::from(reader.word(end + 3) == ".");
            continue;
        }
        if matches!(word, "—" | "–" | "-" | "/" | "&" | "+" | "·")
            && capital_after(end + 1)
            && touches(reader, end)
        {
            end += 2;
            continue;
        }
        if word == "&" && capital_after(end + 1) {
            end += 2;
            continue;
        }
        if matches!(word, "’" | "'") && reader.word(end - 1).ends_with('s') && capital_after(end + 1) {
            end += 2;
            continue;
        }
        if matches!(word, "’s" | "'s") && capital_after(end + 1) && possessive_inside(reader, segment, end)
        {
            end += 2;
            continue;
        }
        // "Shi Gong Qiao (Path to China) Charitable Foundation"
        if word == "("
            && !has_head(reader, segment, end)
            && let Some(close) = (end + 2..(end + 8).min(limit)).find(|i| reader.word(*i) == ")")
        {
            let inside = reader.words(end + 1, close);
            let said = kind::country_of(reader.lexicon, inside).is_some()
                || close == end + 2 && reader.token(end + 1).is_some_and(|t| t.shape == Shape::Upper);
            if !said && capital_after(close + 1) && !inside.is_empty() {
                end = close + 2;
                continue;
            }
        }
        if names.inner.contains(word) {
            let mut next = end + 1;
            while next < limit
                && next < end + 3
                && names.inner.contains(reader.word(next))
                && !reader.token(next).is_some_and(|t| t.is_capitalised())
            {
                next += 1;
            }
            if capital_after(next) && joins(reader, segment, end, next) {
                if word == "and" {
                    segment = next;
                }
                end = next + 1;
                continue;
            }
        }
        // "Trade, Industry and Tourism": a comma inside a list that only its last word heads.
        if word == ","
            && capital_after(end + 1)
            && !has_head(reader, at, end)
            && kind_list_continues(reader, end + 1, limit)
        {
            end += 2;
            continue;
        }
        break;
    }
    end
}

/// Whether no blank stands beside a mark.
fn touches(reader: &Reader, i: usize) -> bool {
    match (reader.token(i - 1), reader.token(i), reader.token(i + 1)) {
        (Some(a), Some(b), Some(c)) => a.span.end == b.span.start && b.span.end == c.span.start,
        _ => false,
    }
}

/// A possessive belongs to a name ("Women’s Federation") unless a place, a country or a whole name has it.
fn possessive_inside(reader: &Reader, at: usize, mark: usize) -> bool {
    let words = reader.words(at, mark);
    let lexicon = reader.lexicon;
    let last = reader.words(mark - 1, mark);
    let country = |w: &str| kind::is_known_country(lexicon, w).is_some() || w == "China";
    let alone = mark - at == 1
        && lexicon.names.head(&[last]).is_some()
        && !matches!(last, "Women" | "Friends" | "Volunteers");
    !(alone
        || country(words)
        || country(last)
        || reader.lexicon.places.resolve(words, None).is_some()
        || has_head(reader, at, mark)
        || last.len() > 1
            && reader.token(mark - 1).is_some_and(|t| t.shape == Shape::Upper)
            && reader
                .token(mark + 1)
                .is_none_or(|t| reader.lexicon.names.head(&[t.text(reader.text)]).is_none()))
}

/// Whether the words from `at` make a name that its last word heads, or whose head stands before "of".
fn has_head(reader: &Reader, at: usize, end: usize) -> bool {
    let words: Vec<&str> = (at..end).map(|i| reader.word(i)).collect();
    words.len() > 1 && kind::head_of(reader.lexicon, &words).is_some()
}

/// Whether a small word joins what stands before and after it into one name.
fn joins(reader: &Reader, at: usize, small: usize, next: usize) -> bool {
    let word = reader.word(small);
    let words: Vec<&str> = (at..small).map(|i| reader.word(i)).collect();
    let headed = reader.lexicon.names.head(&words).is_some();
    match word {
        "of" | "for" | "&" => {
            let country_only = words.len() == 1 && kind::is_known_country(reader.lexicon, words[0]).is_some();
            // "Ms Byrne of", "Professor Lin of": a person.
            let person = at > 0
                && reader.lexicon.language.nouns.honorifics.contains(&reader.word(at - 1).to_lowercase())
                || reader.lexicon.language.nouns.honorifics.contains(&words[0].to_lowercase());
            // "the Elm University for the Oak Fund": two whole names.
            let two = word == "for" && words.len() > 1 && headed && next_has_head(reader, next);
            // "Training for the Elm Trust": what is done for it.
            let deed = word == "for"
                && words.len() == 1
                && next_has_head(reader, next)
                && reader.lexicon.language.nouns.gerunds.contains(&words[0].to_lowercase());
            !country_only
                && !person
                && !deed
                && !two
                && !(word == "for" && words.len() > 1 && !headed && !next_has_head(reader, next))
        }
        "and" => true,
        "in" => {
            matches!(reader.lexicon.names.head(&words), Some((Head::ForeignMission, _)))
                || (!headed && words.len() > 1 && words.contains(&"Embassy"))
        }
        "the" if words.last().is_some_and(|w| w.ends_with("ing")) && words.len() > 2 => true,
        "the" | "on" | "to" | "with" | "against" | "without" => {
            !headed && words.len() >= 2 && word != "the" && !matches!(words.last(), Some(&"Law"))
                || word == "without"
                || (word == "on"
                    && headed
                    && words.last().is_some_and(|w| reader.lexicon.names.heads_before_on.contains(*w))
                    && reader.lexicon.places.resolve(reader.word(next), None).is_none()
                    && next_is_common(reader, next))
        }
        // Foreign small words.
        _ => reader.token(small).is_some_and(|t| t.shape == Shape::Lower),
    }
}

fn next_has_head(reader: &Reader, next: usize) -> bool {
    let mut end = next;
    while reader.token(end).is_some_and(|t| t.is_capitalised()) {
        end += 1;
    }
    let words: Vec<&str> = (next..end).map(|i| reader.word(i)).collect();
    reader.lexicon.names.head(&words).is_some()
}

fn next_is_common(reader: &Reader, next: usize) -> bool {
    !next_has_head(reader, next) && reader.word(next) != "Foreign"
}

/// "…, Industry and Tourism Association": the list goes on to "and" and a head.
fn kind_list_continues(reader: &Reader, from: usize, limit: usize) -> bool {
    let mut i = from;
    let mut and = false;
    while i < limit {
        let word = reader.word(i);
        if word == "and" || word == "&" {
            and = true;
        } else if !(word == "," || reader.token(i).is_some_and(|t| t.is_capitalised())) {
            break;
        }
        i += 1;
    }
    let words: Vec<&str> = (from..i).map(|j| reader.word(j)).filter(|w| *w != ",").collect();
    // Each item but the last is a single word: more would be a list of names.
    let singles = (from..i).filter(|j| reader.word(*j) == ",").count() <= 2 && words.len() <= 8;
    let first_single = matches!(reader.word(from + 1), "," | "and" | "&");
    and && singles
        && first_single
        && kind::head_of(reader.lexicon, &words).is_some()
        && reader.lexicon.places.resolve(reader.word(from), None).is_none()
}
