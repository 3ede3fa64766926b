//! `guanxi build --diff`: what a build would change, told and not done.

use super::query::width;
use super::{ExitStatus, Global, Terminal};
use crate::build::InputNames;
use crate::lexicon::Lexicon;
use crate::pipeline::{self, Extracted};
use crate::query::{self, Format};
use crate::review::{Change, Comparison, Difference, Line};
use crate::source;
use crate::store::{Access, Answer, Embedded};
use oxigraph::model::{Literal, Term};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// What is compared, and how it is told.
pub(super) struct Wanted<'a> {
    pub inputs: &'a [PathBuf],
    pub prune: bool,
    pub threads: usize,
    /// The day whose state tables show.
    pub as_of: Option<jiff::civil::Date>,
    /// The format of the list of all claims that change; none where only counts are wanted.
    pub lines: Option<Format>,
}

/// Reads the inputs, and says how what they tell differs from what the store holds. Nothing is written.
pub(super) fn run(wanted: &Wanted<'_>, global: &Global, terminal: &Terminal) -> anyhow::Result<ExitStatus> {
    let lexicon = Lexicon::load(global.ontology.as_deref())?;
    let decisions = global.read_decisions(&lexicon)?;
    let store = match global.store.exists() {
        true => Some(Embedded::open(&global.store, Access::Read)?),
        false => None,
    };
    let reader = source::read(wanted.inputs).as_of(wanted.as_of);
    let bar = terminal.progress(Some(reader.files() as u64), "comparing");
    let mut comparison = Comparison::with(store.as_ref(), decisions)?;
    let (mut done, mut problems) = (0u64, 0u64);
    pipeline::run(&lexicon, reader, wanted.threads, |result| {
        match result {
            Ok(Extracted::Document(document, record) | Extracted::Table(document, record, _)) => {
                done += 1;
                comparison.add(&document.id, &record, Some(&document.text));
            }
            Ok(Extracted::Record(record, ..)) => {
                done += 1;
                comparison.add(record.identity(), &record, None);
            }
            Err(error) if error.is_warning() => {}
            Err(error) => {
                problems += 1;
                bar.suspend(|| terminal.error(&anyhow::Error::new(error)));
            }
        }
        bar.inc(1);
        anyhow::Ok(())
    })?;
    bar.finish_and_clear();
    // As in a build: where something could not be read, nothing is forgotten.
    let inputs = match &store {
        Some(store) if wanted.prune && problems == 0 => Some(InputNames::seen(store.path(), wanted.inputs)?),
        _ => None,
    };
    let difference = comparison.finish(store.as_ref(), inputs.as_ref())?;
    let mut out = BufWriter::new(io::stdout().lock());
    match wanted.lines {
        Some(format) => list(&difference.lines, format, &mut out)?,
        None => write!(out, "{}", counts(&difference))?,
    }
    out.flush()?;
    if wanted.lines.is_some() {
        terminal.say(counts(&difference).trim_end());
    } else if !difference.lines.is_empty() {
        terminal.say("--lines lists the claims");
    }
    if difference.beside > 0 {
        terminal.say(format_args!(
            "documents of the store that are not among the inputs: {}; what they tell was not read again",
            difference.beside
        ));
    }
    terminal.say("nothing was written");
    Ok(match (done, problems) {
        (_, 0) => ExitStatus::Done,
        (0, _) => ExitStatus::CouldNot,
        _ => ExitStatus::Problems,
    })
}

fn counts(difference: &Difference) -> String {
    let Difference { documents: [new, changed, same, gone], bodies, .. } = difference;
    let count = |change| difference.count(change);
    format!(
        "documents      {new} new, {changed} changed, {same} unchanged, {gone} gone\n\
         claims         {} new, {} gone, {} with roles turned, {} otherwise changed, {} as before\n\
         organizations  {} new, {} gone, {} of another type (by name and document)\n",
        count(Change::New),
        count(Change::Gone),
        count(Change::Turned),
        count(Change::Changed),
        difference.same,
        bodies[0],
        bodies[1],
        bodies[2],
    )
}

fn list(lines: &[Line], format: Format, out: &mut dyn Write) -> anyhow::Result<()> {
    let variables = ["change", "document", "claim", "before", "quote"].map(str::to_owned).to_vec();
    let text = |words: &str| Some(Term::from(Literal::from(words)));
    let row = |line: &Line| {
        let Line { document, change, claim, before, quote } = line;
        Ok(vec![
            text(change.word()),
            text(document),
            text(claim),
            before.as_deref().and_then(text),
            text(quote),
        ])
    };
    let rows: Vec<_> = lines.iter().map(row).collect();
    query::write(Answer::Solutions { variables, rows: Box::new(rows.into_iter()) }, format, width(), out)?;
    Ok(())
}
