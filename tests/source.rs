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
            Ok(Item::Record { .. } | Item::Table(_)) => {}
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

/// A document in short: when it was published; each post's number, date and paragraphs.
fn in_short(text: &str) -> String {
    let document = Document::from_text("case", text);
    let day = |d: Option<jiff::civil::Date>| d.map_or("undated".to_owned(), |d| d.to_string());
    let mut short = day(document.published);
    for post in &document.posts {
        let paragraphs: Vec<_> = post.paragraphs.iter().map(|p| p.of(&document.text)).collect();
        short += &format!(" | {} {}: {}", post.number, day(post.date), paragraphs.join(" / "));
    }
    short
}

#[test]
fn layouts_of_all_kinds_are_dated() {
    let cases = [
        // News with a dateline, and links to other pages below.
        (
            "Hubei police visit\n\nWUHAN, March 3, 2019 (Xinhua) — The office visited Elm Trust.\n\nRelated articles\n\nMore Visits",
            "2019-03-03 | 1 2019-03-03: WUHAN, March 3, 2019 (Xinhua) — The office visited Elm Trust.",
        ),
        // A notice that is dated below.
        (
            "Notice on Inspections\n\nThe office will inspect Elm Trust.\n\nHubei PSB\nApril 15, 2019",
            "2019-04-15 | 1 2019-04-15: The office will inspect Elm Trust. / Hubei PSB",
        ),
        // A text that ends with its date.
        (
            "The Hubei office visited Elm Trust. It was well received. (March 3, 2019)",
            "2019-03-03 | 1 2019-03-03: The Hubei office visited Elm Trust. It was well received. (March 3, 2019)",
        ),
        // Plain dates above the posts; years from a series line.
        (
            "Roundup\nWeChat Posts, 3–17 May 2020\n\n3 May 2020\n\nThe office visited Elm Trust.\n\n12 May\nIt visited Oak Fund.",
            "undated | 1 2020-05-03: The office visited Elm Trust. | 2 2020-05-12: It visited Oak Fund.",
        ),
        // A year that turns, under a publication date alone.
        (
            "January 9, 2018\n\nCalls in Wuhan\n\nDecember 28:\n\nThe office visited Elm Trust.\n\nJanuary 4:\n\nIt visited Oak Fund.",
            "2018-01-09 | 1 2017-12-28: The office visited Elm Trust. | 2 2018-01-04: It visited Oak Fund.",
        ),
        // Whole months in the series line.
        (
            "Weibo Posts, December 2018 and January 2019\n\nDec. 28:\n\nThe office visited Elm Trust.\n\nJan. 2:\n\nIt visited Oak Fund.",
            "undated | 1 2018-12-28: The office visited Elm Trust. | 2 2019-01-02: It visited Oak Fund.",
        ),
        // Markdown headings, a subheading, a list.
        (
            "# Calls\n\n## March 31, 2019\n\n### A Call on Elm Trust\n\nThe office visited Elm Trust.\n\n**April 11**\n\n- It visited Oak Fund.\n- It visited Ash Fund.\n\n---",
            "undated | 1 2019-03-31: The office visited Elm Trust. | 2 2019-04-11: It visited Oak Fund. / It visited Ash Fund.",
        ),
        // Dates on the line of the words.
        (
            "March 31, 2019: The office visited Elm Trust.\n\nApril 2, 2019 — The office visited Oak Fund.",
            "undated | 1 2019-03-31: The office visited Elm Trust. | 2 2019-04-02: The office visited Oak Fund.",
        ),
        // Items with a date and a headline each.
        (
            "NGO News\n\nPosted: Tuesday, 5 March 2019\n\nHubei Office Pays Visits\n\nIt visited Elm Trust at noon.\n\nPosted: 4 March 2019\n\nHunan Office Pays Visits\n\nIt visited Oak Fund at noon.",
            "undated | 1 2019-03-05: It visited Elm Trust at noon. | 2 2019-03-04: It visited Oak Fund at noon.",
        ),
        // A date of update, and one of publication.
        (
            "Field Notes\nUpdated 27 May 2019\n\nThe office visited Elm Trust.",
            "2019-05-27 | 1 2019-05-27: The office visited Elm Trust.",
        ),
        (
            "Police Call\nBy Jane Doe | March 3, 2019\nLast updated: March 5, 2019\n\nThe office visited Elm Trust.",
            "2019-03-03 | 1 2019-03-03: The office visited Elm Trust.",
        ),
        // Lines wrapped at a width.
        (
            "NEWS\n\nPublished on 3 May 2019\n\nOn 12 April the Hubei PSB Foreign NGO Management Office paid a visit to\nElm Trust in Wuhan. The head of the office spoke for an hour with the\ntrust's staff.",
            "2019-05-03 | 1 2019-05-03: On 12 April the Hubei PSB Foreign NGO Management Office paid a visit to\nElm Trust in Wuhan. The head of the office spoke for an hour with the\ntrust's staff.",
        ),
        (
            "2019年3月31日\n\n湖北省公安厅走访了武汉理工大学。",
            "2019-03-31 | 1 2019-03-31: 湖北省公安厅走访了武汉理工大学。",
        ),
        (
            "March 31:\r\n\r\nThe office visited Elm Trust.",
            "undated | 1 undated: The office visited Elm Trust.",
        ),
        ("The Hubei office visited Elm Trust", "undated | 1 undated: The Hubei office visited Elm Trust"),
        ("", "undated"),
        ("\n * * * \n", "undated"),
    ];
    for (text, expected) in cases {
        assert_eq!(in_short(text), expected, "{text}");
    }
}

#[test]
fn a_heading_without_any_year_is_told() {
    let document = Document::from_text("case", "March 31:\n\nThe office visited Elm Trust.");
    let codes: Vec<_> = document.warnings.iter().map(|w| (w.code, w.span.of(&document.text))).collect();
    assert_eq!(codes, [("no-year", "March 31:")]);
}

/// Pieces that mean something to the layout, and some that do not.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "March 31, 2019",
    "April 11:",
    "31 March",
    "2019-03-31",
    "2019年3月31日",
    "**",
    "## ",
    "# ",
    "Posts—March 31-April 11, 2019",
    "December 2018 and January 2019",
    "Posted: ",
    "Updated 27 May 2019",
    "(",
    ")",
    "[",
    "]",
    ":",
    "—",
    "- ",
    "1. ",
    "* * *",
    "Related articles",
    "Support NGO Digest",
    "Fictional: ",
    "Dear friends,",
    "The office visited Elm Trust.",
    "Visits in Wuhan",
    "VISITS",
    "U.S.",
    "é",
    "关系。",
    "\u{FEFF}",
    "\u{FFFD}",
    "\u{0}",
    "---\n",
    "”",
    "\u{2028}",
    "29 February",
    "February 30, 2019:",
    "9999-99-99",
    "May",
    "Sunday, ",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_text_is_read_and_its_spans_lie_in_it_in_order(picks in proptest::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = picks.into_iter().map(|i| PIECES[i]).collect();
        let document = Document::from_text("any", &text);
        assert!(!document.text.contains('\r'));
        let mut end = 0;
        for (post, number) in document.posts.iter().zip(1..) {
            assert_eq!(post.number, number);
            for span in post.heading.iter().chain(&post.paragraphs) {
                assert!(end <= span.start && !span.is_empty(), "{post:?} in {:?}", document.text);
                assert!(document.text.get(span.start..span.end).is_some_and(|words| words == words.trim()));
                end = span.end;
            }
        }
        for span in document.headline.iter().chain(&document.series).chain(document.warnings.iter().map(|w| &w.span)) {
            assert!(document.text.get(span.start..span.end).is_some());
        }
    }
}
