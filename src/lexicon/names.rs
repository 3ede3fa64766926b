//! How organisations are named and referred to: `ontology/names/`.

use super::{Files, LexiconError};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a head noun says of a body's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Head {
    /// A university.
    University,
    /// A university or a school, as the words beside it say.
    UniversityOrSchool,
    /// An organ of state or Party.
    GovernmentBody,
    /// An embassy or consulate.
    ForeignMission,
    /// A mainland body.
    DomesticOrganization,
    /// A society of either side of the border.
    Society,
}

/// What a noun such as "office" or "donor" may refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Referent {
    /// A body of that type.
    Type(String),
    /// A body whose own name has the noun.
    Named,
    /// Any body.
    Any,
    /// Who had a part in an earlier event of the post: host, donor, supervisor, ….
    Role(String),
}

/// Names, references and people.
#[derive(Debug, Default)]
pub struct Names {
    heads: FxHashMap<String, Head>,
    longest_head: usize,
    /// Heads that stand in front, as in other languages: "Fondation X".
    pub front: FxHashSet<String>,
    /// Words beside which a college is a place of higher education.
    pub higher: FxHashSet<String>,
    /// First words that say "of the mainland".
    pub mainland: FxHashSet<String>,
    /// Small words that may stand inside a name.
    pub inner: FxHashSet<String>,
    /// Capitalised words that open a sentence and no name.
    pub openers: FxHashSet<String>,
    /// Capitalised things that are no body, in small letters.
    pub never: FxHashSet<String>,
    /// Last words of names of things.
    pub ends: FxHashSet<String>,
    references: FxHashMap<String, Vec<Referent>>,
    longest_reference: usize,
    /// People who stand for their body.
    pub persons: FxHashSet<String>,
    /// People of a public security organ.
    pub police_people: FxHashSet<String>,
    /// People who, alone, are of whom the sentence is about.
    pub leaders: FxHashSet<String>,
    /// Words, in small letters, after which a head noun alone refers.
    pub determiners: FxHashSet<String>,
    /// Nouns between a country and a name: "the Australian charity X".
    pub nouns_before: FxHashSet<String>,
    /// Adjectives that may open both a sentence and a name.
    pub opening_adjectives: FxHashSet<String>,
    /// Capitalised words before a name that are no part of it.
    pub titles: FxHashSet<String>,
    /// Small words before the first of which the head of a name stands.
    pub complements: FxHashSet<String>,
    /// What may follow a short form in the full name, in small letters.
    pub after_short_form: FxHashSet<String>,
    /// Heads that "on" may follow inside a name.
    pub heads_before_on: FxHashSet<String>,
    /// Heads of societies that are as often a mainland body’s.
    pub local_heads: FxHashSet<String>,
    /// Adjectives between an owner and its office.
    pub office_adjectives: FxHashSet<String>,
    /// How public security organs are named.
    pub police: Police,
}

/// How public security organs and their offices are named: `names/police.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Police {
    /// Words of rank that follow a place.
    pub ranks: FxHashSet<String>,
    /// What an office for NGOs calls itself, in small letters.
    pub offices: FxHashSet<String>,
    /// What it does, in small letters.
    pub manages: FxHashSet<String>,
}

#[derive(Deserialize)]
struct HeadFile {
    heads: BTreeMap<String, Vec<String>>,
    front: FxHashSet<String>,
    higher: FxHashSet<String>,
    mainland: FxHashSet<String>,
    inner: FxHashSet<String>,
    openers: FxHashSet<String>,
    opening_adjectives: FxHashSet<String>,
    titles: FxHashSet<String>,
    complements: FxHashSet<String>,
    after_short_form: FxHashSet<String>,
    heads_before_on: FxHashSet<String>,
    local_heads: FxHashSet<String>,
    office_adjectives: FxHashSet<String>,
    never: Never,
}

#[derive(Deserialize)]
struct Never {
    names: Vec<String>,
    ends: FxHashSet<String>,
}

#[derive(Deserialize)]
struct ReferenceFile {
    nouns: BTreeMap<String, Vec<String>>,
    persons: Persons,
    around: Around,
}

#[derive(Deserialize)]
struct Persons {
    nouns: FxHashSet<String>,
    police: FxHashSet<String>,
    leaders: FxHashSet<String>,
}

#[derive(Deserialize)]
struct Around {
    determiners: FxHashSet<String>,
    nouns: FxHashSet<String>,
}

impl Names {
    /// What the longest known noun that ends a sequence of small words may refer to. A plural is understood.
    pub fn referents(&self, nouns: &[&str]) -> Option<&[Referent]> {
        let from = nouns.len().saturating_sub(self.longest_reference);
        (from..nouns.len()).find_map(|start| {
            let tail = nouns[start..].join(" ");
            let found = self.references.get(&tail);
            found.or_else(|| self.references.get(&singular(&tail)?)).map(Vec::as_slice)
        })
    }

    /// The head noun that ends a sequence of words, with its number of words: the longest that fits.
    /// A plural is understood.
    pub fn head(&self, words: &[&str]) -> Option<(Head, usize)> {
        let words = &words[words.len().saturating_sub(self.longest_head + 1)..];
        let mut joined = String::new();
        let mut starts = Vec::with_capacity(words.len());
        for (i, word) in words.iter().enumerate() {
            let word = word.to_lowercase().replace('’', "'");
            // A possessive is a token of its own, but belongs to the word before it.
            let possessive = word.starts_with("'s") || word == "'" && i + 1 < words.len();
            if i > 0 && !possessive {
                joined.push(' ');
            }
            starts.push(joined.len());
            joined.push_str(&word);
        }
        for (i, start) in starts.iter().enumerate() {
            let tail = &joined[*start..];
            let found = self.heads.get(tail).or_else(|| singular(tail).and_then(|s| self.heads.get(&s)));
            if let Some(head) = found {
                return Some((*head, words.len() - i));
            }
        }
        None
    }
}

/// The singular of an English noun by rule, where the word looks like a plural.
pub fn singular(noun: &str) -> Option<String> {
    if let Some(stem) = noun.strip_suffix("ies").filter(|s| s.len() > 1) {
        Some(format!("{stem}y"))
    } else if let Some(stem) =
        noun.strip_suffix("es").filter(|s| ["s", "x", "ch", "sh"].iter().any(|e| s.ends_with(e)))
    {
        Some(stem.to_owned())
    } else {
        noun.strip_suffix('s').filter(|s| s.len() > 1 && !s.ends_with('s')).map(str::to_owned)
    }
}

/// Reads `names/`.
pub(super) fn read(files: &Files) -> Result<Names, LexiconError> {
    let file: HeadFile = super::parse(files, "names/heads.toml")?;
    let mut names = Names {
        front: file.front,
        higher: file.higher,
        mainland: file.mainland,
        inner: file.inner,
        openers: file.openers,
        never: file.never.names.iter().map(|n| n.to_lowercase().replace('’', "'")).collect(),
        ends: file.never.ends,
        opening_adjectives: file.opening_adjectives,
        titles: file.titles,
        complements: file.complements,
        after_short_form: file.after_short_form,
        heads_before_on: file.heads_before_on,
        local_heads: file.local_heads,
        office_adjectives: file.office_adjectives,
        police: super::parse(files, "names/police.toml")?,
        ..Names::default()
    };
    for (kind, nouns) in &file.heads {
        let head = match kind.as_str() {
            "University" => Head::University,
            "UniversityOrSchool" => Head::UniversityOrSchool,
            "GovernmentBody" => Head::GovernmentBody,
            "ForeignMission" => Head::ForeignMission,
            "DomesticOrganization" => Head::DomesticOrganization,
            "Society" => Head::Society,
            other => {
                let reason = format!(
                    "[heads] has no group {other}; known: University, UniversityOrSchool, GovernmentBody, ForeignMission, DomesticOrganization, Society"
                );
                return Err(LexiconError::Malformed { file: files.origin("names/heads.toml"), reason });
            }
        };
        for noun in nouns {
            names.longest_head = names.longest_head.max(noun.split_whitespace().count());
            names.heads.insert(noun.to_lowercase(), head);
        }
    }
    let file: ReferenceFile = super::parse(files, "names/reference.toml")?;
    names.persons = file.persons.nouns;
    names.police_people = file.persons.police;
    names.leaders = file.persons.leaders;
    names.determiners = file.around.determiners;
    names.nouns_before = file.around.nouns;
    for (noun, kinds) in file.nouns {
        let referents = kinds
            .into_iter()
            .map(|k| match k.as_str() {
                "named" => Referent::Named,
                "any" => Referent::Any,
                _ if k.starts_with(char::is_uppercase) => Referent::Type(k),
                _ => Referent::Role(k),
            })
            .collect();
        names.longest_reference = names.longest_reference.max(noun.split(' ').count());
        names.references.insert(noun, referents);
    }
    Ok(names)
}
