//! How like two appellations are: whether documents that use them speak of one body.
//!
//! Only what the two say counts, nothing of how many documents say it; so no order and no number of documents
//! can turn a judgement.

use super::block::{LONGEST_HOME, MOST_WORDS};
use super::decision::Decisions;
use super::han::Han;
use super::names::GenericWords;
use super::profile::Profile;
use super::wording::Wordings;
use crate::lexicon::{Lexicon, LexiconError, Place};
use std::sync::Arc;

/// From this on, two appellations are of one body; in thousandths.
pub const SAME: u16 = 900;

/// From this on, a person should look at the pair.
pub const DOUBTFUL: u16 = 600;

/// Types that extraction can take for each other; all others are families of their own. The first goes before
/// the next where documents disagree.
pub(super) const DOMESTIC: &[&str] = &["University", "GovernmentBody", "DomesticOrganization"];

/// The family of these.
pub(super) const FAMILY: &str = "domestic";

/// Types whose bodies bear one name wherever they are met.
pub(super) const ANYWHERE: &[&str] = &["ForeignNGO", "University"];

/// Types whose bodies are known by place and rank alone.
pub(super) const POLICE: &[&str] = &["PSBOffice", "PublicSecurityBureau"];

/// The type of which the NGO's name and the place tell.
pub(super) const OFFICE: &str = "RepresentativeOffice";

/// Types of which a province has one and each of its cities another.
pub(super) const RANKED: &[&str] =
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
    if DOMESTIC.contains(&kind) { FAMILY } else { kind }
}

/// Compares appellations.
#[derive(Debug)]
pub struct Judge<'l> {
    pub(super) lexicon: &'l Lexicon,
    pub(super) generic: GenericWords,
    pub(super) wordings: Wordings,
    pub(super) han: Han,
    pub(super) decisions: Arc<Decisions>,
}

impl<'l> Judge<'l> {
    /// A judge that knows the words and places of `lexicon`.
    ///
    /// # Errors
    /// A malformed `names/generic.toml`, `names/wordings.toml` or `names/chinese.toml`.
    pub fn new(lexicon: &'l Lexicon, decisions: Arc<Decisions>) -> Result<Self, LexiconError> {
        let files = &lexicon.files;
        let generic = GenericWords::read(files)?;
        let wordings = Wordings::read(files, &generic)?;
        let han = Han::read(files, &lexicon.places)?;
        Ok(Judge { lexicon, generic, wordings, han, decisions })
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
        let met = self.in_chinese(one, other);
        if let Some(likeness) = met.as_ref().and_then(|met| self.by_chinese(one, other, met)) {
            return likeness;
        }
        let named = self.by_names(one, other);
        let named = self.beside_chinese(named, one, other, met.as_ref());
        if named.apart {
            return named;
        }
        let abbreviated = self.by_abbreviation(one, other, named.score).filter(|by| by.0 > named.score);
        let (mut score, mut because) = abbreviated.unwrap_or((named.score, named.because));
        if score > 0 && one.kind != other.kind {
            score = score.saturating_sub(60);
            because.push_str("; their types differ");
        }
        if let Some((doubt, why)) = self.doubt(one, other).filter(|_| score > 0) {
            score = score.saturating_sub(doubt);
            because.push_str("; ");
            because.push_str(why);
        }
        Likeness { score, because, apart: false }
    }

    /// What speaks against bodies of one name though it does not keep them apart: that only one is said to be of a
    /// place or country, or one of a province and one of a city in it.
    fn doubt(&self, one: &Profile, other: &Profile) -> Option<(u16, &'static str)> {
        if one.nameless && other.nameless {
            return Some((450, "any body of the sort may have the name"));
        }
        let mainland = |code: &String| self.lexicon.places.by_code(code).is_some_and(Place::mainland);
        let abroad = [one, other].into_iter().any(|profile| match &profile.code {
            Some(code) => !mainland(code),
            None => profile.place_word.is_some(),
        });
        if one.sole && other.sole && one.origins == other.origins && !abroad {
            return None;
        }
        let specific = [one, other].into_iter().all(|p| p.names.iter().all(|words| self.is_specific(words)));
        if one.origins != other.origins && !specific {
            return Some((450, "any body of the sort may have the name, and only one has a home"));
        }
        if (one.is(ANYWHERE) && other.is(ANYWHERE)) || one.place() == other.place() {
            return None;
        }
        let telling = [one, other].into_iter().all(|p| p.names.iter().all(|words| self.tells_any(words)));
        let known = one.place().is_some() && other.place().is_some();
        let placed = |p: &Profile| p.placed && p.place().is_some();
        let named = placed(one) || placed(other);
        match (telling, known) {
            (false, _) => Some((450, "any body of the sort may have the name, and their places differ")),
            (_, true) => named.then_some((250, "one is of a place in the other’s")),
            _ if one.is(RANKED) || other.is(RANKED) => Some((60, "only one has a place")),
            _ => named.then_some((150, "one name has a place besides")),
        }
    }

    /// What keeps two bodies apart whatever their names.
    fn apart(&self, one: &Profile, other: &Profile) -> Option<String> {
        if family(&one.kind) != family(&other.kind) {
            return Some(format!("one is a {}, the other a {}", one.kind, other.kind));
        }
        if !one.origins.is_empty() && !other.origins.is_empty() && one.origins.is_disjoint(&other.origins) {
            return Some("their homes differ".to_owned());
        }
        if one.is(ANYWHERE) && other.is(ANYWHERE) {
            return None;
        }
        let ranked = one.is(RANKED) || other.is(RANKED);
        let places = &self.lexicon.places;
        match (&one.code, &other.code) {
            (Some(a), Some(b)) if a != b => {
                let nested = places.is_within(a, b) || places.is_within(b, a);
                (ranked || !nested || (one.placed && other.placed)).then(|| "their places differ".to_owned())
            }
            _ => match (one.place(), other.place()) {
                (Some(a), Some(b)) if a != b => Some("their places differ".to_owned()),
                _ => None,
            },
        }
    }

    fn by_names(&self, one: &Profile, other: &Profile) -> Likeness {
        let mut best = Likeness { score: 0, because: String::new(), apart: false };
        let mut apart = None;
        if one.kind != other.kind && self.is_wholly(one, other) {
            best = Likeness { score: 1000, because: "one name with its place".to_owned(), apart: false };
        }
        // Of two types, one that keeps the place in the name and one that does not, only whole names can be compared.
        if one.is(ANYWHERE) != other.is(ANYWHERE) {
            return best;
        }
        let police = one.is(POLICE);
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

    /// Whether a name of one with its place has the words of one of the other.
    fn is_wholly(&self, one: &Profile, other: &Profile) -> bool {
        one.whole.iter().any(|a| other.whole.iter().any(|b| sorted(a) == sorted(b)))
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
        if sorted(a) == sorted(b) {
            return match self.keeps_order(a, b) {
                true => said(970, "the same words in another order"),
                false => Err("what is whose differs".to_owned()),
            };
        }
        if a.concat() == b.concat() {
            return said(960, "the same letters");
        }
        let (more, less) = (without(a, b), without(b, a));
        let extra: Vec<&String> = more.iter().chain(&less).collect();
        if let Some(word) = extra.iter().find(|word| self.wordings.sets_apart(word)) {
            return Err(format!("“{word}” is in one name only"));
        }
        if a.len().max(b.len()) > MOST_WORDS {
            return said(0, "");
        }
        match (more.as_slice(), less.as_slice()) {
            ([x], [y]) => {
                let rest: Vec<&String> = a.iter().filter(|word| *word != x).collect();
                self.exchanged(x, y, &rest, one, other)
            }
            (more, []) => self.fuller(a, more, b, one, other),
            ([], less) => self.fuller(b, less, a, other, one),
            _ if self.without_its_home(a, one) == self.without_its_home(b, other) => {
                said(950, "they differ only in how they say where it is from")
            }
            _ => said(0, ""),
        }
    }

    /// The words of a name, sorted, without the country at its begin or end that is its home; all where none stands there.
    fn without_its_home<'w>(&self, name: &'w [String], profile: &Profile) -> Vec<&'w String> {
        let home = |words: &[String]| {
            self.country(&words.join(" ")).is_some_and(|country| profile.origins.contains(country))
        };
        for length in (1..name.len().min(LONGEST_HOME + 1)).rev() {
            let last = name.len() - length;
            let (begin, end) = (home(&name[..length]), home(&name[last..]));
            let rest = if begin { &name[length..] } else { &name[..last] };
            if (begin || end) && self.tells_any(rest) {
                return sorted(rest);
            }
        }
        sorted(name)
    }

    /// Whether countries, sizes and directions stand in one order in both names: what is Japan's and China's differs from
    /// what is China's and Japan's.
    fn keeps_order(&self, a: &[String], b: &[String]) -> bool {
        let marks = |words: &[String]| -> Vec<String> {
            words.iter().filter(|w| self.geographic(w) || self.wordings.sets_apart(w)).cloned().collect()
        };
        marks(a) == marks(b)
    }

    /// Names of which one, `full`, has all the words of the other, `less`, and `more`.
    fn fuller(
        &self,
        full: &[String],
        more: &[String],
        less: &[String],
        fuller: &Profile,
        shorter: &Profile,
    ) -> Result<(u16, String), String> {
        let words = more.join(" ");
        let besides = |score: u16| Ok((score, format!("one name has “{words}” besides")));
        let outside = full.starts_with(more) || full.ends_with(more);
        if !self.tells_any(less) || (more.len() > 1 && !outside) {
            return besides(0);
        }
        if let Some(home) = self.country(&words) {
            let of = |profile: &Profile| profile.origins.contains(home);
            return match (of(fuller), of(shorter)) {
                (true, true) => Ok((950, format!("“{words}” says only where it is from"))),
                (true, false) | (false, true) => besides(860),
                (false, false) => besides(0),
            };
        }
        if fuller.code.is_some() && more.iter().all(|word| self.is_in_place(word, fuller)) {
            let campus = fuller.kind == shorter.kind && fuller.kind == "University";
            return if campus {
                besides(760)
            } else {
                Ok((950, format!("“{words}” says only where it is")))
            };
        }
        if more.iter().any(|word| self.geographic(word)) {
            return besides(0);
        }
        let headed = less.last().is_some_and(|word| self.generic.is_generic(word));
        let heads = more.iter().all(|word| self.generic.is_generic(word));
        match more {
            [word] if self.wordings.is_weak(word) => besides(760),
            _ if heads && headed => Err(format!("“{words}” makes another body of it")),
            [_] if heads => besides(700),
            [_] if less.len() >= 2 => besides(650),
            _ => besides(0),
        }
    }

    fn is_in_place(&self, word: &str, profile: &Profile) -> bool {
        let code = profile.code.as_deref().unwrap_or_default();
        super::identity::words_of_places(code, &self.lexicon.places).iter().any(|known| known == word)
    }

    /// An abbreviation that both bear, or that is of the initials of the other. Where both have names besides, it
    /// counts only if these are somewhat alike (`named`).
    fn by_abbreviation(&self, one: &Profile, other: &Profile, named: u16) -> Option<(u16, String)> {
        if (one.is(RANKED) || other.is(RANKED)) && one.place() != other.place() {
            return None;
        }
        if !(one.names.is_empty() || other.names.is_empty()) {
            let letters = one.abbreviations.intersection(&other.abbreviations).next()?;
            let because = format!("both are called {}, and their names are alike", letters.to_uppercase());
            return (named >= DOUBTFUL).then_some((940, because));
        }
        // A body of one home needs a letter less; initials that no document gives as an abbreviation, one more.
        let home = usize::from(!one.origins.is_empty() && one.origins == other.origins);
        let settled = |letters: &str, least: usize, sure: u16, doubtful: u16| {
            if letters.chars().count() + home >= least { sure } else { doubtful }
        };
        if let Some(letters) = one.abbreviations.intersection(&other.abbreviations).next() {
            return Some((
                settled(letters, 4, 950, 760),
                format!("both are called {}", letters.to_uppercase()),
            ));
        }
        let by = |short: &Profile, full: &Profile| {
            short.abbreviations.intersection(&full.initials).next().cloned()
        };
        let letters = by(one, other).or_else(|| by(other, one))?;
        let because = format!("{} are the initials of the other", letters.to_uppercase());
        Some((settled(&letters, 5, 910, 640), because))
    }
}

fn sorted(words: &[String]) -> Vec<&String> {
    let mut words: Vec<&String> = words.iter().collect();
    words.sort_unstable();
    words
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
