//! A verb with its auxiliaries: voice, tense, negation.

use super::{Form, VerbGroup};
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::{Forms, Lexicon};

pub(super) fn verb_group(lexicon: &Lexicon, words: &[Word], start: usize) -> Option<(usize, VerbGroup)> {
    let classes = &lexicon.language.words;
    let (mut i, mut negated, mut future, mut modal) = (start, false, false, false);
    let mut infinitive = false;
    let (mut be, mut have, mut auxiliary) = (false, false, false);
    let is_verb = |k: usize| words.get(k).is_some_and(|w| matches!(w.tag, Tag::Verb | Tag::Auxiliary));
    if words[i].tag == Tag::To
        || words[i].is("in")
            && words.get(i + 1).is_some_and(|w| w.is("order"))
            && words.get(i + 2).is_some_and(|w| w.tag == Tag::To)
        || words[i].is("so")
            && words.get(i + 1).is_some_and(|w| w.is("as"))
            && words.get(i + 2).is_some_and(|w| w.tag == Tag::To)
    {
        let to = if words[i].tag == Tag::To { i } else { i + 2 };
        let mut next = to + 1;
        while words.get(next).is_some_and(|w| matches!(w.tag, Tag::Adverb)) {
            next += 1;
        }
        let base = words.get(next).is_some_and(|w| {
            w.is("be")
                || w.is("have")
                || w.is("do")
                || w.tag == Tag::Verb && lexicon.language.verbs.get(&w.text).is_some_and(|f| f.forms.base)
        });
        if !base {
            return None;
        }
        infinitive = true;
        i = next;
    }
    let mut main = None;
    let mut gerund_auxiliary = false;
    while i < words.len() {
        let word = &words[i];
        match word.tag {
            Tag::Auxiliary => {
                auxiliary = true;
                if classes.future.contains(&word.text) {
                    future = true;
                } else if classes.modals.contains(&word.text) {
                    modal = true;
                } else if classes.be.contains(&word.text) {
                    be = true;
                    have = false;
                } else if classes.have.contains(&word.text) {
                    have = true;
                }
                gerund_auxiliary |=
                    matches!(word.text.as_str(), "having" | "being") && main.is_none() && i == start;
                main = Some(i);
                i += 1;
                // "is now to run"
                let soon = |w: &Word| {
                    matches!(w.text.as_str(), "now" | "still" | "also" | "soon" | "next" | "then" | "finally")
                };
                if be
                    && words.get(i).is_some_and(soon)
                    && words.get(i + 1).is_some_and(|w| w.tag == Tag::To)
                    && words.get(i + 2).is_some_and(|w| w.is("be") || w.tag == Tag::Verb)
                {
                    i += 1;
                }
                // "is to run", "was to be held"
                if be
                    && words.get(i).is_some_and(|w| w.tag == Tag::To)
                    && words.get(i + 1).is_some_and(|w| w.is("be") || w.tag == Tag::Verb)
                {
                    future = true;
                    be = false;
                    i += 1;
                }
            }
            Tag::Negation => {
                negated = true;
                i += 1;
            }
            Tag::Adverb | Tag::Determiner
                if word.tag == Tag::Adverb
                    || auxiliary && matches!(word.text.as_str(), "both" | "all" | "each" | "no") =>
            {
                // Only inside the group: before a verb that follows.
                let mut next = i + 1;
                while words.get(next).is_some_and(|w| matches!(w.tag, Tag::Adverb | Tag::Negation)) {
                    next += 1;
                }
                if !is_verb(next) || !(auxiliary || infinitive || i == start && words[next].tag == Tag::Verb)
                {
                    break;
                }
                i += 1;
            }
            // "has so far donated"
            _ if auxiliary && word.is("so") && words.get(i + 1).is_some_and(|w| w.is("far")) => i += 2,
            // "was, however, asked"
            Tag::Comma
                if auxiliary
                    && main.is_some()
                    && words.get(i + 1).is_some_and(|w| w.tag == Tag::Adverb)
                    && words.get(i + 2).is_some_and(|w| w.tag == Tag::Comma)
                    && words.get(i + 3).is_some_and(|w| w.tag == Tag::Verb) =>
            {
                i += 3;
            }
            // "has in the past donated", "had in November written"
            Tag::Preposition | Tag::Adverb | Tag::Comma | Tag::Determiner
                if auxiliary && main.is_some() && inserted(lexicon, words, i) =>
            {
                let from = if words[i].tag == Tag::Comma {
                    (i + 2..i + 5).find(|k| words.get(*k).is_some_and(|w| w.tag == Tag::Comma)).unwrap_or(i)
                } else {
                    i
                };
                let verb = (from + 1..from + 6).find(|k| words.get(*k).is_some_and(|w| w.tag == Tag::Verb));
                let plain = verb.is_some_and(|v| {
                    !words[i..v].iter().any(|w| {
                        matches!(w.tag, Tag::Name | Tag::Relative | Tag::Subordinator | Tag::Auxiliary)
                    }) && lexicon
                        .language
                        .verbs
                        .get(&words[v].text)
                        .is_some_and(|f| if have || be { f.forms.participle } else { f.forms.base })
                });
                match verb {
                    Some(v) if plain => i = v,
                    _ => break,
                }
            }
            Tag::Verb => {
                i += 1;
                // A word that only its place makes a verb is a base form.
                let unknown = || {
                    let ed = word.text.ends_with("ed");
                    let lemma = if ed { word.text.trim_end_matches("ed") } else { &word.text };
                    (lemma, Forms { base: !ed, past: ed, participle: ed, ..Forms::default() })
                };
                let known = lexicon.language.verbs.get(&word.text).map(|v| (v.lemma.as_str(), v.forms));
                let (lemma, f) = known.unwrap_or_else(unknown);
                let passive = be && f.participle && !(f.gerund);
                let shape = if infinitive {
                    Form::Infinitive
                } else if gerund_auxiliary || f.gerund && !auxiliary {
                    Form::Gerund
                } else if auxiliary
                    || f.past && !f.participle
                    || f.third
                    || f.base && !is_done_by(words, i, f)
                {
                    Form::Finite
                } else {
                    Form::Participle
                };
                return Some((
                    i,
                    VerbGroup {
                        main: i - 1,
                        lemma: lemma.to_owned(),
                        passive: passive && !have,
                        form: shape,
                        negated,
                        future,
                        modal,
                    },
                ));
            }
            _ => break,
        }
    }
    let main = main?;
    let form = if infinitive {
        Form::Infinitive
    } else if gerund_auxiliary {
        Form::Gerund
    } else {
        Form::Finite
    };
    let lemma = if be {
        "be"
    } else if have {
        "have"
    } else {
        "do"
    };
    Some((
        main + 1,
        VerbGroup { main, lemma: lemma.to_owned(), passive: false, form, negated, future, modal },
    ))
}

/// "set up by", "run by": a form that is base, past and participle in one, before "by".
fn is_done_by(words: &[Word], next: usize, forms: Forms) -> bool {
    let word = |k: usize| words.get(k).map_or("", |w| w.text.as_str());
    forms.participle
        && (word(next) == "by"
            || matches!(word(next), "up" | "out" | "on") && word(next + 1) == "by"
            // "run in Wuhan by"
            || matches!(word(next), "in" | "at") && (word(next + 2) == "by" || word(next + 3) == "by"))
}

/// Whether something is put in between an auxiliary and its verb: "has in the past donated", "has since 2016
/// contributed", "will, they said, submit".
fn inserted(lexicon: &Lexicon, words: &[Word], i: usize) -> bool {
    match words[i].tag {
        Tag::Preposition => true,
        Tag::Adverb => words.get(i + 1).is_some_and(|w| w.tag == Tag::Number),
        // "has this year received"
        Tag::Determiner => {
            words.get(i + 1).is_some_and(|w| lexicon.language.time.words.contains(&w.text))
                && words.get(i + 2).is_some_and(|w| w.tag == Tag::Verb)
        }
        _ => (i + 2..i + 5).any(|k| {
            words.get(k).is_some_and(|w| w.tag == Tag::Comma)
                && lexicon
                    .language
                    .verbs
                    .get(&words[k - 1].text)
                    .is_some_and(|f| lexicon.language.control.reporting.contains(&f.lemma))
        }),
    }
}
