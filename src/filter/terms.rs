//! The terms that filters ask for.

use crate::record::Modality;
use oxigraph::model::{NamedNode, NamedNodeRef};

/// The vocabulary's namespace.
pub const GX: &str = "https://w3id.org/guanxi/ontology#";

macro_rules! terms {
    ($($name:ident = $iri:literal;)*) => { $(pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);)* };
}

terms! {
    TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel";
    ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel";
    NOTATION = "http://www.w3.org/2004/02/skos/core#notation";
    BROADER = "http://www.w3.org/2004/02/skos/core#broader";
    ORGANIZATION = "https://w3id.org/guanxi/ontology#Organization";
    EVENT = "https://w3id.org/guanxi/ontology#Event";
    NAME_KEY = "https://w3id.org/guanxi/ontology#nameKey";
    AGENT = "https://w3id.org/guanxi/ontology#agent";
    TARGET = "https://w3id.org/guanxi/ontology#target";
    VIA = "https://w3id.org/guanxi/ontology#via";
    UNNAMED_PARTY = "https://w3id.org/guanxi/ontology#unnamedParty";
    DATE = "https://w3id.org/guanxi/ontology#date";
    DATE_PRECISION = "https://w3id.org/guanxi/ontology#datePrecision";
    MODALITY = "https://w3id.org/guanxi/ontology#modality";
    PLACE = "https://w3id.org/guanxi/ontology#place";
    PLACE_NAME = "https://w3id.org/guanxi/ontology#placeName";
    CONFIDENCE = "https://w3id.org/guanxi/ontology#confidence";
    REPORT = "https://w3id.org/guanxi/ontology#report";
}

/// The properties from an event to its parties.
pub const ROLES: [NamedNodeRef<'static>; 3] = [AGENT, TARGET, VIA];

/// A term of the vocabulary.
pub fn gx(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{GX}{local}"))
}

/// The name within the vocabulary.
pub fn local(iri: &str) -> Option<&str> {
    iri.strip_prefix(GX)
}

/// How the store spells it.
pub fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Occurred => "occurred",
        Modality::Planned => "planned",
    }
}
