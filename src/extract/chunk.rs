//! Reduced sentences as chunks: noun phrases, verb groups with voice and tense, and what stands between them.

use super::clause::HORIZON;
use super::date;
use super::reduce::Word;
use super::tag::Tag;
use crate::lexicon::{Forms, Lexicon, singular};

/// A chunk of a sentence; `start..end` are words.
#[derive(Debug, Clone)]
pub(crate) struct Chunk {
    pub start: usize,
    pub end: usize,
    pub kind: ChunkKind,
}

/// What a chunk is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ChunkKind {
    /// A noun phrase without what follows its head.
    Noun,
    Verb(VerbGroup),
    /// "of", "together with".
    Preposition(String),
    And,
    Comma,
    Relative,
    Subordinator,
    /// `;`, `:`, a dash, brackets: a clause ends.
    Break,
    /// Adverbs and marks that nothing depends on.
    Other,
}

/// A verb with its auxiliaries.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct VerbGroup {
    /// The word that carries the meaning.
    pub main: usize,
    pub lemma: String,
    pub passive: bool,
    pub form: Form,
    pub negated: bool,
    /// "will", "would", "is to".
    pub future: bool,
    /// "can", "should", "must", "may": a rule or a possibility, no happening.
    pub modal: bool,
}

/// The form of a verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Finite,
    Infinitive,
    /// "visiting", "having visited"
    Gerund,
    /// "accompanied by", "issued by": a participle without an auxiliary that may be finite or not.
    Participle,
}

/// Cuts a tagged sentence into chunks.
pub(crate) fn chunks(lexicon: &Lexicon, words: &[Word]) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let (end, kind) = if let Some((end, group)) = verb_group(lexicon, words, i) {
            (end, ChunkKind::Verb(group))
        } else if let Some((end, preposition)) = preposition(lexicon, words, i) {
            (end, ChunkKind::Preposition(preposition))
        } else if starts_noun(words, i) {
            (noun_end(lexicon, words, i), ChunkKind::Noun)
        } else {
            let kind = match words[i].tag {
                Tag::Conjunction => ChunkKind::And,
                Tag::Comma => ChunkKind::Comma,
                Tag::Relative => ChunkKind::Relative,
                Tag::Subordinator => ChunkKind::Subordinator,
                Tag::Break => ChunkKind::Break,
                Tag::Mark if matches!(words[i].text.as_str(), "(" | ")") => ChunkKind::Break,
                _ => ChunkKind::Other,
            };
            (i + 1, kind)
        };
        out.push(Chunk { start: i, end, kind });
        i = end;
    }
    finite_participles(lexicon, words, &mut out);
    out
}

/// The preposition that begins at word `i`, with the word after it; of several words where there is one.
fn preposition(lexicon: &Lexicon, words: &[Word], i: usize) -> Option<(usize, String)> {
    if is_purpose(words, i) {
        return None;
    }
    let fits =
        |p: &&Vec<String>| p.iter().enumerate().all(|(k, w)| words.get(i + k).is_some_and(|x| x.is(w)));
    // "a note of thanks to us": no "thanks to".
    let noun = i > 0 && matches!(words[i - 1].tag, Tag::Preposition | Tag::Determiner | Tag::Possessive);
    if let Some(compound) = lexicon
        .language
        .prepositions
        .compound(&words[i].text)
        .iter()
        .find(fits)
        .filter(|c| !(noun && c[0] == "thanks") && !is_due_to_do(lexicon, words, i, c))
    {
        return Some((i + compound.len(), compound.join(" ")));
    }
    matches!(words[i].tag, Tag::Preposition | Tag::To).then(|| (i + 1, words[i].text.clone()))
}

/// "is due to hold": no preposition, where an infinitive follows.
fn is_due_to_do(lexicon: &Lexicon, words: &[Word], i: usize, compound: &[String]) -> bool {
    let verb = words.get(i + 2).and_then(|w| lexicon.language.verbs.get(&w.text));
    compound[0] == "due"
        && words.get(i + 2).is_some_and(|w| w.tag == Tag::Verb)
        && verb.is_some_and(|f| f.forms.base)
}

/// "is due to visit": an infinitive follows "due".
pub(super) fn is_scheduled(lexicon: &Lexicon, words: &[Word], due: usize) -> bool {
    let verbs = &lexicon.language.verbs;
    due > 0
        && lexicon.language.words.be.contains(&words[due - 1].text)
        && words.get(due + 2).is_some_and(|w| w.is("be") || verbs.get(&w.text).is_some_and(|f| f.forms.base))
}

/// "in order to", "so as to": an infinitive of purpose follows, no preposition.
fn is_purpose(words: &[Word], i: usize) -> bool {
    let word = |k: usize| words.get(k).map_or("", |w| w.text.as_str());
    matches!((word(i), word(i + 1), word(i + 2)), ("in", "order", "to") | ("so", "as", "to"))
}

fn starts_noun(words: &[Word], i: usize) -> bool {
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
fn noun_end(lexicon: &Lexicon, words: &[Word], start: usize) -> usize {
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

fn verb_group(lexicon: &Lexicon, words: &[Word], start: usize) -> Option<(usize, VerbGroup)> {
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

/// Decides which participles without an auxiliary are finite: the first verb of a clause after its subject is, unless
/// "by" follows and another finite verb comes ("a center run by X opened").
fn finite_participles(lexicon: &Lexicon, words: &[Word], chunks: &mut [Chunk]) {
    for i in 0..chunks.len() {
        let ChunkKind::Verb(group) = &chunks[i].kind else { continue };
        let forms = lexicon.language.verbs.get(&words[group.main].text).map(|f| f.forms).unwrap_or_default();
        // "run by", "put up by": a base form too.
        let bare = group.form == Form::Finite && chunks[i].end - chunks[i].start == 1 && !group.future;
        if group.form != Form::Participle && !(bare && forms.base && forms.participle) {
            continue;
        }
        let past = forms.past || forms.base;
        // "organised jointly by", "set up by"
        let particle = |k: &ChunkKind| matches!(k, ChunkKind::Preposition(p) if matches!(p.as_str(), "up" | "out" | "on"));
        let next = chunks[i + 1..].iter().map(|c| &c.kind).find(|k| **k != ChunkKind::Other && !particle(k));
        let by = next.is_some_and(|k| matches!(k, ChunkKind::Preposition(p) if p == "by"));
        let by = by || by_after_time(words, chunks, i);
        let before = i.checked_sub(1).map(|b| &chunks[b].kind);
        let finite_later = || {
            chunks[i + 1..]
                .iter()
                .take(HORIZON)
                .map(|c| &c.kind)
                .take_while(|k| {
                    !matches!(k, ChunkKind::Break | ChunkKind::Relative | ChunkKind::Subordinator)
                })
                .any(|k| matches!(k, ChunkKind::Verb(g) if matches!(g.form, Form::Finite | Form::Participle)))
        };
        // "a team made up of staff of A inspected B"
        // "the clinic, attached to X, opened"
        let standing =
            matches!(group.lemma.as_str(), "attach" | "affiliate" | "link" | "ally" | "associate" | "tie");
        let made = words[group.main..].iter().take(3).map(|w| w.text.as_str());
        let made = made.eq(["made", "up", "of"]) || words[group.main].is("composed");
        // "was visited by X and advised to": the auxiliary is shared.
        let shared = matches!(before, Some(ChunkKind::And))
            && !matches!(next, Some(ChunkKind::Noun))
            && forms.participle
            && passive_before(chunks, i);
        // "A visit by X to Y, put off on account of the rain, is to take place"
        let inserted = || {
            let finite = |c: &Chunk| matches!(&c.kind, ChunkKind::Verb(g) if g.form == Form::Finite);
            let comma = chunks[i + 1..].iter().position(|c| c.kind == ChunkKind::Comma).map(|c| c + i + 1);
            i > 1
                && chunks[i - 2].kind == ChunkKind::Noun
                && !chunks[..i].iter().any(finite)
                && comma.is_some_and(|c| {
                    !chunks[i + 1..c].iter().any(finite) && chunks.get(c + 1).is_some_and(finite)
                })
        };
        let aside = before == Some(&ChunkKind::Comma) && !by && inserted();
        let finite = match before {
            _ if aside || was_caused(chunks, i) => false,
            _ if !past || made && finite_later() => false,
            _ if shared => true,
            // "X, based in Hong Kong, signed"
            Some(ChunkKind::Comma) if is_inserted_participle(chunks, i) => false,
            // "a lecture entitled “…”"
            Some(ChunkKind::Noun) if chunks.get(i + 1).is_some_and(|c| words[c.start].is("title")) => false,
            Some(ChunkKind::Noun) => {
                !(by && finite_later())
                    && !(by && !lexicon.language.senses.intransitive.contains(&group.lemma))
            }
            Some(ChunkKind::And | ChunkKind::Relative | ChunkKind::Other) => !by,
            Some(ChunkKind::Comma) => {
                !by && !matches!(chunks.get(i + 1).map(|c| &c.kind), Some(ChunkKind::Preposition(p)) if p == "by" || p == "as" || p == "from" || matches!(p.as_str(), "to" | "with") && standing && finite_later())
            }
            Some(ChunkKind::Preposition(_)) | None => false,
            _ => true,
        };
        if let ChunkKind::Verb(group) = &mut chunks[i].kind {
            if finite {
                group.form = Form::Finite;
                group.passive |= shared;
            } else {
                group.passive = true;
                if aside {
                    group.form = Form::Participle;
                }
            }
        }
    }
}

/// "had 60 tons of hay delivered to X": whether the participle at `i` says what "had" brought about, with nothing but its
/// object between.
fn was_caused(chunks: &[Chunk], i: usize) -> bool {
    let plain = |c: &&Chunk| match &c.kind {
        ChunkKind::Noun => true,
        ChunkKind::Preposition(p) => p == "of",
        _ => false,
    };
    let between = chunks[..i].iter().rev().take(4).take_while(plain).count();
    let had = i.checked_sub(between + 1).map(|h| &chunks[h]);
    let to = matches!(chunks.get(i + 1).map(|c| &c.kind), Some(ChunkKind::Preposition(p)) if p == "to");
    between > 0
        && to
        && had.is_some_and(|h| {
            matches!(&h.kind, ChunkKind::Verb(g) if g.lemma == "have" && g.form == Form::Finite && h.end - h.start == 1)
        })
}

/// "carried out on June 11 by X": whether a named doer stands after a phrase of time or place.
fn by_after_time(words: &[Word], chunks: &[Chunk], i: usize) -> bool {
    let mut at = i + 1;
    let preposition = |k: usize| match chunks.get(k).map(|c| &c.kind) {
        Some(ChunkKind::Preposition(p)) => Some(p.as_str()),
        _ => None,
    };
    let noun = |k: usize| chunks.get(k).is_some_and(|c| c.kind == ChunkKind::Noun);
    for _ in 0..3 {
        if preposition(at).is_some_and(|p| matches!(p, "up" | "out" | "on" | "over")) && !noun(at + 1) {
            at += 1;
        } else if preposition(at).is_some_and(|p| matches!(p, "on" | "in" | "at" | "during")) && noun(at + 1)
        {
            at += 2;
        }
    }
    at > i + 2
        && preposition(at) == Some("by")
        && chunks.get(at + 1).is_some_and(|c| {
            let doer = &words[c.start..c.end];
            doer.iter().any(|w| w.tag == Tag::Name) || doer[0].is("the") || doer[0].tag == Tag::Possessive
        })
}

/// Whether a participle after a comma is put in between a subject and its verb: no verb before it, a comma and a verb
/// after what belongs to it.
fn is_inserted_participle(chunks: &[Chunk], i: usize) -> bool {
    let finite = |k: &ChunkKind| matches!(k, ChunkKind::Verb(g) if g.form == Form::Finite);
    let subject = i >= 2 && chunks[i - 2].kind == ChunkKind::Noun;
    let opens = !chunks[..i]
        .iter()
        .rev()
        .take(HORIZON)
        .map(|c| &c.kind)
        .take_while(|k| **k != ChunkKind::Break)
        .any(finite);
    let close = chunks[i + 1..]
        .iter()
        .take(HORIZON)
        .take_while(|c| !finite(&c.kind) && c.kind != ChunkKind::Break)
        .position(|c| c.kind == ChunkKind::Comma);
    let Some(close) = close.filter(|_| subject && opens) else { return false };
    let after = chunks[i + close + 2..].iter().map(|c| &c.kind).find(|k| **k != ChunkKind::Other);
    matches!(after, Some(ChunkKind::Verb(g)) if matches!(g.form, Form::Finite | Form::Participle))
}

/// Whether the nearest verb before a chunk, within its clause, is a finite passive.
fn passive_before(chunks: &[Chunk], i: usize) -> bool {
    let verb = chunks[..i]
        .iter()
        .rev()
        .take(HORIZON)
        .map(|c| &c.kind)
        .find(|k| matches!(k, ChunkKind::Verb(_) | ChunkKind::Break | ChunkKind::Subordinator));
    matches!(verb, Some(ChunkKind::Verb(g)) if g.passive && g.form == Form::Finite)
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
