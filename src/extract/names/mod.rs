//! Names of organisations, by their shape and what stands around them: no list of organisations.
//!
//! [`police`] reads the names of public security organs and their offices, [`shape`] all others from
//! capital letters, [`kind`] says of what type they are, [`context`] which names without a head noun are bodies.

mod bracket;
mod context;
mod evidence;
mod kind;
mod organs;
mod pinyin;
mod place;
mod police;
mod shape;

use super::page::Paragraph;
use crate::lexicon::{self, Lexicon};
use crate::text::{Span, Token};
pub(crate) use evidence::Evidence;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;

/// The eight types, as records spell them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    ForeignNgo,
    RepresentativeOffice,
    PsbOffice,
    PublicSecurityBureau,
    University,
    GovernmentBody,
    DomesticOrganization,
    ForeignMission,
}

impl Kind {
    /// As records spell it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::ForeignNgo => "ForeignNGO",
            Kind::RepresentativeOffice => "RepresentativeOffice",
            Kind::PsbOffice => "PSBOffice",
            Kind::PublicSecurityBureau => "PublicSecurityBureau",
            Kind::University => "University",
            Kind::GovernmentBody => "GovernmentBody",
            Kind::DomesticOrganization => "DomesticOrganization",
            Kind::ForeignMission => "ForeignMission",
        }
    }

    /// Whether it is a public security organ or an office of one.
    pub fn is_police(self) -> bool {
        matches!(self, Kind::PsbOffice | Kind::PublicSecurityBureau)
    }
}

/// A place by its English name, and its code where the gazetteer has it.
pub(crate) type Place = (String, Option<String>);

/// A name as it stands in the text.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Tokens of the paragraph that it takes up, brackets after it included.
    pub tokens: (usize, usize),
    /// The words of the name itself.
    pub span: Span,
    /// The name cleaned: no bracketed abbreviation or country.
    pub name: String,
    /// The likeliest type.
    pub kind: Kind,
    /// What the type rests on.
    pub evidence: Evidence,
    /// An abbreviation that stands in brackets after it, or before.
    pub acronym: Option<String>,
    /// Its home.
    pub origin: Option<String>,
    pub place: Option<Place>,
    /// Whether the place is the nearest to what the text spells.
    pub respelt: bool,
    /// A name without a head noun or other support: a name only if the document says so elsewhere.
    pub weak: bool,
    /// A weak name that its own context says is a body’s: it counts where nothing else in the document has it.
    pub told: bool,
    /// A place and "police": refers to the organ or office of that place.
    pub police_of_place: bool,
    /// For a name written out from a list with a shared head: which of the list, so that equal spans stay apart.
    pub member: usize,
}

/// Finds every name of every paragraph, in order; names of one list share their tokens.
pub(crate) fn find(lexicon: &Lexicon, text: &str, paragraphs: &[Paragraph]) -> Vec<Name> {
    let introduces_psb = text.contains("(PSB)") || text.contains("(PSBs)");
    let (memory, nothing) = (Memory::default(), FxHashSet::default());
    let reader = |index| {
        let paragraph = &paragraphs[index];
        Reader { lexicon, text, paragraph, index, introduces_psb, known: &nothing, memory: &memory }
    };
    let mut found = Vec::with_capacity(paragraphs.len());
    // For each paragraph, the sides of an "and" that would be cut if one were known.
    let mut asked = Vec::with_capacity(paragraphs.len());
    for index in 0..paragraphs.len() {
        found.push(find_in(&reader(index)));
        asked.push(memory.asked.take());
    }
    if asked.iter().all(Vec::is_empty) {
        return complete(found, reader);
    }
    let names = complete(found.clone(), reader);
    // "Elm Action and Rowan International": two, where another sentence has one of them alone.
    let joined = |n: &Name| n.name.contains(" and ");
    let known: FxHashSet<String> =
        names.iter().filter(|n| !n.weak && !joined(n)).map(|n| n.name.clone()).collect();
    let side = |n: &Name| joined(n) && n.name.split(" and ").any(|s| known.contains(s));
    if !names.iter().any(side) {
        return names;
    }
    for (index, sides) in asked.iter().enumerate() {
        if sides.iter().any(|s| known.contains(*s)) {
            found[index] = find_in(&Reader { known: &known, ..reader(index) });
        }
    }
    complete(found, reader)
}

/// Finds the names of one paragraph by themselves, in order.
fn find_in(reader: &Reader) -> Vec<Name> {
    let mut found = police::find(reader);
    let taken: Vec<(usize, usize)> = found.iter().map(|n| n.tokens).collect();
    found.extend(organs::find(reader, &taken));
    let taken: Vec<(usize, usize)> = found.iter().map(|n| n.tokens).collect();
    found.extend(shape::find(reader, &taken));
    found.sort_by_key(|n| (n.tokens, n.member));
    found.retain(|n| !is_undertaking(reader, n));
    context::support(reader, &mut found);
    found
}

/// "The Elm Fellowship is a scheme of X": what a body does, and no body.
fn is_undertaking(reader: &Reader, name: &Name) -> bool {
    let at = name.tokens.1;
    let be = matches!(reader.word(at), "is" | "was") && matches!(reader.word(at + 1), "a" | "an" | "the");
    let noun = (at + 2..at + 5).find(|i| {
        matches!(
            reader.word(*i),
            "scheme" | "project" | "program" | "programme" | "campaign" | "course" | "competition" | "prize"
        )
    });
    be && noun.is_some_and(|n| {
        matches!(reader.word(n + 1), "of" | "run" | "that" | "which" | "by" | "jointly")
            && (at + 2..n).all(|i| !matches!(reader.word(i), "," | "."))
    })
}

/// All names of all paragraphs, each completed by the one before it.
fn complete<'a>(found: Vec<Vec<Name>>, reader: impl Fn(usize) -> Reader<'a>) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::with_capacity(found.iter().map(Vec::len).sum());
    for (index, paragraph) in found.into_iter().enumerate() {
        let reader = reader(index);
        for mut name in paragraph {
            place::complete(&reader, names.last(), &mut name);
            names.push(name);
        }
    }
    names
}

/// What the finders of one paragraph share.
pub(crate) struct Reader<'a> {
    pub lexicon: &'a Lexicon,
    pub text: &'a str,
    pub paragraph: &'a Paragraph,
    pub index: usize,
    pub introduces_psb: bool,
    /// Names that stand elsewhere in the document.
    pub known: &'a FxHashSet<String>,
    pub memory: &'a Memory<'a>,
}

/// What the readers of one document keep for each other; no larger than the document.
#[derive(Debug, Default)]
pub(crate) struct Memory<'a> {
    /// By a name's words and its home as far as told, of what type it is.
    typed: RefCell<FxHashMap<String, Option<kind::Typed>>>,
    /// What readers asked [`Reader::is_known`] in vain.
    asked: RefCell<Vec<&'a str>>,
}

impl<'a> Reader<'a> {
    /// Whether one of two names that "and" joins stands elsewhere in the document by itself.
    pub fn is_known(&self, left: &'a str, right: &'a str) -> bool {
        let known = self.known.contains(left) || self.known.contains(right);
        if !known {
            self.memory.asked.borrow_mut().extend([left, right]);
        }
        known
    }

    /// The words of a token; "" past the end.
    pub fn word(&self, i: usize) -> &'a str {
        self.paragraph.tokens.get(i).map_or("", |t| t.text(self.text))
    }

    /// The token, if there is one.
    pub fn token(&self, i: usize) -> Option<&Token> {
        self.paragraph.tokens.get(i)
    }

    /// Whether a sentence begins at this token, or after its opening quotation mark.
    pub fn begins_sentence(&self, i: usize) -> bool {
        let begins = |i| self.paragraph.sentences.binary_search_by_key(&i, |s| s.start).is_ok();
        begins(i) || (i > 0 && matches!(self.word(i - 1), "“" | "\"") && begins(i - 1))
    }

    /// The sentence that a token stands in.
    pub fn sentence_end(&self, i: usize) -> usize {
        let sentences = &self.paragraph.sentences;
        let at = sentences.partition_point(|s| s.end <= i);
        sentences.get(at).map_or(self.paragraph.tokens.len(), |s| s.end)
    }

    /// The span from one token to before another.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.token(from), self.token(to.saturating_sub(1))) {
            (Some(a), Some(b)) if from < to => a.span.cover(b.span),
            _ => Span::new(0, 0),
        }
    }

    /// The words from one token to before another, as they stand.
    pub fn words(&self, from: usize, to: usize) -> &'a str {
        self.span(from, to).of(self.text)
    }

    /// The longest place name that begins at a capitalised token: the place and the token after it.
    pub fn place_at(&self, i: usize) -> Option<(&'a lexicon::Place, usize)> {
        if !self.token(i)?.is_capitalised() || !self.lexicon.places.may_begin(self.word(i)) {
            return None;
        }
        let limit = self.sentence_end(i).min(i + 6);
        (i + 1..=limit).rev().find_map(|end| {
            let last = self.token(end - 1)?;
            if !last.is_capitalised() && !matches!(self.word(end - 1), "city" | "province" | "prefecture") {
                return None;
            }
            let place = self.lexicon.places.resolve(self.words(i, end), None)?;
            Some((place, end))
        })
    }
}

/// A place as records give it.
pub(crate) fn place_pair(place: &lexicon::Place) -> Place {
    (place.name.clone(), Some(place.code.clone()))
}
