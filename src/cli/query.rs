use super::{ExitStatus, Global, Terminal};
use crate::lexicon::Lexicon;
use crate::query::{self, Catalogue, Format, NamedQuery, Prepared, QueryError, Silence, Written};
use crate::store::{Access, Answer, Embedded, Store};
use anyhow::bail;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use oxigraph::model::Term;
use std::cell::Cell;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::rc::Rc;

/// Width of a table that goes to a file or a pipe.
const WIDTH: u16 = 120;

/// Asks the store: a named query, a file, or SPARQL.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Named queries leave out what is only planned; ask for it with -p modality=planned or any."
)]
pub struct Args {
    /// A named query; --list shows them.
    #[arg(required_unless_present_any = ["list", "file", "sparql"], conflicts_with_all = ["file", "sparql"])]
    name: Option<String>,
    /// A parameter of the query; may be repeated, also with one key and several values.
    #[arg(short, long = "param", value_name = "KEY=VALUE", value_parser = key_value)]
    param: Vec<(String, String)>,
    /// Only what a person confirmed or corrected; as -p reviewed=yes.
    #[arg(long, conflicts_with = "sparql")]
    reviewed: bool,
    /// A file with SPARQL, with or without a header of `#+` lines.
    #[arg(short, long, value_name = "FILE", conflicts_with = "sparql")]
    file: Option<PathBuf>,
    /// SPARQL; the usual prefixes (gx, skos, dcterms, prov, …) are declared.
    #[arg(short = 'e', long = "sparql", value_name = "SPARQL")]
    sparql: Option<String>,
    /// List the named queries.
    #[arg(short, long)]
    list: bool,
    /// Say what the query answers and what it takes, and do not ask it.
    #[arg(long, conflicts_with = "sparql")]
    describe: bool,
    /// Folder of .rq files that adds to or overrides the built-in queries.
    #[arg(long, value_name = "DIR")]
    queries: Option<PathBuf>,
    /// How the answer is written.
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats())]
    format: Format,
}

pub(super) fn formats() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.map(|(name, _)| name);
    PossibleValuesParser::new(names).map(|name| Format::named(&name).unwrap_or(Format::Table))
}

fn key_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) => Ok((key.trim().to_owned(), value.to_owned())),
        None => Err("write it as KEY=VALUE, as -p from=2019-03-31".to_owned()),
    }
}

/// Asks, and writes the answer to standard output.
pub fn run(args: &Args, global: &Global, terminal: &Terminal) -> anyhow::Result<ExitStatus> {
    let mut out = BufWriter::new(io::stdout().lock());
    let named = match (&args.sparql, &args.file) {
        (Some(text), _) => NamedQuery::sparql(text),
        (None, Some(path)) => {
            let text = std::fs::read_to_string(path)
                .map_err(|e| QueryError::Unreadable { path: path.clone(), reason: e.to_string() })?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            NamedQuery::read(&name, &text, &path.display().to_string())?
        }
        (None, None) => {
            let catalogue = catalogue(args, terminal)?;
            match &args.name {
                Some(name) => catalogue.get(name)?.clone(),
                None => return list(&catalogue, &mut out),
            }
        }
    };
    if args.list {
        return list(&catalogue(args, terminal)?, &mut out);
    }
    if args.describe {
        write!(out, "{named}")?;
        out.flush()?;
        return Ok(ExitStatus::Done);
    }
    if !args.param.is_empty() && args.sparql.is_some() {
        bail!("-p goes with a named query, or with a file (-f) whose header declares the parameter");
    }
    // What cannot be parsed is told before a store is looked for.
    query::parse(&named.text, &named.origin)?;
    let lexicon = Lexicon::load(global.ontology.as_deref())?;
    let store = Embedded::open(&global.store, Access::Read)?;
    let mut given = args.param.clone();
    if args.reviewed {
        given.push(("reviewed".to_owned(), "yes".to_owned()));
    }
    let prepared = query::prepare(&named, &given, &store, &lexicon)?;
    let by = Rc::new(Cell::new(0));
    let answer = counted(store.query(&prepared.query)?, &by);
    let written = query::write(answer, args.format, width(), &mut out)?;
    let notes = query::notes(&store)?;
    for note in &notes {
        // In a format for people the note goes with the answer; the others have no room for it.
        match args.format {
            Format::Table | Format::Markdown if matches!(written, Written::Rows(1..)) => {
                writeln!(out, "\n{note}")?
            }
            _ => terminal.say(note),
        }
    }
    out.flush()?;
    match written {
        Written::Rows(0) | Written::Triples(0) => terminal.say(silence(&prepared, &store)?),
        Written::Rows(n) => {
            terminal.say(format_args!("{n} {}", if n == 1 { "row" } else { "rows" }));
            let given = |name: &str| args.param.iter().any(|(key, _)| key == name);
            let is_bounded = named.event.is_some() && given("from") && !given("dates");
            if is_bounded && named.parameter("dates").is_some() && by.get() > 0 {
                terminal.say(format_args!(
                    "{} dated by a day, and may have happened before the first: -p dates=certain leaves such out, \
                     dates=possible adds all that may lie in between",
                    match by.get() {
                        1 => "1 of them is".to_owned(),
                        n => format!("{n} of them are"),
                    }
                ));
            }
        }
        Written::Triples(_) | Written::Boolean => {}
    }
    Ok(ExitStatus::Done)
}

/// The answer; counts in `by` the rows whose date is one by which it happened.
fn counted<'a>(answer: Answer<'a>, by: &Rc<Cell<usize>>) -> Answer<'a> {
    let Answer::Solutions { variables, rows } = answer else { return answer };
    let Some(at) = variables.iter().position(|v| v == "precision") else {
        return Answer::Solutions { variables, rows };
    };
    let by = Rc::clone(by);
    let is_by =
        move |row: &[Option<Term>]| matches!(&row[at], Some(Term::Literal(word)) if word.value() == "by");
    let rows = rows.inspect(move |row| {
        if row.as_ref().is_ok_and(|row| is_by(row)) {
            by.set(by.get() + 1);
        }
    });
    Answer::Solutions { variables, rows: Box::new(rows) }
}

/// All queries; of files that are none, a word for each that is not asked for.
fn catalogue(args: &Args, terminal: &Terminal) -> anyhow::Result<Catalogue> {
    let catalogue = Catalogue::load(args.queries.as_deref())?;
    for (_, reason) in catalogue.problems().filter(|(name, _)| args.name.as_deref() != Some(*name)) {
        terminal.say(format_args!("warning: left out: {reason}"));
    }
    Ok(catalogue)
}

/// Why an empty answer is no "no".
fn silence(prepared: &Prepared, store: &dyn Store) -> anyhow::Result<String> {
    let silence = Silence::about(store, &prepared.organizations)?;
    let planned = match prepared.leaves_out_planned {
        true => " What is only planned was left out: ask for it with -p modality=any.",
        false => "",
    };
    Ok(format!("No answer: {silence}.{planned}"))
}

/// The terminal's width; of a pipe what COLUMNS says, else a good width for reading.
pub(super) fn width() -> u16 {
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok().filter(|w| *w > 0);
    comfy_table::Table::new().width().or_else(columns).unwrap_or(WIDTH)
}

fn list(catalogue: &Catalogue, out: &mut dyn Write) -> anyhow::Result<ExitStatus> {
    let widest = catalogue.iter().map(|q| q.name.chars().count()).max().unwrap_or(0);
    let mut group = "";
    for query in catalogue.iter() {
        if query.group != group {
            let gap = if group.is_empty() { "" } else { "\n" };
            group = &query.group;
            writeln!(out, "{gap}{group}")?;
        }
        writeln!(out, "  {:widest$}  {}", query.name, query.summary)?;
    }
    writeln!(out, "\n`guanxi query NAME --describe` says what a query takes.")?;
    out.flush()?;
    Ok(ExitStatus::Done)
}
