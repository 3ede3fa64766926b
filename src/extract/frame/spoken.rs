//! What the sentence before spoke of, for what a pronoun stands for: "The certificate was ready; X handed it over."

use super::Matcher;
use super::arguments::Arguments;
use crate::extract::assume::Assumption;
use crate::extract::chunk::ChunkKind;
use crate::extract::clause::{Analysis, NounPhrase};
use crate::extract::discourse::Parties;
use crate::extract::entity::EntityId;
use crate::extract::names::Kind;
use crate::extract::tag::Tag;
use crate::lexicon::{Frame, Words, singular};

/// Things and bodies of the sentence before.
#[derive(Debug, Default)]
pub(crate) struct Spoken {
    /// Noun phrases that name nobody and that a rule may ask for, and whether each is plural.
    things: Vec<(NounPhrase, bool)>,
    /// Who was named or meant, each once, in order.
    pub named: Vec<EntityId>,
    /// The foreign NGO spoken of last, in that sentence or before it.
    pub foreign: Option<EntityId>,
}

/// How many noun phrases back in its own sentence a pronoun may reach for a thing.
const BACK: usize = 4;

impl Spoken {
    /// What a sentence leaves to the next one of its paragraph.
    pub fn of(analysis: &Analysis, parties: &[Parties]) -> Self {
        let mut out = Spoken::default();
        for i in (0..analysis.chunks.len()).filter(|i| analysis.is_noun(*i) && !analysis.is_time(*i)) {
            if is_thing(analysis, i) {
                let noun = analysis.noun_phrase(i).filter(|noun| !noun.is_empty()).cloned();
                out.things.extend(noun.map(|noun| (noun, is_plural(analysis, i))));
            }
            for id in parties[i].named.iter().chain(&parties[i].owner) {
                if !out.named.contains(id) {
                    out.named.push(*id);
                }
            }
        }
        out
    }
}

/// Whether a noun phrase speaks of a thing: no name, no pronoun.
fn is_thing(analysis: &Analysis, chunk: usize) -> bool {
    analysis.words_of(chunk).iter().all(|w| w.entities.is_empty() && w.tag != Tag::Pronoun)
}

fn is_plural(analysis: &Analysis, chunk: usize) -> bool {
    singular(analysis.head(chunk)).is_some()
        || analysis.chunks.get(chunk + 1).is_some_and(|c| c.kind == ChunkKind::And)
}

impl Matcher<'_> {
    /// Whether a chunk is a pronoun that may stand for one of the nouns: a thing named before it.
    pub(super) fn means_one_of(&self, chunk: usize, nouns: &Words) -> bool {
        let analysis = self.analysis;
        // "half of them", "forty of them"
        if analysis.preposition(chunk + 1) == Some("of") && analysis.is_noun(chunk + 2) {
            let pronoun = matches!(analysis.words_of(chunk + 2), [w] if w.tag == Tag::Pronoun);
            return pronoun && self.means_one_of(chunk + 2, nouns);
        }
        let [word] = analysis.words_of(chunk) else { return false };
        let plural = match word.text.as_str() {
            "it" => false,
            "they" | "them" | "these" | "those" => true,
            _ => return false,
        };
        let before = (0..chunk).rev().filter(|c| analysis.is_noun(*c) && is_thing(analysis, *c));
        let mut here = before.filter(|c| is_plural(analysis, *c) == plural).take(BACK);
        here.any(|c| self.is_one_of(c, nouns))
            || self
                .spoken
                .things
                .iter()
                .any(|(noun, many)| *many == plural && noun.longest_of(self.lexicon, nouns) > 0)
    }

    /// Adds the side that a sentence about "it" leaves out: the one body of its types that was spoken of before.
    pub(super) fn fill_from_before(&self, frame: &Frame, agent: &mut Parties, target: &mut Parties) {
        let one = |types: &[String], other: &Parties| {
            let police = |e: &EntityId| self.table.entities[*e].kind.is_police();
            let fits = |e: &EntityId| match types {
                [] => !police(e),
                types => types.iter().any(|t| t == self.table.entities[*e].kind.name()),
            };
            let free = |e: &&EntityId| !other.named.contains(e) && fits(e);
            let mut left = self.spoken.named.iter().filter(free);
            let found = left.next().filter(|_| left.next().is_none());
            Parties::assumed(found.copied().into_iter().collect(), Assumption::Occasion)
        };
        if target.is_empty() && !frame.target.is_empty() && !agent.named.is_empty() {
            *target = one(&frame.target_types, agent);
        }
        if agent.is_empty() && !frame.agent.is_empty() && !target.named.is_empty() {
            *agent = one(&frame.agent_types, target);
        }
    }

    /// Whom "It brought 300 coats" leaves out: the one body beside the giver that the sentence before spoke of.
    pub(super) fn receiver_before(&self, agent: &Parties) -> Option<Parties> {
        let takes = |e: &&EntityId| {
            let kind = self.table.entities[**e].kind;
            !agent.named.contains(e) && matches!(kind, Kind::DomesticOrganization | Kind::University)
        };
        let mut left = self.spoken.named.iter().filter(takes);
        let found = left.next().filter(|_| left.next().is_none())?;
        Some(Parties::assumed(vec![*found], Assumption::Occasion))
    }

    /// The foreign NGOs that the sentence speaks of last before a verb, else the one spoken of before it.
    pub(super) fn foreign_before(&self, v: usize) -> Parties {
        let foreign = |e: &EntityId| self.table.entities[*e].kind == Kind::ForeignNgo;
        let of = |c: usize| -> Vec<EntityId> {
            let p = &self.parties[c];
            let mut all: Vec<EntityId> = p.named.iter().copied().filter(foreign).collect();
            if all.is_empty() {
                all.extend(p.owner.iter().copied().filter(foreign));
            }
            all
        };
        let Some(last) = (0..v).rev().find(|c| !of(*c).is_empty()) else {
            let before = self.spoken.foreign.into_iter().collect();
            return Parties::assumed(before, Assumption::Occasion);
        };
        let mut all: Vec<EntityId> = Vec::new();
        for c in self.analysis.group_ending(last) {
            all.extend(of(c).into_iter().filter(|e| !all.contains(e)).collect::<Vec<_>>());
        }
        if all.is_empty() {
            all = of(last);
        }
        Parties { named: all, ..Parties::default() }
    }

    /// Whether the noun of an event is one spoken of before: "the certificate", "its entry", "the paper that X issued".
    pub(super) fn is_known(&self, noun: usize, v: usize) -> bool {
        let analysis = self.analysis;
        let words = analysis.words_of(noun);
        let short =
            words.len() <= 3 && words.iter().all(|w| w.tag != Tag::Number && !w.is("first") && !w.is("last"));
        let definite = words.first().is_some_and(|w| {
            w.tag == Tag::Possessive || matches!(w.text.as_str(), "the" | "this" | "both" | "these")
        });
        let relative = noun < v && (noun + 1..v).any(|c| analysis.chunks[c].kind == ChunkKind::Relative);
        short && definite && analysis.preposition(noun + 1) != Some("of") || relative
    }

    /// The arguments without the object that a pronoun for a thing is.
    pub(super) fn without_thing(arguments: &Arguments) -> Arguments {
        Arguments { object: None, ..arguments.clone() }
    }
}
