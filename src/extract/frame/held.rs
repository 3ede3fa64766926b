//! Who held the ceremony that an event is a part of: "X held a ceremony at which Y was given its certificate".

use super::{Match, Matcher};
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::{HORIZON, Subject};
use crate::extract::discourse::{Parties, gather};

impl Matcher<'_> {
    /// Gives certificates handed over and offices opened at a ceremony, where nobody else is said to have had that part,
    /// the body that held it.
    pub(super) fn held(&self, matches: &mut [Match]) {
        for found in matches {
            let kind = &self.lexicon.kinds[found.kind];
            let frame = &kind.frames[found.frame];
            let opens = kind.name == "OfficeOpening" && found.target.named.is_empty();
            let certifies = kind.name == "Registration" && found.agent.named.is_empty();
            if !opens && !certifies {
                continue;
            }
            let Some(mut holder) = self.holder(found.verb) else { continue };
            let others = if opens { &found.agent } else { &found.target };
            holder.named.retain(|e| !others.named.contains(e));
            if certifies {
                found.agent.extend(&self.admit(holder, &frame.agent_types));
            } else {
                found.target.extend(&self.admit(holder, &frame.target_types));
            }
        }
    }

    /// Who held the ceremony that the clause of the verb at `v` opens with, or that it tells more of.
    fn holder(&self, v: usize) -> Option<Parties> {
        let analysis = self.analysis;
        let hosts = |j: &usize| {
            analysis.verb(*j).is_some_and(|g| self.lexicon.language.senses.hosting.contains(&g.lemma))
        };
        let ceremony = |i: usize| self.lexicon.language.nouns.occasions.contains(analysis.head(i));
        let open = |j: &usize| !matches!(analysis.chunks[*j].kind, ChunkKind::Break);
        let h = (0..v).rev().take(HORIZON).take_while(open).find(hosts)?;
        let group = analysis.verb(h)?;
        if group.passive {
            let by = analysis.preposition(h + 1) == Some("by") && analysis.is_noun(h + 2);
            let said_of = h > 0 && analysis.is_noun(h - 1) && ceremony(h - 1);
            return (by && said_of && group.form == Form::Participle)
                .then(|| gather(self.parties, &analysis.group_from(h + 2).0));
        }
        let which = (h + 2..v).any(|r| {
            analysis.chunks[r].kind == ChunkKind::Relative
                && matches!(analysis.preposition(r - 1), Some("at" | "during" | "in"))
        });
        match analysis.subject(h, 0) {
            Subject::Group(doer) if which && analysis.is_noun(h + 1) && ceremony(h + 1) && !group.negated => {
                Some(gather(self.parties, &doer))
            }
            _ => None,
        }
    }
}
