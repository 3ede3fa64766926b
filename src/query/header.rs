//! The header of a `.rq` file.

use super::QueryError;
use super::chain::ENDS;
use super::parameter::{Declared, Parameter};
use oxigraph::model::Variable;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::fmt;

/// A query with a name and a header.
///
/// The header is YAML in the manner of grlc; its lines start with `#+`:
///
/// ```text
/// #+ summary: Who visited whom
/// #+ description: More words.
/// #+ group: Events
/// #+ event: event                  # the variable that stands for an event
/// #+ tie: tie                      # that stands for a standing relationship
/// #+ link: link                    # that stands for a link, which counts events
/// #+ params:
/// #+   - name: office              # as -p office=…
/// #+     type: organization        # what it takes: see ParameterType
/// #+     variable: visitor         # the variable that it binds; left out, the one of its name
/// #+     bound: lower              # (upper) of a date or number: the least (most) that the variable may be
/// #+     required: false
/// #+     default: …
/// #+     help: who visits
/// #+   - name: from                # a filter of crate::filter::Filter, applied to the event
/// ```
///
/// `#+ chain: step one other` makes it a question for the shortest chain between its parameters `from` and `to`: it
/// is asked with a row for each step, that binds the step's number and the two organisations that it joins.
///
/// Where one of the three is named, `reviewed` may be a parameter: of events and relationships it leaves those that a person
/// confirmed or corrected, of links their counts and dates (see [`of_reviewed`](crate::filter::of_reviewed)).
/// Where there is an `event`, events that did not occur are left out unless `modality` asks for them,
/// and parameters that bear the name of a filter, without `variable`, are that filter. Other keys of
/// grlc are passed over.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedQuery {
    /// The file's stem.
    pub name: String,
    /// What it answers, in a line.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// What it is listed under.
    pub group: String,
    /// The variable to which filters apply.
    pub event: Option<Variable>,
    /// The variable that stands for a standing relationship.
    pub tie: Option<Variable>,
    /// The variable that stands for a link.
    pub link: Option<Variable>,
    /// The variables of a step: its number, and the organisations that it joins.
    pub chain: Option<[Variable; 3]>,
    /// What can be asked of it.
    pub parameters: Vec<Parameter>,
    /// The whole file; the header is a comment to SPARQL.
    pub text: String,
    /// Its file, for messages.
    pub origin: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Header {
    summary: String,
    description: String,
    group: Option<String>,
    event: Option<String>,
    tie: Option<String>,
    link: Option<String>,
    chain: Option<String>,
    params: Vec<Declared>,
}

impl NamedQuery {
    /// Reads a file. One without a header is a query without parameters or filters.
    ///
    /// # Errors
    /// A header that is not of its form, with its line.
    pub fn read(name: &str, text: &str, origin: &str) -> Result<Self, QueryError> {
        let (header, first): (Header, usize) = yaml(text, origin)?;
        let wrong =
            |line: usize, reason: String| QueryError::Header { origin: origin.to_owned(), line, reason };
        let named = |name: &Option<String>| {
            let variable = name.as_deref().map(|name| variable(name, text)).transpose();
            variable.map_err(|reason| wrong(first, reason))
        };
        let (event, tie, link) = (named(&header.event)?, named(&header.tie)?, named(&header.link)?);
        let filters = |key: &str| event.is_some() || (key == "reviewed" && (tie.is_some() || link.is_some()));
        let chain = header.chain.as_deref().map(|names| steps(names, text)).transpose();
        let chain = chain.map_err(|reason| wrong(first, reason))?;
        let mut parameters: Vec<Parameter> = Vec::new();
        for declared in header.params {
            let is_end = chain.is_some() && declared.is_end();
            let parameter = Parameter::read(declared, filters, is_end, |name| variable(name, text))
                .map_err(|reason| wrong(first, reason))?;
            if parameters.iter().any(|p| p.name == parameter.name) {
                return Err(wrong(first, format!("the parameter {} stands there twice", parameter.name)));
            }
            parameters.push(parameter);
        }
        let has = |end: &&str| parameters.iter().any(|p| p.name == **end && p.variable.is_none());
        if let Some(end) = ENDS.iter().find(|end| chain.is_some() && !has(end)) {
            return Err(wrong(first, format!("a chain needs the parameter {end}, of type organization")));
        }
        Ok(NamedQuery {
            name: name.to_owned(),
            summary: header.summary.trim().to_owned(),
            description: header.description.trim().to_owned(),
            group: header.group.unwrap_or_else(|| "Other".to_owned()),
            event,
            tie,
            link,
            chain,
            parameters,
            text: text.to_owned(),
            origin: origin.to_owned(),
        })
    }

    /// SPARQL as typed: no name, no header, nothing left out.
    pub fn sparql(text: &str) -> Self {
        NamedQuery {
            name: "query".to_owned(),
            summary: String::new(),
            description: String::new(),
            group: String::new(),
            event: None,
            tie: None,
            link: None,
            chain: None,
            parameters: Vec::new(),
            text: text.to_owned(),
            origin: "query".to_owned(),
        }
    }

    /// The parameter of that name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|p| p.name == name)
    }
}

/// What the lines of a file that start with `#+` say, and the number of the first of them.
///
/// # Errors
/// A header that is not of its form, with its line.
pub(crate) fn yaml<T: DeserializeOwned + Default>(
    text: &str,
    origin: &str,
) -> Result<(T, usize), QueryError> {
    let mut lines = Vec::new();
    let mut yaml = String::new();
    for (number, line) in text.lines().enumerate() {
        if let Some(rest) = line.strip_prefix("#+") {
            lines.push(number + 1);
            yaml.push_str(rest.strip_prefix(' ').unwrap_or(rest));
            yaml.push('\n');
        }
    }
    let first = lines.first().copied().unwrap_or(1);
    if yaml.trim().is_empty() {
        return Ok((T::default(), first));
    }
    let header = serde_norway::from_str(&yaml).map_err(|e| {
        let line = e.location().and_then(|l| lines.get(l.line().saturating_sub(1)).copied());
        let words = e.to_string();
        // The line and column of the YAML alone would mislead.
        let reason = words.split(" at line ").next().unwrap_or(&words).to_owned();
        QueryError::Header { origin: origin.to_owned(), line: line.unwrap_or(first), reason }
    })?;
    Ok((header, first))
}

/// What it answers and what it takes, for people.
impl fmt::Display for NamedQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {}", self.name, self.summary)?;
        if !self.description.is_empty() {
            writeln!(f, "\n{}", self.description)?;
        }
        if !self.parameters.is_empty() {
            writeln!(f, "\nParameters")?;
        }
        for parameter in &self.parameters {
            write!(f, "  {:12}  {}", parameter.name, parameter.help)?;
            let takes = parameter.kind.takes();
            if parameter.help != takes && (parameter.variable.is_some() || self.chain.is_some()) {
                write!(f, " ({takes})")?;
            }
            match &parameter.default {
                Some(default) => writeln!(f, "; {default} unless given")?,
                None if parameter.required => writeln!(f, "; needed")?,
                None => writeln!(f)?,
            }
        }
        Ok(())
    }
}

fn steps(names: &str, text: &str) -> Result<[Variable; 3], String> {
    let variables: Vec<Variable> =
        names.split_whitespace().map(|name| variable(name, text)).collect::<Result<_, _>>()?;
    let wanted = "chain names three variables: a step's number and the two organizations that it joins";
    variables.try_into().map_err(|_| wanted.to_owned())
}

/// A variable that the query's text has.
fn variable(name: &str, text: &str) -> Result<Variable, String> {
    let bare = name.trim_start_matches(['?', '$']);
    let variable = Variable::new(bare).map_err(|_| format!("\"{name}\" is no name of a variable"))?;
    let body = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let is_there = body.flat_map(|line| line.split(['?', '$']).skip(1)).any(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end] == bare
    });
    match is_there {
        true => Ok(variable),
        false => Err(format!("the query has no variable ?{bare}; name one that it has with `variable:`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        NamedQuery::read("q", text, "q.rq").map_err(|e| e.to_string()).err().unwrap_or_default()
    }

    #[test]
    fn a_wrong_header_is_told_with_its_line() {
        insta::assert_snapshot!(message("# mine\n#+ summary: a\n#+ params:\n#+   - nam: x\nASK {}"), @r#"q.rq:4: the header of the query is wrong: params[0]: unknown field `nam`, expected one of `name`, `type`, `variable`, `bound`, `required`, `default`, `help`"#);
        insta::assert_snapshot!(message("#+ params:\n#+   - name: x\n#+     type: colour\nASK { ?x ?y ?z }"), @r#"q.rq:3: the header of the query is wrong: params[0].type: unknown variant `colour`, expected one of `organization`, `date`, `kind`, `type`, `relationship`, `place`, `integer`, `number`, `modality`, `reviewed`, `text`, `iri`"#);
        insta::assert_snapshot!(message("#+ params:\n#+   - name: x\n#+     type: text\nASK { ?xy ?y ?z }"), @r#"q.rq:1: the header of the query is wrong: the query has no variable ?x; name one that it has with `variable:`"#);
    }

    #[test]
    fn a_file_without_a_header_is_a_query_too() {
        let query = NamedQuery::read("q", "ASK { ?s ?p ?o }", "q.rq");
        assert!(query.is_ok_and(|q| q.event.is_none() && q.parameters.is_empty()));
    }
}
