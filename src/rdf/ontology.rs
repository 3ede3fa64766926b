//! The graph of the vocabulary, and what it says of types, roles, kinds and links.

use super::Base;
use super::quads::Quads;
use super::vocab::{self, gx, owl, rdfs, skos};
use crate::lexicon::Lexicon;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Literal, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use std::collections::BTreeSet;

/// Why the vocabulary could not be read.
#[derive(Debug, thiserror::Error)]
pub enum OntologyError {
    /// Not Turtle.
    #[error("{file}: {reason}")]
    Syntax {
        /// Which file.
        file: String,
        /// What is wrong, with line and column.
        reason: String,
    },
    /// A kind of event whose class or link the vocabulary lacks.
    #[error("the event kind {kind} needs {term} in a .ttl file of the ontology folder ({needs})")]
    Lacking {
        /// The kind.
        kind: String,
        /// The missing term.
        term: String,
        /// What to say of it.
        needs: &'static str,
    },
}

/// The vocabulary as data: the quads of its graph, and the names that records may use.
#[derive(Debug, Clone, Default)]
pub struct Ontology {
    /// The graph, sorted, each quad once.
    pub quads: Vec<Quad>,
    /// Types of organisations, by local name.
    pub types: BTreeSet<String>,
    /// Roles, by local name.
    pub roles: BTreeSet<String>,
}

impl Ontology {
    /// Reads every `.ttl` file of the lexicon.
    ///
    /// # Errors
    /// A file that is no Turtle; a kind of event without its class or link property.
    pub fn read(lexicon: &Lexicon, base: &Base) -> Result<Self, OntologyError> {
        let graph = base.ontology_graph();
        let mut quads = Vec::new();
        for (name, text) in lexicon.files.below("").filter(|(name, _)| name.ends_with(".ttl")) {
            let parser = RdfParser::from_format(RdfFormat::Turtle).without_named_graphs();
            for quad in parser.with_default_graph(GraphName::from(graph.clone())).for_slice(text.as_bytes()) {
                let syntax = |e: &dyn std::fmt::Display| OntologyError::Syntax {
                    file: lexicon.files.origin(name),
                    reason: e.to_string(),
                };
                quads.push(quad.map_err(|e| syntax(&e))?);
            }
        }
        let below = |property: NamedNodeRef<'_>, top: NamedNodeRef<'_>| subordinates(&quads, property, top);
        let mut types = below(rdfs::SUB_CLASS_OF, gx::ORGANIZATION);
        let roles = below(rdfs::SUB_CLASS_OF, gx::UNIT);
        types.remove(vocab::local(gx::UNIT).unwrap_or_default());
        let (kinds, links) =
            (below(rdfs::SUB_CLASS_OF, gx::EVENT), below(rdfs::SUB_PROPERTY_OF, gx::LINKED_TO));
        for kind in &lexicon.kinds {
            let lacking = |term: &str, needs| OntologyError::Lacking {
                kind: kind.name.clone(),
                term: format!("gx:{term}"),
                needs,
            };
            if !kinds.contains(&kind.name) {
                return Err(lacking(&kind.name, "a class with rdfs:subClassOf gx:Event"));
            }
            if !links.contains(&kind.link) {
                return Err(lacking(&kind.link, "a property with rdfs:subPropertyOf gx:linkedTo"));
            }
        }
        quads.extend(kinds_linked(lexicon, base));
        quads.extend(places(lexicon, base));
        quads.extend(mainland(base));
        quads.extend(fields(lexicon, base));
        quads.extend(countries(lexicon, base));
        quads.extend(marks(lexicon, base));
        quads.sort_by_cached_key(Quad::to_string);
        quads.dedup();
        Ok(Ontology { quads, types, roles })
    }
}

/// What the graph of the ontology was made of, and by which version: where these differ, what was
/// resolved may be resolved otherwise now.
pub fn marks(lexicon: &Lexicon, base: &Base) -> Vec<Quad> {
    let mut out = Quads::new(base.ontology_graph());
    let ontology = gx::ONTOLOGY.into_owned();
    out.text(&ontology, gx::ONTOLOGY_DIGEST, lexicon.digest());
    out.text(&ontology, gx::VERSION, env!("CARGO_PKG_VERSION"));
    out.into_vec()
}

/// The direct property that each kind of event amounts to.
fn kinds_linked(lexicon: &Lexicon, base: &Base) -> Vec<Quad> {
    let mut out = Quads::new(base.ontology_graph());
    for kind in &lexicon.kinds {
        let link = vocab::term(&kind.link);
        if kind.symmetric {
            out.class(&link, owl::SYMMETRIC_PROPERTY);
        }
        out.push(&vocab::term(&kind.name), gx::LINK_PROPERTY, link);
    }
    out.into_vec()
}

/// The gazetteer as a SKOS scheme.
fn places(lexicon: &Lexicon, base: &Base) -> Vec<Quad> {
    let (scheme, mut out) = (base.places(), Quads::new(base.ontology_graph()));
    out.class(&scheme, skos::CONCEPT_SCHEME);
    out.push(&scheme, rdfs::LABEL, tagged("Places of China", "en"));
    out.push(&scheme, rdfs::LABEL, tagged("中国行政区划", "zh"));
    for place in lexicon.places.iter() {
        let iri = base.place(&place.code);
        out.class(&iri, gx::PLACE_TYPE);
        out.class(&iri, skos::CONCEPT);
        out.push(&iri, skos::IN_SCHEME, scheme.clone());
        out.text(&iri, skos::NOTATION, &place.code);
        match &place.parent {
            Some(parent) => out.push(&iri, skos::BROADER, base.place(parent)),
            None => out.push(&iri, skos::TOP_CONCEPT_OF, scheme.clone()),
        }
        out.push(&iri, skos::PREF_LABEL, tagged(&place.name, "en"));
        out.push(&iri, skos::ALT_LABEL, tagged(&place.chinese, "zh"));
        for other in place.others.iter().filter(|other| **other != place.name) {
            out.push(&iri, skos::ALT_LABEL, tagged(other, "en"));
        }
    }
    out.into_vec()
}

/// All of the mainland: where an office may work that is bound to no province.
fn mainland(base: &Base) -> Vec<Quad> {
    let (iri, mut out) = (base.place("CN"), Quads::new(base.ontology_graph()));
    out.class(&iri, skos::CONCEPT);
    out.push(&iri, skos::IN_SCHEME, base.places());
    out.push(&iri, skos::TOP_CONCEPT_OF, base.places());
    out.text(&iri, skos::NOTATION, "CN");
    out.push(&iri, skos::PREF_LABEL, tagged("China (nationwide)", "en"));
    out.push(&iri, skos::ALT_LABEL, tagged("全国", "zh"));
    out.into_vec()
}

/// Countries and regions, by the codes that organisations have as their homes.
fn countries(lexicon: &Lexicon, base: &Base) -> Vec<Quad> {
    let mut out = Quads::new(base.ontology_graph());
    for country in lexicon.countries.iter() {
        let iri = base.country(&country.alpha2);
        out.class(&iri, gx::COUNTRY);
        out.class(&iri, skos::CONCEPT);
        out.text(&iri, skos::NOTATION, &country.alpha2);
        out.push(&iri, skos::PREF_LABEL, tagged(&country.name, "en"));
    }
    out.into_vec()
}

/// Fields of work as a SKOS scheme.
fn fields(lexicon: &Lexicon, base: &Base) -> Vec<Quad> {
    let (scheme, mut out) = (base.fields(), Quads::new(base.ontology_graph()));
    out.class(&scheme, skos::CONCEPT_SCHEME);
    out.push(&scheme, rdfs::LABEL, tagged("Fields of work of foreign NGOs", "en"));
    out.push(&scheme, rdfs::LABEL, tagged("境外非政府组织活动领域", "zh"));
    for field in lexicon.fields.iter() {
        let iri = base.field(&field.code);
        out.class(&iri, gx::FIELD_TYPE);
        out.class(&iri, skos::CONCEPT);
        out.push(&iri, skos::IN_SCHEME, scheme.clone());
        out.push(&iri, skos::TOP_CONCEPT_OF, scheme.clone());
        out.text(&iri, skos::NOTATION, &field.code);
        out.push(&iri, skos::PREF_LABEL, tagged(&field.name, "en"));
        if !field.chinese.is_empty() {
            out.push(&iri, skos::PREF_LABEL, tagged(&field.chinese, "zh"));
        }
        for other in &field.others {
            out.push(&iri, skos::ALT_LABEL, tagged(other, "en"));
        }
    }
    out.into_vec()
}

fn tagged(text: &str, language: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(text, language)
}

/// Local names of what is stated to be directly below `top`.
fn subordinates(quads: &[Quad], property: NamedNodeRef<'_>, top: NamedNodeRef<'_>) -> BTreeSet<String> {
    let below =
        |quad: &&Quad| quad.predicate == property && matches!(&quad.object, Term::NamedNode(o) if *o == top);
    let name = |quad: &Quad| match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => vocab::local(node.as_ref()).map(str::to_owned),
        NamedOrBlankNode::BlankNode(_) => None,
    };
    quads.iter().filter(below).filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::vocab::{dcterms, rdf};
    use oxigraph::model::NamedNode;

    fn ontology() -> (Lexicon, Ontology) {
        let lexicon = Lexicon::load(None).expect("built-in files");
        let ontology = Ontology::read(&lexicon, &Base::default()).expect("a vocabulary");
        (lexicon, ontology)
    }

    fn has(ontology: &Ontology, subject: NamedNodeRef<'_>, property: NamedNodeRef<'_>) -> bool {
        let subject = NamedOrBlankNode::from(subject.into_owned());
        ontology.quads.iter().any(|q| q.subject == subject && q.predicate == property)
    }

    fn terms(ontology: &Ontology) -> BTreeSet<NamedNode> {
        let ours = |quad: &Quad| match &quad.subject {
            NamedOrBlankNode::NamedNode(node) if vocab::local(node.as_ref()).is_some() => Some(node.clone()),
            _ => None,
        };
        ontology.quads.iter().filter_map(ours).collect()
    }

    #[test]
    fn every_term_has_a_type_labels_a_comment_an_example_and_a_source() {
        let (_, ontology) = ontology();
        for term in terms(&ontology) {
            for property in [rdf::TYPE, rdfs::LABEL, rdfs::COMMENT, skos::EXAMPLE, dcterms::SOURCE] {
                assert!(has(&ontology, term.as_ref(), property), "{term} lacks {property}");
            }
            for language in ["en", "zh"] {
                let labelled = |q: &Quad| {
                    let tag = matches!(&q.object, Term::Literal(l) if l.language() == Some(language));
                    tag && q.predicate == rdfs::LABEL && q.subject == NamedOrBlankNode::from(term.clone())
                };
                assert!(ontology.quads.iter().any(labelled), "{term} has no label in {language}");
            }
        }
    }

    #[test]
    fn the_constants_are_the_vocabulary_but_for_what_is_read_from_it() {
        let (lexicon, ontology) = ontology();
        let mut known: BTreeSet<NamedNode> = gx::ALL.iter().map(|c| c.into_owned()).collect();
        for constant in &known {
            assert!(has(&ontology, constant.as_ref(), rdfs::LABEL), "{constant} is not in the vocabulary");
        }
        known.extend(ontology.types.iter().chain(&ontology.roles).map(|t| vocab::term(t)));
        known.extend(lexicon.kinds.iter().flat_map(|k| [vocab::term(&k.name), vocab::term(&k.link)]));
        for term in terms(&ontology) {
            assert!(known.contains(&term), "{term} is neither a constant nor read from ontology/");
        }
    }

    #[test]
    fn the_eight_types_and_two_roles_are_read() {
        let (_, ontology) = ontology();
        assert_eq!(ontology.types.len(), 8, "{:?}", ontology.types);
        assert_eq!(
            ontology.roles.iter().map(String::as_str).collect::<Vec<_>>(),
            ["PartnerUnit", "SupervisoryUnit"]
        );
    }
}
