//! Whom the words of a description mean by a role, a country, a place, a field, the words of a name.

use super::Phrase;
use crate::extract::assume::Assumption;
use crate::extract::discourse::noun::{count_of, is_person, reference};
use crate::extract::discourse::{Context, Discourse, Parties};
use crate::extract::entity::{EntityId, Table};
use crate::extract::names::{Kind, place_pair};
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::Referent;

impl Discourse {
    /// "its supervisor", "X’s partner unit": who holds that role for the owner.
    pub(super) fn by_role_of(
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
                return Some(Parties::assumed(vec![id], Assumption::Possessive));
            }
        }
        None
    }

    /// "the Americans", "the Spanish institute", "the Malagasy group": whose home that is.
    pub(super) fn of_country(&self, context: &Context, table: &Table, words: &[Word]) -> Option<Parties> {
        let countries = &context.lexicon.countries;
        let word = words.iter().find(|w| w.capital && w.entities.is_empty() && w.tag != Tag::Determiner)?;
        let shown = word.span.of(context.text);
        let people = countries.find_people(shown);
        let country =
            people.or_else(|| countries.find_adjective(shown)).or_else(|| countries.find_name(shown))?;
        if country.alpha2 == "CN" && reference(context.lexicon, words).is_some() {
            let id = self.latest(table, |e| e.kind == Kind::DomesticOrganization)?;
            return Some(Parties::assumed(vec![id], Assumption::Description));
        }
        let last = words.last().is_some_and(|w| w.span == word.span);
        let body = reference(context.lexicon, words).is_some() || is_person(context.lexicon, words);
        if !(last || body) {
            return None;
        }
        let home = |e: &EntityId| table.entities[*e].origin.as_deref() == Some(country.alpha2.as_str());
        // "the three Macau groups"
        let number = words.iter().find_map(|w| count_of(&w.text)).filter(|n| *n > 1);
        let abroad = |e: &EntityId| home(e) && table.entities[*e].kind == Kind::ForeignNgo;
        if let Some(all) =
            number.and_then(|n| self.set(table, &abroad, Some(n), &[]).filter(|a| a.len() == n))
        {
            return Some(Parties::assumed(all, Assumption::Description));
        }
        let id = self.recent().find(home)?;
        Some(Parties::assumed(vec![id], Assumption::Description))
    }

    /// "the Hubei office", "the Wuhan police": the office of that place, which the document may have named in another post.
    pub(super) fn people_of_place(
        &self,
        context: &Context,
        table: &Table,
        phrase: &Phrase,
    ) -> Option<Parties> {
        let of_office = matches!(phrase.head, "office" | "team" | "side")
            || context.lexicon.names.police_people.contains(phrase.head);
        let place: Vec<&Word> =
            phrase.words.iter().filter(|w| w.capital && w.tag != Tag::Determiner).collect();
        let (first, last) = (place.first()?, place.last()?);
        if !of_office
            || phrase.plural && phrase.head == "offices"
            || place.iter().any(|w| !w.entities.is_empty())
        {
            return None;
        }
        let words = first.span.cover(last.span).of(context.text);
        let place = Some(place_pair(context.lexicon.places.resolve(words, None)?));
        let here = self.recent().find(|e| {
            let entity = &table.entities[*e];
            entity.place == place && (entity.kind == Kind::RepresentativeOffice || entity.kind.is_police())
        });
        let id = here.or_else(|| table.police_of(&place, None))?;
        Some(Parties::assumed(vec![id], Assumption::Description))
    }

    /// "the Fellowship", "the Board": the latest body whose name has the capitalised words of the description.
    pub(super) fn by_capital(&self, table: &Table, phrase: &Phrase) -> Option<EntityId> {
        let nouns: Vec<&Word> = phrase.words.iter().filter(|w| w.tag != Tag::Determiner).collect();
        let capital = !nouns.is_empty()
            && nouns.iter().all(|w| w.capital && w.entities.is_empty() && w.tag == Tag::Noun);
        let named = |e: &EntityId| {
            let entity = &table.entities[*e];
            entity.kind != Kind::RepresentativeOffice && nouns.iter().all(|w| entity.has_word(&w.text))
        };
        if capital { self.recent().find(named) } else { None }
    }

    /// "the education officials": the latest body whose name has the words before the people.
    pub(super) fn by_field(&self, table: &Table, words: &[Word]) -> Option<EntityId> {
        let (_, before) = words.split_last()?;
        let field: Vec<&str> = before
            .iter()
            .filter(|w| w.tag == Tag::Noun && w.text.len() > 2)
            .map(|w| w.text.as_str())
            .collect();
        let named = |e: &EntityId| {
            let entity = &table.entities[*e];
            entity.kind != Kind::RepresentativeOffice && field.iter().all(|w| entity.has_word(w))
        };
        if field.is_empty() { None } else { self.recent().find(named) }
    }

    /// The latest body whose name has all the words of a description of two words or more.
    pub(super) fn by_words(&self, table: &Table, words: &[Word]) -> Option<EntityId> {
        let nouns: Vec<&str> = words
            .iter()
            .filter(|w| matches!(w.tag, Tag::Noun | Tag::Verb))
            .map(|w| w.text.as_str())
            .collect();
        if nouns.len() < 2 {
            return None;
        }
        // "the first foreign NGO" is no office that manages them.
        let ngo = matches!(nouns.last(), Some(&("ngo" | "ngos")));
        let all = |e: &EntityId| {
            let entity = &table.entities[*e];
            !(ngo && entity.kind.is_police()) && nouns.iter().all(|n| entity.has_word(n))
        };
        self.recent().find(all)
    }
}
