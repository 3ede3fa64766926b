//! How a query is evaluated: what the evaluator would do slowly, or leave open, is settled here.
//!
//! The answer is what SPARQL says, whoever evaluates it; three things differ.
//! - ORDER BY over plain variables is done here, on the rows as they come out: the evaluator looks both strings up on
//!   disk whenever it compares two.
//! - GROUP_CONCAT gives its parts in alphabetical order. SPARQL leaves the order open, and the store's is chance.
//! - Where all of the store is asked for, every triple pattern is read once, along its index, and joined in memory, not
//!   looked up for every row.

use crate::rdf::vocab::{PREFIXES, gx};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, Term, Variable};
use oxigraph::sparql::{AggregateFunctionAccumulator, SparqlEvaluator};
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, AggregateFunction, GraphPattern, OrderExpression};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What the name of an aggregate begins with that gives its parts in order; the separator follows.
const LIST: &str = "urn:guanxi:list?";

/// A query as it is given to the evaluator, and what is left to do with its rows.
pub(super) struct Plan {
    /// For the evaluator.
    pub query: Query,
    separators: BTreeSet<String>,
    order: Option<Order>,
}

/// ORDER BY, OFFSET and LIMIT, to be done on the rows.
struct Order {
    /// Places in a row, and whether they go down.
    by: Vec<(usize, bool)>,
    /// How many columns are shown; what stands after them only orders.
    shown: usize,
    start: usize,
    length: Option<usize>,
}

/// A row: a term a column, where bound.
pub(super) type Row = Vec<Option<Term>>;

impl Plan {
    /// Plans a query. Cost: by the size of the query.
    pub(super) fn of(query: &Query) -> Self {
        let mut plan = Plan { query: query.clone(), separators: BTreeSet::new(), order: None };
        let (Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. }) = &mut plan.query;
        let whole = wants_all_rows(pattern) && !is_selective(pattern);
        let taken = each(std::mem::take(pattern), &mut |pattern| listed(pattern, &mut plan.separators));
        let taken = along(taken, whole);
        let (taken, order) = match query {
            Query::Select { .. } => ordered(taken),
            _ => (taken, None),
        };
        *pattern = taken;
        plan.order = order;
        plan
    }

    /// Teaches the evaluator what the planned query calls for.
    pub(super) fn prepare(&self, evaluator: SparqlEvaluator) -> SparqlEvaluator {
        self.separators.iter().cloned().fold(evaluator, |evaluator, separator| {
            evaluator.with_custom_aggregate_function(list(&separator), move || {
                Box::new(List { separator: separator.clone(), parts: Vec::new(), is_text: true })
            })
        })
    }

    /// How many of the evaluator's columns are the query's.
    pub(super) fn shown(&self, columns: usize) -> usize {
        self.order.as_ref().map_or(columns, |order| order.shown)
    }

    /// The rows in the order that the query asks for.
    pub(super) fn rows<'a, E: 'a>(
        &self,
        rows: impl Iterator<Item = Result<Row, E>> + 'a,
    ) -> Box<dyn Iterator<Item = Result<Row, E>> + 'a> {
        let Some(Order { by, shown, start, length }) = &self.order else { return Box::new(rows) };
        let mut sorted = match rows.collect::<Result<Vec<Row>, E>>() {
            Ok(rows) => rows,
            Err(error) => return Box::new(std::iter::once(Err(error))),
        };
        sorted.sort_by(|a, b| {
            let column = |(at, down): &(usize, bool)| {
                let order = compare(a[*at].as_ref(), b[*at].as_ref());
                if *down { order.reverse() } else { order }
            };
            by.iter().map(column).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
        });
        let shown = *shown;
        let cut = sorted.into_iter().skip(*start).take(length.unwrap_or(usize::MAX)).map(move |mut row| {
            row.truncate(shown);
            Ok(row)
        });
        Box::new(cut)
    }
}

/// Takes ORDER BY off, where it is over variables, with what cuts the ordered rows.
fn ordered(pattern: GraphPattern) -> (GraphPattern, Option<Order>) {
    let (pattern, start, length) = match pattern {
        GraphPattern::Slice { inner, start, length } => (*inner, start, length),
        other => (other, 0, None),
    };
    let (projected, is_distinct) = match pattern {
        GraphPattern::Distinct { inner } => (*inner, true),
        other => (other, false),
    };
    let (inner, expression, mut variables) = match projected {
        GraphPattern::Project { inner, variables } => match *inner {
            GraphPattern::OrderBy { inner, expression } => (inner, expression, variables),
            other => {
                let project = GraphPattern::Project { inner: Box::new(other), variables };
                return (as_before(project, is_distinct, start, length), None);
            }
        },
        other => return (as_before(other, is_distinct, start, length), None),
    };
    let shown = variables.len();
    let mut by = Vec::new();
    for order in &expression {
        let (variable, down) = match order {
            OrderExpression::Asc(spargebra::algebra::Expression::Variable(v)) => (v, false),
            OrderExpression::Desc(spargebra::algebra::Expression::Variable(v)) => (v, true),
            _ => break,
        };
        let at = variables.iter().position(|v| v == variable).unwrap_or_else(|| {
            variables.push(variable.clone());
            variables.len() - 1
        });
        by.push((at, down));
    }
    let is_ours = by.len() == expression.len() && (variables.len() == shown || !is_distinct);
    if !is_ours {
        variables.truncate(shown);
        let inner = Box::new(GraphPattern::OrderBy { inner, expression });
        return (as_before(GraphPattern::Project { inner, variables }, is_distinct, start, length), None);
    }
    let project = GraphPattern::Project { inner, variables };
    (as_before(project, is_distinct, 0, None), Some(Order { by, shown, start, length }))
}

fn as_before(pattern: GraphPattern, is_distinct: bool, start: usize, length: Option<usize>) -> GraphPattern {
    let pattern = match is_distinct {
        true => GraphPattern::Distinct { inner: Box::new(pattern) },
        false => pattern,
    };
    match (start, length) {
        (0, None) => pattern,
        _ => GraphPattern::Slice { inner: Box::new(pattern), start, length },
    }
}

/// The order of SPARQL: nothing, blank nodes, IRIs, literals; numbers by size, others by their characters.
fn compare(a: Option<&Term>, b: Option<&Term>) -> Ordering {
    let rank = |term: Option<&Term>| match term {
        None => 0,
        Some(Term::BlankNode(_)) => 1,
        Some(Term::NamedNode(_)) => 2,
        Some(_) => 3,
    };
    match (a, b) {
        (Some(Term::NamedNode(a)), Some(Term::NamedNode(b))) => a.cmp(b),
        (Some(Term::BlankNode(a)), Some(Term::BlankNode(b))) => a.as_str().cmp(b.as_str()),
        (Some(Term::Literal(a)), Some(Term::Literal(b))) => match (number(a), number(b)) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            _ => a.value().cmp(b.value()).then_with(|| a.language().cmp(&b.language())),
        },
        _ => rank(a).cmp(&rank(b)),
    }
}

fn number(literal: &Literal) -> Option<f64> {
    let numeric = [xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE, xsd::FLOAT, xsd::LONG, xsd::INT];
    numeric.contains(&literal.datatype()).then(|| literal.value().parse().ok()).flatten()
}

/// Gives GROUP_CONCAT an order.
fn listed(pattern: GraphPattern, separators: &mut BTreeSet<String>) -> GraphPattern {
    let GraphPattern::Group { inner, variables, mut aggregates } = pattern else { return pattern };
    for (_, aggregate) in &mut aggregates {
        if let AggregateExpression::FunctionCall { name, .. } = aggregate
            && let AggregateFunction::GroupConcat { separator } = name
        {
            let separator = separator.take().unwrap_or_else(|| " ".to_owned());
            *name = AggregateFunction::Custom(list(&separator));
            separators.insert(separator);
        }
    }
    GraphPattern::Group { inner, variables, aggregates }
}

fn list(separator: &str) -> NamedNode {
    let hex: String = separator.bytes().map(|b| format!("{b:02x}")).collect();
    NamedNode::new_unchecked(format!("{LIST}{hex}"))
}

/// The parts of a GROUP_CONCAT.
struct List {
    separator: String,
    parts: Vec<String>,
    is_text: bool,
}

impl AggregateFunctionAccumulator for List {
    fn accumulate(&mut self, element: Term) {
        match element {
            Term::Literal(literal) => self.parts.push(literal.value().to_owned()),
            _ => self.is_text = false,
        }
    }

    fn finish(&mut self) -> Option<Term> {
        self.parts.sort_unstable();
        self.is_text.then(|| Literal::from(self.parts.join(&self.separator)).into())
    }
}

/// Whether every solution must be found before the first row can be given.
fn wants_all_rows(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::OrderBy { .. } | GraphPattern::Group { .. } => true,
        GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::Filter { inner, .. } => wants_all_rows(inner),
        _ => false,
    }
}

/// Whether the query names a thing of the store or asks for certain words, and not only for terms of vocabularies; or
/// asks for graphs, whose triples must stay together.
fn is_selective(pattern: &GraphPattern) -> bool {
    let mut found = false;
    visit(pattern, &mut |pattern| match pattern {
        GraphPattern::Values { bindings, .. } => {
            let is_telling = |term: &Option<GroundTerm>| match term {
                Some(GroundTerm::NamedNode(node)) => !is_vocabulary(node),
                Some(_) => true,
                None => false,
            };
            found |= bindings.is_empty() || bindings.iter().flatten().any(is_telling);
        }
        GraphPattern::Bgp { patterns } => found |= patterns.iter().any(is_telling),
        GraphPattern::Graph { .. } => found = true,
        _ => {}
    });
    found
}

fn is_telling(triple: &TriplePattern) -> bool {
    let is_common = |predicate: &NamedNodePattern| {
        let common = [gx::MODALITY, gx::DATE_PRECISION];
        matches!(predicate, NamedNodePattern::NamedNode(node) if common.contains(&node.as_ref()))
    };
    let is_thing = |term: &TermPattern| matches!(term, TermPattern::NamedNode(node) if !is_vocabulary(node));
    let is_word = matches!(triple.object, TermPattern::Literal(_)) && !is_common(&triple.predicate);
    is_word || is_thing(&triple.subject) || is_thing(&triple.object)
}

fn is_vocabulary(node: &NamedNode) -> bool {
    PREFIXES.iter().any(|(_, namespace)| node.as_str().starts_with(namespace))
}

/// Reads triples once where a query, or a subselect that groups and so is worked out by itself, asks for all of the
/// store.
fn along(pattern: GraphPattern, whole: bool) -> GraphPattern {
    let whole = match &pattern {
        GraphPattern::Group { inner, .. } => !is_selective(inner),
        // Triples of one graph must stay together.
        GraphPattern::Graph { .. } => return pattern,
        _ => whole,
    };
    let pattern = children(pattern, &mut |child| along(child, whole));
    if whole { read_once(pattern) } else { pattern }
}

/// Sets plain triples off as subselects: each is read once, in the order of an index, and joined in memory. To look
/// one up for every row takes ten times as long as to read it along.
fn read_once(pattern: GraphPattern) -> GraphPattern {
    match pattern {
        GraphPattern::Bgp { patterns } if patterns.len() > 1 && patterns.iter().all(is_plain) => {
            apart(patterns)
        }
        GraphPattern::LeftJoin { left, right, expression } => {
            let right = match *right {
                GraphPattern::Bgp { patterns } if patterns.iter().all(is_plain) => apart(patterns),
                other => other,
            };
            GraphPattern::LeftJoin { left, right: Box::new(right), expression }
        }
        other => other,
    }
}

fn apart(triples: Vec<TriplePattern>) -> GraphPattern {
    let alone = |triple: TriplePattern| {
        let variables = variables(&triple);
        let inner = Box::new(GraphPattern::Bgp { patterns: vec![triple] });
        GraphPattern::Project { inner, variables }
    };
    let join = |left, right| GraphPattern::Join { left: Box::new(left), right: Box::new(right) };
    triples.into_iter().map(alone).reduce(join).unwrap_or_default()
}

fn is_plain(triple: &TriplePattern) -> bool {
    let plain = |term: &TermPattern| !matches!(term, TermPattern::BlankNode(_));
    matches!(triple.predicate, NamedNodePattern::NamedNode(_))
        && plain(&triple.subject)
        && plain(&triple.object)
}

fn variables(triple: &TriplePattern) -> Vec<Variable> {
    let of = |term: &TermPattern| match term {
        TermPattern::Variable(variable) => Some(variable.clone()),
        _ => None,
    };
    let mut variables: Vec<Variable> = of(&triple.subject).into_iter().chain(of(&triple.object)).collect();
    variables.dedup();
    variables
}

/// Changes every pattern, the inner ones first. Patterns in EXISTS stay as they are.
fn each(pattern: GraphPattern, change: &mut dyn FnMut(GraphPattern) -> GraphPattern) -> GraphPattern {
    let changed = children(pattern, &mut |child| each(child, change));
    change(changed)
}

/// Changes the patterns that a pattern is directly made of.
fn children(pattern: GraphPattern, change: &mut dyn FnMut(GraphPattern) -> GraphPattern) -> GraphPattern {
    use GraphPattern as P;
    let mut go = |inner: Box<P>| Box::new(change(*inner));
    match pattern {
        P::Join { left, right } => P::Join { left: go(left), right: go(right) },
        P::Lateral { left, right } => P::Lateral { left: go(left), right: go(right) },
        P::LeftJoin { left, right, expression } => {
            P::LeftJoin { left: go(left), right: go(right), expression }
        }
        P::Union { left, right } => P::Union { left: go(left), right: go(right) },
        P::Minus { left, right } => P::Minus { left: go(left), right: go(right) },
        P::Filter { expr, inner } => P::Filter { expr, inner: go(inner) },
        P::Graph { name, inner } => P::Graph { name, inner: go(inner) },
        P::Extend { inner, variable, expression } => P::Extend { inner: go(inner), variable, expression },
        P::OrderBy { inner, expression } => P::OrderBy { inner: go(inner), expression },
        P::Project { inner, variables } => P::Project { inner: go(inner), variables },
        P::Distinct { inner } => P::Distinct { inner: go(inner) },
        P::Reduced { inner } => P::Reduced { inner: go(inner) },
        P::Slice { inner, start, length } => P::Slice { inner: go(inner), start, length },
        P::Group { inner, variables, aggregates } => P::Group { inner: go(inner), variables, aggregates },
        leaf @ (P::Bgp { .. } | P::Path { .. } | P::Values { .. } | P::Service { .. }) => leaf,
    }
}

fn visit(pattern: &GraphPattern, look: &mut dyn FnMut(&GraphPattern)) {
    use GraphPattern as P;
    look(pattern);
    match pattern {
        P::Join { left, right }
        | P::Lateral { left, right }
        | P::LeftJoin { left, right, .. }
        | P::Union { left, right }
        | P::Minus { left, right } => {
            visit(left, look);
            visit(right, look);
        }
        P::Filter { inner, .. }
        | P::Graph { inner, .. }
        | P::Extend { inner, .. }
        | P::OrderBy { inner, .. }
        | P::Project { inner, .. }
        | P::Distinct { inner }
        | P::Reduced { inner }
        | P::Slice { inner, .. }
        | P::Group { inner, .. } => visit(inner, look),
        P::Bgp { .. } | P::Path { .. } | P::Values { .. } | P::Service { .. } => {}
    }
}
