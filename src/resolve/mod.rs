//! One body, one node; one happening, one event: the identities of what records speak of.
//!
//! This stage is pure. [`Resolver`] turns a record into a [`Contribution`]: facts under identities that
//! depend on that record alone, so that two documents that say the same meet. Facts about one thing are
//! joined ([`Fact::join`]) in any order.

mod contribution;
mod facts;
mod identity;
mod names;

pub use contribution::{Contribution, Report, Resolver, Thing};
pub use facts::{Event, Fact, Id, Organization, PlaceRef, Relationship, RelationshipKind};
pub use identity::{hashed, link};
pub use names::GenericWords;
