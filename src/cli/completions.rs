use super::ExitStatus;
use clap_complete::Shell;
use std::io::Write;

/// Prints the completion script of a shell.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which shell.
    shell: Shell,
}

/// Writes the script to standard output.
pub fn run(args: &Args, command: &mut clap::Command) -> anyhow::Result<ExitStatus> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, command, "guanxi", &mut script);
    std::io::stdout().write_all(&script)?;
    Ok(ExitStatus::Done)
}
