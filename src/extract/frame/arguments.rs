//! What stands around a verb: its subject, its objects, its prepositional phrases.

use super::Matcher;
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::{Group, HORIZON, Subject};
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use smallvec::smallvec;

/// Where the arguments of one verb stand.
#[derive(Clone)]
pub(super) struct Arguments {
    pub subject: Option<Group>,
    pub object: Option<Group>,
    pub second: Option<Group>,
    /// Prepositions with what follows them.
    pub phrases: Vec<(String, Group)>,
    pub end: usize,
}

impl Matcher<'_> {
    /// Subject, objects and prepositional phrases of a verb; for a passive already turned round, unless the trigger is
    /// itself in the passive and `surface` keeps what stands where.
    pub(super) fn arguments(&self, v: usize, rest: usize, surface: bool) -> Arguments {
        let analysis = self.analysis;
        let passive = !surface && analysis.verb(v).is_some_and(|g| g.passive);
        // What belongs to the trigger may hold an infinitive of its own: "came to see X".
        let inside =
            (v..analysis.chunks.len()).take_while(|c| analysis.chunks[*c].start < rest).last().unwrap_or(v);
        let end = analysis.reach(inside);
        let subject = match analysis.subject(v, 0) {
            Subject::Group(group) => Some(self.spread(group)),
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
        let particle =
            analysis.words.get(rest - 1).is_some_and(|w| matches!(w.tag, Tag::Preposition | Tag::To));
        let timed =
            j < end && particle && rest > analysis.verb(v).map_or(0, |g| g.main + 1) && analysis.is_time(j);
        if timed {
            // "called on August 10": the preposition belongs to the time.
            return Arguments { subject: None, object: None, second: None, phrases, end };
        }
        if j < end && analysis.is_noun(j) && !analysis.is_time(j) {
            let group = self.spread(self.affirmed(analysis.group_from(j).0));
            let split = self.ditransitive(&group, end);
            match split {
                Some((first, other)) => {
                    second = Some(first);
                    object = Some(other);
                }
                None => object = Some(group),
            }
        }
        // "received from X the certificate", "inspected, one after the other, A and B": the object stands further on.
        if object.is_none() && !passive {
            let mut k = j;
            if analysis.preposition(k).is_some() && analysis.is_noun(k + 1) && !analysis.is_time(k + 1) {
                k = analysis.noun_phrase_end(k + 1) + 1;
            } else if k < end && analysis.chunks[k].kind == ChunkKind::Comma {
                let close = (k + 1..end.min(k + 10)).find(|c| analysis.chunks[*c].kind == ChunkKind::Comma);
                k = close.map_or(end, |c| c + 1);
            } else {
                k = end;
            }
            if k < end && analysis.is_noun(k) && !analysis.is_time(k) {
                object = Some(self.spread(analysis.group_from(k).0));
            }
        }
        // "asked for X to come again": whom the infinitive is said of.
        if object.is_none()
            && analysis.preposition(j) == Some("for")
            && analysis.is_noun(j + 1)
            && analysis
                .verb(v)
                .is_some_and(|g| !g.passive && self.lexicon.language.control.object.contains(&g.lemma))
            && analysis.verb(analysis.noun_phrase_end(j + 1) + 1).is_some_and(|g| g.form == Form::Infinitive)
        {
            object = Some(self.spread(analysis.group_from(j + 1).0));
        }
        // "…, said X": that is who speaks.
        if object.as_ref().and_then(|o| o.first()) == subject.as_ref().and_then(|s| s.first()) {
            object = None;
        }
        self.collect_phrases(j, end, &mut phrases);
        // "To X, and to Y, Z presented a scroll", "With X, Y runs a clinic": phrases before the subject.
        let leads = subject.as_ref().and_then(|s: &Group| s.first()).map(|s| *s.min(&v));
        // "was given to Y by X, which trains Z": what stands before X belongs to the clause before.
        let own = |first: &usize| !(*first..v).any(|c| analysis.chunks[c].kind == ChunkKind::Relative);
        if !passive && let Some(first) = leads.filter(own) {
            let start = (0..first)
                .rev()
                .find(|c| analysis.verb(*c).is_some() || analysis.chunks[*c].kind == ChunkKind::Break)
                .map_or(0, |c| c + 1);
            let mut fronted = Vec::new();
            self.collect_phrases(start, first, &mut fronted);
            let leads = |p: &str| matches!(p, "to" | "with" | "from" | "alongside" | "at" | "on");
            let named = |g: &Group| g.iter().any(|c| !self.parties[*c].named.is_empty());
            let whose = |p: &str| matches!(p, "at" | "on");
            phrases.extend(fronted.into_iter().filter(|(p, g)| leads(p) && (named(g) || whose(p))));
        }
        // "Checked by X were the offices of Y": what was done to stands after "were".
        let fronted = passive && (subject.is_none() || v == 0 || self.only_ranks(&subject));
        let inverted = fronted
            .then(|| {
                (v + 1..analysis.chunks.len()).find(|k| analysis.verb(*k).is_some_and(|g| g.lemma == "be"))
            })
            .flatten()
            .filter(|k| {
                analysis.is_noun(k + 1)
                    && !(v + 1..*k).any(|c| matches!(analysis.chunks[c].kind, ChunkKind::Comma))
            });
        let subject = match inverted {
            Some(be)
                if analysis.verb(v).is_some_and(|g| {
                    g.form == Form::Participle || g.form == Form::Infinitive && self.only_ranks(&subject)
                }) =>
            {
                Some(analysis.group_from(be + 1).0)
            }
            _ => subject,
        };
        // "Among the donors to X were Y and Z": what they were stands before.
        if object.is_none() || subject.as_ref().and_then(|s| s.first()).is_some_and(|s| *s > v) {
            let among = (0..v).rev().find(|c| analysis.preposition(*c) == Some("among"));
            let be = analysis.verb(v).is_some_and(|g| g.lemma == "be");
            if let Some(among) = among.filter(|a| be && analysis.is_noun(a + 1)) {
                object = Some(smallvec![among + 1]);
                self.collect_phrases(among + 1, v, &mut phrases);
            }
        }
        if !passive && let Some((preposition, antecedent)) = self.relative_antecedent(v) {
            match preposition {
                Some(p) => phrases.push((p, antecedent)),
                None if object.is_none() || self.only_ranks(&object) => object = Some(antecedent),
                // "the banner that X gave Y"
                None if second.is_none()
                    && analysis
                        .verb(v)
                        .is_some_and(|g| self.lexicon.language.senses.giving.contains(&g.lemma)) =>
                {
                    second = object.replace(antecedent);
                }
                None => {}
            }
        }
        // "presented X with a banner": what follows "with" is the object.
        let provides =
            analysis.verb(v).is_some_and(|g| self.lexicon.language.senses.providing.contains(&g.lemma));
        if provides
            && let Some(with) = phrases
                .iter()
                .position(|(p, g)| p == "with" && g.iter().all(|c| self.parties[*c].named.is_empty()))
            && (passive || object.is_some())
        {
            let given = phrases.remove(with).1;
            if !passive {
                second = object.take();
            }
            object = Some(given);
        }
        if passive {
            let by = phrases.iter().position(|(p, _)| p == "by");
            let agent = by.map(|b| phrases.remove(b).1).or_else(|| self.distributed_agent(v));
            // "the Commission, by which it is supervised"
            let agent = agent.or_else(|| self.causer(v)).or_else(|| {
                self.relative_antecedent(v)
                    .filter(|(p, _)| p.as_deref() == Some("by"))
                    .map(|(_, group)| group)
            });
            // "X was trained, together with Y, by Z"
            let along = phrases.iter().find(|(p, _)| {
                matches!(p.as_str(), "together with" | "along with" | "alongside" | "as well as")
            });
            let subject = match (subject, along) {
                (Some(mut group), Some((_, others))) => {
                    group.extend(others.iter().copied().filter(|c| *c > v));
                    Some(group)
                }
                (subject, _) => subject,
            };
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
                // "X, which works with Y, was inspected": Y belongs to the clause between.
                let relative = (*first..v).find(|c| analysis.chunks[*c].kind == ChunkKind::Relative);
                self.collect_phrases(*first, relative.unwrap_or(v), &mut phrases);
            }
            return Arguments { subject: agent, object, second, phrases, end };
        }
        Arguments { subject, object, second, phrases, end }
    }

    /// "Struck off were A and B, both by X": who did it, said of all at the end.
    fn distributed_agent(&self, v: usize) -> Option<Group> {
        let analysis = self.analysis;
        let of_all = |w: &Word| {
            let word = w.text.as_str();
            matches!(
                word,
                "both" | "each" | "all" | "case" | "cases" | "in" | "one" | "time" | "this" | "three" | "two"
            )
        };
        let mut comma = None;
        for i in v + 1..analysis.chunks.len().min(v + HORIZON) {
            match &analysis.chunks[i].kind {
                ChunkKind::Comma => comma = Some(i),
                ChunkKind::Break if !analysis.words_of(i).iter().any(|w| w.is("(") || w.is(")")) => {
                    return None;
                }
                ChunkKind::Verb(g) if g.lemma != "be" => return None,
                ChunkKind::Preposition(p) if p == "by" => {
                    let between =
                        comma.map(|c| &analysis.words[analysis.chunks[c].end..analysis.chunks[i].start]);
                    return (between.is_some_and(|b| !b.is_empty() && b.iter().all(of_all))
                        && analysis.is_noun(i + 1))
                    .then(|| analysis.group_from(i + 1).0);
                }
                _ => {}
            }
        }
        None
    }

    /// "X had hay delivered to Y": who had what is given brought there.
    fn causer(&self, v: usize) -> Option<Group> {
        let analysis = self.analysis;
        let gives = analysis.verb(v).is_some_and(|g| {
            g.form == Form::Participle && self.lexicon.language.senses.giving.contains(&g.lemma)
        });
        let had = (0..v).rev().take(4).find(|j| analysis.verb(*j).is_some()).filter(|_| gives)?;
        let has =
            analysis.verb(had).is_some_and(|g| matches!(g.lemma.as_str(), "have" | "get") && !g.passive);
        let object = (had + 1..v).all(|j| analysis.is_noun(j) || analysis.preposition(j) == Some("of"));
        match analysis.subject(had, 0) {
            Subject::Group(group) if has && object && had + 1 < v => Some(group),
            _ => None,
        }
    }

    /// "X, which Y visited", "X, with which Y had met": what the relative pronoun before the subject stands for.
    fn relative_antecedent(&self, v: usize) -> Option<(Option<String>, Group)> {
        let analysis = self.analysis;
        let mut nouns = 0;
        for j in (v.saturating_sub(12)..v).rev() {
            match &analysis.chunks[j].kind {
                // "which last autumn supplied X": a time is nobody who supplies.
                ChunkKind::Noun if analysis.is_time(j) => {}
                ChunkKind::Noun => nouns += 1,
                ChunkKind::Preposition(_) | ChunkKind::Other | ChunkKind::And => {}
                ChunkKind::Relative
                    if nouns > 0
                        && (analysis.words_of(j).iter().any(|w| w.is("which") || w.is("whom"))
                            || j > 0
                                && analysis.is_noun(j - 1)
                                && !analysis.is_time(j - 1)
                                && analysis.words_of(j).iter().any(|w| w.is("that"))) =>
                {
                    let preposition =
                        j.checked_sub(1).and_then(|p| analysis.preposition(p)).map(str::to_owned);
                    let Subject::Group(group) = analysis.antecedent(j) else { return None };
                    return Some((preposition, group));
                }
                _ => return None,
            }
        }
        None
    }

    /// "First to be inspected was X": the first chunk says only that it was the first.
    fn only_ranks(&self, subject: &Option<Group>) -> bool {
        let ranks = |w: &Word| {
            matches!(w.tag, Tag::Determiner | Tag::Number)
                || matches!(w.text.as_str(), "next" | "last" | "latest")
        };
        subject.iter().flatten().next().is_some_and(|c| self.analysis.words_of(*c).iter().all(ranks))
    }

    /// "the ledgers of A and B": what is joined to A belongs to the ledgers, and A is one of the list.
    fn spread(&self, group: Group) -> Group {
        let analysis = self.analysis;
        let Some((&head, others)) = group.split_first() else { return group };
        if others.is_empty()
            || !self.parties[head].named.is_empty()
            || analysis.preposition(head + 1) != Some("of")
            || !analysis.is_noun(head + 2)
        {
            return group;
        }
        let inner = analysis.group_from(head + 2).0;
        if others.iter().all(|c| inner.contains(c)) {
            return std::iter::once(head).chain(inner).collect();
        }
        group
    }

    /// "gave the university a lecture": the first noun is whom, the second what.
    fn ditransitive(&self, group: &Group, end: usize) -> Option<(Group, Group)> {
        let analysis = self.analysis;
        let last = *group.last()?;
        let after = analysis.noun_phrase_end(last) + 1;
        for at in [last + 1, after] {
            let mut k = at;
            while k < end
                && matches!(analysis.chunks[k].kind, ChunkKind::Other)
                && analysis.words_of(k).iter().all(|w| w.tag == Tag::Quote)
            {
                k += 1;
            }
            // "met X and Y one after the other"
            let counts = analysis.words_of(k).len() == 1 && analysis.head(k) == "one";
            if k < end && analysis.is_noun(k) && !analysis.is_time(k) && !group.contains(&k) && !counts {
                return Some((group.clone(), analysis.group_from(k).0));
            }
        }
        None
    }

    pub(super) fn collect_phrases(&self, from: usize, end: usize, out: &mut Vec<(String, Group)>) {
        let analysis = self.analysis;
        for i in from..end {
            let before = analysis.is_phrase(i).then_some("before");
            let Some(preposition) = analysis.preposition(i).or(before) else { continue };
            let mut n = i + 1;
            while n < end && matches!(analysis.chunks[n].kind, ChunkKind::Other) {
                n += 1;
            }
            if n < end && analysis.is_noun(n) && !analysis.is_time(n) {
                out.push((preposition.to_owned(), self.affirmed(analysis.group_from(n).0)));
            }
        }
    }

    /// "thanked not X but Y", "gave books not to X but to Y": without what is denied.
    fn affirmed(&self, mut group: Group) -> Group {
        let analysis = self.analysis;
        let denies = |c: usize| analysis.words_of(c).iter().all(|w| w.tag == Tag::Negation);
        let Some(first) = group.first().copied() else { return group };
        let denied = (1..3).any(|back| {
            first >= back
                && matches!(analysis.chunks[first - back].kind, ChunkKind::Other)
                && denies(first - back)
                && (back == 1 || analysis.preposition(first - 1).is_some())
        });
        if denied && group.len() > 1 {
            group.remove(0);
        }
        group
    }
}
