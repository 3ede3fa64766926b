//! Event kinds and their frames: one file of `ontology/events/` each.

use super::{Files, Language, LexiconError, Sieve, Words, check, singular};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A kind of event, as its file says.
#[derive(Debug, Clone, PartialEq)]
pub struct EventKind {
    /// Name of the class: `Visit`.
    pub name: String,
    /// As in "X *visited* Y".
    pub verb: String,
    /// What an agent is called: "visitor".
    pub agent: String,
    /// What a target is called: "visited".
    pub target: String,
    /// Local name of the direct property from agent to target: `visits`.
    pub link: String,
    /// Whether the parties are equal: every pair is linked, both ways.
    pub symmetric: bool,
    /// How the language says it.
    pub frames: Vec<Frame>,
    /// Sentences and what must be read in them.
    pub examples: Vec<Example>,
    /// Sentences that tell of no such event.
    pub near_misses: Vec<String>,
}

/// One way to say that an event happened: a trigger and where its parties stand.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Frame {
    /// Stable name: `visit/verb`.
    pub id: String,
    /// Verbs, with the words that belong to them: "call on".
    pub verb: Vec<String>,
    /// Light verbs that take one of `noun` as their object.
    pub light: Vec<String>,
    /// Nouns that carry the meaning; these and the next, once read, in the singular.
    pub noun: Words,
    /// With `verb`: nouns that its object must be one of.
    pub object_noun: Words,
    /// With `verb`: nouns that its object must not be.
    pub object_not: Words,
    /// With `object_noun`: any counted or measured thing will do that is none of these.
    pub counted_not: Words,
    /// With `verb`: an adverb that must stand by it.
    pub adverb: Vec<String>,
    /// Prepositions of several words that tell of the event by themselves: "at the urging of X, Y did".
    pub preposition: Vec<String>,
    /// Nouns that tell of the event by themselves: "a *visit* by X to Y followed", "during an *inspection* of Y, X did".
    pub nominal: Words,
    /// Words that tell of the event wherever they stand, in their plain forms: "registration certificate", "give * its
    /// word"; `*` stands for up to a few words, `its` for any possessive.
    pub anywhere: Vec<String>,
    /// With `anywhere`: only after the verb of a clause that tells of nothing else.
    pub alone: bool,
    /// Words beside which it tells of something else: with `verb` as they stand, with `anywhere` in their plain forms.
    pub unless: Vec<String>,
    /// Where the agents stand.
    pub agent: Vec<String>,
    /// Where the targets stand.
    pub target: Vec<String>,
    /// Types that an agent may have; empty admits all.
    pub agent_types: Vec<String>,
    /// Types that a target may have; empty admits all.
    pub target_types: Vec<String>,
    /// A target of no such type makes it another story.
    pub strict: bool,
    /// What must follow: `to`, `that`, `that-will`, `about`, `quote`, `object`, ….
    pub complement: Vec<String>,
    /// Nouns that the subject must be one of: "thanks went to".
    pub subject_noun: Words,
    /// Nouns that tell of the event by themselves, with their parties around them: "talks between X and Y ended".
    pub occasion: Words,
    /// With `occasion`: prepositions that must stand before the noun, at the front of the sentence: "thanks to a gift from X".
    pub before: Vec<String>,
    /// Also in the present tense: what stands tells what was done ("the boiler comes from X").
    pub standing: bool,
    /// No event unless an agent was found.
    pub needs_agent: bool,
    /// No event unless a target was found.
    pub needs_target: bool,
    /// No event unless a target was found or the object is plainly a gift.
    pub needs_target_or_object: bool,
    /// With `verb`: verbs one of which must follow as an infinitive: "invited X to *reconsider*".
    pub infinitive: Vec<String>,
    /// With `verb` and prepositions as `complement`: nouns that must follow one of these: "walked X through the forms".
    pub with_noun: Words,
    /// Nouns one of which must stand after the verb in its clause: "struck X off the *register*".
    pub beside: Words,
    /// No event unless "with" names somebody.
    pub needs_with: bool,
    /// No event unless two parties were found.
    pub needs_pair: bool,
    /// The object itself must be a body.
    pub object_is_body: bool,
    /// Who speaks must be who will act ("said that it would").
    #[serde(rename = "self")]
    pub own: bool,
    /// Who speaks must not be who will act.
    pub unless_self: bool,
    /// Only as reported speech.
    pub reported: bool,
}

/// A sentence that must be read in a certain way.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Lines "frame: agents -> targets", names joined by " + ".
    pub reads: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: String,
    verb: String,
    roles: Roles,
    link: String,
    #[serde(default)]
    symmetric: bool,
    /// Lists of nouns that several frames share, by name; a frame writes "@name".
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    #[serde(default, rename = "frame")]
    frames: Vec<Frame>,
    #[serde(default, rename = "example")]
    examples: Vec<Example>,
    #[serde(default, rename = "near-miss")]
    near_misses: Vec<NearMiss>,
}

#[derive(Deserialize)]
struct NearMiss {
    text: String,
}

#[derive(Deserialize)]
struct Roles {
    agent: String,
    target: String,
}

/// Every noun that a frame asks for.
pub(super) fn nouns(kinds: &[EventKind]) -> impl Iterator<Item = &String> {
    kinds.iter().flat_map(|kind| &kind.frames).flat_map(|f| {
        let lists = [&f.noun, &f.object_noun, &f.object_not, &f.subject_noun, &f.occasion, &f.with_noun];
        lists.into_iter().chain([&f.nominal, &f.beside, &f.counted_not]).flatten()
    })
}

/// A trigger: the words after the verb that belong to it, and the frame they begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Words after the verb's own form.
    pub rest: Vec<String>,
    /// Those of them that a sentence must have as they are.
    pub sieve: Sieve,
    /// Index of the kind.
    pub kind: usize,
    /// Index of the frame in the kind.
    pub frame: usize,
    /// Whether the verb is a light one.
    pub light: bool,
}

/// Words that tell of an event wherever they stand, and the frame that they begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The words after the first, in their plain forms.
    pub rest: Vec<String>,
    /// Those of them that a sentence must have, in some form.
    pub sieve: Sieve,
    /// Index of the kind.
    pub kind: usize,
    /// Index of the frame in the kind.
    pub frame: usize,
}

/// Phrases by their first word; the ones with more words come first.
pub type Phrases = FxHashMap<String, Vec<Phrase>>;

/// Triggers by the lemma of their verb; the ones with more words come first.
pub type Triggers = FxHashMap<String, Vec<Trigger>>;

/// Frames, each by kind and place in it, that tell of their event by a noun alone; by the last word of the noun.
pub type Nominals = FxHashMap<String, Vec<(usize, usize)>>;

/// Frames, each by kind and place in it, that tell of their event by a noun beside any verb; in order.
pub type Occasions = Vec<(usize, usize)>;

/// Reads every kind, in the order of their names; `language` tells what a slot may be.
pub(super) fn read(files: &Files, language: &Language) -> Result<Vec<EventKind>, LexiconError> {
    let mut kinds = Vec::new();
    for (name, _) in files.below("events/").filter(|(name, _)| name.ends_with(".toml")) {
        let mut file: File = super::parse(files, name)?;
        for frame in &mut file.frames {
            let lists =
                [&mut frame.noun, &mut frame.object_noun, &mut frame.object_not, &mut frame.subject_noun];
            for list in lists.into_iter().chain([
                &mut frame.occasion,
                &mut frame.with_noun,
                &mut frame.nominal,
                &mut frame.beside,
                &mut frame.counted_not,
            ]) {
                *list = shared(list, &file.lists).map(|n| plain(&n)).collect();
            }
        }
        let kind = EventKind {
            link: file.link.strip_prefix("gx:").unwrap_or(&file.link).to_owned(),
            name: file.kind,
            verb: file.verb,
            agent: file.roles.agent,
            target: file.roles.target,
            symmetric: file.symmetric,
            frames: file.frames,
            examples: file.examples,
            near_misses: file.near_misses.into_iter().map(|n| n.text).collect(),
        };
        check::kind(&kind, language, &files.origin(name))?;
        kinds.push(kind);
    }
    kinds.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(kinds)
}

/// The nouns of a list, those of a shared one ("@gifts") in place of its name.
fn shared<'a>(
    list: &'a Words,
    lists: &'a BTreeMap<String, Vec<String>>,
) -> impl Iterator<Item = String> + use<'a> {
    list.iter().flat_map(|noun| match noun.strip_prefix('@').and_then(|name| lists.get(name)) {
        Some(nouns) => nouns.clone(),
        None => vec![noun.clone()],
    })
}

/// A noun as sentences are compared with it: every word in small letters and in the singular.
fn plain(noun: &str) -> String {
    let word = |w: &str| {
        let w = w.to_lowercase();
        singular(&w).map(Cow::into_owned).unwrap_or(w)
    };
    noun.split(' ').map(word).collect::<Vec<_>>().join(" ").replace("foreign ngo law", "law")
}

/// Whether a word of a trigger stands for others like it: "their" for "its", "a" for "the".
fn is_interchangeable(word: &str) -> bool {
    matches!(word, "their" | "its" | "his" | "her" | "a" | "the")
}

/// Indexes the frames of all kinds by the verb that begins them.
pub(super) fn triggers(kinds: &[EventKind]) -> Triggers {
    let mut triggers = Triggers::default();
    for (k, kind) in kinds.iter().enumerate() {
        for (f, frame) in kind.frames.iter().enumerate() {
            for (list, light) in [(&frame.verb, false), (&frame.light, true)] {
                for phrase in list {
                    let mut words = phrase.split_whitespace().map(str::to_owned);
                    if let Some(verb) = words.next() {
                        let rest: Vec<String> = words.collect();
                        let sieve =
                            rest.iter().map(String::as_str).filter(|w| !is_interchangeable(w)).collect();
                        let trigger = Trigger { rest, sieve, kind: k, frame: f, light };
                        triggers.entry(verb).or_default().push(trigger);
                    }
                }
            }
        }
    }
    for list in triggers.values_mut() {
        list.sort_by_key(|t| std::cmp::Reverse(t.rest.len()));
    }
    triggers
}

/// Indexes the frames of all kinds by the last word of the nouns that tell of their event.
pub(super) fn nominals(kinds: &[EventKind]) -> Nominals {
    let mut nominals = Nominals::default();
    for (k, kind) in kinds.iter().enumerate() {
        for (f, frame) in kind.frames.iter().enumerate() {
            for head in frame.nominal.iter().filter_map(|n| n.split(' ').next_back()) {
                let list: &mut Vec<(usize, usize)> = nominals.entry(head.to_owned()).or_default();
                if list.last() != Some(&(k, f)) {
                    list.push((k, f));
                }
            }
        }
    }
    nominals
}

/// Lists the frames of all kinds that tell of their event by a noun beside any verb.
pub(super) fn occasions(kinds: &[EventKind]) -> Occasions {
    let frames = |(k, kind): (usize, &'_ EventKind)| {
        let by_noun = kind.frames.iter().enumerate().filter(|(_, f)| !f.occasion.is_empty());
        by_noun.map(|(f, _)| (k, f)).collect::<Vec<_>>()
    };
    kinds.iter().enumerate().flat_map(frames).collect()
}

/// Indexes what tells of an event wherever it stands by its first word.
pub(super) fn phrases(kinds: &[EventKind]) -> Phrases {
    let mut phrases = Phrases::default();
    for (k, kind) in kinds.iter().enumerate() {
        for (f, frame) in kind.frames.iter().enumerate() {
            for phrase in &frame.anywhere {
                let mut words = phrase.split_whitespace().map(str::to_owned);
                if let Some(first) = words.next() {
                    let rest: Vec<String> = words.collect();
                    let needed = |w: &&str| !matches!(*w, "*" | "its" | "the");
                    let sieve = rest.iter().map(String::as_str).filter(needed).collect();
                    let phrase = Phrase { rest, sieve, kind: k, frame: f };
                    phrases.entry(first).or_default().push(phrase);
                }
            }
        }
    }
    for list in phrases.values_mut() {
        list.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
    }
    phrases
}
