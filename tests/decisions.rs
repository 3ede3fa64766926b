//! What a person decided: replayed by every build, whatever store it goes into, and told when it no longer applies.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

const ONE: &str = "March 3, 2020\n\nOn March 2, the Hubei PSB Foreign NGO Management Office visited Elm Trust (Hong Kong). \
                   The office thanked Oak Foundation on the same day.\n";
const OTHER: &str = "April 9, 2020\n\nOn April 8, the Wuhan PSB Foreign NGO Management Office visited Elmwood Charitable Trust.\n";

fn guanxi(folder: &Path, arguments: &[&str]) -> (String, String) {
    let output = Command::cargo_bin("guanxi")
        .expect("a program")
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

fn folder(decisions: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("texts")).expect("a folder");
    fs::write(folder.path().join("texts/one.txt"), ONE).expect("written");
    fs::write(folder.path().join("texts/other.txt"), OTHER).expect("written");
    fs::write(folder.path().join("decisions.toml"), decisions).expect("written");
    folder
}

fn statements(folder: &Path) -> String {
    guanxi(folder, &["export", "nq"]).0
}

fn visits(folder: &Path) -> String {
    guanxi(folder, &["query", "visits", "--format", "csv"]).0
}

const SAME: &str = "[[same]]\none = { type = \"ForeignNGO\", name = \"Elm Trust\" }\nother = { name = \"Elmwood Charitable Trust\" }\nwho = \"the night shift\"\nwhy = \"the letterheads agree\"\n";

#[test]
fn two_names_become_one_body_and_the_store_can_be_made_again() {
    let folder = folder("");
    guanxi(folder.path(), &["build", "texts"]);
    let apart = statements(folder.path());
    fs::write(folder.path().join("decisions.toml"), SAME).expect("written");
    guanxi(folder.path(), &["build", "texts"]);
    let together = statements(folder.path());
    assert!(
        visits(folder.path()).matches("Elmwood Charitable Trust").count() == 2,
        "{}",
        visits(folder.path())
    );
    fs::remove_dir_all(folder.path().join("guanxi.db")).expect("removed");
    guanxi(folder.path(), &["build", "texts"]);
    assert_eq!(statements(folder.path()), together);
    assert!(!together.contains("the letterheads agree"), "who decided and why is told when asked for only");
    let decided = guanxi(folder.path(), &["export", "nq", "--graph", "decisions"]).0;
    assert!(decided.contains("the letterheads agree") && decided.contains("the night shift"), "{decided}");
    fs::write(folder.path().join("decisions.toml"), "").expect("written");
    guanxi(folder.path(), &["build", "texts"]);
    assert_eq!(statements(folder.path()), apart);
}

#[test]
fn a_hidden_claim_is_nowhere_with_its_words() {
    let folder = folder("");
    guanxi(folder.path(), &["build", "texts"]);
    let before = statements(folder.path());
    assert!(before.contains("thanked Oak Foundation"));
    let hide = "[[hide]]\ndocument = \"one\"\nquote = \"thanked Oak Foundation\"\n";
    fs::write(folder.path().join("decisions.toml"), hide).expect("written");
    guanxi(folder.path(), &["build", "texts"]);
    let hidden = statements(folder.path());
    assert!(!hidden.contains("thanked Oak") && hidden.contains("visited Elm Trust"), "{hidden}");
    let decided = guanxi(folder.path(), &["export", "nq", "--graph", "decisions"]).0;
    assert!(!decided.contains("thanked"), "{decided}");
    fs::remove_dir_all(folder.path().join("guanxi.db")).expect("removed");
    guanxi(folder.path(), &["build", "texts"]);
    assert_eq!(statements(folder.path()), hidden);
    fs::write(folder.path().join("decisions.toml"), "").expect("written");
    guanxi(folder.path(), &["build", "texts"]);
    assert_eq!(statements(folder.path()), before);
}

#[test]
fn a_claim_put_right_is_told_as_corrected_and_a_wrong_one_is_gone() {
    let folder = folder(
        "[[correct]]\ndocument = \"one\"\nquote = \"visited Elm Trust\"\nset = { kind = \"Inspection\" }\n\
         [[wrong]]\ndocument = \"other\"\nquote = \"visited Elmwood\"\n",
    );
    guanxi(folder.path(), &["build", "texts"]);
    let all = statements(folder.path());
    assert!(all.contains("ontology#Inspection") && all.contains("ontology#reviewed> \"corrected\""), "{all}");
    assert_eq!(visits(folder.path()).lines().count(), 1, "{}", visits(folder.path()));
}

#[test]
fn a_decision_about_nothing_is_told_and_a_damaged_file_stops_the_build() {
    let folder = folder("[[confirm]]\ndocument = \"one\"\nquote = \"flew to the moon\"\n");
    let (_, said) = guanxi(folder.path(), &["build", "texts"]);
    assert!(said.contains("no longer applies") && said.contains("flew to the moon"), "{said}");
    fs::write(folder.path().join("decisions.toml"), "[[confirm]]\ndocument = 3\n").expect("written");
    let (_, said) = guanxi(folder.path(), &["build", "texts"]);
    assert!(said.contains("decisions.toml") && said.contains("line 2"), "{said}");
}

#[test]
fn a_mistaken_word_in_a_decision_takes_nothing_out_of_the_store() {
    let folder = folder("");
    guanxi(folder.path(), &["build", "texts"]);
    let before = statements(folder.path());
    let of = "document = \"one\"\nquote = \"visited Elm Trust\"\n";
    for (mistaken, told) in [
        (format!("[[correct]]\n{of}set = {{ kind = \"Party\" }}\n"), "the kind \"Party\""),
        (format!("[[wrong]]\n{of}kind = \"visit\"\n"), "the kind \"visit\""),
        ("[[type]]\nof = { name = \"Elm Trust\" }\nis = \"Skool\"\n".to_owned(), "the type \"Skool\""),
        (format!("[[correct]]\n{of}"), "sets nothing"),
        (format!("[[correct]]\n{of}set = {{}}\n"), "sets nothing"),
    ] {
        fs::write(folder.path().join("decisions.toml"), &mistaken).expect("written");
        let (_, said) = guanxi(folder.path(), &["build", "texts"]);
        assert!(said.contains(told) && said.contains("decisions.toml"), "{mistaken}: {said}");
        assert_eq!(statements(folder.path()), before, "{mistaken}");
    }
    let nobody = format!("[[correct]]\n{of}set = {{ agent = [\"Ash Trust\"] }}\n");
    fs::write(folder.path().join("decisions.toml"), nobody).expect("written");
    let (_, said) = guanxi(folder.path(), &["build", "texts"]);
    assert!(said.contains("the document names no Ash Trust"), "{said}");
    assert_eq!(statements(folder.path()).matches("ontology#reviewed> \"").count(), 0);
    assert_eq!(visits(folder.path()).lines().count(), 3, "{}", visits(folder.path()));
}

#[test]
fn decisions_against_each_other_and_on_many_claims_are_told() {
    let of = "document = \"one\"\nquote = \"visited Elm Trust\"\n";
    let pair = "one = { name = \"Elm Trust\" }\nother = { name = \"Oak Foundation\" }\n";
    let folder = folder(&format!("[[wrong]]\n{of}[[confirm]]\n{of}[[same]]\n{pair}[[different]]\n{pair}"));
    let (_, said) = guanxi(folder.path(), &["build", "texts"]);
    assert!(said.contains("another decision says that it is wrong"), "{said}");
    assert!(said.contains("another decision says that they are different"), "{said}");
    let wide = "[[confirm]]\ndocument = \"one\"\nquote = \"office\"\n";
    fs::write(folder.path().join("decisions.toml"), wide).expect("written");
    let (_, said) = guanxi(folder.path(), &["build", "texts"]);
    assert!(said.contains("is about 2 claims"), "{said}");
    let (rows, _) = guanxi(folder.path(), &["review", "--list-decisions", "--format", "csv"]);
    assert!(rows.contains("yes: 2 claims"), "{rows}");
}

/// Records of three documents, each with a body of one name and type, told apart by place and home.
fn federations(decisions: &str) -> String {
    let folder = folder(decisions);
    let record = |doc: &str, place: &str, more: &str| {
        format!(
            "{{\"doc\": \"{doc}\", \"entities\": [{{\"id\": \"E1\", \"type\": \"DomesticOrganization\", \"name\": \"Rowan Federation\"{place}}}, \
             {{\"id\": \"E2\", \"type\": \"ForeignNGO\", \"name\": \"{more}\"}}], \"events\": [{{\"id\": \"V1\", \"post\": 1, \"kind\": \"Visit\", \
             \"agent\": [\"E1\"], \"target\": [\"E2\"], \"evidence\": {{\"start\": 0, \"end\": 30, \"text\": \"Rowan Federation visited it all\"}}}}]}}\n"
        )
    };
    let records = [
        record("a", ", \"place\": \"Wuhan\", \"place_code\": \"420100\"", "Ash Trust"),
        record("b", ", \"place\": \"Yichang\", \"place_code\": \"420500\"", "Fir Trust"),
        record("c", ", \"place\": \"Huanggang\", \"place_code\": \"421100\"", "Yew Trust"),
        record("d", "", "Box Trust"),
    ];
    fs::write(folder.path().join("all.records.jsonl"), records.concat()).expect("written");
    let (_, said) = guanxi(folder.path(), &["build", "all.records.jsonl"]);
    assert!(!said.contains("no longer applies"), "{said}");
    let (rows, _) = guanxi(folder.path(), &["query", "visits", "--format", "csv"]);
    let (bodies, _) = guanxi(folder.path(), &["query", "organizations", "--format", "csv"]);
    format!("{}\n{rows}", bodies.lines().filter(|line| line.starts_with("Rowan Federation")).count())
}

#[test]
fn of_bodies_of_one_name_those_of_a_place_are_meant() {
    let pair = |one: &str, other: &str| {
        format!(
            "[[same]]\none = {{ name = \"Rowan Federation\"{one} }}\nother = {{ name = \"Rowan Federation\"{other} }}\n"
        )
    };
    let count =
        |decisions: &str| federations(decisions).lines().next().map(str::to_owned).unwrap_or_default();
    assert_eq!(count(""), "4");
    assert_eq!(count(&pair(", place = \"Wuhan\"", ", place = \"420500\"")), "3");
    assert_eq!(count(&pair(", place = \"Wuhan\"", ", place = \"\"")), "3", "one of which no place is told");
    assert_eq!(count(&pair(", document = \"b\"", ", document = \"c\"")), "3");
    assert_eq!(count(&pair("", "")), "1");
}
