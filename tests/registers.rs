//! Tables of registers: every row read or told of, questions about them, snapshots in any order, reconciled with texts.

#[path = "common/gold.rs"]
mod gold;

use assert_cmd::Command;
use guanxi::build::{Builder, Options};
use guanxi::changes::{Between, Kind, changes};
use guanxi::lexicon::{Holds, Lexicon};
use guanxi::pipeline::{self, Extracted};
use guanxi::query::{self, Catalogue, Format};
use guanxi::source::{self, Sheet};
use guanxi::store::{Access, Embedded, Store};
use guanxi::table;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;

/// A query, its parameters, and how many of its rows are written down.
type Case = (&'static str, &'static [(&'static str, &'static str)], usize);

/// Every question about registers.
const CASES: &[Case] = &[
    ("activities-by-field", &[], 12),
    ("activities-by-length", &[], 8),
    ("activities-by-ngo", &[], 12),
    ("activities-by-partner", &[], 12),
    ("activities-by-partner-type", &[], 8),
    ("activities-by-place", &[("from", "2019-01-01")], 12),
    ("activities-by-year", &[], 8),
    ("activities-in-several", &[], 8),
    ("cross-check", &[], 20),
    ("filings", &[("organization", "Larkhill Foundation")], 8),
    ("first-of-origin", &[], 16),
    ("idle-supervisors", &[], 12),
    ("office-then-activities", &[], 8),
    ("offices-by-area", &[], 24),
    ("offices-by-field", &[], 16),
    ("offices-by-month", &[], 24),
    ("offices-by-origin", &[], 16),
    ("offices-by-place", &[], 16),
    ("offices-by-supervisor", &[], 24),
    ("registered", &[("place", "Yunnan")], 8),
    ("registered-and-met", &[], 12),
    ("repeat-filings", &[], 8),
    ("returning-ngos", &[], 8),
    ("several-offices", &[], 8),
    ("uncatalogued-supervisors", &[], 24),
    ("unmentioned", &[], 16),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn guanxi(store: &Path) -> Command {
    let mut command = Command::cargo_bin("guanxi").expect("the binary");
    command.arg("--store").arg(store);
    command
}

fn build(store: &Path, inputs: &[PathBuf], more: &[&str]) -> (String, i32) {
    let output = guanxi(store).arg("build").args(inputs).args(more).output().expect("it runs");
    (String::from_utf8_lossy(&output.stderr).into_owned(), output.status.code().unwrap_or(-1))
}

fn nquads(store: &Path) -> String {
    let output = guanxi(store).args(["export", "nq"]).output().expect("it runs");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("text")
}

/// The bundled tables and digests in one store.
fn examples() -> &'static (Embedded, Lexicon, Catalogue) {
    static EXAMPLES: OnceLock<(Embedded, Lexicon, Catalogue)> = OnceLock::new();
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    EXAMPLES.get_or_init(|| {
        let folder = FOLDER.get_or_init(|| TempDir::new().expect("a folder"));
        let path = folder.path().join("db");
        let lexicon = Lexicon::load(None).expect("built-in files");
        let store = Embedded::create(&path, None).expect("a store");
        let mut builder = Builder::new(&store, &lexicon, Options::default()).expect("a builder");
        for (mut document, record) in gold::examples() {
            document.published = record.published;
            builder.add(Some(&document), &record, "digests").expect("a document");
        }
        let tables = source::read(&[root().join("examples/registers")]);
        pipeline::run(&lexicon, tables, 1, |table| {
            let Ok(Extracted::Table(document, record, _)) = table else { panic!("{table:?}") };
            builder.add(Some(&document), &record, "registers").map(drop)
        })
        .expect("tables");
        builder.finish().expect("built");
        drop(store);
        let store = path;
        let store = Embedded::open(&store, Access::Read).expect("a store");
        (
            store,
            Lexicon::load(None).expect("built-in files"),
            Catalogue::load(None).expect("built-in queries"),
        )
    })
}

#[test]
fn every_question_about_registers_has_its_rows() {
    let (store, lexicon, catalogue) = examples();
    for (name, parameters, shown) in CASES {
        let named = catalogue.get(name).unwrap_or_else(|e| panic!("{name}: {e}"));
        let given: Vec<_> = parameters.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let prepared =
            query::prepare(named, &given, store, lexicon).unwrap_or_else(|e| panic!("{name}: {e}"));
        let mut out = Vec::new();
        let answer = store.query(&prepared.query).expect("an answer");
        query::write(answer, Format::Csv, 0, &mut out).expect("written");
        let answer = String::from_utf8(out).expect("text");
        let lines: Vec<&str> = answer.lines().take(shown + 1).collect();
        let words = format!("{} rows\n\n{}", answer.lines().count() - 1, lines.join("\n"));
        insta::with_settings!({omit_expression => true}, { insta::assert_snapshot!(*name, words) });
    }
    let groups = ["Registered offices", "Temporary activities", "Registers and digests"];
    for named in catalogue.iter().filter(|named| groups.contains(&named.group.as_str())) {
        assert!(CASES.iter().any(|(name, ..)| *name == named.name), "{} has no expected rows", named.name);
    }
}

#[test]
fn the_examples_pass_the_checks() {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("db");
    build(&store, &[root().join("examples/registers")], &[]);
    let output = guanxi(&store).arg("check").output().expect("it runs");
    let words =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    // One activity of the examples is too long, as a real one is.
    assert!(words.contains("no errors, 1 warning"), "{words}");
}

#[test]
fn each_row_is_an_entry_or_told_of() {
    let lexicon = Lexicon::load(None).expect("built-in files");
    let mut tables = vec![];
    let folders =
        [Some(root().join("examples/registers")), std::env::var_os("GUANXI_TABLES").map(PathBuf::from)];
    for folder in folders.into_iter().flatten() {
        for entry in std::fs::read_dir(&folder).expect("a folder of tables") {
            tables.push(entry.expect("a file").path());
        }
    }
    let mut read = 0;
    for path in tables.iter().filter(|path| path.extension().is_some_and(|e| e == "csv")) {
        let text = std::fs::read_to_string(path).expect("a table").replace("\r\n", "\n");
        let sheet = Sheet::from_text("table", text.trim_start_matches('\u{feff}'));
        let rows = sheet.rows.len() - 1;
        let Ok(reading) = table::read(&lexicon, sheet) else { continue };
        read += 1;
        let lost = reading.problems.iter().filter(|problem| problem.lost).count();
        assert_eq!(reading.record.entries.len() + lost, rows, "{}", path.display());
    }
    assert!(read >= 3);
}

const HEADER: &str = "Organization Name (English),Professional Supervisory Unit (English),Organization Origin,\
                      Field of Work,Registration Location,Date of Registration,Permitted Area(s) of Operation\n";

/// Two states of a register, made of one seed: rows go, come, and change in one column.
fn snapshots() -> (String, String) {
    let row = |n: usize| {
        let places = ["Hubei", "Beijing", "Yunnan", "Gansu"];
        let words = ["Elm", "Oak", "Ash", "Yew", "Fir", "Bay", "Box", "Rue"];
        vec![
            format!("{} {} Trust", words[n % 8], words[(n / 8 + n + 1) % 8]),
            "Ministry of Education".to_owned(),
            "Ireland".to_owned(),
            "Education".to_owned(),
            places[n % 4].to_owned(),
            format!("20{:02}-03-{:02}", 17 + n % 4, 1 + n % 28),
            "China".to_owned(),
        ]
    };
    let before: Vec<Vec<String>> = (0..24).map(row).collect();
    let mut after: Vec<Vec<String>> = before.iter().skip(2).cloned().collect();
    after[0][1] = "Ministry of Health".to_owned();
    after[1][5] = "2020-01-01".to_owned();
    after[2][6] = "Hubei".to_owned();
    after.push(row(24));
    after.reverse();
    let table = |rows: &[Vec<String>]| {
        HEADER.to_owned() + &rows.iter().map(|row| row.join(",") + "\n").collect::<String>()
    };
    (table(&before), table(&after))
}

#[test]
fn snapshots_are_compared_whatever_their_order() {
    let (before, after) = snapshots();
    let folder = TempDir::new().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(&path).expect("a folder");
        std::fs::write(path.join("offices.csv"), text).expect("written");
        path.join("offices.csv")
    };
    let (first, second) = (file("a", &before), file("b", &after));
    let days = |path: &PathBuf, day| ([path.clone()], ["--as-of", day]);
    let stores = [folder.path().join("one"), folder.path().join("other")];
    for (store, order) in stores.iter().zip([[0, 1], [1, 0]]) {
        let steps = [days(&first, "2021-01-01"), days(&second, "2022-01-01")];
        for at in order.into_iter().chain(order) {
            let (words, code) = build(store, &steps[at].0, &steps[at].1);
            assert_eq!(code, 0, "{words}");
        }
    }
    assert_eq!(nquads(&stores[0]), nquads(&stores[1]));
    let store = Embedded::open(&stores[0], Access::Read).expect("a store");
    let found = changes(&store, &Between::default()).expect("changes");
    let of = |kind| found.iter().filter(|change| change.kind == kind).collect::<Vec<_>>();
    assert_eq!((of(Kind::New).len(), of(Kind::Gone).len()), (1, 2), "{found:?}");
    let mut fields: Vec<(&str, &str)> =
        of(Kind::Changed).iter().map(|change| (change.field.as_str(), change.after.as_str())).collect();
    fields.sort_unstable();
    assert_eq!(fields, [("areas", "420000"), ("start", "2020-01-01"), ("supervisors", "Ministry of Health")]);
    drop(store);
    let output =
        guanxi(&stores[0]).args(["query", "registered", "--format", "csv"]).output().expect("it runs");
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(listed.matches(",2021-01-01\r\n").count(), 2, "{listed}");
    let output =
        guanxi(&stores[0]).args(["query", "offices-by-origin", "--format", "csv"]).output().expect("it runs");
    assert!(String::from_utf8_lossy(&output.stdout).contains("Ireland,IE,23"));
}

#[test]
fn one_snapshot_has_no_changes_and_says_what_to_do() {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("db");
    build(&store, &[root().join("examples/registers")], &[]);
    let output = guanxi(&store).args(["changes", "--register", "offices"]).output().expect("it runs");
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && words.contains("--as-of"), "{words}");
    let output = guanxi(&store).args(["changes", "--register", "office"]).output().expect("it runs");
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(words.contains("activities, offices, supervisory-units"), "{words}");
}

#[test]
fn hostile_tables_are_read_or_refused_with_row_and_column() {
    let folder = TempDir::new().expect("a folder");
    let told = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        let (words, code) = build(&folder.path().join(format!("{name}.db")), &[path], &[]);
        (words.replace(&folder.path().display().to_string(), ""), code)
    };
    let row = |name: &str, place: &str, day: &str| {
        format!("{name},Ministry of Education,Ireland,Education,{place},{day},China\n")
    };
    let good = row("Elm Trust", "Hubei", "2019-03-31");
    for (name, text, words, code) in [
        (
            "day",
            row("Oak Trust", "Hubei", "2019-13-31"),
            "/day.csv:3: Date of Registration: \"2019-13-31\" is no day",
            0,
        ),
        (
            "place",
            row("Oak Trust", "Atlantis", "2019-03-31"),
            "/place.csv:3: Registration Location: \"Atlantis\" is no place",
            0,
        ),
        (
            "home",
            row("Oak Trust", "Hubei", "2019-03-31").replace("Ireland", "Narnia"),
            "/home.csv:3: Organization Origin: \"Narnia\"",
            0,
        ),
        (
            "ragged",
            "Oak Trust,Ministry of Education\n".to_owned(),
            "/ragged.csv:3: has 2 cells, and the header 7",
            1,
        ),
        (
            "long",
            row(&"x".repeat(1_000_000), "Hubei", "2019-03-31"),
            "/long.csv:3: Organization Name (English): 1000000 characters",
            1,
        ),
        (
            "nobody",
            row("", "Hubei", "2019-03-31"),
            "/nobody.csv:3: Organization Name (English): no name; the row was left out",
            1,
        ),
        ("formula", row("=HYPERLINK(\"\"x\"\")", "Hubei", "2019-03-31"), "2 organizations", 0),
    ] {
        let (said, exit) = told(&format!("{name}.csv"), (HEADER.to_owned() + &good + &text).as_bytes());
        if name != "formula" {
            assert!(said.contains(words), "{name}: {said}");
        }
        assert_eq!(exit, code, "{name}: {said}");
        assert!(said.contains("1 document (1 new"), "{name}: {said}");
    }
    let output = guanxi(&folder.path().join("formula.csv.db"))
        .args(["query", "registered", "--format", "csv"])
        .output()
        .expect("it runs");
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(listed.contains("'=HYPERLINK") && !listed.contains("\"=") && !listed.contains("\n="), "{listed}");
    let twice = HEADER.replace("Field of Work", "Organization Name (English)");
    let (said, exit) = told("twice.csv", (twice + &good).as_bytes());
    assert!(exit == 2 && said.contains("columns 1 and 4 are both"), "{said}");
    let (said, exit) = told("unknown.csv", b"Name of Body,Colour\nElm,green\n");
    assert!(exit == 2 && said.contains("no column of this header is known"), "{said}");
    let (said, exit) = told("near.csv", (HEADER.replace("Date of Registration", "Day") + &good).as_bytes());
    assert!(
        exit == 2 && said.contains("\"Date of Registration\"") && said.contains("offices.toml"),
        "{said}"
    );
    let mut mixed = (HEADER.to_owned() + &good).into_bytes();
    mixed
        .extend_from_slice(b"Caf\xe9 Trust,Ministry of Education,Ireland,Education,Hubei,2019-03-31,China\n");
    let (said, _) = told("mixed.csv", &mixed);
    assert!(said.contains("/mixed.csv:3") && said.contains("UTF-8"), "{said}");
    let (said, exit) = told("broken.xlsx", b"PK\x03\x04 no workbook");
    assert!(exit == 2 && said.contains("/broken.xlsx:1: no workbook"), "{said}");
}

#[test]
fn a_registration_of_a_text_is_the_row_of_the_register() {
    let folder = TempDir::new().expect("a folder");
    let text = folder.path().join("digest.txt");
    let digest = "June 2, 2019\n\nNews\n\nWeChat Posts—March 30-31, 2019\n\nMarch 31:\n\nOn March 31, 2019 the Hubei PSB Foreign NGO \
                  Management Office issued a registration certificate to the Elm Trust (Ireland).\n";
    std::fs::write(&text, digest).expect("written");
    let table = folder.path().join("offices.csv");
    let row = "Elm Trust,Ministry of Education,Ireland,Education,Hubei,2019-03-31,China\n";
    std::fs::write(&table, HEADER.to_owned() + row).expect("written");
    let stores = [folder.path().join("one"), folder.path().join("other")];
    build(&stores[0], &[text.clone(), table.clone()], &[]);
    build(&stores[1], &[table], &[]);
    build(&stores[1], &[text], &[]);
    assert_eq!(nquads(&stores[0]), nquads(&stores[1]));
    let output =
        guanxi(&stores[0]).args(["query", "registrations", "--format", "csv"]).output().expect("it runs");
    let rows = String::from_utf8_lossy(&output.stdout).into_owned();
    let rows: Vec<&str> = rows.lines().skip(1).collect();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].contains(",2,") && rows[0].contains("Elm Trust,2019-03-31,day"), "{rows:?}");
    let output =
        guanxi(&stores[0]).args(["query", "cross-check", "--format", "csv"]).output().expect("it runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1);
}

#[test]
fn a_table_of_ones_own_is_read_by_a_file() {
    let folder = TempDir::new().expect("a folder");
    let tables = folder.path().join("more/tables");
    std::fs::create_dir_all(&tables).expect("a folder");
    let mapping = "register = \"mine\"\nholds = \"office\"\nabout = \"my list\"\ndates = [\"%d.%m.%Y\"]\n\n\
                   [constants]\norigin = \"Ireland\"\n\n\
                   [[column]]\nheader = [\"Who\"]\nmeans = \"organization\"\nneeded = true\n\n\
                   [[column]]\nheader = [\"Where\"]\nmeans = \"place\"\nneeded = true\n\n\
                   [[column]]\nheader = [\"Since\"]\nmeans = \"start\"\n";
    std::fs::write(tables.join("mine.toml"), mapping).expect("written");
    let lexicon = Lexicon::load(Some(&folder.path().join("more"))).expect("it is read");
    assert!(lexicon.tables.iter().any(|table| table.holds == Holds::Office && table.register == "mine"));
    let sheet = Sheet::from_text("list", "Who;Where;Since\nElm Trust;Wuhan;31.03.2019\n");
    let reading = table::read(&lexicon, sheet).expect("it is read");
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let entry = &reading.record.entries[0];
    assert_eq!(
        (entry.places.as_slice(), entry.start),
        (&["420100".to_owned()][..], "2019-03-31".parse().ok())
    );
    assert_eq!(reading.record.entities[0].origin.as_deref(), Some("IE"));
    let store = Embedded::create(&folder.path().join("db"), None).expect("a store");
    let mut builder = Builder::new(&store, &lexicon, Options::default()).expect("a builder");
    builder.add(Some(&reading.document), &reading.record, "list").expect("added");
    assert_eq!(builder.finish().expect("built").new, 1);
}

/// Set `GUANXI_PYTHON` to a Python; `make test` does. The tables are those of the examples, and of `GUANXI_TABLES`.
#[test]
fn the_counts_are_those_of_a_plain_computation() {
    let Some(python) = std::env::var_os("GUANXI_PYTHON") else {
        eprintln!("skipped: GUANXI_PYTHON names no Python");
        return;
    };
    let folders =
        [Some(root().join("examples/registers")), std::env::var_os("GUANXI_TABLES").map(PathBuf::from)];
    for folder in folders.into_iter().flatten() {
        let place = TempDir::new().expect("a folder");
        let store = place.path().join("db");
        build(&store, &[folder.join("offices.csv"), folder.join("activities.csv")], &[]);
        let output = std::process::Command::new(&python)
            .arg(root().join("tests/python/registers.py"))
            .args([assert_cmd::cargo::cargo_bin("guanxi"), store, folder.clone()])
            .output()
            .expect("Python runs");
        let words =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {words}", folder.display());
    }
}

#[test]
fn a_person_becomes_no_node() {
    let folder = TempDir::new().expect("a folder");
    let lexicon = Lexicon::load(None).expect("built-in files");
    let store = Embedded::create(&folder.path().join("db"), None).expect("a store");
    let mut builder = Builder::new(&store, &lexicon, Options::default()).expect("a builder");
    for (name, is_body) in
        [("Mr. Elm", false), ("Dr Ash Elm", false), ("Sister Cities Association", true), ("Elm", true)]
    {
        let entity = serde_json::json!({"id": "E1", "type": "ForeignNGO", "name": name});
        let record = serde_json::json!({"doc": name, "entities": [entity]});
        let record = serde_json::from_value(record).expect("a record");
        let problems = builder.add(None, &record, "records").expect("added");
        assert_eq!(problems.is_empty(), is_body, "{name}: {problems:?}");
    }
}
