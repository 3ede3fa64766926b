//! Decisions in words, for people.

use super::decision::{Body, Decisions};
use jiff::civil::Date;
use std::fmt;

/// A decision in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<'d> {
    /// What sort: "same", "hide".
    pub decides: &'static str,
    /// What it is about.
    pub about: String,
    /// Who decided.
    pub who: Option<&'d str>,
    /// On which day.
    pub when: Option<Date>,
    /// Why.
    pub why: Option<&'d str>,
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        let untold = |place: &Option<String>, what: &str| match place.as_deref() {
            Some("") => Some(format!("no {what}")),
            other => other.map(str::to_owned),
        };
        let (place, home) = (untold(&self.place, "place"), untold(&self.home, "home"));
        let more: Vec<String> =
            [self.kind.clone(), place, home, self.document.clone()].into_iter().flatten().collect();
        if more.is_empty() { Ok(()) } else { write!(f, " ({})", more.join(", ")) }
    }
}

impl Decisions {
    /// Each decision in words, with who, when and why. Words that were hidden are not told.
    pub fn told(&self) -> Vec<Told<'_>> {
        let mut told = Vec::new();
        for (decides, pairs) in [("same", &self.same), ("different", &self.different)] {
            told.extend(pairs.iter().map(|pair| {
                let about = format!("{} | {}", pair.one, pair.other);
                Told { decides, about, who: pair.who.as_deref(), when: pair.when, why: pair.why.as_deref() }
            }));
        }
        for (decides, bodies) in [("type", &self.kind), ("name", &self.name)] {
            told.extend(bodies.iter().map(|body| {
                let about = format!("{} = {}", body.of, body.is);
                Told { decides, about, who: body.who.as_deref(), when: body.when, why: body.why.as_deref() }
            }));
        }
        let claims = [
            ("wrong", &self.wrong),
            ("confirm", &self.confirm),
            ("correct", &self.correct),
            ("hide", &self.hide),
        ];
        for (decides, claims) in claims {
            told.extend(claims.iter().map(|claim| {
                let words = if decides == "hide" { "(hidden)" } else { claim.quote.as_str() };
                let about = format!("{}: {words}", claim.document);
                Told {
                    decides,
                    about,
                    who: claim.who.as_deref(),
                    when: claim.when,
                    why: claim.why.as_deref(),
                }
            }));
        }
        told
    }
}
