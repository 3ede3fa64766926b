//! One noun phrase: what is named in it, else what its determiner and its head say.

use super::noun::{complement_follows, count_of, is_person, reference};
use super::office::{counterpart, own_office, unit_office};
use super::{Context, Discourse, Parties};
use crate::extract::clause::Analysis;
use crate::extract::entity::{EntityId, Table};
use crate::extract::names::Kind;
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::{Referent, singular};

impl Discourse {
    pub(super) fn phrase(
        &self,
        context: &Context,
        table: &mut Table,
        analysis: &Analysis,
        i: usize,
        seen_verb: bool,
        before: &[Parties],
    ) -> Parties {
        let words = analysis.words_of(i);
        let last_name = words.iter().rposition(|w| !w.entities.is_empty());
        if let Some(n) = last_name {
            return self.named_phrase(context, table, words, n);
        }
        let head = analysis.head(i).to_owned();
        if words.len() == 1 && words[0].tag == Tag::Pronoun {
            return self.pronoun(&words[0].text, seen_verb, analysis, i, before);
        }
        if matches!(head.as_str(), "former" | "latter") {
            return self.ordinal(&head);
        }
        // "the seven", "all three", "both"
        let number = words.iter().find_map(|w| count_of(&w.text));
        if number.is_some()
            && words.iter().all(|w| matches!(w.tag, Tag::Determiner | Tag::Number | Tag::Pronoun))
            && !complement_follows(analysis, i)
        {
            let bodies = |e: &EntityId| table.entities[*e].kind != Kind::RepresentativeOffice;
            let named = self.set(&bodies, number).unwrap_or_default();
            return Parties { assumed: true, named, ..Parties::default() };
        }
        let possessive = words.first().filter(|w| w.tag == Tag::Possessive).map(|w| w.text.clone());
        let plural = singular(&head).is_some() && head != "headquarters"
            || matches!(head.as_str(), "police" | "staff" | "people" | "personnel");
        let all = words.first().is_some_and(|w| w.is("all"))
            && words.get(1).is_some_and(|w| matches!(w.tag, Tag::Determiner | Tag::Number | Tag::Possessive));
        let definite =
            all || words.first().is_some_and(|w| {
                matches!(w.text.as_str(), "the" | "this" | "that" | "these" | "those" | "both" | "each")
            }) || possessive.is_some();
        // "its representative office in Suzhou", "their chief representative"
        if let Some(possessive) = &possessive {
            let owner = self.owner(possessive, seen_verb, analysis, i, before);
            if head == "office" || head == "offices" {
                let foreign = owner.iter().any(|o| table.entities[*o].kind == Kind::ForeignNgo);
                let owner = if foreign {
                    owner
                } else {
                    self.latest(table, |e| e.kind == Kind::ForeignNgo).map(|e| vec![e]).unwrap_or(owner)
                };
                return own_office(context, table, analysis, i, &owner);
            }
            if head == "counterpart" || head == "counterparts" {
                return counterpart(context, table, words, &owner);
            }
            if is_person(context.lexicon, words) && !owner.is_empty() {
                // "met with its leaders": not its own.
                let with = i > 0 && analysis.preposition(i - 1) == Some("with");
                let others: Vec<EntityId> = if with {
                    self.recent().find(|m| !owner.contains(m)).into_iter().collect()
                } else {
                    Vec::new()
                };
                let owner = if others.is_empty() { owner } else { others };
                return Parties { named: owner, assumed: true, ..Parties::default() };
            }
            if let Some(parties) = self.by_role_of(context, table, words, &owner) {
                return parties;
            }
            // "its guests", "its host"
            let referents = reference(context.lexicon, words).unwrap_or_default();
            if let Some(found) =
                referents.iter().find_map(|r| self.referent(context, table, r, plural, number, &head))
            {
                return found;
            }
            // "checked its bankbooks": not the subject's own.
            let other = if seen_verb && !self.topic.is_empty() {
                self.recent().find(|m| !self.topic.contains(m))
            } else {
                None
            };
            return Parties { owner: other.map(|o| vec![o]).unwrap_or(owner), ..Parties::default() };
        }
        // "the bureau’s Overseas NGO Management Office"
        if let Some(g) = words.iter().position(|w| w.tag == Tag::Genitive) {
            let (owner, own) = words.split_at(g);
            let owner = reference(context.lexicon, owner).and_then(|rs| {
                rs.iter().find_map(|r| {
                    self.referent(
                        context,
                        table,
                        r,
                        false,
                        None,
                        owner.last().map_or("", |w| w.text.as_str()),
                    )
                })
            });
            if let Some(owner) = owner {
                if let Some(id) = unit_office(context, table, &owner.named, own) {
                    return Parties { named: vec![id], ..Parties::default() };
                }
                if is_person(context.lexicon, own) {
                    return owner;
                }
                if own.last().is_some_and(|w| w.is("office") || w.is("offices")) {
                    return own_office(context, table, analysis, i, &owner.named);
                }
                if let Some(parties) = self.by_role_of(context, table, own, &owner.named) {
                    return parties;
                }
                return Parties { owner: owner.named, ..Parties::default() };
            }
            return Parties::default();
        }
        if definite && let Some(parties) = self.of_country(context, table, words) {
            return parties;
        }
        if definite {
            if let Some(referents) = reference(context.lexicon, words) {
                // "the trade association": whose name has both words, before whose name has one.
                if let Some(id) = self.by_words(table, words).filter(|_| !plural) {
                    return Parties { named: vec![id], assumed: true, ..Parties::default() };
                }
                for referent in referents {
                    if let Some(parties) = self.referent(context, table, referent, plural, number, &head) {
                        return self.describe(analysis, i, plural, number, parties);
                    }
                }
            }
            if is_person(context.lexicon, words)
                && !complement_follows(analysis, i)
                && let Some(parties) = self.person(context, table, words, plural)
            {
                return parties;
            }
        }
        // "officers", "PSB officials": bare people of a body already there.
        if !definite
            && words.iter().all(|w| w.tag != Tag::Number)
            && is_person(context.lexicon, words)
            && !complement_follows(analysis, i)
            && matches!(
                head.as_str(),
                "officers" | "police" | "inspectors" | "personnel" | "policemen" | "authorities"
            )
            && let Some(parties) = self.person(context, table, words, true)
        {
            return parties;
        }
        // "two of its officers", "PSB personnel"
        if words.iter().any(|w| matches!(w.text.as_str(), "psb" | "psbs" | "police"))
            && (definite || is_person(context.lexicon, words) || words.len() == 1)
            && let Some(id) = self.latest(table, |e| e.kind.is_police())
        {
            return Parties { named: vec![id], assumed: true, ..Parties::default() };
        }
        if plural
            && !definite
            && !head.is_empty()
            && (number.is_some()
                || is_person(context.lexicon, words)
                || head.ends_with("ngos")
                || reference(context.lexicon, words).is_some())
        {
            let span =
                words.first().map(|w| w.span).zip(words.last().map(|w| w.span)).map(|(a, b)| a.cover(b));
            if let Some(span) = span {
                return Parties { unnamed: vec![span.of(context.text).to_owned()], ..Parties::default() };
            }
        }
        Parties::default()
    }

    /// A phrase with a name in it: the name, or what the name possesses.
    fn named_phrase(&self, context: &Context, table: &mut Table, words: &[Word], n: usize) -> Parties {
        let name = &words[n];
        let after = &words[n + 1..];
        let whole = Parties { named: name.entities.clone(), via: name.via.clone(), ..Parties::default() };
        let tail: Vec<&Word> =
            after.iter().filter(|w| !matches!(w.tag, Tag::Genitive | Tag::Quote)).collect();
        if tail.is_empty() || is_person(context.lexicon, words) {
            return whole;
        }
        let genitive = after.iter().any(|w| w.tag == Tag::Genitive);
        if genitive {
            if let Some(parties) = self.by_role_of(context, table, &words[n + 1..], &name.entities) {
                return parties;
            }
            let head = tail.last().map_or("", |w| w.text.as_str());
            if let ("office", Some(id)) = (head, unit_office(context, table, &name.entities, &words[n + 1..]))
            {
                return Parties { named: vec![id], ..Parties::default() };
            }
            if matches!(head, "office" | "headquarters" | "side" | "branch") {
                return whole;
            }
        }
        Parties { owner: name.entities.clone(), ..Parties::default() }
    }

    /// "its supervisor", "X’s partner unit": who holds that role for the owner.
    fn by_role_of(
        &self,
        context: &Context,
        table: &Table,
        words: &[Word],
        owner: &[EntityId],
    ) -> Option<Parties> {
        let referents = reference(context.lexicon, words)?;
        for referent in referents {
            let Referent::Role(role) = referent else { continue };
            let wanted = match role.as_str() {
                "supervisor" => "SupervisoryUnit",
                "partner" => "PartnerUnit",
                _ => continue,
            };
            let found =
                self.recent().find(|e| table.entities[*e].roles.contains(&wanted) && !owner.contains(e));
            if let Some(id) = found {
                return Some(Parties { named: vec![id], assumed: true, ..Parties::default() });
            }
        }
        None
    }

    /// "the Americans", "the Spanish institute", "the Malagasy group": whose home that is.
    fn of_country(&self, context: &Context, table: &Table, words: &[Word]) -> Option<Parties> {
        let countries = &context.lexicon.countries;
        let word = words.iter().find(|w| w.capital && w.entities.is_empty())?;
        let shown = word.span.of(context.text);
        let people = countries.find_people(shown);
        let country = people.or_else(|| countries.find_adjective(shown)).filter(|c| c.alpha2 != "CN")?;
        let last = words.last().is_some_and(|w| w.span == word.span);
        let body = reference(context.lexicon, words).is_some();
        if !(last && people.is_some() || body) {
            return None;
        }
        let home = |e: &EntityId| table.entities[*e].origin.as_deref() == Some(country.alpha2.as_str());
        let id = self.recent().find(home)?;
        Some(Parties { named: vec![id], assumed: true, ..Parties::default() })
    }

    /// The latest body whose name has all the words of a description of two words or more.
    fn by_words(&self, table: &Table, words: &[Word]) -> Option<EntityId> {
        let nouns: Vec<&str> = words
            .iter()
            .filter(|w| matches!(w.tag, Tag::Noun | Tag::Verb))
            .map(|w| w.text.as_str())
            .collect();
        if nouns.len() < 2 {
            return None;
        }
        let all = |e: &EntityId| nouns.iter().all(|n| table.entities[*e].has_word(n));
        self.recent().find(all)
    }

    /// A counted set of which only some are named keeps its words.
    fn describe(
        &self,
        analysis: &Analysis,
        i: usize,
        plural: bool,
        number: Option<usize>,
        mut parties: Parties,
    ) -> Parties {
        if plural && number.is_some_and(|n| n > parties.named.len()) {
            parties
                .unnamed
                .push(analysis.words_of(i).iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" "));
        }
        parties
    }
}
