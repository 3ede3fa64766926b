//! English as `ontology/language/` describes it: closed classes, verbs, and words by what is said with them.

use super::{Files, LexiconError, Verbs};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// A set of words in small letters.
pub type Words = FxHashSet<String>;

/// Closed classes, control verbs and verb forms.
#[derive(Debug, Default)]
pub struct Language {
    /// Every verb form.
    pub verbs: Verbs,
    /// The closed classes.
    pub words: Classes,
    /// The class of every word of a closed class.
    classes: FxHashMap<String, Class>,
    /// What an infinitive under a verb means.
    pub control: Control,
    /// Verbs by what stands beside them.
    pub senses: Senses,
    /// Prepositions by what they join.
    pub prepositions: Prepositions,
    /// Nouns by what is said with them.
    pub nouns: Nouns,
    /// Words that say when.
    pub time: Time,
}

/// Closed classes of words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // each field is the class that the file names
pub struct Classes {
    pub determiners: Words,
    pub possessives: Words,
    pub pronouns: Words,
    pub numerals: Words,
    pub prepositions: Words,
    pub conjunctions: Words,
    pub subordinators: Words,
    pub relatives: Words,
    pub be: Words,
    pub have: Words,
    #[serde(rename = "do")]
    pub do_: Words,
    pub modals: Words,
    pub future: Words,
    pub negations: Words,
    pub adverbs: Words,
    pub hypothetical: Words,
    pub failing_by_little: Words,
    pub presence: Words,
    pub titling: Words,
}

/// The class that a word belongs to by itself, the first in this order of those that have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // each is the class of the field of [`Classes`] with its name
pub enum Class {
    Negation,
    /// A form of be, have, do, or a modal.
    Auxiliary,
    Possessive,
    Relative,
    Conjunction,
    Determiner,
    Numeral,
    Pronoun,
    Adverb,
    Subordinator,
    Preposition,
}

impl Classes {
    fn by_word(&self) -> FxHashMap<String, Class> {
        let lists = [
            (&self.negations, Class::Negation),
            (&self.be, Class::Auxiliary),
            (&self.have, Class::Auxiliary),
            (&self.do_, Class::Auxiliary),
            (&self.modals, Class::Auxiliary),
            (&self.possessives, Class::Possessive),
            (&self.relatives, Class::Relative),
            (&self.conjunctions, Class::Conjunction),
            (&self.determiners, Class::Determiner),
            (&self.numerals, Class::Numeral),
            (&self.pronouns, Class::Pronoun),
            (&self.adverbs, Class::Adverb),
            (&self.subordinators, Class::Subordinator),
            (&self.prepositions, Class::Preposition),
        ];
        let mut classes = FxHashMap::default();
        for (words, class) in lists {
            // "until Monday" is as common as "until it left".
            for word in words.iter().filter(|w| !(class == Class::Subordinator && *w == "until")) {
                classes.entry(word.clone()).or_insert(class);
            }
        }
        classes
    }
}

impl Language {
    /// The closed class of a word in small letters.
    pub fn class(&self, word: &str) -> Option<Class> {
        self.classes.get(word).copied()
    }
}

/// Verbs by what the infinitive after them means.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// Its doer is the object.
    pub object: Words,
    /// Its doer is whom the preposition after the verb brings in.
    pub object_after: Words,
    /// Somebody who calls on another comes for it himself.
    pub errands: Words,
    /// It is still to come.
    pub planned: Words,
    /// It is no event of its own.
    pub blocked: Words,
    /// It happened.
    pub occurred: Words,
    /// Verbs of saying.
    pub reporting: Words,
}

/// Verbs by what stands beside them: `language/verbs.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // each field is the list that the file names
pub struct Senses {
    pub comment: Words,
    pub addressing: Words,
    pub wishing: Words,
    pub intransitive: Words,
    pub before_of: Words,
    pub before_preposition: Words,
    pub providing: Words,
    pub giving: Words,
    pub perceiving: Words,
    pub cancelling: Words,
    pub drawing: Words,
    pub sending: Words,
    pub inviting: Words,
    pub lecturing: Words,
    pub teaming: Words,
    pub composing: Words,
    pub helping: Words,
    pub adjectival: Words,
    pub holding: Words,
    pub hosting: Words,
    pub attending: Words,
    pub quoting: Words,
    pub unfolding: Words,
    pub failing: Words,
    pub taking: Words,
    pub unreal: Vec<String>,
    pub dropping: Words,
    pub accepting: Words,
    pub moving: Words,
    pub seating: Words,
}

/// Prepositions by what they join: `language/prepositions.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // each field is the list that the file names
pub struct Prepositions {
    #[serde(deserialize_with = "by_first_word")]
    compound: FxHashMap<String, Vec<Vec<String>>>,
    pub complement: Words,
    pub joining: Words,
    pub before_participle: Words,
    pub companions: Words,
    pub partners: Words,
    pub belonging: Words,
    pub occasions: Words,
    pub occasions_after_body: Words,
}

impl Prepositions {
    /// Whether any list has that preposition.
    pub fn has(&self, preposition: &str) -> bool {
        let first = preposition.split(' ').next().unwrap_or_default();
        let lists = [
            &self.complement,
            &self.joining,
            &self.before_participle,
            &self.companions,
            &self.partners,
            &self.belonging,
            &self.occasions,
            &self.occasions_after_body,
        ];
        lists.iter().any(|l| l.contains(preposition))
            || self.compound(first).iter().any(|words| words.join(" ") == preposition)
    }

    /// The prepositions of several words that begin with that word, as their words.
    pub fn compound(&self, first: &str) -> &[Vec<String>] {
        self.compound.get(first).map_or(&[], Vec::as_slice)
    }
}

/// Nouns by what is said with them: `language/nouns.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // each field is the list that the file names
pub struct Nouns {
    pub attendees: Words,
    pub meetings: Words,
    pub trainings: Words,
    pub makings: Words,
    pub shows: Words,
    pub seats: Words,
    pub podiums: Words,
    pub stalls: Words,
    pub occasions: Words,
    pub bands: Words,
    pub premises: Words,
    pub helps: Words,
    pub gerunds: Words,
    pub stands_for_owner: Words,
    /// Writings that speak for who wrote them.
    pub letters: Words,
    pub stand_ins: Words,
    pub wishes: Words,
    pub quantities: Words,
    pub listed: Words,
    pub honorifics: Words,
    pub plans: Words,
    pub open: Words,
    pub chances: Words,
    pub ideas: Words,
    pub texts: Words,
    pub benches: Words,
    pub stops: Words,
    pub tours: Words,
    pub companions: Words,
    pub travellers: Words,
    pub meals: Words,
}

/// Words that say when: `language/time.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // each field is the list that the file names
pub struct Time {
    pub words: Words,
    pub adjectives: Words,
    pub periods: Words,
    pub terms: Words,
    /// Days with a name, in small letters, as month and day.
    pub holidays: FxHashMap<String, (i8, i8)>,
    pub background: Words,
    pub histories: Words,
    pub documents: Words,
}

#[derive(Deserialize)]
struct VerbFile {
    irregular: Vec<String>,
    common: Vec<String>,
    control: Control,
    senses: Senses,
}

/// Phrases of several words under the first of them, those of one first word in the order of the file.
fn by_first_word<'de, D: serde::Deserializer<'de>>(
    file: D,
) -> Result<FxHashMap<String, Vec<Vec<String>>>, D::Error> {
    let mut out: FxHashMap<String, Vec<Vec<String>>> = FxHashMap::default();
    for phrase in Vec::<String>::deserialize(file)? {
        let words: Vec<String> = phrase.split_whitespace().map(str::to_owned).collect();
        if let Some(first) = words.first() {
            out.entry(first.clone()).or_default().push(words);
        }
    }
    Ok(out)
}

/// Reads `language/`.
pub(super) fn read(files: &Files) -> Result<Language, LexiconError> {
    let words: Classes = super::parse(files, "language/words.toml")?;
    let file: VerbFile = super::parse(files, "language/verbs.toml")?;
    let mut verbs = Verbs::new(&file.irregular);
    let control = &file.control;
    let sets = [&control.object, &control.planned, &control.blocked, &control.occurred, &control.reporting];
    let mut bases: Vec<&str> = file.common.iter().map(String::as_str).collect();
    bases.extend(sets.iter().flat_map(|s| s.iter()).filter(|w| !w.contains(' ')).map(String::as_str));
    bases.sort_unstable();
    for base in bases {
        verbs.add(base);
    }
    Ok(Language {
        verbs,
        classes: words.by_word(),
        words,
        control: file.control,
        senses: file.senses,
        prepositions: super::parse(files, "language/prepositions.toml")?,
        nouns: super::parse(files, "language/nouns.toml")?,
        time: super::parse(files, "language/time.toml")?,
    })
}
