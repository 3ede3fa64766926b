//! Events that a noun tells of: "a lecture by X for Y drew a crowd", "talks between X and Y ended", "at X's class, Y
//! learned to file". A noun that a verb's frame has read already only adds the parties that hang on it.

use super::status::Status;
use super::{Match, Matcher};
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::{HORIZON, Subject};
use crate::extract::discourse::{Parties, gather};
use crate::lexicon::Frame;
use crate::record::Modality;

/// Where the noun stands to the verb that tells of it.
enum Seat {
    /// "The lecture drew …", "There was a lecture".
    Subject,
    /// "joined the lecture", "spoke at the lecture", "At the lecture, …".
    Beside,
}

impl Matcher<'_> {
    /// Events of nouns that no verb's frame has read. With `attended` the sentence says who came, so that one party is
    /// enough.
    pub fn occasions(&self, matches: &[Match], attended: bool) -> Vec<Match> {
        let mut out: Vec<Match> = Vec::new();
        for i in 0..self.analysis.chunks.len() {
            let asked = self.analysis.is_noun(i) && self.analysis.is_asked_for(i);
            if !asked || self.analysis.is_time(i) || self.is_denied(i) {
                continue;
            }
            for frames in self.lexicon.occasions.chunk_by(|(a, _), (b, _)| a == b) {
                let kind = frames[0].0;
                let known = &self.lexicon.kinds[kind];
                let read = |m: &Match| m.kind == kind && self.covers(m, i) || m.noun == Some(i);
                if matches.iter().chain(&out).any(read) {
                    continue;
                }
                let fits = |f: &Frame| self.stands_after(i, &f.before) && self.is_one_of(i, &f.occasion);
                let mut found = frames.iter().map(|(_, f)| *f).filter(|f| fits(&known.frames[*f]));
                out.extend(found.find_map(|f| self.occasion(i, kind, f, attended)));
            }
        }
        out
    }

    /// Whether one of those prepositions brings in the noun at the front of the sentence; any place will do if there are none.
    fn stands_after(&self, i: usize, before: &[String]) -> bool {
        let preposition = i.checked_sub(1).and_then(|p| self.analysis.preposition(p));
        before.is_empty() || i == 1 && preposition.is_some_and(|p| before.iter().any(|b| b == p))
    }

    /// Whether a match tells of the noun at chunk `i` already.
    fn covers(&self, found: &Match, i: usize) -> bool {
        found.noun == Some(i) || (found.extent.0..found.extent.1).contains(&i) || found.verb == i
    }

    /// "no lecture", "any lecture", "each lecture": none that happened.
    fn is_denied(&self, i: usize) -> bool {
        let denies = |t: &str| matches!(t, "no" | "any" | "every" | "each" | "neither" | "such" | "more");
        self.analysis.words_of(i).first().is_some_and(|w| denies(&w.text))
    }

    fn occasion(&self, i: usize, kind: usize, frame: usize, attended: bool) -> Option<Match> {
        let known = &self.lexicon.kinds[kind];
        let spec = &known.frames[frame];
        let end = self.occasion_end(i);
        let (v, seat) = self.telling_verb(i, end)?;
        let modality = self.occasion_status(v, known.name == "Outreach")?;
        let (mut agent, mut target) = self.around(i, end, spec);
        let group = self.analysis.verb(v)?;
        let senses = &self.lexicon.language.senses;
        let calls = senses.inviting.contains(&group.lemma)
            || senses.drawing.contains(&group.lemma)
            || known.name == "Outreach" && group.lemma == "invite";
        if agent.is_empty() && target.is_empty() && !calls || !self.may_tell(i, v, &seat) {
            return None;
        }
        if spec.target.iter().any(|t| t == "clause-subject") {
            target.extend(&self.subject_parties(v));
        } else if known.name != "Donation" {
            self.take_part(v, &seat, &known.name, &mut agent, &mut target);
        }
        agent = self.admit(agent, &spec.agent_types);
        target = self.admit(target, &spec.target_types);
        target.named.retain(|e| !agent.named.contains(e));
        let everybody = agent.named.len() + target.named.len();
        let enough = if known.symmetric {
            everybody >= 2 || everybody == 1 && attended
        } else {
            !agent.named.is_empty() && (!spec.needs_target || !target.is_empty() || attended)
        };
        let score = 0;
        let extent = (i.min(v), end.max(v + 1));
        enough.then_some(Match {
            kind,
            frame,
            agent,
            target,
            modality,
            extent,
            verb: v,
            noun: Some(i),
            assumed: self.assumed(v, modality),
            reply: false,
            score,
        })
    }

    /// Whether a verb whose object the noun is says that the event was: "repeated its class", not "praised the class".
    fn may_tell(&self, i: usize, v: usize, seat: &Seat) -> bool {
        let direct =
            matches!(seat, Seat::Beside) && i > v && (i == 0 || self.analysis.preposition(i - 1).is_none());
        !direct
            || self.analysis.verb(v).is_some_and(|g| {
                let senses = &self.lexicon.language.senses;
                senses.holding.contains(&g.lemma)
                    || senses.attending.contains(&g.lemma)
                    || self.lexicon.language.control.planned.contains(&g.lemma)
            })
    }

    /// Where the phrase of a noun ends: what hangs on it by prepositions and participles is passed over.
    fn occasion_end(&self, i: usize) -> usize {
        let analysis = self.analysis;
        let last = analysis.chunks.len().min(i + HORIZON);
        let mut end = i + 1;
        while end < last {
            end = match &analysis.chunks[end].kind {
                ChunkKind::Preposition(p) if p == "in" && analysis.is_time(end + 1) => end + 2,
                ChunkKind::Preposition(_) => end + 1,
                ChunkKind::Noun if analysis.preposition(end - 1).is_some() || analysis.is_time(end) => {
                    analysis.group_from(end).1
                }
                ChunkKind::Verb(g) if matches!(g.form, Form::Participle) => end + 1,
                ChunkKind::Other if end + 1 < last => end + 1,
                ChunkKind::Comma
                    if analysis.verb(end + 1).is_some_and(|g| g.form == Form::Participle && g.passive) =>
                {
                    end + 1
                }
                _ => break,
            };
        }
        end.min(last)
    }

    /// The verb that says that it was: the one whose subject it is, "was" after "there", the one that it stands beside.
    fn telling_verb(&self, i: usize, end: usize) -> Option<(usize, Seat)> {
        let analysis = self.analysis;
        let finite = |j: usize| analysis.verb(j).is_some_and(|g| g.form == Form::Finite);
        let fronted = i > 0 && analysis.preposition(i - 1).is_some();
        let before = (0..i)
            .rev()
            .take_while(|j| analysis.chunks[*j].kind != ChunkKind::Break)
            .find(|j| analysis.verb(*j).is_some());
        if let Some(b) = before {
            let there = analysis.verb(b).is_some_and(|g| g.lemma == "be")
                && analysis.words[..analysis.chunks[b].start].last().is_some_and(|w| w.is("there"));
            let participle = analysis.verb(b).is_some_and(|g| g.form == Form::Participle && g.passive);
            if there {
                return Some((b, Seat::Subject));
            }
            if !participle {
                return Some((b, Seat::Beside));
            }
        }
        let after = (end..analysis.chunks.len())
            .take_while(|j| analysis.chunks[*j].kind != ChunkKind::Break)
            .find(|j| finite(*j))?;
        Some((after, if fronted { Seat::Beside } else { Seat::Subject }))
    }

    /// The standing of an event whose noun stands with that verb; none where the verb says that it was not, or was only
    /// wanted.
    fn occasion_status(&self, v: usize, outreach: bool) -> Option<Modality> {
        let group = self.analysis.verb(v)?;
        let senses = &self.lexicon.language.senses;
        let control = &self.lexicon.language.control;
        let Status::Told(modality) = self.status(v, 0) else { return None };
        if group.lemma == "invite" && !outreach {
            return None;
        }
        let off = self.analysis.words.get(group.main + 1).is_some_and(|w| w.is("off"));
        if senses.cancelling.contains(&group.lemma) || off && matches!(group.lemma.as_str(), "put" | "call") {
            return None;
        }
        let present = group.form == Form::Finite && !group.future && !group.passive && self.is_present(v);
        if control.planned.contains(&group.lemma) || group.lemma == "announce" {
            return Some(Modality::Planned);
        }
        (!present).then_some(modality)
    }

    /// Who hangs on the noun: agents and targets by the slots of the frame; who attends is a target.
    fn around(&self, i: usize, end: usize, frame: &Frame) -> (Parties, Parties) {
        let analysis = self.analysis;
        let (mut agent, mut target) = (Parties::default(), Parties::default());
        if frame.agent.iter().any(|s| s == "possessor") {
            let owner = self.parties[i].owner.clone();
            agent.extend(&Parties { named: owner, ..Parties::default() });
        }
        let mut phrases = Vec::new();
        self.collect_phrases(i + 1, end, &mut phrases);
        for (preposition, group) in &phrases {
            let found = gather(self.parties, group);
            let first = group.first().copied().unwrap_or(i);
            let verb = (i + 1..first).rev().find_map(|j| analysis.verb(j));
            let comes = verb.is_some_and(|g| self.lexicon.language.senses.attending.contains(&g.lemma));
            let side = |slots: &[String]| slots.iter().any(|s| s == preposition);
            if preposition == "by" && comes || side(&frame.target) {
                target.extend(&found);
            } else if preposition == "by" || side(&frame.agent) {
                agent.extend(&found);
            }
        }
        (agent, target)
    }

    fn subject_parties(&self, v: usize) -> Parties {
        match self.analysis.subject(v, 0) {
            Subject::Group(g) => gather(self.parties, &g),
            Subject::None => Parties::default(),
        }
    }

    /// Who takes part by the verb: "At X's class, Y learned", "X invited Y to a class", "Y spoke at a forum".
    fn take_part(&self, v: usize, seat: &Seat, kind: &str, agent: &mut Parties, target: &mut Parties) {
        let analysis = self.analysis;
        let Some(group) = analysis.verb(v) else { return };
        let senses = &self.lexicon.language.senses;
        let subject = self.subject_parties(v);
        let object = (v + 1..analysis.reach(v)).find(|j| analysis.is_noun(*j) && !analysis.is_time(*j));
        let direct = object.filter(|o| (v + 1..*o).all(|j| analysis.preposition(j).is_none()));
        let object = direct.map(|o| gather(self.parties, &analysis.group_from(o).0)).unwrap_or_default();
        // "The class was run by X", not "the class was praised by X".
        let planned = &self.lexicon.language.control.planned;
        let ran = [&senses.holding, &senses.lecturing, planned].iter().any(|s| s.contains(&group.lemma));
        if group.passive && ran && matches!(seat, Seat::Subject | Seat::Beside) {
            let mut phrases = Vec::new();
            self.collect_phrases(v, analysis.reach(v), &mut phrases);
            let by = phrases.iter().find(|(p, _)| p == "by");
            agent.extend(&by.map(|(_, g)| gather(self.parties, g)).unwrap_or_default());
        }
        match seat {
            Seat::Subject if senses.drawing.contains(&group.lemma) => target.extend(&object),
            Seat::Subject => {}
            Seat::Beside if kind == "Outreach" => {
                if agent.named.is_empty() {
                    agent.extend(&subject);
                }
            }
            Seat::Beside if senses.sending.contains(&group.lemma) => target.extend(&subject),
            Seat::Beside if senses.inviting.contains(&group.lemma) && !object.is_empty() => {
                agent.extend(&subject);
                target.extend(&object);
            }
            Seat::Beside if group.passive => target.extend(&subject),
            Seat::Beside if kind == "Training" && senses.lecturing.contains(&group.lemma) => {
                agent.extend(&subject);
            }
            Seat::Beside => target.extend(&subject),
        }
    }

    /// Adds who took part in the event of a participle's noun: "At a forum called by X, Y and Z spoke".
    fn met_beside(&self, noun: usize, found: &mut Match) {
        let kind = &self.lexicon.kinds[found.kind];
        let participle =
            self.analysis.verb(found.verb).is_some_and(|g| g.form == Form::Participle && g.passive);
        if !participle || noun > found.verb || !matches!(kind.name.as_str(), "Meeting" | "Training") {
            return;
        }
        let Some((v, seat)) = self.telling_verb(noun, self.occasion_end(noun)) else { return };
        let outreach = false;
        if v == found.verb || self.occasion_status(v, outreach).is_none() || !self.may_tell(noun, v, &seat) {
            return;
        }
        let (mut agent, mut target) = (Parties::default(), Parties::default());
        self.take_part(v, &seat, &kind.name, &mut agent, &mut target);
        found.agent.extend(&agent);
        found.target.extend(&target);
        let agents = found.agent.named.clone();
        found.target.named.retain(|t| !agents.contains(t));
    }

    /// Adds whom the event of a noun brought in: "The class, held by X, drew Y and Z".
    fn drawn(&self, noun: usize, target: &mut Parties) {
        let analysis = self.analysis;
        for v in noun + 1..analysis.chunks.len() {
            let draws = analysis.verb(v).is_some_and(|g| {
                g.form == Form::Finite
                    && !g.passive
                    && !g.negated
                    && self.lexicon.language.senses.drawing.contains(&g.lemma)
            });
            if !draws || !matches!(analysis.subject(v, 0), Subject::Group(g) if g.contains(&noun)) {
                continue;
            }
            let object = (v + 1..analysis.reach(v)).find(|j| analysis.is_noun(*j));
            let direct = object.filter(|o| {
                (v + 1..*o).all(|j| self.analysis.preposition(j).is_none_or(|p| p == "together"))
            });
            target
                .extend(&direct.map(|o| gather(self.parties, &analysis.group_from(o).0)).unwrap_or_default());
        }
    }

    /// Brings together what is told of one noun: "Hosted by X, a seminar was attended by Y", "The meeting, chaired by X,
    /// brought together Y and Z".
    fn unite(&self, matches: &mut Vec<Match>) {
        let mut i = 0;
        while i < matches.len() {
            let later = &matches[i];
            let participle = self.analysis.verb(later.verb).is_some_and(|g| g.form == Form::Participle);
            let relative = later.noun.is_some_and(|n| {
                (n..later.verb).any(|c| self.analysis.chunks[c].kind == ChunkKind::Relative)
            });
            let subject_of = |m: &Match| match self.analysis.subject(m.verb, 0) {
                Subject::Group(g) => later.noun.is_some_and(|n| g.contains(&n)),
                Subject::None => false,
            };
            let into = matches.iter().position(|m| {
                m.verb != later.verb
                    && (participle || relative)
                    && m.kind == later.kind
                    && later.noun.is_some()
                    && (m.noun == later.noun || subject_of(m))
            });
            if let Some(into) = into {
                let from = matches.remove(i);
                let into = if into > i { into - 1 } else { into };
                matches[into].agent.extend(&from.agent);
                matches[into].target.extend(&from.target);
                let agents = matches[into].agent.named.clone();
                matches[into].target.named.retain(|t| !agents.contains(t));
            } else {
                i += 1;
            }
        }
    }

    /// "X sent its report to the PSB, which asked that it be translated": whom a relative clause tells to do something, where
    /// it names nobody.
    fn asked_by_relative(&self, matches: &mut [Match]) {
        let analysis = self.analysis;
        for found in matches.iter_mut() {
            let guides = self.lexicon.kinds[found.kind].name == "Guidance";
            if !guides || found.agent.named.is_empty() || !found.target.is_empty() || found.verb < 3 {
                continue;
            }
            let relative = analysis.chunks[found.verb - 1].kind == ChunkKind::Relative
                && analysis.chunks[found.verb - 2].kind == ChunkKind::Comma;
            let main = (0..found.verb - 2).rev().find(|j| analysis.verb(*j).is_some());
            let Some(main) = main.filter(|_| relative && !self.agent_before(found, main)) else { continue };
            let Subject::Group(group) = analysis.subject(main, 0) else { continue };
            let mut asked = gather(self.parties, &group);
            asked.unnamed.clear();
            asked.named.retain(|e| !found.agent.named.contains(e));
            found.target = asked;
        }
    }

    /// Whether who does something stands before the main verb: "X, which asked …, wrote to Y".
    fn agent_before(&self, found: &Match, main: Option<usize>) -> bool {
        let Some(Subject::Group(group)) = main.map(|m| self.analysis.subject(m, 0)) else { return true };
        gather(self.parties, &group).named.iter().any(|e| found.agent.named.contains(e))
    }

    /// Adds to each event the parties that hang on its noun: "accepted books donated by X", "joined a forum held by X",
    /// and leaves out what a participle on that noun told apart.
    pub(super) fn complete(&self, matches: &mut Vec<Match>) {
        self.unite(matches);
        let mut told = Vec::new();
        for found in matches.iter_mut() {
            let kind = &self.lexicon.kinds[found.kind];
            let Some(noun) = found
                .noun
                .filter(|_| matches!(kind.name.as_str(), "Training" | "Meeting" | "Donation" | "Outreach"))
            else {
                continue;
            };
            let end = self.occasion_end(noun);
            if kind.name != "Outreach" {
                self.drawn(noun, &mut found.target);
            }
            self.met_beside(noun, found);
            let made = (noun + 1..end).find(|j| {
                let doer = self.analysis.preposition(j + 1) == Some("by");
                let holds = |l: &str| self.lexicon.language.senses.holding.contains(l);
                *j != found.verb
                    && doer
                    && self.analysis.verb(*j).is_some_and(|g| g.passive && holds(&g.lemma))
            });
            let Some(made) = made else { continue };
            let group = self.analysis.group_from(made + 2).0;
            let doers = gather(self.parties, &group);
            if doers.named.is_empty() {
                continue;
            }
            if kind.symmetric || found.agent.named.is_empty() {
                found.agent.extend(&doers);
            } else if kind.name == "Outreach" || kind.name == "Training" {
                // "hosted a class given by X": the doer gave it, the host had it.
                let hosts = std::mem::replace(&mut found.agent, doers);
                found.target.extend(&hosts);
            } else {
                continue;
            }
            told.push((found.kind, made));
        }
        matches.retain(|m| !told.contains(&(m.kind, m.verb)));
        self.asked_by_relative(matches);
    }
}
