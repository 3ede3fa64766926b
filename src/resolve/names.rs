//! Which of the forms that refer to a body are names of it.

use crate::lexicon::{Countries, Files, LexiconError};
use rustc_hash::FxHashSet;
use serde::Deserialize;

const FILE: &str = "names/generic.toml";

/// The words of `ontology/names/generic.toml`.
#[derive(Debug, Default)]
pub struct GenericWords {
    determiners: FxHashSet<String>,
    several: FxHashSet<String>,
    words: FxHashSet<String>,
    security: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    determiners: FxHashSet<String>,
    several: FxHashSet<String>,
    words: FxHashSet<String>,
    security: FxHashSet<String>,
}

impl GenericWords {
    /// Reads the file.
    ///
    /// # Errors
    /// A file that is not of its form.
    pub fn read(files: &Files) -> Result<Self, LexiconError> {
        let malformed = |reason: String| LexiconError::Malformed { file: files.origin(FILE), reason };
        let text = files.get(FILE).ok_or_else(|| malformed("it is lacking".to_owned()))?;
        let Lists { determiners, several, words, security } =
            toml::from_str(text).map_err(|e| malformed(e.to_string()))?;
        Ok(GenericWords { determiners, several, words, security })
    }

    /// The name in a form that refers to a body, or nothing where the form only describes it.
    ///
    /// A name has a capitalised word, or one in a script without capitals, that not every body of its
    /// sort may bear; `countries` says which words are nationalities. An article in front is no part of it.
    pub fn name_in(&self, form: &str, countries: &Countries) -> Option<String> {
        let mut words: Vec<&str> = form.split_whitespace().collect();
        let determined = words.first().is_some_and(|w| self.determiners.contains(&folded(w)));
        if determined {
            let begin = words.iter().skip(1).position(|w| !starts_small(w)).map(|at| at + 1)?;
            words.drain(..begin);
        }
        let last = words.last()?;
        if (determined && starts_small(last)) || self.several.contains(&folded(last)) {
            return None;
        }
        let list = words.iter().any(|w| w.ends_with(',') || *w == "and");
        if list && words.iter().any(|w| self.several.contains(&folded(w))) {
            return None;
        }
        let telling = |word: &&str| {
            word.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
                .any(|token| self.tells(token, countries))
        };
        words.iter().any(telling).then(|| words.join(" "))
    }

    fn tells(&self, token: &str, countries: &Countries) -> bool {
        let token = token.trim_end_matches("'s").trim_end_matches("’s").trim_matches(['\'', '’']);
        let mut chars = token.chars();
        let Some(first) = chars.next() else { return false };
        let without_case = first.is_alphabetic() && !first.is_lowercase() && !first.is_uppercase();
        if !(without_case || (first.is_uppercase() && chars.next().is_some())) {
            return false;
        }
        let word = folded(token);
        let generic = |w: &str| self.words.contains(w) || self.determiners.contains(w);
        let singular = word.strip_suffix('s').unwrap_or(&word);
        let nationality =
            || countries.find_people(token).is_some() || countries.find_adjective(token).is_some();
        let ies = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
        !(generic(&word) || generic(singular) || ies.is_some_and(|w| generic(&w)) || nationality())
    }

    /// Words that any body of a sort may have in its name.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Whether any body of a sort may have a word of a name key in its name.
    pub(super) fn is_generic(&self, word: &str) -> bool {
        let ies = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
        self.words.contains(word)
            || self.words.contains(word.strip_suffix('s').unwrap_or(word))
            || ies.is_some_and(|w| self.words.contains(&w))
    }

    /// Whether a word of a name key may stand in the name of any public security organ.
    pub(super) fn is_security(&self, word: &str) -> bool {
        self.security.contains(word)
    }
}

/// A name as it is kept: one space between words, no article in front.
pub(super) fn tidy(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let article = words.len() > 1 && words[0].eq_ignore_ascii_case("the");
    words[usize::from(article)..].join(" ")
}

fn folded(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn starts_small(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_none_or(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn descriptions_are_no_names() {
        let lexicon = Lexicon::load(None).expect("built-in files");
        let generic = GenericWords::read(&lexicon.files).expect("a file");
        for form in [
            "the office",
            "both sides",
            "the Society",
            "its PSU",
            "the two hosts",
            "The Koreans",
            "the Korean federation",
            "the Gansu and Lanzhou PSB Foreign NGO Management Offices",
            "Beijing Districts",
            "the Women’s Federation",
            "General Labor Union",
            "U.S. Charity",
            "All three",
            "the provincial Public Security Department",
            "its Inner Mongolia representative office",
            "the Foreign NGO Management Office",
            "Shanghai offices of the Elm Trust, the Oak Trust and FIRB",
            "",
        ] {
            assert_eq!(generic.name_in(form, &lexicon.countries), None, "{form}");
        }
    }

    #[test]
    fn names_are_kept_without_their_article() {
        let lexicon = Lexicon::load(None).expect("built-in files");
        let generic = GenericWords::read(&lexicon.files).expect("a file");
        for (form, name) in [
            ("the Sichuan PSB", "Sichuan PSB"),
            ("ITLAS", "ITLAS"),
            ("the soon-to-relocate Elm Asia Foundation", "Elm Asia Foundation"),
            ("Gansu’s Public Security Bureau", "Gansu’s Public Security Bureau"),
            ("湖北省公安厅", "湖北省公安厅"),
            ("Dongcheng district government", "Dongcheng district government"),
        ] {
            assert_eq!(generic.name_in(form, &lexicon.countries).as_deref(), Some(name));
        }
    }
}
