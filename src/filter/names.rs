//! Organisations by any of their names, through the name keys in the store.

use super::{FilterError, nearest};
use crate::rdf::vocab::{gx, rdf, skos};
use crate::store::{Pattern, Store, StoreError};
use crate::text::name_key;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};

/// How many names a message suggests.
const SUGGESTED: usize = 3;

/// The organisations that bear a name, in the order of their IRIs.
///
/// Case, accents, brackets and the wordings that a name key makes one do not matter. The closest match
/// alone counts: organisations that are *called* so (their preferred label), else those that are known
/// under it too. So the name of an NGO does not mean its representative office, nor a bureau's that of
/// its NGO office, though texts may call the office by the shorter name. Several organisations may share
/// a name; all of them are meant. An IRI, bare or in angle brackets, names itself, and so does what an answer shows of
/// it, `org/0123456789abcdef`.
///
/// # Errors
/// [`FilterError::UnknownOrganization`] with the nearest names; what the store meets.
pub fn organizations_named(store: &dyn Store, name: &str) -> Result<Vec<NamedNode>, FilterError> {
    let iri = match as_iri(name) {
        Some(iri) => Some(iri),
        None => as_id(store, name)?,
    };
    if let Some(iri) = iri
        && is_organization(store, iri.as_ref())?
    {
        return Ok(vec![iri]);
    }
    let key = name_key(name);
    let mut bearing = Vec::new();
    let wanted = Literal::from(key.as_str());
    let pattern =
        Pattern { predicate: Some(gx::NAME_KEY), object: Some(wanted.as_ref().into()), ..Pattern::default() };
    for quad in store.quads(pattern)? {
        if let NamedOrBlankNode::NamedNode(organization) = quad?.subject {
            bearing.push(organization);
        }
    }
    bearing.sort();
    bearing.dedup();
    let mut called = Vec::new();
    for organization in &bearing {
        let preferred = objects(store, organization.as_ref(), skos::PREF_LABEL)?;
        if preferred.iter().any(|label| name_key(label) == key) {
            called.push(organization.clone());
        }
    }
    match (called.is_empty(), bearing.is_empty()) {
        (false, _) => Ok(called),
        (true, false) => Ok(bearing),
        (true, true) => Err(FilterError::UnknownOrganization {
            value: name.to_owned(),
            nearest: nearest(name, all_names(store)?.iter().map(String::as_str), SUGGESTED),
        }),
    }
}

/// The names of a thing: its preferred label first, then the others in alphabetical order.
///
/// # Errors
/// What the store meets.
pub fn labels(store: &dyn Store, thing: NamedNodeRef<'_>) -> Result<Vec<String>, StoreError> {
    let mut names = objects(store, thing, skos::PREF_LABEL)?;
    for other in objects(store, thing, skos::ALT_LABEL)? {
        if !names.contains(&other) {
            names.push(other);
        }
    }
    Ok(names)
}

fn as_iri(name: &str) -> Option<NamedNode> {
    let bare = name.strip_prefix('<').and_then(|n| n.strip_suffix('>')).unwrap_or(name);
    if bare.contains("://") { NamedNode::new(bare).ok() } else { None }
}

/// The IRI of an `org/…`: it is under the same base as that of any organisation.
fn as_id(store: &dyn Store, name: &str) -> Result<Option<NamedNode>, StoreError> {
    let id = name.trim();
    if !id.starts_with("org/") {
        return Ok(None);
    }
    let all =
        Pattern { predicate: Some(rdf::TYPE), object: Some(gx::ORGANIZATION.into()), ..Pattern::default() };
    let Some(quad) = store.quads(all)?.next().transpose()? else { return Ok(None) };
    let NamedOrBlankNode::NamedNode(any) = quad.subject else { return Ok(None) };
    let base = any.as_str().rfind("org/").map(|at| &any.as_str()[..at]);
    Ok(base.and_then(|base| NamedNode::new(format!("{base}{id}")).ok()))
}

fn is_organization(store: &dyn Store, iri: NamedNodeRef<'_>) -> Result<bool, StoreError> {
    let pattern = Pattern {
        subject: Some(iri.into()),
        predicate: Some(rdf::TYPE),
        object: Some(gx::ORGANIZATION.into()),
        ..Pattern::default()
    };
    store.quads(pattern)?.next().transpose().map(|quad| quad.is_some())
}

fn all_names(store: &dyn Store) -> Result<Vec<String>, StoreError> {
    let mut names = Vec::new();
    let pattern =
        Pattern { predicate: Some(rdf::TYPE), object: Some(gx::ORGANIZATION.into()), ..Pattern::default() };
    for quad in store.quads(pattern)? {
        if let NamedOrBlankNode::NamedNode(organization) = quad?.subject {
            names.extend(labels(store, organization.as_ref())?);
        }
    }
    Ok(names)
}

/// Literal objects of a thing's property, sorted, each once.
///
/// # Errors
/// What the store meets.
pub fn objects(
    store: &dyn Store,
    subject: NamedNodeRef<'_>,
    predicate: NamedNodeRef<'_>,
) -> Result<Vec<String>, StoreError> {
    let pattern = Pattern { subject: Some(subject.into()), predicate: Some(predicate), ..Pattern::default() };
    let mut values = Vec::new();
    for quad in store.quads(pattern)? {
        if let Term::Literal(literal) = quad?.object {
            values.push(literal.value().to_owned());
        }
    }
    values.sort();
    values.dedup();
    Ok(values)
}
