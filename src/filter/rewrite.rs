//! Restricting a variable of a parsed query, wherever in it that variable gets its value.
//!
//! Two rewritings share one walk. [`at_variable`] puts a condition where a variable is matched: what is
//! optional stays optional (an organisation without events of the asked kind still has a row, with none
//! of them). [`bind`] gives a variable its values, as a parameter: what remains are the solutions that
//! have one of them, as if the whole answer were filtered.
//!
//! The condition is joined to the innermost patterns, below projections, groups and limits, so that
//! counts count and limits cut what is asked for, and so that evaluation can start from it.

use oxigraph::model::{NamedNodeRef, Variable};
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

/// Puts `condition` around every pattern in which `variable` gets its value, in subselects, the arms of
/// UNION, OPTIONAL, MINUS and EXISTS too.
pub fn at_variable(
    pattern: GraphPattern,
    variable: &Variable,
    condition: &dyn Fn(GraphPattern) -> GraphPattern,
) -> GraphPattern {
    Walk { variable, condition, required: false }.pattern(pattern, Here::Open)
}

/// Binds a variable to values: only solutions in which it has one of them remain. In a subselect that
/// keeps the variable to itself, and in an EXISTS, it has them too.
///
/// Joining VALUES at the top would not do: it would give the variable a value in rows that lack it
/// (OPTIONAL, an arm of UNION), and could not reach into a subselect that does not project it.
pub fn bind(pattern: GraphPattern, variable: &Variable, values: &[GroundTerm]) -> GraphPattern {
    let rows = values.iter().map(|value| vec![value.clone()]).collect::<Vec<_>>();
    bind_rows(pattern, variable, std::slice::from_ref(variable), &rows)
}

/// Binds several variables at once, wherever one of them, `at`, gets its value; see [`bind`].
pub fn bind_rows(
    pattern: GraphPattern,
    at: &Variable,
    variables: &[Variable],
    rows: &[Vec<GroundTerm>],
) -> GraphPattern {
    let bindings: Vec<Vec<_>> = rows.iter().map(|row| row.iter().cloned().map(Some).collect()).collect();
    let condition = |pattern| GraphPattern::Join {
        left: Box::new(GraphPattern::Values { variables: variables.to_vec(), bindings: bindings.clone() }),
        right: Box::new(pattern),
    };
    Walk { variable: at, condition: &condition, required: true }.required(pattern)
}

/// Keeps only the solutions in which a variable has a value that passes `test`: as [`bind`], with a condition in the
/// place of values.
pub fn limit(pattern: GraphPattern, variable: &Variable, test: &Expression) -> GraphPattern {
    let condition = |pattern| GraphPattern::Filter { expr: test.clone(), inner: Box::new(pattern) };
    Walk { variable, condition: &condition, required: true }.required(pattern)
}

struct Walk<'a> {
    variable: &'a Variable,
    condition: &'a dyn Fn(GraphPattern) -> GraphPattern,
    /// Whether solutions without a value fall away.
    required: bool,
}

/// Whether the condition may be put where the walk is.
#[derive(Clone, Copy, PartialEq)]
enum Here {
    /// It may.
    Open,
    /// It need not: what this is joined with has it.
    Done,
    /// It must not: a pattern that matches less here could let another value in elsewhere.
    Barred,
}

impl Walk<'_> {
    fn pattern(&self, pattern: GraphPattern, here: Here) -> GraphPattern {
        use GraphPattern as P;
        let go = |inner: Box<P>| Box::new(self.pattern(*inner, here));
        match pattern {
            P::Bgp { .. } | P::Path { .. } => self.put(pattern, here),
            // A filter inside of a join would keep the optimiser from reordering it.
            P::Join { .. } if is_basic(&pattern) && self.is_certain(&pattern) => self.put(pattern, here),
            P::Values { .. } if self.is_certain(&pattern) => self.put(pattern, here),
            P::Values { .. } | P::Service { .. } => pattern,
            P::Extend { inner, variable, expression } => {
                let is_it = variable == *self.variable;
                let expression = self.expression(expression, &inner, here);
                let extend = P::Extend { inner: go(inner), variable, expression };
                match is_it && !self.required && here == Here::Open {
                    true => (self.condition)(self.bound_only(extend)),
                    false => extend,
                }
            }
            P::Graph { name, inner } => {
                let named_by_it = matches!(&name, NamedNodePattern::Variable(v) if v == self.variable);
                let inside = if named_by_it && here == Here::Open { Here::Done } else { here };
                let graph = P::Graph { name, inner: Box::new(self.pattern(*inner, inside)) };
                if inside != here { (self.condition)(graph) } else { graph }
            }
            P::Join { left, right } => {
                let beside = if self.is_certain(&left) { self.done(here) } else { here };
                P::Join { right: Box::new(self.pattern(*right, beside)), left: go(left) }
            }
            P::Lateral { left, right } => {
                let beside = if self.is_certain(&left) { self.done(here) } else { here };
                P::Lateral { right: Box::new(self.pattern(*right, beside)), left: go(left) }
            }
            P::Minus { left, right } => {
                let right = Box::new(self.pattern(*right, self.aside(&left, here)));
                P::Minus { left: go(left), right }
            }
            P::LeftJoin { left, right, expression } => {
                let aside = self.aside(&left, here);
                let expression = expression.map(|e| self.expression(e, &left, here));
                let right = Box::new(self.pattern(*right, aside));
                P::LeftJoin { left: go(left), right, expression }
            }
            P::Union { left, right } => P::Union { left: go(left), right: go(right) },
            P::Filter { expr, inner } => {
                let expr = self.expression(expr, &inner, here);
                P::Filter { expr, inner: go(inner) }
            }
            P::Project { inner, variables } => self.subselect(*inner, variables, here),
            P::OrderBy { inner, expression } => P::OrderBy { inner: go(inner), expression },
            P::Distinct { inner } => P::Distinct { inner: go(inner) },
            P::Reduced { inner } => P::Reduced { inner: go(inner) },
            P::Slice { inner, start, length } => P::Slice { inner: go(inner), start, length },
            P::Group { inner, variables, aggregates } => P::Group { inner: go(inner), variables, aggregates },
        }
    }

    fn subselect(&self, inner: GraphPattern, variables: Vec<Variable>, here: Here) -> GraphPattern {
        let inside = match here {
            // A variable that is not projected is another one than its namesake outside.
            _ if !variables.contains(self.variable) => Here::Open,
            // A subselect is worked out by itself: it gains from knowing the values too.
            Here::Done if self.required => Here::Open,
            same => same,
        };
        let inner = match self.required && inside == Here::Open {
            true => self.required(inner),
            false => self.pattern(inner, inside),
        };
        GraphPattern::Project { inner: Box::new(inner), variables }
    }

    /// Reaches the patterns of EXISTS in an expression over the solutions of `inner`.
    fn expression(&self, expression: Expression, inner: &GraphPattern, here: Here) -> Expression {
        let inside = if is_in_scope(inner, self.variable) { self.aside(inner, here) } else { here };
        self.tests(expression, inside)
    }

    fn tests(&self, expression: Expression, here: Here) -> Expression {
        use Expression as E;
        let go = |e: Box<E>| Box::new(self.tests(*e, here));
        let all = |list: Vec<E>| list.into_iter().map(|e| self.tests(e, here)).collect();
        match expression {
            E::Exists(pattern) => E::Exists(Box::new(self.pattern(*pattern, here))),
            E::Or(a, b) => E::Or(go(a), go(b)),
            E::And(a, b) => E::And(go(a), go(b)),
            E::Equal(a, b) => E::Equal(go(a), go(b)),
            E::Not(a) => E::Not(go(a)),
            E::If(a, b, c) => E::If(go(a), go(b), go(c)),
            E::Coalesce(list) => E::Coalesce(all(list)),
            E::FunctionCall(function, list) => E::FunctionCall(function, all(list)),
            other => other,
        }
    }

    fn done(&self, here: Here) -> Here {
        if here == Here::Open { Here::Done } else { here }
    }

    /// The state of what may or may not match beside `left`.
    fn aside(&self, left: &GraphPattern, here: Here) -> Here {
        match (here, self.is_certain(left)) {
            (Here::Open, true) => Here::Done,
            (Here::Open, false) if self.required => Here::Barred,
            _ => here,
        }
    }

    fn put(&self, pattern: GraphPattern, here: Here) -> GraphPattern {
        match here == Here::Open && is_in_scope(&pattern, self.variable) {
            true => (self.condition)(pattern),
            false => pattern,
        }
    }

    fn bound_only(&self, pattern: GraphPattern) -> GraphPattern {
        GraphPattern::Filter { expr: Expression::Bound(self.variable.clone()), inner: Box::new(pattern) }
    }

    /// A (sub)select without the solutions that have no value or another one.
    fn required(&self, pattern: GraphPattern) -> GraphPattern {
        let pattern = self.body(pattern, &|body| self.tightened(body));
        let pattern = self.pattern(pattern, Here::Open);
        // What the walk could not reach further inside is met here.
        self.body(pattern, &|body| match is_in_scope(&body, self.variable) && !self.is_certain(&body) {
            true => (self.condition)(self.bound_only(body)),
            false => body,
        })
    }

    /// Changes the body of a (sub)select, below its modifiers and groups.
    fn body(&self, pattern: GraphPattern, change: &dyn Fn(GraphPattern) -> GraphPattern) -> GraphPattern {
        use GraphPattern as P;
        let go = |inner: Box<P>| Box::new(self.body(*inner, change));
        match pattern {
            P::Slice { inner, start, length } => P::Slice { inner: go(inner), start, length },
            P::Distinct { inner } => P::Distinct { inner: go(inner) },
            P::Reduced { inner } => P::Reduced { inner: go(inner) },
            P::OrderBy { inner, expression } => P::OrderBy { inner: go(inner), expression },
            P::Project { inner, variables } => P::Project { inner: go(inner), variables },
            P::Group { inner, variables, aggregates } => P::Group { inner: go(inner), variables, aggregates },
            P::Extend { inner, variable, expression } if is_grouped(&inner) => {
                P::Extend { inner: go(inner), variable, expression }
            }
            P::Filter { expr, inner } if is_grouped(&inner) => P::Filter { expr, inner: go(inner) },
            body => change(body),
        }
    }

    /// What gives every solution with a value, and perhaps some without: an OPTIONAL that alone gives one
    /// becomes a join, which can then start from the values; an arm of UNION that gives none goes.
    fn tightened(&self, pattern: GraphPattern) -> GraphPattern {
        use GraphPattern as P;
        let go = |inner: Box<P>| Box::new(self.tightened(*inner));
        let has_it = |pattern: &P| is_in_scope(pattern, self.variable);
        match pattern {
            pattern if !has_it(&pattern) || self.is_certain(&pattern) => pattern,
            P::LeftJoin { left, right, expression } if !has_it(&right) => {
                P::LeftJoin { left: go(left), right, expression }
            }
            P::LeftJoin { left, right, expression } if !has_it(&left) => {
                let join = self.joined(*left, *go(right));
                match expression {
                    Some(expr) => P::Filter { expr, inner: Box::new(join) },
                    None => join,
                }
            }
            P::Union { left, right } => match (has_it(&left), has_it(&right)) {
                (true, false) => *go(left),
                (false, true) => *go(right),
                _ => P::Union { left: go(left), right: go(right) },
            },
            P::Filter { expr, inner } => P::Filter { expr, inner: go(inner) },
            P::Extend { inner, variable, expression } if variable != *self.variable => {
                P::Extend { inner: go(inner), variable, expression }
            }
            other => other,
        }
    }

    /// A join, below the OPTIONALs of `left` that have no say in it, so that it comes before them.
    fn joined(&self, left: GraphPattern, right: GraphPattern) -> GraphPattern {
        match left {
            GraphPattern::LeftJoin { left: inner, right: optional, expression: None }
                if self.is_apart(&inner, &optional, &right) =>
            {
                let left = Box::new(self.joined(*inner, right));
                GraphPattern::LeftJoin { left, right: optional, expression: None }
            }
            left => GraphPattern::Join { left: Box::new(left), right: Box::new(right) },
        }
    }

    /// Whether all that an OPTIONAL shares with another pattern has a value before it.
    fn is_apart(&self, before: &GraphPattern, optional: &GraphPattern, other: &GraphPattern) -> bool {
        let mut apart = true;
        optional.on_in_scope_variable(|variable| {
            let walk = Walk { variable, ..*self };
            apart &= !is_in_scope(other, variable) || walk.is_certain(before);
        });
        apart
    }

    /// Whether every solution of the pattern has a value for the variable.
    fn is_certain(&self, pattern: &GraphPattern) -> bool {
        use GraphPattern as P;
        let is_it = |v: &Variable| v == self.variable;
        match pattern {
            P::Bgp { .. } | P::Path { .. } => is_in_scope(pattern, self.variable),
            P::Join { left, right } | P::Lateral { left, right } => {
                self.is_certain(left) || self.is_certain(right)
            }
            P::Union { left, right } => self.is_certain(left) && self.is_certain(right),
            P::LeftJoin { left, .. } | P::Minus { left, .. } => self.is_certain(left),
            P::Graph { name, inner } => {
                matches!(name, NamedNodePattern::Variable(v) if is_it(v)) || self.is_certain(inner)
            }
            P::Filter { expr, inner } => {
                matches!(expr, Expression::Bound(v) if is_it(v)) || self.is_certain(inner)
            }
            P::Extend { inner, .. }
            | P::OrderBy { inner, .. }
            | P::Distinct { inner }
            | P::Reduced { inner }
            | P::Slice { inner, .. } => self.is_certain(inner),
            P::Project { inner, variables } | P::Group { inner, variables, .. } => {
                variables.iter().any(is_it) && self.is_certain(inner)
            }
            P::Values { variables, bindings } => variables
                .iter()
                .position(is_it)
                .is_some_and(|i| bindings.iter().all(|row| row.get(i).is_some_and(Option::is_some))),
            P::Service { .. } => false,
        }
    }
}

/// Whether it is made of triples and inline values alone, joined or side by side.
fn is_basic(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => true,
        GraphPattern::Join { left, right } | GraphPattern::Union { left, right } => {
            is_basic(left) && is_basic(right)
        }
        _ => false,
    }
}

fn is_grouped(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Group { .. } => true,
        GraphPattern::Extend { inner, .. } | GraphPattern::Filter { inner, .. } => is_grouped(inner),
        _ => false,
    }
}

fn is_in_scope(pattern: &GraphPattern, variable: &Variable) -> bool {
    let mut found = false;
    pattern.on_in_scope_variable(|v| found |= v == variable);
    found
}

/// A triple pattern with a known property.
pub(super) fn triple(
    subject: &Variable,
    predicate: NamedNodeRef<'_>,
    object: impl Into<TermPattern>,
) -> TriplePattern {
    let predicate = predicate.into_owned().into();
    TriplePattern { subject: subject.clone().into(), predicate, object: object.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::Literal;
    use spargebra::{Query, SparqlParser};

    /// Binds `?v` to "x" in a query, and gives it back as SPARQL.
    fn bound(text: &str) -> String {
        let Ok(Query::Select { dataset, pattern, base_iri }) = SparqlParser::new().parse_query(text) else {
            panic!("{text}")
        };
        let value = GroundTerm::from(Literal::from("x"));
        let pattern = bind(pattern, &Variable::new_unchecked("v"), &[value]);
        Query::Select { dataset, pattern, base_iri }.to_sse()
    }

    #[test]
    fn values_stand_beside_the_pattern_that_binds_the_variable() {
        insta::assert_snapshot!(bound("SELECT ?s { ?s <a:p> ?v }"),
            @r#"(project (?s) (join (table (vars ?v) (row (?v "x"))) (bgp (triple ?s <a:p> ?v))))"#);
    }

    #[test]
    fn rows_that_lack_an_optional_value_fall_away() {
        insta::assert_snapshot!(bound("SELECT ?s { ?s <a:p> ?o OPTIONAL { ?s <a:q> ?v } }"),
            @r#"(project (?s) (join (table (vars ?v) (row (?v "x"))) (join (bgp (triple ?s <a:p> ?o)) (bgp (triple ?s <a:q> ?v)))))"#);
    }

    #[test]
    fn what_might_match_less_is_left_alone_where_that_would_let_another_value_in() {
        insta::assert_snapshot!(bound("SELECT ?s { ?s <a:p> ?o OPTIONAL { ?s <a:q> ?v } OPTIONAL { ?s <a:r> ?v } }"), @r#"(project (?s) (join (table (vars ?v) (row (?v "x"))) (filter (bound ?v) (leftjoin (leftjoin (bgp (triple ?s <a:p> ?o)) (bgp (triple ?s <a:q> ?v))) (bgp (triple ?s <a:r> ?v))))))"#);
    }

    #[test]
    fn a_limit_inside_a_subselect_cuts_what_was_asked_for() {
        insta::assert_snapshot!(bound("SELECT ?s { { SELECT ?s { ?s <a:p> ?v } LIMIT 1 } }"),
            @r#"(project (?s) (slice 0 1 (project (?s) (join (table (vars ?v) (row (?v "x"))) (bgp (triple ?s <a:p> ?v))))))"#);
    }

    #[test]
    fn an_arm_of_a_union_without_the_variable_falls_away() {
        insta::assert_snapshot!(bound("SELECT ?s { { ?s <a:p> ?v } UNION { ?s <a:q> ?o } }"),
            @r#"(project (?s) (join (table (vars ?v) (row (?v "x"))) (bgp (triple ?s <a:p> ?v))))"#);
    }

    #[test]
    fn a_condition_on_the_key_of_a_group_is_met_before_counting() {
        let counted = bound("SELECT ?v (COUNT(?s) AS ?n) { ?s <a:p> ?v } GROUP BY ?v");
        assert!(counted.contains(r#"(join (table (vars ?v) (row (?v "x"))) (bgp (triple ?s <a:p> ?v))))"#));
    }
}
