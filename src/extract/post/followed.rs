//! Who a later sentence adds to what the post has told of.

use super::Reader;
use crate::extract::assume::Assumption;
use crate::extract::attendance;
use crate::extract::chunk::Form;
use crate::extract::clause::Analysis;
use crate::extract::discourse::{Parties, gather, is_person};
use crate::extract::entity::EntityId;
use crate::extract::event::Row;
use crate::extract::follow::{self, Side};
use crate::extract::frame::Match;
use crate::extract::names::Kind;
use crate::lexicon::{Lexicon, singular};
use crate::record::{Modality, Precision};
use jiff::civil::Date;

/// The people by whom the main verb says that something was done, where they are several: "was visited by officers of
/// X", "received a call from officers of X".
pub(super) fn people_by(lexicon: &Lexicon, analysis: &Analysis, parties: &[Parties]) -> Vec<EntityId> {
    let finite = |i: &usize| {
        analysis.verb(*i).is_some_and(|g| g.form == Form::Finite)
            && !analysis.words_of(i.saturating_sub(1)).iter().any(|w| w.is("which") || w.is("who"))
    };
    let Some(main) = (0..analysis.chunks.len()).find(finite) else { return Vec::new() };
    let Some(group) = analysis.verb(main) else { return Vec::new() };
    let preposition = match group.lemma.as_str() {
        _ if group.passive => "by",
        "receive" | "have" | "get" => "from",
        _ => return Vec::new(),
    };
    let by = (main + 1..analysis.reach(main)).find(|c| analysis.preposition(*c) == Some(preposition));
    let Some(noun) = by.map(|b| b + 1).filter(|n| analysis.is_noun(*n)) else { return Vec::new() };
    let head = analysis.head(noun);
    let several = singular(head).is_some() || matches!(head, "police" | "staff" | "personnel" | "people");
    if several && is_person(lexicon, analysis.words_of(noun)) {
        gather(parties, &analysis.group_from(noun).0).named
    } else {
        Vec::new()
    }
}

impl Reader<'_> {
    /// Adds those whom the sentence only joins to an event told of before; whether there were any.
    pub(super) fn follow(
        &mut self,
        index: usize,
        analysis: &Analysis,
        parties: &[Parties],
        matches: &[Match],
        question: bool,
    ) -> bool {
        if question {
            return false;
        }
        let mut any = false;
        for added in follow::read(self.lexicon, analysis, parties, matches) {
            let mut who = added.parties;
            self.offices_stand_for_owners(&mut who);
            let mut with = added.with;
            self.offices_stand_for_owners(&mut with);
            any |= self.add(index, &who, added.side, &with);
        }
        any
    }

    fn add(&mut self, index: usize, who: &Parties, side: Side, with: &Parties) -> bool {
        let post = self.post;
        let fits = |r: &Row| {
            r.post == post && r.paragraph == index && r.modality == Modality::Occurred && takes(r, side)
        };
        let Some(last) = self.rows.iter().rposition(fits) else { return false };
        // Meetings and trainings take guests: attendance reads those who came.
        let kind = self.rows[last].kind.clone();
        let teaches = kind == "Training"
            && !with.named.is_empty()
            && with.named.iter().all(|w| self.rows[last].agent.contains(w));
        if matches!(kind.as_str(), "Meeting" | "Training")
            && !teaches
            && side == Side::Fellow
            && with.is_empty()
        {
            return false;
        }
        if side == Side::Next && kind == "Registration" {
            let foreign = |e: &usize| self.table.entities[*e].kind == Kind::ForeignNgo;
            if !who.named.iter().all(foreign) {
                return false;
            }
        }
        // A visit in which papers were checked is two rows.
        let (agent, target) = (self.rows[last].agent.clone(), self.rows[last].target.clone());
        for row in self.rows.iter_mut().filter(|r| {
            r.post == post
                && r.paragraph == index
                && (r.kind == kind || matches!(r.kind.as_str(), "Visit" | "Inspection"))
                && r.modality == Modality::Occurred
                && r.agent == agent
                && r.target == target
                && takes(r, side)
        }) {
            // "First came X. Then it was the turn of Y": Y came to whom X had come.
            let comes = |e: &usize| {
                row.agent.iter().any(|a| self.table.entities[*a].kind == self.table.entities[*e].kind)
            };
            let host = |e: &usize| {
                row.target.iter().any(|t| self.table.entities[*t].kind == self.table.entities[*e].kind)
            };
            let callers = who.named.iter().all(|e| comes(e) && !host(e));
            let doers = match side {
                Side::Fellow => teaches || !matches!(kind.as_str(), "Meeting" | "Training"),
                Side::Next => agent.is_empty() || callers,
                Side::Listed => agent.is_empty(),
            };
            let fresh: Vec<_> =
                who.named.iter().copied().filter(|e| row.parties().all(|p| p != *e)).collect();
            if doers {
                row.agent.extend(fresh)
            } else {
                row.target.extend(fresh)
            }
            row.via.extend(who.via.iter().copied());
            row.assumed.extend(who.assumed);
            row.assumed.add(Assumption::Occasion);
        }
        self.occasion.extend(who.named.iter().copied());
        true
    }

    /// A sentence of another paragraph that tells of something leaves the occasion announced behind.
    pub(super) fn forget_announced(&mut self, index: usize, told: bool) {
        if told || self.announced.is_some_and(|(_, paragraph, _)| paragraph != index) {
            self.announced = None;
        }
    }

    /// A row for the occasion announced in this paragraph, with nobody in it yet.
    pub(super) fn announced_row(
        &mut self,
        index: usize,
        date: Option<Date>,
        wanted: Option<&str>,
    ) -> Option<Row> {
        let (kind, paragraph, span) = self.announced?;
        if paragraph != index || wanted.is_some_and(|w| w != kind) {
            return None;
        }
        self.announced = None;
        let precision = if self.day.is_some() { Precision::Day } else { Precision::By };
        Some(Row {
            post: self.post,
            paragraph: index,
            kind: kind.to_owned(),
            date: self.day.or(date),
            precision,
            modality: Modality::Occurred,
            agent: Vec::new(),
            target: Vec::new(),
            via: Vec::new(),
            unnamed: Vec::new(),
            place: None,
            rule: if kind == "Meeting" { attendance::RULE } else { attendance::TRAINING_RULE }.to_owned(),
            assumed: Assumption::Occasion.into(),
            evidence: span,
        })
    }
}

/// Whether an event may have somebody added in that part.
fn takes(row: &Row, side: Side) -> bool {
    match side {
        Side::Fellow => {
            matches!(row.kind.as_str(), "Visit" | "Inspection" | "Meeting" | "Training" | "Outreach")
        }
        Side::Next => {
            // "received two groups": whoever came is still to be named.
            row.kind == "Visit"
                || matches!(row.kind.as_str(), "Inspection" | "Registration") && !row.agent.is_empty()
        }
        Side::Listed => {
            matches!(
                row.kind.as_str(),
                "Visit" | "Inspection" | "Registration" | "Donation" | "Thanks" | "Guidance"
            ) && !row.unnamed.is_empty()
        }
    }
}
