//! Who a later sentence adds to what the post has told of.

use super::Reader;
use crate::extract::assume::Assumption;
use crate::extract::attendance;
use crate::extract::clause::{Analysis, Subject};
use crate::extract::discourse::Parties;
use crate::extract::event::Row;
use crate::extract::follow::{self, Side};
use crate::extract::frame::Match;
use crate::extract::names::Kind;
use crate::extract::page::Sentence;
use crate::record::{Modality, Precision};
use jiff::civil::Date;

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
            let doers = match side {
                Side::Fellow => teaches || !matches!(kind.as_str(), "Meeting" | "Training"),
                Side::Next => false,
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

    /// Remembers an occasion of which the sentence names no party: "A training took place on May 3."
    pub(super) fn announce(
        &mut self,
        index: usize,
        sentence: &Sentence,
        analysis: &Analysis,
        matches: &[Match],
        told: bool,
    ) {
        if self.announced.is_some_and(|(_, paragraph, _)| paragraph != index) || told {
            self.announced = None;
        }
        let nouns = &self.lexicon.language.nouns;
        let main = (0..analysis.chunks.len())
            .find(|v| analysis.verb(*v).is_some_and(|g| g.form == crate::extract::chunk::Form::Finite));
        let Some(v) = main.filter(|_| !told && matches.iter().all(|m| m.modality == Modality::Occurred))
        else {
            return;
        };
        let held = analysis.verb(v).is_some_and(|g| {
            !(g.negated || g.modal || g.future)
                && (g.passive
                    && matches!(g.lemma.as_str(), "hold" | "give" | "convene" | "stage" | "organize")
                    || matches!(g.lemma.as_str(), "open" | "begin")
                    || g.lemma == "take" && analysis.words.get(g.main + 1).is_some_and(|w| w.is("place")))
        });
        let Subject::Group(group) = analysis.subject(v, 0) else { return };
        let kind = |c: &usize| match analysis.head(*c) {
            head if nouns.trainings.contains(head) => Some("Training"),
            head if nouns.meetings.contains(head) => Some("Meeting"),
            _ => None,
        };
        if held && let Some(kind) = group.first().and_then(kind) {
            self.announced = Some((kind, index, sentence.span));
        }
    }

    /// A row for the occasion announced in this paragraph, with nobody in it yet.
    pub(super) fn announced_row(&mut self, index: usize, date: Option<Date>) -> Option<Row> {
        let (kind, paragraph, span) = self.announced?;
        if paragraph != index {
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
            matches!(row.kind.as_str(), "Visit" | "Inspection" | "Registration") && !row.agent.is_empty()
        }
        Side::Listed => {
            matches!(
                row.kind.as_str(),
                "Visit" | "Inspection" | "Registration" | "Donation" | "Thanks" | "Guidance"
            ) && !row.unnamed.is_empty()
        }
    }
}
