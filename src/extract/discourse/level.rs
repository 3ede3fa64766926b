//! Public security organs told by their rank or their place alone: "the provincial office", "the city PSB", "two officers
//! from Qingdao", "the city’s officers".

use super::{Context, Discourse};
use crate::extract::entity::{EntityId, Table};
use crate::extract::names::{Kind, place_pair};
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::Rank;

impl Discourse {
    /// "the provincial office", "the city police": the organ of that rank that the post has spoken of last; else the only
    /// one of the document, or the one above the places of this post. None where no word says a rank.
    pub(super) fn police_of_level(
        &self,
        context: &Context,
        table: &Table,
        words: &[Word],
    ) -> Option<EntityId> {
        let provincial = words.iter().find_map(|w| match w.text.as_str() {
            "provincial" | "province" | "regional" | "region" => Some(true),
            "city" | "municipal" | "municipality" => Some(false),
            _ => None,
        })?;
        let names = &context.lexicon.names;
        let (head, own) = words.split_last()?;
        let ngo = own.iter().any(|w| matches!(w.text.as_str(), "ngo" | "management"));
        let office = head.is("office") && (ngo || own.iter().all(|w| !w.capital) && own.len() == 2);
        let bureau = matches!(head.text.as_str(), "psb" | "constabulary" | "police");
        let people = names.police_people.contains(&head.text)
            && own.iter().all(|w| {
                matches!(w.tag, Tag::Determiner | Tag::Number | Tag::Genitive | Tag::Possessive)
                    || matches!(
                        w.text.as_str(),
                        "provincial" | "province" | "regional" | "region" | "psb" | "police"
                    )
                    || matches!(w.text.as_str(), "city" | "municipal" | "municipality")
            });
        if !(office || bureau || people) || words.iter().any(|w| !w.entities.is_empty()) {
            return None;
        }
        let fits = |e: &EntityId| {
            let entity = &table.entities[*e];
            let office_only = !head.is("office") || entity.kind == Kind::PsbOffice;
            let code = entity.place.as_ref().and_then(|(_, code)| code.as_deref());
            let place = code.and_then(|code| context.lexicon.places.by_code(code));
            let ranked = place.is_some_and(|p| {
                let municipality = matches!(&p.code[..2], "11" | "12" | "31" | "50");
                (p.rank == Rank::Province) == provincial || municipality && p.rank == Rank::Province
            });
            entity.kind.is_police() && office_only && ranked
        };
        self.recent().find(fits).or_else(|| self.elsewhere(context, table, &fits))
    }

    /// The one body of the document that fits; of several, the one whose place holds all those of this post.
    fn elsewhere(
        &self,
        context: &Context,
        table: &Table,
        fits: &dyn Fn(&EntityId) -> bool,
    ) -> Option<EntityId> {
        let all: Vec<EntityId> = (0..table.entities.len()).filter(fits).collect();
        let place = |e: &EntityId| table.entities[*e].place.as_ref().and_then(|(_, code)| code.as_deref());
        let here: Vec<&str> = self.recent().filter_map(|e| place(&e)).collect();
        let holds = |e: &EntityId| {
            place(e)
                .is_some_and(|outer| here.iter().all(|inner| context.lexicon.places.is_within(inner, outer)))
        };
        let mut holding = all.iter().copied().filter(holds);
        let found = holding.next()?;
        // Office and bureau of one place are told apart by the document’s own words.
        holding.all(|other| place(&other) == place(&found)).then_some(found)
    }

    /// "officers from Qingdao", "those from Luoyang": the organ of that place. People that any body may have are its own
    /// only where this post has spoken of it.
    pub(super) fn people_from(
        &self,
        context: &Context,
        table: &Table,
        people: &[Word],
        place: &[Word],
    ) -> Option<EntityId> {
        let (first, last) = (place.first()?, place.last()?);
        if !place.iter().all(|w| w.capital && w.entities.is_empty()) {
            return None;
        }
        let words = first.span.cover(last.span).of(context.text);
        let place = Some(place_pair(context.lexicon.places.resolve(words, None)?));
        let there = |e: &EntityId| table.entities[*e].place == place;
        let police = people.iter().any(|w| {
            matches!(w.text.as_str(), "officer" | "officers" | "police" | "policemen" | "policeman" | "psb")
        });
        let here = self.recent().find(|e| there(e) && table.entities[*e].kind.is_police());
        let others = self.recent().any(|e| there(&e) && !table.entities[e].kind.is_police());
        match here {
            Some(id) if police || !others => Some(id),
            None if police => table.police_of(&place, None),
            _ => None,
        }
    }
}
