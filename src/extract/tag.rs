//! Parts of speech: first of a word by itself, then by what stands before and after it.

use super::reduce::Word;
use crate::lexicon::{Lexicon, singular};
use crate::text::Shape;

/// Part of speech, as far as it is told apart here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Name,
    Determiner,
    Possessive,
    Pronoun,
    Number,
    /// A noun, an adjective, a name of a person or place.
    Noun,
    Preposition,
    Conjunction,
    Subordinator,
    Relative,
    /// A form of be, have, do, or a modal.
    Auxiliary,
    Verb,
    To,
    Adverb,
    Negation,
    Comma,
    /// `;`, `:`, a dash.
    Break,
    Quote,
    /// `’s`
    Genitive,
    Mark,
}

/// The tag of a word by itself.
pub(super) fn of_word(lexicon: &Lexicon, word: &str, shape: Shape) -> Tag {
    let w = &lexicon.language.words;
    match word {
        "," => return Tag::Comma,
        ";" | ":" | "—" | "–" => return Tag::Break,
        "“" | "”" | "\"" | "‘" => return Tag::Quote,
        "'s" => return Tag::Genitive,
        "to" => return Tag::To,
        _ => {}
    }
    match shape {
        Shape::Mark => return if word == "'" { Tag::Genitive } else { Tag::Mark },
        Shape::Number => return Tag::Number,
        Shape::Cjk => return Tag::Mark,
        _ => {}
    }
    if w.negations.contains(word) {
        Tag::Negation
    } else if w.be.contains(word) || w.have.contains(word) || w.do_.contains(word) || w.modals.contains(word)
    {
        Tag::Auxiliary
    } else if w.possessives.contains(word) {
        Tag::Possessive
    } else if w.relatives.contains(word) {
        Tag::Relative
    } else if w.conjunctions.contains(word) {
        Tag::Conjunction
    } else if w.determiners.contains(word) {
        Tag::Determiner
    } else if w.numerals.contains(word) {
        Tag::Number
    } else if w.pronouns.contains(word) {
        Tag::Pronoun
    } else if w.adverbs.contains(word) {
        Tag::Adverb
    } else if w.subordinators.contains(word) && !matches!(word, "until") {
        Tag::Subordinator
    } else if w.prepositions.contains(word) {
        Tag::Preposition
    } else if lexicon.language.verbs.get(word).is_some() {
        Tag::Verb
    } else if word.ends_with("ly") && word.len() > 4 {
        Tag::Adverb
    } else {
        Tag::Noun
    }
}

/// Decides words that can be a verb or something else, by what stands before them.
pub(super) fn settle(lexicon: &Lexicon, words: &mut [Word]) {
    // Whether the clause has had its verb, so that a noun that could be a verb is a noun.
    let mut verb_seen = false;
    let mut that_clause = false;
    for i in 0..words.len() {
        if i > 0 {
            match words[i - 1].tag {
                Tag::Verb | Tag::Auxiliary => {
                    verb_seen = true;
                    that_clause = false;
                }
                Tag::Relative if words[i - 1].is("that") => {
                    that_clause = true;
                    verb_seen = false;
                }
                Tag::Comma | Tag::Conjunction | Tag::Relative | Tag::Subordinator | Tag::Break => {
                    verb_seen = false
                }
                _ => {}
            }
        }
        let before = previous(words, i);
        let after = words.get(i + 1).map(|w| w.tag);
        match words[i].tag {
            Tag::Verb => {
                let Some(form) = lexicon.language.verbs.get(&words[i].text) else { continue };
                let forms = form.forms;
                // "department heads of", "visits of": a relation, unless the verb takes "of".
                let of = words.get(i + 1).is_some_and(|w| w.is("of"))
                    && !lexicon.language.senses.before_of.contains(&words[i].text);
                let noun = match before {
                    _ if of
                        && (forms.third || forms.base)
                        && !(forms.past || forms.participle)
                        && before.is_none_or(|b| words[b].tag != Tag::To) =>
                    {
                        true
                    }
                    None => {
                        !(forms.gerund || forms.participle || forms.past) || after == Some(Tag::Auxiliary)
                    }
                    Some(b) => match words[b].tag {
                        Tag::Determiner | Tag::Possessive | Tag::Genitive => true,
                        // "all three undertook to", not "two trained nurses"
                        Tag::Number => !forms.past || verb_seen || after == Some(Tag::Noun),
                        Tag::Subordinator => !(forms.past || forms.participle || forms.gerund),
                        Tag::Preposition => {
                            !forms.gerund
                                || after.is_some_and(|a| a == Tag::Preposition)
                                    && !lexicon.language.senses.before_preposition.contains(&words[i].text)
                        }
                        Tag::To => !forms.base || is_motion_to(words, b),
                        Tag::Auxiliary => {
                            let be = lexicon.language.words.be.contains(&words[b].text);
                            let have = lexicon.language.words.have.contains(&words[b].text);
                            if be {
                                !(forms.participle || forms.gerund)
                            } else if have {
                                !forms.participle
                            } else {
                                !forms.base
                            }
                        }
                        Tag::Negation | Tag::Adverb => false,
                        Tag::Verb => !(forms.past || forms.participle || forms.gerund),
                        Tag::Pronoun => false,
                        Tag::Noun
                            if verb_seen
                                && (forms.third || forms.base)
                                && !(forms.past || forms.participle) =>
                        {
                            true
                        }
                        Tag::Noun => {
                            // "meeting room", "visiting scholars", "certificates issued by": after a noun only a finite form is a verb.
                            let object_follows = matches!(
                                after,
                                Some(
                                    Tag::Name
                                        | Tag::Determiner
                                        | Tag::Possessive
                                        | Tag::Pronoun
                                        | Tag::To
                                        | Tag::Number
                                        | Tag::Adverb
                                        | Tag::Relative
                                        | Tag::Preposition
                                        | Tag::Subordinator
                                )
                            );
                            if forms.past || forms.participle || that_clause && forms.base {
                                false
                            } else if forms.third || forms.base {
                                !object_follows
                                    || nominal_phrase(words, b) && after == Some(Tag::Preposition)
                                    || forms.base && !is_plural(&words[b].text)
                            } else {
                                // A gerund after a noun: a participle clause only before an object.
                                !matches!(
                                    after,
                                    Some(
                                        Tag::Name
                                            | Tag::Determiner
                                            | Tag::Possessive
                                            | Tag::Pronoun
                                            | Tag::To
                                    )
                                )
                            }
                        }
                        Tag::Name => {
                            let object_follows = matches!(
                                after,
                                Some(
                                    Tag::Name
                                        | Tag::Determiner
                                        | Tag::Possessive
                                        | Tag::Pronoun
                                        | Tag::To
                                        | Tag::Number
                                        | Tag::Adverb
                                        | Tag::Relative
                                )
                            );
                            if forms.past || forms.participle || that_clause && forms.base {
                                false
                            } else {
                                !object_follows
                                    && !matches!(words[i].text.as_str(), "says" | "plans" | "hopes" | "works")
                            }
                        }
                        Tag::Conjunction => {
                            !(forms.past || forms.participle || forms.gerund)
                                && !same_form_before(lexicon, words, b, forms.third)
                        }
                        _ => false,
                    },
                };
                if noun {
                    words[i].tag = Tag::Noun;
                }
            }
            // "to spare applicants": after "to" an unknown word before an object is a verb.
            Tag::Noun
                if i > 0
                    && words[i - 1].tag == Tag::To
                    && !words[i].capital
                    && singular(&words[i].text).is_none()
                    && (matches!(
                        after,
                        Some(Tag::Determiner | Tag::Possessive | Tag::Pronoun | Tag::Name | Tag::Number)
                    ) || after == Some(Tag::Noun)
                        && words.get(i + 1).is_some_and(|w| singular(&w.text).is_some()))
                    && before_infinitive(words, i - 1) =>
            {
                words[i].tag = Tag::Verb;
            }
            // "has yet been fined", "All questions concerned fees": an unknown word in -ed where a verb must stand.
            Tag::Noun
                if words[i].text.len() > 4
                    && words[i].text.ends_with("ed")
                    && !words[i].capital
                    && before.is_some_and(|b| {
                        words[b].tag == Tag::Auxiliary
                            && (lexicon.language.words.be.contains(&words[b].text)
                                || lexicon.language.words.have.contains(&words[b].text))
                            || words[b].tag == Tag::Name && !verb_seen
                            || words[b].tag == Tag::Relative
                    }) =>
            {
                words[i].tag = Tag::Verb;
            }
            // "partner unit": no verb.
            Tag::Noun
                if (words[i].is("unit") || words[i].is("units")) && i > 0 && words[i - 1].is("partner") =>
            {
                words[i - 1].tag = Tag::Noun;
            }
            // "that" before a noun or a name is a determiner only before a singular noun: "that day".
            Tag::Relative
                if words[i].text == "that"
                    && matches!(after, Some(Tag::Noun))
                    && before.is_none_or(|b| {
                        matches!(words[b].tag, Tag::Preposition | Tag::Comma | Tag::Conjunction | Tag::Quote)
                    }) =>
            {
                words[i].tag = Tag::Determiner;
            }
            // "the following Monday"
            Tag::Preposition
                if before.is_some_and(|b| words[b].tag == Tag::Determiner) && after == Some(Tag::Noun) =>
            {
                words[i].tag = Tag::Noun;
            }
            // "once", "since" and "like" before a verb, "her" before a comma …
            Tag::Possessive
                if matches!(words[i].text.as_str(), "her")
                    && !matches!(after, Some(Tag::Noun | Tag::Number | Tag::Name | Tag::Verb)) =>
            {
                words[i].tag = Tag::Pronoun;
            }
            // "A, B and C each sent": a floating quantifier.
            Tag::Determiner
                if matches!(words[i].text.as_str(), "each" | "both" | "all")
                    && matches!(after, Some(Tag::Verb | Tag::Auxiliary))
                    && i > 0
                    && matches!(words[i - 1].tag, Tag::Name | Tag::Noun) =>
            {
                words[i].tag = Tag::Adverb;
            }
            // "both schools thanked": a verb form before another verb is a noun.
            Tag::Determiner
                if after == Some(Tag::Verb)
                    && lexicon
                        .language
                        .verbs
                        .get(&words[i + 1].text)
                        .is_some_and(|f| !f.forms.past && !f.forms.participle)
                    && words.get(i + 2).is_some_and(|w| matches!(w.tag, Tag::Verb | Tag::Auxiliary)) => {}
            Tag::Determiner
                if matches!(
                    after,
                    None | Some(Tag::Verb | Tag::Auxiliary | Tag::Comma | Tag::Preposition)
                ) && matches!(
                    words[i].text.as_str(),
                    "both" | "all" | "each" | "some" | "several" | "many" | "this" | "these" | "those"
                ) =>
            {
                words[i].tag = Tag::Pronoun;
            }
            _ => {}
        }
    }
}

/// The word before, adverbs inside a verb group passed over.
fn previous(words: &[Word], i: usize) -> Option<usize> {
    let mut b = i.checked_sub(1)?;
    while matches!(words[b].tag, Tag::Adverb | Tag::Negation | Tag::Quote)
        && b > 0
        && words[b - 1].tag != Tag::Noun
    {
        b -= 1;
    }
    Some(b)
}

/// Whether what stands before "to" can govern an infinitive: not "visits to", "according to".
fn before_infinitive(words: &[Word], to: usize) -> bool {
    to > 0
        && !is_motion_to(words, to)
        && words[..to].iter().any(|w| matches!(w.tag, Tag::Verb))
        && !matches!(words[to - 1].tag, Tag::Verb)
}

/// "went to visit" is an infinitive; "visits to", "to work" stay as they are. Only "to" after a motion noun is a preposition.
fn is_motion_to(words: &[Word], to: usize) -> bool {
    to > 0
        && matches!(
            words[to - 1].text.as_str(),
            "visit" | "visits" | "trip" | "trips" | "due" | "according" | "thanks"
        )
}

/// Whether the noun at `b` is itself part of a longer noun phrase with a determiner just before it.
fn nominal_phrase(words: &[Word], b: usize) -> bool {
    b > 0 && matches!(words[b - 1].tag, Tag::Preposition)
}

fn is_plural(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss")
        || matches!(word, "police" | "staff" | "people" | "personnel" | "men" | "women")
}

/// Whether the nearest verb before a conjunction is of the same form, so that a base or third-person form after it can
/// be another verb: "visit and meet", "visits and meets", not "made a gift of its desks and chairs".
fn same_form_before(lexicon: &Lexicon, words: &[Word], b: usize, third: bool) -> bool {
    let verb = words[..b].iter().rev().take(14).find(|w| w.tag == Tag::Verb);
    verb.and_then(|w| lexicon.language.verbs.get(&w.text))
        .is_some_and(|f| if third { f.forms.third } else { f.forms.base })
}
