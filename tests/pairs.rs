//! Names of registers that are hard to judge: which come together, which are proposed to a person.
//!
//! `tests/register-pairs.csv` has invented pairs in the likeness of real ones; `GUANXI_TABLES` may name a folder with
//! a `pairs.csv` of real ones.

use guanxi::lexicon::Lexicon;
use guanxi::resolve::{DOUBTFUL, Decisions, Organization, Resolver, SAME};
use guanxi::source::Sheet;
use guanxi::table;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const HEADER: &str = "Organization Name (English),Organization Name (Chinese),Start Date,End Date,\
                      Chinese Partner Unit (CPU) (English),CPU (Chinese),CPU Type,\
                      CPU Professional Supervisory Unit (English),CPU Professional Supervisory Unit (Chinese)";

/// A body as one cell of a register and the one beside it name it.
fn body(
    resolver: &Resolver<'_>,
    lexicon: &Lexicon,
    english: &str,
    chinese: &str,
    kind: &str,
) -> Organization {
    let quoted = |words: &str| format!("\"{}\"", words.replace('"', "\"\""));
    let nobody = (quoted("Somebody"), quoted("某"));
    let (mut ngo, mut partner, mut supervisor) =
        (nobody, (String::new(), String::new()), (String::new(), String::new()));
    let names = (quoted(english), quoted(chinese));
    match kind {
        "ngo" => ngo = names,
        "partner" => partner = names,
        _ => supervisor = names,
    }
    let row = format!(
        "{},{},2019-01-01,2019-01-02,{},{},Non-Profit or Foundation,{},{}",
        ngo.0, ngo.1, partner.0, partner.1, supervisor.0, supervisor.1
    );
    let reading =
        table::read(lexicon, Sheet::from_text("pair", &format!("{HEADER}\n{row}\n"))).expect("a table");
    let ours = |o: &Organization| match kind {
        "ngo" => o.kind == "ForeignNGO",
        "partner" => o.roles.contains("PartnerUnit"),
        _ => o.kind != "ForeignNGO",
    };
    let telling = resolver.telling(&reading.record, None, None);
    telling.appellations.into_values().find(ours).unwrap_or_else(|| panic!("{english}"))
}

/// What became of the pairs of a file.
#[derive(Debug, Default)]
struct Tally {
    same: usize,
    merged: usize,
    wrongly: usize,
    proposed: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
}

fn judge(path: &Path) -> Tally {
    let lexicon = Lexicon::load(None).expect("built-in files");
    let types =
        ["ForeignNGO", "GovernmentBody", "DomesticOrganization", "University", "RepresentativeOffice"];
    let types = types.map(str::to_owned).into();
    let roles = ["SupervisoryUnit", "PartnerUnit"].map(str::to_owned).into();
    let resolver = Resolver::new(&lexicon, types, roles, Arc::new(Decisions::default())).expect("a resolver");
    let mut tally = Tally::default();
    let mut reader = csv::Reader::from_path(path).expect("a table of pairs");
    for row in reader.records() {
        let row = row.expect("a row");
        let one = body(&resolver, &lexicon, &row[0], &row[1], &row[2]);
        let other = body(&resolver, &lexicon, &row[3], &row[4], &row[5]);
        let judge = resolver.judge();
        let profiles = (judge.profile(&one), judge.profile(&other));
        let likeness = judge.likeness(&profiles.0, &profiles.1);
        let meet = judge.blocks(&profiles.0).meet(&judge.blocks(&profiles.1));
        let score = if one == other {
            1000
        } else if meet {
            likeness.score
        } else {
            0
        };
        let words = format!("{score} {} | {} ~ {} | {} ({likeness:?})", &row[0], &row[1], &row[3], &row[4]);
        match (&row[6] == "yes", score >= SAME) {
            (true, true) => {
                tally.same += 1;
                tally.merged += 1;
            }
            (true, false) => {
                tally.same += 1;
                tally.proposed += usize::from(score >= DOUBTFUL);
                tally.missed.push(words);
            }
            (false, true) => {
                tally.wrongly += 1;
                tally.wrong.push(words);
            }
            (false, false) => {}
        }
    }
    tally
}

/// Precision of what is merged, and recall; of the rest, at least half stands in the review.
fn holds(path: &Path) {
    let tally = judge(path);
    let precision = tally.merged as f64 / (tally.merged + tally.wrongly).max(1) as f64;
    let recall = tally.merged as f64 / tally.same.max(1) as f64;
    let rest = tally.same - tally.merged;
    println!(
        "{}: precision {precision:.3}, recall {recall:.3}, {} of {rest} proposed",
        path.display(),
        tally.proposed
    );
    for words in tally.wrong.iter().chain(&tally.missed) {
        println!("  {words}");
    }
    assert!(precision >= 0.97 && recall >= 0.80 && tally.proposed * 2 >= rest, "{}", path.display());
}

#[test]
fn invented_pairs_are_judged() {
    holds(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/register-pairs.csv"));
}

#[test]
fn real_pairs_are_judged() {
    let Some(folder) = std::env::var_os("GUANXI_TABLES").map(PathBuf::from) else {
        eprintln!("skipped: GUANXI_TABLES names no folder with a pairs.csv");
        return;
    };
    let path = folder.join("pairs.csv");
    if path.exists() {
        holds(&path);
    }
}
