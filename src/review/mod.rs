//! What a person should look at: names that may be of one body, doubtful types, claims of low confidence, reports that
//! may tell of one event. What the person decides goes into the file of decisions.
//!
//! [`Comparison`] says what reading documents again would change, before it is done.
//!
//! [`items`] lists, [`decide`] turns a verdict into decisions, [`append`] writes them. An item is named by a hash of what
//! it is about, so that it keeps its name until it is decided or gone.

mod claims;
mod difference;
mod file;
mod happenings;
mod names;
mod overlaps;
mod sheet;
mod stored;
mod types;
mod verdict;
mod vet;

pub use difference::{Change, Comparison, Difference, Line};
pub use file::append;
pub use sheet::{Row, SheetError, sheet};
pub use verdict::{Verdict, decide};
pub use vet::vetted;

use crate::lexicon::{Lexicon, LexiconError};
use crate::resolve::{Body, DecisionError, Decisions, OnClaim, hashed};
use crate::store::{Embedded, StoreError};
use jiff::civil::Date;
use stored::Stored;

/// Claims and types below that confidence are listed unless asked otherwise: on the examples, about one in twenty.
pub const BELOW: f64 = 0.85;

/// What is asked of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Are two names of one body?
    Merge,
    /// Is a body of that type?
    Type,
    /// Is a claim right?
    Claim,
    /// Do reports tell of one event?
    Event,
}

impl Sort {
    /// Each, in the order in which they are listed.
    pub const ALL: [Sort; 4] = [Sort::Merge, Sort::Type, Sort::Claim, Sort::Event];

    /// The sort of that name.
    pub fn named(name: &str) -> Option<Self> {
        Sort::ALL.into_iter().find(|sort| sort.name() == name)
    }

    /// As the command line names it.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Merge => "merge",
            Sort::Type => "type",
            Sort::Claim => "claim",
            Sort::Event => "event",
        }
    }

    /// The question that "accept" says yes to.
    pub fn question(self) -> &'static str {
        match self {
            Sort::Merge => "one body?",
            Sort::Type => "right type?",
            Sort::Claim => "right claim?",
            Sort::Event => "one event?",
        }
    }

    fn id(self, about: &[&str]) -> String {
        let letter = self.name().chars().next().unwrap_or_default();
        format!("{letter}{:08x}", hashed(about) >> 32)
    }
}

/// Words of a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The document's id.
    pub document: String,
    /// What it says.
    pub quote: String,
}

/// Something for a person to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its name: a letter for its sort and eight digits.
    pub id: String,
    /// What is asked.
    pub sort: Sort,
    /// What it is about, in words.
    pub about: String,
    /// Likeness or confidence, in thousandths; none where none was measured.
    pub score: Option<u16>,
    /// Why it is asked: the score explained, the rule, what was assumed, how to decide.
    pub because: String,
    /// At least one quote, where documents have their words.
    pub evidence: Vec<Evidence>,
    pub(super) subject: Subject,
}

impl Item {
    /// Whether it is known on which day the event was that it is about.
    pub fn has_day(&self) -> bool {
        matches!(self.subject, Subject::Event { day: Some(_), .. })
    }
}

/// What decisions on an item are about.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Subject {
    /// Two bodies; to part them, `parted` names each document whose body is meant, where a name does not do.
    Pair { one: Body, other: Body, parted: Vec<Body> },
    /// A name of one type.
    Type { name: String, kind: String },
    /// A name of bodies of several types.
    Types { name: String, kinds: Vec<String> },
    /// A claim.
    Claim(OnClaim),
    /// Claims of one event: all of them, those that nobody looked at, those that have no day, and the day that these would be
    /// given; none where nobody gives a day.
    Event { joined: Vec<OnClaim>, claims: Vec<OnClaim>, undated: Vec<OnClaim>, day: Option<Date> },
}

/// Why a review, or a decision, is not possible.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// What the store says.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What the files of ontology/ lack.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// What the vocabulary lacks.
    #[error(transparent)]
    Filter(#[from] crate::filter::FilterError),
    /// A file of decisions that cannot be used.
    #[error(transparent)]
    Decision(#[from] DecisionError),
    /// Nothing of that name is to be reviewed.
    #[error(
        "{id}: nothing of this ID is to be reviewed; `guanxi review` lists what is (what was decided no longer is)"
    )]
    NoItem {
        /// As given.
        id: String,
    },
    /// One item, two verdicts.
    #[error("{id} is both accepted and rejected; decide on one")]
    Both {
        /// The item.
        id: String,
    },
    /// A verdict that lacks what is right.
    #[error("{id}: {wants}")]
    Wants {
        /// The item.
        id: String,
        /// What must be given, and how.
        wants: String,
    },
}

/// What is to be reviewed, by sort, the likest and the least certain first. What `decisions` settle is left out. Cost: reads
/// all records.
///
/// # Errors
/// What the store meets; a malformed `ontology/`.
pub fn items(
    store: &Embedded,
    lexicon: &Lexicon,
    decisions: &Decisions,
    below: f64,
) -> Result<Vec<Item>, ReviewError> {
    let stored = Stored::read(store, decisions)?;
    let below = (below * 1000.0).round() as u16;
    let mut items = names::items(store, lexicon, decisions, &stored)?;
    items.extend(types::items(decisions, &stored, below));
    items.extend(claims::items(&stored, below));
    items.extend(happenings::items(store, lexicon, &stored)?);
    items.extend(overlaps::items(store, lexicon, &stored)?);
    items.sort_by(|a, b| {
        let surest = |item: &Item| match item.sort {
            Sort::Merge => u16::MAX - item.score.unwrap_or_default(),
            _ => item.score.unwrap_or_default(),
        };
        (a.sort, surest(a), &a.about, &a.id).cmp(&(b.sort, surest(b), &b.about, &b.id))
    });
    items.dedup_by(|a, b| a.id == b.id);
    Ok(items)
}

/// A confidence in thousandths.
fn thousandths(confidence: f64) -> u16 {
    (confidence.clamp(0.0, 1.0) * 1000.0).round() as u16
}
