//! Whether two passages are one voice: the words of one copied into the other, lightly edited perhaps.

use super::identity::gist;
use super::likeness::Judge;
use std::collections::BTreeSet;

/// From this on, two passages are one voice; in thousandths.
pub const ONE_VOICE: u16 = 800;

/// Passages of fewer words besides names and numbers are one voice only where they say the same.
const LEAST_WORDS: usize = 6;

/// No more words of a passage are compared.
const MOST_WORDS: usize = 200;

/// A passage prepared to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    gist: String,
    /// Words without a capital or digit, in their order.
    words: Vec<String>,
    /// Names and numbers that tell the passage from others of its sort.
    marks: BTreeSet<String>,
}

impl Judge<'_> {
    /// What is compared of a passage.
    pub fn wording(&self, quote: &str) -> Wording {
        let mut wording = Wording { gist: gist(quote), words: Vec::new(), marks: BTreeSet::new() };
        let tokens = quote.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty());
        for (at, token) in tokens.take(MOST_WORDS).enumerate() {
            let word = token.to_lowercase();
            let is_small = token.starts_with(char::is_lowercase) || at == 0;
            if token.chars().any(|c| c.is_ascii_digit()) {
                wording.marks.insert(word);
            } else if is_small {
                wording.words.push(word);
            } else if !(self.generic.is_generic(&word) || self.generic.is_security(&word)) {
                wording.marks.insert(word);
            }
        }
        wording
    }
}

impl Wording {
    /// How much of the words two passages share in one order, in thousandths: twice the longest common subsequence to
    /// their number together. Where each has a name or number that the other lacks they tell of different things,
    /// and it is 0. Cost: by the product of their lengths.
    pub fn likeness(&self, other: &Wording) -> u16 {
        if self.gist == other.gist {
            return 1000;
        }
        let (one, two) = (&self.words, &other.words);
        let exchanged = !(self.marks.is_subset(&other.marks) || other.marks.is_subset(&self.marks));
        if exchanged || one.len().min(two.len()) < LEAST_WORDS {
            return 0;
        }
        let total = one.len() + two.len();
        u16::try_from(2000 * common(one, two) / total).unwrap_or_default()
    }

    /// Whether one is copied from the other, or both from a third.
    pub fn is_one_voice(&self, other: &Wording) -> bool {
        self.likeness(other) >= ONE_VOICE
    }
}

/// The length of the longest common subsequence.
fn common(one: &[String], two: &[String]) -> usize {
    let mut row = vec![0; two.len() + 1];
    for word in one {
        let mut diagonal = 0;
        for (at, other) in two.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == other { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use std::sync::Arc;

    const TOLD: &str = "The Hubei PSB Foreign NGO Management Office recently paid a visit to Elm Trust, looked at its \
                        accounts, and answered questions on the annual report.";

    #[test]
    fn copies_are_told_from_other_facts_in_like_words() {
        let lexicon = Lexicon::load(None).expect("built-in files");
        let judge = Judge::new(&lexicon, Arc::default()).expect("files");
        for (passage, copied) in [
            (TOLD, true),
            (
                "The Hubei Public Security Bureau Foreign NGO Management Office recently paid a visit to Elm Trust, \
                 looked at its books, and answered questions on the annual report",
                true,
            ),
            (
                "Recently the Hubei PSB Foreign NGO Management Office paid a visit to Elm Trust, looked at its accounts, and \
                 answered questions on the annual report.",
                true,
            ),
            (
                "The Hubei PSB Foreign NGO Management Office recently paid a visit to Elm Trust, handed over its \
                 certificate, and urged it to open a bank account.",
                false,
            ),
            (
                "Staff of Elm Trust received the Hubei PSB Foreign NGO Management Office, which came to see how the \
                 charity keeps its accounts.",
                false,
            ),
        ] {
            let likeness = judge.wording(TOLD).likeness(&judge.wording(passage));
            assert_eq!(likeness >= ONE_VOICE, copied, "{likeness}: {passage}");
        }
        let (may, june) = (
            "In May it taught 30 of them how to file a plan.",
            "In June it taught 30 of them how to file a plan.",
        );
        assert!(!judge.wording(may).is_one_voice(&judge.wording(june)));
    }
}
