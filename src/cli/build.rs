use super::{ExitStatus, Global, Terminal};

/// Not there yet.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
pub fn run(_args: &Args, _global: &Global, _terminal: &Terminal) -> anyhow::Result<ExitStatus> {
    anyhow::bail!("build is not there yet")
}
