//! Descriptions by what their noun may refer to: "the office", "these charities", "three universities".

use super::{Phrase, place_words};
use crate::extract::assume::Assumption;
use crate::extract::clause::Analysis;
use crate::extract::discourse::noun::{is_person, reference};
use crate::extract::discourse::{Context, Discourse, Parties};
use crate::extract::entity::{EntityId, Table};
use crate::extract::names::{Kind, place_pair};
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::Referent;

impl Discourse {
    /// "the office", "the two universities", "the Spanish institute", "the director".
    pub(super) fn definite(
        &self,
        context: &Context,
        table: &Table,
        analysis: &Analysis,
        phrase: &Phrase,
    ) -> Option<Parties> {
        // "this Department": who issues the notice.
        if let ([this, word], Some(voice)) = (phrase.words, table.voice)
            && this.is("this")
            && word.capital
            && table.entities[voice].has_word(&word.text)
        {
            return Some(Parties::assumed(vec![voice], Assumption::Description));
        }
        // "the scholarship fund of X": X has it, and nobody spoken of before is meant.
        if matches!(phrase.head, "fund" | "funds" | "foundation" | "library" | "school" | "hospital")
            && analysis.preposition(phrase.at + 1) == Some("of")
            && analysis.words_of(phrase.at + 2).iter().any(|w| !w.entities.is_empty())
        {
            return None;
        }
        if let Some(id) = self.organ_of_field(table, analysis, phrase) {
            return Some(Parties::assumed(vec![id], Assumption::Description));
        }
        if let Some(id) = self.office_of_place(context, table, phrase) {
            return Some(Parties::assumed(vec![id], Assumption::Description));
        }
        if let Some(parties) = self.of_country(context, table, phrase.words) {
            return Some(parties);
        }
        if let Some(parties) = self.people_of_place(context, table, phrase) {
            return Some(parties);
        }
        // "the trade association": whose name has both words, before whose name has one.
        if !phrase.plural
            && reference(context.lexicon, phrase.words).is_some()
            && let Some(id) = self.by_words(table, phrase.words)
        {
            return Some(Parties::assumed(vec![id], Assumption::Description));
        }
        // "the balsa producers": whose name has all of it.
        if phrase.plural
            && phrase.number.is_none()
            && reference(context.lexicon, phrase.words).is_none()
            && let Some(id) = self.by_words(table, phrase.words)
        {
            return Some(Parties::assumed(vec![id], Assumption::Description));
        }
        // "the Fellowship", "the Growers": whose name has the word.
        if (!phrase.plural || phrase.words.len() == 2 && phrase.words[1].capital)
            && phrase.number.is_none()
            && reference(context.lexicon, phrase.words).is_none_or(|r| r.contains(&Referent::Named))
            && let Some(id) = self.by_capital(table, phrase)
        {
            return Some(Parties::assumed(vec![id], Assumption::Description));
        }
        if let Some(mut parties) = self.described(context, table, phrase) {
            // A counted set of which only some are named keeps its words.
            if phrase.plural && phrase.number.is_some_and(|n| n > parties.named.len()) {
                let words: Vec<&str> = phrase.words.iter().map(|w| w.text.as_str()).collect();
                parties.unnamed.push(words.join(" "));
            }
            return Some(parties);
        }
        let person = is_person(context.lexicon, phrase.words) && !phrase.complement;
        if person && let Some(id) = self.by_field(table, phrase.words) {
            return Some(Parties::assumed(vec![id], Assumption::People));
        }
        if person && let Some(named) = self.people_of(context.lexicon, table, phrase.words) {
            return Some(Parties::assumed(named, Assumption::People));
        }
        person.then(|| self.person(context, table, phrase.words, phrase.plural)).flatten()
    }

    /// "the department of education": the latest organ whose name has those words.
    fn organ_of_field(&self, table: &Table, analysis: &Analysis, phrase: &Phrase) -> Option<EntityId> {
        let organ =
            matches!(phrase.head, "department" | "bureau" | "commission" | "ministry" | "administration");
        if !organ || phrase.words.len() != 2 || analysis.preposition(phrase.at + 1) != Some("of") {
            return None;
        }
        let field = analysis.words_of(phrase.at + 2);
        let named = |e: &EntityId| {
            let entity = &table.entities[*e];
            entity.has_word(phrase.head) && field.iter().all(|w| entity.has_word(&w.text))
        };
        if field.iter().any(|w| !w.entities.is_empty()) { None } else { self.recent().find(named) }
    }

    /// Whom the phrase describes, by what its noun may refer to.
    pub(super) fn described(&self, context: &Context, table: &Table, phrase: &Phrase) -> Option<Parties> {
        // "the delegation from X" is of X, whoever came before.
        if phrase.complement && context.lexicon.language.nouns.bands.contains(phrase.head) {
            return None;
        }
        if let Some(id) = self.police_of_level(context, table, phrase.words) {
            return Some(Parties::assumed(vec![id], Assumption::Description));
        }
        // "the police": those last spoken of, and who came with them; not all of the document.
        let names = &context.lexicon.names;
        if phrase.number.is_none()
            && phrase.plural
            && !phrase.complement
            && names.police_people.contains(phrase.head)
            && reference(context.lexicon, phrase.words)?.iter().all(|r| matches!(r, Referent::Type(_)))
            && phrase.words.iter().all(|w| w.tag == Tag::Determiner || w.is(phrase.head))
        {
            return self.person(context, table, phrase.words, true);
        }
        let mut referents = reference(context.lexicon, phrase.words)?.to_vec();
        // "the two foreign bodies"
        if phrase.words.iter().any(|w| w.is("foreign") || w.is("overseas")) {
            for referent in referents.iter_mut().filter(|r| matches!(r, Referent::Any)) {
                *referent = Referent::Type(Kind::ForeignNgo.name().to_owned());
            }
        }
        // "the PSB", where this paragraph has spoken of bureaus alone: one of them.
        let bureau = Referent::Type(Kind::PublicSecurityBureau.name().to_owned());
        if phrase.head == "psb" && self.paragraph_kinds(table).all(|k| k != Kind::PsbOffice) {
            referents.sort_by_key(|r| *r != bureau);
        }
        // "all three agencies": of the kinds that may be meant, the one of which there are three, best in this paragraph.
        let mut meant = referents.iter().filter_map(|r| self.referent(context, table, r, phrase.wanted()));
        if let Some(n) = phrase.number {
            let all: Vec<Parties> = meant.collect();
            let counted = |p: &Parties| p.named.len() == n;
            let here = |p: &Parties| counted(p) && p.named.iter().all(|e| self.is_here(*e));
            let exact = all.iter().position(here).or_else(|| all.iter().position(counted));
            let kinds = referents.iter().filter(|r| matches!(r, Referent::Type(_))).count();
            // "the two organizations", of which one is no NGO.
            let mixed = || {
                let bodies = |e: &EntityId| table.entities[*e].kind != Kind::RepresentativeOffice;
                let named = self.set(table, &bodies, phrase.number, &phrase.except)?;
                (kinds > 1 && named.len() == n).then(|| Parties::assumed(named, Assumption::Description))
            };
            return match exact {
                Some(exact) => all.into_iter().nth(exact),
                None => mixed().or_else(|| all.into_iter().next()),
            };
        }
        meant.next()
    }

    /// "the Hubei office", "the Wuhan bureau": the police of a place, wherever the document named them; unless the post
    /// has spoken of another office there.
    fn office_of_place(&self, context: &Context, table: &Table, phrase: &Phrase) -> Option<EntityId> {
        if !matches!(phrase.head, "office" | "bureau") || phrase.complement || phrase.plural {
            return None;
        }
        let place: Vec<&Word> = phrase.words.iter().filter(|w| w.capital).collect();
        let (first, last) = (place.first()?, place.last()?);
        let shown = first.span.cover(last.span).of(context.text);
        let place = Some(place_pair(context.lexicon.places.resolve(shown, None)?));
        if phrase.words.len() > place_words(shown) + 2 {
            return None;
        }
        let there = |e: &EntityId| {
            let entity = &table.entities[*e];
            let kind =
                if phrase.head == "office" { Kind::RepresentativeOffice } else { Kind::GovernmentBody };
            (entity.kind == kind || entity.kind.is_police()) && entity.place == place
        };
        match self.recent().find(there) {
            Some(id) if table.entities[id].kind.is_police() => table.police_of(&place, None).or(Some(id)),
            Some(_) => None,
            None => table.police_of(&place, None),
        }
    }

    /// The types of the bodies that this paragraph has spoken of, where one of them is a bureau.
    fn paragraph_kinds(&self, table: &Table) -> impl Iterator<Item = Kind> {
        let here = self.mentioned.get(self.paragraph..).unwrap_or_default();
        here.iter().map(|e| table.entities[*e].kind)
    }

    /// A phrase that points at nobody by itself: people of a body already there, or parties without a name.
    pub(super) fn bare(&self, context: &Context, table: &Table, phrase: &Phrase) -> Parties {
        let words = phrase.words;
        let person = is_person(context.lexicon, words);
        // "officers", "PSB officials": bare people of a body already there.
        let people_of_police = matches!(
            phrase.head,
            "officers" | "police" | "inspectors" | "personnel" | "policemen" | "authorities"
        );
        if !phrase.definite
            && words.iter().all(|w| w.tag != Tag::Number)
            && person
            && !phrase.complement
            && people_of_police
            && let Some(parties) = self.person(context, table, words, true)
        {
            return parties;
        }
        // "PSB personnel", not "PSB officials from the two offices"
        if !phrase.complement
            && words.iter().any(|w| matches!(w.text.as_str(), "psb" | "psbs" | "police"))
            && (phrase.definite || person || words.len() == 1)
            && let Some(id) = self.latest(table, |e| e.kind.is_police())
        {
            return Parties::assumed(vec![id], Assumption::People);
        }
        // "hosts and guests exchanged views": who had those parts.
        if words.len() == 1
            && phrase.plural
            && !phrase.complement
            && let Some(Referent::Role(role)) = reference(context.lexicon, words).and_then(|r| r.first())
            && matches!(role.as_str(), "host" | "visitor" | "guest")
            && let Some(parties) =
                self.referent(context, table, &Referent::Role(role.clone()), phrase.wanted())
        {
            return parties;
        }
        // "Staff have promised": of the body last spoken of that is no organ of police.
        if matches!(words, [only] if matches!(only.text.as_str(), "staff" | "employees" | "personnel"))
            && !phrase.complement
            && let Some(id) = self.latest(table, |e| e.kind == Kind::ForeignNgo)
        {
            return Parties::assumed(vec![id], Assumption::People);
        }
        // "24 foundations", "local volunteers"
        let unnamed = phrase.plural
            && !phrase.definite
            && !phrase.head.is_empty()
            && (phrase.number.is_some()
                || person
                || phrase.head.ends_with("ngos")
                || reference(context.lexicon, words).is_some());
        match (words.first(), words.last()) {
            (Some(a), Some(b)) if unnamed => {
                let words = a.span.cover(b.span).of(context.text).to_owned();
                Parties { unnamed: vec![words], ..Parties::default() }
            }
            _ => Parties::default(),
        }
    }
}
