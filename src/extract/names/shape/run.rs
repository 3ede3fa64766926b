//! How far a run of words reaches that may make one name, or several.

use super::{Reader, chain, is_date_word, kind};
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
            i < limit
                && reader.token(i).is_some_and(|t| t.is_capitalised() || is_elided(reader.word(i)))
                && !is_date_word(reader.word(i))
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
        if word == "."
            && (matches!(reader.word(end - 1), "St" | "Mt" | "Ft" | "Dr") || is_initial(reader.word(end - 1)))
            && capital_after(end + 1)
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
        // "Kinderhilfe X e.V.", of which each letter and stop is a word
        if word == "e" && reader.word(end + 1) == "." && reader.word(end + 2) == "V" {
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
        if word == "("
            && let Some(after) = bracket_inside(reader, end, limit)
        {
            end = after;
            continue;
        }
        // "Small- and Medium-Sized Enterprises"
        if word == "-" && matches!(reader.word(end + 1), "and" | "or") && capital_after(end + 2) {
            end += 3;
            continue;
        }
        // "Comité d’Échanges"
        // "John D. and Mary Elm Foundation"
        if word == "."
            && is_initial(reader.word(end - 1))
            && matches!(reader.word(end + 1), "and" | "&")
            && capital_after(end + 2)
        {
            end += 3;
            continue;
        }
        if is_elided(word) {
            end += 1;
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
            // "the Elm Department of Soil and Water and of the Oak Consulate": two whole names.
            let two = word == "and"
                && matches!(reader.word(end + 1), "of" | "for")
                && has_head(reader, at, end)
                && next_has_head(reader, next);
            if capital_after(next)
                && !two
                && (joins(reader, segment, end, next)
                    || at < segment
                        && (goes_on_for(reader, at, end, next)
                            || word == "in" && in_lands(reader, at, end, next)))
            {
                if word == "and" {
                    segment = next;
                }
                end = next + 1;
                continue;
            }
        }
        if word == ","
            && let Some(after) = chain::after_place(reader, segment, end, limit)
                .or_else(|| chain::after_field(reader, segment, end, limit))
        {
            end = after;
            continue;
        }
        // "Trade, Industry and Tourism": a comma inside a list that only its last word heads.
        if word == ","
            && capital_after(end + 1)
            && !has_head(reader, at, end)
            && list_continues(reader, end + 1, limit)
        {
            end += 2;
            continue;
        }
        break;
    }
    end
}

/// Past the word after a bracket that stands inside a name: "X Fund (Hong Kong) Limited", "Y Friendship (Macau) General
/// Association".
fn bracket_inside(reader: &Reader, open: usize, limit: usize) -> Option<usize> {
    let close = (open + 2..(open + 7).min(limit)).find(|i| reader.word(*i) == ")")?;
    let after = close + 1;
    if after < limit && reader.lexicon.names.legal_forms.contains(reader.word(after)) {
        return Some(after + 1);
    }
    let mut end = after;
    while end < limit
        && (reader.token(end).is_some_and(|t| t.is_capitalised())
            || end > after && matches!(reader.word(end), "of" | "for" | "&"))
    {
        end += 1;
    }
    // "Elm University (Lishui) Ecology and Environment Institute"
    let mut words: Vec<&str> = (after..end).map(|i| reader.word(i)).collect();
    if !words.is_empty() && reader.word(end) == "and" && kind::head_of(reader.lexicon, &words).is_none() {
        words.extend(["and"].into_iter().chain(following(reader, end + 1)));
    }
    let inside = reader.words(open + 1, close);
    let place = kind::country_of(reader.lexicon, inside).is_some()
        || reader.lexicon.places.resolve(inside, None).is_some();
    let office = words.iter().any(|w| w.eq_ignore_ascii_case("office"));
    (place && !office && kind::head_of(reader.lexicon, &words).is_some()).then_some(after + 1)
}

/// Whether a word is one capital letter.
fn is_initial(word: &str) -> bool {
    let last = word.rsplit('-').next().unwrap_or(word);
    last.len() == 1 && last.starts_with(char::is_uppercase)
}

/// Whether a small word stands elided before a capital: "d’Échanges", "l’Enfance".
fn is_elided(word: &str) -> bool {
    let rest = word.strip_prefix(['d', 'l']).and_then(|w| w.strip_prefix(['’', '\'']));
    rest.is_some_and(|w| w.starts_with(char::is_uppercase))
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
    // "X’s Wuhan Representative Office"
    let next = reader.place_at(mark + 1).map_or(mark + 1, |(_, next)| next);
    if next > mark + 1 && matches!(reader.word(next), "office" | "Office" | "Offices" | "offices")
        || matches!(reader.word(next), "representative" | "Representative" | "Rep" | "rep")
    {
        return false;
    }
    let words = reader.words(at, mark);
    let lexicon = reader.lexicon;
    let last = reader.words(mark - 1, mark);
    let country = |w: &str| kind::is_known_country(lexicon, w).is_some() || w == "China";
    if lexicon.names.owners.contains(last) {
        return true;
    }
    // "Elm University’s College of Law"
    let part = following(reader, mark + 1);
    if last == "University"
        && part.iter().any(|w| matches!(*w, "School" | "College" | "Institute" | "Department" | "Faculty"))
    {
        return true;
    }
    let alone = mark - at == 1 && lexicon.names.head(&[last]).is_some();
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
    // "Sunset Home for the Elderly": the head of the name has the small words.
    let whole: Vec<&str> = (at..=next).map(|i| reader.word(i)).collect();
    if word == "for" && reader.lexicon.names.head(&whole).is_some_and(|(_, n)| n > next - small) {
        return true;
    }
    match word {
        // "Wuhan Representative Office of X"
        // "asked the Tax Service for a Russian version"
        "for"
            if matches!(reader.word(small + 1), "a" | "an")
                && reader.lexicon.countries.find_adjective(reader.word(next)).is_some() =>
        {
            false
        }
        "of" | "for"
            if words.last().is_some_and(|w| w.starts_with("Office"))
                && words.iter().any(|w| matches!(*w, "Representative" | "Rep")) =>
        {
            false
        }
        // "THE ELM LETTER Quarterly of the Elm Foundation": a publication, and whose it is.
        "of" if words.last().is_some_and(|w| reader.lexicon.names.publications.contains(*w)) => false,
        "of" | "for" | "&" => {
            let country_only = words.len() == 1 && kind::is_known_country(reader.lexicon, words[0]).is_some();
            let goes_on = words.iter().any(|w| matches!(*w, "of" | "for")) && has_head(reader, at, small);
            // "Ms Byrne of", "Professor Lin of": a person.
            let before = at.saturating_sub(if at > 1 && reader.word(at - 1) == "." { 2 } else { 1 });
            let person = at > 0
                && reader.lexicon.language.nouns.honorifics.contains(&reader.word(before).to_lowercase())
                || reader.lexicon.language.nouns.honorifics.contains(&words[0].to_lowercase());
            // "the Elm University for the Oak Fund": two whole names.
            let two = word == "for"
                && (reader.word(small + 1) == "the"
                    || !matches!(reader.lexicon.names.head(&words), Some((Head::Society, _))))
                && words.len() > 1
                && headed
                && next_has_head(reader, next);
            // "Training for the Elm Trust": what is done for it.
            let deed = word == "for"
                && words.len() == 1
                && next_has_head(reader, next)
                && reader.lexicon.language.nouns.gerunds.contains(&words[0].to_lowercase());
            !country_only
                && !person
                && !deed
                && !two
                && !(word == "for"
                    && words.len() > 1
                    && !headed
                    && !next_has_head(reader, next)
                    && !(goes_on && reader.place_at(next).is_none()))
        }
        "and" => true,
        // "in the Fields of Medicine"
        "in" if reader.word(small + 1) == "the"
            && matches!(reader.word(next), "Field" | "Fields" | "Area" | "Areas") =>
        {
            true
        }
        // "Organisation to Develop Talents"
        // "Society for Aid to Refugees"
        "to" if words.iter().any(|w| matches!(*w, "for" | "of"))
            && words.last().is_some_and(|w| reader.lexicon.names.deeds_before_to.contains(*w)) =>
        {
            true
        }
        "to" if words.len() == 1 => reader.lexicon.names.heads_before_to.contains(words[0]),
        "in" if in_home(reader, at, &words, next) || in_lands(reader, at, small, next) => true,
        // "Associazione per l’Amicizia in Oriente"
        "in" if words.iter().any(|w| reader.lexicon.names.inner_abroad.contains(*w)) => true,
        "in" if kind::is_university(&following(reader, next)) => {
            words.last().is_some_and(|w| reader.lexicon.names.unit_heads.contains(*w))
        }
        "in" => {
            matches!(reader.lexicon.names.head(&words), Some((Head::ForeignMission, _)))
                || (!headed && words.len() > 1 && words.contains(&"Embassy"))
        }
        "the" if words.last().is_some_and(|w| w.ends_with("ing")) && words.len() > 2 => true,
        // "the Ivan the Wise Academy"
        "the" if words.len() == 1 && !headed && reader.word(at.wrapping_sub(1)) == "the" => {
            reader.lexicon.names.epithets.contains(reader.word(next))
        }
        // "Save the Woods", "Exchanges Across the Straits"
        "the" if words.last().is_some_and(|w| reader.lexicon.names.before_the.contains(*w)) => true,
        // "Save the Rivers (Nepal)"
        "the" if words.len() == 1 && is_imperative(reader, at) => country_follows(reader, next),
        "the" | "on" | "to" | "with" | "against" | "without" => {
            !headed && words.len() >= 2 && word != "the" && !matches!(words.last(), Some(&"Law"))
                || word == "without"
                || (word == "on"
                    && headed
                    && words.last().is_some_and(|w| reader.lexicon.names.heads_before_on.contains(*w))
                    && reader.lexicon.places.resolve(reader.word(next), None).is_none()
                    && next_is_common(reader, next))
        }
        // "School of Finance at Elm University"
        "at" => {
            kind::is_university(&following(reader, next))
                && words.iter().any(|w| reader.lexicon.names.unit_heads.contains(*w))
        }
        // Foreign small words.
        _ => reader.token(small).is_some_and(|t| t.shape == Shape::Lower),
    }
}

/// Whether "in" goes on a name: "Chamber of Commerce in China", "Association of Geneticists in America", "… in Asia".
fn in_home(reader: &Reader, at: usize, words: &[&str], next: usize) -> bool {
    let Some(last) = words.last() else { return false };
    let complement = words.iter().any(|w| matches!(*w, "of" | "for"));
    let home = reader.word(next);
    let abroad = [next + 1, next + 2]
        .into_iter()
        .any(|end| kind::is_known_country(reader.lexicon, reader.words(next, end)).is_some());
    let mainland = words.first().is_some_and(|w| reader.lexicon.names.mainland.contains(*w));
    match home {
        "Asia" | "Africa" | "Europe" | "America" => complement || words.len() > 1,
        _ if words.len() == 1 => next_is_plain_phrase(reader, at, next),
        "China" => complement && (matches!(*last, "Commerce" | "Industry") || last.ends_with('s')),
        _ => {
            abroad
                && (complement && (last.ends_with('s') || *last == "Commerce")
                    || mainland && last.ends_with('s'))
        }
    }
}

/// "Association of Bakers in French-Speaking Countries": countries of a kind, after a complement.
fn in_lands(reader: &Reader, at: usize, small: usize, next: usize) -> bool {
    let lands = following(reader, next);
    (at..small).any(|i| matches!(reader.word(i), "of" | "for"))
        && lands.len() > 1
        && lands.last().is_some_and(|w| reader.lexicon.names.lands.contains(*w))
}

/// The capitalised words from a token on.
fn following<'a>(reader: &Reader<'a>, from: usize) -> Vec<&'a str> {
    (from..from + 6)
        .take_while(|i| reader.token(*i).is_some_and(|t| t.is_capitalised()))
        .map(|i| reader.word(i))
        .collect()
}

/// "Association of Science and Education for Teenagers": "for" after a complement.
fn goes_on_for(reader: &Reader, at: usize, small: usize, next: usize) -> bool {
    let words: Vec<&str> = (at..small).map(|i| reader.word(i)).collect();
    reader.word(small) == "for"
        && words.contains(&"of")
        && has_head(reader, at, small)
        && reader.place_at(next).is_none()
}

/// "Compassion in Forest Farming": two capitals after "in" that are no place.
fn next_is_plain_phrase(reader: &Reader, at: usize, next: usize) -> bool {
    let capital = |i: usize| {
        reader.token(i).is_some_and(|t| t.is_capitalised())
            && !is_date_word(reader.word(i))
            && reader.place_at(i).is_none()
    };
    !reader.begins_sentence(at)
        && reader.place_at(at).is_none()
        && capital(next)
        && capital(next + 1)
        && kind::country_of(reader.lexicon, reader.words(next, next + 2)).is_none()
        && kind::country_of(reader.lexicon, reader.word(next)).is_none()
}

/// Whether a word begins a name as "Save" or "Helping" do.
fn is_imperative(reader: &Reader, at: usize) -> bool {
    let word = reader.word(at).to_lowercase();
    reader.lexicon.language.verbs.get(&word).is_some_and(|v| v.forms.base || v.forms.gerund)
}

/// Whether the capitalised words from `at` are followed by a country in brackets.
fn country_follows(reader: &Reader, at: usize) -> bool {
    let mut end = at;
    while reader.token(end).is_some_and(|t| t.is_capitalised()) {
        end += 1;
    }
    let close = (end + 2..end + 6).find(|i| reader.word(*i) == ")");
    reader.word(end) == "("
        && close.is_some_and(|c| kind::country_of(reader.lexicon, reader.words(end + 1, c)).is_some())
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
pub(super) fn list_continues(reader: &Reader, from: usize, limit: usize) -> bool {
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
    // "Culture, Radio Broadcasting, Film and Television Administration"
    let fields = words.len() > 1
        && words[..words.len() - 1]
            .iter()
            .all(|w| matches!(*w, "and" | "&") || reader.lexicon.names.fields.contains(*w));
    and && fields && kind::head_of(reader.lexicon, &words).is_some()
        || and
            && singles
            && first_single
            && kind::head_of(reader.lexicon, &words).is_some()
            && reader.lexicon.places.resolve(reader.word(from), None).is_none()
}
