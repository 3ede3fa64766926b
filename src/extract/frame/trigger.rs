//! One frame tried on one verb.

use super::complement::Complement;
use super::status::Status;
use super::{Match, Matcher};
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::HORIZON;
use crate::extract::discourse::{Parties, gather};
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::{Trigger, singular};

impl Matcher<'_> {
    pub(super) fn trigger(&self, v: usize, trigger: &Trigger) -> Option<Match> {
        let kind = &self.lexicon.kinds[trigger.kind];
        let frame = &kind.frames[trigger.frame];
        let group = self.analysis.verb(v)?;
        let rest = self.rest_end(v, &trigger.rest)?;
        let status = self.status(v, 0);
        let Status::Told(modality) = status else { return None };
        let speech = matches!(kind.name.as_str(), "Guidance" | "Pledge" | "Thanks");
        let present = group.form == Form::Finite && !group.passive && !group.future && self.is_present(v);
        if present && !(speech || kind.name == "Cooperation") {
            return None;
        }
        let mut score_subject = 0;
        let arguments = self.arguments(v, rest);
        let mut arguments = arguments;
        if !frame.subject_noun.is_empty()
            && let Some(&first) = arguments.subject.as_ref().and_then(|s| s.first()).filter(|s| **s < v)
        {
            // "a visit by X to Y will take place": the parties hang on the subject.
            self.collect_phrases(first, v, &mut arguments.phrases);
            score_subject = 25;
        }
        let mut score = trigger.rest.len() * 10 + 1 + score_subject;
        if !frame.subject_noun.is_empty()
            && !arguments
                .subject
                .as_ref()
                .is_some_and(|s| s.iter().any(|c| self.is_one_of(*c, &frame.subject_noun)))
        {
            return None;
        }
        let nouns = if trigger.light { &frame.noun } else { &frame.object_noun };
        let mut noun_chunk = None;
        if !nouns.is_empty() {
            let objects = if group.passive {
                arguments.object.as_ref()
            } else {
                arguments
                    .object
                    .as_ref()
                    .or(arguments.subject.as_ref().filter(|_| group.form == Form::Participle))
            };
            let found = objects?.iter().find(|o| self.is_one_of(**o, nouns)).copied();
            // A noun in the ditransitive place, or after a preposition that belongs to the verb.
            // "made no promise"
            if self
                .analysis
                .words_of(found?)
                .first()
                .is_some_and(|w| matches!(w.text.as_str(), "no" | "neither" | "any"))
            {
                return None;
            }
            noun_chunk = Some(found?);
            let first = objects.and_then(|o| o.first().copied()) == found;
            score += 20 + self.noun_length(found?, nouns) + if first { 3 } else { 0 };
        }
        if !frame.adverb.is_empty() {
            let window = self.clause_words(v);
            if !window.iter().any(|w| frame.adverb.contains(&w.text)) {
                return None;
            }
            score += 5;
        }
        if let Some(object) = &arguments.object
            && !frame.object_not.is_empty()
            && object.iter().any(|o| self.is_one_of(*o, &frame.object_not))
        {
            return None;
        }
        let (complement, that_subject) = self.complement(v);
        if !frame.complement.is_empty() {
            let fits = frame.complement.iter().any(|c| match c.as_str() {
                "to" => complement == Complement::To,
                "that" => complement == Complement::That || complement == Complement::ThatWill,
                "that-will" => complement == Complement::ThatWill,
                "object" => arguments.object.is_some(),
                "quote" => complement == Complement::Quote,
                "bare" => complement == Complement::Bare,
                preposition => arguments.phrases.iter().any(|(p, _)| p == preposition),
            });
            if !fits {
                return None;
            }
            score += 4;
        }
        if frame.reported && complement == Complement::None {
            return None;
        }
        let with = |p: &str| matches!(p, "with" | "jointly with" | "together with");
        if frame.needs_with
            && !arguments.phrases.iter().any(|(p, g)| with(p) && !gather(self.parties, g).named.is_empty())
        {
            return None;
        }
        let subject_parties = self.of(&arguments.subject);
        if frame.own || frame.unless_self {
            let then = that_subject.as_ref().map(|g| gather(self.parties, g)).unwrap_or_default();
            let same = !then.named.is_empty() && then.named.iter().all(|e| subject_parties.named.contains(e))
                || then.named.is_empty()
                    && that_subject.as_ref().is_some_and(|g| {
                        g.iter().any(|c| {
                            self.analysis
                                .words_of(*c)
                                .iter()
                                .any(|w| matches!(w.tag, Tag::Pronoun | Tag::Possessive))
                        })
                    });
            if frame.own && !same
                || frame.unless_self && (same || then.named.is_empty() && complement != Complement::None)
            {
                return None;
            }
        }
        let agent = self.slots(v, frame, &frame.agent, &arguments, &that_subject, noun_chunk);
        let mut target = self.slots(v, frame, &frame.target, &arguments, &that_subject, noun_chunk);
        let mut agent = self.admit(agent, &frame.agent_types);
        target = self.admit(target, &frame.target_types);
        target.named.retain(|e| !agent.named.contains(e));
        if kind.symmetric && agent.named.is_empty() && kind.name == "Cooperation" {
            std::mem::swap(&mut agent, &mut target);
        }
        let everybody = agent.named.len() + target.named.len();
        let anybody = |p: &Parties| !p.is_empty();
        if frame.object_is_body
            && !(if frame.agent.iter().any(|s| s == "object") {
                anybody(&agent) && !agent.named.is_empty()
            } else {
                !target.named.is_empty()
            })
        {
            return None;
        }
        if frame.needs_agent && agent.named.is_empty() {
            return None;
        }
        if frame.needs_target && !anybody(&target)
            || frame.needs_pair && everybody + agent.unnamed.len() + target.unnamed.len() < 2
        {
            return None;
        }
        if frame.needs_target_or_object && !anybody(&target) && arguments.object.is_none() {
            return None;
        }
        // A passive request without a doer is made by who holds the occasion; all else needs a named party.
        let asked = kind.name == "Guidance" && group.passive && !target.unnamed.is_empty();
        if everybody == 0 && !asked {
            return None;
        }
        score += everybody.min(4);
        let from =
            arguments.subject.as_ref().and_then(|s| s.first().copied()).filter(|s| *s < v).unwrap_or(v);
        let reply = frame.target.iter().any(|t| t == "reply") && self.is_reply(v);
        Some(Match {
            kind: trigger.kind,
            frame: trigger.frame,
            agent,
            target,
            modality,
            extent: (from, arguments.end.max(v + 1)),
            verb: v,
            reply,
            score,
        })
    }

    /// Whether the words that belong to the trigger follow the verb; the word after them.
    fn rest_end(&self, v: usize, rest: &[String]) -> Option<usize> {
        let mut at = self.analysis.verb(v)?.main + 1;
        for expected in rest {
            let mut tries = 0;
            loop {
                let word = self.analysis.words.get(at)?;
                let same = word.text == *expected
                    || singular(&word.text).is_some_and(|s| s == *expected) && word.entities.is_empty()
                    || matches!(
                        (expected.as_str(), word.text.as_str()),
                        ("their" | "its" | "his" | "her", "its" | "their" | "his" | "her")
                            | ("a" | "the", "a" | "the" | "an")
                    );
                if same {
                    break;
                }
                // An adverb or a comma ("rang, in turn, at the doors of") may stand between.
                if tries >= 4
                    || !matches!(word.tag, Tag::Adverb | Tag::Comma)
                        && !(word.is("in") && self.analysis.words.get(at + 1).is_some_and(|w| w.is("turn")))
                        && !word.is("turn")
                {
                    return None;
                }
                tries += 1;
                at += 1;
            }
            at += 1;
        }
        Some(at)
    }

    /// The clause around a verb: from the break or conjunction before its subject to its reach.
    pub(super) fn clause(&self, v: usize) -> (usize, usize) {
        let analysis = self.analysis;
        let mut start = v;
        while start > v.saturating_sub(HORIZON)
            && !matches!(analysis.chunks[start - 1].kind, ChunkKind::Break)
            && !(analysis.verb(start - 1).is_some_and(|g| g.form == Form::Finite))
        {
            start -= 1;
        }
        let mut end = analysis.reach(v);
        // A trailing ", together with X," or ", accompanied by X".
        let last = analysis.chunks.len().min(end + HORIZON);
        while end < last
            && !matches!(analysis.chunks[end].kind, ChunkKind::Break)
            && !analysis.verb(end).is_some_and(|g| g.form == Form::Finite)
        {
            end += 1;
        }
        (start, end)
    }

    fn clause_words(&self, v: usize) -> &[Word] {
        let (start, end) = self.clause(v);
        let from = self.analysis.chunks[start].start;
        let to = self.analysis.chunks[end.saturating_sub(1).max(start)].end;
        self.analysis.words.get(from..to).unwrap_or(&[])
    }

    /// Whether the head of a noun phrase is one of the nouns: at the end of the chunk, or begun there and gone on with "of".
    fn is_one_of(&self, chunk: usize, nouns: &[String]) -> bool {
        self.noun_length(chunk, nouns) > 0
    }

    /// The number of words of the longest noun that fits.
    fn noun_length(&self, chunk: usize, nouns: &[String]) -> usize {
        let analysis = self.analysis;
        let plain = |w: &Word| singular(&w.text.to_lowercase()).unwrap_or_else(|| w.text.to_lowercase());
        let mut words: Vec<String> = Vec::new();
        for w in analysis.words_of(chunk).iter().filter(|w| !matches!(w.tag, Tag::Quote | Tag::Genitive)) {
            words.push(plain(w));
        }
        let own = words.len();
        for c in chunk + 1..=analysis.noun_phrase_end(chunk) {
            words.extend(analysis.words_of(c).iter().filter(|w| w.tag != Tag::Quote).map(plain));
        }
        let stands_at = |s: usize, noun: &str| {
            noun.split(' ').eq(words.iter().skip(s).take(noun.split(' ').count()).map(String::as_str))
        };
        let fits = |noun: &str| {
            let length = noun.split(' ').count();
            length <= own && stands_at(own - length, noun)
                || length > 1 && ((own + 1).saturating_sub(length)..own).any(|s| stands_at(s, noun))
        };
        nouns.iter().filter(|n| fits(n)).map(|n| n.split(' ').count()).max().unwrap_or(0)
    }

    /// Whether the promise answers what was asked before.
    fn is_reply(&self, v: usize) -> bool {
        let analysis = self.analysis;
        let verb = analysis.verb(v).map_or("", |g| g.lemma.as_str());
        let words = &analysis.words;
        matches!(verb, "answer" | "reply" | "respond")
            || words.windows(2).any(|w| {
                w[0].is("in")
                    && (w[1].is("reply") || w[1].is("response") || w[1].is("return") || w[1].is("answer"))
            })
            || words.windows(2).any(|w| {
                w[0].is("do") && (w[1].is("so") || w[1].is("both") || w[1].is("it") || w[1].is("this"))
            })
    }
}
