//! Whether `ontology/calibration.toml` still speaks of the rules that there are, and means what it says.

use guanxi::evaluate::{Judged, Reliability, Report, annotated, evaluate, records};
use guanxi::extract::{assumptions, extract, rules};
use guanxi::lexicon::{Lexicon, Sort};
use guanxi::source::Document;
use std::path::Path;

/// What to do when a test of this file fails.
const AGAIN: &str = "count again, then build: guanxi evaluate examples/digests tests/texts --calibrate > new.toml && mv new.toml ontology/calibration.toml";

/// How far confidence may be from precision on the annotated texts that it was counted on: those that rules were
/// developed on, which are read almost without error, and the others.
const MOST: f64 = 0.05;

fn examples(lexicon: &Lexicon) -> Vec<Report> {
    let folders = ["examples/digests", "tests/texts"].map(|f| Path::new(env!("CARGO_MANIFEST_DIR")).join(f));
    let gold = annotated(&folders, &[]).expect("the examples");
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
        assert!(
            rules.contains(&(one.sort, one.rule.as_str())),
            "{:?}: no list of rules in src/extract has {}; add it to that of its module",
            one.sort,
            one.rule
        );
    }
}

#[test]
fn confidence_is_precision_on_the_annotated_texts() {
    let lexicon = Lexicon::load(None).expect("the built-in lexicon");
    let judged: Vec<Judged> = examples(&lexicon).into_iter().flat_map(|r| r.judged).collect();
    for sort in [Sort::Entity, Sort::Event] {
        let error = Reliability::of(&judged, sort).expected_error();
        assert!(error <= MOST, "{sort:?}: the expected calibration error is {error:.3}; {AGAIN}");
    }
}

#[test]
fn what_the_words_leave_open_is_said_and_lowers_confidence() {
    let lexicon = Lexicon::load(None).expect("the built-in lexicon");
    let read = |text: &str| {
        let record = extract(&lexicon, &Document::from_text("a", text));
        let event = record.events.into_iter().rfind(|e| e.kind == "Guidance").expect("a request");
        (event.assumed, event.confidence)
    };
    let (named, sure) = read(
        "The Hubei PSB visited the Elm Trust (Kenya). The Hubei PSB asked the Elm Trust (Kenya) to file its report.",
    );
    let (described, less) =
        read("The Hubei PSB visited the Elm Trust (Kenya). It asked the trust to file its report.");
    assert_eq!(named, [""; 0]);
    assert_eq!(described, ["party by pronoun, from the sentence before", "party by description"]);
    assert!(less < sure && sure < 1.0, "{less} {sure}");
}
