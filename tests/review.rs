//! What a person should look at, and what becomes of a verdict.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

const ONE: &str = "March 3, 2020\n\nOn March 2, the Hubei PSB Foreign NGO Management Office visited Elm Trust (Hong Kong). \
                   The office thanked Oak Foundation on the same day.\n";
const OTHER: &str = "March 9, 2020\n\nThe Hubei PSB Foreign NGO Management Office visited Elm Trust (Hong Kong). \
                     It is said that the office was glad of it.\n";

fn guanxi(folder: &Path, arguments: &[&str]) -> (String, String, bool) {
    let mut command = Command::cargo_bin("guanxi").expect("a program");
    let output = command.current_dir(folder).args(arguments).output().expect("run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.success())
}

fn store() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("texts")).expect("a folder");
    fs::write(folder.path().join("texts/one.txt"), ONE).expect("written");
    fs::write(folder.path().join("texts/other.txt"), OTHER).expect("written");
    guanxi(folder.path(), &["build", "texts"]);
    folder
}

fn listed(folder: &Path) -> String {
    guanxi(folder, &["review", "--below", "1.01", "--format", "csv"]).0
}

/// The id of the first item of that sort with these words.
fn id(list: &str, letter: char, words: &str) -> String {
    let line = list.lines().find(|line| line.starts_with(letter) && line.contains(words));
    let line = line.unwrap_or_else(|| panic!("no {letter} with {words} in {list}"));
    line.split(',').next().unwrap_or_default().to_owned()
}

fn decided(folder: &Path) -> String {
    fs::read_to_string(folder.join("decisions.toml")).unwrap_or_default()
}

#[test]
fn a_claim_is_confirmed_or_refused_at_once_and_comments_stay() {
    let folder = store();
    let mine = "# by hand\n[[name]]\nof = { name = \"Oak Foundation\" } # here\nis = \"Oak Fund\"\n";
    fs::write(folder.path().join("decisions.toml"), mine).expect("written");
    let list = listed(folder.path());
    let (thanks, visit) = (id(&list, 'c', "Thanks"), id(&list, 'c', "Visit"));
    let arguments = ["review", "--reject", &thanks, "--who", "the night shift", "--why", "it was a call"];
    let (_, said, done) = guanxi(folder.path(), &arguments);
    assert!(done && said.contains("1 decision added"), "{said}");
    assert!(decided(folder.path()).starts_with(mine), "{}", decided(folder.path()));
    assert!(
        decided(folder.path()).contains("[[wrong]]") && decided(folder.path()).contains("the night shift")
    );
    assert!(!guanxi(folder.path(), &["query", "thanks", "--format", "csv"]).0.contains("Oak"));
    guanxi(folder.path(), &["review", "--accept", &visit]);
    let (statements, ..) = guanxi(folder.path(), &["export", "nq"]);
    assert!(statements.contains("ontology#reviewed> \"confirmed\""), "{statements}");
    let list = listed(folder.path());
    assert!(!list.contains(&thanks) && !list.contains(&visit), "{list}");
    let (_, said, done) = guanxi(folder.path(), &["review", "--accept", &visit]);
    assert!(!done && said.contains("nothing of this ID"), "{said}");
}

#[test]
fn two_reports_become_one_event_on_its_day() {
    let folder = store();
    let visits = || guanxi(folder.path(), &["query", "visits", "--format", "csv"]).0.lines().count();
    assert_eq!(visits(), 3);
    let event = id(&listed(folder.path()), 'e', "Visit");
    let (_, said, done) = guanxi(folder.path(), &["review", "--accept", &event]);
    assert!(done, "{said}");
    assert_eq!(visits(), 2);
    assert!(decided(folder.path()).contains("set = { date = \"2020-03-02\" }"), "{}", decided(folder.path()));
    let (said, _, done) = guanxi(folder.path(), &["check"]);
    assert!(done, "{said}");
}

#[test]
fn a_spreadsheet_decides_all_or_nothing() {
    let folder = store();
    let list = listed(folder.path());
    let thanks = id(&list, 'c', "Thanks");
    let sheet = folder.path().join("sheet.csv");
    let wrong = format!("id;decision;why\n{thanks};reject;no\nc0000000f;perhaps;\n");
    fs::write(&sheet, wrong).expect("written");
    let (_, said, done) = guanxi(folder.path(), &["review", "--csv-in", "sheet.csv"]);
    assert!(!done && said.contains("line 3") && said.contains("perhaps"), "{said}");
    fs::write(&sheet, format!("id,decision\n{thanks},reject\nc0000000f,accept\n")).expect("written");
    let (_, said, done) = guanxi(folder.path(), &["review", "--csv-in", "sheet.csv"]);
    assert!(!done && said.contains("line 3") && said.contains("c0000000f"), "{said}");
    assert_eq!(decided(folder.path()), "");
    fs::write(&sheet, format!("\u{feff}id,decision,who\n{thanks},Reject,me\n")).expect("written");
    let (_, said, done) = guanxi(folder.path(), &["review", "--csv-in", "sheet.csv"]);
    assert!(done && decided(folder.path()).contains("who = \"me\""), "{said}");
}

#[test]
fn a_type_is_put_right_with_the_right_one_only() {
    let folder = store();
    let oak = id(&listed(folder.path()), 't', "Oak Foundation");
    let (_, said, done) = guanxi(folder.path(), &["review", "--reject", &oak]);
    assert!(!done && said.contains("--is"), "{said}");
    guanxi(folder.path(), &["review", "--reject", &oak, "--is", "DomesticOrganization"]);
    let (rows, ..) = guanxi(folder.path(), &["query", "organizations", "--format", "csv"]);
    assert!(
        rows.lines().any(|l| l.contains("Oak Foundation") && l.contains("DomesticOrganization")),
        "{rows}"
    );
}

/// `guanxi review --walk` with these answers.
fn walked(folder: &Path, more: &[&str], answers: &str) -> String {
    let mut command = Command::cargo_bin("guanxi").expect("a program");
    command.current_dir(folder).args(["review", "--walk", "--below", "1.01"]).args(more);
    let output = command.write_stdin(answers).output().expect("run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_walk_asks_one_after_the_other_and_keeps_notes() {
    let folder = store();
    let list = listed(folder.path());
    let claims = list.lines().filter(|line| line.starts_with('c')).count();
    let answers = "perhaps\ns\ny I was there\nq\n";
    let said = walked(folder.path(), &["--only", "claim", "--who", "the night shift"], answers);
    assert!(said.contains(&format!("[1 of {claims}] right claim?")), "{said}");
    assert!(said.contains("visited Elm Trust") && said.contains("why asked: rule visit/verb"), "{said}");
    assert!(said.contains("n the letterheads differ"), "the help is shown: {said}");
    assert!(said.contains(&format!("1 answered, 1 skipped, {} left", claims - 2)), "{said}");
    let kept = decided(folder.path());
    assert!(kept.contains("why = \"I was there\"") && kept.contains("who = \"the night shift\""), "{kept}");
    let (statements, ..) = guanxi(folder.path(), &["export", "nq"]);
    assert!(statements.contains("ontology#reviewed> \"confirmed\""), "the store follows");
    let left = listed(folder.path()).lines().filter(|line| line.starts_with('c')).count();
    assert_eq!(left, claims - 1);
}

#[test]
fn a_walk_asks_what_is_right_instead() {
    let folder = store();
    let types = listed(folder.path()).lines().filter(|line| line.starts_with('t')).count();
    assert!(types > 1);
    let said = walked(folder.path(), &["--only", "type"], "n\nEmbassy\nn\nDomesticOrganization\n");
    assert!(said.contains("which type is right?") && said.contains("DomesticOrganization"), "{said}");
    assert!(said.contains(&format!("1 answered, 0 skipped, {} left", types - 1)), "the input ended: {said}");
    assert!(decided(folder.path()).contains("is = \"DomesticOrganization\""), "{}", decided(folder.path()));
    let said = walked(folder.path(), &["--only", "claim"], "n\n\nn\nDonation\n");
    assert!(said.contains("which kind is right?"), "{said}");
    let kept = decided(folder.path());
    assert!(kept.contains("[[wrong]]") && kept.contains("set = { kind = \"Donation\" }"), "{kept}");
}

#[test]
fn an_answer_is_kept_before_the_next_question() {
    use std::io::Write;
    use std::process::Stdio;
    let folder = store();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("guanxi"))
        .current_dir(folder.path())
        .args(["review", "--walk", "--below", "1.01", "--only", "claim"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("run");
    let mut input = child.stdin.take().expect("input");
    input.write_all(b"y\n").expect("written");
    input.flush().expect("flushed");
    for _ in 0..600 {
        if decided(folder.path()).contains("[[confirm]]") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    child.kill().expect("killed, as by ctrl-C");
    child.wait().expect("gone");
    drop(input);
    assert!(decided(folder.path()).contains("[[confirm]]"), "{}", decided(folder.path()));
    guanxi(folder.path(), &["build", "texts"]);
    let (statements, ..) = guanxi(folder.path(), &["export", "nq"]);
    assert!(statements.contains("ontology#reviewed> \"confirmed\""), "the next build follows");
}

#[test]
fn decisions_are_listed_with_what_they_apply_to() {
    let folder = store();
    let decisions = "[[confirm]]\ndocument = \"one\"\nquote = \"visited Elm Trust\"\nwho = \"the desk\"\nwhen = \"2021-05-06\"\nwhy = \"I was there\"\n\
                     [[confirm]]\ndocument = \"one\"\nquote = \"flew to the moon\"\n\
                     [[same]]\none = { name = \"Elm Trust\" }\nother = { name = \"Elm Trust\", place = \"Wuhan\" }\n\
                     [[hide]]\ndocument = \"one\"\nquote = \"thanked Oak Foundation\"\n";
    fs::write(folder.path().join("decisions.toml"), decisions).expect("written");
    let (_, said, done) = guanxi(folder.path(), &["review", "--list-decisions"]);
    assert!(done && said.contains("was built with other decisions"), "{said}");
    guanxi(folder.path(), &["build", "texts"]);
    let (rows, said, _) = guanxi(folder.path(), &["review", "--list-decisions", "--format", "csv"]);
    let rows = rows.replace("\r\n", "\n");
    assert!(
        said.contains("decisions: 4, of which 2 apply to nothing") && !said.contains("other decisions"),
        "{said}"
    );
    for row in [
        "decision,about,who,when,why,applies",
        "confirm,one: visited Elm Trust,the desk,2021-05-06,I was there,yes",
        "confirm,one: flew to the moon,,,,no: the document makes no such claim",
        "same,\"Elm Trust | Elm Trust (Wuhan)\",,,,no: no organization in the store is called Elm Trust (Wuhan)",
        "hide,one: (hidden),,,,yes",
    ] {
        assert!(
            rows.lines().any(|line| line == row || line == row.replace('"', "")),
            "{row} is not in {rows}"
        );
    }
}
