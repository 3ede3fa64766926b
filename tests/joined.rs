//! Events that only a person can tell to be one: fewer parties, or other words without a day. The texts are invented.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

const FEWER: &str = "March 3, 2020\n\nOn March 2, the Hubei PSB Foreign NGO Management Office visited Elm Trust (Hong Kong).\n";

const MORE: &str = "March 9, 2020\n\nOn March 2, the Hubei PSB Foreign NGO Management Office and the Wuhan PSB Foreign NGO \
                    Management Office visited Elm Trust (Hong Kong), where they saw how the charity packs its parcels.\n";

const UNDATED: &str = "April 6, 2020:\n\nThe Yichang Civil Affairs Bureau recently gave guidance to Quistland Foundation \
                       (Germany) on how to find a partner.\n";

const AGAIN: &str = "April 9, 2020:\n\nThe Yichang Civil Affairs Bureau gave guidance to Quistland Foundation (Germany) on \
                     lists of schools and what their libraries lack.\n";

fn guanxi(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("guanxi").expect("a program");
    let output = command.current_dir(folder).args(arguments).output().expect("run");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn events(folder: &Path, kind: &str) -> Vec<String> {
    let parameter = format!("kind={kind}");
    let rows = guanxi(folder, &["query", "events", "-p", &parameter, "--format", "csv"]);
    rows.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn what_a_person_joins_is_one_event_in_every_store_that_is_built_with_the_decision() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    fs::create_dir(folder.join("texts")).expect("a folder");
    for (name, text) in [("fewer", FEWER), ("more", MORE), ("undated", UNDATED), ("again", AGAIN)] {
        fs::write(folder.join(format!("texts/{name}.txt")), text).expect("written");
    }
    guanxi(folder, &["build", "texts"]);
    let (visits, guidance) = (events(folder, "Visit"), events(folder, "Guidance"));
    assert_eq!((visits.len(), guidance.len()), (2, 2), "{visits:#?} {guidance:#?}");
    let list = guanxi(folder, &["review", "--below", "0", "--format", "csv"]);
    let asked: Vec<&str> = list.lines().filter(|line| line.starts_with('e')).collect();
    assert_eq!(asked.len(), 2, "{list}");
    for line in asked {
        guanxi(folder, &["review", "--accept", line.split(',').next().unwrap_or_default()]);
    }
    let (visits, guidance) = (events(folder, "Visit"), events(folder, "Guidance"));
    assert_eq!((visits.len(), guidance.len()), (1, 1), "{visits:#?} {guidance:#?}");
    assert!(visits[0].contains("Wuhan PSB") && visits[0].contains("Hubei PSB"), "{visits:#?}");
    assert_eq!(guanxi(folder, &["review", "--below", "0", "--format", "csv"]).lines().count(), 1);
    let statements = guanxi(folder, &["export", "nq"]);
    fs::remove_dir_all(folder.join("guanxi.db")).expect("removed");
    guanxi(folder, &["build", "texts"]);
    assert_eq!(statements, guanxi(folder, &["export", "nq"]));
}
