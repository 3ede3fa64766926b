//! What registers list: one entry for each office or filing, however many snapshots of the register list it.

use super::facts::{Fact, Id};
use super::identity::hashed;
use crate::record;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// An entry of a register. Of several snapshots the latest says what is so; all say when it was listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Name of the register: `offices`.
    pub register: String,
    /// What it is: `office`, `activity`, `catalogue`.
    pub holds: String,
    /// The foreign NGO.
    pub organization: Option<Id>,
    /// Its representative office.
    pub office: Option<Id>,
    /// The NGO's professional supervisory units; of a catalogue, those that may be.
    pub supervisors: BTreeSet<Id>,
    /// Chinese partner units.
    pub partners: BTreeSet<Id>,
    /// Units that supervise the partners.
    pub partner_supervisors: BTreeSet<Id>,
    /// What the table calls the partners.
    pub partner_types: BTreeSet<String>,
    /// Codes of the places of registration, or of the activity.
    pub places: BTreeSet<String>,
    /// Codes of the places where the office may work.
    pub areas: BTreeSet<String>,
    /// Fields of work, by code where known.
    pub fields: BTreeSet<String>,
    /// What the activity or project is called.
    pub titles: BTreeSet<String>,
    /// Day of registration, or the first of the activity.
    pub start: Option<Date>,
    /// The last day.
    pub end: Option<Date>,
    /// The days of the snapshots that list it.
    pub listed: BTreeSet<Date>,
}

impl Entry {
    /// An entry of a record under the identities of its organisations.
    pub(super) fn of(entry: &record::Entry, as_of: Option<Date>, ids: &FxHashMap<&str, Id>) -> Self {
        let one = |id: &Option<String>| id.as_deref().and_then(|id| ids.get(id)).copied();
        let all = |list: &[String]| list.iter().filter_map(|id| ids.get(id.as_str())).copied().collect();
        let words = |list: &[String]| list.iter().cloned().collect();
        Entry {
            register: entry.register.clone(),
            holds: entry.holds.clone(),
            organization: one(&entry.organization),
            office: one(&entry.office),
            supervisors: all(&entry.supervisors),
            partners: all(&entry.partners),
            partner_supervisors: all(&entry.partner_supervisors),
            partner_types: words(&entry.partner_types),
            places: words(&entry.places),
            areas: words(&entry.areas),
            fields: words(&entry.fields),
            titles: words(&entry.titles),
            start: entry.start,
            end: entry.end,
            listed: as_of.into_iter().collect(),
        }
    }

    /// The same where `body` tells of which body an appellation is.
    pub(super) fn with(&self, body: impl Fn(Id) -> Id) -> Self {
        let all = |ids: &BTreeSet<Id>| ids.iter().map(|id| body(*id)).collect();
        Entry {
            organization: self.organization.map(&body),
            office: self.office.map(&body),
            supervisors: all(&self.supervisors),
            partners: all(&self.partners),
            partner_supervisors: all(&self.partner_supervisors),
            ..self.clone()
        }
    }

    /// What identifies it across snapshots: an office by NGO and place, a filing by NGO, first day and title, a line of a
    /// catalogue by its words. `earlier` counts the rows of the document before this one that are alike.
    pub(super) fn identity(&self, earlier: impl FnOnce(Id) -> u64) -> Id {
        let organization = self.organization.map(|id| format!("{id:016x}")).unwrap_or_default();
        let list = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join("\n");
        let day = self.start.map(|day| day.to_string()).unwrap_or_default();
        let own = match self.holds.as_str() {
            "office" => list(&self.places),
            "activity" => format!("{day}\n{}", list(&self.titles)),
            _ => format!("{}\n{}", list(&self.fields), list(&self.titles)),
        };
        let parts = [self.register.as_str(), &self.holds, &organization, &own];
        let id = hashed(&parts);
        match earlier(id) {
            0 => id,
            n => hashed(&[parts.as_slice(), &[&n.to_string()]].concat()),
        }
    }

    /// The latest snapshot that lists it.
    pub fn last_listed(&self) -> Option<Date> {
        self.listed.last().copied()
    }
}

impl Fact for Entry {
    fn join(&mut self, other: &Self) {
        let listed = &self.listed | &other.listed;
        match self.last_listed().cmp(&other.last_listed()) {
            std::cmp::Ordering::Less => *self = other.clone(),
            std::cmp::Ordering::Greater => {}
            std::cmp::Ordering::Equal => {
                self.organization = self.organization.min_some(other.organization);
                self.office = self.office.min_some(other.office);
                self.supervisors.extend(&other.supervisors);
                self.partners.extend(&other.partners);
                self.partner_supervisors.extend(&other.partner_supervisors);
                self.partner_types.extend(other.partner_types.iter().cloned());
                self.places.extend(other.places.iter().cloned());
                self.areas.extend(other.areas.iter().cloned());
                self.fields.extend(other.fields.iter().cloned());
                self.titles.extend(other.titles.iter().cloned());
                self.start = self.start.min_some(other.start);
                self.end = self.end.min_some(other.end);
            }
        }
        self.listed = listed;
    }
}

/// The lesser of those that are there.
trait MinSome: Sized {
    fn min_some(self, other: Self) -> Self;
}

impl<T: Ord> MinSome for Option<T> {
    fn min_some(self, other: Self) -> Self {
        self.into_iter().chain(other).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(supervisor: Id, day: &str) -> Entry {
        Entry {
            register: "offices".to_owned(),
            holds: "office".to_owned(),
            organization: Some(1),
            supervisors: [supervisor].into(),
            listed: day.parse().into_iter().collect(),
            ..Entry::default()
        }
    }

    #[test]
    fn the_latest_snapshot_says_what_is_so_in_any_order() {
        let states =
            [entry(7, "2019-01-01"), entry(8, "2020-01-01"), entry(7, "2018-01-01"), entry(9, "2020-01-01")];
        let joined = |order: &[usize]| {
            let mut all = states[order[0]].clone();
            order[1..].iter().for_each(|at| all.join(&states[*at]));
            all
        };
        let all = joined(&[0, 1, 2, 3]);
        assert_eq!(all.supervisors, [8, 9].into());
        assert_eq!(all.listed.len(), 3);
        for order in [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
            assert_eq!(joined(&order), all);
        }
        assert!(all.covers(&states[1]));
    }
}
