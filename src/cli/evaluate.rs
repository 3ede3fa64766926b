use super::{ExitStatus, Global, Terminal};
use crate::evaluate::{self, Annotated, Annotation, Judged};
use crate::lexicon::Lexicon;
use crate::{pipeline, source};
use anyhow::Context;
use rustc_hash::FxHashMap;
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};

/// Measures extraction against annotated documents: precision and recall.
///
/// Entities count once a document, with their type (entities-any: without); actors are (post, kind, role, entity) of the
/// events; links (post, kind, agent, target); events the rows of a kind in a post; contacts any two parties of an
/// event. dated and modality are shares of the matched events; spans the share of quotations that stand where they say.
/// Then, by confidence, how many statements are right: an event, when all its parties and who did it to whom are.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folders of pairs: NAME.txt, the words, and NAME.json, what they say.
    #[arg(value_name = "DIR", required = true)]
    folders: Vec<PathBuf>,
    /// Show what was missed and what was made up.
    #[arg(long)]
    show: bool,
    /// Print the figures as one JSON object.
    #[arg(long)]
    json: bool,
    /// Show of each rule and each assumption how often it is right, and what the counts of the other documents foretell
    /// of each.
    #[arg(long, conflicts_with = "json")]
    rules: bool,
    /// Print the counts that confidence is made of, as ontology/calibration.toml has them, and nothing else.
    #[arg(long, conflicts_with_all = ["json", "show", "rules", "records", "only"])]
    calibrate: bool,
    /// Only the documents whose names begin so.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    only: Vec<String>,
    /// Measure these records, one JSON object a line (`-`: standard input), in place of guanxi's own.
    #[arg(long, value_name = "FILE")]
    records: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args, global: &Global, terminal: &Terminal) -> anyhow::Result<ExitStatus> {
    let gold = evaluate::annotated(&args.folders, &args.only)?;
    let records = match &args.records {
        Some(path) if path.as_os_str() == "-" => {
            evaluate::records(std::io::stdin().lock(), Path::new("standard input"))?
        }
        Some(path) => {
            let file =
                File::open(path).with_context(|| format!("{}: cannot read the records", path.display()))?;
            evaluate::records(BufReader::new(file), path)?
        }
        None => extracted(&gold, global, terminal)?,
    };
    let (figures, reports) = evaluate::evaluate(&gold, &records);
    let mut out = std::io::stdout().lock();
    let measured = evaluate::calibrate(&reports);
    if args.calibrate {
        write!(out, "{measured}")?;
        return Ok(ExitStatus::Done);
    }
    if args.show {
        for report in &reports {
            writeln!(out, "== {}", report.document)?;
            for difference in &report.differences {
                writeln!(out, "   {difference}")?;
            }
        }
    }
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&figures)?)?;
    } else {
        let judged: Vec<Judged> = reports.iter().flat_map(|report| report.judged.iter().cloned()).collect();
        write!(out, "{figures}\n{}", evaluate::reliabilities(&judged))?;
    }
    if args.rules {
        write!(out, "\n{}", evaluate::rules(&measured))?;
        let foretold = evaluate::foretold(&reports);
        write!(
            out,
            "\nconfidence by the counts of the other documents\n{}",
            evaluate::reliabilities(&foretold)
        )?;
    }
    Ok(ExitStatus::Done)
}

/// What guanxi itself finds in the documents.
fn extracted(
    gold: &[Annotated],
    global: &Global,
    terminal: &Terminal,
) -> anyhow::Result<FxHashMap<String, Annotation>> {
    let lexicon = Lexicon::load(global.ontology.as_deref())?;
    let paths: Vec<PathBuf> = gold.iter().map(|document| document.path.clone()).collect();
    let bar = terminal.progress(Some(paths.len() as u64), "extracting");
    let mut records = FxHashMap::default();
    let threads = pipeline::default_threads();
    pipeline::run(&lexicon, source::read(&paths), threads, |result| {
        match result {
            Ok(extracted) => {
                let record = serde_json::to_value(extracted.record())?;
                let record: Annotation = serde_json::from_value(record)?;
                records.insert(record.doc.clone(), record);
            }
            Err(error) => bar.suspend(|| terminal.warn(&error)),
        }
        bar.inc(1);
        anyhow::Ok(())
    })?;
    bar.finish_and_clear();
    Ok(records)
}
