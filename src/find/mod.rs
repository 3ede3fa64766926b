//! Organisations by any of their names: case, accents, brackets and a typo in each word are forgiven.

mod score;

use crate::filter::{labels, read_literals};
use crate::query::{QueryError, parse};
use crate::rdf::vocab::{self, gx, rdf};
use crate::store::{Answer, Pattern, Store, StoreError};
use oxigraph::model::{Literal, NamedNode, Term};
use score::{Score, Wanted};
use std::collections::BTreeMap;

/// All names in one pass; ordered, so that the store reads them along its indexes.
const NAMES: &str = "SELECT ?one ?name { ?one a gx:Organization . { ?one skos:prefLabel ?name } UNION \
                     { ?one skos:altLabel ?name } } ORDER BY ?one";

/// An organisation that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Its IRI.
    pub iri: NamedNode,
    /// The name that it is shown by.
    pub name: String,
    /// Its other names.
    pub others: Vec<String>,
    /// Types and roles by local name, sorted.
    pub types: Vec<String>,
    /// English name of its place.
    pub place: Option<String>,
    /// How many documents mention it.
    pub documents: usize,
}

/// The organisations that bear a name like `name`, the likest first; of those that are as like, those that more
/// documents mention. A name with a typo counts only where nothing is spelt so. With a `class` only those of that type or
/// role. Cost: reads every name once, and what is shown of those found.
///
/// # Errors
/// What the store meets.
pub fn find(
    store: &dyn Store,
    name: &str,
    class: Option<&str>,
    limit: usize,
) -> Result<Vec<Found>, QueryError> {
    let wanted = Wanted::new(name);
    let mut best: BTreeMap<NamedNode, Score> = BTreeMap::new();
    let Answer::Solutions { rows, .. } = store.query(&parse(NAMES, "find")?)? else { return Ok(Vec::new()) };
    for row in rows {
        let row = row?;
        let [Some(Term::NamedNode(one)), Some(Term::Literal(label))] = &row[..] else { continue };
        let Some(score) = wanted.score(label.value()) else { continue };
        match best.get_mut(one) {
            Some(known) => *known = score.min(*known),
            None => _ = best.insert(one.clone(), score),
        }
    }
    let is_spelt = best.values().any(Score::is_spelt);
    best.retain(|_, score| score.is_spelt() || !is_spelt);
    let mut found = Vec::new();
    for (iri, score) in best {
        let one = read(store, iri)?;
        if class.is_none_or(|class| one.types.iter().any(|t| t == class)) {
            found.push((score, one));
        }
    }
    found.sort_by(|(a, x), (b, y)| {
        a.cmp(b)
            .then_with(|| y.documents.cmp(&x.documents))
            .then_with(|| x.name.cmp(&y.name))
            .then_with(|| x.iri.cmp(&y.iri))
    });
    Ok(found.into_iter().take(limit).map(|(_, one)| one).collect())
}

fn read(store: &dyn Store, iri: NamedNode) -> Result<Found, StoreError> {
    let mut names = labels(store, iri.as_ref())?.into_iter();
    let name = names.next().unwrap_or_else(|| iri.as_str().to_owned());
    let place = read_literals(store, iri.as_ref(), gx::PLACE_NAME)?.into_iter().next();
    let of = |predicate| Pattern {
        subject: Some(iri.as_ref().into()),
        predicate: Some(predicate),
        ..Pattern::default()
    };
    let documents = store.quads(of(gx::MENTIONED_IN))?.count();
    let mut types = Vec::new();
    for quad in store.quads(of(rdf::TYPE))? {
        if let Term::NamedNode(class) = quad?.object
            && class != gx::ORGANIZATION
            && class != gx::UNIT
        {
            types.extend(vocab::local(class.as_ref()).map(str::to_owned));
        }
    }
    types.sort();
    types.dedup();
    let others = names.collect();
    Ok(Found { name, others, types, place, documents, iri })
}

/// What was found as an answer to be written in any format: name, type and roles, place, documents, id, other names.
pub fn answer(found: Vec<Found>) -> Answer<'static> {
    let columns = ["organization", "type", "place", "documents", "id", "other_names"];
    let text = |words: String| (!words.is_empty()).then(|| Term::from(Literal::from(words)));
    let row = move |one: Found| {
        let id = one.iri.as_str().rfind("org/").map_or(one.iri.as_str(), |at| &one.iri.as_str()[at..]);
        Ok(vec![
            text(one.name),
            text(one.types.join("; ")),
            text(one.place.unwrap_or_default()),
            Some(Literal::from(one.documents as u64).into()),
            text(id.to_owned()),
            text(one.others.join("; ")),
        ])
    };
    Answer::Solutions {
        variables: columns.map(str::to_owned).to_vec(),
        rows: Box::new(found.into_iter().map(row)),
    }
}
