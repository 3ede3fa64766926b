use super::query::{formats, width};
use super::{ExitStatus, Global, Terminal};
use crate::changes::{self, Between};
use crate::query::{self, Format, Written};
use crate::store::{Access, Embedded};
use jiff::civil::Date;
use std::io::{self, BufWriter, Write};

/// Tells what is new, gone or different between two snapshots of a register.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A snapshot is a table that was built with `guanxi build TABLE --as-of DATE`. What texts told for the \
                        first time since a date is asked with `guanxi query changes -p since=DATE`."
)]
pub struct Args {
    /// The state on that day [default: of the first snapshot]
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// The state on that day [default: of the last snapshot]
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// Only of that register: offices, activities, …
    #[arg(long, value_name = "NAME")]
    register: Option<String>,
    /// How the answer is written; ttl and nt give a graph
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats())]
    format: Format,
}

/// Compares, and writes the changes to standard output.
pub fn run(args: &Args, global: &Global, terminal: &Terminal) -> anyhow::Result<ExitStatus> {
    let store = Embedded::open(&global.store, Access::Read)?;
    let between = Between { register: args.register.clone(), from: args.from, to: args.to };
    let found = changes::changes(&store, &between)?;
    let count = |kind| found.iter().filter(|change| change.kind == kind).count();
    let (new, gone, changed) =
        (count(changes::Kind::New), count(changes::Kind::Gone), count(changes::Kind::Changed));
    let graph = matches!(args.format, Format::Turtle | Format::NTriples);
    let mut out = BufWriter::new(io::stdout().lock());
    let written = query::write(changes::answer(found, graph), args.format, width(), &mut out)?;
    for note in &query::notes(&store)? {
        match args.format {
            Format::Table | Format::Markdown if written != Written::Rows(0) => writeln!(out, "\n{note}")?,
            _ => terminal.say(note),
        }
    }
    out.flush()?;
    terminal.say(format_args!("{new} new, {gone} gone, {changed} fields changed"));
    Ok(ExitStatus::Done)
}
