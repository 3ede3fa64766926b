//! What follows a verb of speech: an infinitive, a clause, a quotation.

use super::Matcher;
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::{Group, HORIZON};

/// What follows a verb of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Complement {
    None,
    To,
    That,
    /// A clause that looks ahead: "that it will".
    ThatWill,
    Quote,
    /// A bare infinitive or participle after an object: "heard X explain".
    Bare,
}

impl Matcher<'_> {
    /// What follows a verb of speech: an infinitive, a clause, and the clause's subject.
    pub(super) fn complement(&self, v: usize) -> (Complement, Option<Group>) {
        let analysis = self.analysis;
        // "heard X explain"
        let perceives =
            analysis.verb(v).is_some_and(|g| self.lexicon.language.senses.perceiving.contains(&g.lemma));
        if perceives {
            let next = (v + 1..analysis.chunks.len().min(v + 8)).find(|j| analysis.verb(*j).is_some());
            if next.is_some_and(|n| self.bare_base(n) && (v + 1..n).any(|j| analysis.is_noun(j))) {
                return (Complement::Bare, None);
            }
        }
        let participle = analysis.verb(v).is_some_and(|g| matches!(g.form, Form::Gerund | Form::Participle));
        let mut i = v + 1;
        let mut nouns = 0;
        let last = analysis.chunks.len().min(v + 1 + HORIZON);
        while i < last {
            match &analysis.chunks[i].kind {
                ChunkKind::Relative if analysis.words_of(i).iter().any(|w| w.is("that")) => {
                    let clause = self.clause_subject(i + 1);
                    return match clause {
                        Some((group, future)) => {
                            (if future { Complement::ThatWill } else { Complement::That }, Some(group))
                        }
                        None => (Complement::That, None),
                    };
                }
                ChunkKind::Verb(g) if g.form == Form::Infinitive => return (Complement::To, None),
                ChunkKind::Verb(g) if g.form == Form::Finite => {
                    // "hopes X will", "said it would": a clause without "that".
                    if nouns > 0
                        && i > v + 1
                        && let Some((group, future)) = self.clause_subject(v + 1)
                    {
                        return (if future { Complement::ThatWill } else { Complement::That }, Some(group));
                    }
                    if nouns > 0 {
                        return (Complement::Bare, None);
                    }
                    return (Complement::None, None);
                }
                ChunkKind::Noun => nouns += 1,
                ChunkKind::Preposition(_) | ChunkKind::Other => {}
                // "hoped, he said, that …"
                ChunkKind::Comma
                    if analysis.is_noun(i + 1)
                        && analysis
                            .verb(i + 2)
                            .is_some_and(|g| self.lexicon.language.control.reporting.contains(&g.lemma))
                        && matches!(analysis.chunks.get(i + 3).map(|c| &c.kind), Some(ChunkKind::Comma)) =>
                {
                    i += 3;
                }
                // "Having called on Y, X returned": another clause.
                ChunkKind::Comma if participle => return (Complement::None, None),
                ChunkKind::Comma if nouns == 0 => {}
                ChunkKind::And if nouns > 0 && analysis.is_noun(i + 1) => {}
                ChunkKind::Comma if nouns > 0 && analysis.is_noun(i + 1) => {}
                ChunkKind::Break if analysis.words_of(i).iter().any(|w| w.is(":")) => {
                    return (Complement::Quote, None);
                }
                _ => return (Complement::None, None),
            }
            i += 1;
        }
        (Complement::None, None)
    }

    /// The subject of the clause that begins at chunk `i`, and whether its verb looks ahead.
    fn clause_subject(&self, i: usize) -> Option<(Group, bool)> {
        let analysis = self.analysis;
        let v = (i..analysis.chunks.len()).take(HORIZON).find(|j| {
            analysis.verb(*j).is_some_and(|g| g.form == Form::Finite || g.form == Form::Participle)
        })?;
        let base = analysis.verb(v)?;
        let noun = (i..v).rev().find(|j| analysis.is_noun(*j) && !analysis.is_time(*j))?;
        let group: Group = analysis.group_ending(noun).into_iter().filter(|c| *c >= i).collect();
        Some((
            group,
            base.future
                || base.lemma == "be" && analysis.words_of(v).iter().any(|w| w.is("would") || w.is("will")),
        ))
    }
}
