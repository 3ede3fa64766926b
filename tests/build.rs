//! What a build promises: idempotence, independence of order and batches, atomic replacement, pruning.

#[path = "common/gold.rs"]
mod gold;

use guanxi::build::{Builder, InputNames, Options, Tally, contents};
use guanxi::lexicon::Lexicon;
use guanxi::record::{Modality, Record};
use guanxi::source::Document;
use guanxi::store::{Embedded, Pattern, Store};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

type Example = (Document, Record);

fn lexicon() -> Lexicon {
    Lexicon::load(None).expect("built-in files")
}

fn build(store: &Path, lexicon: &Lexicon, examples: &[Example], batch: usize) -> Tally {
    let store = Embedded::create(store, None).expect("a store");
    let mut builder =
        Builder::new(&store, lexicon, Options { documents: batch, ..Options::default() }).expect("a builder");
    for (document, record) in examples {
        let problems = builder.add(Some(document), record, "examples").expect("room");
        assert_eq!(problems, Vec::<String>::new(), "{}", document.id);
    }
    builder.finish().expect("room")
}

/// All quads, sorted.
fn dump(store: &Path) -> Vec<String> {
    let store = Embedded::create(store, None).expect("a store");
    let mut lines: Vec<String> =
        store.quads(Pattern::default()).expect("quads").map(|q| q.expect("a quad").to_string()).collect();
    lines.sort();
    lines
}

/// Both dumps are the same; else the first few lines that differ.
fn assert_same(one: &[String], other: &[String]) {
    let missing: Vec<_> = one.iter().filter(|l| other.binary_search(l).is_err()).take(5).collect();
    let extra: Vec<_> = other.iter().filter(|l| one.binary_search(l).is_err()).take(5).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "only in the first: {missing:#?}\nonly in the second: {extra:#?}"
    );
    assert_eq!(one.len(), other.len());
}

#[test]
fn the_same_again_changes_nothing() {
    let (place, lexicon, examples) = (tempfile::tempdir().expect("a folder"), lexicon(), gold::examples());
    let path = place.path().join("db");
    assert_eq!(build(&path, &lexicon, &examples, 8).new, examples.len() as u64);
    let before = dump(&path);
    let tally = build(&path, &lexicon, &examples, 8);
    assert_eq!(tally, Tally { unchanged: examples.len() as u64, ..Tally::default() });
    assert_same(&before, &dump(&path));
}

#[test]
fn order_and_batches_do_not_matter() {
    let (place, lexicon, mut examples) =
        (tempfile::tempdir().expect("a folder"), lexicon(), gold::examples());
    build(&place.path().join("a"), &lexicon, &examples, 1000);
    let whole = dump(&place.path().join("a"));
    let held = contents(&Embedded::create(&place.path().join("a"), None).expect("a store")).expect("counts");
    let typed = |class: &str| {
        let object = format!("#type> <https://w3id.org/guanxi/ontology#{class}>");
        whole.iter().filter(|line| line.contains(&object)).count() as u64
    };
    let counted = [typed("Document"), typed("Organization"), typed("Event"), typed("Link")];
    assert_eq!(counted, [held.documents, held.organizations, held.events, held.links]);
    examples.reverse();
    for batch in [1, 5] {
        let path = place.path().join(format!("b{batch}"));
        build(&path, &lexicon, &examples, batch);
        assert_same(&whole, &dump(&path));
        examples.rotate_left(7);
    }
}

#[test]
fn changed_documents_leave_what_a_first_build_of_them_would() {
    let (place, lexicon, examples) = (tempfile::tempdir().expect("a folder"), lexicon(), gold::examples());
    let path = place.path().join("db");
    // Every third document first says less: every second entity and event only, and in other words.
    let mut poorer = examples.clone();
    for (_, record) in poorer.iter_mut().step_by(3) {
        let mut n = 0;
        record.events.retain(|_| {
            n += 1;
            n % 2 == 0
        });
        record.entities.iter_mut().for_each(|e| {
            e.also.push(format!("Former {} Zhaodong", e.name));
            e.origin.get_or_insert("XX".into());
        });
        record.relations.clear();
    }
    build(&path, &lexicon, &poorer, 4);
    let poor = dump(&path);
    assert_eq!(build(&path, &lexicon, &examples, 4).changed, examples.len().div_ceil(3) as u64);
    build(&place.path().join("fresh"), &lexicon, &examples, 64);
    assert_same(&dump(&place.path().join("fresh")), &dump(&path));
    build(&path, &lexicon, &poorer, 7);
    assert_same(&poor, &dump(&path));
}

#[test]
fn an_edited_document_changes_its_own_graph_and_the_derived_ones() {
    let (place, lexicon, mut examples) =
        (tempfile::tempdir().expect("a folder"), lexicon(), gold::examples());
    let path = place.path().join("db");
    build(&path, &lexicon, &examples, 8);
    let before = dump(&path);
    examples[3].1.events.pop();
    let id = examples[3].0.id.clone();
    assert_eq!(build(&path, &lexicon, &examples, 8).changed, 1);
    let after = dump(&path);
    let differ = |a: &[String], b: &[String]| -> Vec<String> {
        a.iter().filter(|line| b.binary_search(line).is_err()).cloned().collect()
    };
    let changed = [differ(&before, &after), differ(&after, &before)].concat();
    assert!(!changed.is_empty());
    for line in changed {
        let own = line.ends_with(&format!("graph/document/{id}>"));
        assert!(own || line.ends_with("graph/resolution>") || line.ends_with("graph/links>"), "{line}");
    }
}

#[test]
fn what_is_planned_yields_no_link() {
    let (place, lexicon, mut examples) =
        (tempfile::tempdir().expect("a folder"), lexicon(), gold::examples());
    let path = place.path().join("db");
    for (_, record) in &mut examples {
        record.events.iter_mut().for_each(|e| e.modality = Modality::Planned);
    }
    build(&path, &lexicon, &examples, 8);
    let held = contents(&Embedded::create(&path, None).expect("a store")).expect("counts");
    assert!(held.events > 100 && held.links == 0, "{held:?}");
    let links = dump(&path).into_iter().filter(|l| l.ends_with("graph/links>"));
    let kinds: Vec<String> = lexicon.kinds.iter().map(|k| format!("ontology#{}>", k.link)).collect();
    assert_eq!(links.filter(|l| kinds.iter().any(|k| l.contains(k))).count(), 0);
}

#[test]
fn an_event_costs_at_most_25_quads() {
    let (place, lexicon, examples) = (tempfile::tempdir().expect("a folder"), lexicon(), gold::examples());
    let path = place.path().join("db");
    build(&path, &lexicon, &examples, 64);
    let events = contents(&Embedded::create(&path, None).expect("a store")).expect("counts").events as usize;
    let lines = dump(&path);
    let subject = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    let mentions: BTreeSet<String> =
        lines.iter().filter(|line| line.contains("ontology#Mention>")).map(|line| subject(line)).collect();
    let of_events = |line: &&String| {
        let subject = subject(line);
        let part = subject.contains('#') && subject.contains("/id/document/") && !mentions.contains(&subject);
        subject.contains("/id/event/") || part
    };
    let spent = lines.iter().filter(of_events).count();
    assert!(spent <= 25 * events, "{} quads an event", spent as f64 / events as f64);
}

#[test]
fn pruning_forgets_what_is_gone_from_the_inputs_named_and_only_that() {
    let (place, lexicon, examples) = (tempfile::tempdir().expect("a folder"), lexicon(), gold::examples());
    let path = place.path().join("db");
    let (all, kept) = (&examples[..], &examples[2..]);
    build(&path, &lexicon, all, 8);
    let other = Document::from_text("elsewhere", "Nothing happened.");
    let add = |others: &[&Document], prune: &str| {
        let store = Embedded::create(&path, None).expect("a store");
        let mut builder = Builder::new(&store, &lexicon, Options::default()).expect("a builder");
        for (document, record) in kept {
            builder.add(Some(document), record, "examples").expect("room");
        }
        for document in others {
            let record = Record { doc: document.id.clone(), ..Record::default() };
            builder.add(Some(document), &record, "other").expect("room");
        }
        let gone = builder.prune(&InputNames::new(&[prune.into()])).expect("room");
        (gone, builder.finish().expect("room").removed)
    };
    assert_eq!(add(&[&other], "nowhere"), (vec![], 0));
    let mut gone: Vec<String> = examples[..2].iter().map(|(d, _)| d.id.clone()).collect();
    gone.sort();
    assert_eq!(add(&[], "./examples/"), (gone, 2));
    assert_eq!(add(&[], "other").0, ["elsewhere"]);
    build(&place.path().join("fresh"), &lexicon, kept, 8);
    assert_same(&dump(&place.path().join("fresh")), &dump(&path));
}

#[test]
fn another_ontology_resolves_the_store_anew() {
    let (place, lexicon, examples) = (tempfile::tempdir().expect("a folder"), lexicon(), gold::examples());
    let overlay = place.path().join("ontology");
    std::fs::create_dir_all(overlay.join("names")).expect("a folder");
    let generic = lexicon.files.get("names/generic.toml").expect("a file");
    // Without "psb" among the words of security organs, offices get other identities.
    let other = generic.replacen("security = [\n  \"psb\", ", "security = [\n  ", 1);
    assert_ne!(other, generic);
    std::fs::write(overlay.join("names/generic.toml"), other).expect("a file");
    let overlaid = Lexicon::load(Some(&overlay)).expect("files");
    let path = place.path().join("db");
    build(&path, &lexicon, &examples, 8);
    let before = dump(&path);
    // Half of the documents come again; the rest is resolved from its records.
    build(&path, &overlaid, &examples[..10], 8);
    assert_ne!(before, dump(&path));
    build(&path, &overlaid, &examples, 8);
    build(&place.path().join("fresh"), &overlaid, &examples, 8);
    assert_same(&dump(&place.path().join("fresh")), &dump(&path));
    build(&path, &lexicon, &examples, 8);
    assert_same(&before, &dump(&path));
}

/// Runs `guanxi build` in a folder; its exit code and what it says.
fn run(folder: &Path, args: &[&str], stdin: &str) -> (i32, String) {
    use std::io::Write;
    let mut command = Command::new(env!("CARGO_BIN_EXE_guanxi"));
    command.current_dir(folder).arg("build").args(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("a process");
    let _ = child.stdin.take().expect("a pipe").write_all(stdin.as_bytes());
    let output = child.wait_with_output().expect("an end");
    let words = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&words).into_owned())
}

fn write(folder: &Path, name: &str, party: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, words(party)).expect("a file");
}

fn words(party: &str) -> String {
    format!("May 3, 2019\n\nThe Hubei PSB Foreign NGO Management Office visited {party}.\n")
}

fn holds(store: &Path, party: &str) -> bool {
    dump(store).iter().any(|line| line.contains("#text>") && line.contains(party))
}

#[test]
fn a_document_of_another_input_is_not_replaced() {
    let place = tempfile::tempdir().expect("a folder");
    let (at, store) = (place.path(), place.path().join("s"));
    write(at, "d1/notes.txt", "Elm Trust");
    write(at, "d2/notes.txt", "Oak Trust");
    write(at, "d2/more.txt", "Ash Trust");
    let (code, said) = run(at, &["d1", "--store", "s"], "");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("1 document (1 new, ") && !said.contains("error"), "{said}");
    let (code, said) = run(at, &["d2", "--store", "s"], "");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("error: notes from d2 (") && said.contains("from d1 ("), "{said}");
    assert!(said.contains("2 documents (1 new, 0 changed") && said.contains(" 1 error, "), "{said}");
    assert!(holds(&store, "Elm Trust") && holds(&store, "Ash Trust") && !holds(&store, "Oak Trust"));
    // The same folder, otherwise spelled, and a file right in it, are the same input.
    let whole = at.join("d1").to_string_lossy().into_owned();
    for (input, party) in [("./d1/", "Fir"), (&*whole, "Yew"), ("d1/notes.txt", "Box"), ("d1", "Elm")] {
        write(at, "d1/notes.txt", party);
        let (code, said) = run(at, &[input, "--store", "s"], "");
        assert!(code == 0 && said.contains("1 changed"), "{input}: {said}");
    }
    // The same words elsewhere are the same document, as long as they are the same.
    write(at, "d3/notes.txt", "Elm");
    assert_eq!(run(at, &["d3", "--store", "s"], "").0, 0);
    write(at, "d3/notes.txt", "Oak");
    assert_eq!(run(at, &["d3", "--store", "s"], "").0, 1);
    assert!(holds(&store, "visited Elm."));
}

#[test]
fn a_second_text_from_standard_input_does_not_replace_the_first() {
    let place = tempfile::tempdir().expect("a folder");
    let (at, store) = (place.path(), place.path().join("s"));
    for _ in 0..2 {
        assert_eq!(run(at, &["-", "--store", "s"], &words("Elm Trust")).0, 0);
    }
    let (code, said) = run(at, &["-", "--store", "s"], &words("Oak Trust"));
    assert!(code == 1 && said.contains("JSONL with an `id`"), "{said}");
    assert!(holds(&store, "Elm Trust") && !holds(&store, "Oak Trust"));
    for party in ["One", "Two"] {
        let line = format!("{{\"id\":\"x\",\"published\":\"2019-05-03\",\"text\":\"We met {party}.\"}}\n");
        assert_eq!(run(at, &["-", "--store", "s"], &line).0, 0);
    }
    assert!(holds(&store, "Two") && !holds(&store, "One"));
}

#[test]
fn pruning_tells_folders_of_one_name_apart() {
    let place = tempfile::tempdir().expect("a folder");
    let (at, store) = (place.path(), place.path().join("ab"));
    write(at, "A/texts/one.txt", "Elm Trust");
    write(at, "B/texts/two.txt", "Oak Trust");
    write(at, "B/texts/three.txt", "Ash Trust");
    assert_eq!(run(&at.join("A"), &["texts", "--store", "../ab"], "").0, 0);
    for _ in 0..2 {
        let (code, said) = run(&at.join("B"), &["texts", "--prune", "--store", "../ab"], "");
        assert!(code == 0 && said.contains("3 documents") && !said.contains("forgotten"), "{said}");
    }
    fs::remove_file(at.join("B/texts/two.txt")).expect("a file");
    let (_, said) = run(at, &["B/texts", "--prune", "--store", "ab"], "");
    assert!(said.contains("forgotten: two") && said.contains("2 documents"), "{said}");
    assert!(holds(&store, "Elm Trust") && holds(&store, "Ash Trust"));
    // A store that does not know where its inputs were goes by their names.
    fs::remove_file(store.join("guanxi.inputs.json")).expect("a file");
    let (_, said) = run(&at.join("B"), &["texts", "--prune", "--store", "../ab"], "");
    assert!(said.contains("forgotten: one"), "{said}");
}

#[test]
fn a_build_that_reads_nothing_leaves_no_new_store() {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("empty.txt"), "").expect("a file");
    let (code, said) = run(place.path(), &["empty.txt", "--store", "s"], "");
    assert_eq!(code, 2, "{said}");
    assert!(!place.path().join("s").exists());
}

#[test]
fn a_wrong_quote_in_a_record_from_elsewhere_is_told_with_its_line_and_not_stored() {
    let place = tempfile::tempdir().expect("a folder");
    let event = r#"{"id":"V1","post":1,"kind":"Visit","agent":["E1"],"evidence":{"start":0,"end":7,"text":"made up"}}"#;
    let entity = r#"{"id":"E1","type":"ForeignNGO","name":"Elm Trust","mentions":[{"start":5,"end":4,"text":"wrong"}]}"#;
    let line =
        format!(r#"{{"doc":"d","text":"Elm Trust called.","entities":[{entity}],"events":[{event}]}}"#);
    std::fs::write(place.path().join("x.records.jsonl"), format!("\n{line}\n")).expect("room");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_guanxi"));
    command.current_dir(place.path()).args(["build", "x.records.jsonl", "--store", "db"]);
    let told = String::from_utf8(command.output().expect("a build").stderr).expect("words");
    assert!(
        told.contains("x.records.jsonl:2: event V1 has evidence that is not the text at 0 to 7"),
        "{told}"
    );
    assert!(told.contains("x.records.jsonl:2: entity E1 has a mention that ends before it begins"), "{told}");
    let mut stored = dump(&place.path().join("db"));
    stored.retain(|line| !line.ends_with("graph/ontology>"));
    let stored = stored.join("\n");
    assert!(
        stored.contains("Elm Trust") && !stored.contains("made up") && !stored.contains("wrong"),
        "{stored}"
    );
}
