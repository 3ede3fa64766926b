//! Noun phrases with what hangs on them, and coordinations of them: "the head of X", "A, B and C".

use super::{Analysis, Group, HORIZON, date};
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::tag::Tag;
use smallvec::smallvec;

impl Analysis<'_> {
    /// Finds, from the last chunk back, where the chunks end that hang on each by "of", "from", "at", "for" ….
    pub(super) fn find_ends(&mut self) {
        let mut ends: Vec<usize> = (0..self.chunks.len()).collect();
        for i in (0..self.chunks.len()).rev() {
            let complement =
                self.preposition(i + 1).is_some_and(|p| self.language().prepositions.complement.contains(p));
            // "by X at Y and Z": what follows a whole name belongs to the verb.
            let whole = self.words_of(i).last().is_some_and(|w| !w.entities.is_empty())
                && matches!(self.preposition(i + 1), Some("at" | "for" | "with" | "about" | "on"));
            if complement && !whole && self.is_noun(i + 2) && !self.is_time(i + 2) {
                ends[i] = ends[i + 2].min(i + HORIZON);
            }
        }
        self.ends = ends;
    }

    /// A noun chunk with the chunks that hang on it: the last chunk of it.
    pub fn noun_phrase_end(&self, i: usize) -> usize {
        let mut end = self.ends.get(i).copied().unwrap_or(i);
        // "doctors from across Ningxia"
        if end == i
            && self.preposition(end + 1) == Some("from")
            && self
                .preposition(end + 2)
                .is_some_and(|p| matches!(p, "across" | "around" | "all" | "over" | "among"))
            && self.is_noun(end + 3)
        {
            end += 3;
        }
        end
    }

    /// All noun chunks coordinated from `i` on ("A, B, and C", "A as well as B"), heads only, and the chunk after the
    /// last of them.
    pub fn group_from(&self, i: usize) -> (Group, usize) {
        let mut group = smallvec![i];
        let mut end = self.noun_phrase_end(i);
        // "the Department of X at the Ministry of Y, B, and C": a list goes on after the larger body.
        let within = matches!(self.preposition(end + 1), Some("at" | "under" | "within"))
            && self.is_noun(end + 2)
            && self.words_of(end + 2).iter().any(|w| !w.entities.is_empty())
            && self.kind(end + 3) == Some(&ChunkKind::Comma)
            && self.is_noun(end + 4)
            && self.list_goes_on(self.noun_phrase_end(end + 4));
        if within {
            end += 2;
        }
        while group.len() < HORIZON {
            let mut next = self.past_aside(end).unwrap_or(end + 1);
            let mut joined = false;
            let mut comma = false;
            let mut conjunction = false;
            while let Some(kind) = self.kind(next) {
                match kind {
                    ChunkKind::Comma if !comma => {
                        comma = true;
                        joined = true;
                    }
                    ChunkKind::And if !conjunction => {
                        conjunction = true;
                        joined = true;
                    }
                    ChunkKind::Preposition(p) if self.language().prepositions.joining.contains(p) => {
                        conjunction = true;
                        joined = true;
                    }
                    // "of A and of B", "looked in on A and on B"
                    ChunkKind::Preposition(p)
                        if conjunction
                            && (matches!(p.as_str(), "of" | "from" | "to" | "at" | "for" | "with")
                                || i > 0 && self.preposition(i - 1) == Some(p))
                            && self.is_noun(next + 1) => {}
                    ChunkKind::Other
                        if joined
                            && self
                                .words_of(next)
                                .iter()
                                .all(|w| matches!(w.tag, Tag::Adverb | Tag::Quote)) => {}
                    _ => break,
                }
                next += 1;
            }
            if !joined || !self.is_noun(next) || self.is_time(next) {
                break;
            }
            // After a comma alone the next item must be part of a list that goes on, or an apposition.
            let next_end = self.noun_phrase_end(next);
            if comma && !conjunction && !self.list_goes_on(next_end) {
                break;
            }
            // "A visited B, and C thanked D": what follows is the subject of its own verb.
            if conjunction && self.starts_clause(next_end) && (self.verb_before(i) || self.in_front(i)) {
                // "At a forum called by X, Y and Z spoke": what follows the comma is who spoke.
                if group.len() > 1 && self.in_front(i) {
                    let first = self.noun_phrase_end(i) + 1;
                    group.truncate(1);
                    return (group, first);
                }
                break;
            }
            group.push(next);
            end = next_end;
        }
        (group, end + 1)
    }

    /// Finds, from the last chunk back, where lists go on to "and" or "as well as" before anything else but items.
    pub(super) fn find_lists(&mut self) {
        let mut goes_on = vec![false; self.chunks.len() + 1];
        for i in (0..self.chunks.len()).rev() {
            goes_on[i] = match &self.chunks[i].kind {
                ChunkKind::Comma | ChunkKind::Noun => goes_on[i + 1],
                ChunkKind::Preposition(p) => match p.as_str() {
                    "of" | "from" | "at" | "for" | "in" | "under" => goes_on[i + 1],
                    joint => joint == "as well as",
                },
                ChunkKind::And => matches!(
                    self.kind(i + 1),
                    Some(ChunkKind::Noun | ChunkKind::Other | ChunkKind::Preposition(_))
                ),
                _ => false,
            };
        }
        self.list_goes_on = goes_on;
    }

    /// Whether a list goes on with "and" after this chunk before anything else but items.
    fn list_goes_on(&self, end: usize) -> bool {
        self.list_goes_on.get(end + 1).copied().unwrap_or(false)
    }

    /// Whether a noun stands in a phrase that opens the clause, before any comma and any finite verb: "At a forum called by
    /// X, …".
    pub(super) fn in_front(&self, noun: usize) -> bool {
        let mut opens = false;
        for j in (0..noun).rev().take(HORIZON) {
            match &self.chunks[j].kind {
                ChunkKind::Break => break,
                ChunkKind::Comma => return opens && self.only_phrases_before(j),
                ChunkKind::Relative => return false,
                // "After a visit by X, Y and Z gave": no clause.
                ChunkKind::Subordinator => opens = true,
                ChunkKind::Verb(g) if g.form == Form::Finite => return false,
                // "On 9 March lawyers of X and Y spoke"
                ChunkKind::Preposition(_)
                    if self.is_time(j + 1)
                        || self
                            .words_of(j + 1)
                            .iter()
                            .any(|w| date::is_time_word(self.language(), &w.text)) =>
                {
                    opens = false
                }
                ChunkKind::Verb(_) | ChunkKind::Preposition(_) => opens = true,
                ChunkKind::Noun => opens = false,
                _ => {}
            }
        }
        opens
    }

    /// Whether nothing but phrases stands between the clause’s beginning and a comma: "On May 4, at a fair in Wuhan, …".
    fn only_phrases_before(&self, comma: usize) -> bool {
        let mut phrase = false;
        for j in (0..comma).rev().take(HORIZON) {
            match &self.chunks[j].kind {
                ChunkKind::Break => break,
                ChunkKind::Comma if !phrase => return false,
                ChunkKind::Relative => return false,
                ChunkKind::Verb(g) if g.form == Form::Finite => return false,
                ChunkKind::Noun => phrase = self.is_time(j),
                ChunkKind::Preposition(_) | ChunkKind::Verb(_) | ChunkKind::Subordinator => phrase = true,
                _ => {}
            }
        }
        phrase
    }

    /// Whether the noun phrase is the subject of a finite verb right after it.
    fn starts_clause(&self, end: usize) -> bool {
        let mut i = end + 1;
        while matches!(self.kind(i), Some(ChunkKind::Other)) {
            i += 1;
        }
        self.verb(i).is_some_and(|v| v.form == Form::Finite)
    }

    pub(super) fn verb_before(&self, i: usize) -> bool {
        (0..i)
            .rev()
            .take(HORIZON)
            .take_while(|j| {
                !matches!(
                    self.kind(*j),
                    Some(ChunkKind::Break | ChunkKind::Relative | ChunkKind::Subordinator)
                ) && !(self.kind(*j) == Some(&ChunkKind::Comma) && self.only_phrases_before(*j))
            })
            // "a fair held by A and B is": a participle takes no clause of its own.
            .any(|j| self.verb(j).is_some_and(|g| !(g.passive && g.form == Form::Participle)))
    }

    /// The whole coordination that ends with the noun at `i`, its head chunks first to last; complements ("the head *of
    /// X*") give way to their heads.
    pub fn group_ending(&self, i: usize) -> Group {
        // Walk to the start of the noun phrase and of the coordination.
        let mut start = i;
        while start + 2 * HORIZON > i
            && let Some(before) = start.checked_sub(1)
        {
            match &self.chunks[before].kind {
                ChunkKind::Preposition(p)
                    if before > 0
                        && self.is_noun(before - 1)
                        && !self.is_time(before - 1)
                        && self.language().prepositions.complement.contains(p) =>
                {
                    start = before - 1
                }
                // "A visit by X to Y was": back to the head of the phrase.
                ChunkKind::Preposition(p)
                    if before > 0
                        && !matches!(p.as_str(), "than" | "like" | "including" | "such as" | "except")
                        && self.is_noun(before - 1)
                        && !self.is_time(before - 1)
                        && !self.verb_governs(before - 1)
                        && self.words_of(before - 1).iter().all(|w| w.entities.is_empty()) =>
                {
                    start = before - 1
                }
                ChunkKind::Preposition(p)
                    if before > 0
                        && self.is_noun(before - 1)
                        && matches!(
                            p.as_str(),
                            "as well as" | "together with" | "along with" | "including"
                        ) =>
                {
                    start = before - 1
                }
                ChunkKind::Preposition(p)
                    if before > 1
                        && matches!(self.kind(before - 1), Some(ChunkKind::Comma | ChunkKind::And))
                        && self.is_noun(before - 2)
                        && matches!(
                            p.as_str(),
                            "as well as" | "together with" | "along with" | "of" | "from"
                        ) =>
                {
                    start = before - 2
                }
                ChunkKind::And
                    if before > 0 && self.is_noun(before - 1) && !self.verb_governs(before - 1) =>
                {
                    start = before - 1
                }
                ChunkKind::And
                    if before > 1
                        && matches!(self.kind(before - 1), Some(ChunkKind::Comma))
                        && self.is_noun(before - 2)
                        && !self.verb_governs(before - 2) =>
                {
                    start = before - 2
                }
                // "A, which …, and B": the clause between is passed over.
                ChunkKind::And
                    if before > 1
                        && matches!(self.kind(before - 1), Some(ChunkKind::Comma))
                        && self.relative_before(before - 1).is_some() =>
                {
                    let noun = self.relative_before(before - 1).unwrap_or(start);
                    let mut group = self.group_ending(noun);
                    group.extend(self.group_from(start).0);
                    return group;
                }
                ChunkKind::Comma
                    if before > 0
                        && self.is_noun(before - 1)
                        && !self.is_time(before - 1)
                        && start > 0
                        && self.in_list(before)
                        && !self.preposition_before(before - 1)
                        && !self.in_front(before - 1) =>
                {
                    start = before - 1
                }
                ChunkKind::Other if self.words_of(before).iter().all(|w| w.tag == Tag::Quote) => {
                    start = before
                }
                // "A, B, and about thirty others"
                ChunkKind::Other
                    if before > 0
                        && matches!(self.kind(before - 1), Some(ChunkKind::And))
                        && self.words_of(before).iter().all(|w| w.tag == Tag::Adverb)
                        && self.words_of(start).first().is_some_and(|w| w.tag == Tag::Number) =>
                {
                    start = before
                }
                // "delegates of A, which …, and of B"
                ChunkKind::Preposition(p)
                    if before > 1
                        && matches!(p.as_str(), "of" | "from")
                        && matches!(self.kind(before - 1), Some(ChunkKind::And))
                        && matches!(self.kind(before - 2), Some(ChunkKind::Comma))
                        && self.relative_before(before - 2).is_some() =>
                {
                    let noun = self.relative_before(before - 2).unwrap_or(start);
                    let mut group = self.group_ending(noun);
                    group.extend(self.group_from(start).0);
                    return group;
                }
                _ => break,
            }
        }
        while !self.is_noun(start) && start < i {
            start += 1;
        }
        let (group, _) = self.group_from(start);
        group
    }

    /// The noun before a relative clause that ends at the comma `end`.
    fn relative_before(&self, end: usize) -> Option<usize> {
        let relative = (0..end).rev().take(HORIZON / 4).find(|j| {
            matches!(self.kind(*j), Some(ChunkKind::Relative | ChunkKind::Comma | ChunkKind::Break))
        })?;
        let opens = matches!(self.kind(relative), Some(ChunkKind::Relative)) && relative >= 2;
        (opens
            && matches!(self.kind(relative - 1), Some(ChunkKind::Comma))
            && self.is_noun(relative - 2)
            && !self.verb_governs(relative - 2))
        .then(|| relative - 2)
    }

    /// Whether a noun is the object of a verb before it, so that "and" after it begins a clause.
    fn verb_governs(&self, noun: usize) -> bool {
        for j in (0..noun).rev().take(HORIZON) {
            match &self.chunks[j].kind {
                // "a team made up of A and B": inside the phrase.
                ChunkKind::Verb(g) if g.form == Form::Participle => {}
                ChunkKind::Verb(_) => return true,
                ChunkKind::Preposition(_) | ChunkKind::Noun | ChunkKind::Other => {}
                // "received desks from X, an American charity": the apposition hangs on what the verb governs.
                ChunkKind::Comma
                    if j + 1 == noun
                        && j > 0
                        && self.is_noun(j - 1)
                        && self.words_of(noun).first().is_some_and(|w| w.is("a") || w.is("an")) => {}
                _ => return false,
            }
        }
        false
    }

    fn preposition_before(&self, noun: usize) -> bool {
        noun > 0
            && matches!(self.kind(noun - 1), Some(ChunkKind::Preposition(p)) if matches!(p.as_str(), "in" | "on" | "at" | "after" | "during" | "since"))
    }

    /// Whether a comma stands in a list that goes on to "and".
    pub fn in_list(&self, comma: usize) -> bool {
        self.is_noun(comma + 1) && self.list_goes_on(self.noun_phrase_end(comma + 1))
            || matches!(self.kind(comma + 1), Some(ChunkKind::And))
    }
}
