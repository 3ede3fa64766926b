//! Words to people: standard error, in colour where that is wanted, silent under `--quiet`.

use super::Global;
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where words for people go.
#[derive(Debug)]
pub struct Terminal {
    quiet: bool,
    color: bool,
}

impl Terminal {
    /// A terminal as the arguments and the environment ask for.
    pub fn new(global: &Global) -> Self {
        let color = match global.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        };
        Terminal { quiet: global.quiet, color }
    }

    /// Whether colours are wanted.
    pub fn color(&self) -> bool {
        self.color
    }

    /// A line of information; nothing under `--quiet`.
    pub fn say(&self, words: impl std::fmt::Display) {
        if !self.quiet {
            line(format_args!("{words}"));
        }
    }

    /// A warning: shown under `--quiet` too.
    pub fn warn(&self, words: impl std::fmt::Display) {
        line(format_args!("{} {words}", self.paint("33", "warning:")));
    }

    /// An error with its causes, as one paragraph.
    pub fn error(&self, error: &anyhow::Error) {
        line(format_args!("{} {error:#}", self.paint("31", "error:")));
    }

    /// A bar over `total` things, or a spinner where the number is not known; drawn only on a terminal.
    pub fn progress(&self, total: Option<u64>, what: &str) -> ProgressBar {
        let target = if self.quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(total, target);
        let template = match total {
            Some(_) => "{msg} {wide_bar} {pos}/{len} {per_sec} {eta}",
            None => "{msg} {spinner} {pos} {per_sec}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(what.to_owned());
        bar
    }

    fn paint(&self, code: &str, words: &str) -> String {
        if self.color { format!("\x1b[1;{code}m{words}\x1b[0m") } else { words.to_owned() }
    }
}

/// Writes a line. That nobody is left to read it (a closed pipe, a full disk) is no reason to stop.
fn line(words: std::fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stderr(), "{words}");
}
