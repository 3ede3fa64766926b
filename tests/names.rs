//! The sentences of `names.toml`: which organisations are found in them, and of what type.

use guanxi::extract::extract;
use guanxi::lexicon::Lexicon;
use guanxi::source::Document;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    sentence: Vec<Sentence>,
}

#[derive(Deserialize)]
struct Sentence {
    text: String,
    #[serde(default)]
    names: Vec<String>,
}

#[test]
fn names_are_found_whole_and_of_their_type_and_nothing_else_is_one() {
    let lexicon = Lexicon::load(None).expect("the built-in lexicon");
    let file: File = toml::from_str(include_str!("names.toml")).expect("names.toml");
    let mut wrong = Vec::new();
    for sentence in file.sentence {
        let record = extract(&lexicon, &Document::from_text("sentence", &sentence.text));
        let named = record.entities.iter().map(|e| (serde_json::to_value(e).expect("an entity"), &e.name));
        let mut found: Vec<String> = named
            .map(|(e, name)| format!("{}: {name}", e["type"].as_str().unwrap_or_default()))
            .filter(|n| !n.starts_with("PSBOffice") && !n.starts_with("PublicSecurityBureau"))
            .collect();
        found.sort();
        let mut expected = sentence.names;
        expected.sort();
        if found != expected {
            wrong.push(format!("{}\n  expected {expected:?}\n  found    {found:?}", sentence.text));
        }
    }
    assert!(wrong.is_empty(), "{} of them:\n{}\n", wrong.len(), wrong.join("\n"));
}
