use super::{ExitStatus, Global, Terminal};
use crate::lexicon::Lexicon;
use crate::pipeline::{self, Extracted};
use crate::source;
use anyhow::Context;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

/// Reads documents and prints what each says, without a store: one JSON record a line.
///
/// The records come in the order of the inputs. What cannot be read is told on standard error, and the rest goes on.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Texts (.txt, .md), saved web pages (.html), documents a line (.jsonl), folders of them, or `-` for standard
    /// input.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// How many threads extract [default: the number of cores].
    #[arg(long, short = 'j', value_name = "N")]
    threads: Option<usize>,
}

/// Runs the command.
pub fn run(args: &Args, global: &Global, terminal: &Terminal) -> anyhow::Result<ExitStatus> {
    let lexicon = Lexicon::load(global.ontology.as_deref())?;
    let reader = source::read(&args.inputs);
    let total = reader.files() as u64;
    let bar = terminal.progress(Some(total), "extracting");
    let threads = args.threads.unwrap_or_else(pipeline::default_threads);
    let mut out = BufWriter::new(std::io::stdout().lock());
    let (mut done, mut problems, mut files) = (0u64, 0u64, 0u64);
    pipeline::run(&lexicon, reader, threads, |result| {
        match result {
            Ok(extracted) => {
                done += 1;
                if let Extracted::Document(document, _) | Extracted::Table(document, ..) = &extracted {
                    for warning in document.warnings.iter().filter(|w| w.wants_attention()) {
                        bar.suspend(|| {
                            terminal.warn(format_args!("{}: {}", document.origin, warning.message))
                        });
                    }
                }
                if let Extracted::Table(document, _, rows) = &extracted {
                    for row in rows {
                        problems += u64::from(row.lost);
                        bar.suspend(|| terminal.warn(row.told(&document.origin)));
                    }
                }
                if let Extracted::Record(_, origin, wrong) = &extracted {
                    for words in wrong {
                        bar.suspend(|| terminal.warn(format_args!("{origin}: {words}")));
                    }
                }
                serde_json::to_writer(&mut out, extracted.record())
                    .map_err(std::io::Error::from)
                    .and_then(|()| out.write_all(b"\n"))
                    .context("cannot write the records to standard output")?;
            }
            Err(error) if error.is_warning() => bar.suspend(|| terminal.warn(&error)),
            Err(error) => {
                problems += 1;
                bar.suspend(|| terminal.error(&anyhow::Error::new(error)));
            }
        }
        files += 1;
        // A file of many documents counts once in the total, and here as often as it has documents.
        bar.set_length(total.max(files));
        bar.set_position(files);
        anyhow::Ok(())
    })?;
    out.flush().context("cannot write the records to standard output")?;
    bar.finish_and_clear();
    Ok(match (done, problems) {
        (_, 0) => ExitStatus::Done,
        (0, _) => ExitStatus::CouldNot,
        _ => ExitStatus::Problems,
    })
}
