//! What a person had hidden is in no output: neither the claim nor its words, nor who hid it and why.

use assert_cmd::Command;
use guanxi::lexicon::Lexicon;
use guanxi::query::{self, Catalogue, Format};
use guanxi::store::{Access, Embedded, Store};
use std::fs;
use std::path::Path;

/// The words to be hidden stand in the title, the headline and a post; one body is named in them alone.
const ONE: &str = "The office thanked Quince Foundation for its patience\n\nMarch 3, 2020\n\n\
                   On March 2, the Hubei PSB Foreign NGO Management Office visited Elm Trust (Hong Kong). \
                   The office thanked Quince Foundation for its patience. \
                   Sorrel University is the partner unit of Elm Trust (Hong Kong).\n";
const OTHER: &str = "April 9, 2020\n\nOn April 8, the Hubei PSB Foreign NGO Management Office visited Elm Trust (Hong Kong).\n";

const HIDE: &str = "[[hide]]\ndocument = \"one\"\nquote = \"thanked Quince Foundation\"\nwho = \"Zinnia\"\nwhy = \"the source asked for it\"\n\n\
                    [[hide]]\ndocument = \"one\"\nquote = \"Sorrel University is the partner unit\"\n";

/// Words of the hidden quotes, and of the decision.
const WORDS: [&str; 5] = ["Quince", "patience", "Sorrel", "Zinnia", "source asked"];

fn guanxi(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::cargo_bin("guanxi").expect("a program");
    let output = command.current_dir(folder).args(arguments).output().expect("run");
    [output.stdout, output.stderr].concat()
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn folder(decisions: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("texts")).expect("a folder");
    fs::write(folder.path().join("texts/one.txt"), ONE).expect("written");
    fs::write(folder.path().join("texts/other.txt"), OTHER).expect("written");
    let sources =
        "file,title,publisher\none.txt,The office thanked Quince Foundation for its patience,NGO Digest\n";
    fs::write(folder.path().join("texts/sources.csv"), sources).expect("written");
    fs::write(folder.path().join("decisions.toml"), decisions).expect("written");
    folder
}

/// Answers to all named questions, by their names.
fn answers(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let store = Embedded::open(&folder.join("guanxi.db"), Access::Read).expect("a store");
    let lexicon = Lexicon::load(None).expect("built-in files");
    let (office, trust) = ("Hubei PSB Foreign NGO Management Office", "Elm Trust");
    let mut found = Vec::new();
    for named in Catalogue::load(None).expect("built-in queries").iter() {
        let given = named.parameters.iter().filter(|parameter| parameter.required).map(|parameter| {
            let value = match parameter.name.as_str() {
                "since" => "2000-01-01",
                "to" | "b" => trust,
                _ => office,
            };
            (parameter.name.clone(), value.to_owned())
        });
        let prepared =
            query::prepare(named, &given.collect::<Vec<_>>(), &store, &lexicon).expect(&named.name);
        let answer = store.query(&prepared.query).expect(&named.name);
        let mut out = Vec::new();
        query::write(answer, Format::Csv, 0, &mut out).expect(&named.name);
        found.push((format!("query {}", named.name), out));
    }
    found
}

/// Everything that can be had of a store, by the name of the output.
fn outputs(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = answers(folder);
    assert!(found.len() > 30, "{}", found.len());
    for arguments in [
        &["export", "graphml", "--view", "kinds", "--modality", "any"][..],
        &["export", "nq"],
        &["export", "trig"],
        &["export", "ttl"],
        &["export", "nq", "--reviewed"],
        &["query", "-e", "SELECT * { ?s ?p ?o }", "--format", "csv"],
        &["explain", "Elm Trust"],
        &["find", "Foundation"],
        &["find", "University"],
        &["review", "--below", "1.01", "--format", "csv"],
        &["build", "--diff", "--lines", "--format", "csv", "texts"],
        &["check", "--format", "csv"],
    ] {
        found.push((arguments.join(" "), guanxi(folder, arguments)));
    }
    guanxi(folder, &["report", "-o", "report"]);
    let mut folders = vec![folder.join("report")];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false => found.push((path.display().to_string(), fs::read(&path).expect("a file"))),
            }
        }
    }
    found
}

#[test]
fn what_is_hidden_is_in_no_byte_of_any_output() {
    let folder = folder("");
    guanxi(folder.path(), &["build", "texts"]);
    let all = outputs(folder.path());
    for word in &WORDS[..3] {
        let shown = all.iter().filter(|(_, bytes)| words(bytes).contains(word)).count();
        assert!(shown > 8, "{word} is shown by {shown} outputs only");
    }
    fs::remove_dir_all(folder.path().join("report")).expect("removed");
    fs::write(folder.path().join("decisions.toml"), HIDE).expect("written");
    guanxi(folder.path(), &["build", "texts"]);
    for (name, bytes) in outputs(folder.path()) {
        // A query over all graphs is one that asks who decided and why.
        let decided = name.contains("SELECT * { ?s ?p ?o }");
        for word in WORDS[..if decided { 3 } else { 5 }].iter() {
            let at = bytes.windows(word.len()).position(|window| window == word.as_bytes());
            assert_eq!(at, None, "{word} in {name}: {}", words(&bytes));
        }
    }
    let visits = words(&guanxi(folder.path(), &["query", "visits", "--format", "csv"]));
    assert_eq!(visits.matches("Elm Trust").count(), 2, "{visits}");
    let checked = words(&guanxi(folder.path(), &["check"]));
    assert!(checked.contains("no errors"), "{checked}");
}

#[test]
fn who_decided_and_why_is_told_where_it_is_asked_for_only() {
    let decisions = "[[confirm]]\ndocument = \"other\"\nquote = \"visited Elm Trust\"\nwho = \"Zinnia\"\nwhen = \"2021-05-06\"\nwhy = \"the source asked for it\"\n";
    let folder = folder(decisions);
    guanxi(folder.path(), &["build", "texts"]);
    for (name, bytes) in outputs(folder.path()).iter().filter(|(name, _)| !name.contains("SELECT")) {
        for word in ["Zinnia", "source asked", "2021-05-06"] {
            assert!(!words(bytes).contains(word), "{word} in {name}");
        }
    }
    for format in ["nq", "trig", "ttl"] {
        let asked = words(&guanxi(folder.path(), &["export", format, "--graph", "decisions"]));
        for word in ["Zinnia", "source asked", "2021-05-06"] {
            assert!(asked.contains(word), "{format}: {asked}");
        }
    }
}

#[test]
fn hiding_gives_one_store_however_it_came_about() {
    let statements = |folder: &Path| words(&guanxi(folder, &["export", "nq"]));
    let at_once = folder(HIDE);
    guanxi(at_once.path(), &["build", "texts"]);
    let later = folder("");
    guanxi(later.path(), &["build", "texts"]);
    for decisions in [HIDE.split("\n\n").next().expect("one"), HIDE] {
        fs::write(later.path().join("decisions.toml"), decisions).expect("written");
        guanxi(later.path(), &["build", "texts"]);
    }
    assert_eq!(statements(later.path()), statements(at_once.path()));
}
