//! A named query with its values: bound by rewriting the parsed query, never by text.

use super::parameter::Bound;
use super::{NamedQuery, Parameter, QueryError, chain, parse};
use crate::filter::{self, Filter, Scope, nearest};
use crate::lexicon::Lexicon;
use crate::store::Store;
use oxigraph::model::{Literal, NamedNode, Variable};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::GroundTerm;

/// A query that can be asked.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// As parsed, with parameters bound and filters applied.
    pub query: Query,
    /// The organisations that it asks about, for a word on silence.
    pub organizations: Vec<NamedNode>,
    /// Whether planned events were left out unasked.
    pub leaves_out_planned: bool,
}

/// Binds the given values (`name`, `value`; a name given twice admits either value) and the defaults.
///
/// # Errors
/// A query that does not parse, a parameter that it does not have or lacks, a value that is not of its
/// type or that the store does not know.
pub fn prepare(
    named: &NamedQuery,
    given: &[(String, String)],
    store: &dyn Store,
    lexicon: &Lexicon,
) -> Result<Prepared, QueryError> {
    let mut query = parse(&named.text, &named.origin)?;
    for (name, _) in given {
        if named.parameter(name).is_none() {
            return Err(unknown(named, name));
        }
    }
    let mut filter = Filter::default();
    let mut organizations = Vec::new();
    let mut bindings = Vec::new();
    let mut ends: Vec<Vec<NamedNode>> = Vec::new();
    for parameter in &named.parameters {
        let values = values(parameter, given);
        if values.is_empty() && parameter.required {
            return Err(QueryError::Missing {
                query: named.name.clone(),
                parameter: parameter.name.clone(),
                help: parameter.help.clone(),
            });
        }
        let is_end = named.chain.is_some() && chain::ENDS.contains(&parameter.name.as_str());
        let is_filter = parameter.variable.is_none() && !is_end;
        if is_filter {
            for value in values {
                filter.set(&parameter.name, value)?;
            }
            continue;
        }
        let mut terms: Vec<GroundTerm> = Vec::new();
        let mut any = values.is_empty();
        for value in values {
            match parameter.terms(value, store, lexicon)? {
                Some(more) => terms.extend(more),
                None => any = true,
            }
        }
        if parameter.kind == super::ParameterType::Organization {
            organizations.extend(terms.iter().filter_map(iri));
        }
        match &parameter.variable {
            Some(variable) if !any => bindings.push((variable, parameter.bound, terms)),
            Some(_) => {}
            None => ends.push(terms.iter().filter_map(iri).collect()),
        }
    }
    if let Some(event) = &named.event {
        let scope = filter.resolve(store, lexicon)?;
        organizations.extend(scope.organizations.iter().flatten().cloned());
        rewrite(&mut query, |pattern| filter::constrain(pattern, event, &scope));
    }
    if filter.reviewed {
        only_reviewed(&mut query, named);
    }
    if let (Some(variables), [from, to]) = (&named.chain, &ends[..]) {
        let rows = steps(&chain::shortest(store, lexicon, from, to, filter.reviewed)?);
        rewrite(&mut query, |pattern| filter::bind_rows(pattern, &variables[1], variables, &rows));
    }
    // After the filters, so that VALUES stand among the triples, where a join can start from them.
    for (variable, bound, terms) in bindings {
        rewrite(&mut query, |pattern| match bound {
            None => filter::bind(pattern, variable, &terms),
            Some(bound) => match beyond(variable, bound, &terms) {
                Some(test) => filter::limit(pattern, variable, &test),
                None => pattern,
            },
        });
    }
    organizations.sort();
    organizations.dedup();
    let asked = given.iter().any(|(name, _)| name == "modality");
    Ok(Prepared { query, organizations, leaves_out_planned: named.event.is_some() && !asked })
}

/// Leaves of relationships those that a person confirmed or corrected, and of links what such events make of them.
fn only_reviewed(query: &mut Query, named: &NamedQuery) {
    if let Some(tie) = &named.tie {
        let scope = Scope { reviewed: true, ..Scope::default() };
        rewrite(query, |pattern| filter::constrain(pattern, tie, &scope));
    }
    if let Some(link) = &named.link {
        rewrite(query, |pattern| filter::of_reviewed(pattern, link));
    }
}

fn values<'a>(parameter: &'a Parameter, given: &'a [(String, String)]) -> Vec<&'a str> {
    let values: Vec<&str> =
        given.iter().filter(|(name, _)| *name == parameter.name).map(|(_, value)| value.as_str()).collect();
    match values.is_empty() {
        true => parameter.default.as_deref().into_iter().collect(),
        false => values,
    }
}

/// A row for each step of a chain: its number from 1, and the two that it joins.
fn steps(chain: &[NamedNode]) -> Vec<Vec<GroundTerm>> {
    let step = |(at, pair): (usize, &[NamedNode])| {
        let number = Literal::from(at as u64 + 1);
        std::iter::once(number.into()).chain(pair.iter().cloned().map(GroundTerm::from)).collect()
    };
    chain.windows(2).enumerate().map(step).collect()
}

/// Whether the variable lies beyond one of the terms.
fn beyond(variable: &Variable, bound: Bound, terms: &[GroundTerm]) -> Option<Expression> {
    let test = |term: &GroundTerm| {
        let GroundTerm::Literal(literal) = term else { return None };
        let (variable, value) = (Box::new(variable.clone().into()), Box::new(literal.clone().into()));
        Some(match bound {
            Bound::Lower => Expression::GreaterOrEqual(variable, value),
            Bound::Upper => Expression::LessOrEqual(variable, value),
        })
    };
    terms.iter().filter_map(test).reduce(|a, b| Expression::Or(Box::new(a), Box::new(b)))
}

fn iri(term: &GroundTerm) -> Option<NamedNode> {
    match term {
        GroundTerm::NamedNode(iri) => Some(iri.clone()),
        GroundTerm::Literal(_) => None,
    }
}

fn rewrite(query: &mut Query, change: impl FnOnce(GraphPattern) -> GraphPattern) {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    *pattern = change(std::mem::take(pattern));
}

fn unknown(named: &NamedQuery, name: &str) -> QueryError {
    let names: Vec<&str> = named.parameters.iter().map(|p| p.name.as_str()).collect();
    QueryError::UnknownParameter {
        query: named.name.clone(),
        name: name.to_owned(),
        takes: match names.is_empty() {
            true => "it takes none".to_owned(),
            false => format!("it takes {}", names.join(", ")),
        },
        nearest: nearest(name, names, 1),
    }
}
