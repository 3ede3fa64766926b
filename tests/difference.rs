//! `guanxi build --diff` says what a build would change, and changes nothing.

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const ONE: &str = "March 3, 2020\n\nOn March 2, the Hubei PSB Foreign NGO Management Office visited Elm Trust (Hong Kong).\n";
const OTHER: &str = "April 9, 2020\n\nOn April 8, the Wuhan PSB Foreign NGO Management Office visited Ash Foundation (Germany).\n";

fn guanxi(folder: &Path, arguments: &[&str]) -> (String, String) {
    let mut command = Command::cargo_bin("guanxi").expect("a program");
    let output = command.current_dir(folder).args(arguments).output().expect("run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    (text(&output.stdout), text(&output.stderr))
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("texts")).expect("a folder");
    fs::write(folder.path().join("texts/one.txt"), ONE).expect("written");
    fs::write(folder.path().join("texts/other.txt"), OTHER).expect("written");
    folder
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false => _ = found.insert(path.clone(), fs::read(&path).expect("a file")),
            }
        }
    }
    found
}

#[test]
fn without_a_store_all_is_new_and_none_is_made() {
    let folder = folder();
    let before = files(folder.path());
    let (counts, said) = guanxi(folder.path(), &["build", "--diff", "texts"]);
    assert!(
        counts.contains("documents      2 new, 0 changed") && counts.contains("claims         2 new, 0 gone"),
        "{counts}"
    );
    assert!(said.contains("nothing was written"), "{said}");
    assert_eq!(files(folder.path()), before);
}

#[test]
fn changed_texts_and_forgotten_ones_are_told_line_by_line() {
    let folder = folder();
    guanxi(folder.path(), &["build", "texts"]);
    let (counts, said) = guanxi(folder.path(), &["build", "--diff", "texts"]);
    assert!(
        counts.contains("2 unchanged")
            && counts.contains(
                "claims         0 new, 0 gone, 0 with roles turned, 0 otherwise changed, 2 as before"
            ),
        "{counts}{said}"
    );
    let turned = ONE.replace(
        "the Hubei PSB Foreign NGO Management Office visited Elm Trust (Hong Kong)",
        "Elm Trust (Hong Kong) visited the Hubei PSB Foreign NGO Management Office",
    );
    fs::write(folder.path().join("texts/one.txt"), turned + "It thanked Oak Foundation.\n").expect("written");
    fs::remove_file(folder.path().join("texts/other.txt")).expect("removed");
    let statements = guanxi(folder.path(), &["export", "nq"]).0;
    let (counts, said) = guanxi(folder.path(), &["build", "--diff", "texts"]);
    assert!(
        counts.contains("claims         1 new, 0 gone, 1 with roles turned, 0 otherwise changed"),
        "{counts}"
    );
    assert!(said.contains("not among the inputs: 1") && said.contains("--lines lists"), "{said}");
    let (lines, said) =
        guanxi(folder.path(), &["build", "--diff", "--lines", "--format", "csv", "--prune", "texts"]);
    for line in [
        "change,document,claim,before,quote",
        "turned,one,\"Visit: Elm Trust → Hubei PSB Foreign NGO Management Office, on 2020-03-02\",\"Visit: Hubei PSB Foreign NGO Management Office → Elm Trust, on 2020-03-02\",",
        "gone,other,\"Visit: Wuhan PSB Foreign NGO Management Office → Ash Foundation, on 2020-04-08\",,",
        "new,one,\"Thanks: Elm Trust → Oak Foundation, on 2020-03-02\",,It thanked Oak Foundation",
    ] {
        assert!(lines.lines().any(|l| l.starts_with(line)), "{line} is not in {lines}");
    }
    assert!(said.contains("claims         1 new, 1 gone, 1 with roles turned"), "{said}");
    assert_eq!(guanxi(folder.path(), &["export", "nq"]).0, statements, "nothing was written");
    guanxi(folder.path(), &["build", "--prune", "texts"]);
    let (counts, _) = guanxi(folder.path(), &["build", "--diff", "--prune", "texts"]);
    assert!(
        counts
            .contains("claims         0 new, 0 gone, 0 with roles turned, 0 otherwise changed, 2 as before"),
        "{counts}"
    );
}

/// As after an upgrade: the texts are the same, the rules are not.
#[test]
fn new_rules_are_held_against_what_the_old_ones_read() {
    let folder = folder();
    guanxi(folder.path(), &["build", "texts"]);
    let rules = folder.path().join("rules/events");
    fs::create_dir_all(&rules).expect("a folder");
    let visit = include_str!("../ontology/events/visit.toml");
    let without = visit.replacen("\"visit\"", "\"zzz\"", 1);
    assert_ne!(visit, without);
    fs::write(rules.join("visit.toml"), without).expect("written");
    let (counts, said) = guanxi(folder.path(), &["build", "--diff", "--ontology", "rules", "texts"]);
    assert!(counts.contains(" 2 changed, 0 unchanged") && counts.contains("0 new, 2 gone"), "{counts}{said}");
    let (counts, _) = guanxi(folder.path(), &["build", "--diff", "texts"]);
    assert!(counts.contains("2 unchanged"), "the store is of the old rules still: {counts}");
}
