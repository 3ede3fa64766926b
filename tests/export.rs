//! What is exported, format by format.

mod support;

use guanxi::export::{self, Part, Source};
use guanxi::filter::Filter;
use guanxi::graph::View;
use guanxi::lexicon::Lexicon;
use guanxi::store::Store;
use oxigraph::io::RdfFormat;
use std::collections::{BTreeMap, BTreeSet};

fn export(store: &dyn Store, format: &str, filter: &Filter, view: View, parts: &[Part]) -> String {
    let lexicon = Lexicon::load(None).expect("the built-in lexicon");
    let source = Source { store, lexicon: &lexicon, filter, view, parts };
    let mut out = Vec::new();
    export::format(format).expect("a format").write(&source, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

fn network(filter: &[(&str, &str)], view: View) -> String {
    let mut chosen = Filter::default();
    for (key, value) in filter {
        chosen.set(key, value).expect("a filter");
    }
    export(&support::small().store, "graphml", &chosen, view, &[])
}

#[test]
fn a_network_counts_what_occurred_once_a_direction() {
    insta::assert_snapshot!(network(&[], View::Links));
}

#[test]
fn a_network_of_kinds_has_an_edge_a_kind_and_shows_what_is_planned_when_asked() {
    let edges: Vec<String> = network(&[("modality", "any")], View::Kinds)
        .lines()
        .filter(|l| l.contains("<edge ") || l.contains("edge_kinds\"") || l.contains("edge_planned\""))
        .map(|l| l.trim().replace("https://w3id.org/guanxi/id/", ""))
        .filter(|l| !l.starts_with("<key"))
        .collect();
    insta::assert_snapshot!(edges.join("\n"));
}

/// Runs `guanxi export` on the small store; what it says, and its exit code.
fn run(arguments: &[&str]) -> String {
    let fixture = support::small();
    let mut command = assert_cmd::Command::cargo_bin("guanxi").expect("the binary");
    let output =
        command.arg("export").args(arguments).arg("--store").arg(&fixture.path).output().expect("run");
    format!("{}exit {}", String::from_utf8_lossy(&output.stderr), output.status.code().unwrap_or(-1))
}

#[test]
fn a_wrong_request_is_told_what_to_do() {
    let missing = std::env::temp_dir().join("guanxi-no-such-folder").join("a.nq");
    let told = [
        run(&["grphml"]),
        run(&["ttl", "--kind", "Visit"]),
        run(&["graphml", "--graph", "links"]),
        run(&["graphml", "--kind", "Vist"]),
        run(&["nq", "-o", &missing.to_string_lossy()]).replace(&*missing.to_string_lossy(), "MISSING/a.nq"),
    ];
    insta::assert_snapshot!(told.join("\n"));
    assert!(run(&["nq", "-o", &std::env::temp_dir().to_string_lossy()]).contains("is a folder"));
}

/// Gephi's rules, on any GraphML of ours.
#[track_caller]
fn keeps_the_rules_of_gephi(xml: &str) {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut ids, mut edges, mut nodes) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut keys = BTreeMap::new();
    let mut graph_begun = false;
    loop {
        let event = reader.read_event().expect("well-formed XML");
        let (Event::Start(element) | Event::Empty(element)) = &event else {
            if event == Event::Eof {
                break;
            }
            continue;
        };
        let attributes: BTreeMap<String, String> = element
            .attributes()
            .map(|a| a.expect("an attribute"))
            .map(|a| (a.key.as_ref().to_owned(), a.value.into_owned()))
            .collect();
        match element.name().as_ref() {
            "key" => {
                assert!(!graph_begun, "keys come first");
                assert!(["node", "edge"].contains(&attributes["for"].as_str()), "{attributes:?}");
                let types = ["boolean", "int", "long", "float", "double", "string"];
                assert!(types.contains(&attributes["attr.type"].as_str()), "{attributes:?}");
                assert!(ids.insert(attributes["id"].clone()), "key ids are unique");
                keys.insert(attributes["id"].clone(), attributes["for"].clone());
            }
            "graph" => {
                graph_begun = true;
                assert_eq!(attributes["edgedefault"], "directed");
            }
            "node" => assert!(nodes.insert(attributes["id"].clone()), "node ids are unique"),
            "edge" => {
                assert!(
                    !attributes["id"].is_empty() && edges.insert(attributes["id"].clone()),
                    "edge ids are unique"
                );
                assert!(nodes.contains(&attributes["source"]) && nodes.contains(&attributes["target"]));
                assert!(!attributes.contains_key("kind") && !attributes.contains_key("directed"));
            }
            "data" => assert!(keys.contains_key(&attributes["key"]), "{attributes:?}"),
            _ => {}
        }
    }
    assert!(!xml.contains("edge_weight\">0"), "no edge weighs nothing");
    assert!(xml.chars().all(|c| c >= ' ' || "\n\t\r".contains(c)), "no forbidden characters");
}

#[test]
fn graphml_keeps_the_rules_of_gephi() {
    for view in [View::Links, View::Kinds] {
        for modality in ["occurred", "planned", "any"] {
            keeps_the_rules_of_gephi(&network(&[("modality", modality)], view));
        }
    }
    keeps_the_rules_of_gephi(&network(&[("from", "2030")], View::Links));
}

#[test]
fn statements_keep_graphs_and_notes_in_one_order() {
    let all = |format| export(&support::small().store, format, &Filter::default(), View::Links, &[]);
    let quads = all("nq");
    let mut backwards: Vec<&str> = quads.lines().collect();
    backwards.reverse();
    let again = support::fixture(RdfFormat::NQuads, &backwards.join("\n"));
    assert_eq!(
        quads,
        export(&again.store, "nq", &Filter::default(), View::Links, &[]),
        "the same whatever the order of loading"
    );
    let mut sorted: Vec<&str> = quads.lines().collect();
    sorted.dedup();
    assert_eq!(sorted.len(), quads.lines().count(), "each once");
    for format in ["ttl", "trig"] {
        let text = all(format);
        assert!(
            text.starts_with("# Fictional: written to test software; nothing in it happened.\n"),
            "{text}"
        );
        assert!(text.contains("gx:note \"Fictional:"));
    }
    assert!(quads.contains("ontology#note> \"Fictional:"));
}

#[test]
fn a_part_can_be_had_alone() {
    let links = export(&support::small().store, "ttl", &Filter::default(), View::Links, &[Part::Links]);
    insta::assert_snapshot!(
        links.lines().filter(|l| !l.starts_with("@prefix")).collect::<Vec<_>>().join("\n")
    );
}

/// Set `GUANXI_PYTHON` to a Python with `tests/python/requirements.txt`; `make test` does.
#[test]
fn networkx_and_igraph_read_what_is_written() {
    let Some(python) = std::env::var_os("GUANXI_PYTHON") else {
        eprintln!("skipped: GUANXI_PYTHON names no Python with NetworkX and igraph");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    for (name, view, from) in
        [("links", View::Links, "2000"), ("kinds", View::Kinds, "2000"), ("none", View::Links, "2099")]
    {
        let path = folder.path().join(format!("{name}.graphml"));
        std::fs::write(&path, network(&[("modality", "any"), ("from", from)], view)).expect("a file");
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/readers.py");
        let done = std::process::Command::new(&python).arg(script).arg(&path).output().expect("Python");
        let words = String::from_utf8_lossy(&done.stdout) + String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{name}: {words}");
    }
}
