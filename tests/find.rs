//! `guanxi find`: what it finds, in which order, and how it shows it.

mod support;

use assert_cmd::Command;
use guanxi::find::find;
use oxigraph::io::RdfFormat;

const FIXTURE: &str = include_str!("query/fixture.trig");

fn names(name: &str, class: Option<&str>, limit: usize) -> Vec<String> {
    let fixture = support::fixture(RdfFormat::TriG, FIXTURE);
    let found = find(&fixture.store, name, class, limit).expect("an answer");
    found.into_iter().map(|one| one.name).collect()
}

#[test]
fn a_name_is_found_whatever_its_case_accents_and_a_typo() {
    for typed in ["Fédération des Ormes", "FEDERATION", "federaton des ormes", "elms federation", "榆树"]
    {
        assert_eq!(names(typed, None, 9), ["Fédération des Ormes"], "{typed}");
    }
    assert_eq!(names("Chongwne", None, 9), ["Chongwen University"]);
    assert!(names("Nobody At All", None, 9).is_empty());
}

#[test]
fn the_likest_come_first_and_a_type_or_a_number_may_be_asked_for() {
    assert_eq!(names("elm trust", None, 9), ["Elm Trust", "Elm Trust Wuhan Office"]);
    assert_eq!(names("elm trust", None, 1), ["Elm Trust"]);
    assert_eq!(names("elm", Some("RepresentativeOffice"), 9), ["Elm Trust Wuhan Office"]);
    assert_eq!(names("university", Some("PartnerUnit"), 9), ["Chongwen University"]);
}

#[test]
fn marks_of_a_query_language_are_no_name() {
    for typed in ["\" } UNION { ?s ?p ?o", "'", "<https://w3id.org/guanxi/id/org/elm>", "*", "\n", ""] {
        assert!(names(typed, None, 9).len() <= 1, "{typed}");
    }
}

#[test]
fn what_is_found_is_shown_with_type_place_id_and_other_names() {
    let fixture = support::fixture(RdfFormat::TriG, FIXTURE);
    let shown = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("guanxi").expect("the program");
        command.arg("find").args(arguments).arg("--store").arg(&fixture.path);
        let output = command.output().expect("run");
        let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        format!("{}--\n{}exit {:?}", words(&output.stdout), words(&output.stderr), output.status.code())
    };
    insta::assert_snapshot!(shown(&["elms", "federation", "--format", "csv"]), @r#"
    organization,type,place,documents,id,other_names
    Fédération des Ormes,ForeignNGO,,1,org/ormes,Elms Federation; 榆树联合会
    --
    Fictional: made for tests.
    1 organization
    exit Some(0)
    "#);
    insta::assert_snapshot!(shown(&["Hubei", "--format", "csv"]), @r#"
    organization,type,place,documents,id,other_names
    Hubei PSB Foreign NGO Management Office,PSBOffice,Hubei,2,org/hubei,Hubei office
    --
    Fictional: made for tests.
    1 organization
    exit Some(0)
    "#);
    insta::assert_snapshot!(shown(&["Nobody"]), @r#"
    --
    Fictional: made for tests.
    No organization in the store has a name like "Nobody"; `guanxi query organizations` lists them all
    exit Some(0)
    "#);
    insta::assert_snapshot!(shown(&["Elm", "--type", "Embassy"]), @r#"
    --
    error: there is no type of organization "Embassy"; there are ForeignNGO, RepresentativeOffice, PSBOffice, PublicSecurityBureau, University, GovernmentBody, DomesticOrganization, ForeignMission, SupervisoryUnit, PartnerUnit
    exit Some(2)
    "#);
}
