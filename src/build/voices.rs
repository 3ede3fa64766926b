//! Which reports of an event repeat another's words: reposts, which are no voice of their own.

use super::batch::{Said, differ};
use super::{BuildError, Builder};
use crate::rdf::vocab::{dcterms, gx};
use crate::rdf::{Resolved, report_iri};
use crate::resolve::{Event, Id, Thing, Wording, sentences};
use crate::store::{Change, Pattern, Store};
use crate::text::CodePoints;
use jiff::civil::Date;
use oxigraph::model::{NamedNode, NamedNodeRef, Quad, Term};
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};

/// What a report says.
#[derive(Debug, Default)]
pub(super) struct ToldIn {
    /// The sentences in which its words stand.
    pub sentences: Option<String>,
    /// The day of their post, else of the document.
    pub posted: Option<Date>,
}

/// A report prepared to be compared.
struct Voice {
    report: NamedNode,
    posted: Option<Date>,
    words: Option<Wording>,
}

impl Builder<'_> {
    /// Adds to `change` which reports repeat others, of all events that the batch tells or told of.
    pub(super) fn voices(
        &self,
        before: &[Said],
        after: &[Said],
        documents: &FxHashSet<NamedNode>,
        change: &mut Change,
    ) -> Result<(), BuildError> {
        let mut events: BTreeMap<Id, Vec<(NamedNode, ToldIn)>> = BTreeMap::new();
        for (_, said) in before {
            said.events.keys().for_each(|id| _ = events.entry(*id).or_default());
        }
        for (document, said) in after {
            for report in &said.reports {
                if let Thing::Event(id) = report.thing {
                    let told = ToldIn { sentences: report.sentences.clone(), posted: report.posted };
                    let iri = report_iri(document.as_ref(), &report.name);
                    events.entry(id).or_default().push((iri, told));
                }
            }
        }
        for (event, mut told) in events {
            let iri = self.base.hashed(Event::PATH, event);
            let stored = if self.is_absent(event) { Vec::new() } else { self.reports_of(iri.as_ref())? };
            let mut quads = Vec::new();
            if stored.len() > 1 {
                for report in &stored {
                    quads.extend(self.stated(report.as_ref(), &[gx::REPEATS])?);
                }
            }
            let others: Vec<NamedNode> =
                stored.into_iter().filter(|report| !documents.contains(&document_of(report))).collect();
            if told.len() + others.len() > 1 {
                for report in others {
                    let words = self.told_in(report.as_ref())?;
                    told.push((report, words));
                }
                differ(quads, self.repeated(told), change);
            } else {
                differ(quads, Vec::new(), change);
            }
        }
        Ok(())
    }

    /// Of reports of one event, which repeat an earlier one's words. Of those of one voice the earliest post counts as the first.
    fn repeated(&self, told: Vec<(NamedNode, ToldIn)>) -> Vec<Quad> {
        let judge = self.resolver.judge();
        let mut voices: Vec<Voice> = told
            .into_iter()
            .map(|(report, ToldIn { sentences, posted })| {
                let words = sentences.map(|sentences| judge.wording(&sentences));
                Voice { report, posted, words }
            })
            .collect();
        voices.sort_by(|a, b| {
            (a.posted.unwrap_or(Date::MAX), &a.report).cmp(&(b.posted.unwrap_or(Date::MAX), &b.report))
        });
        // The first of its voice that is known so far; what is like it, directly or by others, has the same.
        let mut first: Vec<usize> = (0..voices.len()).collect();
        for at in 0..voices.len() {
            let like: BTreeSet<usize> =
                (0..at).filter(|earlier| copied(&voices[*earlier], &voices[at])).map(|e| first[e]).collect();
            if let Some(least) = like.first().copied() {
                first[at] = least;
                first.iter_mut().filter(|of| like.contains(of)).for_each(|of| *of = least);
            }
        }
        let graph = self.base.resolution_graph();
        let repeats = first.iter().enumerate().filter(|(at, first)| at != *first).map(|(at, first)| {
            let (report, of) = (voices[at].report.clone(), voices[*first].report.clone());
            Quad::new(report, gx::REPEATS, of, graph.clone())
        });
        repeats.collect()
    }

    /// The reports of a thing in the store.
    pub(super) fn reports_of(&self, thing: NamedNodeRef<'_>) -> Result<Vec<NamedNode>, BuildError> {
        let mut reports = Vec::new();
        for quad in self.stated(thing, &[gx::REPORT])? {
            if let Term::NamedNode(report) = quad.object {
                reports.push(report);
            }
        }
        Ok(reports)
    }

    /// What a report in the store says.
    pub(super) fn told_in(&self, report: NamedNodeRef<'_>) -> Result<ToldIn, BuildError> {
        let pattern =
            Pattern { subject: Some(report.into()), predicate: Some(gx::PASSAGE), ..Pattern::default() };
        let found = self.store.quads(pattern)?.next().transpose()?;
        let Some(Term::NamedNode(passage)) = found.map(|quad| quad.object) else {
            return Ok(ToldIn::default());
        };
        let document = document_of(&passage);
        let day = |date: Option<String>| date.and_then(|date| date.parse().ok());
        let posted = match day(self.literal(passage.as_ref(), gx::POST_DATE)?) {
            Some(date) => Some(date),
            None => day(self.literal(document.as_ref(), dcterms::ISSUED)?),
        };
        let quote = self.literal(passage.as_ref(), gx::QUOTE)?.unwrap_or_default();
        let text = self.literal(document.as_ref(), gx::TEXT)?;
        let points = text.as_deref().map(CodePoints::new);
        let told = sentences(points.as_ref(), stretch(&passage).unwrap_or_default(), &quote);
        Ok(ToldIn { sentences: Some(told.to_owned()), posted })
    }
}

/// From which code point to which a passage goes.
fn stretch(passage: &NamedNode) -> Option<(usize, usize)> {
    let (_, stretch) = passage.as_str().rsplit_once("#char=")?;
    let (start, end) = stretch.split_once(',')?;
    Some((start.parse().ok()?, end.parse().ok()?))
}

/// The document of a report, which has its IRI with a fragment.
pub(super) fn document_of(report: &NamedNode) -> NamedNode {
    NamedNode::new_unchecked(report.as_str().split('#').next().unwrap_or_default())
}

fn copied(one: &Voice, other: &Voice) -> bool {
    match (&one.words, &other.words) {
        (Some(one), Some(other)) => one.is_one_voice(other),
        _ => false,
    }
}
