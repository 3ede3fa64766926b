//! Under which keys an appellation is found by those that may be of the same body.

use super::facts::Id;
use super::identity::hashed;
use super::likeness::{ANYWHERE, Judge, RANKED, family};
use super::profile::Profile;
use std::collections::BTreeSet;

/// Names of more words are not looked for with one word less.
pub(super) const MOST_WORDS: usize = 10;

/// So many words a country or place at the begin or end of a name may have.
pub(super) const LONGEST_HOME: usize = 4;

/// A misspelt word has at least so many letters.
const LEAST_MISSPELT: usize = 5;

/// Keys of an appellation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// Those under which it is found.
    pub has: BTreeSet<Id>,
    /// Those under which it looks for others.
    pub asks: BTreeSet<Id>,
}

impl Keys {
    /// Whether the two find each other.
    pub fn meet(&self, other: &Keys) -> bool {
        !self.asks.is_disjoint(&other.has) && !other.asks.is_disjoint(&self.has)
    }
}

/// The first two and the last two letters of a word: of a misspelt word one of these is right.
pub(super) fn ends(word: &str) -> [String; 2] {
    let letters: Vec<char> = word.chars().collect();
    let (begin, end) = (letters.len().min(2), letters.len().saturating_sub(2));
    [letters[..begin].iter().collect(), letters[end..].iter().collect()]
}

impl Judge<'_> {
    /// The keys of an appellation. One finds another where a key that it asks for is a key of the other; of two that
    /// may be alike each finds the other. Two that do not have a likeness below [`super::DOUBTFUL`].
    ///
    /// A name that another has and more, or an abbreviation, is asked for under keys that only such names have: however
    /// many names differ in one word, none of these finds another. Cost: by the number and length of the names; at most
    /// about a dozen keys a name.
    pub fn blocks(&self, profile: &Profile) -> Keys {
        let family = family(&profile.kind);
        let bound = !profile.is(ANYWHERE) && !profile.sole;
        let code = profile.code.as_deref().filter(|_| bound).unwrap_or_default();
        let mut keys = Keys::default();
        let hash = |sort: &str, words: &str| hashed(&[family, sort, words]);
        let mut key = |sort: &str, words: &str| {
            keys.has.insert(hash(sort, words));
            keys.asks.insert(hash(sort, words));
        };
        let (mut only_has, mut only_asks) = (Vec::new(), Vec::new());
        for name in &profile.names {
            let mut sorted = name.clone();
            sorted.sort_unstable();
            let telling = self.tells_any(name);
            // What any body of a sort may be called is looked for at its place only.
            let at = if telling { "" } else { code };
            key("words", &format!("{at} {}", sorted.join(" ")));
            key("letters", &format!("{at} {}", name.concat()));
            if name.len() > MOST_WORDS {
                continue;
            }
            only_asks.push(hash("fewer", &sorted.join(" ")));
            for mut rest in self.without_home(name) {
                rest.sort_unstable();
                key("words", &format!(" {}", rest.join(" ")));
            }
            for left_out in 0..sorted.len() {
                let rest: Vec<&str> =
                    (0..sorted.len()).filter(|at| *at != left_out).map(|at| sorted[at].as_str()).collect();
                let word = &sorted[left_out];
                let tells = rest.iter().any(|word| self.tells(word));
                if tells {
                    only_has.push(hash("fewer", &rest.join(" ")));
                    only_asks.push(hash("words", &format!(" {}", rest.join(" "))));
                }
                if word.chars().count() >= LEAST_MISSPELT && (tells || self.tells(word)) {
                    let [begin, end] = ends(word);
                    key("begins", &format!("{begin} {}", rest.join(" ")));
                    key("ends", &format!("{end} {}", rest.join(" ")));
                }
            }
        }
        for name in &profile.whole {
            let mut sorted = name.clone();
            sorted.sort_unstable();
            key("whole", &sorted.join(" "));
        }
        let at = if profile.is(RANKED) { profile.place().unwrap_or_default() } else { "" };
        // An abbreviation counts only where one of two has no other name.
        let bare = profile.names.is_empty();
        for letters in profile.abbreviations.iter().chain(&profile.initials) {
            let letters = format!("{at} {letters}");
            if bare {
                key("bare", &letters);
                only_asks.push(hash("initials", &letters));
            } else {
                only_has.push(hash("initials", &letters));
                only_asks.push(hash("bare", &letters));
            }
        }
        for name in &profile.chinese {
            key("chinese", &name.letters);
            if let Some(rest) = name.without_place() {
                key("chinese", rest);
            }
            if name.telling.chars().count() >= 2 {
                key("stem", &name.stem);
            }
        }
        let decided = profile.decided.iter().flat_map(|(_, keys)| keys.iter().copied());
        keys.has.extend(only_has.into_iter().chain(decided.clone()));
        keys.asks.extend(only_asks.into_iter().chain(decided));
        keys
    }

    /// A name without a country or place at its begin or end.
    fn without_home(&self, name: &[String]) -> Vec<Vec<String>> {
        let mut rests = Vec::new();
        for length in 1..name.len().min(LONGEST_HOME + 1) {
            let (last, first) = (name.len() - length, length);
            for (home, rest) in [(&name[..first], &name[first..]), (&name[last..], &name[..last])] {
                let home = home.join(" ");
                let known = || self.geographic(&home);
                if self.tells_any(rest) && known() {
                    rests.push(rest.to_vec());
                }
            }
        }
        rests
    }
}
