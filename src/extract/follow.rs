//! Sentences that only add somebody to what the one before told of: "With it came X", "Joining them was Y", "It was led by
//! Z", "Then came X", "These included X and Y".

use super::chunk::{ChunkKind, Form};
use super::clause::{Analysis, Subject};
use super::discourse::{Parties, gather, is_person};
use super::frame::Match;
use crate::lexicon::Lexicon;

/// Somebody to be added to an event told of before.
pub(super) struct Added {
    pub parties: Parties,
    pub side: Side,
    /// Whom they came with, where a pronoun says it.
    pub with: Parties,
}

/// In what part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Beside who did it.
    Fellow,
    /// After those to whom it was done, the next stop of a round; where only callers were counted, one of these.
    Next,
    /// One of those who were only counted.
    Listed,
}

/// Reads them; verbs that a frame has read already are passed over.
pub(super) fn read(
    lexicon: &Lexicon,
    analysis: &Analysis,
    parties: &[Parties],
    matches: &[Match],
) -> Vec<Added> {
    let reader = Reader { lexicon, analysis, parties };
    let mut out = Vec::new();
    for v in 0..analysis.chunks.len() {
        let Some(group) = analysis.verb(v) else { continue };
        let told = matches.iter().any(|m| m.verb == v);
        if told || group.form != Form::Finite || group.negated || group.modal || group.future {
            continue;
        }
        if let Some(added) = reader.at(v).filter(|a| !a.parties.named.is_empty()) {
            out.push(added);
        }
    }
    out
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    analysis: &'a Analysis<'a>,
    parties: &'a [Parties],
}

impl Reader<'_> {
    fn at(&self, v: usize) -> Option<Added> {
        let group = self.analysis.verb(v)?;
        let added = |parties, side| Some(Added { parties, side, with: Parties::default() });
        let lemma = group.lemma.as_str();
        if group.passive {
            // "It was led by X and joined by Y"
            let leads = matches!(lemma, "lead" | "head" | "join" | "accompany" | "escort");
            let by = (self.analysis.preposition(v + 1) == Some("by")).then(|| self.group(v + 2));
            return if leads && self.is_of_them(v) { added(by?, Side::Fellow) } else { None };
        }
        if let Some(with) = self.opens_with_them(v) {
            let moves = matches!(
                lemma,
                "come" | "go" | "be" | "travel" | "ride" | "walk" | "sit" | "stand" | "arrive" | "drive"
            );
            let parties = self.group(v + 1);
            return moves.then_some(Added { parties, side: Side::Fellow, with });
        }
        // "After lunch it was the turn of X"
        if lemma == "be"
            && self.analysis.head(v + 1) == "turn"
            && self.analysis.preposition(v + 2) == Some("of")
        {
            return added(self.group(v + 3), Side::Next);
        }
        if lemma == "be" && self.opens_joining(v) {
            return added(self.group(v + 1), Side::Fellow);
        }
        if self.opens_next(v) && matches!(lemma, "come" | "be" | "follow") {
            return added(self.group(v + 1), Side::Next);
        }
        let after = |word: &str| self.analysis.words.get(group.main + 1).is_some_and(|w| w.is(word));
        if matches!(lemma, "come" | "be" | "follow") && ["next", "second", "last"].iter().any(|w| after(w)) {
            return added(self.subject(v), Side::Next);
        }
        if matches!(lemma, "include" | "comprise" | "number" | "be") {
            return self.listed(v, lemma);
        }
        // "X went along", "X sent a clerk along"
        let person =
            |c: usize| self.analysis.is_noun(c) && is_person(self.lexicon, self.analysis.words_of(c));
        let along = |at: usize| self.analysis.words.get(at).is_some_and(|w| w.is("along"));
        let goes = matches!(lemma, "come" | "go" | "ride" | "tag" | "travel" | "walk" | "drive")
            && along(group.main + 1);
        let sends = matches!(lemma, "send" | "lend")
            && person(v + 1)
            && along(self.analysis.chunks[self.analysis.noun_phrase_end(v + 1)].end);
        if goes || sends { added(self.subject(v), Side::Fellow) } else { None }
    }

    /// "These included X", "Among them were X", "The delegation included X", "On the team was X".
    fn listed(&self, v: usize, lemma: &str) -> Option<Added> {
        let analysis = self.analysis;
        let added = |side| Some(Added { parties: self.group(v + 1), side, with: Parties::default() });
        let first = (0..v).find(|c| analysis.is_noun(*c))?;
        let them = analysis.words_of(first).len() == 1
            && analysis
                .words_of(first)
                .iter()
                .any(|w| matches!(w.text.as_str(), "these" | "those" | "they" | "them"));
        let band = self.is_band(first)
            && analysis.words_of(first).first().is_some_and(|w| w.is("the") || w.is("its"));
        if lemma == "be" {
            let opens = analysis.preposition(first.checked_sub(1)?);
            return match opens {
                Some("among") if them => added(Side::Listed),
                Some("on" | "in" | "of" | "aboard" | "among") if band => added(Side::Fellow),
                _ => None,
            };
        }
        let only = first == 0 || analysis.preposition(first - 1).is_none();
        match (only && them, only && band) {
            (true, _) => added(Side::Listed),
            (_, true) => added(Side::Fellow),
            _ => None,
        }
    }

    /// The bodies of the noun phrases from chunk `c` on.
    fn group(&self, c: usize) -> Parties {
        let at = (c..self.analysis.chunks.len())
            .take(3)
            .take_while(|c| !matches!(self.analysis.chunks[*c].kind, ChunkKind::Break | ChunkKind::Verb(_)))
            .find(|c| self.analysis.is_noun(*c) && !self.analysis.is_time(*c));
        at.map(|c| gather(self.parties, &self.analysis.group_from(c).0)).unwrap_or_default()
    }

    fn subject(&self, v: usize) -> Parties {
        match self.analysis.subject(v, 0) {
            Subject::Group(group) if group.iter().all(|c| *c < v) => gather(self.parties, &group),
            _ => Parties::default(),
        }
    }

    fn is_band(&self, c: usize) -> bool {
        let head = self.analysis.head(c);
        self.lexicon.language.nouns.bands.contains(head)
            && !matches!(head, "committee" | "council" | "choir" | "panel")
    }

    /// Whether a verb is said of those who came or of their coming: "it", "they", "the team", "the visit".
    fn is_of_them(&self, v: usize) -> bool {
        let Subject::Group(group) = self.analysis.subject(v, 0) else { return false };
        let [c] = group.as_slice() else { return false };
        let words = self.analysis.words_of(*c);
        let pronoun = words.len() == 1 && matches!(words[0].text.as_str(), "it" | "they");
        let coming =
            matches!(self.analysis.head(*c), "visit" | "trip" | "inspection" | "tour" | "round" | "visitors");
        let definite = words.first().is_some_and(|w| w.is("the"));
        pronoun || definite && (coming || self.is_band(*c))
    }

    /// "With it", "Alongside them", "With the delegation": whom the others came with.
    fn opens_with_them(&self, v: usize) -> Option<Parties> {
        let at = (0..v).find(|c| self.analysis.preposition(*c).is_some())?;
        let with = matches!(
            self.analysis.preposition(at)?,
            "with" | "alongside" | "beside" | "along with" | "together with" | "behind"
        );
        let words = self.analysis.words_of(at + 1);
        let pronoun =
            words.len() == 1 && matches!(words[0].text.as_str(), "it" | "them" | "him" | "her" | "both");
        let whom = self.parties.get(at + 1)?;
        let opens = at == 0 && at + 2 == v && (pronoun || self.is_band(at + 1));
        (with && opens).then(|| whom.clone())
    }

    /// "Joining them were", "Accompanying it was".
    fn opens_joining(&self, v: usize) -> bool {
        let joins = self.analysis.verb(0).is_some_and(|g| {
            g.form == Form::Gerund
                && matches!(
                    g.lemma.as_str(),
                    "join" | "accompany" | "assist" | "follow" | "flank" | "escort" | "help"
                )
        });
        let whom = self.analysis.words_of(1);
        let them = whom.len() == 1 && matches!(whom[0].text.as_str(), "it" | "them" | "him" | "her");
        joins && v == 2 && (them || self.is_band(1))
    }

    /// "First came", "Then came", "Next was", "After that came", "The next stop was".
    fn opens_next(&self, v: usize) -> bool {
        let analysis = self.analysis;
        let Some(main) = analysis.verb(v).map(|g| g.main) else { return false };
        let from = (0..v)
            .rev()
            .find(|c| analysis.chunks[*c].kind == ChunkKind::Break)
            .map_or(0, |c| analysis.chunks[c].end);
        let words: Vec<&str> = analysis.words[from..main].iter().map(|w| w.text.as_str()).collect();
        let stop = matches!(
            words.as_slice(),
            [.., "next" | "second" | "third" | "last" | "final", "stop" | "call" | "address" | "door"]
        );
        let named = (0..v).any(|c| analysis.chunks[c].start >= from && !self.parties[c].named.is_empty());
        let opens = matches!(
            words.as_slice(),
            ["first" | "then" | "next" | "last" | "finally" | "lastly" | "afterwards" | "second" | "third"]
                | ["after", "that" | "this" | "it" | "lunch"]
                | ["next" | "last" | "second" | "third", "on", ..]
        );
        stop || opens && !named
    }
}
