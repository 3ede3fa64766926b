//! What the layout of a text says: publication date, headline, series line, dated posts.
//!
//! A digest has a publication date, a headline, a series line and posts under date headings. A text
//! without dated headings (news, newsletter, notice) is one post, dated by its publication or update.

use super::date::{self, Period};
use super::furniture;
use super::lines::{self, DateLine, Line, Shape};
use super::{Notice, Post};
use crate::text::Span;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// What was recognised.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Publication date, else the date of the last update.
    pub published: Option<Date>,
    /// Masthead and headline.
    pub headline: Option<Span>,
    /// The words of the headline alone.
    pub title: Option<String>,
    /// The series line.
    pub series: Option<Span>,
    /// Whose posts the series is of.
    pub speaker: Option<String>,
    /// "Fictional: …", which the text says of itself.
    pub note: Option<String>,
    /// At least one where the text has any words.
    pub posts: Vec<Post>,
    /// What could not be dated or placed.
    pub warnings: Vec<Notice>,
}

/// Where a date that the text lacks can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remedy {
    /// A file: in a table beside it.
    Table,
    /// A line of JSON: in itself.
    Field,
    /// Standard input: in the text, or as JSON.
    Heading,
}

impl Remedy {
    fn place(self) -> &'static str {
        match self {
            Remedy::Table => "the column `published` of a sources.csv beside the file",
            Remedy::Field => "the field `published` of the line",
            Remedy::Heading => "the field `published` of a JSONL line that holds the text",
        }
    }
}

static UPDATED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)\b(?:updated?|revised|modified|last edited)\b"));
static PUBLISHED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)\b(?:published|posted|issued|released|dated?|first appeared|of issue)\b"));
static SERIES: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)\b(?:posts?|wechat|weibo|bulletins?|digest|account|dispatches|roundup)\b"));
static DATELINE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^[A-Z][\w’'.\-]*(?:[ ,]+(?:[A-Z][\w’'.\-]*|\([A-Z]\w+\)))*,?\s+$"));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern)
        .unwrap_or_else(|e| unreachable!("a pattern of this file is no regular expression: {e}"))
}

/// Reads the layout of `text` from byte `from` on; `published` is what is known of its date from elsewhere,
/// `remedy` where else its date can be given.
pub(super) fn read(text: &str, from: usize, published: Option<Date>, remedy: Remedy) -> Layout {
    let mut lines = lines::read(text, from);
    let mut layout = Layout {
        note: lines.iter().find_map(|l| furniture::note(l.words)).map(str::to_owned),
        ..Layout::default()
    };
    drop_tail(&mut lines);
    let headings = headings(&lines);
    let front = match headings.first() {
        Some(first) => first.line,
        None => lines.iter().position(|l| l.shape == Shape::Prose).unwrap_or_else(|| wordless_front(&lines)),
    };
    let series = lines[..front].iter().position(|l| series_period(l).is_some());
    let period = series.and_then(|i| series_period(&lines[i]));
    if let (Some(i), Some(period)) = (series, &period) {
        layout.series = Some(lines[i].span);
        layout.speaker = speaker(lines[i].words, period);
    }
    layout.published = published.or_else(|| publication(&lines, front, series));
    headline(&lines[..front], series, &mut layout);

    let width = lines::wrap_width(&lines);
    if headings.is_empty() {
        layout.published = layout.published.or_else(|| dateline(&lines[front..])).or_else(|| closing(&lines));
        let body: Vec<&Line<'_>> = lines[front..].iter().collect();
        let has_prose = lines.iter().any(|l| l.shape == Shape::Prose);
        let paragraphs = lines::paragraphs(&telling(&body, has_prose), width);
        if !paragraphs.is_empty() {
            layout.posts.push(Post { number: 1, date: layout.published, heading: None, paragraphs });
        }
    } else {
        preamble(&lines[..front], series, &mut layout.warnings);
        posts(&lines, &headings, width, period.map(|p| p.days), remedy, &mut layout);
    }
    if headings.is_empty() && layout.published.is_none() && !layout.posts.is_empty() {
        layout.warnings.push(Notice {
            code: "no-date",
            span: Span::new(0, 0),
            message: format!(
                "no date was found, so nothing in this text is dated; give it {}in {}",
                if remedy == Remedy::Heading {
                    "on a line above the text, as \"May 3, 2019\", or "
                } else {
                    ""
                },
                remedy.place()
            ),
        });
    }
    layout
}

/// Where the body of a text without a whole sentence begins: after its first dates and furniture.
fn wordless_front(lines: &[Line<'_>]) -> usize {
    lines.iter().position(|l| !matches!(l.shape, Shape::Furniture | Shape::Dated(_))).unwrap_or(lines.len())
}

/// From a line like "Related articles" on, whatever is no sentence is a link to another page.
fn drop_tail(lines: &mut [Line<'_>]) {
    let Some(start) = lines.iter().rposition(|l| furniture::starts_tail(l.words)) else { return };
    if start * 2 < lines.len() {
        return;
    }
    for line in &mut lines[start..] {
        if line.shape != Shape::Prose {
            line.shape = Shape::Furniture;
        }
    }
}

/// A line that heads a post.
struct Heading {
    line: usize,
    dated: DateLine,
}

/// The date headings: every dated line but the publication date above them and a closing date below.
fn headings(lines: &[Line<'_>]) -> Vec<Heading> {
    let is_telling = |l: &Line<'_>| matches!(l.shape, Shape::Prose | Shape::Words);
    let mut found: Vec<Heading> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if let Shape::Dated(dated) = &line.shape {
            found.push(Heading { line: i, dated: dated.clone() });
        }
    }
    // Signed and dated at the end: no heading.
    if found.last().is_some_and(|h| {
        !h.dated.marked && h.dated.rest.is_none() && !lines[h.line + 1..].iter().any(is_telling)
    }) {
        found.pop();
    }
    // A plain date above a headline or series line is the day of publication, unless every date stands
    // above a headline of its own; so is an only date.
    if let Some(first) = found.first().filter(|h| !h.dated.marked) {
        let before_prose = !lines[..first.line].iter().any(|l| l.shape == Shape::Prose);
        let over_prose = |h: &Heading| {
            let next = lines[h.line + 1..].iter().find(|l| l.shape != Shape::Furniture);
            h.dated.rest.is_some() || next.is_some_and(|l| l.shape == Shape::Prose)
        };
        let titled = found.iter().all(|h| !h.dated.marked && !over_prose(h));
        let tells = |from: usize, to: usize| lines[from..to].iter().any(|l| l.shape == Shape::Prose);
        let titled = titled && found.windows(2).all(|pair| tells(pair[0].line, pair[1].line));
        if found.len() == 1 || (before_prose && !over_prose(first) && !titled) {
            found.remove(0);
        }
    }
    if is_diary(lines, &found) { Vec::new() } else { found }
}

/// "16 July: our board calls on X", below the words of a bulletin: dates without a year that each have their text on
/// the same line, after more prose than they bring, head no posts.
fn is_diary(lines: &[Line<'_>], found: &[Heading]) -> bool {
    let Some(first) = found.first() else { return false };
    let prose = |lines: &[Line<'_>]| -> usize {
        lines.iter().filter(|l| l.shape == Shape::Prose).map(|l| l.words.len()).sum()
    };
    let own_line = |h: &Heading| h.dated.date.year.is_none() && h.dated.rest.is_some();
    let after: usize = lines[first.line..].iter().map(|l| l.words.len()).sum();
    found.iter().all(own_line) && prose(&lines[..first.line]) > 2 * after
}

/// Publication date, else date of update, from the lines before the words; then from any line of the
/// front that holds a whole date.
fn publication(lines: &[Line<'_>], front: usize, series: Option<usize>) -> Option<Date> {
    let mut best: Option<(u8, Date)> = None;
    for (i, line) in lines[..front].iter().enumerate() {
        if Some(i) == series || line.words.len() > 160 {
            continue;
        }
        let Some(found) = date::all(line.words).into_iter().find(|d| d.year.is_some()) else { continue };
        let Some(day) = found.date() else { continue };
        let rest = line.words.len() - found.range.len();
        let rank = match &line.shape {
            Shape::Dated(_) => 0,
            Shape::Furniture => continue,
            _ if UPDATED.is_match(line.words) => 3,
            _ if PUBLISHED.is_match(line.words) => 1,
            _ if rest <= 60 => 2,
            _ => 4,
        };
        if best.is_none_or(|(other, _)| rank < other) {
            best = Some((rank, day));
        }
    }
    best.map(|(_, day)| day)
}

/// "GUANGZHOU, March 3, 2019 — …": the date that opens the words; "(March 3, 2019)" that closes them.
fn dateline(body: &[Line<'_>]) -> Option<Date> {
    let first = body.iter().find(|l| l.shape == Shape::Prose).or(body.first())?;
    let opening = date::all(first.words).into_iter().find(|d| d.year.is_some()).filter(|d| {
        let (before, after) = (&first.words[..d.range.start], first.words[d.range.end..].trim_start());
        let before = before.trim_start_matches(['(', '[']);
        let before = before.trim_end_matches('(');
        let dash = after.trim_start_matches([')', ']']).trim_start();
        let dash = dash
            .split_once(')')
            .map_or(dash, |(agency, rest)| if agency.starts_with('(') { rest } else { dash });
        let dashed = dash.trim_start().starts_with(['—', '–', '-', ':', '|']);
        (before.trim().is_empty() || DATELINE.is_match(before)) && before.len() < 60 && dashed
    });
    let bracketed = || {
        let last = body.iter().rfind(|l| matches!(l.shape, Shape::Prose | Shape::Words))?;
        let found = date::all(last.words).into_iter().rfind(|d| d.year.is_some())?;
        let closes = last.words[found.range.end..].trim_matches(['.', ' ']) == ")";
        (closes && last.words[..found.range.start].ends_with('(')).then_some(found)
    };
    opening.or_else(bracketed).and_then(|d| d.date())
}

/// The day under the words of a notice, or a line there that says when they were published.
fn closing(lines: &[Line<'_>]) -> Option<Date> {
    lines.iter().rev().take(8).find_map(|line| match &line.shape {
        Shape::Dated(dated) => dated.date.date(),
        Shape::Words if UPDATED.is_match(line.words) || PUBLISHED.is_match(line.words) => {
            date::day(line.words)
        }
        Shape::Words if line.words.len() < 60 => date::day(line.words),
        _ => None,
    })
}

/// The days of a series line: words, then a span of days, or one day after "… Posts—".
fn series_period(line: &Line<'_>) -> Option<Period> {
    if matches!(line.shape, Shape::Prose | Shape::Furniture | Shape::Dated(_)) || line.words.len() > 200 {
        return None;
    }
    let ends =
        |end: usize| line.words[end..].trim_matches([' ', ')', ']', '.', ':', '*', '_', ',']).is_empty();
    if let Some(period) = date::period(line.words).filter(|p| p.range.start > 0 && ends(p.range.end)) {
        return Some(period);
    }
    if let Some(months) = date::months(line.words)
        && SERIES.is_match(line.words)
        && months.range.start > 0
        && ends(months.range.end)
    {
        return Some(months);
    }
    if !SERIES.is_match(line.words) || PUBLISHED.is_match(line.words) && !line.words.contains("Posts") {
        return None;
    }
    let last = date::all(line.words).into_iter().rfind(|d| d.year.is_some())?;
    let day = last.date()?;
    let dashed = line.words[..last.range.start].trim_end().ends_with(['—', '–', '-', ':', '|', ',', '(']);
    (dashed && ends(last.range.end)).then_some(Period { range: last.range, days: (day, day) })
}

fn speaker(words: &str, period: &Period) -> Option<String> {
    let name = words.get(..period.range.start)?;
    let name = name.trim_matches(|c: char| c.is_whitespace() || "—–-:|,([#*_".contains(c));
    let last = name.split_whitespace().last()?.to_lowercase();
    let whole = !["of", "for", "from", "on", "in", "the", "between"].contains(&last.as_str());
    (whole && name.contains(' ') && name.starts_with(char::is_uppercase)).then(|| name.to_owned())
}

/// Masthead and headline: the words of the front that are neither series, date nor introduction.
fn headline(front: &[Line<'_>], series: Option<usize>, layout: &mut Layout) {
    let before_series = |i: usize| series.is_none_or(|s| i < s);
    let telling = front.iter().enumerate().filter(|(i, l)| {
        let words = matches!(l.shape, Shape::Words | Shape::Heading);
        (words && Some(*i) != series) || (l.shape == Shape::Prose && series.is_some() && before_series(*i))
    });
    // Lines that only date the text ("Updated 27 May 2019") head nothing.
    let telling: Vec<&Line<'_>> = telling
        .map(|(_, l)| l)
        .filter(|l| {
            !date::all(l.words).iter().any(|d| d.year.is_some() && l.words.len() - d.range.len() < 40)
        })
        .collect();
    let (Some(first), Some(last)) = (telling.first(), telling.last()) else {
        layout.title = series.map(|i| front[i].words.to_owned());
        return;
    };
    layout.headline = Some(first.span.cover(last.span));
    // A block of its own is the headline; the lines of one block are a masthead, headed by the first.
    let alone = |l: &&&Line<'_>| {
        let at = front.iter().position(|f| f.span == l.span).unwrap_or_default();
        l.apart && front.get(at + 1).is_none_or(|next| next.apart)
    };
    let title = telling.iter().filter(|l| l.shape == Shape::Words).rfind(alone).unwrap_or(first);
    layout.title = Some(title.words.trim_matches(['#', '*', '_', ' ']).to_owned());
}

/// Words between the series line and the first post belong to no post.
fn preamble(front: &[Line<'_>], series: Option<usize>, warnings: &mut Vec<Notice>) {
    let prose =
        front.iter().enumerate().filter(|(i, l)| l.shape == Shape::Prose && series.is_none_or(|s| *i > s));
    let Some(span) = prose.map(|(_, l)| l.span).reduce(Span::cover) else { return };
    warnings.push(Notice {
        code: "before-first-post",
        span,
        message: "these words stand before the first dated post and were taken as the editors' introduction"
            .to_owned(),
    });
}

/// The lines of `body` that make paragraphs; `has_prose`: whether any line of the text is prose.
fn telling<'a, 't>(body: &[&'a Line<'t>], has_prose: bool) -> Vec<&'a Line<'t>> {
    let keeps = |l: &&&Line<'_>| match &l.shape {
        Shape::Prose | Shape::Words => true,
        Shape::Furniture | Shape::Heading => false,
        Shape::Dated(dated) => !has_prose || dated.rest.is_some(),
    };
    body.iter().filter(keeps).copied().collect()
}

fn posts(
    lines: &[Line<'_>],
    headings: &[Heading],
    width: Option<usize>,
    period: Option<(Date, Date)>,
    remedy: Remedy,
    layout: &mut Layout,
) {
    let dates = date_posts(headings, period, layout.published);
    let has_prose = lines.iter().any(|l| l.shape == Shape::Prose);
    let ends = headings.iter().skip(1).map(|h| h.line).chain([lines.len()]);
    for (((heading, end), date), number) in headings.iter().zip(ends).zip(dates).zip(1..) {
        let body: Vec<&Line<'_>> = lines[heading.line + 1..end].iter().collect();
        let mut paragraphs = lines::paragraphs(&telling(&body, has_prose), width);
        if let Some(rest) = heading.dated.rest {
            // Words on the heading's own line; a wrapped text goes on in the next.
            let goes_on =
                width.is_some() && body.first().is_some_and(|l| !l.apart && l.shape != Shape::Furniture);
            match paragraphs.first_mut() {
                Some(first) if goes_on => *first = first.cover(rest),
                _ => paragraphs.insert(0, rest),
            }
        }
        if date.is_none() {
            layout.warnings.push(Notice {
                code: "no-year",
                span: heading.dated.heading,
                message: format!(
                    "this heading has no year and nothing above it gives one; add the day of publication to the text, \
                     or to {}",
                    remedy.place()
                ),
            });
        }
        layout.posts.push(Post { number, date, heading: Some(heading.dated.heading), paragraphs });
    }
}

/// The dates of the headings: a missing year comes from the series line, else from the publication
/// date (the last such day not after it), else from the nearest heading that has one.
fn date_posts(
    headings: &[Heading],
    period: Option<(Date, Date)>,
    published: Option<Date>,
) -> Vec<Option<Date>> {
    let mut dates: Vec<Option<Date>> = headings
        .iter()
        .map(|heading| {
            let written = &heading.dated.date;
            let in_period = || {
                let (from, to) = period?;
                let years = from.year()..=to.year();
                let within =
                    years.clone().filter_map(|y| written.in_year(y)).find(|d| (from..=to).contains(d));
                within.or_else(|| if from.year() == to.year() { written.in_year(to.year()) } else { None })
            };
            let before = || {
                let day = published?;
                [day.year(), day.year() - 1].iter().filter_map(|y| written.in_year(*y)).find(|d| *d <= day)
            };
            written.date().or_else(in_period).or_else(before)
        })
        .collect();
    let nearest = |written: &date::Written, other: Date| {
        let years = [other.year() - 1, other.year(), other.year() + 1];
        years.iter().filter_map(|y| written.in_year(*y)).min_by_key(|d| (*d - other).get_days().abs())
    };
    for i in 1..dates.len() {
        if let (None, Some(other)) = (dates[i], dates[i - 1]) {
            dates[i] = nearest(&headings[i].dated.date, other);
        }
    }
    for i in (0..dates.len().saturating_sub(1)).rev() {
        if let (None, Some(other)) = (dates[i], dates[i + 1]) {
            dates[i] = nearest(&headings[i].dated.date, other);
        }
    }
    dates
}
