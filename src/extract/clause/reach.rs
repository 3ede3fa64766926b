//! How far the complements of a verb reach.

use super::{Analysis, HORIZON};
use crate::extract::chunk::{ChunkKind, Form};

impl Analysis<'_> {
    /// Where the reach of a verb's complements ends: the next finite clause, a conjunction before a verb, a break.
    pub fn reach(&self, v: usize) -> usize {
        let last = self.chunks.len().min(v + 1 + HORIZON);
        let mut i = v + 1;
        while i < last {
            match &self.chunks[i].kind {
                ChunkKind::Break => return i,
                ChunkKind::Subordinator if self.is_phrase(i) => {}
                ChunkKind::Subordinator => return i,
                ChunkKind::Relative => {
                    return i;
                }
                ChunkKind::Verb(g) => {
                    if g.form == Form::Participle
                        || g.form == Form::Gerund && !matches!(self.kind(i - 1), Some(ChunkKind::Comma))
                    {
                        i += 1;
                        continue;
                    }
                    // A finite verb: its subject is not ours. Back to before it.
                    let mut k = i;
                    if g.form == Form::Finite {
                        while k > v + 1
                            && !matches!(self.chunks[k - 1].kind, ChunkKind::Comma | ChunkKind::And)
                        {
                            k -= 1;
                        }
                        if k <= v + 1 {
                            return i;
                        }
                        return k - 1;
                    }
                    return i;
                }
                ChunkKind::And => {
                    let mut next = i + 1;
                    while matches!(self.kind(next), Some(ChunkKind::Other)) {
                        next += 1;
                    }
                    if self.verb(next).is_some() {
                        return i;
                    }
                }
                _ => {}
            }
            i += 1;
        }
        last
    }

    /// "laid its books before the Bureau": "before" with a body after it and no clause of that body.
    pub fn is_phrase(&self, i: usize) -> bool {
        let before = self.chunks.get(i).is_some_and(|c| c.kind == ChunkKind::Subordinator)
            && matches!(self.words_of(i), [word] if word.is("before"));
        before
            && self.words_of(i + 1).iter().any(|w| !w.entities.is_empty())
            && (i + 2..self.chunks.len())
                .take(HORIZON)
                .take_while(|j| self.chunks[*j].kind != ChunkKind::Break)
                .all(|j| self.verb(j).is_none_or(|g| g.form != Form::Finite))
    }
}
