//! What stands around a verb: its subject, its objects, its prepositional phrases.

use super::Matcher;
use crate::extract::chunk::ChunkKind;
use crate::extract::clause::{Group, Subject};

/// Where the arguments of one verb stand.
pub(super) struct Arguments {
    pub subject: Option<Group>,
    pub object: Option<Group>,
    pub second: Option<Group>,
    /// Prepositions with what follows them.
    pub phrases: Vec<(String, Group)>,
    pub end: usize,
}

impl Matcher<'_> {
    /// Subject, objects and prepositional phrases of a verb; for a passive already turned round.
    pub(super) fn arguments(&self, v: usize, rest: usize) -> Arguments {
        let analysis = self.analysis;
        let passive = analysis.verb(v).is_some_and(|g| g.passive);
        let end = analysis.reach(v);
        let subject = match analysis.subject(v, 0) {
            Subject::Group(group) => Some(group),
            Subject::None => None,
        };
        let mut i = v + 1;
        while i < end && analysis.chunks[i].start < rest {
            i += 1;
        }
        let mut object = None;
        let mut second = None;
        let mut phrases: Vec<(String, Group)> = Vec::new();
        // Straight after the verb (and adverbs): objects.
        let mut j = i;
        while j < end && matches!(analysis.chunks[j].kind, ChunkKind::Other) {
            j += 1;
        }
        let timed = j < end && rest > analysis.verb(v).map_or(0, |g| g.main + 1) && analysis.is_time(j);
        if timed {
            // "called on August 10": the preposition belongs to the time.
            return Arguments { subject: None, object: None, second: None, phrases, end };
        }
        if j < end && analysis.is_noun(j) && !analysis.is_time(j) {
            let group = analysis.group_from(j).0;
            let split = self.ditransitive(&group, end);
            match split {
                Some((first, other)) => {
                    second = Some(first);
                    object = Some(other);
                }
                None => object = Some(group),
            }
        }
        self.collect_phrases(j, end, &mut phrases);
        // "Checked by X were the offices of Y": what was done to stands after "were".
        let fronted = passive && subject.is_none() || passive && v == 0;
        let inverted = fronted
            .then(|| {
                (v + 1..analysis.chunks.len()).find(|k| analysis.verb(*k).is_some_and(|g| g.lemma == "be"))
            })
            .flatten()
            .filter(|k| {
                analysis.is_noun(k + 1)
                    && !(v + 1..*k).any(|c| matches!(analysis.chunks[c].kind, ChunkKind::Comma))
            });
        let subject = match inverted {
            Some(be)
                if analysis.verb(v).is_some_and(|g| g.form == crate::extract::chunk::Form::Participle) =>
            {
                Some(analysis.group_from(be + 1).0)
            }
            _ => subject,
        };
        if passive {
            let by = phrases.iter().position(|(p, _)| p == "by");
            let agent = by.map(|b| phrases.remove(b).1);
            if let Some(given) = object.take() {
                // "X was given a certificate"
                second = subject.clone();
                object = Some(given);
            } else {
                object = subject.clone();
            }
            if let Some(subject) = &subject
                && let (Some(first), true) = (subject.first(), subject.iter().all(|s| *s < v))
            {
                self.collect_phrases(*first, v, &mut phrases);
            }
            return Arguments { subject: agent, object, second, phrases, end };
        }
        Arguments { subject, object, second, phrases, end }
    }

    /// "gave the university a lecture": the first noun is whom, the second what.
    fn ditransitive(&self, group: &Group, end: usize) -> Option<(Group, Group)> {
        let analysis = self.analysis;
        let last = *group.last()?;
        let after = analysis.noun_phrase_end(last) + 1;
        for at in [last + 1, after] {
            let mut k = at;
            while k < end && matches!(analysis.chunks[k].kind, ChunkKind::Other) {
                k += 1;
            }
            if k < end && analysis.is_noun(k) && !analysis.is_time(k) && !group.contains(&k) {
                return Some((group.clone(), analysis.group_from(k).0));
            }
        }
        None
    }

    pub(super) fn collect_phrases(&self, from: usize, end: usize, out: &mut Vec<(String, Group)>) {
        let analysis = self.analysis;
        for i in from..end {
            let Some(preposition) = analysis.preposition(i) else { continue };
            let mut n = i + 1;
            while n < end && matches!(analysis.chunks[n].kind, ChunkKind::Other) {
                n += 1;
            }
            if n < end && analysis.is_noun(n) && !analysis.is_time(n) {
                out.push((preposition.to_owned(), analysis.group_from(n).0));
            }
        }
    }
}
