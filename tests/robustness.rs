//! Whatever stands in a text, it gives a record: nothing panics, and every passage is its words at its place.

#[path = "variation/rng.rs"]
mod rng;

use guanxi::extract::extract;
use guanxi::lexicon::Lexicon;
use guanxi::record::{Passage, Record};
use guanxi::source::{Document, Item, read};
use proptest::prelude::*;
use rng::Rng;
use std::collections::HashSet;
use std::sync::LazyLock;

const MUTATED: usize = 10_000;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load(None).expect("the built-in lexicon"));

/// What is wrong with the passages of a record and its references, if anything.
fn wrong(document: &Document, record: &Record) -> Result<(), String> {
    let chars: Vec<char> = document.text.chars().collect();
    let check = |what: &str, p: &Passage| {
        let words: Option<String> = chars.get(p.start..p.end).map(|c| c.iter().collect());
        if words.as_ref() == Some(&p.text) && p.start < p.end {
            return Ok(());
        }
        Err(format!("{what}: {p:?} is {words:?} in the text"))
    };
    let ids: HashSet<&str> = record.entities.iter().map(|e| e.id.as_str()).collect();
    for entity in &record.entities {
        entity.mentions.iter().try_for_each(|m| check(&entity.name, m))?;
        if entity.mentions.is_empty() || entity.unit_of.as_ref().is_some_and(|u| !ids.contains(u.as_str())) {
            return Err(format!("nobody mentions or owns {entity:?}"));
        }
    }
    for event in &record.events {
        check(&event.rule, &event.evidence)?;
        let parties = event.agent.iter().chain(&event.target).chain(&event.via);
        if let Some(nobody) = parties.clone().find(|p| !ids.contains(p.as_str())) {
            return Err(format!("{nobody} is nobody in {event:?}"));
        }
    }
    for evidence in record.relations.iter().filter_map(|r| r.evidence.as_ref()) {
        check("a relation", evidence)?;
    }
    for evidence in record.claims.iter().filter_map(|c| c.evidence.as_ref()) {
        check("a claim", evidence)?;
    }
    let silent = record.coverage.silent.iter().map(|s| (s.start, s.end));
    let warned = record.warnings.iter().map(|w| (w.start, w.end));
    match silent.chain(warned).find(|(start, end)| start > end || *end > chars.len()) {
        Some(stretch) => Err(format!("{stretch:?} lies outside of the text")),
        None => Ok(()),
    }
}

/// Byte spans of a document on character boundaries.
fn on_boundaries(document: &Document) -> Result<(), String> {
    let paragraphs = document.posts.iter().flat_map(|p| p.paragraphs.iter().chain(&p.heading));
    let others =
        document.headline.iter().chain(&document.series).chain(document.warnings.iter().map(|w| &w.span));
    match paragraphs.chain(others).find(|s| document.text.get(s.start..s.end).is_none()) {
        Some(span) => Err(format!("{span:?} is no stretch of the text")),
        None => Ok(()),
    }
}

fn whole(document: &Document) -> Result<(), String> {
    on_boundaries(document)?;
    wrong(document, &extract(&LEXICON, document))
}

/// Bytes that are likely to trip a reader, between any.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let words = prop::sample::select(vec![
        "The Wuhan PSB visited Elm Trust (Ireland). ",
        "May 3, 2019:\n\n",
        "\u{feff}",
        "\r\n",
        "\r",
        "\n\n",
        "(",
        ")",
        "“",
        "’s",
        "榆树信托基金会",
        "e\u{301}",
        "\u{202e}",
        "\u{a0}",
        "#",
        "* * *",
        "---\n",
        "<p>",
        "&amp;",
        "[Note: ",
        "Co., Ltd.",
        "\u{1f600}",
    ]);
    let piece = prop_oneof![
        3 => words.prop_map(|w| w.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..12),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_in_a_file_are_read_or_refused(bytes in bytes(), page in any::<bool>()) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(if page { "any.html" } else { "any.txt" });
        std::fs::write(&file, &bytes).expect("a file");
        for item in read(&[file]).flatten() {
            if let Item::Document(document) = item {
                prop_assert_eq!(whole(&document), Ok(()));
            }
        }
    }

    #[test]
    fn any_characters_are_read(text in "\\PC{0,400}") {
        prop_assert_eq!(whole(&Document::from_text("any", &text)), Ok(()));
    }
}

/// One careless change at a place by chance.
fn mutate(rng: &mut Rng, text: &mut Vec<char>) {
    const ODD: [&str; 16] = [
        "(",
        ")",
        "“",
        "”",
        "’",
        "\'",
        ",",
        ".",
        ";",
        "—",
        "\n",
        "\r\n",
        "\u{a0}",
        "关系",
        "\u{301}",
        "\u{1f600}",
    ];
    let at = rng.below(text.len() + 1);
    let end = (at + 1 + rng.below(30)).min(text.len());
    match rng.below(7) {
        0 => drop(text.drain(at..end)),
        1 => {
            let copy = text[at..end].to_vec();
            text.splice(at..at, copy);
        }
        2 if end < text.len() => text.swap(at, end),
        3 | 4 => drop(text.splice(at..at, rng.pick(&ODD).chars())),
        5 if rng.chance(20) => text.truncate(at),
        _ => {
            if let Some(line) = text[at..].iter().position(|c| *c == '\n') {
                text[at + line] = ' ';
            }
        }
    }
}

#[test]
fn carelessly_changed_texts_give_whole_records() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/digests");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the examples").flatten().map(|f| f.path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let texts: Vec<String> = files.iter().map(|f| std::fs::read_to_string(f).expect("a text")).collect();
    let run = |from: usize, to: usize| {
        for n in from..to {
            let mut rng = Rng::new(n as u64);
            // A piece of a text: what a change can reach is near it.
            let text: Vec<char> = rng.pick(&texts).chars().collect();
            let start = rng.below(text.len());
            let mut piece = text[start..(start + 1200).min(text.len())].to_vec();
            for _ in 0..1 + rng.below(6) {
                mutate(&mut rng, &mut piece);
            }
            let piece: String = piece.into_iter().collect();
            let found = whole(&Document::from_text("mutated", &piece));
            assert!(found.is_ok(), "change {n}: {found:?}\n{piece}");
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| run(0, MUTATED / 2));
        run(MUTATED / 2, MUTATED);
    });
}
