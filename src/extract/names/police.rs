//! Public security organs and their offices for foreign NGOs: "the Gansu and Lanzhou PSB Foreign NGO
//! Management Offices", "Hunan Province, Changsha City PSB", "the Suzhou police".

use super::{Evidence, Kind, Name, Reader};
use crate::lexicon::{Place, Rank};

/// How many places may share the words after them.
const MOST_PLACES: usize = 120;

/// Finds them; names of one list share their tokens.
pub(super) fn find(reader: &Reader) -> Vec<Name> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < reader.paragraph.tokens.len() {
        let Some(core) = core(reader, at) else {
            at += 1;
            continue;
        };
        let next = core.end;
        read(reader, &core, out.last().map_or(0, |n: &Name| n.tokens.1), &mut out);
        at = next.max(at + 1);
    }
    out
}

/// The words that say "public security organ", with the office that may follow.
struct Core {
    start: usize,
    /// Past the words that name the organ.
    organ_end: usize,
    end: usize,
    office: bool,
    plural: bool,
    /// "police": no name, but refers to the organ of the place before it.
    police: bool,
    ministry: bool,
    government: bool,
}

fn core(reader: &Reader, at: usize) -> Option<Core> {
    let word = |i: usize| reader.word(i);
    let (organ_end, plural, police, ministry) = match word(at) {
        "PSB" => (at + 1, false, false, false),
        "PSBs" => (at + 1, true, false, false),
        "Public" | "public" if word(at + 1).eq_ignore_ascii_case("security") => match word(at + 2)
            .to_lowercase()
            .as_str()
        {
            "bureau" | "department" | "organ" | "authority" | "sub-bureau" => (at + 3, false, false, false),
            "bureaus" | "bureaux" | "departments" | "organs" | "authorities" => (at + 3, true, false, false),
            _ if word(at) == "Public" => (at + 2, false, false, false),
            _ => return None,
        },
        "Ministry" if word(at + 1) == "of" && word(at + 2) == "Public" && word(at + 3) == "Security" => {
            (at + 4, false, false, true)
        }
        "MPS" => (at + 1, false, false, true),
        "Bureau" | "Department"
            if word(at + 1) == "of" && word(at + 2) == "Public" && word(at + 3) == "Security" =>
        {
            (at + 4, false, false, false)
        }
        "police" => (at + 1, false, true, false),
        "Police"
            if !reader.token(at + 1).is_some_and(|t| t.is_capitalised()) || reader.paragraph.post == 0 =>
        {
            (at + 1, false, true, false)
        }
        "government" | "governments" | "Government" | "Governments" => {
            let plural = word(at).ends_with('s');
            return Some(Core {
                start: at,
                organ_end: at + 1,
                end: at + 1,
                office: false,
                plural,
                police: false,
                ministry: false,
                government: true,
            });
        }
        _ => match office_at(reader, at) {
            // "Hubei Foreign NGO Management Office": the organ is understood.
            Some((end, plural)) if word(at) != "Office" => {
                return Some(Core {
                    start: at,
                    organ_end: at,
                    end,
                    office: true,
                    plural,
                    police: false,
                    ministry: false,
                    government: false,
                });
            }
            _ => return None,
        },
    };
    let mut end = organ_end;
    // "Public Security Bureau’s (PSB) Foreign NGO Management Office"
    let mut look = end;
    if matches!(word(look), "’s" | "'s") {
        look += 1;
    }
    if word(look) == "(" && matches!(word(look + 1), "PSB" | "PSBs" | "PSD" | "MPS") && word(look + 2) == ")"
    {
        look += 3;
        end = look;
    }
    if matches!(word(look), "’s" | "'s") {
        look += 1;
    }
    let office = office_at(reader, look).filter(|_| !police);
    let (end, plural) = match office {
        Some((end, many)) => (end, many || plural),
        None => (end, plural),
    };
    Some(Core {
        start: at,
        organ_end,
        end,
        office: office.is_some(),
        plural,
        police,
        ministry,
        government: false,
    })
}

/// "Foreign NGO Management Office" in its many wordings: the token after it, and whether it is a plural.
fn office_at(reader: &Reader, at: usize) -> Option<(usize, bool)> {
    let lower = |i: usize| reader.word(i).to_lowercase();
    let is_office = |w: &str| reader.lexicon.names.police.offices.contains(w);
    // A misprint ("Managment") is one letter off.
    let manages = |w: &str| {
        let known = &reader.lexicon.names.police.manages;
        known.contains(w) || w.len() > 8 && known.iter().any(|k| strsim::levenshtein(k, w) == 1)
    };
    // "Office for the Administration of Overseas NGOs", "Office of Foreign NGO Management"
    let next = reader.word(at + 1);
    let joined = next.eq_ignore_ascii_case("for") || next.eq_ignore_ascii_case("of");
    if joined && is_office(&lower(at)) {
        let mut i = at + 2;
        while matches!(lower(i).as_str(), "the" | "of") || manages(&lower(i)) {
            i += 1;
        }
        let end = ngo_at(reader, i)?;
        let end = if manages(&lower(end)) { end + 1 } else { end };
        return Some((end, false));
    }
    let mut i = ngo_at(reader, at).or_else(|| (reader.word(at) == "NGO").then_some(at + 1))?;
    let managed = manages(&lower(i));
    if managed {
        i += 1;
    }
    let office = lower(i);
    (is_office(&office) && (managed || office.starts_with("office"))).then(|| (i + 1, office.ends_with('s')))
}

/// "Foreign NGO", "Overseas Non-Governmental Organizations".
fn ngo_at(reader: &Reader, at: usize) -> Option<usize> {
    if !matches!(reader.word(at), "Foreign" | "Overseas" | "foreign" | "overseas") {
        return None;
    }
    let next = reader.word(at + 1);
    if matches!(next, "NGO" | "NGOs") {
        Some(at + 2)
    } else if next.eq_ignore_ascii_case("non-governmental") || next.eq_ignore_ascii_case("nongovernmental") {
        Some(at + 3)
    } else {
        None
    }
}

/// A place as it stands before an organ, with its words.
struct Before<'a> {
    place: Option<&'a Place>,
    words: String,
    /// Whether the place is the nearest to what the text spells.
    respelt: bool,
}

fn read(reader: &Reader, core: &Core, floor: usize, out: &mut Vec<Name>) {
    let within = out.iter().rev().find_map(|n| n.place.as_ref().and_then(|(_, c)| c.clone()));
    let within =
        within.as_deref().and_then(|c| reader.lexicon.places.province_of(c)).map(|p| p.code.as_str());
    let (places, start) = places_before(reader, core.start, floor, core.plural, within);
    let mut end = core.end;
    let mut start = start;
    let mut places = places;
    let mut office = core.office;
    if core.ministry && !core.office {
        start = core.start;
        places = vec![Before { place: None, words: String::new(), respelt: false }];
    } else if places.is_empty() {
        // "the Public Security Bureau of Hubei Province"
        match (reader.word(core.end), reader.place_at(core.end + 1)) {
            ("of", Some((place, after))) if !core.police => {
                let words = reader.words(core.end + 1, after).to_owned();
                places = vec![Before { place: Some(place), words, respelt: false }];
                // "of Bayingolin City", "of Hubei Province"
                let rank = reader.lexicon.names.police.ranks.contains(reader.word(after));
                end = after + usize::from(rank);
                start = core.start;
            }
            // "the provincial Public Security Department": of the province spoken of before.
            _ if !core.police
                && matches!(reader.word(core.start.wrapping_sub(1)), "provincial" | "Provincial") =>
            {
                let Some(province) = province_before(reader, core.start) else { return };
                start = core.start - 1;
                let words = format!("{} Provincial", province.name);
                places = vec![Before { place: Some(province), words, respelt: false }];
            }
            _ => return,
        }
    }
    // "the Foreign NGO Management Office of the Hubei Public Security Department"
    if !office {
        let mut i = start;
        if i > 0 && reader.word(i - 1) == "the" {
            i -= 1;
        }
        if i > 0 && matches!(reader.word(i - 1), "of" | "at" | "under") {
            let of = i - 1;
            for from in of.saturating_sub(8)..of {
                if office_at(reader, from).is_some_and(|(e, _)| e == of) {
                    office = true;
                    start = from;
                    break;
                }
            }
        }
    }
    let wording = wording(reader, core, office);
    // "the Putuo sub-bureau of the Shanghai PSB", "Nanning City PSB Qingxiu District Sub-Bureau"
    let mut branch = None;
    if let (false, [one]) = (core.police || core.government, places.as_slice()) {
        let within = one.place.map(|p| p.code.as_str());
        let is_branch = |w: &str| matches!(w.to_lowercase().as_str(), "sub-bureau" | "subbureau" | "branch");
        let of = if start >= 2 && reader.word(start - 1) == "the" && reader.word(start - 2) == "of" {
            start - 2
        } else {
            start.saturating_sub(1)
        };
        if reader.word(of) == "of" && of > 0 && is_branch(reader.word(of - 1)) {
            if let Some(from) = (of.saturating_sub(4)..of - 1)
                .find(|i| reader.token(*i).is_some_and(|t| t.is_capitalised()) && *i > floor)
            {
                let place = reader.lexicon.places.resolve(reader.words(from, of - 1), within);
                branch = Some((place, format!("{} of the {} {wording}", reader.words(from, of), one.words)));
                start = from;
            }
        } else if let Some(to) = (end..end + 4).find(|i| is_branch(reader.word(*i)))
            && to > end
            && (end..to).all(|i| reader.token(i).is_some_and(|t| t.is_capitalised()))
        {
            let place = reader.lexicon.places.resolve(reader.words(end, to), within);
            branch = Some((place, format!("{} {wording} {}", one.words, reader.words(end, to + 1))));
            end = to + 1;
        }
    }
    let span = reader.span(start, end);
    let many = places.len() > 1;
    for (member, before) in places.iter().enumerate() {
        let organ =
            if core.ministry { reader.words(core.start, core.organ_end).to_owned() } else { String::new() };
        let place_words = before.words.trim().to_owned();
        let mut name = if organ.is_empty() { format!("{place_words} {wording}") } else { organ };
        if core.police {
            name = format!("{place_words} PSB");
        }
        if core.government {
            let rank = reader.word(core.start.wrapping_sub(1));
            let rank =
                if matches!(rank, "district" | "county" | "city" | "municipal" | "provincial" | "prefecture")
                    && !place_words.ends_with(rank)
                {
                    rank
                } else {
                    ""
                };
            name = format!("{place_words} {rank} {}", reader.word(core.start).trim_end_matches('s'));
        } else if many && core.plural && !core.office {
            // "the Lhasa and Shigatse city PSBs": each is a city's.
            let ranked =
                reader.paragraph.tokens[..core.start].last().is_some_and(|t| t.text(reader.text) == "city");
            name = if ranked { format!("{place_words} City PSB") } else { format!("{place_words} PSB") };
        }
        let mut place = before.place;
        if let Some((inner, words)) = &branch {
            place = inner.or(place);
            name.clone_from(words);
        }
        out.push(Name {
            paragraph: reader.index,
            tokens: (start, end),
            span,
            name: name.split_whitespace().collect::<Vec<_>>().join(" "),
            kind: if core.government {
                Kind::GovernmentBody
            } else if office {
                Kind::PsbOffice
            } else {
                Kind::PublicSecurityBureau
            },
            evidence: Evidence::Police,
            acronym: None,
            origin: None,
            place: place
                .map(super::place_pair)
                .or_else(|| (!place_words.is_empty()).then(|| (place_words.clone(), None))),
            respelt: before.respelt && branch.is_none(),
            weak: false,
            told: false,
            police_of_place: core.police,
            member,
        });
    }
}

/// The wording of the organ without place: "PSB Foreign NGO Management Office".
fn wording(reader: &Reader, core: &Core, office: bool) -> String {
    let organ = reader.words(core.start, core.organ_end);
    let organ = match organ {
        "PSBs" => "PSB".to_owned(),
        _ if organ.ends_with("Bureaus") || organ.ends_with("Bureaux") => "Public Security Bureau".to_owned(),
        other => other.to_owned(),
    };
    let organ = if reader.introduces_psb && organ.eq_ignore_ascii_case("Public Security Bureau") {
        "PSB".to_owned()
    } else {
        organ
    };
    if !office {
        return organ;
    }
    let after = (core.organ_end..core.end).find(|i| office_at(reader, *i).is_some());
    let office = match after {
        Some(from) if core.office => {
            let words = reader.words(from, core.end);
            if core.plural { words.trim_end_matches('s').to_owned() } else { words.to_owned() }
        }
        _ => "Foreign NGO Management Office".to_owned(),
    };
    let office = office
        .split_whitespace()
        .map(|w| match w {
            "management" => "Management",
            "office" => "Office",
            "foreign" => "Foreign",
            "overseas" => "Overseas",
            other => other,
        })
        .collect::<Vec<_>>()
        .join(" ");
    format!("{organ} {office}")
}

/// The places that stand before token `end`, and where they begin; several where a list shares what follows.
fn places_before<'a>(
    reader: &Reader<'a>,
    end: usize,
    floor: usize,
    plural: bool,
    within: Option<&str>,
) -> (Vec<Before<'a>>, usize) {
    let mut places: Vec<Before<'a>> = Vec::new();
    let mut start = end;
    let mut stop = end;
    while places.len() < MOST_PLACES
        && let Some((before, from)) = place_ending_at(reader, stop, floor, places.is_empty(), within)
    {
        places.insert(0, before);
        start = from;
        // "A, B and C city PSBs", "Hunan Province, Changsha City PSB"
        let mut i = from;
        let comma = i > floor && reader.word(i - 1) == ",";
        let and = i > floor && matches!(reader.word(i - 1), "and" | "&");
        if !(comma || and) {
            break;
        }
        i -= 1;
        if and && i > floor && reader.word(i - 1) == "," {
            i -= 1;
        }
        let Some((outer, outer_from)) = place_ending_at(reader, i, floor, false, within) else { break };
        let inner = places.first().and_then(|p| p.place);
        let contains = match (outer.place, inner) {
            (Some(o), Some(p)) => o.code != p.code && reader.lexicon.places.is_within(&p.code, &o.code),
            _ => false,
        };
        if comma && !and && contains && places.len() == 1 {
            let first = &mut places[0];
            first.words = format!("{}, {}", outer.words, first.words);
            start = outer_from;
            break;
        }
        if !plural {
            break;
        }
        stop = i;
    }
    (places, start)
}

/// A place whose words end before token `end`, with words of rank.
fn place_ending_at<'a>(
    reader: &Reader<'a>,
    end: usize,
    floor: usize,
    first: bool,
    within: Option<&str>,
) -> Option<(Before<'a>, usize)> {
    let mut stop = end;
    if stop > floor && matches!(reader.word(stop - 1), "’s" | "'s") {
        stop -= 1;
    }
    // Words of rank that the list shares: "Lhasa and Shigatse city PSBs".
    let shared = first
        && stop > floor
        && matches!(reader.word(stop - 1), "city" | "municipal" | "county" | "district" | "prefecture");
    let full = stop;
    if shared {
        stop -= 1;
    }
    for from in (stop.saturating_sub(7).max(floor)..stop)
        .filter(|f| reader.token(*f).is_some_and(|t| t.is_capitalised()))
    {
        let words = reader.words(from, stop);
        if words.contains([',', '(', '“'])
            || words.contains(" and ") && reader.lexicon.places.resolve(words, None).is_none()
        {
            continue;
        }
        let Some(place) = resolve(reader, words, within) else { continue };
        // A second place may stand in front of the first: "Hubei Province Wuhan City".
        let rank =
            words.split_whitespace().last().is_some_and(|w| reader.lexicon.names.police.ranks.contains(w));
        let shown = if shared && !rank {
            reader.words(from, stop).to_owned()
        } else {
            reader.words(from, full).trim_end_matches("’s").trim_end_matches("'s").to_owned()
        };
        let shown = if place.1 { place.0.name.clone() } else { shown };
        return Some((Before { place: Some(place.0), words: shown, respelt: place.1 }, from));
    }
    None
}

/// The place that words mean, words of rank taken off where the gazetteer lacks the form; and whether it had to be
/// corrected.
fn resolve<'a>(reader: &Reader<'a>, words: &str, within: Option<&str>) -> Option<(&'a Place, bool)> {
    let places = &reader.lexicon.places;
    if let Some(place) = places.resolve(words, within) {
        return Some((place, false));
    }
    let mut kept: Vec<&str> = words.split_whitespace().collect();
    while kept.len() > 1 && kept.last().is_some_and(|w| reader.lexicon.names.police.ranks.contains(*w)) {
        kept.pop();
    }
    let bare = kept.join(" ");
    if let Some(place) = places.resolve(&bare, within) {
        return Some((place, false));
    }
    let (head, tail) = (kept.first()?, kept.last()?);
    if kept.len() >= 2
        && kept.iter().all(|w| w.starts_with(char::is_uppercase) && !w.ends_with([';', '.', ':']))
    {
        // "Hubei Province Wuhan City": the narrower one, if it lies in the wider.
        let outer = places.resolve(head, None).filter(|p| p.rank == Rank::Province)?;
        let inner =
            places.resolve(tail, Some(&outer.code)).filter(|p| places.is_within(&p.code, &outer.code))?;
        return Some((inner, false));
    }
    places.nearest(&bare).map(|p| (p, true))
}

/// The province that the words before a token spoke of last, within the paragraph.
fn province_before<'a>(reader: &Reader<'a>, at: usize) -> Option<&'a Place> {
    let (place, _) = (at.saturating_sub(80)..at).rev().find_map(|i| reader.place_at(i))?;
    reader.lexicon.places.province_of(&place.code)
}
