//! The doer of a verb, through conjunction, relative clauses, control and participles.

use super::{Analysis, Group, HORIZON, Subject};
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::reduce::Word;
use crate::extract::tag::Tag;
use smallvec::smallvec;

impl Analysis<'_> {
    /// The subject of the verb group at chunk `v`, through conjunction, relative clauses, control and participles; found
    /// once for all who ask at `depth` 0.
    pub fn subject(&self, v: usize, depth: usize) -> Subject {
        match self.subjects.get(v).filter(|_| depth == 0) {
            Some(known) => known.get_or_init(|| self.find_subject(v, depth)).clone(),
            None => self.find_subject(v, depth),
        }
    }

    fn find_subject(&self, v: usize, depth: usize) -> Subject {
        let Some(group) = self.verb(v).filter(|_| depth < 8) else { return Subject::None };
        match group.form {
            Form::Infinitive => return self.controlled(v, depth),
            Form::Gerund | Form::Participle => return self.participle_subject(v, depth),
            Form::Finite => {}
        }
        if let Some(speaker) = self.speaker_after(v) {
            return Subject::Group(self.group_from(speaker).0);
        }
        if let Some(says) = self.thanks_in_quotation(v) {
            return self.subject(says, depth + 1);
        }
        if let Some(doer) = self.after_front_gerund(v) {
            return Subject::Group(self.group_from(doer).0);
        }
        let mut i = v;
        while i > v.saturating_sub(HORIZON) {
            i -= 1;
            match &self.chunks[i].kind {
                ChunkKind::Other => {}
                ChunkKind::Noun if self.is_time(i) => {}
                // "received two vans and a computer, and it sent thanks": nothing is joined to it.
                ChunkKind::Noun if i > 0 && self.kind(i - 1) == Some(&ChunkKind::And) && self.is_it(i) => {
                    return Subject::Group(smallvec![i]);
                }
                ChunkKind::Noun => {
                    // "which in turn thanked X"
                    let aside =
                        self.preposition(i.saturating_sub(1)).is_some_and(|p| matches!(p, "in" | "for"))
                            && matches!(self.head(i), "turn" | "return" | "reply" | "response" | "part");
                    if aside && i > 1 && self.kind(i - 2) == Some(&ChunkKind::Relative) {
                        return self.antecedent(i - 2);
                    }
                    // "Among those in the audience was X": nothing but phrases stands before the verb.
                    let mut start = i;
                    while start >= 2
                        && self.is_noun(start)
                        && self.preposition(start - 1).is_some()
                        && self.is_noun(start - 2)
                    {
                        start -= 2;
                    }
                    let fronted = start > 0
                        && self.preposition(start - 1).is_some()
                        && (start == 1
                            || matches!(self.kind(start - 2), Some(ChunkKind::Comma | ChunkKind::Break)));
                    if let Some(noun) = self.before_infinitive(i) {
                        return Subject::Group(self.group_ending(noun));
                    }
                    if let Some(both) = self.helped(i, v, depth) {
                        return both;
                    }
                    let reduced = || {
                        let inserted = self.inserted_agent(i).or_else(|| self.before_restrictive(i));
                        inserted.or_else(|| self.before_participle(i)).map(Subject::Group)
                    };
                    return match self.inverted(v).filter(|_| fronted).or_else(reduced) {
                        Some(subject) => subject,
                        None => Subject::Group(self.group_ending(i)),
                    };
                }
                ChunkKind::Relative => return self.antecedent(i),
                ChunkKind::Subordinator => return Subject::None,
                ChunkKind::And => return self.conjoined(i, depth),
                ChunkKind::Comma => {
                    // "A, B said, C": an insertion between commas is passed over.
                    match self.insertion_start(i) {
                        Some(start) => i = start,
                        None => {
                            if i > 0 && matches!(self.kind(i - 1), Some(ChunkKind::And)) {
                                continue;
                            }
                            // "X did A, did B": a list of verbs.
                            if let Some(previous) = self.previous_verb(i, false) {
                                return self.subject(previous, depth + 1);
                            }
                            return Subject::None;
                        }
                    }
                }
                ChunkKind::Preposition(_) => {}
                ChunkKind::Verb(_) => {
                    // "came an order", a participle inside the subject: pass over it to the noun before.
                    if self.verb(i).is_some_and(|g| {
                        g.form == Form::Participle || g.form == Form::Gerund || g.form == Form::Infinitive
                    }) {
                        continue;
                    }
                    return Subject::None;
                }
                ChunkKind::Break => match (self.bracket_start(i), self.insertion_start(i)) {
                    // "X (formerly Y) visited Z"
                    (Some(start), _) => i = start,
                    (None, Some(_)) => {}
                    (None, None) => return Subject::None,
                },
            }
        }
        self.inverted(v).unwrap_or(Subject::None)
    }

    /// "X helped Y give out booklets": both do what the bare form at `v` says; `noun` stands before it.
    fn helped(&self, noun: usize, v: usize, depth: usize) -> Option<Subject> {
        let bare = self.verb(v).is_some_and(|g| g.form == Form::Finite && !g.future && !g.modal)
            && self.words_of(v).len() == 1
            && self.language().verbs.get(&self.words_of(v)[0].text).is_some_and(|f| f.forms.base);
        let help = (0..noun).rev().take(HORIZON).find(|j| self.verb(*j).is_some())?;
        let helps = self.verb(help).is_some_and(|g| g.lemma == "help" && !g.passive);
        let next =
            (help + 1..noun).all(|j| !matches!(self.chunks[j].kind, ChunkKind::Comma | ChunkKind::Relative));
        (bare && helps && next).then(|| self.with_joined(help, v, depth))
    }

    /// "it fell to X to unveil the plaque": on whom it falls to do what the infinitive after the verb at `v` says.
    pub fn falls_to(&self, v: usize) -> Option<Subject> {
        let group = self.verb(v)?;
        let falls = matches!(group.lemma.as_str(), "fall" | "leave" | "be");
        let it = (0..v)
            .rev()
            .find(|j| self.is_noun(*j))
            .is_some_and(|j| self.words_of(j).iter().any(|w| w.is("it")));
        let to = (v + 1..v + 4).find(|j| self.preposition(*j).is_some_and(|p| p == "to" || p == "up to"))?;
        let plain =
            (v + 1..to).all(|j| matches!(self.kind(j), Some(ChunkKind::Other | ChunkKind::Preposition(_))));
        (falls && it && plain && self.is_noun(to + 1)).then(|| Subject::Group(self.group_from(to + 1).0))
    }

    /// "X, joined by its partner, Y, gave": who stands before the participle between commas, whose agent stands at `i`.
    fn inserted_agent(&self, i: usize) -> Option<Group> {
        let noun = i.checked_sub(4)?;
        let inserted = self.kind(i + 1) == Some(&ChunkKind::Comma)
            && self.preposition(i - 1) == Some("by")
            && self.verb(i - 2).is_some_and(|g| g.form == Form::Participle && g.passive)
            && self.kind(i - 3) == Some(&ChunkKind::Comma);
        (inserted && self.is_noun(noun) && !self.is_time(noun)).then(|| self.group_ending(noun))
    }

    /// "A stall manned by X and Y drew a crowd": what the participle is said of, where its own phrase ends at `noun`.
    fn before_participle(&self, noun: usize) -> Option<Group> {
        let mut joined = false;
        for j in (0..noun).rev().take(HORIZON) {
            match &self.chunks[j].kind {
                ChunkKind::Noun | ChunkKind::Preposition(_) | ChunkKind::Other => {}
                ChunkKind::And => joined = true,
                // "At a forum called by X, Y and Z spoke": the comma ends the phrase.
                ChunkKind::Comma if j > 0 && self.in_front(j - 1) => return None,
                ChunkKind::Comma if self.in_list(j) => joined = true,
                // "made up of X and led by Y"
                ChunkKind::Verb(g)
                    if j > 0
                        && g.form == Form::Participle
                        && g.passive
                        && self.kind(j - 1) == Some(&ChunkKind::And) => {}
                ChunkKind::Verb(g)
                    if j > 0 && (g.form == Form::Participle && g.passive || g.form == Form::Gerund) =>
                {
                    let said_of = self.is_noun(j - 1) && !self.is_time(j - 1);
                    let mut after = j + 1;
                    while self.kind(after) == Some(&ChunkKind::Other) {
                        after += 1;
                    }
                    let phrase = self.preposition(after).is_some() || g.form == Form::Gerund;
                    let clause = joined && self.verb_before(j - 1);
                    return (said_of && phrase && !clause).then(|| self.group_ending(j - 1));
                }
                _ => return None,
            }
        }
        None
    }

    /// "A pledge to obey the law was given": the noun that governs the infinitive whose object stands at `i`.
    fn before_infinitive(&self, i: usize) -> Option<usize> {
        let infinitive =
            i.checked_sub(1).filter(|j| self.verb(*j).is_some_and(|g| g.form == Form::Infinitive))?;
        let noun = infinitive.checked_sub(1).filter(|n| self.is_noun(*n))?;
        let opens = |j: &usize| {
            matches!(self.chunks[*j].kind, ChunkKind::Comma | ChunkKind::Break | ChunkKind::Subordinator)
        };
        let start = (0..noun).rev().find(opens).map_or(0, |j| j + 1);
        (start..noun).all(|j| self.verb(j).is_none()).then_some(noun)
    }

    /// "With them came two clerks", "Looking on was the head": the subject after the verb.
    fn inverted(&self, v: usize) -> Option<Subject> {
        let lemma = self.verb(v).map(|g| g.lemma.as_str())?;
        let inverts = matches!(lemma, "be" | "come" | "stand" | "sit" | "go" | "follow");
        let noun = (v + 1..v + 3).find(|j| !matches!(self.kind(*j), Some(ChunkKind::Other)))?;
        (inverts && self.is_noun(noun) && !self.is_time(noun))
            .then(|| Subject::Group(self.group_from(noun).0))
    }

    /// "Handing out leaflets were officers of X": where the subject stands of "be" at `v` after a gerund at the front.
    fn after_front_gerund(&self, v: usize) -> Option<usize> {
        if self.verb(v).is_none_or(|g| g.lemma != "be" || g.form != Form::Finite || g.modal) {
            return None;
        }
        let opens = |j: &usize| matches!(self.chunks[*j].kind, ChunkKind::Break);
        let start = (0..v).rev().find(opens).map_or(0, |j| j + 1);
        // "Doing the checking were X": who did what was told before, no event of its own.
        let gerund = self.verb(start).is_some_and(|g| g.form == Form::Gerund && g.lemma != "do");
        let phrase = (start + 1..v).all(|j| {
            matches!(
                self.chunks[j].kind,
                ChunkKind::Noun | ChunkKind::Preposition(_) | ChunkKind::Other | ChunkKind::And
            )
        });
        let noun = (v + 1..v + 3).find(|j| self.is_noun(*j))?;
        let named = |j: usize| self.words_of(j).iter().any(|w| !w.entities.is_empty());
        let of_a_body = named(noun)
            || self.preposition(noun + 1).is_some_and(|p| matches!(p, "of" | "from")) && named(noun + 2);
        (gerund && phrase && of_a_body).then_some(noun)
    }

    /// "…, said X": who speaks, where that stands after the verb.
    pub fn speaker_after(&self, v: usize) -> Option<usize> {
        let group = self.verb(v)?;
        if group.passive
            || group.form != Form::Finite
            || !self.language().senses.quoting.contains(&group.lemma)
        {
            return None;
        }
        let plain = |j: &usize| self.chunks[*j].kind != ChunkKind::Other;
        let before = (0..v).rev().find(plain)?;
        let noun = (v + 1..self.chunks.len()).find(plain)?;
        let marks = matches!(self.chunks[before].kind, ChunkKind::Comma | ChunkKind::Break);
        if !marks || !self.is_noun(noun) || self.is_time(noun) {
            return None;
        }
        let (_, next) = self.group_from(noun);
        let ends = (next..self.chunks.len())
            .find(plain)
            .is_none_or(|j| !matches!(self.chunks[j].kind, ChunkKind::Noun | ChunkKind::Verb(_)));
        let said = (0..before).any(|j| {
            self.verb(j).is_some_and(|g| {
                g.future || g.modal || self.language().control.reporting.contains(&group.lemma)
            })
        });
        // "Next month, said X, all three would be ready"
        let around = self.kind(next).is_some_and(|k| *k == ChunkKind::Comma)
            && (next..self.chunks.len()).any(|j| self.verb(j).is_some_and(|g| g.future || g.modal));
        let said = said || around;
        let quoted = self.words[..self.chunks[v].start].iter().any(|w| w.tag == Tag::Quote);
        let that = self.kind(next).is_some_and(|k| *k == ChunkKind::Relative);
        (ends && !that && (said || quoted)).then_some(noun)
    }

    /// The clause that is said by the verb at `v` and stands before its speaker, as chunks from and to its comma.
    pub fn clause_said_before(&self, v: usize) -> Option<(usize, usize)> {
        let group = self.verb(v)?;
        if !self.language().senses.quoting.contains(&group.lemma) {
            return None;
        }
        let first = match self.subject(v, 0) {
            Subject::Group(subject) => subject.first().copied().filter(|s| *s < v).unwrap_or(v),
            Subject::None => v,
        };
        let plain = |j: &usize| self.chunks[*j].kind != ChunkKind::Other;
        let mark = (0..first).rev().find(plain)?;
        if self.chunks[mark].kind != ChunkKind::Comma {
            return None;
        }
        let start = (0..mark).rev().find(|j| self.chunks[*j].kind == ChunkKind::Break).map_or(0, |b| b + 1);
        (start..mark).any(|j| self.verb(j).is_some_and(|g| g.form == Form::Finite)).then_some((start, mark))
    }

    /// "“Thank you,” said X": the verb of saying, where the verb at `v` stands without a subject in what is said.
    fn thanks_in_quotation(&self, v: usize) -> Option<usize> {
        let opens = v.checked_sub(1).is_some_and(|q| self.words_of(q).iter().any(|w| w.tag == Tag::Quote));
        let you = self.words.get(self.chunks[v].end).is_some_and(|w| w.is("you"));
        if !opens || !you || self.verb(v)?.lemma != "thank" {
            return None;
        }
        let covers =
            |j: &usize| self.clause_said_before(*j).is_some_and(|(start, end)| start <= v && v < end);
        (v + 1..self.chunks.len().min(v + HORIZON)).find(|j| self.verb(*j).is_some() && covers(j))
    }

    /// The commas before the speaker and after the verb of saying at `v`, where these stand inside what is said: "The
    /// posters, X promised, would come down".
    pub fn comment_around(&self, v: usize) -> Option<(usize, usize)> {
        let group = self.verb(v)?;
        if group.passive || !self.language().senses.quoting.contains(&group.lemma) {
            return None;
        }
        let speaker = match self.subject(v, 0) {
            Subject::Group(subject) => *subject.first()?,
            Subject::None => return None,
        };
        let plain = |j: &usize| self.chunks[*j].kind != ChunkKind::Other;
        let open = (0..speaker.min(v)).rev().find(plain)?;
        let last = self.chunks.len().min(v + 8);
        let close = (v + 1..last).find(|j| {
            matches!(self.chunks[*j].kind, ChunkKind::Comma | ChunkKind::Break | ChunkKind::Verb(_))
        })?;
        let commas = [open, close].iter().all(|j| self.chunks[*j].kind == ChunkKind::Comma);
        let start = (0..open).rev().find(|j| self.chunks[*j].kind == ChunkKind::Break).map_or(0, |b| b + 1);
        let told = (start..open).any(|j| self.verb(j).is_some_and(|g| g.form == Form::Finite));
        (commas && !told && open > start).then_some((open, close))
    }

    /// The verb that "and" joins to: its subject is shared.
    fn conjoined(&self, and: usize, depth: usize) -> Subject {
        match self.verb_inside(and).or_else(|| self.previous_verb(and, true)) {
            Some(previous) => self.subject(previous, depth + 1),
            None => Subject::None,
        }
    }

    /// "X received officers of Y, who checked its books and asked": the verb of a relative clause after a comma that "and"
    /// goes on with, as no comma has ended it.
    fn verb_inside(&self, and: usize) -> Option<usize> {
        let open = |j: &usize| {
            !matches!(self.chunks[*j].kind, ChunkKind::Comma | ChunkKind::Break | ChunkKind::Subordinator)
        };
        let verb = (0..and)
            .rev()
            .take(HORIZON)
            .take_while(open)
            .find(|j| self.verb(*j).is_some_and(|g| g.form == Form::Finite))?;
        let relative =
            (1..verb).rev().take_while(open).find(|j| self.chunks[*j].kind == ChunkKind::Relative)?;
        let who = self.words_of(relative).iter().any(|w| w.is("who") || w.is("which"));
        (who && self.kind(relative - 1) == Some(&ChunkKind::Comma)).then_some(verb)
    }

    /// The nearest finite verb before chunk `i` that is not inside a relative clause between commas.
    fn previous_verb(&self, i: usize, any: bool) -> Option<usize> {
        let mut fallback = None;
        for j in (0..i).rev().take(HORIZON) {
            match &self.chunks[j].kind {
                ChunkKind::Verb(g) if g.form == Form::Finite => {
                    let relative = self.in_relative(j);
                    if !relative {
                        return Some(j);
                    }
                    fallback = fallback.or(Some(j));
                }
                ChunkKind::Break if !any => return fallback,
                _ => {}
            }
        }
        fallback
    }

    /// Whether a verb belongs to a relative or subordinate clause.
    fn in_relative(&self, v: usize) -> bool {
        for j in (0..v).rev().take(HORIZON) {
            match &self.chunks[j].kind {
                ChunkKind::Relative | ChunkKind::Subordinator => return true,
                // "spelled out what a plan must hold and asked"
                ChunkKind::Noun if self.words_of(j).first().is_some_and(|w| w.is("what")) => return true,
                ChunkKind::Verb(g) if g.form == Form::Finite => return false,
                ChunkKind::Break => return false,
                _ => {}
            }
        }
        false
    }

    /// Where an insertion that ends at the comma `end` begins (the comma before it), if it is one: a relative clause, an
    /// apposition, "for its part", "meanwhile".
    fn insertion_start(&self, end: usize) -> Option<usize> {
        let mut finite = 0;
        let mut relative = false;
        for j in (0..end).rev().take(HORIZON) {
            match &self.chunks[j].kind {
                ChunkKind::Comma | ChunkKind::Break => {
                    let subject_before = j > 0 && self.is_noun(j - 1);
                    let plain = finite == 0
                        || relative
                        || self.is_comment(j + 1, end)
                        || self.is_participle_aside(j + 1, end);
                    if subject_before && plain {
                        return Some(j);
                    }
                    if finite == 0 && !subject_before {
                        continue;
                    }
                    if relative {
                        return Some(j);
                    }
                    return None;
                }
                ChunkKind::Verb(g) if g.form == Form::Finite => finite += 1,
                ChunkKind::Relative => relative = true,
                // "X, whose lease had lapsed,", "X, where Y works,"
                ChunkKind::Noun if self.words_of(j).first().is_some_and(|w| w.is("whose")) => relative = true,
                ChunkKind::Subordinator if self.words_of(j).iter().any(|w| w.is("where")) => relative = true,
                _ => {}
            }
        }
        None
    }

    /// Whether a noun phrase is nothing but "it", "they", "he", "she" or "we".
    fn is_it(&self, i: usize) -> bool {
        matches!(self.words_of(i), [word]
            if word.tag == Tag::Pronoun && matches!(word.text.as_str(), "it" | "they" | "he" | "she" | "we"))
    }

    /// Where the brackets begin that close at chunk `end`, behind a noun.
    fn bracket_start(&self, end: usize) -> Option<usize> {
        let is = |j: usize, mark: &str| self.words_of(j).iter().any(|w| w.is(mark));
        let start = (0..end).rev().take(HORIZON).find(|j| is(*j, "(")).filter(|_| is(end, ")"))?;
        (start > 0 && self.is_noun(start - 1)).then_some(start)
    }

    /// "X, visibly moved, thanked Y": a participle alone between commas, behind the first noun phrase of its clause.
    fn is_participle_aside(&self, start: usize, end: usize) -> bool {
        let bare = |words: &[Word], main: usize| {
            words.iter().enumerate().all(|(n, w)| n == main || w.tag == Tag::Adverb)
        };
        let mut verbs = 0;
        for i in start..end {
            match &self.chunks[i].kind {
                ChunkKind::Verb(g) if bare(self.words_of(i), g.main - self.chunks[i].start) => verbs += 1,
                ChunkKind::Other => {}
                _ => return false,
            }
        }
        let opens = |j: &usize| matches!(self.chunks[*j].kind, ChunkKind::Break | ChunkKind::Subordinator);
        let first = (0..start).rev().find(opens).map_or(0, |j| j + 1);
        verbs == 1 && (first..start).all(|j| self.verb(j).is_none())
    }

    /// "he said", "the post notes": a comment between commas.
    fn is_comment(&self, start: usize, end: usize) -> bool {
        end - start <= 4
            && (start..end)
                .any(|i| self.verb(i).is_some_and(|v| self.language().senses.comment.contains(&v.lemma)))
    }

    /// What a relative pronoun refers to: the noun phrase before it.
    pub fn antecedent(&self, relative: usize) -> Subject {
        for j in (0..relative).rev().take(HORIZON) {
            match &self.chunks[j].kind {
                ChunkKind::Noun => {
                    // The phrase just before: "the Fund and the bank, which": the nearest coordination.
                    let mut start = j;
                    while start >= 2
                        && self
                            .preposition(start - 1)
                            .is_some_and(|p| matches!(p, "of" | "from" | "at" | "for" | "in"))
                        && self.is_noun(start - 2)
                        && self.words_of(j).iter().all(|w| w.entities.is_empty())
                        && !matches!(self.head(start - 2), "part" | "seat" | "seats" | "place" | "places")
                    {
                        start -= 2;
                    }
                    // "X was among those that visited Y"
                    let among = start >= 2
                        && self.head(start) == "those"
                        && self.preposition(start - 1) == Some("among");
                    if among && self.verb(start - 2).is_some_and(|g| g.lemma == "be") {
                        return self.subject(start - 2, 0);
                    }
                    // "It was X and Y that visited Z"
                    let cleft = self.words.first().is_some_and(|w| w.is("it"))
                        && self.verb(1).is_some_and(|g| g.lemma == "be")
                        && (2..j).all(|k| !matches!(self.chunks[k].kind, ChunkKind::Verb(_)));
                    // "officers of X and Y, with whom they talked"
                    let whom = self.words_of(relative).iter().any(|w| w.is("whom"))
                        && self.preposition(relative.saturating_sub(1)).is_some();
                    return Subject::Group(if cleft || whom {
                        self.group_ending(j)
                    } else {
                        smallvec![start]
                    });
                }
                ChunkKind::Comma | ChunkKind::Other | ChunkKind::Preposition(_) => {}
                ChunkKind::Break if self.words_of(j).iter().any(|w| w.is(")")) => {}
                _ => return Subject::None,
            }
        }
        Subject::None
    }

    /// The doer of an infinitive: the object of a verb like "ask", else the subject of the verb before it.
    fn controlled(&self, v: usize, depth: usize) -> Subject {
        if self.verb(v).is_some_and(|g| g.passive)
            && let Some(noun) = self.modified(v)
        {
            return Subject::Group(self.group_ending(noun));
        }
        // "pushed for X to go"
        if v > 1 && self.is_noun(v - 1) && self.preposition(v - 2) == Some("for") {
            return Subject::Group(self.group_from(v - 1).0);
        }
        for j in (0..v).rev().take(HORIZON) {
            match &self.chunks[j].kind {
                ChunkKind::Verb(_) if self.falls_to(j).is_some() => {
                    return self.falls_to(j).unwrap_or(Subject::None);
                }
                ChunkKind::Verb(g) => {
                    let object_control = self.language().control.object.contains(&g.lemma);
                    if object_control && g.passive {
                        return self.subject(j, depth + 1);
                    }
                    let helps = g.lemma == "help" && !g.passive && self.verb(v).is_some_and(|i| !i.passive);
                    if helps && (j + 1..v).any(|k| self.is_noun(k)) {
                        return self.with_joined(j, v, depth);
                    }
                    if object_control || self.asks_through(j, v) {
                        let object = (j + 1..v).find(|k| self.is_noun(*k));
                        if let Some(object) = object {
                            return Subject::Group(self.group_from(object).0);
                        }
                    }
                    return self.subject(j, depth + 1);
                }
                ChunkKind::Break => return Subject::None,
                _ => {}
            }
        }
        // "To mark the day, the office held …": the subject that follows.
        self.following_subject(v)
    }

    /// "called on X to go", not "called on X to thank it": whether whom the preposition after the verb at `j` brings in is
    /// asked to do what the infinitive at `v` says.
    pub fn asks_through(&self, j: usize, v: usize) -> bool {
        let control = &self.language().control;
        let (Some(over), Some(group)) = (self.verb(j), self.verb(v)) else { return false };
        let pair = self.preposition(j + 1).map(|p| format!("{} {p}", over.lemma));
        !over.passive
            && self.is_noun(j + 2)
            && pair.is_some_and(|p| control.object_after.contains(&p))
            && !control.errands.contains(&group.lemma)
    }

    /// The noun that "to be given" modifies: the one just before it, commas and adverbs passed over.
    pub fn modified(&self, v: usize) -> Option<usize> {
        let before =
            (0..v).rev().find(|j| !matches!(self.chunks[*j].kind, ChunkKind::Other | ChunkKind::Comma))?;
        self.is_noun(before).then_some(before)
    }

    /// The doer of a participle: before a comma the subject of the clause, after a noun that noun, at the front what follows.
    fn participle_subject(&self, v: usize, depth: usize) -> Subject {
        for j in (0..v).rev().take(HORIZON) {
            match &self.chunks[j].kind {
                ChunkKind::Other => {}
                ChunkKind::Preposition(p) if self.language().prepositions.before_participle.contains(p) => {
                    return match self.previous_verb(j, true) {
                        Some(previous) => self.with_joined(previous, j, depth),
                        None => self.following_subject(v),
                    };
                }
                // "spent two days at X checking its books"
                ChunkKind::Noun if self.spends(j).is_some() => {
                    return self.subject(self.spends(j).unwrap_or(v), depth + 1);
                }
                ChunkKind::Noun if !self.is_time(j) => {
                    // "had its seals and licences checked by X"
                    if let Some(list) = self.listed_object(j) {
                        return Subject::Group(list);
                    }
                    // "an inspection of the window run by X": the window is run.
                    let kept = self.verb(v).is_some_and(|g| {
                        g.passive
                            && matches!(
                                g.lemma.as_str(),
                                "run" | "operate" | "keep" | "staff" | "man" | "maintain"
                            )
                    });
                    if kept && self.language().nouns.premises.contains(self.head(j)) {
                        return Subject::Group(std::iter::once(j).collect());
                    }
                    // "clerks from nine colleges visiting X", "X having deregistered it"
                    return Subject::Group(self.group_ending(j));
                }
                ChunkKind::Noun => {}
                // "held a seminar, given by X": what the participle with "by" is said of stands before the comma.
                ChunkKind::Comma
                    if j > 0
                        && self.is_noun(j - 1)
                        && self.verb(v).is_some_and(|g| g.passive)
                        && self.preposition(v + 1) == Some("by")
                        && !self
                            .verb(v)
                            .is_some_and(|g| matches!(g.lemma.as_str(), "join" | "accompany"))
                        && self.words_of(j - 1).iter().all(|w| w.entities.is_empty()) =>
                {
                    if let Some(previous) = self.previous_verb(j, true).filter(|p| self.takes_place(*p)) {
                        return self.subject(previous, depth + 1);
                    }
                    return Subject::Group(self.group_ending(j - 1));
                }
                ChunkKind::Comma | ChunkKind::And | ChunkKind::Subordinator => {
                    if let Some(previous) = self.previous_verb(j, true) {
                        return self.subject(previous, depth + 1);
                    }
                    // "X, thanking Y for its help, left"
                    if matches!(self.chunks[j].kind, ChunkKind::Comma)
                        && j > 0
                        && self.is_noun(j - 1)
                        && !self.is_time(j - 1)
                        && !self.fronted(j - 1)
                    {
                        return Subject::Group(self.group_ending(j - 1));
                    }
                    if let (ChunkKind::And, Some(other)) =
                        (&self.chunks[j].kind, (0..j).rev().find(|k| self.verb(*k).is_some()))
                    {
                        return self.subject(other, depth + 1);
                    }
                    return self.following_subject(v);
                }
                ChunkKind::Verb(_) => return self.subject(j, depth + 1),
                _ => break,
            }
        }
        self.following_subject(v)
    }

    /// "A forum took place in Wuhan, chaired by X", "was held in May, opened by X": whether a verb has no object.
    fn takes_place(&self, v: usize) -> bool {
        self.verb(v).is_some_and(|g| {
            g.passive
                || g.lemma == "take" && self.head(v + 1) == "place"
                || matches!(
                    g.lemma.as_str(),
                    "meet" | "follow" | "end" | "begin" | "open" | "happen" | "occur"
                ) && !self.is_noun(v + 1)
        })
    }

    /// Whether a noun phrase stands at the front after a preposition: "At the fair, handing out …".
    fn fronted(&self, noun: usize) -> bool {
        let mut start = noun;
        while start >= 2 && self.preposition(start - 1).is_some() && self.is_noun(start - 2) {
            start -= 2;
        }
        start > 0
            && self.preposition(start - 1).is_some()
            && (start == 1 || matches!(self.kind(start - 2), Some(ChunkKind::Comma | ChunkKind::Break)))
    }

    /// "joined X in inspecting Y": both inspect; of other verbs the subject alone does what the gerund after `to` says.
    pub fn with_joined(&self, verb: usize, to: usize, depth: usize) -> Subject {
        let subject = self.subject(verb, depth + 1);
        let joins = self.verb(verb).is_some_and(|g| {
            !g.passive && matches!(g.lemma.as_str(), "join" | "accompany" | "assist" | "help")
        });
        match (subject, (verb + 1..to).find(|k| self.is_noun(*k) && !self.is_time(*k))) {
            (Subject::Group(mut group), Some(object)) if joins => {
                group.extend(self.group_from(object).0);
                Subject::Group(group)
            }
            (subject, _) => subject,
        }
    }

    /// The whole list of objects of "had", where chunk `noun` ends it.
    fn listed_object(&self, noun: usize) -> Option<Group> {
        let verb = (0..noun).rev().take(12).find(|k| self.verb(*k).is_some())?;
        let has = self.verb(verb).is_some_and(|g| matches!(g.lemma.as_str(), "have" | "get" | "see"));
        let (group, _) = self.group_from((verb + 1..=noun).find(|k| self.is_noun(*k))?);
        (has && group.len() > 1 && group.contains(&noun)).then_some(group)
    }

    /// The verb of "spent two days at X" where chunk `noun` ends such a phrase.
    fn spends(&self, noun: usize) -> Option<usize> {
        let verb = (0..noun).rev().take(6).find(|k| self.verb(*k).is_some())?;
        let spends = self.verb(verb).is_some_and(|g| matches!(g.lemma.as_str(), "spend" | "pass" | "take"));
        (spends && self.is_time(verb + 1)).then_some(verb)
    }

    /// The subject of the first finite verb after chunk `v`: "Accompanied by X, Y visited Z".
    fn following_subject(&self, v: usize) -> Subject {
        let finite = |j: &usize| self.verb(*j).is_some_and(|g| g.form == Form::Finite);
        let next = (v + 1..self.chunks.len()).take(HORIZON).find(finite);
        if let Some(doer) = next.and_then(|j| self.after_front_gerund(j)) {
            return Subject::Group(self.group_from(doer).0);
        }
        // "Told to have a seal cut, X promised": what stands before the comma is the participle’s own.
        let front = v == 0 || matches!(self.chunks[v - 1].kind, ChunkKind::Break);
        let comma = (v + 1..self.chunks.len())
            .take(HORIZON)
            .find(|c| matches!(self.chunks[*c].kind, ChunkKind::Comma | ChunkKind::Break));
        let own = comma.filter(|_| front).map_or(v, |c| c);
        for j in (v + 1..self.chunks.len()).take(HORIZON) {
            if j < own && !matches!(self.chunks[j].kind, ChunkKind::Break) {
                continue;
            }
            match &self.chunks[j].kind {
                ChunkKind::Verb(g) if g.form == Form::Finite => {
                    let mut k = j;
                    while k > v + 1 {
                        k -= 1;
                        if self.is_noun(k) && !self.is_time(k) {
                            // "Having thanked X, Y and Z left": X belongs to the participle.
                            let comma = (v + 1..k).find(|c| matches!(self.chunks[*c].kind, ChunkKind::Comma));
                            let from = comma.unwrap_or(v);
                            let group = self.group_ending(k);
                            if comma.is_none() {
                                return Subject::Group(group);
                            }
                            let hangs = |c: usize| {
                                let before = self.preposition(c - 1);
                                before.is_some_and(|p| self.language().prepositions.complement.contains(p))
                            };
                            let heads = (from + 1..=k).filter(|c| self.is_noun(*c) && !hangs(*c));
                            return Subject::Group(heads.collect());
                        }
                        if matches!(self.chunks[k].kind, ChunkKind::Comma) {
                            break;
                        }
                    }
                    return Subject::None;
                }
                ChunkKind::Break => return Subject::None,
                _ => {}
            }
        }
        Subject::None
    }
}
