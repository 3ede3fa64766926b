//! The examples and near misses that the files of `ontology/events/` carry, read by the real pipeline.
//! How they are written: `ontology/events/README.md`.

use guanxi::extract::extract;
use guanxi::lexicon::{EventKind, Lexicon};
use guanxi::record::{Event, Modality, Record};
use guanxi::source::Document;

/// Frames that no sentence is known to match yet. Whoever makes one match takes it out and gives it an example.
const WITHOUT_EXAMPLE: [&str; 0] = [];

fn lexicon() -> Lexicon {
    Lexicon::load(None).expect("the built-in lexicon")
}

/// The events of one kind that a text tells of, a line each, sorted.
fn read(lexicon: &Lexicon, kind: &EventKind, text: &str) -> Vec<String> {
    let record = extract(lexicon, &Document::from_text("example", text));
    let own = record.events.iter().filter(|e| e.kind == kind.name);
    let mut lines: Vec<String> = own.map(|e| normal(&line(&record, e), kind.symmetric)).collect();
    lines.sort();
    lines
}

/// `frame (planned): agents -> targets`.
fn line(record: &Record, event: &Event) -> String {
    let names = |ids: &[String]| -> Vec<String> {
        let entities = ids.iter().filter_map(|id| record.entities.iter().find(|e| e.id == *id));
        entities.map(|e| e.name.clone()).collect()
    };
    let planned = if event.modality == Modality::Planned { " (planned)" } else { "" };
    let mut targets = names(&event.target);
    targets.extend(event.unnamed.iter().map(|u| format!("\"{u}\"")));
    format!("{}{planned}: {} -> {}", event.rule, names(&event.agent).join(" + "), targets.join(" + "))
}

/// A line with its parties in order; where the sides count alike, they are one.
fn normal(line: &str, symmetric: bool) -> String {
    let (frame, parties) = line.split_once(':').unwrap_or((line, ""));
    let (agents, targets) = parties.split_once("->").unwrap_or((parties, ""));
    let mut sides = [agents, targets].map(|side| {
        let mut names: Vec<&str> = side.split(" + ").map(str::trim).filter(|n| !n.is_empty()).collect();
        names.sort_unstable();
        names
    });
    if symmetric {
        let targets = std::mem::take(&mut sides[1]);
        sides[0].extend(targets);
        sides[0].sort_unstable();
    }
    let [agents, targets] = sides.map(|side| side.join(" + "));
    format!("{}: {agents} -> {targets}", frame.trim())
}

#[track_caller]
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "{} of them:\n\n{}\n", complaints.len(), complaints.join("\n\n"));
}

#[test]
fn every_example_is_read_as_its_file_says() {
    let lexicon = lexicon();
    let mut wrong = Vec::new();
    for kind in &lexicon.kinds {
        for example in &kind.examples {
            let mut expected: Vec<String> = example.reads.iter().map(|l| normal(l, kind.symmetric)).collect();
            expected.sort();
            let found = read(&lexicon, kind, &example.text);
            if found != expected {
                let (text, expected, found) = (&example.text, expected.join("\n  "), found.join("\n  "));
                wrong.push(format!("{}: {text}\n expected\n  {expected}\n read\n  {found}", kind.name));
            }
        }
    }
    none(&wrong);
}

#[test]
fn no_near_miss_is_read_as_an_event_of_its_kind() {
    let lexicon = lexicon();
    let mut wrong = Vec::new();
    for kind in &lexicon.kinds {
        for text in &kind.near_misses {
            let found = read(&lexicon, kind, text);
            if !found.is_empty() {
                wrong.push(format!("{}: {text}\n read\n  {}", kind.name, found.join("\n  ")));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_frame_has_an_example_and_every_kind_five_near_misses() {
    let lexicon = lexicon();
    let mut lacking = Vec::new();
    for kind in &lexicon.kinds {
        let lines: Vec<&String> = kind.examples.iter().flat_map(|e| &e.reads).collect();
        for frame in &kind.frames {
            let begins = [format!("{}:", frame.id), format!("{} (planned):", frame.id)];
            let has = lines.iter().any(|l| begins.iter().any(|b| l.starts_with(b)));
            match (has, WITHOUT_EXAMPLE.contains(&frame.id.as_str())) {
                (false, false) => {
                    lacking.push(format!("{}: no example of the frame {}", kind.name, frame.id))
                }
                (true, true) => lacking.push(format!("{} has an example; take it out of the list", frame.id)),
                _ => {}
            }
        }
        if kind.near_misses.len() < 5 {
            lacking.push(format!("{}: {} near misses", kind.name, kind.near_misses.len()));
        }
    }
    none(&lacking);
}

/// The relations and roles that a text states, a line each, sorted: `kind: from -> to`, `role: holder`.
fn ties(lexicon: &Lexicon, text: &str) -> Vec<String> {
    let record = extract(lexicon, &Document::from_text("example", text));
    let name = |id: &String| {
        record.entities.iter().find(|e| e.id == *id).map(|e| e.name.clone()).unwrap_or_default()
    };
    let relations =
        record.relations.iter().map(|r| format!("{}: {} -> {}", r.kind, name(&r.from), name(&r.to)));
    let held = record.entities.iter().flat_map(|e| e.roles.iter().map(move |r| format!("{r}: {}", e.name)));
    let mut lines: Vec<String> = relations.chain(held).collect();
    lines.sort();
    lines
}

#[test]
fn every_example_of_a_relation_is_read_as_its_file_says_and_no_near_miss_is() {
    let lexicon = lexicon();
    let mut wrong = Vec::new();
    let examples = lexicon.relations.examples.iter().map(|e| (&e.text, e.reads.clone()));
    let near_misses = lexicon.relations.near_misses.iter().map(|t| (t, Vec::new()));
    for (text, mut expected) in examples.chain(near_misses) {
        expected.sort();
        let found = ties(&lexicon, text);
        if found != expected {
            wrong.push(format!(
                "{text}\n expected\n  {}\n read\n  {}",
                expected.join("\n  "),
                found.join("\n  ")
            ));
        }
    }
    none(&wrong);
    assert!(lexicon.relations.examples.len() > 40 && lexicon.relations.near_misses.len() > 10);
}

#[test]
fn every_rule_of_a_relation_has_an_example() {
    let lexicon = lexicon();
    let mut used = std::collections::BTreeSet::new();
    for example in &lexicon.relations.examples {
        let record = extract(&lexicon, &Document::from_text("example", &example.text));
        used.extend(record.relations.iter().map(|r| r.rule.clone()));
    }
    let lacking = lexicon.relations.rules.iter().map(|r| &r.id).filter(|id| !used.contains(*id));
    none(&lacking.map(|id| format!("no example of {id}")).collect::<Vec<_>>());
}
