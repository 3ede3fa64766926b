//! Where each name of an organisation was said, from the records that the store keeps.

use crate::graph::{Facts, Organization};
use crate::record::Record;
use crate::store::StoreError;
use crate::text::name_key;
use std::collections::BTreeSet;

/// A name in a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Saying {
    /// The name as the text has it.
    pub name: String,
    /// IRI of the document.
    pub document: String,
    /// First code point of its first mention, and past its last.
    pub place: Option<(usize, usize)>,
    /// How often the document says it so.
    pub times: usize,
}

/// The forms by which documents speak of an organisation, descriptions ("the office") included, each
/// once a document, by document and form. A document that keeps no record is left out.
pub(super) fn said(facts: &Facts<'_>, organization: &Organization) -> Result<Vec<Saying>, StoreError> {
    let mut found = Vec::new();
    for document in &organization.mentioned_in {
        let Some(record) = facts.record(document)? else { continue };
        let Ok(record) = serde_json::from_str::<Record>(&record) else { continue };
        for entity in record.entities {
            if !organization.keys.contains(&name_key(&entity.name)) {
                continue;
            }
            let forms: BTreeSet<&str> = std::iter::once(entity.name.as_str())
                .chain(entity.also.iter().map(String::as_str))
                .chain(entity.mentions.iter().map(|m| m.text.as_str()))
                .collect();
            for form in forms {
                let mut places: Vec<(usize, usize)> =
                    entity.mentions.iter().filter(|m| m.text == form).map(|m| (m.start, m.end)).collect();
                places.sort_unstable();
                found.push(Saying {
                    name: form.to_owned(),
                    document: document.clone(),
                    place: places.first().copied(),
                    times: places.len(),
                });
            }
        }
    }
    found.sort_by(|a, b| (&a.document, &a.name).cmp(&(&b.document, &b.name)));
    found.dedup();
    Ok(found)
}
