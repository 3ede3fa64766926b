//! What each rule got right.

use crate::lexicon::{Calibration, Sort};
use std::fmt::Write;

/// A line a rule and a line an assumption: right of found, precision, and between what it may lie.
///
/// ```
/// let lexicon = guanxi::lexicon::Lexicon::load(None)?;
/// assert!(guanxi::evaluate::rules(&lexicon.calibration).starts_with("entities"));
/// # Ok::<(), guanxi::lexicon::LexiconError>(())
/// ```
pub fn rules(counted: &Calibration) -> String {
    let mut out = String::new();
    for (sort, counts) in counted.sorts() {
        let _ = writeln!(out, "{} (right of found, precision, 95 % interval)", plural(sort));
        for (kind, rules) in counts {
            for (rule, count) in rules {
                line(&mut out, &format!("{kind} {rule}"), count.right, count.found);
            }
        }
    }
    let _ = writeln!(out, "by what was assumed, and what that takes off");
    for (name, assumed) in &counted.assumed {
        line(&mut out, &format!("{name}, times {:.2}", counted.factor(name)), assumed.right, assumed.found);
    }
    out
}

/// How a sort is called in tables.
pub(super) fn plural(sort: Sort) -> &'static str {
    match sort {
        Sort::Entity => "entities",
        Sort::Event => "events",
        Sort::Relation => "relations",
        Sort::Claim => "claims",
    }
}

fn line(out: &mut String, name: &str, right: u32, found: u32) {
    let (low, high) = wilson(right, found);
    let precision = f64::from(right) / f64::from(found.max(1));
    let _ = writeln!(out, "  {name:52} {right:4} of {found:4}  {precision:.2}  {low:.2} to {high:.2}");
}

/// The 95 % interval of a share after Wilson; 0 to 1 where nothing was found.
fn wilson(right: u32, found: u32) -> (f64, f64) {
    const Z: f64 = 1.959_964;
    let n = f64::from(found);
    if found == 0 {
        return (0.0, 1.0);
    }
    let share = f64::from(right) / n;
    let (middle, scale) = (share + Z * Z / (2.0 * n), 1.0 + Z * Z / n);
    let spread = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    (((middle - spread) / scale).max(0.0), ((middle + spread) / scale).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_that_of_wilson() {
        let (low, high) = wilson(8, 10);
        assert!((low - 0.4902).abs() < 1e-4 && (high - 0.9433).abs() < 1e-4, "{low} {high}");
        let (low, high) = wilson(10, 10);
        assert!((low - 0.7225).abs() < 1e-4 && (high - 1.0).abs() < 1e-9, "{low} {high}");
        assert_eq!(wilson(0, 0), (0.0, 1.0));
    }
}
