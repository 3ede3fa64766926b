//! Days by another day: "yesterday", "two days later", "the next morning", "on Thursday".

use super::calendar::{self, nearest};
use super::{Clock, When, bound_before, either, resolve};
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::Language;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Parts of a day.
const PARTS: &[&str] = &["day", "morning", "afternoon", "evening", "night", "noon", "dawn"];

/// The words around one.
pub(super) struct At<'a> {
    language: &'a Language,
    words: &'a [Word],
    i: usize,
    clock: Clock,
    /// The number that it says.
    count: Option<i64>,
}

impl<'a> At<'a> {
    /// Word `i` and those around it.
    pub fn new(language: &'a Language, words: &'a [Word], i: usize, clock: Clock) -> Self {
        At { language, words, i, clock, count: calendar::count(&words[i].text) }
    }

    fn word(&self, ahead: usize) -> &str {
        self.words.get(self.i + ahead).map_or("", |w| w.text.as_str())
    }

    fn before(&self, back: usize) -> &str {
        self.i.checked_sub(back).map_or("", |k| self.words[k].text.as_str())
    }

    fn is_part(&self, ahead: usize) -> bool {
        PARTS.contains(&self.word(ahead))
    }

    fn is_period(&self, ahead: usize) -> bool {
        self.language.time.periods.contains(self.word(ahead))
    }

    /// Days from the post's date.
    fn today(&self, days: i64) -> When {
        shift(self.clock.post, days).map_or(When::Silent, When::Day)
    }

    /// Days from the day told of.
    fn told(&self, days: i64) -> When {
        shift(self.clock.last, days).map_or(When::Vague, When::Day)
    }

    /// A time by today, by the day told of, or none that is a day; how many words it takes.
    pub fn read(&self) -> Option<(When, usize)> {
        self.of_noun()
            .or_else(|| self.to_come())
            .or_else(|| self.vague())
            .or_else(|| self.by_today())
            .or_else(|| self.one_of_several())
            .or_else(|| self.same_day())
            .or_else(|| self.by_day_told())
    }

    /// "last year’s deadline", "plans for the coming year", "by the end of this week": no time of what is told.
    fn of_noun(&self) -> Option<(When, usize)> {
        if !matches!(self.word(0), "this" | "last" | "next" | "coming") || !self.is_period(1) {
            return None;
        }
        let genitive = self.words.get(self.i + 2).is_some_and(|w| w.tag == Tag::Genitive);
        let back = 1 + usize::from(self.before(1) == "the");
        let subject = self.before(back) == "for"
            || self.before(back) == "of" && matches!(self.word(0), "next" | "coming");
        let term = bound_before(self.language, self.words, self.i);
        (genitive || subject || term).then_some((When::Silent, 2))
    }

    /// "next year", "in the coming weeks"
    fn to_come(&self) -> Option<(When, usize)> {
        let ahead = self.word(0) == "coming" || self.word(0) == "next" && self.before(1) != "the";
        (ahead && self.is_period(1) && !self.weekday_ahead(2)).then_some((When::Ahead, 2))
    }

    /// "a few days later", "in 2014", "two years ago", "since then", "this autumn": no day.
    fn vague(&self) -> Option<(When, usize)> {
        let long = |w: &str| {
            matches!(
                w,
                "month"
                    | "months"
                    | "year"
                    | "years"
                    | "decade"
                    | "decades"
                    | "quarter"
                    | "summers"
                    | "winters"
            )
        };
        // "in 2014"; a year that is not over says nothing of what has happened.
        if matches!(self.word(0), "in" | "during")
            && let Some(year) = calendar::year(self.word(1))
        {
            let over = self.clock.post.is_none_or(|p| year < p.year());
            return Some((if over { When::Vague } else { When::Silent }, 2));
        }
        let taken = match self.word(0) {
            "few" | "several" | "some" | "couple" | "many"
                if matches!(self.word(1), "days" | "weeks" | "months" | "years" | "of")
                    && (self.word(1) != "of"
                        || matches!(self.word(2), "days" | "weeks" | "months" | "years")) =>
            {
                if self.word(1) == "of" { 3 } else { 2 }
            }
            "earlier" | "later" if self.word(1) == "this" && !self.is_part(2) => 3,
            "earlier" | "later" if self.word(1) == "in" && self.word(2) == "the" && !self.is_part(3) => 4,
            "since" if matches!(self.before(1), "has" | "have" | "had") => 1,
            "since" if self.word(1) == "then" || calendar::year(self.word(1)).is_some() => 2,
            "in" if is_season(self.word(1)) || self.word(1) == "recent" => 2,
            "in" | "over" | "during" | "throughout" if self.word(1) == "the" && is_season(self.word(2)) => 3,
            "start" | "beginning" | "middle" | "end" | "close"
                if self.word(1) == "of" && self.word(2) == "the" && self.is_period(3) =>
            {
                if bound_before(self.language, self.words, self.i) {
                    return Some((When::Silent, 4));
                }
                4
            }
            "weekend" if matches!(self.before(2), "over" | "at" | "during") => 1,
            // "the autumn before", "in the week before the gift"
            _ if self.before(1) == "the" && self.is_period(0) && is_back(self.word(1)) => 2,
            "same" | "that" | "previous" | "preceding" | "following"
                if self.is_period(1) && self.word(1) != "weekend" =>
            {
                2
            }
            "next" if self.before(1) == "the" && self.is_period(1) && !self.weekday_ahead(2) => 2,
            // "Within a week it came": at the front.
            "within" if self.i == 0 && calendar::count(self.word(1)).is_some() => 3,
            "recently" | "lately" if !self.describes() => 1,
            "past" if self.before(1) == "the" && matches!(self.before(2), "in" | "over" | "during") => 1,
            "this" | "last" if self.is_period(1) && !self.weekday_ahead(2) => 2,
            "years" | "months" if matches!(self.word(1), "ago" | "later" | "earlier" | "before") => 2,
            _ if self.count.is_some()
                && long(self.word(1))
                && matches!(
                    self.word(2),
                    "ago" | "later" | "earlier" | "before" | "previously" | "afterwards"
                ) =>
            {
                3
            }
            _ => return None,
        };
        Some((When::Vague, taken))
    }

    /// "on New Year’s Day": a day that has a name, unless its date follows.
    pub fn by_name(&self) -> Option<(When, usize)> {
        // Most capital words begin no name of a day.
        let begins = || self.language.time.holidays.keys().any(|name| name.starts_with(self.word(0)));
        if !self.words[self.i].capital || self.word(1).is_empty() || !begins() {
            return None;
        }
        let mut name = String::new();
        for ahead in 0..4 {
            let word = self.words.get(self.i + ahead)?;
            let apart = !name.is_empty() && word.tag != Tag::Genitive;
            name.push_str(if apart { " " } else { "" });
            name.push_str(&word.text.replace('’', "'"));
            let Some((month, day)) = self.language.time.holidays.get(&name) else { continue };
            let taken = ahead + 1;
            let dated =
                (taken..taken + 2).any(|n| self.words.get(self.i + n).is_some_and(|w| w.day.is_some()));
            let bound = bound_before(self.language, self.words, self.i);
            let found = calendar::in_year(*month, *day, None, self.clock.post).filter(|_| !dated && !bound);
            let when = found.map_or(When::Silent, When::Day);
            let eve = self.before(1) == "of" && self.before(2) == "eve";
            return Some((if eve { super::eve(when) } else { when }, taken));
        }
        None
    }

    /// "the recently registered trust"
    fn describes(&self) -> bool {
        let back = self.i.checked_sub(1).and_then(|b| self.words.get(b));
        back.is_some_and(|w| matches!(w.tag, Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Genitive))
    }

    fn weekday_ahead(&self, ahead: usize) -> bool {
        calendar::weekday(self.word(ahead)).is_some()
    }

    /// "today", "last night", "the day before yesterday", "two days ago"
    fn by_today(&self) -> Option<(When, usize)> {
        let count = self.count.filter(|n| *n > 0);
        Some(match self.word(0) {
            "today" | "tonight" if !matches!(self.before(1), "from" | "until") => (self.today(0), 1),
            "day" if self.word(1) == "before" && self.word(2) == "yesterday" => (self.today(-2), 3),
            "day" if self.word(1) == "after" && self.word(2) == "tomorrow" => (self.today(2), 3),
            "yesterday" => (self.today(-1), 1),
            "tomorrow" if !matches!(self.before(1), "by" | "until" | "of") => (self.today(1), 1),
            "this" if self.is_part(1) && self.word(1) != "day" => (self.today(0), 2),
            "last" if self.word(1) == "night" => (self.today(-1), 2),
            _ if count.is_some() && self.word(2) == "ago" => match self.word(1) {
                "day" | "days" => (self.today(-count?), 3),
                "week" | "weeks" => (self.today(-7 * count?), 3),
                "fortnight" => (self.today(-14), 3),
                _ => return None,
            },
            _ => return None,
        })
    }

    /// "the same day", "that very evening", "later in the day", "on the day"
    fn same_day(&self) -> Option<(When, usize)> {
        let occasion = |ahead: usize| self.is_part(ahead) || self.word(ahead) == "occasion";
        let taken = match self.word(0) {
            "same" | "that" if occasion(1) || self.word(1) == "same" && occasion(2) => 2,
            "that" | "same" if matches!(self.word(1), "very" | "selfsame") && occasion(2) => 3,
            "later" | "earlier" if self.word(1) == "that" && self.is_part(2) => 3,
            "later" | "earlier" if self.word(1) == "in" && self.word(2) == "the" && self.is_part(3) => 4,
            "on" if self.word(1) == "the"
                && self.word(2) == "day"
                && !matches!(self.word(3), "of" | "after" | "before" | "following") =>
            {
                3
            }
            "at" if matches!(self.word(1), "the" | "that")
                && self.word(2) == "time"
                && self.word(3) != "of" =>
            {
                3
            }
            _ => return None,
        };
        Some((When::Same, taken))
    }

    /// "on the second day", "on its last evening", "on the first, ": of the days that the occasion took.
    fn one_of_several(&self) -> Option<(When, usize)> {
        let placed = matches!(self.before(1), "the" | "its" | "their" | "that");
        let last = matches!(self.word(0), "last" | "final" | "closing" | "concluding");
        let nth = calendar::nth(self.word(0)).or_else(|| (self.word(0) == "opening").then_some(0));
        if !placed || !last && nth.is_none() {
            return None;
        }
        let alone = self.clock.stretch.is_some() && self.before(2) == "on";
        let taken = match self.word(1) {
            "day" if self.word(2) == "of" && calendar::month(self.word(3)).is_some() => return None,
            _ if self.is_part(1) => 2,
            "of" if alone && self.word(2) == "these" && self.word(3) == "days" => 4,
            "," if alone => 1,
            _ => return None,
        };
        let day = match (self.clock.stretch, nth) {
            (Some((first, _)), Some(n)) => shift(Some(first), n),
            (Some((_, end)), None) => Some(end),
            (None, Some(0)) => return Some((When::Same, taken)),
            (None, Some(n)) if self.clock.told => shift(self.clock.last, n),
            _ => None,
        };
        Some((day.map_or(When::Vague, When::Day), taken))
    }

    /// "two days later", "a week after that", "the day before", "the next morning", "the following Monday"
    fn by_day_told(&self) -> Option<(When, usize)> {
        let on = |w: &str| {
            matches!(w, "later" | "after" | "afterwards" | "afterward" | "on" | "thereafter" | "hence")
        };
        if let Some(count) = self.count.filter(|n| *n > 0) {
            let the = self.word(0) == "the";
            let vague = matches!(
                self.before(1),
                "than"
                    | "about"
                    | "nearly"
                    | "almost"
                    | "roughly"
                    | "around"
                    | "barely"
                    | "hardly"
                    | "scarcely"
                    | "some"
            );
            let unit = match self.word(1) {
                "day" | "days" | "night" | "nights" | "morning" | "mornings" | "evening" => 1,
                "week" | "weeks" if !the => 7,
                "fortnight" => 14,
                _ => 0,
            };
            let shifts = if on(self.word(2)) && !(the && self.word(2) == "on") {
                unit
            } else if is_back(self.word(2)) {
                -unit
            } else {
                0
            };
            // "on May 20, a day after it had trained X": when that was, is for its own clause to say.
            let own_clause = self.i > 1 && (3..7).any(|n| self.word(n) == "had");
            if shifts != 0 && own_clause {
                return Some((When::Vague, 3));
            }
            if shifts != 0 && !matches!(self.word(3), "yesterday" | "tomorrow") {
                let when = if vague { When::Vague } else { self.by_what_follows(shifts * count) };
                return Some((when, 3));
            }
        }
        // "on the following three days": from the first of them on.
        if matches!(self.word(0), "following" | "next")
            && self.before(1) == "the"
            && calendar::count(self.word(1)).is_some_and(|n| n > 1)
            && self.word(2) == "days"
        {
            return Some((self.told(1), 3));
        }
        let back = matches!(self.word(0), "previous" | "preceding");
        let on = matches!(self.word(0), "next" | "following");
        if !(back || on) || !(self.before(1) == "the" || self.word(0) == "next" && self.is_part(1)) {
            return None;
        }
        if self.is_part(1) {
            return Some((self.told(if back { -1 } else { 1 }), 2));
        }
        let weekday = calendar::weekday(self.word(1))?;
        let found = self.clock.last.and_then(|l| nearest(l, on, |d| d.weekday() == weekday));
        Some((found.map_or(When::Vague, When::Day), 2))
    }

    /// "two days after", by what stands behind it: "receiving its certificate on May 3" gives the day to count from; of
    /// what nobody has told of, "its lease ran out", no day is known.
    fn by_what_follows(&self, days: i64) -> When {
        if !matches!(self.word(2), "before" | "after") {
            return self.told(days);
        }
        let rest = self.words.get(self.i + 3..).unwrap_or_default();
        let ends = |w: &&Word| !matches!(w.tag, Tag::Comma | Tag::Break | Tag::Mark);
        let clause = rest.iter().take(14).take_while(ends);
        let given = clause.clone().find_map(|w| w.day).map(|day| resolve(day, self.clock));
        match given {
            Some(When::Day(day) | When::Either(day, _)) => {
                shift(Some(day), days).map_or(When::Vague, When::Day)
            }
            _ if self.clock.told || clause.count() == 0 => self.told(days),
            _ => When::Vague,
        }
    }

    /// "the third Thursday of May", "the last Friday in June": in the latest such month that is not to come.
    fn by_nth_weekday(&self, weekday: Weekday, post: Date) -> Option<(When, usize)> {
        let joined = matches!(self.word(1), "of" | "in");
        let month = calendar::month(self.word(2)).filter(|_| joined && self.words[self.i + 2].capital)?;
        let year = calendar::year(self.word(3));
        let first = calendar::in_year(month, 1, year, Some(post))?;
        let taken = if year.is_some() { 4 } else { 3 };
        let day = match (self.before(1), calendar::nth(self.before(1))) {
            ("last", _) => first.nth_weekday_of_month(-1, weekday).ok(),
            (_, Some(nth)) => {
                i8::try_from(nth + 1).ok().and_then(|n| first.nth_weekday_of_month(n, weekday).ok())
            }
            _ => None,
        };
        Some((day.map_or(When::Vague, When::Day), taken))
    }

    /// "on Thursday", "last Friday", "Friday last", "this coming Monday", "Tuesday of last week": by the post's date.
    pub fn by_weekday(&self) -> Option<(When, usize)> {
        let weekday = calendar::weekday(self.word(0)).filter(|_| self.words[self.i].capital)?;
        // "Wednesday, 13 November": the date says it better; "September 10, a Friday" says nothing new.
        let dated = |ahead: usize| self.words.get(self.i + ahead).is_some_and(|w| w.day.is_some());
        let generic = matches!(self.before(1), "a" | "every" | "each" | "until" | "by")
            || self.before(1) == "the" && !matches!(self.before(2), "on" | "of")
            || bound_before(self.language, self.words, self.i);
        if dated(1) || self.word(1) == "," && dated(2) || generic {
            return Some((When::Silent, 1));
        }
        let Some(post) = self.clock.post else { return Some((When::Silent, 1)) };
        if let Some(nth) = self.by_nth_weekday(weekday, post) {
            return Some(nth);
        }
        let is = |d: Date| d.weekday() == weekday;
        let today = Some(post).filter(|p| is(*p));
        let (past, next) = (nearest(post, false, is), nearest(post, true, is));
        let week_ago = match (self.word(1), self.word(2), self.word(3)) {
            ("of", "last", "week") => Some(4),
            ("last", "week", _) => Some(3),
            _ => None,
        };
        if let Some(taken) = week_ago {
            let monday = shift(Some(post), -7 - i64::from(post.weekday().to_monday_zero_offset()));
            let day = shift(monday, i64::from(weekday.to_monday_zero_offset()));
            return Some((day.map_or(When::Silent, When::Day), taken));
        }
        // "on the Monday before": by the day told of.
        let by_told = |ahead: bool| self.clock.last.and_then(|l| nearest(l, ahead, is));
        if self.before(1) == "the" && matches!(self.word(1), "before" | "after") {
            return Some((by_told(self.word(1) == "after").map_or(When::Vague, When::Day), 2));
        }
        Some(match (self.before(1), self.word(1)) {
            ("last" | "past", _) => (past.map_or(When::Silent, When::Day), 1),
            (_, "last") => (past.map_or(When::Silent, When::Day), 2),
            ("next" | "coming", _) => (next.map_or(When::Silent, When::Day), 1),
            (_, "next") => (next.map_or(When::Silent, When::Day), 2),
            _ => (either(today.or(past), today.or(next)), 1),
        })
    }
}

/// Words after a time that count back from another.
fn is_back(word: &str) -> bool {
    matches!(word, "earlier" | "before" | "previously" | "prior")
}

fn is_season(word: &str) -> bool {
    matches!(word, "spring" | "summer" | "autumn" | "fall" | "winter")
}

fn shift(from: Option<Date>, days: i64) -> Option<Date> {
    from?.checked_add(days.days()).ok()
}
