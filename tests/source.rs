//! What reading promises of files, folders and streams.

use guanxi::source::{Document, Item, SourceError, read};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn documents(inputs: &[&Path]) -> (Vec<Document>, Vec<SourceError>) {
    let inputs: Vec<PathBuf> = inputs.iter().map(|p| p.to_path_buf()).collect();
    let (mut documents, mut errors) = (Vec::new(), Vec::new());
    for item in read(&inputs) {
        match item {
            Ok(Item::Document(document)) => documents.push(*document),
            Ok(Item::Record { .. }) => {}
            Err(error) => errors.push(error),
        }
    }
    (documents, errors)
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/digests")
}

/// Dates of every text beside its annotation, as one list of differences.
fn dates_differ(folder: &Path) -> (usize, Vec<String>) {
    let (documents, errors) = documents(&[folder]);
    let mut wrong: Vec<String> = errors.iter().map(ToString::to_string).collect();
    let mut compared = 0;
    for document in &documents {
        let gold = std::fs::read_to_string(folder.join(format!("{}.json", document.name)));
        let Ok(gold) = gold.map(|g| serde_json::from_str::<Value>(&g).expect("an annotation is JSON")) else {
            continue;
        };
        compared += 1;
        let published = document.published.map(|d| d.to_string());
        let posts: Vec<_> = document.posts.iter().map(|p| p.date.map(|d| d.to_string())).collect();
        if serde_json::json!(published) != gold["published"] || serde_json::json!(posts) != gold["posts"] {
            wrong.push(format!(
                "{}: {published:?} {posts:?}, annotated {} {}",
                document.name, gold["published"], gold["posts"]
            ));
        }
    }
    (compared, wrong)
}

#[test]
fn every_example_is_dated_as_annotated() {
    let (compared, wrong) = dates_differ(&examples());
    assert!(compared >= 28, "only {compared} examples were compared");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn texts_from_outside_are_dated_as_annotated() {
    let Some(folder) = std::env::var_os("GUANXI_TEXTS") else {
        eprintln!("skipped: GUANXI_TEXTS names no folder of annotated texts");
        return;
    };
    let (_, wrong) = dates_differ(Path::new(&folder));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn furniture_is_in_no_paragraph_and_every_example_says_that_it_is_fictional() {
    let (documents, _) = documents(&[&examples()]);
    for document in &documents {
        for paragraph in document.posts.iter().flat_map(|p| &p.paragraphs) {
            let words = paragraph.of(&document.text);
            assert_eq!(words, words.trim());
            assert!(!words.is_empty());
            for furniture in ["You are here", "Support NGO Digest", "* * *", "Fictional:", "WeChat Posts—"]
            {
                assert!(!words.contains(furniture), "{}: {words}", document.name);
            }
        }
        assert!(
            document.source.note.as_deref().is_some_and(|n| n.starts_with("Fictional:")),
            "{}",
            document.name
        );
        assert!(document.headline.is_some(), "{}", document.name);
        assert!(document.title.is_some(), "{}", document.name);
    }
}
