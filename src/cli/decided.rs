//! `guanxi review --list-decisions`: what people decided, and what of it applies.

use super::query::width;
use super::{ExitStatus, Terminal};
use crate::build::{self, Reach};
use crate::query::{self, Format};
use crate::resolve::{Decisions, Told};
use crate::store::{Answer, Embedded};
use oxigraph::model::{Literal, Term};
use std::io::{self, BufWriter, Write};

/// Lists all decisions.
pub(super) fn list(
    store: &Embedded,
    decisions: &Decisions,
    format: Format,
    terminal: &Terminal,
) -> anyhow::Result<ExitStatus> {
    let variables = ["decision", "about", "who", "when", "why", "applies"].map(str::to_owned).to_vec();
    let text = |words: &str| Some(Term::from(Literal::from(words)));
    let reach = build::reach(store, decisions)?;
    let told = decisions.told();
    let row = |(told, reach): (&Told<'_>, &Reach)| {
        let when = told.when.map(|day| day.to_string());
        let applies = match reach {
            Reach::Nothing(why) => format!("no: {why}"),
            Reach::Claims(count) if *count > 1 => format!("yes: {count} claims"),
            Reach::Claims(_) | Reach::Bodies => "yes".to_owned(),
        };
        Ok(vec![
            text(told.decides),
            text(&told.about),
            told.who.and_then(text),
            when.as_deref().and_then(text),
            told.why.and_then(text),
            text(&applies),
        ])
    };
    let rows: Vec<_> = told.iter().zip(&reach).map(row).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    query::write(
        Answer::Solutions { variables, rows: Box::new(rows.into_iter()) },
        format,
        width(),
        &mut out,
    )?;
    out.flush()?;
    let without = reach.iter().filter(|reach| reach.idle().is_some()).count();
    terminal.say(format_args!("decisions: {}, of which {without} apply to nothing in the store", told.len()));
    if !build::is_built_with(store, decisions)? {
        terminal.say("the store was built with other decisions; `guanxi build` brings it up to these");
    }
    Ok(ExitStatus::Done)
}
