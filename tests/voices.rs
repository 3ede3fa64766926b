//! Reposts count once: documents that tell of an event in nearly the same words are one voice. The texts are invented.

use guanxi::build::{Builder, Options, contents};
use guanxi::extract::extract;
use guanxi::lexicon::Lexicon;
use guanxi::query::{self, Catalogue, Format};
use guanxi::source::Document;
use guanxi::store::{Access, Embedded, Pattern, Store};
use std::path::Path;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load(None).expect("built-in files"));

/// A digest of three posts; none of its visits and classes has a day, its meeting has one.
const DIGEST: &str = "First Spring Calls in Hubei\n\nMarch 20, 2019:\n\nThe Hubei PSB Foreign NGO Management Office recently \
    paid a visit to Elm Trust (Norway) to see how the group keeps its accounts, and answered questions on the annual \
    report.\n\nMarch 24, 2019:\n\nOn March 22, the Wuhan PSB Foreign NGO Management Office met with Fenwick Reading \
    Association (Canada) to talk about how the group fills in the forms for its spring activities.\n\nMarch 31, \
    2019:\n\nThe Yichang Civil Affairs Bureau recently gave guidance to Quistland Foundation (Germany) on the choice of a \
    partner for its work with blind children in the county.\n";

/// The same with a header of its own, words changed here and there, and the last post left out.
fn repost() -> String {
    let edited = DIGEST
        .replace("First Spring Calls in Hubei", "Shared from a reader: police and charities\n\nApril 2, 2019")
        .replace("keeps its accounts", "keeps its books")
        .replace("to talk about how", "to discuss how");
    edited[..edited.find("March 31").expect("the last post")].to_owned()
}

/// Other facts in the same format, of the same parties.
fn later() -> String {
    DIGEST
        .replace(
            "to see how the group keeps its accounts, and answered questions on the annual report",
            "and urged it to open a \
            bank account without delay, since its certificate had been issued in the winter",
        )
        .replace("March 20", "April 9")
        .replace("March 24", "April 11")
        .replace("March 22", "April 10")
        .replace("March 31", "April 12")
        .replace(
            "the choice of a partner for its work with blind children in the county",
            "opening hours, taxes and the \
            hiring of staff from abroad, which it had asked about in a letter",
        )
}

/// The same meeting, told in words of their own.
const WITNESS: &str = "April 3, 2019:\n\nOn March 22, Fenwick Reading Association (Canada) met with the Wuhan PSB Foreign NGO \
    Management Office, where two officers walked its staff through a long list of questions.\n";

fn build(store: &Path, texts: &[(&str, &str)], batch: usize) {
    let store = Embedded::create(store, None).expect("a store");
    let options = Options { documents: batch, ..Options::default() };
    let mut builder = Builder::new(&store, &LEXICON, options).expect("a builder");
    for (id, text) in texts {
        let document = Document::from_text(id, text);
        builder.add(Some(&document), &extract(&LEXICON, &document), "texts").expect("room");
    }
    builder.finish().expect("room");
}

fn dump(store: &Path) -> Vec<String> {
    let store = Embedded::open(store, Access::Read).expect("a store");
    let quads = store.quads(Pattern::default()).expect("quads");
    let mut lines: Vec<String> = quads.map(|quad| quad.expect("a quad").to_string()).collect();
    lines.sort();
    lines
}

fn assert_same(one: &[String], other: &[String]) {
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|line| those.binary_search(line).is_err()).take(5).cloned().collect()
    };
    assert_eq!((only(one, other), only(other, one)), (Vec::new(), Vec::new()));
}

/// The answer to a named query, as CSV with some columns: a line a row.
fn ask(store: &Path, name: &str, columns: &[&str]) -> Vec<String> {
    let store = Embedded::open(store, Access::Read).expect("a store");
    let catalogue = Catalogue::load(None).expect("queries");
    let prepared =
        query::prepare(catalogue.get(name).expect("it is there"), &[], &store, &LEXICON).expect("fine");
    let mut out = Vec::new();
    query::write(store.query(&prepared.query).expect("an answer"), Format::Csv, 0, &mut out)
        .expect("written");
    let mut reader = csv::Reader::from_reader(out.as_slice());
    let header = reader.headers().expect("a header").clone();
    let at: Vec<usize> =
        columns.iter().map(|c| header.iter().position(|h| h == *c).expect("a column")).collect();
    let row =
        |row: csv::StringRecord| at.iter().map(|at| row[*at].to_owned()).collect::<Vec<_>>().join(" | ");
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

#[test]
fn a_repost_tells_of_the_same_events_and_is_no_voice_of_its_own() {
    let place = tempfile::tempdir().expect("a folder");
    let (alone, both) = (place.path().join("alone"), place.path().join("both"));
    build(&alone, &[("digest", DIGEST)], 9);
    build(&both, &[("digest", DIGEST), ("repost", &repost())], 9);
    let kinds = ["kind", "agents", "targets", "date", "precision"];
    assert_eq!(ask(&alone, "events", &kinds), ask(&both, "events", &kinds));
    assert!(ask(&alone, "events", &kinds).len() >= 3);
    let links = |store: &Path| {
        contents(&Embedded::open(store, Access::Read).expect("a store")).expect("counts").links
    };
    assert_eq!(links(&alone), links(&both));
    assert_eq!(ask(&both, "retold", &["kind"]), Vec::<String>::new());
    assert_eq!(ask(&both, "documents", &["document", "repeats"]), ["digest | 0", "repost | 2"]);
    let witnessed = place.path().join("witnessed");
    build(&witnessed, &[("digest", DIGEST), ("repost", &repost()), ("witness", WITNESS)], 9);
    assert_eq!(ask(&witnessed, "retold", &["kind", "voices", "documents"]), ["Meeting | 2 | 3"]);
}

#[test]
fn other_facts_in_the_same_format_are_other_events() {
    let place = tempfile::tempdir().expect("a folder");
    let (both, other) = (place.path().join("both"), place.path().join("other"));
    build(&other, &[("later", &later())], 9);
    build(&both, &[("digest", DIGEST), ("later", &later())], 9);
    let count = |store: &Path| ask(store, "events", &["kind"]).len();
    let alone = place.path().join("alone");
    build(&alone, &[("digest", DIGEST)], 9);
    assert_eq!(count(&both), count(&alone) + count(&other));
    assert_eq!(ask(&both, "documents", &["repeats"]), ["0", "0"]);
}

#[test]
fn neither_order_nor_batches_nor_what_was_forgotten_matter() {
    let place = tempfile::tempdir().expect("a folder");
    let (repost, later) = (repost(), later());
    let further =
        DIGEST.replace("keeps its accounts", "keeps all of its books").replace("First Spring", "Last");
    let mut texts = vec![
        ("digest", DIGEST),
        ("repost", repost.as_str()),
        ("later", later.as_str()),
        ("witness", WITNESS),
        ("further", further.as_str()),
    ];
    let whole = place.path().join("whole");
    build(&whole, &texts, 9);
    let whole = dump(&whole);
    for batch in [1, 2] {
        texts.rotate_left(batch);
        let path = place.path().join(format!("{batch}"));
        build(&path, &texts, batch);
        assert_same(&whole, &dump(&path));
    }
    // One document more at a time, each with another's text first.
    let path = place.path().join("changed");
    for (at, (id, _)) in texts.iter().enumerate() {
        build(&path, &[(id, texts[(at + 1) % texts.len()].1)], 9);
    }
    for text in &texts {
        build(&path, &[*text], 9);
    }
    assert_same(&whole, &dump(&path));
}
