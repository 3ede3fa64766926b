//! Who had a part in an occasion that a noun or another verb says: "its host, X", "guest lecturer was somebody from X",
//! "an official of X taught the second half", "X briefed the guests at the forum".

use super::assume::Assumption;
use super::attendance::{Attended, Part};
use super::chunk::{ChunkKind, Form};
use super::clause::{Analysis, Subject};
use super::discourse::{Parties, gather};
use super::frame::Match;
use crate::lexicon::{Lexicon, Referent};

/// Reads who had a part; verbs that a frame has read already tell of no other part.
pub(super) fn read(
    lexicon: &Lexicon,
    analysis: &Analysis,
    parties: &[Parties],
    matches: &[Match],
) -> Vec<Attended> {
    let mut out = Vec::new();
    let mut add = |parties: Parties, kind, part| {
        if !parties.named.is_empty() {
            out.push(Attended { parties, kind, planned: false, part });
        }
    };
    for i in 0..analysis.chunks.len() {
        if analysis.is_noun(i) {
            match part_noun(lexicon, analysis, i) {
                Some(Part::Teacher) => add(holder(analysis, parties, i), Some("Training"), Part::Teacher),
                Some(part) => add(holder(analysis, parties, i), None, part),
                None => {}
            }
        } else if teaches(analysis, i)
            && matches.iter().all(|m| m.verb != i)
            && let Subject::Group(group) = analysis.subject(i, 0)
        {
            add(gather(parties, &group), Some("Training"), Part::Teacher);
        } else if given(analysis, i) && matches.iter().all(|m| m.verb != i) {
            add(gather(parties, &analysis.group_from(i + 2).0), None, Part::Host);
        }
    }
    for found in matches.iter().filter(|m| lexicon.kinds[m.kind].name == "Training") {
        if at_meeting(analysis, found.extent) {
            add(found.agent.clone(), Some("Meeting"), Part::Speaker);
        }
    }
    out
}

/// "gave its desks to the Fund, which sent the donor a note": gives "the donor" and "the recipient" the parties of a gift
/// that the same sentence has told of before; whether it found any.
pub(super) fn name_donors(
    lexicon: &Lexicon,
    analysis: &Analysis,
    parties: &mut [Parties],
    matches: &[Match],
) -> bool {
    let mut found = false;
    for i in (0..analysis.chunks.len()).filter(|i| analysis.is_noun(*i)) {
        let words = analysis.words_of(i);
        let definite = words.first().is_some_and(|w| w.is("the") || w.is("its"));
        let Some(referents) = lexicon.names.referents(&[analysis.head(i)]).filter(|_| definite) else {
            continue;
        };
        let says = |role: &str| referents.iter().any(|r| matches!(r, Referent::Role(known) if known == role));
        let gift = matches.iter().rev().find(|m| {
            m.verb < i
                && lexicon.kinds[m.kind].name == "Donation"
                && !m.agent.named.is_empty()
                && !m.target.named.is_empty()
        });
        let named = match gift {
            Some(gift) if says("donor") => &gift.agent.named,
            Some(gift) if says("recipient") => &gift.target.named,
            _ => continue,
        };
        let own = words.iter().any(|w| !w.entities.is_empty());
        if !named.is_empty() && !own && parties[i].named != *named {
            parties[i] = Parties::assumed(named.clone(), Assumption::Part);
            found = true;
        }
    }
    found
}

/// What part a noun says somebody had: "host", "guest lecturer".
fn part_noun(lexicon: &Lexicon, analysis: &Analysis, i: usize) -> Option<Part> {
    let words = analysis.words_of(i);
    if words.iter().any(|w| !w.entities.is_empty() || w.is("no")) {
        return None;
    }
    let head = [analysis.head(i)];
    lexicon.names.referents(&head)?.iter().find_map(|r| match r {
        Referent::Role(role) if role == "host" => Some(Part::Host),
        Referent::Role(role) if role == "trainer" && !matches!(head[0], "speaker" | "speakers") => {
            Some(Part::Teacher)
        }
        _ => None,
    })
}

/// Who the noun is said of: "the host was X", "X was the host", "its host, X, …", "X, its host, …".
fn holder(analysis: &Analysis, parties: &[Parties], i: usize) -> Parties {
    let is_be = |c: usize| {
        analysis
            .verb(c)
            .is_some_and(|g| g.lemma == "be" && g.form == Form::Finite && !g.negated && !g.modal && !g.future)
    };
    let comma = |c: usize| analysis.chunks.get(c).is_some_and(|c| c.kind == ChunkKind::Comma);
    let named = |c: usize| analysis.words_of(c).iter().any(|w| !w.entities.is_empty());
    let group = |c: usize| gather(parties, &analysis.group_from(c).0);
    let mut end = analysis.noun_phrase_end(i);
    while analysis.preposition(end + 1).is_some() && analysis.is_noun(end + 2) && !named(end + 2) {
        end += 2;
    }
    // "Guest lecturer for the day was X"
    if is_be(end + 1) && analysis.is_noun(end + 2) {
        return group(end + 2);
    }
    if comma(end + 1) && analysis.is_noun(end + 2) && named(end + 2) {
        return group(end + 2);
    }
    let Some(before) = i.checked_sub(1) else { return Parties::default() };
    if is_be(before)
        && let Subject::Group(subject) = analysis.subject(before, 0)
    {
        return gather(parties, &subject);
    }
    let apposed = comma(before)
        && before > 0
        && analysis.is_noun(before - 1)
        && named(before - 1)
        && (comma(end + 1) || end + 1 >= analysis.chunks.len());
    if apposed { parties[before - 1].clone() } else { Parties::default() }
}

/// "X taught the second half", "X lectured".
fn teaches(analysis: &Analysis, v: usize) -> bool {
    analysis.verb(v).is_some_and(|g| {
        g.form == Form::Finite
            && !(g.passive || g.negated || g.modal || g.future)
            && matches!(g.lemma.as_str(), "teach" | "lecture" | "instruct")
    })
}

/// "It was given by X": an occasion told of before.
fn given(analysis: &Analysis, v: usize) -> bool {
    let it = |c: &usize| matches!(analysis.words_of(*c), [w] if w.is("it"));
    analysis.verb(v).is_some_and(|g| {
        g.form == Form::Finite
            && g.passive
            && !(g.negated || g.modal || g.future)
            && matches!(
                g.lemma.as_str(),
                "give"
                    | "hold"
                    | "host"
                    | "organize"
                    | "organise"
                    | "convene"
                    | "teach"
                    | "run"
                    | "chair"
                    | "call"
            )
    }) && analysis.preposition(v + 1) == Some("by")
        && analysis.is_noun(v + 2)
        && matches!(analysis.subject(v, 0), Subject::Group(group) if group.iter().all(it))
}

/// "gave staff at the symposium a briefing": whether a training was part of a meeting.
fn at_meeting(analysis: &Analysis, (from, to): (usize, usize)) -> bool {
    let nouns = &analysis.lexicon.language.nouns;
    (from..to.min(analysis.chunks.len())).any(|i| {
        matches!(analysis.preposition(i), Some("at" | "during"))
            && analysis.is_noun(i + 1)
            && analysis.words_of(i + 1).first().is_some_and(|w| w.is("the") || w.is("this") || w.is("that"))
            && analysis.words_of(i + 1).iter().all(|w| w.entities.is_empty())
            && nouns.meetings.contains(analysis.head(i + 1))
    })
}
