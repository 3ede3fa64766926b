use super::{ExitStatus, Filters, Global, Terminal};
use crate::export::{self, ExportError, Format, Holds, Part, Source, Written};
use crate::filter::{Filter, nearest};
use crate::graph::View;
use crate::lexicon::Lexicon;
use crate::store::{Access, Embedded};
use anyhow::{Context, bail};
use clap::ValueEnum;
use std::io::BufWriter;
use std::path::PathBuf;

/// Write the network or the statements to a file that other programs read.
///
/// A network has a node for each organization and an edge for what one did to another; its weight is the
/// number of events. Planned events are left out unless `--modality` asks for them.
#[derive(Debug, clap::Args)]
#[command(after_help = formats())]
pub struct Args {
    /// File format; see below
    #[arg(value_name = "FORMAT")]
    format: String,
    /// File to write; standard output where it is not given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What an edge of a network stands for
    #[arg(long, value_enum)]
    view: Option<ViewChoice>,
    /// Part of the statements (repeatable); all but what people decided where it is not given
    #[arg(long = "graph", value_enum, value_name = "PART")]
    parts: Vec<PartChoice>,
    #[command(flatten)]
    filters: Filters,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ViewChoice {
    /// All that one organization did to another: one edge a direction, with a count for each kind
    Links,
    /// One edge for each kind of event: parallel edges, which Gephi merges
    Kinds,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum PartChoice {
    /// What each document says, with its text
    Documents,
    /// Organizations, events, relationships
    Resolution,
    /// Who is linked to whom
    Links,
    /// The names that documents use, and of which organization each is
    Names,
    /// What people decided, by whom and why: only where it is asked for
    Decisions,
    /// The vocabulary and the places
    Ontology,
}

/// Runs the command.
pub fn run(args: &Args, global: &Global, terminal: &Terminal) -> anyhow::Result<ExitStatus> {
    let format = known_format(&args.format)?;
    let filter = args.filters.filter()?;
    match format.holds() {
        Holds::Network if !args.parts.is_empty() => {
            bail!("--graph chooses among statements; {} holds a network: leave it out", format.name())
        }
        Holds::Statements
            if args.view.is_some()
                || filter != (Filter { reviewed: filter.reviewed, ..Filter::default() }) =>
        {
            bail!(
                "{} holds all statements and takes no --view and no filters but --reviewed: leave them out, choose \
             parts with --graph, or ask for what you want with `guanxi query`",
                format.name()
            )
        }
        _ => {}
    }
    let lexicon = Lexicon::load(global.ontology.as_deref())?;
    let store = Embedded::open(&global.store, Access::Read)?;
    let source = Source {
        store: &store,
        lexicon: &lexicon,
        filter: &filter,
        view: match args.view {
            Some(ViewChoice::Kinds) => View::Kinds,
            Some(ViewChoice::Links) | None => View::Links,
        },
        parts: &args.parts.iter().copied().map(part).collect::<Vec<_>>(),
    };
    let written = match &args.output {
        Some(path) => export::write_file(path, |out| format.write(&source, out))?,
        None => to_standard_output(format, &source)?,
    };
    let counts: Vec<String> = written.counts.iter().map(|(n, what)| format!("{n} {what}")).collect();
    let place = args.output.as_ref().map_or("standard output".to_owned(), |p| p.display().to_string());
    terminal.say(format!("{}: {}", place, counts.join(", ")));
    if format.holds() == Holds::Network && written.counts.iter().all(|(count, _)| *count == 0) {
        terminal.warn("no event passes the filters, so the network is empty; absence is no evidence");
    }
    Ok(ExitStatus::Done)
}

fn to_standard_output(format: &dyn Format, source: &Source<'_>) -> Result<Written, ExportError> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    format.write(source, &mut out)
}

fn known_format(name: &str) -> anyhow::Result<&'static dyn Format> {
    let name = name.to_lowercase();
    let names = || export::FORMATS.iter().map(|f| f.name());
    export::format(&name).with_context(|| {
        let near = nearest(&name, names(), 1);
        let hint = near.first().map(|n| format!("; did you mean {n}?")).unwrap_or_default();
        format!(
            "there is no export format \"{name}\"{hint}; there are {}",
            names().collect::<Vec<_>>().join(", ")
        )
    })
}

fn part(choice: PartChoice) -> Part {
    match choice {
        PartChoice::Documents => Part::Documents,
        PartChoice::Resolution => Part::Resolution,
        PartChoice::Links => Part::Links,
        PartChoice::Names => Part::Names,
        PartChoice::Decisions => Part::Decisions,
        PartChoice::Ontology => Part::Ontology,
    }
}

fn formats() -> String {
    let lines: Vec<String> =
        export::FORMATS.iter().map(|f| format!("  {:<9} {}", f.name(), f.about())).collect();
    format!("Formats:\n{}", lines.join("\n"))
}
