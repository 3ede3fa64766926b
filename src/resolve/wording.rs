//! Names as they are compared: wordings of one name made one.

use super::misspelt::Slips;
use super::names::GenericWords;
use crate::lexicon::{Files, LexiconError};
use crate::text::name_key;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

const FILE: &str = "names/wordings.toml";

/// What the organs of one place have in common.
const GOVERNMENT: &str = "government";

/// The words of `ontology/names/wordings.toml`.
#[derive(Debug, Default)]
pub struct Wordings {
    spellings: FxHashMap<String, String>,
    left_out: FxHashSet<String>,
    apart: FxHashSet<String>,
    weak: FxHashSet<String>,
    office: FxHashSet<String>,
    state: FxHashSet<String>,
    levels: Vec<String>,
    sole: Sole,
    /// Several words with the one that stands for them; longest first.
    phrases: Vec<(Vec<String>, Vec<String>)>,
    slips: Slips,
    /// Older names in plain words, in sorted order, with the newer; longest first.
    renamed: Vec<(Vec<String>, Vec<String>)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    legal_forms: Vec<String>,
    empty: Vec<String>,
    spellings: BTreeMap<String, Vec<String>>,
    phrases: BTreeMap<String, Vec<String>>,
    apart: Words,
    weak: Words,
    office: Words,
    state: Words,
    levels: Words,
    sole: Sole,
    renamed: Vec<Renamed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

/// Words by which a name says that there is but one such body, anywhere in it or as its first word.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sole {
    anywhere: Vec<String>,
    first: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Renamed {
    to: String,
    from: Vec<String>,
    /// Words of rank, each of which stands before all of these: "Department of …".
    #[serde(default)]
    heads: Vec<String>,
}

impl Wordings {
    /// Reads the file.
    ///
    /// # Errors
    /// A file that is not of its form.
    pub fn read(files: &Files, generic: &GenericWords) -> Result<Self, LexiconError> {
        let malformed = |reason: String| LexiconError::Malformed { file: files.origin(FILE), reason };
        let text = files.get(FILE).ok_or_else(|| malformed("it is lacking".to_owned()))?;
        let lists: Lists = toml::from_str(text).map_err(|e| malformed(e.to_string()))?;
        let forms = lists.spellings.into_iter();
        let mut wordings = Wordings {
            spellings: forms
                .flat_map(|(word, forms)| forms.into_iter().map(move |f| (f, word.clone())))
                .collect(),
            left_out: lists.legal_forms.into_iter().chain(lists.empty).collect(),
            apart: lists.apart.words.into_iter().collect(),
            weak: lists.weak.words.into_iter().collect(),
            office: lists.office.words.into_iter().collect(),
            state: lists.state.words.into_iter().collect(),
            levels: lists.levels.words,
            sole: lists.sole,
            phrases: Vec::new(),
            slips: Slips::of(generic.words()),
            renamed: Vec::new(),
        };
        let phrases = lists.phrases.iter();
        wordings.phrases = phrases
            .flat_map(|(word, forms)| forms.iter().map(move |form| (form, word)))
            .map(|(form, word)| (split(form), split(word)))
            .collect();
        wordings.phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        for renamed in &lists.renamed {
            wordings.rename(renamed);
        }
        wordings.renamed.sort_by_key(|(older, _)| std::cmp::Reverse(older.len()));
        Ok(wordings)
    }

    fn rename(&mut self, Renamed { to, from, heads }: &Renamed) {
        let nothing = [String::new()];
        for head in if heads.is_empty() { &nothing[..] } else { heads } {
            let to = self.plain(&format!("{head} {to}"));
            for older in from {
                let mut older = self.plain(&format!("{head} {older}"));
                older.sort_unstable();
                self.renamed.push((older, to.clone()));
            }
        }
    }

    /// The words that a name is compared by, in order: a name key's, in one spelling, without legal forms. Names of
    /// renamed organs give the present one's.
    ///
    /// `beside` are words that belong to no organ's name, such as its place's.
    pub fn words(&self, name: &str, beside: impl Fn(&str) -> bool) -> Vec<String> {
        let words = self.plain(name);
        let mut own: Vec<&String> = words.iter().filter(|word| !beside(word)).collect();
        own.sort_unstable();
        let renamed = self.renamed.iter().find(|(older, _)| own.iter().copied().eq(older));
        match renamed {
            Some((_, to)) => words.iter().filter(|word| beside(word)).chain(to).cloned().collect(),
            None => words,
        }
    }

    fn plain(&self, name: &str) -> Vec<String> {
        let key = name_key(&without_dots(name));
        let respelt = |word: &str| -> String {
            let word = self.slips.right(word).unwrap_or(word);
            self.spellings.get(word).map_or(word, String::as_str).to_owned()
        };
        let mut all: Vec<String> = key.split(' ').filter(|word| !word.is_empty()).map(respelt).collect();
        for (phrase, word) in &self.phrases {
            while let Some(at) = all.windows(phrase.len()).position(|words| words == phrase.as_slice()) {
                all.splice(at..at + phrase.len(), word.iter().cloned());
            }
        }
        let kept: Vec<String> = all.iter().filter(|word| !self.left_out.contains(*word)).cloned().collect();
        if kept.is_empty() { all } else { kept }
    }

    /// Whether names that differ by this word are names of two bodies.
    pub fn sets_apart(&self, word: &str) -> bool {
        self.apart.contains(word) || word.bytes().any(|b| b.is_ascii_digit())
    }

    /// Leaves out the words by which an organ says of which state it is: "China’s Ministry of …".
    pub(super) fn drop_state(&self, words: &mut Vec<String>) {
        if words.iter().any(|word| !self.state.contains(word)) {
            words.retain(|word| !self.state.contains(word));
        }
    }

    /// Leaves out "government" where the words tell which of its organs is meant: "Government Foreign Affairs Office".
    pub(super) fn drop_government(&self, words: &mut Vec<String>) {
        if words.iter().any(|word| self.levels.contains(word) || self.office.contains(word)) {
            words.retain(|word| word != GOVERNMENT);
        }
    }

    /// Whether words say that there is but one such body.
    pub(super) fn is_sole(&self, words: &[String]) -> bool {
        words.iter().any(|word| self.sole.anywhere.contains(word))
            || words.first().is_some_and(|word| self.sole.first.contains(word))
    }

    /// Makes one word of those for an organ's rank.
    pub(super) fn level(&self, word: &mut String) {
        if let Some(first) = self.levels.first().filter(|_| self.levels.contains(word)) {
            word.clone_from(first);
        }
    }

    /// Whether a word says that a representative office is one.
    pub fn is_of_office(&self, word: &str) -> bool {
        self.office.contains(word)
    }

    /// Whether a fuller wording may have this word, a shorter not.
    pub fn is_weak(&self, word: &str) -> bool {
        self.weak.contains(word)
    }
}

fn split(words: &str) -> Vec<String> {
    words.split(' ').map(str::to_owned).collect()
}

/// "e.V." and "U.S." as "eV" and "US": points between single letters fall away.
fn without_dots(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let single = |at: usize| {
        chars.get(at).is_some_and(|c| c.is_alphabetic())
            && at.checked_sub(1).is_none_or(|before| !chars[before].is_alphanumeric())
            && !chars.get(at + 1).is_some_and(|c| c.is_alphanumeric())
    };
    let mut out = String::with_capacity(name.len());
    for (at, c) in chars.iter().enumerate() {
        let between = *c == '.' && at > 0 && single(at - 1);
        if !between {
            out.push(*c);
        }
    }
    out
}

/// The initials of the words of a name that are written with a capital: "World Fund for Bees" gives `wfb`. None where
/// there are fewer than three.
pub(super) fn initials(name: &str) -> Option<String> {
    let name = name.split(['(', '（']).next().unwrap_or(name);
    let words = name.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'));
    let letters: String = words
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase())
        .flat_map(char::to_lowercase)
        .collect();
    (letters.chars().count() >= 3).then_some(letters)
}

/// The letters of an abbreviation, lower-cased: one word of two to eight letters, all or all but one of them capitals.
pub(super) fn abbreviation(name: &str) -> Option<String> {
    let letters: Vec<char> = name.chars().filter(|c| *c != '.').collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    let fits = (2..=8).contains(&letters.len()) && letters.iter().all(|c| c.is_ascii_alphabetic());
    (fits && capitals >= 2 && capitals + 1 >= letters.len())
        .then(|| name_key(&letters.iter().collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> String {
        let files = crate::lexicon::Lexicon::load(None).expect("built-in files").files;
        let generic = GenericWords::read(&files).expect("a file");
        Wordings::read(&files, &generic).expect("a file").words(name, |w| w == "hubei").join(" ")
    }

    #[test]
    fn wordings_of_one_name_have_one_form() {
        for (one, other) in [
            ("Elm Labour Centre Ltd.", "The Elm Labor Center"),
            ("Verein Ulme e.V.", "Verein Ulme"),
            ("Hubei Environmental Protection Department", "Hubei Department of Ecology and Environment"),
            ("Friends of the Elm Assn.", "Friends of Elm Association"),
        ] {
            let (mut one, mut other): (Vec<_>, Vec<_>) = (
                words(one).split(' ').map(str::to_owned).collect(),
                words(other).split(' ').map(str::to_owned).collect(),
            );
            one.sort();
            other.sort();
            assert_eq!(one, other);
        }
        assert_ne!(words("Ministry of Health"), words("Ministry of Education"));
    }

    #[test]
    fn abbreviations_and_initials_meet() {
        assert_eq!(initials("World Fund for Bees (Hong Kong)").as_deref(), Some("wfb"));
        assert_eq!(abbreviation("WFB").as_deref(), Some("wfb"));
        assert_eq!(abbreviation("Elm"), None);
    }
}
