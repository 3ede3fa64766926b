use super::query::{formats, width};
use super::{ExitStatus, Global, Terminal};
use crate::build::{Builder, Contents, Options, contents};
use crate::lexicon::Lexicon;
use crate::query::{self, Format};
use crate::resolve::Decisions;
use crate::review::{self, BELOW, Item, ReviewError, Row, Verdict};
use crate::store::{Access, Answer, Embedded};
use jiff::civil::Date;
use oxigraph::model::{Literal, Term};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Columns of the answer; a spreadsheet has those of a verdict besides.
const COLUMNS: [&str; 7] = ["id", "asks", "about", "score", "because", "document", "quote"];

/// Columns for a person to fill in.
const VERDICT: [&str; 4] = ["decision", "who", "why", "is"];

/// Lists what a person should look at, and takes what the person decides.
///
/// Names that may be of one body (m…), doubtful types (t…), claims of low confidence (c…), and reports that may tell of
/// one event (e…), each with its words. Decisions are added to the file of decisions, and applied to the store at once.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The answer to the question is yes: one body, the right type, a right claim, one event.
    #[arg(long, value_name = "ID", num_args = 1..)]
    accept: Vec<String>,
    /// The answer is no: two bodies, another type (--is), a wrong claim, two events.
    #[arg(long, value_name = "ID", num_args = 1..)]
    reject: Vec<String>,
    /// Decide what a spreadsheet says: one that --format csv wrote, with accept or reject in the column "decision".
    #[arg(long, value_name = "FILE", conflicts_with_all = ["accept", "reject", "is"])]
    csv_in: Option<PathBuf>,
    /// What is right instead: a type, a kind of event, or the day of an event.
    #[arg(long, value_name = "WORD")]
    is: Option<String>,
    /// Who decides.
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// Why.
    #[arg(long, value_name = "WORDS")]
    why: Option<String>,
    /// List claims and types of a confidence below that.
    #[arg(long, value_name = "NUMBER", default_value_t = BELOW)]
    below: f64,
    /// How the list is written.
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats())]
    format: Format,
}

/// Lists, or decides.
pub fn run(args: &Args, global: &Global, terminal: &Terminal) -> anyhow::Result<ExitStatus> {
    let path = global.decisions_file();
    let decisions = Decisions::read(&path)?;
    let lexicon = Lexicon::load(global.ontology.as_deref())?;
    let rows = rows(args)?;
    let access = if rows.is_empty() { Access::Read } else { Access::Write };
    let store = Embedded::open(&global.store, access)?;
    if rows.is_empty() {
        let items = review::items(&store, &lexicon, &decisions, args.below)?;
        if args.csv_in.is_some() {
            terminal.say("no row of the sheet has a decision; nothing was decided");
            return Ok(ExitStatus::Done);
        }
        return list(&items, args.format, terminal);
    }
    // Whatever was listed with another --below can be decided.
    let items = review::items(&store, &lexicon, &decisions, f64::INFINITY)?;
    let by_id: BTreeMap<&str, &Item> = items.iter().map(|item| (item.id.as_str(), item)).collect();
    let mut made = Decisions::default();
    for row in &rows {
        let item = by_id.get(row.id.as_str()).ok_or_else(|| ReviewError::NoItem { id: row.id.clone() });
        let decided = item.and_then(|item| review::decide(item, &row.verdict, &lexicon));
        made.extend(decided.map_err(|error| match row.line {
            0 => anyhow::Error::new(error),
            line => anyhow::Error::new(error).context(format!("line {line}, nothing was decided")),
        })?);
    }
    let all = review::append(&path, &made)?;
    let before = contents(&store)?;
    let (_, idle) = Builder::deciding(&store, &lexicon, Options::default(), all)?.finish_and_tell()?;
    for words in idle {
        terminal.warn(format_args!("a decision applies to nothing; it is kept: {words}"));
    }
    let after = contents(&store)?;
    let told = made.told();
    for decision in &told {
        terminal.say(format_args!("{}: {}", decision.decides, decision.about));
    }
    let count = if told.len() == 1 { "1 decision".to_owned() } else { format!("{} decisions", told.len()) };
    terminal.say(format_args!("{count} added to {}; {}", path.display(), changed(&before, &after)));
    Ok(ExitStatus::Done)
}

/// The verdicts of the arguments or of a spreadsheet.
fn rows(args: &Args) -> anyhow::Result<Vec<Row>> {
    let today = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date();
    let (who, why) = (args.who.as_deref(), args.why.as_deref());
    let rows = match &args.csv_in {
        Some(path) => review::sheet(path, who, why, today)?,
        None => {
            let row =
                |id: &String, accept| Row { line: 0, id: id.clone(), verdict: verdict(args, accept, today) };
            let accepted = args.accept.iter().map(|id| row(id, true));
            accepted.chain(args.reject.iter().map(|id| row(id, false))).collect()
        }
    };
    let mut met: BTreeMap<&str, &Verdict> = BTreeMap::new();
    let mut once = Vec::new();
    for row in &rows {
        // A list has a line for each quote: one verdict may stand on several.
        match met.insert(&row.id, &row.verdict) {
            None => once.push(row.clone()),
            Some(other) if other.accept == row.verdict.accept => {}
            Some(_) => return Err(ReviewError::Both { id: row.id.clone() }.into()),
        }
    }
    Ok(once)
}

fn verdict(args: &Args, accept: bool, today: Date) -> Verdict {
    Verdict { accept, is: args.is.clone(), who: args.who.clone(), why: args.why.clone(), when: Some(today) }
}

/// "391 organizations (1 fewer), 327 events, 516 links".
fn changed(before: &Contents, after: &Contents) -> String {
    let words = |was: u64, is: u64, of: &str| match is.cmp(&was) {
        std::cmp::Ordering::Less => format!("{is} {of} ({} fewer)", was - is),
        std::cmp::Ordering::Equal => format!("{is} {of}"),
        std::cmp::Ordering::Greater => format!("{is} {of} ({} more)", is - was),
    };
    [
        words(before.organizations, after.organizations, "organizations"),
        words(before.events, after.events, "events"),
        words(before.links, after.links, "links"),
    ]
    .join(", ")
}

fn list(items: &[Item], format: Format, terminal: &Terminal) -> anyhow::Result<ExitStatus> {
    let mut out = BufWriter::new(io::stdout().lock());
    let sheet = matches!(format, Format::Csv | Format::Tsv);
    let mut variables = COLUMNS.map(str::to_owned).to_vec();
    if sheet {
        variables.extend(VERDICT.map(str::to_owned));
    }
    let empty = if sheet { VERDICT.len() } else { 0 };
    let rows: Vec<_> = items.iter().map(|item| Ok(row(item, empty))).collect();
    let answer = Answer::Solutions { variables, rows: Box::new(rows.into_iter()) };
    query::write(answer, format, width(), &mut out)?;
    out.flush()?;
    terminal.say(match items.len() {
        0 => "nothing is to be reviewed".to_owned(),
        n => format!(
            "{n} to review; decide with --accept ID or --reject ID, or --format csv and --csv-in FILE"
        ),
    });
    Ok(ExitStatus::Done)
}

fn row(item: &Item, empty: usize) -> Vec<Option<Term>> {
    let text = |words: &str| Some(Term::from(Literal::from(words)));
    let joined = |part: fn(&review::Evidence) -> &str| {
        text(&item.evidence.iter().map(part).collect::<Vec<_>>().join(" | "))
    };
    let mut row = vec![
        text(&item.id),
        text(item.sort.question()),
        text(&item.about),
        item.score.and_then(|score| text(&format!("{:.3}", f64::from(score) / 1000.0))),
        text(&item.because),
        joined(|evidence| &evidence.document),
        joined(|evidence| &evidence.quote),
    ];
    row.extend(std::iter::repeat_n(None, empty));
    row
}
