//! Phrases whose parties stand after them: "the head of X", "three units, including A and B".

use super::noun::{count_of, is_person, is_stand_in, reference};
use super::{Context, Discourse, Parties, gather};
use crate::extract::assume::Assumption;
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::{Analysis, HORIZON};
use crate::extract::entity::{EntityId, Table};
use crate::extract::tag::Tag;
use crate::lexicon::{Lexicon, singular};

impl Discourse {
    /// "the head of X", "representatives from A and B": a person takes the parties of what hangs on it.
    pub(super) fn adopt_complements(
        &self,
        context: &Context,
        table: &Table,
        analysis: &Analysis,
        out: &mut [Parties],
    ) {
        for i in (0..analysis.chunks.len()).rev() {
            if !analysis.is_noun(i) || !out[i].named.is_empty() {
                continue;
            }
            let words = analysis.words_of(i);
            // "the last of the three"
            if let Some(one) = one_of_set(analysis, i, out) {
                out[i] = Parties::assumed(vec![one], Assumption::Description);
                continue;
            }
            // "two officers from Qingdao"
            if analysis.preposition(i + 1) == Some("from")
                && (is_person(context.lexicon, words) || words.len() == 1 && words[0].is("those"))
                && let Some(id) = self.people_from(context, table, words, analysis.words_of(i + 2))
            {
                out[i] = Parties::assumed(vec![id], Assumption::People);
                continue;
            }
            if words.iter().any(|w| !w.entities.is_empty())
                || !is_person(context.lexicon, words)
                    && !is_personal_name(analysis, i)
                    && !is_stand_in(context.lexicon, words)
                    && !matches!(words, [only] if only.tag == Tag::Number && analysis.preposition(i + 1) == Some("of"))
                    && !context.lexicon.language.nouns.bands.contains(analysis.head(i))
                    && !((analysis.preposition(i + 1) == Some("of") || kept_by(analysis, i, out).is_some())
                        && context.lexicon.language.nouns.premises.contains(analysis.head(i)))
            {
                continue;
            }
            // "Mr Hall, who heads X", "two officers sent by X"
            let of_others = headed(analysis, i, out)
                .or_else(|| kept_by(analysis, i, out))
                .or_else(|| sent_by(analysis, i, out))
                .or_else(|| made_up(context.lexicon, analysis, i, out))
                .or_else(|| drawn_from(context.lexicon, analysis, i, out));
            if let Some(parties) = of_others {
                out[i] = parties;
                continue;
            }
            // "lent a deputy director, who taught": somebody that the subject sent.
            let sent = i.checked_sub(1).filter(|v| {
                analysis.verb(*v).is_some_and(|g| {
                    matches!(g.lemma.as_str(), "lend" | "send" | "dispatch" | "second") && !g.passive
                })
            });
            if let Some(v) = sent
                && let crate::extract::clause::Subject::Group(group) = analysis.subject(v, 0)
            {
                out[i] = Parties { named: gather(out, &group).named, ..Parties::default() };
                continue;
            }
            // "At the university, talks with professors were held"
            if let Some(house) = house_in_front(context.lexicon, analysis, i, out) {
                out[i] = house;
                continue;
            }
            let mut end = i;
            // Skip "in charge", "on duty"; take the first complement with parties.
            while let (Some(p), true) = (analysis.preposition(end + 1), analysis.is_noun(end + 2)) {
                let complement = context.lexicon.language.prepositions.belonging.contains(p);
                if !complement {
                    break;
                }
                let (group, _) = analysis.group_from(end + 2);
                let mut parties = Parties::default();
                for g in &group {
                    parties.extend(&out[*g]);
                }
                if !parties.named.is_empty() {
                    let unnamed = std::mem::take(&mut parties.unnamed);
                    out[i] = Parties { unnamed, ..parties };
                    break;
                }
                end += 2;
            }
        }
    }
}

/// "the two bodies that supervise them, respectively A and B": those that the list after the relative clause names.
fn told_apart(analysis: &Analysis, i: usize, out: &[Parties]) -> Option<Parties> {
    let count = analysis.words_of(i).iter().find_map(|w| count_of(&w.text))?;
    let pronoun = analysis.words_of(i + 3).iter().all(|w| w.tag == Tag::Pronoun);
    let clause = analysis.chunks.get(i + 1).is_some_and(|c| c.kind == ChunkKind::Relative)
        && analysis.verb(i + 2).is_some()
        && analysis.is_noun(i + 3)
        && pronoun
        && analysis.chunks.get(i + 4).is_some_and(|c| c.kind == ChunkKind::Comma);
    let first = (i + 5..analysis.chunks.len()).take(2).find(|c| analysis.is_noun(*c)).filter(|_| clause)?;
    let parties = gather(out, &analysis.group_from(first).0);
    (parties.named.len() == count).then_some(parties)
}

/// A counted or described set takes the bodies that a list names: "seven foreign NGOs …: A, B and C", "three units,
/// including A and B", "its first foreign NGO, the charity X".
pub(super) fn adopt_lists(lexicon: &Lexicon, analysis: &Analysis, out: &mut [Parties]) {
    let n = analysis.chunks.len();
    for i in 0..n {
        if !analysis.is_noun(i)
            || analysis.is_time(i)
            || !out[i].named.is_empty() && out[i].assumed.is_empty()
        {
            continue;
        }
        if let Some(parties) = told_apart(analysis, i, out) {
            out[i] = parties;
            continue;
        }
        let words = analysis.words_of(i);
        let count = words.iter().find_map(|w| count_of(&w.text));
        let counts = count.is_some()
            && words.iter().all(|w| matches!(w.tag, Tag::Determiner | Tag::Number | Tag::Pronoun));
        let describes = reference(lexicon, words).is_some()
            || counts
            || (is_person(lexicon, words) || lexicon.language.nouns.listed.contains(analysis.head(i)))
                && words.iter().any(|w| w.tag == Tag::Number);
        // "the program’s sponsor, the Anhe Foundation, gave": an apposition between commas.
        let end = analysis.noun_phrase_end(i);
        let between = out[i].named.is_empty()
            && matches!(analysis.chunks.get(end + 1).map(|c| &c.kind), Some(ChunkKind::Comma))
            && analysis.is_noun(end + 2)
            && matches!(
                analysis.chunks.get(analysis.noun_phrase_end(end + 2) + 1).map(|c| &c.kind),
                Some(ChunkKind::Comma)
            )
            && (end + 3..n).take(6).any(|j| analysis.verb(j).is_some_and(|g| g.form == Form::Finite))
            && !(i > 0 && analysis.preposition(i - 1).is_some())
            && !analysis.words_of(i).iter().any(|w| w.tag == Tag::Number)
            && (!(0..i).any(|j| analysis.verb(j).is_some_and(|g| g.form == Form::Finite))
                || after_clause(analysis, i));
        // "given by the program’s sponsor, X."
        let by = out[i].named.is_empty()
            && i > 0
            && analysis.preposition(i - 1) == Some("by")
            && matches!(analysis.chunks.get(end + 1).map(|c| &c.kind), Some(ChunkKind::Comma))
            && analysis.words_of(end + 2).iter().any(|w| !w.entities.is_empty())
            && analysis.group_from(end + 2).0.len() == 1
            && analysis.words_of(i).iter().any(|w| matches!(w.tag, Tag::Genitive | Tag::Possessive));
        if !describes && !between && !by {
            continue;
        }
        let many = counts || singular(analysis.head(i)).is_some();
        let end = analysis.noun_phrase_end(i);
        // Right after it: an apposition.
        let mut found = None;
        if matches!(analysis.chunks.get(end + 1).map(|c| &c.kind), Some(ChunkKind::Comma))
            && analysis.is_noun(end + 2)
            && out[i].named.is_empty()
        {
            let (group, next) = analysis.group_from(end + 2);
            let clause = analysis.verb(next).is_some_and(|g| g.form == Form::Finite);
            let parties = gather(out, &group);
            if !parties.named.is_empty() && !clause && (many || group.len() == 1) {
                found = Some(parties);
            }
        }
        // Further on: "including", "among them", a colon.
        if many && found.is_none() && (out[i].named.is_empty() || !out[i].unnamed.is_empty()) {
            let list = (end + 1..n).take(HORIZON).find(|j| {
                analysis.preposition(*j).is_some_and(|p| matches!(p, "including" | "such as"))
                    || analysis.preposition(*j) == Some("among")
                        && analysis.words_of(j + 1).iter().any(|w| w.is("them") || w.is("whom"))
                    || matches!(analysis.chunks[*j].kind, ChunkKind::Break)
                        && analysis.words_of(*j).iter().any(|w| w.is(":"))
            });
            if let Some(list) = list {
                let own_clause = (end + 1..list)
                    .filter(|j| analysis.is_noun(*j))
                    .all(|j| reference(lexicon, analysis.words_of(j)).is_none() || out[j].named.len() == 1);
                let mut parties = Parties::default();
                // "among them A": "them" are those of whom A is one.
                let among = analysis.preposition(list) == Some("among");
                for p in out[list + 1 + usize::from(among)..].iter().take(HORIZON) {
                    parties.extend(p);
                }
                if own_clause && parties.named.len() > usize::from(!among) {
                    found = Some(parties);
                }
            }
        }
        // "Two units took part, A and B": the list ends the clause.
        if many && found.is_none() && out[i].named.is_empty() && words.iter().any(|w| w.tag == Tag::Number) {
            let verb = (end + 1..(end + 3).min(n)).find(|j| analysis.verb(*j).is_some());
            let comma = verb.and_then(|v| {
                (v + 1..n)
                    .take(HORIZON)
                    .find(|j| matches!(analysis.chunks[*j].kind, ChunkKind::Comma | ChunkKind::Break))
            });
            if let Some(comma) = comma.filter(|c| analysis.is_noun(c + 1) && !analysis.is_time(c + 1)) {
                let (group, next) = analysis.group_from(comma + 1);
                let parties = gather(out, &group);
                if !parties.named.is_empty() && !analysis.verb(next).is_some_and(|g| g.form == Form::Finite) {
                    found = Some(parties);
                }
            }
        }
        if let Some(parties) = found {
            let unnamed = std::mem::take(&mut out[i].unnamed);
            out[i].extend(&parties);
            // "three offices: A, B and C": nobody is left without a name.
            let complete = count.is_some_and(|n| n == out[i].named.len());
            for words in unnamed.into_iter().filter(|_| !complete) {
                if !out[i].unnamed.contains(&words) {
                    out[i].unnamed.push(words);
                }
            }
        }
    }
}

/// "Li Wei of X": two or three capitalised words, and the body that they belong to.
fn is_personal_name(analysis: &Analysis, i: usize) -> bool {
    let words = analysis.words_of(i);
    (2..4).contains(&words.len())
        && words.iter().all(|w| w.capital && w.tag == Tag::Noun)
        && analysis.preposition(i + 1).is_some_and(|p| matches!(p, "of" | "from" | "at"))
        && analysis.words_of(i + 2).iter().any(|w| !w.entities.is_empty())
}

/// The body that somebody is said to lead: "Mr Hall, who heads X".
fn headed(analysis: &Analysis, i: usize, out: &[Parties]) -> Option<Parties> {
    let comma = usize::from(analysis.chunks.get(i + 1).is_some_and(|c| c.kind == ChunkKind::Comma));
    let relative = i + 1 + comma;
    let who = analysis.words_of(relative).iter().any(|w| w.is("who"));
    let leads = analysis.verb(relative + 1).is_some_and(|g| {
        !g.passive
            && matches!(
                g.lemma.as_str(),
                "head" | "lead" | "run" | "direct" | "chair" | "manage" | "represent"
            )
    });
    let named = &out.get(relative + 2)?.named;
    (who && leads && !named.is_empty()).then(|| Parties { named: named.clone(), ..Parties::default() })
}

/// Who sent somebody: "two officers sent by X".
fn sent_by(analysis: &Analysis, i: usize, out: &[Parties]) -> Option<Parties> {
    let sent = analysis.verb(i + 1).is_some_and(|g| {
        g.form == Form::Participle
            && g.passive
            && matches!(
                g.lemma.as_str(),
                "send" | "dispatch" | "assign" | "employ" | "second" | "delegate" | "appoint"
            )
    });
    let named = &out.get(i + 3)?.named;
    (sent && analysis.preposition(i + 2) == Some("by") && !named.is_empty())
        .then(|| Parties { named: named.clone(), ..Parties::default() })
}

/// "At the university, X met professors": the body at which a sentence begins, for bare people that such bodies have.
fn house_in_front(lexicon: &Lexicon, analysis: &Analysis, i: usize, out: &[Parties]) -> Option<Parties> {
    let [only] = analysis.words_of(i) else { return None };
    let noun = singular(&only.text)?;
    let house = lexicon.names.houses.get(&*noun)?;
    let front = analysis.preposition(0) == Some("at")
        && analysis.is_noun(1)
        && analysis.chunks.get(2).is_some_and(|c| c.kind == ChunkKind::Comma)
        && house.iter().any(|h| h == analysis.head(1));
    let [body] = out.get(1)?.named.as_slice() else { return None };
    (front && i > 2).then(|| Parties::assumed(vec![*body], Assumption::People))
}

/// Whose premises are: "the service window run in Wuhan by X".
fn kept_by(analysis: &Analysis, i: usize, out: &[Parties]) -> Option<Parties> {
    let keeps = analysis.verb(i + 1).is_some_and(|g| {
        g.form == Form::Participle
            && g.passive
            && matches!(
                g.lemma.as_str(),
                "run"
                    | "operate"
                    | "keep"
                    | "maintain"
                    | "staff"
                    | "man"
                    | "open"
                    | "set"
                    | "manage"
                    | "provide"
            )
    });
    let by = (i + 2..analysis.chunks.len().min(i + 6)).find(|j| analysis.preposition(*j) == Some("by"))?;
    let named = &out.get(by + 1)?.named;
    (keeps && !named.is_empty()).then(|| Parties { named: named.clone(), ..Parties::default() })
}

/// Who makes up or leads somebody: "a team made up of X and Y and led by Z".
fn made_up(lexicon: &Lexicon, analysis: &Analysis, i: usize, out: &[Parties]) -> Option<Parties> {
    let mut all = Parties::default();
    let mut j = i + 1;
    // "a group from X, led by Y"
    let from = analysis.preposition(j) == Some("from") && out.get(j + 1).is_some_and(|p| !p.named.is_empty());
    if from && analysis.chunks.get(j + 2).is_some_and(|c| c.kind == ChunkKind::Comma) {
        all.extend(&out[j + 1]);
        j += 3;
    }
    // "a team of officers led by X"
    if analysis.preposition(j) == Some("of") && out.get(j + 1).is_some_and(|p| p.named.is_empty()) {
        j += 2;
    }
    let composes = |j: usize| {
        analysis.verb(j).is_some_and(|g| {
            lexicon.language.senses.composing.contains(&g.lemma)
                && (g.passive || matches!(g.form, Form::Gerund | Form::Participle))
        })
    };
    // "guests from X, headed by Y"
    if analysis.preposition(j) == Some("from")
        && out.get(j + 1).is_some_and(|p| !p.named.is_empty())
        && analysis.chunks.get(j + 2).is_some_and(|c| c.kind == ChunkKind::Comma)
        && analysis.verb(j + 3).is_some_and(|g| g.passive)
    {
        all.extend(&out[j + 1]);
        j += 3;
    }
    if !composes(j) {
        return None;
    }
    // Up to the verb of the clause, if it has one.
    for k in (j + 1..analysis.chunks.len()).take(HORIZON) {
        match &analysis.chunks[k].kind {
            ChunkKind::Verb(g) if g.form == Form::Finite || !composes(k) => break,
            ChunkKind::Break | ChunkKind::Relative | ChunkKind::Subordinator => break,
            ChunkKind::Noun => all.extend(&out[k]),
            _ => {}
        }
    }
    all.unnamed.clear();
    (!all.named.is_empty()).then_some(all)
}

/// "the first of the three", "the last of them": which of a set.
fn one_of_set(analysis: &Analysis, i: usize, out: &[Parties]) -> Option<EntityId> {
    let [the, which] = analysis.words_of(i) else { return None };
    let set = &out.get(i + 2)?.named;
    if !the.is("the") || analysis.preposition(i + 1) != Some("of") || set.len() < 2 {
        return None;
    }
    nth(&which.text, set)
}

/// The one of a list that "first" or "last" means.
pub(super) fn nth(which: &str, list: &[EntityId]) -> Option<EntityId> {
    const PLACES: &[&str] = &["first", "second", "third", "fourth", "fifth"];
    match which {
        "last" => list.last().copied(),
        word => list.get(PLACES.iter().position(|p| *p == word)?).copied(),
    }
}

/// "a team of three, from A, B and C,": the bodies that people come from, between commas.
fn drawn_from(lexicon: &Lexicon, analysis: &Analysis, i: usize, out: &[Parties]) -> Option<Parties> {
    if !lexicon.language.nouns.bands.contains(analysis.head(i)) && !is_person(lexicon, analysis.words_of(i)) {
        return None;
    }
    let end = analysis.noun_phrase_end(i);
    let comma = |c: usize| analysis.chunks.get(c).is_some_and(|c| c.kind == ChunkKind::Comma);
    if !comma(end + 1) || analysis.preposition(end + 2) != Some("from") || !analysis.is_noun(end + 3) {
        return None;
    }
    let (group, next) = analysis.group_from(end + 3);
    let all = gather(out, &group);
    (comma(next) && !all.named.is_empty()).then(|| Parties { unnamed: Vec::new(), ..all })
}

/// "While schools stood empty, the sponsor": whether a noun phrase begins the main clause after a subordinate one.
fn after_clause(analysis: &Analysis, i: usize) -> bool {
    i > 1
        && analysis.chunks[0].kind == ChunkKind::Subordinator
        && analysis.chunks[i - 1].kind == ChunkKind::Comma
}
