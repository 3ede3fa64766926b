//! Events told by a noun alone: "a visit by X to Y followed", "during an inspection of X, Y", "X's advice to Y was".

use super::arguments::Arguments;
use super::status::Status;
use super::trigger::parties_suffice;
use super::{Match, Matcher};
use crate::extract::assume::Assumptions;
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::{Group, HORIZON, Subject};
use crate::extract::discourse::Parties;
use crate::extract::tag::Tag;
use crate::lexicon::singular;
use crate::record::Modality;
use std::borrow::Cow;

/// How the sentence takes up the noun of an event.
struct Setting {
    modality: Modality,
    /// The verb that the noun stands beside.
    verb: Option<usize>,
    /// Who the clause is about, where the noun is only its occasion: "on a visit to X, *Y* did".
    doer: Option<Group>,
}

impl Matcher<'_> {
    /// Every event that a noun tells of, unless a verb has told of it.
    pub(super) fn nominals(&self, out: &mut Vec<Match>) {
        for i in 0..self.analysis.chunks.len() {
            if !self.analysis.is_noun(i) {
                continue;
            }
            let head = self.analysis.head(i);
            // Only a name has capitals.
            let small = head.contains(char::is_uppercase).then(|| head.to_lowercase());
            let head = small.as_deref().unwrap_or(head);
            let head = singular(head).unwrap_or(Cow::Borrowed(head));
            let Some(frames) = self.lexicon.nominals.get(&*head) else { continue };
            let mut best: Option<Match> = None;
            for &(kind, frame) in frames {
                let told = |m: &Match| m.kind == kind && m.extent.0 <= i && i < m.extent.1;
                if out.iter().any(told) {
                    continue;
                }
                if let Some(found) = self.nominal(i, kind, frame)
                    && best.as_ref().is_none_or(|b| found.score > b.score)
                {
                    best = Some(found);
                }
            }
            out.extend(best);
        }
    }

    /// One frame tried on the noun of chunk `i`.
    fn nominal(&self, i: usize, kind: usize, at: usize) -> Option<Match> {
        let frame = &self.lexicon.kinds[kind].frames[at];
        let score = self.noun_length(i, &frame.nominal);
        let denied = self.analysis.words_of(i).iter().any(|w| {
            matches!(w.text.as_str(), "no" | "any" | "every" | "each" | "possible" | "future" | "next")
        });
        // "the Department, under whose guidance X works": how things stand.
        let standing = self.analysis.words_of(i).first().is_some_and(|w| w.is("whose"))
            && i > 0
            && self.analysis.preposition(i - 1) == Some("under");
        if score == 0 || denied || standing {
            return None;
        }
        let (mut phrases, end) = self.own_phrases(i);
        if !frame.object_noun.is_empty()
            && !phrases
                .iter()
                .any(|(p, g)| p == "of" && g.iter().any(|c| self.noun_length(*c, &frame.object_noun) > 0))
        {
            return None;
        }
        let speech = matches!(self.lexicon.kinds[kind].name.as_str(), "Guidance" | "Pledge");
        let setting = self.setting(i, end, speech || frame.needs_pair, frame.needs_pair)?;
        if let (Some(v), None) = (setting.verb, &setting.doer) {
            // "the advice came from X", "the visit was led by Y".
            self.collect_phrases(v, self.analysis.reach(v), &mut phrases);
        }
        let verb = setting.verb.unwrap_or(i);
        let doer = setting.doer.clone();
        let arguments = Arguments { subject: None, object: None, second: None, phrases, end };
        let mut agent = self.slots(verb, frame, &frame.agent, &arguments, &None, Some(i));
        let mut target = self.slots(verb, frame, &frame.target, &arguments, &None, Some(i));
        target.named.retain(|e| !agent.named.contains(e));
        let doer = self.of(&doer);
        if takes(&frame.agent, "subject") && (agent.named.is_empty() || frame.needs_pair) {
            let others = doer.named.iter().copied().filter(|e| !target.named.contains(e));
            if !frame.needs_pair || agent.named.len() < 2 {
                agent.extend(&Parties {
                    named: others.collect(),
                    via: doer.via.clone(),
                    ..Parties::default()
                });
            }
        }
        if takes(&frame.target, "subject") && target.named.is_empty() {
            let others = doer.named.iter().copied().filter(|e| !agent.named.contains(e));
            target.extend(&Parties { named: others.collect(), via: doer.via.clone(), ..Parties::default() });
        }
        let (mut agent, mut target) =
            (self.admit(agent, &frame.agent_types), self.admit(target, &frame.target_types));
        agent.unnamed.clear();
        if agent.named.is_empty() {
            target.unnamed.clear();
        }
        let nobody = agent.named.is_empty() && target.named.is_empty();
        if nobody || !parties_suffice(frame, &agent, &target, false) {
            return None;
        }
        let last = end.max(setting.verb.filter(|v| *v > i && setting.doer.is_none()).map_or(0, |v| v + 1));
        Some(Match {
            kind,
            frame: at,
            agent,
            target,
            modality: setting.modality,
            extent: (i, last),
            verb: i,
            noun: Some(i),
            reply: false,
            assumed: Assumptions::default(),
            score,
        })
    }

    /// The prepositional phrases that hang on the noun of chunk `i`, and the chunk after them.
    fn own_phrases(&self, i: usize) -> (Vec<(String, Group)>, usize) {
        let analysis = self.analysis;
        let mut out = Vec::new();
        let mut end = i + 1;
        while let (Some(p), true) = (analysis.preposition(end), analysis.is_noun(end + 1)) {
            if analysis.is_time(end + 1) {
                end += 2;
                continue;
            }
            let (group, _) = analysis.group_from(end + 1);
            // "a visit to A of B": what hangs on the noun inside is its own.
            let last = group.last().copied().unwrap_or(end + 1);
            out.push((p.to_owned(), group));
            end = last + 1;
        }
        (out, end)
    }

    /// How the sentence takes up the noun of chunk `i`, whose phrase ends before `end`; none where it does not say that
    /// the event happened or will.
    fn setting(&self, i: usize, end: usize, standing: bool, pair: bool) -> Option<Setting> {
        let analysis = self.analysis;
        let before = (0..i).rev().find(|j| analysis.chunks[*j].kind != ChunkKind::Other);
        let prepositions = &self.lexicon.language.prepositions;
        let over = before.filter(|b| analysis.verb(*b).is_none());
        let word = over.and_then(|b| analysis.words_of(b).first()).map_or("", |w| w.text.as_str());
        let word = over.and_then(|b| analysis.preposition(b)).unwrap_or(word);
        if prepositions.occasions.contains(word) {
            return self.within(before?, end, pair);
        }
        if prepositions.occasions_after_body.contains(word) && before.is_some_and(|b| self.opens(b)) {
            return self.within(before?, end, pair);
        }
        if before.is_some_and(|b| analysis.preposition(b).is_some()) {
            return None;
        }
        // "There was a visit by X to Y.", "The clinic is a joint project of X and Y."
        if let Some(b) = before
            && analysis.verb(b).is_some_and(|g| g.lemma == "be")
            && b > 0
            && (standing || analysis.words_of(b - 1).iter().any(|w| w.is("there")))
        {
            return self.told_at(b);
        }
        if before.is_some_and(|b| analysis.verb(b).is_some()) {
            return None;
        }
        // "A pledge to stand by the villages came from X": past what is pledged.
        let content = analysis.verb(end).is_some_and(|g| g.form == Form::Infinitive);
        let next = (end..analysis.chunks.len()).find(|j| {
            if content {
                analysis.verb(*j).is_some_and(|g| g.form == Form::Finite)
            } else {
                analysis.chunks[*j].kind != ChunkKind::Other
            }
        });
        if let Some(v) = next.filter(|n| analysis.verb(*n).is_some_and(|g| g.form == Form::Finite)) {
            // "X's advice to Y was to hire": no plan.
            let words = analysis.words_of(v);
            let is_to =
                words.iter().any(|w| w.is("to")) && words.first().is_some_and(|w| w.tag == Tag::Auxiliary);
            if standing && is_to {
                return Some(Setting { modality: Modality::Occurred, verb: Some(v), doer: None });
            }
            // "Cooperation is in the interest of": of no one occasion.
            let words = analysis.words_of(i);
            let between = analysis.preposition(i + 1) == Some("between");
            let generic = words.len() == 1 && !between && analysis.verb(v).is_some_and(|g| g.lemma == "be");
            return if generic { None } else { self.under_verb(v, pair) };
        }
        // "A visit by X to Y.": a sentence without a verb.
        let verbless = (0..analysis.chunks.len())
            .all(|j| analysis.verb(j).is_none_or(|g| g.form != Form::Finite && g.form != Form::Infinitive));
        let alone = before.is_none_or(|b| analysis.chunks[b].kind == ChunkKind::Break);
        (verbless && alone).then_some(Setting { modality: Modality::Occurred, verb: None, doer: None })
    }

    /// Whether a preposition begins its clause, or follows a body: not "an interest in a visit".
    fn opens(&self, preposition: usize) -> bool {
        let analysis = self.analysis;
        let Some(before) = (0..preposition).rev().find(|j| analysis.chunks[*j].kind != ChunkKind::Other)
        else {
            return true;
        };
        match &analysis.chunks[before].kind {
            ChunkKind::Comma | ChunkKind::Break | ChunkKind::And => true,
            ChunkKind::Noun => !self.parties[before].named.is_empty() || analysis.is_time(before),
            ChunkKind::Verb(g) => g.lemma == "be",
            _ => false,
        }
    }

    /// The noun is only the occasion of its clause; who that is about has a part in it.
    fn within(&self, preposition: usize, end: usize, pair: bool) -> Option<Setting> {
        let analysis = self.analysis;
        let finite = |j: &usize| analysis.verb(*j).is_some_and(|g| g.form == Form::Finite);
        let breaks = |j: &usize| analysis.chunks[*j].kind == ChunkKind::Break;
        let over = (0..preposition).rev().take(HORIZON).take_while(|j| !breaks(j)).find(finite);
        let v = over.or_else(|| (end..analysis.chunks.len()).take_while(|j| !breaks(j)).find(finite))?;
        let group = analysis.verb(v)?;
        let control = &self.lexicon.language.control;
        if group.modal && !group.future
            || over.is_some()
                && (control.blocked.contains(&group.lemma) || control.planned.contains(&group.lemma))
        {
            return None;
        }
        // "Under an agreement with X, Y will lay pipes": what is agreed lies ahead, the agreement does not.
        let between =
            analysis.preposition(preposition + 2).is_some_and(|p| matches!(p, "with" | "between" | "of"));
        let agreed = pair
            && between
            && analysis.preposition(preposition).is_some_and(|p| matches!(p, "under" | "thanks to"));
        let modality = if group.future && !agreed { Modality::Planned } else { Modality::Occurred };
        let doer = match analysis.with_joined(v, preposition, 0) {
            Subject::Group(g) => g,
            Subject::None => Group::default(),
        };
        Some(Setting { modality, verb: Some(v), doer: Some(doer) })
    }

    /// The noun is the subject of verb `v`, which must say that it happened or is planned.
    fn under_verb(&self, v: usize, pair: bool) -> Option<Setting> {
        let group = self.analysis.verb(v)?;
        let language = &self.lexicon.language;
        let planned = group.passive && !group.negated && language.control.planned.contains(&group.lemma);
        if planned || group.lemma == "be" && self.is_due(v) {
            return Some(Setting { modality: Modality::Planned, verb: Some(v), doer: None });
        }
        // "A joint clinic of X and Y treated its first patients": whatever it did, there is one.
        let there_is = pair && !language.senses.failing.contains(&group.lemma);
        if group.lemma == "be" || there_is || language.senses.unfolding.contains(&group.lemma) {
            return self.told_at(v);
        }
        None
    }

    /// "is due", "is in the offing": still to come.
    fn is_due(&self, v: usize) -> bool {
        let Some(group) = self.analysis.verb(v) else { return false };
        let words = self.analysis.words.get(group.main + 1..).unwrap_or(&[]);
        words.iter().take(3).any(|w| matches!(w.text.as_str(), "due" | "offing" | "cards" | "planned"))
    }

    fn told_at(&self, v: usize) -> Option<Setting> {
        let Status::Told(modality) = self.status(v, 0) else { return None };
        Some(Setting { modality, verb: Some(v), doer: None })
    }
}

fn takes(slots: &[String], slot: &str) -> bool {
    slots.iter().any(|s| s == slot)
}
