//! What `docs/review.md` shows is what guanxi does: its commands run, and its decisions apply.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

const PAGE: &str = include_str!("../docs/review.md");

fn blocks(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    PAGE.split(fence.as_str()).skip(1).filter_map(|part| part.split("```").next()).collect()
}

/// The arguments of a command line; quotes hold words together.
fn arguments(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

fn run(folder: &Path, line: &str) -> (String, String) {
    let words = arguments(line.trim_start_matches("$ guanxi "));
    let mut command = Command::cargo_bin("guanxi").expect("a program");
    let output = command.current_dir(folder).args(words).write_stdin("s\nq\n").output().expect("run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{line}: {}", text(&output.stderr));
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn the_commands_of_the_page_run_and_its_decisions_apply() {
    let folder = tempfile::tempdir().expect("a folder");
    let digests = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/digests");
    fs::create_dir_all(folder.path().join("examples/digests")).expect("a folder");
    // Those that the page speaks of: all would take long.
    let spoken = ["17-symposium-in-wuhan", "41-seal-in-the-safe"];
    for entry in fs::read_dir(digests).expect("the examples") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if spoken.iter().any(|stem| name.starts_with(stem)) || name == "sources.csv" {
            fs::copy(&path, folder.path().join("examples/digests").join(name)).expect("copied");
        }
    }
    let decisions = blocks("toml")[0];
    let mut ran = 0;
    for block in blocks("console") {
        if block.contains("--list-decisions") {
            fs::write(folder.path().join("decisions.toml"), decisions).expect("written");
        }
        for line in block.lines().filter(|line| line.starts_with("$ guanxi ")) {
            let (out, said) = run(folder.path(), line);
            assert!(!said.contains("no longer applies"), "{line}: {said}");
            if line.contains("--list-decisions") {
                assert!(said.contains("decisions: 5, of which 0 apply to nothing"), "{out}{said}");
            }
            if line.contains("visits --reviewed") {
                assert!(out.contains("confirmed") && out.contains("Juzhou University of"), "{out}");
            }
            ran += 1;
        }
    }
    assert!(ran > 9, "{ran} commands only");
    assert!(folder.path().join("reviewed/index.html").is_file());
}

#[test]
fn every_sort_of_decision_is_told_of() {
    for sort in ["same", "different", "type", "name", "wrong", "confirm", "correct", "hide"] {
        assert!(PAGE.contains(&format!("`{sort}`")), "{sort}");
    }
}
