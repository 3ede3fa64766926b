//! Places by name or code, with all that lies in them, from the gazetteer in the store.

use super::{FilterError, nearest};
use crate::rdf::vocab::{gx, skos};
use crate::store::{Pattern, Store, StoreError};
use crate::text::name_key;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rustc_hash::FxHashSet;
use spargebra::term::GroundTerm;

/// A place and what lies in it: the IRIs that the store uses, and literals where a name is only ever
/// written out. The gazetteer is walked here, once, so that no query needs a path.
///
/// A name is met whatever its case, accents and rank ("Hubei", "Hubei Province", 湖北, 湖北省); of several places of
/// one name all are meant. A GB/T 2260 code may be cut short: `42` and `4200` are `420000`.
///
/// # Errors
/// [`FilterError::UnknownPlace`] with the nearest names; what the store meets.
pub fn places_within(store: &dyn Store, name: &str) -> Result<Vec<GroundTerm>, FilterError> {
    let mut roots = match code(name) {
        Some(code) => with_code(store, &code)?,
        None => with_name(store, name)?,
    };
    if roots.is_empty() {
        roots = without_rank(store, name)?;
    }
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
    let exact = spelt(store, name.trim())?;
    if !exact.is_empty() {
        return Ok(exact);
    }
    let key = name_key(name);
    let mut bearing = FxHashSet::default();
    for property in [skos::PREF_LABEL, skos::ALT_LABEL] {
        for quad in store.quads(predicate(property))? {
            let quad = quad?;
            let is_other = matches!(&quad.object, Term::Literal(label) if !may_be(label.value(), name, &key));
            if !is_other {
                bearing.extend(subject_if(quad, |label| name_key(label) == key));
            }
        }
    }
    let mut places = Vec::new();
    for thing in bearing {
        if is_place(store, &thing)? {
            places.push(thing);
        }
    }
    Ok(places)
}

/// Places with a label of just that spelling: a look-up, where all other names take a walk through the gazetteer.
fn spelt(store: &dyn Store, name: &str) -> Result<Vec<NamedNode>, StoreError> {
    let mut places = FxHashSet::default();
    for language in ["en", "zh"] {
        let label = Literal::new_language_tagged_literal_unchecked(name, language);
        let pattern = Pattern { object: Some(label.as_ref().into()), ..Pattern::default() };
        for quad in store.quads(pattern)? {
            if let NamedOrBlankNode::NamedNode(thing) = quad?.subject
                && is_place(store, &thing)?
            {
                places.insert(thing);
            }
        }
    }
    Ok(places.into_iter().collect())
}

/// Places of a Chinese name that is given without its rank: 湖北 for 湖北省. Of those that begin so, the shortest names
/// count, so that 海南 is no prefecture whose name goes on.
fn without_rank(store: &dyn Store, name: &str) -> Result<Vec<NamedNode>, StoreError> {
    let name = name.trim();
    if name.chars().count() < 2 || name.is_ascii() {
        return Ok(Vec::new());
    }
    let mut found: Vec<(usize, NamedNode)> = Vec::new();
    for quad in store.quads(predicate(skos::ALT_LABEL))? {
        let quad = quad?;
        let Term::Literal(label) = &quad.object else { continue };
        if label.language() == Some("zh") && label.value().starts_with(name) {
            let length = label.value().chars().count();
            if let NamedOrBlankNode::NamedNode(thing) = quad.subject {
                found.push((length, thing));
            }
        }
    }
    let mut places = Vec::new();
    for (length, thing) in found {
        if is_place(store, &thing)? {
            places.push((length, thing));
        }
    }
    let shortest = places.iter().map(|(length, _)| *length).min();
    Ok(places.into_iter().filter(|(length, _)| Some(*length) == shortest).map(|(_, place)| place).collect())
}

/// Whether a label may have the key of a name; most that have not are told without making theirs.
fn may_be(label: &str, name: &str, key: &str) -> bool {
    if is_chinese(label) != is_chinese(name) {
        return false;
    }
    let is_plain = label.bytes().all(|b| b == b' ' || b.is_ascii_alphabetic());
    let first = key.split(' ').next().unwrap_or_default();
    !is_plain || label.split(' ').any(|word| word.eq_ignore_ascii_case(first))
}

fn is_chinese(name: &str) -> bool {
    name.chars().any(|c| c >= '\u{3400}')
}

/// Only places have a code.
fn is_place(store: &dyn Store, thing: &NamedNode) -> Result<bool, StoreError> {
    let pattern = Pattern {
        subject: Some(thing.as_ref().into()),
        predicate: Some(skos::NOTATION),
        ..Pattern::default()
    };
    Ok(store.quads(pattern)?.next().transpose()?.is_some())
}

fn descendants(store: &dyn Store, roots: Vec<NamedNode>) -> Result<Vec<NamedNode>, StoreError> {
    let mut seen = FxHashSet::default();
    let mut waiting = roots;
    while let Some(place) = waiting.pop() {
        if !seen.insert(place.clone()) {
            continue;
        }
        let inside = Pattern {
            predicate: Some(skos::BROADER),
            object: Some(place.as_ref().into()),
            ..Pattern::default()
        };
        for quad in store.quads(inside)? {
            if let NamedOrBlankNode::NamedNode(narrower) = quad?.subject {
                waiting.push(narrower);
            }
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
