//! One frame tried on one verb.

use super::arguments::Arguments;
use super::around::Around;
use super::complement::Complement;
use super::{Match, Matcher};
use crate::extract::assume::{Assumption, Assumptions};
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::{Group, HORIZON, Subject};
use crate::extract::discourse::{Parties, gather, is_person};
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::{Frame, Trigger, singular};
use crate::record::Modality;
use std::rc::Rc;

impl Matcher<'_> {
    /// One frame tried on the verb that `around` is of, which is told.
    pub(super) fn trigger(&self, around: &mut Around, trigger: &Trigger) -> Option<Match> {
        let v = around.verb;
        let kind = &self.lexicon.kinds[trigger.kind];
        let frame = &kind.frames[trigger.frame];
        let group = self.analysis.verb(v)?;
        // "would like X to stay" is said now.
        let wished = kind.name == "Guidance"
            && self
                .analysis
                .words_of(v)
                .iter()
                .any(|w| matches!(w.text.as_str(), "like" | "love" | "prefer"));
        let modality = match around.modality {
            _ if wished => Modality::Occurred,
            // "has put off a visit to X": it is still to come.
            Modality::Occurred if frame.id == "visit/postponed" => Modality::Planned,
            modality => modality,
        };
        // "be shown around": a trigger in the passive, whose participle the verb group has.
        let surface = group.passive
            && group.lemma != "be"
            && trigger.rest.first().is_some_and(|w| self.analysis.words[group.main].is(w));
        // "were stopped by X": who did it, no "stop by".
        if group.passive && !surface && trigger.rest.first().is_some_and(|w| w == "by") {
            return None;
        }
        let rest = self.rest_end(v, &trigger.rest[usize::from(surface)..])?;
        // What is said or works on goes on in the present.
        if around.untold
            && !frame.standing
            && !matches!(kind.name.as_str(), "Guidance" | "Pledge" | "Thanks" | "Cooperation")
        {
            return None;
        }
        let mut score = (trigger.rest.len() - usize::from(surface)) * 10 + 1;
        let mut arguments = around.arguments(self, rest, surface);
        // "The certificate was ready; X handed it over."
        let thingly = matches!(
            kind.name.as_str(),
            "Registration" | "Deregistration" | "Donation" | "OfficeOpening" | "Cooperation"
        );
        let (mut pronoun, mut counted) = (false, false);
        if !frame.subject_noun.is_empty() {
            if let Some(&first) = arguments.subject.as_ref().and_then(|s| s.first()).filter(|s| **s < v) {
                // "a visit by X to Y will take place": the parties hang on the subject.
                self.collect_phrases(first, v, &mut Rc::make_mut(&mut arguments).phrases);
                score += 25;
            }
            let named = |c: &usize| self.is_one_of(*c, &frame.subject_noun);
            pronoun = thingly && !arguments.subject.iter().flatten().any(named);
            let fits = |c: &usize| named(c) || pronoun && self.means_one_of(*c, &frame.subject_noun);
            // "the subject of a programme that binds X to Y": what stands right before "that".
            let that = v.checked_sub(2).filter(|_| self.analysis.chunks[v - 1].kind == ChunkKind::Relative);
            let told = that.is_some_and(|c| self.analysis.is_noun(c) && named(&c));
            if !told && !arguments.subject.iter().flatten().any(fits) {
                return None;
            }
            pronoun &= !told;
        }
        let nouns = if trigger.light { &frame.noun } else { &frame.object_noun };
        let mut noun = None;
        if !nouns.is_empty() {
            let (chunk, worth) = match self.event_noun(v, &arguments, nouns) {
                // "passed fifty cylinders of oxygen to the hospital"
                None if !frame.counted_not.is_empty() && self.counted_thing(&arguments, frame) => {
                    counted = true;
                    (*arguments.object.as_ref()?.first()?, 6)
                }
                None if thingly => {
                    let mut object = arguments.object.iter().flatten().copied();
                    let it = object.find(|o| self.means_one_of(*o, nouns))?;
                    pronoun = true;
                    arguments = Rc::new(Self::without_thing(&arguments));
                    (it, 10)
                }
                found => found?,
            };
            noun = Some(chunk);
            score += worth;
        }
        let tail = self.analysis.words.get(group.main + 1..).unwrap_or(&[]);
        let mut tail = tail.iter().take_while(|w| w.tag != Tag::Break);
        if !frame.unless.is_empty() && tail.any(|w| frame.unless.contains(&w.text)) {
            return None;
        }
        if !frame.adverb.is_empty() {
            if !self.clause_words(v).iter().any(|w| frame.adverb.contains(&w.text)) {
                return None;
            }
            score += 5;
        }
        // "pledged nothing", not "the check found nothing"
        if frame.subject_noun.is_empty()
            && arguments
                .object
                .iter()
                .flatten()
                .any(|o| matches!(self.analysis.head(*o), "nothing" | "nobody" | "none"))
        {
            return None;
        }
        if arguments.object.iter().flatten().any(|o| self.is_one_of(*o, &frame.object_not)) {
            return None;
        }
        if !frame.beside.is_empty() {
            let ahead = kind.name == "Guidance" && frame.complement.iter().any(|c| c == "to");
            if !self.stands_beside(v, rest, &frame.beside, ahead) {
                return None;
            }
            score += 15;
        }
        if !frame.infinitive.is_empty() {
            if !self.goes_on_to(v, &frame.infinitive) {
                return None;
            }
            score += 15;
        }
        let from = if frame.reported { group.main + 1 } else { rest };
        let known = around.complement(self, from);
        let (complement, that) = (known.0, &known.1);
        if !frame.complement.is_empty() {
            // Beside nouns that must stand somewhere "to" is the preposition.
            let phrase = !frame.with_noun.is_empty() || !frame.subject_noun.is_empty();
            let to = phrase && arguments.phrases.iter().any(|(p, _)| p == "to");
            let fits = |wanted: &String| {
                complement_fits(wanted, complement, &arguments)
                    || wanted == "to" && to
                    || self.goes_on_with(v, arguments.end, wanted)
            };
            if !frame.complement.iter().any(fits) {
                return None;
            }
            score += 4;
        }
        if !frame.with_noun.is_empty() {
            let fits = |(p, group): &(String, Group)| {
                frame.complement.iter().any(|c| c == p)
                    && group.iter().any(|c| self.is_one_of(*c, &frame.with_noun))
            };
            if !arguments.phrases.iter().any(fits) {
                return None;
            }
            score += 20;
        }
        // "let X do it", "gave it to X" say nothing.
        let bare =
            trigger.rest.is_empty() && !trigger.light && matches!(group.lemma.as_str(), "let" | "give");
        let speaks = matches!(frame.id.as_str(), "pledge/said" | "guidance/said-must");
        if bare && speaks && self.lets_know(v).is_none() {
            return None;
        }
        if frame.reported && complement == Complement::None
            || frame.needs_with && !self.with_somebody(&arguments)
            || !self.speaker_fits(v, frame, &arguments, complement, that)
        {
            return None;
        }
        let mut agent = self.slots(v, frame, &frame.agent, &arguments, that, noun);
        let mut target = self.slots(v, frame, &frame.target, &arguments, that, noun);
        // "opened offices": nobody who opens; "offers guidance on its website": to nobody in particular.
        if !frame.object_noun.is_empty() && frame.agent.iter().any(|s| s == "object") {
            agent.unnamed.clear();
        }
        if around.present && trigger.light && kind.name == "Guidance" && target.is_empty() {
            return None;
        }
        if !group.passive && !agent.named.is_empty() && frame.agent.iter().any(|s| s == "subject") {
            agent.extend(&self.sharers(v));
        }
        let licenses = matches!(kind.name.as_str(), "Registration" | "Deregistration");
        if licenses
            && target.assumed.has_pronoun()
            && self.admit(target.clone(), &frame.target_types).is_empty()
        {
            // "X registered it": the NGO spoken of, not the office.
            target = self.foreign_before(v);
        }
        // A named body of another type in a role is another story.
        let (agents, targets) = (agent.named.len(), target.named.len());
        let mut agent = self.admit(agent, &frame.agent_types);
        let mut target = self.admit(target, &frame.target_types);
        if agents > 0 && agent.named.is_empty() && !pronoun
            || targets > 0
                && target.named.is_empty()
                && (kind.name == "Registration" && !pronoun || frame.strict)
        {
            return None;
        }
        if kind.name == "Thanks" && target.is_empty() && !agent.named.is_empty() {
            target = self.given_by_way_of_thanks(v, arguments.end).unwrap_or(target);
        }
        let told = !target.named.is_empty();
        target.named.retain(|e| !agent.named.contains(e));
        // "They reminded the Council": "they" are others, whoever they are.
        if kind.name == "Guidance" && told && target.is_empty() && agent.assumed.has_pronoun() {
            return None;
        }
        if licenses && agent.named.is_empty() {
            agent = self.admit(self.keeper_of_register(v, arguments.end, &target), &frame.agent_types);
        }
        // "handed back its certificate, and X completed the cancellation of the registration": of whom it has just spoken.
        let known = || {
            let paper = frame.noun.contains("certificate");
            kind.name == "Deregistration" || paper && noun.is_some_and(|n| self.is_known(n, v))
        };
        if licenses && trigger.light && target.is_empty() && !agent.named.is_empty() && (pronoun || known()) {
            target = self.foreign_before(v);
        }
        if kind.name == "Donation" && target.is_empty() && !agent.named.is_empty() {
            target = noun.and_then(|n| self.taker(n, v)).unwrap_or(target);
            if target.is_empty() && agent.assumed.has_pronoun() && !frame.object_noun.is_empty() {
                target = self.receiver_before(&agent).unwrap_or(target);
            }
            target.named.retain(|e| !agent.named.contains(e));
        }
        // Things of any sort are a gift from one body to another; the police hand out forms.
        let police = |p: &Parties| p.named.iter().any(|e| self.table.entities[*e].kind.is_police());
        if counted && (agent.named.is_empty() || target.named.is_empty() || police(&agent) || police(&target))
        {
            return None;
        }
        if pronoun {
            self.fill_from_before(frame, &mut agent, &mut target);
            // "A class met; it was given by teachers": a thing goes from somebody to somebody.
            if !kind.symmetric && (agent.named.is_empty() || target.is_empty()) {
                return None;
            }
        }
        if kind.symmetric && agent.named.is_empty() && kind.name == "Cooperation" {
            std::mem::swap(&mut agent, &mut target);
        }
        // "The two want ten forms to be ready": nobody is told to do anything.
        let thing = |c: &usize| {
            let words = self.analysis.words_of(*c);
            !is_person(self.lexicon, words)
                && self.lexicon.names.referents(&[self.analysis.head(*c)]).is_none()
        };
        if kind.name == "Guidance"
            && target.named.is_empty()
            && matches!(group.lemma.as_str(), "want" | "like" | "expect" | "wish" | "prefer" | "mean")
            && arguments.object.iter().flatten().next().is_some_and(thing)
        {
            return None;
        }
        // "The rules require X to report."
        let written = |c: &usize| {
            let head = self.analysis.head(*c);
            self.lexicon.language.nouns.texts.contains(head)
        };
        if kind.name == "Guidance"
            && agent.named.is_empty()
            && arguments.subject.iter().flatten().next().is_some_and(written)
        {
            return None;
        }
        let everybody = agent.named.len() + target.named.len();
        // A passive request without a doer is made by who holds the occasion; all else needs a named party.
        let asked = kind.name == "Guidance"
            && group.passive
            && (!target.unnamed.is_empty() || arguments.object.iter().flatten().any(|c| self.is_class(*c)));
        // "The new nameplate was unveiled on May 3": of whom the paragraph speaks.
        let unveiled = kind.name == "OfficeOpening"
            && group.passive
            && modality == Modality::Occurred
            && noun.is_some_and(|n| self.analysis.words_of(n).iter().all(|w| w.entities.is_empty()));
        if everybody == 0 && !(asked || unveiled)
            || !parties_suffice(frame, &agent, &target, pronoun || arguments.object.is_some())
        {
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
            assumed: self.assumed(v, modality),
            extent: (from, arguments.end.max(v + 1)),
            verb: v,
            noun,
            reply,
            score,
        })
    }

    /// What the standing of verb `v` to the facts takes for granted.
    pub(super) fn assumed(&self, v: usize, modality: Modality) -> Assumptions {
        let infinitive = self.analysis.verb(v).is_some_and(|g| g.form == Form::Infinitive && !g.passive);
        match modality {
            Modality::Occurred if infinitive => Assumption::Purpose.into(),
            Modality::Planned if self.rumour => Assumption::Rumour.into(),
            _ => Assumptions::default(),
        }
    }

    /// "expressed its thanks by handing X a letter": to whom something was given.
    fn given_by_way_of_thanks(&self, v: usize, end: usize) -> Option<Parties> {
        let analysis = self.analysis;
        let gives = |c: &usize| {
            analysis.verb(*c).is_some_and(|g| {
                g.form == Form::Gerund && self.lexicon.language.senses.giving.contains(&g.lemma)
            }) && analysis.preposition(c - 1).is_some_and(|p| matches!(p, "by" | "in"))
        };
        let gift = (v + 1..analysis.chunks.len().min(end + 3)).find(gives)?;
        let arguments = self.arguments(gift, self.analysis.chunks[gift].end, false);
        let to = arguments.phrases.iter().find(|(p, _)| p == "to").map(|(_, g)| g.clone());
        [arguments.second, to].iter().map(|g| self.of(g)).find(|p| !p.named.is_empty())
    }

    /// "was put on its register", "X reports that Y was put on its register": whose register that is, which is not Y's.
    fn keeper_of_register(&self, v: usize, end: usize, entered: &Parties) -> Parties {
        let analysis = self.analysis;
        let register = |c: &usize| {
            analysis.is_noun(*c)
                && matches!(
                    analysis.head(*c),
                    "register" | "registry" | "list" | "roll" | "rolls" | "roster" | "books"
                )
        };
        let Some(register) = (v + 1..end.min(analysis.chunks.len())).find(register) else {
            return Parties::default();
        };
        let owner = &self.parties[register].owner;
        if owner.iter().any(|o| !entered.named.contains(o)) {
            return Parties::assumed(owner.clone(), Assumption::Possessive);
        }
        let reports = |c: &usize| {
            analysis.verb(*c).is_some_and(|g| {
                g.form == Form::Finite && self.lexicon.language.control.reporting.contains(&g.lemma)
            })
        };
        match (0..v).rev().find(reports).map(|r| analysis.subject(r, 0)) {
            Some(Subject::Group(group)) => gather(self.parties, &group),
            _ => Parties::default(),
        }
    }

    /// "invited X to reconsider": one of the verbs as the infinitive that follows.
    fn goes_on_to(&self, v: usize, verbs: &[String]) -> bool {
        let analysis = self.analysis;
        let next = (v + 1..analysis.chunks.len()).take(HORIZON).find_map(|c| analysis.verb(c));
        next.is_some_and(|g| g.form == Form::Infinitive && verbs.contains(&g.lemma))
    }

    /// "cautioned X against working", "showed X how to file": a preposition with a gerund, a word that asks.
    fn goes_on_with(&self, v: usize, end: usize, word: &str) -> bool {
        let analysis = self.analysis;
        let gerund = |c: usize| analysis.verb(c).is_some_and(|g| g.form == Form::Gerund);
        (v + 1..analysis.chunks.len().min(end + 1)).any(|c| {
            analysis.preposition(c) == Some(word) && gerund(c + 1)
                || analysis.chunks[c].kind == ChunkKind::Subordinator
                    && analysis.words_of(c).iter().any(|w| w.is(word))
                    && analysis.verb(c + 1).is_some_and(|g| g.form == Form::Infinitive)
        })
    }

    /// Whether "with" brings in somebody who has a name.
    fn with_somebody(&self, arguments: &Arguments) -> bool {
        arguments.phrases.iter().any(|(p, group)| {
            matches!(p.as_str(), "with" | "jointly with" | "together with")
                && !gather(self.parties, group).named.is_empty()
        })
    }

    /// "the PSUs": whether a noun phrase speaks of several bodies without naming any.
    fn is_class(&self, chunk: usize) -> bool {
        let head = self.analysis.head(chunk);
        singular(head).is_some()
            && self.analysis.words_of(chunk).first().is_some_and(|w| w.is("the") || w.is("all"))
            && self.lexicon.names.referents(&[head]).is_some()
    }

    /// Whether who speaks is, or is not, who will act, as the frame wants it: "said that it would".
    fn speaker_fits(
        &self,
        v: usize,
        frame: &Frame,
        arguments: &Arguments,
        complement: Complement,
        that: &Option<Group>,
    ) -> bool {
        if !(frame.own || frame.unless_self) {
            return true;
        }
        let speaker = self.of(&arguments.subject);
        let actor = self.of(that);
        let refers_back = |chunk: &usize| {
            let words = self.analysis.words_of(*chunk);
            words.iter().any(|w| matches!(w.tag, Tag::Pronoun | Tag::Possessive))
        };
        // "It would have one by April, X answered": who speaks comes after.
        let ahead = |group: &Group| {
            let said = |c: &usize| {
                *c < v
                    && matches!(self.analysis.words_of(*c), [w] if matches!(w.text.as_str(), "it" | "they" | "we"))
            };
            arguments.subject.as_ref().and_then(|s| s.first()).is_some_and(|s| group.iter().all(|c| c < s))
                && group.iter().all(said)
        };
        let same = if frame.own && that.as_ref().is_some_and(ahead) {
            true
        } else if actor.named.is_empty() {
            that.iter().flatten().any(refers_back)
        } else {
            actor.named.iter().all(|e| speaker.named.contains(e))
        };
        // "it replied that an update would be provided": an answer that looks ahead is the speaker's promise.
        let answers = complement == Complement::ThatWill
            && actor.named.is_empty()
            && (self.analysis.verb(v).is_some_and(|g| {
                matches!(g.lemma.as_str(), "answer" | "reply" | "respond" | "rejoin" | "retort")
            }) || self.analysis.verb(v).is_some_and(|g| g.lemma == "write")
                && self.analysis.words.get(self.analysis.chunks[v].end).is_some_and(|w| w.is("back")));
        let same = same
            || frame.own && answers
            || frame.own && that.as_ref().is_some_and(|group| self.is_sent(group))
            || that.as_ref().is_some_and(|group| {
                self.is_granted(group)
                    || frame.own
                        && actor.named.is_empty()
                        && complement == Complement::ThatWill
                        && self.is_undertaken(group)
            });
        let told = arguments.object.iter().flatten().any(|c| !self.parties[*c].named.is_empty())
            || arguments
                .phrases
                .iter()
                .any(|(p, g)| matches!(p.as_str(), "of" | "to") && !gather(self.parties, g).named.is_empty());
        // "let X know that it would": who lets know.
        let same = same || frame.own && self.lets_know(v).is_some() && that.iter().flatten().any(refers_back);
        let silent = actor.named.is_empty() && complement != Complement::None && !told;
        !(frame.own && !same) && !(frame.unless_self && (same || silent))
    }

    /// "“You shall have it,” said X": what somebody will get is promised.
    fn is_granted(&self, group: &Group) -> bool {
        let you = group.iter().all(|c| matches!(self.analysis.words_of(*c), [w] if w.is("you")));
        let verb = group.last().and_then(|c| self.analysis.verb(c + 1));
        you && verb.is_some_and(|g| matches!(g.lemma.as_str(), "have" | "get" | "receive" | "hear" | "find"))
    }

    /// "X said that Y would be sent a plan": sent by whoever says so.
    fn is_sent(&self, group: &Group) -> bool {
        let analysis = self.analysis;
        // "Both bodies, X answered, would be sent a plan"
        let after_comment = |c: usize| {
            let comma = analysis.chunks.get(c + 1).is_some_and(|n| n.kind == ChunkKind::Comma);
            (c + 2..c + 12).filter(|_| comma).find(|j| analysis.verb(*j).is_some_and(|g| g.future))
        };
        let own = |c: usize| (c + 1..c + 4).find(|j| analysis.verb(*j).is_some());
        let verb = group.last().and_then(|c| after_comment(*c).or_else(|| own(*c)));
        let Some(verb) = verb else { return false };
        let by = (verb + 1..analysis.chunks.len()).any(|j| analysis.preposition(j) == Some("by"));
        // "Both bodies would receive a plan"
        let got = analysis.verb(verb).is_some_and(|g| {
            !g.passive && g.future && !g.negated && matches!(g.lemma.as_str(), "receive" | "get")
        });
        let other = group.iter().any(|c| !self.parties[*c].named.is_empty());
        if got && other && analysis.is_noun(verb + 1) && !analysis.is_time(verb + 1) {
            return true;
        }
        analysis.is_noun(verb + 1)
            && !analysis.is_time(verb + 1)
            && !by
            && analysis.verb(verb).is_some_and(|g| {
                g.passive
                    && g.future
                    && !g.negated
                    && self.lexicon.language.senses.addressing.contains(&g.lemma)
            })
    }

    /// "X said the forms would be mended": done by nobody else, it is for who says so to do.
    fn is_undertaken(&self, group: &Group) -> bool {
        let analysis = self.analysis;
        let Some(&last) = group.last() else { return false };
        let Some(verb) =
            (last + 1..analysis.chunks.len()).take(HORIZON).find(|j| analysis.verb(*j).is_some())
        else {
            return false;
        };
        let by =
            (verb + 1..analysis.chunks.len().min(verb + 8)).any(|j| analysis.preposition(j) == Some("by"));
        let law = group.iter().any(|c| {
            matches!(
                analysis.head(*c),
                "law" | "rule" | "rules" | "regulation" | "regulations" | "measures" | "it"
            )
        });
        analysis.verb(verb).is_some_and(|g| g.passive && !g.negated) && !by && !law
    }

    /// Whether the words that belong to the trigger follow the verb; the word after them.
    pub(super) fn rest_end(&self, v: usize, rest: &[String]) -> Option<usize> {
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
                // "sat down on April 20 for a meeting"
                if let Some(after) = self.past_time(at) {
                    at = after;
                    continue;
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

    /// Where a time phrase ends that begins at word `at` with its preposition: "on April 20".
    fn past_time(&self, at: usize) -> Option<usize> {
        let chunk = self.analysis.chunks.binary_search_by_key(&at, |c| c.start).ok()?;
        let time = self.analysis.preposition(chunk).is_some_and(|p| matches!(p, "on" | "in" | "at"))
            && self.analysis.is_noun(chunk + 1)
            && self.analysis.is_time(chunk + 1);
        time.then(|| self.analysis.chunks[chunk + 1].end)
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

    /// Whether the promise answers what was asked before.
    fn is_reply(&self, v: usize) -> bool {
        let analysis = self.analysis;
        let verb = analysis.verb(v).map_or("", |g| g.lemma.as_str());
        let words = &analysis.words;
        // "said it would", and no more
        let elliptic =
            (v + 1..analysis.chunks.len()).find(|j| analysis.verb(*j).is_some()).is_some_and(|j| {
                analysis.verb(j).is_some_and(|g| g.future && matches!(g.lemma.as_str(), "be" | "do"))
                    && analysis
                        .words_of(j)
                        .last()
                        .is_some_and(|w| matches!(w.text.as_str(), "would" | "will" | "do"))
                    && analysis.chunks.get(j + 1).is_none_or(|c| {
                        !matches!(c.kind, ChunkKind::Noun | ChunkKind::Verb(_) | ChunkKind::Preposition(_))
                    })
            });
        elliptic
            || matches!(verb, "answer" | "reply" | "respond" | "rejoin" | "retort")
            || verb == "write"
                && analysis.chunks.get(v).and_then(|c| words.get(c.end)).is_some_and(|w| w.is("back"))
            || words.windows(2).any(|w| {
                w[0].is("in")
                    && (w[1].is("reply") || w[1].is("response") || w[1].is("return") || w[1].is("answer"))
            })
            || words.windows(2).any(|w| {
                w[0].is("do") && (w[1].is("so") || w[1].is("both") || w[1].is("it") || w[1].is("this"))
            })
            // "an undertaking to that effect", "gave the office its word"
            || words.windows(2).any(|w| w[0].is("that") && w[1].is("effect"))
            || words.windows(2).any(|w| w[0].tag == Tag::Possessive && w[1].is("word"))
            // "said that it would"
            || words.windows(2).any(|w| {
                matches!(w[0].text.as_str(), "would" | "will") && matches!(w[1].tag, Tag::Mark | Tag::Break | Tag::Comma)
            })
    }
}

/// Whether what follows the verb is what a frame wants.
fn complement_fits(wanted: &str, complement: Complement, arguments: &Arguments) -> bool {
    match wanted {
        "to" => complement == Complement::To,
        // "added X to its roll": no infinitive.
        "to-noun" => arguments.phrases.iter().any(|(p, _)| p == "to"),
        "that" => matches!(
            complement,
            Complement::That | Complement::ThatWill | Complement::ThatMust | Complement::ThatNot
        ),
        "that-not" => complement == Complement::ThatNot,
        "that-must" => complement == Complement::ThatMust,
        "that-will" => complement == Complement::ThatWill,
        "object" => arguments.object.is_some(),
        "quote" => complement == Complement::Quote,
        "bare" => complement == Complement::Bare,
        preposition => arguments.phrases.iter().any(|(p, _)| p == preposition),
    }
}

/// Whether the parties that a frame needs were found.
pub(super) fn parties_suffice(frame: &Frame, agent: &Parties, target: &Parties, object: bool) -> bool {
    let body = if frame.agent.iter().any(|s| s == "object") { agent } else { target };
    let number = agent.named.len() + target.named.len() + agent.unnamed.len() + target.unnamed.len();
    !(frame.object_is_body && body.named.is_empty()
        || frame.needs_agent && agent.named.is_empty()
        || frame.needs_target && target.is_empty()
        || frame.needs_pair && number < 2
        || frame.needs_target_or_object && target.is_empty() && !object)
}
