//! What a person confirmed or corrected is told from what is machine-read in every output, and `--reviewed` leaves it alone.

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;

const TEXT: &str = "March 3, 2020\n\nOn March 2, the Hubei PSB Foreign NGO Management Office visited Elm Trust (Hong Kong). \
                    The office thanked Oak Foundation on the same day. \
                    On March 1, the Hubei PSB Foreign NGO Management Office visited Ash Foundation (Germany). \
                    Reed University is the partner unit of Elm Trust (Hong Kong). \
                    Fir Academy of Sciences is the partner unit of Oak Foundation.\n";

/// The visit to Elm Trust is right; the thanks were a donation; the partnership of Elm Trust is right.
const DECISIONS: &str = r#"
[[confirm]]
document = "calls"
quote = "visited Elm Trust"
who = "the night shift"

[[correct]]
document = "calls"
quote = "thanked Oak Foundation"
set = { kind = "Donation" }
why = "a cheque was handed over"

[[confirm]]
document = "calls"
quote = "Reed University is the partner unit"
kind = "Partnership"
"#;

fn guanxi(folder: &Path, arguments: &[&str]) -> (String, String) {
    let mut command = Command::cargo_bin("guanxi").expect("a program");
    let output = command.current_dir(folder).args(arguments).output().expect("run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    (text(&output.stdout), text(&output.stderr))
}

/// A folder with a store that three decisions were made on.
fn folder() -> PathBuf {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("texts")).expect("a folder");
        fs::write(folder.path().join("texts/calls.txt"), TEXT).expect("written");
        fs::write(folder.path().join("decisions.toml"), DECISIONS).expect("written");
        let (_, said) = guanxi(folder.path(), &["build", "texts"]);
        assert!(!said.contains("no longer applies"), "{said}");
        folder
    });
    folder.path().to_owned()
}

fn query(arguments: &[&str]) -> String {
    guanxi(&folder(), &[&["query", "--format", "csv"], arguments].concat()).0
}

#[test]
fn rows_say_how_far_a_person_vouches_for_them() {
    let visits = query(&["visits"]);
    let line = |of: &str| visits.lines().find(|line| line.contains(of)).unwrap_or_default().to_owned();
    assert!(line("Elm Trust").ends_with(",confirmed"), "{visits}");
    assert!(line("Ash Foundation").ends_with(",machine-read"), "{visits}");
    assert!(query(&["donations"]).contains(",corrected"), "{}", query(&["donations"]));
    let partners = query(&["partners"]);
    assert!(partners.contains("Elm Trust,Reed University,1,confirmed"), "{partners}");
    assert!(partners.contains("Oak Foundation,Fir Academy of Sciences,1,machine-read"), "{partners}");
}

#[test]
fn reviewed_leaves_only_what_a_person_looked_at() {
    for (name, more, kept, gone) in [
        ("visits", &[][..], "Elm Trust", "Ash Foundation"),
        ("events", &[], "Elm Trust", "Ash Foundation"),
        ("relationships", &[], "Reed University", "Fir Academy"),
        ("partners", &[], "Reed University", "Fir Academy"),
        ("changes", &["-p", "since=2020-01-01"], "Elm Trust", "Ash Foundation"),
        ("timeline", &["-p", "organization=Hubei PSB Foreign NGO Management Office"], "Elm Trust", "Ash"),
        (
            "counterparties",
            &["-p", "organization=Hubei PSB Foreign NGO Management Office"],
            "Elm Trust",
            "Ash",
        ),
        ("contacts", &["-p", "organization=Hubei PSB Foreign NGO Management Office"], "Elm Trust", "Ash"),
        (
            "evidence",
            &["-p", "a=Reed University", "-p", "b=Elm Trust (Hong Kong)"],
            "confirmed",
            "machine-read",
        ),
        ("activity", &[], "2020,Visit,1,1", "2020,Visit,2,"),
        ("offices", &[], ",2,2,2,2020-03-02,2020-03-02", "2020-03-01"),
        ("documents", &[], ",2,1,0,3,", ",3,2,0,3,"),
    ] {
        let all = query(&[&[name], more].concat());
        let reviewed = query(&[&[name, "--reviewed"], more].concat());
        assert!(reviewed.contains(kept) && !reviewed.contains(gone), "{name}: {reviewed}");
        assert!(gone == "machine-read" || all.contains(gone), "{name}: {all}");
        assert_eq!(query(&[&[name, "-p", "reviewed=yes"], more].concat()), reviewed);
        assert_eq!(query(&[&[name, "-p", "reviewed=any"], more].concat()), all);
    }
}

#[test]
fn a_chain_goes_along_what_a_person_looked_at() {
    let ends = |to: &'static str| ["-p", "from=Reed University", "-p", to];
    let chain = |to, more: &[&str]| query(&[&["chain"], &ends(to)[..], more].concat());
    assert_eq!(chain("to=Ash Foundation", &[]).lines().filter(|l| l.contains("visits")).count(), 2);
    assert_eq!(chain("to=Ash Foundation", &["--reviewed"]).lines().count(), 1);
    let reviewed = chain("to=Oak Foundation", &["--reviewed"]);
    assert!(reviewed.contains("1,Reed University,Partnership,Elm Trust,,1,,"), "{reviewed}");
    assert!(reviewed.lines().count() == 4 && !reviewed.contains("Fir Academy"), "{reviewed}");
}

#[test]
fn a_question_that_does_not_know_claims_says_so() {
    let (_, said) =
        guanxi(&folder(), &["query", "variants", "--reviewed", "-p", "organization=Oak Foundation"]);
    assert!(said.contains("variants has no parameter \"reviewed\""), "{said}");
    let (_, said) = guanxi(&folder(), &["query", "visits", "-p", "reviewed=perhaps"]);
    assert!(said.contains("it takes yes for what a person confirmed or corrected"), "{said}");
    let (_, said) = guanxi(
        &folder(),
        &["query", "shared", "-p", "reviewed=perhaps", "-p", "organization=Oak Foundation"],
    );
    assert!(said.contains("it takes yes for what a person confirmed or corrected"), "{said}");
}

#[test]
fn a_network_tells_them_apart() {
    let (all, _) = guanxi(&folder(), &["export", "graphml"]);
    for status in ["confirmed", "corrected", "machine-read"] {
        assert!(all.contains(&format!("<data key=\"edge_status\">{status}</data>")), "{all}");
    }
    let (reviewed, _) = guanxi(&folder(), &["export", "graphml", "--reviewed"]);
    assert!(reviewed.contains("Elm Trust") && !reviewed.contains("Ash Foundation"), "{reviewed}");
    assert!(!reviewed.contains("<data key=\"edge_status\">machine-read"), "{reviewed}");
}

#[test]
fn statements_can_be_had_of_what_a_person_looked_at() {
    for format in ["nq", "trig", "ttl"] {
        let (all, _) = guanxi(&folder(), &["export", format]);
        let (reviewed, said) = guanxi(&folder(), &["export", format, "--reviewed"]);
        assert!(all.contains("Ash Foundation") && all.contains("Fir Academy"), "{said}");
        for gone in ["Ash Foundation", "Fir Academy", "the night shift", "a cheque was handed over"] {
            assert!(!reviewed.contains(gone), "{format}: {gone}");
        }
        for kept in
            ["visited Elm Trust", "Reed University is the partner unit", "\"corrected\"", "\"confirmed\""]
        {
            assert!(reviewed.contains(kept), "{format}: {kept}");
        }
    }
    let (links, _) = guanxi(&folder(), &["export", "nq", "--reviewed", "--graph", "links"]);
    assert_eq!(links.matches("ontology#Link>").count(), 2, "{links}");
    assert!(links.contains("ontology#count> \"1\"") && !links.contains("reviewedCount"), "{links}");
    assert_eq!(links.matches("ontology#partnerOf> ").count(), 1, "{links}");
    let (_, said) = guanxi(&folder(), &["export", "nq", "--kind", "Visit"]);
    assert!(said.contains("no filters but --reviewed"), "{said}");
}

#[test]
fn reports_and_explanations_tell_them_apart() {
    let folder = folder();
    for (name, more) in [("all", &[][..]), ("reviewed", &["--reviewed"])] {
        guanxi(&folder, &[&["report", "-o", name], more].concat());
    }
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect(name);
    let index = read("all/index.md");
    assert!(index.contains("a person confirmed 2 and corrected 1; the other 2 are machine-read"), "{index}");
    let document = read("all/documents/calls.html");
    for status in ["confirmed", "corrected", "machine-read"] {
        assert!(document.contains(&format!("<span class=\"tag {status}\">{status}</span>")), "{document}");
    }
    let index = read("reviewed/index.html");
    assert!(
        index.contains("only of what a person confirmed or corrected: 2 confirmed, 1 corrected"),
        "{index}"
    );
    assert!(index.contains("Reed University") && !index.contains("Ash Foundation"), "{index}");
    let (told, _) = guanxi(&folder, &["explain", "Elm Trust (Hong Kong)"]);
    assert_eq!(told.matches("(confirmed)").count(), 2, "{told}");
    assert!(!told.contains("the night shift"), "{told}");
}

#[test]
fn a_store_with_decisions_passes_its_checks() {
    let (rows, said) = guanxi(&folder(), &["check", "--format", "csv"]);
    assert!(said.contains("no errors"), "{rows}{said}");
}

/// A second document tells of an event that the first told of: what a person said of one counts.
#[test]
fn what_is_confirmed_in_one_document_is_counted_whichever_comes_first() {
    let one = "March 3, 2020\n\nOn March 2, 2020, the Hubei PSB Foreign NGO Management Office visited Elm Trust (Hong Kong).\n";
    let decided = "[[confirm]]\ndocument = \"b\"\nquote = \"visited Elm Trust\"\n";
    let mut built = Vec::new();
    for order in [["a", "b"], ["b", "a"]] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("decisions.toml"), decided).expect("written");
        for name in order {
            fs::write(folder.path().join(format!("{name}.txt")), one).expect("written");
            guanxi(folder.path(), &["build", &format!("{name}.txt")]);
        }
        let (links, _) = guanxi(folder.path(), &["export", "nq", "--graph", "links"]);
        assert!(links.contains("ontology#reviewedCount> \"1\""), "{links}");
        built.push(guanxi(folder.path(), &["export", "nq", "--graph", "links", "--graph", "resolution"]).0);
    }
    assert_eq!(built[0], built[1]);
}
