//! A filter whose names have been looked up, and the conditions it puts on an event of a query.

use super::rewrite::{at_variable, triple};
use super::values::folded;
use super::{Filter, FilterError, organizations_named, places_within, terms};
use crate::lexicon::Lexicon;
use crate::record::Modality;
use crate::store::Store;
use jiff::civil::Date;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Variable};
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
    /// Whether it happened.
    pub modality: Option<Modality>,
    /// The least confidence.
    pub confidence: Option<f64>,
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
            types: each(&self.types, |name| Ok(vec![terms::gx(super::organization_type(name)?)]))?,
            places: each(&self.places, |name| places_within(store, name))?,
            from: self.from,
            to: self.to,
            modality: self.modality,
            confidence: self.confidence,
            organizations: each(&self.organizations, |name| organizations_named(store, name))?,
        })
    }
}

/// The class of a kind of event, whatever the name's case, hyphens and prefix.
pub(super) fn event_kind(name: &str, lexicon: &Lexicon) -> Result<NamedNode, FilterError> {
    let wanted = folded(name);
    match lexicon.kinds.iter().find(|k| folded(&k.name) == wanted) {
        Some(kind) => Ok(terms::gx(&kind.name)),
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
            stated.push(triple(event, terms::TYPE, fresh("kind")));
            joined.push(values(fresh("kind"), kinds));
        }
        if let Some(modality) = self.modality {
            stated.push(triple(event, terms::MODALITY, Literal::from(terms::modality(modality))));
        }
        if self.from.is_some() || self.to.is_some() {
            let date = fresh("date");
            stated.push(triple(event, terms::DATE, date.clone()));
            let day = |d: Date| Box::new(Literal::new_typed_literal(d.to_string(), xsd::DATE).into());
            let date = || Box::new(Expression::from(date.clone()));
            tests.extend(self.from.map(|from| Expression::GreaterOrEqual(date(), day(from))));
            tests.extend(self.to.map(|to| Expression::LessOrEqual(date(), day(to))));
        }
        if let Some(least) = self.confidence {
            stated.push(triple(event, terms::CONFIDENCE, fresh("confidence")));
            let least = Literal::new_typed_literal(least.to_string(), xsd::DECIMAL);
            tests.push(Expression::GreaterOrEqual(
                Box::new(fresh("confidence").into()),
                Box::new(least.into()),
            ));
        }
        if let Some(organizations) = &self.organizations {
            joined.push(events_of(event, organizations));
        }
        if let Some(types) = &self.types {
            let of_type = join(
                values(fresh("type"), types),
                party(event, triple(&fresh("party"), terms::TYPE, fresh("type"))),
            );
            tests.push(Expression::Exists(Box::new(of_type)));
        }
        tests.extend(self.places.as_ref().map(|places| takes_place(event, places)));
        let pattern = joined.into_iter().fold(pattern, |all, one| join(one, all));
        let pattern = match stated.is_empty() {
            true => pattern,
            false => join(pattern, GraphPattern::Bgp { patterns: stated }),
        };
        match tests.into_iter().reduce(and) {
            Some(expr) => GraphPattern::Filter { expr, inner: Box::new(pattern) },
            None => pattern,
        }
    }
}

/// Each event to which one of the organisations is a party, once.
fn events_of(event: &Variable, organizations: &[NamedNode]) -> GraphPattern {
    let with = join(values(fresh("party"), organizations), party_only(event));
    GraphPattern::Distinct {
        inner: Box::new(GraphPattern::Project { inner: Box::new(with), variables: vec![event.clone()] }),
    }
}

/// What happens at one of the places, or, where its place is not said, has a party there.
fn takes_place(event: &Variable, places: &[GroundTerm]) -> Expression {
    let (mut iris, mut names) = (Vec::new(), Vec::new());
    for place in places {
        match place {
            GroundTerm::NamedNode(iri) => iris.push(Expression::from(iri.clone())),
            GroundTerm::Literal(name) => names.push(Expression::from(name.clone())),
        }
    }
    let one_of =
        |variable: Variable, predicate: NamedNodeRef<'static>, list: &[Expression], of: &Variable| {
            GraphPattern::Filter {
                expr: Expression::In(Box::new(variable.clone().into()), list.to_vec()),
                inner: Box::new(GraphPattern::Bgp { patterns: vec![triple(of, predicate, variable)] }),
            }
        };
    let lies_there = |of: &Variable| {
        let by_iri = one_of(fresh("place"), terms::PLACE, &iris, of);
        let by_name = one_of(fresh("place_name"), terms::PLACE_NAME, &names, of);
        match (iris.is_empty(), names.is_empty()) {
            (false, false) => GraphPattern::Union { left: Box::new(by_iri), right: Box::new(by_name) },
            (true, _) => by_name,
            (_, true) => by_iri,
        }
    };
    let exists = |pattern| Expression::Exists(Box::new(pattern));
    let stated = triple(event, terms::PLACE_NAME, fresh("any_place"));
    let unsaid = Expression::Not(Box::new(exists(GraphPattern::Bgp { patterns: vec![stated] })));
    let party_there = exists(join(party_only(event), lies_there(&fresh("party"))));
    Expression::Or(Box::new(exists(lies_there(event))), Box::new(and(unsaid, party_there)))
}

/// The event's parties.
fn party_only(event: &Variable) -> GraphPattern {
    let roles = terms::ROLES.map(NamedNodeRef::into_owned);
    let in_role = TriplePattern {
        subject: event.clone().into(),
        predicate: fresh("role").into(),
        object: fresh("party").into(),
    };
    join(values(fresh("role"), &roles), GraphPattern::Bgp { patterns: vec![in_role] })
}

fn party(event: &Variable, of: TriplePattern) -> GraphPattern {
    join(party_only(event), GraphPattern::Bgp { patterns: vec![of] })
}

fn values(variable: Variable, iris: &[NamedNode]) -> GraphPattern {
    let bindings = iris.iter().map(|iri| vec![Some(GroundTerm::from(iri.clone()))]).collect();
    GraphPattern::Values { variables: vec![variable], bindings }
}

fn join(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    GraphPattern::Join { left: Box::new(left), right: Box::new(right) }
}

fn and(a: Expression, b: Expression) -> Expression {
    Expression::And(Box::new(a), Box::new(b))
}
