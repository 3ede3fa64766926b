//! How organisations are named and referred to: `ontology/names/`.

use super::{Files, LexiconError};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use smallvec::SmallVec;
use std::borrow::Cow;
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

/// The fewest letters of a head noun that is known though one letter is wrong.
const LEAST_MISSPELT: usize = 8;

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
    /// Heads of one word long enough to be known when misspelt.
    long_heads: Vec<String>,
    /// Where those stand in the list that begin with three letters, and those that end with three.
    long_heads_by_ends: [FxHashMap<[u8; 3], Vec<usize>>; 2],
    /// Last words of heads, and of nouns that refer, in both numbers.
    head_ends: FxHashSet<String>,
    reference_ends: FxHashSet<String>,
    /// Heads that stand in front, as in other languages: "Fondation X".
    pub front: FxHashSet<String>,
    /// Words beside which a college is a place of higher education.
    pub higher: FxHashSet<String>,
    /// Laws and their like: "for" and "on" after them say what they are about.
    pub laws: FxHashSet<String>,
    /// Publications: "of" after them says whose they are.
    pub publications: FxHashSet<String>,
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
    /// Last words of those of several words, in both numbers.
    person_ends: FxHashSet<String>,
    /// People of a public security organ.
    pub police_people: FxHashSet<String>,
    /// People who, alone, are of whom the sentence is about.
    pub leaders: FxHashSet<String>,
    /// People whom no public security organ has.
    pub governors: FxHashSet<String>,
    /// People whom every body has: said of them, nobody in particular is meant.
    pub everywhere: FxHashSet<String>,
    /// The words in whose names people of a sort are at home: "pupil": "school".
    pub houses: FxHashMap<String, Vec<String>>,
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
    /// Heads after which "of" and a country only tell whose the body is.
    pub heads_of_home: FxHashSet<String>,
    /// People whose possessive stands inside names.
    pub owners: FxHashSet<String>,
    /// Legal forms.
    pub legal_forms: FxHashSet<String>,
    /// What bodies are concerned with.
    pub fields: FxHashSet<String>,
    /// Fields of one organ that "and" joins, in small letters: "science and technology".
    pub joint_fields: Vec<String>,
    /// Ends of names of things that a body’s name may have too, where its head stands in front.
    pub soft_ends: FxHashSet<String>,
    /// Heads of parts of a body.
    pub unit_heads: FxHashSet<String>,
    /// Heads that end a phrase inside a name as often as a name.
    pub soft_heads: FxHashSet<String>,
    /// Heads before "to" and a verb.
    pub heads_before_to: FxHashSet<String>,
    /// Deeds in a name whose "to" goes on with it: "Society for Aid to Refugees".
    pub deeds_before_to: FxHashSet<String>,
    /// Words after which "the" goes on a name.
    pub before_the: FxHashSet<String>,
    /// Adjectives that name a ruler after "the".
    pub epithets: FxHashSet<String>,
    /// By a noun that refers to a body: words that the name of such a body never has.
    pub never_called: FxHashMap<String, Vec<String>>,
    /// Nouns for countries of a kind, after "in".
    pub lands: FxHashSet<String>,
    /// Small words of other languages, inside names.
    pub inner_abroad: FxHashSet<String>,
    /// First words that say "of the wide world".
    pub worldly: FxHashSet<String>,
    /// Legal forms after a society’s head that bodies of Hong Kong have.
    pub society_forms: FxHashSet<String>,
    /// Last words of the heads of people’s organisations.
    pub peoples_heads: FxHashSet<String>,
    /// Words of rank that end a place’s name, with their level, the highest first.
    pub place_ranks: FxHashMap<String, u8>,
    /// How public security organs are named.
    pub police: Police,
    /// What around a name says that it names a body.
    pub context: Context,
}

/// What around a name without a head noun says that it names a body, or a person: `names/context.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Context {
    /// Nouns before a preposition and the name, in small letters, singular.
    pub nouns: FxHashSet<String>,
    /// Such prepositions.
    pub prepositions: FxHashSet<String>,
    /// Participles before "by" and the name.
    pub done_by: FxHashSet<String>,
    /// Verbs whose object it is, in the base form.
    pub objects: FxHashSet<String>,
    /// Prepositions between two bodies that act as one.
    pub companions: FxHashSet<String>,
    /// Nouns for a body, right before the name or in apposition after it.
    pub bodies: FxHashSet<String>,
    /// Titles before a person’s name.
    pub titles: FxHashSet<String>,
    /// Chinese family names.
    pub surnames: FxHashSet<String>,
    /// Given names of other countries.
    pub given: FxHashSet<String>,
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
    heads_of_home: FxHashSet<String>,
    owners: FxHashSet<String>,
    legal_forms: FxHashSet<String>,
    fields: FxHashSet<String>,
    joint_fields: Vec<String>,
    soft_ends: FxHashSet<String>,
    unit_heads: FxHashSet<String>,
    soft_heads: FxHashSet<String>,
    heads_before_to: FxHashSet<String>,
    deeds_before_to: FxHashSet<String>,
    epithets: FxHashSet<String>,
    lands: FxHashSet<String>,
    inner_abroad: FxHashSet<String>,
    before_the: FxHashSet<String>,
    laws: FxHashSet<String>,
    publications: FxHashSet<String>,
    worldly: FxHashSet<String>,
    society_forms: FxHashSet<String>,
    peoples_heads: FxHashSet<String>,
    place_ranks: FxHashMap<String, u8>,
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
    #[serde(default)]
    never: BTreeMap<String, Vec<String>>,
    persons: Persons,
    around: Around,
}

#[derive(Deserialize)]
struct Persons {
    nouns: FxHashSet<String>,
    police: FxHashSet<String>,
    leaders: FxHashSet<String>,
    governors: FxHashSet<String>,
    everywhere: FxHashSet<String>,
    #[serde(default)]
    house: Vec<House>,
}

#[derive(Deserialize)]
struct House {
    people: Vec<String>,
    bodies: Vec<String>,
}

#[derive(Deserialize)]
struct Around {
    determiners: FxHashSet<String>,
    nouns: FxHashSet<String>,
}

impl Names {
    /// Whether a noun that refers may end in that word.
    fn may_refer(&self, last: &str) -> bool {
        self.reference_ends.contains(last)
    }

    /// What the longest known noun that ends the nouns of a phrase may refer to, as [`Names::referents`] has it.
    pub fn referents_of<'w>(
        &self,
        nouns: impl DoubleEndedIterator<Item = &'w str> + Clone,
    ) -> Option<&[Referent]> {
        // Most phrases are passed over by their last noun.
        let may = self.may_refer(nouns.clone().next_back()?);
        may.then(|| self.referents(&nouns.collect::<Vec<_>>())).flatten()
    }

    /// What the longest known noun that ends a sequence of small words may refer to. A plural is understood.
    pub fn referents(&self, nouns: &[&str]) -> Option<&[Referent]> {
        if !self.may_refer(nouns.last()?) {
            return None;
        }
        let nouns = &nouns[nouns.len().saturating_sub(self.longest_reference)..];
        let joined = match nouns {
            [noun] => Cow::Borrowed(*noun),
            nouns => Cow::Owned(nouns.join(" ")),
        };
        let mut from = 0;
        nouns.iter().find_map(|noun| {
            let tail = &joined[from..];
            from += noun.len() + 1;
            let found = self.references.get(tail);
            found.or_else(|| self.references.get(&*singular(tail)?)).map(Vec::as_slice)
        })
    }

    /// Whether a noun in small letters is that of people who stand for their body: "director". A plural is understood.
    pub fn is_person(&self, noun: &str) -> bool {
        self.persons.contains(noun) || singular(noun).is_some_and(|one| self.persons.contains(&*one))
    }

    /// The same of a noun of two words: "legal representatives".
    pub fn is_person_of_two(&self, first: &str, last: &str) -> bool {
        self.person_ends.contains(last) && self.is_person(&format!("{first} {last}"))
    }

    /// The head noun that ends a sequence of words, with its number of words: the longest that fits.
    /// A plural is understood.
    pub fn head(&self, words: &[&str]) -> Option<(Head, usize)> {
        let last = words.last()?;
        // The stop of "Co., Ltd." is a word of its own.
        let stop = *last == ".";
        if last.is_ascii()
            && !stop
            && !last.starts_with('\'')
            && !self.head_ends.contains(&last.to_ascii_lowercase())
        {
            return self.misspelt_head(last).map(|head| (head, 1));
        }
        let words = &words[words.len().saturating_sub(self.longest_head + 1)..];
        let mut joined = String::with_capacity(words.iter().map(|w| w.len() + 1).sum());
        let mut starts: SmallVec<[usize; 8]> = SmallVec::new();
        for (i, word) in words.iter().enumerate() {
            let plain = word.is_ascii() && !word.starts_with('\'') && !matches!(*word, "." | ",");
            if plain {
                if i > 0 {
                    joined.push(' ');
                }
                starts.push(joined.len());
                joined.push_str(word);
                joined[starts[i]..].make_ascii_lowercase();
                continue;
            }
            let word = word.to_lowercase().replace('’', "'");
            // A possessive is a token of its own, but belongs to the word before it; so do the marks of "Co., Ltd."
            let possessive = word.starts_with("'s") || word == "'" && i + 1 < words.len();
            if i > 0 && !possessive && !matches!(word.as_str(), "." | ",") {
                joined.push(' ');
            }
            starts.push(joined.len());
            joined.push_str(&word);
        }
        for (i, start) in starts.iter().enumerate() {
            let tail = &joined[*start..];
            let found = self.heads.get(tail).or_else(|| singular(tail).and_then(|s| self.heads.get(&*s)));
            if let Some(head) = found {
                return Some((*head, words.len() - i));
            }
        }
        words.last().and_then(|w| self.misspelt_head(w)).map(|head| (head, 1))
    }

    /// The long head noun that a capitalised word is one letter off: "Fundation".
    fn misspelt_head(&self, word: &str) -> Option<Head> {
        if word.len() < LEAST_MISSPELT || !word.starts_with(char::is_uppercase) || self.fields.contains(word)
        {
            return None;
        }
        let word = word.to_lowercase();
        let near = |known: &&String| {
            known.len().abs_diff(word.len()) <= 1 && strsim::osa_distance(known, &word) == 1
        };
        // One letter leaves the first ones or the last ones as they are.
        let [first, last] = &self.long_heads_by_ends;
        let (begins, ends) = both_ends(&word)?;
        let mut known: Vec<usize> =
            [first.get(&begins), last.get(&ends)].into_iter().flatten().flatten().copied().collect();
        known.sort_unstable();
        let found = known.into_iter().map(|at| &self.long_heads[at]).find(near)?;
        self.heads.get(found).copied()
    }
}

/// The singular of an English noun by rule, where the word looks like a plural.
#[inline]
pub fn singular(noun: &str) -> Option<Cow<'_, str>> {
    // Most words are told by their last letter, where this is called.
    if noun.ends_with('s') { singular_of_plural(noun) } else { None }
}

fn singular_of_plural(noun: &str) -> Option<Cow<'_, str>> {
    if let Some(stem) = noun.strip_suffix("ies").filter(|s| s.len() > 1) {
        Some(Cow::Owned(format!("{stem}y")))
    } else if let Some(stem) = noun
        .strip_suffix("es")
        .filter(|s| ["x", "ch", "sh", "s"].iter().any(|e| s.ends_with(e)) && !ends_with_e(s))
    {
        Some(Cow::Borrowed(stem))
    } else {
        noun.strip_suffix('s').filter(|s| s.len() > 1 && !s.ends_with('s')).map(Cow::Borrowed)
    }
}

/// Whether a singular ends in "e" that ends so without it: "course", "promise", "house", not "class", "campus".
fn ends_with_e(stem: &str) -> bool {
    let single = stem.ends_with('s') && !stem.ends_with("ss");
    let latin = stem.ends_with("us") && !stem.ends_with("ous") && !stem.ends_with("aus");
    single && !latin && stem.len() > 3
}

/// The first three bytes of a word, and the last three.
fn both_ends(word: &str) -> Option<([u8; 3], [u8; 3])> {
    Some((*word.as_bytes().first_chunk()?, *word.as_bytes().last_chunk()?))
}

/// The last word of a phrase, and its plurals by every rule that [`singular`] undoes.
fn ends(phrase: &str) -> impl Iterator<Item = String> {
    let word = phrase.split(' ').next_back().unwrap_or_default().to_owned();
    let ies = word.strip_suffix('y').map(|stem| format!("{stem}ies"));
    [format!("{word}s"), format!("{word}es"), word].into_iter().chain(ies)
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
        heads_of_home: file.heads_of_home,
        owners: file.owners,
        legal_forms: file.legal_forms,
        fields: file.fields,
        joint_fields: file.joint_fields,
        soft_ends: file.soft_ends,
        unit_heads: file.unit_heads,
        soft_heads: file.soft_heads,
        heads_before_to: file.heads_before_to,
        deeds_before_to: file.deeds_before_to,
        before_the: file.before_the,
        epithets: file.epithets,
        lands: file.lands,
        inner_abroad: file.inner_abroad,
        laws: file.laws,
        publications: file.publications,
        worldly: file.worldly,
        society_forms: file.society_forms,
        peoples_heads: file.peoples_heads,
        place_ranks: file.place_ranks,
        police: super::parse(files, "names/police.toml")?,
        context: super::parse(files, "names/context.toml")?,
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
            names.head_ends.extend(ends(&noun.to_lowercase()));
            names.heads.insert(noun.to_lowercase(), head);
            if noun.len() > LEAST_MISSPELT && noun.chars().all(|c| c.is_ascii_alphabetic()) {
                let noun = noun.to_lowercase();
                if let Some((begins, ends)) = both_ends(&noun) {
                    let [first, last] = &mut names.long_heads_by_ends;
                    first.entry(begins).or_default().push(names.long_heads.len());
                    last.entry(ends).or_default().push(names.long_heads.len());
                }
                names.long_heads.push(noun);
            }
        }
    }
    let file: ReferenceFile = super::parse(files, "names/reference.toml")?;
    names.persons = file.persons.nouns;
    names.person_ends = names.persons.iter().filter(|p| p.contains(' ')).flat_map(|p| ends(p)).collect();
    names.police_people = file.persons.police;
    names.leaders = file.persons.leaders;
    names.governors = file.persons.governors;
    names.everywhere = file.persons.everywhere;
    for house in file.persons.house {
        for people in house.people {
            names.houses.entry(people).or_default().extend(house.bodies.iter().cloned());
        }
    }
    names.determiners = file.around.determiners;
    names.nouns_before = file.around.nouns;
    names.never_called = file.never.into_iter().collect();
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
        names.reference_ends.extend(ends(&noun));
        names.references.insert(noun, referents);
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn plurals_lose_only_what_the_singular_has_not() {
        let pairs = [
            ("courses", "course"),
            ("nurses", "nurse"),
            ("houses", "house"),
            ("promises", "promise"),
            ("classes", "class"),
            ("campuses", "campus"),
            ("buses", "bus"),
            ("boxes", "box"),
            ("churches", "church"),
            ("duties", "duty"),
            ("offices", "office"),
        ];
        for (plural, one) in pairs {
            assert_eq!(singular(plural).as_deref(), Some(one), "{plural}");
        }
        assert_eq!(singular("class"), None);
    }
}
