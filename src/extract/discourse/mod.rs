//! Whom a noun phrase means: names, people standing for bodies, descriptions and pronouns, within one post.
//!
//! [`phrase`] reads one phrase; it asks [`pronoun`] for pronouns and possessives, [`set`] for descriptions of one body or
//! several, [`people`] for people that stand for them, [`answer`] for who answers a request, [`office`] for offices that a phrase speaks of without naming them. [`list`] gives a phrase the parties of
//! what follows it; [`quote`] those who speak to "we" and "you"; [`noun`] says what kind of noun ends a phrase.

mod answer;
mod level;
mod list;
mod noun;
mod office;
mod people;
mod phrase;
mod pronoun;
mod quote;
mod set;

pub(crate) use noun::is_person;

use super::assume::{Assumption, Assumptions};
use super::chunk::ChunkKind;
use super::clause::Analysis;
use super::entity::{EntityId, Table};
use super::event::{MEMORY, Row};
use crate::lexicon::{Lexicon, singular};

/// How many chunks back a list that a verb governs may begin.
const MOST_JOINED: usize = 12;

/// The parties that a noun phrase stands for.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Parties {
    pub named: Vec<EntityId>,
    pub via: Vec<EntityId>,
    /// Counted or bare parties in the text's words.
    pub unnamed: Vec<String>,
    /// What it took to find them.
    pub assumed: Assumptions,
    /// Who owns what the phrase names: "its registration", "the Fund’s books".
    pub owner: Vec<EntityId>,
}

impl Parties {
    /// Bodies that the words do not name, and how they were found.
    pub fn assumed(named: Vec<EntityId>, how: Assumption) -> Self {
        let assumed = if named.is_empty() { Assumptions::default() } else { how.into() };
        Parties { named, assumed, ..Parties::default() }
    }

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
        self.assumed.extend(other.assumed);
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
    /// Where the current paragraph began in `mentioned`.
    paragraph: usize,
    /// Where the current sentence began in `mentioned`.
    sentence: usize,
    /// Bodies named together.
    groups: Vec<Vec<EntityId>>,
    /// How much had been mentioned when each group was.
    grouped_at: Vec<usize>,
    /// The two of whom "the former" was one, until "the latter" comes.
    pair: Vec<EntityId>,
    /// Who the last sentence was about.
    subject: Vec<EntityId>,
    /// Whether that was several people ("officers"), so that "they" means them.
    subject_plural: bool,
    topic_plural: bool,
    /// Whether the topic so far was a plural that describes one body: "the vanilla growers".
    topic_described: bool,
    /// Several people by whom the last sentence says that something was done: "was visited by officers of X".
    doers: Vec<EntityId>,
    /// Who this sentence is about so far.
    topic: Vec<EntityId>,
    people: people::People,
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
        self.pair.clear();
    }

    /// A new sentence begins.
    pub fn begin_sentence(&mut self) {
        self.sentence = self.mentioned.len();
        if !self.topic.is_empty() {
            self.subject = std::mem::take(&mut self.topic);
            self.subject_plural = self.topic_plural;
        }
    }

    /// Who the sentence before was about.
    pub fn last_subject(&self) -> &[EntityId] {
        &self.subject
    }

    /// Says who the sentence is about.
    pub fn set_topic(&mut self, topic: &[EntityId], plural: bool) {
        if !topic.is_empty() {
            self.topic_plural = plural || topic.len() > 1;
            self.topic = topic.to_vec();
        }
    }

    /// Says by which people the sentence tells that something was done; nobody, where it does not.
    pub fn set_doers(&mut self, doers: Vec<EntityId>) {
        self.doers = doers;
    }

    /// Remembers bodies named together.
    pub fn remember_group(&mut self, group: Vec<EntityId>) {
        if group.len() < 2 {
            return;
        }
        if self.groups.last() == Some(&group) {
            self.groups.pop();
            self.grouped_at.pop();
        }
        self.groups.push(group);
        self.grouped_at.push(self.mentioned.len());
    }

    /// What was mentioned, the last first, as far as it is remembered.
    fn recent(&self) -> impl Iterator<Item = EntityId> {
        self.mentioned.iter().rev().take(MEMORY).copied()
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
            if analysis.head(i) == "former" {
                self.pair = self.last_pair();
            } else if analysis.head(i) == "latter" {
                self.pair.clear();
            }
            self.mentioned.extend(parties.via.iter().copied());
            if analysis.words_of(i).iter().any(|w| !w.entities.is_empty()) {
                // "the University’s scholarship day" speaks of the University.
                self.mentioned.extend(parties.owner.iter().copied());
            }
            self.mentioned.extend(parties.named.iter().copied());
            self.remember_group(parties.via.clone());
            if parties.named.len() > 1 {
                self.remember_group(parties.named.clone());
            }
            if i >= 2 && !parties.named.is_empty() && matches!(analysis.chunks[i - 1].kind, ChunkKind::And) {
                let mut together = Vec::new();
                for c in joined_before(analysis, i) {
                    together.extend(out[c].named.iter().copied());
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
                let words = analysis.words_of(i);
                self.topic_described = words.iter().all(|w| w.entities.is_empty())
                    && singular(analysis.head(i)).is_some()
                    && parties.named.len() == 1;
            }
            out[i] = parties;
        }
        self.adopt_complements(context, table, analysis, &mut out);
        list::adopt_lists(context.lexicon, analysis, &mut out);
        // "the heads of two charities, among them A and B": people of what the list has named.
        self.adopt_complements(context, table, analysis, &mut out);
        quote::adopt_speakers(analysis, &mut out);
        self.people.remember(context.lexicon, analysis, &out);
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
}

/// The noun chunks before `i` that are joined to it by "and": also those that a verb governs.
fn joined_before(analysis: &Analysis, i: usize) -> Vec<usize> {
    let mut before: Vec<usize> = analysis.group_ending(i).into_iter().filter(|c| *c < i).collect();
    if before.is_empty() {
        let first = i.saturating_sub(MOST_JOINED);
        let list = (first..i)
            .filter(|c| analysis.is_noun(*c))
            .map(|c| analysis.group_from(c).0)
            .find(|g| g.contains(&i));
        before = list.unwrap_or_default().into_iter().filter(|c| *c < i).collect();
    }
    before
}

/// The parties of several chunks together.
pub(crate) fn gather(parties: &[Parties], group: &[usize]) -> Parties {
    let mut all = Parties::default();
    for i in group {
        if let Some(p) = parties.get(*i) {
            all.extend(p);
        }
    }
    all
}
