//! People spoken of before, and people that only one kind of house has: "the two doctors … the doctors", "the pupils".

use super::noun::is_person;
use super::{Discourse, Parties, gather};
use crate::extract::clause::{Analysis, Group};
use crate::extract::entity::{EntityId, Table};
use crate::extract::names::Kind;
use crate::extract::reduce::Word;
use crate::lexicon::{Lexicon, singular};
use std::borrow::Cow;

/// How many kinds of people a post remembers.
const REMEMBERED: usize = 32;

/// The people that a post has spoken of, and whose they are.
#[derive(Debug, Default)]
pub(super) struct People {
    /// The noun in the singular, with their body, the latest last.
    spoken_of: Vec<(String, Vec<EntityId>)>,
    /// The body of whom "he" or "she" is, when the next sentence begins.
    pub one: Vec<EntityId>,
}

impl People {
    /// Remembers the people of a sentence with the bodies for which they stand.
    pub fn remember(&mut self, lexicon: &Lexicon, analysis: &Analysis, parties: &[Parties]) {
        let mut one = None;
        for (i, party) in parties.iter().enumerate() {
            if !analysis.is_noun(i) || party.named.is_empty() {
                continue;
            }
            let words = analysis.words_of(i);
            if words.iter().all(|w| !w.entities.is_empty()) || !is_person(lexicon, words) {
                continue;
            }
            let head = analysis.head(i);
            let several = singular(head).is_some() || is_band(head);
            if !several && party.named.len() == 1 && one.is_none() {
                one = Some(party.named.clone());
            }
            let noun = singular(head).map_or_else(|| head.to_owned(), Cow::into_owned);
            // "two lecturers of X and a clerk of Y": the lecturers are of X.
            let of = analysis.preposition(i + 1).is_some_and(|p| matches!(p, "of" | "from" | "at"));
            let group = if of { analysis.group_from(i + 2).0 } else { Group::new() };
            let whole = |c: &usize| analysis.words_of(*c).iter().any(|w| !w.entities.is_empty());
            let bodies: Group = group.into_iter().take_while(whole).collect();
            let own = gather(parties, &bodies).named;
            self.spoken_of.push((noun, if own.is_empty() { party.named.clone() } else { own }));
        }
        if let Some(one) = one {
            self.one = one;
        }
        let old = self.spoken_of.len().saturating_sub(REMEMBERED);
        self.spoken_of.drain(..old);
    }
}

impl Discourse {
    /// "the doctors", after "two doctors of X"; "the pupils", where one school is spoken of: whose people they are.
    pub(super) fn people_of(
        &self,
        lexicon: &Lexicon,
        table: &Table,
        words: &[Word],
    ) -> Option<Vec<EntityId>> {
        let head = words.last()?.text.as_str();
        let noun = singular(head).unwrap_or(Cow::Borrowed(head));
        if lexicon.names.everywhere.contains(&*noun) {
            return None;
        }
        let before = self.people.spoken_of.iter().rev().find(|(n, _)| *n == noun);
        if let Some((_, named)) = before {
            return Some(named.clone());
        }
        self.people_of_house(lexicon, table, words)
    }

    /// "the pupils", where one school is spoken of.
    pub(super) fn people_of_house(
        &self,
        lexicon: &Lexicon,
        table: &Table,
        words: &[Word],
    ) -> Option<Vec<EntityId>> {
        let head = words.last()?.text.as_str();
        let noun = singular(head).unwrap_or(Cow::Borrowed(head));
        let houses = &lexicon.names.houses;
        let houses = houses.get(&*noun).or_else(|| houses.get(head.strip_suffix('s')?))?;
        let mut found: Vec<EntityId> = Vec::new();
        for id in self.recent() {
            let entity = &table.entities[id];
            let house = entity.kind != Kind::RepresentativeOffice
                && entity.kind != Kind::ForeignNgo
                && houses.iter().any(|h| entity.has_word(h));
            if house && !found.contains(&id) {
                found.push(id);
            }
        }
        (found.len() == 1).then_some(found)
    }
}

/// Nouns without an ending that mean several people.
fn is_band(head: &str) -> bool {
    matches!(
        head,
        "staff" | "police" | "people" | "personnel" | "children" | "leadership" | "delegation" | "board"
    )
}
