//! Precision and recall against annotated documents.
//!
//! A folder holds `NAME.txt` and its annotation `NAME.json`. [`evaluate`] compares records with the annotations:
//! names after normalising, entities one to one, events by (post, kind, role, party).

mod annotation;
mod calibrate;
mod compare;
mod judge;
mod matching;
mod names;
mod reliability;
mod rules;
mod tally;

pub use annotation::{Annotated, Annotation, EvaluateError, annotated, records};
pub use calibrate::{calibrate, foretold};
pub use compare::Difference;
pub use judge::Judged;
pub use reliability::Reliability;
pub use rules::rules;
pub use tally::{Share, Tally};

use crate::lexicon::Sort;
use matching::Identities;
use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};

/// The figures over all documents together.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Figures {
    /// One an organisation and document, with the right type.
    pub entities: Tally,
    /// The same, whatever the type.
    #[serde(rename = "entities-any")]
    pub entities_any: Tally,
    /// Rows of a kind in a post, whoever takes part.
    pub events: Tally,
    /// (post, kind, role, entity); agent and target count alike in a Cooperation or Meeting.
    pub actors: Tally,
    /// (post, kind, agent, target): who did what to whom.
    pub links: Tally,
    /// (post, two parties of one event), whatever the kind and the direction.
    pub contacts: Tally,
    /// (kind, from, to).
    pub relations: Tally,
    /// (entity, role).
    pub roles: Tally,
    /// Matched events whose date and precision agree.
    #[serde(serialize_with = "ratio")]
    pub dated: Share,
    /// Matched events whose modality agrees.
    #[serde(serialize_with = "ratio")]
    pub modality: Share,
    /// Mentions and evidence whose words stand at their offsets.
    #[serde(serialize_with = "ratio")]
    pub spans: Share,
}

fn ratio<S: Serializer>(share: &Share, serializer: S) -> Result<S::Ok, S::Error> {
    share.ratio().map(tally::rounded).serialize(serializer)
}

impl Figures {
    /// The tallies with their names, in the order in which they are shown.
    pub fn tallies(&self) -> [(&'static str, &Tally); 8] {
        [
            ("entities", &self.entities),
            ("entities-any", &self.entities_any),
            ("events", &self.events),
            ("actors", &self.actors),
            ("links", &self.links),
            ("contacts", &self.contacts),
            ("relations", &self.relations),
            ("roles", &self.roles),
        ]
    }

    /// The shares with their names.
    pub fn shares(&self) -> [(&'static str, Share); 3] {
        [("dated", self.dated), ("modality", self.modality), ("spans", self.spans)]
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (name, tally) in self.tallies() {
            writeln!(f, "{name:13}{tally}")?;
        }
        for (name, share) in self.shares() {
            writeln!(f, "{name:13}{share}")?;
        }
        Ok(())
    }
}

/// What was missed, what was made up, and what is right in one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Its name.
    pub document: String,
    /// In the order: entities missed, made up or of another type; parties missed; parties made up.
    pub differences: Vec<Difference>,
    /// Every statement of the record, and whether it is right.
    pub judged: Vec<Judged>,
}

/// What is shown of confidence: of each sort of statements, what was stated beside what is right.
pub fn reliabilities(judged: &[Judged]) -> String {
    let mut out = String::new();
    for sort in [Sort::Entity, Sort::Event, Sort::Relation, Sort::Claim] {
        let found = Reliability::of(judged, sort);
        if found.found() > 0 {
            out.push_str(&format!("{} by confidence\n{found}", rules::plural(sort)));
        }
    }
    out
}

/// Compares `records` (by document name) with annotated documents. A document without a record counts as one in
/// which nothing was found. Cost: quadratic in the entities of a document.
pub fn evaluate(gold: &[Annotated], records: &FxHashMap<String, Annotation>) -> (Figures, Vec<Report>) {
    let (mut figures, nothing) = (Figures::default(), Annotation::default());
    let mut reports = Vec::new();
    for document in gold {
        let record = records.get(&document.name).unwrap_or(&nothing);
        let identities = Identities::new(&document.annotation.entities, &record.entities);
        let differences = compare::document(document, record, &identities, &mut figures);
        let judged = judge::judged(document, record, &identities);
        reports.push(Report { document: document.name.clone(), differences, judged });
    }
    (figures, reports)
}
