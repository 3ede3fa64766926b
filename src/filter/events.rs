//! The events that a filter admits, as rows for networks and reports.

use super::{Filter, FilterError, constrain, rewrite::triple, values};
use crate::lexicon::Lexicon;
use crate::rdf::vocab::{self, gx, rdf};
use crate::record::{Modality, Precision};
use crate::resolve::Standing;
use crate::store::{Answer, Pattern, Store, StoreError};
use jiff::civil::Date;
use oxigraph::model::{NamedNode, NamedNodeRef, Term, Variable};
use spargebra::Query;
use spargebra::algebra::GraphPattern;

/// An event as the store knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct EventRow {
    /// Its IRI.
    pub iri: NamedNode,
    /// Its kind's class name: `Visit`.
    pub kind: String,
    /// Who does it.
    pub agents: Vec<NamedNode>,
    /// To whom it is done.
    pub targets: Vec<NamedNode>,
    /// Offices through which an agent or target took part.
    pub via: Vec<NamedNode>,
    /// Counted or bare parties, in the text's words.
    pub unnamed: Vec<String>,
    /// Its day, or the day by which it had happened.
    pub date: Option<Date>,
    /// Which of the two.
    pub precision: Precision,
    /// Whether it happened.
    pub modality: Modality,
    /// Where, if the gazetteer has it.
    pub place: Option<NamedNode>,
    /// Where, in English.
    pub place_name: Option<String>,
    /// Between 0 and 1; the highest of its reports.
    pub confidence: f64,
    /// How far a person vouches for it.
    pub standing: Standing,
    /// The reports that tell of it.
    pub reports: Vec<NamedNode>,
}

/// Every event that the filter admits, once, by date (undated last), kind and IRI; all lists within are
/// sorted. One look-up an event besides the query.
///
/// # Errors
/// As [`Filter::resolve`]; what the store meets.
pub fn events(store: &dyn Store, filter: &Filter, lexicon: &Lexicon) -> Result<Vec<EventRow>, FilterError> {
    let scope = filter.resolve(store, lexicon)?;
    let event = Variable::new_unchecked("event");
    let all = GraphPattern::Bgp { patterns: vec![triple(&event, rdf::TYPE, gx::EVENT.into_owned())] };
    let pattern =
        GraphPattern::Project { inner: Box::new(constrain(all, &event, &scope)), variables: vec![event] };
    let query = Query::Select { dataset: None, pattern, base_iri: None };
    let mut iris = Vec::new();
    if let Answer::Solutions { rows, .. } = store.query(&query)? {
        for row in rows {
            if let Some(Some(Term::NamedNode(iri))) = row?.into_iter().next() {
                iris.push(iri);
            }
        }
    }
    iris.sort();
    iris.dedup();
    let mut events = iris.into_iter().map(|iri| read(store, iri)).collect::<Result<Vec<_>, _>>()?;
    events.sort_by(|a, b| {
        let key = |e: &EventRow| (e.date.is_none(), e.date);
        key(a).cmp(&key(b)).then_with(|| a.kind.cmp(&b.kind)).then_with(|| a.iri.cmp(&b.iri))
    });
    Ok(events)
}

/// The event of that IRI; `None` where the store has no such event.
///
/// # Errors
/// What the store meets.
pub fn event(store: &dyn Store, iri: &str) -> Result<Option<EventRow>, StoreError> {
    let iri = NamedNode::new_unchecked(iri);
    let is_event = Pattern {
        subject: Some(iri.as_ref().into()),
        predicate: Some(rdf::TYPE),
        object: Some(gx::EVENT.into()),
        ..Pattern::default()
    };
    if store.quads(is_event)?.next().transpose()?.is_none() {
        return Ok(None);
    }
    read(store, iri).map(Some)
}

fn read(store: &dyn Store, iri: NamedNode) -> Result<EventRow, StoreError> {
    let mut event = EventRow {
        iri,
        kind: String::new(),
        agents: Vec::new(),
        targets: Vec::new(),
        via: Vec::new(),
        unnamed: Vec::new(),
        date: None,
        precision: Precision::By,
        modality: Modality::Occurred,
        place: None,
        place_name: None,
        confidence: 1.0,
        standing: Standing::Read,
        reports: Vec::new(),
    };
    let subject = event.iri.clone();
    for quad in store.quads(Pattern { subject: Some(subject.as_ref().into()), ..Pattern::default() })? {
        let quad = quad?;
        match quad.object {
            Term::NamedNode(object) => event.point(quad.predicate.as_ref(), object),
            Term::Literal(object) => event.say(quad.predicate.as_ref(), object.value()),
            Term::BlankNode(_) => {}
        }
    }
    for list in [&mut event.agents, &mut event.targets, &mut event.via, &mut event.reports] {
        list.sort();
        list.dedup();
    }
    event.unnamed.sort();
    event.unnamed.dedup();
    Ok(event)
}

impl EventRow {
    fn point(&mut self, predicate: NamedNodeRef<'_>, object: NamedNode) {
        if predicate == rdf::TYPE {
            if let Some(kind) = vocab::local(object.as_ref()).filter(|_| object != gx::EVENT) {
                self.kind = kind.to_owned();
            }
        } else if predicate == gx::AGENT {
            self.agents.push(object);
        } else if predicate == gx::TARGET {
            self.targets.push(object);
        } else if predicate == gx::VIA {
            self.via.push(object);
        } else if predicate == gx::REPORT {
            self.reports.push(object);
        } else if predicate == gx::PLACE {
            self.place = Some(object);
        }
    }

    fn say(&mut self, predicate: NamedNodeRef<'_>, value: &str) {
        if predicate == gx::DATE {
            self.date = value.parse().ok();
        } else if predicate == gx::DATE_PRECISION {
            self.precision = if value == "day" { Precision::Day } else { Precision::By };
        } else if predicate == gx::MODALITY {
            let planned = value == values::modality_word(Modality::Planned);
            self.modality = if planned { Modality::Planned } else { Modality::Occurred };
        } else if predicate == gx::PLACE_NAME {
            self.place_name = Some(value.to_owned());
        } else if predicate == gx::CONFIDENCE {
            self.confidence = value.parse().unwrap_or(self.confidence);
        } else if predicate == gx::REVIEWED {
            self.standing = Standing::of_reviewed(value);
        } else if predicate == gx::UNNAMED_PARTY {
            self.unnamed.push(value.to_owned());
        }
    }
}
