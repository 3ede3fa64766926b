//! From a document to its record: pure and total. Odd text gives warnings, never an error.
//!
//! The stages, each a module: [`page`] cuts paragraphs into sentences and tokens; [`names`] finds names
//! by shape; [`entity`] brings them together; [`office`] reads representative offices; [`reduce`]
//! makes each name one word and [`tag`] says what part of speech the others are; [`chunk`] groups them into noun phrases and verb groups;
//! [`clause`] says who does what; [`discourse`] whom descriptions and pronouns mean; [`frame`] matches the frames of
//! `ontology/events/`; [`attendance`] and [`event`] complete and merge rows; [`relation`] reads standing
//! ties; [`output`] writes the record.

mod assume;
mod attendance;
mod chunk;
mod clause;
mod company;
mod date;
mod discourse;
mod entity;
mod event;
mod follow;
mod frame;
mod names;
mod office;
mod output;
mod page;
mod part;
mod post;
mod reduce;
mod relation;
mod seat;
mod tag;
mod trace;

use crate::lexicon::{Lexicon, Sort};
use crate::record::Record;
use crate::source::Document;
use entity::{EntityId, Table};
use event::Row;
use jiff::civil::Date;
use names::Name;
use relation::{Role, Tie};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// What a document says, before it is written out.
pub(crate) struct Reading {
    table: Table,
    rows: Vec<Row>,
    ties: Vec<Tie>,
    roles: Vec<Role>,
    /// Sentences that gave an event or named a body, by paragraph and sentence.
    sentences: Vec<SentenceReading>,
}

/// What one sentence gave.
pub(crate) struct SentenceReading {
    span: crate::text::Span,
    named: bool,
    /// Named or referred to.
    spoken_of: bool,
    told: bool,
}

/// Of which type the body of a name is, as far as the name tells: its class ("University").
///
/// ```
/// use guanxi::{extract::type_of_name, lexicon::Lexicon};
/// assert_eq!(type_of_name(&Lexicon::load(None)?, "Southern Lakes University"), Some("University"));
/// # Ok::<(), guanxi::lexicon::LexiconError>(())
/// ```
pub fn type_of_name(lexicon: &Lexicon, name: &str) -> Option<&'static str> {
    let paragraph = page::paragraph(name, 1, crate::text::Span::new(0, name.len()));
    let names = names::find(lexicon, name, &[paragraph]);
    let whole = names.into_iter().find(|n| !n.weak && n.span.start == 0 && n.span.len() * 2 > name.len());
    whole.map(|n| n.kind.name())
}

/// Reads what a document says.
///
/// Total: any text gives a record. Cost: linear in the text, for sentences of bounded length.
pub fn extract(lexicon: &Lexicon, document: &Document) -> Record {
    output::record(lexicon, document, read(lexicon, document))
}

/// How a document is read, stage by stage: the chunks of each sentence, whom its phrases mean, the frames that matched.
pub fn trace(lexicon: &Lexicon, document: &Document) -> String {
    read_with(lexicon, document, true).1
}

fn read(lexicon: &Lexicon, document: &Document) -> Reading {
    read_with(lexicon, document, false).0
}

fn read_with(lexicon: &Lexicon, document: &Document, tracing: bool) -> (Reading, String) {
    let text = document.text.as_str();
    let paragraphs = page::paragraphs(document);
    let names = names::find(lexicon, text, &paragraphs);
    let (mut table, meaning) = Table::build(lexicon, &names, &paragraphs, text);
    let mut reader = post::Reader::new(lexicon, text, &mut table);
    if tracing {
        reader = reader.tracing();
    }
    let dates: FxHashMap<u32, Option<Date>> = document.posts.iter().map(|p| (p.number, p.date)).collect();
    let mut from = 0;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let to = from + names[from..].iter().take_while(|n| n.paragraph == index).count();
        if paragraph.post > 0 {
            let date = dates.get(&paragraph.post).copied().flatten();
            let known: Vec<(&Name, EntityId)> =
                (from..to).filter_map(|i| meaning[i].map(|e| (&names[i], e))).collect();
            reader.paragraph(index, paragraph, date, &known);
        }
        from = to;
    }
    let trace = reader.take_trace();
    let (rows, mut ties, roles, sentences) = reader.finish();
    ties.extend(table.branches.iter().map(|(from, to, evidence)| Tie {
        kind: "part_of",
        from: *from,
        to: *to,
        rule: "part-of/branch".to_owned(),
        evidence: *evidence,
    }));
    (Reading { table, rows: event::merge(rows), ties, roles, sentences }, trace)
}

/// Every rule by which a record states something, by sort.
pub fn rules(lexicon: &Lexicon) -> BTreeSet<(Sort, &str)> {
    let frames = lexicon.kinds.iter().flat_map(|k| &k.frames).map(|f| (Sort::Event, f.id.as_str()));
    let names = names::Evidence::ALL.iter().map(|e| e.rule());
    let worded = lexicon.relations.rules.iter().map(|r| r.id.as_str());
    let ties =
        relation::RULES.into_iter().chain(worded).flat_map(|r| [(Sort::Relation, r), (Sort::Claim, r)]);
    frames
        .chain([(Sort::Event, attendance::RULE), (Sort::Claim, office::RULE)])
        .chain(names.flat_map(|n| [(Sort::Entity, n), (Sort::Claim, n)]))
        .chain(ties)
        .collect()
}

/// What a reading may assume, as records spell it.
pub fn assumptions() -> Vec<&'static str> {
    assume::Assumption::ALL.iter().map(|a| a.name()).collect()
}

/// The names that a document's text shows, a line each: for looking at how names are found.
pub fn names_found(lexicon: &Lexicon, document: &Document) -> Vec<String> {
    let paragraphs = page::paragraphs(document);
    let line = |n: &Name| {
        let weak = if n.weak { "?" } else { " " };
        let words = n.span.of(&document.text);
        format!(
            "{weak}{:22} {:24} {} | {:?} {:?} {:?} [{words}]",
            n.kind.name(),
            n.evidence.rule(),
            n.name,
            n.origin,
            n.place,
            n.acronym
        )
    };
    names::find(lexicon, &document.text, &paragraphs).iter().map(line).collect()
}
