//! Pronouns and possessives: "it", "them", "whose", "the latter".

use super::noun::{count_of, is_person};
use super::{Discourse, Parties, gather};
use crate::extract::assume::Assumption;
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::{Analysis, Group, Subject};
use crate::extract::entity::{EntityId, Table};
use crate::extract::event::MEMORY;
use crate::extract::names::Kind;
use crate::lexicon::singular;

impl Discourse {
    pub(super) fn pronoun(
        &self,
        table: &Table,
        word: &str,
        seen_verb: bool,
        analysis: &Analysis,
        i: usize,
        before: &[Parties],
    ) -> Parties {
        let next = (i + 1..analysis.chunks.len()).find(|j| analysis.chunks[*j].kind != ChunkKind::Other);
        let is_subject = next.is_some_and(|n| {
            analysis.verb(n).is_some_and(|v| v.form != Form::Infinitive && v.form != Form::Gerund)
        });
        // "helped it give out leaflets": an object first.
        let helped = i > 0
            && analysis
                .verb(i - 1)
                .is_some_and(|v| matches!(v.lemma.as_str(), "help" | "let" | "make" | "see" | "watch"));
        let is_subject = is_subject && !helped;
        let seen_verb = seen_verb && !is_subject;
        // "each of the province’s universities": those that follow.
        if word == "each" && seen_verb && analysis.preposition(i + 1) == Some("of") {
            return Parties::default();
        }
        // "thanked both of them": the two of whom none thanks.
        if word == "them"
            && i > 1
            && analysis.preposition(i - 1) == Some("of")
            && matches!(analysis.words_of(i - 2), [w] if w.is("both"))
        {
            let subject = self.clause_subject(analysis, i, before);
            let bodies = |e: &EntityId| table.entities[*e].kind != Kind::RepresentativeOffice;
            let named = self.set(table, &bodies, Some(2), &subject).unwrap_or_default();
            return Parties::assumed(named, Assumption::Pronoun);
        }
        // "clerks came to X, where they were taught": those who came, whom nobody has named.
        if word == "they"
            && is_subject
            && let Some(unnamed) = unnamed_subject(analysis, i, before)
        {
            return unnamed;
        }
        // "If all goes well"
        if word == "all" && next.is_some_and(|n| analysis.verb(n).is_some_and(|v| v.lemma == "go")) {
            return Parties::default();
        }
        let mut how = Assumption::Pronoun;
        // "both": the two spoken of last, together or apart.
        if word == "both" && !seen_verb {
            // "Both thanked the officers": not the police.
            let people = &analysis.lexicon.names.police_people;
            let of_police =
                next.is_some_and(|n| analysis.words_of(n + 1).iter().any(|w| people.contains(&w.text)));
            let bodies = |e: &EntityId| {
                let kind = table.entities[*e].kind;
                kind != Kind::RepresentativeOffice
                    && Some(*e) != table.voice
                    && !(of_police && kind.is_police())
            };
            if let Some(named) = self.set(table, &bodies, Some(2), &[]).filter(|n| n.len() == 2) {
                return Parties::assumed(named, Assumption::Pronoun);
            }
        }
        let named = match word {
            // "These promised": whom the sentence before spoke of last.
            "these" | "those" if !seen_verb && self.topic.is_empty() && !self.groups.is_empty() => {
                let last = self.mentioned.last().copied();
                let group = self.groups.last().filter(|g| last.is_some_and(|l| g.contains(&l)));
                group.cloned().unwrap_or_else(|| last.into_iter().collect())
            }
            "it" | "he" | "she" | "itself" | "they" | "both" | "all" | "each" | "these" | "those"
                if !seen_verb || word == "they" =>
            {
                if matches!(word, "it" | "they")
                    && i + 1 < analysis.chunks.len()
                    && analysis.verb(i + 1).is_some_and(|v| {
                        v.passive
                            && matches!(
                                v.lemma.as_str(),
                                "learn" | "hope" | "note" | "say" | "report" | "expect"
                            )
                    })
                {
                    Vec::new()
                } else {
                    // In a clause of its own: who the verb before it is about.
                    let after_that = i > 0 && matches!(analysis.chunks[i - 1].kind, ChunkKind::Relative);
                    // "hoped that it would": not whoever hopes.
                    if is_subject && after_that && self.is_wished(analysis, i - 1) {
                        let subject = self.clause_subject(analysis, i, before);
                        // Whom it is said to, else who was spoken of last.
                        let verb = (0..i).rev().find(|j| analysis.verb(*j).is_some()).unwrap_or(0);
                        let told = (verb..i).rev().find(|j| !before[*j].named.is_empty());
                        if let Some(told) = told {
                            return Parties::assumed(before[told].named.clone(), Assumption::Pronoun);
                        }
                        let other = self.recent().find(|m| {
                            !subject.contains(m) && table.entities[*m].kind != Kind::RepresentativeOffice
                        });
                        let named: Vec<EntityId> = other.into_iter().collect();
                        return Parties::assumed(named, Assumption::Pronoun);
                    }
                    let inner = if is_subject
                        && (matches!(word, "it" | "he" | "she") || word == "they" && after_that)
                    {
                        self.clause_subject(analysis, i, before)
                    } else {
                        Vec::new()
                    };
                    let ahead = if is_subject && inner.is_empty() {
                        self.named_ahead(analysis, i)
                    } else {
                        Vec::new()
                    };
                    let person = matches!(word, "he" | "she") && inner.is_empty();
                    if !ahead.is_empty() {
                        ahead
                    } else if person && !self.people.one.is_empty() {
                        self.people.one.clone()
                    } else if inner.is_empty() {
                        if self.topic.is_empty() {
                            how = Assumption::Carried;
                        }
                        let plural = matches!(word, "they" | "both" | "all" | "each" | "these" | "those");
                        let by = word == "they" && self.topic.is_empty() && self.subject.len() == 1;
                        if by && !self.subject_plural && !self.doers.is_empty() {
                            self.doers.clone()
                        } else {
                            self.one_of(word, self.antecedent(plural), table)
                        }
                    } else if word == "it" && inner.len() > 1 {
                        // "The two asked X, and it said": not both of them.
                        let one = (0..i)
                            .rev()
                            .find(|j| before[*j].named.len() == 1 && !inner.contains(&before[*j].named[0]));
                        one.map_or(inner, |j| before[j].named.clone())
                    } else {
                        inner
                    }
                }
            }
            "we" | "us" | "ourselves" | "ours" => table.voice.into_iter().collect(),
            // "were three of them": of so many at least, else of some that nobody has named.
            "them" if of_number(analysis, i).is_some() => {
                let n = of_number(analysis, i).unwrap_or(2);
                let group = self.groups.iter().rev().take(MEMORY).find(|g| g.len() >= n);
                group.cloned().unwrap_or_default()
            }
            "them" | "it" if self.same_pronoun(word, analysis, i, before).is_some() => {
                self.same_pronoun(word, analysis, i, before).unwrap_or_default()
            }
            "it" | "him" | "her" | "them" | "he" | "she" | "each" => {
                // An object: the latest body that is not the subject of this clause.
                let plural = matches!(word, "them" | "each");
                let subject = self.clause_subject(analysis, i, before);
                if plural && let Some(others) = listed_before(analysis, i, before) {
                    return Parties::assumed(others, Assumption::Pronoun);
                }
                let one = &self.people.one;
                if matches!(word, "him" | "her") && one.iter().any(|e| !subject.contains(e)) {
                    return Parties::assumed(one.clone(), Assumption::Pronoun);
                }
                if let Some(owner) = self.subject_owner(analysis, i, before) {
                    return Parties::assumed(owner, Assumption::Pronoun);
                }
                // "X thanked both; the latter asked them": of the three, the one that is left.
                if let Some(left) = self.left_over(analysis, i, before, &subject) {
                    return Parties::assumed(vec![left], Assumption::Pronoun);
                }
                if plural && let Some(people) = people_before(analysis, i, before, &subject) {
                    return Parties::assumed(people, Assumption::Pronoun);
                }
                if plural
                    && let Some(at) = (0..self.groups.len())
                        .rev()
                        .take(MEMORY)
                        .find(|g| self.groups[*g].iter().all(|e| !subject.contains(e)))
                {
                    let group = &self.groups[at];
                    let later: Vec<EntityId> = self.mentioned
                        [self.grouped_at[at].min(self.mentioned.len())..]
                        .iter()
                        .rev()
                        .take(MEMORY)
                        .copied()
                        .filter(|m| !subject.contains(m))
                        .collect();
                    // Spoken of since: nobody, or the whole group again.
                    let again =
                        group.iter().all(|g| later.contains(g)) && later.iter().all(|l| group.contains(l));
                    if later.is_empty() || again {
                        return Parties::assumed(group.clone(), Assumption::Pronoun);
                    }
                }
                // "asked them for figures, and X answered that it would supply them": not whom it is said of.
                let asked = |j: &usize| {
                    before[*j].named.len() > 1
                        && matches!(analysis.words_of(*j), [w] if w.is("them"))
                        && before[*j].named.iter().any(|e| subject.contains(e))
                };
                if plural && (0..i).any(|j| asked(&j)) {
                    return Parties::default();
                }
                // "visited Y, where officers of Z helped it": who the sentence is about.
                if let Some(topic) = main_subject(analysis, i, before, &subject).filter(|_| !plural) {
                    return Parties::assumed(vec![topic], Assumption::Pronoun);
                }
                // Not the subject, nor an office of it.
                let other = |m: &EntityId| {
                    let entity = &table.entities[*m];
                    let office = entity.kind == Kind::RepresentativeOffice;
                    !subject.contains(m) && !(office && entity.unit_of.is_some_and(|o| subject.contains(&o)))
                };
                let latest = self.recent().find(other);
                // "heard A, B and C, of which C supervises D, and asked them": all three, unless the police are meant.
                let several = || {
                    let apart = |g: &&Vec<EntityId>| g.len() > 1 && g.iter().all(|e| !subject.contains(e));
                    self.groups.iter().rev().take(MEMORY).find(apart).cloned()
                };
                let police = latest.is_some_and(|m| table.entities[m].kind.is_police());
                match several().filter(|g| plural && !police && latest.is_none_or(|m| g.contains(&m))) {
                    Some(group) => group,
                    None => latest.map(|m| vec![m]).unwrap_or_default(),
                }
            }
            _ => Vec::new(),
        };
        Parties::assumed(named, how)
    }

    /// Whether the clause that the "that" of a chunk begins is what somebody wants of another: "asked that", "the hope
    /// that".
    fn is_wished(&self, analysis: &Analysis, that: usize) -> bool {
        let language = &analysis.lexicon.language;
        let Some(v) = (0..that).rev().find(|j| analysis.verb(*j).is_some()) else { return false };
        // "recommended to the two groups that": no noun of wishing, but whom it is said to.
        let object = |j: &usize| analysis.is_noun(*j) && analysis.preposition(*j - 1) != Some("to");
        let noun = (v + 1..that).rev().find(object);
        if let Some(noun) = noun {
            return matches!(
                analysis.head(noun),
                "hope"
                    | "hopes"
                    | "wish"
                    | "suggestion"
                    | "recommendation"
                    | "requirement"
                    | "expectation"
                    | "request"
            );
        }
        analysis.verb(v).is_some_and(|g| language.senses.wishing.contains(&g.lemma) || g.lemma == "ask")
    }

    /// "After it visited X, Y went home": nobody was spoken of before, and the subject of the main clause is meant.
    fn named_ahead(&self, analysis: &Analysis, i: usize) -> Vec<EntityId> {
        // "With the certificate that it collected, X is the seventh"
        let fronted = i > 1
            && matches!(analysis.chunks[i - 1].kind, ChunkKind::Relative)
            && analysis.preposition(0).is_some()
            && (0..i).all(|j| !matches!(analysis.chunks[j].kind, ChunkKind::Comma | ChunkKind::Verb(_)));
        let subordinate = fronted || i > 0 && matches!(analysis.chunks[i - 1].kind, ChunkKind::Subordinator);
        if !subordinate || self.recent().next().is_some() {
            return Vec::new();
        }
        let finite = |v: &usize| analysis.verb(*v).is_some_and(|g| g.form == Form::Finite);
        let main = (i + 2..analysis.chunks.len()).filter(finite).find_map(|v| match analysis.subject(v, 0) {
            Subject::Group(group) => {
                let apart = |g: &usize| *g > i && matches!(analysis.chunks[g - 1].kind, ChunkKind::Comma);
                group.first().is_some_and(apart).then_some(group)
            }
            Subject::None => None,
        });
        let words = main.iter().flatten().flat_map(|chunk| analysis.words_of(*chunk));
        words.flat_map(|w| w.entities.iter().copied()).collect()
    }

    /// Who "its" or "their" means.
    pub(super) fn owner(
        &self,
        table: &Table,
        possessive: &str,
        seen_verb: bool,
        analysis: &Analysis,
        i: usize,
        before: &[Parties],
    ) -> Vec<EntityId> {
        if possessive == "whose" {
            return (0..i)
                .rev()
                .find_map(|j| (!before[j].named.is_empty()).then(|| before[j].named.clone()))
                .unwrap_or_default();
        }
        let plural = possessive == "their";
        let here = (0..i).find_map(|j| {
            (!before[j].named.is_empty()
                && !(j > 0
                    && analysis
                        .preposition(j - 1)
                        .is_some_and(|p| matches!(p, "in" | "on" | "at" | "at the invitation of"))))
            .then(|| before[j].named.clone())
        });
        let near = (0..i).rev().find_map(|j| (!before[j].named.is_empty()).then(|| before[j].named.clone()));
        // An apposition or an object right after a name: "X and its partner unit".
        let beside = i > 0 && matches!(analysis.chunks[i - 1].kind, ChunkKind::And | ChunkKind::Comma);
        let choice = if beside {
            near
        } else if seen_verb {
            here
        } else {
            None
        };
        // "They reminded its members": not theirs.
        let them = (0..i).find(|j| !before[*j].named.is_empty()).is_some_and(|j| {
            analysis.words_of(j).iter().all(|w| w.entities.is_empty())
                && (analysis.words_of(j).iter().any(|w| w.is("they"))
                    || singular(analysis.head(j)).is_some()
                        && is_person(analysis.lexicon, analysis.words_of(j)))
        });
        if possessive == "its" && them && !beside && seen_verb {
            let subject = choice.clone().unwrap_or_default();
            if let Some(other) = self.recent().find(|m| !subject.contains(m)) {
                return vec![other];
            }
        }
        match choice {
            Some(found) if plural == (found.len() > 1) || !plural => found,
            _ => self.one_of(possessive, self.antecedent(plural), table),
        }
    }

    /// "the former", "the latter".
    pub(super) fn ordinal(&self, word: &str) -> Parties {
        // "At the former …; the latter …"
        let spoken_of = word == "latter" && !self.pair.is_empty();
        let pair = if spoken_of { self.pair.clone() } else { self.last_pair() };
        let id = if word == "former" { pair.first() } else { pair.last() };
        Parties::assumed(id.map(|i| vec![*i]).unwrap_or_default(), Assumption::Pronoun)
    }

    /// The latest pair named together, or, where two others have been spoken of since, those.
    pub(super) fn last_pair(&self) -> Vec<EntityId> {
        let at = self.grouped_at.last().copied().unwrap_or(0).min(self.mentioned.len());
        let since = self.last_two(self.mentioned.len() - at);
        let last = self.groups.last().filter(|g| since.len() < 2 || since.iter().all(|s| g.contains(s)));
        match last {
            Some(group) => group.clone(),
            None if since.len() == 2 => since,
            None => self.last_two(usize::MAX),
        }
    }

    /// "the former …; the latter …": the other of the pair of which the sentence has named one.
    pub(super) fn latter(&self, analysis: &Analysis, i: usize, before: &[Parties]) -> Option<Parties> {
        let first = (0..i).rev().find(|j| {
            matches!(analysis.head(*j), "former" | "latter") && analysis.head(*j) != analysis.head(i)
        })?;
        let [known] = before[first].named.as_slice() else { return None };
        let pair = self.groups.iter().rev().find(|g| g.len() == 2 && g.contains(known))?;
        let other = pair.iter().copied().find(|e| e != known)?;
        Some(Parties::assumed(vec![other], Assumption::Pronoun))
    }

    /// The last two bodies among so many mentions, in the order of the text.
    fn last_two(&self, mentions: usize) -> Vec<EntityId> {
        let mut distinct: Vec<EntityId> = Vec::new();
        for m in self.recent().take(mentions) {
            if !distinct.contains(&m) {
                distinct.push(m);
            }
            if distinct.len() == 2 {
                break;
            }
        }
        distinct.reverse();
        distinct
    }

    /// "The two thanked X. It asked": a body by itself, not those whom the last sentence was about together.
    fn one_of(&self, word: &str, meant: Vec<EntityId>, table: &Table) -> Vec<EntityId> {
        if !matches!(word, "it" | "its") || meant.len() < 2 {
            return meant;
        }
        let here = self.mentioned.len() - self.paragraph.min(self.mentioned.len());
        let alone =
            |e: &EntityId| !meant.contains(e) && table.entities[*e].kind != Kind::RepresentativeOffice;
        let one = self.recent().take(here).find(alone);
        one.map_or(meant, |id| vec![id])
    }

    fn antecedent(&self, plural: bool) -> Vec<EntityId> {
        let subject = if self.topic.is_empty() { &self.subject } else { &self.topic };
        if plural {
            // "The vanilla growers went further: they will": one body by a plural.
            let by_plural = if self.topic.is_empty() { self.subject_plural } else { self.topic_described };
            if subject.len() > 1 || !subject.is_empty() && by_plural {
                return subject.clone();
            }
            if let Some(group) = self.groups.last() {
                return group.clone();
            }
        }
        if !subject.is_empty() {
            return subject.clone();
        }
        self.mentioned.last().map(|m| vec![*m]).unwrap_or_default()
    }

    /// Who the last verb before chunk `i` is said of.
    pub(super) fn clause_subject(&self, analysis: &Analysis, i: usize, before: &[Parties]) -> Vec<EntityId> {
        let verb = (0..i).rev().find(|j| analysis.verb(*j).is_some());
        let subject = verb.map(|v| analysis.subject(v, 0));
        match subject {
            Some(Subject::Group(group)) => {
                let mut named = Vec::new();
                for chunk in group.into_iter().filter(|g| *g < i) {
                    named.extend(before[chunk].named.iter().copied());
                    // "officers of X and Y", "a letter from X reminding them"
                    let letter = analysis.lexicon.language.nouns.letters.contains(analysis.head(chunk))
                        && analysis.preposition(chunk + 1) == Some("from");
                    if before[chunk].is_empty()
                        && (letter || analysis.preposition(chunk + 1) == Some("of"))
                        && chunk + 2 < i
                    {
                        let of = analysis.group_from(chunk + 2).0;
                        let of: Group = of.into_iter().filter(|g| *g < i).collect();
                        named.extend(gather(before, &of).named);
                    }
                }
                if named.is_empty() { self.topic.clone() } else { named }
            }
            _ => {
                if verb.is_some() {
                    self.topic.clone()
                } else {
                    Vec::new()
                }
            }
        }
    }

    /// Who the last verb before chunk `i` is said of, with whose words or thanks are its subject: "the Fund’s thanks".
    pub(super) fn clause_parties(&self, analysis: &Analysis, i: usize, before: &[Parties]) -> Vec<EntityId> {
        let mut named = self.clause_subject(analysis, i, before);
        let verb = (0..i).rev().find(|j| analysis.verb(*j).is_some());
        if let Some(Subject::Group(group)) = verb.map(|v| analysis.subject(v, 0)) {
            named.extend(group.iter().filter(|g| **g < i).flat_map(|g| &before[*g].owner));
        }
        named
    }

    /// "Its supervisor asked it": whose supervisor that is.
    fn subject_owner(&self, analysis: &Analysis, i: usize, before: &[Parties]) -> Option<Vec<EntityId>> {
        let verb = (0..i).rev().find(|j| analysis.verb(*j).is_some())?;
        let Subject::Group(group) = analysis.subject(verb, 0) else { return None };
        let subject = *group.first().filter(|_| group.len() == 1)?;
        let parties = before.get(subject)?;
        let possessive = analysis.words_of(subject).first().is_some_and(|w| w.is("its") || w.is("their"));
        let apart = !parties.named.is_empty() && parties.owner.iter().all(|o| !parties.named.contains(o));
        (possessive && apart && !parties.owner.is_empty()).then(|| parties.owner.clone())
    }

    /// Where "the latter" or "the former" of two acts: who stands in the sentence beside the two.
    fn left_over(
        &self,
        analysis: &Analysis,
        i: usize,
        before: &[Parties],
        subject: &[EntityId],
    ) -> Option<EntityId> {
        let verb = (0..i).rev().find(|j| analysis.verb(*j).is_some())?;
        let Subject::Group(group) = analysis.subject(verb, 0) else { return None };
        group.first().filter(|g| matches!(analysis.head(**g), "latter" | "former"))?;
        let pair = self.groups.iter().rev().take(MEMORY).find(|g| subject.iter().all(|s| g.contains(s)))?;
        let mut said = before[..i].iter().flat_map(|p| p.named.iter().copied());
        said.rfind(|e| !pair.contains(e))
    }

    /// What the same pronoun meant earlier in the sentence, unless that is the subject here.
    fn same_pronoun(
        &self,
        word: &str,
        analysis: &Analysis,
        i: usize,
        before: &[Parties],
    ) -> Option<Vec<EntityId>> {
        let subject = self.clause_subject(analysis, i, before);
        let same = |w: &str| matches!((word, w), ("them", "they" | "them") | ("it", "it"));
        let earlier = (0..i).rev().find(|j| {
            analysis.words_of(*j).len() == 1
                && same(&analysis.words_of(*j)[0].text)
                && !before[*j].named.is_empty()
        })?;
        let named = before[earlier].named.clone();
        named.iter().all(|e| !subject.contains(e)).then_some(named)
    }
}

/// "A, B and the two bodies that supervise them": those that the list names before.
fn listed_before(analysis: &Analysis, i: usize, before: &[Parties]) -> Option<Vec<EntityId>> {
    let last = i.checked_sub(3).filter(|l| analysis.is_noun(*l))?;
    let relative = analysis.verb(i - 1).is_some() && analysis.chunks[i - 2].kind == ChunkKind::Relative;
    let group = analysis.group_ending(last);
    let named: Vec<EntityId> = group
        .iter()
        .filter(|c| **c != last)
        .filter(|c| analysis.words_of(**c).iter().any(|w| !w.entities.is_empty()))
        .flat_map(|c| before[*c].named.iter().copied())
        .collect();
    (relative && named.len() > 1).then_some(named)
}

/// "met its leaders and urged them": whose people the sentence has just spoken of.
fn people_before(
    analysis: &Analysis,
    i: usize,
    before: &[Parties],
    subject: &[EntityId],
) -> Option<Vec<EntityId>> {
    let people = (0..i).rev().find(|j| {
        analysis.is_noun(*j)
            && singular(analysis.head(*j)).is_some()
            && is_person(analysis.lexicon, analysis.words_of(*j))
    })?;
    let named = &before[people].named;
    (!named.is_empty() && named.iter().all(|e| !subject.contains(e))).then(|| named.clone())
}

/// "Clerks from nine colleges came to X, where they": several people without a name whom the clause before `i` is about.
fn unnamed_subject(analysis: &Analysis, i: usize, before: &[Parties]) -> Option<Parties> {
    let begins = i.checked_sub(1).filter(|b| analysis.chunks[*b].kind == ChunkKind::Subordinator)?;
    let finite = |j: &usize| analysis.verb(*j).is_some_and(|g| g.form == Form::Finite);
    let verb = (0..begins).rev().find(finite)?;
    let Subject::Group(group) = analysis.subject(verb, 0) else { return None };
    // "Officers of X came": they are of X.
    let of_a_body = |c: &usize| {
        analysis.preposition(c + 1).is_some_and(|p| matches!(p, "of" | "from" | "at"))
            && before.get(c + 2).is_some_and(|p| !p.named.is_empty())
    };
    if group.iter().any(of_a_body) {
        return None;
    }
    let early: Vec<usize> = group.into_iter().filter(|c| *c < i).collect();
    let people = gather(before, &early);
    (people.named.is_empty() && !people.unnamed.is_empty()).then_some(people)
}

/// Whom the main clause is about, where chunk `i` stands in a clause of its own that begins with "where".
fn main_subject(analysis: &Analysis, i: usize, before: &[Parties], subject: &[EntityId]) -> Option<EntityId> {
    let verb = (0..i).rev().find(|j| analysis.verb(*j).is_some())?;
    let own = (0..verb).rev().take_while(|j| analysis.verb(*j).is_none());
    let begins = own.into_iter().find(|j| analysis.words_of(*j).iter().any(|w| w.is("where")))?;
    let finite = |j: &usize| analysis.verb(*j).is_some_and(|g| g.form == Form::Finite);
    let main = (0..begins).rev().find(finite)?;
    let Subject::Group(group) = analysis.subject(main, 0) else { return None };
    match gather(before, &group).named.as_slice() {
        [topic] if !subject.contains(topic) => Some(*topic),
        _ => None,
    }
}

/// The number before "of them".
fn of_number(analysis: &Analysis, i: usize) -> Option<usize> {
    let of = i.checked_sub(1).filter(|p| analysis.preposition(*p) == Some("of"))?;
    let number = of.checked_sub(1).filter(|n| analysis.is_noun(*n))?;
    analysis.words_of(number).iter().find_map(|w| count_of(&w.text))
}
