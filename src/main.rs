//! The `guanxi` binary: parse, run, map errors to exit codes.
use std::process::ExitCode;

fn main() -> ExitCode {
    guanxi::cli::main()
}
