//! A text as lines, each with what its shape says, and lines as paragraphs.

use super::date::{self, Written};
use super::furniture;
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A line that is not blank.
#[derive(Debug, Clone)]
pub(super) struct Line<'t> {
    /// Its words, without surrounding white space.
    pub words: &'t str,
    /// Where they stand.
    pub span: Span,
    /// Whether a blank line, or the start of the text, stands before it.
    pub apart: bool,
    /// What it is.
    pub shape: Shape,
}

/// What a line is, by its shape alone.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// Navigation, separators, footers.
    Furniture,
    /// Nothing but a date, as a heading over what follows; perhaps with the first words after it.
    Dated(DateLine),
    /// A heading of another kind, which names what follows and tells nothing.
    Heading,
    /// A whole sentence, or several.
    Prose,
    /// Other words: a headline, a name, an item of a list.
    Words,
}

/// A line that opens with a date and has nothing else, or a text after a colon or dash.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DateLine {
    /// The date.
    pub date: Written,
    /// Whether a colon, a Markdown heading or bold face marks it as a heading.
    pub marked: bool,
    /// The heading, without Markdown marks' white space.
    pub heading: Span,
    /// What follows on the same line.
    pub rest: Option<Span>,
}

static GREETING: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)^(?:dear|to the|to all|hello|greetings)\b.{0,120}[,:]$"));
static ABBREVIATION: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:\b[A-Z]\.)+$|\b(?:Co|Inc|Ltd|Corp)\.$"));
static LIST_ITEM: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?:[-*+•·▪–]\s+|\(?\d{1,2}[.)、]\s+|\(?[a-zA-Z][.)]\s+|[IVX]{1,5}\.\s+)"));
static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s*")
});

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^,?\s*(?:at\s+)?\d{1,2}:\d\d(?::\d\d)?\s*(?:[ap]\.?m\b\.?)?\s*(?:\(?(?:GMT|UTC|CST|HKT|[ECMP][SD]T)?(?:[+-]\d\d?:?\d\d)?\)?)",
    )
});
static POSTED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)^(?:posted|published|post of|date)\s*(?:on\b)?\s*:?\s+(?:on\s+)?"));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern)
        .unwrap_or_else(|e| unreachable!("a pattern of this file is no regular expression: {e}"))
}

/// The lines of `text` from byte `from` on that are not blank, in order.
pub(super) fn read(text: &str, from: usize) -> Vec<Line<'_>> {
    let (mut lines, mut offset, mut apart) = (Vec::new(), from, true);
    for raw in text.get(from..).unwrap_or_default().split('\n') {
        let start = offset + (raw.len() - raw.trim_start().len());
        let words = raw.trim();
        offset += raw.len() + 1;
        if words.is_empty() {
            apart = true;
            continue;
        }
        let span = Span::new(start, start + words.len());
        lines.push(Line { words, span, apart, shape: shape(words, span) });
        apart = false;
    }
    wrapped_prose(&mut lines);
    subheadings(&mut lines);
    lines
}

/// In a text wrapped at some width, the lines of a block that ends as a sentence does are all prose.
fn wrapped_prose(lines: &mut [Line<'_>]) {
    let width = wrap_width(lines);
    for i in (1..lines.len()).rev() {
        let (before, line) = (&lines[i - 1], &lines[i]);
        let ends =
            line.shape == Shape::Prose || (line.shape == Shape::Words && line.words.ends_with(['.', '”']));
        if !line.apart && ends && before.shape == Shape::Words && wraps(before, line, width) {
            lines[i - 1].shape = Shape::Prose;
            lines[i].shape = Shape::Prose;
        }
    }
}

fn shape(words: &str, span: Span) -> Shape {
    if furniture::is_furniture(words) {
        Shape::Furniture
    } else if let Some(dated) = date_line(words, span) {
        Shape::Dated(dated)
    } else if is_marked_heading(words) {
        Shape::Heading
    } else if is_prose(words) {
        Shape::Prose
    } else {
        Shape::Words
    }
}

/// Short lines in Title Case or capitals right above prose, past the first prose, are headings.
fn subheadings(lines: &mut [Line<'_>]) {
    let Some(first) = lines.iter().position(|l| l.shape == Shape::Prose) else { return };
    // Capitals, or a line under a date, head the first prose as well.
    for i in 0..lines.len() {
        let over_prose = lines.get(i + 1).is_some_and(|l| l.shape == Shape::Prose);
        let line = &lines[i];
        if line.shape != Shape::Words || !over_prose || LIST_ITEM.is_match(line.words) {
            continue;
        }
        let alone = line.apart && (line.words.len() <= 120);
        let below_date = i > 0 && matches!(lines[i - 1].shape, Shape::Dated(_));
        if alone
            && i > 0
            && (is_capitals(line.words) || ((i > first || below_date) && is_title_case(line.words)))
        {
            lines[i].shape = Shape::Heading;
        }
    }
}

/// Whether a line of words ends as a sentence does, or is too long to be anything else.
pub(super) fn is_prose(words: &str) -> bool {
    if GREETING.is_match(words) || words.len() > 260 {
        return true;
    }
    // A remark in brackets may follow the last sentence: "(March 3, 2019)".
    let opened = words
        .strip_suffix([')', ']'])
        .and_then(|w| w.rsplit_once(['(', '[']))
        .map(|(before, _)| before.trim());
    let whole = opened.filter(|before| before.ends_with(['.', '!', '?', '”', '"'])).unwrap_or(words);
    let closed = whole.trim_end_matches(['”', '"', '’', '\'', ')', ']', '*', '_', '）', '」']);
    if words.split_whitespace().count() < 4 && !closed.ends_with('。') {
        return false;
    }
    match closed.chars().next_back() {
        Some('.' | '…') => !(ABBREVIATION.is_match(closed) && is_title_case(words)),
        Some('。' | '！' | '？') => true,
        Some('!' | '?') => words.len() > 120 || !is_title_case(words),
        Some(':' | '；' | ';' | '：') => words.len() > 60,
        _ => false,
    }
}

/// "## Hubei": a heading that Markdown marks.
fn is_marked_heading(words: &str) -> bool {
    let marks = words.bytes().take_while(|b| *b == b'#').count();
    (1..=6).contains(&marks) && words[marks..].starts_with(' ')
}

fn is_capitals(words: &str) -> bool {
    words.chars().any(char::is_uppercase) && !words.chars().any(char::is_lowercase)
}

/// Whether nearly all longer words begin with a capital.
fn is_title_case(words: &str) -> bool {
    let long = words.split_whitespace().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 4);
    let (mut all, mut capital) = (0, 0);
    for word in long {
        all += 1;
        capital += usize::from(word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase));
    }
    all > 0 && capital * 10 >= all * 9
}

/// A line that is a date, in whatever dress: `March 31:`, `## 31 March 2019`, `**April 2**`, `Posted: Sunday, March 31`.
fn date_line(words: &str, span: Span) -> Option<DateLine> {
    let opening = words.trim_start_matches(['#', '*', '_', '>', '[', '(', ' ', '【']);
    let marks = &words[..words.len() - opening.len()];
    let marked = marks.contains(['#', '*', '_', '【']);
    let posted = POSTED.find(opening).map_or(0, |m| m.end());
    let bare = &opening[posted..];
    let bare = &bare[WEEKDAY.find(bare).map_or(0, |m| m.end())..];
    let found = opening_date(bare)?;
    let after = &bare[found.range.end..];
    let after = &after[TIME.find(after).map_or(0, |m| m.end())..];
    let after = after.strip_prefix(',').unwrap_or(after).trim_start();
    let after = after.strip_prefix('(').unwrap_or(after);
    let after = &after[WEEKDAY.find(after).map_or(0, |m| m.end())..];
    let closing = after.trim_start_matches(['*', '_', ']', ')', '】', '#', ' ']);
    let colon = closing.strip_prefix([':', '：']);
    let dash = closing.strip_prefix(['—', '–']).or_else(|| closing.strip_prefix("- "));
    let rest = colon.or(dash).unwrap_or(closing).trim_start_matches(['*', '_', ' ']).trim_start();
    let date = Written { range: 0..0, ..found };
    if rest.is_empty() {
        return Some(DateLine { date, marked: marked || colon.is_some(), heading: span, rest: None });
    }
    let at = span.start + (words.len() - rest.len());
    match (colon, dash) {
        (Some(_), _) | (None, Some(_)) if is_prose(rest) => {
            let heading =
                Span::new(span.start, span.start + words[..words.len() - rest.len()].trim_end().len());
            Some(DateLine { date, marked: true, heading, rest: Some(Span::new(at, span.end)) })
        }
        (Some(_), _) => Some(DateLine { date, marked: true, heading: span, rest: None }),
        // "March 31 – Wuhan": a heading that also says where, or what about.
        (None, Some(_)) if rest.len() <= 80 && !rest.contains(|c: char| c.is_ascii_digit()) => {
            Some(DateLine { date, marked, heading: span, rest: None })
        }
        _ if marks.contains('#') => Some(DateLine { date, marked: true, heading: span, rest: None }),
        _ => None,
    }
}

/// The date that opens `words`; of a span of days the last, by which all of it had happened.
fn opening_date(words: &str) -> Option<Written> {
    if let Some(period) = date::opening_period(words) {
        let last = period.days.1;
        return Some(Written {
            range: period.range,
            year: Some(last.year()),
            month: last.month(),
            day: last.day(),
        });
    }
    date::opening(words)
}

/// The paragraphs of consecutive lines: blocks between blank lines. Inside a block a line break ends a paragraph
/// unless the text is wrapped at a width that the next word would have passed.
pub(super) fn paragraphs(lines: &[&Line<'_>], width: Option<usize>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut before: Option<&Line<'_>> = None;
    for line in lines {
        let joins =
            before.is_some_and(|b| !line.apart && !LIST_ITEM.is_match(line.words) && wraps(b, line, width));
        match out.last_mut() {
            Some(last) if joins => *last = last.cover(line.span),
            _ => out.push(without_bullet(line)),
        }
        before = Some(line);
    }
    out
}

/// A paragraph begins after the bullet of a list; a number belongs to its words.
fn without_bullet(line: &Line<'_>) -> Span {
    let words = line.words.strip_prefix(['-', '*', '+', '•', '·', '▪', '–']).map_or(line.words, |rest| {
        if rest.starts_with(char::is_whitespace) { rest.trim_start() } else { line.words }
    });
    Span::new(line.span.end - words.len(), line.span.end)
}

/// Whether the text goes on from one line to the next without a break.
fn wraps(line: &Line<'_>, next: &Line<'_>, width: Option<usize>) -> bool {
    if goes_on(line.words, next.words) {
        return true;
    }
    let Some(width) = width else { return false };
    let word = next.words.split_whitespace().next().map_or(0, |w| w.chars().count());
    line.words.chars().count() + 1 + word + 6 > width
}

/// Whether a line breaks off inside a sentence: the next begins small, or it ends with a comma or a small word.
fn goes_on(line: &str, next: &str) -> bool {
    if line.split_whitespace().count() < 3 || is_prose(line) {
        return false;
    }
    let small = |w: &str| w.chars().all(|c| c.is_lowercase() || c == ',');
    next.starts_with(char::is_lowercase)
        || !is_title_case(line) && line.split_whitespace().next_back().is_some_and(small)
}

/// The width at which a text is wrapped: its longest line, where that is short and lines stand in blocks.
pub(super) fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let longest = lines.iter().map(|l| l.words.chars().count()).max()?;
    let inner = lines.iter().filter(|l| !l.apart).count();
    ((40..=110).contains(&longest) && inner * 3 >= lines.len()).then_some(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(line: &str) -> Option<(i8, i8, bool, Option<&str>)> {
        let span = Span::new(0, line.len());
        date_line(line, span).map(|d| (d.date.month, d.date.day, d.marked, d.rest.map(|r| r.of(line))))
    }

    #[test]
    fn a_date_heading_is_known_in_every_dress() {
        for line in [
            "March 31, 2019:",
            "March 31:",
            "**March 31**",
            "## March 31",
            "**31 March 2019:**",
            "[March 31]:",
        ] {
            assert_eq!(
                dated(line),
                Some((3, 31, !line.starts_with('[') || line.ends_with(':'), None)),
                "{line}"
            );
        }
        for line in ["2019-03-31", "31 March 2019", "Sunday, March 31, 2019", "March 31, 2019 (Sunday)"] {
            assert_eq!(dated(line), Some((3, 31, false, None)), "{line}");
        }
        assert_eq!(
            dated("March 31: The office visited Elm Trust."),
            Some((3, 31, true, Some("The office visited Elm Trust.")))
        );
        assert_eq!(dated("March 31 was the day on which it visited Elm Trust."), None);
        assert_eq!(dated("31 March 2019 | News in brief"), None);
        assert_eq!(dated("March 28-31, 2019:"), Some((3, 31, true, None)));
        assert_eq!(dated("March 31, 2019 10:30 a.m."), Some((3, 31, false, None)));
        assert_eq!(dated("Date: Sun, 31 Mar 2019 10:20:30 +0800"), Some((3, 31, false, None)));
        assert_eq!(dated("2019-03-31 10:20"), Some((3, 31, false, None)));
        assert_eq!(dated("March 31 – Wuhan"), Some((3, 31, false, None)));
    }

    #[test]
    fn a_headline_is_no_prose() {
        assert!(!is_prose(
            "Two Changsha Schools Receive Callers, and Guilin Police Inspect Groups From the U.S."
        ));
        assert!(!is_prose("Who Visits Whom in Wuhan?"));
        assert!(is_prose("The office visited Elm Trust."));
        assert!(is_prose("Dear friends,"));
        assert!(is_prose("“Spend the money where you said you would.”"));
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_and_long_lines_several() {
        let wrapped = "The Hubei office visited Elm Trust in the\nmorning and Oak Foundation in the afternoon,\nand went home.\nA second item begins on a new line, though\nno blank line stands before it.";
        let lines = read(wrapped, 0);
        let width = wrap_width(&lines);
        let parts = paragraphs(&lines.iter().collect::<Vec<_>>(), width);
        assert_eq!(parts.len(), 2, "{parts:?}");
        let long = format!("{}.\n{}.", "a word ".repeat(30), "a word ".repeat(30));
        let lines = read(&long, 0);
        assert_eq!(paragraphs(&lines.iter().collect::<Vec<_>>(), wrap_width(&lines)).len(), 2);
    }
}
