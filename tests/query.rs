//! Named queries over a small store: what they answer, and what they leave out.

use guanxi::lexicon::Lexicon;
use guanxi::query::{self, Catalogue, Format, NamedQuery, Silence};
use guanxi::store::{Answer, Change, Embedded, Store};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Term;
use std::sync::OnceLock;
use tempfile::TempDir;

/// Five organisations, six events (one planned), two documents.
const FIXTURE: &str = include_str!("query/fixture.trig");

/// A store of these statements, in a folder that lives as long.
struct Filled {
    store: Embedded,
    _folder: TempDir,
}

impl Filled {
    fn with(statements: &str) -> Self {
        let folder = TempDir::new().unwrap_or_else(|e| panic!("{e}"));
        let store = Embedded::create(&folder.path().join("db"), None).unwrap_or_else(|e| panic!("{e}"));
        let parser = RdfParser::from_format(RdfFormat::TriG).for_slice(statements.as_bytes());
        let insert = parser.map(|quad| quad.unwrap_or_else(|e| panic!("{e}"))).collect();
        store.apply(Change { insert, ..Change::default() }).unwrap_or_else(|e| panic!("{e}"));
        Filled { store, _folder: folder }
    }
}

fn store() -> &'static Embedded {
    static STORE: OnceLock<Filled> = OnceLock::new();
    &STORE.get_or_init(|| Filled::with(FIXTURE)).store
}

fn lexicon() -> Lexicon {
    Lexicon::load(None).unwrap_or_else(|e| panic!("{e}"))
}

/// Asks a query in the given format; an error gives its message.
fn ask_as(named: &NamedQuery, parameters: &[(&str, &str)], format: Format) -> String {
    let store = store();
    let given: Vec<_> = parameters.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    let prepared = match query::prepare(named, &given, store, &lexicon()) {
        Ok(prepared) => prepared,
        Err(error) => return error.to_string(),
    };
    let mut out = Vec::new();
    let written = store
        .query(&prepared.query)
        .map_err(|e| e.to_string())
        .and_then(|answer| query::write(answer, format, 100, &mut out).map_err(|e| e.to_string()));
    match written {
        Ok(_) => String::from_utf8_lossy(&out).replace("\r\n", "\n"),
        Err(message) => message,
    }
}

fn ask(name: &str, parameters: &[(&str, &str)]) -> String {
    let catalogue = Catalogue::load(None).unwrap_or_else(|e| panic!("{e}"));
    match catalogue.get(name) {
        Ok(named) => ask_as(named, parameters, Format::Csv),
        Err(error) => error.to_string(),
    }
}

fn sparql(text: &str) -> String {
    ask_as(&NamedQuery::sparql(text), &[], Format::Csv)
}

fn with_header(text: &str, parameters: &[(&str, &str)]) -> String {
    match NamedQuery::read("mine", text, "mine.rq") {
        Ok(named) => ask_as(&named, parameters, Format::Csv),
        Err(error) => error.to_string(),
    }
}

#[test]
fn visits_have_a_row_for_each_event_visitor_and_visited() {
    insta::assert_snapshot!(ask("visits", &[]), @r#"
    office,organization,date,precision,modality,place,documents,status
    Hubei PSB Foreign NGO Management Office,Elm Trust,2019-03-30,day,occurred,Wuhan,2,machine-read
    Hubei PSB Foreign NGO Management Office,Fédération des Ormes,2019-03-30,day,occurred,Wuhan,2,machine-read
    Hubei PSB Foreign NGO Management Office,Elm Trust,2019-04-11,by,occurred,Chengdu,1,machine-read
    "#);
}

#[test]
fn a_planned_visit_is_left_out_unless_asked_for() {
    insta::assert_snapshot!(ask("visits", &[("modality", "planned")]), @r#"
    office,organization,date,precision,modality,place,documents,status
    Elm Trust,Chongwen University,2019-04-15,by,planned,,1,machine-read
    "#);
    assert_eq!(ask("visits", &[("modality", "any")]).lines().count(), ask("visits", &[]).lines().count() + 1);
}

#[test]
fn office_is_the_visitor_and_organization_the_visited() {
    insta::assert_snapshot!(ask("visits", &[("office", "Hubei PSB Foreign NGO Management Office")]), @r#"
    office,organization,date,precision,modality,place,documents,status
    Hubei PSB Foreign NGO Management Office,Elm Trust,2019-03-30,day,occurred,Wuhan,2,machine-read
    Hubei PSB Foreign NGO Management Office,Fédération des Ormes,2019-03-30,day,occurred,Wuhan,2,machine-read
    Hubei PSB Foreign NGO Management Office,Elm Trust,2019-04-11,by,occurred,Chengdu,1,machine-read
    "#);
    insta::assert_snapshot!(ask("visits", &[("organization", "Elm Trust")]), @r#"
    office,organization,date,precision,modality,place,documents,status
    Hubei PSB Foreign NGO Management Office,Elm Trust,2019-03-30,day,occurred,Wuhan,2,machine-read
    Hubei PSB Foreign NGO Management Office,Elm Trust,2019-04-11,by,occurred,Chengdu,1,machine-read
    "#);
    insta::assert_snapshot!(ask("visits", &[("office", "Elm Trust")]), @r#"office,organization,date,precision,modality,place,documents,status"#);
}

#[test]
fn a_name_matches_in_any_spelling_and_under_any_name() {
    let asked = |name| ask("visits", &[("organization", name)]);
    let plain = asked("Federation des Ormes");
    assert_eq!(plain.lines().count(), 2, "{plain}");
    for other in ["FÉDÉRATION DES ORMES", "the Fédération des Ormes (FO)", "Elms Federation", "榆树联合会"]
    {
        assert_eq!(asked(other), plain, "{other}");
    }
}

#[test]
fn the_name_of_an_organization_is_not_its_representative_office() {
    // Both bear the key of "Elm Trust"; the one that is called so is meant.
    insta::assert_snapshot!(ask("timeline", &[("organization", "elm trust")]), @r#"
    date,precision,kind,role,with,place,modality,documents,status
    2019-03-30,day,Visit,target,Fédération des Ormes; Hubei PSB Foreign NGO Management Office,Wuhan,occurred,2,machine-read
    2019-04-11,by,Visit,target,Elm Trust Wuhan Office; Hubei PSB Foreign NGO Management Office,Chengdu,occurred,1,machine-read
    2019-04-12,by,Registration,target,Elm Trust Wuhan Office; Hubei PSB Foreign NGO Management Office,,occurred,1,machine-read
    2019-04-14,by,Inspection,target,,Chengdu,occurred,1,machine-read
    "#);
    insta::assert_snapshot!(ask("timeline", &[("organization", "Elm Trust Wuhan Office")]), @r#"
    date,precision,kind,role,with,place,modality,documents,status
    2019-04-11,by,Visit,via,Elm Trust; Hubei PSB Foreign NGO Management Office,Chengdu,occurred,1,machine-read
    2019-04-12,by,Registration,via,Elm Trust; Hubei PSB Foreign NGO Management Office,,occurred,1,machine-read
    "#);
}

#[test]
fn an_unknown_name_gives_the_nearest() {
    insta::assert_snapshot!(ask("visits", &[("organization", "elm trsut")]), @r#"no organization in the store is called "elm trsut"; did you mean "Elm Trust"?; `guanxi find` looks further, `guanxi query organizations` lists them all"#);
}

#[test]
fn a_value_cannot_change_what_is_asked() {
    for hostile in [
        "\" } UNION { ?event a gx:Visit",
        "Elm Trust\" . ?x ?y ?z . \"",
        "} ; DROP ALL #",
        "<https://example.org/> ?p ?o . {",
        "\\\"\n}",
    ] {
        let answer = ask("visits", &[("organization", hostile)]);
        assert!(answer.starts_with("no organization in the store is called"), "{answer}");
        let text =
            "#+ params:\n#+   - name: label\n#+     type: text\nSELECT ?x { ?x skos:prefLabel ?label }";
        assert_eq!(with_header(text, &[("label", hostile)]), "x\n");
    }
}

#[test]
fn dates_bound_what_is_shown_and_a_by_date_counts_with_its_day() {
    insta::assert_snapshot!(ask("visits", &[("from", "2019-04-01"), ("to", "2019-04")]), @r#"
    office,organization,date,precision,modality,place,documents,status
    Hubei PSB Foreign NGO Management Office,Elm Trust,2019-04-11,by,occurred,Chengdu,1,machine-read
    "#);
    insta::assert_snapshot!(ask("visits", &[("from", "2019-05"), ("to", "2019-04")]), @r#"no day is from 2019-05-01 to 2019-04-30: from must not be later than to"#);
}

#[test]
fn a_place_includes_what_lies_in_it() {
    insta::assert_snapshot!(ask("events", &[("place", "Hubei")]), @r#"
    kind,agents,targets,unnamed,date,precision,modality,place,documents,status,id
    Visit,Hubei PSB Foreign NGO Management Office,Elm Trust; Fédération des Ormes,,2019-03-30,day,occurred,Wuhan,2,machine-read,event/e1
    Registration,Hubei PSB Foreign NGO Management Office,Elm Trust,,2019-04-12,by,occurred,,1,machine-read,event/e4
    Meeting,Hubei PSB Foreign NGO Management Office,Chongwen University,3 funds,2019-04-13,day,occurred,,1,machine-read,event/e5
    "#);
    assert_eq!(ask("events", &[("place", "湖北省")]), ask("events", &[("place", "420000")]));
    insta::assert_snapshot!(ask("events", &[("place", "Wuhan")]), @r#"
    kind,agents,targets,unnamed,date,precision,modality,place,documents,status,id
    Visit,Hubei PSB Foreign NGO Management Office,Elm Trust; Fédération des Ormes,,2019-03-30,day,occurred,Wuhan,2,machine-read,event/e1
    Registration,Hubei PSB Foreign NGO Management Office,Elm Trust,,2019-04-12,by,occurred,,1,machine-read,event/e4
    Meeting,Hubei PSB Foreign NGO Management Office,Chongwen University,3 funds,2019-04-13,day,occurred,,1,machine-read,event/e5
    "#);
    insta::assert_snapshot!(ask("events", &[("place", "Hubie")]), @r#"no place is called "Hubie"; did you mean "Hubei"?; give an English or Chinese name or a GB/T 2260 code"#);
}

#[test]
fn events_are_found_by_kind_type_confidence_and_party() {
    insta::assert_snapshot!(ask("events", &[("kind", "meeting, Registration")]), @r#"
    kind,agents,targets,unnamed,date,precision,modality,place,documents,status,id
    Registration,Hubei PSB Foreign NGO Management Office,Elm Trust,,2019-04-12,by,occurred,,1,machine-read,event/e4
    Meeting,Hubei PSB Foreign NGO Management Office,Chongwen University,3 funds,2019-04-13,day,occurred,,1,machine-read,event/e5
    "#);
    insta::assert_snapshot!(ask("events", &[("type", "university")]), @r#"
    kind,agents,targets,unnamed,date,precision,modality,place,documents,status,id
    Meeting,Hubei PSB Foreign NGO Management Office,Chongwen University,3 funds,2019-04-13,day,occurred,,1,machine-read,event/e5
    "#);
    insta::assert_snapshot!(ask("events", &[("confidence", "0.9")]), @r#"
    kind,agents,targets,unnamed,date,precision,modality,place,documents,status,id
    Visit,Hubei PSB Foreign NGO Management Office,Elm Trust; Fédération des Ormes,,2019-03-30,day,occurred,Wuhan,2,machine-read,event/e1
    Registration,Hubei PSB Foreign NGO Management Office,Elm Trust,,2019-04-12,by,occurred,,1,machine-read,event/e4
    "#);
    insta::assert_snapshot!(ask("events", &[("organization", "Elm Trust Wuhan Office")]), @r#"
    kind,agents,targets,unnamed,date,precision,modality,place,documents,status,id
    Visit,Hubei PSB Foreign NGO Management Office,Elm Trust,,2019-04-11,by,occurred,Chengdu,1,machine-read,event/e2
    Registration,Hubei PSB Foreign NGO Management Office,Elm Trust,,2019-04-12,by,occurred,,1,machine-read,event/e4
    "#);
    insta::assert_snapshot!(ask("events", &[("kind", "Party")]), @r#"there is no kind of event "Party"; there are Cooperation, Deregistration, Donation, Guidance, Inspection, Meeting, OfficeOpening, Outreach, Pledge, Registration, Thanks, Training, Visit"#);
}

#[test]
fn the_other_queries_answer() {
    insta::assert_snapshot!(ask("inspections", &[]), @r#"
    office,organization,date,precision,modality,place,documents,status
    ,Elm Trust,2019-04-14,by,occurred,Chengdu,1,machine-read
    "#);
    insta::assert_snapshot!(ask("registrations", &[]), @r#"
    office,organization,date,precision,modality,place,documents,status
    Hubei PSB Foreign NGO Management Office,Elm Trust,2019-04-12,by,occurred,,1,machine-read
    "#);
    insta::assert_snapshot!(ask("meetings", &[]), @r#"
    hosts,participants,unnamed,date,precision,modality,place,documents,status
    Hubei PSB Foreign NGO Management Office,Chongwen University,3 funds,2019-04-13,day,occurred,,1,machine-read
    "#);
    insta::assert_snapshot!(ask("organizations", &[]), @r#"
    organization,type,roles,place,origin,unit_of,events,reviewed,documents
    Chongwen University,University,PartnerUnit,Wuhan,,,1,0,1
    Elm Trust,ForeignNGO,,,GB,,4,0,2
    Elm Trust Wuhan Office,RepresentativeOffice,,Wuhan,,Elm Trust,2,0,1
    Fédération des Ormes,ForeignNGO,,,FR,,1,0,1
    Hubei PSB Foreign NGO Management Office,PSBOffice,,Hubei,,,4,0,2
    "#);
    insta::assert_snapshot!(ask("relationships", &[("organization", "Elm Trust")]), @r#"
    from,relationship,to,documents,status
    Chongwen University,Partnership,Elm Trust,1,machine-read
    "#);
    insta::assert_snapshot!(
        ask("evidence", &[("a", "Elm Trust"), ("b", "Hubei PSB Foreign NGO Management Office")]), @r#"
    date,kind,quote,publisher,speaker,document,url,rule,confidence,status
    2019-03-30,Visit,the Hubei office visited Elm Trust and Fédération des Ormes,The Elm Gazette,Hubei PSB,one,https://example.org/one,visit/verb,0.9,machine-read
    2019-03-30,Visit,visited Elm Trust again,The Elm Gazette,Hubei PSB,two,https://example.org/two,visit/verb,0.9,machine-read
    2019-04-11,Visit,the Hubei office visited Elm Trust again,The Elm Gazette,Hubei PSB,two,https://example.org/two,visit/verb,0.8,machine-read
    2019-04-12,Registration,It registered Elm Trust,The Elm Gazette,Hubei PSB,two,https://example.org/two,registration/verb,0.95,machine-read
    "#);
}

#[test]
fn an_event_told_by_two_documents_stands_once_with_both() {
    insta::assert_snapshot!(ask("retold", &[]), @r#"
    kind,agents,targets,date,precision,place,voices,documents,told_in,status,id
    Visit,Hubei PSB Foreign NGO Management Office,Elm Trust; Fédération des Ormes,2019-03-30,day,Wuhan,2,2,one; two,machine-read,event/e1
    "#);
}

#[test]
fn an_organization_is_named_by_its_id_too() {
    let by_id = ask("visits", &[("organization", "org/elm")]);
    assert_eq!(by_id, ask("visits", &[("organization", "Elm Trust")]));
    assert!(ask("visits", &[("organization", "org/oak")]).starts_with("no organization in the store"));
}

#[test]
fn a_chinese_place_needs_no_rank() {
    assert_eq!(ask("events", &[("place", "湖北")]), ask("events", &[("place", "湖北省")]));
    assert!(ask("events", &[("place", "湖")]).starts_with("no place is called"));
}

#[test]
fn organizations_are_found_by_role_and_place_and_keep_a_row_without_events() {
    insta::assert_snapshot!(ask("organizations", &[("type", "PartnerUnit")]), @r#"
    organization,type,roles,place,origin,unit_of,events,reviewed,documents
    Chongwen University,University,PartnerUnit,Wuhan,,,1,0,1
    "#);
    insta::assert_snapshot!(ask("organizations", &[("place", "Hubei"), ("kind", "Registration")]), @r#"
    organization,type,roles,place,origin,unit_of,events,reviewed,documents
    Chongwen University,University,PartnerUnit,Wuhan,,,0,0,1
    Elm Trust Wuhan Office,RepresentativeOffice,,Wuhan,,Elm Trust,1,0,1
    Hubei PSB Foreign NGO Management Office,PSBOffice,,Hubei,,,1,0,2
    "#);
}

#[test]
fn a_limit_or_a_count_in_a_subselect_applies_to_what_was_asked_for() {
    let text = "#+ params:\n#+   - name: organization\n#+     type: organization\n\
        SELECT ?n { { SELECT (COUNT(?event) AS ?n) { ?event a gx:Visit ; gx:target ?organization } } }";
    assert_eq!(with_header(text, &[("organization", "Elm Trust")]), "n\n2\n");
    let text = "#+ event: e\n#+ params:\n#+   - name: kind\n\
        SELECT ?k { { SELECT ?e { ?e a gx:Event } ORDER BY ?e LIMIT 1 } ?e a ?k FILTER(?k != gx:Event) }";
    assert_eq!(with_header(text, &[("kind", "Meeting")]), "k\nhttps://w3id.org/guanxi/ontology#Meeting\n");
}

#[test]
fn what_a_parameter_takes_is_told() {
    insta::assert_snapshot!(ask("visits", &[("ofice", "x")]), @r#"visits has no parameter "ofice"; did you mean "office"?; it takes office, organization, from, to, dates, place, type, confidence, reviewed, modality"#);
    insta::assert_snapshot!(ask("visits", &[("from", "last year")]), @r#"from cannot be "last year": it takes a day, month or year, as 2019-03-31, 2019-03 or 2019"#);
    insta::assert_snapshot!(ask("timeline", &[]), @r#"timeline needs the parameter organization (whose timeline): add -p organization=…"#);
    let text = "#+ params:\n#+   - name: n\n#+     type: integer\nSELECT ?n { ?x gx:count ?n }";
    insta::assert_snapshot!(with_header(text, &[("n", "many")]), @r#"the parameter n cannot be "many": it takes a whole number"#);
}

#[test]
fn usual_prefixes_work_as_typed() {
    insta::assert_snapshot!(sparql("PREFIX gx: <https://w3id.org/guanxi/ontology#> SELECT ?n ?m WHERE { ?a gx:visits ?b . ?a skos:prefLabel ?n . ?b skos:prefLabel ?m } ORDER BY ?m"), @r#"
    n,m
    Hubei PSB Foreign NGO Management Office,Elm Trust
    Hubei PSB Foreign NGO Management Office,Fédération des Ormes
    "#);
}

#[test]
fn yes_no_and_graphs_are_answers_too() {
    let named = |text| NamedQuery::sparql(text);
    insta::assert_snapshot!(ask_as(&named("ASK { ?x a gx:Visit }"), &[], Format::Table), @r#"yes"#);
    insta::assert_snapshot!(ask_as(&named("ASK { ?x a gx:Visit }"), &[], Format::Json), @r#"{"head":{},"boolean":true}"#);
    let construct = named("CONSTRUCT { ?b gx:hosted ?a } WHERE { ?a gx:visits ?b }");
    insta::assert_snapshot!(ask_as(&construct, &[], Format::Table), @r#"
    @prefix gx: <https://w3id.org/guanxi/ontology#> .
    <https://w3id.org/guanxi/id/org/elm> gx:hosted <https://w3id.org/guanxi/id/org/hubei> .
    <https://w3id.org/guanxi/id/org/ormes> gx:hosted <https://w3id.org/guanxi/id/org/hubei> .
    "#);
    insta::assert_snapshot!(ask_as(&construct, &[], Format::Csv), @r#"a graph (of CONSTRUCT or DESCRIBE) cannot be written as csv: choose --format ttl or nt"#);
    insta::assert_snapshot!(ask_as(&named("SELECT * { ?a gx:visits ?b }"), &[], Format::NTriples), @r#"rows (of SELECT) cannot be written as nt: choose --format table, csv, tsv, json, xml or markdown"#);
}

#[test]
fn a_table_fits_its_width() {
    let catalogue = Catalogue::load(None).unwrap_or_else(|e| panic!("{e}"));
    let visits = catalogue.get("visits").unwrap_or_else(|e| panic!("{e}"));
    let table = ask_as(visits, &[("organization", "Elm Trust")], Format::Table);
    insta::assert_snapshot!(table, @r#"
    office               organization  date        precision  modality  place    documents  status
    ────────────────────────────────────────────────────────────────────────────────────────────────────
    Hubei PSB Foreign    Elm Trust     2019-03-30  day        occurred  Wuhan            2  machine-read
    NGO Management
    Office
    Hubei PSB Foreign    Elm Trust     2019-04-11  by         occurred  Chengdu          1  machine-read
    NGO Management
    Office
    "#);
    assert!(table.lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn silence_counts_what_names_the_organization_without_an_event() {
    let store = store();
    let about = |name: &str| {
        let organizations =
            guanxi::filter::organizations_named(store, name).unwrap_or_else(|e| panic!("{e}"));
        Silence::about(store, &organizations).unwrap_or_else(|e| panic!("{e}")).to_string()
    };
    insta::assert_snapshot!(about("Elm Trust"), @r#"2 documents were read; 2 sentences in 2 of them name Elm Trust and gave no event. Absence is no evidence"#);
    insta::assert_snapshot!(about("Chongwen University"), @r#"2 documents were read; 1 sentence in 1 of them names Chongwen University and gave no event. Absence is no evidence"#);
}

#[test]
fn the_same_events_reach_networks_and_reports() {
    let store = store();
    let mut filter = guanxi::filter::Filter::default();
    filter.set("kind", "Visit").unwrap_or_else(|e| panic!("{e}"));
    filter.set("place", "Hubei").unwrap_or_else(|e| panic!("{e}"));
    let events = guanxi::filter::events(store, &filter, &lexicon()).unwrap_or_else(|e| panic!("{e}"));
    let lines: Vec<String> = events
        .iter()
        .map(|e| {
            let place = e.place_name.as_deref().unwrap_or("-");
            let date = e.date.map(|d| d.to_string()).unwrap_or_default();
            format!("{} {date} {place} {} to {}", e.kind, e.agents.len(), e.targets.len())
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"Visit 2019-03-30 Wuhan 1 to 2"#);
}

/// Under another base every IRI has another place in the store's indexes.
#[test]
fn rows_come_in_one_order_whatever_the_order_of_the_store() {
    let other = Filled::with(&FIXTURE.replace("w3id.org/guanxi/id/", "example.org/other/"));
    let catalogue = Catalogue::load(None).unwrap_or_else(|e| panic!("{e}"));
    for named in catalogue.iter().filter(|q| q.parameters.iter().all(|p| !p.required)) {
        let rows = |store: &dyn Store| -> Vec<Vec<Option<Term>>> {
            let prepared = query::prepare(named, &[], store, &lexicon()).unwrap_or_else(|e| panic!("{e}"));
            match store.query(&prepared.query) {
                Ok(Answer::Solutions { rows, .. }) => {
                    rows.map(|r| r.unwrap_or_else(|e| panic!("{e}"))).collect()
                }
                _ => panic!("{}", named.name),
            }
        };
        assert_eq!(rows(store()), rows(&other.store), "{}", named.name);
    }
}

#[test]
fn no_query_reaches_out_of_the_store() {
    let asked = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }";
    insta::assert_snapshot!(sparql(asked), @r##"guanxi never asks another endpoint: take SERVICE <http://127.0.0.1:9/> out of the query"##);
}

#[test]
fn xml_holds_no_character_that_xml_forbids() {
    let asked = r#"SELECT * { VALUES (?a ?b) { ("x\u0001\u000Cy\tz" "q\uFFFE关"@en) } }"#;
    insta::assert_snapshot!(ask_as(&NamedQuery::sparql(asked), &[], Format::Xml), @r##"<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/><variable name="b"/></head><results><result><binding name="a"><literal>x��y	z</literal></binding><binding name="b"><literal xml:lang="en">q�关</literal></binding></result></results></sparql>"##);
}
