//! Under which keys an appellation is found by those that may be of the same body.

use super::facts::Id;
use super::identity::hashed;
use super::likeness::{Judge, Profile, family};
use std::collections::BTreeSet;

/// Names of more words are not looked for with one word less.
const MOST_WORDS: usize = 10;

/// So many letters of the one telling word of a name are taken to be spelt right.
const PREFIX: usize = 4;

impl Judge<'_> {
    /// The keys of an appellation. Two that share none have a likeness below [`super::DOUBTFUL`]; two that share one may
    /// be alike. Cost: by the number and length of the names; at most about a dozen keys a name.
    pub fn blocks(&self, profile: &Profile) -> BTreeSet<Id> {
        let family = family(&profile.kind);
        let code = profile.code.as_deref().filter(|_| self.is_ranked(profile)).unwrap_or_default();
        let mut keys = BTreeSet::new();
        let mut key = |sort: &str, words: &str| _ = keys.insert(hashed(&[family, sort, words]));
        for name in &profile.names {
            let mut sorted = name.clone();
            sorted.sort_unstable();
            let telling = name.iter().any(|word| self.tells(word));
            // What any body of a sort may be called is looked for at its place only.
            let at = if telling { "" } else { code };
            key("words", &format!("{at} {}", sorted.join(" ")));
            key("letters", &format!("{at} {}", name.concat()));
            if name.len() > MOST_WORDS {
                continue;
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
        if !self.is_ranked(profile) {
            profile
                .abbreviations
                .iter()
                .chain(&profile.initials)
                .for_each(|letters| key("initials", letters));
        }
        for name in &profile.chinese {
            key("chinese", name);
        }
        keys.extend(profile.decided.iter().flat_map(|(_, keys)| keys));
        keys
    }
}
