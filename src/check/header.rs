//! A check, as its file says.

use super::CheckError;
use crate::query::{self, QueryError};
use serde::Deserialize;
use spargebra::Query;
use spargebra::algebra::GraphPattern;

/// The variable of the thing that breaks a rule.
pub(super) const NODE: &str = "node";

/// The variable of what is wrong with it.
pub(super) const VALUE: &str = "value";

/// How grave it is to break a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something is wrong with the store, or with the records that it was built of.
    #[default]
    Error,
    /// Odd, but it may be so.
    Warning,
}

impl Severity {
    /// As headers spell it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A rule, and the query that finds what breaks it.
///
/// ```text
/// #+ summary: A place has one preferred name        # the rule
/// #+ severity: error                                # or warning
/// #+ shacl: false                                   # SHACL core cannot say it; left out, shapes.ttl does
/// #+ example: |                                     # TriG, with the usual prefixes, relative to the base
/// #+   <place/420100> a gx:Place .
/// #+ breaks: [place/420100]                         # the things of the example that break it
/// SELECT ?node ?value WHERE { … }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// The file's stem.
    pub name: String,
    /// The rule.
    pub summary: String,
    /// How grave it is to break it.
    pub severity: Severity,
    /// Whether a shape of the same name says the same.
    pub shacl: bool,
    /// TriG that breaks the rule.
    pub example: String,
    /// The things of the example that do, relative to the base.
    pub breaks: Vec<String>,
    /// The query.
    pub query: Query,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Header {
    summary: String,
    severity: Severity,
    shacl: Option<bool>,
    example: String,
    breaks: Vec<String>,
}

impl Check {
    /// Reads a file; `origin` names it in messages.
    ///
    /// # Errors
    /// A header without a summary or not of its form, a query that does not parse or has no `?node`.
    pub fn read(name: &str, text: &str, origin: &str) -> Result<Self, CheckError> {
        let (header, line): (Header, usize) = query::yaml(text, origin)?;
        let summary = header.summary.trim().to_owned();
        if summary.is_empty() {
            let reason = "the summary is missing: say the rule".to_owned();
            return Err(QueryError::Header { origin: origin.to_owned(), line, reason }.into());
        }
        let query = query::parse(text, origin)?;
        if !names_a_node(&query) {
            return Err(CheckError::Form { origin: origin.to_owned() });
        }
        Ok(Check {
            name: name.to_owned(),
            summary,
            severity: header.severity,
            shacl: header.shacl.unwrap_or(true),
            example: header.example,
            breaks: header.breaks,
            query,
        })
    }
}

/// Whether it is a SELECT with the variable of the node.
fn names_a_node(query: &Query) -> bool {
    let Query::Select { pattern, .. } = query else { return false };
    let mut pattern = pattern;
    loop {
        match pattern {
            GraphPattern::Project { variables, .. } => return variables.iter().any(|v| v.as_str() == NODE),
            GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::OrderBy { inner, .. }
            | GraphPattern::Slice { inner, .. } => pattern = inner,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        Check::read("c", text, "c.rq").map_err(|e| e.to_string()).err().unwrap_or_default()
    }

    #[test]
    fn a_file_that_is_no_check_is_told_why() {
        insta::assert_snapshot!(message("SELECT ?node { ?node a gx:Event }"), @"c.rq:1: the header of the query is wrong: the summary is missing: say the rule");
        insta::assert_snapshot!(message("#+ summary: none\n#+ severity: grave\nSELECT ?node { ?node a gx:Event }"), @"c.rq:2: the header of the query is wrong: severity: unknown variant `grave`, expected `error` or `warning`");
        insta::assert_snapshot!(message("#+ summary: none\nSELECT ?event { ?event a gx:Event }"), @"c.rq: a check is a SELECT with the variable ?node, the thing that breaks the rule, and where it helps ?value, what is wrong with it");
    }
}
