//! How like two appellations are: whether documents that use them speak of one body.
//!
//! Only what the two say counts, nothing of how many documents say it; so no order and no number of documents
//! can turn a judgement.

use super::decision::Decisions;
use super::facts::{Id, Organization};
use super::names::GenericWords;
use super::wording::{Wordings, abbreviation, chinese, initials};
use crate::lexicon::{Lexicon, LexiconError, Places};
use std::collections::BTreeSet;
use std::sync::Arc;

/// From this on, two appellations are of one body; in thousandths.
pub const SAME: u16 = 900;

/// From this on, a person should look at the pair.
pub const DOUBTFUL: u16 = 600;

/// Types that extraction can take for each other; all others are families of their own. The first goes before
/// the next where documents disagree.
pub(super) const DOMESTIC: &[&str] = &["University", "GovernmentBody", "DomesticOrganization"];

/// Types whose bodies bear one name wherever they are met.
const ANYWHERE: &[&str] = &["ForeignNGO", "University"];

/// Types whose bodies are known by place and rank alone.
const POLICE: &[&str] = &["PSBOffice", "PublicSecurityBureau"];

/// The type of which the NGO's name and the place tell.
const OFFICE: &str = "RepresentativeOffice";

/// Types of which a province has one and each of its cities another.
const RANKED: &[&str] =
    &["PSBOffice", "PublicSecurityBureau", "GovernmentBody", "RepresentativeOffice", "ForeignMission"];

/// A judgement on two appellations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// Between 0 and 1000.
    pub score: u16,
    /// Why, in words.
    pub because: String,
    /// Whether they cannot be one body, whatever else speaks for it.
    pub apart: bool,
}

/// The family of a type: only within one can two appellations be of one body.
pub fn family(kind: &str) -> &str {
    if DOMESTIC.contains(&kind) { "domestic" } else { kind }
}

/// An appellation prepared to be compared.
#[derive(Debug, Clone)]
pub struct Profile {
    pub(super) kind: String,
    /// The words of each English name, without those of the place, each with its letters' spelling.
    pub(super) names: Vec<Vec<String>>,
    pub(super) abbreviations: BTreeSet<String>,
    pub(super) initials: BTreeSet<String>,
    pub(super) chinese: BTreeSet<String>,
    pub(super) code: Option<String>,
    place_word: Option<String>,
    origins: BTreeSet<String>,
    /// Where a person decided on it: all of it, and the keys under which it is found besides.
    pub(super) decided: Option<(Box<Organization>, BTreeSet<Id>)>,
}

/// Compares appellations.
#[derive(Debug)]
pub struct Judge<'l> {
    pub(super) lexicon: &'l Lexicon,
    pub(super) generic: GenericWords,
    pub(super) wordings: Wordings,
    decisions: Arc<Decisions>,
}

impl<'l> Judge<'l> {
    /// A judge that knows the words and places of `lexicon`, and what a person decided.
    ///
    /// # Errors
    /// A malformed `names/generic.toml` or `names/wordings.toml`.
    pub fn new(lexicon: &'l Lexicon, decisions: Arc<Decisions>) -> Result<Self, LexiconError> {
        let files = &lexicon.files;
        let (generic, wordings) = (GenericWords::read(files)?, Wordings::read(files)?);
        Ok(Judge { lexicon, generic, wordings, decisions })
    }

    /// What is compared of an appellation.
    pub fn profile(&self, appellation: &Organization) -> Profile {
        let places = &self.lexicon.places;
        let kind = appellation.kind.clone();
        let place = appellation.place.as_ref();
        let code = super::identity::code(&appellation.name, place, places);
        let known: Vec<String> =
            code.as_deref().map(|c| super::identity::words_of_places(c, places)).unwrap_or_default();
        let bound = !ANYWHERE.contains(&kind.as_str());
        let (mut names, mut short, mut first, mut han) =
            (Vec::new(), BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for name in &appellation.names {
            if let Some(name) = chinese(name) {
                han.insert(name);
                continue;
            }
            if let Some(letters) = abbreviation(name) {
                short.insert(letters);
                continue;
            }
            first.extend(initials(name));
            let mut words = self.wordings.words(name, |word| known.iter().any(|k| k == word));
            if bound && words.iter().any(|word| !known.contains(word)) {
                words.retain(|word| !known.contains(word));
            }
            names.push(words);
        }
        if kind == OFFICE {
            names
                .iter_mut()
                .for_each(|words: &mut Vec<String>| words.retain(|word| !self.wordings.is_of_office(word)));
        }
        // "Beijing representative office" names any office there; a body without a better name keeps it.
        if !RANKED.contains(&kind.as_str()) || kind == OFFICE {
            let telling = |words: &Vec<String>| words.iter().any(|word| self.tells(word));
            if kind == OFFICE || names.iter().any(telling) {
                names.retain(telling);
            }
        }
        names.sort();
        names.dedup();
        let place_word = place.filter(|_| code.is_none()).map(|p| crate::text::name_key(&p.name));
        let origins = appellation.origins.clone();
        let keys: BTreeSet<Id> = self.decisions.blocks(appellation).collect();
        let decided = self.decisions.is_about(appellation).then(|| (Box::new(appellation.clone()), keys));
        Profile {
            decided,
            kind,
            names,
            abbreviations: short,
            initials: first,
            chinese: han,
            code,
            place_word,
            origins,
        }
    }

    /// How like two appellations are. Cost: by the number and length of their names.
    pub fn likeness(&self, one: &Profile, other: &Profile) -> Likeness {
        if let (Some((one, _)), Some((other, _))) = (&one.decided, &other.decided)
            && let Some(likeness) = self.decisions.likeness(one, other)
        {
            return likeness;
        }
        if let Some(because) = self.apart(one, other) {
            return Likeness { score: 0, because, apart: true };
        }
        let named = self.by_names(one, other);
        if named.apart {
            return named;
        }
        let best = [self.by_chinese(one, other), self.by_abbreviation(one, other)].into_iter().flatten();
        let (mut score, mut because) =
            best.fold((named.score, named.because), |best, next| if next.0 > best.0 { next } else { best });
        if score > 0 && one.kind != other.kind {
            score = score.saturating_sub(60);
            because.push_str("; their types differ");
        }
        if score > 0 && RANKED.contains(&one.kind.as_str()) && one.place() != other.place() {
            score = score.saturating_sub(if self.telling(one) && self.telling(other) { 60 } else { 250 });
            because.push_str("; only one has a place");
        }
        Likeness { score, because, apart: false }
    }

    /// What keeps two bodies apart whatever their names.
    fn apart(&self, one: &Profile, other: &Profile) -> Option<String> {
        if family(&one.kind) != family(&other.kind) {
            return Some(format!("one is a {}, the other a {}", one.kind, other.kind));
        }
        if !one.origins.is_empty() && !other.origins.is_empty() && one.origins.is_disjoint(&other.origins) {
            return Some("their homes differ".to_owned());
        }
        if !one.chinese.is_empty() && !other.chinese.is_empty() {
            let alike =
                |a: &String| other.chinese.iter().any(|b| a.contains(b.as_str()) || b.contains(a.as_str()));
            if !one.chinese.iter().any(alike) {
                return Some("their Chinese names differ".to_owned());
            }
        }
        if ANYWHERE.contains(&one.kind.as_str()) && ANYWHERE.contains(&other.kind.as_str()) {
            return None;
        }
        let ranked = RANKED.contains(&one.kind.as_str()) || RANKED.contains(&other.kind.as_str());
        let places = &self.lexicon.places;
        match (&one.code, &other.code) {
            (Some(a), Some(b)) if a != b => {
                let nested = places.is_within(a, b) || places.is_within(b, a);
                (ranked || !nested).then(|| "their places differ".to_owned())
            }
            _ => match (one.place(), other.place()) {
                (Some(a), Some(b)) if a != b => Some("their places differ".to_owned()),
                _ => None,
            },
        }
    }

    /// Whether the body's place and its rank tell it from others of one name.
    pub(super) fn is_ranked(&self, profile: &Profile) -> bool {
        RANKED.contains(&profile.kind.as_str())
    }

    /// Whether some name has a word that not every body of its sort may bear.
    fn telling(&self, profile: &Profile) -> bool {
        profile.names.iter().flatten().any(|word| self.tells(word))
    }

    /// Whether a word may tell one body from all others.
    pub(super) fn tells(&self, word: &str) -> bool {
        !self.generic.is_generic(word)
            && !self.wordings.is_weak(word)
            && !self.wordings.sets_apart(word)
            && !self.geographic(word)
    }

    fn geographic(&self, word: &str) -> bool {
        let countries = &self.lexicon.countries;
        is_place(&self.lexicon.places, word)
            || countries.find_place(word).is_some()
            || countries.find_place_adjective(word).is_some()
            || countries.find_people(word).is_some()
    }

    fn by_names(&self, one: &Profile, other: &Profile) -> Likeness {
        let mut best = Likeness { score: 0, because: String::new(), apart: false };
        let mut apart = None;
        let police = POLICE.contains(&one.kind.as_str());
        for a in &one.names {
            for b in &other.names {
                match self.words(a, b, one, other) {
                    Err(because) => apart = apart.or(Some(because)),
                    Ok((score, because)) if score > best.score && (!police || score == 1000) => {
                        best = Likeness { score, because, apart: false };
                    }
                    Ok(_) => {}
                }
            }
        }
        match apart {
            Some(because) if best.score < SAME => Likeness { score: 0, because, apart: true },
            _ => best,
        }
    }

    /// How like two names are; an error says why they are names of two bodies.
    fn words(
        &self,
        a: &[String],
        b: &[String],
        one: &Profile,
        other: &Profile,
    ) -> Result<(u16, String), String> {
        let said = |score: u16, because: &str| Ok((score, because.to_owned()));
        if a == b {
            return said(1000, "one name");
        }
        let sorted = |words: &[String]| -> Vec<String> {
            let mut words = words.to_vec();
            words.sort_unstable();
            words
        };
        if sorted(a) == sorted(b) {
            return said(970, "the same words in another order");
        }
        if a.concat() == b.concat() {
            return said(960, "the same letters");
        }
        let (more, less) = (without(a, b), without(b, a));
        let extra: Vec<&String> = more.iter().chain(&less).collect();
        if let Some(word) = extra.iter().find(|word| self.wordings.sets_apart(word)) {
            return Err(format!("“{word}” is in one name only"));
        }
        match (more.as_slice(), less.as_slice()) {
            ([x], [y]) => self.exchanged(x, y, a.len()),
            (more, []) => self.fuller(more, b, one, other),
            ([], less) => self.fuller(less, a, other, one),
            _ => said(0, ""),
        }
    }

    /// Names that differ in one word.
    fn exchanged(&self, x: &str, y: &str, length: usize) -> Result<(u16, String), String> {
        let known = |word: &str| {
            self.geographic(word) || self.generic.is_generic(word) || self.wordings.is_weak(word)
        };
        if known(x) && known(y) {
            return Err(format!("one name has “{x}”, the other “{y}”"));
        }
        let letters = x.chars().count().min(y.chars().count());
        let distance = strsim::osa_distance(x, y);
        let begins = x.chars().next() == y.chars().next();
        let slip = distance <= 1 && letters >= 5 || distance <= 2 && letters >= 9;
        let because = format!("“{x}” may be a misspelt “{y}”");
        match (slip, begins) {
            (true, true) if letters >= 7 && length >= 2 => Ok((930, because)),
            (true, _) if letters >= 5 => Ok((720, because)),
            _ => Ok((0, String::new())),
        }
    }

    /// Names of which one has all the words of the other, and `more`.
    fn fuller(
        &self,
        more: &[String],
        less: &[String],
        fuller: &Profile,
        shorter: &Profile,
    ) -> Result<(u16, String), String> {
        if !less.iter().any(|word| self.tells(word)) {
            return Ok((0, String::new()));
        }
        let words = more.join(" ");
        let home = |word: &str| self.is_home(word, fuller, shorter);
        let located = |word: &str| fuller.code.is_some() && self.is_in_place(word, fuller);
        if more.iter().all(|word| home(word) || located(word)) {
            return Ok((950, format!("“{words}” says only where it is from or is")));
        }
        if more.iter().all(|word| self.wordings.is_weak(word)) {
            return Ok((760, format!("one name has “{words}” besides")));
        }
        if more.iter().any(|word| self.geographic(word)) {
            return Ok((0, String::new()));
        }
        let headed = less.last().is_some_and(|word| self.generic.is_generic(word));
        let heads = more.iter().all(|word| self.generic.is_generic(word));
        match (heads, headed) {
            (true, true) => Err(format!("“{words}” makes another body of it")),
            (true, false) => Ok((700, format!("one name has “{words}” besides"))),
            _ if less.len() >= 2 && more.len() == 1 => Ok((650, format!("one name has “{words}” besides"))),
            _ => Ok((0, String::new())),
        }
    }

    /// Whether a word names the home of the bodies.
    fn is_home(&self, word: &str, one: &Profile, other: &Profile) -> bool {
        let countries = &self.lexicon.countries;
        let country = countries.find_place(word).or_else(|| countries.find_place_adjective(word));
        country.is_some_and(|c| one.origins.contains(&c.alpha2) || other.origins.contains(&c.alpha2))
    }

    fn is_in_place(&self, word: &str, profile: &Profile) -> bool {
        let code = profile.code.as_deref().unwrap_or_default();
        super::identity::words_of_places(code, &self.lexicon.places).iter().any(|known| known == word)
    }

    fn by_chinese(&self, one: &Profile, other: &Profile) -> Option<(u16, String)> {
        let shared = one.chinese.intersection(&other.chinese).next()?;
        Some((990, format!("one Chinese name, {shared}")))
    }

    /// An abbreviation that both bear, or that is of the initials of the other; it counts only where at most one of
    /// them has a name besides.
    fn by_abbreviation(&self, one: &Profile, other: &Profile) -> Option<(u16, String)> {
        if !(one.names.is_empty() || other.names.is_empty()) {
            return None;
        }
        let settled = |letters: &str, sure: u16, doubtful: u16| {
            let home = !one.origins.is_empty() && one.origins == other.origins;
            let long = letters.chars().count();
            if long >= 4 || (long == 3 && home) { sure } else { doubtful }
        };
        if let Some(letters) = one.abbreviations.intersection(&other.abbreviations).next() {
            return Some((settled(letters, 950, 760), format!("both are called {}", letters.to_uppercase())));
        }
        let by = |short: &Profile, full: &Profile| {
            short.abbreviations.intersection(&full.initials).next().cloned()
        };
        let letters = by(one, other).or_else(|| by(other, one))?;
        let because = format!("{} are the initials of the other", letters.to_uppercase());
        Some((settled(&letters, 910, 640), because))
    }
}

impl Profile {
    fn place(&self) -> Option<&str> {
        self.code.as_deref().or(self.place_word.as_deref())
    }
}

fn is_place(places: &Places, word: &str) -> bool {
    places.find(word).next().is_some()
}

/// The words of `a` that `b` lacks; a word that stands twice counts twice.
fn without(a: &[String], b: &[String]) -> Vec<String> {
    let mut left: Vec<&String> = b.iter().collect();
    let mut out = Vec::new();
    for word in a {
        match left.iter().position(|l| *l == word) {
            Some(at) => _ = left.swap_remove(at),
            None => out.push(word.clone()),
        }
    }
    out
}
