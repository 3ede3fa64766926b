//! Values of filters as people write them.

use super::FilterError;
use crate::record::Modality;
use jiff::civil::Date;

/// How an event that is dated *by* a day, and so has no lower bound, is held against a period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Dates {
    /// It counts with that day, the only one that its text gives.
    #[default]
    Told,
    /// Only what surely happened in the period counts: by a day of it, and only where the period has no first day.
    Certain,
    /// All that may have happened in the period counts: by any day from its first on, or on a day that nobody tells.
    Possible,
}

impl Dates {
    pub(super) fn parse(word: &str) -> Option<Self> {
        match word.to_lowercase().as_str() {
            "told" => Some(Dates::Told),
            "certain" => Some(Dates::Certain),
            "possible" => Some(Dates::Possible),
            _ => None,
        }
    }
}

/// The eight types of organisation and the two roles that any of them may hold.
pub const ORGANIZATION_TYPES: [&str; 10] = [
    "ForeignNGO",
    "RepresentativeOffice",
    "PSBOffice",
    "PublicSecurityBureau",
    "University",
    "GovernmentBody",
    "DomesticOrganization",
    "ForeignMission",
    "SupervisoryUnit",
    "PartnerUnit",
];

/// The type or role of that name, whatever its case, hyphens and prefix: "psb-office" is `PSBOffice`.
///
/// # Errors
/// A name that is none of [`ORGANIZATION_TYPES`].
pub fn organization_type(name: &str) -> Result<&'static str, FilterError> {
    let wanted = folded(name);
    ORGANIZATION_TYPES.into_iter().find(|t| folded(t) == wanted).ok_or_else(|| FilterError::UnknownName {
        what: "type of organization",
        value: name.to_owned(),
        known: ORGANIZATION_TYPES.join(", "),
    })
}

/// A class name without prefix, hyphens and case.
pub(super) fn folded(name: &str) -> String {
    let local = name.strip_prefix("gx:").unwrap_or(name);
    local.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

pub(super) fn list(value: &str) -> impl Iterator<Item = String> {
    value.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned)
}

pub(super) fn first_day(value: &str) -> Option<Date> {
    let (year, month, day) = parts(value)?;
    Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()
}

pub(super) fn last_day(value: &str) -> Option<Date> {
    match parts(value)? {
        (year, Some(month), Some(day)) => Date::new(year, month, day).ok(),
        (year, month, _) => Some(Date::new(year, month.unwrap_or(12), 1).ok()?.last_of_month()),
    }
}

/// Year, month and day of `2019`, `2019-03` or `2019-03-31`.
fn parts(value: &str) -> Option<(i16, Option<i8>, Option<i8>)> {
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = value.split('-');
    let year = parts.next().filter(|p| digits(p, 4))?.parse().ok()?;
    let mut two = || match parts.next() {
        None => Some(None),
        Some(part) if digits(part, 2) => part.parse().ok().map(Some),
        Some(_) => None,
    };
    let (month, day) = (two()?, two()?);
    parts.next().is_none().then_some((year, month, day))
}

/// `Some(None)` is any.
pub(super) fn modality(value: &str) -> Option<Option<Modality>> {
    match value.to_lowercase().as_str() {
        "occurred" => Some(Some(Modality::Occurred)),
        "planned" => Some(Some(Modality::Planned)),
        "any" => Some(None),
        _ => None,
    }
}

/// How the store spells it.
pub(super) fn modality_word(modality: Modality) -> &'static str {
    match modality {
        Modality::Occurred => "occurred",
        Modality::Planned => "planned",
    }
}

/// Whether only what a person looked at is wanted.
pub(super) fn reviewed(value: &str) -> Option<bool> {
    match value.to_lowercase().as_str() {
        "yes" => Some(true),
        "any" => Some(false),
        _ => None,
    }
}

pub(super) fn confidence(value: &str) -> Option<f64> {
    value.parse().ok().filter(|c| (0.0..=1.0).contains(c))
}
