//! Changes to a text that may change only one thing in its record: names, unrelated paragraphs, the order of posts, blank
//! lines and line ends.

#[allow(dead_code)] // what the test of variations uses besides
#[path = "variation/names.rs"]
mod names;
#[allow(dead_code)] // what the test of variations uses besides
#[path = "variation/page.rs"]
mod page;
#[path = "variation/rng.rs"]
mod rng;
#[allow(dead_code)] // what the test of variations uses besides
#[path = "variation/scene.rs"]
mod scene;
#[path = "variation/template.rs"]
mod template;

use guanxi::extract::extract;
use guanxi::lexicon::Lexicon;
use guanxi::record::{Event, Modality, Record};
use guanxi::source::Document;
use page::Page;
use rng::Rng;
use scene::Templates;
use std::collections::BTreeMap;

/// Another name of the same shape: the head and the other words stay.
const OTHER: [&str; 6] = ["Zinnia", "Quillwort", "Brackenfell", "Tansy", "Oxlip", "Vetchley"];

fn lexicon() -> Lexicon {
    Lexicon::load(None).expect("the built-in lexicon")
}

/// The example digests and some that are made up.
fn texts() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/digests");
    let files = std::fs::read_dir(folder).expect("the examples").flatten().map(|f| f.path());
    let mut texts: Vec<(String, String)> = files
        .filter(|f| f.extension().is_some_and(|e| e == "txt"))
        .map(|f| {
            (f.display().to_string(), std::fs::read_to_string(&f).expect("a text").replace("\r\n", "\n"))
        })
        .collect();
    texts.sort();
    let templates = Templates::load();
    texts.extend(
        (0..60).map(|n| (format!("made up {n}"), Page::write(&templates, &mut Rng::new(900 + n), 3).text)),
    );
    texts
}

fn read(lexicon: &Lexicon, text: &str) -> Record {
    extract(lexicon, &Document::from_text("text", text))
}

/// A row without numbers and places: who did what to whom, when.
fn row(record: &Record, event: &Event) -> String {
    let names = |ids: &[String]| -> String {
        let entities = ids.iter().filter_map(|id| record.entities.iter().find(|e| e.id == *id));
        let mut names: Vec<String> = entities.map(|e| format!("{} {}", e.kind, plain(&e.name))).collect();
        names.sort();
        names.join(" + ")
    };
    let planned = if event.modality == Modality::Planned { "planned " } else { "" };
    format!(
        "{planned}{} {:?} {:?}: {} -> {} {:?}",
        event.rule,
        event.date,
        event.precision,
        names(&event.agent),
        names(&event.target),
        event.unnamed
    )
}

fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows of each post, sorted, the post's date before them.
fn posts(record: &Record) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = record.posts.iter().map(|d| vec![format!("{d:?}")]).collect();
    for event in &record.events {
        if let Some(rows) = out.get_mut(event.post as usize - 1) {
            rows.push(row(record, event));
        }
    }
    out.iter_mut().for_each(|rows| rows[1..].sort());
    out
}

/// Who is named, and of what type.
fn organisations(record: &Record) -> Vec<String> {
    let mut all: Vec<String> =
        record.entities.iter().map(|e| format!("{} {}", e.kind, plain(&e.name))).collect();
    all.sort();
    all
}

/// All that a record says but for places in the text.
fn said(record: &Record) -> (Vec<Vec<String>>, Vec<String>) {
    (posts(record), organisations(record))
}

#[track_caller]
fn none(what: &str, tried: usize, wrong: &[String]) {
    println!("{what}: {} of {tried} read otherwise", wrong.len());
    assert!(wrong.is_empty(), "{what}: {} of {tried}\n\n{}", wrong.len(), wrong.join("\n\n"));
}

/// The lines of `a` that are not in `b`, and the other way round.
fn difference(a: &(Vec<Vec<String>>, Vec<String>), b: &(Vec<Vec<String>>, Vec<String>)) -> String {
    let lines = |x: &(Vec<Vec<String>>, Vec<String>)| -> Vec<String> {
        let rows =
            x.0.iter().enumerate().flat_map(|(n, rows)| rows.iter().map(move |r| format!("{} {r}", n + 1)));
        rows.chain(x.1.iter().cloned()).collect()
    };
    let (a, b) = (lines(a), lines(b));
    let gone = a.iter().filter(|l| !b.contains(l)).map(|l| format!(" - {l}"));
    let new = b.iter().filter(|l| !a.contains(l)).map(|l| format!(" + {l}"));
    gone.chain(new).collect::<Vec<_>>().join("\n")
}

#[test]
fn line_ends_and_blank_lines_change_nothing_but_places() {
    let lexicon = lexicon();
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for (name, text) in texts() {
        let before = said(&read(&lexicon, &text));
        let changed = [
            ("CRLF", text.replace('\n', "\r\n")),
            ("CR", text.replace('\n', "\r")),
            ("more blank lines", text.replace("\n\n", "\n\n\n\n")),
            ("blanks at the ends of lines", text.replace('\n', "  \n")),
            ("blank lines around", format!("\n\n{text}\n\n\n")),
        ];
        for (how, text) in changed {
            tried += 1;
            let after = said(&read(&lexicon, &text));
            if before != after {
                wrong.push(format!("{name}, {how}:\n{}", difference(&before, &after)));
            }
        }
    }
    none("line ends", tried, &wrong);
}

/// The word of an invented NGO's name that another can stand for: it is not known to the lexicon and used for no other.
fn renamed(record: &Record, text: &str) -> Vec<(String, String)> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for entity in &record.entities {
        for word in entity.name.split_whitespace() {
            *uses.entry(word).or_default() += 1;
        }
    }
    let ngos = record.entities.iter().filter(|e| e.kind == "ForeignNGO" && e.name.split(' ').count() > 2);
    let first = ngos.filter_map(|e| e.name.split(' ').next());
    // A word of small letters only behind the capital, that is written so everywhere and begins no sentence or place.
    let fits = |w: &&str| {
        w.len() > 4
            && w.chars().skip(1).all(|c| c.is_ascii_lowercase())
            && uses.get(w) == Some(&1)
            && !text.contains(&w.to_lowercase())
            && !text.contains(&format!("({w}"))
    };
    let mut words: Vec<&str> = first.filter(fits).collect();
    words.dedup();
    words.iter().zip(OTHER).map(|(w, o)| ((*w).to_owned(), o.to_owned())).collect()
}

#[test]
fn another_name_is_another_name_and_nothing_else() {
    let lexicon = lexicon();
    let known = |w: &str| {
        let countries = &lexicon.countries;
        countries.find_name(w).is_some()
            || countries.find_adjective(w).is_some()
            || countries.find_place(w).is_some()
            || lexicon.places.resolve(w, None).is_some()
            || lexicon.names.head(&[w]).is_some()
            || lexicon.language.verbs.get(&w.to_lowercase()).is_some()
            || ["International", "World", "Global", "Friends", "National", "Association", "Society"]
                .contains(&w)
    };
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for (name, text) in texts() {
        let record = read(&lexicon, &text);
        for (from, to) in renamed(&record, &text).into_iter().filter(|(from, _)| !known(from)) {
            tried += 1;
            let after = said(&read(&lexicon, &text.replace(&from, &to)));
            let mut renamed = record.clone();
            let mut rename = |name: &mut String| *name = name.replace(&from, &to);
            renamed.entities.iter_mut().for_each(|e| rename(&mut e.name));
            renamed.events.iter_mut().flat_map(|e| &mut e.unnamed).for_each(&mut rename);
            let expected = said(&renamed);
            if expected != after {
                wrong.push(format!("{name}, {from} → {to}:\n{}", difference(&expected, &after)));
            }
        }
    }
    assert!(tried > 40, "only {tried} names were changed");
    none("names", tried, &wrong);
}

#[test]
fn an_unrelated_paragraph_changes_no_other_row() {
    const MORE: &str =
        "The Zinnia Quillwort Trust (Iceland) donated 40 wheelchairs to Brackenfell Kindergarten.";
    let lexicon = lexicon();
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for (name, text) in texts() {
        let before = said(&read(&lexicon, &text));
        // A heading of a day, then a post about others, before the first heading and at the end.
        let heading = text.lines().find(|l| l.ends_with(':') && l.len() < 20 && l.contains(char::is_numeric));
        let Some(heading) = heading else { continue };
        let at = text.find(&format!("\n{heading}\n")).unwrap_or(0) + 1;
        let first = format!("{}{heading}\n\n{MORE}\n\n{}", &text[..at], &text[at..]);
        tried += 1;
        let mut after = said(&read(&lexicon, &first));
        after.0.remove(0);
        after.1.retain(|n| !n.contains("Quillwort") && !n.contains("Brackenfell"));
        if before != after {
            wrong.push(format!("{name}:\n{}", difference(&before, &after)));
        }
    }
    assert!(tried > 60, "only {tried} texts have headings");
    none("an unrelated post", tried, &wrong);
}

#[test]
fn the_order_of_posts_changes_only_their_numbers() {
    let lexicon = lexicon();
    let templates = Templates::load();
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for n in 0..200 {
        let page = Page::write(&templates, &mut Rng::new(5000 + n), 3);
        // Each post with its heading.
        let mut starts: Vec<usize> = page.text.match_indices(":\n\n").map(|(at, _)| at).collect();
        starts = starts.iter().map(|at| page.text[..*at].rfind('\n').map_or(0, |i| i + 1)).collect();
        if starts.len() != 3 {
            continue;
        }
        tried += 1;
        let (head, rest) = page.text.split_at(starts[0]);
        let (a, rest) = rest.split_at(starts[1] - starts[0]);
        let (b, c) = rest.split_at(starts[2] - starts[1]);
        let mut before = said(&read(&lexicon, &page.text));
        let mut after = said(&read(
            &lexicon,
            &format!("{head}{}\n\n{}\n\n{}\n", c.trim_end(), a.trim_end(), b.trim_end()),
        ));
        before.0.sort();
        after.0.sort();
        if before != after {
            wrong.push(format!("{n}:\n{}\n{}", page.text, difference(&before, &after)));
        }
    }
    assert!(tried > 150, "only {tried} pages were reordered");
    none("the order of posts", tried, &wrong);
}
