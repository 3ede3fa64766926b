//! Short forms of longer names: "the Amber Foundation" of "Baltic Amber Foundation", "Elm Trust" of "Elm Trust for Health".

use super::index::Index;
use crate::extract::names::Name;
use crate::lexicon::Names;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Words of a name that may stand scattered in a longer one.
pub(super) const LEAST_INNER: usize = 3;

/// A short form has at most so many words.
const MOST_WORDS: usize = 16;

/// Which of the strong names are short forms of longer ones among them, in the order of `strong`.
///
/// Cost: near linear; a name is compared only with those that begin or end with it or share its rarest word, type and
/// place, and equal names are compared once.
pub(super) fn forms(grammar: &Names, names: &[Name], words: &[Rc<[String]>], strong: &[usize]) -> Vec<bool> {
    let mut known = FxHashMap::default();
    let mut distinct: Vec<usize> = Vec::new();
    let same: Vec<usize> = strong
        .iter()
        .map(|&i| {
            let name = &names[i];
            let likeness = (&words[i], name.kind, name.evidence.is_weak(), &name.place, &name.origin);
            *known.entry(likeness).or_insert_with(|| {
                distinct.push(i);
                distinct.len() - 1
            })
        })
        .collect();
    let (mut by_end, mut by_word) = (Index::default(), Index::default());
    for (d, &i) in distinct.iter().enumerate() {
        for end in ends(&words[i]) {
            by_end.insert(end, d);
        }
        if let Some(outer) = outer(&words[i]) {
            by_end.insert(outer.as_slice(), d);
        }
        if let Some(place) = &names[i].place {
            for word in words[i].iter() {
                by_word.insert((place, names[i].kind, word), d);
            }
        }
    }
    let short: Vec<bool> = distinct
        .iter()
        .map(|&i| {
            let shortens = |d: &usize| {
                let j = distinct[*d];
                names[j].kind.is_police() == names[i].kind.is_police()
                    && words[j].len() > words[i].len()
                    && is_short_form(grammar, &words[i], &words[j], &names[i], &names[j])
            };
            let inner =
                names[i].place.as_ref().filter(|_| words[i].len() >= LEAST_INNER).is_some_and(|place| {
                    by_word.rarest(words[i].iter().map(|w| (place, names[i].kind, w))).iter().any(shortens)
                });
            !names[i].kind.is_police() && (inner || by_end.get(&*words[i]).iter().any(shortens))
        })
        .collect();
    same.into_iter().map(|d| short[d]).collect()
}

/// The first words of a name and its last ones, the whole name among them.
pub(super) fn ends(words: &[String]) -> impl Iterator<Item = &[String]> {
    let most = words.len().min(MOST_WORDS);
    let first = (1..=most).map(|n| &words[..n]);
    first.chain((1..=most).map(|n| &words[words.len() - n..]).filter(|last| last.len() < words.len()))
}

/// The first and the last word of a longer name: "the Kitakami Society" of "Kitakami Basin Trade Promotion Society".
pub(super) fn outer(words: &[String]) -> Option<[&String; 2]> {
    match words {
        [first, _, .., last] => Some([first, last]),
        _ => None,
    }
}

/// Whether two words are the first and the last of a longer name, and say no place or country of their own.
pub(super) fn is_outer(short: &[String], long: &[String], short_name: &Name) -> bool {
    short.len() == 2
        && outer(long).is_some_and(|o| o.into_iter().eq(short))
        && short_name.place.is_none()
        && short_name.origin.is_none()
        && short_name.acronym.is_none()
        && short[0].len() > 3
}

/// Whether one name may be a short form of another: its last words, its first ones before a complement, or words of it
/// in order where both are of one type and place.
fn is_short_form(
    grammar: &Names,
    short: &[String],
    long: &[String],
    short_name: &Name,
    long_name: &Name,
) -> bool {
    let compatible =
        short_name.kind == long_name.kind || short_name.evidence.is_weak() || short_name.place.is_none();
    if !compatible || short.is_empty() {
        return false;
    }
    if in_order(short, long)
        && short_name.place.is_some()
        && short_name.place == long_name.place
        && short_name.kind == long_name.kind
    {
        return true;
    }
    // "the Saffron Alliance" of the International Saffron Alliance Culture Association.
    let inner = short.len() > 1
        && short.len() + 1 < long.len()
        && short_name.origin.is_none()
        && short_name.acronym.is_none();
    if inner
        && short_name.place.is_none()
        && long.windows(short.len()).any(|w| w == short)
        && !long.starts_with(short)
    {
        return true;
    }
    if is_outer(short, long, short_name) {
        return true;
    }
    let other_place = matches!((&short_name.place, &long_name.place), (Some(a), Some(b)) if a != b);
    !other_place
        && (long.ends_with(short)
            && short_name.origin.as_ref().is_none_or(|o| long_name.origin.as_ref().is_none_or(|l| l == o))
            || long.starts_with(short) && continues(grammar, long, short.len()))
}

/// Whether what follows the first `n` words of a name is a complement or a legal form, not another head.
pub(super) fn continues(grammar: &Names, words: &[String], n: usize) -> bool {
    words.get(n).is_some_and(|w| grammar.after_short_form.contains(w))
}

/// Whether three or more words all stand in a longer name, in order, its last word or head among them.
pub(super) fn in_order(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.len() >= LEAST_INNER && short.len() < long.len() && short.iter().all(|w| rest.any(|l| l == w))
}
