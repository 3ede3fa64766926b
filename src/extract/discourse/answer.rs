//! Who answers a request: "X asked Y to come again; it agreed to do so".

use super::{Context, Parties, gather};
use crate::extract::assume::Assumption;
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::{Analysis, Subject};

/// Whom the pronoun at chunk `i` means where its verb says that what was asked will be done: those who were asked, in
/// this sentence or in the one before; `before` are the parties of the chunks before it.
pub(super) fn answering(
    context: &Context,
    analysis: &Analysis,
    i: usize,
    before: &[Parties],
) -> Option<Parties> {
    let pronoun = analysis.words_of(i).first()?;
    if !matches!(pronoun.text.as_str(), "it" | "they" | "he" | "she" | "both") || !complies(analysis, i) {
        return None;
    }
    let asks = |v: &usize| {
        analysis.verb(*v).is_some_and(|g| {
            g.form == Form::Finite && !g.negated && context.lexicon.language.control.object.contains(&g.lemma)
        })
    };
    if let Some(v) = (0..i).rev().find(|v| asks(v)) {
        let asked = if analysis.verb(v).is_some_and(|g| g.passive) {
            match analysis.subject(v, 0) {
                Subject::Group(group) => gather(before, &group),
                Subject::None => Parties::default(),
            }
        } else {
            let object = (v + 1..i).find(|j| !before[*j].named.is_empty())?;
            gather(before, &analysis.group_from(object).0)
        };
        return (!asked.named.is_empty()).then(|| Parties::assumed(asked.named, Assumption::Pronoun));
    }
    let row = context.rows.last().filter(|r| r.post == context.post && r.kind == "Guidance")?;
    let opens = (0..i).all(|j| analysis.verb(j).is_none());
    (opens && !row.target.is_empty()).then(|| Parties::assumed(row.target.clone(), Assumption::Pronoun))
}

/// "agreed to do so", "promised that they would", "complied": whether the verb after chunk `i` says no more than that.
fn complies(analysis: &Analysis, i: usize) -> bool {
    let verb = (i + 1..analysis.chunks.len()).find(|j| analysis.chunks[*j].kind != ChunkKind::Other);
    let Some(group) = verb.and_then(|v| analysis.verb(v)).filter(|g| g.form == Form::Finite && !g.passive)
    else {
        return false;
    };
    let lemma = group.lemma.as_str();
    let so = analysis.words[group.main + 1..]
        .iter()
        .take(5)
        .collect::<Vec<_>>()
        .windows(2)
        .any(|w| w[0].is("do") && (w[1].is("so") || w[1].is("this") || w[1].is("that")));
    matches!(lemma, "comply" | "oblige" | "consent" | "acquiesce")
        || so
            && matches!(
                lemma,
                "agree" | "promise" | "pledge" | "undertake" | "vow" | "accept" | "say" | "reply"
            )
}
