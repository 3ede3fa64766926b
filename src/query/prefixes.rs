//! IRIs and their short forms.

use crate::rdf::vocab::PREFIXES;

/// An IRI as `prefix:name` where a prefix fits, else as it is.
///
/// ```
/// use guanxi::query::shortened;
/// assert_eq!(shortened("https://w3id.org/guanxi/ontology#Visit"), "gx:Visit");
/// assert_eq!(shortened("https://example.org/x"), "https://example.org/x");
/// ```
pub fn shortened(iri: &str) -> String {
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    PREFIXES
        .iter()
        .find_map(|(prefix, namespace)| {
            let local = iri.strip_prefix(namespace)?;
            (!local.is_empty() && local.chars().all(is_name)).then(|| format!("{prefix}:{local}"))
        })
        .unwrap_or_else(|| iri.to_owned())
}

/// The IRI of a `prefix:name`.
pub(super) fn expanded(name: &str) -> Option<String> {
    let (prefix, local) = name.split_once(':')?;
    let (_, namespace) = PREFIXES.iter().find(|(p, _)| *p == prefix)?;
    Some(format!("{namespace}{local}"))
}
