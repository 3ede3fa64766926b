//! Which events count: one set of filters that queries, networks and reports share, so that a
//! number in a table, an edge in a network and a line in a dossier speak of the same events.
//!
//! [`Filter`] is what a person asked for; [`Filter::resolve`] looks its names up in the store and
//! gives a [`Scope`]; [`constrain`] rewrites a query so that only events in that scope remain, and
//! [`events`] lists them.

mod events;
mod names;
mod nearest;
mod places;
mod reviewed;
mod rewrite;
mod scope;
mod values;

pub use events::{EventRow, event, events};
pub use names::{labels, objects as read_literals, organizations_named};
pub use nearest::nearest;
pub use places::places_within;
pub use reviewed::of_reviewed;
pub use rewrite::{at_variable, bind, bind_rows, limit};
pub use scope::{Scope, constrain, event_kind};
pub use values::{Dates, ORGANIZATION_TYPES, organization_type};

use crate::record::Modality;
use crate::store::StoreError;
use jiff::civil::Date;

/// Which events count. Every condition that is given must hold; of several values of one condition,
/// one is enough. `Filter::default()` admits every event that occurred.
///
/// An event dated *by* a day has no lower bound. Against `from` and `to` it counts with that day, the only one its text
/// gives, unless `dates` asks for what surely lies between them, or for what may: see [`Dates`]. An event without a
/// date may lie anywhere, and counts only for that.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// Kinds of event (`Visit`); none: any.
    pub kinds: Vec<String>,
    /// Types or roles of organisation (`PSBOffice`, `PartnerUnit`) of which a party must have one.
    pub types: Vec<String>,
    /// Names or GB/T 2260 codes of places. A place includes what lies in it. An event whose own place
    /// is not said counts where one of its parties is.
    pub places: Vec<String>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// How dates without a lower bound are held against them.
    pub dates: Dates,
    /// Whether it happened; `None` admits what is planned beside what occurred.
    pub modality: Option<Modality>,
    /// The least confidence, between 0 and 1.
    pub confidence: Option<f64>,
    /// Whether only what a person confirmed or corrected counts.
    pub reviewed: bool,
    /// Names or IRIs of organisations of which one must be a party: agent, target, or office through
    /// which a party acted.
    pub organizations: Vec<String>,
}

impl Default for Filter {
    fn default() -> Self {
        Filter {
            kinds: Vec::new(),
            types: Vec::new(),
            places: Vec::new(),
            from: None,
            to: None,
            dates: Dates::default(),
            modality: Some(Modality::Occurred),
            confidence: None,
            reviewed: false,
            organizations: Vec::new(),
        }
    }
}

impl Filter {
    /// The names under which [`Filter::set`] knows the conditions, with what each takes.
    pub const KEYS: [(&'static str, &'static str); 10] = [
        ("kind", "kinds of event, as Visit or Visit,Meeting"),
        ("type", "types or roles of organization, as PSBOffice or University,PartnerUnit"),
        ("place", "the name or GB/T 2260 code of a place, as Hubei or 420000; what lies in it is included"),
        ("from", "a day, month or year, as 2019-03-31, 2019-03 or 2019"),
        ("to", "a day, month or year, as 2019-03-31, 2019-03 or 2019 (its last day counts)"),
        (
            "dates",
            "told, certain or possible: whether what is dated by a day counts with that day, only if it surely lies \
             between from and to, or if it may",
        ),
        ("modality", "occurred, planned or any"),
        ("confidence", "a number from 0 to 1, as 0.8"),
        ("reviewed", "yes for what a person confirmed or corrected, any for all"),
        ("organization", "a name of an organization, in any known spelling, or its id (org/…) or IRI"),
    ];

    /// Sets one condition from words of a person. Kinds, types, places and organisations add up when set
    /// again; kinds and types may stand in one value with commas between. The others replace each other.
    ///
    /// ```
    /// use guanxi::filter::Filter;
    /// let mut filter = Filter::default();
    /// filter.set("from", "2019")?;
    /// filter.set("kind", "Visit,Inspection")?;
    /// assert_eq!(filter.from.map(|d| d.to_string()).as_deref(), Some("2019-01-01"));
    /// assert_eq!(filter.kinds, ["Visit", "Inspection"]);
    /// assert!(filter.set("from", "spring").is_err());
    /// # Ok::<(), guanxi::filter::FilterError>(())
    /// ```
    ///
    /// # Errors
    /// A key that is none of [`Filter::KEYS`], a value that is not of its form. Whether a kind, a place
    /// or an organisation exists is found out by [`Filter::resolve`].
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), FilterError> {
        let Some((key, takes)) = Self::KEYS.into_iter().find(|(k, _)| *k == key) else {
            return Err(FilterError::UnknownKey { key: key.to_owned() });
        };
        let value = value.trim();
        let wrong = || FilterError::Value { key: key.to_owned(), value: value.to_owned(), takes };
        if value.is_empty() {
            return Err(wrong());
        }
        match key {
            "kind" => self.kinds.extend(values::list(value)),
            "type" => {
                for name in values::list(value) {
                    self.types.push(organization_type(&name)?.to_owned());
                }
            }
            "place" => self.places.push(value.to_owned()),
            "from" => self.from = Some(values::first_day(value).ok_or_else(wrong)?),
            "to" => self.to = Some(values::last_day(value).ok_or_else(wrong)?),
            "dates" => self.dates = Dates::parse(value).ok_or_else(wrong)?,
            "modality" => self.modality = values::modality(value).ok_or_else(wrong)?,
            "reviewed" => self.reviewed = values::reviewed(value).ok_or_else(wrong)?,
            "confidence" => self.confidence = Some(values::confidence(value).ok_or_else(wrong)?),
            _ => self.organizations.push(value.to_owned()),
        }
        Ok(())
    }
}

/// Why a filter cannot be applied.
#[derive(Debug, thiserror::Error)]
pub enum FilterError {
    /// A condition that does not exist.
    #[error("there is no filter \"{key}\"; filters are {}", keys())]
    UnknownKey {
        /// As given.
        key: String,
    },
    /// A value of the wrong form.
    #[error("{key} cannot be \"{value}\": it takes {takes}")]
    Value {
        /// The condition.
        key: String,
        /// As given.
        value: String,
        /// What it takes.
        takes: &'static str,
    },
    /// A name outside of a closed list.
    #[error("there is no {what} \"{value}\"; there are {known}")]
    UnknownName {
        /// "kind of event", "type of organization".
        what: &'static str,
        /// As given.
        value: String,
        /// Those that exist.
        known: String,
    },
    /// A first day after the last.
    #[error("no day is from {from} to {to}: from must not be later than to")]
    EmptyRange {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// A place that neither the gazetteer nor the store names.
    #[error(
        "no place is called \"{value}\"{}; give an English or Chinese name or a GB/T 2260 code",
        suggest(nearest)
    )]
    UnknownPlace {
        /// As given.
        value: String,
        /// Names much like it.
        nearest: Vec<String>,
    },
    /// A name that no organisation in the store bears.
    #[error(
        "no organization in the store is called \"{value}\"{}; `guanxi find` looks further, `guanxi query organizations` lists them all",
        suggest(nearest)
    )]
    UnknownOrganization {
        /// As given.
        value: String,
        /// Names much like it.
        nearest: Vec<String>,
    },
    /// What the store says.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn keys() -> String {
    Filter::KEYS.map(|(key, _)| key).join(", ")
}

/// "; did you mean "A", "B" or "C"?", or nothing.
pub(crate) fn suggest(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|n| format!("\"{n}\"")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((one, [])) => format!("; did you mean {one}?"),
        Some((last, rest)) => format!("; did you mean {} or {last}?", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_says_what_a_value_must_be() {
        let message = |key, value| Filter::default().set(key, value).map_err(|e| e.to_string()).err();
        insta::assert_snapshot!(message("from", "2019-02-30").unwrap_or_default(),
            @r#"from cannot be "2019-02-30": it takes a day, month or year, as 2019-03-31, 2019-03 or 2019"#);
        insta::assert_snapshot!(message("confidence", "90").unwrap_or_default(),
            @r#"confidence cannot be "90": it takes a number from 0 to 1, as 0.8"#);
        insta::assert_snapshot!(message("colour", "red").unwrap_or_default(),
            @r#"there is no filter "colour"; filters are kind, type, place, from, to, dates, modality, confidence, reviewed, organization"#);
        insta::assert_snapshot!(message("type", "Embassy").unwrap_or_default(),
            @r#"there is no type of organization "Embassy"; there are ForeignNGO, RepresentativeOffice, PSBOffice, PublicSecurityBureau, University, GovernmentBody, DomesticOrganization, ForeignMission, SupervisoryUnit, PartnerUnit"#);
    }

    #[test]
    fn a_month_or_a_year_runs_from_its_first_day_to_its_last() {
        let mut filter = Filter::default();
        for (key, value) in [("from", "2020-02"), ("to", "2020-02")] {
            assert!(filter.set(key, value).is_ok());
        }
        assert_eq!(filter.from.map(|d| d.to_string()).as_deref(), Some("2020-02-01"));
        assert_eq!(filter.to.map(|d| d.to_string()).as_deref(), Some("2020-02-29"));
    }

    #[test]
    fn only_what_occurred_counts_unless_asked() {
        let mut filter = Filter::default();
        assert_eq!(filter.modality, Some(Modality::Occurred));
        assert!(filter.set("modality", "any").is_ok());
        assert_eq!(filter.modality, None);
    }
}
