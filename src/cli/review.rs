use super::query::{formats, width};
use super::walk::Walk;
use super::{ExitStatus, Global, Terminal, decided};
use crate::build::{Builder, Contents, Options, contents};
use crate::lexicon::Lexicon;
use crate::query::{self, Format};
use crate::resolve::Decisions;
use crate::review::{self, BELOW, Item, ReviewError, Row, Sort, Verdict};
use crate::store::{Access, Answer, Embedded};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;
use oxigraph::model::{Literal, Term};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Columns of the answer; a spreadsheet has those of a verdict besides.
const COLUMNS: [&str; 7] = ["id", "asks", "about", "score", "because", "document", "quote"];

/// Columns for a person to fill in.
const VERDICT: [&str; 4] = ["decision", "who", "why", "is"];

/// Lists what a person should look at, and takes what the person decides.
///
/// Names that may be of one body (m…), doubtful types (t…), claims of low confidence (c…), and reports that may tell of
/// one event (e…), each with its words. Decisions are added to the file of decisions, and applied to the store at once.
/// --walk asks one after the other; each answer is kept before the next question.
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
    /// Go through the list at the terminal: one item after the other with its words, answered by y, n, s or q.
    #[arg(long, conflicts_with_all = ["accept", "reject", "is", "csv_in", "list_decisions"])]
    walk: bool,
    /// List what was decided: by whom, when and why, and whether it applies to what the store holds.
    #[arg(long, conflicts_with_all = ["accept", "reject", "is", "csv_in"])]
    list_decisions: bool,
    /// List or walk only through that: merge (names), type, claim or event.
    #[arg(long, value_name = "SORT", value_parser = sorts())]
    only: Option<Sort>,
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
    let lexicon = Lexicon::load(global.ontology.as_deref())?;
    let decisions = review::vetted(&path, &lexicon)?;
    if args.list_decisions {
        let store = Embedded::open(&global.store, Access::Read)?;
        return decided::list(&store, &decisions, args.format, terminal);
    }
    if args.walk {
        return walk(args, global, &decisions, &lexicon, terminal);
    }
    let rows = rows(args)?;
    let access = if rows.is_empty() { Access::Read } else { Access::Write };
    let store = Embedded::open(&global.store, access)?;
    if rows.is_empty() {
        let items = listed(&store, &lexicon, &decisions, args)?;
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
    apply(&store, &lexicon, all, &made, &path, terminal)
}

/// What is to be reviewed, as far as it is asked for.
fn listed(
    store: &Embedded,
    lexicon: &Lexicon,
    decisions: &Decisions,
    args: &Args,
) -> anyhow::Result<Vec<Item>> {
    let mut items = review::items(store, lexicon, decisions, args.below)?;
    items.retain(|item| args.only.is_none_or(|only| item.sort == only));
    Ok(items)
}

/// Brings the store up to all decisions; says which were `made`, and what changed.
fn apply(
    store: &Embedded,
    lexicon: &Lexicon,
    all: Decisions,
    made: &Decisions,
    path: &Path,
    terminal: &Terminal,
) -> anyhow::Result<ExitStatus> {
    let before = contents(store)?;
    let (_, told) = Builder::deciding(store, lexicon, Options::default(), all)?.finish_and_tell()?;
    for words in told {
        terminal.warn(words);
    }
    let after = contents(store)?;
    let told = made.told();
    for decision in &told {
        terminal.say(format_args!("{}: {}", decision.decides, decision.about));
    }
    let count = if told.len() == 1 { "1 decision".to_owned() } else { format!("{} decisions", told.len()) };
    terminal.say(format_args!("{count} added to {}; {}", path.display(), changed(&before, &after)));
    Ok(ExitStatus::Done)
}

/// Asks about one item after the other. The store is read first, and written last: others may read it meanwhile.
fn walk(
    args: &Args,
    global: &Global,
    decisions: &Decisions,
    lexicon: &Lexicon,
    terminal: &Terminal,
) -> anyhow::Result<ExitStatus> {
    let path = global.decisions_file();
    let items = listed(&Embedded::open(&global.store, Access::Read)?, lexicon, decisions, args)?;
    if items.is_empty() {
        terminal.say("nothing is to be reviewed");
        return Ok(ExitStatus::Done);
    }
    terminal.say(format_args!(
        "{} to review. Each answer is kept at once in {}; the store follows when you quit, or with the next build.",
        items.len(),
        path.display()
    ));
    let (who, why) = (args.who.as_deref(), args.why.as_deref());
    if who.is_none() {
        terminal.say("nobody is named: --who NAME records who answers");
    }
    let walk = Walk { lexicon, decisions: &path, who, why, today: today() };
    let walked = walk.walk(&items, &mut io::stdin().lock(), &mut io::stdout().lock())?;
    terminal.say(walked.words());
    if walked.made.is_empty() {
        return Ok(ExitStatus::Done);
    }
    let store = Embedded::open(&global.store, Access::Write)?;
    apply(&store, lexicon, review::vetted(&path, lexicon)?, &walked.made, &path, terminal)
}

fn today() -> Date {
    jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date()
}

fn sorts() -> impl TypedValueParser<Value = Sort> {
    let names = Sort::ALL.map(Sort::name);
    PossibleValuesParser::new(names).map(|name| Sort::named(&name).unwrap_or(Sort::Merge))
}

/// The verdicts of the arguments or of a spreadsheet.
fn rows(args: &Args) -> anyhow::Result<Vec<Row>> {
    let today = today();
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
            "{n} to review; decide with --walk, with --accept ID or --reject ID, or with --format csv and --csv-in FILE"
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
