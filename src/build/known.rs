//! Facts that the store is known to hold, so that what many documents speak of is read once.

use crate::rdf::LinkCount;
use crate::resolve::{Id, Organization, Relationship};
use rustc_hash::FxHashMap;

/// How many of each are kept; then all are forgotten, and read again when needed.
const MOST: usize = 20_000;

/// Appellations with what they say and of which body they are, relations and links as the store holds them; `None` is known not to be there.
#[derive(Default)]
pub(super) struct Known {
    pub organizations: FxHashMap<Id, Option<Organization>>,
    pub bodies: FxHashMap<Id, Id>,
    pub relationships: FxHashMap<Id, Option<Relationship>>,
    pub links: FxHashMap<Id, LinkCount>,
}

impl Known {
    /// Takes in what was learnt. Forgets the rest first, where there is too much.
    pub fn learn(&mut self, learnt: Known) {
        if self.organizations.len() > MOST {
            self.organizations.clear();
        }
        if self.bodies.len() > MOST {
            self.bodies.clear();
        }
        if self.relationships.len() > MOST {
            self.relationships.clear();
        }
        if self.links.len() > MOST {
            self.links.clear();
        }
        self.relationships.extend(learnt.relationships);
        self.links.extend(learnt.links);
    }
}
