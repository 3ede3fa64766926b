//! Months, days of the week, numbers of days.

use jiff::civil::{Date, Weekday};

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
const SHORT: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const NUMBERS: &[&str] =
    &["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const ORDINALS: &[&str] = &["first", "second", "third", "fourth", "fifth", "sixth", "seventh"];

/// Whether a word in small letters names a month or a day of the week.
pub(super) fn is_name(word: &str) -> bool {
    MONTHS.contains(&word) || DAYS.contains(&word)
}

/// Whether a word names a month or a day of the week, in whatever letters.
pub(super) fn is_name_in_any_letters(word: &str) -> bool {
    MONTHS.iter().chain(DAYS).any(|name| name.eq_ignore_ascii_case(word))
}

/// The month that a word in small letters names: "june", "sept".
pub(super) fn month(word: &str) -> Option<i8> {
    let at = |names: &[&str], word: &str| names.iter().position(|m| *m == word);
    at(MONTHS, word).or_else(|| at(SHORT, if word == "sept" { "sep" } else { word })).map(|i| i as i8 + 1)
}

/// The day of the week that a word in small letters names.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    DAYS.iter().position(|d| *d == word).and_then(|i| Weekday::from_monday_zero_offset(i as i8).ok())
}

/// The day of a month that a word says: "20", "21st", "20-22".
pub(super) fn day_number(word: &str) -> Option<i8> {
    let first = word.split(['-', '–']).next()?;
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|e| first.strip_suffix(e)).unwrap_or(first);
    digits.parse::<i8>().ok().filter(|n| (1..=31).contains(n) && digits.len() < 3)
}

/// A year: four digits.
pub(super) fn year(word: &str) -> Option<i16> {
    word.parse::<i16>().ok().filter(|y| (1900..2200).contains(y))
}

/// A number of days or weeks, in letters or digits.
pub(super) fn count(word: &str) -> Option<i64> {
    let number = NUMBERS.iter().position(|n| *n == word).map(|n| n as i64);
    number
        .or_else(|| matches!(word, "a" | "an" | "the").then_some(1))
        .or_else(|| (word == "several" || word == "some").then_some(0))
        .or_else(|| word.parse::<i64>().ok().filter(|n| *n < 60))
}

/// The number of days that a word in small letters says something takes: "two-day".
pub(super) fn length(word: &str) -> Option<i64> {
    word.strip_suffix("-day").and_then(count).filter(|n| (2..10).contains(n))
}

/// Which of several days a word in small letters says, counted from 0.
pub(super) fn nth(word: &str) -> Option<i64> {
    ORDINALS.iter().position(|n| *n == word).map(|n| n as i64)
}

/// A month and day in the year given, else in that of the post, or the one before where it would lie far ahead.
pub(super) fn in_year(month: i8, day: i8, year: Option<i16>, post: Option<Date>) -> Option<Date> {
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

/// The nearest day before (or with `ahead` after) `from` that `is` one.
pub(super) fn nearest(from: Date, ahead: bool, is: impl Fn(Date) -> bool) -> Option<Date> {
    let mut date = from;
    for _ in 0..62 {
        date = if ahead { date.tomorrow() } else { date.yesterday() }.ok()?;
        if is(date) {
            return Some(date);
        }
    }
    None
}
