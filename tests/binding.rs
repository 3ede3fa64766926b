//! A parameter gives the answer that filtering the whole answer would give.

use guanxi::filter::bind;
use oxigraph::model::{GraphName, NamedNode, Quad, Term, Variable};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use spargebra::{Query, SparqlParser};

/// Patterns that bind `?v` in one way or another.
const BODIES: &[&str] = &[
    "?s :p ?v",
    "?s :p ?o OPTIONAL { ?s :q ?v }",
    "?s :p ?o OPTIONAL { ?s :q ?v FILTER(?o != :b) }",
    "?s :p ?o OPTIONAL { ?s :q ?v } OPTIONAL { ?s :r ?v }",
    "?s :p ?o OPTIONAL { ?s :q ?w } OPTIONAL { ?s :r ?v }",
    "?s :p ?o OPTIONAL { ?s :q ?w } OPTIONAL { ?w :r ?v }",
    "?s :p ?o OPTIONAL { ?s :q ?w } OPTIONAL { ?o :p ?w . ?w :r ?v }",
    "?s :p ?o OPTIONAL { ?s :q ?w OPTIONAL { ?w :p ?u } } OPTIONAL { ?s :r ?v . ?v :p ?u }",
    "?s :p ?o OPTIONAL { ?s :q ?v } ?s :r ?v",
    "?s :p ?o OPTIONAL { ?s :q ?v } FILTER(!BOUND(?v) || ?v != :c)",
    "?s :p ?o OPTIONAL { ?s :q ?v OPTIONAL { ?v :p ?w } } OPTIONAL { ?s :r ?u }",
    "?s :p ?o OPTIONAL { ?s :q ?w OPTIONAL { ?w :p ?v } }",
    "{ ?s :p ?v } UNION { ?s :q ?o }",
    "{ ?s :p ?v } UNION { ?s :q ?o } ?s :r ?v",
    "{ ?s :p ?v } UNION { ?s :q ?o } OPTIONAL { ?s :r ?v }",
    "?s :p ?o MINUS { ?s :q ?v } ?s :r ?v",
    "?s :p ?o OPTIONAL { ?s :q ?v } MINUS { ?s :r ?v }",
    "?s :p ?o BIND(?o AS ?v)",
    "?s :p ?o BIND(IF(?o = :b, ?o, 1/0) AS ?v)",
    "?s :p ?o BIND(IF(?o = :b, ?o, 1/0) AS ?v) ?s :q ?v",
    "VALUES ?v { :b UNDEF } ?s :p ?v",
    "VALUES (?s ?v) { (:a :b) (:b UNDEF) (:c :d) } OPTIONAL { ?s :q ?v }",
    "{ SELECT ?s ?v { ?s :p ?v } } ?s :q ?o",
    "?s :q ?o OPTIONAL { SELECT ?s ?v { ?s :p ?v } }",
    "{ SELECT ?v (COUNT(?x) AS ?s) { ?x :p ?v } GROUP BY ?v HAVING(COUNT(?x) > 0) }",
    "{ SELECT ?s ?v { ?s :p ?o OPTIONAL { ?s :q ?v } } } OPTIONAL { ?s :r ?v }",
    "?s :p ?v FILTER EXISTS { ?s :q ?v }",
    "?s :p ?o OPTIONAL { ?s :r ?v } FILTER NOT EXISTS { ?s :q ?v }",
    "GRAPH ?v { ?s :p ?o }",
    "?s :p/:q ?v",
    "?s :p* ?v",
];

fn store() -> Store {
    let store = Store::new().unwrap_or_else(|e| panic!("{e}"));
    let node = |name: char| NamedNode::new_unchecked(format!("http://example.org/{name}"));
    // A fixed, uneven pattern of statements over five things.
    let things = ['a', 'b', 'c', 'd', 'e'];
    for (i, s) in things.into_iter().enumerate() {
        for (j, o) in things.into_iter().enumerate() {
            for (k, p) in ['p', 'q', 'r'].into_iter().enumerate() {
                if (i * 7 + j * 3 + k * 5) % 4 == 0 {
                    let graph = GraphName::NamedNode(node(things[(i + j) % 5]));
                    let quad = Quad::new(node(s), node(p), node(o), graph);
                    store.insert(&quad).unwrap_or_else(|e| panic!("{e}"));
                }
            }
        }
    }
    store
}

fn rows(store: &Store, query: Query) -> Vec<Vec<Option<Term>>> {
    let mut prepared = SparqlEvaluator::new().for_query(query);
    prepared.dataset_mut().set_default_graph_as_union();
    match prepared.on_store(store).execute() {
        Ok(QueryResults::Solutions(rows)) => {
            rows.map(|row| row.unwrap_or_else(|e| panic!("{e}")).values().to_vec()).collect()
        }
        _ => panic!("no rows"),
    }
}

#[test]
fn binding_a_variable_is_filtering_the_answer() {
    let store = store();
    let node = |name: char| NamedNode::new_unchecked(format!("http://example.org/{name}"));
    let mut kept = 0;
    for body in BODIES {
        let text = format!("PREFIX : <http://example.org/> SELECT ?v ?s {{ {body} }}");
        let query = SparqlParser::new().parse_query(&text).unwrap_or_else(|e| panic!("{body}: {e}"));
        for wanted in [vec![node('b')], vec![node('a'), node('d')], vec![node('z')]] {
            let Query::Select { dataset, pattern, base_iri } = query.clone() else { panic!("{body}") };
            let values: Vec<_> = wanted.iter().map(|w| w.clone().into()).collect();
            let pattern = bind(pattern, &Variable::new_unchecked("v"), &values);
            let bound = rows(&store, Query::Select { dataset, pattern, base_iri });
            let is_wanted = |term: &Option<Term>| {
                wanted.iter().any(|w| term.as_ref().is_some_and(|t| *t == Term::from(w.clone())))
            };
            let filtered = rows(&store, query.clone()).into_iter().filter(|row| is_wanted(&row[0]));
            let text = |rows: Vec<Vec<Option<Term>>>| {
                let mut lines: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
                lines.sort();
                lines
            };
            let filtered = text(filtered.collect());
            kept += filtered.len();
            assert_eq!(text(bound), filtered, "{body} with {wanted:?}");
        }
    }
    assert!(kept > 100, "the patterns match something: {kept}");
}
