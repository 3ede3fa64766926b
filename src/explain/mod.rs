//! A claim back to its words: what the store says of one event, relationship or organisation, and who
//! says so.

mod names;
mod rules;
mod text;

pub use rules::rules;

use crate::filter::{FilterError, event, organizations_named};
use crate::graph::{Event, Facts, Organization, Relationship};
use crate::lexicon::Lexicon;
use crate::store::{Store, StoreError};

pub use names::Saying;

/// Fewer digits of an identifier than this are taken for a name.
const SHORTEST: usize = 4;

/// Everything about one thing, to be shown by its `Display`.
pub struct Explanation<'a> {
    facts: Facts<'a>,
    lexicon: &'a Lexicon,
    things: Vec<Thing>,
}

enum Thing {
    Event(Event),
    Relationship(Relationship),
    Organization {
        organization: Organization,
        said: Vec<Saying>,
        events: Vec<Event>,
        ties: Vec<Relationship>,
    },
}

/// Why nothing can be explained.
#[derive(Debug, thiserror::Error)]
pub enum ExplainError {
    /// What the store meets.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A name that nobody bears.
    #[error(transparent)]
    Name(#[from] FilterError),
    /// An identifier that nothing has.
    #[error(
        "the store has nothing with the identifier \"{what}\"; `guanxi query events` lists the events with \
         theirs (column id), `guanxi query organizations` the organizations"
    )]
    Unknown {
        /// As given.
        what: String,
    },
    /// A sort that guanxi gives identifiers in, and no digits of one.
    #[error("there is no such {sort}, {what}: give four digits or more of an identifier{list}")]
    NoDigits {
        /// As given.
        what: String,
        /// "event", "organization".
        sort: &'static str,
        /// Where to find one.
        list: &'static str,
    },
    /// The beginning of several identifiers.
    #[error(
        "\"{what}\" is the beginning of {number} identifiers, {first} and {second} among them; give more of it"
    )]
    Ambiguous {
        /// As given.
        what: String,
        /// How many.
        number: usize,
        /// One of them.
        first: String,
        /// Another.
        second: String,
    },
}

/// Explains an IRI, the end of one (`event/0123456789abcdef`, `0123456789abcdef`, or the first digits
/// of it), or an organisation by any of its names.
///
/// # Errors
/// A name or identifier that the store does not know, with what to do.
pub fn explain<'a>(
    store: &'a dyn Store,
    lexicon: &'a Lexicon,
    what: &str,
) -> Result<Explanation<'a>, ExplainError> {
    let what = what.trim();
    let facts = Facts::read(store)?;
    let iris = match identifier(what) {
        Some(wanted) => vec![find(&facts, what, &wanted)?],
        None => match organizations_named(store, what) {
            Ok(nodes) => nodes.into_iter().map(|node| node.into_string()).collect(),
            Err(error @ FilterError::UnknownOrganization { .. }) => {
                return Err(no_digits(what).unwrap_or(error.into()));
            }
            Err(error) => return Err(error.into()),
        },
    };
    let mut things = Vec::new();
    for iri in &iris {
        things.push(
            read(&facts, lexicon, iri)?.ok_or_else(|| ExplainError::Unknown { what: what.to_owned() })?,
        );
    }
    Ok(Explanation { facts, lexicon, things })
}

/// What of an identifier is given: sort ("event"), or none, and digits; a whole IRI is its own identifier.
struct Wanted<'w> {
    sort: Option<&'w str>,
    digits: &'w str,
}

/// Tells identifiers from names.
fn identifier(what: &str) -> Option<Wanted<'_>> {
    let (sort, digits) = sort(what);
    let hex = digits.len() >= SHORTEST && digits.chars().all(|c| c.is_ascii_hexdigit());
    // "Cafe" and "1949" are names before they are digits: without a sort all sixteen are wanted.
    (hex && (sort.is_some() || digits.len() == 16)).then_some(Wanted { sort, digits })
}

/// The sort, where one is given, and what follows it.
fn sort(what: &str) -> (Option<&str>, &str) {
    let bare = what.trim_start_matches('<').trim_end_matches('>');
    let (before, digits) = bare.rsplit_once('/').unwrap_or(("", bare));
    let sort = before.rsplit(['/', '#']).next();
    (sort.filter(|s| ["event", "org", "relationship"].contains(s)), digits)
}

/// Of `event/3f`, which names nobody: that it is no identifier either.
fn no_digits(what: &str) -> Option<ExplainError> {
    let (sort, list) = match sort(what).0? {
        "event" => ("event", " from `guanxi query events` (column id)"),
        "org" => ("organization", ", or any of its names from `guanxi query organizations`"),
        _ => ("relationship", ", as an export has it (0-9, a-f)"),
    };
    Some(ExplainError::NoDigits { what: what.to_owned(), sort, list })
}

fn find(facts: &Facts<'_>, what: &str, wanted: &Wanted<'_>) -> Result<String, ExplainError> {
    let mut found = Vec::new();
    for iri in facts.iris()? {
        let mut parts = iri.rsplit(['/', '#']);
        let (digits, sort) = (parts.next().unwrap_or_default(), parts.next());
        if digits.starts_with(wanted.digits) && (wanted.sort.is_none() || wanted.sort == sort) {
            found.push(iri);
        }
    }
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(ExplainError::Unknown { what: what.to_owned() }),
        [first, second, ..] => Err(ExplainError::Ambiguous {
            what: what.to_owned(),
            number: found.len(),
            first: local(first),
            second: local(second),
        }),
    }
}

fn read(facts: &Facts<'_>, lexicon: &Lexicon, iri: &str) -> Result<Option<Thing>, ExplainError> {
    if let Some(organization) = facts.organizations.get(iri) {
        let mut ties = facts.relationships()?;
        ties.retain(|r| r.from == iri || r.to == iri);
        return Ok(Some(Thing::Organization {
            said: names::said(facts, organization)?,
            events: crate::graph::of_organization(facts, lexicon, iri)?,
            organization: organization.clone(),
            ties,
        }));
    }
    if let Some(row) = event(facts.store(), iri)? {
        return Ok(Some(Thing::Event(facts.with_evidence(row)?)));
    }
    let tie = facts.relationships()?.into_iter().find(|r| r.iri == iri);
    Ok(tie.map(Thing::Relationship))
}

/// `event/0123…`: the end of an IRI.
fn local(iri: &str) -> String {
    let parts: Vec<&str> = iri.rsplit(['/', '#']).take(2).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_told_from_names() {
        for what in [
            "event/01ab",
            "0123456789abcdef",
            "https://w3id.org/guanxi/id/event/0123456789abcdef",
            "<https://w3id.org/guanxi/id/org/0123456789abcdef>",
        ] {
            assert!(identifier(what).is_some(), "{what}");
        }
        for what in ["Elm Trust", "Cafe", "1949", "event/xyz", "event/1", "Press/Radio 2049", ""] {
            assert!(identifier(what).is_none(), "{what}");
        }
    }
}
