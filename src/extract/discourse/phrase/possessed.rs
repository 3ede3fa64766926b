//! Phrases that say whose: "its supervisor", "the Fund’s office", "the unit’s partner".

use super::{Phrase, verb_governs};
use crate::extract::assume::Assumption;
use crate::extract::chunk::ChunkKind;
use crate::extract::clause::Analysis;
use crate::extract::discourse::noun::{is_person, reference};
use crate::extract::discourse::office::{counterpart, own_office, sub_bureau, unit_office};
use crate::extract::discourse::set::Wanted;
use crate::extract::discourse::{Context, Discourse, Parties};
use crate::extract::entity::{EntityId, Table};
use crate::extract::names::Kind;
use crate::extract::tag::Tag;
use crate::lexicon::{Referent, singular};

impl Discourse {
    #[allow(clippy::too_many_arguments)] // what a possessive is read with
    /// "its representative office in Suzhou", "their chief representative", "its supervisor": by whose it is.
    pub(super) fn possessed(
        &self,
        context: &Context,
        table: &mut Table,
        analysis: &Analysis,
        phrase: &Phrase,
        owner: Vec<EntityId>,
        seen_verb: bool,
        before: &[Parties],
    ) -> Parties {
        let words = phrase.words;
        // "the deputy head of its Foreign NGO Management Office"
        let mut police = self.recent().filter(|e| table.entities[*e].kind == Kind::PublicSecurityBureau);
        if phrase.head == "office"
            && words.iter().any(|w| w.is("ngo"))
            && let Some(bureau) =
                owner.iter().copied().find(|o| table.entities[*o].kind.is_police()).or_else(|| police.next())
            && let Some(id) = unit_office(context, table, &[bureau], &words[1..])
        {
            return Parties { named: vec![id], ..Parties::default() };
        }
        // "An officer spoke. His office had inspected it": the office that he is of.
        let his = words.first().is_some_and(|w| w.is("his") || w.is("her"));
        let police = owner.iter().any(|o| table.entities[*o].kind.is_police());
        if phrase.head == "office" && his && police {
            return Parties::assumed(owner, Assumption::Possessive);
        }
        if matches!(phrase.head, "office" | "offices") {
            let foreign = owner.iter().any(|o| table.entities[*o].kind == Kind::ForeignNgo);
            let latest = || self.latest(table, |e| e.kind == Kind::ForeignNgo).map(|e| vec![e]);
            let owner = if foreign { owner } else { latest().unwrap_or(owner) };
            return own_office(context, table, analysis, phrase.at, &owner);
        }
        if matches!(phrase.head, "counterpart" | "counterparts") {
            let police = owner.iter().any(|o| table.entities[*o].kind.is_police());
            let latest = || self.latest(table, |e| e.kind.is_police()).map(|e| vec![e]);
            let owner = if police { owner } else { latest().unwrap_or(owner) };
            return counterpart(context, table, words, &owner);
        }
        // "the Wuhan PSB and its Hongshan Sub-Bureau"
        if phrase.head == "sub-bureau"
            && let Some(id) = sub_bureau(context, table, &owner, &words[1..])
        {
            return Parties { named: vec![id], ..Parties::default() };
        }
        // "its supervisor, X": who is named right after.
        let role = reference(context.lexicon, words).is_some_and(|r| {
            r.iter().any(
                |r| matches!(r, Referent::Role(role) if matches!(role.as_str(), "supervisor" | "partner")),
            )
        });
        let apposed = analysis.chunks.get(phrase.at + 1).is_some_and(|c| c.kind == ChunkKind::Comma)
            && analysis.words_of(phrase.at + 2).iter().any(|w| !w.entities.is_empty())
            && analysis.group_from(phrase.at + 2).0.len() == 1;
        if role && apposed && !phrase.plural {
            return Parties { owner, ..Parties::default() };
        }
        // "its guests": who had that part in what was told before.
        let own_band = context.lexicon.language.nouns.bands.contains(phrase.head);
        let part = reference(context.lexicon, words).filter(|_| !own_band);
        let part = part.into_iter().flatten().find_map(|r| match &r {
            Referent::Role(role) if !matches!(role.as_str(), "supervisor" | "partner") => {
                self.referent(context, table, r, phrase.wanted())
            }
            _ => None,
        });
        if let Some(part) = part {
            return part;
        }
        // "replied its chief representative": only a foreign NGO has one.
        let owner = if words.iter().any(|w| w.is("chief")) && words.iter().any(|w| w.is("representative")) {
            let foreign = owner.iter().any(|o| table.entities[*o].kind == Kind::ForeignNgo);
            let latest = || self.latest(table, |e| e.kind == Kind::ForeignNgo).map(|e| vec![e]);
            if foreign { owner } else { latest().unwrap_or(owner) }
        } else {
            owner
        };
        // "our university", "our chamber": who speaks.
        let own = matches!(words.first().map(|w| w.text.as_str()), Some("our" | "my"));
        if own && words.len() == 2 && owner.iter().any(|o| table.entities[*o].has_word(phrase.head)) {
            return Parties::assumed(owner, Assumption::Possessive);
        }
        // "its supervisor has asked it": the unit, and whose supervisor it is.
        if matches!(phrase.head, "supervisor" | "supervisors")
            && let Some(holder) = self.by_role_of(context, table, words, &owner)
        {
            return Parties { owner, ..holder };
        }
        // "promised its officers a plan", said of an NGO: those of the police.
        if seen_verb
            && phrase.plural
            && !owner.is_empty()
            && words.last().is_some_and(|w| context.lexicon.names.police_people.contains(&w.text))
            && owner.iter().all(|o| table.entities[*o].kind == Kind::ForeignNgo)
            && let Some(police) = self.latest(table, |e| e.kind.is_police())
        {
            return Parties::assumed(vec![police], Assumption::Possessive);
        }
        // "our ladies’ committee", "our choir"
        if own && table.voice.is_some() && context.lexicon.language.nouns.bands.contains(phrase.head) {
            return Parties::assumed(owner, Assumption::Possessive);
        }
        // "their common supervisor, X": not they themselves.
        let apposed = analysis.chunks.get(phrase.at + 1).is_some_and(|c| c.kind == ChunkKind::Comma)
            && analysis.words_of(phrase.at + 2).iter().any(|w| !w.entities.is_empty());
        if apposed && matches!(phrase.head, "supervisor" | "supervisors") {
            return Parties { owner, ..Parties::default() };
        }
        // "put up boards at X and gave booklets to its students": the police have none.
        let policed = !owner.is_empty() && owner.iter().all(|o| table.entities[*o].kind.is_police());
        if policed && let Some(named) = self.people_of_house(context.lexicon, table, words) {
            return Parties::assumed(named, Assumption::People);
        }
        if is_person(context.lexicon, words) && !owner.is_empty() {
            // "its secretary-general", said of the police: the other's.
            let police = owner.iter().all(|o| table.entities[*o].kind.is_police());
            if police && words.iter().any(|w| context.lexicon.names.governors.contains(&w.text)) {
                let other = |e: &crate::extract::entity::Entity| {
                    !e.kind.is_police() && e.kind != Kind::RepresentativeOffice
                };
                if let Some(other) = self.latest(table, other) {
                    return Parties::assumed(vec![other], Assumption::Possessive);
                }
            }
            // "The PSB visited X. Its director promised": whose house was visited.
            let visited = context.rows.last().filter(|r| {
                r.post == context.post
                    && police
                    && phrase.at == 0
                    && matches!(phrase.head, "director" | "head" | "manager" | "spokesman" | "spokeswoman")
                    && matches!(r.kind.as_str(), "Visit" | "Inspection")
                    && owner.iter().all(|o| r.agent.contains(o))
            });
            if let Some([host]) = visited.map(|r| r.target.as_slice()) {
                return Parties::assumed(vec![*host], Assumption::Possessive);
            }
            // "met with its leaders": not its own.
            let with = phrase.at > 0 && analysis.preposition(phrase.at - 1) == Some("with");
            let other = with.then(|| self.recent().find(|m| !owner.contains(m))).flatten();
            let named = other.map_or(owner, |o| vec![o]);
            return Parties::assumed(named, Assumption::Possessive);
        }
        if let Some(parties) = self.by_role_of(context, table, words, &owner) {
            return parties;
        }
        // "its guests", "its host"
        if let Some(parties) = self.described(context, table, phrase) {
            return parties;
        }
        // "checked its bankbooks": not the subject's own.
        let subject = self.clause_subject(analysis, phrase.at, before);
        let own = matches!(
            phrase.head,
            "gratitude" | "thanks" | "appreciation" | "hope" | "hopes" | "word" | "promise" | "willingness"
        );
        let other = if seen_verb && !own && !subject.is_empty() && verb_governs(analysis, phrase.at) {
            self.recent().find(|m| !subject.contains(m))
        } else {
            None
        };
        Parties { owner: other.map(|o| vec![o]).unwrap_or(owner), ..Parties::default() }
    }

    /// "the bureau’s Overseas NGO Management Office": what a described body possesses; the genitive is word `g`.
    pub(super) fn of_a_description(
        &self,
        context: &Context,
        table: &mut Table,
        analysis: &Analysis,
        phrase: &Phrase,
        g: usize,
    ) -> Parties {
        // "the exporters’ union": the name has the genitive too.
        let nouns: Vec<String> =
            phrase.words.iter().filter(|w| w.tag == Tag::Noun).map(|w| w.text.clone()).collect();
        let whole = |e: &EntityId| {
            let entity = &table.entities[*e];
            nouns.iter().all(|n| entity.has_word(n) || entity.has_word(&format!("{n}'")))
        };
        if nouns.len() > 1
            && reference(context.lexicon, phrase.words).is_some()
            && let Some(id) = self.recent().find(whole)
        {
            return Parties::assumed(vec![id], Assumption::Description);
        }
        // "the city’s officers"
        if let Some(id) = self.police_of_level(context, table, phrase.words) {
            return Parties::assumed(vec![id], Assumption::Description);
        }
        let (owner, own) = phrase.words.split_at(g);
        // "Wuhu’s officers"
        if let Some(id) = self.people_from(context, table, own, owner) {
            return Parties::assumed(vec![id], Assumption::People);
        }
        let head = owner.last().map_or("", |w| w.text.as_str());
        // "the provincial office’s staff"
        if is_person(context.lexicon, own)
            && let Some(id) = self.police_of_level(context, table, owner)
        {
            return Parties::assumed(vec![id], Assumption::Description);
        }
        // "the schools’ principals": of all of them.
        let wanted = Wanted { head, plural: singular(head).is_some(), ..Wanted::default() };
        let referents = reference(context.lexicon, owner).unwrap_or_default();
        let Some(owner) = referents.iter().find_map(|r| self.referent(context, table, r, wanted)) else {
            return Parties::default();
        };
        if let Some(id) = unit_office(context, table, &owner.named, own) {
            return Parties { named: vec![id], ..Parties::default() };
        }
        if is_person(context.lexicon, own) {
            return owner;
        }
        if own.last().is_some_and(|w| w.is("office") || w.is("offices")) {
            return own_office(context, table, analysis, phrase.at, &owner.named);
        }
        self.by_role_of(context, table, own, &owner.named)
            .map(|holder| Parties { owner: owner.named.clone(), ..holder })
            .unwrap_or_else(|| Parties { owner: owner.named, ..Parties::default() })
    }
}
