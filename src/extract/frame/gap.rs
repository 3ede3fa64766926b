//! What a second clause leaves to the verb of the first: "A thanked B, and B A", "A visited B on Monday and C on Tuesday".

use super::{Match, Matcher};
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::Subject;
use crate::extract::discourse::{Parties, gather};

/// What stands beside an object and is said anew of the next.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Beside {
    Time,
    Preposition(String),
    Infinitive,
}

impl Matcher<'_> {
    /// "A thanked B, and B A": two bodies without a verb after "and" do the same the other way.
    pub(super) fn gapped(&self, out: &mut Vec<Match>) {
        let analysis = self.analysis;
        for and in 0..analysis.chunks.len() {
            if analysis.chunks[and].kind != ChunkKind::And || !analysis.is_noun(and + 1) {
                continue;
            }
            let second = analysis.noun_phrase_end(and + 1) + 1;
            let whole = (second..analysis.chunks.len())
                .all(|c| analysis.is_noun(c) || analysis.chunks[c].kind == ChunkKind::Other);
            let Some(v) = (0..and).rev().find(|c| analysis.verb(*c).is_some()) else { continue };
            if !whole || !analysis.is_noun(second) || !analysis.is_noun(v + 1) {
                continue;
            }
            let side = |at: usize| gather(self.parties, &[at]);
            let (agent, target) = (side(and + 1), side(second));
            let object = side(v + 1);
            let Some(found) = out.iter_mut().find(|m| m.verb == v && !m.agent.named.is_empty()) else {
                continue;
            };
            let turned = object.named == agent.named && found.agent.named == target.named;
            if agent.named.is_empty() || !turned {
                continue;
            }
            found.target = object;
            found.extent.1 = found.extent.1.min(and);
            let extent = (and + 1, second + 1);
            let other = Match { agent, target, extent, verb: v, ..found.clone() };
            out.push(other);
        }
    }

    /// "A visited B on Monday and C on Tuesday", "A told B to move and C to stay": a second object of the same verb, known
    /// by what stands beside it as beside the first.
    pub(super) fn second_objects(&self, out: &mut Vec<Match>) {
        for and in 1..self.analysis.chunks.len() {
            if self.analysis.chunks[and].kind != ChunkKind::And {
                continue;
            }
            let Some((object, end)) = self.object_without_verb(and) else { continue };
            let Some(found) = self.verb_left_out(out, and) else { continue };
            let first = &out[found];
            let told = |e: &usize| first.agent.named.contains(e) || first.target.named.contains(e);
            if object.named.iter().any(told) || !self.tells_of_object(first) {
                continue;
            }
            let extent = (and + 1, end);
            let other = Match { target: object, extent, ..first.clone() };
            out.push(other);
        }
    }

    /// The parties named after the "and" of a chunk where no verb follows that tells anything, and where their clause ends.
    fn object_without_verb(&self, and: usize) -> Option<(Parties, usize)> {
        let analysis = self.analysis;
        let end = (and..analysis.chunks.len())
            .find(|j| analysis.chunks[*j].kind == ChunkKind::Break)
            .unwrap_or(analysis.chunks.len());
        let mut at = and + 1;
        let mut time = false;
        while at < end {
            let step = usize::from(analysis.preposition(at).is_some());
            if analysis.is_time(at + step) {
                at += step + 1;
                time = true;
            } else if analysis.chunks[at].kind == ChunkKind::Other {
                at += 1;
            } else {
                break;
            }
        }
        let finite = |j: usize| analysis.verb(j).is_some_and(|g| g.form == Form::Finite);
        if at >= end || !analysis.is_noun(at) || (and..end).any(finite) {
            return None;
        }
        let (group, next) = analysis.group_from(at);
        let parties = gather(self.parties, &group);
        let beside = if time { Some(Beside::Time) } else { self.beside(next) };
        let first = (0..and).rev().take_while(|j| !finite(*j)).any(|j| self.beside(j) == beside);
        let fronted = beside == Some(Beside::Time) && (0..and).any(|j| analysis.is_time(j));
        (beside.is_some() && (first || fronted) && !parties.named.is_empty()).then_some((parties, end))
    }

    /// What the chunk begins that stands beside an object.
    fn beside(&self, at: usize) -> Option<Beside> {
        let analysis = self.analysis;
        if analysis.is_time(at) || analysis.preposition(at).is_some() && analysis.is_time(at + 1) {
            return Some(Beside::Time);
        }
        if analysis.verb(at).is_some_and(|g| g.form == Form::Infinitive) {
            return Some(Beside::Infinitive);
        }
        let said_anew = |p: &&str| matches!(*p, "for" | "with");
        analysis.preposition(at).filter(said_anew).map(|p| Beside::Preposition(p.to_owned()))
    }

    /// The event of the last verb before the "and" of a chunk, where that verb is one of an event.
    fn verb_left_out(&self, out: &[Match], and: usize) -> Option<usize> {
        let analysis = self.analysis;
        let finite = |j: &usize| analysis.verb(*j).is_some_and(|g| g.form == Form::Finite);
        let opens = |j: &usize| analysis.chunks[*j].kind != ChunkKind::Break;
        let verb = (0..and).rev().take_while(opens).find(finite)?;
        out.iter().position(|m| m.verb == verb)
    }

    /// Whether the event is done to the object of its verb, in the passive to the subject.
    fn tells_of_object(&self, found: &Match) -> bool {
        let analysis = self.analysis;
        let object =
            match (analysis.verb(found.verb).is_some_and(|g| g.passive), analysis.subject(found.verb, 0)) {
                (true, Subject::Group(subject)) => gather(self.parties, &subject),
                (true, Subject::None) => return false,
                (false, _) => {
                    let noun = (found.verb + 1..analysis.chunks.len())
                        .find(|j| analysis.is_noun(*j) && !analysis.is_time(*j));
                    noun.map(|n| gather(self.parties, &analysis.group_from(n).0)).unwrap_or_default()
                }
            };
        !object.named.is_empty() && object.named.iter().all(|e| found.target.named.contains(e))
    }
}
