//! How fast a first build is, and how much memory it takes, beside Oxigraph's bulk load of the same quads.
//!
//! `cargo bench --bench build` makes 1,000 documents of the examples (years and some names differ, as they would),
//! then measures, each in a process of its own:
//! - `build`: texts read, extracted, resolved and stored, as `guanxi build` does it;
//! - `store`: the part after extraction alone, on the gold annotations;
//! - `load`: Oxigraph's bulk load of the quads that either of them made, from N-Quads.
//!
//! `-- N` makes N documents instead of 1,000.

#[path = "../tests/common/gold.rs"]
mod gold;

use guanxi::build::{Builder, Options, input_name};
use guanxi::lexicon::Lexicon;
use guanxi::pipeline::{self, Extracted};
use guanxi::source;
use guanxi::store::{Access, Embedded, Pattern, Store};
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

type Anything<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Anything<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["measure", what, documents, folder, into] => {
            measure(what, documents.parse()?, folder.as_ref(), into.as_ref())
        }
        [] => report(1000),
        [documents] => report(documents.parse()?),
        _ => Err("usage: cargo bench --bench build [-- DOCUMENTS]".into()),
    }
}

/// One measurement.
struct Measured {
    seconds: f64,
    peak: u64,
}

fn report(documents: usize) -> Anything<()> {
    let place = std::env::temp_dir().join(format!("guanxi-bench-{}", std::process::id()));
    let quarter = (documents / 4).max(1);
    println!(
        "{:<8} {:>9} {:>9} {:>8} {:>11} {:>9} {:>8}",
        "", "documents", "quads", "seconds", "documents/s", "quads/s", "peak MB"
    );
    for what in ["build", "store"] {
        let (mut rates, mut peaks) = (Vec::new(), Vec::new());
        for number in [quarter, documents] {
            let texts = place.join(format!("texts-{number}"));
            write_texts(&texts, number)?;
            let store = place.join(format!("{what}-{number}"));
            let built = child(what, number, &texts, &store)?;
            let quads = dump(&store, &place.join("dump.nq"))?;
            show(what, number, quads, &built);
            peaks.push(built.peak);
            if number == documents {
                let loaded =
                    child("load", number, &place.join("dump.nq"), &place.join(format!("{what}-load")))?;
                show("load", number, quads, &loaded);
                rates.push(loaded.seconds / built.seconds);
            }
        }
        let grown = peaks[1] as f64 / peaks[0] as f64;
        println!(
            "{what}: {:.2} of the rate of a bulk load; four times the documents took {grown:.2} times the memory\n",
            rates[0]
        );
    }
    std::fs::remove_dir_all(&place)?;
    Ok(())
}

fn show(what: &str, documents: usize, quads: u64, measured: &Measured) {
    let Measured { seconds, peak } = *measured;
    let (d, q) = (documents as f64 / seconds, quads as f64 / seconds);
    println!("{what:<8} {documents:>9} {quads:>9} {seconds:>8.2} {d:>11.0} {q:>9.0} {:>8}", peak / 1024);
}

/// Measures in a process of its own, so that its peak of memory is its own.
fn child(what: &str, documents: usize, from: &Path, into: &Path) -> Anything<Measured> {
    let output = Command::new(std::env::current_exe()?)
        .args(["measure", what, &documents.to_string()])
        .args([from, into])
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let words = String::from_utf8(output.stdout)?;
    let mut numbers = words.split_whitespace();
    let (seconds, peak) = (numbers.next().ok_or("no time")?, numbers.next().ok_or("no memory")?);
    Ok(Measured { seconds: seconds.parse()?, peak: peak.parse()? })
}

fn measure(what: &str, documents: usize, from: &Path, into: &Path) -> Anything<()> {
    let begun = Instant::now();
    match what {
        "load" => load(from, into)?,
        "build" => {
            let (lexicon, store) = (Lexicon::load(None)?, Embedded::create(into, None)?);
            let mut builder = Builder::new(&store, &lexicon, Options::default())?;
            let reader = source::read(&[from.to_owned()]);
            pipeline::run(&lexicon, reader, pipeline::default_threads(), |extracted| -> Anything<()> {
                if let Extracted::Document(document, record) = extracted? {
                    builder.add(Some(&document), &record, &input_name(from))?;
                }
                Ok(())
            })?;
            builder.finish()?;
        }
        _ => {
            let (lexicon, store) = (Lexicon::load(None)?, Embedded::create(into, None)?);
            let mut builder = Builder::new(&store, &lexicon, Options::default())?;
            let examples = gold::examples();
            for (document, record) in (0..documents).map(|n| gold::varied(&examples, n)) {
                builder.add(Some(&document), &record, "examples")?;
            }
            builder.finish()?;
        }
    }
    println!("{} {}", begun.elapsed().as_secs_f64(), peak());
    Ok(())
}

#[cfg(feature = "rocksdb")]
fn load(from: &Path, into: &Path) -> Anything<()> {
    let store = oxigraph::store::Store::open(into)?;
    let mut loader = store.bulk_loader();
    loader.load_from_reader(oxigraph::io::RdfFormat::NQuads, BufReader::new(std::fs::File::open(from)?))?;
    loader.commit()?;
    Ok(store.flush()?)
}

#[cfg(not(feature = "rocksdb"))]
fn load(from: &Path, _: &Path) -> Anything<()> {
    let store = oxigraph::store::Store::new()?;
    let file = BufReader::new(std::fs::File::open(from)?);
    Ok(store.load_from_reader(oxigraph::io::RdfFormat::NQuads, file)?)
}

/// Writes the store's quads as N-Quads; gives their number.
fn dump(store: &Path, file: &Path) -> Anything<u64> {
    let store = Embedded::open(store, Access::Read)?;
    let mut out = BufWriter::new(std::fs::File::create(file)?);
    let mut count = 0;
    for quad in store.quads(Pattern::default())? {
        writeln!(out, "{} .", quad?)?;
        count += 1;
    }
    out.flush()?;
    Ok(count)
}

fn write_texts(folder: &Path, documents: usize) -> Anything<()> {
    std::fs::create_dir_all(folder)?;
    let examples = gold::examples();
    for n in 0..documents {
        let (document, _) = gold::varied(&examples, n);
        std::fs::write(folder.join(format!("{}.txt", document.id)), &document.text)?;
    }
    Ok(())
}

/// The most memory that this process had, in KiB; 0 where the system does not tell.
fn peak() -> u64 {
    let status: PathBuf = "/proc/self/status".into();
    let status = std::fs::read_to_string(status).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}
