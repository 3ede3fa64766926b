use super::{ExitStatus, Global, Terminal};
use crate::explain;
use crate::extract;
use crate::lexicon::Lexicon;
use crate::source::Document;
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
    #[arg(value_name = "WHAT", required_unless_present_any = ["text", "rules"], conflicts_with_all = ["text", "rules"])]
    what: Option<String>,
    /// Show how a text is read, stage by stage: chunks, whom they mean, frames that matched, and the record
    #[arg(long, value_name = "SENTENCE", conflicts_with = "rules")]
    text: Option<String>,
    /// List every rule that reads events, with an example
    #[arg(long)]
    rules: bool,
}

/// Runs the command.
pub fn run(args: &Args, global: &Global, _terminal: &Terminal) -> anyhow::Result<ExitStatus> {
    let lexicon = Lexicon::load(global.ontology.as_deref())?;
    let mut out = std::io::stdout().lock();
    if let Some(text) = &args.text {
        let document = Document::from_text("text", text);
        write!(out, "{}", extract::trace(&lexicon, &document))?;
        serde_json::to_writer_pretty(&mut out, &extract::extract(&lexicon, &document))
            .map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else if args.rules {
        write!(out, "{}", explain::rules(&lexicon))?;
    } else if let Some(what) = &args.what {
        let store = Embedded::open(&global.store, Access::Read)?;
        write!(out, "{}", explain::explain(&store, &lexicon, what)?)?;
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}
