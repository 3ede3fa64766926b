//! Of what type a name is: its head noun, its place, its country.

use super::{Evidence, Kind, Place, Reader, place_pair};
use crate::lexicon::{Head, Lexicon};

/// What can be said of a name by itself.
#[derive(Debug)]
pub(super) struct Typed {
    pub kind: Kind,
    pub evidence: Evidence,
    pub origin: Option<String>,
    pub place: Option<Place>,
}

/// The ISO code of a country named by the words of a bracket: "Japan", "the Netherlands", "Hong Kong, China", "FR".
pub(super) fn country_of(lexicon: &Lexicon, words: &str) -> Option<String> {
    let words = words.trim().trim_start_matches("the ").trim_start_matches("The ");
    let countries = &lexicon.countries;
    let direct = |w: &str| countries.find_name(w).filter(|c| c.alpha2 != "CN").map(|c| c.alpha2.clone());
    direct(words)
        .or_else(|| words.split([',', '/', ';']).map(str::trim).find_map(direct))
        .or_else(|| {
            let code = words.len() == 2 && words.chars().all(|c| c.is_ascii_uppercase()) && words != "CN";
            code.then(|| countries.by_code(words)).flatten().map(|c| c.alpha2.clone())
        })
        .or_else(|| countries.find_place(words).map(|c| c.alpha2.clone()))
}

/// Whether words name a country.
pub(crate) fn is_known_country(lexicon: &Lexicon, words: &str) -> Option<String> {
    lexicon.countries.find_name(words).filter(|c| c.alpha2 != "CN").map(|c| c.alpha2.clone())
}

/// The head noun of a name: before its first "of" or "for" if there is one there, else at its end.
pub(super) fn head_of(lexicon: &Lexicon, words: &[&str]) -> Option<Head> {
    // "Federation of Industry and Commerce": a head of several words is one.
    if let Some((head, _)) = lexicon.names.head(words).filter(|(_, n)| *n >= 3) {
        return Some(head);
    }
    let stop = words.iter().position(|w| lexicon.names.complements.contains(*w));
    let before = stop.filter(|s| *s > 0).and_then(|s| lexicon.names.head(&words[..s]));
    before.or_else(|| lexicon.names.head(words)).map(|(head, _)| head).or_else(|| {
        // A foreign name has its head in front: "Fondation X", "Associazione Y".
        words.first().filter(|w| words.len() > 1 && lexicon.names.front.contains(**w)).map(|_| Head::Society)
    })
}

/// Types a name from its words; `origin` is what brackets or a possessive said.
pub(super) fn of_words(reader: &Reader, words: &[&str], origin: Option<String>) -> Option<Typed> {
    let lexicon = reader.lexicon;
    let mut head = head_of(lexicon, words);
    if head != Some(Head::University) && words.contains(&"University") && words.contains(&"School") {
        head = Some(Head::University);
    }
    let place = place_in(reader, words);
    let mainland_place = place.as_ref().is_some_and(|(p, first)| *first && p.mainland());
    if head.is_none() && mainland_place && words.contains(&"Office") {
        head = Some(Head::GovernmentBody);
    }
    let mainland_word = words.first().is_some_and(|w| lexicon.names.mainland.contains(*w));
    let inner_origin = origin_in(lexicon, words);
    let home = origin.clone().or_else(|| inner_origin.clone());
    let (kind, evidence) = match head {
        Some(Head::University) => (Kind::University, Evidence::University),
        Some(Head::UniversityOrSchool) => {
            let higher = words.iter().any(|w| lexicon.names.higher.contains(*w))
                || words.contains(&"College")
                || words.contains(&"Institute");
            if higher || words.len() > 2 {
                (Kind::University, Evidence::HigherSchool)
            } else {
                (Kind::DomesticOrganization, Evidence::School)
            }
        }
        Some(Head::ForeignMission) => (Kind::ForeignMission, Evidence::Mission),
        Some(Head::GovernmentBody) => match (&origin, &inner_origin) {
            (Some(_), _) => (Kind::ForeignNgo, Evidence::GovernmentAbroad),
            (None, Some(code)) if !mainland_place && code != "HK" && code != "MO" && code != "TW" => {
                (Kind::ForeignMission, Evidence::ForeignGovernment)
            }
            _ => (Kind::GovernmentBody, Evidence::Government),
        },
        Some(Head::DomesticOrganization) => match &home {
            Some(_) if origin.is_some() => (Kind::ForeignNgo, Evidence::DomesticAbroad),
            Some(_) if !mainland_place => (Kind::ForeignNgo, Evidence::DomesticCountry),
            _ => (Kind::DomesticOrganization, Evidence::Domestic),
        },
        Some(Head::Society) => {
            let local = words.iter().any(|w| lexicon.names.local_heads.contains(*w));
            if origin.is_some() {
                (Kind::ForeignNgo, Evidence::SocietyHome)
            } else if mainland_place || mainland_word {
                (Kind::DomesticOrganization, Evidence::SocietyPlace)
            } else if inner_origin.is_some() {
                (Kind::ForeignNgo, Evidence::SocietyCountry)
            } else if local {
                (Kind::DomesticOrganization, Evidence::SocietyLocal)
            } else {
                (Kind::ForeignNgo, Evidence::Society)
            }
        }
        None if home.is_some() && origin.is_some() => (Kind::ForeignNgo, Evidence::Home),
        None => return None,
    };
    let place = match kind {
        Kind::ForeignNgo => None,
        _ => place.map(|(p, _)| place_pair(p)),
    };
    let origin = match kind {
        Kind::ForeignNgo | Kind::ForeignMission => home,
        _ => None,
    };
    Some(Typed { kind, evidence, origin, place })
}

/// The first place of China among the words, and whether the name begins with it.
fn place_in<'a>(reader: &Reader<'a>, words: &[&str]) -> Option<(&'a crate::lexicon::Place, bool)> {
    for start in 0..words.len() {
        if !words[start].starts_with(char::is_uppercase) {
            continue;
        }
        for end in (start + 1..=words.len().min(start + 5)).rev() {
            let name = words[start..end].join(" ");
            let place = reader.lexicon.places.resolve(&name, None);
            // "Taiwan Affairs Office": a field, not a seat.
            let place = place.filter(|_| words.get(end) != Some(&"Affairs"));
            // A single county name is too often an ordinary word.
            let place =
                place.filter(|p| p.rank != crate::lexicon::Rank::County || end - start > 1 || start == 0);
            if let Some(place) = place {
                return Some((place, start == 0));
            }
        }
    }
    None
}

/// The one country that a name itself names, by name, adjective, or a place of it; two countries say nothing.
fn origin_in(lexicon: &Lexicon, words: &[&str]) -> Option<String> {
    let mut found: Option<String> = None;
    let mut start = 0;
    while start < words.len() {
        let mut step = 1;
        for end in (start + 1..=words.len().min(start + 3)).rev() {
            let name = words[start..end].join(" ");
            let countries = &lexicon.countries;
            let country = countries
                .find_name(&name)
                .or_else(|| countries.find_adjective(&name))
                .or_else(|| countries.find_place(&name))
                .or_else(|| countries.find_place_adjective(&name));
            if let Some(country) = country {
                if country.alpha2 != "CN" {
                    if found.as_ref().is_some_and(|f| *f != country.alpha2) {
                        return None;
                    }
                    found = Some(country.alpha2.clone());
                }
                step = end - start;
                break;
            }
        }
        // "Japan-China", "Chine-Afrique": two homes in one word are none.
        if let Some((a, b)) = words[start].split_once('-') {
            let known = |w: &str| {
                lexicon.countries.find_name(w).or_else(|| lexicon.countries.find_adjective(w)).is_some()
            };
            if known(a) && known(b) {
                return None;
            }
        }
        start += step;
    }
    found
}
