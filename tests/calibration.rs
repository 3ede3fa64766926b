//! Whether `ontology/calibration.toml` still speaks of the rules that there are, and means what it says.

use guanxi::evaluate::{Judged, Reliability, Report, annotated, evaluate, foretold, records};
use guanxi::extract::{assumptions, extract, rules};
use guanxi::lexicon::{Lexicon, Sort};
use guanxi::source::Document;
use std::path::Path;

/// What to do when a test of this file fails.
const AGAIN: &str =
    "count again, then build: guanxi evaluate examples/digests --calibrate > ontology/calibration.toml";

/// How far confidence may be from precision on the examples.
const MOST: f64 = 0.05;

fn examples(lexicon: &Lexicon) -> Vec<Report> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/digests");
    let gold = annotated(&folder, &[]).expect("the examples");
    let lines: Vec<String> = gold
        .iter()
        .map(|document| {
            let record = extract(lexicon, &Document::from_text(&document.name, &document.text));
            serde_json::to_string(&record).expect("JSON")
        })
        .collect();
    let found = records(lines.join("\n").as_bytes(), Path::new("records")).expect("records");
    evaluate(&gold, &found).1
}

#[test]
fn the_counts_speak_of_rules_and_assumptions_that_there_are() {
    let lexicon = Lexicon::load(None).expect("the built-in lexicon");
    let rules = rules(&lexicon);
    for (sort, counts) in lexicon.calibration.sorts() {
        for (kind, counted) in counts {
            for rule in counted.keys() {
                assert!(
                    rules.contains(&(sort, rule.as_str())),
                    "{sort:?} {kind}: no rule is called {rule}; {AGAIN}"
                );
            }
        }
    }
    for name in lexicon.calibration.assumed.keys() {
        assert!(assumptions().contains(&name.as_str()), "nothing is assumed by the name {name}; {AGAIN}");
    }
}

#[test]
fn every_rule_of_a_record_is_one_that_can_be_counted() {
    let lexicon = Lexicon::load(None).expect("the built-in lexicon");
    let rules = rules(&lexicon);
    for one in examples(&lexicon).iter().flat_map(|r| &r.judged) {
        assert!(rules.contains(&(one.sort, one.rule.as_str())), "{:?} {} is not listed", one.sort, one.rule);
    }
}

#[test]
fn confidence_on_the_examples_is_their_precision() {
    let lexicon = Lexicon::load(None).expect("the built-in lexicon");
    let reports = examples(&lexicon);
    let judged: Vec<Judged> = reports.iter().flat_map(|r| r.judged.iter().cloned()).collect();
    for sort in [Sort::Entity, Sort::Event] {
        let error = Reliability::of(&judged, sort).expected_error();
        assert!(error <= MOST, "{sort:?}: the expected calibration error is {error:.3}; {AGAIN}");
        // Nor may it be good only for the texts on which it was counted.
        let error = Reliability::of(&foretold(&reports), sort).expected_error();
        assert!(error <= 2.0 * MOST, "{sort:?}: on a text left out the error is {error:.3}");
    }
}
