//! Under which keys an appellation is found by those that may be of the same body.

use super::facts::Id;
use super::identity::hashed;
use super::likeness::{ANYWHERE, Judge, RANKED, family};
use super::profile::Profile;
use std::collections::BTreeSet;

/// Names of more words are not looked for with one word less.
pub(super) const MOST_WORDS: usize = 10;

/// So many letters of the one telling word of a name are taken to be spelt right.
pub(super) const PREFIX: usize = 4;

/// So many words a country or place at the begin or end of a name may have.
pub(super) const LONGEST_HOME: usize = 4;

impl Judge<'_> {
    /// The keys of an appellation. Two that share none have a likeness below [`super::DOUBTFUL`]; two that share one may
    /// be alike. Cost: by the number and length of the names; at most about a dozen keys a name.
    pub fn blocks(&self, profile: &Profile) -> BTreeSet<Id> {
        let family = family(&profile.kind);
        let bound = !profile.is(ANYWHERE) && !profile.sole;
        let code = profile.code.as_deref().filter(|_| bound).unwrap_or_default();
        let mut keys = BTreeSet::new();
        let mut key = |sort: &str, words: &str| _ = keys.insert(hashed(&[family, sort, words]));
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
            for mut rest in self.without_home(name) {
                rest.sort_unstable();
                key("words", &format!(" {}", rest.join(" ")));
            }
            for left_out in 0..sorted.len() {
                let rest: Vec<&str> =
                    (0..sorted.len()).filter(|at| *at != left_out).map(|at| sorted[at].as_str()).collect();
                let word = &sorted[left_out];
                if rest.iter().any(|word| self.tells(word)) {
                    key("words", &format!(" {}", rest.join(" ")));
                    key("rest", &rest.join(" "));
                } else if self.tells(word) && word.chars().count() > PREFIX {
                    let prefix: String = word.chars().take(PREFIX).collect();
                    key("prefix", &format!("{prefix} {}", rest.join(" ")));
                }
            }
        }
        for name in &profile.whole {
            let mut sorted = name.clone();
            sorted.sort_unstable();
            key("whole", &sorted.join(" "));
        }
        let at = if profile.is(RANKED) { profile.place().unwrap_or_default() } else { "" };
        for letters in profile.abbreviations.iter().chain(&profile.initials) {
            key("initials", &format!("{at} {letters}"));
        }
        for name in &profile.chinese {
            key("chinese", &name.letters);
        }
        keys.extend(profile.decided.iter().flat_map(|(_, keys)| keys));
        keys
    }

    /// A name without a country or place of several words at its begin or end.
    fn without_home(&self, name: &[String]) -> Vec<Vec<String>> {
        let mut rests = Vec::new();
        for length in 2..name.len().min(LONGEST_HOME + 1) {
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
