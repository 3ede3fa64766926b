//! What the program says of input that it cannot read: one paragraph with what to do, the exit code, nothing lost.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn guanxi(folder: &Path, args: &[&str], stdin: &str) -> Ran {
    let mut command = Command::cargo_bin("guanxi").expect("the program is built");
    let output = command.current_dir(folder).args(args).write_stdin(stdin).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints UTF-8");
    let ran =
        Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) };
    assert!(!ran.err.contains("panicked") && !ran.err.contains("backtrace"), "{}", ran.err);
    ran
}

/// Names of the documents in the records printed.
fn documents(out: &str) -> Vec<String> {
    let record = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("a record a line");
    out.lines().map(|line| record(line)["doc"].as_str().unwrap_or_default().to_owned()).collect()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("a file");
    fs::create_dir(folder.path().join("nothing")).expect("a folder");
    write("good.txt", b"May 3, 2019\n\nThe office visited Elm Trust.\n");
    write("empty.txt", b"");
    write("binary.txt", b"\x00\x01\x02");
    write("odd.txt", b"May 3, 2019\n\nThe office visited Caf\xE9 Trust.\n");
    write("lines.jsonl", b"{\"text\":\"One.\",\"published\":\"2019-05-03\"}\n{broken\n{\"text\":\"Two.\",\"published\":\"2019-05-03\"}\n");
    write(
        "twins.jsonl",
        b"{\"id\":\"a\",\"text\":\"One.\",\"published\":\"2019-05-03\"}\n{\"id\":\"a\",\"text\":\"Two.\"}\n",
    );
    write("report.pdf", b"%PDF-1.7");
    folder
}

#[test]
fn chinese_text_is_told_as_not_read_and_the_english_part_is_read() {
    let folder = folder();
    let english = "The Wuhan PSB visited Elm Trust (Ireland).";
    let chinese = "武汉市公安局走访了爱尔兰榆树信托基金会 (Elm Trust)，并向其颁发了登记证书。";
    let all = format!("May 3, 2019\n\n{chinese}\n\n{english} {chinese}\n");
    fs::write(folder.path().join("mixed.txt"), all).expect("a file");
    fs::write(folder.path().join("chinese.txt"), format!("{chinese}\n{chinese}\n")).expect("a file");
    let ran = guanxi(folder.path(), &["extract", "mixed.txt", "chinese.txt"], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let told =
        |file: &str| ran.err.lines().filter(|l| l.contains(file) && l.contains("were not read")).count();
    assert_eq!((told("mixed.txt"), told("chinese.txt")), (1, 1), "{}", ran.err);
    let records: Vec<serde_json::Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).expect("a record a line")).collect();
    let codes = |r: &serde_json::Value| {
        let warnings = r["warnings"].as_array().into_iter().flatten();
        warnings.filter(|w| w["code"] == "not-english").count()
    };
    assert_eq!(records.iter().map(codes).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(records[0]["events"].as_array().map(Vec::len), Some(1));
    assert_eq!(records[0]["events"][0]["evidence"]["text"], "The Wuhan PSB visited Elm Trust");
    let names = |r: &serde_json::Value| r["entities"].as_array().map_or(0, Vec::len);
    assert_eq!((names(&records[0]), names(&records[1])), (2, 0), "{}", ran.out);
}

#[test]
fn each_bad_input_has_its_message_and_exit_code() {
    let folder = folder();
    // Alone: nothing could be done, 2.
    for (input, words) in [
        ("missing.txt", "missing.txt: no such file or folder; check the spelling"),
        ("empty.txt", "empty.txt: the file is empty; save the text again"),
        ("nothing", "nothing: no documents in this folder; guanxi reads .txt, .md, .html"),
        ("binary.txt", "binary.txt: this is no text but binary data"),
        ("report.pdf", "report.pdf: files of this kind are not read; save it as .txt"),
    ] {
        let ran = guanxi(folder.path(), &["extract", input], "");
        assert!(ran.err.starts_with(&format!("error: {words}")), "{input}: {}", ran.err);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.lines().count()), (2, "", 1), "{input}");
        // Beside a good one: the rest went on, 1.
        let ran = guanxi(folder.path(), &["extract", input, "good.txt"], "");
        assert!(ran.err.contains(words), "{input}: {}", ran.err);
        assert_eq!((ran.code, documents(&ran.out)), (1, vec!["good".to_owned()]), "{input}");
    }
}

#[test]
fn a_broken_line_is_told_with_its_number_and_the_others_are_read() {
    let folder = folder();
    let ran = guanxi(folder.path(), &["extract", "lines.jsonl"], "");
    assert!(ran.err.starts_with("error: lines.jsonl:2:2: "), "{}", ran.err);
    assert_eq!((ran.code, documents(&ran.out)), (1, vec!["lines#1".to_owned(), "lines#3".to_owned()]));
}

#[test]
fn a_second_document_of_one_id_is_told_and_not_read() {
    let folder = folder();
    let ran = guanxi(folder.path(), &["extract", "twins.jsonl"], "");
    assert!(ran.err.contains("twins.jsonl:2: has the same id as twins.jsonl:1 (a)"), "{}", ran.err);
    assert_eq!((ran.code, documents(&ran.out)), (1, vec!["a".to_owned()]));
}

#[test]
fn undecodable_bytes_are_a_warning_with_their_offset() {
    let folder = folder();
    let ran = guanxi(folder.path(), &["extract", "odd.txt"], "");
    assert!(ran.err.starts_with("warning: odd.txt: the bytes at offset 35 are no UTF-8"), "{}", ran.err);
    assert_eq!((ran.code, documents(&ran.out)), (0, vec!["odd".to_owned()]));
}

#[test]
fn standard_input_is_a_text_a_page_or_lines() {
    let folder = folder();
    let text = guanxi(folder.path(), &["extract", "-"], "May 3, 2019\n\nThe office visited Elm Trust.\n");
    assert_eq!((text.code, documents(&text.out)), (0, vec!["standard-input".to_owned()]));
    assert!(text.out.contains(r#""published":"2019-05-03""#), "{}", text.out);
    let lines = "{\"id\":\"x\",\"text\":\"One.\",\"published\":\"2019-05-03\"}\n{\"id\":\"y\",\"text\":\"Two.\",\"published\":\"2019-05-03\"}\n";
    let ran = guanxi(folder.path(), &["extract", "-"], lines);
    assert_eq!((ran.code, documents(&ran.out)), (0, vec!["x".to_owned(), "y".to_owned()]));
    let page = "<!doctype html><meta property='article:published_time' content='2019-05-03'><p>The office visited Elm Trust.";
    let ran = guanxi(folder.path(), &["extract", "-"], page);
    assert!(ran.out.contains(r#""published":"2019-05-03""#), "{}", ran.out);
    let ran = guanxi(folder.path(), &["extract", "-"], "");
    assert_eq!(ran.code, 2, "{}", ran.err);
}

#[test]
fn where_a_lacking_date_can_be_given_depends_on_the_input() {
    let folder = folder();
    fs::write(folder.path().join("undated.txt"), "The office visited Elm Trust.\n").expect("a file");
    let told = |input: &str, stdin: &str| guanxi(folder.path(), &["extract", input], stdin).err;
    let words = told("undated.txt", "");
    assert!(words.contains("give it in the column `published` of a sources.csv beside the file"), "{words}");
    let words = told("-", "The office visited Elm Trust.\n");
    assert!(
        words.contains("give it on a line above the text, as \"May 3, 2019\", or in the field"),
        "{words}"
    );
    assert!(!words.contains("sources.csv"), "{words}");
    let words = told("-", "{\"text\":\"The office visited Elm Trust.\"}\n");
    assert!(words.contains("give it in the field `published` of the line"), "{words}");
}

#[test]
fn the_same_input_gives_the_same_bytes_whatever_the_thread_count() {
    let digests = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let one = guanxi(&digests, &["extract", "digests", "--threads", "1"], "");
    assert_eq!((one.code, one.err.as_str(), documents(&one.out).len()), (0, "", 28));
    for threads in ["2", "5"] {
        assert_eq!(guanxi(&digests, &["extract", "digests", "--threads", threads], "").out, one.out);
    }
}

#[test]
fn evaluate_says_what_a_folder_lacks() {
    let folder = folder();
    let ran = guanxi(folder.path(), &["evaluate", "nothing"], "");
    assert!(
        ran.err.contains("no annotated documents in this folder; it should hold pairs of files"),
        "{}",
        ran.err
    );
    assert_eq!(ran.code, 2);
}

#[test]
fn words_that_nobody_reads_stop_nothing() {
    let folder = folder();
    for (input, code, documents) in [("good.txt", 0, 1), ("lines.jsonl", 1, 2), ("missing.txt", 2, 0)] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = std::process::Command::new(assert_cmd::cargo::cargo_bin("guanxi"))
            .current_dir(folder.path())
            .args(["extract", input])
            .stderr(writer)
            .output()
            .expect("it runs");
        let lines = output.stdout.iter().filter(|byte| **byte == b'\n').count();
        assert_eq!((output.status.code(), lines), (Some(code), documents), "{input}");
    }
}
