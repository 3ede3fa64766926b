//! Participles without an auxiliary: finite ("X visited Y") or not ("run by X").

use super::{Chunk, ChunkKind, Form};
use crate::extract::clause::HORIZON;
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::Lexicon;

/// Decides which participles without an auxiliary are finite: the first verb of a clause after its subject is, unless
/// "by" follows and another finite verb comes ("a center run by X opened").
pub(super) fn finite_participles(lexicon: &Lexicon, words: &[Word], chunks: &mut [Chunk]) {
    for i in 0..chunks.len() {
        let ChunkKind::Verb(group) = &chunks[i].kind else { continue };
        let forms = lexicon.language.verbs.get(&words[group.main].text).map(|f| f.forms).unwrap_or_default();
        // "run by", "put up by": a base form too.
        let bare = group.form == Form::Finite && chunks[i].end - chunks[i].start == 1 && !group.future;
        if group.form != Form::Participle && !(bare && forms.base && forms.participle) {
            continue;
        }
        let past = forms.past || forms.base;
        // "organised jointly by", "set up by"
        let particle = |k: &ChunkKind| matches!(k, ChunkKind::Preposition(p) if matches!(p.as_str(), "up" | "out" | "on"));
        let next = chunks[i + 1..].iter().map(|c| &c.kind).find(|k| **k != ChunkKind::Other && !particle(k));
        let by = next.is_some_and(|k| matches!(k, ChunkKind::Preposition(p) if p == "by"));
        let by = by || by_after_time(words, chunks, i);
        let before = i.checked_sub(1).map(|b| &chunks[b].kind);
        let finite_later = || {
            chunks[i + 1..]
                .iter()
                .take(HORIZON)
                .map(|c| &c.kind)
                .take_while(|k| {
                    !matches!(k, ChunkKind::Break | ChunkKind::Relative | ChunkKind::Subordinator)
                })
                .any(|k| matches!(k, ChunkKind::Verb(g) if matches!(g.form, Form::Finite | Form::Participle)))
        };
        // "a team made up of staff of A inspected B"
        // "the clinic, attached to X, opened"
        let standing =
            matches!(group.lemma.as_str(), "attach" | "affiliate" | "link" | "ally" | "associate" | "tie");
        let made = words[group.main..].iter().take(3).map(|w| w.text.as_str());
        let made = made.eq(["made", "up", "of"]) || words[group.main].is("composed");
        // "was visited by X and advised to": the auxiliary is shared.
        let shared = matches!(before, Some(ChunkKind::And))
            && !matches!(next, Some(ChunkKind::Noun))
            && forms.participle
            && passive_before(chunks, i);
        // "A visit by X to Y, put off on account of the rain, is to take place"
        let inserted = || {
            let finite = |c: &Chunk| matches!(&c.kind, ChunkKind::Verb(g) if g.form == Form::Finite);
            let comma = chunks[i + 1..].iter().position(|c| c.kind == ChunkKind::Comma).map(|c| c + i + 1);
            i > 1
                && chunks[i - 2].kind == ChunkKind::Noun
                && !chunks[..i].iter().any(finite)
                && comma.is_some_and(|c| {
                    !chunks[i + 1..c].iter().any(finite) && chunks.get(c + 1).is_some_and(finite)
                })
        };
        let aside = before == Some(&ChunkKind::Comma) && !by && inserted();
        let finite = match before {
            _ if aside || was_caused(chunks, i) => false,
            _ if !past || made && finite_later() => false,
            _ if shared => true,
            // "X, based in Hong Kong, signed"
            Some(ChunkKind::Comma) if is_inserted_participle(chunks, i) => false,
            // "a lecture entitled “…”"
            Some(ChunkKind::Noun) if chunks.get(i + 1).is_some_and(|c| words[c.start].is("title")) => false,
            Some(ChunkKind::Noun) => {
                !(by && finite_later())
                    && !(by && !lexicon.language.senses.intransitive.contains(&group.lemma))
            }
            Some(ChunkKind::And | ChunkKind::Relative | ChunkKind::Other) => !by,
            Some(ChunkKind::Comma) => {
                !by && !matches!(chunks.get(i + 1).map(|c| &c.kind), Some(ChunkKind::Preposition(p)) if p == "by" || p == "as" || p == "from" || matches!(p.as_str(), "to" | "with") && standing && finite_later())
            }
            Some(ChunkKind::Preposition(_)) | None => false,
            _ => true,
        };
        if let ChunkKind::Verb(group) = &mut chunks[i].kind {
            if finite {
                group.form = Form::Finite;
                group.passive |= shared;
            } else {
                group.passive = true;
                if aside {
                    group.form = Form::Participle;
                }
            }
        }
    }
}

/// "had 60 tons of hay delivered to X": whether the participle at `i` says what "had" brought about, with nothing but its
/// object between.
fn was_caused(chunks: &[Chunk], i: usize) -> bool {
    let plain = |c: &&Chunk| match &c.kind {
        ChunkKind::Noun => true,
        ChunkKind::Preposition(p) => p == "of",
        _ => false,
    };
    let between = chunks[..i].iter().rev().take(4).take_while(plain).count();
    let had = i.checked_sub(between + 1).map(|h| &chunks[h]);
    let to = matches!(chunks.get(i + 1).map(|c| &c.kind), Some(ChunkKind::Preposition(p)) if p == "to");
    between > 0
        && to
        && had.is_some_and(|h| {
            matches!(&h.kind, ChunkKind::Verb(g) if g.lemma == "have" && g.form == Form::Finite && h.end - h.start == 1)
        })
}

/// "carried out on June 11 by X": whether a named doer stands after a phrase of time or place.
fn by_after_time(words: &[Word], chunks: &[Chunk], i: usize) -> bool {
    let mut at = i + 1;
    let preposition = |k: usize| match chunks.get(k).map(|c| &c.kind) {
        Some(ChunkKind::Preposition(p)) => Some(p.as_str()),
        _ => None,
    };
    let noun = |k: usize| chunks.get(k).is_some_and(|c| c.kind == ChunkKind::Noun);
    for _ in 0..3 {
        if preposition(at).is_some_and(|p| matches!(p, "up" | "out" | "on" | "over")) && !noun(at + 1) {
            at += 1;
        } else if preposition(at).is_some_and(|p| matches!(p, "on" | "in" | "at" | "during")) && noun(at + 1)
        {
            at += 2;
        }
    }
    at > i + 2
        && preposition(at) == Some("by")
        && chunks.get(at + 1).is_some_and(|c| {
            let doer = &words[c.start..c.end];
            doer.iter().any(|w| w.tag == Tag::Name) || doer[0].is("the") || doer[0].tag == Tag::Possessive
        })
}

/// Whether a participle after a comma is put in between a subject and its verb: no verb before it, a comma and a verb
/// after what belongs to it.
fn is_inserted_participle(chunks: &[Chunk], i: usize) -> bool {
    let finite = |k: &ChunkKind| matches!(k, ChunkKind::Verb(g) if g.form == Form::Finite);
    let subject = i >= 2 && chunks[i - 2].kind == ChunkKind::Noun;
    let opens = !chunks[..i]
        .iter()
        .rev()
        .take(HORIZON)
        .map(|c| &c.kind)
        .take_while(|k| **k != ChunkKind::Break)
        .any(finite);
    let close = chunks[i + 1..]
        .iter()
        .take(HORIZON)
        .take_while(|c| !finite(&c.kind) && c.kind != ChunkKind::Break)
        .position(|c| c.kind == ChunkKind::Comma);
    let Some(close) = close.filter(|_| subject && opens) else { return false };
    let after = chunks[i + close + 2..].iter().map(|c| &c.kind).find(|k| **k != ChunkKind::Other);
    matches!(after, Some(ChunkKind::Verb(g)) if matches!(g.form, Form::Finite | Form::Participle))
}

/// Whether the nearest verb before a chunk, within its clause, is a finite passive.
fn passive_before(chunks: &[Chunk], i: usize) -> bool {
    let verb = chunks[..i]
        .iter()
        .rev()
        .take(HORIZON)
        .map(|c| &c.kind)
        .find(|k| matches!(k, ChunkKind::Verb(_) | ChunkKind::Break | ChunkKind::Subordinator));
    matches!(verb, Some(ChunkKind::Verb(g)) if g.passive && g.form == Form::Finite)
}
