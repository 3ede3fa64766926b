//! One noun phrase: what is named in it, else what its determiner and its head say.
//!
//! [`possessed`] reads phrases that say whose, [`definite`] descriptions, [`known_by`] finds whom their words mean.

mod definite;
mod known_by;
mod possessed;

use super::answer::answering;
use super::list::nth;
use super::noun::{complement_follows, count_of, is_person};
use super::office::{own_office, unit_office};
use super::set::Wanted;
use super::{Context, Discourse, Parties};
use crate::extract::assume::Assumption;
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::Analysis;
use crate::extract::entity::{EntityId, Table};
use crate::extract::event::MEMORY;
use crate::extract::names::Kind;
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::singular;

/// A noun phrase as its determiner and its head make it.
struct Phrase<'a> {
    /// Its chunk.
    at: usize,
    words: &'a [Word],
    /// The last noun, in small letters.
    head: &'a str,
    /// "three", "both".
    number: Option<usize>,
    plural: bool,
    /// "the", "these", "its".
    definite: bool,
    /// Whether "of X", "from X", "at X" follows.
    complement: bool,
    /// Whether "of X" or "from X" follows.
    part_of: bool,
    /// Whom its clause is about, where that is somebody else.
    except: Vec<EntityId>,
}

impl<'a> Phrase<'a> {
    fn new(analysis: &'a Analysis, at: usize, except: Vec<EntityId>) -> Self {
        let words = analysis.words_of(at);
        let head = analysis.head(at);
        let plural = singular(head).is_some() && head != "headquarters"
            || matches!(head, "police" | "staff" | "people" | "personnel");
        let first = words.first();
        let determiner = first.is_some_and(|w| {
            matches!(w.text.as_str(), "the" | "this" | "that" | "these" | "those" | "both" | "each")
                || w.tag == Tag::Possessive
        });
        // "all the", "all three", "all its"
        let all = first.is_some_and(|w| w.is("all"))
            && words.get(1).is_some_and(|w| matches!(w.tag, Tag::Determiner | Tag::Number | Tag::Possessive));
        Phrase {
            at,
            words,
            head,
            number: words.iter().find_map(|w| count_of(&w.text)),
            plural,
            definite: determiner || all,
            complement: complement_follows(analysis, at),
            part_of: complement_follows(analysis, at)
                && analysis.preposition(at + 1).is_some_and(|p| matches!(p, "of" | "from")),
            except,
        }
    }

    fn wanted(&self) -> Wanted<'_> {
        Wanted { head: self.head, plural: self.plural, number: self.number, except: &self.except }
    }

    /// "the seven", "all three", "both": a number and no noun; "all three at their premises" too.
    fn only_counts(&self) -> bool {
        // "the pair"
        if matches!(self.head, "pair" | "duo" | "trio") && self.words.len() == 2 {
            return !self.complement;
        }
        // "the Macau four": a place before the number.
        let placed = self.words.len() == 3
            && self.definite
            && self.words[1].capital
            && self.words[1].entities.is_empty()
            && self.words[2].tag == Tag::Number;
        // "gave 10,000, B 600": what is counted is nobody.
        let digits = self.words.len() == 1 && self.words[0].text.starts_with(|c: char| c.is_ascii_digit());
        self.number.is_some()
            && !digits
            && (placed
                || self.words.iter().all(|w| matches!(w.tag, Tag::Determiner | Tag::Number | Tag::Pronoun)))
            && !(if self.definite { self.part_of } else { self.complement })
    }
}

impl Discourse {
    /// The parties that the noun phrase of chunk `i` stands for; `before` are those of the chunks before it.
    pub(super) fn phrase(
        &self,
        context: &Context,
        table: &mut Table,
        analysis: &Analysis,
        i: usize,
        seen_verb: bool,
        before: &[Parties],
    ) -> Parties {
        let words = analysis.words_of(i);
        if let Some(n) = words.iter().rposition(|w| !w.entities.is_empty()) {
            return self.named_phrase(context, table, words, n);
        }
        // The subject of a clause may be whom the last one was about; what stands after its verb is not.
        let subject = !(seen_verb && verb_governs(analysis, i));
        let except =
            if subject { named_object(analysis, i) } else { self.clause_parties(analysis, i, before) };
        let phrase = Phrase::new(analysis, i, except);
        // "sent each of them a letter": those that come after.
        if let [word] = words
            && matches!(word.text.as_str(), "each" | "both" | "all")
            && analysis.preposition(i + 1) == Some("of")
            && analysis.is_noun(i + 2)
        {
            return Parties::default();
        }
        if let [word] = words
            && word.tag == Tag::Pronoun
        {
            if let Some(asked) = answering(context, analysis, i, before) {
                return asked;
            }
            return self.pronoun(table, &word.text, seen_verb, analysis, i, before);
        }
        if matches!(phrase.head, "former" | "latter") {
            return self.latter(analysis, i, before).unwrap_or_else(|| self.ordinal(phrase.head));
        }
        if let Some(named) = self.part_of_list(words).filter(|_| words.len() > 2 || !ranks(analysis, i)) {
            return Parties::assumed(named, Assumption::Description);
        }
        if phrase.only_counts() {
            let bodies = |e: &EntityId| table.entities[*e].kind != Kind::RepresentativeOffice;
            let joint = phrase.number == Some(2) && matches!(phrase.head, "pair" | "duo");
            let partners = joint.then(|| self.last_partners(context)).flatten();
            let mut named = partners.unwrap_or_else(|| {
                self.set(table, &bodies, phrase.number, &phrase.except).unwrap_or_default()
            });
            // "all three, A, B and C": those that follow.
            let listed = analysis.chunks.get(i + 1).is_some_and(|c| c.kind == ChunkKind::Comma)
                && analysis.words_of(i + 2).iter().any(|w| !w.entities.is_empty());
            if listed && phrase.number.is_some_and(|n| n != named.len()) {
                named.clear();
            }
            return Parties::assumed(named, Assumption::Description);
        }
        if let Some(possessive) = words.first().filter(|w| w.tag == Tag::Possessive) {
            let owner = match possessive.text.as_str() {
                "our" | "my" => table.voice.into_iter().collect(),
                text => self.owner(table, text, seen_verb, analysis, i, before),
            };
            return self.possessed(context, table, analysis, &phrase, owner, seen_verb, before);
        }
        if let Some(g) = words.iter().position(|w| w.tag == Tag::Genitive) {
            return self.of_a_description(context, table, analysis, &phrase, g);
        }
        // "X, which has a representative office in Y": the office is spoken of, and is no party of its own.
        if phrase.head == "office"
            && words.first().is_some_and(|w| w.is("a") || w.is("an"))
            && words.iter().any(|w| w.is("representative"))
        {
            let mut owner = self.clause_subject(analysis, i, before);
            owner.retain(|o| table.entities[*o].kind == Kind::ForeignNgo);
            let via = own_office(context, table, analysis, i, &owner).via;
            return Parties { via, ..Parties::default() };
        }
        // "the office of X", "the premises of X" stand for X, which comes after.
        if analysis.preposition(i + 1) == Some("of")
            && context.lexicon.language.nouns.premises.contains(phrase.head)
            && analysis.words_of(i + 2).iter().any(|w| !w.entities.is_empty())
        {
            return Parties::default();
        }
        if phrase.definite
            && let Some(parties) = self.definite(context, table, analysis, &phrase)
        {
            return parties;
        }
        self.bare(context, table, &phrase)
    }

    /// "the first two", "the last three": those of the list that the text has just given.
    fn part_of_list(&self, words: &[Word]) -> Option<Vec<EntityId>> {
        // "the others", "the rest"
        if let [the, rest] = words
            && the.is("the")
            && matches!(rest.text.as_str(), "others" | "rest" | "remainder")
        {
            return self.left_of_group(None);
        }
        // "The first and the last are supervised by X"
        if let [the, which] = words
            && the.is("the")
            && let Some(group) = self.groups.iter().rev().take(MEMORY).find(|g| g.len() > 2)
        {
            return nth(&which.text, group).map(|one| vec![one]);
        }
        let [the, which, number] = words else { return None };
        let n = count_of(&number.text).filter(|_| the.is("the"))?;
        let group = self.groups.iter().rev().take(MEMORY).find(|g| g.len() > n)?;
        match which.text.as_str() {
            "first" => Some(group[..n].to_vec()),
            "last" => Some(group[group.len() - n..].to_vec()),
            "other" | "remaining" => {
                self.left_of_group(Some(n)).or_else(|| Some(group[group.len() - n..].to_vec()))
            }
            _ => None,
        }
    }

    /// "the other two", "the rest": those of the latest group whom nothing has named since, where they are so many.
    fn left_of_group(&self, number: Option<usize>) -> Option<Vec<EntityId>> {
        let groups = self.groups.iter().zip(&self.grouped_at).rev().take(MEMORY);
        groups.filter(|(g, _)| g.len() > number.unwrap_or(1)).find_map(|(group, at)| {
            let since = self.mentioned.get((*at).min(self.mentioned.len())..)?;
            let left = |from: &[EntityId]| -> Vec<EntityId> {
                group.iter().copied().filter(|e| !from.contains(e)).collect()
            };
            let fits = |left: &Vec<EntityId>| {
                !left.is_empty() && left.len() < group.len() && number.is_none_or(|n| n == left.len())
            };
            // Named since the whole group was, else the last of those named.
            let since = since.iter().rev().take(MEMORY).copied().collect::<Vec<_>>();
            if fits(&left(&since)) {
                return Some(left(&since));
            }
            let n = number?;
            let mut last: Vec<EntityId> = Vec::new();
            for e in since.iter().filter(|e| group.contains(e)) {
                if last.len() < group.len() - n && !last.contains(e) {
                    last.push(*e);
                }
            }
            Some(left(&last)).filter(fits)
        })
    }

    /// A phrase with a name in it: the name, or what the name possesses.
    fn named_phrase(&self, context: &Context, table: &mut Table, words: &[Word], n: usize) -> Parties {
        let name = &words[n];
        let after = &words[n + 1..];
        let whole = Parties { named: name.entities.clone(), via: name.via.clone(), ..Parties::default() };
        let tail: Vec<&Word> =
            after.iter().filter(|w| !matches!(w.tag, Tag::Genitive | Tag::Quote)).collect();
        if tail.is_empty() || is_person(context.lexicon, words) {
            return whole;
        }
        let genitive = after.iter().any(|w| w.tag == Tag::Genitive);
        if genitive {
            if let Some(parties) = self.by_role_of(context, table, &words[n + 1..], &name.entities) {
                return parties;
            }
            let head = tail.last().map_or("", |w| w.text.as_str());
            if let ("office", Some(id)) = (head, unit_office(context, table, &name.entities, &words[n + 1..]))
            {
                return Parties { named: vec![id], ..Parties::default() };
            }
            if matches!(head, "office" | "headquarters" | "side" | "branch") {
                return whole;
            }
        }
        Parties { owner: name.entities.clone(), ..Parties::default() }
    }
}

/// Whom the active verb right after a subject names as its object: "the two bodies told X to wait" are not X.
fn named_object(analysis: &Analysis, i: usize) -> Vec<EntityId> {
    let active =
        analysis.verb(i + 1).is_some_and(|v| v.form == Form::Finite && !v.passive && v.lemma != "be");
    if !active || !analysis.is_noun(i + 2) {
        return Vec::new();
    }
    let (group, _) = analysis.group_from(i + 2);
    group.iter().flat_map(|c| analysis.words_of(*c)).flat_map(|w| w.entities.iter().copied()).collect()
}

/// Whether a verb of the clause stands before the phrase, not after it.
fn verb_governs(analysis: &Analysis, i: usize) -> bool {
    let next = (i + 1..analysis.chunks.len()).find(|j| analysis.chunks[*j].kind != ChunkKind::Other);
    // "gave it to the Fund, a partner of both": an apposition is no object.
    let apposed = (0..i)
        .rev()
        .take_while(|j| analysis.verb(*j).is_none())
        .any(|j| matches!(analysis.chunks[j].kind, ChunkKind::Comma | ChunkKind::Break));
    !apposed && !next.is_some_and(|n| analysis.verb(n).is_some_and(|v| v.form == Form::Finite))
}

/// Whether "the first" says when somebody did or was done something to: "the first to come", "the first of them".
fn ranks(analysis: &Analysis, i: usize) -> bool {
    analysis.preposition(i + 1) == Some("of")
        || analysis.verb(i + 1).is_some_and(|g| g.form == Form::Infinitive)
}

/// How many words a place has.
fn place_words(place: &str) -> usize {
    place.split_whitespace().count()
}
