//! Who was there, added to what the post has told of.

use super::{Parties, Reader};
use crate::extract::assume::Assumption;
use crate::extract::attendance::{self, Attended, Part};
use crate::extract::date::When;
use crate::extract::entity::EntityId;
use crate::extract::event::{MEMORY, Row};
use crate::extract::page::Sentence;
use crate::record::{Modality, Precision};
use jiff::civil::Date;

/// The rule of a visit that only its stops tell of.
const STOPS: &str = "visit/stop";

impl Reader<'_> {
    /// Adds who attended to the occasion that the post told of, or makes a meeting of it.
    pub(super) fn join(
        &mut self,
        index: usize,
        sentence: &Sentence,
        date: Option<Date>,
        times: &[(usize, When)],
        attended: Attended,
    ) -> bool {
        let mut parties = attended.parties;
        self.offices_stand_for_owners(&mut parties);
        if parties.named.is_empty() {
            return false;
        }
        if matches!(attended.part, Part::Companion | Part::Stop | Part::Doer) {
            return self.go_along(index, sentence, date, times, parties, attended.part);
        }
        let told = |r: &Row| {
            r.post == self.post
                && r.modality == Modality::Occurred
                && parties.named.iter().all(|p| r.agent.contains(p))
        };
        let kinds: &[&str] = match attended.kind {
            _ if attended.part == Part::Host => &["Meeting", "Training", "OfficeOpening", "Outreach"],
            // "was there to give them a training": there, at another's meeting.
            None | Some("Training")
                if attended.part == Part::Guest
                    && self.rows.last().is_some_and(|r| r.kind == "Training" && told(r)) =>
            {
                &["Meeting"]
            }
            Some("Training") => &["Training"],
            Some("OfficeOpening") => &["OfficeOpening"],
            Some("Outreach") => &["Outreach"],
            Some(_) => &["Meeting"],
            None => &["Meeting", "Training", "Outreach", "Registration", "OfficeOpening"],
        };
        let mut assumed = parties.assumed;
        assumed.add(Assumption::Occasion);
        let post = self.post;
        if attended.part != Part::Speaker
            && !attended.planned
            && let Some(row) = self.announced_row(index, date, attended.kind)
        {
            self.rows.push(row);
        }
        let modality = if attended.planned { Modality::Planned } else { Modality::Occurred };
        // "On September 27 it was joined by X": not what another paragraph tells of another day.
        let day = times.iter().find_map(|(_, t)| match t.of(modality, date) {
            When::Day(day) => Some(day),
            _ => None,
        });
        let near = |r: &Row| {
            r.paragraph == index || index - r.paragraph == 1 && day.is_none_or(|d| r.date == Some(d))
        };
        let row = self.rows.iter_mut().rev().take(MEMORY).take_while(|r| r.post == post).find(|r| {
            r.modality == modality
                && kinds.contains(&r.kind.as_str())
                && near(r)
                && !r.rule.ends_with("/part")
        });
        match row {
            Some(row) if attended.part == Part::Host && row.kind == "OfficeOpening" => {
                row.assumed.extend(assumed);
                row.add_targets(&parties.named);
                true
            }
            Some(row)
                if attended.part == Part::Teacher || attended.part == Part::Host && row.agent.is_empty() =>
            {
                row.assumed.extend(assumed);
                row.target.retain(|t| !parties.named.contains(t));
                row.agent.extend(
                    parties.named.iter().filter(|p| !row.agent.contains(p)).copied().collect::<Vec<_>>(),
                );
                true
            }
            Some(_) if attended.part == Part::Host => false,
            Some(row) if matches!(row.kind.as_str(), "Meeting" | "Training") => {
                self.occasion.extend(parties.named.iter().copied());
                row.assumed.extend(assumed);
                row.add_targets(&parties.named);
                row.unnamed.extend(parties.unnamed);
                row.via.extend(parties.via);
                true
            }
            Some(row) if row.kind == "Outreach" => {
                row.assumed.extend(assumed);
                for id in parties.named {
                    if !row.agent.contains(&id) && !row.target.contains(&id) {
                        row.agent.push(id);
                    }
                }
                true
            }
            Some(row) if attended.kind == Some("OfficeOpening") => {
                row.assumed.extend(assumed);
                row.add_targets(&parties.named);
                true
            }
            Some(_) => false,
            None if attended.part == Part::Drawn && !self.met => false,
            None if attended.part == Part::Drawn => {
                let rule = ("Meeting", attendance::RULE);
                self.told_late(index, sentence, date, times, rule, Vec::new(), parties.named);
                true
            }
            None if attended.part == Part::Invited
                || attended.part == Part::Guest && attended.kind.is_none() && !attended.planned =>
            {
                let hosts = std::mem::take(&mut self.inviting);
                if hosts.named.is_empty() {
                    return false;
                }
                let (agent, target) = (hosts.named, parties.named);
                self.told_late(index, sentence, date, times, ("Meeting", "meeting/invited"), agent, target);
                true
            }
            None if attended.kind == Some("Meeting") && attended.part == Part::Guest && !attended.planned => {
                let said = times.iter().map(|(_, t)| t.of(Modality::Occurred, date));
                let (day, precision) = match said.into_iter().find(|t| *t != When::Silent) {
                    Some(When::Day(day)) => (Some(day), Precision::Day),
                    Some(When::Vague) => (date, Precision::By),
                    _ => (self.day.or(date), if self.day.is_some() { Precision::Day } else { Precision::By }),
                };
                // The visit during which they met.
                let visit = self.told().find(|r| r.kind == "Visit");
                let (agent, hosts) = visit.map(|v| (v.agent.clone(), v.target.clone())).unwrap_or_default();
                let mut row = Row {
                    post: self.post,
                    paragraph: index,
                    kind: "Meeting".to_owned(),
                    date: day,
                    precision,
                    modality: Modality::Occurred,
                    agent,
                    target: Vec::new(),
                    via: parties.via,
                    unnamed: parties.unnamed,
                    place: None,
                    rule: attendance::RULE.to_owned(),
                    assumed,
                    evidence: sentence.span,
                };
                row.add_targets(&parties.named);
                row.add_targets(&hosts);
                self.rows.push(row);
                true
            }
            None => false,
        }
    }

    /// Adds to the visit or inspection told last who came along, where it led, or who did it.
    fn go_along(
        &mut self,
        index: usize,
        sentence: &Sentence,
        date: Option<Date>,
        times: &[(usize, When)],
        parties: Parties,
        part: Part,
    ) -> bool {
        let post = self.post;
        let last = self.rows.iter_mut().rev().take(MEMORY).take_while(|r| r.post == post).find(|r| {
            let goes = matches!(r.kind.as_str(), "Visit" | "Inspection");
            (goes || r.kind == "Meeting" && part == Part::Companion) && index - r.paragraph <= 1
        });
        let Some(row) = last else {
            let agent = self.bound.named.clone();
            if part != Part::Stop || agent.is_empty() {
                return false;
            }
            self.told_late(index, sentence, date, times, ("Visit", STOPS), agent, parties.named);
            return true;
        };
        let new: Vec<EntityId> = parties.named.iter().filter(|p| !row.agent.contains(p)).copied().collect();
        match part {
            Part::Companion if row.kind == "Meeting" => row.add_targets(&new),
            Part::Companion => row.agent.extend(new.into_iter().filter(|p| !row.target.contains(p))),
            Part::Doer if row.agent.is_empty() || row.kind == "Inspection" => {
                row.agent.extend(new.into_iter().filter(|p| !row.target.contains(p)));
            }
            Part::Stop => row.add_targets(&new),
            _ => return false,
        }
        row.assumed.add(Assumption::Occasion);
        true
    }

    /// A row of an event of which an earlier sentence has told one side; `(kind, rule)`.
    #[allow(clippy::too_many_arguments)] // what a row is made of
    fn told_late(
        &mut self,
        index: usize,
        sentence: &Sentence,
        date: Option<Date>,
        times: &[(usize, When)],
        (kind, rule): (&str, &str),
        agent: Vec<EntityId>,
        target: Vec<EntityId>,
    ) {
        let said = times.iter().map(|(_, t)| t.of(Modality::Occurred, date));
        let (day, precision) = match said.into_iter().find(|t| *t != When::Silent) {
            Some(When::Day(day)) => (Some(day), Precision::Day),
            Some(When::Vague) => (date, Precision::By),
            _ => (self.day.or(date), if self.day.is_some() { Precision::Day } else { Precision::By }),
        };
        let target = target.into_iter().filter(|t| !agent.contains(t)).collect();
        self.rows.push(Row {
            post: self.post,
            paragraph: index,
            kind: kind.to_owned(),
            date: day,
            precision,
            modality: Modality::Occurred,
            agent,
            target,
            via: Vec::new(),
            unnamed: Vec::new(),
            place: None,
            rule: rule.to_owned(),
            assumed: Assumption::Occasion.into(),
            evidence: sentence.span,
        });
    }
}
