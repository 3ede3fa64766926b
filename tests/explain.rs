//! What `explain` shows.

mod support;

use guanxi::explain::explain;
use guanxi::lexicon::Lexicon;

#[track_caller]
fn shown(what: &str) -> String {
    let fixture = support::small();
    let lexicon = Lexicon::load(None).expect("the built-in lexicon");
    match explain(&fixture.store, &lexicon, what) {
        Ok(explanation) => explanation.to_string(),
        Err(error) => format!("error: {error}"),
    }
}

#[test]
fn an_event_leads_back_to_its_words() {
    insta::assert_snapshot!(shown("https://w3id.org/guanxi/id/event/a3a3a3a3a3a3a3a3"));
}

#[test]
fn the_beginning_of_an_identifier_is_enough_if_it_is_the_only_one() {
    assert_eq!(shown("event/a3a3"), shown("a3a3a3a3a3a3a3a3"));
    insta::assert_snapshot!(shown("event/0000"), @"error: the store has nothing with the identifier \"event/0000\"; `guanxi query events` lists the events with theirs (column id), `guanxi query organizations` the organizations");
}

#[test]
fn an_organization_is_shown_with_its_names_and_events() {
    insta::assert_snapshot!(shown("elm TRUST"));
}

#[test]
fn a_relationship_is_shown_with_its_words() {
    insta::assert_snapshot!(shown("relationship/c1c1c1c1c1c1c1c1"));
}

#[test]
fn a_name_that_nobody_bears_gets_the_nearest() {
    insta::assert_snapshot!(shown("Elm Trsut"),
        @r#"error: no organization in the store is called "Elm Trsut"; did you mean "Elm *Trust*"?; `guanxi find` looks further, `guanxi query organizations` lists them all"#);
}

#[test]
fn too_few_digits_of_an_identifier_are_no_name_of_an_organization() {
    insta::assert_snapshot!(shown("event/3f"), @r##"error: there is no such event, event/3f: give four digits or more of an identifier from `guanxi query events` (column id)"##);
    insta::assert_snapshot!(shown("event/zzzz"), @r##"error: there is no such event, event/zzzz: give four digits or more of an identifier from `guanxi query events` (column id)"##);
    insta::assert_snapshot!(shown("relationship/1"), @r##"error: there is no such relationship, relationship/1: give four digits or more of an identifier, as an export has it (0-9, a-f)"##);
    insta::assert_snapshot!(shown("org/1"), @r##"error: there is no such organization, org/1: give four digits or more of an identifier, or any of its names from `guanxi query organizations`"##);
}
