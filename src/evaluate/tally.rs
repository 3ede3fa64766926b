//! Counts of what is right, what was found and what is there.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;

/// Right, found, there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found and there.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// There, by the annotation.
    pub there: usize,
}

impl Tally {
    pub(super) fn add<T: Ord>(&mut self, gold: &BTreeSet<T>, system: &BTreeSet<T>) {
        self.right += gold.intersection(system).count();
        self.found += system.len();
        self.there += gold.len();
    }

    /// Share of what was found that is right; 0 where nothing was found.
    pub fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// Share of what is there that was found; 0 where nothing is there.
    pub fn recall(&self) -> f64 {
        share(self.right, self.there)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// To four places, as JSON shows it.
pub(super) fn rounded(figure: f64) -> f64 {
    format!("{figure:.4}").parse().unwrap_or(figure)
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Tally", 3)?;
        fields.serialize_field("p", &rounded(self.precision()))?;
        fields.serialize_field("r", &rounded(self.recall()))?;
        fields.serialize_field("f1", &rounded(self.f1()))?;
        fields.end()
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (p, r, f1) = (self.precision(), self.recall(), self.f1());
        let Tally { right, found, there } = self;
        write!(f, "P {p:.3}  R {r:.3}  F1 {f1:.3}   ({right} right of {found} found, {there} there)")
    }
}

/// A part of a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub part: usize,
    /// The whole.
    pub whole: usize,
}

impl Share {
    pub(super) fn count(&mut self, holds: bool) {
        self.part += usize::from(holds);
        self.whole += 1;
    }

    /// The part by the whole; none where there is nothing.
    pub fn ratio(&self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.ratio() {
            Some(ratio) => write!(f, "{ratio:.3}   ({} of {})", self.part, self.whole),
            None => write!(f, "none"),
        }
    }
}
