//! A name made of a piece of a run.

use super::origin::{based_in, is_ngo_noun, ngo_of, origin_after, origin_before};
use super::{Name, Reader, bracket, kind};
use crate::extract::names::{Evidence, Kind};
use crate::extract::reduce::small_letters;
use crate::lexicon::{Form, Head, singular};
use crate::text::Shape;

/// Makes a name of a piece of a run; nothing where it is a place, a thing or a person.
pub(super) fn name(reader: &Reader, from: usize, to: usize, last: bool, before: &[Name]) -> Option<Name> {
    let lexicon = reader.lexicon;
    let mut origin = origin_before(reader, from);
    let (mut from, mut to) = (from, to);
    while to > from && lexicon.names.inner.contains(reader.word(to - 1)) {
        to -= 1;
    }
    // "Hong Kong-based DELU"
    if let Some((code, skip)) = based_in(reader, from) {
        origin = Some(code);
        from += skip;
    }
    // "the American NGO Elm Trust"
    if let Some((code, skip)) = ngo_of(reader, from, to) {
        origin = Some(code);
        from += skip;
    }
    from = after_office(reader, from, to);
    from = after_people(reader, from, to);
    let whole = to;
    to = without_office(reader, from, to);
    let last = last || to < whole;
    if from >= to {
        return None;
    }
    let words: Vec<&str> = (from..to).map(|i| reader.word(i)).collect();
    let joined = words.join(" ");
    let lower = small_letters(&joined);
    if is_no_body(reader, from, to, &joined, &lower) {
        return None;
    }
    // "… Association Inc. (New Zealand)": the stop of a legal form ends no sentence here.
    let legal = matches!(words.last(), Some(&"Inc" | &"Ltd" | &"Co" | &"Corp"))
        && reader.word(to) == "."
        && !reader.begins_sentence(to + 1)
        && to + 1 < reader.sentence_end(from);
    let to = to + usize::from(legal);
    let brackets = if last || reader.word(to) == "(" {
        bracket::read(reader, &joined, to)
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
    let mut cut = to;
    if let Some((of, code)) = home_in_name(reader, from, to) {
        origin = Some(code);
        cut = of;
        span = reader.span(from, of);
        shown = (from..of).map(|i| reader.word(i)).collect();
    }
    let single = shown.len() == 1;
    let typed = kind::of_words_once(reader, &shown, &origin);
    if is_thing(reader, &shown, origin.is_some()) {
        return None;
    }
    // "the Trust", "The Foundation": a head noun alone refers, it does not name.
    let head_alone = lexicon.names.head(&shown).is_some_and(|(_, n)| n == shown.len()) && origin.is_none();
    let determined = from > 0 && lexicon.names.determiners.contains(&reader.word(from - 1).to_lowercase());
    if head_alone && full_span.is_none() && (determined && single || shown[0].ends_with("ies")) {
        return None;
    }
    let words_text = full_span.unwrap_or_else(|| reader.words(from, cut));
    // "the charity “Brightseed”", not "the charity’s “Green Hills for All” activity"
    let quoted = matches!(reader.word(from.wrapping_sub(1)), "“" | "\"")
        && reader.token(to).is_none_or(|t| t.shape != Shape::Lower);
    let (kind, evidence, place, weak) = match typed {
        Some(t) => {
            origin = origin.or(t.origin);
            (
                t.kind,
                t.evidence,
                t.place,
                brackets.origin.is_none() && (head_alone && shown.len() < 4 || single && origin.is_none()),
            )
        }
        None => {
            // Its origin said nothing either: a weak name, which another mention or its context may support.
            let ngo_before = is_ngo_noun(reader, from);
            let supported = origin.is_some() || quoted && ngo_before;
            (
                Kind::ForeignNgo,
                if supported { Evidence::Quoted } else { Evidence::Capitals },
                None,
                !supported,
            )
        }
    };
    if weak
        && (single
            && reader.token(from).is_some_and(|t| t.shape == Shape::Capital)
            && before.is_empty()
            && reader.begins_sentence(from)
            && !words[0].chars().skip(1).any(char::is_uppercase)
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
        evidence,
        acronym,
        origin: origin.filter(|_| matches!(kind, Kind::ForeignNgo | Kind::ForeignMission)),
        place,
        respelt: false,
        weak,
        told: false,
        police_of_place: false,
        member: 0,
    })
}

/// Where a name ends before a representative office of its body: "X Wuhan Representative Office". The words themselves
/// where no name stands before the office.
fn without_office(reader: &Reader, from: usize, to: usize) -> usize {
    let is_office = |i: usize| matches!(reader.word(i), "Office" | "Offices" | "office" | "offices");
    let Some(office) = (from..to).find(|i| {
        is_office(*i) && matches!(reader.word(i.wrapping_sub(1)), "Representative" | "Rep")
            || is_office(*i) && i + 1 == to
    }) else {
        // "X Wuhan representative office": the place belongs to the office.
        return match (
            reader.word(to),
            (from + 1..to).find(|i| reader.place_at(*i).is_some_and(|(_, end)| end == to)),
        ) {
            ("representative" | "rep" | "office", Some(place)) => place,
            _ => to,
        };
    };
    let representative = matches!(reader.word(office - 1), "Representative" | "Rep");
    let before = if representative { office - 1 } else { office };
    let place = (from + 1..before).find(|i| reader.place_at(*i).is_some_and(|(_, end)| end == before));
    let cut = match (place, representative) {
        (Some(place), _) => place,
        (None, true) => before,
        (None, false) => return to,
    };
    let words: Vec<&str> = (from..cut).map(|i| reader.word(i)).collect();
    let foreign =
        !matches!(reader.lexicon.names.head(&words), Some((Head::GovernmentBody | Head::University, _)));
    if cut > from && (representative || foreign && !is_place_only(reader, from, cut)) { cut } else { to }
}

/// Whether the words are known to name no organisation: a law, a place, a country, a people.
fn is_no_body(reader: &Reader, from: usize, to: usize, words: &str, lower: &str) -> bool {
    reader.lexicon.names.never.contains(lower.strip_prefix("the ").unwrap_or(lower))
        || is_place_only(reader, from, to)
        || reader.lexicon.countries.find_as(&[Form::Name, Form::Adjective, Form::People], words).is_some()
}

/// Where the name of an owner begins behind its office: "Wuhan Representative Office of | Elm Trust".
fn after_office(reader: &Reader, from: usize, to: usize) -> usize {
    let Some(of) = (from + 1..to).find(|i| reader.word(*i) == "of" && reader.word(i - 1) == "Office") else {
        return from;
    };
    let place = reader.place_at(from).map_or(from, |(_, end)| end);
    let representative = place + 2 == of && matches!(reader.word(place), "Representative" | "Rep");
    let words: Vec<&str> = (of + 1..to).map(|i| reader.word(i)).collect();
    if representative && words.len() > 1 && kind::head_of(reader.lexicon, &words).is_some() {
        of + 1
    } else {
        from
    }
}

/// How many bytes before and after a name are looked at for the same name by itself.
const NEAR: usize = 4000;

/// Where a name begins behind people that open a sentence: "Doctors of | Elm Trust", where the text has the name alone too.
fn after_people(reader: &Reader, from: usize, to: usize) -> usize {
    let word = reader.word(from).to_lowercase();
    let people = singular(&word).is_some_and(|s| reader.lexicon.names.persons.contains(&*s));
    let of = matches!(reader.word(from + 1), "of" | "from" | "at") && from + 2 < to;
    if !people || !of || !reader.begins_sentence(from) {
        return from;
    }
    let rest = reader.words(from + 2, to);
    let whole = reader.words(from, to);
    // Near by, so that reading takes no longer than the text.
    let here = reader.span(from, to);
    let near = |at: usize| (0..4).map(|n| at + n).find(|at| reader.text.is_char_boundary(*at));
    let first = near(here.start.saturating_sub(NEAR)).unwrap_or(here.start);
    let last = near((here.end + NEAR).min(reader.text.len())).unwrap_or(here.end);
    let text = reader.text.get(first..last).unwrap_or_default();
    let alone = text.matches(rest).count() > text.matches(whole).count();
    if alone { from + 2 } else { from }
}

/// "… Foundation of the United States", "… Group of Japan": where the home begins that is no part of the name, and which
/// it is.
fn home_in_name(reader: &Reader, from: usize, to: usize) -> Option<(usize, String)> {
    let of = (from + 2..to).rev().find(|i| reader.word(*i) == "of")?;
    let home = if reader.word(of + 1) == "the" { of + 2 } else { of + 1 };
    let left: Vec<&str> = (from..of).map(|i| reader.word(i)).collect();
    let heads = &reader.lexicon.names.heads_of_home;
    // No body of the mainland says in its name that it is of Taiwan.
    let strait = reader.word(home) == "Taiwan" && left.len() > 3;
    let society = matches!(reader.lexicon.names.head(&left), Some((Head::Society, _)))
        && left.len() > 2
        && (strait || heads.contains(reader.word(of - 1)));
    // "Asociación Manos del Sur of Spain": a name without an English head.
    let headless = left.len() > 2
        && reader.lexicon.names.head(&left).is_none()
        && !left.iter().any(|w| matches!(*w, "of" | "for" | "on"))
        && !is_thing(reader, &left, true);
    if !(society || headless) || home >= to {
        return None;
    }
    // "Industry Association of Japan", "Natives Association of Macau" say their whole names so; "… Foundation of the United
    // States" does not.
    let code = kind::is_known_country(reader.lexicon, reader.words(home, to))?;
    (headless || code != "MO").then_some((of, code))
}

/// Whether the words end, at their end or before "of", "for", "on", "to", as names of things do: "Belt and Road Forum".
fn is_thing(reader: &Reader, words: &[&str], home_known: bool) -> bool {
    let names = &reader.lexicon.names;
    let small = words.iter().position(|w| matches!(*w, "of" | "for" | "on" | "to")).filter(|i| *i > 0);
    let headed = small.is_some_and(|i| names.head(&words[..i]).is_some()) || names.head(words).is_some();
    small.is_some_and(|i| names.ends.contains(words[i - 1]))
        && (small == Some(1) || names.head(words).is_none())
        || !home_known
            && words.last().is_some_and(|w| {
                names.ends.contains(*w)
                    && !(names.soft_ends.contains(*w) && (headed || kind::is_headed(reader, words)))
            })
}

/// A name without inner blanks doubled and without line breaks.
fn clean(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(['’', '\'']).to_owned()
}

/// Whether all the words name a place (with its rank).
fn is_place_only(reader: &Reader, from: usize, to: usize) -> bool {
    let words = reader.words(from, to);
    let (places, countries) = (&reader.lexicon.places, &reader.lexicon.countries);
    if !places.may_begin(reader.word(from)) && !countries.may_begin(reader.word(from)) {
        return false;
    }
    if places.find(words).next().is_some() {
        return true;
    }
    let mut parts = words.split(" and ").flat_map(|p| p.split(", "));
    parts.all(|p| places.find(p).next().is_some() || countries.find_place(p).is_some())
}
