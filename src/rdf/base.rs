//! IRIs of things: all under one base.

use crate::resolve::hashed;
use crate::store::StoreError;
use oxigraph::model::{NamedNode, NamedNodeRef};
use std::fmt;

/// What things of ours have their IRIs under: `https://w3id.org/guanxi/id/` unless asked otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base(String);

impl Default for Base {
    fn default() -> Self {
        Base("https://w3id.org/guanxi/id/".to_owned())
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Base {
    /// A base of that IRI.
    ///
    /// # Errors
    /// An IRI that is not absolute, or that does not end with `/` or `#`.
    pub fn new(iri: &str) -> Result<Self, StoreError> {
        let ended = iri.ends_with('/') || iri.ends_with('#');
        match NamedNode::new(iri) {
            Ok(node) if ended => Ok(Base(node.into_string())),
            _ => Err(StoreError::BadBase { value: iri.to_owned() }),
        }
    }

    /// The IRI of a thing with a hash for a name: `org/0123456789abcdef`.
    pub fn hashed(&self, kind: &str, id: u64) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{kind}/{id:016x}", self.0))
    }

    /// The hash of an IRI that [`Base::hashed`] made.
    pub fn hash(&self, kind: &str, iri: NamedNodeRef<'_>) -> Option<u64> {
        let hash = iri.as_str().strip_prefix(&self.0)?.strip_prefix(kind)?.strip_prefix('/')?;
        u64::from_str_radix(hash, 16).ok()
    }

    /// A document: a URL that identifies one is hashed, a path keeps its readable form.
    ///
    /// ```
    /// use guanxi::rdf::Base;
    /// let base = Base::default();
    /// assert_eq!(base.document("2019/march 31").as_str(), "https://w3id.org/guanxi/id/document/2019/march%2031");
    /// assert_eq!(base.document("https://example.org/a").as_str().len(), base.document("").as_str().len() + 16);
    /// ```
    pub fn document(&self, id: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}document/{}", self.0, document_name(id)))
    }

    /// The graph of what a document says.
    pub fn document_graph(&self, document: NamedNodeRef<'_>) -> NamedNode {
        let name = document.as_str().strip_prefix(&self.0).unwrap_or(document.as_str());
        NamedNode::new_unchecked(format!("{}graph/{name}", self.0))
    }

    /// A place of the gazetteer.
    pub fn place(&self, code: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}place/{}", self.0, encoded(code, "")))
    }

    /// The code of a place's IRI.
    pub fn place_code(&self, place: NamedNodeRef<'_>) -> Option<String> {
        Some(place.as_str().strip_prefix(&self.0)?.strip_prefix("place/")?.to_owned())
    }

    /// A country or region.
    pub fn country(&self, code: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}country/{}", self.0, encoded(code, "")))
    }

    /// A field of work.
    pub fn field(&self, code: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}field/{}", self.0, encoded(code, "")))
    }

    /// The code of a field's IRI.
    pub fn field_code(&self, field: NamedNodeRef<'_>) -> Option<String> {
        Some(field.as_str().strip_prefix(&self.0)?.strip_prefix("field/")?.to_owned())
    }

    /// The scheme of all fields of work.
    pub fn fields(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}field", self.0))
    }

    /// The scheme of all places.
    pub fn places(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}place", self.0))
    }

    /// The graph of what is the case.
    pub fn resolution_graph(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}graph/resolution", self.0))
    }

    /// The graph of the appellations that documents use.
    pub fn names_graph(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}graph/names", self.0))
    }

    /// The graph of what people decided.
    pub fn decisions_graph(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}graph/decisions", self.0))
    }

    /// The graph of derived links.
    pub fn links_graph(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}graph/links", self.0))
    }

    /// The graph of the vocabulary and the places.
    pub fn ontology_graph(&self) -> NamedNode {
        NamedNode::new_unchecked(format!("{}graph/ontology", self.0))
    }
}

/// What a document is called in IRIs.
fn document_name(id: &str) -> String {
    match id.contains("://") {
        true => format!("{:016x}", hashed(&[id])),
        false => encoded(id, "/"),
    }
}

/// Part of a document: a passage or a report.
pub(super) fn fragment(document: NamedNodeRef<'_>, name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}#{}", document.as_str(), encoded(name, "=,")))
}

/// Percent-encodes all but the unreserved characters of ASCII and those of `also`.
fn encoded(name: &str, also: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || also.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
