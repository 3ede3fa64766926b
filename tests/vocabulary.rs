//! The vocabulary's page is made of the vocabulary; what a store takes for an event keeps to its budget.

use guanxi::build::{Builder, Options};
use guanxi::extract::extract;
use guanxi::lexicon::Lexicon;
use guanxi::rdf::vocab::{gx, rdf};
use guanxi::rdf::{Base, Ontology, vocabulary_page};
use guanxi::source::Document;
use guanxi::store::{Embedded, Pattern, Store};
use oxigraph::model::{GraphName, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// Quads an event may take: itself, its reports and their passages.
const BUDGET: f64 = 25.0;

/// With `GUANXI_WRITE` in the environment the page is written anew.
#[test]
fn the_page_of_the_vocabulary_is_up_to_date() {
    let lexicon = Lexicon::load(None).expect("built-in files");
    let ontology = Ontology::read(&lexicon, &Base::default()).expect("a vocabulary");
    let page = vocabulary_page(&ontology, &lexicon);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/vocabulary.md");
    if std::env::var_os("GUANXI_WRITE").is_some() {
        std::fs::write(&path, &page).expect("written");
    }
    let stands = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = page.lines().zip(stands.lines()).find(|(is, was)| is != was);
    assert!(
        page == stands,
        "docs/vocabulary.md is stale ({differs:?}): run GUANXI_WRITE=1 cargo test --release --test vocabulary"
    );
}

/// The quads of a store of the example digests.
fn examples() -> Vec<Quad> {
    let lexicon = Lexicon::load(None).expect("built-in files");
    let folder = tempfile::tempdir().expect("a folder");
    let store = Embedded::create(&folder.path().join("store"), None).expect("a store");
    let mut builder = Builder::new(&store, &lexicon, Options::default()).expect("a builder");
    let mut texts: Vec<_> = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/digests"))
        .expect("the examples")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    texts.sort();
    for path in texts {
        let name = path.file_stem().expect("a name").to_string_lossy();
        let document = Document::from_text(&name, &std::fs::read_to_string(&path).expect("a text"));
        builder.add(Some(&document), &extract(&lexicon, &document), "examples").expect("added");
    }
    builder.finish().expect("built");
    store.quads(Pattern::default()).expect("quads").map(|quad| quad.expect("a quad")).collect()
}

/// What a node's type says of the sort of thing that it is.
fn sort(class: &Term) -> Option<&'static str> {
    let sorts: [(NamedNodeRef<'_>, &str); 10] = [
        (gx::EVENT, "events"),
        (gx::REPORT_TYPE, "reports"),
        (gx::PASSAGE_TYPE, "passages"),
        (gx::ORGANIZATION, "organizations"),
        (gx::APPELLATION_TYPE, "appellations"),
        (gx::MENTION_TYPE, "mentions"),
        (gx::PLACE_TYPE, "places"),
        (gx::LINK, "links"),
        (gx::RELATIONSHIP, "relationships"),
        (gx::DOCUMENT, "documents"),
    ];
    sorts.into_iter().find(|(known, _)| *class == Term::from(known.into_owned())).map(|(_, sort)| sort)
}

#[test]
fn an_event_takes_no_more_quads_than_its_budget() {
    let quads = examples();
    let mut sorts: HashMap<&NamedOrBlankNode, &str> = HashMap::new();
    for quad in quads.iter().filter(|quad| quad.predicate == rdf::TYPE) {
        sorts.extend(sort(&quad.object).map(|sort| (&quad.subject, sort)));
    }
    let links = GraphName::from(Base::default().links_graph());
    let (mut counts, mut nodes) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, HashSet<_>>::new());
    for quad in &quads {
        // Direct properties stand with the links.
        let sort = if quad.graph_name == links { Some(&"links") } else { sorts.get(&quad.subject) };
        let sort = sort.copied().unwrap_or("vocabulary and runs");
        *counts.entry(sort).or_default() += 1;
        nodes.entry(sort).or_default().insert(&quad.subject);
    }
    let of = |sort: &str| counts.get(sort).copied().unwrap_or_default();
    let events = nodes["events"].len();
    let told = of("events") + of("reports") + of("passages");
    let an_event = told as f64 / events as f64;
    eprintln!("{an_event:.1} quads an event: {told} of events, reports and passages for {events} events");
    for (sort, count) in &counts {
        eprintln!("{count:>7} quads of {sort} ({} subjects)", nodes[sort].len());
    }
    assert!(events > 100, "only {events} events");
    assert!(an_event <= BUDGET, "{an_event:.1} quads an event");
}
