//! What one document more costs in a store of many, beside what it costs in a store of twenty.
//!
//! `cargo bench --bench growth` builds a store of 20 documents and one of 20,000 from the same generated digests, then
//! adds to each, one after the other, the same further digests: the store opened, the digest resolved and written,
//! the store closed, as each `guanxi build` does it. The middle of them counts. Also told: how fast the store grew, and whether it
//! grew slower towards the end. `-- N` wants another number; `-- N DIR` keeps the store in DIR and takes the one
//! that is there.

#[path = "../tests/common/press.rs"]
mod press;

use guanxi::build::{Builder, Options, contents};
use guanxi::lexicon::Lexicon;
use guanxi::record::Record;
use guanxi::source::Document;
use guanxi::store::Embedded;
use press::Press;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

type Anything<T> = Result<T, Box<dyn std::error::Error>>;

/// How many documents the small store has.
const FEW: usize = 20;

/// How many documents are added to each store.
const ADDED: usize = 15;

/// So many times what it takes in the small store a document may take in the large one.
const LIMIT: f64 = 2.0;

fn main() -> Anything<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let many = arguments.first().map_or(Ok(20_000), |n| n.parse::<usize>())?;
    let kept = arguments.get(1).map(PathBuf::from);
    let place = std::env::temp_dir().join(format!("guanxi-growth-{}", std::process::id()));
    let folder = kept.clone().unwrap_or_else(|| place.join("many"));
    let lexicon = Lexicon::load(None)?;
    let press = Press::new(&lexicon);
    if !folder.exists() {
        build(&folder, &lexicon, &press, many)?;
    }
    let small = place.join("few");
    build(&small, &lexicon, &press, FEW)?;
    let further: Vec<(Document, Record)> = (many..many + ADDED).map(|n| press.digest(n)).collect();
    println!("{:<10} {:>9} {:>9} {:>9} {:>9}", "ms", "documents", "open", "add", "all");
    let few = added("few", &small, &lexicon, &further)?;
    let more = added("many", &folder, &lexicon, &further)?;
    std::fs::remove_dir_all(&place)?;
    let ratio = more.as_secs_f64() / few.as_secs_f64();
    println!(
        "one document more takes {ratio:.2} times as long in the store of {many} as in the store of {FEW}"
    );
    if ratio < LIMIT { Ok(()) } else { Err(format!("it may take {LIMIT} times as long").into()) }
}

fn build(folder: &Path, lexicon: &Lexicon, press: &Press<'_>, documents: usize) -> Anything<()> {
    if let Some(above) = folder.parent() {
        std::fs::create_dir_all(above)?;
    }
    let store = Embedded::create(folder, None)?;
    let mut builder = Builder::new(&store, lexicon, Options::default())?;
    let (begun, mut quarter) = (Instant::now(), Instant::now());
    for n in 0..documents {
        let (document, record) = press.digest(n);
        builder.add(Some(&document), &record, "digests")?;
        if documents >= 1000 && (n + 1) % (documents / 4) == 0 {
            println!("{} documents: the last quarter in {:.1} s", n + 1, quarter.elapsed().as_secs_f64());
            quarter = Instant::now();
        }
    }
    builder.finish()?;
    let seconds = begun.elapsed().as_secs_f64();
    println!("built from {documents} documents in {seconds:.1} s: {:?}", contents(&store)?);
    Ok(())
}

/// Adds each document to the store, opened for it alone; prints the middle times, and gives the whole of it.
fn added(name: &str, folder: &Path, lexicon: &Lexicon, further: &[(Document, Record)]) -> Anything<Duration> {
    let (mut open, mut add, mut all) = (Vec::new(), Vec::new(), Vec::new());
    let mut documents = 0;
    for (document, record) in further {
        let begun = Instant::now();
        let store = Embedded::create(folder, None)?;
        open.push(begun.elapsed());
        let opened = Instant::now();
        let mut builder = Builder::new(&store, lexicon, Options::default())?;
        builder.add(Some(document), record, "digests")?;
        builder.finish()?;
        add.push(opened.elapsed());
        documents = contents(&store)?.documents;
        drop(store);
        all.push(begun.elapsed());
    }
    let [open, add, all] = [open, add, all].map(middle);
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!("{name:<10} {documents:>9} {:>9.1} {:>9.1} {:>9.1}", ms(open), ms(add), ms(all));
    Ok(all)
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
