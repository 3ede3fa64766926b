//! What is new, gone or different between two snapshots of a register.
//!
//! A snapshot is a table built with the day whose state it shows. Entries of two snapshots are one where the store says
//! so ([`crate::resolve::Entry`]): an office by NGO and place, a filing by NGO, first day and title; so that an NGO or a
//! supervisor of another name is a change, no new entry.

mod fields;
mod rdf;

use crate::filter::labels;
use crate::graph::{Thing, subjects};
use crate::rdf::vocab::{gx, rdf as rdf_terms};
use crate::record::Record;
use crate::store::{Answer, Store, StoreError};
use fields::Fields;
use jiff::civil::Date;
use oxigraph::model::{Literal, NamedNodeRef, Term};
use std::collections::{BTreeMap, BTreeSet};

/// Why no changes can be told.
#[derive(Debug, thiserror::Error)]
pub enum ChangesError {
    /// What the store says.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No register of that name.
    #[error("the store has no snapshots of a register {wanted:?}; it has {known}")]
    NoRegister {
        /// The name that was asked for.
        wanted: String,
        /// Those that there are.
        known: String,
    },
    /// A table whose record cannot be read back.
    #[error(
        "the record of {document} in the store is damaged ({reason}); remove the store's folder and build again"
    )]
    Record {
        /// The document's IRI.
        document: String,
        /// What is wrong.
        reason: String,
    },
    /// Too few snapshots.
    #[error(
        "the register {register} has {count} of one day only ({days}); build another with `guanxi build TABLE --as-of \
         DATE`"
    )]
    OneSnapshot {
        /// The register.
        register: String,
        /// How many tables.
        count: usize,
        /// Their days.
        days: String,
    },
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The later snapshot lists it, the earlier does not.
    New,
    /// The earlier lists it, the later does not.
    Gone,
    /// Both list it, and say something else of it.
    Changed,
}

impl Kind {
    /// As it is shown: `new`, `gone`, `changed`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::New => "new",
            Kind::Gone => "gone",
            Kind::Changed => "changed",
        }
    }
}

/// A difference between two snapshots.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The register.
    pub register: String,
    /// What became of the entry.
    pub kind: Kind,
    /// The NGO, as the store calls it.
    pub organization: String,
    /// Place and day of an office, title of an activity.
    pub entry: String,
    /// What is different: a column, in words.
    pub field: String,
    /// What the earlier snapshot says.
    pub before: String,
    /// What the later says.
    pub after: String,
    /// Days of the two snapshots.
    pub between: (Date, Date),
    /// IRI of the entry.
    pub iri: String,
}

/// Which snapshots are held against each other.
#[derive(Debug, Clone, Default)]
pub struct Between {
    /// Only that register.
    pub register: Option<String>,
    /// The state on that day: of the last snapshot until then; else of the first.
    pub from: Option<Date>,
    /// Likewise; else of the last.
    pub to: Option<Date>,
}

/// All differences between two states of each register, by register, kind and name. Cost: by the size of the tables.
///
/// # Errors
/// No register, or no two days; what the store meets.
pub fn changes(store: &dyn Store, between: &Between) -> Result<Vec<Change>, ChangesError> {
    let registers = registers(store)?;
    let wanted = |name: &String| between.register.as_ref().is_none_or(|wanted| wanted == name);
    let asked: Vec<_> = registers.iter().filter(|(name, _)| wanted(name)).collect();
    if asked.is_empty() {
        let known: Vec<&str> = registers.keys().map(String::as_str).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        return Err(ChangesError::NoRegister { wanted: between.register.clone().unwrap_or_default(), known });
    }
    let mut found = Vec::new();
    let mut single = None;
    let mut compared = false;
    for (register, days) in asked {
        let (first, last) = (days.keys().next().copied(), days.keys().next_back().copied());
        let until = |day: Date| days.range(..=day).next_back().map(|(day, _)| *day);
        let from = between.from.and_then(until).or(first);
        let to = between.to.and_then(until).or(last);
        match (from, to) {
            (Some(from), Some(to)) if from < to => {
                compared = true;
                let before = state(store, &days[&from])?;
                let after = state(store, &days[&to])?;
                compare(register, (&before, &after), (from, to), &mut found);
            }
            _ => {
                let count = days.values().map(BTreeSet::len).sum();
                let days = days.keys().map(Date::to_string).collect::<Vec<_>>().join(", ");
                single = Some(ChangesError::OneSnapshot { register: register.clone(), count, days });
            }
        }
    }
    match single.filter(|_| !compared) {
        Some(error) => Err(error),
        None => {
            found.sort();
            Ok(found)
        }
    }
}

/// Tables by register and day.
type Registers = BTreeMap<String, BTreeMap<Date, BTreeSet<String>>>;

fn registers(store: &dyn Store) -> Result<Registers, StoreError> {
    let mut found = Registers::new();
    for document in subjects(store, rdf_terms::TYPE, gx::DOCUMENT.into())? {
        let thing = Thing::read(store, &document)?;
        if let (Some(register), Some(day)) = (thing.text(gx::REGISTER), thing.date(gx::AS_OF)) {
            found.entry(register).or_default().entry(day).or_default().insert(document);
        }
    }
    Ok(found)
}

/// What the tables of a day say, by entry.
fn state(store: &dyn Store, documents: &BTreeSet<String>) -> Result<BTreeMap<String, Fields>, ChangesError> {
    let mut entries = BTreeMap::new();
    for document in documents {
        let thing = Thing::read(store, document)?;
        let json = thing.text(gx::RECORD).unwrap_or_default();
        let record: Record = serde_json::from_str(&json)
            .map_err(|e| ChangesError::Record { document: document.clone(), reason: e.to_string() })?;
        let names: BTreeMap<&str, &str> =
            record.entities.iter().map(|entity| (entity.id.as_str(), entity.name.as_str())).collect();
        for entry in &record.entries {
            let report = Thing::read(store, &format!("{document}#{}", entry.id))?;
            let Some(iri) = report.iri(gx::REPORTS) else { continue };
            let fields = Fields::of(entry, &names, &organization(store, &iri)?);
            entries.insert(iri, fields);
        }
    }
    Ok(entries)
}

/// What the store calls the NGO of an entry.
fn organization(store: &dyn Store, entry: &str) -> Result<String, StoreError> {
    let Some(ngo) = Thing::read(store, entry)?.iri(gx::REGISTRANT) else { return Ok(String::new()) };
    Ok(labels(store, NamedNodeRef::new_unchecked(&ngo))?.into_iter().next().unwrap_or_default())
}

fn compare(
    register: &str,
    (before, after): (&BTreeMap<String, Fields>, &BTreeMap<String, Fields>),
    between: (Date, Date),
    out: &mut Vec<Change>,
) {
    let change = |kind, fields: &Fields, iri: &String| Change {
        register: register.to_owned(),
        kind,
        organization: fields.organization.clone(),
        entry: fields.entry.clone(),
        field: String::new(),
        before: String::new(),
        after: String::new(),
        between,
        iri: iri.clone(),
    };
    for (iri, fields) in before.iter().filter(|(iri, _)| !after.contains_key(*iri)) {
        out.push(change(Kind::Gone, fields, iri));
    }
    for (iri, fields) in after {
        let Some(earlier) = before.get(iri) else {
            out.push(change(Kind::New, fields, iri));
            continue;
        };
        for (name, value) in &fields.values {
            let had = earlier.values.get(name).cloned().unwrap_or_default();
            if had != *value {
                let field = (*name).to_owned();
                out.push(Change {
                    field,
                    before: had,
                    after: value.clone(),
                    ..change(Kind::Changed, fields, iri)
                });
            }
        }
    }
}

/// Changes as the answer to a query, for every format of those; as a graph for RDF.
pub fn answer(changes: Vec<Change>, graph: bool) -> Answer<'static> {
    if graph {
        return Answer::Graph(Box::new(rdf::triples(&changes).into_iter().map(Ok)));
    }
    let columns =
        ["register", "change", "organization", "entry", "field", "before", "after", "from", "to", "id"];
    let text = |words: String| (!words.is_empty()).then(|| Term::from(Literal::from(words)));
    let row = move |one: Change| {
        let id = one.iri.rfind("entry/").map_or(one.iri.as_str(), |at| &one.iri[at..]).to_owned();
        Ok(vec![
            text(one.register),
            text(one.kind.name().to_owned()),
            text(one.organization),
            text(one.entry),
            text(one.field),
            text(one.before),
            text(one.after),
            text(one.between.0.to_string()),
            text(one.between.1.to_string()),
            text(id),
        ])
    };
    Answer::Solutions {
        variables: columns.map(str::to_owned).to_vec(),
        rows: Box::new(changes.into_iter().map(row)),
    }
}
