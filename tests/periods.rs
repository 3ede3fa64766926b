//! Between two days: what is dated by a day has no lower bound.

mod support;

use guanxi::filter::{Dates, Filter, events};
use guanxi::lexicon::Lexicon;
use guanxi::query::{self, Catalogue, Format};
use guanxi::store::Store;
use oxigraph::io::RdfFormat;

/// In time: one on 10 March, one by 20 March, one by 20 May, one on 10 June, one without a date.
const EVENTS: &str = r#"
PREFIX gx: <https://w3id.org/guanxi/ontology#>
PREFIX id: <https://w3id.org/guanxi/id/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<https://w3id.org/guanxi/id/graph/resolution> {
  <https://w3id.org/guanxi/id/event/on-10-march> a gx:Event, gx:Visit ; gx:modality "occurred" ; gx:confidence 1.0 ;
    gx:date "2020-03-10"^^xsd:date ; gx:datePrecision "day" .
  <https://w3id.org/guanxi/id/event/by-20-march> a gx:Event, gx:Visit ; gx:modality "occurred" ; gx:confidence 1.0 ;
    gx:date "2020-03-20"^^xsd:date ; gx:datePrecision "by" .
  <https://w3id.org/guanxi/id/event/by-20-may> a gx:Event, gx:Visit ; gx:modality "occurred" ; gx:confidence 1.0 ;
    gx:date "2020-05-20"^^xsd:date ; gx:datePrecision "by" .
  <https://w3id.org/guanxi/id/event/on-10-june> a gx:Event, gx:Visit ; gx:modality "occurred" ; gx:confidence 1.0 ;
    gx:date "2020-06-10"^^xsd:date ; gx:datePrecision "day" .
  <https://w3id.org/guanxi/id/event/some-day> a gx:Event, gx:Visit ; gx:modality "occurred" ; gx:confidence 1.0 .
}
"#;

const ALL: [&str; 5] = ["by-20-march", "by-20-may", "on-10-june", "on-10-march", "some-day"];

fn lexicon() -> Lexicon {
    Lexicon::load(None).expect("built-in files")
}

/// The events that a filter admits, by their ids.
fn admitted(store: &dyn Store, conditions: &[(&str, &str)]) -> Vec<String> {
    let mut filter = Filter::default();
    for (key, value) in conditions {
        filter.set(key, value).expect("a condition");
    }
    let name = |iri: &str| iri.rsplit('/').next().unwrap_or_default().to_owned();
    let rows = events(store, &filter, &lexicon()).expect("events");
    let mut names: Vec<String> = rows.iter().map(|row| name(row.iri.as_str())).collect();
    names.sort();
    names
}

/// What each way of counting says of a period, reckoned from the bounds of each event: first day and last.
#[test]
fn each_way_of_counting_is_what_the_bounds_of_an_event_say() {
    let fixture = support::fixture(RdfFormat::TriG, EVENTS);
    let bounds: [(&str, Option<&str>, Option<&str>); 5] = [
        ("by-20-march", None, Some("2020-03-20")),
        ("by-20-may", None, Some("2020-05-20")),
        ("on-10-june", Some("2020-06-10"), Some("2020-06-10")),
        ("on-10-march", Some("2020-03-10"), Some("2020-03-10")),
        ("some-day", None, None),
    ];
    let days = [None, Some("2020-01-01"), Some("2020-03-15"), Some("2020-05-20"), Some("2020-07-01")];
    for from in days {
        for to in days.into_iter().filter(|to| to.is_none() || from <= *to) {
            if from.is_none() && to.is_none() {
                continue;
            }
            // Whether it surely began in the period, and surely ended in it; whether it may have.
            let certain = bounds.iter().filter(|(_, first, last)| {
                from.is_none_or(|from| first.is_some_and(|first| first >= from))
                    && to.is_none_or(|to| last.is_some_and(|last| last <= to))
                    && last.is_some()
            });
            let possible = bounds.iter().filter(|(_, first, last)| {
                from.is_none_or(|from| last.is_none_or(|last| last >= from))
                    && to.is_none_or(|to| first.is_none_or(|first| first <= to))
            });
            let mut conditions: Vec<(&str, &str)> = vec![("dates", "certain")];
            conditions.extend(from.map(|day| ("from", day)));
            conditions.extend(to.map(|day| ("to", day)));
            let wanted: Vec<&str> = certain.map(|(name, ..)| *name).collect();
            assert_eq!(admitted(&fixture.store, &conditions), wanted, "certain {from:?} {to:?}");
            conditions[0].1 = "possible";
            let wanted: Vec<&str> = possible.map(|(name, ..)| *name).collect();
            assert_eq!(admitted(&fixture.store, &conditions), wanted, "possible {from:?} {to:?}");
        }
    }
}

#[test]
fn unless_asked_an_event_counts_with_the_day_that_its_text_gives() {
    let fixture = support::fixture(RdfFormat::TriG, EVENTS);
    assert_eq!(Filter::default().dates, Dates::Told);
    let spring = [("from", "2020-03-15"), ("to", "2020-05-31")];
    assert_eq!(admitted(&fixture.store, &spring), ["by-20-march", "by-20-may"]);
    assert_eq!(admitted(&fixture.store, &[("dates", "certain")]), ALL);
    let refused =
        Filter::default().set("dates", "maybe").map_err(|e| e.to_string()).err().unwrap_or_default();
    assert!(refused.contains("told, certain or possible"), "{refused}");
}

#[test]
fn named_queries_take_it_too_and_a_pattern_of_ones_own_says_the_same() {
    let fixture = support::fixture(RdfFormat::TriG, EVENTS);
    let catalogue = Catalogue::load(None).expect("built-in queries");
    let events = catalogue.get("events").expect("events");
    let written = |query: &spargebra::Query| {
        let mut out = Vec::new();
        let answer = fixture.store.query(query).expect("an answer");
        query::write(answer, Format::Csv, 0, &mut out).expect("written");
        String::from_utf8(out).expect("text").replace("\r\n", "\n")
    };
    let own = |test: &str| {
        let text = format!(
            "SELECT ?event {{ ?event a gx:Visit . OPTIONAL {{ ?event gx:date ?date ; gx:datePrecision ?precision }} \
             FILTER({test}) }} ORDER BY ?event"
        );
        written(&query::parse(&text, "own").expect("SPARQL")).matches("/event/").count()
    };
    let (from, to) = (r#""2020-03-15"^^xsd:date"#, r#""2020-05-31"^^xsd:date"#);
    for (how, test) in [
        ("certain", format!(r#"?precision = "day" && ?date >= {from} && ?date <= {to}"#)),
        (
            "possible",
            format!(r#"!BOUND(?date) || (?date >= {from} && (?precision = "by" || ?date <= {to}))"#),
        ),
        ("told", format!("?date >= {from} && ?date <= {to}")),
    ] {
        let given = [("from", "2020-03-15"), ("to", "2020-05"), ("dates", how)];
        let given: Vec<_> = given.map(|(k, v)| (k.to_owned(), v.to_owned())).into();
        let prepared = query::prepare(events, &given, &fixture.store, &lexicon()).expect("prepared");
        assert_eq!(written(&prepared.query).matches("event/").count(), own(&test), "{how}");
    }
}
