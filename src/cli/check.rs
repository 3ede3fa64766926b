use super::query::{formats, width};
use super::{ExitStatus, Global, Terminal};
use crate::check::{self, Catalogue, Check, Finding, SHAPES, Severity};
use crate::query::{self, Format};
use crate::rdf::Base;
use crate::store::{Access, Answer, Embedded};
use oxigraph::model::{Literal, Term};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Columns of the answer.
const COLUMNS: [&str; 5] = ["severity", "check", "node", "message", "count"];

/// A longer value is cut off in messages.
const LONGEST_VALUE: usize = 80;

/// Holds the store against what is demanded of it: classes, numbers, roles, evidence, links.
///
/// Each row is a thing that breaks a rule, with how often it does. An error says that something is wrong with the
/// store, or with the records that it was built of; a warning that something is odd, but may be so.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit code: 0 without errors (warnings do not count), 1 with errors, 2 if it could not be done."
)]
pub struct Args {
    /// Only these checks; --list shows them.
    #[arg(value_name = "CHECK")]
    names: Vec<String>,
    /// Folder of .rq files that adds to or overrides the built-in checks.
    #[arg(long, value_name = "DIR")]
    checks: Option<PathBuf>,
    /// At most so many things of a check; 0: all.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// List the checks.
    #[arg(short, long)]
    list: bool,
    /// Print the rules as SHACL shapes, for another validator.
    #[arg(long, conflicts_with_all = ["list", "names", "checks", "format", "limit"])]
    shapes: bool,
    /// How the answer is written.
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats())]
    format: Format,
}

/// Checks, and writes what was found to standard output.
pub fn run(args: &Args, global: &Global, terminal: &Terminal) -> anyhow::Result<ExitStatus> {
    let mut out = BufWriter::new(io::stdout().lock());
    if args.shapes {
        out.write_all(SHAPES.as_bytes())?;
        out.flush()?;
        return Ok(ExitStatus::Done);
    }
    let catalogue = Catalogue::load(args.checks.as_deref())?;
    if args.list {
        return list(&catalogue, &mut out);
    }
    let checks = catalogue.chosen(&args.names)?;
    let store = Embedded::open(&global.store, Access::Read)?;
    let bar = terminal.progress(Some(checks.len() as u64), "checking");
    let (mut rows, mut tally, mut hidden) = (Vec::new(), Tally::default(), Vec::new());
    let all = check::all(&store, &checks, &|| bar.inc(1))?;
    bar.finish_and_clear();
    for (check, found) in checks.iter().zip(&all) {
        tally.add(check, found);
        let shown = if args.limit == 0 { found.len() } else { found.len().min(args.limit) };
        if shown < found.len() {
            hidden.push(format!("{} more of {}", found.len() - shown, check.name));
        }
        rows.extend(
            found.iter().take(shown).map(|finding| Ok(row(check, finding, store.base(), args.format))),
        );
    }
    let variables = COLUMNS.map(str::to_owned).to_vec();
    let answer = Answer::Solutions { variables, rows: Box::new(rows.into_iter()) };
    query::write(answer, args.format, width(), &mut out)?;
    out.flush()?;
    if !hidden.is_empty() {
        terminal.say(format_args!("Not shown: {}; --limit 0 shows all.", hidden.join(", ")));
    }
    terminal.say(tally.words(checks.len()));
    Ok(if tally.errors.things > 0 { ExitStatus::Problems } else { ExitStatus::Done })
}

/// How many things break how many rules.
#[derive(Default)]
struct Broken {
    things: usize,
    checks: usize,
}

#[derive(Default)]
struct Tally {
    errors: Broken,
    warnings: Broken,
}

impl Tally {
    fn add(&mut self, check: &Check, found: &[Finding]) {
        let broken = match check.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        broken.things += found.len();
        broken.checks += usize::from(!found.is_empty());
    }

    fn words(&self, checks: usize) -> String {
        let said = |broken: &Broken, one: &str| match broken.things {
            0 => format!("no {one}s"),
            1 => format!("1 {one}"),
            n => format!("{n} {one}s of {} checks", broken.checks),
        };
        let (errors, warnings) = (said(&self.errors, "error"), said(&self.warnings, "warning"));
        format!(" {checks} checks: {errors}, {warnings}")
            .replace(" 1 checks", " 1 check")
            .trim_start()
            .to_owned()
    }
}

fn row(check: &Check, finding: &Finding, base: &Base, format: Format) -> Vec<Option<Term>> {
    // People read IRIs below the base, and give them so to `guanxi explain`.
    let node = match (&finding.node, format) {
        (Term::NamedNode(node), Format::Table | Format::Markdown) => {
            Literal::from(short(node.as_str(), base)).into()
        }
        (node, _) => node.clone(),
    };
    let message = match &finding.value {
        None => check.summary.clone(),
        Some(value) => format!("{} ({})", check.summary, words(value, base)),
    };
    let texts = [check.severity.name(), &check.name].map(|text| Some(Literal::from(text).into()));
    let [severity, name] = texts;
    vec![
        severity,
        name,
        Some(node),
        Some(Literal::from(message).into()),
        Some(Literal::from(finding.count).into()),
    ]
}

fn short(iri: &str, base: &Base) -> String {
    match iri.strip_prefix(&base.to_string()) {
        Some(below) => below.to_owned(),
        None => query::shortened(iri),
    }
}

fn words(value: &Term, base: &Base) -> String {
    let words = match value {
        Term::NamedNode(node) => short(node.as_str(), base),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    };
    match words.char_indices().nth(LONGEST_VALUE) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words,
    }
}

fn list(catalogue: &Catalogue, out: &mut dyn Write) -> anyhow::Result<ExitStatus> {
    let widest = catalogue.iter().map(|check| check.name.chars().count()).max().unwrap_or(0);
    for check in catalogue.iter() {
        writeln!(out, "{:7}  {:widest$}  {}", check.severity.name(), check.name, check.summary)?;
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}
