//! Where a noun phrase begins and ends.

use crate::extract::date;
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::{Lexicon, singular};

pub(super) fn starts_noun(words: &[Word], i: usize) -> bool {
    // "for newly registered NGOs"
    let described = || {
        i > 0
            && matches!(words[i - 1].tag, Tag::Preposition | Tag::To)
            && words[i].text.ends_with("ly")
            && words.get(i + 1).is_some_and(|w| w.tag == Tag::Noun)
    };
    matches!(
        words[i].tag,
        Tag::Name | Tag::Determiner | Tag::Possessive | Tag::Pronoun | Tag::Number | Tag::Noun
    ) || words[i].tag == Tag::Adverb && described()
}

/// Where a noun phrase ends: at a name that nothing belongs to, at a pronoun, before a verb or a small word.
pub(super) fn noun_end(lexicon: &Lexicon, words: &[Word], start: usize) -> usize {
    let mut i = start + 1;
    if words[start].tag == Tag::Pronoun {
        return i;
    }
    let determined = matches!(words[start].tag, Tag::Determiner | Tag::Possessive);
    while i < words.len() {
        // "on April 20 officers of X", not "the April 20 meeting"
        let day_ends = date::is_day(&words[i - 1])
            && !(determined && i > start + 1)
            && !matches!(words[i].tag, Tag::Genitive)
            && !(words[i].day.is_some() || date::is_time_word(&lexicon.language, &words[i].text));
        let day_begins = date::is_day(&words[i])
            && matches!(words[i - 1].tag, Tag::Noun | Tag::Name)
            && !date::is_time_word(&lexicon.language, &words[i - 1].text)
            && !lexicon.language.time.adjectives.contains(&words[i - 1].text);
        // "At the ceremony Director Wang told"
        let speaker = determined
            && words[i].capital
            && words[i].entities.is_empty()
            && !words[i - 1].capital
            && is_occasion(lexicon, &words[i - 1].text);
        if day_ends || day_begins || speaker {
            break;
        }
        let goes_on = match words[i].tag {
            // "gave Elm Trust 500 books", "offered it advice": what is given is a phrase of its own.
            Tag::Number if words[i - 1].tag == Tag::Name => false,
            // "last week two officers"
            Tag::Number
                if i == start + 1
                    && words[start].tag == Tag::Noun
                    && lexicon.language.time.words.contains(&words[start].text)
                    && words.get(i + 1).is_some_and(|w| w.tag == Tag::Noun && !w.capital) =>
            {
                false
            }
            // "called at the Center two weeks before"
            Tag::Number
                if matches!(words[i - 1].tag, Tag::Noun)
                    && words.get(i + 1).is_some_and(|w| lexicon.language.time.words.contains(&w.text))
                    && words.get(i + 2).is_some_and(|w| {
                        matches!(
                            w.text.as_str(),
                            "before" | "later" | "earlier" | "ago" | "after" | "previously"
                        )
                    }) =>
            {
                false
            }
            // "in the new year two of our teachers will go"
            Tag::Number
                if words.get(i + 1).is_some_and(|w| w.is("of"))
                    && lexicon.language.time.words.contains(&words[i - 1].text) =>
            {
                false
            }
            // "gave the Danish charity suggestions"
            Tag::Noun
                if determined
                    && (singular(&words[i].text).is_some()
                        || lexicon.language.nouns.helps.contains(&words[i].text))
                    && lexicon.names.referents(&[words[i - 1].text.as_str()]).is_some()
                    && after_giving(lexicon, words, start) =>
            {
                // "gave the NGOs advice"
                let given = lexicon.language.nouns.helps.contains(&words[i].text);
                let person = singular(&words[i].text).is_some_and(|s| lexicon.names.persons.contains(&*s));
                let refers = lexicon.names.referents(&[words[i].text.as_str()]).is_some();
                let goes_on = words.get(i + 1).is_some_and(|w| matches!(w.tag, Tag::Noun | Tag::Genitive));
                !given && (person || refers || goes_on || words[i].text == words[i - 1].text)
            }
            // "gave the university 500 books"
            Tag::Number
                if words[start].is("the")
                    && words[i - 1].tag == Tag::Noun
                    && !words[i - 1].capital
                    && after_giving(lexicon, words, start) =>
            {
                false
            }
            Tag::Noun if words[i - 1].tag == Tag::Name && after_giving(lexicon, words, start) => {
                let noun = words[i].text.as_str();
                lexicon.names.persons.contains(noun)
                    || singular(noun).is_some_and(|s| lexicon.names.persons.contains(&*s))
                    || lexicon.language.nouns.stands_for_owner.contains(noun)
            }
            Tag::Noun | Tag::Number | Tag::Genitive => true,
            // "for two days Elm Trust was": a time ends before the name.
            Tag::Name => {
                !matches!(words[i - 1].tag, Tag::Name)
                    && !lexicon.language.time.words.contains(&words[i - 1].text)
            }
            // "two other foreign NGOs"
            Tag::Determiner if words[i - 1].tag == Tag::Number => {
                matches!(words[i].text.as_str(), "other" | "more" | "half")
            }
            // "the two", "its own"; not "the the".
            Tag::Determiner => {
                matches!(words[i - 1].tag, Tag::Determiner) && !matches!(words[i].text.as_str(), "a" | "an")
                    || words[i - 1].tag == Tag::Genitive
            }
            Tag::Possessive => matches!(words[i - 1].text.as_str(), "all" | "both" | "half"),
            // "the recently opened office", "the soon-to-relocate"
            Tag::Adverb => {
                matches!(words[i - 1].tag, Tag::Determiner | Tag::Possessive)
                    && words
                        .get(i + 1)
                        .is_some_and(|w| matches!(w.tag, Tag::Noun | Tag::Verb | Tag::Number | Tag::Name))
            }
            Tag::Verb => {
                words[i - 1].tag == Tag::Adverb
                    && i >= 2
                    && matches!(words[i - 2].tag, Tag::Determiner | Tag::Possessive)
            }
            Tag::Quote => {
                words.get(i + 1).is_some_and(|w| matches!(w.tag, Tag::Name | Tag::Noun))
                    && !matches!(words[i].text.as_str(), "”")
                    && words[i - 1].tag != Tag::Name
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        i += 1;
    }
    // A genitive at the end belongs to nothing: leave it inside.
    i
}

/// Whether a verb of giving stands right before a noun phrase.
fn after_giving(lexicon: &Lexicon, words: &[Word], start: usize) -> bool {
    words[..start]
        .last()
        .filter(|w| w.tag == Tag::Verb)
        .and_then(|w| lexicon.language.verbs.get(&w.text))
        .is_some_and(|f| lexicon.language.senses.giving.contains(&f.lemma))
}

/// Whether a noun is that of an occasion: "the ceremony".
fn is_occasion(lexicon: &Lexicon, noun: &str) -> bool {
    let nouns = &lexicon.language.nouns;
    [&nouns.occasions, &nouns.meetings, &nouns.trainings].iter().any(|n| n.contains(noun))
}
