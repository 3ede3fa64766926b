//! Dates as digests, news and notices write them: "March 31, 2019", "31 March", "2019-03-31", "2019年3月31日".

use jiff::civil::Date;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// A date in a text, perhaps without its year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// Where it stands, in bytes of the text searched.
    pub range: Range<usize>,
    /// The year, where it is written.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

impl Written {
    /// The day, in the year that is written.
    pub fn date(&self) -> Option<Date> {
        self.year.and_then(|year| self.in_year(year))
    }

    /// The day in `year`; none for 29 February of a common year.
    pub fn in_year(&self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }
}

const MONTH: &str = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

fn pattern(template: &str) -> Regex {
    let source = template.replace("MONTH", MONTH);
    Regex::new(&format!("(?ix) {source}"))
        .unwrap_or_else(|e| unreachable!("a pattern of this file is no regular expression: {e}"))
}

const DATE_FORMS: &str = r"
        \b(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?:[T\ ]\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?\b
        | \b(?P<m2>MONTH)\b\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y2>(?:19|20)\d\d)\b)?
        | \b(?P<d3>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m3>MONTH)\b\.?(?:,?\s+(?P<y3>(?:19|20)\d\d)\b)?
        | \b(?P<d5>\d{1,2})\.(?P<m5>\d{1,2})\.(?P<y5>(?:19|20)\d\d)\b
        | \b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>(?:19|20)\d\d)\b
        | (?:(?P<y4>(?:19|20)\d\d)\s*年\s*)?(?P<m4>\d{1,2})\s*月\s*(?P<d4>\d{1,2})\s*日
";

static DATE: LazyLock<Regex> = LazyLock::new(|| pattern(DATE_FORMS));
/// The same at the start of a text alone.
static OPENING_DATE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\A(?:{DATE_FORMS})")));

/// "March 31-April 11, 2019", "April 25-27, 2017", "December 22, 2017 to January 4, 2018".
const RANGE_FORMS: &str = r"
        \b(?P<m1>MONTH)\b\.?\s+(?P<d1>\d{1,2})(?:,?\s+(?P<y1>(?:19|20)\d\d))?
          \s*(?:[-–—―]|to|through|until)\s*
          (?:(?P<m2>MONTH)\b\.?\s+)?(?P<d2>\d{1,2})(?:,?\s+(?P<y2>(?:19|20)\d\d))?\b
        | \b(?P<d3>\d{1,2})(?:\s+(?P<m3>MONTH)\b\.?(?:\s+(?P<y3>(?:19|20)\d\d))?)?
          \s*(?:[-–—―]|to|through|until)\s*
          (?P<d4>\d{1,2})\s+(?P<m4>MONTH)\b\.?(?:,?\s+(?P<y4>(?:19|20)\d\d))?\b
";

static RANGE: LazyLock<Regex> = LazyLock::new(|| pattern(RANGE_FORMS));
/// The same at the start of a text alone.
static OPENING_RANGE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\A(?:{RANGE_FORMS})")));

static MONTHS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"
        (?:\b(?P<m1>MONTH)\b\.?(?:\s+(?P<y1>(?:19|20)\d\d))?\s*(?:[-–—―/&]|to|and|through)\s*)?
        \b(?P<m2>MONTH)\b\.?,?\s+(?P<y2>(?:19|20)\d\d)\b",
    )
});

/// Every date of `text`, in order. Impossible days (February 31) are left out.
pub(super) fn all(text: &str) -> Vec<Written> {
    if !has_digit(text) {
        return Vec::new();
    }
    DATE.captures_iter(text).filter_map(|found| written(&found)).collect()
}

/// Without a digit there is no day and no year.
fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

/// The date that opens `text`.
pub(super) fn opening(text: &str) -> Option<Written> {
    OPENING_DATE.captures(text).and_then(|found| written(&found))
}

fn written(found: &Captures<'_>) -> Option<Written> {
    let range = found.get(0)?.range();
    let named = |name: &str| found.name(name).map(|m| m.as_str());
    // 31/3/2019 and 3/31/2019 are told apart by the number that is no month; 3/4/2019 is not.
    if let (Some(a), Some(b), Some(y)) = (named("a"), named("b"), named("y")) {
        let (a, b): (i8, i8) = (a.parse().ok()?, b.parse().ok()?);
        let (day, month) = if a > 12 && b <= 12 {
            (a, b)
        } else if b > 12 && a <= 12 {
            (b, a)
        } else {
            return None;
        };
        let year = y.parse().ok()?;
        Date::new(year, month, day).ok()?;
        return Some(Written { range, year: Some(year), month, day });
    }
    (1..=5).find_map(|n| {
        let month = month(named(&format!("m{n}"))?)?;
        let day = named(&format!("d{n}"))?.parse().ok()?;
        let year = named(&format!("y{n}")).and_then(|y| y.parse().ok());
        // 2000 is a leap year: every day that a month can have passes.
        Date::new(year.unwrap_or(2000), month, day).ok()?;
        Some(Written { range: range.clone(), year, month, day })
    })
}

/// A span of days, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// First and last day.
    pub days: (Date, Date),
}

/// The first span of days in `text` whose years are known: a start without a year takes it from the
/// end, the year before where it would otherwise lie after it.
pub(super) fn period(text: &str) -> Option<Period> {
    if !has_digit(text) {
        return None;
    }
    RANGE.captures_iter(text).find_map(|found| days(&found))
}

/// The span of days that opens `text`.
pub(super) fn opening_period(text: &str) -> Option<Period> {
    OPENING_RANGE.captures(text).and_then(|found| days(&found))
}

fn days(found: &Captures<'_>) -> Option<Period> {
    let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
    let month_of = |name: &str| found.name(name).and_then(|m| month(m.as_str()));
    let (m1, m2) = if found.name("m1").is_some() {
        let first = month_of("m1")?;
        (first, month_of("m2").unwrap_or(first))
    } else {
        let last = month_of("m4")?;
        (month_of("m3").unwrap_or(last), last)
    };
    let d1 = i8::try_from(number("d1").or_else(|| number("d3"))?).ok()?;
    let d2 = i8::try_from(number("d2").or_else(|| number("d4"))?).ok()?;
    let (y1, y2) = (number("y1").or_else(|| number("y3")), number("y2").or_else(|| number("y4")));
    let turns = (m1, d1) > (m2, d2);
    let y2 = y2.or_else(|| y1.map(|y| y + i16::from(turns)))?;
    let y1 = y1.unwrap_or(y2 - i16::from(turns));
    let days = (Date::new(y1, m1, d1).ok()?, Date::new(y2, m2, d2).ok()?);
    (days.0 <= days.1).then(|| Period { range: found.get(0).map_or(0..0, |m| m.range()), days })
}

/// The first span of whole months in `text`: "December 2018 and January 2019", "March-April 2019", "May 2020".
pub(super) fn months(text: &str) -> Option<Period> {
    let found = has_digit(text).then(|| MONTHS.captures(text)).flatten()?;
    let last = month(found.name("m2")?.as_str())?;
    let first = found.name("m1").map_or(Some(last), |m| month(m.as_str()))?;
    let y2: i16 = found.name("y2")?.as_str().parse().ok()?;
    let y1 = found.name("y1").and_then(|y| y.as_str().parse().ok()).unwrap_or(y2 - i16::from(first > last));
    let days = (Date::new(y1, first, 1).ok()?, Date::new(y2, last, 1).ok()?.last_of_month());
    (days.0 <= days.1).then(|| Period { range: found.get(0).map_or(0..0, |m| m.range()), days })
}

/// The day that a field of a table, a page or a JSON line gives: its first date with a year.
///
/// ```text
/// "2019-03-31T10:00:00+08:00" -> 2019-03-31      "31 March 2019" -> 2019-03-31      "soon" -> none
/// ```
pub(super) fn day(field: &str) -> Option<Date> {
    all(field).iter().find_map(Written::date)
}

fn month(name: &str) -> Option<i8> {
    if let Ok(number) = name.parse::<i8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    const NAMES: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let short = name.get(..3)?.to_ascii_lowercase();
    NAMES.iter().zip(1..).find_map(|(name, number)| (*name == short).then_some(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_is_read_in_every_form() {
        for form in [
            "March 31, 2019",
            "Mar. 31 2019",
            "31 March 2019",
            "the 31st of March, 2019",
            "2019-03-31",
            "2019/3/31",
            "31.03.2019",
            "31/3/2019",
            "3/31/2019",
            "2019-03-31T10:00:00+08:00",
            "2019年3月31日",
        ] {
            assert_eq!(day(form), Some(date(2019, 3, 31)), "{form}");
        }
        assert_eq!(day("February 31, 2019"), None);
        assert_eq!(day("March 31"), None);
        assert_eq!(day("3/4/2019"), None, "nobody knows which is the month");
        assert_eq!(opening("May 12:").map(|w| (w.month, w.day, w.year)), Some((5, 12, None)));
        assert_eq!(day("2019-13-45"), None);
    }

    #[test]
    fn a_period_takes_missing_years_from_its_end() {
        for (words, from, to) in [
            ("Posts—March 31-April 11, 2019", date(2019, 3, 31), date(2019, 4, 11)),
            ("Posts—April 25-27, 2017", date(2017, 4, 25), date(2017, 4, 27)),
            ("Posts—December 22, 2017-January 4, 2018", date(2017, 12, 22), date(2018, 1, 4)),
            ("Posts: December 22 – January 4, 2018", date(2017, 12, 22), date(2018, 1, 4)),
            ("3–17 May 2020", date(2020, 5, 3), date(2020, 5, 17)),
            ("28 April to 3 May 2020", date(2020, 4, 28), date(2020, 5, 3)),
        ] {
            assert_eq!(period(words).map(|p| p.days), Some((from, to)), "{words}");
        }
        assert_eq!(period("March 31, 2019"), None);
        for (words, from, to) in [
            ("Posts, December 2018 and January 2019", date(2018, 12, 1), date(2019, 1, 31)),
            ("Posts—November-February 2019", date(2018, 11, 1), date(2019, 2, 28)),
            ("Posts of May 2020", date(2020, 5, 1), date(2020, 5, 31)),
        ] {
            assert_eq!(months(words).map(|p| p.days), Some((from, to)), "{words}");
        }
    }
}
