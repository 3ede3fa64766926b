use super::query::{formats, width};
use super::{ExitStatus, Global, Terminal};
use crate::filter::organization_type;
use crate::find;
use crate::query::{self, Format, Written};
use crate::store::{Access, Embedded};
use std::io::{self, BufWriter, Write};

/// Finds organizations by any of their names; case, accents and a typo are forgiven.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Take the id that it shows (org/…) wherever a query or explain wants an organization."
)]
pub struct Args {
    /// A name, or words of it
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    /// Only of that type or role: ForeignNGO, PSBOffice, PartnerUnit, …
    #[arg(long = "type", value_name = "TYPE")]
    class: Option<String>,
    /// At most so many
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    limit: usize,
    /// How the answer is written
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats())]
    format: Format,
}

/// Finds, and writes what was found to standard output.
pub fn run(args: &Args, global: &Global, terminal: &Terminal) -> anyhow::Result<ExitStatus> {
    let class = args.class.as_deref().map(organization_type).transpose()?;
    let store = Embedded::open(&global.store, Access::Read)?;
    let name = args.name.join(" ");
    let found = find::find(&store, &name, class, args.limit)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let written = query::write(find::answer(found), args.format, width(), &mut out)?;
    let notes = query::notes(&store)?;
    for note in &notes {
        match args.format {
            Format::Table | Format::Markdown if written != Written::Rows(0) => writeln!(out, "\n{note}")?,
            _ => terminal.say(note),
        }
    }
    out.flush()?;
    match written {
        Written::Rows(0) => terminal.say(format_args!(
            "No organization in the store has a name like \"{name}\"; `guanxi query organizations` lists them all"
        )),
        Written::Rows(1) => terminal.say("1 organization"),
        Written::Rows(n) => terminal.say(format_args!("{n} organizations")),
        Written::Triples(_) | Written::Boolean => {}
    }
    Ok(ExitStatus::Done)
}
