//! Who else had a part in a visit or an inspection, told of a sentence later: "with them came X", "the delegation
//! included X", "the last stop was X", "doing the counting was X", "then it was the turn of X".

use super::attendance::{Attended, Part};
use super::chunk::{ChunkKind, Form};
use super::clause::{Analysis, Group, HORIZON, Subject};
use super::discourse::{Parties, gather};
use super::frame::Match;
use super::tag::Tag;
use crate::lexicon::Lexicon;

/// Reads who came along, where a round of visits led, who did the work, and whose turn it was next; verbs that a frame
/// has read already are passed over.
pub(super) fn read(
    lexicon: &Lexicon,
    analysis: &Analysis,
    parties: &[Parties],
    matches: &[Match],
) -> Vec<Attended> {
    let company = Company { lexicon, analysis, parties };
    let mut out = Vec::new();
    for v in 0..analysis.chunks.len() {
        let Some(group) = analysis.verb(v) else { continue };
        let told = group.form == Form::Finite && !(group.negated || group.modal || group.future);
        if !told || matches.iter().any(|m| m.verb == v) {
            continue;
        }
        let found = company
            .along(v)
            .or_else(|| company.of_band(v))
            .or_else(|| company.doers(v))
            .or_else(|| company.turns(v))
            .or_else(|| company.stops(v));
        if let Some((parties, part)) = found.filter(|(p, _)| !p.named.is_empty()) {
            out.push(Attended { parties, kind: None, planned: false, part });
        }
    }
    out
}

/// Who sets out on a round of visits that the sentence speaks of, whom a later one says where it led.
pub(super) fn travellers(lexicon: &Lexicon, analysis: &Analysis, parties: &[Parties]) -> Parties {
    let tours = &lexicon.language.nouns.tours;
    let unowned = |i: &usize| analysis.words_of(*i).iter().all(|w| w.entities.is_empty());
    let tour = (0..analysis.chunks.len())
        .find(|i| analysis.is_noun(*i) && unowned(i) && tours.contains(analysis.head(*i)));
    let Some(tour) = tour else { return Parties::default() };
    let finite = |v: &usize| {
        analysis.verb(*v).is_some_and(|g| g.form == Form::Finite && !g.negated && !g.modal && !g.future)
    };
    let Some(v) = (0..tour).rev().find(finite).or_else(|| (tour..analysis.chunks.len()).find(finite)) else {
        return Parties::default();
    };
    let doers = subject(analysis, parties, v);
    if !doers.named.is_empty() {
        return doers;
    }
    let mut named = parties.iter().filter(|p| !p.named.is_empty());
    match (named.next(), named.next()) {
        (Some(only), None) => only.clone(),
        _ => Parties::default(),
    }
}

/// Who invites somebody to talks or to a meal, and nobody has said yet who came.
pub(super) fn hosts(lexicon: &Lexicon, analysis: &Analysis, parties: &[Parties]) -> Parties {
    let nouns = &lexicon.language.nouns;
    // "gathered the province's supervisory units"
    let gathers = |v: &usize| {
        analysis.verb(*v).is_some_and(|g| {
            g.form == Form::Finite
                && !(g.passive || g.negated || g.modal || g.future)
                && matches!(g.lemma.as_str(), "gather" | "convene" | "assemble")
        })
    };
    if let Some(v) = (0..analysis.chunks.len()).find(gathers) {
        return subject(analysis, parties, v);
    }
    let occasion = |i: &usize| {
        analysis.is_noun(*i)
            && (nouns.meetings.contains(analysis.head(*i)) || nouns.meals.contains(analysis.head(*i)))
    };
    let Some(occasion) = (0..analysis.chunks.len()).find(occasion) else { return Parties::default() };
    let owner = Parties { named: parties[occasion].owner.clone(), ..Parties::default() };
    let asks = |v: &usize| {
        analysis.verb(*v).is_some_and(|g| matches!(g.lemma.as_str(), "invite" | "ask" | "bid" | "summon"))
    };
    let verb = (0..occasion).rev().find(asks);
    let invitation = analysis.words.iter().any(|w| w.is("invitation") || w.is("invitations"));
    let question = analysis.words.last().is_some_and(|w| w.is("?"))
        && analysis.words.first().is_some_and(|w| w.is("who"));
    match verb.map(|v| subject(analysis, parties, v)) {
        Some(host) if !host.named.is_empty() => host,
        None if (invitation || question) && !owner.named.is_empty() => owner,
        None if invitation || question => parties[occasion].clone(),
        _ => Parties::default(),
    }
}

fn subject(analysis: &Analysis, parties: &[Parties], v: usize) -> Parties {
    match analysis.subject(v, 0) {
        Subject::Group(group) => gather(parties, &group),
        Subject::None => Parties::default(),
    }
}

/// One sentence, read for who had what part.
struct Company<'a> {
    lexicon: &'a Lexicon,
    analysis: &'a Analysis<'a>,
    parties: &'a [Parties],
}

type Found = Option<(Parties, Part)>;

impl Company<'_> {
    fn lemma(&self, v: usize) -> &str {
        self.analysis.verb(v).map_or("", |g| g.lemma.as_str())
    }

    fn subject(&self, v: usize) -> Parties {
        subject(self.analysis, self.parties, v)
    }

    /// The noun phrases that the verb's subject is made of.
    fn subject_chunks(&self, v: usize) -> Group {
        match self.analysis.subject(v, 0) {
            Subject::Group(group) => group,
            Subject::None => Group::new(),
        }
    }

    /// Whether a noun phrase names nobody and ends in one of the words.
    fn is_plain(&self, chunk: usize, heads: &crate::lexicon::Words) -> bool {
        self.analysis.is_noun(chunk)
            && heads.contains(self.analysis.head(chunk))
            && self.analysis.words_of(chunk).iter().all(|w| w.entities.is_empty() && !w.is("no"))
    }

    /// The bodies after the verb, as one list.
    fn rest(&self, v: usize) -> Parties {
        let first = (v + 1..(v + HORIZON).min(self.analysis.chunks.len()))
            .find(|i| self.analysis.is_noun(*i) && !self.analysis.is_time(*i));
        first.map(|f| gather(self.parties, &self.analysis.group_from(f).0)).unwrap_or_default()
    }

    /// The bodies of a whole list that the sentence ends with: "first came A, then B, and finally C".
    fn listed(&self, v: usize) -> Parties {
        let mut all = Parties::default();
        for i in v + 1..self.analysis.chunks.len() {
            if self.analysis.verb(i).is_some_and(|g| g.form == Form::Finite) {
                break;
            }
            if self.analysis.words_of(i).iter().any(|w| !w.entities.is_empty()) {
                all.extend(&self.parties[i]);
            }
        }
        all
    }

    /// The chunk at which the verb's clause begins: after the last break before it.
    fn start(&self, v: usize) -> usize {
        let breaks = |c: &usize| self.analysis.chunks[*c].kind == ChunkKind::Break;
        (0..v).rev().find(breaks).map_or(0, |b| b + 1)
    }

    /// Whether the verb follows the first words of its sentence, which end before its subject: "with them came X".
    fn inverted(&self, v: usize) -> bool {
        self.subject_chunks(v).first().is_some_and(|s| *s > v)
    }

    /// "X tagged along", "with them came X", "accompanying her were X", "his companion was X".
    fn along(&self, v: usize) -> Found {
        let analysis = self.analysis;
        let lemma = self.lemma(v);
        let start = self.start(v);
        let goes = matches!(lemma, "go" | "come" | "tag" | "ride" | "travel" | "trot" | "trail" | "walk");
        let whom = |i: usize| {
            analysis.is_noun(i)
                && analysis.words_of(i).iter().all(|w| w.entities.is_empty())
                && (analysis.words_of(i).iter().any(|w| {
                    matches!(w.text.as_str(), "them" | "him" | "her" | "it" | "his" | "their" | "its" | "the")
                }))
        };
        // "With the director went X", "at his side was X"
        let front =
            matches!(analysis.preposition(start), Some("with" | "beside" | "alongside" | "behind" | "at"));
        let beside = analysis.preposition(start) != Some("at")
            || matches!(analysis.head(start + 1), "side" | "elbow" | "heels" | "shoulder");
        let comes = goes || matches!(lemma, "be" | "arrive" | "stand" | "sit" | "march" | "step");
        if front && beside && whom(start + 1) && comes && v == start + 2 && self.inverted(v) {
            return Some((self.rest(v), Part::Companion));
        }
        // "Accompanying them were X", "Leading it was X"
        let leads = |v: usize| {
            matches!(
                self.lemma(v),
                "accompany"
                    | "lead"
                    | "head"
                    | "join"
                    | "escort"
                    | "flank"
                    | "chaperone"
                    | "guide"
                    | "assist"
            )
        };
        let opens = analysis.verb(start).is_some_and(|g| g.form == Form::Gerund) && leads(start);
        if opens && lemma == "be" && v <= start + 2 && (v == start + 1 || whom(start + 1)) {
            return Some((self.rest(v), Part::Companion));
        }
        if leads(v) && !analysis.verb(v)?.passive && self.pronoun(v + 1) {
            return Some((self.subject(v), Part::Companion));
        }
        let nouns = &self.lexicon.language.nouns;
        let companion = self.is_plain(start, &nouns.companions);
        if lemma == "be" && companion {
            return Some((self.rest(v), Part::Companion));
        }
        // "Among the visitors were X"
        let among =
            analysis.preposition(start) == Some("among") && self.is_plain(start + 1, &nouns.travellers);
        (among && matches!(lemma, "be" | "come") && v <= start + 4).then(|| (self.rest(v), Part::Companion))
    }

    /// "them", "him": a pronoun that is the whole phrase.
    fn pronoun(&self, i: usize) -> bool {
        self.analysis.is_noun(i)
            && matches!(self.analysis.head(i), "them" | "him" | "her" | "it")
            && self.analysis.words_of(i).len() == 1
    }

    /// "The delegation included X", "it was led by X", "to the party belonged X", "X completed the delegation".
    fn of_band(&self, v: usize) -> Found {
        let analysis = self.analysis;
        let bands = &self.lexicon.language.nouns.bands;
        let definite = |i: usize| {
            self.is_plain(i, bands)
                && analysis.words_of(i).first().is_some_and(|w| {
                    matches!(
                        w.text.as_str(),
                        "the" | "this" | "that" | "their" | "its" | "his" | "her" | "both"
                    )
                })
        };
        let lemma = self.lemma(v);
        let passive = analysis.verb(v)?.passive;
        let of_it = self.subject_chunks(v).first().is_some_and(|s| *s < v && definite(*s));
        if of_it
            && !passive
            && matches!(lemma, "include" | "count" | "number" | "comprise" | "feature" | "contain")
        {
            return Some((self.rest(v), Part::Companion));
        }
        let doers = |prepositions: &[&str]| {
            let at = (v + 1..analysis.reach(v)).find(|i| {
                analysis.preposition(*i).is_some_and(|p| prepositions.contains(&p)) && analysis.is_noun(i + 1)
            })?;
            Some(gather(self.parties, &analysis.group_from(at + 1).0))
        };
        if of_it && !passive && matches!(lemma, "consist" | "come") {
            return doers(&["of", "from"]).map(|d| (d, Part::Companion));
        }
        if of_it
            && passive
            && matches!(lemma, "lead" | "head" | "make" | "draw" | "form" | "escort" | "accompany")
        {
            return doers(&["by", "of", "from"]).map(|d| (d, Part::Companion));
        }
        if lemma == "belong"
            && analysis.preposition(self.start(v)) == Some("to")
            && definite(self.start(v) + 1)
        {
            return Some((self.rest(v), Part::Companion));
        }
        let joins = matches!(lemma, "complete" | "round" | "lead" | "head" | "belong" | "join" | "make");
        let object = (v + 1..analysis.reach(v)).find(|i| analysis.is_noun(*i));
        (joins && !passive && !of_it && object.is_some_and(definite))
            .then(|| (self.subject(v), Part::Companion))
    }

    /// "Doing the counting was X", "X did the sums", "the comparison was the work of X".
    fn doers(&self, v: usize) -> Found {
        let analysis = self.analysis;
        let lemma = self.lemma(v);
        let work = |i: usize| {
            let head = analysis.head(i);
            let definite = analysis.words_of(i).first().is_some_and(|w| w.is("the"));
            analysis.is_noun(i)
                && definite
                && (head.ends_with("ing")
                    || matches!(head, "work" | "sums" | "check" | "checks" | "inspection"))
        };
        let opens = analysis.verb(0).is_some_and(|g| {
            g.form == Form::Gerund
                && matches!(g.lemma.as_str(), "do" | "carry" | "conduct" | "make" | "perform" | "handle")
        });
        if opens && lemma == "be" && (1..v).any(work) {
            return Some((self.listed(v), Part::Doer));
        }
        if lemma == "do" && work(v + 1) && !analysis.verb(v)?.passive {
            return Some((self.subject(v), Part::Doer));
        }
        let of = analysis.is_noun(v + 1)
            && matches!(analysis.head(v + 1), "work" | "doing")
            && analysis.preposition(v + 2) == Some("of")
            && analysis.is_noun(v + 3);
        (lemma == "be" && of).then(|| (gather(self.parties, &analysis.group_from(v + 3).0), Part::Doer))
    }

    /// "It was then the turn of X".
    fn turns(&self, v: usize) -> Found {
        let analysis = self.analysis;
        if self.lemma(v) != "be" {
            return None;
        }
        let turn = (v + 1..analysis.reach(v)).find(|i| analysis.is_noun(*i) && analysis.head(*i) == "turn");
        if let Some(turn) = turn {
            let of = analysis.preposition(turn + 1) == Some("of") && analysis.is_noun(turn + 2);
            let whose = analysis.words_of(turn).iter().find(|w| w.tag == Tag::Name);
            let parties = match whose {
                Some(name) => {
                    Parties { named: name.entities.clone(), via: name.via.clone(), ..Parties::default() }
                }
                None if of => gather(self.parties, &analysis.group_from(turn + 2).0),
                None => return None,
            };
            return Some((parties, Part::Stop));
        }
        None
    }

    /// "Stops included X", "the last stop was X", "the tour ended at X", "first came A, then B, and finally C".
    fn stops(&self, v: usize) -> Found {
        let analysis = self.analysis;
        let nouns = &self.lexicon.language.nouns;
        let lemma = self.lemma(v);
        let first = self.subject_chunks(v).first().copied();
        let before = first.filter(|s| *s < v);
        if matches!(lemma, "include" | "be")
            && before.is_some_and(|s| {
                self.is_plain(s, &nouns.stops) || lemma == "include" && self.is_plain(s, &nouns.tours)
            })
        {
            return Some((self.listed(v), Part::Stop));
        }
        let leads = matches!(
            lemma,
            "end"
                | "finish"
                | "begin"
                | "start"
                | "conclude"
                | "close"
                | "lead"
                | "run"
                | "continue"
                | "go"
                | "pass"
                | "wind"
        );
        if leads && before.is_some_and(|s| self.is_plain(s, &nouns.tours)) {
            return Some((self.listed(v), Part::Stop));
        }
        let ordered = analysis.words.first().is_some_and(|w| {
            matches!(w.text.as_str(), "first" | "next" | "then" | "last" | "finally" | "after")
        });
        let alone = before.is_none_or(|s| s == 0 && analysis.words_of(0).len() == 1);
        (ordered && lemma == "come" && alone && v <= 2).then(|| (self.listed(v), Part::Stop))
    }
}
