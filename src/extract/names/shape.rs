//! All other names, from capital letters: a run of capitalised words with small words inside, cut where two names
//! meet, with what its brackets say.

use super::{Kind, Name, Reader, bracket, kind};
use crate::lexicon::Head;
use crate::text::Shape;

/// Finds them outside the `taken` tokens.
pub(super) fn find(reader: &Reader, taken: &[(usize, usize)]) -> Vec<Name> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < reader.paragraph.tokens.len() {
        if let Some((_, end)) = taken.iter().find(|(s, e)| *s <= at && at < *e) {
            at = *end;
            continue;
        }
        if !opens(reader, at) {
            at += 1;
            continue;
        }
        let limit = taken
            .iter()
            .map(|(s, _)| *s)
            .filter(|s| *s > at)
            .min()
            .unwrap_or(usize::MAX)
            .min(reader.sentence_end(at));
        let end = run(reader, at, limit);
        let mut next = end;
        let pieces = split(reader, at, end);
        for (i, (from, to)) in pieces.iter().enumerate() {
            if let Some(name) = piece(reader, *from, *to, pieces.get(i + 1).is_none(), &out) {
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
    let never = &reader.lexicon.names.never;
    if is_date_word(word)
        || word.ends_with("-based")
        || word.ends_with("-headquartered")
        || never.contains(&word.to_lowercase()) && !reader.token(at + 1).is_some_and(|t| t.is_capitalised())
    {
        return false;
    }
    if reader.begins_sentence(at) || matches!(reader.word(at.wrapping_sub(1)), ":" | ";" | "—") {
        let names = &reader.lexicon.names;
        let opener = names.openers.contains(word);
        // "New Horizons Foundation": an adjective before more capitals may belong to a name.
        let adjective = matches!(word, "New" | "All" | "First" | "Second" | "Third" | "One" | "Old");
        let more = reader.token(at + 1).is_some_and(|t| t.is_capitalised());
        let adverb = word.ends_with("ly") && !more;
        return !(adverb || opener && !(adjective && more));
    }
    !matches!(
        word,
        "I" | "The" | "A" | "An" | "Mr" | "Ms" | "Mrs" | "Dr" | "Professor" | "President" | "Madam"
    ) || (word == "The"
        && reader.token(at + 1).is_some_and(|t| t.is_capitalised())
        && !reader.begins_sentence(at))
}

fn is_date_word(word: &str) -> bool {
    matches!(
        word,
        "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
            | "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
    )
}

/// Where the run of words that may make one name, or several, ends.
fn run(reader: &Reader, at: usize, limit: usize) -> usize {
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
            !country_only && !(word == "for" && words.len() > 1 && !headed && !next_has_head(reader, next))
        }
        "and" => true,
        "in" => {
            matches!(reader.lexicon.names.head(&words), Some((Head::ForeignMission, _)))
                || (!headed && words.len() > 1 && words.contains(&"Embassy"))
        }
        "the" | "on" | "to" | "with" | "against" | "without" => {
            !headed && words.len() >= 2 && word != "the"
                || word == "without"
                || (word == "on"
                    && headed
                    && words.last().is_some_and(|w| {
                        matches!(
                            *w,
                            "Center"
                                | "Centre"
                                | "Commission"
                                | "Committee"
                                | "Council"
                                | "Group"
                                | "Institute"
                                | "Forum"
                                | "Conference"
                                | "Alliance"
                        )
                    })
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

/// Cuts a run at every "and" that stands between two names.
fn split(reader: &Reader, at: usize, end: usize) -> Vec<(usize, usize)> {
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

/// Makes a name of a piece of a run; nothing where it is a place, a thing or a person.
fn piece(reader: &Reader, from: usize, to: usize, last: bool, before: &[Name]) -> Option<Name> {
    let lexicon = reader.lexicon;
    let mut to = to;
    let mut origin = origin_before(reader, from);
    let mut from = from;
    // "Germany’s DELU": a run may have begun with the country itself, "Hong Kong-based" likewise.
    while to > from && lexicon.names.inner.contains(reader.word(to - 1)) {
        to -= 1;
    }
    if let Some((code, skip)) = based_in(reader, from) {
        origin = Some(code);
        from += skip;
    }
    if from >= to {
        return None;
    }
    let words: Vec<&str> = (from..to).map(|i| reader.word(i)).collect();
    let lower = words.join(" ").to_lowercase().replace('’', "'");
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    if lexicon.names.never.contains(bare)
        || is_place_only(reader, from, to)
        || lexicon.countries.find_name(&words.join(" ")).is_some()
        || lexicon.countries.find_adjective(&words.join(" ")).is_some()
        || lexicon.countries.find_people(&words.join(" ")).is_some()
    {
        return None;
    }
    let brackets = if last || reader.word(to) == "(" {
        bracket::read(reader, &words.join(" "), to)
    } else {
        bracket::Brackets { end: to, ..Default::default() }
    };
    origin = brackets.origin.clone().or(origin);
    let mut span = reader.span(from, to);
    let mut acronym = brackets.acronym.clone();
    let mut shown: Vec<&str> = words.clone();
    let mut full_span = None;
    if let Some((a, b)) = brackets.full {
        acronym = Some(reader.words(from, to).to_owned());
        shown = (a..b).map(|i| reader.word(i)).collect();
        full_span = Some(reader.words(a, b));
    }
    // "… Foundation of the United States", "… Group of Japan": the home, not the name.
    let mut cut = to;
    if let Some(of) = (from + 2..to).rev().find(|i| reader.word(*i) == "of") {
        let tail = if reader.word(of + 1) == "the" { of + 2 } else { of + 1 };
        let left: Vec<&str> = (from..of).map(|i| reader.word(i)).collect();
        let society = matches!(lexicon.names.head(&left), Some((Head::Society, _)));
        if let (true, Some(code)) =
            (society && tail < to && left.len() > 1, kind::is_known_country(lexicon, reader.words(tail, to)))
        {
            origin = Some(code);
            cut = of;
            span = reader.span(from, of);
            shown = left;
        }
    }
    let single = shown.len() == 1;
    let typed = kind::of_words(reader, &shown, origin.clone());
    let first_part = shown.iter().position(|w| matches!(*w, "of" | "for" | "on" | "to")).filter(|i| *i > 0);
    let thing = first_part.is_some_and(|i| lexicon.names.ends.contains(shown[i - 1]))
        && lexicon.names.head(&shown).is_none_or(|_| first_part == Some(1));
    if thing {
        return None;
    }
    let thing = shown.last().is_some_and(|w| lexicon.names.ends.contains(*w)) && origin.is_none();
    if thing {
        return None;
    }
    // "the Trust", "The Foundation": a head noun alone refers, it does not name.
    let head_alone = lexicon.names.head(&shown).is_some_and(|(_, n)| n == shown.len()) && origin.is_none();
    let determined = from > 0
        && matches!(
            reader.word(from - 1).to_lowercase().as_str(),
            "the"
                | "a"
                | "an"
                | "its"
                | "their"
                | "this"
                | "that"
                | "each"
                | "both"
                | "his"
                | "her"
                | "every"
                | "no"
        );
    if head_alone && full_span.is_none() && (determined && single || shown[0].ends_with("ies")) {
        return None;
    }
    let words_text = full_span.unwrap_or_else(|| reader.words(from, cut));
    let quoted = matches!(reader.word(from.wrapping_sub(1)), "“" | "\"");
    let (kind, surety, place, weak) = match typed {
        Some(t) => {
            origin = origin.or(t.origin);
            (
                t.kind,
                t.surety,
                t.place,
                brackets.origin.is_none() && (head_alone || single && origin.is_none()),
            )
        }
        None => {
            // Its origin said nothing either: a weak name, which another mention may support.
            let ngo_before = is_ngo_noun(reader, from);
            let supported = origin.is_some() || quoted && ngo_before;
            (Kind::ForeignNgo, if supported { 0.8 } else { 0.3 }, None, !supported)
        }
    };
    if weak
        && (single
            && reader.token(from).is_some_and(|t| t.shape == Shape::Capital)
            && before.is_empty()
            && reader.begins_sentence(from)
            && lexicon.language.verbs.get(&lower).is_some())
    {
        return None;
    }
    if origin.is_none() && kind == Kind::ForeignNgo {
        origin = origin_after(reader, brackets.end.max(to));
    }
    let weak = weak && origin.is_none();
    let name = clean(words_text);
    (name.chars().filter(|c| c.is_alphabetic()).count() >= 2).then_some(Name {
        paragraph: reader.index,
        tokens: (from, brackets.end.max(to)),
        span,
        name,
        kind,
        surety,
        acronym,
        origin: origin.filter(|_| matches!(kind, Kind::ForeignNgo | Kind::ForeignMission)),
        place,
        weak,
        police_of_place: false,
        member: 0,
    })
}

/// A name without inner blanks doubled and without line breaks.
fn clean(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(['’', '\'']).to_owned()
}

/// Whether all the words name a place (with its rank).
fn is_place_only(reader: &Reader, from: usize, to: usize) -> bool {
    let words = reader.words(from, to);
    let places = &reader.lexicon.places;
    if places.resolve(words, None).is_some() || places.find(words).next().is_some() {
        return true;
    }
    let parts: Vec<&str> = words.split(" and ").flat_map(|p| p.split(", ")).collect();
    parts.iter().all(|p| places.find(p).next().is_some() || reader.lexicon.countries.find_place(p).is_some())
}

/// "Hong Kong-based Planters Call", "the Seoul-based X".
fn based_in(reader: &Reader, from: usize) -> Option<(String, usize)> {
    for skip in 1..=3 {
        let words = reader.words(from, from + skip);
        if let Some(place) = words.strip_suffix("-based").or_else(|| words.strip_suffix("-headquartered")) {
            return kind::country_of(reader.lexicon, place).map(|c| (c, skip));
        }
    }
    None
}

/// The home that the words before a name give: "Germany’s", "the Australian NGO", "South Korean".
fn origin_before(reader: &Reader, from: usize) -> Option<String> {
    let lexicon = reader.lexicon;
    let mut at = from;
    if at > 0 && matches!(reader.word(at - 1), "“" | "\"") {
        at -= 1;
    }
    if at > 0 && matches!(reader.word(at - 1), "’s" | "'s") {
        for length in 1..=3 {
            if at > length {
                let words = reader.words(at - 1 - length, at - 1);
                if let Some(code) = kind::is_known_country(lexicon, words) {
                    return Some(code);
                }
            }
        }
        return None;
    }
    // Back over nouns: "the Australian NGO", "the American charity", "Japanese foundation".
    let mut steps = 0;
    while at > 0 && steps < 2 && (is_plain_noun(reader.word(at - 1))) {
        at -= 1;
        steps += 1;
    }
    if at == 0 {
        return None;
    }
    let hyphen = reader.word(at - 1);
    if let Some(place) = hyphen.strip_suffix("-based") {
        for back in 0..=1 {
            let words = if back == 0 {
                place.to_owned()
            } else if at >= 2 {
                format!("{} {place}", reader.word(at - 2))
            } else {
                continue;
            };
            if let Some(code) = kind::country_of(lexicon, &words) {
                return Some(code);
            }
        }
    }
    let adjective = |words: &str| {
        lexicon.countries.find_adjective(words).filter(|c| c.alpha2 != "CN").map(|c| c.alpha2.clone())
    };
    adjective(reader.word(at - 1))
        .or_else(|| if at >= 2 { adjective(reader.words(at - 2, at)) } else { None })
}

fn is_plain_noun(word: &str) -> bool {
    matches!(
        word,
        "NGO"
            | "charity"
            | "foundation"
            | "group"
            | "nonprofit"
            | "organization"
            | "organisation"
            | "association"
            | "foreign"
            | "non-profit"
            | "chamber"
            | "body"
    )
}

fn is_ngo_noun(reader: &Reader, from: usize) -> bool {
    (from.saturating_sub(3)..from).any(|i| is_plain_noun(reader.word(i)))
}

/// The home that an apposition gives: "X, an American charity", "X, based in Macau", "X, another Japanese body".
fn origin_after(reader: &Reader, at: usize) -> Option<String> {
    if reader.word(at) != "," {
        return None;
    }
    let countries = &reader.lexicon.countries;
    if matches!(reader.word(at + 1), "based" | "headquartered") && reader.word(at + 2) == "in" {
        return (1..=3)
            .rev()
            .find_map(|n| kind::country_of(reader.lexicon, reader.words(at + 3, at + 3 + n)));
    }
    if !matches!(reader.word(at + 1), "a" | "an" | "another" | "the") {
        return None;
    }
    let adjective = (1..=2)
        .rev()
        .find_map(|n| countries.find_adjective(reader.words(at + 2, at + 2 + n)).map(|c| (c, n)))?;
    let (country, n) = adjective;
    let noun = reader.word(at + 2 + n);
    (country.alpha2 != "CN" && noun.chars().all(char::is_alphabetic) && !noun.is_empty())
        .then(|| country.alpha2.clone())
}
