//! From what a person says of an item to decisions.

use super::{Item, ReviewError, Subject};
use crate::filter::{ORGANIZATION_TYPES, event_kind, organization_type};
use crate::lexicon::Lexicon;
use crate::rdf::vocab;
use crate::resolve::{Body, Correction, Decisions, OnBody, OnClaim, OnPair, RelationshipKind};
use jiff::civil::Date;

/// What a person says of an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Whether the answer is yes.
    pub accept: bool,
    /// What is right instead: a type, a kind of event, a day.
    pub is: Option<String>,
    /// Who says so.
    pub who: Option<String>,
    /// On which day.
    pub when: Option<Date>,
    /// Why.
    pub why: Option<String>,
}

/// The decisions that a verdict on an item makes.
///
/// # Errors
/// A verdict that must say what is right and does not; what is right and does not exist, or does not belong there.
pub fn decide(item: &Item, verdict: &Verdict, lexicon: &Lexicon) -> Result<Decisions, ReviewError> {
    let mut made = Decisions::default();
    let wants = |wants: &str| ReviewError::Wants { id: item.id.clone(), wants: wants.to_owned() };
    let idle = || wants("--is says what is right instead; here nothing is to be said");
    let given = verdict.is.as_deref();
    match (&item.subject, verdict.accept) {
        (Subject::Pair { .. }, _) if given.is_some() => return Err(idle()),
        (Subject::Pair { one, other, .. }, true) => made.same.push(verdict.pair(one, other)),
        (Subject::Pair { one, other, parted }, false) if parted.is_empty() => {
            made.different.push(verdict.pair(one, other));
        }
        (Subject::Pair { one, parted, .. }, false) => {
            let any = Body { document: None, ..one.clone() };
            made.different.extend(parted.iter().map(|body| verdict.pair(&any, body)));
        }
        (Subject::Type { .. } | Subject::Types { .. }, true) if given.is_some() => return Err(idle()),
        (Subject::Type { name, kind }, true) => {
            made.kind.push(verdict.body(name, Some(kind), kind));
        }
        (Subject::Types { name, kinds }, true) => {
            let body =
                |kind: &String| Body { kind: Some(kind.clone()), name: name.clone(), ..Body::default() };
            for (at, kind) in kinds.iter().enumerate() {
                let rest = kinds[at + 1..].iter();
                made.different.extend(rest.map(|other| verdict.pair(&body(kind), &body(other))));
            }
        }
        (Subject::Type { name, .. } | Subject::Types { name, .. }, false) => {
            let types = || {
                wants(&format!("say with --is which type is right: {}", ORGANIZATION_TYPES[..8].join(", ")))
            };
            let is = organization_type(given.ok_or_else(types)?).map_err(|_| types())?;
            let kind = match &item.subject {
                Subject::Type { kind, .. } => Some(kind.as_str()),
                _ => None,
            };
            if kind == Some(is) || !ORGANIZATION_TYPES[..8].contains(&is) {
                return Err(types());
            }
            made.kind.push(verdict.body(name, kind, is));
        }
        (Subject::Claim(_), true) if given.is_some() => return Err(idle()),
        (Subject::Claim(claim), true) => made.confirm.push(verdict.claim(claim, None)),
        (Subject::Claim(claim), false) => match given {
            None => made.wrong.push(verdict.claim(claim, None)),
            Some(kind) => {
                let kind = Some(kind_of(claim, kind, lexicon).map_err(|why| wants(&why))?);
                made.correct.push(verdict.claim(claim, Some(Correction { kind, ..Correction::default() })));
            }
        },
        (Subject::Event { .. }, false) if given.is_some() => return Err(idle()),
        (Subject::Event { claims, .. }, false) => {
            made.confirm.extend(claims.iter().map(|claim| verdict.claim(claim, None)));
        }
        (Subject::Event { undated, .. }, true) if given.is_some() && undated.is_empty() => {
            return Err(idle());
        }
        (Subject::Event { joined, undated, day, .. }, true) => {
            let told = |words: &str| {
                words.parse().map_err(|_| wants("say with --is on which day it was, as 2020-03-02"))
            };
            let day = given.map(told).transpose()?.or(*day);
            let (claims, set) = match day {
                Some(_) => (undated, Correction { date: day, ..Correction::default() }),
                None => (joined, Correction { event: Some(item.id.clone()), ..Correction::default() }),
            };
            made.correct.extend(claims.iter().map(|claim| verdict.claim(claim, Some(set.clone()))));
        }
    }
    Ok(made)
}

/// The kind that a person says a claim is of, of the sort that it is of: an event or a relationship.
fn kind_of(claim: &OnClaim, is: &str, lexicon: &Lexicon) -> Result<String, String> {
    if claim.kind.as_deref().and_then(RelationshipKind::named).is_some() {
        let kind = RelationshipKind::named(is).map(|kind| format!("{kind:?}"));
        return kind.ok_or_else(|| {
            format!("there is no relationship \"{is}\"; there are Supervision, Partnership, Membership, Affiliation")
        });
    }
    let class = event_kind(is, lexicon).map_err(|error| error.to_string())?;
    Ok(vocab::local(class.as_ref()).unwrap_or(is).to_owned())
}

impl Verdict {
    fn pair(&self, one: &Body, other: &Body) -> OnPair {
        let Verdict { who, when, why, .. } = self.clone();
        OnPair { one: one.clone(), other: other.clone(), who, when, why }
    }

    fn body(&self, name: &str, kind: Option<&str>, is: &str) -> OnBody {
        let Verdict { who, when, why, .. } = self.clone();
        let of = Body { kind: kind.map(str::to_owned), name: name.to_owned(), ..Body::default() };
        OnBody { of, is: is.to_owned(), who, when, why }
    }

    fn claim(&self, claim: &OnClaim, set: Option<Correction>) -> OnClaim {
        let Verdict { who, when, why, .. } = self.clone();
        OnClaim { set, who, when, why, ..claim.clone() }
    }
}
