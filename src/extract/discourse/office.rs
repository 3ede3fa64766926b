//! Offices that a phrase speaks of by their owner: "its Beijing office", "its Hengshui counterpart", "the bureau’s
//! Foreign NGO Management Office".

use super::{Context, Parties};
use crate::extract::assume::Assumption;
use crate::extract::clause::Analysis;
use crate::extract::entity::{EntityId, Table};
use crate::extract::names::{Kind, Place, place_pair};
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;

/// "its representative office in Suzhou", "their Beijing office": the owner, through its office.
pub(super) fn own_office(
    context: &Context,
    table: &mut Table,
    analysis: &Analysis,
    i: usize,
    owner: &[EntityId],
) -> Parties {
    let words = analysis.words_of(i);
    let mut out = Parties::assumed(owner.to_vec(), Assumption::Possessive);
    let place_of = |words: &[Word]| -> Option<Place> {
        // "the Association’s Harbin office": what stands after the genitive.
        let own = words.iter().rposition(|w| w.tag == Tag::Genitive).map_or(0, |g| g + 1);
        let capital: Vec<&Word> =
            words[own..].iter().filter(|w| w.capital && w.entities.is_empty()).collect();
        let (a, b) = (capital.first()?, capital.last()?);
        context.lexicon.places.resolve(a.span.cover(b.span).of(context.text), None).map(place_pair)
    };
    // "the Institute’s new Beijing office": the place stands after the owner.
    let own = words.iter().rposition(|w| w.tag == Tag::Genitive).map_or(words, |g| &words[g + 1..]);
    let before = place_of(own);
    let mut last = words;
    let mut place = before.clone();
    if place.is_none() && analysis.preposition(i + 1) == Some("in") && analysis.is_noun(i + 2) {
        place = place_of(analysis.words_of(i + 2));
        if place.is_some() {
            last = analysis.words_of(i + 2);
        }
    }
    let representative = words.iter().any(|w| w.is("representative"));
    let (Some(first), Some(end)) = (words.first(), last.last()) else { return out };
    if !(representative || place.is_some()) {
        return out;
    }
    let span = first.span.cover(end.span);
    let kind = if representative { "representative office" } else { "office" };
    for id in owner {
        if table.entities[*id].kind != Kind::ForeignNgo {
            continue;
        }
        let known = table
            .offices_of(*id)
            .iter()
            .copied()
            .find(|office| place.is_none() || table.entities[*office].place == place);
        let wording = match (&before, &place) {
            (Some((place, _)), _) => format!("{place} {kind}"),
            (None, Some((place, _))) => format!("{kind} in {place}"),
            (None, None) => kind.to_owned(),
        };
        let office = known.unwrap_or_else(|| {
            let name = format!("{} {wording}", table.entities[*id].name);
            table.add_described(Kind::RepresentativeOffice, name, place.clone(), Some(*id), span)
        });
        table.entities[office].call(span.of(context.text));
        table.entities[office].mentions.push(span);
        out.via.push(office);
    }
    out
}

/// "its Hengshui counterpart": the same kind of office of another place.
pub(super) fn counterpart(
    context: &Context,
    table: &mut Table,
    words: &[Word],
    owner: &[EntityId],
) -> Parties {
    let capital: Vec<&Word> = words.iter().filter(|w| w.capital).collect();
    let (Some(a), Some(b), Some(model)) =
        (capital.first(), capital.last(), owner.iter().find(|o| table.entities[**o].kind.is_police()))
    else {
        return Parties::default();
    };
    let Some(place) = context.lexicon.places.resolve(a.span.cover(b.span).of(context.text), None) else {
        return Parties::default();
    };
    let kind = table.entities[*model].kind;
    let wording = if kind == Kind::PsbOffice { "PSB Foreign NGO Management Office" } else { "PSB" };
    let pair = Some(place_pair(place));
    let existing = table.police_of(&pair, None).filter(|e| table.entities[*e].kind == kind);
    let span = words.first().map_or(a.span, |w| w.span.cover(b.span));
    let id = existing
        .unwrap_or_else(|| table.add_described(kind, format!("{} {wording}", place.name), pair, None, span));
    Parties::assumed(vec![id], Assumption::Possessive)
}

/// The foreign-NGO office of a public security organ that the words after its possessive name.
pub(super) fn unit_office(
    context: &Context,
    table: &mut Table,
    owner: &[EntityId],
    own: &[Word],
) -> Option<EntityId> {
    let bureau = *owner.first().filter(|o| table.entities[**o].kind.is_police())?;
    if !own.iter().any(|w| matches!(w.text.as_str(), "ngo" | "ngos"))
        || !own.last().is_some_and(|w| w.is("office"))
    {
        return None;
    }
    if table.entities[bureau].kind == Kind::PsbOffice {
        return Some(bureau);
    }
    let capital: Vec<&Word> = own.iter().filter(|w| w.tag != Tag::Genitive).collect();
    let span = capital.first()?.span.cover(capital.last()?.span);
    let name = format!("{} {}", table.entities[bureau].name, span.of(context.text));
    let place = table.entities[bureau].place.clone();
    let known = table.police_of(&place, None).filter(|e| table.entities[*e].kind == Kind::PsbOffice);
    Some(known.unwrap_or_else(|| table.add_described(Kind::PsbOffice, name, place, Some(bureau), span)))
}

/// The sub-bureau of a public security organ that the words after its possessive name: "its Hongshan Sub-Bureau".
pub(super) fn sub_bureau(
    context: &Context,
    table: &mut Table,
    owner: &[EntityId],
    own: &[Word],
) -> Option<EntityId> {
    let bureau = *owner.iter().find(|o| table.entities[**o].kind == Kind::PublicSecurityBureau)?;
    let (first, last) = (own.first().filter(|w| w.capital)?, own.last()?);
    let span = first.span.cover(last.span);
    let name = format!("{} {}", table.entities[bureau].name, span.of(context.text));
    if own.len() < 2 {
        return None;
    }
    let id = table.add_described(Kind::PublicSecurityBureau, name, None, None, span);
    table.branches.push((id, bureau, span));
    Some(id)
}
