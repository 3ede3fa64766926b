//! What the measure promises, on a pair of files small enough to count by hand.

use guanxi::evaluate::{Difference, annotated, evaluate, records};
use std::path::Path;

const TEXT: &str = "May 3, 2019\n\nThe Hubei PSB visited Élan Trust and Oak Fund. Oak Fund met Ash Fund.\n";

const GOLD: &str = r#"{"doc": "calls", "published": "2019-05-03", "posts": ["2019-05-03"],
 "entities": [
  {"id": "E1", "type": "PublicSecurityBureau", "name": "Hubei PSB", "also": ["the PSB"]},
  {"id": "E2", "type": "ForeignNGO", "name": "Élan Trust", "roles": ["PartnerUnit"]},
  {"id": "E3", "type": "ForeignNGO", "name": "Oak Fund"},
  {"id": "E4", "type": "ForeignNGO", "name": "Ash Fund"}],
 "events": [
  {"id": "V1", "post": 1, "kind": "Visit", "date": "2019-05-03", "precision": "by", "modality": "occurred",
   "agent": ["E1"], "target": ["E2", "E3"], "evidence": "The Hubei PSB visited Élan Trust and Oak Fund."},
  {"id": "V2", "post": 1, "kind": "Meeting", "date": "2019-05-03", "precision": "by", "modality": "occurred",
   "agent": [], "target": ["E3", "E4"], "evidence": "Oak Fund met Ash Fund."}],
 "relations": [{"kind": "supervises", "from": "E1", "to": "E3"}]}"#;

/// Another type for the bureau, which stays the same body; one name without its accent; one NGO missed, one made up;
/// the visit to one of two; the meeting told the other way round and planned.
const RECORD: &str = r#"{"doc": "calls", "entities": [
  {"id": "A", "type": "PSBOffice", "name": "Hubei Provincial Public Security Bureau Foreign NGO Management Office"},
  {"id": "B", "type": "ForeignNGO", "name": "the Elan Trust", "mentions": [{"start": 35, "end": 45, "text": "Élan Trust"}, {"start": 0, "end": 3, "text": "Élan"}]},
  {"id": "C", "type": "ForeignNGO", "name": "Oak Fund"},
  {"id": "D", "type": "ForeignNGO", "name": "Fir Society"}],
 "events": [
  {"post": 1, "kind": "Visit", "date": "2019-05-03", "precision": "day", "modality": "occurred", "agent": ["A"], "target": ["B"],
   "evidence": {"start": 13, "end": 34, "text": "The Hubei PSB visited"}},
  {"post": 1, "kind": "Meeting", "date": "2019-05-03", "precision": "by", "modality": "planned", "agent": ["C"], "target": ["D"],
   "evidence": {"start": 60, "end": 68, "text": "Oak Fund"}}],
 "relations": []}"#;

fn pair() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("calls.txt"), TEXT).expect("a text");
    std::fs::write(folder.path().join("calls.json"), GOLD).expect("an annotation");
    std::fs::write(folder.path().join("alone.json"), "{}").expect("a file without a text");
    folder
}

#[test]
fn the_figures_of_a_small_pair_are_those_counted_by_hand() {
    let folder = pair();
    let gold = annotated(&[folder.path()], &[]).expect("one pair");
    assert_eq!(gold.len(), 1);
    let line = RECORD.replace('\n', " ");
    let found = records(line.as_bytes(), Path::new("records")).expect("one record");
    let (figures, reports) = evaluate(&gold, &found);
    insta::assert_snapshot!(figures, @r"
    entities     P 0.500  R 0.500  F1 0.500   (2 right of 4 found, 4 there)
    entities-any P 0.750  R 0.750  F1 0.750   (3 right of 4 found, 4 there)
    events       P 1.000  R 1.000  F1 1.000   (2 right of 2 found, 2 there)
    actors       P 0.750  R 0.600  F1 0.667   (3 right of 4 found, 5 there)
    links        P 0.500  R 0.333  F1 0.400   (1 right of 2 found, 3 there)
    contacts     P 0.500  R 0.250  F1 0.333   (1 right of 2 found, 4 there)
    relations    P 0.000  R 0.000  F1 0.000   (0 right of 0 found, 1 there)
    roles        P 0.000  R 0.000  F1 0.000   (0 right of 0 found, 1 there)
    dated        0.500   (1 of 2)
    modality     0.500   (1 of 2)
    spans        0.750   (3 of 4)
    ");
    let differences: Vec<String> = reports[0].differences.iter().map(Difference::to_string).collect();
    assert_eq!(
        differences,
        [
            "missed entity   ForeignNGO: Ash Fund",
            "wrong type      Hubei Provincial Public Security Bureau Foreign NGO Management Office: PSBOffice, is \
             PublicSecurityBureau",
            "made up entity  ForeignNGO: Fir Society",
            "missed          post 1 Meeting any: Ash Fund",
            "missed          post 1 Visit target: Oak Fund",
            "made up         post 1 Meeting any: Fir Society",
        ]
    );
    let right: Vec<(&str, bool)> = reports[0].judged.iter().map(|j| (j.kind.as_str(), j.right)).collect();
    // Of the visit all that is said is right; nobody plans the meeting.
    assert_eq!(
        right,
        [
            ("PSBOffice", false),
            ("ForeignNGO", true),
            ("ForeignNGO", true),
            ("ForeignNGO", false),
            ("Visit", true),
            ("Meeting", false),
        ]
    );
    let json = serde_json::to_string(&figures).expect("figures are JSON");
    assert!(json.contains(r#""links":{"p":0.5,"r":0.3333,"f1":0.4}"#), "{json}");
}

#[test]
fn an_annotation_measured_against_itself_is_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/digests");
    let gold = annotated(&[&folder], &[]).expect("the examples");
    let found = gold.iter().map(|document| (document.name.clone(), document.annotation.clone())).collect();
    let (figures, reports) = evaluate(&gold, &found);
    for (name, tally) in figures.tallies() {
        assert_eq!((tally.right, tally.right), (tally.found, tally.there), "{name}");
    }
    assert!(reports.iter().all(|report| report.differences.is_empty()));
}

#[test]
fn names_choose_documents_and_a_wrong_choice_is_told() {
    let folder = pair();
    assert_eq!(annotated(&[folder.path()], &["ca".to_owned()]).map(|g| g.len()).ok(), Some(1));
    let error = annotated(&[folder.path()], &["zz".to_owned()]).err().map(|e| e.to_string());
    assert!(error.is_some_and(|e| e.contains("no annotated documents") && e.contains("begins with zz")));
}

#[test]
fn a_broken_record_is_told_with_its_line() {
    let error =
        records("{\"doc\":\"a\"}\n{oops\n".as_bytes(), Path::new("x.jsonl")).err().map(|e| e.to_string());
    assert!(error.is_some_and(|e| e.starts_with("x.jsonl:2: ")));
}

/// What `guanxi evaluate` prints.
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_guanxi"));
    let output = command.arg("evaluate").arg(folder).args(arguments).output().expect("guanxi runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn after_the_figures_confidence_is_shown_beside_what_is_right() {
    let folder = pair();
    let records = folder.path().join("found.jsonl");
    std::fs::write(&records, RECORD.replace('\n', " ")).expect("a record");
    let shown = printed(folder.path(), &["--records", &records.to_string_lossy(), "--rules"]);
    let (figures, confidence) = shown.split_once("\n\n").expect("figures, then confidence");
    assert_eq!(figures.lines().count(), 11);
    insta::assert_snapshot!(confidence.split("\n\n").next().unwrap_or_default(), @r"
    entities by confidence
      0.95 to 1.00   1.000 stated  0.500 right   (2 of 4)
      expected calibration error 0.500, Brier score 0.500
    events by confidence
      0.95 to 1.00   1.000 stated  0.500 right   (1 of 2)
      expected calibration error 0.500, Brier score 0.500
    ");
}

#[test]
fn counts_are_printed_as_they_are_read() {
    let (folder, ontology) = (pair(), tempfile::tempdir().expect("a folder"));
    let counts = printed(folder.path(), &["--calibrate"]);
    std::fs::write(ontology.path().join("calibration.toml"), &counts).expect("a file");
    let lexicon = guanxi::lexicon::Lexicon::load(Some(ontology.path())).expect("counts that can be read");
    assert_eq!(lexicon.calibration.to_string(), counts);
    assert_eq!(lexicon.calibration.texts, ["calls"]);
    assert_eq!(lexicon.calibration.event["Visit"]["visit/verb"].found, 1);
    let broken = counts.replace("right = 1", "right = 9");
    std::fs::write(ontology.path().join("calibration.toml"), broken).expect("a file");
    let error = guanxi::lexicon::Lexicon::load(Some(ontology.path())).err().map(|e| e.to_string());
    assert!(error.is_some_and(|e| e.contains("more right than found") && e.contains("--calibrate")));
}
