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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Sort;

    /// A document with so many right and wrong statements of a rule.
    fn report(document: &str, rule: &str, assumed: &[&str], right: usize, wrong: usize) -> Report {
        let one = |right: bool| Judged {
            sort: Sort::Event,
            kind: "Visit".to_owned(),
            rule: rule.to_owned(),
            assumed: assumed.iter().map(|a| (*a).to_owned()).collect(),
            confidence: 1.0,
            right,
        };
        let judged = (0..right + wrong).map(|i| one(i < right)).collect();
        Report { document: document.to_owned(), differences: Vec::new(), judged }
    }

    #[test]
    fn what_an_assumption_spoils_is_not_laid_to_the_rule() {
        let plain = report("a", "visit/verb", &[], 400, 0);
        let guessed = report("b", "visit/verb", &["party by pronoun"], 200, 200);
        let counted = calibrate(&[plain, guessed]);
        assert_eq!(counted.texts, ["a", "b"]);
        let count = counted.event["Visit"]["visit/verb"];
        assert_eq!((count.right, count.found), (600, 800));
        // Alone it is always right, with a pronoun half the time.
        let rule = counted.precision(Sort::Event, "Visit", "visit/verb");
        assert!((0.97..1.0).contains(&rule), "{counted}");
        let factor = counted.factor("party by pronoun");
        assert!((0.5..0.55).contains(&factor), "{counted}");
    }

    #[test]
    fn a_document_is_foretold_by_the_others() {
        let reports = [report("a", "visit/verb", &[], 0, 50), report("b", "visit/verb", &[], 50, 0)];
        let foretold = foretold(&reports);
        assert!(foretold[..50].iter().all(|j| j.confidence > 0.95), "by b, of which all is right");
        assert!(foretold[50..].iter().all(|j| j.confidence < 0.05), "by a, of which nothing is");
    }

    #[test]
    fn statements_of_no_rule_are_not_counted() {
        assert!(calibrate(&[report("a", "", &[], 3, 0)]).event.is_empty());
    }
}
