//! Places by name or code, with all that lies in them, from the gazetteer in the store.

use super::{FilterError, nearest};
use crate::rdf::vocab::{gx, skos};
use crate::store::{Pattern, Store, StoreError};
use crate::text::name_key;
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rustc_hash::{FxHashMap, FxHashSet};
use spargebra::term::GroundTerm;

/// A place and what lies in it: the IRIs that the store uses, and literals where a name is only ever
/// written out. The gazetteer is walked here, once, so that no query needs a path.
///
/// A name is met whatever its case, accents and rank ("Hubei", "Hubei Province"); of several places of
/// one name all are meant. A GB/T 2260 code may be cut short: `42` and `4200` are `420000`.
///
/// # Errors
/// [`FilterError::UnknownPlace`] with the nearest names; what the store meets.
pub fn places_within(store: &dyn Store, name: &str) -> Result<Vec<GroundTerm>, FilterError> {
    let roots = match code(name) {
        Some(code) => with_code(store, &code)?,
        None => with_name(store, name)?,
    };
    if roots.is_empty() {
        return written_out(store, name);
    }
    let mut within = descendants(store, roots)?;
    within.sort();
    let mut used = Vec::new();
    for place in &within {
        let pattern =
            Pattern { predicate: Some(gx::PLACE), object: Some(place.as_ref().into()), ..Pattern::default() };
        if store.quads(pattern)?.next().transpose()?.is_some() {
            used.push(place.clone());
        }
    }
    // A place where nothing is known to be is still a place: the answer is empty, not an error.
    let places = if used.is_empty() { within } else { used };
    Ok(places.into_iter().map(GroundTerm::from).collect())
}

/// Six digits of a code of two, four or six.
fn code(name: &str) -> Option<String> {
    let is_code = matches!(name.len(), 2 | 4 | 6) && name.bytes().all(|b| b.is_ascii_digit());
    is_code.then(|| format!("{name:0<6}"))
}

fn with_code(store: &dyn Store, code: &str) -> Result<Vec<NamedNode>, StoreError> {
    let mut found = Vec::new();
    for quad in store.quads(predicate(skos::NOTATION))? {
        found.extend(subject_if(quad?, |notation| notation == code));
    }
    Ok(found)
}

fn with_name(store: &dyn Store, name: &str) -> Result<Vec<NamedNode>, StoreError> {
    let key = name_key(name);
    let mut bearing = FxHashSet::default();
    for property in [skos::PREF_LABEL, skos::ALT_LABEL] {
        for quad in store.quads(predicate(property))? {
            bearing.extend(subject_if(quad?, |label| name_key(label) == key));
        }
    }
    let mut places = Vec::new();
    for thing in bearing {
        // Only places have a code.
        let pattern = Pattern {
            subject: Some(thing.as_ref().into()),
            predicate: Some(skos::NOTATION),
            ..Pattern::default()
        };
        if store.quads(pattern)?.next().transpose()?.is_some() {
            places.push(thing);
        }
    }
    Ok(places)
}

fn descendants(store: &dyn Store, roots: Vec<NamedNode>) -> Result<Vec<NamedNode>, StoreError> {
    let mut inside: FxHashMap<NamedNode, Vec<NamedNode>> = FxHashMap::default();
    for quad in store.quads(predicate(skos::BROADER))? {
        let quad = quad?;
        if let (NamedOrBlankNode::NamedNode(narrower), Term::NamedNode(broader)) = (quad.subject, quad.object)
        {
            inside.entry(broader).or_default().push(narrower);
        }
    }
    let mut seen = FxHashSet::default();
    let mut waiting = roots;
    while let Some(place) = waiting.pop() {
        if let (true, Some(more)) = (seen.insert(place.clone()), inside.get(&place)) {
            waiting.extend(more.iter().cloned());
        }
    }
    Ok(seen.into_iter().collect())
}

/// A place outside of the gazetteer: the spellings of its name in the store.
fn written_out(store: &dyn Store, name: &str) -> Result<Vec<GroundTerm>, FilterError> {
    let key = name_key(name);
    let mut names = Vec::new();
    let mut spellings = Vec::new();
    for quad in store.quads(predicate(gx::PLACE_NAME))? {
        if let Term::Literal(literal) = quad?.object {
            if name_key(literal.value()) == key && !spellings.contains(&literal) {
                spellings.push(literal);
            } else {
                names.push(literal.value().to_owned());
            }
        }
    }
    if spellings.is_empty() {
        names.extend(gazetteer(store)?);
        let nearest = nearest(name, names.iter().map(String::as_str), 3);
        return Err(FilterError::UnknownPlace { value: name.to_owned(), nearest });
    }
    spellings.sort_by(|a, b| a.value().cmp(b.value()));
    Ok(spellings.into_iter().map(GroundTerm::from).collect())
}

fn gazetteer(store: &dyn Store) -> Result<Vec<String>, StoreError> {
    let mut names = Vec::new();
    for quad in store.quads(predicate(skos::NOTATION))? {
        if let NamedOrBlankNode::NamedNode(place) = quad?.subject {
            names.extend(super::labels(store, place.as_ref())?);
        }
    }
    Ok(names)
}

fn predicate(predicate: NamedNodeRef<'_>) -> Pattern<'_> {
    Pattern { predicate: Some(predicate), ..Pattern::default() }
}

fn subject_if(quad: Quad, is_it: impl Fn(&str) -> bool) -> Option<NamedNode> {
    match (quad.subject, quad.object) {
        (NamedOrBlankNode::NamedNode(subject), Term::Literal(object)) if is_it(object.value()) => {
            Some(subject)
        }
        _ => None,
    }
}
