//! Whether confidence means what it says: stated beside measured.

use super::Judged;
use crate::lexicon::Sort;
use std::fmt::{Display, Formatter, Result};

/// Lower bounds of the bands, the last one up to 1.
const BANDS: [f64; 6] = [0.0, 0.5, 0.7, 0.8, 0.9, 0.95];

/// Statements of one band of confidence.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Band {
    /// How many.
    pub found: usize,
    /// How many are right.
    pub right: usize,
    /// Their confidences together.
    pub stated: f64,
}

/// Confidence and precision of one sort of statements.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reliability {
    /// By confidence, from 0 to 1.
    pub bands: [Band; BANDS.len()],
    /// Sum of the squared distances between confidence and outcome.
    squares: f64,
}

impl Reliability {
    /// Of the statements of a sort.
    pub fn of<'a>(judged: impl IntoIterator<Item = &'a Judged>, sort: Sort) -> Self {
        let mut out = Reliability::default();
        for one in judged.into_iter().filter(|j| j.sort == sort) {
            let band = BANDS.partition_point(|b| *b <= one.confidence).saturating_sub(1);
            let band = &mut out.bands[band];
            band.found += 1;
            band.right += usize::from(one.right);
            band.stated += one.confidence;
            out.squares += (one.confidence - f64::from(u8::from(one.right))).powi(2);
        }
        out
    }

    /// How many statements.
    pub fn found(&self) -> usize {
        self.bands.iter().map(|b| b.found).sum()
    }

    /// How far confidence is from precision, over the bands, weighted by their statements; 0 where there are none.
    pub fn expected_error(&self) -> f64 {
        let off: f64 = self.bands.iter().map(|b| (b.stated - b.right as f64).abs()).sum();
        by(off, self.found())
    }

    /// Mean squared distance between confidence and outcome; 0 where there is nothing.
    pub fn brier(&self) -> f64 {
        by(self.squares, self.found())
    }
}

fn by(sum: f64, number: usize) -> f64 {
    if number == 0 { 0.0 } else { sum / number as f64 }
}

impl Display for Reliability {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for (i, band) in self.bands.iter().enumerate().filter(|(_, b)| b.found > 0) {
            let to = BANDS.get(i + 1).copied().unwrap_or(1.0);
            let (stated, right) = (by(band.stated, band.found), by(band.right as f64, band.found));
            writeln!(
                f,
                "  {:.2} to {to:.2}   {stated:.3} stated  {right:.3} right   ({} of {})",
                BANDS[i], band.right, band.found
            )?;
        }
        writeln!(
            f,
            "  expected calibration error {:.3}, Brier score {:.3}",
            self.expected_error(),
            self.brier()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(confidence: f64, right: bool) -> Judged {
        Judged {
            sort: Sort::Event,
            kind: "Visit".to_owned(),
            rule: "visit/verb".to_owned(),
            assumed: Vec::new(),
            confidence,
            right,
        }
    }

    #[test]
    fn the_figures_are_those_counted_by_hand() {
        let all = [judged(0.9, true), judged(0.9, false), judged(1.0, true), judged(0.4, false)];
        let found = Reliability::of(&all, Sort::Event);
        // Bands: two at 0.9 of which one is right, one at 1 right, one at 0.4 wrong.
        assert!((found.expected_error() - (0.8 + 0.0 + 0.4) / 4.0).abs() < 1e-9);
        assert!((found.brier() - (0.01 + 0.81 + 0.0 + 0.16) / 4.0).abs() < 1e-9);
        insta::assert_snapshot!(found, @r"
          0.00 to 0.50   0.400 stated  0.000 right   (0 of 1)
          0.90 to 0.95   0.900 stated  0.500 right   (1 of 2)
          0.95 to 1.00   1.000 stated  1.000 right   (1 of 1)
          expected calibration error 0.300, Brier score 0.245
        ");
        assert_eq!(Reliability::of(&all, Sort::Claim).expected_error(), 0.0);
    }
}
