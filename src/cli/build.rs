use super::query::formats;
use super::{ExitStatus, Global, Terminal, diff};
use crate::build::{self, BuildError, Builder, InputNames, Options};
use crate::lexicon::Lexicon;
use crate::pipeline::{self, Extracted, PipelineError};
use crate::query::Format;
use crate::rdf::Base;
use crate::record::Record;
use crate::source::{self, Document, SourceError};
use crate::store::Embedded;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// Reads documents, extracts what they say, and puts it into the store.
///
/// Again on the same input changes nothing; on a changed document it replaces what that document said. The store and
/// all that is made of it are not encrypted.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Texts (.txt, .md), saved web pages (.html), documents a line (.jsonl), records made elsewhere (.records.jsonl),
    /// tables of registers (.csv, .tsv, .xlsx), folders of them, or `-` for standard input.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Forget the documents that came from these INPUTs before and are gone, and list them.
    #[arg(long)]
    prune: bool,
    /// Say what this would change, as after an upgrade or with changed texts, and change nothing.
    #[arg(long)]
    diff: bool,
    /// With --diff: list the claims that are new, gone, turned or changed.
    #[arg(long, requires = "diff")]
    lines: bool,
    /// How --lines are written.
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats(), requires = "lines")]
    format: Format,
    /// The day whose state the tables show, as 2019-03-31: the states of several days stand side by side.
    #[arg(long, value_name = "DATE")]
    as_of: Option<jiff::civil::Date>,
    /// What the things of a new store have their IRIs under [default: https://w3id.org/guanxi/id/].
    #[arg(long, value_name = "IRI")]
    base: Option<String>,
    /// How many threads extract [default: the number of cores].
    #[arg(long, short = 'j', value_name = "N")]
    threads: Option<usize>,
}

/// Runs the command.
pub fn run(args: &Args, global: &Global, terminal: &Terminal) -> anyhow::Result<ExitStatus> {
    if args.diff {
        let Args { inputs, prune, lines, format, .. } = args;
        let threads = args.threads.unwrap_or_else(pipeline::default_threads);
        let wanted = diff::Wanted {
            as_of: args.as_of,
            inputs,
            prune: *prune,
            threads,
            lines: lines.then_some(*format),
        };
        return diff::run(&wanted, global, terminal);
    }
    let begun = Instant::now();
    let base = args.base.as_deref().map(Base::new).transpose()?;
    let lexicon = Lexicon::load(global.ontology.as_deref())?;
    let reader = source::read(&args.inputs).as_of(args.as_of);
    if reader.files() == 0 {
        // Nothing to build of: say why, and leave no empty store behind.
        reader.filter_map(Result::err).for_each(|error| terminal.error(&error.into()));
        return Ok(ExitStatus::CouldNot);
    }
    let decisions = global.read_decisions(&lexicon)?;
    let is_new = !global.store.exists();
    let store = Embedded::create(&global.store, base.as_ref())?;
    let inputs = Arc::new(InputNames::remembered(store.path(), &args.inputs)?);
    let mut builder = Builder::deciding(&store, &lexicon, Options::default(), decisions)?;
    builder.of_inputs(Arc::clone(&inputs));
    let bar = terminal.progress(Some(reader.files() as u64), "building");
    let threads = args.threads.unwrap_or_else(pipeline::default_threads);
    let (mut done, mut problems, mut unread, mut warnings) = (0u64, 0u64, 0u64, 0u64);
    pipeline::run(&lexicon, reader, threads, |result| {
        match result {
            Ok(extracted) => {
                done += 1;
                let (document, record, origin, wrong) = match &extracted {
                    Extracted::Document(document, record) => {
                        (Some(&**document), record, &document.origin, &[][..])
                    }
                    Extracted::Table(document, record, rows) => {
                        for row in rows {
                            warnings += u64::from(!row.lost);
                            problems += u64::from(row.lost);
                            let words = row.told(&document.origin);
                            bar.suspend(|| {
                                if row.lost {
                                    terminal.error(&anyhow::anyhow!(words))
                                } else {
                                    terminal.warn(words)
                                }
                            });
                        }
                        (Some(&**document), record, &document.origin, &[][..])
                    }
                    Extracted::Record(record, origin, wrong) => (None, record, origin, wrong.as_slice()),
                };
                let unused = match builder.add(document, record, &inputs.name(&origin.input)) {
                    Err(error @ BuildError::OtherInput { .. }) => {
                        problems += 1;
                        bar.suspend(|| terminal.error(&anyhow::Error::new(error)));
                        Vec::new()
                    }
                    added => added?,
                };
                let told = document.map(|d| told_of(d, record)).unwrap_or_default();
                let unused = wrong.iter().chain(&unused).map(|w| format!("{origin}: {w}"));
                for words in told.into_iter().chain(unused) {
                    warnings += 1;
                    bar.suspend(|| terminal.warn(&words));
                }
            }
            Err(error) if error.is_warning() => {
                warnings += 1;
                bar.suspend(|| terminal.warn(&error));
            }
            Err(error) => {
                problems += 1;
                unread += u64::from(!matches!(error, PipelineError::Source(SourceError::SameId { .. })));
                bar.suspend(|| terminal.error(&anyhow::Error::new(error)));
            }
        }
        bar.inc(1);
        anyhow::Ok(())
    })?;
    if args.prune && unread > 0 {
        terminal.warn("nothing was forgotten (--prune), because some inputs could not be read");
    } else if args.prune {
        for id in builder.prune(&inputs)? {
            bar.suspend(|| terminal.say(format_args!("forgotten: {id}")));
        }
    }
    let (tally, told) = builder.finish_and_tell()?;
    bar.finish_and_clear();
    for words in told {
        warnings += 1;
        terminal.warn(words);
    }
    let held = build::contents(&store)?;
    if is_new && done == 0 && held.documents == 0 {
        // Nothing could be read: as above.
        drop(store);
        std::fs::remove_dir_all(&global.store)?;
        return Ok(ExitStatus::CouldNot);
    }
    terminal.say(format_args!(
        "{} ({} new, {} changed, {} unchanged, {} removed), {}, {}, {}, {}{} in {:.1} s",
        counted(held.documents, "document"),
        tally.new,
        tally.changed,
        tally.unchanged,
        tally.removed,
        counted(held.organizations, "organization"),
        counted(held.events, "event"),
        counted(held.links, "link"),
        if problems > 0 { counted(problems, "error") + ", " } else { String::new() },
        counted(warnings, "warning"),
        begun.elapsed().as_secs_f64()
    ));
    Ok(match (done, problems) {
        (_, 0) => ExitStatus::Done,
        (0, _) => ExitStatus::CouldNot,
        _ => ExitStatus::Problems,
    })
}

fn counted(count: u64, of: &str) -> String {
    if count == 1 { format!("1 {of}") } else { format!("{count} {of}s") }
}

/// What reading and extraction remark on a document, with its line.
fn told_of(document: &Document, record: &Record) -> Vec<String> {
    let file = document.origin.to_string();
    let at =
        |line: usize| if document.origin.line.is_some() { file.clone() } else { format!("{file}:{line}") };
    let line_of_byte = |byte: usize| 1 + document.text.bytes().take(byte).filter(|b| *b == b'\n').count();
    let line_of_char = |char: usize| 1 + document.text.chars().take(char).filter(|c| *c == '\n').count();
    let read = document.warnings.iter().filter(|w| w.wants_attention());
    let read = read.map(|w| format!("{}: {}", at(line_of_byte(w.span.start)), w.message));
    let extracted = record.warnings.iter().filter(|w| !document.warnings.iter().any(|n| n.code == w.code));
    let extracted = extracted.map(|w| format!("{}: {}", at(line_of_char(w.start)), w.message));
    read.chain(extracted).collect()
}
