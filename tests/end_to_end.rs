//! The main job, as a user does it: texts in; answers, a network and a report out.

use assert_cmd::Command;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn guanxi(arguments: &[&str]) -> (String, String) {
    let output = Command::cargo_bin("guanxi")
        .expect("the binary was built")
        .args(arguments)
        .env_remove("COLUMNS")
        .output()
        .expect("the binary runs");
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "guanxi {arguments:?} failed: {words}");
    (String::from_utf8_lossy(&output.stdout).into_owned(), words)
}

/// A store built from `input`, below the repository.
fn built(folder: &TempDir, input: &str) -> PathBuf {
    let store = folder.path().join("store");
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join(input);
    guanxi(&["build", &input.to_string_lossy(), "--store", &store.to_string_lossy(), "--quiet"]);
    store
}

#[test]
fn one_digest_gives_its_visits_with_their_words() {
    let folder = TempDir::new().expect("a temporary folder");
    let store = built(&folder, "examples/digests/17-symposium-in-wuhan.txt");
    let store = store.to_string_lossy();
    let (visits, words) = guanxi(&["query", "visits", "--store", &store, "--format", "csv"]);
    insta::assert_snapshot!(visits.replace("\r\n", "\n"), @r"
    office,organization,date,precision,modality,place,documents,status
    Changsha City PSB,Hunan Juzhou University,2018-11-22,by,occurred,,1,machine-read
    Changsha City PSB,Southern Lakes University Yuelu School of Medicine,2018-11-22,by,occurred,,1,machine-read
    Hunan PSB Foreign NGO Management Office,Hunan Juzhou University,2018-11-22,by,occurred,,1,machine-read
    Hunan PSB Foreign NGO Management Office,Southern Lakes University Yuelu School of Medicine,2018-11-22,by,occurred,,1,machine-read
    ");
    assert!(words.contains("Fictional"), "the note of the source is repeated: {words}");
    let (evidence, _) = guanxi(&[
        "query",
        "evidence",
        "-p",
        "a=Hunan PSB Foreign NGO Management Office",
        "-p",
        "b=Hunan Juzhou University",
        "--store",
        &store,
        "--format",
        "csv",
    ]);
    assert!(evidence.contains("called on Hunan Juzhou University"), "{evidence}");
}

#[test]
fn all_digests_give_a_network_and_a_report() {
    let folder = TempDir::new().expect("a temporary folder");
    let store = built(&folder, "examples/digests");
    let store = store.to_string_lossy();
    let network = folder.path().join("network.graphml");
    guanxi(&["export", "graphml", "-o", &network.to_string_lossy(), "--store", &store]);
    let network = std::fs::read_to_string(network).expect("the network was written");
    assert!(network.matches("<node ").count() > 100);
    assert!(network.matches("<edge ").count() > 100);
    let report = folder.path().join("report");
    guanxi(&["report", "-o", &report.to_string_lossy(), "--store", &store, "--quiet"]);
    for page in ["index.html", "index.md"] {
        let page = std::fs::read_to_string(report.join(page)).expect("the page was written");
        assert!(page.contains("Fictional: written to test software"), "the note stands on every page");
    }
    let (rows, _) = guanxi(&["query", "visits", "--store", &store, "--format", "csv"]);
    assert!(rows.lines().count() > 30, "{rows}");
    assert!(rows.lines().skip(1).all(|row| row.contains(",occurred,")), "planned visits are left out");
    let (planned, _) =
        guanxi(&["query", "visits", "-p", "modality=planned", "--store", &store, "--format", "csv"]);
    assert!(
        planned.lines().skip(1).all(|row| row.contains(",planned,")) && planned.lines().count() > 1,
        "{planned}"
    );
}
