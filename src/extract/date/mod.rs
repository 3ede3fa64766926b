//! When: the day that a sentence gives.
//!
//! [`written`] reads days with a month or a number, [`relative`] those that another day gives, [`calendar`] knows months
//! and days of the week.

mod calendar;
mod relative;
mod written;

pub(crate) use written::{Written, read as written};

use super::reduce::Word;
use super::tag::Tag;
use crate::lexicon::Language;
use crate::record::Modality;
use jiff::civil::Date;

/// What a sentence says of the day of what it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// A day.
    Day(Date),
    /// A day of the week or of the month: the last such day for what happened, the next one for what is to come.
    Either(Date, Date),
    /// A time that is no day: "in June", "last year", "since then".
    Vague,
    /// A time that is no day and is to come: "next year".
    Ahead,
    /// The day of the occasion told of before: "that day", "at the meeting".
    Same,
    /// Nothing.
    Silent,
}

impl When {
    /// What it says of an event that happened or is planned: a day on the other side of `post` is not the event's.
    pub fn of(self, modality: Modality, post: Option<Date>) -> When {
        let planned = modality == Modality::Planned;
        let fits = |day: Date| post.is_none_or(|p| if planned { day >= p } else { day <= p });
        match self {
            When::Either(past, next) => When::Day(if planned { next } else { past }).of(modality, post),
            When::Day(day) if !fits(day) => When::Silent,
            When::Ahead => {
                if planned {
                    When::Vague
                } else {
                    When::Silent
                }
            }
            when => when,
        }
    }
}

/// What days are counted from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    /// The post's date.
    pub post: Option<Date>,
    /// The day told of before.
    pub last: Option<Date>,
    /// Whether `last` was told of, and is not the post's.
    pub told: bool,
    /// The first and last of the days that an occasion told of before took: "from March 5 to 7".
    pub stretch: Option<(Date, Date)>,
}

/// Whether a word in small letters says a time.
pub(crate) fn is_time_word(language: &Language, word: &str) -> bool {
    calendar::is_name(word)
        || language.time.words.contains(word)
        || word.len() == 4 && word.starts_with(['1', '2']) && word.chars().all(|c| c.is_ascii_digit())
}

/// Whether a word is a day that stands by itself: a written day, a day of the week.
pub(crate) fn is_day(word: &Word) -> bool {
    word.day.is_some() || word.capital && calendar::weekday(&word.text).is_some()
}

/// Whether a word is the name of a month or of a day of the week, in whatever letters.
pub(crate) fn is_calendar_name(word: &str) -> bool {
    calendar::is_name_in_any_letters(word)
}

/// The first and last of several days that words write out: "from March 5 to 7", "a two-day class on March 5".
pub(crate) fn stretch(words: &[Word], clock: Clock) -> Option<(Date, Date)> {
    let day_of = |when| match when {
        When::Day(day) | When::Either(day, _) => Some(day),
        _ => None,
    };
    let written = || words.iter().filter_map(|w| w.day);
    let several =
        written().find_map(|d| Some((day_of(resolve(d, clock))?, day_of(resolve(d.last()?, clock))?)));
    let length = words.iter().find_map(|w| calendar::length(&w.text));
    // "on the following three days"
    let ahead = words.windows(3).find_map(|w| {
        let days = calendar::count(&w[1].text).filter(|_| w[2].is("days"))?;
        matches!(w[0].text.as_str(), "following" | "next").then_some(days)
    });
    if let Some((last, days)) = clock.last.filter(|_| clock.told).zip(ahead) {
        let shift = |days: i64| last.checked_add(jiff::Span::new().days(days)).ok();
        return shift(1).zip(shift(days));
    }
    several.filter(|(first, last)| first <= last).or_else(|| {
        let first = day_of(resolve(written().next()?, clock))?;
        Some((first, first.checked_add(jiff::Span::new().days(length? - 1)).ok()?))
    })
}

/// The times that words say, each with its first word.
pub(crate) fn read(language: &Language, words: &[Word], clock: Clock) -> Vec<(usize, When)> {
    let mut out = Vec::new();
    let mut clock = clock;
    let mut i = 0;
    while i < words.len() {
        if let Some((when, taken)) = at(language, words, i, clock) {
            // "on March 5, and the next day": from the day that the sentence has given.
            if let When::Day(day) | When::Either(day, _) = when {
                clock.last = Some(day);
            }
            out.push((i, when));
            i += taken.max(1);
        } else {
            i += 1;
        }
    }
    out
}

fn at(language: &Language, words: &[Word], i: usize, clock: Clock) -> Option<(When, usize)> {
    if !words[i].entities.is_empty() {
        return None;
    }
    if let Some(day) = words[i].day {
        let before = |n: usize| i.checked_sub(n).map_or("", |k| words[k].text.as_str());
        let term = bound_before(language, words, i) && !begins_then(words, i, day);
        let when = if term || is_dateline(words, i) || is_of_paper(language, words, i) {
            When::Silent
        } else if before(1) == "of"
            && matches!(before(2), "week" | "weekend" | "fortnight" | "month" | "days" | "weeks")
        {
            // "in the week of March 19"
            When::Vague
        } else if before(1) == "of" && before(2) == "eve" {
            eve(resolve(day, clock))
        } else {
            resolve(day, clock)
        };
        return Some((when, 1));
    }
    // "in mid-June"
    if words[i].text.strip_prefix("mid-").is_some_and(|m| calendar::month(m).is_some()) {
        let when = if bound_before(language, words, i) { When::Silent } else { When::Vague };
        return Some((when, 1));
    }
    // "in June", "June 2019"
    if words[i].capital && calendar::month(&words[i].text).is_some() {
        let year = words.get(i + 1).is_some_and(|w| calendar::year(&w.text).is_some());
        // "from the Fund in March": no term.
        let within = i > 0 && matches!(words[i - 1].text.as_str(), "in" | "during");
        let when = if !within && bound_before(language, words, i) { When::Silent } else { When::Vague };
        return Some((when, 1 + usize::from(year)));
    }
    let here = relative::At::new(language, words, i, clock);
    here.read().or_else(|| here.by_name()).or_else(|| here.by_weekday())
}

/// The day that is written, in the year and month meant.
fn resolve(day: Written, clock: Clock) -> When {
    let (year, month, day) = day.parts();
    if let Some(month) = month {
        return calendar::in_year(month, day, year, clock.post).map_or(When::Vague, When::Day);
    }
    let is = |d: Date| d.day() == day;
    let Some(post) = clock.post else {
        let last = clock.last.and_then(|l| Date::new(l.year(), l.month(), day).ok());
        return last.map_or(When::Vague, When::Day);
    };
    let today = Some(post).filter(|p| is(*p));
    let past = today.or_else(|| calendar::nearest(post, false, is));
    either(past, today.or_else(|| calendar::nearest(post, true, is)))
}

fn either(past: Option<Date>, next: Option<Date>) -> When {
    past.zip(next).map_or(When::Silent, |(past, next)| When::Either(past, next))
}

/// "by March 20", "before the end of March", "until": a term, not the day of the event.
fn bound_before(language: &Language, words: &[Word], i: usize) -> bool {
    words[..i]
        .iter()
        .rev()
        .take(4)
        .take_while(|w| w.entities.is_empty() && !w.is(",") && !w.is("on"))
        .any(|w| language.time.terms.contains(&w.text))
}

/// "its letter of March 15", "a certificate, dated March 15,", "the report, due on March 15,": the day of a paper of which
/// something else is told; not "in a letter of March 15".
fn is_of_paper(language: &Language, words: &[Word], i: usize) -> bool {
    let before = |n: usize| i.checked_sub(n).map_or("", |k| words[k].text.as_str());
    let on = usize::from(before(1) == "on");
    match before(1 + on) {
        "dated" if before(2 + on) == "," => true,
        "dated" => !brings_news(words, i - 1 - on),
        "of" if on == 0 => language.time.documents.contains(before(2)) && !brings_news(words, i - 1),
        "due" => !language.words.be.contains(before(2 + on)),
        _ => false,
    }
}

/// "in a letter", "a letter": whether a paper before word `end` is what tells the news, and not a known one.
fn brings_news(words: &[Word], end: usize) -> bool {
    let inside =
        |w: &&Word| matches!(w.tag, Tag::Noun | Tag::Name | Tag::Number | Tag::Adverb | Tag::Genitive);
    let length = words[..end].iter().rev().take(6).take_while(inside).count();
    let Some(first) = (end - length).checked_sub(1).map(|k| &words[k]) else { return true };
    let outside = (end - length).checked_sub(2).map(|k| words[k].text.as_str());
    matches!(first.text.as_str(), "a" | "an" | "in" | "by")
        || matches!(first.tag, Tag::Determiner | Tag::Possessive)
            && outside.is_none_or(|w| matches!(w, "in" | "by"))
}

/// "from March 5 to 7", "for two days from March 5", "with effect from March 5": the day on which it began.
fn begins_then(words: &[Word], i: usize, day: Written) -> bool {
    let i = if i > 0 && words[i - 1].is("the") { i - 1 } else { i };
    let before = |n: usize| i.checked_sub(n).map_or("", |k| words[k].text.as_str());
    before(1) == "from"
        && (day.is_several()
            || matches!(
                before(2),
                "days"
                    | "day"
                    | "weeks"
                    | "week"
                    | "effect"
                    | "effective"
                    | "starting"
                    | "beginning"
                    | "as"
                    | "running"
            ))
}

/// The day before.
fn eve(when: When) -> When {
    match when {
        When::Day(day) => day.yesterday().map_or(When::Vague, When::Day),
        when => when,
    }
}

/// "WUHAN, May 22 (Xinhua) --": when a report was sent.
fn is_dateline(words: &[Word], i: usize) -> bool {
    let dash = |w: &Word| matches!(w.text.as_str(), "—" | "–" | "--" | "-");
    let bracket = words.get(i + 1).is_some_and(|w| w.is("("));
    let end =
        if bracket { words[i..].iter().position(|w| w.is(")")).map(|n| i + n + 1) } else { Some(i + 1) };
    i < 6
        && words[0].capital
        && matches!(words[0].tag, Tag::Noun | Tag::Name)
        && words[..i].iter().any(|w| w.is(","))
        && end.and_then(|e| words.get(e)).is_some_and(dash)
}
