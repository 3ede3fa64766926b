//! A network drawn from the store: organisations joined by what happened between them.
//!
//! [`Facts`] gives what the store holds as plain values; [`Network::draw`] makes a directed graph of
//! the events that a filter selects.

mod facts;
mod network;
mod thing;

pub use facts::{Document, Event, Facts, Organization, Passage, Relationship, Report};
pub use network::{Edge, Network, Node, Standings, View};
pub(crate) use thing::{Thing, subjects};

use crate::filter::{self, Filter, FilterError};
use crate::lexicon::Lexicon;

/// The events that a filter admits, with their evidence, in the order of their dates.
///
/// # Errors
/// A filter that names what does not exist; what the store meets.
pub fn select(facts: &Facts<'_>, filter: &Filter, lexicon: &Lexicon) -> Result<Vec<Event>, FilterError> {
    let rows = filter::events(facts.store(), filter, lexicon)?;
    Ok(rows.into_iter().map(|row| facts.with_evidence(row)).collect::<Result<_, _>>()?)
}

/// All events to which an organisation is a party, what is planned too.
///
/// # Errors
/// What the store meets.
pub fn of_organization(facts: &Facts<'_>, lexicon: &Lexicon, iri: &str) -> Result<Vec<Event>, FilterError> {
    let organizations = vec![iri.to_owned()];
    select(facts, &Filter { modality: None, organizations, ..Filter::default() }, lexicon)
}
