//! Of what type a name is: its head noun, its place, its country.

use super::{Evidence, Kind, Place, Reader, pinyin, place_pair};
use crate::lexicon::{Form, Head, Lexicon};

/// What can be said of a name by itself.
#[derive(Debug, Clone)]
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
    let stop = words.iter().position(|w| lexicon.names.complements.contains(*w) || *w == "Of" || *w == "For");
    let before = stop.filter(|s| *s > 0).and_then(|s| lexicon.names.head(&words[..s]));
    before.or_else(|| lexicon.names.head(words)).map(|(head, _)| head).or_else(|| {
        // A foreign name has its head in front: "Fondation X", "Associazione Y".
        words.first().filter(|w| words.len() > 1 && lexicon.names.front.contains(**w)).map(|_| Head::Society)
    })
}

/// Whether the words hold a head noun, or the noun of a part of a body beside a place or another head: "Hubei Office of
/// Overseas Affairs", "State Council Research Office".
pub(super) fn is_headed(reader: &Reader, words: &[&str]) -> bool {
    head_of(reader.lexicon, words).is_some()
        || part_of_state(reader, words)
        || part_of_university(reader, words)
}

/// Whether the words name a part of an organ of state: an office, a division, a station of one, or of a place.
fn part_of_state(reader: &Reader, words: &[&str]) -> bool {
    let names = &reader.lexicon.names;
    let stop =
        words.iter().position(|w| names.complements.contains(&w.to_lowercase())).unwrap_or(words.len());
    let unit = |w: Option<&&str>| w.is_some_and(|w| names.unit_heads.contains(*w));
    let representative =
        words.windows(2).any(|w| matches!(w[0], "Representative" | "Rep") && w[1].starts_with("Office"));
    if representative || !(unit(words.last()) || unit(words[..stop].last())) {
        return false;
    }
    let ranked = words.iter().skip(1).take(4).any(|w| names.place_ranks.contains_key(*w));
    let office = words.iter().any(|w| matches!(*w, "Office" | "Division" | "Section" | "Station"));
    let placed = || place_in(reader, words).is_some_and(|(p, first)| first && p.mainland());
    office && (ranked || placed() || state_inside(reader.lexicon, words))
}

/// Whether the head of an organ of state stands inside the words: "X People’s Government Y Station".
fn state_inside(lexicon: &Lexicon, words: &[&str]) -> bool {
    (2..words.len()).any(|n| matches!(lexicon.names.head(&words[..n]), Some((Head::GovernmentBody, _))))
        || words.starts_with(&["State", "Council"])
        || words.starts_with(&["The", "State", "Council"])
}

/// Whether the words name a part of a university: a department, an office, a school.
fn part_of_university(reader: &Reader, words: &[&str]) -> bool {
    let names = &reader.lexicon.names;
    let technology = words.windows(3).position(|w| w == ["Institute", "of", "Technology"]).map(|at| at + 2);
    let university = words.iter().position(|w| matches!(*w, "University" | "Polytechnic")).or(technology);
    let stop = words.iter().position(|w| names.complements.contains(*w)).unwrap_or(words.len());
    let ends = |w: Option<&&str>| w.is_some_and(|w| names.unit_heads.contains(*w));
    // "School of Finance at Elm University"
    let last = university == Some(words.len() - 1)
        && stop > 0
        && stop < words.len() - 1
        && ends(words[..stop].last());
    last || university.is_some_and(|u| u + 1 < words.len())
        && (ends(words.last()) || ends(words[..stop].last()))
}

/// Types a name from its words; `origin` is what brackets or a possessive said. A document asks once of what it repeats.
pub(super) fn of_words_once(reader: &Reader, words: &[&str], origin: &Option<String>) -> Option<Typed> {
    let mut key = words.join(" ");
    if let Some(origin) = origin {
        key.extend(["\t", origin]);
    }
    if let Some(typed) = reader.memory.typed.borrow().get(&key) {
        return typed.clone();
    }
    let typed = of_words(reader, words, origin.clone());
    reader.memory.typed.borrow_mut().insert(key, typed.clone());
    typed
}

/// Types a name from its words.
fn of_words(reader: &Reader, words: &[&str], origin: Option<String>) -> Option<Typed> {
    let lexicon = reader.lexicon;
    let place = place_in(reader, words);
    let seat = place.as_ref().is_some_and(|(p, first)| *first && p.mainland());
    let head = head_in_full(reader, words, seat);
    let inner_origin = origin_in(lexicon, words);
    // "X Association of Macau", "X Chamber of Commerce in Hong Kong": the home stands last, whatever place comes first.
    let ends_abroad = inner_origin.is_some() && ends_with_home(lexicon, words);
    let home = origin.clone().or_else(|| inner_origin.clone());
    let said = Said {
        mainland: (seat || begins_with_rank(reader, words) || ends_with_seat(reader, words)) && !ends_abroad,
        mainland_word: words.first().is_some_and(|w| lexicon.names.mainland.contains(*w)) && !ends_abroad,
        two_homes: words.iter().any(|w| is_two_homes(lexicon, w)),
        origin: origin.as_deref(),
        inner_origin: inner_origin.as_deref(),
    };
    let (kind, evidence) = match head {
        Some(head) => of_head(lexicon, head, words, &said),
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

/// What a name and the words around it say of its home.
struct Said<'a> {
    /// A place of the mainland heads the name.
    mainland: bool,
    /// "China" or the like heads it.
    mainland_word: bool,
    /// Two countries head it: "Japan-China Trade Center".
    two_homes: bool,
    /// What brackets or a possessive said.
    origin: Option<&'a str>,
    /// What the name itself says.
    inner_origin: Option<&'a str>,
}

/// The head of a name with what its parts say: a department of a university is one, its foundation is none.
fn head_in_full(reader: &Reader, words: &[&str], seat: bool) -> Option<Head> {
    let head = head_of(reader.lexicon, words);
    if is_society_of(reader.lexicon, words) {
        return Some(Head::Society);
    }
    if part_of_university(reader, words) {
        return Some(Head::University);
    }
    let office = seat && words.contains(&"Office");
    if head.is_none() && (office || part_of_state(reader, words)) {
        return Some(Head::GovernmentBody);
    }
    head
}

/// The type that a head says, and how surely.
fn of_head(lexicon: &Lexicon, head: Head, words: &[&str], said: &Said) -> (Kind, Evidence) {
    let names = &lexicon.names;
    let worldly = !said.mainland
        && (words.first().is_some_and(|w| names.worldly.contains(*w))
            || words.last().is_some_and(|w| names.worldly.contains(*w))
            || said.two_homes);
    match head {
        Head::University if said.inner_origin.is_some() && words.contains(&"Joint") => {
            (Kind::ForeignNgo, Evidence::DomesticAbroad)
        }
        Head::University => (Kind::University, Evidence::University),
        Head::UniversityOrSchool => {
            let higher = words.iter().any(|w| names.higher.contains(*w))
                || words.contains(&"College")
                || words.contains(&"Institute");
            if higher || words.len() > 2 {
                (Kind::University, Evidence::HigherSchool)
            } else {
                (Kind::DomesticOrganization, Evidence::School)
            }
        }
        Head::ForeignMission => (Kind::ForeignMission, Evidence::Mission),
        Head::GovernmentBody => {
            let peoples = words.last().is_some_and(|w| names.peoples_heads.contains(*w));
            let abroad = said.inner_origin.is_some_and(|c| !matches!(c, "HK" | "MO" | "TW"));
            if said.origin.is_some() {
                (Kind::ForeignNgo, Evidence::GovernmentAbroad)
            } else if abroad && !said.mainland {
                if peoples {
                    (Kind::ForeignNgo, Evidence::GovernmentAbroad)
                } else {
                    (Kind::ForeignMission, Evidence::ForeignGovernment)
                }
            } else {
                (Kind::GovernmentBody, Evidence::Government)
            }
        }
        Head::DomesticOrganization if said.origin.is_some() => (Kind::ForeignNgo, Evidence::DomesticAbroad),
        Head::DomesticOrganization if said.inner_origin.is_some() && !said.mainland => {
            (Kind::ForeignNgo, Evidence::DomesticCountry)
        }
        Head::DomesticOrganization if worldly => (Kind::ForeignNgo, Evidence::DomesticCountry),
        Head::DomesticOrganization => (Kind::DomesticOrganization, Evidence::Domestic),
        Head::Society => of_society(lexicon, words, said, worldly),
    }
}

/// The type of a society of either side of the border.
fn of_society(lexicon: &Lexicon, words: &[&str], said: &Said, worldly: bool) -> (Kind, Evidence) {
    let names = &lexicon.names;
    // "X Foundation Limited": as charities of Hong Kong are named.
    let form = words.last().is_some_and(|w| names.society_forms.contains(*w));
    let limited = form && matches!(names.head(&words[..words.len() - 1]), Some((Head::Society, _)));
    let company = words.iter().any(|w| matches!(*w, "Company" | "Co" | "Co." | "Group" | "Technology"));
    let local = words.iter().any(|w| names.local_heads.contains(*w));
    let of_university = words.iter().rev().skip(1).any(|w| *w == "University");
    if said.origin.is_some() {
        (Kind::ForeignNgo, Evidence::SocietyHome)
    } else if limited && !company {
        (Kind::ForeignNgo, Evidence::SocietyForm)
    } else if said.mainland || said.mainland_word {
        (Kind::DomesticOrganization, Evidence::SocietyPlace)
    } else if said.inner_origin.is_some() {
        (Kind::ForeignNgo, Evidence::SocietyCountry)
    } else if of_university {
        (Kind::DomesticOrganization, Evidence::SocietyUniversity)
    } else if said.two_homes {
        (Kind::ForeignNgo, Evidence::SocietyCountries)
    } else if local && !worldly && has_pinyin(words) {
        (Kind::DomesticOrganization, Evidence::SocietyLocal)
    } else if local && !worldly {
        (Kind::ForeignNgo, Evidence::SocietyLocal)
    } else {
        (Kind::ForeignNgo, Evidence::Society)
    }
}

/// Whether the words end in "of" or "in" and a country: "… of Macau".
fn ends_with_home(lexicon: &Lexicon, words: &[&str]) -> bool {
    let of = words.iter().rposition(|w| matches!(*w, "of" | "in")).filter(|at| *at > 0);
    of.is_some_and(|at| {
        let home = words[at + 1..].join(" ");
        is_known_country(lexicon, home.trim_start_matches("the ")).is_some()
            || matches!(home.as_str(), "America" | "Asia" | "Europe" | "Africa")
    })
}

/// Whether a word is written in pinyin, of two syllables or more: "Yongkang".
fn has_pinyin(words: &[&str]) -> bool {
    words.iter().any(|w| w.len() > 3 && w.starts_with(char::is_uppercase) && pinyin::syllables(w) >= 2)
}

/// Whether the words end in "of" and a place of the mainland: "Chefs Association of Zhuhai".
fn ends_with_seat(reader: &Reader, words: &[&str]) -> bool {
    let of = words.iter().rposition(|w| *w == "of").filter(|at| *at > 0);
    of.is_some_and(|at| {
        reader.lexicon.places.resolve(&words[at + 1..].join(" "), None).is_some_and(|p| p.mainland())
    })
}

/// Whether the words end in "of" or "in" and a place.
pub(super) fn ends_with_place(reader: &Reader, words: &[&str]) -> bool {
    ends_with_home(reader.lexicon, words) || ends_with_seat(reader, words)
}

/// Whether words are nothing but a place of China or a country.
pub(super) fn is_place(reader: &Reader, words: &[&str]) -> bool {
    let name = words.join(" ");
    reader.lexicon.places.find(&name).next().is_some()
        || reader.lexicon.countries.find_name(&name).is_some()
        || reader.lexicon.countries.find_place(&name).is_some()
}

/// Whether words name a university as their last one, or before "of".
pub(super) fn is_university(words: &[&str]) -> bool {
    words.iter().any(|w| matches!(*w, "University" | "Polytechnic"))
}

/// Whether a society’s head ends the words, after "University": "Elm University Education Foundation".
fn is_society_of(lexicon: &Lexicon, words: &[&str]) -> bool {
    let university = words.iter().rposition(|w| matches!(*w, "University" | "College" | "Academy"));
    university.is_some_and(|u| {
        u + 1 < words.len()
            && words.last().is_some_and(|w| {
                matches!(
                    *w,
                    "Foundation"
                        | "Fund"
                        | "Association"
                        | "Society"
                        | "Federation"
                        | "Limited"
                        | "Club"
                        | "Union"
                        | "Alumni"
                        | "Company"
                )
            })
            && matches!(lexicon.names.head(words), Some((Head::Society | Head::DomesticOrganization, _)))
    })
}

/// Whether the words begin with a place, known or not, and its rank: "Doushan Town", "Elm Village". A city or prefecture
/// may be abroad.
fn begins_with_rank(reader: &Reader, words: &[&str]) -> bool {
    let ranks = &reader.lexicon.names.place_ranks;
    let countries = &reader.lexicon.countries;
    let rank = words
        .iter()
        .take(4)
        .position(|w| ranks.contains_key(*w))
        .filter(|at| *at > 0 && at + 1 < words.len());
    rank.is_some_and(|at| {
        let abroad = countries.find_place(&words[..at].join(" ")).is_some()
            || countries.find_place(&words[..=at].join(" ")).is_some()
            || countries.find_name(words[0]).is_some()
            || countries.find_adjective(words[0]).is_some();
        !abroad
            && !words[0].contains('-')
            && matches!(
                words[at],
                "Town"
                    | "Township"
                    | "Village"
                    | "County"
                    | "District"
                    | "Province"
                    | "Subdistrict"
                    | "Banner"
                    | "Region"
            )
    })
}

/// Words with a blank between each two, for asking of the first one, two, three, ….
struct Joined {
    text: String,
    /// Where each word ends.
    ends: Vec<usize>,
}

impl Joined {
    fn new(words: &[&str]) -> Self {
        let ends = words.iter().scan(0, |end, w| {
            *end += w.len() + 1;
            Some(*end - 1)
        });
        Joined { ends: ends.collect(), text: words.join(" ") }
    }

    /// The first `number` words.
    fn first(&self, number: usize) -> &str {
        let end = number.checked_sub(1).and_then(|last| self.ends.get(last));
        end.and_then(|end| self.text.get(..*end)).unwrap_or("")
    }
}

/// The first place of China among the words, and whether the name begins with it.
fn place_in<'a>(reader: &Reader<'a>, words: &[&str]) -> Option<(&'a crate::lexicon::Place, bool)> {
    for start in 0..words.len() {
        if !words[start].starts_with(char::is_uppercase) || !reader.lexicon.places.may_begin(words[start]) {
            continue;
        }
        let joined = Joined::new(&words[start..words.len().min(start + 5)]);
        for end in (start + 1..=words.len().min(start + 5)).rev() {
            let place = reader.lexicon.places.resolve(joined.first(end - start), None);
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

/// Whether a word joins two countries or parts of the world, not both of them China: "Japan-China", "Europe-Asia".
fn is_two_homes(lexicon: &Lexicon, word: &str) -> bool {
    let known = |w: &str| {
        lexicon.countries.find_name(w).or_else(|| lexicon.countries.find_adjective(w)).is_some()
            || lexicon.names.worldly.contains(w)
    };
    word.split_once('-').is_some_and(|(a, b)| known(a) && known(b))
}

/// The one country that a name itself names, by name, adjective, or a place of it; two countries say nothing.
fn origin_in(lexicon: &Lexicon, words: &[&str]) -> Option<String> {
    let mut found: Option<String> = None;
    let mut start = 0;
    while start < words.len() {
        let mut step = 1;
        let named = lexicon.countries.may_begin(words[start]);
        let most = if named { words.len().min(start + 3) } else { start };
        let joined = Joined::new(&words[start..most]);
        for end in (start + 1..=most).rev() {
            let forms = [Form::Name, Form::Adjective, Form::Place, Form::PlaceAdjective];
            let country = lexicon.countries.find_as(&forms, joined.first(end - start));
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
        if is_two_homes(lexicon, words[start]) {
            return None;
        }
        start += step;
    }
    found
}
