//! Lists whose items semicolons part: "the Lanzhou and Dingxi PSBs; the Gansu Health Commission; and three NGOs".

use crate::extract::chunk::{Chunk, ChunkKind, Form};
use crate::extract::reduce::Word;

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
