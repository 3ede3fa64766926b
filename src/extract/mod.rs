//! From a document to its record: pure and total. Odd text gives warnings, never an error.

mod names;
mod page;

use crate::lexicon::Lexicon;
use crate::record::{self, Record};
use crate::source::Document;

/// Reads what a document says.
pub fn extract(_lexicon: &Lexicon, document: &Document) -> Record {
    Record {
        doc: document.name.clone(),
        id: (document.id != document.name && document.url.as_deref() != Some(&document.id))
            .then(|| document.id.clone()),
        url: document.url.clone(),
        published: document.published,
        posts: document.posts.iter().map(|p| p.date).collect(),
        source: document.source.clone(),
        coverage: record::Coverage::default(),
        ..Record::default()
    }
}

/// For debugging: the names found, one a line.
pub fn names_found(lexicon: &Lexicon, document: &Document) -> Vec<String> {
    let paragraphs = page::paragraphs(document);
    names::find(lexicon, &document.text, &paragraphs)
        .iter()
        .map(|n| format!("{}{:22} {:.2} {} | {:?} {:?} {:?} [{}]", if n.weak { "?" } else { " " }, n.kind.name(), n.surety, n.name, n.origin, n.place, n.acronym, n.span.of(&document.text)))
        .collect()
}
