//! What is compared of an appellation.

use super::facts::{Id, Organization};
use super::han::Chinese;
use super::identity::{code, words_of_place, words_of_places};
use super::likeness::{ANYWHERE, Judge, OFFICE, POLICE, RANKED};
use super::wording::{abbreviation, initials};
use crate::lexicon::{Form, Places};
use std::collections::BTreeSet;

/// The type of which one organ is called by several words of rank at one place.
const ORGAN: &str = "GovernmentBody";

/// The type of which bodies in two cities may share all of a name but the city.
const UNIVERSITY: &str = "University";

/// An appellation prepared to be compared.
#[derive(Debug, Clone)]
pub struct Profile {
    pub(super) kind: String,
    /// The words of each English name, in one spelling; without those of the place where the type is bound to it.
    pub(super) names: Vec<Vec<String>>,
    /// The words of each English name with its place: what types that treat the place differently share.
    pub(super) whole: Vec<Vec<String>>,
    pub(super) abbreviations: BTreeSet<String>,
    pub(super) initials: BTreeSet<String>,
    pub(super) chinese: BTreeSet<Chinese>,
    pub(super) code: Option<String>,
    pub(super) place_word: Option<String>,
    /// Whether a name has the place in it.
    pub(super) placed: bool,
    pub(super) origins: BTreeSet<String>,
    /// Whether a name says that there is but one such body: of the central government, an embassy.
    pub(super) sole: bool,
    /// Whether nothing tells it from others of its sort, in this or another place: "the Civil Affairs Bureau".
    pub(super) nameless: bool,
    /// Where a person decided on it: all of it, and the keys under which it is found besides.
    pub(super) decided: Option<(Box<Organization>, BTreeSet<Id>)>,
}

impl Profile {
    pub(super) fn place(&self) -> Option<&str> {
        self.code.as_deref().or(self.place_word.as_deref())
    }

    pub(super) fn is(&self, kinds: &[&str]) -> bool {
        kinds.contains(&self.kind.as_str())
    }
}

impl Judge<'_> {
    /// What is compared of an appellation.
    pub fn profile(&self, appellation: &Organization) -> Profile {
        let places = &self.lexicon.places;
        let place = appellation.place.as_ref();
        let code = code(&appellation.name, place, places);
        let keys: BTreeSet<Id> = self.decisions.blocks(appellation).collect();
        let decided = self.decisions.is_about(appellation).then(|| (Box::new(appellation.clone()), keys));
        let mut profile = Profile {
            decided,
            kind: appellation.kind.clone(),
            names: Vec::new(),
            whole: Vec::new(),
            abbreviations: BTreeSet::new(),
            initials: BTreeSet::new(),
            chinese: BTreeSet::new(),
            place_word: place.filter(|_| code.is_none()).map(|p| crate::text::name_key(&p.name)),
            placed: false,
            sole: false,
            nameless: false,
            origins: appellation.origins.clone(),
            code,
        };
        for name in &appellation.names {
            if let Some(name) = self.han.chinese(name) {
                profile.chinese.insert(name);
            } else if let Some(letters) = abbreviation(name) {
                profile.abbreviations.insert(letters);
            } else {
                profile.initials.extend(initials(name));
                self.take_name(name, &mut profile);
            }
        }
        self.drop_names_of_many(&mut profile);
        for names in [&mut profile.names, &mut profile.whole] {
            names.sort();
            names.dedup();
        }
        profile.nameless = self.is_nameless(&profile);
        profile
    }

    /// Whether another document with these words need not mean the same body.
    fn is_nameless(&self, profile: &Profile) -> bool {
        let called = !profile.abbreviations.is_empty() || !profile.chinese.is_empty() || profile.sole;
        let specific = match profile.kind.as_str() {
            // The country of a consulate does not tell which of its consulates it is.
            "ForeignMission" => profile.names.iter().any(|words| self.tells_any(words)),
            _ => profile.names.iter().any(|words| self.is_specific(words)),
        };
        let placed = profile.place().is_some() && profile.kind != OFFICE;
        !(called || specific || placed || profile.is(ANYWHERE))
    }

    fn take_name(&self, name: &str, profile: &mut Profile) {
        let places = &self.lexicon.places;
        let code = profile.code.as_deref();
        let known = code.map(|code| words_of_places(code, places)).unwrap_or_default();
        let own = code.map(|code| words_of_place(code, places)).unwrap_or_default();
        let university = profile.kind == UNIVERSITY;
        let unbracketed = university.then(|| self.unbracketed(name)).flatten();
        let name = unbracketed.as_deref().unwrap_or(name);
        let mut words = self.wordings.words(name, |word| known.iter().any(|k| k == word));
        profile.placed |= words.iter().any(|word| own.contains(word));
        profile.sole |= self.wordings.is_sole(&words);
        self.modernize(&mut words, code);
        if super::family(&profile.kind) == super::likeness::FAMILY {
            profile.whole.push(words.clone());
        }
        if !profile.is(ANYWHERE) && words.iter().any(|word| !known.contains(word)) {
            words.retain(|word| !known.contains(word));
        }
        if profile.kind == ORGAN || profile.is(POLICE) {
            self.wordings.drop_state(&mut words);
            self.wordings.drop_government(&mut words);
        }
        if profile.kind == ORGAN && profile.code.is_some() {
            words.iter_mut().for_each(|word| self.wordings.level(word));
        }
        if profile.kind == OFFICE {
            words.retain(|word| !self.wordings.is_of_office(word));
        }
        profile.names.push(words);
    }

    /// "Beijing representative office" names any office there; a body without a better name keeps it.
    fn drop_names_of_many(&self, profile: &mut Profile) {
        let office = profile.kind == OFFICE;
        if !profile.is(RANKED) || office {
            let some_tells = profile.names.iter().any(|words| self.tells_any(words));
            if office && !some_tells {
                profile.names.retain(|words| self.is_specific(words));
            } else if some_tells {
                profile.names.retain(|words| self.tells_any(words));
            }
        }
    }

    /// Older and misspelt names of a place, of one word, as the present one.
    fn modernize(&self, words: &mut [String], code: Option<&str>) {
        let places = &self.lexicon.places;
        let Some(place) = code.and_then(|code| places.by_code(code)) else { return };
        for word in words.iter_mut().filter(|word| word.is_ascii() && !self.generic.is_generic(word)) {
            let capital = [&word[..1].to_ascii_uppercase(), &word[1..]].concat();
            let meant = places.nearest(&capital).filter(|meant| places.is_within(&place.code, &meant.code));
            if let Some(meant) = meant {
                *word = crate::text::name_key(&meant.name);
            }
        }
        let present = crate::text::name_key(&place.name);
        let older: Vec<String> = place.others.iter().map(|name| crate::text::name_key(name)).collect();
        for word in words.iter_mut().filter(|word| older.contains(word)) {
            word.clone_from(&present);
        }
    }

    /// A name with a place in brackets as one without brackets: "Mining University (Elmzhou)". None for one without.
    pub(super) fn unbracketed(&self, name: &str) -> Option<String> {
        let (before, inside, after) = bracketed(name)?;
        is_place(&self.lexicon.places, inside).then(|| format!("{before} {inside} {after}"))
    }

    /// The country that a name gives in brackets: "Elm Trust (Norway)".
    pub(super) fn home_in(&self, name: &str) -> Option<&str> {
        let (_, inside, _) = bracketed(name)?;
        let kinds = [Form::Name, Form::Adjective];
        self.lexicon.countries.find_as(&kinds, inside).map(|country| country.alpha2.as_str())
    }

    /// Whether some word tells one body from all others.
    pub(super) fn tells_any(&self, words: &[String]) -> bool {
        words.iter().any(|word| self.tells(word))
    }

    /// Whether some word tells the body, or whence it is, so that the name is not any body's.
    pub(super) fn is_specific(&self, words: &[String]) -> bool {
        words.iter().any(|word| self.tells(word) || self.geographic(word))
    }

    /// Whether a word may tell one body from all others.
    pub(super) fn tells(&self, word: &str) -> bool {
        !self.generic.is_generic(word)
            && !self.wordings.is_weak(word)
            && !self.wordings.sets_apart(word)
            && !self.geographic(word)
    }

    /// Whether a word names a place, a country or what is of one.
    pub(super) fn geographic(&self, word: &str) -> bool {
        is_place(&self.lexicon.places, word) || self.country(word).is_some()
    }

    /// The code of the country that small words name, or that their adjective tells.
    pub(super) fn country(&self, words: &str) -> Option<&str> {
        const KINDS: [Form; 5] =
            [Form::Name, Form::Adjective, Form::People, Form::Place, Form::PlaceAdjective];
        let mut form: String = words.to_owned();
        match form.chars().count() {
            0..=3 => form.make_ascii_uppercase(),
            _ => form.get_mut(..1)?.make_ascii_uppercase(),
        }
        self.lexicon.countries.find_as(&KINDS, &form).map(|country| country.alpha2.as_str())
    }
}

fn is_place(places: &Places, word: &str) -> bool {
    places.find(word).next().is_some()
}

/// What stands before, in and after the first brackets of a name.
fn bracketed(name: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = name.split_once(['(', '（'])?;
    let (inside, after) = rest.split_once([')', '）'])?;
    Some((before.trim(), inside.trim(), after.trim()))
}
