//! How fast texts are read on one core, beside what any reading of them takes.
//!
//! `cargo bench --bench extract` makes 1,000 documents of the examples (names, places, months and years differ, the
//! same in every run), then reads them, several times over, and prints the best rate of each:
//! - `extract`: a document's record, which is what it is about;
//! - `whole`: the text's layout, the record and its JSON, as `guanxi extract` does it, without the files;
//! - `tokens`: sentences and tokens alone, and `names`: one pass of an automaton for all places and countries. These
//!   are floors: nothing that looks at every word is faster.
//!
//! `-- N` makes N documents instead of 1,000.

#[path = "../tests/common/clock.rs"]
mod clock;
#[path = "../tests/common/gold.rs"]
mod gold;

use aho_corasick::{AhoCorasick, MatchKind};
use clock::clock;
use guanxi::extract::extract;
use guanxi::lexicon::{Lexicon, Rank};
use guanxi::source::Document;
use guanxi::text::{Span, sentences, tokens};
use std::hint::black_box;
use std::time::Duration;

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Anything<T> = Result<T, Box<dyn std::error::Error>>;

/// How often each is measured; the best counts.
const PASSES: usize = 5;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn main() -> Anything<()> {
    let number = std::env::args().skip(1).find(|a| a != "--bench").map_or(Ok(1000), |n| n.parse())?;
    let lexicon = Lexicon::load(None)?;
    let documents = documents(&lexicon, number)?;
    let bytes: usize = documents.iter().map(|d| d.text.len()).sum();
    let names: Vec<&str> = lexicon.places.names().map(|(name, _)| name).collect();
    let names = names.into_iter().chain(lexicon.countries.all_forms().map(|(form, _, _)| form));
    let names = AhoCorasick::new(names)?;

    println!("{number} documents, {:.1} MB, one core", bytes as f64 / 1e6);
    println!("{:<8} {:>8} {:>12}", "", "MB/s", "documents/s");
    let reading = best("extract", &documents, bytes, |d| {
        black_box(extract(&lexicon, d));
    });
    best("whole", &documents, bytes, |d| {
        let record = extract(&lexicon, &Document::from_text(&d.name, &d.text));
        black_box(serde_json::to_string(&record).unwrap_or_default());
    });
    let tokens = best("tokens", &documents, bytes, |d| {
        for sentence in sentences(&d.text, Span::new(0, d.text.len())) {
            black_box(tokens(&d.text, sentence));
        }
    });
    let names = best("names", &documents, bytes, |d| {
        black_box(names.find_iter(&d.text).count());
    });
    let share = |floor: Duration| reading.as_secs_f64() / floor.as_secs_f64();
    println!(
        "extract takes {:.1} times as long as tokens, {:.1} times as names",
        share(tokens),
        share(names)
    );
    Ok(())
}

/// Prints the rate of the best pass; gives its time.
fn best(what: &str, documents: &[Document], bytes: usize, read: impl Fn(&Document)) -> Duration {
    let pass = |_| {
        let begun = clock();
        documents.iter().for_each(&read);
        clock() - begun
    };
    let best = (0..PASSES).map(pass).min().unwrap_or_default();
    let seconds = best.as_secs_f64();
    println!("{what:<8} {:>8.2} {:>12.0}", bytes as f64 / 1e6 / seconds, documents.len() as f64 / seconds);
    best
}

/// Examples with other names and years, and with places and months put for others of their kind.
fn documents(lexicon: &Lexicon, number: usize) -> Anything<Vec<Document>> {
    let cities = lexicon.places.iter().filter(|p| p.rank == Rank::Prefecture && !p.name.contains(' '));
    let cities: Vec<&str> = cities.map(|p| p.name.as_str()).collect();
    let known: Vec<&str> = cities.iter().chain(&MONTHS).copied().collect();
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&known)?;
    let examples = gold::examples();
    let varied = |n: usize| {
        let (document, _) = gold::varied(&examples, n);
        let mut text = String::with_capacity(document.text.len());
        finder.replace_all_with(&document.text, &mut text, |found, _, out| {
            let at = found.pattern().as_usize();
            out.push_str(match at.checked_sub(cities.len()) {
                None => cities[(at + 31 * n) % cities.len()],
                Some(month) => MONTHS[(month + n) % MONTHS.len()],
            });
            true
        });
        Document::from_text(&document.id, &text)
    };
    Ok((0..number).map(varied).collect())
}
