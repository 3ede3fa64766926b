//! When and where an event was: what its clause says, else the occasion that the post tells of.

use super::Reader;
use crate::extract::assume::{Assumption, Assumptions};
use crate::extract::chunk;
use crate::extract::clause::Analysis;
use crate::extract::date::When;
use crate::extract::discourse::Parties;
use crate::extract::entity::EntityId;
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

    /// A day that the sentence gives is that of what follows, also where the sentence itself told of no event.
    pub(super) fn remember_day(
        &mut self,
        analysis: &Analysis,
        parties: &[Parties],
        times: &[(usize, When)],
        post: Option<Date>,
    ) {
        let told = (0..analysis.chunks.len()).any(|i| {
            analysis
                .verb(i)
                .is_some_and(|g| g.form != chunk::Form::Infinitive && !g.future && !g.modal && !g.negated)
        });
        // "suggested that it file two weeks earlier": no day of this occasion.
        let first = (0..analysis.chunks.len())
            .find_map(|i| analysis.verb(i).filter(|g| g.form == chunk::Form::Finite));
        let speech = first.is_some_and(|g| {
            let language = &self.lexicon.language;
            language.control.blocked.contains(&g.lemma) || language.senses.wishing.contains(&g.lemma)
        });
        let asked = match first {
            Some(g) if speech => complement_start(analysis, g.main),
            _ => usize::MAX,
        };
        let times: Vec<(usize, When)> = times.iter().copied().filter(|(w, _)| *w < asked).collect();
        let day = times.iter().find_map(|(_, t)| match t.of(Modality::Occurred, post) {
            When::Day(day) => Some(day),
            _ => None,
        });
        // "The law took effect on January 1, 2017": history is no occasion.
        let named = parties.iter().any(|p| !p.named.is_empty());
        let recent = |day: &Date| named || post.is_none_or(|p| p.duration_since(*day).as_hours() < 24 * 90);
        if let Some(day) = day.filter(|_| told).filter(recent) {
            self.set_day(day);
            // "inspected X on June 3 and Y on June 5": what comes "two days later" is counted from the latter.
            let days = times.iter().filter_map(|(_, t)| match t.of(Modality::Occurred, post) {
                When::Day(day) => Some(day),
                _ => None,
            });
            self.last_day = days.max();
            self.occasion.extend(parties.iter().flat_map(|p| p.named.iter().copied()));
        }
    }

    /// The day of an event: what its clause says, else its sentence, else the occasion it belongs to.
    #[allow(clippy::too_many_arguments)] // what a date depends on
    pub(super) fn when(
        &mut self,
        analysis: &Analysis,
        times: &[(usize, When)],
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
        if analysis.verb(verb).is_none() {
            return (post, Precision::By);
        }
        // "which missed last year’s deadline": the time of another clause.
        let times: Vec<(usize, When)> = times.iter().map(|(w, t)| (*w, t.of(modality, post))).collect();
        let main = analysis.verb(verb).map_or(to, |g| g.main);
        // "asked it to file two weeks earlier": when that is to be done, not when it was asked.
        let asked =
            if matches!(kind, "Guidance" | "Pledge") { complement_start(analysis, main) } else { usize::MAX };
        let times: Vec<(usize, When)> = times.into_iter().filter(|(w, _)| *w < asked).collect();
        let aside = |w: usize| {
            w < main
                && analysis
                    .words
                    .get(from..w)
                    .is_some_and(|words| words.iter().any(|w| w.tag == Tag::Relative))
                && analysis.words.get(w..main).is_some_and(|words| words.iter().any(|w| w.tag == Tag::Comma))
        };
        let in_clause =
            times.iter().find(|(w, t)| (from..to).contains(w) && (*t != When::Silent) && !aside(*w));
        let in_sentence = times.iter().find(|(w, t)| matches!(t, When::Day(_) | When::Same) && !aside(*w));
        // "On May 19 it called at X, and the next day at Y": of several days the first.
        let second = |w: usize| {
            let joined = analysis.words[..w].iter().rev().take(4);
            let mut joined = joined.take_while(|w| !matches!(w.tag, Tag::Verb | Tag::Name));
            w > main && joined.any(|w| w.tag == Tag::Conjunction)
        };
        let first = times.first().filter(|(w, t)| matches!(t, When::Day(_)) && *w < main && !aside(*w));
        let in_clause = match in_clause {
            Some((w, When::Day(_))) if second(*w) && first.is_some() => first,
            other => other,
        };
        let leading = times.iter().find(|(w, t)| *t == When::Vague && *w < from);
        // "and the next day it opened": what stands right before the clause.
        let beside = times
            .iter()
            .rev()
            .find(|(w, t)| matches!(t, When::Day(_) | When::Same) && *w < from && from - *w <= 3);
        // "The two had asked X for advice, and it met them on May 3": before that day.
        let before = analysis.words_of(verb).iter().any(|w| w.is("had"))
            && analysis.words_of(verb).len() > 1
            && in_sentence.is_some_and(|(w, _)| *w > to);
        // "The foundation had trained the nurses": before what the post tells of.
        let had = modality == Modality::Occurred
            && analysis.words_of(verb).first().is_some_and(|w| w.is("had"))
            && analysis.words_of(verb).len() > 1;
        let earlier = had && in_sentence.is_none() && in_clause.is_none();
        let in_sentence = beside.or(in_sentence).filter(|_| !before && !self.goes_on(analysis, verb));
        // "On May 3, X held a forum on plans for next year": the day that opens the sentence.
        let opening = times.first().filter(|(w, t)| *w < 2 && matches!(t, When::Day(_)));
        let first = (0..verb).all(|c| analysis.verb(c).is_none_or(|g| g.form != chunk::Form::Finite));
        let in_clause = in_clause
            .filter(|(w, t)| !(*t == When::Vague && *w > main && first && opening.is_some()))
            .or(opening.filter(|_| first && in_clause.is_some()));
        let said = in_clause.or(in_sentence).or(leading).map_or(When::Silent, |(_, t)| *t);
        // "which works with X", "has given since 2016", "has been working on": no part of the occasion.
        let standing = self.is_standing(analysis, verb);
        let hangs = self.hangs_on_standing(analysis, verb);
        let past_perfect =
            standing || hangs || before || earlier || analysis.words.iter().any(|w| w.is("past"));
        let by = (post, Precision::By);
        if modality == Modality::Planned {
            return match said {
                When::Day(day) => (Some(day), Precision::Day),
                _ => by,
            };
        }
        match said {
            // "who had called at X two weeks before": the occasion has its own day.
            When::Day(day) if had && self.day.is_some_and(|told| day < told) => (Some(day), Precision::Day),
            When::Day(day) => {
                self.set_day(day);
                self.occasion = agent.named.iter().chain(&target.named).copied().collect();
                (Some(day), Precision::Day)
            }
            When::Vague => by,
            When::Same | When::Silent if !past_perfect => match self.day {
                Some(day) => {
                    self.occasion.extend(agent.named.iter().chain(&target.named).copied());
                    if said == When::Silent {
                        assumed.add(Assumption::Day);
                    }
                    (Some(day), Precision::Day)
                }
                None => by,
            },
            _ => by,
        }
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
        let present = analysis.words_of(verb).len() == 1 && form.is_some_and(|f| f.third && !f.past);
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

/// The word at which what is asked or promised begins after a verb: "to file", "that it file"; past all words where
/// nothing does.
fn complement_start(analysis: &Analysis, main: usize) -> usize {
    let begins = |w: &usize| {
        let word = &analysis.words[*w];
        word.tag == Tag::Relative && word.is("that")
            || word.tag == Tag::To
                && analysis.words.get(w + 1).is_some_and(|n| matches!(n.tag, Tag::Verb | Tag::Auxiliary))
    };
    (main + 1..analysis.words.len()).find(begins).unwrap_or(usize::MAX)
}
