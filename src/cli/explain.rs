use super::{ExitStatus, Global, Terminal};
use crate::explain;
use crate::lexicon::Lexicon;
use crate::store::{Access, Embedded};
use std::io::Write;

/// Lead an event, a relationship or an organization back to the words that say so.
///
/// Shows who took part, when and where, the rule that read it and its confidence, and for each document the
/// exact words with their place in the text.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Identifiers of events are the column id of `guanxi query events`; the first four digits \
                        or more are enough: `guanxi explain event/3f9a`."
)]
pub struct Args {
    /// An identifier (event/3f9a…, relationship/…, org/…, or the whole IRI) or any name of an organization
    #[arg(value_name = "WHAT")]
    what: String,
}

/// Runs the command.
pub fn run(args: &Args, global: &Global, _terminal: &Terminal) -> anyhow::Result<ExitStatus> {
    let lexicon = Lexicon::load(global.ontology.as_deref())?;
    let store = Embedded::open(&global.store, Access::Read)?;
    let explanation = explain::explain(&store, &lexicon, &args.what)?;
    let mut out = std::io::stdout().lock();
    write!(out, "{explanation}")?;
    out.flush()?;
    Ok(ExitStatus::Done)
}
