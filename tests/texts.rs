//! How texts are read that no rule was written for: floors under the figures of `tests/texts`.

use assert_cmd::Command;

/// The first words of a line of the measure, which of its figures, and the least that it may be.
const FLOORS: &[(&str, usize, f64)] = &[
    ("entities", F1, 0.91),
    ("events", PRECISION, 0.92),
    ("events", F1, 0.75),
    ("actors", PRECISION, 0.87),
    ("actors", F1, 0.67),
    ("links", PRECISION, 0.85),
    ("links", F1, 0.60),
    ("relations", F1, 0.70),
    ("roles", F1, 0.79),
];
const PRECISION: usize = 2;
const F1: usize = 6;

#[test]
fn texts_that_no_rule_was_written_for_are_read_no_worse_than_before() {
    let output =
        Command::cargo_bin("guanxi").expect("the program").args(["evaluate", "tests/texts"]).output();
    let said = String::from_utf8(output.expect("a run").stdout).expect("text");
    let mut low = Vec::new();
    for (name, column, least) in FLOORS {
        let line = said.lines().find(|l| l.split_whitespace().next() == Some(name)).expect("the figure");
        let figure: f64 =
            line.split_whitespace().nth(*column).and_then(|f| f.parse().ok()).expect("a number");
        if figure < *least {
            low.push(format!("{line}: below {least}"));
        }
    }
    println!("{}", said.lines().take(11).collect::<Vec<_>>().join("\n"));
    assert!(low.is_empty(), "read worse than before:\n{}", low.join("\n"));
}
