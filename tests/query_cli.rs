//! `guanxi query` as typed: what it prints, what it says and how it exits.

use assert_cmd::Command;
use guanxi::store::{Change, Embedded, Store};
use oxigraph::io::{RdfFormat, RdfParser};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;

/// A folder with a closed store in it.
fn store() -> PathBuf {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = TempDir::new().unwrap_or_else(|e| panic!("{e}"));
        let store = Embedded::create(&folder.path().join("db"), None).unwrap_or_else(|e| panic!("{e}"));
        let text = include_str!("query/fixture.trig");
        let quads = RdfParser::from_format(RdfFormat::TriG).for_slice(text.as_bytes());
        let insert = quads.map(|quad| quad.unwrap_or_else(|e| panic!("{e}"))).collect();
        store.apply(Change { insert, ..Change::default() }).unwrap_or_else(|e| panic!("{e}"));
        store.flush().unwrap_or_else(|e| panic!("{e}"));
        folder
    });
    folder.path().join("db")
}

fn guanxi(arguments: &[&str], store: &Path) -> (String, String, i32) {
    let mut command = Command::cargo_bin("guanxi").unwrap_or_else(|e| panic!("{e}"));
    command.arg("query").args(arguments).arg("--store").arg(store).env_remove("COLUMNS");
    let output = command.output().unwrap_or_else(|e| panic!("{e}"));
    let words = |bytes: &[u8]| {
        let place = store.display().to_string();
        String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace(&place, "DB")
    };
    (words(&output.stdout), words(&output.stderr), output.status.code().unwrap_or(-1))
}

/// Output, words and exit code one after the other.
fn shown(arguments: &[&str]) -> String {
    let (out, words, code) = guanxi(arguments, &store());
    format!("{out}--\n{words}exit {code}")
}

#[test]
fn rows_go_out_and_words_beside() {
    insta::assert_snapshot!(shown(&["visits", "-p", "place=Chengdu", "--format", "csv"]), @r#"
    office,organization,date,precision,modality,place,documents,status
    Hubei PSB Foreign NGO Management Office,Elm Trust,2019-04-11,by,occurred,Chengdu,1,machine-read
    --
    Fictional: made for tests.
    1 row
    exit 0
    "#);
    insta::assert_snapshot!(shown(&["visits", "--format", "markdown", "-p", "place=Chengdu", "--quiet"]), @r#"
    | office | organization | date | precision | modality | place | documents | status |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    | Hubei PSB Foreign NGO Management Office | Elm Trust | 2019-04-11 | by | occurred | Chengdu | 1 | machine-read |

    Fictional: made for tests.
    --
    exit 0
    "#);
    insta::assert_snapshot!(shown(&["-e", "SELECT ?n { ?o a gx:University ; skos:prefLabel ?n }", "--format", "tsv"]), @r#"
    ?n
    "Chongwen University"@en
    --
    Fictional: made for tests.
    1 row
    exit 0
    "#);
}

#[test]
fn an_empty_answer_says_what_was_read_and_is_no_failure() {
    insta::assert_snapshot!(shown(&["visits", "-p", "office=Elm Trust"]), @r#"
    --
    Fictional: made for tests.
    No answer: 2 documents were read; 2 sentences in 2 of them name Elm Trust and gave no event. Absence is no evidence. What is only planned was left out: ask for it with -p modality=any.
    exit 0
    "#);
    insta::assert_snapshot!(shown(&["-e", "SELECT ?x { ?x a gx:Donation }"]), @r#"
    --
    Fictional: made for tests.
    No answer: 2 documents were read; 3 sentences in 2 of them name an organization and gave no event. Absence is no evidence.
    exit 0
    "#);
}

#[test]
fn what_cannot_be_asked_is_told_in_one_paragraph() {
    insta::assert_snapshot!(shown(&["vists"]), @r#"
    --
    error: there is no query "vists"; did you mean "visits"?; `guanxi query --list` shows them all
    exit 2
    "#);
    insta::assert_snapshot!(shown(&["visits", "-p", "when=2019"]), @r#"
    --
    error: visits has no parameter "when"; it takes office, organization, from, to, dates, place, type, confidence, reviewed, modality
    exit 2
    "#);
    insta::assert_snapshot!(shown(&["-e", "SELECT ?x WHERE { ?x a gx:Visit . "]), @r#"
    --
    error: query:1:35: this is not SPARQL: it ends too early: a } is missing
      1 | SELECT ?x WHERE { ?x a gx:Visit .
        |                                   ^
    exit 2
    "#);
    insta::assert_snapshot!(shown(&["-e", "INSERT DATA { <a:a> <a:b> <a:c> }"]), @r#"
    --
    error: query: this is an update (INSERT, DELETE, LOAD, CLEAR …), and queries only read; the store is changed by `guanxi build` alone
    exit 2
    "#);
    insta::assert_snapshot!(shown(&["-f", "no-such.rq"]), @r#"
    --
    error: cannot read no-such.rq: No such file or directory (os error 2); give a file of SPARQL with -f, a folder of .rq files with --queries
    exit 2
    "#);
    let missing = PathBuf::from("no-such-store");
    let (_, words, code) = guanxi(&["visits"], &missing);
    insta::assert_snapshot!(format!("{words}exit {code}"), @r#"
    error: there is no store at DB: build one with `guanxi build INPUT --store DB`
    exit 2
    "#);
}

#[test]
fn queries_are_listed_and_described() {
    insta::assert_snapshot!(shown(&["--list"]), @r#"
    Events
      cancellations               Whose registration was cancelled by whom, when and where
      cooperations                Who worked together, when and where
      donations                   Who gave to whom, and in which words
      events                      All events, with everybody who took part
      guidance                    Who guided, reminded or instructed whom, and in which words
      inspections                 Who inspected whom, when and where
      meetings                    Who met whom, when and where
      openings                    Who opened an office, and with whom
      outreach                    Who explained the law or its services to whom
      pledges                     Who promised what to whom
      registrations               Who was registered by whom, when and where
      thanks                      Who thanked whom, and in which words
      trainings                   Who trained whom, when and where
      visits                      Who visited whom, when and where

    One organization
      contacts                    First and last contact of an organization with each other one
      counterparties              With whom an organization dealt, how often, from when to when
      shared                      NGOs that share a visitor or a partner with an organization
      timeline                    What one organization did and met with, in order of time
      variants                    All names of an organization

    Organizations
      by-origin                   Organizations by the country or region that they come from
      by-province                 Organizations by province
      by-supervisor               Organizations by their supervisory unit
      offices                     The most active police NGO offices
      organizations               All organizations, with type, place, home and how often they occur
      universities                Universities and the foreign NGOs that they deal with

    Registered offices
      first-of-origin             The first office of an NGO from each home
      offices-by-area             How many offices may work in each province
      offices-by-field            How many offices work in each field
      offices-by-month            How many offices were registered in each month
      offices-by-origin           How many offices NGOs of each home have
      offices-by-place            How many offices are registered in each province
      offices-by-supervisor       How many offices each unit supervises
      registered                  Registered offices, one a row
      several-offices             NGOs with several registered offices

    Registers and digests
      cross-check                 What texts and registers say differently
      idle-supervisors            Units of the catalogue that supervise no registered office
      registered-and-met          Which police offices met which registered NGOs
      uncatalogued-supervisors    Supervisory units in use that the catalogue does not list
      unmentioned                 Registered NGOs that no text mentions

    Relationships
      partners                    Who is partner of whom
      relationships               Who supervises, partners, belongs to or is affiliated with whom
      supervisors                 Who supervises whom

    Sources and time
      activity                    How many events of each kind in each year
      changes                     What documents told for the first time since a date
      documents                   The documents, and what each gave
      names                       Every name that a document uses, and the organization that it stands for
      planned                     What was planned and never seen to happen
      retold                      Events that more than one voice reports

    Temporary activities
      activities-by-field         How many activities were in each field
      activities-by-length        How long activities last
      activities-by-ngo           How many activities each NGO filed
      activities-by-partner       How many activities each Chinese partner unit took part in
      activities-by-partner-type  How many activities partners of each sort took part in
      activities-by-place         How many activities took place in each province
      activities-by-year          How many activities began in each year
      activities-in-several       Activities in several provinces
      filings                     Temporary activities, one a row
      office-then-activities      NGOs that had an office, and then only activities
      repeat-filings              Partners that filed several activities for one NGO
      returning-ngos              NGOs that come back, and those that came once, by year

    Two organizations
      chain                       The shortest chain of links between two organizations
      evidence                    The words that tell of two organizations

    `guanxi query NAME --describe` says what a query takes.
    --
    exit 0
    "#);
    insta::assert_snapshot!(shown(&["visits", "--describe"]), @r#"
    visits: Who visited whom, when and where

    One row for each visit, visitor and visited organization, whoever visits. What an unnamed party did, or had done to it, is in `events`.

    Parameters
      office        the visitor, a police office or any other organization (a name of an organization, in any known spelling, or its id (org/…) or IRI)
      organization  the visited organization (a name of an organization, in any known spelling, or its id (org/…) or IRI)
      from          a day, month or year, as 2019-03-31, 2019-03 or 2019
      to            a day, month or year, as 2019-03-31, 2019-03 or 2019 (its last day counts)
      dates         told, certain or possible: whether what is dated by a day counts with that day, only if it surely lies between from and to, or if it may
      place         the name or GB/T 2260 code of a place, as Hubei or 420000; what lies in it is included
      type          types or roles of organization, as PSBOffice or University,PartnerUnit
      confidence    a number from 0 to 1, as 0.8
      reviewed      yes for what a person confirmed or corrected, any for all
      modality      occurred, planned or any; occurred unless given
    --
    exit 0
    "#);
}

#[test]
fn a_folder_adds_and_overrides_queries_and_a_file_is_one() {
    let folder = TempDir::new().unwrap_or_else(|e| panic!("{e}"));
    let file = folder.path().join("visits.rq");
    let text = "#+ summary: Mine\n#+ params:\n#+   - name: n\n#+     type: text\n#+     variable: name\n\
                SELECT ?name { ?x a gx:ForeignNGO ; skos:prefLabel ?name } ORDER BY ?name\n";
    std::fs::write(&file, text).unwrap_or_else(|e| panic!("{e}"));
    let (folder, file) = (folder.path().display().to_string(), file.display().to_string());
    let by_folder = shown(&["visits", "--queries", &folder, "--format", "csv"]);
    insta::assert_snapshot!(by_folder, @r#"
    name
    Elm Trust
    Fédération des Ormes
    --
    Fictional: made for tests.
    2 rows
    exit 0
    "#);
    assert_eq!(shown(&["-f", &file, "--format", "csv"]), by_folder);
    insta::assert_snapshot!(shown(&["-f", &file, "-p", "n=Elm Trust", "--format", "csv"]), @r#"
    name
    Elm Trust
    --
    Fictional: made for tests.
    1 row
    exit 0
    "#);
}

#[test]
fn a_broken_file_in_a_folder_costs_only_itself() {
    let folder = TempDir::new().unwrap_or_else(|e| panic!("{e}"));
    let files = [
        ("mine.rq", "#+ summary: Mine\nSELECT ?n { ?x a gx:University ; skos:prefLabel ?n }"),
        ("visits.rq", "#+ summary: a: b: c\nSELECT ?x { ?x a gx:Visit }"),
        ("wrong.rq", "SELECT ?x WHERE { ?x a gx:Visit"),
    ];
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap_or_else(|e| panic!("{e}"));
    }
    let path = folder.path().display().to_string();
    let words = |arguments: &[&str]| shown(arguments).replace(&path, "FOLDER");
    insta::assert_snapshot!(words(&["mine", "--queries", &path, "--format", "csv"]), @r#"
    n
    Chongwen University
    --
    warning: left out: FOLDER/visits.rq:1: the header of the query is wrong: mapping values are not allowed in this context
    warning: left out: FOLDER/wrong.rq:1:32: this is not SPARQL: it ends too early: a } is missing
      1 | SELECT ?x WHERE { ?x a gx:Visit
        |                                ^
    Fictional: made for tests.
    1 row
    exit 0
    "#);
    insta::assert_snapshot!(words(&["visits", "--queries", &path]), @r#"
    --
    warning: left out: FOLDER/wrong.rq:1:32: this is not SPARQL: it ends too early: a } is missing
      1 | SELECT ?x WHERE { ?x a gx:Visit
        |                                ^
    error: FOLDER/visits.rq:1: the header of the query is wrong: mapping values are not allowed in this context
    exit 2
    "#);
}

#[test]
fn a_query_that_asks_another_endpoint_is_refused_in_one_message() {
    let asked = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }";
    insta::assert_snapshot!(shown(&["-e", asked]), @r##"
    --
    error: guanxi never asks another endpoint: take SERVICE <http://127.0.0.1:9/> out of the query
    exit 2
    "##);
}
