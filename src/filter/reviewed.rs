//! Links as far as a person confirmed or corrected the events behind them.

use crate::rdf::vocab::gx;
use oxigraph::model::{NamedNodeRef, Variable};
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

/// What a link says of all its events, and of those that a person vouches for.
const COUNTS: [(NamedNodeRef<'static>, NamedNodeRef<'static>); 3] =
    [(gx::COUNT, gx::REVIEWED_COUNT), (gx::FIRST, gx::FIRST_REVIEWED), (gx::LAST, gx::LAST_REVIEWED)];

/// The query's pattern with each count, first and last date of `link` replaced by those of the events that a person
/// confirmed or corrected. A link without such events has none, and falls away where the pattern asks for one.
pub fn of_reviewed(pattern: GraphPattern, link: &Variable) -> GraphPattern {
    use GraphPattern as P;
    let go = |inner: Box<P>| Box::new(of_reviewed(*inner, link));
    match pattern {
        P::Bgp { patterns } => P::Bgp { patterns: patterns.into_iter().map(|t| reviewed(t, link)).collect() },
        P::Join { left, right } => P::Join { left: go(left), right: go(right) },
        P::Lateral { left, right } => P::Lateral { left: go(left), right: go(right) },
        P::Union { left, right } => P::Union { left: go(left), right: go(right) },
        P::Minus { left, right } => P::Minus { left: go(left), right: go(right) },
        P::LeftJoin { left, right, expression } => {
            P::LeftJoin { left: go(left), right: go(right), expression }
        }
        P::Filter { expr, inner } => P::Filter { expr: tested(expr, link), inner: go(inner) },
        P::Graph { name, inner } => P::Graph { name, inner: go(inner) },
        P::Extend { inner, variable, expression } => P::Extend { inner: go(inner), variable, expression },
        P::OrderBy { inner, expression } => P::OrderBy { inner: go(inner), expression },
        P::Project { inner, variables } => P::Project { inner: go(inner), variables },
        P::Distinct { inner } => P::Distinct { inner: go(inner) },
        P::Reduced { inner } => P::Reduced { inner: go(inner) },
        P::Slice { inner, start, length } => P::Slice { inner: go(inner), start, length },
        P::Group { inner, variables, aggregates } => P::Group { inner: go(inner), variables, aggregates },
        P::Path { .. } | P::Values { .. } | P::Service { .. } => pattern,
    }
}

fn reviewed(mut triple: TriplePattern, link: &Variable) -> TriplePattern {
    if triple.subject == TermPattern::Variable(link.clone())
        && let NamedNodePattern::NamedNode(property) = &triple.predicate
        && let Some((_, instead)) = COUNTS.iter().find(|(all, _)| property == all)
    {
        triple.predicate = instead.into_owned().into();
    }
    triple
}

fn tested(test: Expression, link: &Variable) -> Expression {
    match test {
        Expression::Exists(pattern) => Expression::Exists(Box::new(of_reviewed(*pattern, link))),
        Expression::Not(inner) => Expression::Not(Box::new(tested(*inner, link))),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spargebra::{Query, SparqlParser};

    #[test]
    fn only_the_counts_of_that_link_are_replaced() {
        let text = "PREFIX gx: <https://w3id.org/guanxi/ontology#> \
                    SELECT ?n { ?link gx:count ?n ; gx:from ?a . ?other gx:count ?m OPTIONAL { ?link gx:first ?d } }";
        let Ok(Query::Select { pattern, .. }) = SparqlParser::new().parse_query(text) else {
            panic!("{text}")
        };
        let sse = of_reviewed(pattern, &Variable::new_unchecked("link")).to_string();
        for words in
            ["?link <https://w3id.org/guanxi/ontology#reviewedCount> ?n", "ontology#firstReviewed> ?d"]
        {
            assert!(sse.contains(words), "{sse}");
        }
        assert!(sse.contains("?other <https://w3id.org/guanxi/ontology#count> ?m"), "{sse}");
    }
}
