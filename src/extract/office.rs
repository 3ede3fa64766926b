//! Representative offices: "X’s Lanzhou office", "the Chengdu representative offices for A and B".

use super::assume::Assumption;
use super::entity::{EntityId, Table};
use super::names::{Evidence, Kind, Name, Place, Reader, place_pair};
use super::reduce::Placed;

/// The rule by which an office is somebody's.
pub(super) const RULE: &str = "office/name";

/// Places the names of one paragraph, each with the representative offices that the words around it speak of.
pub(crate) fn place(reader: &Reader, names: &[(&Name, EntityId)], table: &mut Table) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for (name, id) in names {
        match placed.last_mut() {
            // Members of one list share their tokens.
            Some(last) if last.start == name.tokens.0 => {
                if !last.entities.contains(id) {
                    last.entities.push(*id);
                }
            }
            Some(last) if last.end > name.tokens.0 => {}
            _ => placed.push(Placed {
                start: name.tokens.0,
                end: name.tokens.1,
                span: name.span,
                entities: vec![*id],
                via: Vec::new(),
            }),
        }
    }
    after_names(reader, &mut placed, table);
    before_names(reader, placed, table)
}

fn is_office(word: &str) -> bool {
    matches!(word, "office" | "offices" | "Office" | "Offices")
}

fn is_representative(word: &str) -> bool {
    matches!(word, "representative" | "Representative" | "rep" | "Rep" | "liaison" | "branch")
}

/// "X’s (Japan) Beijing office", "X Beijing Representative Office", "X’s representative office in Y".
fn after_names(reader: &Reader, placed: &mut [Placed], table: &mut Table) {
    for k in 0..placed.len() {
        let limit = placed.get(k + 1).map_or(usize::MAX, |n| n.start);
        let Some(&owner) = placed[k].entities.first().filter(|_| placed[k].entities.len() == 1) else {
            continue;
        };
        if !matches!(table.entities[owner].kind, Kind::ForeignNgo | Kind::DomesticOrganization) {
            continue;
        }
        // "the Annual Inspection of Representative Offices": no owner.
        let open = placed[k].end.checked_sub(1).map_or("", |last| reader.word(last));
        if reader.lexicon.language.words.prepositions.contains(open) {
            continue;
        }
        let mut i = placed[k].end;
        let genitive = matches!(reader.word(i), "’s" | "'s" | "’" | "'");
        i += usize::from(genitive);
        while reader.lexicon.names.office_adjectives.contains(reader.word(i)) {
            i += 1;
        }
        if matches!(reader.word(i), "head" | "main") && is_office(reader.word(i + 1))
            || reader.word(i) == "headquarters"
        {
            placed[k].end = i + 1 + usize::from(is_office(reader.word(i + 1)));
            continue;
        }
        let words_from = i;
        let mut place: Option<Place> = None;
        if let Some((found, next)) = reader.place_at(i) {
            place = Some(place_pair(found));
            i = next;
        }
        let representative = is_representative(reader.word(i));
        i += usize::from(representative);
        if !is_office(reader.word(i)) || !(genitive || representative || place.is_some()) || i >= limit {
            continue;
        }
        let mut end = i + 1;
        let mut wording = reader.words(words_from, end).to_owned();
        if reader.word(end) == "in"
            && let Some((found, next)) = reader.place_at(end + 1)
        {
            wording = format!("{wording} {}", reader.words(end, next));
            place = Some(place_pair(found));
            end = next;
        }
        let name = format!("{} {wording}", table.entities[owner].name);
        let span = placed[k].span.cover(reader.span(end - 1, end));
        let id = table.add_described(Kind::RepresentativeOffice, name, place, Some(owner), span);
        table.entities[id].call(span.of(reader.text));
        settle_owner(table, owner);
        placed[k].via = vec![id];
        placed[k].end = end;
        placed[k].span = span;
    }
}

/// "the Guangzhou office of X", "the Tianjin offices of A and of B", "the representative office for X in Y".
fn before_names(reader: &Reader, placed: Vec<Placed>, table: &mut Table) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(placed.len());
    let mut k = 0;
    while k < placed.len() {
        match office_before(reader, &placed, k, table) {
            Some((merged, next)) => {
                out.push(merged);
                k = next;
            }
            None => {
                out.push(placed[k].clone());
                k += 1;
            }
        }
    }
    out
}

fn office_before(reader: &Reader, placed: &[Placed], k: usize, table: &mut Table) -> Option<(Placed, usize)> {
    let first = &placed[k];
    let owner = *first.entities.first()?;
    if !matches!(table.entities[owner].kind, Kind::ForeignNgo | Kind::DomesticOrganization)
        || !first.via.is_empty()
    {
        return None;
    }
    let mut i = first.start;
    let back = |i: usize| i.checked_sub(1);
    if matches!(reader.word(back(i)?), "the" | "The" | "“" | "a") {
        i -= 1;
    }
    // "the Chengdu offices of Hong Kong’s X", "of the American charity X"
    let mut steps = 0;
    while steps < 4 && !matches!(reader.word(back(i)?), "of" | "for") {
        i -= 1;
        steps += 1;
    }
    if steps > 0 && !(i..first.start).all(|j| !matches!(reader.word(j), "," | "and" | "." | ";")) {
        return None;
    }
    let of = back(i)?;
    if !matches!(reader.word(of), "of" | "for") || !is_office(reader.word(back(of)?)) {
        return None;
    }
    let office = of - 1;
    let plural = reader.word(office).ends_with('s');
    let mut start = office;
    let representative = is_representative(reader.word(back(start)?));
    start -= usize::from(representative);
    let mut place: Option<Place> = None;
    for from in (start.saturating_sub(4)..start).rev() {
        if let Some((found, next)) = reader.place_at(from)
            && next == start
        {
            place = Some(place_pair(found));
            start = from;
            break;
        }
    }
    if !(representative || place.is_some()) {
        return None;
    }
    // The names that share the office.
    let mut members = vec![k];
    let mut end = first.end;
    if plural {
        while let Some(next) = next_member(reader, placed, k + members.len(), end) {
            end = next.end;
            members.push(k + members.len());
        }
    }
    let mut wording = reader
        .words(if place.is_some() { start } else { office - usize::from(representative) }, of)
        .trim_end_matches('s')
        .to_owned();
    let mut respelt = false;
    if reader.word(end) == "in" {
        let found = reader.place_at(end + 1).or_else(|| {
            respelt = true;
            reader.lexicon.places.nearest(reader.word(end + 1)).map(|p| (p, end + 2))
        });
        if let Some((found, next)) = found {
            place = Some(place_pair(found));
            wording = format!("{wording} in {}", found.name);
            end = next;
        }
    }
    let span = reader.span(start, end);
    let mut merged = Placed { start, end, span, entities: Vec::new(), via: Vec::new() };
    for m in &members {
        for owner in &placed[*m].entities {
            let name = format!("{} {wording}", table.entities[*owner].name);
            let id = table.add_described(Kind::RepresentativeOffice, name, place.clone(), Some(*owner), span);
            table.entities[id].call(span.of(reader.text));
            if respelt {
                table.entities[id].assumed.add(Assumption::Place);
            }
            settle_owner(table, *owner);
            merged.entities.push(*owner);
            merged.via.push(id);
        }
    }
    Some((merged, k + members.len()))
}

/// The next name of a list that goes on after token `end`: "A, B and of C".
fn next_member<'p>(reader: &Reader, placed: &'p [Placed], index: usize, end: usize) -> Option<&'p Placed> {
    let mut j = end;
    while matches!(reader.word(j), "," | "and" | "of" | "for" | "the" | "The" | "as" | "well") {
        j += 1;
    }
    placed.get(index).filter(|n| n.start == j && j > end)
}

/// Who has a representative office is a foreign NGO.
fn settle_owner(table: &mut Table, owner: EntityId) {
    let entity = &mut table.entities[owner];
    if entity.evidence.strength() >= Evidence::OfficeOwner.strength() {
        return;
    }
    entity.evidence = Evidence::OfficeOwner;
    if entity.kind == Kind::DomesticOrganization {
        entity.kind = Kind::ForeignNgo;
        entity.place = None;
    }
}
