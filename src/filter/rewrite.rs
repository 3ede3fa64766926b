//! Restricting a variable of a parsed query, wherever in it that variable gets its value.
//!
//! Two rewritings share one walk. [`at_variable`] puts a condition where a variable is matched: what is
//! optional stays optional (an organisation without events of the asked kind still has a row, with none
//! of them). [`bind`] gives a variable its values, as a parameter: rows in which it has none fall away.
//!
//! The condition is joined to the innermost patterns, below projections, groups and limits, so that
//! counts count and limits cut what is asked for. Where a variable is certainly bound by one side of a
//! join, the other side is left as it is.

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
    Walk { variable, condition, required: false }.pattern(pattern, false)
}

/// Binds a variable to values: only solutions in which it has one of them remain.
///
/// Joining VALUES at the top would not do: it would give the variable a value in rows that lack it
/// (OPTIONAL, an arm of UNION), and could not reach into a subselect that does not project it.
pub fn bind(pattern: GraphPattern, variable: &Variable, values: &[GroundTerm]) -> GraphPattern {
    let bindings: Vec<_> = values.iter().map(|v| vec![Some(v.clone())]).collect();
    let condition = |pattern| GraphPattern::Join {
        left: Box::new(GraphPattern::Values {
            variables: vec![variable.clone()],
            bindings: bindings.clone(),
        }),
        right: Box::new(pattern),
    };
    let walk = Walk { variable, condition: &condition, required: true };
    let pattern = walk.pattern(pattern, false);
    walk.require(pattern)
}

struct Walk<'a> {
    variable: &'a Variable,
    condition: &'a dyn Fn(GraphPattern) -> GraphPattern,
    /// Whether solutions without a value fall away, in each subselect that keeps the variable to itself.
    required: bool,
}

impl Walk<'_> {
    /// Rewrites a pattern; `done` says that the variable is restricted by what this is joined with.
    fn pattern(&self, pattern: GraphPattern, done: bool) -> GraphPattern {
        use GraphPattern as P;
        let go = |inner: Box<P>| Box::new(self.pattern(*inner, done));
        let beside = |inner: Box<P>, left: &P| Box::new(self.pattern(*inner, done || self.is_certain(left)));
        match pattern {
            P::Bgp { .. } | P::Path { .. } => self.put(pattern, done),
            // A filter inside of a join would keep the optimiser from reordering it.
            P::Join { .. } if is_basic(&pattern) && self.is_certain(&pattern) => self.put(pattern, done),
            P::Values { ref variables, ref bindings } => {
                let column = variables.iter().position(|v| v == self.variable);
                let undefined = column.is_some_and(|i| bindings.iter().any(|row| row.get(i) == Some(&None)));
                if undefined { self.put_where_bound(pattern, done) } else { self.put(pattern, done) }
            }
            P::Extend { inner, variable, expression } => {
                let is_it = variable == *self.variable;
                let expression = self.expression(expression, done || self.is_certain(&inner));
                let extend = P::Extend { inner: go(inner), variable, expression };
                if is_it { self.put_where_bound(extend, done) } else { extend }
            }
            P::Graph { name, inner } => {
                let named_by_it = matches!(&name, NamedNodePattern::Variable(v) if v == self.variable);
                let graph = P::Graph { name, inner: Box::new(self.pattern(*inner, done || named_by_it)) };
                if named_by_it && !done { (self.condition)(graph) } else { graph }
            }
            P::Join { left, right } => {
                let right = beside(right, &left);
                P::Join { left: go(left), right }
            }
            P::Lateral { left, right } => {
                let right = beside(right, &left);
                P::Lateral { left: go(left), right }
            }
            P::Minus { left, right } => {
                let right = beside(right, &left);
                P::Minus { left: go(left), right }
            }
            P::LeftJoin { left, right, expression } => {
                let expression = expression.map(|e| self.expression(e, done || self.is_certain(&left)));
                let right = beside(right, &left);
                P::LeftJoin { left: go(left), right, expression }
            }
            P::Union { left, right } => P::Union { left: go(left), right: go(right) },
            P::Filter { expr, inner } => {
                let expr = self.expression(expr, done || self.is_certain(&inner));
                P::Filter { expr, inner: go(inner) }
            }
            P::Project { inner, variables } => {
                // A variable that is not projected is another one than its namesake outside.
                let same = variables.contains(self.variable);
                // A subselect is worked out by itself: it gains from knowing the values too.
                let inner = self.pattern(*inner, done && same && !self.required);
                let project = P::Project { inner: Box::new(inner), variables };
                if self.required && !same { self.require(project) } else { project }
            }
            P::OrderBy { inner, expression } => P::OrderBy { inner: go(inner), expression },
            P::Distinct { inner } => P::Distinct { inner: go(inner) },
            P::Reduced { inner } => P::Reduced { inner: go(inner) },
            P::Slice { inner, start, length } => P::Slice { inner: go(inner), start, length },
            P::Group { inner, variables, aggregates } => P::Group { inner: go(inner), variables, aggregates },
            P::Service { .. } => pattern,
        }
    }

    /// Reaches the patterns of EXISTS.
    fn expression(&self, expression: Expression, done: bool) -> Expression {
        use Expression as E;
        let go = |e: Box<E>| Box::new(self.expression(*e, done));
        let all = |list: Vec<E>| list.into_iter().map(|e| self.expression(e, done)).collect();
        match expression {
            E::Exists(pattern) => E::Exists(Box::new(self.pattern(*pattern, done))),
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

    fn put(&self, pattern: GraphPattern, done: bool) -> GraphPattern {
        if !done && is_in_scope(&pattern, self.variable) { (self.condition)(pattern) } else { pattern }
    }

    /// For patterns that may leave the variable without a value, which a join would then supply.
    fn put_where_bound(&self, pattern: GraphPattern, done: bool) -> GraphPattern {
        if done { pattern } else { (self.condition)(self.bound_only(pattern)) }
    }

    fn bound_only(&self, pattern: GraphPattern) -> GraphPattern {
        GraphPattern::Filter { expr: Expression::Bound(self.variable.clone()), inner: Box::new(pattern) }
    }

    /// Drops the solutions of a (sub)select that leave the variable without a value.
    fn require(&self, pattern: GraphPattern) -> GraphPattern {
        use GraphPattern as P;
        let go = |inner: Box<P>| Box::new(self.require(*inner));
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
            body => self.only_with_value(body),
        }
    }

    /// Drops the solutions that leave the variable without a value. OPTIONAL alone in giving it one becomes
    /// a join, which can then start from the values.
    fn only_with_value(&self, pattern: GraphPattern) -> GraphPattern {
        use GraphPattern as P;
        if !is_in_scope(&pattern, self.variable) || self.is_certain(&pattern) {
            return pattern;
        }
        match pattern {
            P::LeftJoin { left, right, expression } if !is_in_scope(&right, self.variable) => {
                P::LeftJoin { left: Box::new(self.only_with_value(*left)), right, expression }
            }
            P::LeftJoin { left, right, expression }
                if self.is_certain(&right) && !is_in_scope(&left, self.variable) =>
            {
                let join = P::Join { left, right };
                match expression {
                    Some(expr) => P::Filter { expr, inner: Box::new(join) },
                    None => join,
                }
            }
            P::Filter { expr, inner } => P::Filter { expr, inner: Box::new(self.only_with_value(*inner)) },
            other => self.bound_only(other),
        }
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
            @r#"(project (?s) (join (bgp (triple ?s <a:p> ?o)) (join (table (vars ?v) (row (?v "x"))) (bgp (triple ?s <a:q> ?v)))))"#);
    }

    #[test]
    fn a_limit_inside_a_subselect_cuts_what_was_asked_for() {
        insta::assert_snapshot!(bound("SELECT ?s { { SELECT ?s { ?s <a:p> ?v } LIMIT 1 } }"),
            @r#"(project (?s) (slice 0 1 (project (?s) (join (table (vars ?v) (row (?v "x"))) (bgp (triple ?s <a:p> ?v))))))"#);
    }

    #[test]
    fn every_arm_of_a_union_is_restricted() {
        insta::assert_snapshot!(bound("SELECT ?s { { ?s <a:p> ?v } UNION { ?s <a:q> ?o } }"),
            @r#"(project (?s) (filter (bound ?v) (union (join (table (vars ?v) (row (?v "x"))) (bgp (triple ?s <a:p> ?v))) (bgp (triple ?s <a:q> ?o)))))"#);
    }

    #[test]
    fn a_condition_on_the_key_of_a_group_is_met_before_counting() {
        let counted = bound("SELECT ?v (COUNT(?s) AS ?n) { ?s <a:p> ?v } GROUP BY ?v");
        assert!(counted.contains(r#"(join (table (vars ?v) (row (?v "x"))) (bgp (triple ?s <a:p> ?v))))"#));
    }
}
