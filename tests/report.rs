//! What a report tells, and that it tells it safely.

mod support;

use guanxi::filter::Filter;
use guanxi::lexicon::Lexicon;
use guanxi::report::{self, Format, Report, ReportError};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const EVERYTHING: fn() -> Filter = || Filter { modality: None, ..Filter::default() };

fn write(folder: &Path, who: &[&str], filter: &Filter) -> Result<report::Written, ReportError> {
    let fixture = support::small();
    let lexicon = Lexicon::load(None).expect("the built-in lexicon");
    let who: Vec<String> = who.iter().map(|w| (*w).to_owned()).collect();
    let report = Report {
        store: &fixture.store,
        lexicon: &lexicon,
        who: &who,
        filter,
        formats: &[Format::Html, Format::Markdown],
    };
    report::write(&report, folder)
}

/// Every file of a report, by its path.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten().filter(|e| e.file_type().is_file()) {
        let name = entry.path().strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
        files.insert(name, fs::read_to_string(entry.path()).expect("a text"));
    }
    files
}

fn pages(who: &[&str]) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), who, &EVERYTHING()).expect("a report");
    files(folder.path())
}

#[test]
fn the_overview_counts_what_occurred_and_warns_that_absence_is_no_evidence() {
    insta::assert_snapshot!(pages(&[])["index.md"]);
}

#[test]
fn a_dossier_tells_each_event_with_its_words_source_and_rule() {
    insta::assert_snapshot!(pages(&[])["organizations/hubei-psb-foreign-ngo-management-office.md"]);
    insta::assert_snapshot!(pages(&[])["organizations/elm-oak-trust.md"]);
}

#[test]
fn a_report_about_one_organization_has_its_dossier_and_the_documents_it_cites() {
    let names: Vec<String> = pages(&["the Reed University"]).into_keys().collect();
    insta::assert_snapshot!(names.join("\n"));
}

#[test]
fn every_quote_leads_to_its_words() {
    let pages = pages(&[]);
    let dossier = &pages["organizations/elm-oak-trust.html"];
    assert!(dossier.contains(r##"href="../documents/spring.html#char=37,93""##), "{dossier}");
    let document = &pages["documents/spring.html"];
    let mark =
        r#"<mark id="char=37,93">The Hubei office visited Elm &amp; Oak Trust — 榆树 — in Wuhan</mark>"#;
    assert!(document.contains(mark), "{document}");
    for (name, page) in pages.iter().filter(|(name, _)| name.ends_with(".html")) {
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if link.starts_with("http") || link.starts_with('#') {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let from = if name.contains('/') { path.strip_prefix("../") } else { Some(path) };
            let target = from.and_then(|path| pages.get(path));
            assert!(
                target.is_some_and(|t| t.contains(&format!("id=\"{anchor}\"")) || anchor.is_empty()),
                "{name}: {link}"
            );
        }
    }
}

#[test]
fn pages_are_whole_in_themselves_and_say_what_the_documents_say_of_themselves() {
    for (name, page) in pages(&[]) {
        if name == "files.txt" || name.contains("summer") {
            continue;
        }
        if name != "organizations/hubei-psb.html" || page.contains("spring") {
            assert!(page.contains("Fictional: written to test software"), "{name}");
        }
        if name.ends_with(".html") {
            for word in ["<script", "src=", "<link", "@import", "url(", "<img", "<iframe"] {
                assert!(!page.contains(word), "{name} has {word}");
            }
            assert!(!page.contains("Visits <in> Hubei"), "{name} escapes what it inserts");
        }
    }
}

#[test]
fn a_report_is_the_same_each_time_and_replaces_the_one_before() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), &[], &EVERYTHING()).expect("a report");
    let first = files(folder.path());
    write(folder.path(), &[], &EVERYTHING()).expect("a report again");
    assert_eq!(first, files(folder.path()));
    write(folder.path(), &["Reed University"], &EVERYTHING()).expect("another report");
    assert!(!folder.path().join("organizations/elm-oak-trust.html").exists());
}

#[test]
fn a_folder_of_other_things_and_a_name_that_nobody_bears_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let message = |who: &[&str]| write(folder.path(), who, &EVERYTHING()).map_err(|e| e.to_string()).err();
    insta::assert_snapshot!(message(&["Reed Universty"]).unwrap_or_default(),
        @r#"no organization in the store is called "Reed Universty"; did you mean "Reed University"?; `guanxi find` looks further, `guanxi query organizations` lists them all"#);
    fs::write(folder.path().join("thesis.md"), "mine").expect("a file");
    assert!(message(&[]).is_some_and(|m| m.contains("files that no report of guanxi made")));
}

/// A sentence of an event, written as "Kind modality precision date | agents | targets | via | unnamed | place".
#[track_caller]
fn tells(event: &str, sentence: &str) {
    use guanxi::graph::{Event, Facts, Organization};
    use guanxi::record::{Modality, Precision};
    use guanxi::resolve::Standing;
    let fixture = support::small();
    let lexicon = Lexicon::load(None).expect("the built-in lexicon");
    let mut facts = Facts::read(&fixture.store).expect("facts");
    for name in ["A", "B", "C", "A's Wuhan office"] {
        let organization =
            Organization { iri: name.to_owned(), label: name.to_owned(), ..Default::default() };
        facts.organizations.insert(name.to_owned(), organization);
    }
    let parts: Vec<Vec<String>> = event
        .split('|')
        .map(|part| part.split(',').map(str::trim).filter(|w| !w.is_empty()).map(str::to_owned).collect())
        .collect();
    let head: Vec<&str> = parts[0][0].split(' ').collect();
    let event = Event {
        iri: "event/0".to_owned(),
        kind: head[0].to_owned(),
        modality: if head[1] == "planned" { Modality::Planned } else { Modality::Occurred },
        precision: if head[2] == "day" { Precision::Day } else { Precision::By },
        date: head[3].parse().ok(),
        agents: parts[1].clone(),
        targets: parts[2].clone(),
        via: parts[3].clone(),
        unnamed: parts[4].clone(),
        place: parts[5].first().cloned(),
        place_known: parts[5].first().is_some_and(|p| p == "Wuhan"),
        confidence: 1.0,
        standing: Standing::Read,
        reports: Vec::new(),
    };
    assert_eq!(report::plain(&report::sentence(&event, &facts, &lexicon)), sentence);
}

#[test]
fn an_event_is_told_in_a_sentence_whoever_of_its_parties_is_named() {
    tells(
        "Visit occurred by 2019-03-31 | A | B, C | | | Wuhan",
        "On or before 31 March 2019, A visited B and C in Wuhan.",
    );
    tells(
        "Visit occurred day none | A | B | | | a square",
        "On a day not stated, A visited B (place: a square).",
    );
    tells(
        "Meeting occurred day 2019-03-01 | A | C, B | | ten more |",
        "On 1 March 2019, A met with B and C; also, unnamed: ten more.",
    );
    tells("Meeting occurred day 2019-03-01 | | C, A, B | | |", "On 1 March 2019, A met with B and C.");
    tells(
        "Cooperation occurred by 2019-03-01 | B, A | | | |",
        "On or before 1 March 2019, A cooperated with B.",
    );
    tells("Meeting occurred day 2019-03-01 | | A | | |", "On 1 March 2019: meeting (participant: A).");
    tells(
        "Meeting occurred day 2019-03-01 | | A | | the guests |",
        "On 1 March 2019, A met with the guests.",
    );
    tells(
        "Outreach occurred day 2019-03-01 | A | | | pupils, clerks |",
        "On 1 March 2019, A did outreach for clerks and pupils.",
    );
    tells(
        "Registration occurred day 2019-03-01 | | B | | |",
        "On 1 March 2019: registration (registered: B).",
    );
    tells(
        "Donation occurred day 2019-03-01 | A | B | A's Wuhan office | |",
        "On 1 March 2019, A donated to B, through A's Wuhan office.",
    );
    tells(
        "Visit planned by 2019-03-31 | A | B | | |",
        "Announced on or before 31 March 2019: visit (visitor: A; visited: B).",
    );
    tells(
        "Cooperation planned day 2019-03-31 | A | B | | |",
        "Planned for 31 March 2019: cooperation (party: A and B).",
    );
    tells("Audit occurred day 2019-03-31 | A | B | | |", "On 31 March 2019: audit (agent: A; target: B).");
}
