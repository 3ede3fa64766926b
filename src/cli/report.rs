use super::{ExitStatus, Filters, Global, Terminal};
use crate::lexicon::Lexicon;
use crate::report::{self, Format, Report};
use crate::store::{Access, Embedded};
use clap::ValueEnum;
use std::path::PathBuf;

/// Write relationship reports: an overview, a dossier for each organization, and the texts with the quoted
/// words marked.
///
/// What is planned stands apart and is in no count. Each page is whole in itself and needs no network.
/// The folder is replaced where it holds an earlier report; a folder of other things is left alone.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Organizations, by any of their names; all where none is given
    #[arg(value_name = "WHO")]
    who: Vec<String>,
    /// Folder to write
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Formats of the pages
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [FormatChoice::Html, FormatChoice::Markdown])]
    format: Vec<FormatChoice>,
    #[command(flatten)]
    filters: Filters,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum FormatChoice {
    /// Pages for a browser
    Html,
    /// Pages for an editor or a wiki
    Markdown,
}

/// Runs the command.
pub fn run(args: &Args, global: &Global, terminal: &Terminal) -> anyhow::Result<ExitStatus> {
    let filter = args.filters.filter_of_everything()?;
    let lexicon = Lexicon::load(global.ontology.as_deref())?;
    let store = Embedded::open(&global.store, Access::Read)?;
    let mut formats = args.format.clone();
    formats.sort_unstable();
    formats.dedup();
    let formats: Vec<Format> = formats
        .into_iter()
        .map(|format| match format {
            FormatChoice::Html => Format::Html,
            FormatChoice::Markdown => Format::Markdown,
        })
        .collect();
    let report =
        Report { store: &store, lexicon: &lexicon, who: &args.who, filter: &filter, formats: &formats };
    let written = report::write(&report, &args.output)?;
    if let Some(start) = written.start.first() {
        terminal.say(format!(
            "{}: dossiers {}, events {}, documents {}; the pages hold sensitive matter, unencrypted",
            start.display(),
            written.organizations,
            written.events,
            written.documents
        ));
    }
    if written.events == 0 {
        terminal.warn("no event was found for this report; absence is no evidence");
    }
    Ok(ExitStatus::Done)
}
