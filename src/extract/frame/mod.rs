//! Frames of `ontology/events/` matched over an analysed sentence.
//!
//! [`trigger`] tries one frame on one verb; [`arguments`] finds what stands around the verb, which [`around`] keeps for
//! the next frame, [`thing`] and [`spoken`] find the noun that tells of it, also behind a pronoun, [`slots`] fills the frame's roles from it, [`nominal`] reads events told by a noun alone, [`anywhere`]
//! those told by a set phrase wherever it stands, [`held`] gives what was done at a ceremony to who held it, [`gap`] what a second clause leaves to the verb of the first, [`complement`] tells what follows a verb of speech, [`status`] whether the
//! event happened.

mod anywhere;
mod arguments;
mod around;
mod complement;
mod gap;
mod held;
mod nominal;
mod occasion;
mod slots;
mod spoken;
mod status;
mod thing;
mod tie;
mod trigger;

use super::assume::Assumptions;
use super::chunk::Form;
use super::clause::{Analysis, Subject};
use super::discourse::{Parties, gather};
use super::entity::Table;
use crate::lexicon::Lexicon;
use crate::record::Modality;
use around::Around;
pub(crate) use spoken::Spoken;
use status::Status;

/// A frame that matched.
#[derive(Debug, Clone)]
pub(crate) struct Match {
    pub kind: usize,
    pub frame: usize,
    pub agent: Parties,
    pub target: Parties,
    pub modality: Modality,
    /// What of it was assumed, parties aside.
    pub assumed: Assumptions,
    /// Chunks that the words of the event take up.
    pub extent: (usize, usize),
    /// The verb's chunk.
    pub verb: usize,
    /// The chunk of the event's noun, where it has one.
    pub noun: Option<usize>,
    pub reply: bool,
    score: usize,
}

/// What matching needs.
pub(crate) struct Matcher<'a> {
    pub lexicon: &'a Lexicon,
    pub table: &'a Table,
    pub analysis: &'a Analysis<'a>,
    pub parties: &'a [Parties],
    spoken: &'a Spoken,
    /// "reportedly": nothing is said to have happened.
    rumour: bool,
}

impl<'a> Matcher<'a> {
    /// A matcher for one sentence; `spoken` is what the one before it left.
    pub fn new(
        lexicon: &'a Lexicon,
        table: &'a Table,
        analysis: &'a Analysis<'a>,
        parties: &'a [Parties],
        spoken: &'a Spoken,
    ) -> Self {
        let rumour = analysis.words.iter().any(|w| {
            matches!(
                w.text.as_str(),
                "reportedly" | "rumoured" | "rumored" | "postponed" | "rescheduled" | "deferred"
            )
        });
        Matcher { lexicon, table, analysis, parties, spoken, rumour }
    }

    /// Every event that the sentence tells of: for each verb the frame that fits best.
    pub fn all(&self) -> Vec<Match> {
        let mut out = Vec::new();
        let untrue = self.untrue_until();
        for v in untrue..self.analysis.chunks.len() {
            let Some(group) = self.analysis.verb(v) else { continue };
            let own = self.lexicon.triggers.get(&group.lemma).into_iter().flatten();
            // "was shown around": triggers in the passive stand under "be".
            let passive = self.lexicon.triggers.get("be").filter(|_| group.passive).into_iter().flatten();
            let participle = self.analysis.words.get(group.main);
            let passive =
                passive.filter(|t| t.rest.first().is_some_and(|w| participle.is_some_and(|p| p.is(w))));
            let words = self.analysis.tail(group.main);
            let mut triggers = own.chain(passive).filter(|t| words.may_hold(t.sieve)).peekable();
            if triggers.peek().is_none() {
                continue;
            }
            let Status::Told(modality) = self.status(v, 0) else { continue };
            let mut around = Around::new(self, v, modality);
            let mut best: Option<Match> = None;
            for trigger in triggers {
                if let Some(found) = self.trigger(&mut around, trigger)
                    && best.as_ref().is_none_or(|b| found.score > b.score)
                {
                    best = Some(found);
                }
            }
            out.extend(best);
        }
        self.nominals(&mut out);
        self.prompted(&mut out);
        self.complete(&mut out);
        self.held(&mut out);
        self.echoes(&mut out);
        self.gapped(&mut out);
        self.second_objects(&mut out);
        self.mutual(&mut out);
        out
    }

    /// Where what is said to be false ends: "The rumour that X had been deregistered is false."
    fn untrue_until(&self) -> usize {
        let says = |c: usize, words: &[&str]| {
            self.analysis.words_of(c).iter().any(|w| words.contains(&w.text.as_str()))
        };
        let chunks = 0..self.analysis.chunks.len();
        let rumour = chunks
            .clone()
            .take(3)
            .any(|c| says(c, &["rumour", "rumor", "report", "claim", "story", "rumours", "rumors"]));
        let denied = ["false", "untrue", "unfounded", "baseless", "wrong", "groundless"];
        chunks.filter(|_| rumour).find(|c| says(*c, &denied)).unwrap_or(0)
    }

    /// "At the urging of X, Y did": a preposition that tells of what X did to Y.
    fn prompted(&self, out: &mut Vec<Match>) {
        let analysis = self.analysis;
        for i in 0..analysis.chunks.len() {
            let Some(preposition) = analysis.preposition(i).filter(|p| p.contains(' ')) else { continue };
            if !analysis.is_noun(i + 1) {
                continue;
            }
            let found = self.lexicon.kinds.iter().enumerate().find_map(|(k, kind)| {
                let frame =
                    kind.frames.iter().position(|f| f.preposition.iter().any(|p| p == preposition))?;
                Some((k, frame))
            });
            let Some((kind, frame)) = found else { continue };
            let after = (i..analysis.chunks.len()).find(|v| self.is_told(*v));
            let Some(v) = after.or_else(|| (0..i).rev().find(|v| self.is_told(*v))) else { continue };
            let Subject::Group(group) = analysis.subject(v, 0) else { continue };
            let (first, _) = analysis.group_from(i + 1);
            let (agent, mut target) = (gather(self.parties, &first), gather(self.parties, &group));
            target.named.retain(|e| !agent.named.contains(e));
            if agent.named.is_empty() || target.is_empty() {
                continue;
            }
            let extent = (i.min(v), i.max(v) + 1);
            out.push(Match {
                kind,
                frame,
                agent,
                target,
                modality: Modality::Occurred,
                assumed: Assumptions::default(),
                extent,
                verb: i,
                noun: None,
                reply: false,
                score: 0,
            });
        }
    }

    /// "A and B thanked each other", "exchanged thanks": each thanks the others.
    fn mutual(&self, out: &mut Vec<Match>) {
        let analysis = self.analysis;
        let mut others = Vec::new();
        for found in out.iter_mut().filter(|m| self.lexicon.kinds[m.kind].name == "Thanks") {
            let Some(verb) = analysis.verb(found.verb) else { continue };
            let after = &analysis.words[verb.main + 1..];
            let each = after
                .iter()
                .take(4)
                .collect::<Vec<_>>()
                .windows(2)
                .any(|w| w[0].is("each") && w[1].is("other") || w[0].is("one") && w[1].is("another"));
            let exchanged = matches!(verb.lemma.as_str(), "exchange" | "trade" | "swap");
            if found.agent.named.len() < 2 || !found.target.named.is_empty() || !(each || exchanged) {
                continue;
            }
            let all = found.agent.named.clone();
            let (first, rest) = (all[0], &all[1..]);
            found.agent.named = vec![first];
            found.target.named = rest.to_vec();
            for id in rest {
                let mut other = found.clone();
                other.agent.named = vec![*id];
                other.target.named = all.iter().copied().filter(|e| e != id).collect();
                others.push(other);
            }
        }
        out.extend(others);
    }

    fn is_told(&self, v: usize) -> bool {
        self.analysis.verb(v).is_some_and(|g| g.form == Form::Finite && !g.negated)
    }

    /// "A thanked X, as did B", "A took part, and so did B": B does what A did.
    fn echoes(&self, matches: &mut [Match]) {
        let analysis = self.analysis;
        for i in 0..analysis.chunks.len() {
            let marker = analysis.words_of(i).first().is_some_and(|w| w.is("as") || w.is("so"));
            let auxiliary =
                analysis.verb(i + 1).is_some_and(|g| matches!(g.lemma.as_str(), "do" | "be" | "have"))
                    && analysis.words_of(i + 1).len() == 1;
            if !marker || !auxiliary || !analysis.is_noun(i + 2) {
                continue;
            }
            let others = gather(self.parties, &analysis.group_from(i + 2).0);
            if let Some(found) = matches.iter_mut().rev().find(|m| m.verb < i) {
                let subject = match analysis.subject(found.verb, 0) {
                    Subject::Group(g) => gather(self.parties, &g),
                    Subject::None => Parties::default(),
                };
                let side = if subject.named.iter().any(|e| found.target.named.contains(e)) {
                    &mut found.target
                } else {
                    &mut found.agent
                };
                side.extend(&others);
            }
        }
    }
}
