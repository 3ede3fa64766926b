//! What frames ask of a verb, found once for all frames.

use super::Matcher;
use super::arguments::Arguments;
use super::complement::Complement;
use crate::extract::chunk::Form;
use crate::extract::clause::Group;
use crate::record::Modality;
use std::rc::Rc;

/// What a verb of speech brings, and the subject of a clause that is said.
type Said = Rc<(Complement, Option<Group>)>;

/// A verb and what stands around it, each part found when a frame first asks for it.
pub(super) struct Around {
    pub verb: usize,
    pub modality: Modality,
    /// Whether it stands in the present tense.
    pub present: bool,
    /// Whether it does so where an event would be told in the past.
    pub untold: bool,
    /// By the word after the words that belong to the trigger, and whether the trigger is in the passive.
    arguments: Vec<((usize, bool), Rc<Arguments>)>,
    /// By the word after those that it follows.
    complements: Vec<(usize, Said)>,
}

impl Around {
    pub fn new(matcher: &Matcher, verb: usize, modality: Modality) -> Self {
        let group = matcher.analysis.verb(verb);
        let plain = group.is_some_and(|g| g.form == Form::Finite && !g.passive && !g.future);
        let present = plain && matcher.is_present(verb);
        let untold = present && !matcher.is_dated_brief();
        Around { verb, modality, present, untold, arguments: Vec::new(), complements: Vec::new() }
    }

    /// Its arguments, where the words of the trigger end before word `rest`; `surface`: for a trigger in the passive.
    pub fn arguments(&mut self, matcher: &Matcher, rest: usize, surface: bool) -> Rc<Arguments> {
        let found = || matcher.arguments(self.verb, rest, surface);
        known(&mut self.arguments, (rest, surface), found)
    }

    /// What a verb of speech brings after word `from`.
    pub fn complement(&mut self, matcher: &Matcher, from: usize) -> Said {
        known(&mut self.complements, from, || matcher.complement(self.verb, from))
    }
}

/// What is known under a key, found first where it is not.
fn known<K: PartialEq, V>(list: &mut Vec<(K, Rc<V>)>, key: K, find: impl FnOnce() -> V) -> Rc<V> {
    if let Some((_, known)) = list.iter().find(|(k, _)| *k == key) {
        return Rc::clone(known);
    }
    let found = Rc::new(find());
    list.push((key, Rc::clone(&found)));
    found
}
