//! Parts of speech: first of a word by itself, then by what stands before and after it.

use super::chunk::is_scheduled;
use super::reduce::Word;
use crate::lexicon::{Class, Forms, Lexicon, singular};
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
    match lexicon.language.class(word) {
        Some(Class::Negation) => Tag::Negation,
        Some(Class::Auxiliary) => Tag::Auxiliary,
        Some(Class::Possessive) => Tag::Possessive,
        Some(Class::Relative) => Tag::Relative,
        Some(Class::Conjunction) => Tag::Conjunction,
        Some(Class::Determiner) => Tag::Determiner,
        Some(Class::Numeral) => Tag::Number,
        Some(Class::Pronoun) => Tag::Pronoun,
        Some(Class::Adverb) => Tag::Adverb,
        Some(Class::Subordinator) => Tag::Subordinator,
        Some(Class::Preposition) => Tag::Preposition,
        None if lexicon.language.verbs.get(word).is_some() => Tag::Verb,
        None if word.ends_with("ly") && word.len() > 4 => Tag::Adverb,
        None => Tag::Noun,
    }
}

/// Decides words that can be of several parts of speech, from the first on, by what stands around them.
pub(super) fn settle(lexicon: &Lexicon, words: &mut [Word]) {
    let (mut verb_seen, mut that_clause) = (false, false);
    step_by_step(words);
    for i in 0..words.len() {
        match i.checked_sub(1).map(|b| &words[b]) {
            Some(w) if matches!(w.tag, Tag::Verb | Tag::Auxiliary) => {
                (verb_seen, that_clause) = (true, false)
            }
            Some(w) if w.tag == Tag::Relative && w.is("that") => (verb_seen, that_clause) = (false, true),
            Some(w)
                if matches!(
                    w.tag,
                    Tag::Comma | Tag::Conjunction | Tag::Relative | Tag::Subordinator | Tag::Break
                ) =>
            {
                verb_seen = false;
            }
            _ => {}
        }
        let place = Place { lexicon, words, at: i, before: previous(words, i), verb_seen, that_clause };
        let tag = match words[i].tag {
            Tag::Verb if place.is_noun() => Tag::Noun,
            Tag::Noun
                if place.is_infinitive() || place.is_unknown_participle() || place.is_unknown_base() =>
            {
                Tag::Verb
            }
            Tag::Noun if place.ends_partner_unit() => {
                words[i - 1].tag = Tag::Noun;
                Tag::Noun
            }
            Tag::Relative if place.is_that_before_noun() => Tag::Determiner,
            Tag::Relative if place.is_that_of() => Tag::Pronoun,
            // "those present at the forum"
            Tag::Verb
                if words[i].is("present")
                    && i > 0
                    && matches!(words[i - 1].text.as_str(), "those" | "all" | "everyone" | "others") =>
            {
                Tag::Adverb
            }
            // "would like X to stay"
            Tag::Preposition
                if words[i].is("like")
                    && i > 0
                    && words[i - 1].is("would")
                    && place.after() != Some(Tag::To) =>
            {
                Tag::Verb
            }
            // "the new online form"
            Tag::Adverb
                if words[i].is("online")
                    && i > 1
                    && words[i - 1].tag == Tag::Noun
                    && matches!(words[i - 2].tag, Tag::Determiner | Tag::Possessive)
                    && matches!(place.after(), Some(Tag::Noun | Tag::Verb)) =>
            {
                Tag::Noun
            }
            // "about 40 people"
            Tag::Preposition
                if matches!(words[i].text.as_str(), "about" | "around" | "over")
                    && place.after() == Some(Tag::Number) =>
            {
                Tag::Adverb
            }
            // "X first checked the books", not "the first visited"
            Tag::Number
                if words[i].is("first")
                    && matches!(place.after(), Some(Tag::Verb | Tag::Auxiliary))
                    && matches!(
                        place.tag_before(),
                        Some(Tag::Name | Tag::Noun | Tag::Conjunction | Tag::Pronoun)
                    ) =>
            {
                Tag::Adverb
            }
            // "the following Monday"
            Tag::Preposition
                if place.tag_before() == Some(Tag::Determiner) && place.after() == Some(Tag::Noun) =>
            {
                Tag::Noun
            }
            // "met her", "met her there"
            Tag::Possessive
                if words[i].is("her")
                    && !matches!(place.after(), Some(Tag::Noun | Tag::Number | Tag::Name | Tag::Verb)) =>
            {
                Tag::Pronoun
            }
            Tag::Determiner => place.determiner(),
            tag => tag,
        };
        words[i].tag = tag;
    }
}

/// "line by line", "one by one": adverbs.
fn step_by_step(words: &mut [Word]) {
    for i in 1..words.len().saturating_sub(1) {
        if words[i].is("by") && words[i - 1].text == words[i + 1].text {
            for word in &mut words[i - 1..=i + 1] {
                word.tag = Tag::Adverb;
            }
        }
        // "one after the other", "one after another"
        let one = words[i].is("after") && words[i - 1].is("one");
        let end = i + 1 + usize::from(words[i + 1].is("the"));
        if one && words.get(end).is_some_and(|w| matches!(w.text.as_str(), "other" | "another")) {
            for word in &mut words[i - 1..=end] {
                word.tag = Tag::Adverb;
            }
        }
    }
}

/// A word in its sentence, the words before it settled.
struct Place<'a> {
    lexicon: &'a Lexicon,
    words: &'a [Word],
    at: usize,
    /// The word before, adverbs passed over.
    before: Option<usize>,
    /// Whether the clause has had its verb, so that a noun that could be a verb is a noun.
    verb_seen: bool,
    /// Whether the clause began with "that" and waits for its verb.
    that_clause: bool,
}

impl Place<'_> {
    fn word(&self) -> &Word {
        &self.words[self.at]
    }

    fn after(&self) -> Option<Tag> {
        self.words.get(self.at + 1).map(|w| w.tag)
    }

    fn tag_before(&self) -> Option<Tag> {
        self.before.map(|b| self.words[b].tag)
    }

    /// Whether a word that can be a verb is a noun here.
    fn is_noun(&self) -> bool {
        let language = &self.lexicon.language;
        let Some(forms) = language.verbs.get(&self.word().text).map(|f| f.forms) else { return false };
        let past = forms.past || forms.participle;
        let present = forms.third || forms.base;
        // "department heads of", "visits of": a relation, unless the verb takes "of".
        let of = self.words.get(self.at + 1).is_some_and(|w| w.is("of"))
            && !language.senses.before_of.contains(&self.word().text);
        if of && present && !past && self.tag_before() != Some(Tag::To) {
            return true;
        }
        if of && self.lexicon.names.persons.contains(&self.word().text) {
            return true;
        }
        // "gave training", "held a briefing": an event, where no object follows.
        let object =
            matches!(self.after(), Some(Tag::Name | Tag::Determiner | Tag::Possessive | Tag::Pronoun));
        let beside = matches!(
            self.tag_before(),
            Some(Tag::Verb | Tag::Noun | Tag::Preposition | Tag::Conjunction | Tag::Name)
        );
        if beside && !object && language.nouns.gerunds.contains(&self.word().text) {
            return true;
        }
        // "its thanks to": the verb wants an object. "met visiting officials": said of them.
        let bare =
            matches!(self.after(), None | Some(Tag::Preposition | Tag::Comma | Tag::Verb | Tag::Auxiliary));
        if self.word().is("thanks") && bare
            || self.after() == Some(Tag::Noun)
                && self.tag_before() == Some(Tag::Verb)
                && language.senses.adjectival.contains(&self.word().text)
        {
            return true;
        }
        // "in handing out", "gave targeted training", "Training for X was held"
        let particle = self
            .words
            .get(self.at + 1)
            .is_some_and(|w| matches!(w.text.as_str(), "out" | "up" | "away" | "round" | "around" | "off"));
        if forms.gerund && particle && self.tag_before() == Some(Tag::Preposition) {
            return false;
        }
        let described =
            forms.participle && self.word().text.ends_with("ed") && self.tag_before() == Some(Tag::Verb);
        let gerund = self.after() == Some(Tag::Preposition)
            && language.nouns.gerunds.contains(&self.word().text)
            && !language.senses.before_preposition.contains(&self.word().text);
        let thing = self.after() == Some(Tag::Noun)
            || self.words.get(self.at + 1).is_some_and(|w| language.nouns.gerunds.contains(&w.text));
        if described && thing || self.before.is_none() && gerund {
            return true;
        }
        // "Medical supplies from X": a bare noun is no doer.
        let from = self
            .words
            .get(self.at + 1)
            .is_some_and(|w| matches!(w.text.as_str(), "from" | "for" | "worth" | "to" | "of"));
        if forms.third && !past && from && self.before == Some(0) && self.words[0].tag == Tag::Noun {
            return true;
        }
        // "got desks from X, chairs from Y"
        let listed = forms.third && self.at > 0 && self.words[self.at - 1].tag == Tag::Comma;
        if listed
            && self.words.get(self.at + 1).is_some_and(|w| matches!(w.text.as_str(), "from" | "for" | "of"))
            && !same_form_before(self.lexicon, self.words, self.at, true)
        {
            return true;
        }
        let Some(b) = self.before else {
            return !(forms.gerund || past) || self.after() == Some(Tag::Auxiliary);
        };
        match self.words[b].tag {
            Tag::Determiner | Tag::Possessive | Tag::Genitive => true,
            // "all three undertook to", not "two trained nurses"
            // "has since 2016 contributed"
            Tag::Number if forms.participle && self.is_after_inserted_time(b) => false,
            Tag::Number => {
                // "The two also plan to launch"
                let last = matches!(self.after(), None | Some(Tag::Comma | Tag::Mark));
                let head = b > 0
                    && (self.words[b - 1].is("the") && self.after().is_some_and(begins_object)
                        || self.words[b - 1].is("all") && last);
                !(forms.past || forms.base && head) || self.verb_seen || self.after() == Some(Tag::Noun)
            }
            Tag::Subordinator | Tag::Verb => !(past || forms.gerund),
            Tag::Preposition => {
                !forms.gerund
                    || self.after() == Some(Tag::Preposition)
                        && !language.senses.before_preposition.contains(&self.word().text)
            }
            Tag::To => !forms.base || is_motion_to(self.words, b) && !self.is_due(b),
            Tag::Auxiliary if language.words.be.contains(&self.words[b].text) => {
                !(forms.participle || forms.gerund)
            }
            Tag::Auxiliary if language.words.have.contains(&self.words[b].text) => !forms.participle,
            Tag::Auxiliary => !forms.base,
            // "advice on visas, work permits, and taxes": an item of a list.
            Tag::Comma if forms.base && !past && !forms.third && self.is_item(b) => true,
            // "On May 3, talks were held"
            Tag::Comma if forms.third && !past && self.after() == Some(Tag::Auxiliary) => true,
            Tag::Noun | Tag::Name if forms.base && self.is_helped() || self.is_comment(forms) => false,
            // "said that a work plan would follow"
            Tag::Noun if forms.base && !past && self.after() == Some(Tag::Auxiliary) => true,
            Tag::Noun => !(forms.third && self.ends_relative()) && self.is_noun_after_noun(forms, b),
            Tag::Name => {
                !(past || self.that_clause && forms.base)
                    && !self.after().is_some_and(begins_object)
                    && !matches!(self.word().text.as_str(), "says" | "plans" | "hopes" | "works")
                    && !(forms.third && (self.is_only_verb() || self.ends_relative()))
            }
            Tag::Conjunction => {
                !(past || forms.gerund) && !same_form_before(self.lexicon, self.words, b, forms.third)
            }
            _ => false,
        }
    }

    /// Whether a word before a noun goes on a list of things, of which the item before the comma at `comma` is a noun alone.
    fn is_item(&self, comma: usize) -> bool {
        let before = |n: usize| comma.checked_sub(n).map(|b| self.words[b].tag);
        before(1) == Some(Tag::Noun)
            && matches!(before(2), Some(Tag::Preposition | Tag::Comma))
            && self.words.get(self.at + 1).is_some_and(|w| w.tag == Tag::Noun && singular(&w.text).is_some())
            && self.words.get(self.at + 2).is_some_and(|w| matches!(w.tag, Tag::Comma | Tag::Conjunction))
    }

    /// Whether the number at `number` ends a time put in after an auxiliary: "has since 2016".
    fn is_after_inserted_time(&self, number: usize) -> bool {
        let Some([auxiliary, preposition]) = number.checked_sub(2).map(|b| &self.words[b..number]) else {
            return false;
        };
        auxiliary.tag == Tag::Auxiliary
            && matches!(preposition.text.as_str(), "since" | "in" | "from" | "until")
    }

    /// ", the letter recalls, ": the verb of a comment between commas.
    fn is_comment(&self, forms: Forms) -> bool {
        let verbs = &self.lexicon.language.verbs;
        let says = verbs
            .get(&self.word().text)
            .is_some_and(|f| self.lexicon.language.senses.comment.contains(&f.lemma));
        let determined = self.at > 2
            && self.words[self.at - 2].tag == Tag::Determiner
            && self.words[self.at - 3].tag == Tag::Comma;
        forms.third && says && determined && self.after() == Some(Tag::Comma)
    }

    /// "helped the Wuhan PSB give out booklets": the bare form after whoever is helped.
    fn is_helped(&self) -> bool {
        let verbs = &self.lexicon.language.verbs;
        let goes_on = matches!(
            self.after(),
            Some(Tag::Preposition | Tag::Number | Tag::Determiner | Tag::Noun | Tag::Possessive)
        );
        let clause = self.words[..self.at].iter().rev();
        let mut clause = clause.take_while(|w| !matches!(w.tag, Tag::Comma | Tag::Break | Tag::Preposition));
        let verb = clause.find(|w| w.tag == Tag::Verb).and_then(|w| verbs.get(&w.text));
        goes_on
            && self.before.is_some_and(|b| self.words[b].tag == Tag::Name || is_plural(&self.words[b].text))
            && verb.is_some_and(|f| f.lemma == "help")
    }

    /// "is due to visit"
    fn is_due(&self, to: usize) -> bool {
        to > 0 && self.words[to - 1].is("due") && is_scheduled(self.lexicon, self.words, to - 1)
    }

    /// "Elm Trust, which the Department supervises, left": the verb that a relative clause waits for.
    fn ends_relative(&self) -> bool {
        let clause = self.words[..self.at].iter().rev();
        let mut clause =
            clause.take_while(|w| !matches!(w.tag, Tag::Verb | Tag::Auxiliary | Tag::Comma | Tag::Break));
        let ends =
            matches!(self.after(), None | Some(Tag::Comma | Tag::Mark | Tag::Break | Tag::Conjunction));
        ends && !self.verb_seen && clause.any(|w| w.tag == Tag::Relative)
    }

    /// Whether no word of the clause is more plainly its verb than this one: "Elm Trust trains nurses".
    fn is_only_verb(&self) -> bool {
        let verbs = &self.lexicon.language.verbs;
        let plain = |w: &Word| {
            w.tag == Tag::Auxiliary
                || w.tag == Tag::Verb
                    && verbs.get(&w.text).is_some_and(|f| f.forms.past || f.forms.participle)
        };
        let clause = self.words[self.at + 1..].iter().take_while(|w| w.tag != Tag::Break);
        !self.verb_seen && self.after().is_some() && !clause.into_iter().any(plain)
    }

    /// "meeting room", "visiting scholars", "certificates issued by": after the noun at `b` only a finite form is a verb.
    fn is_noun_after_noun(&self, forms: Forms, b: usize) -> bool {
        let after = self.after();
        let past = forms.past || forms.participle;
        let present = forms.third || forms.base;
        if self.verb_seen && present && !past {
            true
        } else if past || self.that_clause && forms.base {
            false
        } else if present {
            let goes_on = |t: Tag| begins_object(t) || matches!(t, Tag::Preposition | Tag::Subordinator);
            !after.is_some_and(goes_on)
                || nominal_phrase(self.words, b) && after == Some(Tag::Preposition)
                || forms.base && !is_plural(&self.words[b].text)
        } else {
            // A gerund after a noun: a participle clause only before an object.
            !matches!(after, Some(Tag::Name | Tag::Determiner | Tag::Possessive | Tag::Pronoun | Tag::To))
        }
    }

    /// "to spare applicants": after "to" an unknown word before an object is a verb.
    fn is_infinitive(&self) -> bool {
        let object = match self.after() {
            Some(Tag::Determiner | Tag::Possessive | Tag::Pronoun | Tag::Name | Tag::Number) => true,
            Some(Tag::Noun) => singular(&self.words[self.at + 1].text).is_some(),
            _ => false,
        };
        object
            && self.at > 0
            && self.words[self.at - 1].tag == Tag::To
            && !self.word().capital
            && singular(&self.word().text).is_none()
            && before_infinitive(self.words, self.at - 1)
    }

    /// "urged it to account for", "would refurbish": an unknown word where nothing but a base form can stand.
    fn is_unknown_base(&self) -> bool {
        let language = &self.lexicon.language;
        let Some(before) = self.at.checked_sub(1).map(|b| &self.words[b]) else { return false };
        if self.word().capital || singular(&self.word().text).is_some() {
            return false;
        }
        if self.before.is_some_and(|b| language.words.modals.contains(&self.words[b].text)) {
            return !matches!(self.after(), None | Some(Tag::Auxiliary));
        }
        let asked = before.tag == Tag::To
            && self.at > 1
            && matches!(self.words[self.at - 2].tag, Tag::Pronoun | Tag::Name)
            && !matches!(self.after(), None | Some(Tag::Comma | Tag::Conjunction));
        asked
            && self.words[..self.at - 1].iter().rev().find(|w| w.tag == Tag::Verb).is_some_and(|w| {
                language.verbs.get(&w.text).is_some_and(|f| language.control.object.contains(&f.lemma))
            })
    }

    /// "has yet been fined", "All questions concerned fees": an unknown word in -ed where a verb must stand.
    fn is_unknown_participle(&self) -> bool {
        let classes = &self.lexicon.language.words;
        let word = self.word();
        word.text.len() > 4
            && word.text.ends_with("ed")
            && !word.capital
            && self.before.map(|b| &self.words[b]).is_some_and(|w| match w.tag {
                Tag::Auxiliary => classes.be.contains(&w.text) || classes.have.contains(&w.text),
                Tag::Name => !self.verb_seen,
                Tag::Noun => !self.verb_seen && self.after() != Some(Tag::Noun),
                tag => matches!(tag, Tag::Relative | Tag::Pronoun),
            })
    }

    /// "partner unit": "partner" is no verb.
    fn ends_partner_unit(&self) -> bool {
        (self.word().is("unit") || self.word().is("units"))
            && self.at > 0
            && self.words[self.at - 1].is("partner")
    }

    /// "that" before a noun is a determiner where no clause can begin: "on that day".
    fn is_that_before_noun(&self) -> bool {
        let of = self.at > 0 && self.words[self.at - 1].is("of");
        self.word().is("that")
            && (self.after() == Some(Tag::Noun) || of && self.after() == Some(Tag::Verb))
            && self.tag_before().is_none_or(|tag| {
                matches!(tag, Tag::Preposition | Tag::To | Tag::Comma | Tag::Conjunction | Tag::Quote)
            })
    }

    /// "visited the office of X and that of Y", not "said that of ten offices two".
    fn is_that_of(&self) -> bool {
        let reporting = &self.lexicon.language.control.reporting;
        let says = |b: usize| {
            let word = &self.words[b];
            let lemma =
                self.lexicon.language.verbs.get(&word.text).map_or(word.text.as_str(), |f| f.lemma.as_str());
            word.tag == Tag::Verb && reporting.contains(lemma)
        };
        self.word().is("that")
            && self.words.get(self.at + 1).is_some_and(|w| w.is("of"))
            && self.before.is_some_and(|b| !says(b))
    }

    /// A determiner before a noun, a floating quantifier, or a pronoun.
    fn determiner(&self) -> Tag {
        let word = self.word().text.as_str();
        let after = self.after();
        let verb_after = matches!(after, Some(Tag::Verb | Tag::Auxiliary));
        // "A, B and C each sent"
        if matches!(word, "each" | "both" | "all")
            && verb_after
            && self.at > 0
            && matches!(self.words[self.at - 1].tag, Tag::Name | Tag::Noun)
        {
            return Tag::Adverb;
        }
        // "both schools thanked": a verb form before another verb is a noun.
        let present = |w: &Word| {
            let form = self.lexicon.language.verbs.get(&w.text);
            form.is_some_and(|f| !f.forms.past && !f.forms.participle)
        };
        if after == Some(Tag::Verb)
            && present(&self.words[self.at + 1])
            && self.words.get(self.at + 2).is_some_and(|w| matches!(w.tag, Tag::Verb | Tag::Auxiliary))
        {
            return Tag::Determiner;
        }
        // "Both partners": of a plural no verb ends so.
        let third = |w: &Word| self.lexicon.language.verbs.get(&w.text).is_some_and(|f| f.forms.third);
        if word == "both" && after == Some(Tag::Verb) && third(&self.words[self.at + 1]) {
            return Tag::Determiner;
        }
        // "both thanked", "met all, ", "some of"
        let alone = verb_after || matches!(after, None | Some(Tag::Comma | Tag::Preposition));
        let pronoun = matches!(
            word,
            "both" | "all" | "each" | "some" | "several" | "many" | "this" | "these" | "those"
        );
        if alone && pronoun { Tag::Pronoun } else { Tag::Determiner }
    }
}

/// Whether a word of that kind after a verb begins what the verb needs: an object, an infinitive, an adverb.
fn begins_object(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Name
            | Tag::Determiner
            | Tag::Possessive
            | Tag::Pronoun
            | Tag::To
            | Tag::Number
            | Tag::Adverb
            | Tag::Relative
    )
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
        // "is due to visit"
        && !(words[to - 1].is("due") && to > 1 && words[to - 2].tag == Tag::Auxiliary)
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
