//! Events that a noun or a set phrase tells of wherever it stands: "subjected the Fund to a spot check", "came away
//! with a certificate", "the conferral by X of a certificate on Y". Who did it is read from the small words before each
//! party, and from its type where these say nothing.

use super::status::Status;
use super::{Match, Matcher};
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::{Group, HORIZON, Subject};
use crate::extract::discourse::Parties;
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::{Frame, Phrase, singular};
use std::borrow::Cow;

/// How many words `*` may stand for.
const GAP: usize = 7;

/// A phrase found: its words, and the frame that it begins.
struct Hit<'a> {
    first: usize,
    end: usize,
    phrase: &'a Phrase,
}

/// A party of the clause, and how it stands there: "subject", "object", a preposition.
struct Standing {
    chunk: usize,
    how: String,
}

impl Matcher<'_> {
    /// Adds the events that phrases tell of in clauses where no verb has told of one of that kind.
    pub fn anywhere(&self, out: &mut Vec<Match>) {
        let mut clauses: Option<Vec<usize>> = None;
        for hit in self.hits() {
            let Some(chunk) = self.analysis.chunks.iter().position(|c| c.end > hit.first) else { continue };
            // "in the course of the week" is no course, "its lecture hall" no lecture.
            let alone = hit.phrase.rest.is_empty();
            if alone && (self.analysis.preposition(chunk).is_some() || self.is_before_noun(&hit, chunk)) {
                continue;
            }
            let starts = clauses.get_or_insert_with(|| self.clause_starts());
            let clause = clause_around(starts, chunk, self.analysis.chunks.len());
            let told = |m: &Match| {
                m.kind == hit.phrase.kind && m.extent.0 < clause.1 && clause.0 < m.extent.1.max(m.verb + 1)
            };
            let alone = self.lexicon.kinds[hit.phrase.kind].frames[hit.phrase.frame].alone;
            let verb = self.phrase_verb(&hit, chunk, clause);
            let plain = |v: usize| self.analysis.verb(v).is_some_and(|g| g.lemma != "be");
            let silent = |v: usize| plain(v) && !out.iter().any(|m| m.verb == v);
            // "X, with the help of Y, mended a bridge": the verb stands after the words.
            let fronted = self.analysis.preposition(chunk).is_some();
            let later = (chunk + 1..clause.1)
                .find(|c| self.analysis.verb(*c).is_some_and(|g| g.form == Form::Finite))
                .filter(|_| fronted && !verb.is_some_and(|v| v < chunk));
            let alone_after = |v: usize| silent(v) && !out.iter().any(|m| (v..clause.1).contains(&m.verb));
            let beside = verb.is_some_and(|v| v < chunk && silent(v)) || later.is_some_and(alone_after);
            if alone && !beside {
                continue;
            }
            if !out.iter().any(told)
                && let Some(found) = self.phrase_match(&hit, chunk, clause)
            {
                out.push(found);
            }
        }
    }

    /// Whether a phrase only says of which sort the noun is that the chunk ends with.
    fn is_before_noun(&self, hit: &Hit, chunk: usize) -> bool {
        let next = self.analysis.words.get(hit.end).filter(|_| hit.end < self.analysis.chunks[chunk].end);
        self.analysis.is_noun(chunk) && next.is_some_and(|w| w.tag == Tag::Noun && w.entities.is_empty())
    }

    /// The phrases that stand in the sentence, from the first word on, the longest at each word.
    fn hits(&self) -> Vec<Hit<'_>> {
        let words = &self.analysis.words;
        let mut hits: Vec<Hit> = Vec::new();
        for first in 0..words.len() {
            if !words[first].entities.is_empty() {
                continue;
            }
            let plain = self.plain_form(&words[first]);
            let lemma = self.analysis.lemma(first);
            let after = self.analysis.tail(first + 1);
            // A noun alone is no verb: "a promising charity".
            let text = words[first].text.as_str();
            let forms = [
                (Some(text), true),
                (Some(plain.as_ref()).filter(|p| *p != text), true),
                (lemma.filter(|l| *l != plain && *l != text), false),
            ];
            for (form, noun) in forms.into_iter().filter_map(|(f, noun)| f.map(|f| (f, noun))) {
                for phrase in self.lexicon.phrases.get(form).into_iter().flatten() {
                    if phrase.rest.is_empty() && !noun || !after.may_hold(phrase.sieve) {
                        continue;
                    }
                    let known = hits.iter().any(|h| h.first == first && h.phrase.kind == phrase.kind);
                    if !known && let Some(end) = self.phrase_end(first + 1, &phrase.rest) {
                        hits.push(Hit { first, end, phrase });
                    }
                }
            }
        }
        hits
    }

    /// A word as a phrase has it: a plural in the singular.
    fn plain_form<'w>(&self, word: &'w Word) -> Cow<'w, str> {
        singular(&word.text).unwrap_or(Cow::Borrowed(&word.text))
    }

    /// Whether a word is that one, in whatever number, tense or person.
    fn is_form_of(&self, at: usize, expected: &str) -> bool {
        let word = &self.analysis.words[at];
        word.text == expected
            || self.analysis.lemma(at) == Some(expected)
            || word.text.starts_with(expected.get(..1).unwrap_or("")) && self.plain_form(word) == expected
    }

    /// Where the words of a phrase end that goes on at word `at`.
    fn phrase_end(&self, at: usize, rest: &[String]) -> Option<usize> {
        let Some((expected, after)) = rest.split_first() else { return Some(at) };
        // "made no such promise"
        if self.analysis.words.get(at).is_some_and(|w| w.is("no") || w.is("neither")) {
            return None;
        }
        if expected == "*" {
            let gap = self.analysis.words.get(at..)?.iter().take(GAP);
            let most = gap.take_while(|w| !matches!(w.tag, Tag::Break | Tag::Verb) && !w.is("no")).count();
            return (0..=most).find_map(|skip| self.phrase_end(at + skip, after));
        }
        let word = self.analysis.words.get(at)?;
        let fits = match expected.as_str() {
            "its" => matches!(word.tag, Tag::Possessive | Tag::Genitive),
            "the" => matches!(word.tag, Tag::Determiner | Tag::Possessive),
            _ => word.entities.is_empty() && self.is_form_of(at, expected),
        };
        if fits {
            return self.phrase_end(at + 1, after);
        }
        // An adverb or an article may stand between.
        let passed = matches!(word.tag, Tag::Adverb | Tag::Determiner | Tag::Quote);
        if passed { self.phrase_end(at + 1, rest) } else { None }
    }

    /// The chunks at which clauses begin: after a break, and where a subject stands before a verb of its own.
    fn clause_starts(&self) -> Vec<usize> {
        let analysis = self.analysis;
        let mut starts = vec![0];
        let mut verb_since = false;
        for i in 0..analysis.chunks.len() {
            match &analysis.chunks[i].kind {
                ChunkKind::Break if !analysis.words_of(i).iter().any(|w| w.is("(") || w.is(")")) => {
                    starts.push(i + 1);
                    verb_since = false;
                }
                ChunkKind::Comma | ChunkKind::And | ChunkKind::Subordinator if verb_since => {
                    let own_verb = (i + 1..analysis.chunks.len())
                        .take(HORIZON)
                        .take_while(|j| {
                            matches!(
                                analysis.chunks[*j].kind,
                                ChunkKind::Noun
                                    | ChunkKind::Preposition(_)
                                    | ChunkKind::Other
                                    | ChunkKind::Verb(_)
                            )
                        })
                        .find(|j| analysis.verb(*j).is_some_and(|g| g.form == Form::Finite));
                    let subject = own_verb
                        .is_some_and(|v| (i + 1..v).any(|j| analysis.is_noun(j) && !analysis.is_time(j)));
                    if subject {
                        starts.push(i + 1);
                        verb_since = false;
                    }
                }
                ChunkKind::Verb(g) if g.form == Form::Finite => verb_since = true,
                _ => {}
            }
        }
        starts
    }

    /// The event that a phrase tells of in its clause.
    fn phrase_match(&self, hit: &Hit, chunk: usize, clause: (usize, usize)) -> Option<Match> {
        let analysis = self.analysis;
        let kind = &self.lexicon.kinds[hit.phrase.kind];
        let frame = &kind.frames[hit.phrase.frame];
        let mut words = analysis.chunks[clause.0].start..analysis.chunks[clause.1 - 1].end;
        if words.any(|w| frame.unless.iter().any(|u| self.is_form_of(w, u))) {
            return None;
        }
        // "no such promise"
        let such = hit
            .first
            .checked_sub(2)
            .is_some_and(|b| analysis.words[b].is("no") && analysis.words[b + 1].is("such"));
        if such {
            return None;
        }
        // "no promise", "any advice", "without a visit"
        let before = hit.first.checked_sub(1).map(|b| analysis.words[b].text.as_str());
        if before
            .is_some_and(|w| matches!(w, "no" | "any" | "without" | "every" | "each" | "neither" | "nor"))
        {
            return None;
        }
        let verb = self.phrase_verb(hit, chunk, clause);
        let verb = if frame.needs_pair && analysis.preposition(chunk).is_some() {
            (chunk..clause.1).find(|c| analysis.verb(*c).is_some_and(|g| g.form == Form::Finite)).or(verb)
        } else {
            verb
        };
        let speech = matches!(kind.name.as_str(), "Guidance" | "Pledge" | "Thanks");
        let modality =
            self.phrase_modality(verb, speech || kind.name == "Cooperation" || self.has_got(hit, verb))?;
        let (agent, target) = self.phrase_roles(frame, verb, chunk, clause);
        let everybody = agent.named.len() + target.named.len();
        if everybody == 0
            || frame.needs_agent && agent.named.is_empty()
            || frame.needs_target && target.is_empty()
            || frame.needs_pair && everybody < 2
        {
            return None;
        }
        Some(Match {
            kind: hit.phrase.kind,
            frame: hit.phrase.frame,
            agent,
            target,
            modality,
            extent: clause,
            verb: verb.unwrap_or(chunk),
            noun: None,
            reply: frame.target.iter().any(|t| t == "reply"),
            score: 0,
            assumed: self.assumed(verb.unwrap_or(chunk), modality),
        })
    }

    /// "The hospital has a new incubator, a gift of X": whether somebody is said to have what was given.
    fn has_got(&self, hit: &Hit, verb: Option<usize>) -> bool {
        let own = self.lexicon.kinds[hit.phrase.kind].name == "Donation";
        let group = verb.and_then(|v| self.analysis.verb(v)).filter(|_| own);
        group.is_some_and(|g| matches!(g.lemma.as_str(), "have" | "be" | "own" | "boast" | "stand" | "use"))
    }

    /// The verb that governs a phrase: one of its own, the nearest before it, the first finite one after it.
    fn phrase_verb(&self, hit: &Hit, chunk: usize, clause: (usize, usize)) -> Option<usize> {
        let analysis = self.analysis;
        let own = (chunk..clause.1)
            .take_while(|c| analysis.chunks[*c].start < hit.end)
            .find(|c| analysis.verb(*c).is_some());
        let before = || (clause.0..chunk).rev().find(|c| analysis.verb(*c).is_some());
        let finite = |c: &usize| analysis.verb(*c).is_some_and(|g| g.form == Form::Finite);
        own.or_else(before).or_else(|| (chunk..clause.1).find(finite))
    }

    /// Whether what a phrase tells happened or is planned, by the verb that governs it; nothing where it did not.
    fn phrase_modality(&self, verb: Option<usize>, present_tells: bool) -> Option<crate::record::Modality> {
        let Some(v) = verb else { return Some(crate::record::Modality::Occurred) };
        let group = self.analysis.verb(v)?;
        let control = &self.lexicon.language.control;
        let Status::Told(modality) = self.status(v, 0) else { return None };
        let present = group.form == Form::Finite && !group.passive && !group.future && self.is_present(v);
        if present && !(present_tells || self.is_dated_brief()) {
            return None;
        }
        let asked = control.blocked.contains(&group.lemma)
            || self.lexicon.language.senses.wishing.contains(&group.lemma);
        match () {
            () if asked && !present_tells => None,
            () if control.planned.contains(&group.lemma) => Some(crate::record::Modality::Planned),
            () => Some(modality),
        }
    }

    /// The parties of a clause by role: as the frame's slots say, and by type where it lets "any" stand in a role.
    fn phrase_roles(
        &self,
        frame: &Frame,
        verb: Option<usize>,
        chunk: usize,
        clause: (usize, usize),
    ) -> (Parties, Parties) {
        let (mut agent, mut target) = (Parties::default(), Parties::default());
        let mut left = Vec::new();
        for standing in self.standings(verb, chunk, clause) {
            let parties = self.standing_parties(standing.chunk);
            let takes = |slots: &[String]| slots.contains(&standing.how);
            let as_agent = self.admit(parties.clone(), &frame.agent_types);
            let as_target = self.admit(parties.clone(), &frame.target_types);
            let somebody = |p: &Parties| !p.named.is_empty() || p.named.is_empty() && !p.unnamed.is_empty();
            if takes(&frame.agent) && !as_agent.named.is_empty() {
                agent.extend(&as_agent);
            } else if takes(&frame.target) && somebody(&as_target) {
                target.extend(&as_target);
            } else if !parties.named.is_empty() && !aside(&standing.how) {
                left.push(parties);
            }
        }
        let any = |slots: &[String]| slots.iter().any(|s| s == "any");
        let (no_agent, no_target) = (agent.named.is_empty(), target.is_empty());
        for parties in left {
            let as_agent = self.admit(parties.clone(), &frame.agent_types);
            let as_target = self.admit(parties, &frame.target_types);
            if no_agent && any(&frame.agent) && !as_agent.named.is_empty() {
                agent.extend(&as_agent);
            } else if no_target && any(&frame.target) && !as_target.named.is_empty() {
                target.extend(&as_target);
            }
        }
        target.named.retain(|e| !agent.named.contains(e));
        (agent, target)
    }

    /// The parties of a noun phrase, else of whose it is.
    fn standing_parties(&self, chunk: usize) -> Parties {
        let parties = &self.parties[chunk];
        if parties.is_empty() && !parties.owner.is_empty() {
            return Parties { named: parties.owner.clone(), ..Parties::default() };
        }
        parties.clone()
    }

    /// The noun phrases of a clause that speak of somebody, each with how it stands.
    fn standings(&self, verb: Option<usize>, chunk: usize, clause: (usize, usize)) -> Vec<Standing> {
        let analysis = self.analysis;
        let passive = verb.and_then(|v| analysis.verb(v)).is_some_and(|g| g.passive);
        let subject = match verb.map(|v| analysis.subject(v, 0)) {
            Some(Subject::Group(group)) => group,
            _ => Group::new(),
        };
        let (by_verb, by_object) = if passive { ("object", "second") } else { ("subject", "object") };
        let mut out: Vec<Standing> = Vec::new();
        // A subject that stands before the clause, as of a relative clause or a participle.
        for chunk in subject.iter().filter(|s| **s < clause.0 || **s >= clause.1) {
            out.push(Standing { chunk: *chunk, how: by_verb.to_owned() });
        }
        let mut i = clause.0;
        while i < clause.1 {
            if !analysis.is_noun(i) || analysis.is_time(i) {
                i += 1;
                continue;
            }
            let how = if subject.contains(&i) {
                by_verb.to_owned()
            } else {
                self.preposition_of(i).unwrap_or_else(|| {
                    let owns = i == chunk && !self.parties[i].owner.is_empty();
                    let after = verb.is_some_and(|v| i > v);
                    let how = if owns {
                        "possessor"
                    } else if after {
                        by_object
                    } else {
                        ""
                    };
                    how.to_owned()
                })
            };
            let (group, next) = analysis.group_from(i);
            // The noun that tells of it is no party: "as the guest of X".
            let told = |m: usize| m == chunk && analysis.words_of(m).iter().all(|w| w.entities.is_empty());
            for member in group.iter().filter(|m| **m < clause.1 && (how == "possessor" || !told(**m))) {
                // "breeds bees together with X"
                let own = self.preposition_of(*member).filter(|p| *member != i && p.ends_with(" with"));
                out.push(Standing { chunk: *member, how: own.unwrap_or_else(|| how.clone()) });
            }
            // What hangs on the members stands for itself: "the president of X".
            for inner in (i..next.min(clause.1)).filter(|c| analysis.is_noun(*c) && !group.contains(c)) {
                let how = self.preposition_of(inner).unwrap_or_default();
                out.push(Standing { chunk: inner, how });
            }
            i = next.max(i + 1);
        }
        // Nobody twice: who is the head of a phrase is not also what hangs on it.
        let mut seen: Vec<usize> = Vec::new();
        out.retain(|s| {
            let named = self.standing_parties(s.chunk).named;
            let new = named.is_empty() || named.iter().any(|e| !seen.contains(e));
            seen.extend(named);
            new
        });
        out
    }

    fn preposition_of(&self, noun: usize) -> Option<String> {
        let analysis = self.analysis;
        let mut before = noun.checked_sub(1)?;
        while before > 0 && matches!(analysis.chunks[before].kind, ChunkKind::Other) {
            before -= 1;
        }
        analysis.preposition(before).map(str::to_owned)
    }
}

/// Whether what stands so has no part in what is told: "unlike X", "about X", "at X".
fn aside(how: &str) -> bool {
    matches!(
        how,
        "about"
            | "like"
            | "unlike"
            | "than"
            | "without"
            | "except"
            | "instead of"
            | "near"
            | "as"
            | "in"
            | "at"
            | "under"
            | "against"
            | "behind"
            | "inside"
            | "outside"
            | "before"
            | "after"
            | "since"
    )
}

/// The clause that a chunk stands in, as a range of chunks.
fn clause_around(starts: &[usize], chunk: usize, chunks: usize) -> (usize, usize) {
    let next = starts.partition_point(|s| *s <= chunk);
    (starts[next.saturating_sub(1)].min(chunk), starts.get(next).copied().unwrap_or(chunks).max(chunk + 1))
}
