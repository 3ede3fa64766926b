//! When and where an event was: what its clause says, else the occasion that the post tells of.

use super::Reader;
use super::moment::{Moments, first_day, is_past_perfect};
use crate::extract::assume::{Assumption, Assumptions};
use crate::extract::chunk;
use crate::extract::clause::Analysis;
use crate::extract::date::When;
use crate::extract::discourse::Parties;
use crate::extract::entity::EntityId;
use crate::extract::event::Row;
use crate::extract::names::{self, Place};
use crate::extract::tag::Tag;
use crate::record::{Modality, Precision};
use jiff::civil::Date;

impl Reader<'_> {
    /// A paragraph about others that begins "At the ceremony" or "That evening" goes on about the occasion before it.
    pub(super) fn take_up(&mut self, analysis: &Analysis, times: &[(usize, When)]) {
        if !std::mem::take(&mut self.fresh) {
            return;
        }
        let Some((day, occasion)) = self.left.clone() else { return };
        let nouns = &self.lexicon.language.nouns;
        let occasion_noun = |i: usize| {
            matches!(analysis.preposition(i), Some("at" | "during"))
                && analysis
                    .words_of(i + 1)
                    .first()
                    .is_some_and(|w| w.is("the") || w.is("this") || w.is("that"))
                && analysis.words_of(i + 1).iter().all(|w| w.entities.is_empty())
                && [&nouns.meetings, &nouns.trainings, &nouns.occasions]
                    .iter()
                    .any(|n| n.contains(analysis.head(i + 1)))
        };
        if times.iter().any(|(w, t)| *t == When::Same && *w < 4) || (0..2).any(occasion_noun) {
            self.set_day(day);
            self.occasion = occasion;
        }
    }

    /// What is told from here on happened on that day, unless it says otherwise.
    pub(super) fn set_day(&mut self, day: Date) {
        self.day = Some(day);
        self.last_day = Some(day);
    }

    /// A day that the sentence gives is that of what follows, also where the sentence itself told of no event; `rows` is
    /// the number of rows before the sentence.
    pub(super) fn remember_day(
        &mut self,
        analysis: &Analysis,
        parties: &[Parties],
        moments: &Moments,
        post: Option<Date>,
    ) {
        let told = (0..analysis.chunks.len()).any(|i| {
            analysis
                .verb(i)
                .is_some_and(|g| g.form != chunk::Form::Infinitive && !g.future && !g.modal && !g.negated)
        });
        let background = &self.lexicon.language.time.background;
        let days: Vec<Date> = moments
            .of_occasion(analysis, |lemma| background.contains(lemma))
            .iter()
            .filter_map(|(_, t)| match t.of(Modality::Occurred, post) {
                When::Day(day) => Some(day),
                _ => None,
            })
            .collect();
        // "The law took effect on January 1, 2017": history is no occasion.
        let named = parties.iter().any(|p| !p.named.is_empty());
        let recent = |day: &Date| named || post.is_none_or(|p| p.duration_since(*day).as_hours() < 24 * 90);
        let first = days.first().copied().filter(|_| told).filter(recent);
        let Some(day) = self.sentence_day.or(first) else { return };
        self.set_day(day);
        // "inspected X on June 3 and Y on June 5": what comes "two days later" is counted from the latter.
        self.last_day = days.into_iter().max().or(Some(day));
        self.occasion.extend(parties.iter().flat_map(|p| p.named.iter().copied()));
    }

    /// The day of an event: what its clause says, else its sentence, else the occasion it belongs to.
    #[allow(clippy::too_many_arguments)] // what a date depends on
    pub(super) fn when(
        &mut self,
        analysis: &Analysis,
        moments: &Moments,
        from: usize,
        to: usize,
        post: Option<Date>,
        modality: Modality,
        agent: &Parties,
        target: &Parties,
        verb: usize,
        kind: &str,
        assumed: &mut Assumptions,
    ) -> (Option<Date>, Precision) {
        // "At the urging of X, Y held a class on May 3": nobody says when X urged.
        let by = (post, Precision::By);
        if analysis.verb(verb).is_none() {
            let days = moments.times.iter().filter(|(w, _)| (from..to).contains(w));
            return match first_day(days.copied(), modality, post) {
                Some(When::Day(day)) => (Some(day), Precision::Day),
                _ => by,
            };
        }
        let said = self.said(analysis, moments, (from, to), post, modality, verb, kind);
        // "which works with X", "has given since 2016", "has been working on": no part of the occasion.
        // "The foundation had trained the nurses": before what the post tells of.
        let earlier = said.is_none() && is_past_perfect(analysis, verb);
        let past_perfect = self.is_standing(analysis, verb)
            || self.hangs_on_standing(analysis, verb)
            || earlier
            || analysis.words.iter().any(|w| w.is("past"));
        if modality == Modality::Planned {
            return match said {
                Some(When::Day(day)) => (Some(day), Precision::Day),
                _ => by,
            };
        }
        if said == Some(When::Vague) && !past_perfect && self.leaves_the_day(analysis, moments, verb) {
            // "In August X visited Y. It reminded it": no longer on the day told of before.
            self.day = None;
        }
        match said.unwrap_or(When::Silent) {
            When::Day(day) => {
                if !is_past_perfect(analysis, verb) {
                    self.set_day(day);
                    self.sentence_day = Some(day);
                    self.occasion = agent.named.iter().chain(&target.named).copied().collect();
                }
                (Some(day), Precision::Day)
            }
            When::Same | When::Silent if !past_perfect => match self.day_of(agent, target) {
                Some(day) => {
                    self.occasion.extend(agent.named.iter().chain(&target.named).copied());
                    if said != Some(When::Same) {
                        assumed.add(Assumption::Day);
                    }
                    (Some(day), Precision::Day)
                }
                None => by,
            },
            _ => by,
        }
    }

    /// Whether a sentence goes on to another time that is no day: its first finite verb says one by itself.
    fn leaves_the_day(&self, analysis: &Analysis, moments: &Moments, verb: usize) -> bool {
        let finite = |i: &usize| analysis.verb(*i).is_some_and(|g| g.form == chunk::Form::Finite);
        let first = (0..analysis.chunks.len()).find(finite) == Some(verb);
        let timeless = |(_, t): &(usize, When)| !matches!(t, When::Day(_) | When::Same | When::Either(..));
        let aside = analysis.chunks[..verb].iter().any(|c| c.kind == chunk::ChunkKind::Relative);
        first
            && !aside
            && !is_past_perfect(analysis, verb)
            && moments.own(verb).any(|(_, t)| *t == When::Vague)
            && moments.times.iter().all(timeless)
    }

    /// The day of the occasion; where the paragraph told of several, of the last one in which they took part.
    fn day_of(&self, agent: &Parties, target: &Parties) -> Option<Date> {
        let day = self.day?;
        let about = if agent.named.is_empty() { &target.named } else { &agent.named };
        let last = self.told().next().map(|r| r.paragraph);
        let dated = || {
            let rows = self.told().take_while(|r| Some(r.paragraph) == last);
            rows.filter(|r| r.precision == Precision::Day && r.modality == Modality::Occurred)
        };
        let with = |r: &&Row| about.iter().all(|a| r.parties().any(|p| p == *a));
        if about.is_empty() || dated().filter(|r| r.date == Some(day)).any(|r| with(&r)) {
            return Some(day);
        }
        dated().find(with).and_then(|r| r.date).or(Some(day))
    }

    /// The time that the sentence gives for what the verb at a chunk tells of, in a clause of words `from..to`.
    #[allow(clippy::too_many_arguments)] // what a date depends on
    fn said(
        &self,
        analysis: &Analysis,
        moments: &Moments,
        (from, to): (usize, usize),
        post: Option<Date>,
        modality: Modality,
        verb: usize,
        kind: &str,
    ) -> Option<When> {
        let main = analysis.verb(verb)?.main;
        // "asked it to file two weeks earlier": when that is to be done, not when it was asked.
        let asked =
            if matches!(kind, "Guidance" | "Pledge") { complement_start(analysis, main) } else { usize::MAX };
        let own = moments.own(verb).copied().filter(|(w, _)| *w < asked);
        let finite = analysis.verb(verb).is_some_and(|g| g.form == chunk::Form::Finite);
        let own = first_day(own, modality, post).filter(|t| finite || *t != When::Vague);
        if own.is_some() {
            return own;
        }
        let times = moments.open_to(main);
        let times: Vec<(usize, When)> =
            times.into_iter().filter(|(w, _)| *w < asked).map(|(w, t)| (w, t.of(modality, post))).collect();
        let in_clause = times.iter().find(|(w, t)| (from..to).contains(w) && *t != When::Silent);
        let in_sentence = times.iter().find(|(_, t)| matches!(t, When::Day(_) | When::Same));
        let leading = times.iter().find(|(w, t)| *t == When::Vague && *w < from);
        // "and the next day it opened": what stands right before the clause.
        let beside = times
            .iter()
            .rev()
            .find(|(w, t)| matches!(t, When::Day(_) | When::Same) && *w < from && from - *w <= 3);
        // "The two had asked X for advice, and it met them on May 3": before that day.
        let before = is_past_perfect(analysis, verb) && in_sentence.is_some_and(|(w, _)| *w > to);
        if before {
            return in_clause.or(leading).map(|(_, t)| *t).or(Some(When::Vague));
        }
        let same = times.iter().any(|(_, t)| *t == When::Same);
        if in_clause.is_none() && !same && is_written(analysis, verb, kind) {
            return Some(When::Vague);
        }
        let in_sentence = beside.or(in_sentence).filter(|_| !self.goes_on(analysis, verb));
        in_clause.or(in_sentence).or(leading).map(|(_, t)| *t)
    }

    /// "which works with X": whether a relative clause tells of what goes on.
    pub(super) fn goes_on(&self, analysis: &Analysis, verb: usize) -> bool {
        let Some(group) = analysis.verb(verb) else { return false };
        if !verb.checked_sub(1).is_some_and(|r| analysis.chunks[r].kind == chunk::ChunkKind::Relative) {
            return false;
        }
        let form = self.lexicon.language.verbs.get(&analysis.words[group.main].text).map(|f| f.forms);
        let words = analysis.words_of(verb);
        // "which is carving a bridge with X"
        let progressive =
            words.first().is_some_and(|w| w.is("is") || w.is("are")) && form.is_some_and(|f| f.gerund);
        progressive
            || words.len() == 1
                && group.form == chunk::Form::Finite
                && form.is_some_and(|f| f.third && !f.past)
    }

    /// "has since given its desks to X, whose office thanked it": whether the clause hangs on one that tells of no day.
    fn hangs_on_standing(&self, analysis: &Analysis, verb: usize) -> bool {
        let relative = |c: &usize| {
            analysis.chunks[*c].kind == chunk::ChunkKind::Relative
                || analysis.words_of(*c).first().is_some_and(|w| w.is("whose"))
        };
        let finite = |c: &usize| analysis.verb(*c).is_some_and(|g| g.form == chunk::Form::Finite);
        let Some(begins) = (0..verb).rev().take_while(|c| !finite(c)).find(relative) else { return false };
        let over = (0..begins).rev().find(finite);
        over.is_some_and(|o| {
            analysis.words_of(o).iter().any(|w| w.is("since"))
                && analysis.words_of(o).iter().any(|w| w.is("has") || w.is("have"))
        })
    }

    /// "16 July: our board calls on X": present tense, on a day after the post's.
    pub(super) fn is_to_come(
        &self,
        analysis: &Analysis,
        verb: usize,
        times: &[(usize, When)],
        post: Option<Date>,
    ) -> bool {
        let Some(group) = analysis.verb(verb).filter(|g| g.form == chunk::Form::Finite) else { return false };
        let form = self.lexicon.language.verbs.get(&analysis.words[group.main].text).map(|f| f.forms);
        let present =
            analysis.words_of(verb).len() == 1 && form.is_some_and(|f| (f.third || f.base) && !f.past);
        let opens = times.first().filter(|(w, _)| *w < 2).map(|(_, t)| t);
        present && matches!((opens, post), (Some(When::Day(day)), Some(post)) if *day > post)
    }

    /// Whether a verb tells of what goes on, or of something before the occasion: present tense, "has" and "have".
    pub(super) fn is_standing(&self, analysis: &Analysis, verb: usize) -> bool {
        let Some(group) = analysis.verb(verb) else { return false };
        let words = analysis.words_of(verb);
        let perfect = words.iter().any(|w| w.is("has") || w.is("have"));
        let form = self.lexicon.language.verbs.get(&analysis.words[group.main].text).map(|f| f.forms);
        let present = words.len() == 1
            && group.form == chunk::Form::Finite
            && form.is_some_and(|f| (f.third || f.base) && !f.past);
        perfect || present && group.lemma != "hope" && group.lemma != "ask"
    }

    /// Where it happened: a place of its clause, else the seat of the office concerned.
    pub(super) fn place(
        &self,
        analysis: &Analysis,
        parties: &[Parties],
        from: usize,
        to: usize,
        via: &[EntityId],
        kind: &str,
    ) -> Option<Place> {
        for i in 0..analysis.chunks.len() {
            let chunk = &analysis.chunks[i];
            if chunk.start > to || !analysis.is_noun(i) || i == 0 || !parties[i].named.is_empty() {
                continue;
            }
            let place_phrase =
                analysis.preposition(i - 1).is_some_and(|p| matches!(p, "in" | "at" | "to" | "across"));
            if !place_phrase || chunk.end < from && i > 2 {
                continue;
            }
            let words = analysis.words_of(i);
            if words.iter().all(|w| w.capital)
                && let (Some(a), Some(b)) = (words.first(), words.last())
                && let Some(place) = self.lexicon.places.resolve(a.span.cover(b.span).of(self.text), None)
            {
                return Some(names::place_pair(place));
            }
        }
        if matches!(kind, "Visit" | "Inspection" | "Registration" | "Deregistration" | "OfficeOpening") {
            let mut places = via.iter().filter_map(|v| self.table.entities[*v].place.clone());
            let first = places.next()?;
            return places.all(|p| p == first).then_some(first);
        }
        None
    }
}

/// "wrote to remind both", "thanked it in a letter": whether words were sent, and so not said on the occasion.
fn is_written(analysis: &Analysis, verb: usize, kind: &str) -> bool {
    let Some(group) = analysis.verb(verb) else { return false };
    let letter = |i: usize| matches!(analysis.head(i), "letter" | "letters" | "note" | "email" | "e-mail");
    let near = verb.saturating_sub(8)..(verb + 6).min(analysis.chunks.len());
    let sent = |i: usize| {
        analysis.verb(i).is_some_and(|g| matches!(g.lemma.as_str(), "write" | "send" | "mail" | "email"))
    };
    let by_letter = |i: usize| letter(i) && i > 0 && matches!(analysis.preposition(i - 1), Some("in" | "by"));
    matches!(kind, "Thanks" | "Guidance" | "Pledge")
        && (group.lemma == "write"
            || verb > 0 && group.form == chunk::Form::Infinitive && sent(verb - 1)
            || sent(verb) && (verb..near.end).any(letter)
            || near.clone().any(by_letter))
}

/// The word at which what is asked or promised begins after a verb: "to file", "that it file"; past all words where
/// nothing does.
pub(super) fn complement_start(analysis: &Analysis, main: usize) -> usize {
    let begins = |w: &usize| {
        let word = &analysis.words[*w];
        word.tag == Tag::Relative && word.is("that")
            || word.tag == Tag::To
                && analysis.words.get(w + 1).is_some_and(|n| matches!(n.tag, Tag::Verb | Tag::Auxiliary))
    };
    (main + 1..analysis.words.len()).find(begins).unwrap_or(usize::MAX)
}
