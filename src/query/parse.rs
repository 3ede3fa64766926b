//! SPARQL text to its parsed form; errors show the line and a caret.

use super::QueryError;
use crate::rdf::vocab::PREFIXES;
use spargebra::{Query, SparqlParser};

/// No question that a person asks is nested deeper; parsing one that is would exhaust the stack.
const DEPTH: usize = 200;

/// How many of the things that a parser expected are worth reading.
const EXPECTED: usize = 8;

/// Tokens that nobody means to write: any character, annotations of RDF 1.2.
const UNUSUAL: [&str; 4] = ["[_]", "\"{|\"", "\"~\"", "\"<<\""];

/// Parses a query, with the usual prefixes declared. `origin` names its file in messages.
///
/// ```
/// assert!(guanxi::query::parse("ASK { ?x a gx:Visit }", "query").is_ok());
/// ```
///
/// # Errors
/// A syntax error with its place; an update.
pub fn parse(text: &str, origin: &str) -> Result<Query, QueryError> {
    if text.trim().is_empty() {
        return Err(QueryError::Empty { origin: origin.to_owned() });
    }
    if depth(text) > DEPTH {
        return Err(QueryError::Deep { origin: origin.to_owned(), most: DEPTH });
    }
    parser().parse_query(text).map_err(|error| {
        if parser().parse_update(text).is_ok() {
            return QueryError::Update { origin: origin.to_owned() };
        }
        syntax(text, origin, &error.to_string())
    })
}

/// How deep brackets stand in each other.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for c in text.chars() {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn parser() -> SparqlParser {
    let plain = SparqlParser::new();
    PREFIXES.iter().fold(plain, |parser, (prefix, iri)| match parser.clone().with_prefix(*prefix, *iri) {
        Ok(with) => with,
        Err(_) => parser,
    })
}

/// Reads the place out of the parser's words, "error at 2:7: expected one of …".
fn syntax(text: &str, origin: &str, words: &str) -> QueryError {
    let place = words.strip_prefix("error at ").and_then(|rest| {
        let (line, rest) = rest.split_once(':')?;
        let (column, rest) = rest.split_once(':')?;
        Some((line.parse::<usize>().ok()?, column.parse::<usize>().ok()?, rest.trim()))
    });
    let (line, column, words) = place.unwrap_or((1, 1, words));
    let shown = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    // A tab stays a tab, so that the caret stands under its character.
    let before: String =
        shown.chars().take(column.saturating_sub(1)).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    let count = |brace| text.matches(brace).count();
    let ends = text.lines().count() <= line && column > shown.trim_end().chars().count();
    let margin = " ".repeat(line.to_string().len());
    QueryError::Syntax {
        origin: origin.to_owned(),
        line,
        column,
        reason: match reason(words) {
            _ if ends && count('{') > count('}') => "it ends too early: a } is missing".to_owned(),
            list if ends && list.starts_with("expected") => format!("it ends too early, {list}"),
            other => other,
        },
        excerpt: format!("  {line} | {}\n  {margin} | {before}^", shown.trim_end()),
    }
}

/// The parser's words for people: its list of tokens is cut short, its plain sentences stand alone.
fn reason(words: &str) -> String {
    if words.contains("refix not found") {
        let known: Vec<_> = PREFIXES.iter().map(|(prefix, _)| *prefix).collect();
        return format!("this prefix is not declared; declared without PREFIX are {}", known.join(", "));
    }
    let Some(list) = words.strip_prefix("expected one of ") else { return words.to_owned() };
    let mut things: Vec<&str> = list.split(", ").collect();
    if let Some(sentence) = things.iter().find(|t| t.starts_with(char::is_uppercase) && t.contains(' ')) {
        return (*sentence).to_owned();
    }
    things.retain(|thing| !UNUSUAL.contains(thing));
    let more = if things.len() > EXPECTED { ", …" } else { "" };
    things.truncate(EXPECTED);
    format!("expected one of {}{more}", things.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        parse(text, "query").map_err(|e| e.to_string()).err().unwrap_or_default()
    }

    #[test]
    fn a_syntax_error_shows_its_line_and_place() {
        insta::assert_snapshot!(message("SELECT ?x\nWHERE { ?x a gx:Visit . FILTR(?x) }"), @r#"
        query:2:33: this is not SPARQL: expected OPTIONAL
          2 | WHERE { ?x a gx:Visit . FILTR(?x) }
            |                                 ^
        "#);
    }

    #[test]
    fn an_undeclared_prefix_is_told_from_other_errors() {
        insta::assert_snapshot!(message("SELECT ?x { ?x a ex:Visit }"), @r#"
        query:1:26: this is not SPARQL: this prefix is not declared; declared without PREFIX are dcterms, foaf, geo, gx, oa, org, owl, prov, rdf, rdfs, schema, sem, skos, xsd
          1 | SELECT ?x { ?x a ex:Visit }
            |                          ^
        "#);
    }

    #[test]
    fn what_was_expected_is_told() {
        insta::assert_snapshot!(message("SELECT ?x WHER { ?x a gx:Visit }"), @r#"
        query:1:16: this is not SPARQL: expected one of DISTINCT, WHERE
          1 | SELECT ?x WHER { ?x a gx:Visit }
            |                ^
        "#);
        insta::assert_snapshot!(message("SELECT ?x WHERE { ?x a gx:Visit "), @r#"
        query:1:33: this is not SPARQL: it ends too early: a } is missing
          1 | SELECT ?x WHERE { ?x a gx:Visit
            |                                 ^
        "#);
        insta::assert_snapshot!(message("SELECT ?x ?y WHERE { ?x a gx:Visit } GROUP BY ?x"), @r#"
        query:1:49: this is not SPARQL: The SELECT contains a variable that is unbound
          1 | SELECT ?x ?y WHERE { ?x a gx:Visit } GROUP BY ?x
            |                                                 ^
        "#);
        insta::assert_snapshot!(message("SELECT ?x WHERE { ?x a gx:Visit ; skos:prefLabel \"关系 }"), @r#"
        query:1:55: this is not SPARQL: it ends too early, expected one of "\"", "\\", "\\U", "\\u"
          1 | SELECT ?x WHERE { ?x a gx:Visit ; skos:prefLabel "关系 }
            |                                                       ^
        "#);
    }

    #[test]
    fn an_empty_query_says_so() {
        insta::assert_snapshot!(message(""), @r#"query: the query is empty; write SPARQL, as SELECT * { ?visitor gx:visits ?visited }"#);
    }

    #[test]
    fn a_query_that_would_exhaust_the_stack_is_refused() {
        let text = format!("ASK {} ?s ?p ?o {}", "{".repeat(100_000), "}".repeat(100_000));
        insta::assert_snapshot!(message(&text), @"query: brackets stand in each other more than 200 deep; write the query flatter");
    }

    #[test]
    fn an_update_is_refused_as_one() {
        insta::assert_snapshot!(message("DELETE WHERE { ?s ?p ?o }"), @r#"query: this is an update (INSERT, DELETE, LOAD, CLEAR …), and queries only read; the store is changed by `guanxi build` alone"#);
    }

    #[test]
    fn the_usual_prefixes_are_declared_and_may_be_declared_again() {
        assert_eq!(
            message(
                "PREFIX gx: <https://w3id.org/guanxi/ontology#> SELECT ?n { ?a gx:visits ?b ; skos:prefLabel ?n }"
            ),
            ""
        );
    }
}
