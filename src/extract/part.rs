//! Who had a part in an occasion that a noun or another verb says: "its host, X", "guest lecturer was somebody from X",
//! "an official of X taught the second half", "X briefed the guests at the forum".

use super::assume::Assumption;
use super::attendance::{Attended, Part};
use super::chunk::{ChunkKind, Form};
use super::clause::{Analysis, Group, Subject};
use super::discourse::{Parties, gather, is_person};
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
                Some(Part::Guest) => {
                    add(holder(analysis, parties, i), Some("Training"), Part::Guest);
                }
                Some(Part::Teacher) => add(holder(analysis, parties, i), Some("Training"), Part::Teacher),
                Some(part) => add(holder(analysis, parties, i), None, part),
                None => {}
            }
            if let Some(maker) = maker(analysis, i) {
                add(gather(parties, &analysis.group_from(maker).0), None, Part::Host);
            }
        } else if let Some(held) = held_by(analysis, i) {
            if matches.iter().all(|m| m.verb != i) {
                add(gather(parties, &held), None, Part::Host);
            }
        } else if let Some(lender) = lent_teacher(lexicon, analysis, i) {
            add(gather(parties, &lender), Some("Training"), Part::Teacher);
        } else if teaches(analysis, i)
            && matches.iter().all(|m| m.verb != i)
            && let Subject::Group(group) = analysis.subject(i, 0)
        {
            add(gather(parties, &group), Some("Training"), Part::Teacher);
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
    let given = |m: &Match| {
        lexicon.kinds[m.kind].name == "Donation" && !m.agent.named.is_empty() && !m.target.named.is_empty()
    };
    let Some(first) = matches.iter().filter(|m| given(m)).map(|m| m.verb).min() else { return false };
    let mut found = false;
    for i in (first + 1..analysis.chunks.len()).filter(|i| analysis.is_noun(*i)) {
        let words = analysis.words_of(i);
        if !words.first().is_some_and(|w| w.is("the") || w.is("its")) {
            continue;
        }
        let Some(referents) = lexicon.names.referents(&[analysis.head(i)]) else { continue };
        let says = |role: &str| referents.iter().any(|r| matches!(r, Referent::Role(known) if known == role));
        let gift = matches.iter().rev().find(|m| m.verb < i && given(m));
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
        Referent::Role(role) if role == "trainee" => Some(Part::Guest),
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
    // "Guest lecturer for the day was X", "Its listeners were few: X and Y", "The pupils: X and Y"
    let listed = |from: usize| {
        let colon =
            (from..analysis.chunks.len()).find(|c| analysis.words_of(*c).iter().any(|w| w.is(":")))?;
        let plain = (from..colon).all(|c| !analysis.verb(c).is_some_and(|g| g.form == Form::Finite));
        (plain && analysis.is_noun(colon + 1)).then(|| group(colon + 1))
    };
    let day = |c: usize| {
        if comma(c) && analysis.is_noun(c + 1) && analysis.is_time(c + 1) && comma(c + 2) { c + 3 } else { c }
    };
    let verb = day(end + 1);
    if is_be(verb) && analysis.is_noun(verb + 1) {
        let said = group(verb + 1);
        return if said.named.is_empty() { listed(verb + 1).unwrap_or_default() } else { said };
    }
    if let Some(list) = listed(end + 1).filter(|_| i == 0 || starts_clause(analysis, i)) {
        return list;
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

/// Whether a noun phrase begins a clause.
fn starts_clause(analysis: &Analysis, i: usize) -> bool {
    i.checked_sub(1).is_none_or(|b| {
        matches!(analysis.chunks[b].kind, ChunkKind::Break | ChunkKind::And | ChunkKind::Subordinator)
    })
}

/// Whether a noun phrase is but a word for the occasion: "it", "this", "that".
fn is_it(analysis: &Analysis, i: usize) -> bool {
    let words = analysis.words_of(i);
    words.len() == 1 && (words[0].is("it") || words[0].is("this") || words[0].is("that"))
}

/// "It was the work of X", "the quiz was the idea of X": where the maker stands whom the noun at `i` brings in.
fn maker(analysis: &Analysis, i: usize) -> Option<usize> {
    let be = i.checked_sub(1).filter(|v| {
        analysis
            .verb(*v)
            .is_some_and(|g| g.lemma == "be" && g.form == Form::Finite && !(g.negated || g.modal || g.future))
    })?;
    let made = analysis.lexicon.language.nouns.makings.contains(analysis.head(i));
    let Subject::Group(subject) = analysis.subject(be, 0) else { return None };
    let of = analysis.preposition(i + 1) == Some("of") && analysis.is_noun(i + 2);
    let nouns = &analysis.lexicon.language.nouns;
    let occasion = |c: &usize| {
        let words = analysis.words_of(*c);
        is_it(analysis, *c)
            || words.iter().all(|w| w.entities.is_empty())
                && (nouns.trainings.contains(analysis.head(*c)) || nouns.shows.contains(analysis.head(*c)))
    };
    (made && of && subject.iter().any(occasion)).then_some(i + 2)
}

/// "It was run by X", "which gave it on May 5": who held the occasion.
fn held_by(analysis: &Analysis, v: usize) -> Option<Group> {
    let group = analysis.verb(v).filter(|g| g.form == Form::Finite && !(g.negated || g.modal || g.future))?;
    let holds = analysis.lexicon.language.senses.hosting.contains(&group.lemma);
    let Subject::Group(subject) = analysis.subject(v, 0) else { return None };
    if !holds {
        return None;
    }
    if group.passive {
        // "The opening was hosted by X"
        let ceremony = |s: &usize| {
            let words = analysis.words_of(*s);
            words.first().is_some_and(|w| w.is("the"))
                && words.iter().all(|w| w.entities.is_empty())
                && !matches!(analysis.head(*s), "visit" | "inspection")
                && analysis.lexicon.language.nouns.occasions.contains(analysis.head(*s))
        };
        let it = subject.iter().any(|s| is_it(analysis, *s) || ceremony(s));
        let by = (v + 1..analysis.reach(v)).find(|c| analysis.preposition(*c) == Some("by"))?;
        return (it && analysis.is_noun(by + 1)).then(|| analysis.group_from(by + 1).0);
    }
    let object = (v + 1..analysis.reach(v)).find(|c| analysis.is_noun(*c))?;
    let alone = !analysis.is_noun(object + 1);
    (is_it(analysis, object) && alone).then_some(subject)
}

/// "The university lent a lecturer", "borrowed an accountant from X to teach": whose people taught.
fn lent_teacher(lexicon: &Lexicon, analysis: &Analysis, v: usize) -> Option<Group> {
    let group = analysis.verb(v).filter(|g| g.form == Form::Finite && !(g.negated || g.modal || g.future))?;
    let object = (v + 1..analysis.reach(v)).find(|c| analysis.is_noun(*c))?;
    let teacher = lexicon
        .names
        .referents(&[analysis.head(object)])
        .is_some_and(|r| r.iter().any(|r| matches!(r, Referent::Role(role) if role == "trainer")));
    let lent = matches!(group.lemma.as_str(), "lend" | "borrow" | "loan" | "second")
        && is_person(lexicon, analysis.words_of(object));
    if group.passive || !(teacher || lent) {
        return None;
    }
    match group.lemma.as_str() {
        "lend" | "contribute" | "supply" | "provide" | "second" | "send" | "loan" | "field" | "furnish" => {
            match analysis.subject(v, 0) {
                Subject::Group(subject) => Some(subject),
                Subject::None => None,
            }
        }
        "borrow" | "bring" | "fetch" | "hire" | "recruit" | "enlist" => {
            let from = analysis.preposition(object + 1).filter(|p| matches!(*p, "from" | "of"))?;
            (!from.is_empty() && analysis.is_noun(object + 2)).then(|| analysis.group_from(object + 2).0)
        }
        _ => None,
    }
}

/// "X taught the second half", "X lectured".
fn teaches(analysis: &Analysis, v: usize) -> bool {
    analysis.verb(v).is_some_and(|g| {
        g.form == Form::Finite
            && !(g.passive || g.negated || g.modal || g.future)
            && (matches!(g.lemma.as_str(), "teach" | "lecture" | "instruct")
                // "helped teach", "helped to run the class"
                || g.lemma == "help"
                    && analysis.words.iter().skip(g.main + 1).take(2).any(|w| {
                        matches!(w.text.as_str(), "teach" | "lecture" | "instruct" | "train" | "explain")
                    }))
    })
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
