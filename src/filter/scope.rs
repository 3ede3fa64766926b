//! A filter whose names have been looked up, and the conditions it puts on an event of a query.

use super::rewrite::{at_variable, triple};
use super::values::{self, Dates, folded};
use super::{Filter, FilterError, organizations_named, places_within};
use crate::lexicon::Lexicon;
use crate::rdf::vocab::{self, gx, rdf};
use crate::record::Modality;
use crate::store::Store;
use jiff::civil::Date;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, Variable};
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{GroundTerm, TriplePattern};

/// A [`Filter`] in the store's own terms. A list that is `None` restricts nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scope {
    /// Classes of event.
    pub kinds: Option<Vec<NamedNode>>,
    /// Classes of which a party must have one.
    pub types: Option<Vec<NamedNode>>,
    /// Places (IRIs) and names of places outside of the gazetteer (literals).
    pub places: Option<Vec<GroundTerm>>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// How dates without a lower bound are held against them.
    pub dates: Dates,
    /// Whether it happened.
    pub modality: Option<Modality>,
    /// The least confidence.
    pub confidence: Option<f64>,
    /// Whether only what a person confirmed or corrected counts.
    pub reviewed: bool,
    /// Organisations of which one must be a party.
    pub organizations: Option<Vec<NamedNode>>,
}

impl Filter {
    /// Looks up kinds in the lexicon, places and organisations in the store.
    ///
    /// # Errors
    /// A kind, place or organisation that does not exist, with the names most like it; a first day after
    /// the last; what the store meets.
    pub fn resolve(&self, store: &dyn Store, lexicon: &Lexicon) -> Result<Scope, FilterError> {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from > to
        {
            return Err(FilterError::EmptyRange { from, to });
        }
        Ok(Scope {
            kinds: each(&self.kinds, |name| Ok(vec![event_kind(name, lexicon)?]))?,
            types: each(&self.types, |name| Ok(vec![vocab::term(super::organization_type(name)?)]))?,
            places: each(&self.places, |name| places_within(store, name))?,
            from: self.from,
            to: self.to,
            dates: self.dates,
            modality: self.modality,
            confidence: self.confidence,
            reviewed: self.reviewed,
            organizations: each(&self.organizations, |name| organizations_named(store, name))?,
        })
    }
}

/// The class of a kind of event, whatever the name's case, hyphens and prefix.
///
/// # Errors
/// A kind that the lexicon does not have.
pub fn event_kind(name: &str, lexicon: &Lexicon) -> Result<NamedNode, FilterError> {
    let wanted = folded(name);
    match lexicon.kinds.iter().find(|k| folded(&k.name) == wanted) {
        Some(kind) => Ok(vocab::term(&kind.name)),
        None => Err(FilterError::UnknownName {
            what: "kind of event",
            value: name.to_owned(),
            known: lexicon.kinds.iter().map(|k| k.name.as_str()).collect::<Vec<_>>().join(", "),
        }),
    }
}

fn each<T: PartialEq>(
    names: &[String],
    look_up: impl Fn(&str) -> Result<Vec<T>, FilterError>,
) -> Result<Option<Vec<T>>, FilterError> {
    if names.is_empty() {
        return Ok(None);
    }
    let mut found = Vec::new();
    for name in names {
        for thing in look_up(name)? {
            if !found.contains(&thing) {
                found.push(thing);
            }
        }
    }
    Ok(Some(found))
}

/// Restricts a query's pattern to solutions in which `event` lies in the scope, wherever it is matched:
/// see [`at_variable`]. An event is never multiplied by it.
pub fn constrain(pattern: GraphPattern, event: &Variable, scope: &Scope) -> GraphPattern {
    if *scope == Scope::default() {
        return pattern;
    }
    at_variable(pattern, event, &|pattern| scope.restrict(pattern, event))
}

/// A name that no query of a person uses.
fn fresh(name: &str) -> Variable {
    Variable::new_unchecked(format!("guanxi_{name}"))
}

impl Scope {
    fn restrict(&self, pattern: GraphPattern, event: &Variable) -> GraphPattern {
        let mut stated: Vec<TriplePattern> = Vec::new();
        let mut joined: Vec<GraphPattern> = Vec::new();
        let mut tests: Vec<Expression> = Vec::new();
        if let Some(kinds) = &self.kinds {
            stated.push(triple(event, rdf::TYPE, fresh("kind")));
            joined.push(inline(fresh("kind"), kinds));
        }
        if self.reviewed {
            stated.push(triple(event, gx::REVIEWED, fresh("reviewed")));
        }
        if let Some(modality) = self.modality {
            // As a test, not as a constant in the triple: the optimiser would start from all that occurred.
            stated.push(triple(event, gx::MODALITY, fresh("modality")));
            let wanted = Literal::from(values::modality_word(modality));
            tests.push(Expression::SameTerm(Box::new(fresh("modality").into()), Box::new(wanted.into())));
        }
        let maybe_dated = self.dated(event, &mut stated, &mut tests);
        if let Some(least) = self.confidence {
            stated.push(triple(event, gx::CONFIDENCE, fresh("confidence")));
            let least = Literal::new_typed_literal(least.to_string(), xsd::DECIMAL);
            tests.push(Expression::GreaterOrEqual(
                Box::new(fresh("confidence").into()),
                Box::new(least.into()),
            ));
        }
        joined.extend(self.organizations.as_ref().map(|list| each_once(event, with_party(event, list))));
        if let Some(types) = &self.types {
            let of_type =
                GraphPattern::Bgp { patterns: vec![triple(&fresh("party"), rdf::TYPE, fresh("type"))] };
            let parties = join(inline(fresh("type"), types), of_type);
            joined.push(each_once(event, join(parties, parties_of(event))));
        }
        joined.extend(self.places.as_ref().map(|places| each_once(event, taking_place(event, places))));
        let pattern = joined.into_iter().fold(pattern, |all, one| join(one, all));
        let pattern = match maybe_dated {
            Some(right) => {
                let (left, right) = (Box::new(pattern), Box::new(right));
                GraphPattern::LeftJoin { left, right, expression: None }
            }
            None => pattern,
        };
        let pattern = match stated.is_empty() {
            true => pattern,
            // First, so that the optimiser takes them first among triples that it thinks equally costly.
            false => join(GraphPattern::Bgp { patterns: stated }, pattern),
        };
        match tests.into_iter().reduce(and) {
            Some(expr) => GraphPattern::Filter { expr, inner: Box::new(pattern) },
            None => pattern,
        }
    }
}

impl Scope {
    /// Adds what a period asks of an event's date. What an event need not have is given back, to be joined where it is.
    fn dated(
        &self,
        event: &Variable,
        stated: &mut Vec<TriplePattern>,
        tests: &mut Vec<Expression>,
    ) -> Option<GraphPattern> {
        if self.from.is_none() && self.to.is_none() {
            return None;
        }
        let (date, precision) = (fresh("date"), fresh("precision"));
        let day = |d: Date| Box::new(Literal::new_typed_literal(d.to_string(), xsd::DATE).into());
        let value = || Box::new(Expression::from(date.clone()));
        let is = |word: &str| {
            let word = Box::new(Literal::from(word).into());
            Expression::SameTerm(Box::new(precision.clone().into()), word)
        };
        let not_before = self.from.map(|from| Expression::GreaterOrEqual(value(), day(from)));
        let not_after = self.to.map(|to| Expression::LessOrEqual(value(), day(to)));
        let has_date = triple(event, gx::DATE, date.clone());
        let has_precision = triple(event, gx::DATE_PRECISION, precision.clone());
        match self.dates {
            Dates::Told => {
                stated.push(has_date);
                tests.extend([not_before, not_after].into_iter().flatten());
                None
            }
            Dates::Certain => {
                stated.extend([has_date, has_precision]);
                tests.extend(not_before.map(|test| and(is("day"), test)));
                tests.extend(not_after);
                None
            }
            Dates::Possible => {
                let not_after = not_after.map(|test| Expression::Or(Box::new(is("by")), Box::new(test)));
                let unsaid = Expression::Not(Box::new(Expression::Bound(date.clone())));
                let inside = [not_before, not_after].into_iter().flatten().reduce(and);
                tests.extend(inside.map(|test| Expression::Or(Box::new(unsaid), Box::new(test))));
                Some(GraphPattern::Bgp { patterns: vec![has_date, has_precision] })
            }
        }
    }
}

/// A pattern's events, each once, so that a join with it multiplies no row. Such a subselect is worked
/// out once, while the optimiser lets an EXISTS of several triples run anew for every event.
fn each_once(event: &Variable, pattern: GraphPattern) -> GraphPattern {
    GraphPattern::Distinct {
        inner: Box::new(GraphPattern::Project { inner: Box::new(pattern), variables: vec![event.clone()] }),
    }
}

fn with_party(event: &Variable, organizations: &[NamedNode]) -> GraphPattern {
    let role = |role| {
        let one = |organization: &NamedNode| GraphPattern::Bgp {
            patterns: vec![triple(event, role, organization.clone())],
        };
        organizations.iter().map(one).reduce(union)
    };
    let arms = [gx::AGENT, gx::TARGET, gx::VIA].into_iter().filter_map(role);
    arms.reduce(union).unwrap_or(GraphPattern::Values { variables: vec![event.clone()], bindings: vec![] })
}

/// What happens at one of the places, or, where its place is not said, has a party there.
fn taking_place(event: &Variable, places: &[GroundTerm]) -> GraphPattern {
    let (iris, names): (Vec<GroundTerm>, Vec<GroundTerm>) =
        places.iter().cloned().partition(|place| matches!(place, GroundTerm::NamedNode(_)));
    let lying_at = |thing: &Variable, property, places: &[GroundTerm]| {
        let lies = GraphPattern::Bgp { patterns: vec![triple(thing, property, fresh("place"))] };
        join(inline(fresh("place"), places), lies)
    };
    let lying_there = |thing: &Variable| match (iris.is_empty(), names.is_empty()) {
        (false, true) => lying_at(thing, gx::PLACE, &iris),
        (true, _) => lying_at(thing, gx::PLACE_NAME, &names),
        (false, false) => union(lying_at(thing, gx::PLACE, &iris), lying_at(thing, gx::PLACE_NAME, &names)),
    };
    let stated = GraphPattern::Bgp { patterns: vec![triple(event, gx::PLACE_NAME, fresh("any_place"))] };
    let unsaid = Expression::Not(Box::new(Expression::Exists(Box::new(stated))));
    let party_there = join(lying_there(&fresh("party")), parties_of(event));
    union(lying_there(event), GraphPattern::Filter { expr: unsaid, inner: Box::new(party_there) })
}

/// The event's parties: an arm a role, which the optimiser reckons far smaller than a variable property.
fn parties_of(event: &Variable) -> GraphPattern {
    let [agents, targets, via] = [gx::AGENT, gx::TARGET, gx::VIA]
        .map(|role| GraphPattern::Bgp { patterns: vec![triple(event, role, fresh("party"))] });
    union(union(agents, targets), via)
}

fn inline<T: Clone + Into<GroundTerm>>(variable: Variable, terms: &[T]) -> GraphPattern {
    let bindings = terms.iter().map(|term| vec![Some(term.clone().into())]).collect();
    GraphPattern::Values { variables: vec![variable], bindings }
}

fn union(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    GraphPattern::Union { left: Box::new(left), right: Box::new(right) }
}

fn join(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    GraphPattern::Join { left: Box::new(left), right: Box::new(right) }
}

fn and(a: Expression, b: Expression) -> Expression {
    Expression::And(Box::new(a), Box::new(b))
}
