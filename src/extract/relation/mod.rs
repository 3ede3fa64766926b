//! Standing relations and roles: who supervises whom, whose partner somebody is, what is part of what.

mod supervision;

use super::chunk::{ChunkKind, Form};
use super::clause::{Analysis, Subject};
use super::discourse::{Parties, gather};
use super::entity::{EntityId, Table};
use super::frame::{Matcher, Spoken};
use super::names::{Evidence, Kind};
use super::tag::Tag;
use crate::lexicon::{Lexicon, Referent, TieRule, singular};
use crate::text::Span;
use rustc_hash::FxHashSet;

/// The rules of this module, as records spell them.
pub(super) const RULES: [&str; 5] =
    ["part-of/at", "part-of/branch", "partner/role-noun", "supervises/role-noun", "supervises/supervision"];

/// A relation as read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tie {
    pub kind: &'static str,
    pub from: EntityId,
    pub to: EntityId,
    pub rule: String,
    pub evidence: Span,
}

/// Relations as read, each once.
#[derive(Debug, Default)]
pub(crate) struct Ties {
    pub list: Vec<Tie>,
    known: FxHashSet<(&'static str, EntityId, EntityId)>,
}

impl Ties {
    /// Adds a relation between two bodies; whether it is new.
    fn add(&mut self, tie: Tie) -> bool {
        let new = tie.from != tie.to && self.known.insert((tie.kind, tie.from, tie.to));
        if new {
            self.list.push(tie);
        }
        new
    }
}

/// A role as read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Role {
    pub entity: EntityId,
    pub role: &'static str,
    pub rule: String,
    pub evidence: Span,
}

/// Reads the relations that a sentence states; gives roles to entities at once, so that later descriptions find them.
#[allow(clippy::too_many_arguments)] // what a sentence is read with, and what it adds to
pub(crate) fn read(
    lexicon: &Lexicon,
    table: &mut Table,
    analysis: &Analysis,
    parties: &[Parties],
    evidence: Span,
    spoken: &Spoken,
    ties: &mut Ties,
    roles: &mut Vec<Role>,
) {
    let mut found = Vec::new();
    let mut held = Vec::new();
    let matcher = Matcher::new(lexicon, table, analysis, parties, spoken);
    for i in 0..analysis.chunks.len() {
        if analysis.is_noun(i) {
            by_noun(&matcher, i, evidence, spoken, &mut found, &mut held);
        }
        by_verb(lexicon, &matcher, i, evidence, &mut found);
    }
    for tie in found {
        if matcher.table.entities[tie.from].kind.is_police()
            && matches!(tie.kind, "supervises" | "partner_of")
        {
            continue;
        }
        let role = match tie.kind {
            "supervises" => Some("SupervisoryUnit"),
            "partner_of" => Some("PartnerUnit"),
            _ => None,
        };
        let (entity, rule) = (tie.from, tie.rule.clone());
        if ties.add(tie) {
            held.extend(role.map(|role| Role { entity, role, rule, evidence }));
        }
    }
    for role in held {
        let entity = &mut table.entities[role.entity];
        if entity.kind == Kind::ForeignNgo && entity.origin.is_some() || entity.kind == Kind::PsbOffice {
            continue;
        }
        if entity.kind == Kind::ForeignNgo && role.role == "PartnerUnit" {
            entity.kind = Kind::DomesticOrganization;
            entity.evidence = Evidence::Partner;
        }
        if !entity.roles.contains(&role.role) {
            entity.roles.push(role.role);
            roles.push(role);
        }
    }
}

/// The role that a noun phrase says: "professional supervisory unit", "Chinese partner".
fn role_noun(lexicon: &Lexicon, analysis: &Analysis, i: usize) -> Option<&'static str> {
    let nouns = analysis
        .words_of(i)
        .iter()
        .filter(|w| w.entities.is_empty() && matches!(w.tag, Tag::Noun | Tag::Verb))
        .map(|w| w.text.as_str());
    lexicon.names.referents_of(nouns)?.iter().find_map(|r| match r {
        Referent::Role(role) if role == "supervisor" => Some("SupervisoryUnit"),
        Referent::Role(role) if role == "partner" => Some("PartnerUnit"),
        _ => None,
    })
}

fn by_noun(
    matcher: &Matcher,
    i: usize,
    evidence: Span,
    spoken: &Spoken,
    ties: &mut Vec<Tie>,
    roles: &mut Vec<Role>,
) {
    let &Matcher { lexicon, table, analysis, parties, .. } = matcher;
    let earlier: Vec<EntityId> = spoken.foreign.into_iter().collect();
    let head = analysis.head(i);
    if let Some(role) = role_noun(lexicon, analysis, i) {
        let denied = analysis.words_of(i).iter().any(|w| w.is("no") || w.is("any"));
        // "X and Y have been partners since May": each of the other.
        let mutual = head == "partners"
            && analysis.words_of(i).len() == 1
            && i > 0
            && analysis.verb(i - 1).is_some_and(|g| matches!(g.lemma.as_str(), "be" | "become" | "remain"))
            && analysis.preposition(i + 1) != Some("of");
        if denied || mutual {
            return;
        }
        let mut owner = owner(analysis, parties, i);
        let foreign = |e: &EntityId| table.entities[*e].kind == Kind::ForeignNgo;
        // "its supervisor", "the trust's supervisor"
        let words = analysis.words_of(i);
        let own = words.first().is_some_and(|w| w.tag == Tag::Possessive)
            || words.iter().any(|w| w.tag == Tag::Genitive) && words.iter().all(|w| w.tag != Tag::Name);
        let acting = i > 0 && analysis.words_of(i - 1).iter().any(|w| w.is("as"));
        if !owner.iter().any(foreign) && (own || acting && owner.is_empty()) {
            // "its supervisor was there", "the university, acting as partner unit": whose was said before.
            let mut here: Vec<EntityId> =
                parties.iter().flat_map(|p| p.named.iter().copied()).filter(|e| foreign(e)).collect();
            let mut seen = Vec::new();
            here.retain(|e| {
                !seen.contains(e) && {
                    seen.push(*e);
                    true
                }
            });
            // "the charity's supervisor", of several: nobody knows whose.
            let several = here.len() > 1 && words.iter().any(|w| w.tag == Tag::Genitive);
            owner = match here.is_empty() {
                true => earlier.clone(),
                false if several => Vec::new(),
                false => here,
            };
            owner.dedup();
        }
        let holders = holders(analysis, parties, i, &owner);
        let (kind, rule) = if role == "SupervisoryUnit" {
            ("supervises", "supervises/role-noun")
        } else {
            ("partner_of", "partner/role-noun")
        };
        for holder in &holders {
            if owner.contains(holder) {
                continue;
            }
            roles.push(Role { entity: *holder, role, rule: rule.to_owned(), evidence });
            for o in owner.iter().filter(|o| table.entities[**o].kind == Kind::ForeignNgo) {
                ties.push(Tie { kind, from: *holder, to: *o, rule: rule.to_owned(), evidence });
            }
        }
        return;
    }
    if lexicon.relations.care.contains(head) {
        supervision::read(table, analysis, parties, i, evidence, &earlier, ties);
        return;
    }
    // "an arm of the university", "a member of it"
    let rules = &lexicon.relations.rules;
    let fits = |r: &TieRule| {
        analysis.preposition(i + 1).is_some_and(|p| r.of.iter().any(|o| o == p)) && matcher.is_tie_noun(i, r)
    };
    if let Some(r) = rules.iter().position(fits) {
        let first = analysis.words_of(i).first().map_or("", |w| w.text.as_str());
        let said = i > 0 && analysis.verb(i - 1).is_some_and(|g| g.lemma == "be" || g.lemma == "become");
        let stated = matches!(first, "a" | "an" | "part") || said && first == "the";
        if stated
            && analysis.is_noun(i + 2)
            && let Some(kind) = lexicon.relations.kind(r)
        {
            let whole = parties[i + 2].named.clone();
            for holder in holders(analysis, parties, i, &whole) {
                for w in whole.iter().filter(|w| **w != holder) {
                    ties.push(Tie { kind, from: holder, to: *w, rule: rules[r].id.clone(), evidence });
                }
            }
        }
        return;
    }
    // "the Department of X at the Ministry of Y"
    if let ([a], Some(p)) = (parties[i].named.as_slice(), analysis.preposition(i + 1))
        && matches!(p, "at" | "under" | "of" | "within")
        && analysis.is_noun(i + 2)
        && analysis.words_of(i).last().is_some_and(|w| w.tag == Tag::Name)
        && analysis.words_of(i + 2).last().is_some_and(|w| w.tag == Tag::Name)
        && let [b] = parties[i + 2].named.as_slice()
    {
        let organ = |e: EntityId| {
            matches!(
                table.entities[e].kind,
                Kind::GovernmentBody | Kind::University | Kind::DomesticOrganization
            )
        };
        if a != b && organ(*a) && organ(*b) {
            ties.push(Tie { kind: "part_of", from: *a, to: *b, rule: "part-of/at".to_owned(), evidence });
        }
    }
}

/// Whose supervisor or partner a noun phrase speaks of: "its", "X’s", "of X", "to X", "for X".
fn owner(analysis: &Analysis, parties: &[Parties], i: usize) -> Vec<EntityId> {
    let words = analysis.words_of(i);
    if words.first().is_some_and(|w| w.is("our") || w.is("my")) {
        return parties[i].owner.clone();
    }
    if words.first().is_some_and(|w| w.tag == Tag::Possessive) {
        let whose = words[0].is("whose");
        // The nearest body before that is not the phrase’s own apposition.
        let mut before: Vec<usize> = (0..i).filter(|j| !parties[*j].named.is_empty()).collect();
        // "A, B and their supervisor, X"
        let joined = i > 0 && matches!(analysis.chunks[i - 1].kind, ChunkKind::And);
        if words[0].is("their") && joined {
            let group = analysis.group_ending(i);
            let own = group.iter().take_while(|c| **c < i).flat_map(|c| parties[*c].named.iter().copied());
            let own: Vec<EntityId> = own.collect();
            if !own.is_empty() {
                return own;
            }
        }
        if words[0].is("their") && before.len() > 1 {
            // "A, B and C …, their partner unit": of all of them but the last, which it stands beside.
            before.pop();
            return before.iter().flat_map(|b| parties[*b].named.iter().copied()).collect();
        }
        if !whose {
            // "X, its supervisor": the owner is somebody further off, if there is one.
            let apposed = i >= 2
                && matches!(analysis.chunks[i - 1].kind, ChunkKind::Comma)
                && before.last().is_some_and(|b| analysis.noun_phrase_end(*b) + 2 >= i);
            if apposed && before.len() > 1 {
                before.pop();
            }
            if !apposed && before.len() > 1 {
                return parties[before[0]].named.clone();
            }
        }
        return before.last().map(|b| parties[*b].named.clone()).unwrap_or_default();
    }
    // "the charity’s supervisor"
    if words.iter().any(|w| w.tag == Tag::Genitive) && words.iter().all(|w| w.tag != Tag::Name) {
        return parties[i].owner.clone();
    }
    if let Some(name) = words.iter().find(|w| w.tag == Tag::Name)
        && words.iter().any(|w| w.tag == Tag::Genitive)
    {
        return name.entities.clone();
    }
    for p in [i + 1, i + 3] {
        if analysis.preposition(p).is_some_and(|p| matches!(p, "of" | "to" | "for" | "with"))
            && analysis.is_noun(p + 1)
        {
            let group = gather(parties, &analysis.group_from(p + 1).0);
            if !group.named.is_empty() {
                return group.named;
            }
            // "the partner unit for the charity’s gift"
            if !parties[p + 1].owner.is_empty() {
                return parties[p + 1].owner.clone();
            }
        }
    }
    of_which(analysis, parties, i)
}

/// "X, for which the hospital is partner unit": whose it is by the relative pronoun before.
fn of_which(analysis: &Analysis, parties: &[Parties], i: usize) -> Vec<EntityId> {
    let relative = (1..i).rev().take(6).find(|j| analysis.chunks[*j].kind == ChunkKind::Relative);
    let Some(relative) = relative else { return Vec::new() };
    let fronted = matches!(analysis.preposition(relative - 1), Some("for" | "of" | "to"));
    let verbs = (relative..i).filter_map(|j| analysis.verb(j)).collect::<Vec<_>>();
    let said = matches!(verbs.as_slice(), [be] if matches!(be.lemma.as_str(), "be" | "act" | "serve") && !be.negated);
    match analysis.antecedent(relative) {
        Subject::Group(group) if fronted && said => gather(parties, &group).named,
        _ => Vec::new(),
    }
}

/// Who holds the role: what the phrase stands in apposition to, or is the predicate of.
fn holders(analysis: &Analysis, parties: &[Parties], i: usize, owner: &[EntityId]) -> Vec<EntityId> {
    let usable = |ids: Vec<EntityId>| -> Option<Vec<EntityId>> {
        let ids: Vec<EntityId> = ids.into_iter().filter(|e| !owner.contains(e)).collect();
        (!ids.is_empty()).then_some(ids)
    };
    // "whose supervisor the former is"
    if analysis.words_of(i).first().is_some_and(|w| w.is("whose"))
        && analysis.is_noun(i + 1)
        && analysis.verb(i + 2).is_some_and(|g| g.lemma == "be" && !g.negated)
    {
        return usable(parties[i + 1].named.clone()).unwrap_or_default();
    }
    // "Seven supervisory units came, among them A and B"
    let counted = analysis.words_of(i).first().is_some_and(|w| w.tag == Tag::Number);
    let list = (i + 1..analysis.chunks.len().min(i + 8)).find_map(|c| match analysis.preposition(c) {
        Some("including") => Some(c + 1),
        Some("among") if analysis.words_of(c + 1).iter().any(|w| w.is("them")) => Some(c + 2),
        _ => None,
    });
    if let Some(first) = list.filter(|f| counted && analysis.is_noun(*f))
        && let Some(ids) = usable(gather(parties, &analysis.group_from(first).0).named)
    {
        return ids;
    }
    // "A, B and C, all three of them supervisory units"
    let of_them = i > 1
        && matches!(analysis.words_of(i - 1), [w] if w.is("them") || w.is("whom"))
        && analysis.preposition(i - 2) == Some("of");
    if of_them && let Some(ids) = usable(parties[i - 1].named.clone()) {
        return ids;
    }
    // A name in the phrase itself: "its partner unit Elm Center".
    let words = analysis.words_of(i);
    if let (Some(last), true) = (words.last(), words.iter().all(|w| w.tag != Tag::Genitive))
        && last.tag == Tag::Name
    {
        return last.entities.clone();
    }
    // "X acts as its supervisor", "X is the partner unit of Y", "whose PSU is X"
    let mut j = i;
    while j > 0 && matches!(analysis.chunks[j - 1].kind, ChunkKind::Other) {
        j -= 1;
    }
    let as_before = j > 0 && analysis.words_of(j - 1).iter().any(|w| w.is("as"));
    // "with the hospital as partner unit", "has the bureau for its supervisor", "the bureau, as supervisor, spoke"
    if as_before || chosen_for(analysis, j) {
        let comma = |c: &usize| matches!(analysis.chunks[*c].kind, ChunkKind::Comma);
        let noun = j.checked_sub(2).map(|c| if comma(&c) { c.saturating_sub(1) } else { c });
        if let Some(noun) = noun.filter(|n| analysis.is_noun(*n))
            && let Some(ids) = usable(parties[noun].named.clone())
        {
            return ids;
        }
        if let Some(ids) = doer_as(analysis, parties, j).and_then(usable) {
            return ids;
        }
    }
    let verb_at = if as_before { j.checked_sub(2) } else { j.checked_sub(1) };
    if let Some(v) = verb_at
        && analysis.verb(v).is_some_and(|g| {
            let lemma = g.lemma.as_str();
            // "is recorded as its partner unit"
            let recorded = as_before
                && g.passive
                && matches!(
                    lemma,
                    "record" | "list" | "designate" | "appoint" | "register" | "choose" | "confirm"
                );
            (matches!(lemma, "be" | "act" | "serve" | "become" | "name" | "have")
                || as_before && matches!(lemma, "function" | "work" | "step")
                || recorded)
                && !g.negated
                && !g.modal
        })
        && let Subject::Group(group) = analysis.subject(v, 0)
    {
        // "Its host for the day, X, acts as its supervisor"
        let beside = || {
            let first = group.first().copied().unwrap_or(v);
            let noun = (first..v).rev().find(|c| !parties[*c].named.is_empty())?;
            usable(parties[noun].named.clone())
        };
        if let Some(ids) = usable(gather(parties, &group).named).or_else(beside) {
            return ids;
        }
    }
    let end = analysis.noun_phrase_end(i);
    if analysis.verb(end + 1).is_some_and(|g| g.lemma == "be" && g.form == Form::Finite)
        && analysis.is_noun(end + 2)
        && let Some(ids) = usable(gather(parties, &analysis.group_from(end + 2).0).named)
    {
        return ids;
    }
    if let Some(ids) = ordinal_before(analysis, parties, i).and_then(usable) {
        return ids;
    }
    let i = first_apposed(analysis, i);
    // Apposition: before, "X, its supervisor"; after, "its supervisor, X" or "PSUs, including A and B".
    let comma_before = i > 0 && matches!(analysis.chunks[i - 1].kind, ChunkKind::Comma);
    let before = comma_before.then(|| (0..i - 1).rev().find(|k| analysis.is_noun(*k))).flatten();
    if let Some(b) = before {
        let head = (0..=b)
            .rev()
            .find(|k| {
                analysis.is_noun(*k)
                    && analysis.noun_phrase_end(*k) + 1 == i - 1
                    && !parties[*k].named.is_empty()
            })
            .unwrap_or(b);
        let plural = singular(analysis.head(i)).is_some();
        let ids = if plural {
            gather(parties, &analysis.group_ending(b)).named
        } else {
            parties[head].named.clone()
        };
        if let Some(ids) = usable(ids) {
            return ids;
        }
    }
    let mut k = end + 1;
    while k < analysis.chunks.len() && k < end + 9 && !analysis.is_noun(k) {
        if analysis.verb(k).is_some_and(|g| {
            !matches!(g.lemma.as_str(), "take" | "attend" | "send" | "include" | "come" | "participate")
        }) || matches!(analysis.chunks[k].kind, ChunkKind::Relative)
        {
            return Vec::new();
        }
        k += 1;
    }
    // "Two PSUs took part, the A and the B": past the verb's own object.
    let unnamed = analysis.words_of(k).iter().all(|w| w.entities.is_empty());
    if analysis.is_noun(k) && unnamed && analysis.verb(k.wrapping_sub(1)).is_some() {
        k = (k + 1..analysis.chunks.len())
            .find(|n| analysis.is_noun(*n) && !parties[*n].named.is_empty())
            .unwrap_or(k);
    }
    let linked = k > 0
        && (matches!(analysis.chunks[k - 1].kind, ChunkKind::Comma | ChunkKind::Break)
            || analysis.preposition(k - 1).is_some_and(|p| matches!(p, "including" | "such as"))
            || analysis.words_of(k - 1).iter().any(|w| w.is("including")));
    if linked && analysis.is_noun(k) {
        return usable(gather(parties, &analysis.group_from(k).0).named).unwrap_or_default();
    }
    Vec::new()
}

/// "has X for its supervisor", "chose X for a partner": whether the noun phrase at `j` is what somebody is taken for.
fn chosen_for(analysis: &Analysis, j: usize) -> bool {
    j > 2
        && analysis.preposition(j - 1) == Some("for")
        && (0..j - 1).rev().find_map(|v| analysis.verb(v)).is_some_and(|g| {
            !g.negated
                && matches!(
                    g.lemma.as_str(),
                    "have" | "choose" | "take" | "pick" | "get" | "select" | "name" | "win" | "gain" | "find"
                )
        })
}

/// "X filed the activity as partner unit": who does something as what the phrase at `j` says.
fn doer_as(analysis: &Analysis, parties: &[Parties], j: usize) -> Option<Vec<EntityId>> {
    let v = (0..j).rev().take(7).find(|c| analysis.verb(*c).is_some())?;
    let group = analysis.verb(v)?;
    let ends = analysis.words.get(group.main + 1).is_some_and(|w| w.is("down") || w.is("aside"));
    if group.negated || group.modal || group.passive || ends {
        return None;
    }
    let Subject::Group(subject) = analysis.subject(v, 0) else { return None };
    Some(gather(parties, &subject).named)
}

/// "A and B, the last of these a partner of C": the one of those before the comma that the words point at.
fn ordinal_before(analysis: &Analysis, parties: &[Parties], i: usize) -> Option<Vec<EntityId>> {
    let comma = (0..i).rev().take(6).find(|c| matches!(analysis.chunks[*c].kind, ChunkKind::Comma))?;
    let between = &analysis.words[analysis.chunks[comma].end..analysis.chunks[i].start];
    if between.iter().any(|w| matches!(w.tag, Tag::Verb | Tag::Auxiliary) || !w.entities.is_empty()) {
        return None;
    }
    let says = |words: &[&str]| between.iter().any(|w| words.contains(&w.text.as_str()));
    let before = (0..comma).rev().find(|b| analysis.is_noun(*b))?;
    let lists = (0..before).filter(|c| analysis.is_noun(*c)).map(|c| analysis.group_from(c).0);
    let list = lists.into_iter().find(|g| g.contains(&before));
    let named = gather(parties, &list.unwrap_or_else(|| analysis.group_ending(before))).named;
    let one = match () {
        () if named.len() < 2 => None,
        () if says(&["last", "latter"]) => named.last(),
        () if says(&["first", "former"]) => named.first(),
        () => None,
    };
    one.map(|id| vec![*id])
}

/// "X, an arm of the university and partner unit to both": the chunk where the apposition begins that chunk `i` ends.
fn first_apposed(analysis: &Analysis, i: usize) -> usize {
    if i == 0 || !matches!(analysis.chunks[i - 1].kind, ChunkKind::And) {
        return i;
    }
    let plain = |c: &usize| {
        matches!(analysis.chunks[*c].kind, ChunkKind::Noun | ChunkKind::Preposition(_) | ChunkKind::Other)
            && analysis.words_of(*c).iter().all(|w| w.entities.is_empty())
    };
    let first = (0..i - 1).rev().take_while(plain).last().unwrap_or(i);
    let apposed = first > 0 && first < i && matches!(analysis.chunks[first - 1].kind, ChunkKind::Comma);
    let begins = analysis.words_of(first).first().is_some_and(|w| w.is("a") || w.is("an"));
    if apposed && begins { first } else { i }
}

/// What a verb states, by the rules of `ontology/relations.toml`.
fn by_verb(lexicon: &Lexicon, matcher: &Matcher, v: usize, evidence: Span, ties: &mut Vec<Tie>) {
    let Some((rule, from, to)) = matcher.tie(v) else { return };
    let Some(kind) = lexicon.relations.kind(rule) else { return };
    // "which supervise them, respectively A and B": one each.
    let each =
        from.named.len() == to.named.len() && matcher.analysis.words.iter().any(|w| w.is("respectively"));
    for (n, a) in from.named.iter().enumerate() {
        for (_, b) in to.named.iter().enumerate().filter(|(m, b)| *b != a && (!each || *m == n)) {
            ties.push(Tie {
                kind,
                from: *a,
                to: *b,
                rule: lexicon.relations.rules[rule].id.clone(),
                evidence,
            });
        }
    }
}
