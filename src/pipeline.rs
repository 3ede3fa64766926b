//! Documents to records: in input order, on all cores, with bounded memory.
//!
//! One thread reads, several extract, the caller's takes the results. However many threads there are, the
//! results come in input order; a reader that is ahead waits, so that only a few documents are in memory.

use crate::extract::extract;
use crate::lexicon::Lexicon;
use crate::record::Record;
use crate::source::{Document, Item, Origin, SourceError};
use crate::table::{self, Problem, Reading, TableError};
use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{channel, sync_channel};

/// How many documents a thread may have waiting.
const AHEAD: usize = 8;

/// A document read, and what it says.
#[derive(Debug)]
pub enum Extracted {
    /// A text and the record that was extracted from it.
    Document(Box<Document>, Box<Record>),
    /// A table, what it says, and what of its rows could not be read.
    Table(Box<Document>, Box<Record>, Vec<Problem>),
    /// A record made elsewhere, of which the text is not kept, and what of it was wrong.
    Record(Box<Record>, Origin, Vec<String>),
}

impl Extracted {
    /// The record.
    pub fn record(&self) -> &Record {
        match self {
            Extracted::Document(_, record)
            | Extracted::Table(_, record, _)
            | Extracted::Record(record, ..) => record,
        }
    }
}

/// A document that gave no record. The others are processed all the same.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// It could not be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A table with a header that is not known.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Extraction broke on it, which is a defect of guanxi.
    #[error(
        "{origin}: extraction failed on document {document} ({message}); it was left out. This is a defect of guanxi: \
         please report it with the text"
    )]
    Panicked {
        /// The document's id.
        document: String,
        /// Where it was read.
        origin: Origin,
        /// What went wrong.
        message: String,
    },
}

impl PipelineError {
    /// Whether nothing that was asked for is missing: worth a warning, no failure.
    pub fn is_warning(&self) -> bool {
        matches!(self, PipelineError::Source(error) if error.is_warning())
    }
}

/// Number of threads to use where nobody says: as many as the machine has cores.
pub fn default_threads() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

/// Extracts every document of `items` on `threads` threads and hands the results to `each`, in input order.
///
/// # Errors
/// The first error that `each` returns: then nothing more is read.
pub fn run<E>(
    lexicon: &Lexicon,
    items: impl Iterator<Item = Result<Item, SourceError>> + Send,
    threads: usize,
    each: impl FnMut(Result<Extracted, PipelineError>) -> Result<(), E>,
) -> Result<(), E> {
    ordered(items, threads, |item| extracted(lexicon, item, |document| extract(lexicon, document)), each)
}

fn extracted(
    lexicon: &Lexicon,
    item: Result<Item, SourceError>,
    extract: impl Fn(&Document) -> Record,
) -> Result<Extracted, PipelineError> {
    match item? {
        Item::Record { record, origin, wrong } => Ok(Extracted::Record(record, origin, wrong)),
        Item::Table(sheet) => {
            let Reading { document, record, problems } = table::read(lexicon, *sheet)?;
            Ok(Extracted::Table(Box::new(document), Box::new(record), problems))
        }
        Item::Document(document) => match catch_unwind(AssertUnwindSafe(|| extract(&document))) {
            Ok(record) => Ok(Extracted::Document(document, Box::new(record))),
            Err(panic) => {
                let text = panic.downcast_ref::<&str>().copied().map(str::to_owned);
                let message = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
                let Document { id, origin, .. } = *document;
                Err(PipelineError::Panicked { document: id, origin, message })
            }
        },
    }
}

/// `work` on every item, `threads` at a time; `each` gets the results in the items' order. At most
/// [`AHEAD`] items a thread are between the two.
fn ordered<I: Send, O: Send, E>(
    items: impl Iterator<Item = I> + Send,
    threads: usize,
    work: impl Fn(I) -> O + Sync,
    mut each: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.max(1);
    let room = threads * AHEAD;
    std::thread::scope(|scope| {
        // A ticket lets one more item in, and is given back when its result has been taken.
        let (give, take) = channel();
        for _ in 0..room {
            let _ = give.send(());
        }
        let (to_work, from_reader) = sync_channel(room);
        let (to_caller, results) = sync_channel(room);
        scope.spawn(move || {
            for numbered in items.enumerate() {
                if take.recv().is_err() || to_work.send(numbered).is_err() {
                    return;
                }
            }
        });
        let from_reader = std::sync::Arc::new(Mutex::new(from_reader));
        for _ in 0..threads {
            let (from_reader, to_caller, work) = (from_reader.clone(), to_caller.clone(), &work);
            scope.spawn(move || {
                loop {
                    let next = from_reader.lock().unwrap_or_else(|e| e.into_inner()).recv();
                    let Ok((number, item)) = next else { return };
                    if to_caller.send((number, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop((from_reader, to_caller));
        let (mut early, mut next) = (BTreeMap::new(), 0usize);
        for (number, result) in results {
            early.insert(number, result);
            while let Some(result) = early.remove(&next) {
                next += 1;
                each(result)?;
                let _ = give.send(());
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_input_order_whatever_the_thread_count() {
        for threads in [0, 1, 2, 7] {
            let mut seen = Vec::new();
            let slow = |n: u64| {
                std::thread::sleep(std::time::Duration::from_micros((n * 7919) % 500));
                n * 2
            };
            let done: Result<(), ()> = ordered(0..200u64, threads, slow, |n| {
                seen.push(n);
                Ok(())
            });
            assert_eq!(done, Ok(()));
            assert_eq!(seen, (0..200).map(|n| n * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_reader_does_not_run_ahead() {
        let (read, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let items = (0..500).inspect(|_| {
            read.fetch_add(1, Ordering::SeqCst);
        });
        let done: Result<(), ()> = ordered(
            items,
            2,
            |n| n,
            |_| {
                let ahead = read.load(Ordering::SeqCst) - taken.fetch_add(1, Ordering::SeqCst);
                assert!(ahead <= 2 * AHEAD + 2, "{ahead}");
                Ok(())
            },
        );
        assert_eq!(done, Ok(()));
    }

    #[test]
    fn the_first_error_of_the_taker_ends_it() {
        let mut taken = 0;
        let done = ordered(
            0..,
            2,
            |n: u64| n,
            |n| {
                taken += 1;
                if n == 10 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((done, taken), (Err("enough"), 11));
    }

    #[test]
    fn a_panic_in_extraction_names_the_document() {
        let lexicon = Lexicon::load(None).expect("built-in files");
        let document = Document::from_text("odd", "Odd words.");
        let result = extracted(&lexicon, Ok(Item::Document(Box::new(document))), |_| panic!("a defect"));
        let message = result.map(|_| ()).map_err(|e| e.to_string());
        assert!(message.is_err_and(|m| m.contains("document odd (a defect)")));
    }
}
