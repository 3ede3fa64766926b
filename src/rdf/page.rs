//! The vocabulary as a page for people: `docs/vocabulary.md`.

use super::Ontology;
use super::vocab::{self, PREFIXES, gx, owl, rdf, rdfs, schema, skos};
use crate::lexicon::{Lexicon, Rank};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

const HEAD: &str = "# The vocabulary

<!-- Made of ontology/guanxi.ttl, ontology/events/ and ontology/places/. Do not edit: run the test `vocabulary` with
GUANXI_WRITE=1 in its environment. -->

Namespace `https://w3id.org/guanxi/ontology#`, prefix `gx:`. Things have their IRIs under
`https://w3id.org/guanxi/id/`, or where `--base` puts them: `org/…`, `event/…`, `relationship/…`, `link/…`,
`document/…`, `name/…`, `place/CODE`, `run/…`. IRIs in examples are written below that.

| graph | holds |
| --- | --- |
| `graph/document/…` | what one document says: the document, its reports, their passages, its mentions |
| `graph/resolution` | what is the case, each thing once: organizations, events, relationships; runs |
| `graph/names` | the appellations that documents use, each of one organization |
| `graph/links` | what is derived: a direct property for each pair with events of a kind, and a `gx:Link` beside it |
| `graph/ontology` | this vocabulary, and the places |

What is demanded of these things stands in `ontology/shapes.ttl` (SHACL) and `ontology/checks/`; `guanxi check` holds a
store against it.
";

/// What the vocabulary says, by subject.
struct Terms<'o> {
    said: BTreeMap<&'o str, Vec<(NamedNodeRef<'o>, &'o Term)>>,
}

/// The page, in Markdown. Of the places it tells only what they are.
pub fn vocabulary_page(ontology: &Ontology, lexicon: &Lexicon) -> String {
    let mut terms = Terms { said: BTreeMap::new() };
    for quad in &ontology.quads {
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            terms.said.entry(subject.as_str()).or_default().push((quad.predicate.as_ref(), &quad.object));
        }
    }
    let mut out = HEAD.to_owned();
    let classes = |top: NamedNodeRef<'_>| terms.below(rdfs::SUB_CLASS_OF, top.as_str());
    let links = |top: NamedNodeRef<'_>| terms.below(rdfs::SUB_PROPERTY_OF, top.as_str());
    let mut told = BTreeSet::new();
    let mut section = |out: &mut String, heading: &str, list: Vec<&str>| {
        told.extend(list.iter().map(|term| (*term).to_owned()));
        terms.section(out, heading, &list);
    };
    let unit = vocab::term("Unit").into_string();
    let types = classes(gx::ORGANIZATION).into_iter().filter(|class| **class != unit).collect();
    section(&mut out, "Types of organizations", types);
    section(&mut out, "Roles of organizations", classes(gx::UNIT));
    section(&mut out, "Kinds of events", classes(gx::EVENT));
    kinds(&mut out, lexicon);
    section(&mut out, "Kinds of relationships", classes(gx::RELATIONSHIP));
    section(&mut out, "Links: direct properties of kinds of events", links(gx::LINKED_TO));
    section(&mut out, "Direct properties of relationships", links(gx::RELATED_TO));
    let (rest, properties): (Vec<&str>, Vec<&str>) =
        terms.ours().filter(|term| !told.contains(*term)).partition(|term| terms.is_class(term));
    terms.section(&mut out, "Other classes", &rest);
    terms.section(&mut out, "Other properties", &properties);
    terms.borrowed(&mut out);
    places(&mut out, lexicon);
    out
}

impl<'o> Terms<'o> {
    fn objects(&self, term: &str, property: NamedNodeRef<'_>) -> impl Iterator<Item = &'o Term> {
        let said = self.said.get(term).map(Vec::as_slice).unwrap_or_default();
        said.iter().filter(move |(p, _)| *p == property).map(|(_, object)| *object)
    }

    /// Terms of our namespace, in alphabetical order.
    fn ours(&self) -> impl Iterator<Item = &'o str> {
        let is_ours = |term: &&&str| term.strip_prefix(gx::NAMESPACE).is_some_and(|local| !local.is_empty());
        self.said.keys().filter(is_ours).copied()
    }

    /// What is stated to be directly below `top`.
    fn below(&self, property: NamedNodeRef<'_>, top: &str) -> Vec<&'o str> {
        let is_top = |object: &Term| matches!(object, Term::NamedNode(node) if node.as_str() == top);
        self.ours().filter(|term| self.objects(term, property).any(is_top)).collect()
    }

    fn is_class(&self, term: &str) -> bool {
        let class = NamedNode::new_unchecked(format!("{}Class", rdfs::NAMESPACE));
        self.objects(term, rdf::TYPE).any(|t| *t == Term::from(class.clone()))
    }

    fn words(&self, term: &str, property: NamedNodeRef<'_>, language: Option<&str>) -> Option<&'o str> {
        self.objects(term, property).find_map(|object| match object {
            Term::Literal(l) if language.is_none() || l.language() == language => Some(l.value()),
            _ => None,
        })
    }

    /// The terms that stand there, as `gx:name`.
    fn list(&self, term: &str, property: NamedNodeRef<'_>) -> String {
        let mut names: Vec<String> = self
            .objects(term, property)
            .filter_map(|object| match object {
                Term::NamedNode(node) => Some(format!("`{}`", short(node.as_str()))),
                _ => None,
            })
            .collect();
        names.sort();
        names.join(", ")
    }

    fn section(&self, out: &mut String, heading: &str, terms: &[&str]) {
        if terms.is_empty() {
            return;
        }
        let _ = writeln!(out, "\n## {heading}");
        for term in terms {
            self.term(out, term);
        }
    }

    fn term(&self, out: &mut String, term: &str) {
        let label = |language| self.words(term, rdfs::LABEL, Some(language)).unwrap_or_default();
        let _ = writeln!(out, "\n### {}\n\n*{}*, {}\n", short(term), label("en"), label("zh"));
        let _ = writeln!(out, "{}\n", self.words(term, rdfs::COMMENT, None).unwrap_or_default());
        let mut lines = Vec::new();
        for (what, property) in [
            ("below", rdfs::SUB_CLASS_OF),
            ("below", rdfs::SUB_PROPERTY_OF),
            ("of", schema::DOMAIN_INCLUDES),
            ("value", schema::RANGE_INCLUDES),
            ("link", gx::LINK_PROPERTY),
        ] {
            let list = self.list(term, property);
            if !list.is_empty() {
                lines.push(format!("- {what}: {list}"));
            }
        }
        let symmetric = Term::from(owl::SYMMETRIC_PROPERTY.into_owned());
        if self.objects(term, rdf::TYPE).any(|t| *t == symmetric) {
            lines.push("- stated both ways".to_owned());
        }
        if let Some(example) = self.words(term, skos::EXAMPLE, None) {
            // Sentences stand as such, statements as code.
            let is_sentence = self.words(term, skos::EXAMPLE, Some("en")).is_some();
            lines.push(format!(
                "- example: {}",
                if is_sentence { example.to_owned() } else { format!("`{example}`") }
            ));
        }
        let _ = writeln!(out, "{}", lines.join("\n"));
    }

    fn borrowed(&self, out: &mut String) {
        let _ = writeln!(out, "\n## Terms of others\n\n| term | of | used for |\n| --- | --- | --- |");
        for term in self.said.keys().filter(|term| !term.starts_with(gx::NAMESPACE)) {
            if let Some(note) = self.words(term, skos::SCOPE_NOTE, None) {
                let of = self.list(term, schema::DOMAIN_INCLUDES);
                let _ = writeln!(out, "| `{}` | {of} | {note} |", short(term));
            }
        }
    }
}

fn kinds(out: &mut String, lexicon: &Lexicon) {
    let _ = writeln!(
        out,
        "\n### What agent and target are\n\n| kind | `gx:agent` | `gx:target` | link |\n| --- | --- | --- | --- |"
    );
    let mut kinds: Vec<_> = lexicon.kinds.iter().collect();
    kinds.sort_by_key(|kind| &kind.name);
    for kind in kinds {
        let ways = if kind.symmetric { ", every pair, both ways" } else { "" };
        let _ = writeln!(
            out,
            "| `gx:{}` | {} | {} | `gx:{}`{ways} |",
            kind.name, kind.agent, kind.target, kind.link
        );
    }
}

fn places(out: &mut String, lexicon: &Lexicon) {
    let mut counts: BTreeMap<Rank, usize> = BTreeMap::new();
    for place in lexicon.places.iter() {
        *counts.entry(place.rank).or_default() += 1;
    }
    let _ = writeln!(out, "\n## Places\n");
    let _ = writeln!(
        out,
        "A SKOS scheme, `place`, of `gx:Place` concepts with their GB/T 2260 codes: each has an English `skos:prefLabel`, its \
         Chinese name and older names as `skos:altLabel`, and `skos:broader` to the place that it lies in, so that a \
         question about a province finds its cities.\n"
    );
    let _ = writeln!(out, "| rank | places |\n| --- | --- |");
    for (rank, count) in counts {
        let _ = writeln!(out, "| {} | {count} |", rank.name());
    }
}

/// `gx:Visit` of the IRI of a term.
fn short(iri: &str) -> String {
    let fits = PREFIXES
        .iter()
        .find_map(|(prefix, namespace)| iri.strip_prefix(namespace).map(|local| format!("{prefix}:{local}")));
    fits.unwrap_or_else(|| iri.to_owned())
}
