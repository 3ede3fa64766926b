//! When: the day that a sentence gives.

use super::reduce::Word;
use crate::lexicon::Language;
use jiff::civil::{Date, Weekday};
use jiff::{Span as Duration, ToSpan};

/// What a sentence says of the day of what it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// A day.
    Day(Date),
    /// A time that is no day: "in June", "last year", "since then".
    Vague,
    /// The day of the occasion told of before: "that day", "at the meeting".
    Same,
    /// Nothing.
    Silent,
}

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const SHORT: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sept", "oct", "nov", "dec"];
const DAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const NUMBERS: &[&str] =
    &["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// Whether a word in small letters says a time.
pub(crate) fn is_time_word(language: &Language, word: &str) -> bool {
    MONTHS.contains(&word)
        || DAYS.contains(&word)
        || language.time.words.contains(word)
        || word.len() == 4 && word.starts_with(['1', '2']) && word.chars().all(|c| c.is_ascii_digit())
}

/// Whether a word is the name of a month or of a day of the week, in whatever letters.
pub(crate) fn is_calendar_name(word: &str) -> bool {
    MONTHS.iter().chain(DAYS).any(|name| name.eq_ignore_ascii_case(word))
}

/// Reads the first time expression among words that lies within `from..to`; `post` is the post's date, `last` the day
/// told of before.
pub(crate) fn read(
    language: &Language,
    words: &[Word],
    post: Option<Date>,
    last: Option<Date>,
) -> Vec<(usize, When)> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if let Some((when, next)) = at(language, words, i, post, last) {
            out.push((i, when));
            i = next.max(i + 1);
        } else {
            i += 1;
        }
    }
    out
}

fn at(
    language: &Language,
    words: &[Word],
    i: usize,
    post: Option<Date>,
    last: Option<Date>,
) -> Option<(When, usize)> {
    let word = |k: usize| words.get(k).map_or("", |w| w.text.as_str());
    let before = if i > 0 { word(i - 1) } else { "" };
    let day = |n: i64| post.and_then(|p| p.checked_add(n.days()).ok()).map_or(When::Silent, When::Day);
    if !words[i].entities.is_empty() {
        return None;
    }
    // "April 20", "April 20, 2017", "20 April", "April 20-22"
    if let Some(month) = month_of(word(i), words[i].capital) {
        let (number, next) = if let Some(n) = day_number(word(i + 1)) {
            (Some(n), i + 2)
        } else if i > 0 && day_number(before).is_some() {
            (day_number(before), i + 1)
        } else {
            (None, i + 1)
        };
        let year_at = if word(next) == "," { next + 1 } else { next };
        let year = word(year_at).parse::<i16>().ok().filter(|y| (1900..2200).contains(y));
        let end = if year.is_some() { year_at + 1 } else { next };
        // A deadline or another time: "before the end of March", "by March 20", "until April 2".
        let bound = bound_before(
            language,
            words,
            if number.is_some() && day_number(before) == number { i.saturating_sub(1) } else { i },
        );
        if bound {
            return Some((When::Silent, end));
        }
        return Some((
            match number {
                Some(n) => in_year(month, n, year, post).map_or(When::Vague, When::Day),
                None => When::Vague,
            },
            end,
        ));
    }
    match word(i) {
        // "a few days later", "earlier in the month": no day.
        "few" | "several" | "some" if matches!(word(i + 1), "days" | "weeks" | "months") => {
            return Some((When::Vague, i + 2));
        }
        "earlier" | "later"
            if matches!(word(i + 1), "in" | "this" | "that")
                && word(i + 2) != "day"
                && word(i + 1) != "that" =>
        {
            return Some((When::Vague, i + 2));
        }
        "since" if !matches!(word(i + 1), "then") && word(i + 1).parse::<i16>().is_ok() => {
            return Some((When::Vague, i + 2));
        }
        // "on the 21st": of the month told of.
        ordinal
            if before == "the"
                && ordinal.starts_with(|c: char| c.is_ascii_digit())
                && ["st", "nd", "rd", "th"].iter().any(|e| ordinal.ends_with(e))
                && i > 1
                && word(i - 2) == "on" =>
        {
            let date = last
                .or(post)
                .zip(day_number(ordinal))
                .and_then(|(d, n)| Date::new(d.year(), d.month(), n).ok());
            return Some((date.map_or(When::Vague, When::Day), i + 1));
        }
        "today" if !matches!(before, "from" | "until") => return Some((day(0), i + 1)),
        "yesterday" => return Some((day(-1), i + 1)),
        "this" if matches!(word(i + 1), "morning" | "afternoon" | "evening") => return Some((day(0), i + 2)),
        "this" if language.time.periods.contains(word(i + 1)) => {
            return Some((When::Vague, i + 2));
        }
        "last" if word(i + 1) == "night" || language.time.periods.contains(word(i + 1)) => {
            return Some((if word(i + 1) == "night" { day(-1) } else { When::Vague }, i + 2));
        }
        "same" if matches!(word(i + 1), "day" | "morning" | "afternoon" | "evening" | "occasion") => {
            return Some((When::Same, i + 2));
        }
        "that" if matches!(word(i + 1), "day" | "morning" | "afternoon" | "evening" | "same") => {
            return Some((When::Same, i + 2));
        }
        "since" if matches!(word(i + 1), "then") => return Some((When::Vague, i + 2)),
        "past" if before == "the" && i > 1 && matches!(word(i - 2), "in" | "over" | "during") => {
            return Some((When::Vague, i + 1));
        }
        "next" | "coming" if language.time.periods.contains(word(i + 1)) => {
            return Some((When::Vague, i + 2));
        }
        _ => {}
    }
    // "two days later", "a day later", "the next day", "the following Monday", "two days earlier"
    let count = NUMBERS
        .iter()
        .position(|n| *n == word(i))
        .map(|n| n as i64)
        .or_else(|| matches!(word(i), "a" | "one" | "the").then_some(1))
        .or_else(|| word(i).parse::<i64>().ok().filter(|n| *n < 60));
    if let (Some(n), "day" | "days" | "week" | "weeks") = (count, word(i + 1)) {
        let unit = if word(i + 1).starts_with("week") { 7 } else { 1 };
        let sign = match word(i + 2) {
            "later" | "after" | "afterwards" | "on" => Some(1),
            "earlier" | "before" | "previously" => Some(-1),
            "ago" => return Some((day(-n * unit), i + 3)),
            _ => None,
        };
        if let (Some(sign), true) = (sign, word(i) != "the") {
            return Some((shift(last, sign * n * unit), i + 3));
        }
        if word(i) == "the" && word(i + 1) == "day" && matches!(word(i + 2), "before" | "after") {
            return Some((shift(last, if word(i + 2) == "after" { 1 } else { -1 }), i + 3));
        }
    }
    if matches!(word(i), "next" | "following" | "previous" | "preceding") && before == "the" {
        let back = matches!(word(i), "previous" | "preceding");
        if word(i + 1) == "day" || word(i + 1) == "morning" {
            return Some((shift(last, if back { -1 } else { 1 }), i + 2));
        }
        if let Some(weekday) = weekday_of(word(i + 1)) {
            return Some((
                last.map_or(When::Vague, |l| {
                    When::Day(if back { previous_weekday(l, weekday) } else { next_weekday(l, weekday) })
                }),
                i + 2,
            ));
        }
    }
    if let Some(weekday) = weekday_of(word(i)).filter(|_| words[i].capital) {
        // After a date ("September 10, a Friday") it says nothing new; else the last such day on or before the post's.
        if matches!(before, "a" | "the" | "every" | "each" | "until" | "by" | "next")
            || bound_before(language, words, i)
        {
            return Some((When::Silent, i + 1));
        }
        return Some((
            post.map_or(When::Silent, |p| {
                When::Day(if p.weekday() == weekday { p } else { previous_weekday(p, weekday) })
            }),
            i + 1,
        ));
    }
    None
}

fn shift(last: Option<Date>, days: i64) -> When {
    last.and_then(|l| l.checked_add(Duration::new().try_days(days).ok()?).ok()).map_or(When::Vague, When::Day)
}

/// "by March 20", "before the end of March", "until": a term, not the day of the event.
fn bound_before(language: &Language, words: &[Word], i: usize) -> bool {
    words[..i]
        .iter()
        .rev()
        .take(4)
        .take_while(|w| w.entities.is_empty() && !w.is(","))
        .any(|w| language.time.terms.contains(&w.text))
}

fn month_of(word: &str, capital: bool) -> Option<i8> {
    if !capital {
        return None;
    }
    MONTHS
        .iter()
        .position(|m| *m == word)
        .or_else(|| SHORT.iter().position(|m| *m == word))
        .map(|i| i as i8 + 1)
}

fn day_number(word: &str) -> Option<i8> {
    let digits =
        word.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
    digits.split(['-', '–']).next()?.parse::<i8>().ok().filter(|n| (1..=31).contains(n))
}

fn weekday_of(word: &str) -> Option<Weekday> {
    DAYS.iter().position(|d| *d == word).and_then(|i| Weekday::from_monday_zero_offset(i as i8).ok())
}

/// A month and day in the year given, else in that of the post, or the one before where it would lie far ahead.
fn in_year(month: i8, day: i8, year: Option<i16>, post: Option<Date>) -> Option<Date> {
    if let Some(year) = year {
        return Date::new(year, month, day).ok();
    }
    let post = post?;
    let here = Date::new(post.year(), month, day).ok()?;
    let ahead = here.since(post).ok()?.get_days();
    if ahead > 120 {
        Date::new(post.year() - 1, month, day).ok()
    } else if ahead < -270 {
        Date::new(post.year() + 1, month, day).ok()
    } else {
        Some(here)
    }
}

fn previous_weekday(from: Date, weekday: Weekday) -> Date {
    let mut date = from;
    for _ in 0..7 {
        date = date.yesterday().unwrap_or(date);
        if date.weekday() == weekday {
            break;
        }
    }
    date
}

fn next_weekday(from: Date, weekday: Weekday) -> Date {
    let mut date = from;
    for _ in 0..7 {
        date = date.tomorrow().unwrap_or(date);
        if date.weekday() == weekday {
            break;
        }
    }
    date
}
