//! The examples with their gold annotations as records: what a perfect extraction would say.

use guanxi::record::{Passage, Record};
use guanxi::source::Document;
use serde_json::Value;
use std::path::PathBuf;

/// Every example that has a gold annotation, by name.
pub fn examples() -> Vec<(Document, Record)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/digests");
    let mut texts: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the examples")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt") && path.with_extension("json").exists())
        .collect();
    texts.sort();
    texts.iter().map(|path| example(path)).collect()
}

fn example(path: &std::path::Path) -> (Document, Record) {
    let name = path.file_stem().expect("a name").to_string_lossy();
    let text = std::fs::read_to_string(path).expect("a text");
    let document = Document::from_text(&name, &text);
    let gold = std::fs::read_to_string(path.with_extension("json")).expect("an annotation");
    let mut gold: Value = serde_json::from_str(&gold).expect("JSON");
    for list in ["events", "relations"] {
        for row in gold[list].as_array_mut().into_iter().flatten() {
            if let Some(words) = row["evidence"].as_str() {
                row["evidence"] = serde_json::to_value(found(&document.text, words)).expect("a passage");
                row["rule"] = "gold/annotation".into();
            }
        }
    }
    let record = serde_json::from_value(gold).expect("a record");
    (document, record)
}

fn found(text: &str, words: &str) -> Passage {
    let byte = text.find(words).unwrap_or_default();
    let start = text[..byte].chars().count();
    Passage { start, end: start + words.chars().count(), text: words.to_owned(), row: None }
}

/// The n-th document: an example of another year, in every other one of which the NGOs have other names.
#[allow(dead_code, reason = "not every test wants many")]
pub fn varied(examples: &[(Document, Record)], n: usize) -> (Document, Record) {
    let ((document, record), round) = (&examples[n % examples.len()], n / examples.len());
    let json = serde_json::to_string(record).unwrap_or_default();
    let (mut text, mut json) = (document.text.clone(), json);
    let year = format!("{}", 1990 + round % 100);
    let mut replace = |from: &str, to: &str| {
        text = text.replace(from, to);
        json = json.replace(from, to);
    };
    for known in 2015..2026 {
        replace(&known.to_string(), &year);
    }
    if round % 2 == 1 {
        for entity in record.entities.iter().filter(|e| e.kind == "ForeignNGO") {
            let word = entity.name.split(' ').next().unwrap_or_default();
            let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap_or_default());
            // As long as before, so that offsets stay right.
            if word.is_ascii() && word.len() > 4 {
                replace(word, &format!("{}{}{}", &word[..word.len() - 2], letter(round), letter(round / 26)));
            }
        }
    }
    let id = format!("{}-{n:05}", document.id);
    let record = Record { doc: id.clone(), ..serde_json::from_str(&json).unwrap_or_default() };
    (Document::from_text(&id, &text), record)
}
