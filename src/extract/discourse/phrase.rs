//! One noun phrase: what is named in it, else what its determiner and its head say.

use super::answer::answering;
use super::list::nth;
use super::noun::{complement_follows, count_of, is_person, reference};
use super::office::{counterpart, own_office, sub_bureau, unit_office};
use super::set::Wanted;
use super::{Context, Discourse, Parties};
use crate::extract::assume::Assumption;
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::Analysis;
use crate::extract::entity::{EntityId, Table};
use crate::extract::event::MEMORY;
use crate::extract::names::{Kind, place_pair};
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use crate::lexicon::{Referent, singular};

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

    #[allow(clippy::too_many_arguments)] // what a possessive is read with
    /// "its representative office in Suzhou", "their chief representative", "its supervisor": by whose it is.
    fn possessed(
        &self,
        context: &Context,
        table: &mut Table,
        analysis: &Analysis,
        phrase: &Phrase,
        owner: Vec<EntityId>,
        seen_verb: bool,
        before: &[Parties],
    ) -> Parties {
        let words = phrase.words;
        // "the deputy head of its Foreign NGO Management Office"
        let mut police = self.recent().filter(|e| table.entities[*e].kind == Kind::PublicSecurityBureau);
        if phrase.head == "office"
            && words.iter().any(|w| w.is("ngo"))
            && let Some(bureau) =
                owner.iter().copied().find(|o| table.entities[*o].kind.is_police()).or_else(|| police.next())
            && let Some(id) = unit_office(context, table, &[bureau], &words[1..])
        {
            return Parties { named: vec![id], ..Parties::default() };
        }
        if matches!(phrase.head, "office" | "offices") {
            let foreign = owner.iter().any(|o| table.entities[*o].kind == Kind::ForeignNgo);
            let latest = || self.latest(table, |e| e.kind == Kind::ForeignNgo).map(|e| vec![e]);
            let owner = if foreign { owner } else { latest().unwrap_or(owner) };
            return own_office(context, table, analysis, phrase.at, &owner);
        }
        if matches!(phrase.head, "counterpart" | "counterparts") {
            let police = owner.iter().any(|o| table.entities[*o].kind.is_police());
            let latest = || self.latest(table, |e| e.kind.is_police()).map(|e| vec![e]);
            let owner = if police { owner } else { latest().unwrap_or(owner) };
            return counterpart(context, table, words, &owner);
        }
        // "the Wuhan PSB and its Hongshan Sub-Bureau"
        if phrase.head == "sub-bureau"
            && let Some(id) = sub_bureau(context, table, &owner, &words[1..])
        {
            return Parties { named: vec![id], ..Parties::default() };
        }
        // "its supervisor, X": who is named right after.
        let role = reference(context.lexicon, words).is_some_and(|r| {
            r.iter().any(
                |r| matches!(r, Referent::Role(role) if matches!(role.as_str(), "supervisor" | "partner")),
            )
        });
        let apposed = analysis.chunks.get(phrase.at + 1).is_some_and(|c| c.kind == ChunkKind::Comma)
            && analysis.words_of(phrase.at + 2).iter().any(|w| !w.entities.is_empty())
            && analysis.group_from(phrase.at + 2).0.len() == 1;
        if role && apposed && !phrase.plural {
            return Parties { owner, ..Parties::default() };
        }
        // "its guests": who had that part in what was told before.
        let own_band = context.lexicon.language.nouns.bands.contains(phrase.head);
        let part = reference(context.lexicon, words).filter(|_| !own_band);
        let part = part.into_iter().flatten().find_map(|r| match &r {
            Referent::Role(role) if !matches!(role.as_str(), "supervisor" | "partner") => {
                self.referent(context, table, r, phrase.wanted())
            }
            _ => None,
        });
        if let Some(part) = part {
            return part;
        }
        // "replied its chief representative": only a foreign NGO has one.
        let owner = if words.iter().any(|w| w.is("chief")) && words.iter().any(|w| w.is("representative")) {
            let foreign = owner.iter().any(|o| table.entities[*o].kind == Kind::ForeignNgo);
            let latest = || self.latest(table, |e| e.kind == Kind::ForeignNgo).map(|e| vec![e]);
            if foreign { owner } else { latest().unwrap_or(owner) }
        } else {
            owner
        };
        // "our university", "our chamber": who speaks.
        let own = matches!(words.first().map(|w| w.text.as_str()), Some("our" | "my"));
        if own && words.len() == 2 && owner.iter().any(|o| table.entities[*o].has_word(phrase.head)) {
            return Parties::assumed(owner, Assumption::Possessive);
        }
        // "its supervisor has asked it": the unit, and whose supervisor it is.
        if matches!(phrase.head, "supervisor" | "supervisors")
            && let Some(holder) = self.by_role_of(context, table, words, &owner)
        {
            return Parties { owner, ..holder };
        }
        // "promised its officers a plan", said of an NGO: those of the police.
        if seen_verb
            && phrase.plural
            && !owner.is_empty()
            && words.last().is_some_and(|w| context.lexicon.names.police_people.contains(&w.text))
            && owner.iter().all(|o| table.entities[*o].kind == Kind::ForeignNgo)
            && let Some(police) = self.latest(table, |e| e.kind.is_police())
        {
            return Parties::assumed(vec![police], Assumption::Possessive);
        }
        // "our ladies’ committee", "our choir"
        if own && table.voice.is_some() && context.lexicon.language.nouns.bands.contains(phrase.head) {
            return Parties::assumed(owner, Assumption::Possessive);
        }
        // "their common supervisor, X": not they themselves.
        let apposed = analysis.chunks.get(phrase.at + 1).is_some_and(|c| c.kind == ChunkKind::Comma)
            && analysis.words_of(phrase.at + 2).iter().any(|w| !w.entities.is_empty());
        if apposed && matches!(phrase.head, "supervisor" | "supervisors") {
            return Parties { owner, ..Parties::default() };
        }
        // "put up boards at X and gave booklets to its students": the police have none.
        let policed = !owner.is_empty() && owner.iter().all(|o| table.entities[*o].kind.is_police());
        if policed && let Some(named) = self.people_of_house(context.lexicon, table, words) {
            return Parties::assumed(named, Assumption::People);
        }
        if is_person(context.lexicon, words) && !owner.is_empty() {
            // "its secretary-general", said of the police: the other's.
            let police = owner.iter().all(|o| table.entities[*o].kind.is_police());
            if police && words.iter().any(|w| context.lexicon.names.governors.contains(&w.text)) {
                let other = |e: &crate::extract::entity::Entity| {
                    !e.kind.is_police() && e.kind != Kind::RepresentativeOffice
                };
                if let Some(other) = self.latest(table, other) {
                    return Parties::assumed(vec![other], Assumption::Possessive);
                }
            }
            // "The PSB visited X. Its director promised": whose house was visited.
            let visited = context.rows.last().filter(|r| {
                r.post == context.post
                    && police
                    && phrase.at == 0
                    && matches!(phrase.head, "director" | "head" | "manager" | "spokesman" | "spokeswoman")
                    && matches!(r.kind.as_str(), "Visit" | "Inspection")
                    && owner.iter().all(|o| r.agent.contains(o))
            });
            if let Some([host]) = visited.map(|r| r.target.as_slice()) {
                return Parties::assumed(vec![*host], Assumption::Possessive);
            }
            // "met with its leaders": not its own.
            let with = phrase.at > 0 && analysis.preposition(phrase.at - 1) == Some("with");
            let other = with.then(|| self.recent().find(|m| !owner.contains(m))).flatten();
            let named = other.map_or(owner, |o| vec![o]);
            return Parties::assumed(named, Assumption::Possessive);
        }
        if let Some(parties) = self.by_role_of(context, table, words, &owner) {
            return parties;
        }
        // "its guests", "its host"
        if let Some(parties) = self.described(context, table, phrase) {
            return parties;
        }
        // "checked its bankbooks": not the subject's own.
        let subject = self.clause_subject(analysis, phrase.at, before);
        let own = matches!(
            phrase.head,
            "gratitude" | "thanks" | "appreciation" | "hope" | "hopes" | "word" | "promise" | "willingness"
        );
        let other = if seen_verb && !own && !subject.is_empty() && verb_governs(analysis, phrase.at) {
            self.recent().find(|m| !subject.contains(m))
        } else {
            None
        };
        Parties { owner: other.map(|o| vec![o]).unwrap_or(owner), ..Parties::default() }
    }

    /// "the bureau’s Overseas NGO Management Office": what a described body possesses; the genitive is word `g`.
    fn of_a_description(
        &self,
        context: &Context,
        table: &mut Table,
        analysis: &Analysis,
        phrase: &Phrase,
        g: usize,
    ) -> Parties {
        // "the exporters’ union": the name has the genitive too.
        let nouns: Vec<String> =
            phrase.words.iter().filter(|w| w.tag == Tag::Noun).map(|w| w.text.clone()).collect();
        let whole = |e: &EntityId| {
            let entity = &table.entities[*e];
            nouns.iter().all(|n| entity.has_word(n) || entity.has_word(&format!("{n}'")))
        };
        if nouns.len() > 1
            && reference(context.lexicon, phrase.words).is_some()
            && let Some(id) = self.recent().find(whole)
        {
            return Parties::assumed(vec![id], Assumption::Description);
        }
        // "the city’s officers"
        if let Some(id) = self.police_of_level(context, table, phrase.words) {
            return Parties::assumed(vec![id], Assumption::Description);
        }
        let (owner, own) = phrase.words.split_at(g);
        // "Wuhu’s officers"
        if let Some(id) = self.people_from(context, table, own, owner) {
            return Parties::assumed(vec![id], Assumption::People);
        }
        let head = owner.last().map_or("", |w| w.text.as_str());
        // "the provincial office’s staff"
        if is_person(context.lexicon, own)
            && let Some(id) = self.police_of_level(context, table, owner)
        {
            return Parties::assumed(vec![id], Assumption::Description);
        }
        // "the schools’ principals": of all of them.
        let wanted = Wanted { head, plural: singular(head).is_some(), ..Wanted::default() };
        let referents = reference(context.lexicon, owner).unwrap_or_default();
        let Some(owner) = referents.iter().find_map(|r| self.referent(context, table, r, wanted)) else {
            return Parties::default();
        };
        if let Some(id) = unit_office(context, table, &owner.named, own) {
            return Parties { named: vec![id], ..Parties::default() };
        }
        if is_person(context.lexicon, own) {
            return owner;
        }
        if own.last().is_some_and(|w| w.is("office") || w.is("offices")) {
            return own_office(context, table, analysis, phrase.at, &owner.named);
        }
        self.by_role_of(context, table, own, &owner.named)
            .map(|holder| Parties { owner: owner.named.clone(), ..holder })
            .unwrap_or_else(|| Parties { owner: owner.named, ..Parties::default() })
    }

    /// "the office", "the two universities", "the Spanish institute", "the director".
    fn definite(
        &self,
        context: &Context,
        table: &Table,
        analysis: &Analysis,
        phrase: &Phrase,
    ) -> Option<Parties> {
        // "this Department": who issues the notice.
        if let ([this, word], Some(voice)) = (phrase.words, table.voice)
            && this.is("this")
            && word.capital
            && table.entities[voice].has_word(&word.text)
        {
            return Some(Parties::assumed(vec![voice], Assumption::Description));
        }
        // "the scholarship fund of X": X has it, and nobody spoken of before is meant.
        if matches!(phrase.head, "fund" | "funds" | "foundation" | "library" | "school" | "hospital")
            && analysis.preposition(phrase.at + 1) == Some("of")
            && analysis.words_of(phrase.at + 2).iter().any(|w| !w.entities.is_empty())
        {
            return None;
        }
        if let Some(id) = self.organ_of_field(table, analysis, phrase) {
            return Some(Parties::assumed(vec![id], Assumption::Description));
        }
        if let Some(id) = self.office_of_place(context, table, phrase) {
            return Some(Parties::assumed(vec![id], Assumption::Description));
        }
        if let Some(parties) = self.of_country(context, table, phrase.words) {
            return Some(parties);
        }
        if let Some(parties) = self.people_of_place(context, table, phrase) {
            return Some(parties);
        }
        // "the trade association": whose name has both words, before whose name has one.
        if !phrase.plural
            && reference(context.lexicon, phrase.words).is_some()
            && let Some(id) = self.by_words(table, phrase.words)
        {
            return Some(Parties::assumed(vec![id], Assumption::Description));
        }
        // "the balsa producers": whose name has all of it.
        if phrase.plural
            && phrase.number.is_none()
            && reference(context.lexicon, phrase.words).is_none()
            && let Some(id) = self.by_words(table, phrase.words)
        {
            return Some(Parties::assumed(vec![id], Assumption::Description));
        }
        // "the Fellowship", "the Growers": whose name has the word.
        if (!phrase.plural || phrase.words.len() == 2 && phrase.words[1].capital)
            && phrase.number.is_none()
            && reference(context.lexicon, phrase.words).is_none_or(|r| r.contains(&Referent::Named))
            && let Some(id) = self.by_capital(table, phrase)
        {
            return Some(Parties::assumed(vec![id], Assumption::Description));
        }
        if let Some(mut parties) = self.described(context, table, phrase) {
            // A counted set of which only some are named keeps its words.
            if phrase.plural && phrase.number.is_some_and(|n| n > parties.named.len()) {
                let words: Vec<&str> = phrase.words.iter().map(|w| w.text.as_str()).collect();
                parties.unnamed.push(words.join(" "));
            }
            return Some(parties);
        }
        let person = is_person(context.lexicon, phrase.words) && !phrase.complement;
        if person && let Some(id) = self.by_field(table, phrase.words) {
            return Some(Parties::assumed(vec![id], Assumption::People));
        }
        if person && let Some(named) = self.people_of(context.lexicon, table, phrase.words) {
            return Some(Parties::assumed(named, Assumption::People));
        }
        person.then(|| self.person(context, table, phrase.words, phrase.plural)).flatten()
    }

    /// "the department of education": the latest organ whose name has those words.
    fn organ_of_field(&self, table: &Table, analysis: &Analysis, phrase: &Phrase) -> Option<EntityId> {
        let organ =
            matches!(phrase.head, "department" | "bureau" | "commission" | "ministry" | "administration");
        if !organ || phrase.words.len() != 2 || analysis.preposition(phrase.at + 1) != Some("of") {
            return None;
        }
        let field = analysis.words_of(phrase.at + 2);
        let named = |e: &EntityId| {
            let entity = &table.entities[*e];
            entity.has_word(phrase.head) && field.iter().all(|w| entity.has_word(&w.text))
        };
        if field.iter().any(|w| !w.entities.is_empty()) { None } else { self.recent().find(named) }
    }

    /// Whom the phrase describes, by what its noun may refer to.
    fn described(&self, context: &Context, table: &Table, phrase: &Phrase) -> Option<Parties> {
        // "the delegation from X" is of X, whoever came before.
        if phrase.complement && context.lexicon.language.nouns.bands.contains(phrase.head) {
            return None;
        }
        if let Some(id) = self.police_of_level(context, table, phrase.words) {
            return Some(Parties::assumed(vec![id], Assumption::Description));
        }
        // "the police": those last spoken of, and who came with them; not all of the document.
        let names = &context.lexicon.names;
        if phrase.number.is_none()
            && phrase.plural
            && !phrase.complement
            && names.police_people.contains(phrase.head)
            && reference(context.lexicon, phrase.words)?.iter().all(|r| matches!(r, Referent::Type(_)))
            && phrase.words.iter().all(|w| w.tag == Tag::Determiner || w.is(phrase.head))
        {
            return self.person(context, table, phrase.words, true);
        }
        let mut referents = reference(context.lexicon, phrase.words)?.to_vec();
        // "the two foreign bodies"
        if phrase.words.iter().any(|w| w.is("foreign") || w.is("overseas")) {
            for referent in referents.iter_mut().filter(|r| matches!(r, Referent::Any)) {
                *referent = Referent::Type(Kind::ForeignNgo.name().to_owned());
            }
        }
        // "the PSB", where this paragraph has spoken of bureaus alone: one of them.
        let bureau = Referent::Type(Kind::PublicSecurityBureau.name().to_owned());
        if phrase.head == "psb" && self.paragraph_kinds(table).all(|k| k != Kind::PsbOffice) {
            referents.sort_by_key(|r| *r != bureau);
        }
        // "all three agencies": of the kinds that may be meant, the one of which there are three, best in this paragraph.
        let mut meant = referents.iter().filter_map(|r| self.referent(context, table, r, phrase.wanted()));
        if let Some(n) = phrase.number {
            let all: Vec<Parties> = meant.collect();
            let counted = |p: &Parties| p.named.len() == n;
            let here = |p: &Parties| counted(p) && p.named.iter().all(|e| self.is_here(*e));
            let exact = all.iter().position(here).or_else(|| all.iter().position(counted));
            let kinds = referents.iter().filter(|r| matches!(r, Referent::Type(_))).count();
            // "the two organizations", of which one is no NGO.
            let mixed = || {
                let bodies = |e: &EntityId| table.entities[*e].kind != Kind::RepresentativeOffice;
                let named = self.set(table, &bodies, phrase.number, &phrase.except)?;
                (kinds > 1 && named.len() == n).then(|| Parties::assumed(named, Assumption::Description))
            };
            return match exact {
                Some(exact) => all.into_iter().nth(exact),
                None => mixed().or_else(|| all.into_iter().next()),
            };
        }
        meant.next()
    }

    /// "the Hubei office", "the Wuhan bureau": the police of a place, wherever the document named them; unless the post
    /// has spoken of another office there.
    fn office_of_place(&self, context: &Context, table: &Table, phrase: &Phrase) -> Option<EntityId> {
        if !matches!(phrase.head, "office" | "bureau") || phrase.complement || phrase.plural {
            return None;
        }
        let place: Vec<&Word> = phrase.words.iter().filter(|w| w.capital).collect();
        let (first, last) = (place.first()?, place.last()?);
        let shown = first.span.cover(last.span).of(context.text);
        let place = Some(place_pair(context.lexicon.places.resolve(shown, None)?));
        if phrase.words.len() > place_words(shown) + 2 {
            return None;
        }
        let there = |e: &EntityId| {
            let entity = &table.entities[*e];
            let kind =
                if phrase.head == "office" { Kind::RepresentativeOffice } else { Kind::GovernmentBody };
            (entity.kind == kind || entity.kind.is_police()) && entity.place == place
        };
        match self.recent().find(there) {
            Some(id) if table.entities[id].kind.is_police() => table.police_of(&place, None).or(Some(id)),
            Some(_) => None,
            None => table.police_of(&place, None),
        }
    }

    /// The types of the bodies that this paragraph has spoken of, where one of them is a bureau.
    fn paragraph_kinds(&self, table: &Table) -> impl Iterator<Item = Kind> {
        let here = self.mentioned.get(self.paragraph..).unwrap_or_default();
        here.iter().map(|e| table.entities[*e].kind)
    }

    /// A phrase that points at nobody by itself: people of a body already there, or parties without a name.
    fn bare(&self, context: &Context, table: &Table, phrase: &Phrase) -> Parties {
        let words = phrase.words;
        let person = is_person(context.lexicon, words);
        // "officers", "PSB officials": bare people of a body already there.
        let people_of_police = matches!(
            phrase.head,
            "officers" | "police" | "inspectors" | "personnel" | "policemen" | "authorities"
        );
        if !phrase.definite
            && words.iter().all(|w| w.tag != Tag::Number)
            && person
            && !phrase.complement
            && people_of_police
            && let Some(parties) = self.person(context, table, words, true)
        {
            return parties;
        }
        // "PSB personnel", not "PSB officials from the two offices"
        if !phrase.complement
            && words.iter().any(|w| matches!(w.text.as_str(), "psb" | "psbs" | "police"))
            && (phrase.definite || person || words.len() == 1)
            && let Some(id) = self.latest(table, |e| e.kind.is_police())
        {
            return Parties::assumed(vec![id], Assumption::People);
        }
        // "hosts and guests exchanged views": who had those parts.
        if words.len() == 1
            && phrase.plural
            && !phrase.complement
            && let Some(Referent::Role(role)) = reference(context.lexicon, words).and_then(|r| r.first())
            && matches!(role.as_str(), "host" | "visitor" | "guest")
            && let Some(parties) =
                self.referent(context, table, &Referent::Role(role.clone()), phrase.wanted())
        {
            return parties;
        }
        // "Staff have promised": of the body last spoken of that is no organ of police.
        if matches!(words, [only] if matches!(only.text.as_str(), "staff" | "employees" | "personnel"))
            && !phrase.complement
            && let Some(id) = self.latest(table, |e| e.kind == Kind::ForeignNgo)
        {
            return Parties::assumed(vec![id], Assumption::People);
        }
        // "24 foundations", "local volunteers"
        let unnamed = phrase.plural
            && !phrase.definite
            && !phrase.head.is_empty()
            && (phrase.number.is_some()
                || person
                || phrase.head.ends_with("ngos")
                || reference(context.lexicon, words).is_some());
        match (words.first(), words.last()) {
            (Some(a), Some(b)) if unnamed => {
                let words = a.span.cover(b.span).of(context.text).to_owned();
                Parties { unnamed: vec![words], ..Parties::default() }
            }
            _ => Parties::default(),
        }
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

    /// "its supervisor", "X’s partner unit": who holds that role for the owner.
    fn by_role_of(
        &self,
        context: &Context,
        table: &Table,
        words: &[Word],
        owner: &[EntityId],
    ) -> Option<Parties> {
        let referents = reference(context.lexicon, words)?;
        for referent in referents {
            let Referent::Role(role) = referent else { continue };
            let wanted = match role.as_str() {
                "supervisor" => "SupervisoryUnit",
                "partner" => "PartnerUnit",
                _ => continue,
            };
            let found =
                self.recent().find(|e| table.entities[*e].roles.contains(&wanted) && !owner.contains(e));
            if let Some(id) = found {
                return Some(Parties::assumed(vec![id], Assumption::Possessive));
            }
        }
        None
    }

    /// "the Americans", "the Spanish institute", "the Malagasy group": whose home that is.
    fn of_country(&self, context: &Context, table: &Table, words: &[Word]) -> Option<Parties> {
        let countries = &context.lexicon.countries;
        let word = words.iter().find(|w| w.capital && w.entities.is_empty() && w.tag != Tag::Determiner)?;
        let shown = word.span.of(context.text);
        let people = countries.find_people(shown);
        let country =
            people.or_else(|| countries.find_adjective(shown)).or_else(|| countries.find_name(shown))?;
        if country.alpha2 == "CN" && reference(context.lexicon, words).is_some() {
            let id = self.latest(table, |e| e.kind == Kind::DomesticOrganization)?;
            return Some(Parties::assumed(vec![id], Assumption::Description));
        }
        let last = words.last().is_some_and(|w| w.span == word.span);
        let body = reference(context.lexicon, words).is_some() || is_person(context.lexicon, words);
        if !(last || body) {
            return None;
        }
        let home = |e: &EntityId| table.entities[*e].origin.as_deref() == Some(country.alpha2.as_str());
        // "the three Macau groups"
        let number = words.iter().find_map(|w| count_of(&w.text)).filter(|n| *n > 1);
        let abroad = |e: &EntityId| home(e) && table.entities[*e].kind == Kind::ForeignNgo;
        if let Some(all) =
            number.and_then(|n| self.set(table, &abroad, Some(n), &[]).filter(|a| a.len() == n))
        {
            return Some(Parties::assumed(all, Assumption::Description));
        }
        let id = self.recent().find(home)?;
        Some(Parties::assumed(vec![id], Assumption::Description))
    }

    /// "the Hubei office", "the Wuhan police": the office of that place, which the document may have named in another post.
    fn people_of_place(&self, context: &Context, table: &Table, phrase: &Phrase) -> Option<Parties> {
        let of_office = matches!(phrase.head, "office" | "team" | "side")
            || context.lexicon.names.police_people.contains(phrase.head);
        let place: Vec<&Word> =
            phrase.words.iter().filter(|w| w.capital && w.tag != Tag::Determiner).collect();
        let (first, last) = (place.first()?, place.last()?);
        if !of_office
            || phrase.plural && phrase.head == "offices"
            || place.iter().any(|w| !w.entities.is_empty())
        {
            return None;
        }
        let words = first.span.cover(last.span).of(context.text);
        let place = Some(place_pair(context.lexicon.places.resolve(words, None)?));
        let here = self.recent().find(|e| {
            let entity = &table.entities[*e];
            entity.place == place && (entity.kind == Kind::RepresentativeOffice || entity.kind.is_police())
        });
        let id = here.or_else(|| table.police_of(&place, None))?;
        Some(Parties::assumed(vec![id], Assumption::Description))
    }

    /// "the Fellowship", "the Board": the latest body whose name has the capitalised words of the description.
    fn by_capital(&self, table: &Table, phrase: &Phrase) -> Option<EntityId> {
        let nouns: Vec<&Word> = phrase.words.iter().filter(|w| w.tag != Tag::Determiner).collect();
        let capital = !nouns.is_empty()
            && nouns.iter().all(|w| w.capital && w.entities.is_empty() && w.tag == Tag::Noun);
        let named = |e: &EntityId| {
            let entity = &table.entities[*e];
            entity.kind != Kind::RepresentativeOffice && nouns.iter().all(|w| entity.has_word(&w.text))
        };
        if capital { self.recent().find(named) } else { None }
    }

    /// "the education officials": the latest body whose name has the words before the people.
    fn by_field(&self, table: &Table, words: &[Word]) -> Option<EntityId> {
        let (_, before) = words.split_last()?;
        let field: Vec<&str> = before
            .iter()
            .filter(|w| w.tag == Tag::Noun && w.text.len() > 2)
            .map(|w| w.text.as_str())
            .collect();
        let named = |e: &EntityId| {
            let entity = &table.entities[*e];
            entity.kind != Kind::RepresentativeOffice && field.iter().all(|w| entity.has_word(w))
        };
        if field.is_empty() { None } else { self.recent().find(named) }
    }

    /// The latest body whose name has all the words of a description of two words or more.
    fn by_words(&self, table: &Table, words: &[Word]) -> Option<EntityId> {
        let nouns: Vec<&str> = words
            .iter()
            .filter(|w| matches!(w.tag, Tag::Noun | Tag::Verb))
            .map(|w| w.text.as_str())
            .collect();
        if nouns.len() < 2 {
            return None;
        }
        // "the first foreign NGO" is no office that manages them.
        let ngo = matches!(nouns.last(), Some(&("ngo" | "ngos")));
        let all = |e: &EntityId| {
            let entity = &table.entities[*e];
            !(ngo && entity.kind.is_police()) && nouns.iter().all(|n| entity.has_word(n))
        };
        self.recent().find(all)
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
