//! Whose supervisor somebody is, by a noun for what a supervisor does: "under whose wing X works".

use super::Tie;
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::{Analysis, Subject};
use crate::extract::discourse::{Parties, gather};
use crate::extract::entity::{EntityId, Table};
use crate::extract::names::Kind;
use crate::extract::tag::Tag;
use crate::text::Span;

/// "X, under whose supervision A and B work", "A and B, under the supervision of X", "supervision of A has passed to X".
pub(super) fn read(
    table: &Table,
    analysis: &Analysis,
    parties: &[Parties],
    i: usize,
    evidence: Span,
    earlier: &[EntityId],
    ties: &mut Vec<Tie>,
) {
    let before = (0..i).rev().take(8).find(|j| !parties[*j].named.is_empty());
    let whose = analysis.words_of(i).first().is_some_and(|w| w.is("whose"));
    let under = i > 0 && analysis.preposition(i - 1) == Some("under");
    let sides = if whose && under {
        let after = (i + 1..analysis.chunks.len()).take(4).find(|j| !parties[*j].named.is_empty());
        let Some((b, a)) = before.zip(after) else { return };
        Some((parties[b].named.clone(), gather(parties, &analysis.group_from(a).0).named))
    } else if let Some(listed) = listed_under(analysis, parties, i).filter(|_| under) {
        Some(listed)
    } else if analysis.preposition(i + 1) == Some("of") && analysis.is_noun(i + 2) && under {
        // "the first two being under the supervision of X": of whom it is said; else of whom it stands beside.
        let said = i.checked_sub(2).filter(|v| analysis.verb(*v).is_some());
        let subject = said.map(|v| analysis.subject(v, 0));
        let of = match (subject, before) {
            (Some(Subject::Group(group)), _) if !gather(parties, &group).named.is_empty() => {
                gather(parties, &group).named
            }
            (_, Some(b)) => {
                opener(table, analysis, parties, i, b).unwrap_or_else(|| parties[b].named.clone())
            }
            _ => return,
        };
        Some((parties[i + 2].named.clone(), of))
    } else if matches!(analysis.head(i), "supervision" | "oversight") || under || in_its_charge(analysis, i) {
        beside(table, analysis, parties, i, earlier)
    } else {
        None
    };
    let Some((from, to)) = sides else { return };
    // "under the guidance of two professors"
    let loose = matches!(analysis.head(i), "guidance" | "direction" | "leadership");
    let may = |kind: Kind| if loose { kind == Kind::GovernmentBody } else { kind != Kind::ForeignNgo };
    for a in from.iter().filter(|a| may(table.entities[**a].kind)) {
        for b in to.iter().filter(|b| table.entities[**b].kind == Kind::ForeignNgo) {
            ties.push(Tie {
                kind: "supervises",
                from: *a,
                to: *b,
                rule: "supervises/supervision".to_owned(),
                evidence,
            });
        }
    }
}

/// "X, formerly known as Y, opened an office under the supervision of Z": the subject of the verb before, a foreign NGO,
/// where whoever is named nearest, `near`, stands before the verb.
fn opener(
    table: &Table,
    analysis: &Analysis,
    parties: &[Parties],
    i: usize,
    near: usize,
) -> Option<Vec<EntityId>> {
    let finite = |v: &usize| analysis.verb(*v).is_some_and(|g| g.form == Form::Finite);
    let v = (near..i).rev().find(finite)?;
    let Subject::Group(group) = analysis.subject(v, 0) else { return None };
    let named = gather(parties, &group).named;
    named.iter().any(|e| table.entities[*e].kind == Kind::ForeignNgo).then_some(named)
}

/// "X taught three organizations under its supervision: A, B and C": X, and those that the list names.
fn listed_under(
    analysis: &Analysis,
    parties: &[Parties],
    i: usize,
) -> Option<(Vec<EntityId>, Vec<EntityId>)> {
    let possessive = analysis.words_of(i).first().is_some_and(|w| w.is("its") || w.is("their"));
    let whole = possessive && analysis.words_of(i).len() == 2;
    let said_of = i.checked_sub(2).filter(|j| whole && analysis.is_noun(*j))?;
    let of = &parties[said_of].named;
    let owner: Vec<EntityId> = match (parties[i].owner.as_slice(), analysis.verb(said_of.wrapping_sub(2))) {
        ([], _) => {
            let verb = (0..said_of).rev().find(|v| analysis.verb(*v).is_some())?;
            let Subject::Group(group) = analysis.subject(verb, 0) else { return None };
            gather(parties, &group).named
        }
        (owner, _) => owner.to_vec(),
    };
    let apart = !of.is_empty() && owner.iter().all(|o| !of.contains(o));
    (apart && !owner.is_empty()).then(|| (owner, of.clone()))
}

/// "has A in its charge"
fn in_its_charge(analysis: &Analysis, i: usize) -> bool {
    i > 0
        && analysis.preposition(i - 1) == Some("in")
        && analysis.words_of(i).first().is_some_and(|w| w.tag == Tag::Possessive)
}

/// "X has taken on its supervision", "supervision of A has passed to X", "X took A under its wing": the one organ of the
/// clause and the foreign NGOs spoken of.
fn beside(
    table: &Table,
    analysis: &Analysis,
    parties: &[Parties],
    i: usize,
    earlier: &[EntityId],
) -> Option<(Vec<EntityId>, Vec<EntityId>)> {
    let broken = |c: &usize| analysis.chunks[*c].kind == ChunkKind::Break;
    let first = (0..i).rev().take_while(|c| !broken(c)).last().unwrap_or(i);
    let end = (i..analysis.chunks.len()).find(broken).unwrap_or(analysis.chunks.len());
    let verbs = || (first..end).filter_map(|c| analysis.verb(c));
    let denied = |w: &str| matches!(w, "no" | "not" | "without" | "never" | "former" | "nobody" | "any");
    let words = &analysis.words[analysis.chunks[first].start..analysis.chunks[end - 1].end];
    if verbs().any(|g| g.negated || g.modal) || words.iter().any(|w| denied(&w.text)) {
        return None;
    }
    // It must be said by a verb of taking, passing or being: not "thanked X for its supervision".
    let near = (0..i).rev().find_map(|v| analysis.verb(v));
    let passes = |lemma: &str| {
        matches!(
            lemma,
            "take"
                | "have"
                | "assume"
                | "see"
                | "pass"
                | "fall"
                | "rest"
                | "lie"
                | "go"
                | "be"
                | "accept"
                | "exercise"
                | "undertake"
                | "provide"
                | "work"
                | "operate"
                | "stand"
                | "place"
                | "put"
                | "entrust"
                | "transfer"
        )
    };
    let after = (i..end).find_map(|v| analysis.verb(v)).filter(|_| near.is_none());
    if !near.or(after).is_some_and(|g| passes(&g.lemma)) {
        return None;
    }
    let mut organs = Vec::new();
    let mut foreign: Vec<EntityId> = parties[i].owner.clone();
    for p in parties.iter().take(end).skip(first) {
        for e in &p.named {
            let kind = table.entities[*e].kind;
            let list = match kind {
                Kind::GovernmentBody => &mut organs,
                Kind::ForeignNgo => &mut foreign,
                _ => continue,
            };
            if !list.contains(e) {
                list.push(*e);
            }
        }
    }
    foreign.retain(|e| table.entities[*e].kind == Kind::ForeignNgo);
    if foreign.is_empty() {
        foreign = earlier.to_vec();
    }
    (organs.len() == 1).then_some((organs, foreign))
}
