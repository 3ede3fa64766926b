//! Places that a name leaves out: "the provincial Health Commission", "Tianjin Bureau of Civil Affairs, Education
//! Commission and General Labor Union".

use super::{Kind, Name, Reader, place_pair};

/// Writes out an organ of state that is named under an earlier or a shared place.
pub(super) fn complete(reader: &Reader, earlier: Option<&Name>, name: &mut Name) {
    // An organ of the whole country is of no place.
    let national = name.name.split(' ').any(|w| matches!(w, "Central" | "National" | "State" | "All-China"));
    if name.kind != Kind::GovernmentBody || name.place.is_some() || name.weak || national {
        return;
    }
    if seat_after(reader, name) {
        return;
    }
    let Some((place, Some(code))) = earlier.and_then(|e| e.place.as_ref()) else { return };
    let places = &reader.lexicon.places;
    let Some(at) = name.tokens.0.checked_sub(1) else { return };
    match reader.word(at) {
        "provincial" | "Provincial" => {
            let Some(province) = places.province_of(code) else { return };
            name.name = format!("{} Provincial {}", province.name, name.name);
            name.place = Some(place_pair(province));
        }
        "municipal" | "city" => {
            name.name = format!("{place} Municipal {}", name.name);
            name.place = Some((place.clone(), Some(code.clone())));
        }
        "," | "and" => {
            // Only in a list with the organ before, without an article of its own.
            let Some(earlier) =
                earlier.filter(|e| e.kind == Kind::GovernmentBody && e.paragraph == name.paragraph)
            else {
                return;
            };
            let joined = earlier.tokens.1 <= name.tokens.0
                && (earlier.tokens.1..name.tokens.0).all(|i| matches!(reader.word(i), "," | "and"));
            if joined {
                let words = reader.words(earlier.tokens.0, earlier.tokens.1);
                let rank = ["Municipal", "Provincial"].into_iter().find(|r| words.contains(r));
                name.name = match rank {
                    Some(rank) => format!("{place} {rank} {}", name.name),
                    None => format!("{place} {}", name.name),
                };
                name.place = Some((place.clone(), Some(code.clone())));
            }
            return;
        }
        _ => return,
    }
    name.tokens.0 = at;
    name.span = reader.span(at, name.tokens.1).cover(name.span);
}

/// "the Council for the Promotion of International Trade, Gansu, its supervisor": the place that a comma brings in after
/// the name and another ends.
fn seat_after(reader: &Reader, name: &mut Name) -> bool {
    let comma = name.tokens.1;
    if reader.word(comma) != "," || reader.word(name.tokens.0.wrapping_sub(1)) == "," {
        return false;
    }
    let Some((place, end)) = reader.place_at(comma + 1) else { return false };
    if !matches!(reader.word(end), "," | "." | ";") {
        return false;
    }
    name.name = format!("{}, {}", name.name, reader.words(comma + 1, end));
    name.place = Some(place_pair(place));
    name.tokens.1 = end;
    name.span = name.span.cover(reader.span(comma, end));
    true
}
