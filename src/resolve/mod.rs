//! One body, one node; one happening, one event: the identities of what records speak of.
//!
//! This stage is pure. [`Resolver`] turns a record into a [`Contribution`]: facts under identities that
//! depend on that record alone, so that two documents that say the same meet. Facts about one thing are
//! joined ([`Fact::join`]) in any order.

mod bilingual;
mod block;
mod claim;
mod cluster;
mod contribution;
mod decision;
mod entry;
mod facts;
mod han;
mod identity;
mod likeness;
mod misspelt;
mod names;
mod profile;
mod redaction;
mod slip;
mod told;
mod voice;
mod wording;

pub use block::Keys;
pub use claim::{Applied, Claimed, Correction, OnClaim, Standing};
pub use cluster::{Pairs, clusters};
pub use contribution::{Contribution, Mention, Report, Resolver, Telling, Thing, Undated, sentences};
pub use decision::{Body, DecisionError, Decisions, OnBody, OnPair};
pub use entry::Entry;
pub use facts::{Event, Fact, Id, Organization, PlaceRef, Relationship, RelationshipKind};
pub use identity::{How, happening, hashed, link, worded};
pub use likeness::{DOUBTFUL, Judge, Likeness, SAME, family};
pub use names::GenericWords;
pub use profile::Profile;
pub use redaction::Redacted;
pub use told::Told;
pub use voice::{ONE_VOICE, Wording};
