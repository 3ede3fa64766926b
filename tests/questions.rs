//! Every named query on the examples, as annotated by hand: the rows that it gives, and how long it takes.

#[path = "common/clock.rs"]
mod clock;
#[path = "common/gold.rs"]
mod gold;

use guanxi::build::{Builder, Options};
use guanxi::lexicon::Lexicon;
use guanxi::query::{self, Catalogue, Format, ParameterType};
use guanxi::store::{Embedded, Store};
use std::sync::OnceLock;
use std::time::Duration;
use tempfile::TempDir;

const BEIJING: &str = "Beijing PSB Foreign NGO Management Office";

/// A query, its parameters, and how many of its rows are written down.
type Case = (&'static str, &'static [(&'static str, &'static str)], usize);

/// Every query at least once.
const CASES: &[Case] = &[
    ("activity", &[("from", "2021")], 12),
    ("by-origin", &[("origin", "HK")], 12),
    ("by-province", &[("place", "Yunnan")], 12),
    ("by-supervisor", &[("place", "Beijing")], 12),
    ("cancellations", &[], 12),
    ("chain", &[("from", "VertaBrazil"), ("to", "Grainlight")], 12),
    ("changes", &[("since", "2021-09-01")], 12),
    ("contacts", &[("organization", BEIJING)], 8),
    ("cooperations", &[("from", "2019")], 12),
    ("counterparties", &[("organization", BEIJING)], 8),
    ("documents", &[("since", "2020-12-01")], 12),
    ("donations", &[("to", "2017")], 6),
    ("events", &[("kind", "OfficeOpening")], 12),
    ("evidence", &[("a", BEIJING), ("b", "VertaBrazil")], 6),
    ("guidance", &[("office", BEIJING)], 6),
    ("inspections", &[("from", "2020")], 12),
    ("meetings", &[("from", "2020")], 8),
    ("names", &[("document", "01-first-certificates")], 8),
    ("offices", &[], 8),
    ("openings", &[], 12),
    ("organizations", &[("place", "Tibet")], 12),
    ("outreach", &[("office", BEIJING)], 12),
    ("partners", &[], 8),
    ("planned", &[], 30),
    ("pledges", &[("to", "2018-02")], 6),
    ("registrations", &[("from", "2020")], 12),
    ("relationships", &[("relationship", "Membership")], 12),
    ("retold", &[], 12),
    ("shared", &[("organization", "Lumena International")], 8),
    ("supervisors", &[("supervisor", "Beijing Bureau of Sport")], 12),
    ("thanks", &[("from", "2021")], 6),
    ("timeline", &[("organization", "VertaBrazil")], 12),
    ("trainings", &[("from", "2020")], 12),
    ("universities", &[], 8),
    ("variants", &[("organization", BEIJING)], 12),
    ("visits", &[("from", "2020")], 12),
];

struct Examples {
    catalogue: Catalogue,
    store: Embedded,
    lexicon: Lexicon,
    _folder: TempDir,
}

fn examples() -> &'static Examples {
    static EXAMPLES: OnceLock<Examples> = OnceLock::new();
    EXAMPLES.get_or_init(|| {
        let folder = TempDir::new().expect("a folder");
        let lexicon = Lexicon::load(None).expect("built-in files");
        let store = Embedded::create(&folder.path().join("db"), None).expect("a store");
        let mut builder = Builder::new(&store, &lexicon, Options::default()).expect("a builder");
        for (mut document, record) in gold::examples() {
            document.published = record.published;
            builder.add(Some(&document), &record, "examples").expect("a document");
        }
        builder.finish().expect("built");
        Examples {
            catalogue: Catalogue::load(None).expect("built-in queries"),
            store,
            lexicon,
            _folder: folder,
        }
    })
}

/// The answer as CSV, or the message of the error.
fn ask(name: &str, parameters: &[(&str, &str)]) -> Result<String, String> {
    let Examples { catalogue, store, lexicon, .. } = examples();
    let given: Vec<_> = parameters.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    let named = catalogue.get(name).map_err(|e| e.to_string())?;
    let prepared = query::prepare(named, &given, store, lexicon).map_err(|e| e.to_string())?;
    let answer = store.query(&prepared.query).map_err(|e| e.to_string())?;
    let mut out = Vec::new();
    query::write(answer, Format::Csv, 0, &mut out).map_err(|e| e.to_string())?;
    Ok(String::from_utf8_lossy(&out).replace("\r\n", "\n"))
}

#[test]
fn every_question_has_its_rows() {
    // Identifiers are hashes of what may be read better one day.
    let id = regex::Regex::new(r"(event|relationship|org)/[0-9a-f]{16}").expect("a pattern");
    for (name, parameters, shown) in CASES {
        let answer = ask(name, parameters).unwrap_or_else(|e| panic!("{name}: {e}"));
        let rows = answer.lines().count() - 1;
        // No event of the examples is told twice; `tests/query.rs` has one that is.
        assert_eq!(rows == 0, *name == "retold", "{name} {parameters:?}");
        let answer = id.replace_all(&answer, "$1/…").into_owned();
        let lines: Vec<&str> = answer.lines().take(shown + 1).collect();
        let asked: Vec<String> = parameters.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let words = format!("{name} {}\n{rows} rows\n\n{}", asked.join(" "), lines.join("\n"));
        let file = format!("{name}{}", if asked.is_empty() { "" } else { "-asked" });
        insta::with_settings!({omit_expression => true}, { insta::assert_snapshot!(file, words) });
    }
}

#[test]
fn every_named_query_is_told_of() {
    let page = include_str!("../docs/queries.md");
    for named in examples().catalogue.iter() {
        assert!(page.contains(&format!("`{}`", named.name)), "docs/queries.md lacks {}", named.name);
    }
}

/// The question of one's own that the page shows is one.
#[test]
fn the_example_of_the_page_can_be_asked() {
    let page = include_str!("../docs/queries.md");
    let text = page.split("```sparql\n").find(|part| part.starts_with("#+ ")).expect("an example");
    let text = text.split("```").next().expect("its end");
    let Examples { store, lexicon, .. } = examples();
    let named = query::NamedQuery::read("mine", text, "docs/queries.md").expect("a query");
    let given = [("from".to_owned(), "2019".to_owned()), ("dates".to_owned(), "possible".to_owned())];
    let prepared = query::prepare(&named, &given, store, lexicon).expect("prepared");
    let mut out = Vec::new();
    let answer = store.query(&prepared.query).expect("an answer");
    query::write(answer, Format::Csv, 0, &mut out).expect("written");
    assert!(String::from_utf8_lossy(&out).contains("Southwest Silviculture University"));
}

#[test]
fn every_named_query_is_asked_here() {
    let catalogue = &examples().catalogue;
    // Those about registers are asked in tests/registers.rs.
    let others = ["Registered offices", "Temporary activities", "Registers and digests"];
    for named in catalogue.iter().filter(|named| !others.contains(&named.group.as_str())) {
        assert!(CASES.iter().any(|(name, ..)| *name == named.name), "{} has no expected rows", named.name);
    }
    assert!(catalogue.iter().count() >= 24);
}

/// The most that an answer may take, of a program compiled to be fast.
const LIMIT: Duration = Duration::from_millis(50);

/// How long a thousand name keys take: some two milliseconds, or ten times that in a program compiled in haste, whose
/// evaluator is slower too.
fn thousand_keys() -> Duration {
    let begun = clock::clock();
    let length: usize = (0..1000).map(|_| guanxi::text::name_key(std::hint::black_box(BEIJING)).len()).sum();
    assert!(length > 0);
    clock::clock().saturating_sub(begun)
}

/// The least of three times, so that what else the machine does is not measured.
#[test]
fn every_question_is_answered_at_once() {
    let keys = thousand_keys();
    println!("a thousand name keys: {keys:?}");
    let limit = if keys < Duration::from_millis(4) { LIMIT } else { LIMIT * 3 };
    let mut slow = Vec::new();
    for (name, parameters, _) in CASES {
        let time = || {
            let begun = clock::clock();
            let answer = ask(name, parameters);
            assert!(answer.is_ok(), "{name}");
            clock::clock().saturating_sub(begun)
        };
        let least = (0..3).map(|_| time()).min().unwrap_or_default();
        if least >= limit {
            slow.push(format!("{name} took {least:?}"));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}

#[test]
fn no_name_can_change_what_is_asked() {
    let hostile = [
        "\" } UNION { ?event a gx:Visit",
        "Elm\" . ?x ?y ?z . \"",
        "'''} DROP ALL #",
        "<https://w3id.org/guanxi/id/org/0> ?p ?o . {",
        "https://example.org/x> . ?a ?b ?c",
        "org/0> } #",
        "line\nbreak } {",
        "\\\" \\u0022 }",
        "{{{}}} [] ()",
    ];
    for named in examples().catalogue.iter() {
        for parameter in named.parameters.iter().filter(|p| p.kind == ParameterType::Organization) {
            let others = named.parameters.iter().filter(|p| p.required && p.name != parameter.name);
            let others: Vec<(&str, &str)> = others
                .map(|p| {
                    (p.name.as_str(), if p.kind == ParameterType::Date { "2020-01-01" } else { BEIJING })
                })
                .collect();
            for name in hostile {
                let given: Vec<_> = others.iter().copied().chain([(parameter.name.as_str(), name)]).collect();
                let answer = ask(&named.name, &given).err().unwrap_or_default();
                assert!(
                    answer.starts_with("no organization in the store"),
                    "{} {name}: {answer}",
                    named.name
                );
            }
        }
    }
}

#[test]
fn values_of_no_sense_are_refused_with_what_is_right() {
    for (name, key, value, message) in [
        ("visits", "from", "spring", "it takes a day, month or year"),
        ("changes", "since", "yesterday", "it takes a day"),
        ("activity", "kind", "Party", "there are Cooperation"),
        ("offices", "place", "Atlantis", "no place is called"),
        ("counterparties", "type", "Embassy", "there is no type of organization"),
        ("documents", "since", "2020-02-30", "it takes a day"),
        ("planned", "modality", "hoped", "it takes occurred, planned or any"),
    ] {
        let given = [(key, value), ("organization", BEIJING)];
        let given = if name == "counterparties" { &given[..] } else { &given[..1] };
        let refused = ask(name, given).err().unwrap_or_default();
        assert!(refused.contains(message), "{name} {key}={value}: {refused}");
    }
}
