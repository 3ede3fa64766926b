//! The command line: the only place that prints and reads arguments. One file a command.

mod build;
mod changes;
mod check;
mod completions;
mod decided;
mod diff;
mod evaluate;
mod explain;
mod export;
mod extract;
mod filters;
mod find;
mod query;
mod report;
mod review;
mod terminal;
mod walk;

use crate::lexicon::Lexicon;
use crate::resolve::Decisions;
use crate::review::vetted;
use clap::{Args, CommandFactory, Parser, Subcommand, error::ErrorKind};
use std::path::PathBuf;
use std::process::ExitCode;

pub use filters::Filters;
pub use terminal::{ColorChoice, Terminal};

/// Reads digests and news about foreign NGOs in China and builds a graph of who dealt with whom.
#[derive(Debug, Parser)]
#[command(name = "guanxi", version, max_term_width = 100)]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// Folder of the store.
    #[arg(long, global = true, value_name = "DIR", default_value = "guanxi.db")]
    pub store: PathBuf,
    /// Folder of vocabulary, gazetteers and event kinds that adds to or overrides the built-in one.
    #[arg(long, global = true, value_name = "DIR")]
    pub ontology: Option<PathBuf>,
    /// File of what people decided about names and claims [default: decisions.toml beside the store].
    #[arg(long, global = true, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
    /// Say nothing but results and errors.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// When to use colours.
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto)]
    pub color: ColorChoice,
}

impl Global {
    /// The file of decisions.
    pub fn decisions_file(&self) -> PathBuf {
        self.decisions.clone().unwrap_or_else(|| self.store.with_file_name("decisions.toml"))
    }

    /// What stands in it. A file that was named must be there.
    pub fn read_decisions(&self, lexicon: &Lexicon) -> anyhow::Result<Decisions> {
        let path = self.decisions_file();
        if self.decisions.is_some() && !path.is_file() {
            anyhow::bail!("{}: there is no such file; --decisions names a file of decisions", path.display());
        }
        Ok(vetted(&path, lexicon)?)
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Args),
    Extract(extract::Args),
    Query(query::Args),
    Changes(changes::Args),
    Find(find::Args),
    Export(export::Args),
    Report(report::Args),
    Review(review::Args),
    Explain(explain::Args),
    Check(check::Args),
    Evaluate(evaluate::Args),
    Completions(completions::Args),
}

/// How a command ended, and the process's exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// Done, nothing to complain of: 0.
    Done,
    /// Done, with problems found on the way: 1.
    Problems,
    /// Could not do it: 2.
    CouldNot,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        match status {
            ExitStatus::Done => ExitCode::SUCCESS,
            ExitStatus::Problems => ExitCode::from(1),
            ExitStatus::CouldNot => ExitCode::from(2),
        }
    }
}

/// Parses the arguments, runs the command, prints what went wrong and gives the exit code.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            let shown = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            return if shown { ExitStatus::Done } else { ExitStatus::CouldNot }.into();
        }
    };
    let terminal = Terminal::new(&arguments.global);
    match run(&arguments, &terminal) {
        Ok(status) => status.into(),
        Err(error) if is_broken_pipe(&error) => ExitStatus::Done.into(),
        Err(error) => {
            terminal.error(&error);
            ExitStatus::CouldNot.into()
        }
    }
}

fn run(arguments: &Arguments, terminal: &Terminal) -> anyhow::Result<ExitStatus> {
    let global = &arguments.global;
    match &arguments.command {
        Command::Build(args) => build::run(args, global, terminal),
        Command::Extract(args) => extract::run(args, global, terminal),
        Command::Query(args) => query::run(args, global, terminal),
        Command::Changes(args) => changes::run(args, global, terminal),
        Command::Find(args) => find::run(args, global, terminal),
        Command::Export(args) => export::run(args, global, terminal),
        Command::Report(args) => report::run(args, global, terminal),
        Command::Review(args) => review::run(args, global, terminal),
        Command::Explain(args) => explain::run(args, global, terminal),
        Command::Check(args) => check::run(args, global, terminal),
        Command::Evaluate(args) => evaluate::run(args, global, terminal),
        Command::Completions(args) => completions::run(args, &mut Arguments::command()),
    }
}

/// Whether the reader of our output went away (`guanxi … | head`), which is no error.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }
}
