//! The roles of a frame filled from what stands around its verb.

use super::Matcher;
use super::arguments::Arguments;
use crate::extract::assume::Assumption;
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::{Group, HORIZON, Subject};
use crate::extract::discourse::{Parties, gather, is_person};
use crate::extract::tag::Tag;
use crate::lexicon::Frame;

impl Matcher<'_> {
    pub(super) fn of(&self, group: &Option<Group>) -> Parties {
        group.as_ref().map(|g| gather(self.parties, g)).unwrap_or_default()
    }

    /// Fills a role from its slots; the slots of bodies that share the doing add up, of the others the first that has
    /// anybody counts.
    pub(super) fn slots(
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
                "subject" => self.doers(v, &arguments.subject),
                "subject-owner" => {
                    let owners = arguments
                        .subject
                        .iter()
                        .flatten()
                        .flat_map(|c| self.parties[*c].owner.iter().copied())
                        .collect();
                    Parties { named: owners, ..Parties::default() }
                }
                "object" => self.of(&arguments.object),
                // "guests from X, headed by Y": all whom the guests are of.
                "band" => Parties { unnamed: Vec::new(), ..self.of(&arguments.object) },
                "second" => self.of(&arguments.second),
                "that" => that.as_ref().map(|g| gather(self.parties, g)).unwrap_or_default(),
                "accompanied" => self.companions(v),
                "joined" => self.joiners(v),
                "together" | "hosted-with" => self.partners(v),
                "presiding" => self.presiding(v),
                "helped" => self.helpers(v),
                "possessor" => self.possessor(arguments, noun),
                "addressee" => self.addressee(v, arguments),
                "matrix-object" => self.matrix_object(v),
                "reply" => Parties::default(),
                preposition => self.after(preposition, arguments, noun),
            };
            let adds = matches!(
                slot.as_str(),
                "accompanied"
                    | "joined"
                    | "together"
                    | "presiding"
                    | "helped"
                    | "band"
                    | "hosted-with"
                    | "with"
                    | "between"
                    | "for"
            ) || frame.needs_pair;
            if out.named.is_empty() || adds {
                out.extend(&found);
            }
        }
        out
    }

    /// Who the subject is; of a letter, who wrote it; of somebody who acts on behalf of another, that other.
    fn doers(&self, v: usize, subject: &Option<Group>) -> Parties {
        let found = self.of(subject);
        if !found.is_empty() {
            return found;
        }
        let nouns = &self.lexicon.language.nouns;
        if let Some([letter]) = subject.as_deref()
            && nouns.letters.contains(self.analysis.head(*letter))
            && self.analysis.preposition(*letter + 1).is_some_and(|p| matches!(p, "from" | "by" | "of"))
            && self.analysis.is_noun(*letter + 2)
        {
            return gather(self.parties, &self.analysis.group_from(*letter + 2).0);
        }
        let (start, end) = self.clause(v);
        let behalf = |i: &usize| {
            self.analysis.preposition(*i).is_some_and(|p| matches!(p, "on behalf of" | "in the name of"))
                && self.analysis.is_noun(i + 1)
        };
        let behalf = (start..end).find(behalf).filter(|_| subject.is_some());
        behalf.map(|i| gather(self.parties, &self.analysis.group_from(i + 1).0)).unwrap_or(found)
    }

    /// Whom a preposition brings in; the event's noun is nobody.
    fn after(&self, preposition: &str, arguments: &Arguments, noun: Option<usize>) -> Parties {
        let mut all = Parties::default();
        for (p, group) in &arguments.phrases {
            if p != preposition || group.iter().any(|g| Some(*g) == noun) {
                continue;
            }
            if preposition == "of"
                && (noun.is_some_and(|n| self.is_topic(n, group)) || self.is_of_supervision(group))
            {
                continue;
            }
            // "for the support of X and Y", "to the account of X": of whom it is said.
            let (Some(first), own) = (group.first().copied(), |c: usize| self.parties[c].is_empty()) else {
                continue;
            };
            let head = self.analysis.head(first);
            let place = self.lexicon.language.nouns.premises.contains(head)
                || matches!(head, "account" | "library" | "campus" | "canteen" | "cafeteria" | "playground");
            let of = own(first)
                && (preposition != "to" || place)
                && self.analysis.preposition(first + 1) == Some("of");
            if of && self.parties.get(first + 2).is_some_and(|p| !p.named.is_empty()) {
                all.extend(&gather(self.parties, &self.analysis.group_from(first + 2).0));
                continue;
            }
            all.extend(&gather(self.parties, group));
            // "into the donor’s hands", "at their doors"
            for chunk in group {
                let nouns = &self.lexicon.language.nouns;
                if nouns.stands_for_owner.contains(self.analysis.head(*chunk))
                    && self.parties[*chunk].named.is_empty()
                {
                    let named = self.parties[*chunk].owner.clone();
                    all.extend(&Parties::assumed(named, Assumption::Possessive));
                }
            }
        }
        all
    }

    /// "opened an office under the supervision of X"
    fn is_of_supervision(&self, group: &Group) -> bool {
        let noun = group.first().and_then(|g| g.checked_sub(2)).filter(|n| *n > 0);
        noun.is_some_and(|n| {
            matches!(self.analysis.head(n), "supervision" | "oversight")
                && self.analysis.preposition(n - 1) == Some("under")
        })
    }

    /// "a meeting on the supervision of X": whether what "of" brings in only belongs to what was spoken of.
    fn is_topic(&self, noun: usize, group: &Group) -> bool {
        let analysis = self.analysis;
        let Some(before) = group.first().and_then(|g| g.checked_sub(2)).filter(|b| *b > noun) else {
            return false;
        };
        let plain = analysis.words_of(before).iter().all(|w| !w.capital && w.entities.is_empty());
        let about = before
            .checked_sub(1)
            .and_then(|p| analysis.preposition(p))
            .is_some_and(|p| matches!(p, "on" | "about" | "over" | "concerning" | "regarding"));
        self.lexicon.language.nouns.meetings.contains(analysis.head(noun))
            && about
            && plain
            && analysis.is_noun(before)
            && !analysis.is_time(before)
    }

    /// The parties of a role that are of one of its types; of all, where it names none.
    pub(super) fn admit(&self, mut parties: Parties, types: &[String]) -> Parties {
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
        // "X was trained, together with Y, by Z": Y is where X is.
        let passive = analysis.verb(v).is_some_and(|g| g.passive);
        let doer = (v..end).find(|i| analysis.preposition(*i) == Some("by")).filter(|_| passive);
        for i in start..end {
            let along = analysis
                .preposition(i)
                .is_some_and(|p| self.lexicon.language.prepositions.companions.contains(p))
                && (!passive || doer.is_some_and(|by| i > by));
            let accompanied = self.is_helped(i);
            // "teamed up with X to hand out leaflets", not "X, which works with Y, was visited"
            let teams = (0..i)
                .rev()
                .find(|j| analysis.verb(*j).is_some())
                .filter(|j| *j == v || !passive || analysis.verb(*j).is_some_and(|g| g.form != Form::Finite));
            let teamed = analysis.preposition(i) == Some("with")
                && teams
                    .and_then(|j| analysis.verb(j))
                    .is_some_and(|g| self.lexicon.language.senses.teaming.contains(&g.lemma));
            // "with X in tow"
            let tow = analysis.preposition(i) == Some("with") && self.brings_along(i);
            let noun = if along || teamed || tow || self.goes_with(v, i) {
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

    /// "with X in tow", "with officers of X and Y in attendance".
    fn brings_along(&self, with: usize) -> bool {
        let along = |j: usize| {
            self.analysis.preposition(j) == Some("in")
                && matches!(self.analysis.head(j + 1), "tow" | "attendance" | "train")
        };
        let phrase = |j: &usize| {
            self.analysis.is_noun(*j)
                || self.analysis.preposition(*j).is_some()
                || matches!(self.analysis.chunks[*j].kind, ChunkKind::And | ChunkKind::Comma)
        };
        (with + 1..self.analysis.chunks.len()).take(12).take_while(phrase).any(along)
    }

    /// "called on X with an engineer of Y": whether the preposition brings in people who go along.
    fn goes_with(&self, v: usize, i: usize) -> bool {
        let analysis = self.analysis;
        let moves = |g: &crate::extract::chunk::VerbGroup| {
            !g.passive && self.lexicon.language.senses.moving.contains(&g.lemma)
        };
        i > v
            && analysis.verb(v).is_some_and(moves)
            && analysis.preposition(i) == Some("with")
            && analysis.is_noun(i + 1)
            && is_person(self.lexicon, analysis.words_of(i + 1))
            && (v + 1..i).all(|c| analysis.verb(c).is_none())
    }

    /// "aided by", "accompanied by": a passive of help.
    fn is_helped(&self, i: usize) -> bool {
        let helps = |lemma: &String| self.lexicon.language.senses.helping.contains(lemma);
        self.analysis.verb(i).is_some_and(|g| g.passive && helps(&g.lemma))
            && self.analysis.preposition(i + 1) == Some("by")
    }

    /// "X, joined by its partner, Y, gave": who joins in the doing.
    fn joiners(&self, v: usize) -> Parties {
        let mut out = Parties::default();
        let analysis = self.analysis;
        let (start, end) = self.clause(v);
        for i in start..end {
            let joined = analysis
                .verb(i)
                .is_some_and(|g| g.lemma == "join" && g.passive && g.form == Form::Participle);
            if joined && analysis.preposition(i + 1) == Some("by") && analysis.is_noun(i + 2) {
                out.extend(&gather(self.parties, &analysis.group_from(i + 2).0));
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
            let along = analysis
                .preposition(i)
                .is_some_and(|p| self.lexicon.language.prepositions.partners.contains(p));
            if along && analysis.is_noun(i + 1) {
                out.extend(&gather(self.parties, &analysis.group_from(i + 1).0));
            }
        }
        out.extend(&self.helpers(v));
        out
    }

    /// Others who do it too, whatever it is: "together with X, Y asked", "Y asked Z, in cooperation with X".
    pub(super) fn sharers(&self, v: usize) -> Parties {
        let mut out = Parties::default();
        let analysis = self.analysis;
        let prepositions = &self.lexicon.language.prepositions;
        let (start, end) = self.clause(v);
        for i in start..end {
            let Some(p) = analysis.preposition(i).filter(|p| prepositions.partners.contains(*p)) else {
                continue;
            };
            let apart = i == 0 || matches!(analysis.chunks[i - 1].kind, ChunkKind::Comma);
            if p != "as well as" && (apart || !prepositions.joining.contains(p)) && analysis.is_noun(i + 1) {
                out.extend(&gather(self.parties, &analysis.group_from(i + 1).0));
            }
        }
        out
    }

    /// "aided by X": who helps the doer.
    fn helpers(&self, v: usize) -> Parties {
        let mut out = Parties::default();
        let (start, end) = self.clause(v);
        for i in (start..end).filter(|i| self.is_helped(*i) && self.analysis.is_noun(i + 2)) {
            out.extend(&gather(self.parties, &self.analysis.group_from(i + 2).0));
        }
        out
    }

    /// Who presides: "with X as master of ceremonies", "with X presiding".
    fn presiding(&self, v: usize) -> Parties {
        let analysis = self.analysis;
        let (start, end) = self.clause(v);
        let last = analysis.chunks.len().min(end + HORIZON);
        let with = (start..last).find(|i| {
            analysis.preposition(*i) == Some("with")
                && analysis.words_of(i + 1).iter().any(|w| !w.entities.is_empty())
                && analysis.chunks.iter().skip(i + 2).take(12).any(|c| {
                    let word = analysis.words.get(c.start).map_or("", |w| w.text.as_str());
                    matches!(word, "as" | "presiding" | "officiating" | "doing" | "cutting" | "unveiling")
                })
        });
        with.map(|w| gather(self.parties, &analysis.group_from(w + 1).0)).unwrap_or_default()
    }

    /// Who possesses the event's noun or the object: "X’s registration", "their books".
    fn possessor(&self, arguments: &Arguments, noun: Option<usize>) -> Parties {
        let mut out = Parties::default();
        for chunk in arguments.object.iter().flatten().copied().chain(noun) {
            let words = self.analysis.words_of(chunk);
            if let Some(n) = words.iter().position(|w| w.tag == Tag::Name) {
                if words[n + 1..].iter().any(|w| w.tag == Tag::Genitive)
                    || n + 1 < words.len()
                    || !words[n].via.is_empty()
                {
                    out.extend(&Parties {
                        named: words[n].entities.clone(),
                        via: words[n].via.clone(),
                        ..Parties::default()
                    });
                }
            } else if let Some(p) = self.parties.get(chunk) {
                out.extend(&Parties::assumed(p.owner.clone(), Assumption::Possessive));
            }
        }
        out
    }

    /// The object of the verb that an infinitive depends on: "stopped by X to say thank you".
    fn matrix_object(&self, v: usize) -> Parties {
        let analysis = self.analysis;
        if analysis.verb(v).is_none_or(|g| g.form != Form::Infinitive) {
            return Parties::default();
        }
        let Some(matrix) = (0..v).rev().find(|j| analysis.verb(*j).is_some()) else {
            return Parties::default();
        };
        if analysis.verb(matrix).is_some_and(|g| self.lexicon.language.senses.teaming.contains(&g.lemma)) {
            return Parties::default();
        }
        let object = (matrix + 1..v).find(|j| analysis.is_noun(*j) && !self.parties[*j].named.is_empty());
        object.map(|o| gather(self.parties, &analysis.group_from(o).0)).unwrap_or_default()
    }

    /// Whom a promise concerns: "strengthen communication with X", "send X a plan", "report to X".
    fn addressee(&self, v: usize, arguments: &Arguments) -> Parties {
        let mut out = Parties::default();
        let analysis = self.analysis;
        let agent = self.of(&arguments.subject);
        let mut end = v + 1;
        let last = analysis.chunks.len().min(v + 1 + HORIZON);
        while end < last {
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
            let given =
                analysis.verb(i).is_some_and(|g| self.lexicon.language.senses.addressing.contains(&g.lemma));
            let with = analysis.preposition(i).is_some_and(|p| matches!(p, "with" | "to"));
            // "said that X would be sent a plan", "that X would receive a plan"
            let sent = given && analysis.verb(i).is_some_and(|g| g.passive && g.future);
            let gets = analysis
                .verb(i)
                .is_some_and(|g| !g.passive && g.future && matches!(g.lemma.as_str(), "receive" | "get"));
            // "promised to let X have a plan"
            let lets = analysis.verb(i).is_some_and(|g| g.lemma == "let")
                && analysis.is_noun(i + 1)
                && analysis.verb(i + 2).is_some_and(|g| matches!(g.lemma.as_str(), "have" | "know" | "see"));
            let given = given || lets;
            if (sent || gets)
                && let Subject::Group(receiver) = analysis.subject(i, 0)
                && (gets || receiver.iter().all(|c| *c > v))
            {
                let found = gather(self.parties, &receiver);
                out.named.extend(found.named.into_iter().filter(|e| !agent.named.contains(e)));
            }
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
}
