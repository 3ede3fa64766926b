//! Where people stand or sit tells what part they had: "with X at the blackboard", "on the benches sat Y", "behind the
//! stall stood officers of Z".

use super::attendance::{Attended, Part};
use super::chunk::{ChunkKind, Form};
use super::clause::{Analysis, Subject};
use super::discourse::{Parties, gather};

/// Reads who stood or sat where something is taught or told.
pub(super) fn read(analysis: &Analysis, parties: &[Parties]) -> Vec<Attended> {
    let mut out = Vec::new();
    for i in 0..analysis.chunks.len() {
        let Some(preposition) = analysis.preposition(i).filter(|_| analysis.is_noun(i + 1)) else { continue };
        let Some((kind, part)) = seat(analysis, i + 1, preposition) else { continue };
        let parties = sitters(analysis, parties, i);
        if !parties.named.is_empty() {
            out.push(Attended { parties, kind: Some(kind), planned: false, part });
        }
    }
    out
}

/// What a place says of those who are there, and at what kind of event.
fn seat(analysis: &Analysis, i: usize, preposition: &str) -> Option<(&'static str, Part)> {
    let nouns = &analysis.lexicon.language.nouns;
    let words: Vec<&str> = analysis.words_of(i).iter().map(|w| w.text.as_str()).collect();
    let pair = words.len().checked_sub(2).map(|n| words[n..].join(" "));
    let is = |list: &crate::lexicon::Words| {
        list.contains(analysis.head(i)) || pair.as_ref().is_some_and(|p| list.contains(p))
    };
    match preposition {
        "at" | "on" | "behind" | "in front of" if is(&nouns.podiums) => Some(("Training", Part::Teacher)),
        "on" | "in" | "at" if is(&nouns.benches) => Some(("Training", Part::Guest)),
        "at" | "behind" | "in" | "under" if is(&nouns.stalls) => Some(("Outreach", Part::Guest)),
        _ => None,
    }
}

/// Who is at the place that the preposition at chunk `at` brings in.
fn sitters(analysis: &Analysis, parties: &[Parties], at: usize) -> Parties {
    let stands = |v: usize| {
        analysis.verb(v).is_some_and(|g| {
            g.form == Form::Finite
                && !(g.negated || g.modal || g.future || g.passive)
                && matches!(g.lemma.as_str(), "be" | "stand" | "sit")
        })
    };
    // "with X at the blackboard"
    if let Some(before) = at.checked_sub(1).filter(|b| analysis.is_noun(*b)) {
        let group = analysis.group_ending(before);
        let first = group.first().copied().unwrap_or(before);
        let mut start = first;
        while start >= 2 && analysis.preposition(start - 1) == Some("of") && analysis.is_noun(start - 2) {
            start -= 2;
        }
        if start.checked_sub(1).and_then(|w| analysis.preposition(w)) == Some("with") {
            return gather(parties, &analysis.group_from(start).0);
        }
    }
    let mut end = at + 2;
    while analysis.preposition(end).is_some() && analysis.is_noun(end + 1) {
        end += 2;
    }
    let opens = at == 0
        || matches!(analysis.chunks[at - 1].kind, ChunkKind::Break | ChunkKind::Comma | ChunkKind::And);
    let verb = if opens && stands(end) { Some(end) } else { at.checked_sub(1).filter(|v| stands(*v)) };
    match verb.map(|v| analysis.subject(v, 0)) {
        Some(Subject::Group(group)) => gather(parties, &group),
        _ => Parties::default(),
    }
}
