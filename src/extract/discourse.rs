//! Whom a noun phrase means: names, people standing for bodies, descriptions and pronouns, within one post.

use super::clause::{Analysis, Group};
use super::entity::{EntityId, Table};
use super::event::Row;
use super::names::Kind;
use super::reduce::{Tag, Word};
use crate::lexicon::{Lexicon, Referent, singular};

/// The parties that a noun phrase stands for.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Parties {
    pub named: Vec<EntityId>,
    pub via: Vec<EntityId>,
    /// Counted or bare parties in the text's words.
    pub unnamed: Vec<String>,
    /// Found through a description or a pronoun.
    pub assumed: bool,
    /// Who owns what the phrase names: "its registration", "the Fund’s books".
    pub owner: Vec<EntityId>,
}

impl Parties {
    /// Adds the parties of another phrase, each once.
    pub fn extend(&mut self, other: &Parties) {
        for (into, from) in [(&mut self.named, &other.named), (&mut self.via, &other.via)] {
            for id in from {
                if !into.contains(id) {
                    into.push(*id);
                }
            }
        }
        for words in &other.unnamed {
            if !self.unnamed.contains(words) {
                self.unnamed.push(words.clone());
            }
        }
        self.assumed |= other.assumed;
    }

    /// Whether nobody is there.
    pub fn is_empty(&self) -> bool {
        self.named.is_empty() && self.unnamed.is_empty()
    }
}

/// What a post has spoken of so far.
#[derive(Debug, Default)]
pub(crate) struct Discourse {
    /// Bodies in order of mention, latest last; one may stand in it often.
    mentioned: Vec<EntityId>,
    /// Where the current paragraph and sentence began in `mentioned`.
    paragraph: usize,
    /// Bodies named together.
    groups: Vec<Vec<EntityId>>,
    /// How much had been mentioned when each group was.
    grouped_at: Vec<usize>,
    /// Who the last sentence was about.
    subject: Vec<EntityId>,
    /// Whether that was several people ("officers"), so that "they" means them.
    subject_plural: bool,
    topic_plural: bool,
    /// Who this sentence is about so far.
    topic: Vec<EntityId>,
}

/// Everything that reading a phrase needs.
pub(crate) struct Context<'a> {
    pub lexicon: &'a Lexicon,
    pub text: &'a str,
    pub rows: &'a [Row],
    pub post: u32,
}

impl Discourse {
    /// A new paragraph begins: descriptions still reach back, but less readily.
    pub fn begin_paragraph(&mut self) {
        self.paragraph = self.mentioned.len();
    }

    /// A new sentence begins.
    pub fn begin_sentence(&mut self) {
        if !self.topic.is_empty() {
            self.subject = std::mem::take(&mut self.topic);
            self.subject_plural = self.topic_plural;
        }
    }

    /// Says who the sentence is about.
    pub fn set_topic(&mut self, topic: &[EntityId], plural: bool) {
        if !topic.is_empty() {
            self.topic_plural = plural || topic.len() > 1;
            self.topic = topic.to_vec();
        }
    }

    /// Remembers bodies named together.
    pub fn remember_group(&mut self, group: Vec<EntityId>) {
        if group.len() > 1 && self.groups.last() != Some(&group) {
            self.groups.push(group);
            self.grouped_at.push(self.mentioned.len());
        }
    }

    /// Reads all noun chunks of a sentence, left to right.
    pub fn read(&mut self, context: &Context, table: &mut Table, analysis: &Analysis) -> Vec<Parties> {
        let mut out: Vec<Parties> = vec![Parties::default(); analysis.chunks.len()];
        let mut seen_verb = false;
        for i in 0..analysis.chunks.len() {
            if analysis.verb(i).is_some() {
                seen_verb = true;
            }
            if !analysis.is_noun(i) || analysis.is_time(i) {
                continue;
            }
            let parties = self.phrase(context, table, analysis, i, seen_verb, &out);
            self.mentioned.extend(parties.via.iter().copied());
            self.mentioned.extend(parties.named.iter().copied());
            self.remember_group(parties.via.clone());
            if parties.named.len() > 1 {
                self.remember_group(parties.named.clone());
            }
            if i >= 2
                && !parties.named.is_empty()
                && matches!(analysis.chunks[i - 1].kind, super::chunk::ChunkKind::And)
            {
                let mut together = Vec::new();
                for c in analysis.group_ending(i).iter().filter(|c| **c < i) {
                    together.extend(out[*c].named.iter().copied());
                }
                together.extend(parties.named.iter().copied());
                let mut distinct = Vec::new();
                for id in together {
                    if !distinct.contains(&id) {
                        distinct.push(id);
                    }
                }
                self.remember_group(distinct);
            }
            if !seen_verb
                && self.topic.is_empty()
                && !parties.named.is_empty()
                && !(i > 0
                    && analysis
                        .preposition(i - 1)
                        .is_some_and(|p| !matches!(p, "of" | "from" | "at" | "for")))
            {
                self.topic.clone_from(&parties.named);
            }
            out[i] = parties;
        }
        self.adopt_complements(context, analysis, &mut out);
        adopt_lists(context.lexicon, analysis, &mut out);
        for i in 0..analysis.chunks.len() {
            if analysis.is_noun(i) && !(i >= 2 && analysis.preposition(i - 1).is_some_and(|p| p == "and")) {
                let (group, _) = analysis.group_from(i);
                if group.len() > 1 {
                    let mut ids = Vec::new();
                    for g in &group {
                        for id in &out[*g].named {
                            if !ids.contains(id) {
                                ids.push(*id);
                            }
                        }
                    }
                    let inside = self.groups.last().is_some_and(|g| ids.iter().all(|i| g.contains(i)));
                    if !inside {
                        self.remember_group(ids);
                    }
                }
            }
        }
        out
    }

    /// "the head of X", "representatives from A and B": a person takes the parties of what hangs on it.
    fn adopt_complements(&self, context: &Context, analysis: &Analysis, out: &mut [Parties]) {
        for i in (0..analysis.chunks.len()).rev() {
            if !analysis.is_noun(i) || !out[i].named.is_empty() {
                continue;
            }
            let words = analysis.words_of(i);
            if words.iter().any(|w| !w.entities.is_empty())
                || !is_person(context.lexicon, words) && !is_stand_in(words)
            {
                continue;
            }
            let mut end = i;
            // Skip "in charge", "on duty"; take the first complement with parties.
            while let (Some(p), true) = (analysis.preposition(end + 1), analysis.is_noun(end + 2)) {
                let complement = matches!(
                    p,
                    "of" | "from"
                        | "at"
                        | "for"
                        | "with"
                        | "in"
                        | "in charge of"
                        | "under"
                        | "within"
                        | "on behalf of"
                );
                if !complement {
                    break;
                }
                let (group, _) = analysis.group_from(end + 2);
                let mut parties = Parties::default();
                for g in &group {
                    parties.extend(&out[*g]);
                }
                if !parties.named.is_empty() {
                    let unnamed = std::mem::take(&mut parties.unnamed);
                    out[i] = Parties { unnamed, ..parties };
                    break;
                }
                end += 2;
            }
        }
    }

    fn phrase(
        &self,
        context: &Context,
        table: &mut Table,
        analysis: &Analysis,
        i: usize,
        seen_verb: bool,
        before: &[Parties],
    ) -> Parties {
        let words = analysis.words_of(i);
        let last_name = words.iter().rposition(|w| !w.entities.is_empty());
        if let Some(n) = last_name {
            return self.named_phrase(context, table, words, n);
        }
        let head = analysis.head(i).to_owned();
        if words.len() == 1 && words[0].tag == Tag::Pronoun {
            return self.pronoun(table, &words[0].text, seen_verb, analysis, i, before);
        }
        if matches!(head.as_str(), "former" | "latter") {
            return self.ordinal(&head);
        }
        // "the seven", "all three", "both"
        let number = words.iter().find_map(|w| count_of(&w.text));
        if number.is_some()
            && words.iter().all(|w| matches!(w.tag, Tag::Determiner | Tag::Number | Tag::Pronoun))
            && !complement_follows(analysis, i)
        {
            let bodies = |e: &EntityId| table.entities[*e].kind != Kind::RepresentativeOffice;
            let named = self.set(table, &bodies, number).unwrap_or_default();
            return Parties { assumed: true, named, ..Parties::default() };
        }
        let possessive = words.first().filter(|w| w.tag == Tag::Possessive).map(|w| w.text.clone());
        let plural = singular(&head).is_some() && head != "headquarters"
            || matches!(head.as_str(), "police" | "staff" | "people" | "personnel");
        let all = words.first().is_some_and(|w| w.is("all"))
            && words.get(1).is_some_and(|w| matches!(w.tag, Tag::Determiner | Tag::Number | Tag::Possessive));
        let definite =
            all || words.first().is_some_and(|w| {
                matches!(w.text.as_str(), "the" | "this" | "that" | "these" | "those" | "both" | "each")
            }) || possessive.is_some();
        // "its representative office in Suzhou", "their chief representative"
        if let Some(possessive) = &possessive {
            let owner = self.owner(possessive, seen_verb, analysis, i, before);
            if head == "office" || head == "offices" {
                let foreign = owner.iter().any(|o| table.entities[*o].kind == Kind::ForeignNgo);
                let owner = if foreign {
                    owner
                } else {
                    self.latest(table, |e| e.kind == Kind::ForeignNgo).map(|e| vec![e]).unwrap_or(owner)
                };
                return own_office(context, table, analysis, i, &owner);
            }
            if head == "counterpart" || head == "counterparts" {
                return counterpart(context, table, words, &owner);
            }
            if is_person(context.lexicon, words) && !owner.is_empty() {
                // "met with its leaders": not its own.
                let with = i > 0 && analysis.preposition(i - 1) == Some("with");
                let others: Vec<EntityId> = if with {
                    self.mentioned.iter().rev().copied().find(|m| !owner.contains(m)).into_iter().collect()
                } else {
                    Vec::new()
                };
                let owner = if others.is_empty() { owner } else { others };
                return Parties { named: owner, assumed: true, ..Parties::default() };
            }
            if let Some(parties) = self.by_role_of(context, table, words, &owner) {
                return parties;
            }
            // "its guests", "its host"
            let referents = reference(context.lexicon, words).unwrap_or_default();
            if let Some(found) =
                referents.iter().find_map(|r| self.referent(context, table, r, plural, number, &head))
            {
                return found;
            }
            // "checked its bankbooks": not the subject's own.
            let other = if seen_verb && !self.topic.is_empty() {
                self.mentioned.iter().rev().copied().find(|m| !self.topic.contains(m))
            } else {
                None
            };
            return Parties { owner: other.map(|o| vec![o]).unwrap_or(owner), ..Parties::default() };
        }
        // "the bureau’s Overseas NGO Management Office"
        if let Some(g) = words.iter().position(|w| w.tag == Tag::Genitive) {
            let (owner, own) = words.split_at(g);
            let owner = reference(context.lexicon, owner).and_then(|rs| {
                rs.iter().find_map(|r| {
                    self.referent(
                        context,
                        table,
                        r,
                        false,
                        None,
                        owner.last().map_or("", |w| w.text.as_str()),
                    )
                })
            });
            if let Some(owner) = owner {
                if let Some(id) = unit_office(context, table, &owner.named, own) {
                    return Parties { named: vec![id], ..Parties::default() };
                }
                if is_person(context.lexicon, own) {
                    return owner;
                }
                if own.last().is_some_and(|w| w.is("office") || w.is("offices")) {
                    return own_office(context, table, analysis, i, &owner.named);
                }
                if let Some(parties) = self.by_role_of(context, table, own, &owner.named) {
                    return parties;
                }
                return Parties { owner: owner.named, ..Parties::default() };
            }
            return Parties::default();
        }
        if definite {
            if let Some(referents) = reference(context.lexicon, words) {
                for referent in &referents {
                    if let Some(parties) = self.referent(context, table, referent, plural, number, &head) {
                        return self.describe(analysis, i, plural, number, parties);
                    }
                }
            }
            if is_person(context.lexicon, words)
                && !complement_follows(analysis, i)
                && let Some(parties) = self.person(table, words, plural)
            {
                return parties;
            }
        }
        // "officers", "PSB officials": bare people of a body already there.
        if !definite
            && words.iter().all(|w| w.tag != Tag::Number)
            && is_person(context.lexicon, words)
            && !complement_follows(analysis, i)
            && matches!(
                head.as_str(),
                "officers" | "police" | "inspectors" | "personnel" | "policemen" | "authorities"
            )
            && let Some(parties) = self.person(table, words, true)
        {
            return parties;
        }
        // "two of its officers", "PSB personnel"
        if words.iter().any(|w| matches!(w.text.as_str(), "psb" | "psbs" | "police"))
            && (definite || is_person(context.lexicon, words) || words.len() == 1)
            && let Some(id) = self.latest(table, |e| e.kind.is_police())
        {
            return Parties { named: vec![id], assumed: true, ..Parties::default() };
        }
        if plural
            && !definite
            && !head.is_empty()
            && (number.is_some()
                || is_person(context.lexicon, words)
                || head.ends_with("ngos")
                || reference(context.lexicon, words).is_some())
        {
            let span =
                words.first().map(|w| w.span).zip(words.last().map(|w| w.span)).map(|(a, b)| a.cover(b));
            if let Some(span) = span {
                return Parties { unnamed: vec![span.of(context.text).to_owned()], ..Parties::default() };
            }
        }
        Parties::default()
    }

    /// A phrase with a name in it: the name, or what the name possesses.
    fn named_phrase(&self, context: &Context, table: &mut Table, words: &[Word], n: usize) -> Parties {
        let name = &words[n];
        let after = &words[n + 1..];
        let whole = Parties { named: name.entities.clone(), via: name.via.clone(), ..Parties::default() };
        let tail: Vec<&Word> =
            after.iter().filter(|w| !matches!(w.tag, Tag::Genitive | Tag::Quote)).collect();
        if tail.is_empty() || is_person(context.lexicon, words) {
            return whole;
        }
        let genitive = after.iter().any(|w| w.tag == Tag::Genitive);
        if genitive {
            if let Some(parties) = self.by_role_of(context, table, &words[n + 1..], &name.entities) {
                return parties;
            }
            let head = tail.last().map_or("", |w| w.text.as_str());
            if let ("office", Some(id)) = (head, unit_office(context, table, &name.entities, &words[n + 1..]))
            {
                return Parties { named: vec![id], ..Parties::default() };
            }
            if matches!(head, "office" | "headquarters" | "side" | "branch") {
                return whole;
            }
        }
        Parties { owner: name.entities.clone(), ..Parties::default() }
    }

    /// "its supervisor", "X’s partner unit": who holds that role for the owner.
    fn by_role_of(
        &self,
        context: &Context,
        table: &Table,
        words: &[Word],
        owner: &[EntityId],
    ) -> Option<Parties> {
        let referents = reference(context.lexicon, words)?;
        for referent in &referents {
            let Referent::Role(role) = referent else { continue };
            let wanted = match role.as_str() {
                "supervisor" => "SupervisoryUnit",
                "partner" => "PartnerUnit",
                _ => continue,
            };
            let found = self
                .mentioned
                .iter()
                .rev()
                .find(|e| table.entities[**e].roles.contains(&wanted) && !owner.contains(e));
            if let Some(id) = found {
                return Some(Parties { named: vec![*id], assumed: true, ..Parties::default() });
            }
        }
        None
    }

    /// Who "its" or "their" means.
    fn owner(
        &self,
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
        let beside = i > 0
            && matches!(
                analysis.chunks[i - 1].kind,
                super::chunk::ChunkKind::And | super::chunk::ChunkKind::Comma
            );
        let choice = if beside {
            near
        } else if seen_verb {
            here
        } else {
            None
        };
        match choice {
            Some(found) if plural == (found.len() > 1) || !plural => found,
            _ => self.antecedent(plural),
        }
    }

    fn antecedent(&self, plural: bool) -> Vec<EntityId> {
        let subject = if self.topic.is_empty() { &self.subject } else { &self.topic };
        if plural {
            if subject.len() > 1 || !subject.is_empty() && self.subject_plural && self.topic.is_empty() {
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

    fn pronoun(
        &self,
        _table: &Table,
        word: &str,
        seen_verb: bool,
        analysis: &Analysis,
        i: usize,
        before: &[Parties],
    ) -> Parties {
        let next = (i + 1..analysis.chunks.len())
            .find(|j| analysis.chunks[*j].kind != super::chunk::ChunkKind::Other);
        let is_subject = next.is_some_and(|n| {
            analysis.verb(n).is_some_and(|v| {
                v.form != super::chunk::Form::Infinitive && v.form != super::chunk::Form::Gerund
            })
        });
        let seen_verb = seen_verb && !is_subject;
        let named = match word {
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
                    let inner = if is_subject && matches!(word, "it" | "he" | "she") {
                        self.clause_subject(analysis, i, before)
                    } else {
                        Vec::new()
                    };
                    if inner.is_empty() {
                        self.antecedent(matches!(word, "they" | "both" | "all" | "each" | "these" | "those"))
                    } else {
                        inner
                    }
                }
            }
            "them" | "it" if self.same_pronoun(word, analysis, i, before).is_some() => {
                self.same_pronoun(word, analysis, i, before).unwrap_or_default()
            }
            "it" | "him" | "her" | "them" | "he" | "she" => {
                // An object: the latest body that is not the subject of this clause.
                let plural = word == "them";
                let subject = self.clause_subject(analysis, i, before);
                if plural
                    && let Some(at) = (0..self.groups.len())
                        .rev()
                        .find(|g| self.groups[*g].iter().all(|e| !subject.contains(e)))
                {
                    let group = &self.groups[at];
                    let later = self.mentioned[self.grouped_at[at].min(self.mentioned.len())..]
                        .iter()
                        .filter(|m| !subject.contains(m))
                        .count();
                    if later == 0 {
                        return Parties { named: group.clone(), assumed: true, ..Parties::default() };
                    }
                }
                self.mentioned
                    .iter()
                    .rev()
                    .find(|m| !subject.contains(m))
                    .map(|m| vec![*m])
                    .unwrap_or_default()
            }
            _ => Vec::new(),
        };
        Parties { assumed: !named.is_empty(), named, ..Parties::default() }
    }

    /// Who the last verb before chunk `i` is said of.
    fn clause_subject(&self, analysis: &Analysis, i: usize, before: &[Parties]) -> Vec<EntityId> {
        let verb = (0..i).rev().find(|j| analysis.verb(*j).is_some());
        let subject = verb.map(|v| analysis.subject(v, 0));
        match subject {
            Some(super::clause::Subject::Group(group)) => {
                let named = gather(before, &group.into_iter().filter(|g| *g < i).collect()).named;
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

    /// "the former", "the latter".
    fn ordinal(&self, word: &str) -> Parties {
        let pair = self.groups.last().cloned().unwrap_or_else(|| {
            let mut distinct: Vec<EntityId> = Vec::new();
            for m in self.mentioned.iter().rev() {
                if !distinct.contains(m) {
                    distinct.push(*m);
                }
                if distinct.len() == 2 {
                    break;
                }
            }
            distinct.reverse();
            distinct
        });
        let id = if word == "former" { pair.first() } else { pair.last() };
        Parties { named: id.map(|i| vec![*i]).unwrap_or_default(), assumed: true, ..Parties::default() }
    }

    /// What a description of that kind means here.
    fn referent(
        &self,
        context: &Context,
        table: &Table,
        referent: &Referent,
        plural: bool,
        number: Option<usize>,
        head: &str,
    ) -> Option<Parties> {
        let word = singular(head).unwrap_or_else(|| head.to_owned());
        let admits = |e: &EntityId| -> bool {
            let entity = &table.entities[*e];
            match referent {
                Referent::Type(kind) => entity.kind.name() == kind,
                Referent::Named => {
                    entity.has_word(head)
                        || entity.has_word(&word)
                        || word == "center" && entity.has_word("centre")
                }
                Referent::Any => entity.kind != Kind::RepresentativeOffice,
                Referent::Role(_) => false,
            }
        };
        if let Referent::Role(role) = referent {
            return self.by_event_role(context, table, role, plural);
        }
        let many = plural || number.is_some_and(|n| n > 1);
        let named = if many {
            self.set(table, &admits, number)?
        } else {
            vec![
                self.latest(table, |_| true)
                    .filter(|e| admits(e))
                    .or_else(|| self.mentioned.iter().rev().find(|e| admits(e)).copied())?,
            ]
        };
        Some(Parties { named, assumed: true, ..Parties::default() })
    }

    /// Who had a part in an earlier event of the post: the host, the donor, the guests.
    fn by_event_role(&self, context: &Context, table: &Table, role: &str, plural: bool) -> Option<Parties> {
        let (kinds, agent): (&[&str], bool) = match role {
            "host" => (&["Meeting", "Training", "Outreach", "OfficeOpening", "Visit"], true),
            "visitor" | "guest" => (&["Visit", "Inspection", "Meeting"], true),
            "donor" => (&["Donation"], true),
            "recipient" => (&["Donation"], false),
            "trainer" => (&["Training"], true),
            "trainee" => (&["Training"], false),
            "inspector" => (&["Inspection"], true),
            "supervisor" | "partner" => {
                let wanted = if role == "supervisor" { "SupervisoryUnit" } else { "PartnerUnit" };
                let mut named = Vec::new();
                for e in self.mentioned.iter().rev() {
                    if table.entities[*e].roles.contains(&wanted) && !named.contains(e) {
                        named.push(*e);
                        if !plural {
                            break;
                        }
                    }
                }
                named.reverse();
                return (!named.is_empty()).then(|| Parties { named, assumed: true, ..Parties::default() });
            }
            _ => return None,
        };
        let row = context
            .rows
            .iter()
            .rev()
            .filter(|r| r.post == context.post)
            .find(|r| kinds.contains(&r.kind.as_str()))?;
        let visited_host = role == "host" && row.kind == "Visit";
        let side = if agent && !visited_host { &row.agent } else { &row.target };
        let named = side.clone();
        (!named.is_empty()).then(|| Parties { named, assumed: true, ..Parties::default() })
    }

    /// Several bodies that a plural description covers: the latest group of them, else all of the post.
    fn set(
        &self,
        table: &Table,
        admits: &dyn Fn(&EntityId) -> bool,
        number: Option<usize>,
    ) -> Option<Vec<EntityId>> {
        let _ = table;
        let fits = |n: usize| number.is_none_or(|k| k == n);
        for group in self.groups.iter().rev() {
            let members: Vec<EntityId> = group.iter().copied().filter(|e| admits(e)).collect();
            if members.len() > 1 && fits(members.len()) {
                return Some(members);
            }
        }
        let mut distinct: Vec<EntityId> = Vec::new();
        for m in self.mentioned.iter().rev() {
            if admits(m) && !distinct.contains(m) {
                distinct.push(*m);
            }
        }
        if let Some(n) = number {
            distinct.truncate(n);
        }
        distinct.reverse();
        (!distinct.is_empty()).then_some(distinct)
    }

    fn latest(&self, table: &Table, admits: impl Fn(&super::entity::Entity) -> bool) -> Option<EntityId> {
        let here = self.mentioned[self.paragraph.min(self.mentioned.len())..]
            .iter()
            .rev()
            .find(|e| admits(&table.entities[**e]));
        here.or_else(|| self.mentioned.iter().rev().find(|e| admits(&table.entities[**e]))).copied()
    }

    /// "the chief representative", "the officers": the body that such people belong to.
    fn person(&self, table: &Table, words: &[Word], plural: bool) -> Option<Parties> {
        let text: Vec<&str> = words.iter().map(|w| w.text.as_str()).collect();
        let has = |w: &str| text.contains(&w);
        let id = if has("representative") && has("chief") || has("manager") {
            self.latest(table, |e| e.kind == Kind::ForeignNgo)
        } else if has("officers")
            || has("officer")
            || has("police")
            || has("inspectors")
            || has("policemen")
            || has("personnel")
            || has("authorities")
        {
            self.latest(table, |e| e.kind.is_police())
        } else if has("speaker")
            || has("lecturer")
            || plural && (has("participants") || has("people") || has("teachers") || has("students"))
        {
            None
        } else if has("dean") || has("rector") || has("professors") || has("faculty") {
            self.latest(table, |e| e.kind == Kind::University)
        } else if has("counsellor") || has("consul") || has("ambassador") {
            self.latest(table, |e| e.kind == Kind::ForeignMission)
        } else if !plural
            && (has("head")
                || has("director")
                || has("representative")
                || has("official")
                || has("spokesperson")
                || has("president")
                || has("chairman")
                || has("secretary")
                || has("clerks"))
        {
            let subject = if self.topic.is_empty() { &self.subject } else { &self.topic };
            subject.last().copied().or_else(|| self.mentioned.last().copied())
        } else {
            None
        }?;
        Some(Parties { named: vec![id], assumed: true, ..Parties::default() })
    }

    /// A counted set of which only some are named keeps its words.
    fn describe(
        &self,
        analysis: &Analysis,
        i: usize,
        plural: bool,
        number: Option<usize>,
        mut parties: Parties,
    ) -> Parties {
        if plural && number.is_some_and(|n| n > parties.named.len()) {
            parties
                .unnamed
                .push(analysis.words_of(i).iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" "));
        }
        parties
    }
}

/// The parties of several chunks together.
pub(crate) fn gather(parties: &[Parties], group: &Group) -> Parties {
    let mut all = Parties::default();
    for i in group {
        if let Some(p) = parties.get(*i) {
            all.extend(p);
        }
    }
    all
}

/// Whether the last nouns of a phrase are people who stand for a body.
pub(crate) fn is_person(lexicon: &Lexicon, words: &[Word]) -> bool {
    let nouns: Vec<&str> = words
        .iter()
        .filter(|w| w.entities.is_empty() && !matches!(w.tag, Tag::Genitive | Tag::Quote))
        .map(|w| w.text.as_str())
        .collect();
    let persons = &lexicon.names.persons;
    let Some(last) = nouns.last() else { return false };
    let known = |w: &str| persons.contains(w) || singular(w).is_some_and(|s| persons.contains(&s));
    known(last) || nouns.len() > 1 && known(&nouns[nouns.len() - 2..].join(" "))
}

/// "all of X", "one of Y", "the whole of Z".
fn is_stand_in(words: &[Word]) -> bool {
    words.len() == 1
        && matches!(
            words[0].text.as_str(),
            "those"
                | "all"
                | "both"
                | "some"
                | "several"
                | "many"
                | "one"
                | "each"
                | "most"
                | "two"
                | "three"
        )
}

fn complement_follows(analysis: &Analysis, i: usize) -> bool {
    analysis.preposition(i + 1).is_some_and(|p| matches!(p, "of" | "from" | "at" | "with" | "in charge of"))
        && analysis.is_noun(i + 2)
}

/// What the longest known noun at the end of a phrase may refer to.
fn reference(lexicon: &Lexicon, words: &[Word]) -> Option<Vec<Referent>> {
    let nouns: Vec<&str> = words
        .iter()
        .filter(|w| matches!(w.tag, Tag::Noun | Tag::Verb | Tag::Adverb))
        .map(|w| w.text.as_str())
        .collect();
    for start in 0..nouns.len() {
        let tail = nouns[start..].join(" ");
        if let Some(r) = lexicon
            .names
            .references
            .get(&tail)
            .or_else(|| singular(&tail).and_then(|s| lexicon.names.references.get(&s)))
        {
            return Some(r.clone());
        }
    }
    None
}

/// The number that a word counts, for "two", "both", "three", "17".
fn count_of(word: &str) -> Option<usize> {
    const WORDS: &[&str] =
        &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if word == "both" || word == "pair" {
        return Some(2);
    }
    WORDS.iter().position(|w| *w == word).map(|i| i + 2).or_else(|| word.parse().ok().filter(|n| *n > 1))
}

/// "its representative office in Suzhou", "their Beijing office": the owner, through its office.
fn own_office(
    context: &Context,
    table: &mut Table,
    analysis: &Analysis,
    i: usize,
    owner: &[EntityId],
) -> Parties {
    let words = analysis.words_of(i);
    let mut out = Parties { named: owner.to_vec(), assumed: true, ..Parties::default() };
    let place_of = |words: &[Word]| -> Option<(String, Option<String>)> {
        let capital: Vec<&Word> = words.iter().filter(|w| w.capital && w.entities.is_empty()).collect();
        let (a, b) = (capital.first()?, capital.last()?);
        context
            .lexicon
            .places
            .resolve(a.span.cover(b.span).of(context.text), None)
            .map(super::names::place_pair)
    };
    let before = place_of(words);
    let mut last = words;
    let mut place = before.clone();
    if place.is_none() && analysis.preposition(i + 1) == Some("in") && analysis.is_noun(i + 2) {
        place = place_of(analysis.words_of(i + 2));
        if place.is_some() {
            last = analysis.words_of(i + 2);
        }
    }
    let representative = words.iter().any(|w| w.is("representative"));
    let (Some(first), Some(end)) = (words.first(), last.last()) else { return out };
    if !(representative || place.is_some()) {
        return out;
    }
    let span = first.span.cover(end.span);
    let kind = if representative { "representative office" } else { "office" };
    for id in owner {
        if table.entities[*id].kind != Kind::ForeignNgo {
            continue;
        }
        let known = (0..table.entities.len()).find(|o| {
            let e = &table.entities[*o];
            e.kind == Kind::RepresentativeOffice
                && e.unit_of == Some(*id)
                && (place.is_none() || e.place == place)
        });
        let wording = match (&before, &place) {
            (Some((place, _)), _) => format!("{place} {kind}"),
            (None, Some((place, _))) => format!("{kind} in {place}"),
            (None, None) => kind.to_owned(),
        };
        let office = known.unwrap_or_else(|| {
            let name = format!("{} {wording}", table.entities[*id].name);
            table.add_described(Kind::RepresentativeOffice, name, place.clone(), Some(*id), span)
        });
        table.entities[office].call(span.of(context.text));
        table.entities[office].mentions.push(span);
        out.via.push(office);
    }
    out
}

/// "its Hengshui counterpart": the same kind of office of another place.
fn counterpart(context: &Context, table: &mut Table, words: &[Word], owner: &[EntityId]) -> Parties {
    let capital: Vec<&Word> = words.iter().filter(|w| w.capital).collect();
    let (Some(a), Some(b), Some(model)) =
        (capital.first(), capital.last(), owner.iter().find(|o| table.entities[**o].kind.is_police()))
    else {
        return Parties::default();
    };
    let Some(place) = context.lexicon.places.resolve(a.span.cover(b.span).of(context.text), None) else {
        return Parties::default();
    };
    let kind = table.entities[*model].kind;
    let wording = if kind == Kind::PsbOffice { "PSB Foreign NGO Management Office" } else { "PSB" };
    let pair = Some(super::names::place_pair(place));
    let existing = table.police_of(&pair, None).filter(|e| table.entities[*e].kind == kind);
    let span = words.first().map_or(a.span, |w| w.span.cover(b.span));
    let id = existing
        .unwrap_or_else(|| table.add_described(kind, format!("{} {wording}", place.name), pair, None, span));
    Parties { named: vec![id], assumed: true, ..Parties::default() }
}

/// A counted or described set takes the bodies that a list names: "seven foreign NGOs …: A, B and C", "three units,
/// including A and B", "its first foreign NGO, the charity X".
fn adopt_lists(lexicon: &Lexicon, analysis: &Analysis, out: &mut [Parties]) {
    use super::chunk::ChunkKind;
    let n = analysis.chunks.len();
    for i in 0..n {
        if !analysis.is_noun(i) || analysis.is_time(i) || !out[i].named.is_empty() && !out[i].assumed {
            continue;
        }
        let words = analysis.words_of(i);
        let describes = reference(lexicon, words).is_some()
            || is_person(lexicon, words) && words.iter().any(|w| w.tag == Tag::Number);
        if !describes {
            continue;
        }
        let many = singular(analysis.head(i)).is_some();
        let end = analysis.noun_phrase_end(i);
        // Right after it: an apposition.
        let mut found = None;
        if matches!(analysis.chunks.get(end + 1).map(|c| &c.kind), Some(ChunkKind::Comma))
            && analysis.is_noun(end + 2)
            && out[i].named.is_empty()
        {
            let (group, next) = analysis.group_from(end + 2);
            let clause = analysis.verb(next).is_some_and(|g| g.form == super::chunk::Form::Finite);
            let parties = gather(out, &group);
            if !parties.named.is_empty() && !clause && (many || group.len() == 1) {
                found = Some(parties);
            }
        }
        // Further on: "including", "among them", a colon.
        if many && found.is_none() && (out[i].named.is_empty() || !out[i].unnamed.is_empty()) {
            let list = (end + 1..n).find(|j| {
                analysis.preposition(*j).is_some_and(|p| matches!(p, "including" | "such as"))
                    || analysis.preposition(*j) == Some("among")
                        && analysis.words_of(j + 1).iter().any(|w| w.is("them") || w.is("whom"))
                    || matches!(analysis.chunks[*j].kind, ChunkKind::Break)
                        && analysis.words_of(*j).iter().any(|w| w.is(":"))
            });
            if let Some(list) = list {
                let own_clause = (end + 1..list)
                    .filter(|j| analysis.is_noun(*j))
                    .all(|j| reference(lexicon, analysis.words_of(j)).is_none() || out[j].named.len() == 1);
                let mut parties = Parties::default();
                for p in &out[list + 1..] {
                    parties.extend(p);
                }
                if own_clause && parties.named.len() > 1 {
                    found = Some(parties);
                }
            }
        }
        // "Two units took part, A and B": the list ends the clause.
        if many && found.is_none() && out[i].named.is_empty() && words.iter().any(|w| w.tag == Tag::Number) {
            let verb = (end + 1..(end + 3).min(n)).find(|j| analysis.verb(*j).is_some());
            let comma = verb.and_then(|v| {
                (v + 1..n).find(|j| matches!(analysis.chunks[*j].kind, ChunkKind::Comma | ChunkKind::Break))
            });
            if let Some(comma) = comma.filter(|c| analysis.is_noun(c + 1) && !analysis.is_time(c + 1)) {
                let (group, next) = analysis.group_from(comma + 1);
                let parties = gather(out, &group);
                if !parties.named.is_empty()
                    && !analysis.verb(next).is_some_and(|g| g.form == super::chunk::Form::Finite)
                {
                    found = Some(parties);
                }
            }
        }
        if let Some(parties) = found {
            let unnamed = std::mem::take(&mut out[i].unnamed);
            out[i].extend(&parties);
            for words in unnamed {
                if !out[i].unnamed.contains(&words) {
                    out[i].unnamed.push(words);
                }
            }
        }
    }
}

/// The foreign-NGO office of a public security organ that the words after its possessive name.
fn unit_office(context: &Context, table: &mut Table, owner: &[EntityId], own: &[Word]) -> Option<EntityId> {
    let bureau = *owner.first().filter(|o| table.entities[**o].kind.is_police())?;
    if !own.iter().any(|w| matches!(w.text.as_str(), "ngo" | "ngos"))
        || !own.last().is_some_and(|w| w.is("office"))
    {
        return None;
    }
    if table.entities[bureau].kind == Kind::PsbOffice {
        return Some(bureau);
    }
    let capital: Vec<&Word> = own.iter().filter(|w| w.tag != Tag::Genitive).collect();
    let span = capital.first()?.span.cover(capital.last()?.span);
    let name = format!("{} {}", table.entities[bureau].name, span.of(context.text));
    let place = table.entities[bureau].place.clone();
    let known = table.police_of(&place, None).filter(|e| table.entities[*e].kind == Kind::PsbOffice);
    Some(known.unwrap_or_else(|| table.add_described(Kind::PsbOffice, name, place, Some(bureau), span)))
}
