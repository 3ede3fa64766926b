//! Who was there: "was attended by", "among those present were", "X also sent people", "took part".

use super::chunk::{ChunkKind, Form};
use super::clause::{Analysis, HORIZON, Subject};
use super::discourse::{Parties, gather, is_person};
use super::frame::Match;
use super::tag::Tag;
use crate::lexicon::Lexicon;
use crate::record::Modality;

/// The rule of a meeting that nothing but its guests tells of.
pub(super) const RULE: &str = "meeting/attended";

/// The frame of a training that its guests tell of.
pub(super) const TRAINING_RULE: &str = "training/attended";

/// Bodies said to have been at an occasion.
pub(super) struct Attended {
    pub parties: Parties,
    /// The kind of event that the occasion's noun says, where it says one.
    pub kind: Option<&'static str>,
    /// Whether they are only expected: "will attend".
    pub planned: bool,
    pub part: Part,
}

/// What part somebody had in an occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Was there.
    Guest,
    /// Taught, beside who gave the training.
    Teacher,
    /// Held it, or received those who opened an office.
    Host,
    /// Gave a training at somebody's meeting.
    Speaker,
    /// Came because somebody had invited them.
    Invited,
    /// Was drawn to an occasion that a sentence before has spoken of.
    Drawn,
    /// Went along on a visit or an inspection.
    Companion,
    /// Was visited or inspected on a round.
    Stop,
    /// Did the work that nobody was yet said to have done.
    Doer,
}

/// Reads who attended; verbs that a frame has read already are passed over.
pub(super) fn read(
    lexicon: &Lexicon,
    analysis: &Analysis,
    parties: &[Parties],
    matches: &[Match],
) -> Vec<Attended> {
    let mut out = Vec::new();
    let occasion_to_come = matches.iter().any(|m| {
        m.modality == Modality::Planned
            && matches!(lexicon.kinds[m.kind].name.as_str(), "Meeting" | "Training")
    });
    for v in 0..analysis.chunks.len() {
        let Some(group) = analysis.verb(v) else { continue };
        let planned = group.future || group.form == Form::Infinitive;
        if matches.iter().any(|m| m.verb == v)
            || group.negated
            || group.modal && !group.future
            || planned && !occasion_to_come
        {
            continue;
        }
        let (mut part, mut meeting) = (Part::Guest, false);
        let lemma = group.lemma.as_str();
        let after = |text: &str| analysis.words.get(group.main + 1).is_some_and(|w| w.is(text));
        let subject = || match analysis.subject(v, 0) {
            Subject::Group(g) => gather(parties, &g),
            Subject::None => Parties::default(),
        };
        let end = analysis.reach(v);
        let object = (v + 1..end).find(|i| analysis.is_noun(*i) && !analysis.is_time(*i));
        let found = match lemma {
            "attend" | "take" | "follow" if group.passive => phrase(analysis, parties, v, end, "by"),
            "join" if group.passive => phrase(analysis, parties, v, end, "by"),
            "attend" | "participate" => subject(),
            "take"
                if after("part")
                    || after("the") && analysis.words.get(group.main + 2).is_some_and(|w| w.is("floor")) =>
            {
                subject()
            }
            "represent" if group.passive => subject(),
            "join" if object.is_some_and(|o| occasion(analysis, o).is_some()) => subject(),
            "speak" | "talk" if (group.form == Form::Finite || planned) && !group.passive => subject(),
            "hear" if planned && group.passive => subject(),
            "do" if object.is_some_and(|o| {
                matches!(analysis.head(o), "honours" | "honors" | "unveiling") && !group.passive
            }) =>
            {
                subject()
            }
            "give" | "deliver" | "make" if group.passive && speeches(analysis, v) => {
                phrase(analysis, parties, v, end, "by")
            }
            "sit" if after("in") => subject(),
            // "Questions were answered by X", "Two officers were sent by X to sit in."
            "answer" | "field" if group.passive && asked(analysis, v) => {
                phrase(analysis, parties, v, end, "by")
            }
            "send" if group.passive && people_sent(analysis, v) => {
                phrase(analysis, parties, v, analysis.chunks.len(), "by")
            }
            "answer" | "field" | "take"
                if object.is_some_and(|o| matches!(analysis.head(o), "questions" | "question")) =>
            {
                subject()
            }
            "help" => subject(),
            // "A lecturer of X took the afternoon session."
            "take" if !group.passive && object.is_some_and(|o| is_lesson(analysis, o)) => {
                part = Part::Teacher;
                subject()
            }
            "lend" if object.is_some_and(|o| analysis.head(o) == "hand") => subject(),
            // "X, Y and Z reported in turn."
            "report" if after("in") && analysis.words.get(group.main + 2).is_some_and(|w| w.is("turn")) => {
                subject()
            }
            // "X had enrolled two."
            "enrol" | "enroll" | "register"
                if !group.passive
                    && object.is_some_and(|o| analysis.words_of(o).iter().all(|w| w.tag == Tag::Number)) =>
            {
                subject()
            }
            "give" | "make" | "deliver"
                if !group.passive
                    && object.is_some_and(|o| {
                        matches!(
                            analysis.head(o),
                            "speech" | "speeches" | "remarks" | "address" | "addresses"
                        )
                    }) =>
            {
                subject()
            }
            // "ET, RF and HB came."
            "come" | "enrol" | "enroll" | "register" | "log" | "dial" | "tune"
                if group.form == Form::Finite && ends_clause(analysis, v) =>
            {
                subject()
            }
            // "Participants came from X and Y."
            "come" | "be" if attendees(analysis, v) && analysis.preposition(v + 1) == Some("from") => {
                phrase(analysis, parties, v, end, "from")
            }
            "take" if object.is_some_and(|o| analysis.head(o) == "notes") => subject(),
            "listen" | "watch" if group.form == Form::Finite && object.is_none() => subject(),
            "send"
                if object.is_some_and(|o| {
                    is_person(lexicon, analysis.words_of(o))
                        || matches!(analysis.head(o), "someone" | "somebody" | "people")
                }) && !analysis.words.iter().any(|w| w.is("thanks") || w.is("delegation")) =>
            {
                subject()
            }
            "come" | "be" | "sit" if among(analysis, v) => rest(analysis, parties, v),
            "be" if group.form == Form::Finite && of_them(analysis, v) => subject(),
            "include" if object.is_some() && attendees(analysis, v) => rest(analysis, parties, v),
            "come"
                if group.form == Form::Finite
                    && analysis.words.iter().any(|w| matches!(w.text.as_str(), "among" | "including")) =>
            {
                let mut all = subject();
                all.extend(&rest(analysis, parties, v));
                all
            }
            "be" if analysis.words[group.main + 1..]
                .iter()
                .take(4)
                .any(|w| matches!(w.text.as_str(), "present" | "attendance" | "audience" | "there")) =>
            {
                subject()
            }
            _ if seated(analysis, v) => bodies(analysis, parties, v, subject()),
            // "It drew X and Y"
            "draw" | "attract" | "number" | "count" | "see" if of_the_occasion(analysis, v) => {
                (part, meeting) = (Part::Drawn, true);
                rest(analysis, parties, v)
            }
            _ if accepts(analysis, v) => {
                part = Part::Invited;
                subject()
            }
            _ => continue,
        };
        let mut found = found;
        if matches!(
            lemma,
            "attend" | "participate" | "take" | "represent" | "come" | "be" | "sit" | "answer" | "field"
        ) {
            found.extend(&named_after(analysis, parties, v));
        }
        // "…, and so did B"
        for i in (v + 1..analysis.chunks.len()).take(HORIZON) {
            let marker = analysis.words_of(i).first().is_some_and(|w| w.is("as") || w.is("so"));
            if marker
                && analysis.verb(i + 1).is_some_and(|g| matches!(g.lemma.as_str(), "do" | "be"))
                && analysis.is_noun(i + 2)
            {
                found.extend(&gather(parties, &analysis.group_from(i + 2).0));
            }
        }
        if !found.named.is_empty() {
            let honours = lemma == "do" && object.is_some();
            // "At a meeting held by X and attended by Y, Z gave a class"
            let own = || match analysis.subject(v, 0) {
                Subject::Group(group) if group_passive(analysis, v) => {
                    group.first().and_then(|c| occasion(analysis, *c))
                }
                _ => None,
            };
            let kind = own().or_else(|| (v..end).find_map(|i| occasion(analysis, i)));
            let kind = kind.or(honours.then_some("OfficeOpening"));
            let kind = if part == Part::Teacher { Some("Training") } else { kind };
            let kind = kind.or(meeting.then_some("Meeting")).filter(|_| part != Part::Invited);
            out.push(Attended { parties: found, kind, planned, part });
        }
    }
    out
}

/// "X and Y were among them", "X, Y and Z were three of them": of those who came.
fn of_them(analysis: &Analysis, v: usize) -> bool {
    let them = |i: usize| {
        let words = analysis.words_of(i);
        matches!(words, [w] if matches!(w.text.as_str(), "them" | "these" | "those"))
            || matches!(words, [the, _] if the.is("the"))
                && matches!(analysis.head(i), "participants" | "guests" | "attendees" | "participating")
    };
    let counted = analysis.words_of(v + 1).iter().all(|w| w.tag == Tag::Number) && analysis.is_noun(v + 1);
    analysis.preposition(v + 1) == Some("among") && them(v + 2)
        || counted && analysis.preposition(v + 2) == Some("of") && them(v + 3)
}

/// "90 people attended, including staff of X", "A attended, together with B", "A took part, joined by B": those whom the
/// clause brings in after its verb.
fn named_after(analysis: &Analysis, parties: &[Parties], v: usize) -> Parties {
    let mut all = Parties::default();
    for i in (v + 1..analysis.chunks.len()).take(HORIZON) {
        match &analysis.chunks[i].kind {
            ChunkKind::Verb(g) if g.form == Form::Finite => break,
            ChunkKind::Break | ChunkKind::Relative | ChunkKind::Subordinator => break,
            _ => {}
        }
        let beside = analysis.preposition(i).is_some_and(|p| {
            matches!(
                p,
                "including"
                    | "together with"
                    | "along with"
                    | "alongside"
                    | "as well as"
                    | "besides"
                    | "in addition to"
            )
        });
        let joined = analysis.preposition(i) == Some("by")
            && analysis.verb(i - 1).is_some_and(|g| {
                g.form == Form::Participle
                    && matches!(g.lemma.as_str(), "join" | "accompany" | "assist" | "follow")
            });
        if (beside || joined) && analysis.is_noun(i + 1) {
            all.extend(&gather(parties, &analysis.group_from(i + 1).0));
        }
    }
    all.unnamed.clear();
    all
}

/// "the afternoon session", "the second lesson": a part of a training that one of several gives.
fn is_lesson(analysis: &Analysis, noun: usize) -> bool {
    let which = ["afternoon", "morning", "first", "second", "last", "opening", "closing", "other"];
    matches!(analysis.head(noun), "session" | "lesson" | "half")
        && analysis.words_of(noun).iter().any(|w| which.contains(&w.text.as_str()))
}

/// "Questions were answered by X"
fn asked(analysis: &Analysis, v: usize) -> bool {
    let question = |c: &usize| matches!(analysis.head(*c), "questions" | "question");
    matches!(analysis.subject(v, 0), Subject::Group(group) if group.iter().any(question))
}

/// "Two officers were sent to sit in by X"
fn people_sent(analysis: &Analysis, v: usize) -> bool {
    let sit = (v + 1..analysis.chunks.len().min(v + 4))
        .any(|i| analysis.verb(i).is_some_and(|g| matches!(g.lemma.as_str(), "sit" | "attend" | "listen")));
    let people = |c: &usize| is_person(analysis.lexicon, analysis.words_of(*c));
    sit && matches!(analysis.subject(v, 0), Subject::Group(group) if group.iter().any(people))
}

/// "Speeches were given by X"
fn speeches(analysis: &Analysis, v: usize) -> bool {
    let speech = |c: &usize| {
        matches!(
            analysis.head(*c),
            "speech" | "speeches" | "remarks" | "address" | "addresses" | "reports" | "talks"
        )
    };
    matches!(analysis.subject(v, 0), Subject::Group(group) if group.iter().any(speech))
}

/// "Among those present were X", "In the audience sat X".
fn among(analysis: &Analysis, v: usize) -> bool {
    let clause = (0..v).rev().find(|c| analysis.chunks[*c].kind == ChunkKind::Break);
    let from = clause.map_or(0, |c| analysis.chunks[c].end);
    let start = (from..analysis.words.len()).find(|w| analysis.words[*w].tag != Tag::Quote).unwrap_or(0);
    let seated = analysis.words.get(start).is_some_and(|w| w.is("in"))
        && analysis.words[start..].iter().take(4).any(|w| w.is("audience") || w.is("attendance"));
    let begins =
        analysis.words.get(start).is_some_and(|w| analysis.lexicon.language.words.presence.contains(&w.text))
            || seated;
    begins
        && analysis.chunks[..v].iter().enumerate().all(|(i, _)| {
            analysis.verb(i).is_none_or(|g| {
                g.form != Form::Finite
                    || matches!(
                        g.lemma.as_str(),
                        "present" | "come" | "attend" | "participate" | "gather" | "listen" | "take"
                    )
            })
        })
}

/// "The audience included X", "participants included X".
fn attendees(analysis: &Analysis, v: usize) -> bool {
    (0..v)
        .rev()
        .filter(|i| analysis.is_noun(*i))
        .take(2)
        .any(|i| analysis.lexicon.language.nouns.attendees.contains(analysis.head(i)))
}

/// Whether the sentence speaks of a meeting that is or was held.
pub(super) fn speaks_of_meeting(analysis: &Analysis) -> bool {
    let denied =
        |w: &super::reduce::Word| matches!(w.text.as_str(), "no" | "cancelled" | "canceled" | "next" | "any");
    !analysis.words.iter().any(denied)
        && (0..analysis.chunks.len()).any(|i| occasion(analysis, i) == Some("Meeting"))
}

/// Whether a verb is a participle in the passive: "attended by".
fn group_passive(analysis: &Analysis, v: usize) -> bool {
    analysis.verb(v).is_some_and(|g| g.passive && g.form == Form::Participle)
}

/// Whether nothing but a mark follows the verb in its clause.
fn ends_clause(analysis: &Analysis, v: usize) -> bool {
    analysis
        .words
        .get(analysis.chunks[v].end)
        .is_none_or(|w| matches!(w.tag, Tag::Mark | Tag::Break | Tag::Comma))
}

/// "Around the table sat X", "in the front row were X", "X was on the line": whether the verb says who sat where.
fn seated(analysis: &Analysis, v: usize) -> bool {
    let nouns = &analysis.lexicon.language.nouns;
    let seating = &analysis.lexicon.language.senses.seating;
    if !analysis.verb(v).is_some_and(|g| seating.contains(&g.lemma) && g.form == Form::Finite) {
        return false;
    }
    let place = |i: usize| {
        matches!(
            analysis.preposition(i),
            Some(
                "around"
                    | "at"
                    | "in"
                    | "on"
                    | "behind"
                    | "beside"
                    | "across"
                    | "opposite"
                    | "over"
                    | "between"
            )
        ) && analysis.is_noun(i + 1)
            && nouns.seats.contains(analysis.head(i + 1))
            && analysis.words_of(i + 1).iter().all(|w| w.entities.is_empty())
    };
    let beginning = (0..v).rev().find(|c| analysis.chunks[*c].kind == ChunkKind::Break).map_or(0, |b| b + 1);
    let behind = matches!(analysis.preposition(beginning), Some("behind" | "beside" | "opposite"))
        && analysis.verb(v).is_some_and(|g| g.lemma == "sit");
    let inverted = matches!(analysis.subject(v, 0), Subject::Group(g) if g.first().is_some_and(|s| *s > v));
    let fronted = inverted && (place(beginning) || behind);
    // "X had a seat", "X was in the chair"
    let chair = (v + 1..analysis.reach(v)).take(3).any(place);
    fronted || chair
}

/// Who sits: the bodies after the verb where its subject stands there, else the subject.
fn bodies(analysis: &Analysis, parties: &[Parties], v: usize, subject: Parties) -> Parties {
    let inverted = matches!(analysis.subject(v, 0), Subject::Group(g) if g.first().is_some_and(|s| *s > v));
    if inverted { rest(analysis, parties, v) } else { subject }
}

/// "It drew X", "the evening attracted X": whether the verb's subject is the occasion, which is nobody.
fn of_the_occasion(analysis: &Analysis, v: usize) -> bool {
    let nouns = &analysis.lexicon.language.nouns;
    let occasion = |c: usize| {
        let head = analysis.head(c);
        head == "it"
            || nouns.meetings.contains(head)
            || nouns.occasions.contains(head)
            || matches!(head, "evening" | "morning" | "afternoon" | "day" | "session")
    };
    matches!(analysis.subject(v, 0), Subject::Group(g) if g.first().is_some_and(|s| *s < v && occasion(*s)))
}

/// "X accepted", "both turned up", "X did": whether the verb says that who was invited came.
fn accepts(analysis: &Analysis, v: usize) -> bool {
    let Some(group) = analysis.verb(v).filter(|g| g.form == Form::Finite && !g.passive) else { return false };
    let next = analysis.words.get(group.main + 1);
    let follows = |word: &str| next.is_some_and(|w| w.is(word));
    let accepting = analysis.lexicon.language.senses.accepting.contains(&group.lemma);
    match group.lemma.as_str() {
        "turn" | "show" => follows("up"),
        "make" => follows("it"),
        "do" => {
            let named = |c: &usize| analysis.words_of(*c).iter().any(|w| !w.entities.is_empty());
            ends_clause(analysis, v)
                && matches!(analysis.subject(v, 0), Subject::Group(g) if g.first().is_some_and(named))
        }
        "follow" | "answer" | "heed" => (v + 1..analysis.reach(v))
            .any(|i| matches!(analysis.head(i), "invitation" | "call" | "summons" | "invitations")),
        _ => accepting && (ends_clause(analysis, v) || follows("with") || follows("in")),
    }
}

/// The bodies that stand after a verb, as one list.
fn rest(analysis: &Analysis, parties: &[Parties], v: usize) -> Parties {
    let first = (v + 1..(v + HORIZON).min(analysis.chunks.len()))
        .find(|i| analysis.is_noun(*i) && !analysis.is_time(*i));
    let listed = first.map(|f| gather(parties, &analysis.group_from(f).0)).unwrap_or_default();
    if !listed.named.is_empty() {
        return listed;
    }
    let mut all = Parties::default();
    for p in parties.iter().skip(v + 1).take(HORIZON) {
        all.extend(p);
    }
    all
}

fn phrase(analysis: &Analysis, parties: &[Parties], v: usize, end: usize, preposition: &str) -> Parties {
    let at = (v + 1..end).find(|i| analysis.preposition(*i) == Some(preposition) && analysis.is_noun(i + 1));
    at.map(|i| gather(parties, &analysis.group_from(i + 1).0)).unwrap_or_default()
}

/// The kind of event that an occasion's noun says.
fn occasion(analysis: &Analysis, i: usize) -> Option<&'static str> {
    if !analysis.is_noun(i) {
        return None;
    }
    let nouns = &analysis.lexicon.language.nouns;
    let head = analysis.head(i);
    if nouns.meetings.contains(head) {
        Some("Meeting")
    } else if nouns.trainings.contains(head) {
        Some("Training")
    } else {
        None
    }
}
