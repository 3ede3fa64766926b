//! How often each rule is right, as counted on annotated texts: `ontology/calibration.toml`.
//!
//! The figures are those of the texts that the file names, on which the rules were developed: on other texts they are
//! somewhat lower. `guanxi evaluate DIR` shows by how much.

use super::{Files, LexiconError};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Where the counts are.
pub(super) const FILE: &str = "calibration.toml";

/// How many cases of the like what is thought beforehand counts for, against those counted. Of the weights tried (2 to 50)
/// one of those with which examples left out are foretold best.
const WEIGHT: f64 = 16.0;

/// Nothing that a program reads is certain.
const HIGHEST: f64 = 0.99;

/// What a rule states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// That an organisation is there, and of what type; its kind is the type.
    Entity,
    /// That something happened or is planned: kind, parties, standing.
    Event,
    /// A standing relation.
    Relation,
    /// A role or the like of one organisation; its kind is the first word.
    Claim,
}

/// What a rule stated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// Those that the annotation bears out.
    pub right: u32,
    /// All.
    pub found: u32,
    /// How many would be right if the rule never erred: fewer than found, where assumptions err.
    pub at_best: f64,
}

/// What was stated under one assumption.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assumed {
    /// Those that the annotation bears out.
    pub right: u32,
    /// All.
    pub found: u32,
    /// How many would be right if the assumption never erred.
    pub expected: f64,
}

/// Counts of rules, by kind.
pub type Counts = BTreeMap<String, BTreeMap<String, Count>>;

/// The counts of all rules and assumptions.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Calibration {
    /// Names of the texts on which they were counted.
    pub texts: Vec<String>,
    /// Of entities, by type.
    pub entity: Counts,
    /// Of events, by kind.
    pub event: Counts,
    /// Of relations, by kind.
    pub relation: Counts,
    /// Of claims, by their first word.
    pub claim: Counts,
    /// Of assumptions, by their words.
    pub assumed: BTreeMap<String, Assumed>,
}

impl Calibration {
    /// The sorts with their counts.
    pub fn sorts(&self) -> [(Sort, &Counts); 4] {
        [
            (Sort::Entity, &self.entity),
            (Sort::Event, &self.event),
            (Sort::Relation, &self.relation),
            (Sort::Claim, &self.claim),
        ]
    }

    /// The counts of a sort.
    pub fn counts(&self, sort: Sort) -> &Counts {
        match sort {
            Sort::Entity => &self.entity,
            Sort::Event => &self.event,
            Sort::Relation => &self.relation,
            Sort::Claim => &self.claim,
        }
    }

    /// The same, to be added to.
    pub fn counts_mut(&mut self, sort: Sort) -> &mut Counts {
        match sort {
            Sort::Entity => &mut self.entity,
            Sort::Event => &mut self.event,
            Sort::Relation => &mut self.relation,
            Sort::Claim => &mut self.claim,
        }
    }

    /// How likely a rule is right where nothing is assumed, between 0 and 1: its counts, drawn towards those of its kind the more, the fewer they
    /// are, and those of a kind towards those of the sort.
    pub fn precision(&self, sort: Sort, kind: &str, rule: &str) -> f64 {
        let counts = self.counts(sort);
        let all = sum(counts.values().flat_map(BTreeMap::values));
        // Nothing counted: one right and one wrong beforehand.
        let all = drawn(all, 0.5, 2.0);
        let Some(rules) = counts.get(kind) else { return all };
        let kind = drawn(sum(rules.values()), all, WEIGHT);
        rules.get(rule).map_or(kind, |count| drawn(*count, kind, WEIGHT))
    }

    /// By how much an assumption lowers that: what is right under it by what would be without it, drawn towards the same
    /// of all assumptions; never above 1.
    pub fn factor(&self, assumption: &str) -> f64 {
        let ratio = |a: Assumed, before: f64| {
            ((f64::from(a.right) + WEIGHT * before) / (a.expected + WEIGHT)).min(1.0)
        };
        let all = self.assumed.values().fold(Assumed::default(), |a, b| Assumed {
            right: a.right + b.right,
            found: a.found + b.found,
            expected: a.expected + b.expected,
        });
        let all = ratio(all, 1.0);
        self.assumed.get(assumption).map_or(all, |a| ratio(*a, all))
    }

    /// The confidence that a record states: the rule's precision times the factors of what was assumed, to two decimals.
    pub fn confidence<'a>(
        &self,
        sort: Sort,
        kind: &str,
        rule: &str,
        assumed: impl IntoIterator<Item = &'a str>,
    ) -> f64 {
        stated(self.precision(sort, kind, rule), assumed.into_iter().map(|a| self.factor(a)))
    }
}

/// A confidence, to two decimals.
fn stated(precision: f64, factors: impl Iterator<Item = f64>) -> f64 {
    let value = (precision * factors.product::<f64>()).min(HIGHEST);
    (value * 100.0).round() / 100.0
}

/// What a [`Calibration`] says of every rule and assumption, worked out once: a record asks for each many times.
#[derive(Debug, Default)]
pub struct Precisions {
    sorts: FxHashMap<Sort, Level<Level<f64>>>,
    factors: Level<f64>,
}

/// What is known by name, and what holds for everything else: the precision of any other kind, rule or assumption.
#[derive(Debug, Default)]
struct Level<T> {
    named: FxHashMap<String, T>,
    other: f64,
}

impl Precisions {
    pub(super) fn of(calibration: &Calibration) -> Self {
        let kind = |sort: Sort, kind: &String, rules: &BTreeMap<String, Count>| {
            let named = rules.keys().map(|rule| (rule.clone(), calibration.precision(sort, kind, rule)));
            (kind.clone(), Level { named: named.collect(), other: calibration.precision(sort, kind, "") })
        };
        let sort = |(sort, counts): (Sort, &Counts)| {
            let named = counts.iter().map(|(name, rules)| kind(sort, name, rules)).collect();
            (sort, Level { named, other: calibration.precision(sort, "", "") })
        };
        let factors = calibration.assumed.keys().map(|name| (name.clone(), calibration.factor(name)));
        let factors = Level { named: factors.collect(), other: calibration.factor("") };
        Precisions { sorts: calibration.sorts().into_iter().map(sort).collect(), factors }
    }

    /// The same as [`Calibration::confidence`].
    pub fn confidence<'a>(
        &self,
        sort: Sort,
        kind: &str,
        rule: &str,
        assumed: impl IntoIterator<Item = &'a str>,
    ) -> f64 {
        let precision = self.sorts.get(&sort).map_or(0.0, |kinds| match kinds.named.get(kind) {
            Some(rules) => rules.named.get(rule).copied().unwrap_or(rules.other),
            None => kinds.other,
        });
        let factor = |name: &str| self.factors.named.get(name).copied().unwrap_or(self.factors.other);
        stated(precision, assumed.into_iter().map(factor))
    }
}

fn sum<'a>(counts: impl Iterator<Item = &'a Count>) -> Count {
    counts.fold(Count::default(), |a, b| Count {
        right: a.right + b.right,
        found: a.found + b.found,
        at_best: a.at_best + b.at_best,
    })
}

/// The mean of a Beta distribution: what is thought beforehand as `weight` cases, then the cases counted.
fn drawn(count: Count, before: f64, weight: f64) -> f64 {
    ((f64::from(count.right) + weight * before) / (count.at_best + weight)).min(1.0)
}

/// Reads the counts.
pub(super) fn read(files: &Files) -> Result<Calibration, LexiconError> {
    let calibration: Calibration = super::parse(files, FILE)?;
    let malformed = |what: &str| LexiconError::Malformed {
        file: files.origin(FILE),
        reason: format!(
            "{what:?} has more right than found, or expects what cannot be; `guanxi evaluate DIR --calibrate` writes the file"
        ),
    };
    let wrong = |found: u32, right: u32, of: f64| right > found || !(0.0..=f64::from(found)).contains(&of);
    let rules = calibration.sorts().into_iter().flat_map(|(_, counts)| counts.values().flatten());
    let rules = rules.filter(|(_, c)| wrong(c.found, c.right, c.at_best)).map(|(name, _)| name);
    let assumed = calibration.assumed.iter().filter(|(_, a)| wrong(a.found, a.right, a.expected));
    if let Some(name) = rules.chain(assumed.map(|(name, _)| name)).next() {
        return Err(malformed(name));
    }
    Ok(calibration)
}

/// The file: what [`read`] reads.
impl std::fmt::Display for Calibration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "# How often each rule is right, counted on annotated texts; confidence is made of it.")?;
        writeln!(f, "# Written by `guanxi evaluate DIR --calibrate`, not by hand (see events/README.md).\n")?;
        writeln!(f, "texts = [")?;
        for text in &self.texts {
            writeln!(f, "  {text:?},")?;
        }
        writeln!(f, "]")?;
        for ((_, counts), name) in self.sorts().into_iter().zip(["entity", "event", "relation", "claim"]) {
            for (kind, rules) in counts {
                writeln!(f, "\n[{name}.{kind:?}]")?;
                for (rule, Count { right, found, at_best }) in rules {
                    writeln!(f, "{rule:?} = {{ right = {right}, found = {found}, at_best = {at_best:.2} }}")?;
                }
            }
        }
        writeln!(f, "\n[assumed]")?;
        for (name, Assumed { right, found, expected }) in &self.assumed {
            writeln!(f, "{name:?} = {{ right = {right}, found = {found}, expected = {expected:.2} }}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calibration() -> Calibration {
        toml::from_str(
            "texts = [\"a\"]\n[event.Visit]\n\"visit/verb\" = { right = 18, found = 20, at_best = 19.0 }\n\"visit/rare\" = { right = 0, found = 1, at_best = 1.0 }\n\
             [event.Thanks]\n\"thanks/verb\" = { right = 79, found = 79, at_best = 79.0 }\n\
             [assumed]\n\"party by pronoun\" = { right = 6, found = 10, expected = 9.0 }\n\"day\" = { right = 10, found = 10, expected = 9.0 }",
        )
        .expect("well-formed counts")
    }

    #[test]
    fn a_rule_is_as_good_as_its_counts_and_a_rare_one_like_its_kind() {
        let counts = calibration();
        let all = (97.0 + 1.0) / (99.0 + 2.0);
        let kind = (18.0 + 16.0 * all) / (20.0 + 16.0);
        let precision = |kind: &str, rule: &str| counts.precision(Sort::Event, kind, rule);
        assert!((precision("Visit", "visit/verb") - (18.0 + 16.0 * kind) / 35.0).abs() < 1e-9);
        assert!((precision("Visit", "visit/rare") - 16.0 * kind / 17.0).abs() < 1e-9);
        assert!((precision("Visit", "visit/new") - kind).abs() < 1e-9);
        assert!((precision("Parade", "parade/verb") - all).abs() < 1e-9);
        assert!((counts.precision(Sort::Claim, "role", "x") - 0.5).abs() < 1e-9);
    }

    #[test]
    fn what_is_worked_out_once_is_what_the_counts_say() {
        let counts = calibration();
        let once = Precisions::of(&counts);
        for (sort, kind, rule) in [
            (Sort::Event, "Visit", "visit/verb"),
            (Sort::Event, "Visit", "visit/new"),
            (Sort::Event, "Parade", "parade/verb"),
            (Sort::Claim, "role", "x"),
        ] {
            for assumed in [&[][..], &["day"], &["party by pronoun", "unheard of"]] {
                let expected = counts.confidence(sort, kind, rule, assumed.iter().copied());
                let found = once.confidence(sort, kind, rule, assumed.iter().copied());
                assert!((found - expected).abs() < 1e-9, "{rule}");
            }
        }
    }

    #[test]
    fn an_assumption_lowers_and_never_raises() {
        let counts = calibration();
        let all = (16.0 + 16.0) / (18.0 + 16.0);
        assert!((counts.factor("party by pronoun") - (6.0 + 16.0 * all) / 25.0).abs() < 1e-9);
        assert!((counts.factor("something new") - all).abs() < 1e-9);
        assert_eq!((counts.factor("day"), Calibration::default().factor("day")), (1.0, 1.0));
        let confidence = |assumed: &[&str]| {
            counts.confidence(Sort::Event, "Thanks", "thanks/verb", assumed.iter().copied())
        };
        assert_eq!((confidence(&[]), confidence(&["party by pronoun", "day"])), (0.99, 0.84));
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let counts = calibration();
        assert_eq!(toml::from_str::<Calibration>(&counts.to_string()).ok(), Some(counts));
    }
}
