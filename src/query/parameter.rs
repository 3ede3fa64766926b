//! Parameters of named queries, and how their values are read.

use super::QueryError;
use super::chain::ENDS;
use super::prefixes::expanded;
use crate::filter::{self, Filter};
use crate::lexicon::Lexicon;
use crate::rdf::vocab;
use crate::store::Store;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, Variable};
use serde::Deserialize;
use spargebra::term::GroundTerm;

/// What a query can be told.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// As in `-p name=…`.
    pub name: String,
    /// What it takes.
    pub kind: ParameterType,
    /// The variable that gets its value; `None` where it is a filter on the query's event, or an end of a chain.
    pub variable: Option<Variable>,
    /// Whether its value is the least or the most that the variable may have, not the one.
    pub bound: Option<Bound>,
    /// Its value where none is given.
    pub default: Option<String>,
    /// Whether the query cannot be asked without it.
    pub required: bool,
    /// What it is for.
    pub help: String,
}

/// What a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ParameterType {
    /// Any known name of an organisation, or its IRI.
    Organization,
    /// A day.
    Date,
    /// A kind of event.
    Kind,
    /// A type or role of organisation.
    Type,
    /// A kind of relationship.
    Relationship,
    /// A place, with what lies in it.
    Place,
    /// A whole number.
    Integer,
    /// A decimal number.
    Number,
    /// `occurred`, `planned` or `any`.
    Modality,
    /// `yes` for what a person confirmed or corrected, or `any`.
    Reviewed,
    /// Words, as they stand in a literal that is plain, English or Chinese.
    Text,
    /// An IRI, whole or with a prefix.
    Iri,
}

/// On which side a value bounds a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bound {
    /// The variable has that value or a greater one.
    Lower,
    /// The variable has that value or a lesser one.
    Upper,
}

/// The classes of relationship.
const RELATIONSHIPS: [&str; 4] = ["Supervision", "Partnership", "Membership", "Affiliation"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Declared {
    name: String,
    #[serde(rename = "type")]
    kind: Option<ParameterType>,
    variable: Option<String>,
    bound: Option<Bound>,
    #[serde(default)]
    required: bool,
    default: Option<serde_norway::Value>,
    #[serde(default)]
    help: String,
}

impl Declared {
    /// Whether it is where a chain begins or ends.
    pub(super) fn is_end(&self) -> bool {
        ENDS.contains(&self.name.as_str())
            && self.kind == Some(ParameterType::Organization)
            && self.variable.is_none()
    }
}

impl ParameterType {
    /// What it takes, for people.
    pub fn takes(self) -> &'static str {
        match self {
            Self::Organization => {
                "a name of an organization, in any known spelling, or its id (org/…) or IRI"
            }
            Self::Date => "a day, as 2019-03-31",
            Self::Kind => "a kind of event, as Visit",
            Self::Type => "a type or role of organization, as PSBOffice or PartnerUnit",
            Self::Relationship => "Supervision, Partnership, Membership or Affiliation",
            Self::Place => {
                "the name or GB/T 2260 code of a place, as Hubei or 420000; what lies in it is included"
            }
            Self::Integer => "a whole number",
            Self::Number => "a number, as 0.8",
            Self::Modality => "occurred, planned or any",
            Self::Reviewed => "yes for what a person confirmed or corrected, any for all",
            Self::Text => "words",
            Self::Iri => "an IRI, as https://example.org/x or gx:Visit",
        }
    }
}

impl Parameter {
    pub(super) fn read(
        declared: Declared,
        filters: impl Fn(&str) -> bool,
        is_end: bool,
        variable: impl Fn(&str) -> Result<Variable, String>,
    ) -> Result<Self, String> {
        let Declared { name, kind, variable: binds, bound, required, default, help } = declared;
        let filter = Filter::KEYS.into_iter().find(|(key, _)| *key == name);
        let filter = filter.filter(|(key, _)| filters(key) && binds.is_none() && !is_end);
        let default = match default {
            None => None,
            Some(serde_norway::Value::String(text)) => Some(text),
            Some(other) => {
                Some(serde_norway::to_string(&other).map_err(|e| e.to_string())?.trim().to_owned())
            }
        };
        if let Some((key, takes)) = filter {
            let help = if help.is_empty() { takes.to_owned() } else { help };
            let kind = kind.unwrap_or(filter_type(key));
            return Ok(Parameter { name, kind, variable: None, bound: None, default, required, help });
        }
        let kind =
            kind.ok_or_else(|| format!("the parameter {name} needs a type: organization, date, kind, …"))?;
        if bound.is_some()
            && !matches!(kind, ParameterType::Date | ParameterType::Integer | ParameterType::Number)
        {
            return Err(format!(
                "the parameter {name} cannot bound anything: only dates and numbers have an order"
            ));
        }
        let variable = match is_end {
            true => None,
            false => Some(variable(binds.as_deref().unwrap_or(&name))?),
        };
        Ok(Parameter { name, kind, variable, bound, default, required, help })
    }

    /// The terms that a value stands for; `None` is any.
    pub(super) fn terms(
        &self,
        value: &str,
        store: &dyn Store,
        lexicon: &Lexicon,
    ) -> Result<Option<Vec<GroundTerm>>, QueryError> {
        let wrong = || QueryError::Value {
            parameter: self.name.clone(),
            value: value.to_owned(),
            takes: self.kind.takes(),
        };
        let value = value.trim();
        let one = |term: GroundTerm| Ok(Some(vec![term]));
        if value.is_empty() {
            return Err(wrong());
        }
        match self.kind {
            ParameterType::Organization => {
                let found = filter::organizations_named(store, value)?;
                Ok(Some(found.into_iter().map(GroundTerm::from).collect()))
            }
            ParameterType::Place => Ok(Some(filter::places_within(store, value)?)),
            ParameterType::Kind => one(filter::event_kind(value, lexicon)?.into()),
            ParameterType::Type => one(vocab::term(filter::organization_type(value)?).into()),
            ParameterType::Relationship => {
                let class = RELATIONSHIPS.into_iter().find(|r| r.eq_ignore_ascii_case(value));
                one(vocab::term(class.ok_or_else(wrong)?).into())
            }
            ParameterType::Date => {
                let day: jiff::civil::Date = value.parse().map_err(|_| wrong())?;
                one(Literal::new_typed_literal(day.to_string(), xsd::DATE).into())
            }
            ParameterType::Integer => {
                let number: i64 = value.parse().map_err(|_| wrong())?;
                one(Literal::from(number).into())
            }
            ParameterType::Number => {
                let number: f64 = value.parse().map_err(|_| wrong())?;
                let number = Some(number).filter(|n| n.is_finite()).ok_or_else(wrong)?;
                one(Literal::new_typed_literal(number.to_string(), xsd::DECIMAL).into())
            }
            ParameterType::Modality => match value.to_lowercase().as_str() {
                "any" => Ok(None),
                word @ ("occurred" | "planned") => one(Literal::from(word).into()),
                _ => Err(wrong()),
            },
            ParameterType::Reviewed => match value.to_lowercase().as_str() {
                "any" => Ok(None),
                word @ "yes" => one(Literal::from(word).into()),
                _ => Err(wrong()),
            },
            ParameterType::Text => {
                let tagged =
                    |tag| GroundTerm::from(Literal::new_language_tagged_literal_unchecked(value, tag));
                Ok(Some(vec![Literal::from(value).into(), tagged("en"), tagged("zh")]))
            }
            ParameterType::Iri => {
                let iri = value.strip_prefix('<').and_then(|v| v.strip_suffix('>')).unwrap_or(value);
                let iri = expanded(iri).unwrap_or_else(|| iri.to_owned());
                one(NamedNode::new(iri).map_err(|_| wrong())?.into())
            }
        }
    }
}

fn filter_type(key: &str) -> ParameterType {
    match key {
        "kind" => ParameterType::Kind,
        "type" => ParameterType::Type,
        "place" => ParameterType::Place,
        "from" | "to" => ParameterType::Date,
        "dates" => ParameterType::Text,
        "modality" => ParameterType::Modality,
        "confidence" => ParameterType::Number,
        "reviewed" => ParameterType::Reviewed,
        _ => ParameterType::Organization,
    }
}
