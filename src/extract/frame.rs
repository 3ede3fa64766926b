//! Frames of `ontology/events/` matched over an analysed sentence.

use super::chunk::{ChunkKind, Form};
use super::clause::{Analysis, Group, Subject};
use super::discourse::{Parties, gather};
use super::entity::Table;
use super::reduce::{Tag, Word};
use crate::lexicon::{Frame, Lexicon, Trigger, singular};
use crate::record::Modality;

/// A frame that matched.
#[derive(Debug, Clone)]
pub(crate) struct Match {
    pub kind: usize,
    pub frame: usize,
    pub agent: Parties,
    pub target: Parties,
    pub modality: Modality,
    /// Chunks that the words of the event take up.
    pub extent: (usize, usize),
    /// The verb's chunk.
    pub verb: usize,
    /// The event's noun, for what is said of it later.
    pub reply: bool,
    score: usize,
}

/// What matching needs.
pub(crate) struct Matcher<'a> {
    pub lexicon: &'a Lexicon,
    pub table: &'a Table,
    pub analysis: &'a Analysis,
    pub parties: &'a [Parties],
    pub question: bool,
}

/// How a verb's event stands to the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Told(Modality),
    No,
}

/// Where the arguments of one verb stand.
struct Arguments {
    subject: Option<Group>,
    object: Option<Group>,
    second: Option<Group>,
    /// Prepositions with what follows them.
    phrases: Vec<(String, Group)>,
    end: usize,
}

impl Matcher<'_> {
    /// Every event that the sentence tells of: for each verb the frame that fits best.
    pub fn all(&self) -> Vec<Match> {
        let mut out = Vec::new();
        if self.question {
            return out;
        }
        for v in 0..self.analysis.chunks.len() {
            let Some(group) = self.analysis.verb(v) else { continue };
            let Some(triggers) = self.lexicon.triggers.get(&group.lemma) else { continue };
            let mut best: Option<Match> = None;
            for trigger in triggers {
                if let Some(found) = self.trigger(v, trigger)
                    && best.as_ref().is_none_or(|b| found.score > b.score)
                {
                    best = Some(found);
                }
            }
            out.extend(best);
        }
        self.echoes(&mut out);
        out
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

    fn trigger(&self, v: usize, trigger: &Trigger) -> Option<Match> {
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
        let arguments = self.arguments(v, rest);
        let mut score = trigger.rest.len() * 10 + 1;
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
        let (complement, that_subject) = self.complement(v, &arguments);
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

    /// Subject, objects and prepositional phrases of a verb; for a passive already turned round.
    fn arguments(&self, v: usize, rest: usize) -> Arguments {
        let analysis = self.analysis;
        let passive = analysis.verb(v).is_some_and(|g| g.passive);
        let end = analysis.reach(v);
        let subject = match analysis.subject(v, 0) {
            Subject::Group(group) => Some(group),
            Subject::None => None,
        };
        let mut i = v + 1;
        while i < end && analysis.chunks[i].start < rest {
            i += 1;
        }
        let mut object = None;
        let mut second = None;
        let mut phrases: Vec<(String, Group)> = Vec::new();
        // Straight after the verb (and adverbs): objects.
        let mut j = i;
        while j < end && matches!(analysis.chunks[j].kind, ChunkKind::Other) {
            j += 1;
        }
        if j < end && analysis.is_noun(j) && !analysis.is_time(j) {
            let (group, next) = analysis.group_from(j);
            let split = self.ditransitive(&group, next, end);
            match split {
                Some((first, other)) => {
                    second = Some(first);
                    object = Some(other);
                }
                None => object = Some(group),
            }
        }
        self.collect_phrases(j, end, &mut phrases);
        if passive {
            let by = phrases.iter().position(|(p, _)| p == "by");
            let agent = by.map(|b| phrases.remove(b).1);
            if let Some(given) = object.take() {
                // "X was given a certificate"
                second = subject.clone();
                object = Some(given);
            } else {
                object = subject.clone();
            }
            if let Some(subject) = &subject
                && let (Some(first), true) = (subject.first(), subject.iter().all(|s| *s < v))
            {
                self.collect_phrases(*first, v, &mut phrases);
            }
            return Arguments { subject: agent, object, second, phrases, end };
        }
        Arguments { subject, object, second, phrases, end }
    }

    /// "gave the university a lecture": the first noun is whom, the second what.
    fn ditransitive(&self, group: &Group, next: usize, end: usize) -> Option<(Group, Group)> {
        let analysis = self.analysis;
        let last = *group.last()?;
        let after = analysis.noun_phrase_end(last) + 1;
        for at in [last + 1, after] {
            let mut k = at;
            while k < end && matches!(analysis.chunks[k].kind, ChunkKind::Other) {
                k += 1;
            }
            if k < end && analysis.is_noun(k) && !analysis.is_time(k) && k >= at && !group.contains(&k) {
                return Some((group.clone(), analysis.group_from(k).0));
            }
        }
        let _ = next;
        None
    }

    fn collect_phrases(&self, from: usize, end: usize, out: &mut Vec<(String, Group)>) {
        let analysis = self.analysis;
        for i in from..end {
            let Some(preposition) = analysis.preposition(i) else { continue };
            let mut n = i + 1;
            while n < end && matches!(analysis.chunks[n].kind, ChunkKind::Other) {
                n += 1;
            }
            if n < end && analysis.is_noun(n) && !analysis.is_time(n) {
                out.push((preposition.to_owned(), analysis.group_from(n).0));
            }
        }
    }

    fn of(&self, group: &Option<Group>) -> Parties {
        group.as_ref().map(|g| gather(self.parties, g)).unwrap_or_default()
    }

    /// Fills a role from its slots; the slots of bodies that share the doing add up, of the others the first that has
    /// anybody counts.
    fn slots(
        &self,
        v: usize,
        frame: &Frame,
        slots: &[String],
        arguments: &Arguments,
        that: &Option<Group>,
        noun: Option<usize>,
    ) -> Parties {
        let mut out = Parties::default();
        for slot in slots {
            let found = match slot.as_str() {
                "subject" => self.of(&arguments.subject),
                "subject-owner" => {
                    let owners = arguments
                        .subject
                        .iter()
                        .flatten()
                        .flat_map(|c| self.parties[*c].owner.iter().copied())
                        .collect();
                    Parties { named: owners, ..Parties::default() }
                }
                "object" => self.object(arguments),
                "second" => self.of(&arguments.second),
                "that" => that.as_ref().map(|g| gather(self.parties, g)).unwrap_or_default(),
                "accompanied" => self.companions(v),
                "together" | "hosted-with" => self.partners(v),
                "possessor" => self.possessor(arguments, noun),
                "addressee" => self.addressee(v, arguments),
                "reply" | "attended" | "of-list" | "led" | "with-object" => Parties::default(),
                preposition => {
                    let mut all = Parties::default();
                    for (p, group) in &arguments.phrases {
                        if p == preposition && !group.iter().any(|g| Some(*g) == noun) {
                            all.extend(&gather(self.parties, group));
                            // "into the donor’s hands", "at their doors"
                            for chunk in group {
                                let stands = matches!(
                                    self.analysis.head(*chunk),
                                    "hands"
                                        | "hand"
                                        | "door"
                                        | "doors"
                                        | "side"
                                        | "address"
                                        | "premises"
                                        | "rooms"
                                        | "gate"
                                        | "gates"
                                        | "doorstep"
                                        | "offices"
                                        | "office"
                                        | "books"
                                        | "accounts"
                                        | "staff"
                                        | "activities"
                                        | "work"
                                );
                                if stands && self.parties[*chunk].named.is_empty() {
                                    all.extend(&Parties {
                                        named: self.parties[*chunk].owner.clone(),
                                        assumed: true,
                                        ..Parties::default()
                                    });
                                }
                            }
                        }
                    }
                    all
                }
            };
            let adds = matches!(
                slot.as_str(),
                "accompanied" | "together" | "hosted-with" | "with" | "between" | "for"
            ) || frame.needs_pair;
            if out.named.is_empty() || adds {
                out.extend(&found);
            }
        }
        out
    }

    /// The object; for "paid X’s office a visit" what possesses it does not count.
    fn object(&self, arguments: &Arguments) -> Parties {
        self.of(&arguments.object)
    }

    fn admit(&self, mut parties: Parties, types: &[String]) -> Parties {
        if types.is_empty() || types.iter().any(|t| t == "organization") {
            return parties;
        }
        parties.named.retain(|e| types.iter().any(|t| t == self.table.entities[*e].kind.name()));
        parties
    }

    /// "accompanied by X", "together with X": others who come along.
    fn companions(&self, v: usize) -> Parties {
        let mut out = Parties::default();
        let analysis = self.analysis;
        let (start, end) = self.clause(v);
        for i in start..end {
            let along = analysis.preposition(i).is_some_and(|p| {
                matches!(
                    p,
                    "together with"
                        | "along with"
                        | "in the company of"
                        | "in company with"
                        | "as well as"
                        | "jointly with"
                        | "alongside"
                        | "in cooperation with"
                        | "side by side with"
                        | "in conjunction with"
                )
            });
            let accompanied = analysis.verb(i).is_some_and(|g| {
                matches!(g.lemma.as_str(), "accompany" | "join" | "lead" | "assist") && g.passive
            }) && analysis.preposition(i + 1) == Some("by");
            let noun = if along {
                i + 1
            } else if accompanied {
                i + 2
            } else {
                continue;
            };
            if analysis.is_noun(noun) {
                out.extend(&gather(self.parties, &analysis.group_from(noun).0));
            }
        }
        out
    }

    /// "together with X", "in cooperation with X", "at … with X": who shares the doing.
    fn partners(&self, v: usize) -> Parties {
        let mut out = Parties::default();
        let analysis = self.analysis;
        let (start, end) = self.clause(v);
        for i in start..end {
            let along = analysis.preposition(i).is_some_and(|p| {
                matches!(
                    p,
                    "together with"
                        | "along with"
                        | "in cooperation with"
                        | "in collaboration with"
                        | "in partnership with"
                        | "in conjunction with"
                        | "jointly with"
                        | "hand in hand with"
                        | "side by side with"
                        | "in concert with"
                        | "as well as"
                )
            });
            if along && analysis.is_noun(i + 1) {
                out.extend(&gather(self.parties, &analysis.group_from(i + 1).0));
            }
        }
        out
    }

    /// Who possesses the event's noun or the object: "X’s registration", "their books".
    fn possessor(&self, arguments: &Arguments, noun: Option<usize>) -> Parties {
        let mut out = Parties::default();
        for chunk in arguments.object.iter().flatten().copied().chain(noun) {
            let words = self.analysis.words_of(chunk);
            if let Some(n) = words.iter().position(|w| w.tag == Tag::Name) {
                if words[n + 1..].iter().any(|w| w.tag == Tag::Genitive) || n + 1 < words.len() {
                    out.extend(&Parties {
                        named: words[n].entities.clone(),
                        via: words[n].via.clone(),
                        ..Parties::default()
                    });
                }
            } else if let Some(p) = self.parties.get(chunk) {
                out.extend(&Parties { named: p.owner.clone(), assumed: true, ..Parties::default() });
            }
        }
        out
    }

    /// Whom a promise concerns: "strengthen communication with X", "send X a plan", "report to X".
    fn addressee(&self, v: usize, arguments: &Arguments) -> Parties {
        let mut out = Parties::default();
        let analysis = self.analysis;
        let agent = self.of(&arguments.subject);
        let mut end = v + 1;
        while end < analysis.chunks.len() {
            if matches!(analysis.chunks[end].kind, ChunkKind::Break) {
                break;
            }
            if matches!(analysis.chunks[end].kind, ChunkKind::And)
                && analysis.verb(end + 1).is_some_and(|g| g.form == Form::Finite && !g.future)
                && !self.bare_base(end + 1)
            {
                break;
            }
            end += 1;
        }
        for i in v + 1..end {
            let given = analysis.verb(i).is_some_and(|g| {
                matches!(
                    g.lemma.as_str(),
                    "send"
                        | "give"
                        | "report"
                        | "supply"
                        | "inform"
                        | "keep"
                        | "tell"
                        | "notify"
                        | "submit"
                        | "show"
                        | "hand"
                        | "consult"
                        | "bring"
                        | "assist"
                        | "support"
                        | "join"
                        | "brief"
                        | "update"
                        | "invite"
                        | "host"
                        | "help"
                        | "write"
                )
            });
            let with = analysis.preposition(i).is_some_and(|p| matches!(p, "with" | "to"));
            if given && analysis.is_noun(i + 1) || with && analysis.is_noun(i + 1) {
                let found = gather(self.parties, &analysis.group_from(i + 1).0);
                if found.named.iter().all(|e| !agent.named.contains(e)) {
                    out.extend(&found);
                }
            }
        }
        out.unnamed.clear();
        out
    }

    /// The clause around a verb: from the break or conjunction before its subject to its reach.
    fn clause(&self, v: usize) -> (usize, usize) {
        let analysis = self.analysis;
        let mut start = v;
        while start > 0
            && !matches!(analysis.chunks[start - 1].kind, ChunkKind::Break)
            && !(analysis.verb(start - 1).is_some_and(|g| g.form == Form::Finite))
        {
            start -= 1;
        }
        let mut end = analysis.reach(v);
        // A trailing ", together with X," or ", accompanied by X".
        while end < analysis.chunks.len()
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
        let words: Vec<String> = analysis
            .words_of(chunk)
            .iter()
            .filter(|w| !matches!(w.tag, Tag::Quote | Tag::Genitive))
            .map(|w| plain(&w.text))
            .collect();
        let end = analysis.noun_phrase_end(chunk);
        let mut long = words.clone();
        for c in chunk + 1..=end {
            long.extend(analysis.words_of(c).iter().filter(|w| w.tag != Tag::Quote).map(|w| plain(&w.text)));
        }
        let fits = |noun: &&String| {
            let parts: Vec<String> = noun.split(' ').map(plain).collect();
            words.ends_with(&parts)
                || parts.len() > 1
                    && (0..words.len())
                        .any(|s| long[s..].starts_with(&parts) && s + parts.len() >= words.len())
        };
        nouns.iter().filter(fits).map(|n| n.split(' ').count()).max().unwrap_or(0)
    }

    /// What follows a verb of speech: an infinitive, a clause, and the clause's subject.
    fn complement(&self, v: usize, arguments: &Arguments) -> (Complement, Option<Group>) {
        let analysis = self.analysis;
        let passive = analysis.verb(v).is_some_and(|g| g.passive);
        let _ = (arguments, passive);
        let mut i = v + 1;
        let mut nouns = 0;
        while i < analysis.chunks.len() {
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
        let v = (i..analysis.chunks.len()).find(|j| {
            analysis.verb(*j).is_some_and(|g| g.form == Form::Finite || g.form == Form::Participle)
        })?;
        let base = analysis.verb(v)?;
        let noun = (i..v).rev().find(|j| analysis.is_noun(*j) && !analysis.is_time(*j))?;
        if noun < i {
            return None;
        }
        let group: Group = analysis.group_ending(noun).into_iter().filter(|c| *c >= i).collect();
        Some((
            group,
            base.future
                || base.lemma == "be" && analysis.words_of(v).iter().any(|w| w.is("would") || w.is("will")),
        ))
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

    /// Whether a finite verb without auxiliary stands in the present tense.
    fn is_present(&self, v: usize) -> bool {
        let Some(group) = self.analysis.verb(v) else { return false };
        // "saw X open an office", "helped it give out leaflets"
        if v >= 2
            && self.analysis.is_noun(v - 1)
            && (0..v - 1).rev().take(6).find_map(|j| self.analysis.verb(j)).is_some_and(|g| {
                matches!(g.lemma.as_str(), "see" | "watch" | "hear" | "help" | "let" | "have" | "make")
            })
            && self.bare_base(v)
        {
            return false;
        }
        let words = self.analysis.words_of(v);
        if words.len() > 1 && words.iter().any(|w| w.tag == Tag::Auxiliary) {
            return !words.iter().any(|w| {
                matches!(w.text.as_str(), "had" | "has" | "have" | "was" | "were" | "been" | "did")
            });
        }
        let word = &self.analysis.words[group.main].text;
        let forms = self.lexicon.language.verbs.get(word).map(|f| f.forms).unwrap_or_default();
        !forms.past && !forms.participle
    }

    /// Whether a verb's event happened, is planned, or is none.
    fn status(&self, v: usize, depth: usize) -> Status {
        let analysis = self.analysis;
        let Some(group) = analysis.verb(v).filter(|_| depth < 6) else { return Status::No };
        if group.negated || group.modal {
            return Status::No;
        }
        let words = analysis.words_of(v);
        if words.iter().any(|w| w.is("no")) {
            return Status::No;
        }
        if group.form == Form::Infinitive {
            return self.infinitive_status(v, depth);
        }
        if group.form == Form::Gerund {
            if let Some(p) = (0..v).rev().take(2).find_map(|j| analysis.preposition(j))
                && matches!(p, "without" | "instead of" | "before" | "for" | "rather than" | "against")
            {
                return Status::No;
            }
            if let Some(previous) = (0..v).rev().find(|j| {
                analysis.verb(*j).is_some_and(|g| g.form == Form::Infinitive || g.form == Form::Finite)
            }) && matches!(analysis.verb(previous).map(|g| g.form), Some(Form::Infinitive))
                && !analysis.chunks[previous..v].iter().any(|c| c.kind == ChunkKind::Comma)
            {
                return self.status(previous, depth + 1);
            }
        }
        // Under "if", "unless", "whether"; inside what somebody asked or promised.
        let mut told = if group.future { Modality::Planned } else { Modality::Occurred };
        for j in (0..v).rev() {
            match &analysis.chunks[j].kind {
                ChunkKind::Subordinator => {
                    let word = analysis.words_of(j).first().map_or("", |w| w.text.as_str());
                    if matches!(
                        word,
                        "if" | "unless"
                            | "whether"
                            | "until"
                            | "lest"
                            | "provided"
                            | "how"
                            | "why"
                            | "whenever"
                    ) {
                        return Status::No;
                    }
                    if matches!(word, "before")
                        && !group.future
                        && group.form == Form::Finite
                        && self.is_present(v)
                    {
                        return Status::No;
                    }
                    break;
                }
                ChunkKind::Relative if analysis.words_of(j).iter().any(|w| w.is("that")) => {
                    if let Some(matrix) = (0..j).rev().find(|k| analysis.verb(*k).is_some()) {
                        let lemma = analysis.verb(matrix).map_or("", |g| g.lemma.as_str());
                        let noun_before = j > 0 && analysis.is_noun(j - 1);
                        let speech_noun = noun_before
                            && matches!(
                                analysis.head(j - 1),
                                "hope"
                                    | "wish"
                                    | "promise"
                                    | "pledge"
                                    | "willingness"
                                    | "requirement"
                                    | "suggestion"
                                    | "expectation"
                            );
                        let control = &self.lexicon.language.control;
                        if speech_noun
                            || (!noun_before
                                || matches!(lemma, "tell" | "ask" | "assure" | "remind" | "inform"))
                                && (control.blocked.contains(lemma)
                                    || matches!(
                                        lemma,
                                        "hope"
                                            | "suggest"
                                            | "recommend"
                                            | "demand"
                                            | "insist"
                                            | "wish"
                                            | "propose"
                                            | "hold"
                                            | "express"
                                    ))
                        {
                            return Status::No;
                        }
                    }
                    break;
                }
                ChunkKind::Verb(g) if g.form == Form::Finite => {
                    // "hopes X will hold", "said it would visit"
                    let direct = !analysis.chunks[j..v].iter().any(|c| {
                        matches!(
                            c.kind,
                            ChunkKind::Comma
                                | ChunkKind::And
                                | ChunkKind::Relative
                                | ChunkKind::Subordinator
                                | ChunkKind::Break
                        )
                    });
                    if direct
                        && group.future
                        && (self.lexicon.language.control.blocked.contains(&g.lemma)
                            || matches!(g.lemma.as_str(), "hope" | "say" | "suggest" | "indicate" | "state"))
                    {
                        return if matches!(g.lemma.as_str(), "say" | "state") {
                            Status::Told(Modality::Planned)
                        } else {
                            Status::No
                        };
                    }
                    if matches!(analysis.chunks.get(v.wrapping_sub(1)).map(|c| &c.kind), Some(ChunkKind::And))
                        && group.form == Form::Finite
                        && self.bare_base(v)
                    {
                        // "will visit X and meet Y": the auxiliary is shared.
                        return self.status(j, depth + 1);
                    }
                    break;
                }
                ChunkKind::Verb(g)
                    if g.form == Form::Infinitive
                        && matches!(
                            analysis.chunks.get(v.wrapping_sub(1)).map(|c| &c.kind),
                            Some(ChunkKind::And)
                        )
                        && self.bare_base(v) =>
                {
                    return self.status(j, depth + 1);
                }
                ChunkKind::Break => break,
                _ => {}
            }
        }
        if self.hypothetical() {
            told = Modality::Planned;
        }
        Status::Told(told)
    }

    /// "is said to have", "reportedly": rumour.
    fn hypothetical(&self) -> bool {
        self.analysis
            .words
            .iter()
            .any(|w| matches!(w.text.as_str(), "reportedly" | "rumoured" | "rumored" | "postponed"))
    }

    fn bare_base(&self, v: usize) -> bool {
        let Some(group) = self.analysis.verb(v) else { return false };
        let words = self.analysis.words_of(v);
        words.iter().all(|w| w.tag != Tag::Auxiliary)
            && self
                .lexicon
                .language
                .verbs
                .get(&self.analysis.words[group.main].text)
                .is_some_and(|f| f.forms.base && !f.forms.past)
    }

    fn infinitive_status(&self, v: usize, depth: usize) -> Status {
        let analysis = self.analysis;
        let control = &self.lexicon.language.control;
        if analysis.verb(v).is_some_and(|g| g.passive) && analysis.modified(v).is_some() {
            return Status::Told(Modality::Planned);
        }
        for j in (0..v).rev() {
            match &analysis.chunks[j].kind {
                ChunkKind::Verb(g) => {
                    if g.form == Form::Infinitive
                        && matches!(
                            analysis.chunks.get(v - 1).map(|c| &c.kind),
                            Some(ChunkKind::And | ChunkKind::Comma)
                        )
                    {
                        return self.status(j, depth + 1);
                    }
                    if g.negated {
                        return Status::No;
                    }
                    let purpose = analysis.words_of(v).iter().any(|w| w.is("order"));
                    let noun_between =
                        (j + 1..v).rev().find(|k| analysis.is_noun(*k)).map_or("", |k| analysis.head(k));
                    if matches!(
                        noun_between,
                        "plan" | "plans" | "intention" | "decision" | "proposal" | "hope" | "hopes" | "date"
                    ) && !purpose
                    {
                        return if analysis
                            .words_of((j + 1..v).rev().find(|k| analysis.is_noun(*k)).unwrap_or(v))
                            .iter()
                            .any(|w| w.is("no"))
                        {
                            Status::No
                        } else {
                            Status::Told(Modality::Planned)
                        };
                    }
                    if control.planned.contains(&g.lemma)
                        && !(g.lemma == "expect" && !g.passive && self.object_between(j, v))
                        && !(g.lemma == "want" && self.object_between(j, v))
                    {
                        return Status::Told(Modality::Planned);
                    }
                    if control.blocked.contains(&g.lemma) {
                        return Status::No;
                    }
                    if control.occurred.contains(&g.lemma) || g.lemma == "be" {
                        return match self.status(j, depth + 1) {
                            Status::Told(m) => Status::Told(m),
                            Status::No => Status::No,
                        };
                    }
                    // Purpose: what somebody came for is done, what is only meant is not told.
                    return Status::No;
                }
                ChunkKind::Break => return Status::No,
                _ => {}
            }
        }
        Status::No
    }

    fn object_between(&self, from: usize, to: usize) -> bool {
        (from + 1..to).any(|k| self.analysis.is_noun(k))
    }
}

/// What follows a verb of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Complement {
    None,
    To,
    That,
    /// A clause that looks ahead: "that it will".
    ThatWill,
    Quote,
    /// A bare infinitive or participle after an object: "heard X explain".
    Bare,
}

/// A word in the singular, small letters.
fn plain(word: &str) -> String {
    let word = word.to_lowercase();
    singular(&word).unwrap_or(word)
}
