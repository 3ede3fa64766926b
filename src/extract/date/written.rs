//! Days written out: "April 20, 2017", "3 to 28 June", "the 26th". They are one word of a reduced sentence, so that
//! their numbers and joints confuse no syntax.

use super::calendar::{day_number, month, year};

/// A day as a text writes it; of several days the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    year: Option<i16>,
    /// None: of the month told of.
    month: Option<i8>,
    day: i8,
    /// The last of several days, with its month where it has one of its own: "March 5 to 7".
    last: Option<(Option<i8>, i8)>,
}

impl Written {
    /// Its year, month and day.
    pub fn parts(&self) -> (Option<i16>, Option<i8>, i8) {
        (self.year, self.month, self.day)
    }

    /// Whether it is a stretch of days or a list of them.
    pub fn is_several(&self) -> bool {
        self.last.is_some()
    }

    /// The last of several days.
    pub fn last(&self) -> Option<Written> {
        let (month, day) = self.last?;
        Some(Written { month: month.or(self.month), day, last: None, ..*self })
    }
}

/// The day that begins at token `i`, and the token after it; `shown(k)` is token `k` as it stands, empty past the sentence
/// or in a name.
pub(crate) fn read<'t>(shown: &dyn Fn(usize) -> &'t str, i: usize) -> Option<(Written, usize)> {
    let tokens = Tokens { shown };
    match shown(i).chars().next()? {
        c if c.is_uppercase() => tokens.month_first(i),
        '0'..='9' => tokens.iso(i).or_else(|| tokens.day_first(i)).or_else(|| tokens.ordinal(i)),
        _ => None,
    }
}

struct Tokens<'a, 't> {
    shown: &'a dyn Fn(usize) -> &'t str,
}

impl Tokens<'_, '_> {
    fn at(&self, i: usize) -> String {
        (self.shown)(i).to_lowercase()
    }

    /// The month at token `i`, and the token after it and the stop of an abbreviation.
    fn month(&self, i: usize) -> Option<(i8, usize)> {
        let word = (self.shown)(i);
        let capital = Some(word).filter(|w| w.starts_with(char::is_uppercase))?;
        let found = month(&capital.to_lowercase())?;
        let stop = word.len() < 5 && (self.shown)(i + 1) == ".";
        Some((found, i + 1 + usize::from(stop)))
    }

    fn day(&self, i: usize) -> Option<i8> {
        day_number(&self.at(i))
    }

    /// "2018-05-21"
    fn iso(&self, i: usize) -> Option<(Written, usize)> {
        let word = self.at(i);
        let mut parts = word.split('-');
        let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
        let found = Written {
            year: Some(year(y)?),
            month: Some(m.parse().ok().filter(|m| (1..=12).contains(m))?),
            day: day_number(d)?,
            last: None,
        };
        parts.next().is_none().then_some((found, i + 1))
    }

    /// "April 20", "Sept. 14, 2017", "April 20-22", "April 30 to May 2", "July the 4th"
    fn month_first(&self, i: usize) -> Option<(Written, usize)> {
        let (first, mut next) = self.month(i)?;
        if self.at(next) == "the" && self.is_ordinal(next + 1) {
            next += 1;
        }
        let day = self.day(next)?;
        let (mut last, mut end) = (end_of(&self.at(next)).map(|day| (None, day)), next + 1);
        let open = self.at(next).contains('-') && self.at(next).ends_with(|c: char| c.is_alphabetic());
        if let Some(day) = self.day(end).filter(|_| open) {
            // "April 30-May 2"
            let joined = self.at(next);
            last = Some((joined.split('-').next_back().and_then(month), day));
            end += 1;
        }
        while let Some(after) = self.joint(end) {
            let own = self.month(after);
            let from = own.map_or(after, |(_, from)| from);
            let Some(next) = self.day(from).filter(|_| !self.counts(end, from)) else { break };
            last = Some((own.map(|(month, _)| month), next));
            end = from + 1;
        }
        let (year, end) = self.year(end);
        Some((Written { year, month: Some(first), day, last }, end))
    }

    /// "20 April", "3 to 28 June 2019", "9, 11 and 13 April", "the 4th of July", "30 June to 2 July"
    fn day_first(&self, i: usize) -> Option<(Written, usize)> {
        let day = self.day(i)?;
        let (mut last, mut end) = (end_of(&self.at(i)).map(|day| (None, day)), i + 1);
        let mut month = None;
        loop {
            let of = if self.at(end) == "of" { end + 1 } else { end };
            if let Some((m, after)) = self.month(of) {
                if let Some((own, _)) = last.as_mut().filter(|_| month.is_some()) {
                    *own = Some(m);
                }
                month = month.or(Some(m));
                end = after;
            }
            let Some(after) = self.joint(end) else { break };
            let after = if self.at(after) == "the" { after + 1 } else { after };
            // After the month another day goes on only with a month of its own.
            let goes_on = self.day(after).is_some()
                && (month.is_none() || self.month(after + 1).is_some() && self.at(end) != ",");
            if !goes_on {
                break;
            }
            last = self.day(after).map(|day| (None, day));
            end = after + 1;
        }
        let month = month?;
        let (year, end) = self.year(end);
        Some((Written { year, month: Some(month), day, last }, end))
    }

    /// "on the 26th", "from the 3rd to the 5th": of the month told of; not "on the 26th floor".
    fn ordinal(&self, i: usize) -> Option<(Written, usize)> {
        let before = |n: usize| i.checked_sub(n).map(|k| self.at(k)).unwrap_or_default();
        let placed =
            matches!(before(2).as_str(), "on" | "of" | "from" | "between" | "until" | "by" | "since");
        if !self.is_ordinal(i) || before(1) != "the" || !placed {
            return None;
        }
        let day = self.day(i)?;
        let (mut last, mut end) = (None, i + 1);
        while let Some(after) = self.joint(end) {
            let after = if self.at(after) == "the" { after + 1 } else { after };
            if !self.is_ordinal(after) {
                break;
            }
            last = self.day(after).map(|day| (None, day));
            end = after + 1;
        }
        let next = self.at(end);
        let counts_something = next.chars().all(char::is_alphabetic)
            && !next.is_empty()
            && !matches!(
                next.as_str(),
                "the"
                    | "a"
                    | "an"
                    | "it"
                    | "its"
                    | "he"
                    | "she"
                    | "they"
                    | "we"
                    | "in"
                    | "at"
                    | "by"
                    | "to"
                    | "with"
                    | "of"
                    | "and"
                    | "for"
            )
            && !(next.ends_with('s') || next.ends_with("ed"))
            && !(self.shown)(end).starts_with(|c: char| c.is_uppercase());
        (!counts_something).then_some((Written { year: None, month: None, day, last }, end))
    }

    fn is_ordinal(&self, i: usize) -> bool {
        let word = self.at(i);
        day_number(&word).is_some()
            && word.starts_with(|c: char| c.is_ascii_digit())
            && ["st", "nd", "rd", "th"].iter().any(|e| word.ends_with(e))
    }

    /// The token after one that joins days.
    fn joint(&self, i: usize) -> Option<usize> {
        match self.at(i).as_str() {
            "to" | "and" | "or" | "through" | "until" | "till" | "–" | "—" | "-" => Some(i + 1),
            // "April 9, 11 and 13", not "April 9, 11 officers"
            "," if self.day(i + 1).is_some()
                && matches!(self.at(i + 2).as_str(), "," | "and" | "or")
                && (self.day(i + 3).is_some() || self.day(i + 4).is_some()) =>
            {
                Some(i + 1)
            }
            _ => None,
        }
    }

    /// "on April 9 and 20 farmers": a number of something.
    fn counts(&self, joint: usize, number: usize) -> bool {
        let next = self.at(number + 1);
        self.at(joint) == "and"
            && number == joint + 1
            && next.len() > 2
            && next.chars().all(char::is_alphabetic)
            && next.ends_with('s')
    }

    fn year(&self, end: usize) -> (Option<i16>, usize) {
        let at = if self.at(end) == "," { end + 1 } else { end };
        match year(&self.at(at)) {
            Some(year) => (Some(year), at + 1),
            None => (None, end),
        }
    }
}

/// The last day of a stretch in one word: "20-22".
fn end_of(word: &str) -> Option<i8> {
    word.split(['-', '–']).nth(1).and_then(day_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Year, month, day, whether several, and the token after.
    type Parts = (Option<i16>, Option<i8>, i8, bool, usize);

    fn parts(text: &str, from: usize) -> Option<Parts> {
        let tokens: Vec<&str> = text.split(' ').collect();
        let shown = |k: usize| tokens.get(k).copied().unwrap_or("");
        read(&shown, from).map(|(w, end)| (w.year, w.month, w.day, w.is_several(), end))
    }

    #[test]
    fn days_are_read_in_either_order_and_as_stretches() {
        assert_eq!(parts("April 20 , 2017 the", 0), Some((Some(2017), Some(4), 20, false, 4)));
        assert_eq!(parts("Sept . 14", 0), Some((None, Some(9), 14, false, 3)));
        assert_eq!(parts("March 5 to 7 it", 0), Some((None, Some(3), 5, true, 4)));
        assert_eq!(parts("April 30 to May 2", 0), Some((None, Some(4), 30, true, 5)));
        assert_eq!(parts("3 to 28 June 2019", 0), Some((Some(2019), Some(6), 3, true, 5)));
        assert_eq!(parts("9 , 11 and 13 April", 0), Some((None, Some(4), 9, true, 6)));
        assert_eq!(parts("30 June to 2 July", 0), Some((None, Some(6), 30, true, 5)));
        assert_eq!(parts("2018-05-21", 0), Some((Some(2018), Some(5), 21, false, 1)));
        assert_eq!(parts("the 4th of July", 1), Some((None, Some(7), 4, false, 4)));
        assert_eq!(parts("from the 3rd to the 5th ,", 2), Some((None, None, 3, true, 6)));
        assert_eq!(parts("on the 26th a party", 2), Some((None, None, 26, false, 3)));
    }

    #[test]
    fn the_last_of_several_days_has_its_month() {
        let last = |text: &str, from: usize| {
            let tokens: Vec<&str> = text.split(' ').collect();
            let shown = |k: usize| tokens.get(k).copied().unwrap_or("");
            read(&shown, from).and_then(|(w, _)| w.last()).map(|w| (w.month, w.day))
        };
        assert_eq!(last("April 20-22", 0), Some((Some(4), 22)));
        assert_eq!(last("April 30-May 2", 0), Some((Some(5), 2)));
        assert_eq!(last("April 30 to May 2", 0), Some((Some(5), 2)));
        assert_eq!(last("9 , 11 and 13 April", 0), Some((Some(4), 13)));
        assert_eq!(last("30 June to 2 July", 0), Some((Some(7), 2)));
        assert_eq!(last("from the 3rd to the 5th ,", 2), Some((None, 5)));
        assert_eq!(last("April 20 the", 0), None);
    }

    #[test]
    fn numbers_of_things_are_no_days() {
        assert_eq!(parts("on the 26th floor", 2), None);
        assert_eq!(parts("May 9 and 20 farmers", 0), Some((None, Some(5), 9, false, 2)));
        assert_eq!(parts("May 9 , 11 officers", 0), Some((None, Some(5), 9, false, 2)));
        assert_eq!(parts("20 farmers", 0), None);
        assert_eq!(parts("june 4", 0), None);
    }
}
