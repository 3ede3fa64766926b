//! Lists whose items semicolons part: "the Lanzhou and Dingxi PSBs; the Gansu Health Commission; and three NGOs"; lists
//! that go on behind what is said of an item: "X, which supervises Z, and Y".

use super::{Analysis, Group};
use crate::extract::chunk::{Chunk, ChunkKind, Form};
use crate::extract::reduce::Word;

/// How many chunks an aside between two items has at most.
const ASIDE: usize = 12;

/// Makes commas of the semicolons of a list: two or more, "and" after the last of them, and no clause between any two.
pub(super) fn join_semicolons(chunks: &mut [Chunk], words: &[Word]) {
    let marks: Vec<usize> = (0..chunks.len())
        .filter(|i| chunks[*i].kind == ChunkKind::Break && words[chunks[*i].start].is(";"))
        .collect();
    let Some(&last) = marks.last().filter(|_| marks.len() > 1) else { return };
    let clause = |c: &Chunk| matches!(&c.kind, ChunkKind::Verb(g) if g.form == Form::Finite);
    let ends = |c: &Chunk| c.kind == ChunkKind::Break;
    let rest = chunks[last + 1..].iter().take_while(|c| !ends(c));
    let closed = chunks.get(last + 1).is_some_and(|c| c.kind == ChunkKind::And);
    if closed && !chunks[marks[0]..last].iter().chain(rest).any(clause) {
        for mark in marks {
            chunks[mark].kind = ChunkKind::Comma;
        }
    }
}

impl Analysis<'_> {
    /// "by X, which supervises Z, and Y", "by X, founded in May, and Y": the comma that closes what is said of the named
    /// body that ends at `end`, where a list goes on after it with a named body.
    pub(super) fn past_aside(&self, end: usize) -> Option<usize> {
        let named = |i: usize| self.words_of(i).iter().any(|w| !w.entities.is_empty());
        if !named(end) || self.kind(end + 1) != Some(&ChunkKind::Comma) {
            return None;
        }
        let opener = end + 2 + usize::from(self.preposition(end + 2).is_some());
        let participle =
            self.verb(opener).is_some_and(|g| g.passive && g.form == Form::Participle) && opener == end + 2;
        if self.kind(opener) != Some(&ChunkKind::Relative) && !participle {
            return None;
        }
        let told = if participle { opener } else { self.aside_verb(opener)? };
        let close = (told + 1..self.chunks.len()).take(ASIDE).find(|j| {
            !self.is_noun(*j) && self.preposition(*j).is_none() && self.chunks[*j].kind != ChunkKind::Other
        })?;
        let and = self.kind(close + 1) == Some(&ChunkKind::And);
        let next = close + 1 + usize::from(and);
        let own = !named(close - 1) || and;
        (self.kind(close) == Some(&ChunkKind::Comma) && named(next) && own).then_some(close)
    }

    /// "Three bodies that plant trees in Gansu met", "A class that X gave in Wuhan drew": what the relative clause that ends
    /// with the noun at `noun` is said of, at the front of its own clause.
    pub(super) fn before_restrictive(&self, noun: usize) -> Option<Group> {
        let plain = |j: &usize| {
            matches!(
                self.chunks[*j].kind,
                ChunkKind::Noun | ChunkKind::Preposition(_) | ChunkKind::Other | ChunkKind::Verb(_)
            )
        };
        let verb = (0..noun).rev().take(ASIDE).take_while(plain).find(|j| self.verb(*j).is_some())?;
        let told = self.verb(verb).is_some_and(|g| {
            g.form == Form::Finite
                && !self.language().senses.quoting.contains(&g.lemma)
                && !self.language().control.reporting.contains(&g.lemma)
        });
        let relative = (0..verb).rev().take(4).find(|j| self.chunks[*j].kind == ChunkKind::Relative)?;
        let between =
            (relative + 1..verb).all(|j| self.is_noun(j) || self.chunks[j].kind == ChunkKind::Other);
        let head = relative.checked_sub(1).filter(|h| self.is_noun(*h) && !self.is_time(*h))?;
        let opens = |j: &usize| !plain(j);
        let start = (0..head).rev().find(opens).map_or(0, |j| j + 1);
        let first = (start..head).all(|j| self.verb(j).is_none());
        (told && between && first).then(|| self.group_ending(head))
    }

    /// The finite verb of the relative clause that opens at `opener`.
    fn aside_verb(&self, opener: usize) -> Option<usize> {
        let verb = (opener + 1..self.chunks.len()).take(ASIDE).find(|j| self.verb(*j).is_some())?;
        let straight = (opener + 1..verb).all(|j| self.is_noun(j) || self.chunks[j].kind == ChunkKind::Other);
        (straight && self.verb(verb).is_some_and(|g| g.form == Form::Finite)).then_some(verb)
    }
}
