//! Counts of what each rule got right, from which confidence is made.

use super::{Judged, Report};
use crate::lexicon::Calibration;

/// Counts the statements of documents by rule and by assumption.
pub fn calibrate(reports: &[Report]) -> Calibration {
    counted(&reports.iter().collect::<Vec<_>>())
}

/// The statements of each document with the confidence that the counts of the other documents give: how calibration holds
/// on texts that it was not made on. Cost: quadratic in the documents.
pub fn foretold(reports: &[Report]) -> Vec<Judged> {
    let mut out = Vec::new();
    for (left, report) in reports.iter().enumerate() {
        let others: Vec<&Report> =
            reports.iter().enumerate().filter(|(i, _)| *i != left).map(|(_, r)| r).collect();
        let measured = counted(&others);
        out.extend(report.judged.iter().cloned().map(|j| {
            let assumed = j.assumed.iter().map(String::as_str);
            let confidence = measured.confidence(j.sort, &j.kind, &j.rule, assumed);
            Judged { confidence, ..j }
        }));
    }
    out
}

/// Rounds after which rules and assumptions, each counted in the light of the other, no longer change.
const ROUNDS: usize = 20;

fn counted(reports: &[&Report]) -> Calibration {
    let judged: Vec<&Judged> =
        reports.iter().flat_map(|r| &r.judged).filter(|j| !j.rule.is_empty()).collect();
    let nothing =
        Calibration { texts: reports.iter().map(|r| r.document.clone()).collect(), ..Calibration::default() };
    let mut out = nothing.clone();
    for _ in 0..ROUNDS {
        out = again(&judged, &out, nothing.clone());
    }
    out
}

/// Counts rules by what assumptions cost in the count before, then assumptions by those rules.
fn again(judged: &[&Judged], before: &Calibration, mut out: Calibration) -> Calibration {
    let factors = |one: &Judged| one.assumed.iter().map(|a| before.factor(a)).product::<f64>();
    for one in judged {
        let rules = out.counts_mut(one.sort).entry(one.kind.clone()).or_default();
        let count = rules.entry(one.rule.clone()).or_default();
        count.found += 1;
        count.right += u32::from(one.right);
        count.at_best += factors(one);
    }
    for one in judged {
        let likely = out.precision(one.sort, &one.kind, &one.rule) * factors(one);
        for name in &one.assumed {
            let count = out.assumed.entry(name.clone()).or_default();
            count.found += 1;
            count.right += u32::from(one.right);
            count.expected += likely / before.factor(name);
        }
    }
    out
}
