//! The noun of an event and the thing that it speaks of: what is given, issued, opened.

use super::Matcher;
use super::arguments::Arguments;
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::{HORIZON, Subject};
use crate::extract::discourse::{Parties, gather, is_person};
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::{Frame, Words};

impl Matcher<'_> {
    /// The object, or what a participle is said of, that is one of the nouns of a frame, and what finding it is worth.
    /// "made no promise" has none.
    pub(super) fn event_noun(
        &self,
        v: usize,
        arguments: &Arguments,
        nouns: &Words,
    ) -> Option<(usize, usize)> {
        let group = self.analysis.verb(v)?;
        let said_of = arguments.subject.as_ref().filter(|_| group.form == Form::Participle && !group.passive);
        let objects = arguments.object.as_ref().or(said_of)?;
        let direct = objects.iter().copied().find(|o| self.is_one_of(*o, nouns));
        let found = direct.or_else(|| self.apposed_noun(v, nouns))?;
        // "thanks for the help given by X": what was given is the help.
        let apart = group.form == Form::Participle
            && group.passive
            && found < v
            && (found + 1..v).any(|c| self.analysis.preposition(c) == Some("for"))
            && self.analysis.is_noun(v - 1);
        if apart && arguments.subject.is_some() && self.is_speech_noun(found) {
            return None;
        }
        let denied = |w: &Word| matches!(w.text.as_str(), "no" | "neither" | "any");
        if self.analysis.words_of(found).first().is_some_and(denied) {
            return None;
        }
        let first = objects.first() == Some(&found);
        Some((found, 20 + self.noun_length(found, nouns) + if first { 3 } else { 0 }))
    }

    /// "X has an office in Wuhan, opened by Y": the noun before the comma that a participle is said of.
    fn apposed_noun(&self, v: usize, nouns: &Words) -> Option<usize> {
        let analysis = self.analysis;
        let group = analysis.verb(v)?;
        let comma = v > 1 && analysis.chunks[v - 1].kind == ChunkKind::Comma;
        // "answered questions at the stalls, joined by X": of those who answered.
        let joins = matches!(group.lemma.as_str(), "join" | "accompany" | "assist");
        if !comma || joins || group.form != Form::Participle || !group.passive {
            return None;
        }
        let verb = (0..v).rev().find(|c| analysis.verb(*c).is_some())?;
        let mut between =
            (verb + 1..v).rev().filter(|c| analysis.is_noun(*c) && !analysis.is_time(*c)).take(3);
        between.find(|c| self.is_one_of(*c, nouns))
    }

    /// "X unpacked 300 masks that Y had sent": who took what the relative clause of verb `v` says was given.
    pub(super) fn taker(&self, noun: usize, v: usize) -> Option<Parties> {
        let analysis = self.analysis;
        let relative = (noun + 1..v).any(|c| analysis.chunks[c].kind == ChunkKind::Relative);
        let took = (0..noun).rev().take(3).find(|c| analysis.verb(*c).is_some()).filter(|_| relative)?;
        let group = analysis.verb(took)?;
        let takes = self.lexicon.language.senses.taking.contains(&group.lemma);
        match analysis.subject(took, 0) {
            Subject::Group(g) if takes && !group.negated && !group.passive => Some(gather(self.parties, &g)),
            _ => None,
        }
    }

    /// Whether the object counts or measures things that are neither people nor papers: "fifty cylinders of oxygen".
    pub(super) fn counted_thing(&self, arguments: &Arguments, frame: &Frame) -> bool {
        let analysis = self.analysis;
        let Some(&object) = arguments.object.as_ref().and_then(|o| o.first()) else { return false };
        let words = analysis.words_of(object);
        let nameless = words.iter().all(|w| w.entities.is_empty());
        let number = words.iter().any(|w| w.tag == Tag::Number) || analysis.measures(object);
        let people = is_person(self.lexicon, words) || !self.parties[object].named.is_empty();
        let end = analysis.noun_phrase_end(object);
        let paper = (object..=end).any(|c| analysis.is_noun(c) && self.is_one_of(c, &frame.counted_not));
        nameless && number && !people && !paper && !analysis.is_time(object)
    }

    /// "thanks", "gratitude": what is said for something.
    fn is_speech_noun(&self, chunk: usize) -> bool {
        matches!(self.analysis.head(chunk), "thanks" | "gratitude" | "appreciation" | "praise")
    }

    /// Whether the head of a noun phrase is one of the nouns: at the end of the chunk, or begun there and gone on with "of".
    pub(super) fn is_one_of(&self, chunk: usize, nouns: &Words) -> bool {
        self.noun_length(chunk, nouns) > 0
    }

    /// The number of words of the longest noun that fits.
    pub(super) fn noun_length(&self, chunk: usize, nouns: &Words) -> usize {
        self.analysis.noun_length(chunk, nouns)
    }

    /// Whether one of the nouns stands after the verb before its sentence breaks; `ahead`: before the infinitive that it
    /// brings.
    pub(super) fn stands_beside(&self, v: usize, rest: usize, nouns: &Words, ahead: bool) -> bool {
        let analysis = self.analysis;
        // "activities to publicize the law were held"
        let meant = (0..v).rev().take(4).any(|c| {
            analysis
                .verb(c)
                .is_some_and(|g| g.form == Form::Infinitive && nouns.iter().any(|n| *n == g.lemma))
                && c > 0
                && analysis.is_noun(c - 1)
        });
        if meant {
            return true;
        }
        (v + 1..analysis.chunks.len())
            .take(HORIZON)
            .take_while(|c| analysis.chunks[*c].kind != ChunkKind::Break)
            .take_while(|c| !(ahead && analysis.verb(*c).is_some_and(|g| g.form == Form::Infinitive)))
            .any(|c| {
                analysis.is_noun(c) && analysis.chunks[c].end > rest && self.is_one_of(c, nouns)
                    // "made the law better known"
                    || analysis.verb(c).is_some_and(|g| {
                        let main = &analysis.words[g.main].text;
                        matches!(g.form, Form::Participle | Form::Infinitive) && nouns.iter().any(|n| n == main)
                    })
                    // "gave it until May 1"
                    || analysis.preposition(c) == Some("until") && nouns.iter().any(|n| n == "until")
            })
    }
}
