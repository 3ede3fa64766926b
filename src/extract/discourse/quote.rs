//! Who speaks in a quotation: "“We thank X,” said the head of Y", "“You will have it,” Y told X".

use super::{Parties, gather};
use crate::extract::assume::Assumption;
use crate::extract::chunk::ChunkKind;
use crate::extract::clause::{Analysis, Subject};
use crate::extract::tag::Tag;

/// Gives "we" and "you" inside a quotation whom they mean: who says it, and whom it is said to. Goes once over the
/// sentence for each of its verbs of saying.
pub(super) fn adopt_speakers(analysis: &Analysis, out: &mut [Parties]) {
    if !analysis.words.iter().any(|w| w.tag == Tag::Quote) {
        return;
    }
    for v in 0..analysis.chunks.len() {
        let says = |lemma: &str| analysis.lexicon.language.senses.quoting.contains(lemma) || lemma == "read";
        let Some(verb) = analysis.verb(v).filter(|g| says(&g.lemma) && !g.passive) else { continue };
        let Subject::Group(subject) = analysis.subject(v, 0) else { continue };
        let speaker = gather(out, &subject).named;
        let told = match verb.lemma.as_str() {
            "read" => Vec::new(),
            _ => addressee(analysis, v, out).into_iter().filter(|e| !speaker.contains(e)).collect(),
        };
        for i in quoted(analysis, v) {
            let [word] = analysis.words_of(i) else { continue };
            let means = match word.text.as_str() {
                "we" | "us" | "i" | "me" | "ourselves" => &speaker,
                "you" => &told,
                _ => continue,
            };
            if out[i].named.is_empty() && !means.is_empty() {
                out[i] = Parties::assumed(means.clone(), Assumption::Pronoun);
            }
        }
    }
}

/// Whom the verb of saying at `v` names as its hearer: "told X", "said to X".
fn addressee(analysis: &Analysis, v: usize, out: &[Parties]) -> Vec<crate::extract::entity::EntityId> {
    let mut next = v + 1;
    if analysis.preposition(next) == Some("to") {
        next += 1;
    }
    if !analysis.is_noun(next) { Vec::new() } else { gather(out, &analysis.group_from(next).0).named }
}

/// The noun chunks of the quotation beside the verb at `v`: before its speaker, and after the mark that follows.
fn quoted(analysis: &Analysis, v: usize) -> Vec<usize> {
    let mut inside = false;
    let mut chunks = Vec::new();
    for i in 0..analysis.chunks.len() {
        let words = analysis.words_of(i);
        let marks = words.iter().filter(|w| w.tag == Tag::Quote).count();
        if marks > 0 && matches!(analysis.chunks[i].kind, ChunkKind::Other) {
            inside ^= marks % 2 == 1;
        }
        if inside && i != v && analysis.is_noun(i) {
            chunks.push(i);
        }
    }
    if inside { Vec::new() } else { chunks }
}
