//! Rows of events while a document is read, and how rows of one happening become one.

use super::assume::Assumptions;
use super::entity::EntityId;
use super::names::Place;
use crate::record::{Modality, Precision};
use crate::text::Span;
use jiff::civil::Date;

/// How many events or mentions back a post is remembered: nobody refers to what was told longer ago.
pub(crate) const MEMORY: usize = 500;

/// An event as read.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub post: u32,
    /// Index of the paragraph.
    pub paragraph: usize,
    pub kind: String,
    pub date: Option<Date>,
    pub precision: Precision,
    pub modality: Modality,
    pub agent: Vec<EntityId>,
    pub target: Vec<EntityId>,
    pub via: Vec<EntityId>,
    pub unnamed: Vec<String>,
    pub place: Option<Place>,
    pub rule: String,
    pub assumed: Assumptions,
    pub evidence: Span,
}

impl Row {
    /// Everybody named in it.
    pub fn parties(&self) -> impl Iterator<Item = EntityId> + '_ {
        self.agent.iter().chain(&self.target).copied()
    }

    /// Adds targets, each once, nobody who is an agent.
    pub fn add_targets(&mut self, ids: &[EntityId]) {
        for id in ids {
            if !self.target.contains(id) && !self.agent.contains(id) {
                self.target.push(*id);
            }
        }
    }

    /// Whether another row tells of the same happening: the kind, the modality, agents that agree, and targets that agree
    /// or are open in one of them.
    fn same_happening(&self, other: &Row) -> bool {
        if self.kind != other.kind || self.post != other.post || self.modality != other.modality {
            return false;
        }
        if self.precision == Precision::Day && other.precision == Precision::Day && self.date != other.date {
            return false;
        }
        let shares = |a: &[EntityId], b: &[EntityId]| a.iter().any(|x| b.contains(x));
        let symmetric = matches!(self.kind.as_str(), "Meeting" | "Cooperation");
        if symmetric {
            let mine: Vec<EntityId> = self.parties().collect();
            let theirs: Vec<EntityId> = other.parties().collect();
            let common = mine.iter().filter(|m| theirs.contains(m)).count();
            return common > 0
                && (common == mine.len()
                    || common == theirs.len()
                    || self.kind == "Meeting"
                        && self.paragraph == other.paragraph
                        && common * 2 >= mine.len().min(theirs.len()));
        }
        // "The plaque was unveiled by X": what is told of an occasion in parts.
        if self.paragraph == other.paragraph && self.tells_part(other) {
            return true;
        }
        // "All three promised. X added that it would send Y a draft": more than the others did.
        let more = self.kind == "Pledge"
            && !self.agent.is_empty()
            && !other.agent.is_empty()
            && self.agent.len() != other.agent.len()
            && self.target.is_empty() != other.target.is_empty();
        if more {
            return false;
        }
        let agents = self.agent.is_empty() || other.agent.is_empty() || shares(&self.agent, &other.agent);
        // Two promises of one side, two requests to one: different rows unless one is silent about whom.
        let targets =
            self.target.is_empty() || other.target.is_empty() || shares(&self.target, &other.target);
        let anybody = shares(&self.agent, &other.agent) || shares(&self.target, &other.target);
        agents && targets && anybody
    }
}

impl Row {
    /// Whether the other row only adds a part of this happening: who unveiled the plaque of an office just opened, who
    /// taught a part of a class just told of.
    fn tells_part(&self, other: &Row) -> bool {
        match self.kind.as_str() {
            "OfficeOpening" => other.agent.is_empty() && !self.agent.is_empty(),
            "Training" => {
                other.target.is_empty()
                    && other.unnamed.is_empty()
                    && other.rule.contains("part")
                    && !self.agent.is_empty()
            }
            _ => false,
        }
    }
}

/// Brings together rows that tell of one happening, the first one's words kept.
pub(crate) fn merge(rows: Vec<Row>) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        match out
            .iter_mut()
            .rev()
            .take(MEMORY)
            .take_while(|o| o.post == row.post)
            .find(|o| o.same_happening(&row))
        {
            Some(first) => {
                let parties = first.parties().count();
                for id in &row.agent {
                    let known = first.agent.contains(id)
                        || matches!(first.kind.as_str(), "Meeting" | "Cooperation")
                            && first.target.contains(id);
                    if !known {
                        first.agent.push(*id);
                        first.target.retain(|t| t != id);
                    }
                }
                first.add_targets(&row.target);
                // Who only says again what is known takes nothing for granted.
                if first.parties().count() > parties {
                    first.assumed.extend(row.assumed);
                }
                for via in row.via {
                    if !first.via.contains(&via) {
                        first.via.push(via);
                    }
                }
                for words in row.unnamed {
                    if !first.unnamed.contains(&words) {
                        first.unnamed.push(words);
                    }
                }
                if first.precision == Precision::By && row.precision == Precision::Day {
                    first.precision = Precision::Day;
                    first.date = row.date;
                }
                first.place = first.place.take().or(row.place);
            }
            None => out.push(row),
        }
    }
    out
}
