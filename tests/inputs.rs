//! What reading promises of files, folders, pages and lines: order, identity, provenance, errors.

use guanxi::source::{Document, Item, SourceError, read};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of files, each a path and its bytes.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

fn documents(inputs: &[PathBuf]) -> (Vec<Document>, Vec<SourceError>) {
    let (mut documents, mut errors) = (Vec::new(), Vec::new());
    for item in read(inputs) {
        match item {
            Ok(Item::Document(document)) => documents.push(*document),
            Ok(Item::Record { .. } | Item::Table(_)) => {}
            Err(error) => errors.push(error),
        }
    }
    (documents, errors)
}

fn ids(documents: &[Document]) -> Vec<&str> {
    documents.iter().map(|d| d.id.as_str()).collect()
}

const TEXT: &[u8] = b"May 3, 2019\n\nCalls\n\nThe office visited Elm Trust.\n";

#[test]
fn a_folder_is_read_by_path_and_its_ids_are_paths_below_it() {
    let folder = folder(&[
        ("b/calls.txt", TEXT),
        ("a.txt", TEXT),
        ("b/deep/x.md", TEXT),
        (".hidden.txt", TEXT),
        (".git/y.txt", TEXT),
        ("notes.json", b"{}"),
    ]);
    let (found, errors) = documents(&[folder.path().to_owned()]);
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(ids(&found), ["a", "b/calls", "b/deep/x"]);
    assert_eq!(found[1].name, "calls");
    assert_eq!(found[1].origin.input, folder.path());
}

#[test]
fn what_a_browser_saves_beside_a_page_is_no_document() {
    let page: &[u8] = b"<p>The office visited Elm Trust.";
    let folder = folder(&[("a.html", page), ("a_files/frame.html", page), ("b_files/c.html", page)]);
    let (found, _) = documents(&[folder.path().to_owned()]);
    assert_eq!(ids(&found), ["a", "b_files/c"]);
}

#[test]
fn files_of_one_stem_are_two_documents() {
    let folder = folder(&[
        ("a.md", TEXT),
        ("a.txt", TEXT),
        ("b/a.txt", TEXT),
        ("a.html", b"<p>The office visited Elm Trust."),
    ]);
    let (found, errors) = documents(&[folder.path().to_owned()]);
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(ids(&found), ["a.html", "a.md", "a", "b/a"]);
}

#[test]
fn a_file_named_twice_is_read_once_and_a_second_document_of_one_id_is_refused() {
    let folder =
        folder(&[("one/a.txt", TEXT), ("two/a.txt", b"May 4, 2019\n\nThe office visited Oak Fund.")]);
    let one = folder.path().join("one");
    let (found, errors) = documents(&[one.clone(), one.join("a.txt")]);
    assert_eq!((found.len(), errors.len()), (1, 0));
    let (found, errors) = documents(&[one, folder.path().join("two")]);
    assert_eq!(ids(&found), ["a"]);
    assert!(matches!(&errors[..], [SourceError::SameId { id, .. }] if id == "a"), "{errors:?}");
    let (found, errors) = documents(&[folder.path().to_owned()]);
    assert_eq!((ids(&found), errors.len()), (vec!["one/a", "two/a"], 0));
}

#[test]
fn sources_csv_says_where_files_come_from() {
    let table = "\u{FEFF}File,URL,publisher,speaker,retrieved,note,colour\r\n\
        a.txt,https://example.org/a#top,\"Digest, The\",The Ministry,2019-05-04,Fictional: a test,red\r\n\
        b/c,,Lower,,soon,,\r\n";
    let folder =
        folder(&[("a.txt", TEXT), ("b/c.txt", TEXT), ("b/d.txt", TEXT), ("sources.csv", table.as_bytes())]);
    let (found, errors) = documents(&[folder.path().to_owned()]);
    assert_eq!(ids(&found), ["https://example.org/a", "b/c", "b/d"]);
    let source = &found[0].source;
    assert_eq!(source.publisher.as_deref(), Some("Digest, The"));
    assert_eq!(source.speaker.as_deref(), Some("The Ministry"));
    assert_eq!(source.note.as_deref(), Some("Fictional: a test"));
    assert_eq!(source.retrieved.map(|d| d.to_string()).as_deref(), Some("2019-05-04"));
    assert_eq!(found[1].source.publisher.as_deref(), Some("Lower"));
    assert_eq!(found[2].source.publisher, None);
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert!(told.len() == 1 && told[0].contains("sources.csv:3: `retrieved` is no date"), "{told:?}");
    // A single file has its row as well.
    let (found, _) = documents(&[folder.path().join("a.txt")]);
    assert_eq!(found[0].url.as_deref(), Some("https://example.org/a#top"));
}

#[test]
fn a_row_of_sources_csv_about_no_file_is_a_warning_with_the_nearest_name() {
    let table =
        "file,publisher\na.txt,P\nb/calls,P\nb/clals.txt,P\nCalls,P\n../a.txt,P\nnowhere/zzzzzz.html,P\n";
    let folder = folder(&[
        ("a.txt", TEXT),
        ("b/calls.txt", TEXT),
        ("calls.md", TEXT),
        ("sources.csv", table.as_bytes()),
    ]);
    let (found, errors) = documents(&[folder.path().to_owned()]);
    assert_eq!(found.len(), 3);
    assert!(errors.iter().all(SourceError::is_warning), "{errors:?}");
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    for (told, words) in told.iter().zip([
        "sources.csv:4: there is no file \"b/clals.txt\" beside this table, so the row says nothing; did you mean \"b/calls.txt\"?",
        "sources.csv:5: there is no file \"Calls\" beside this table, so the row says nothing; did you mean \"calls.md\"?",
        "sources.csv:6: there is no file \"../a.txt\"",
        "sources.csv:7: there is no file \"nowhere/zzzzzz.html\" beside this table, so the row says nothing; write its path",
    ]) {
        assert!(told.contains(words), "{told}");
    }
    assert_eq!(told.len(), 4, "{told:?}");
}

#[test]
fn a_table_without_the_column_file_is_told_and_the_texts_are_read() {
    let folder = folder(&[("a.txt", TEXT), ("sources.csv", b"name,url\na,b\n")]);
    let (found, errors) = documents(&[folder.path().to_owned()]);
    assert_eq!(found.len(), 1);
    assert!(matches!(&errors[..], [SourceError::BadCatalog { line: 1, .. }]), "{errors:?}");
}

#[test]
fn a_jsonl_file_is_a_document_a_line_and_a_bad_line_is_told() {
    let lines = "{\"id\":\"one\",\"text\":\"The office visited Elm Trust.\",\"published\":\"2019-05-03\",\"publisher\":\"P\"}\n\n\
        {\"url\":\"https://example.org/2\",\"html\":\"<h1>Calls</h1><p>The office visited Elm Trust.</p>\"}\n\
        {\"text\": 3}\n{oops\n{\"title\":\"no words\"}\n{\"text\":\"The office visited Oak Fund.\",\"published\":\"soon\"}";
    let folder = folder(&[("news.jsonl", lines.as_bytes())]);
    let (found, errors) = documents(&[folder.path().to_owned()]);
    assert_eq!(ids(&found), ["one", "https://example.org/2", "news#7"]);
    assert_eq!(found[0].name, "one");
    assert_eq!(found[0].published.map(|d| d.to_string()).as_deref(), Some("2019-05-03"));
    assert_eq!(found[0].posts[0].date, found[0].published);
    assert_eq!(found[0].source.publisher.as_deref(), Some("P"));
    assert_eq!(found[0].origin.line, Some(1));
    assert!(found[1].text.contains("visited Elm Trust."));
    assert!(found[2].warnings.iter().any(|w| w.code == "bad-date"));
    let lines: Vec<u64> =
        errors.iter().map(|e| if let SourceError::BadLine { line, .. } = e { *line } else { 0 }).collect();
    assert_eq!(lines, [4, 5, 6], "{errors:?}");
    assert!(
        errors[0].to_string().contains(": `text` is 3; it takes words in quotation marks; a line is"),
        "{}",
        errors[0]
    );
    assert!(errors[1].to_string().contains("news.jsonl:5:2: "), "{}", errors[1]);
}

#[test]
fn records_of_other_extractors_are_read_as_records() {
    let record =
        r#"{"doc":"calls","entities":[{"id":"E1","type":"PSBOffice","name":"Hubei office"}],"events":[]}"#;
    let folder = folder(&[("x.records.jsonl", format!("{record}\n{{\"no\":1}}\n").as_bytes())]);
    let items: Vec<_> = read(&[folder.path().to_owned()]).collect();
    assert!(
        matches!(&items[0], Ok(Item::Record { record, .. }) if record.entities[0].name == "Hubei office")
    );
    assert!(matches!(&items[1], Err(SourceError::BadLine { line: 2, .. })), "{:?}", items[1]);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_not_followed() {
    let outside = folder(&[("secret.txt", TEXT)]);
    let inside = folder(&[("a.txt", TEXT)]);
    let link =
        |from: &Path, to: &str| std::os::unix::fs::symlink(from, inside.path().join(to)).expect("a link");
    link(&outside.path().join("secret.txt"), "file.txt");
    link(outside.path(), "folder");
    link(&inside.path().join("a.txt"), "again.txt");
    link(inside.path(), "loop");
    let (found, errors) = documents(&[inside.path().to_owned()]);
    assert_eq!(ids(&found), ["a"]);
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors.iter().all(SourceError::is_warning));
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let folder = folder(&[
        ("a.txt", TEXT),
        ("binary.txt", b"\x7FELF\x00\x00"),
        ("empty.txt", b""),
        ("blank.md", b" \n\n"),
        ("none.html", b"<html><script>x</script></html>"),
        ("none.jsonl", b"\n\n"),
    ]);
    let (found, errors) = documents(&[folder.path().to_owned(), folder.path().join("missing")]);
    assert_eq!(ids(&found), ["a"]);
    let kinds: Vec<String> = errors
        .iter()
        .map(|e| match e {
            SourceError::Binary { .. } => "binary".to_owned(),
            SourceError::Empty { .. } => "empty".to_owned(),
            SourceError::NoArticle { .. } => "no article".to_owned(),
            SourceError::Missing { .. } => "missing".to_owned(),
            other => other.to_string(),
        })
        .collect();
    // By path: binary.txt, blank.md, empty.txt, none.html, none.jsonl; then the second input.
    assert_eq!(kinds, ["binary", "empty", "empty", "no article", "empty", "missing"]);
}

#[test]
fn a_folder_without_documents_says_what_is_read() {
    let folder = folder(&[("a.pdf", b"%PDF"), ("b.docx", b"PK")]);
    let (_, errors) = documents(&[folder.path().to_owned()]);
    assert!(matches!(&errors[..], [SourceError::NoDocuments { others: 2, .. }]), "{errors:?}");
}

#[test]
fn utf_16_and_undecodable_bytes_are_read() {
    let wide: Vec<u8> = [0xFEFFu16]
        .into_iter()
        .chain("Calls\r\n\r\nThe office visited 关系.".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let folder = folder(&[("wide.txt", &wide), ("odd.txt", b"The office visited Caf\xE9 Trust.")]);
    let (found, errors) = documents(&[folder.path().to_owned()]);
    assert!(errors.is_empty());
    assert!(found[0].warnings[0].message.contains("offset 22 "), "{:?}", found[0].warnings);
    assert_eq!(found[1].text, "Calls\n\nThe office visited 关系.");
}

#[test]
fn a_saved_page_gives_its_article_url_date_and_publisher() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let (found, errors) = documents(&[pages]);
    assert!(errors.is_empty(), "{errors:?}");
    let digest = &found[0];
    assert_eq!(digest.id, "https://digest.example.org/2019/04/calls");
    assert_eq!(digest.title.as_deref(), Some("Calls in Wuhan and Chengdu"));
    assert_eq!(digest.source.publisher.as_deref(), Some("NGO Digest"));
    assert_eq!(digest.published.map(|d| d.to_string()).as_deref(), Some("2019-04-15"));
    let posts: Vec<_> =
        digest.posts.iter().map(|p| (p.date.map(|d| d.to_string()), p.paragraphs.len())).collect();
    assert_eq!(posts, [(Some("2019-03-31".to_owned()), 2), (Some("2019-04-11".to_owned()), 2)]);
    for word in ["Home", "Related", "Xi’an", "track("] {
        assert!(!digest.text.contains(word), "{word} in {}", digest.text);
    }
    let news = &found[1];
    assert!(news.text.contains("“We have nothing to hide,”"), "{}", news.text);
    assert_eq!(news.published.map(|d| d.to_string()).as_deref(), Some("2020-05-03"));
    assert_eq!(news.source.publisher.as_deref(), Some("The Fictional Post"));
}
