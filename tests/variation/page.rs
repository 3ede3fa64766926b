//! Digests of varied sentences: days, unrelated sentences and careless typing.

use super::names::Used;
use super::rng::Rng;
use super::scene::{Case, Templates};
use guanxi::record::Precision;
use jiff::ToSpan;
use jiff::civil::Date;

/// One post.
pub struct Told {
    pub case: Case,
    /// What was written, noise included.
    pub text: String,
    pub date: Date,
    pub precision: Precision,
    /// Where it stands in the document, in code points.
    pub range: std::ops::Range<usize>,
}

/// A digest with what it tells.
pub struct Page {
    pub text: String,
    pub posts: Vec<Told>,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Sentences that tell of nothing.
const UNRELATED: [&str; 10] = [
    "The weather was fine.",
    "Snow lay in the streets.",
    "Some 300 people live in the village.",
    "The law took effect on January 1, 2017.",
    "Trains run every hour.",
    "Figures for the year are not yet complete.",
    "The bridge was built in 1957.",
    "Tea is grown on the hills around the town.",
    "Nobody was hurt.",
    "The forms are two pages long.",
];

fn day(date: Date) -> String {
    format!("{} {}", MONTHS[date.month() as usize - 1], date.day())
}

impl Page {
    /// A digest of `count` posts.
    pub fn write(templates: &Templates, rng: &mut Rng, count: usize) -> Page {
        let mut used = Used::default();
        let published =
            Date::new(2017 + rng.below(6) as i16, 1 + rng.below(12) as i8, 1 + rng.below(28) as i8)
                .expect("a date");
        let mut text = format!("{}, {}\n\nNotes from Several Places\n", day(published), published.year());
        let first = published - 20.days();
        let last = published - 3.days();
        text += &format!("\nWeekly WeChat Posts—{}-{}, {}\n", day(first), day(last), last.year());
        let mut posts = Vec::new();
        for n in 0..count {
            let date = first + (5 * n as i64).days();
            let told = post(templates, rng, &mut used, date, text.chars().count() + day(date).len() + 4);
            text += &format!("\n{}:\n\n{}\n", day(date), told.text);
            posts.push(told);
        }
        Page { text, posts }
    }
}

fn post(templates: &Templates, rng: &mut Rng, used: &mut Used, date: Date, start: usize) -> Told {
    let mut case = templates.case(rng, used);
    let mut sentence = case.text.replace("  ", " ").replace(" ,", ",").replace(" .", ".");
    let mut when = None;
    if case.datable && rng.chance(40) {
        let front = !case.day_behind || rng.chance(60);
        let (words, day) = day_words(rng, date, front);
        case.made_of.push(("day", shape_of(&words)));
        if front {
            sentence = format!("{words}, {}", small(&case, &sentence));
        } else {
            sentence.insert_str(sentence.len() - 1, &format!(" {words}"));
        }
        when = Some(day);
    }
    let sentence = capital(&sentence);
    let text = noise(rng, &sentence, &mut case.made_of);
    let range = start..start + text.chars().count();
    let (date, precision) = when.map_or((date, Precision::By), |d| (d, Precision::Day));
    Told { case, text, date, precision, range }
}

/// A day in words.
fn day_words(rng: &mut Rng, post: Date, front: bool) -> (String, Date) {
    let back = rng.below(12) as i64;
    let then = post - back.days();
    let weekday = post - ((back % 6) + 1).days();
    let name = DAYS[weekday.weekday().to_monday_zero_offset() as usize];
    let on = if front { "On" } else { "on" };
    match rng.below(9) {
        0..3 => (format!("{on} {}", day(then)), then),
        3 => (format!("{on} {}, {}", day(then), then.year()), then),
        4 => (format!("{on} the {} of {}", rng.pick(&["morning", "afternoon", "evening"]), day(then)), then),
        5 => (format!("{on} {name}"), weekday),
        6 => (if front { "Today" } else { "today" }.to_owned(), post),
        7 => (if front { "Yesterday" } else { "yesterday" }.to_owned(), post - 1.day()),
        _ if front => (format!("From {} to {}", day(then), day(then + 2.days())), then),
        _ => (format!("from {} to {}", day(then), day(then + 2.days())), then),
    }
}

/// "On the evening of month #": what sort of day it is.
fn shape_of(words: &str) -> String {
    let word = |w: &str| match w.trim_end_matches(',') {
        m if MONTHS.contains(&m) => "month".to_owned(),
        d if DAYS.contains(&d) => "weekday".to_owned(),
        n if n.parse::<u16>().is_ok_and(|n| n > 31) => "year".to_owned(),
        n if n.parse::<u16>().is_ok() => "#".to_owned(),
        other => other.to_owned(),
    };
    words.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A sentence as it goes on behind a comma: small, save where a name begins it.
fn small(case: &Case, sentence: &str) -> String {
    let named = case.orgs.iter().any(|o| sentence.starts_with(&o.written) || sentence.starts_with(&o.short));
    let mut chars = sentence.chars();
    match chars.next() {
        Some(c) if !named => c.to_lowercase().chain(chars).collect(),
        _ => sentence.to_owned(),
    }
}

fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Careless typing and what else stands in a paragraph.
fn noise(rng: &mut Rng, sentence: &str, made_of: &mut Vec<(&'static str, String)>) -> String {
    let mut text = sentence.to_owned();
    if rng.chance(50) {
        text = text.replace('\'', "’");
    }
    let blanks: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let at = *rng.pick(&blanks);
    // Elsewhere a line break is as likely the end of a headline.
    let inside = at > 40 && text[at + 1..].starts_with(char::is_lowercase);
    let with = match rng.below(20) {
        0..4 if inside => "\n",
        2 => "  ",
        3 => "\u{a0}",
        _ => " ",
    };
    if with != " " {
        text.replace_range(at..=at, with);
        made_of.push(("typing", format!("{with:?} for a blank")));
    }
    match rng.below(20) {
        0..3 => {
            made_of.push(("around", "an unrelated sentence before".to_owned()));
            text = format!("{} {text}", rng.pick(&UNRELATED));
        }
        3..6 => {
            made_of.push(("around", "an unrelated sentence behind".to_owned()));
            text = format!("{text} {}", rng.pick(&UNRELATED));
        }
        _ => {}
    }
    text
}
