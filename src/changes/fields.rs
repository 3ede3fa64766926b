//! What one snapshot says of an entry, field by field, in words.

use crate::record::Entry;
use std::collections::BTreeMap;

/// An entry of one snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fields {
    /// The NGO, as the store calls it.
    pub organization: String,
    /// What tells it from the NGO's other entries.
    pub entry: String,
    /// What the snapshot says, by name of the field.
    pub values: BTreeMap<&'static str, String>,
}

impl Fields {
    /// `names` are those of the record's entities; `organization` is what the store calls the NGO.
    pub fn of(entry: &Entry, names: &BTreeMap<&str, &str>, organization: &str) -> Self {
        let name = |id: &String| names.get(id.as_str()).copied().unwrap_or_default().to_owned();
        let all = |ids: &[String]| list(ids.iter().map(name));
        let day = |day: &Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let title = entry.titles.first().cloned().unwrap_or_default();
        let places = list(entry.places.iter().cloned());
        let told = match entry.holds.as_str() {
            "office" => entry.office.as_ref().map_or_else(|| places.clone(), name),
            _ => title,
        };
        let values = [
            ("name", entry.organization.as_ref().map(name).unwrap_or_default()),
            ("supervisors", all(&entry.supervisors)),
            ("partners", all(&entry.partners)),
            ("partner supervisors", all(&entry.partner_supervisors)),
            ("sort of partner", list(entry.partner_types.iter().cloned())),
            ("places", places),
            ("areas", list(entry.areas.iter().cloned())),
            ("fields", list(entry.fields.iter().cloned())),
            ("titles", list(entry.titles.iter().cloned())),
            ("start", day(&entry.start)),
            ("end", day(&entry.end)),
        ];
        Fields { organization: organization.to_owned(), entry: told, values: values.into() }
    }
}

/// In alphabetical order, so that the order of a table's list is no change.
fn list(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.collect();
    items.sort_unstable();
    items.join("; ")
}
