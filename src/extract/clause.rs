//! Who does what: subjects, objects and complements of verb groups, over chunks.

use super::chunk::{Chunk, ChunkKind, Form, VerbGroup};
use super::reduce::{Tag, Word};

/// A sentence analysed.
#[derive(Debug, Clone)]
pub(crate) struct Analysis {
    pub words: Vec<Word>,
    pub chunks: Vec<Chunk>,
}

/// Noun chunks that stand together: "A, B and C", by index.
pub(crate) type Group = Vec<usize>;

/// The doer of a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Subject {
    Group(Group),
    /// None in the sentence.
    None,
}

impl Analysis {
    /// The verb group of a chunk.
    pub fn verb(&self, i: usize) -> Option<&VerbGroup> {
        match &self.chunks.get(i)?.kind {
            ChunkKind::Verb(group) => Some(group),
            _ => None,
        }
    }

    /// Whether a chunk is a noun phrase.
    pub fn is_noun(&self, i: usize) -> bool {
        self.chunks.get(i).is_some_and(|c| c.kind == ChunkKind::Noun)
    }

    /// The preposition of a chunk.
    pub fn preposition(&self, i: usize) -> Option<&str> {
        match &self.chunks.get(i)?.kind {
            ChunkKind::Preposition(p) => Some(p),
            _ => None,
        }
    }

    fn kind(&self, i: usize) -> Option<&ChunkKind> {
        self.chunks.get(i).map(|c| &c.kind)
    }

    /// The words of a chunk.
    pub fn words_of(&self, i: usize) -> &[Word] {
        self.chunks.get(i).and_then(|c| self.words.get(c.start..c.end)).unwrap_or(&[])
    }

    /// The last noun of a noun chunk, in small letters.
    pub fn head(&self, i: usize) -> &str {
        self.words_of(i)
            .iter()
            .rev()
            .find(|w| !matches!(w.tag, Tag::Genitive | Tag::Quote))
            .map_or("", |w| w.text.as_str())
    }

    /// Whether a chunk is a time: "August 30", "this morning", "last week", "Monday".
    pub fn is_time(&self, i: usize) -> bool {
        let words = self.words_of(i);
        self.is_noun(i)
            && words.iter().all(|w| w.entities.is_empty())
            && words.iter().any(|w| super::date::is_time_word(&w.text))
            && words.iter().all(|w| {
                super::date::is_time_word(&w.text)
                    || matches!(w.tag, Tag::Determiner | Tag::Number | Tag::Genitive)
                    || matches!(
                        w.text.as_str(),
                        "last"
                            | "next"
                            | "late"
                            | "early"
                            | "mid"
                            | "past"
                            | "same"
                            | "following"
                            | "previous"
                            | "this"
                            | "that"
                            | "few"
                    )
            })
    }

    /// A noun chunk with the chunks that hang on it by "of", "from", "at", "for" …: the last chunk of it.
    pub fn noun_phrase_end(&self, i: usize) -> usize {
        let mut end = i;
        while let (Some(p), true) = (self.preposition(end + 1), self.is_noun(end + 2)) {
            if !matches!(
                p,
                "of" | "from"
                    | "at"
                    | "for"
                    | "in"
                    | "on"
                    | "under"
                    | "with"
                    | "within"
                    | "about"
                    | "between"
                    | "among"
                    | "near"
            ) || self.is_time(end + 2)
            {
                break;
            }
            end += 2;
        }
        end
    }

    /// All noun chunks coordinated from `i` on ("A, B, and C", "A as well as B"), heads only, and the chunk after the
    /// last of them.
    pub fn group_from(&self, i: usize) -> (Group, usize) {
        let mut group = vec![i];
        let mut end = self.noun_phrase_end(i);
        loop {
            let mut next = end + 1;
            let mut joined = false;
            let mut comma = false;
            let mut conjunction = false;
            while let Some(kind) = self.kind(next) {
                match kind {
                    ChunkKind::Comma if !comma => {
                        comma = true;
                        joined = true;
                    }
                    ChunkKind::And if !conjunction => {
                        conjunction = true;
                        joined = true;
                    }
                    ChunkKind::Preposition(p)
                        if matches!(
                            p.as_str(),
                            "as well as"
                                | "together with"
                                | "along with"
                                | "including"
                                | "in addition to"
                                | "such as"
                                | "plus"
                        ) =>
                    {
                        conjunction = true;
                        joined = true;
                    }
                    // "of A and of B"
                    ChunkKind::Preposition(p)
                        if conjunction
                            && matches!(p.as_str(), "of" | "from" | "to" | "at" | "for" | "with")
                            && self.is_noun(next + 1) => {}
                    ChunkKind::Other
                        if joined
                            && self
                                .words_of(next)
                                .iter()
                                .all(|w| matches!(w.tag, Tag::Adverb | Tag::Quote)) => {}
                    _ => break,
                }
                next += 1;
            }
            if !joined || !self.is_noun(next) || self.is_time(next) {
                break;
            }
            // After a comma alone the next item must be part of a list that goes on, or an apposition.
            let next_end = self.noun_phrase_end(next);
            if comma && !conjunction && !self.list_goes_on(next_end) {
                break;
            }
            // "A visited B, and C thanked D": what follows is the subject of its own verb.
            if conjunction && self.starts_clause(next, next_end) && (comma || self.verb_before(i)) {
                break;
            }
            group.push(next);
            end = next_end;
        }
        (group, end + 1)
    }

    /// Whether a list goes on with "and" after this chunk before anything else but items.
    fn list_goes_on(&self, end: usize) -> bool {
        let mut i = end + 1;
        while let Some(kind) = self.kind(i) {
            match kind {
                ChunkKind::Comma | ChunkKind::Noun => i += 1,
                ChunkKind::Preposition(p)
                    if matches!(p.as_str(), "of" | "from" | "at" | "for" | "in" | "under") =>
                {
                    i += 1
                }
                ChunkKind::Preposition(p) if p == "as well as" => return true,
                ChunkKind::And => {
                    return self.is_noun(i + 1)
                        || self
                            .kind(i + 1)
                            .is_some_and(|k| matches!(k, ChunkKind::Other | ChunkKind::Preposition(_)));
                }
                _ => return false,
            }
        }
        false
    }

    /// Whether the noun phrase is the subject of a finite verb right after it.
    fn starts_clause(&self, _start: usize, end: usize) -> bool {
        let mut i = end + 1;
        while matches!(self.kind(i), Some(ChunkKind::Other)) {
            i += 1;
        }
        self.verb(i).is_some_and(|v| v.form == Form::Finite)
    }

    fn verb_before(&self, i: usize) -> bool {
        (0..i)
            .rev()
            .take_while(|j| !matches!(self.kind(*j), Some(ChunkKind::Break)))
            .any(|j| self.verb(j).is_some())
    }

    /// The subject of the verb group at chunk `v`, through conjunction, relative clauses, control and participles.
    pub fn subject(&self, v: usize, depth: usize) -> Subject {
        let Some(group) = self.verb(v).filter(|_| depth < 8) else { return Subject::None };
        match group.form {
            Form::Infinitive => return self.controlled(v, depth),
            Form::Gerund | Form::Participle => return self.participle_subject(v, depth),
            Form::Finite => {}
        }
        let mut i = v;
        loop {
            if i == 0 {
                return Subject::None;
            }
            i -= 1;
            match &self.chunks[i].kind {
                ChunkKind::Other => {}
                ChunkKind::Noun if self.is_time(i) => {}
                ChunkKind::Noun => return Subject::Group(self.group_ending(i)),
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
                ChunkKind::Break => {
                    return if self.insertion_start(i).is_some() { continue } else { Subject::None };
                }
            }
        }
    }

    /// The verb that "and" joins to: its subject is shared.
    fn conjoined(&self, and: usize, depth: usize) -> Subject {
        match self.previous_verb(and, true) {
            Some(previous) => self.subject(previous, depth + 1),
            None => Subject::None,
        }
    }

    /// The nearest finite verb before chunk `i` that is not inside a relative clause between commas.
    fn previous_verb(&self, i: usize, any: bool) -> Option<usize> {
        let mut j = i;
        let mut fallback = None;
        while j > 0 {
            j -= 1;
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
        for j in (0..v).rev() {
            match &self.chunks[j].kind {
                ChunkKind::Relative | ChunkKind::Subordinator => return true,
                ChunkKind::Verb(g) if g.form == Form::Finite => return false,
                ChunkKind::Break => return false,
                _ => {}
            }
        }
        false
    }

    /// The whole coordination that ends with the noun at `i`, its head chunks first to last; complements ("the head *of
    /// X*") give way to their heads.
    pub fn group_ending(&self, i: usize) -> Group {
        // Walk to the start of the noun phrase and of the coordination.
        let mut start = i;
        while let Some(before) = start.checked_sub(1) {
            match &self.chunks[before].kind {
                ChunkKind::Preposition(p)
                    if before > 0
                        && self.is_noun(before - 1)
                        && !self.is_time(before - 1)
                        && matches!(
                            p.as_str(),
                            "of" | "from"
                                | "at"
                                | "for"
                                | "in"
                                | "under"
                                | "with"
                                | "within"
                                | "about"
                                | "on"
                                | "between"
                                | "among"
                                | "near"
                        ) =>
                {
                    start = before - 1
                }
                ChunkKind::Preposition(p)
                    if before > 0
                        && self.is_noun(before - 1)
                        && matches!(
                            p.as_str(),
                            "as well as" | "together with" | "along with" | "including"
                        ) =>
                {
                    start = before - 1
                }
                ChunkKind::Preposition(p)
                    if before > 1
                        && matches!(self.kind(before - 1), Some(ChunkKind::Comma | ChunkKind::And))
                        && self.is_noun(before - 2)
                        && matches!(
                            p.as_str(),
                            "as well as" | "together with" | "along with" | "of" | "from"
                        ) =>
                {
                    start = before - 2
                }
                ChunkKind::And
                    if before > 0 && self.is_noun(before - 1) && !self.verb_governs(before - 1) =>
                {
                    start = before - 1
                }
                ChunkKind::And
                    if before > 1
                        && matches!(self.kind(before - 1), Some(ChunkKind::Comma))
                        && self.is_noun(before - 2)
                        && !self.verb_governs(before - 2) =>
                {
                    start = before - 2
                }
                ChunkKind::Comma
                    if before > 0
                        && self.is_noun(before - 1)
                        && !self.is_time(before - 1)
                        && start > 0
                        && self.in_list(before)
                        && !self.preposition_before(before - 1) =>
                {
                    start = before - 1
                }
                ChunkKind::Other if self.words_of(before).iter().all(|w| w.tag == Tag::Quote) => {
                    start = before
                }
                _ => break,
            }
        }
        while !self.is_noun(start) && start < i {
            start += 1;
        }
        let (group, _) = self.group_from(start);
        group
    }

    /// Whether a noun is the object of a verb before it, so that "and" after it begins a clause.
    fn verb_governs(&self, noun: usize) -> bool {
        let mut j = noun;
        while j > 0 {
            j -= 1;
            match &self.chunks[j].kind {
                ChunkKind::Verb(_) => return true,
                ChunkKind::Preposition(_) | ChunkKind::Noun | ChunkKind::Other => {}
                _ => return false,
            }
        }
        false
    }

    fn preposition_before(&self, noun: usize) -> bool {
        noun > 0
            && matches!(self.kind(noun - 1), Some(ChunkKind::Preposition(p)) if matches!(p.as_str(), "in" | "on" | "at" | "after" | "during" | "since"))
    }

    /// Whether a comma stands in a list that goes on to "and".
    fn in_list(&self, comma: usize) -> bool {
        self.is_noun(comma + 1) && self.list_goes_on(self.noun_phrase_end(comma + 1))
            || matches!(self.kind(comma + 1), Some(ChunkKind::And))
    }

    /// Where an insertion that ends at the comma `end` begins (the comma before it), if it is one: a relative clause, an
    /// apposition, "for its part", "meanwhile".
    fn insertion_start(&self, end: usize) -> Option<usize> {
        let mut j = end;
        let mut finite = 0;
        let mut relative = false;
        while j > 0 {
            j -= 1;
            match &self.chunks[j].kind {
                ChunkKind::Comma | ChunkKind::Break => {
                    let subject_before = j > 0 && self.is_noun(j - 1);
                    let plain = finite == 0 || relative || self.is_comment(j + 1, end);
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
                _ => {}
            }
        }
        None
    }

    /// "he said", "the post notes": a comment between commas.
    fn is_comment(&self, start: usize, end: usize) -> bool {
        end - start <= 4
            && (start..end).any(|i| {
                self.verb(i).is_some_and(|v| {
                    matches!(
                        v.lemma.as_str(),
                        "say" | "note" | "add" | "report" | "hear" | "believe" | "write"
                    )
                })
            })
    }

    /// What a relative pronoun refers to: the noun phrase before it.
    fn antecedent(&self, relative: usize) -> Subject {
        let mut j = relative;
        while j > 0 {
            j -= 1;
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
                    {
                        start -= 2;
                    }
                    return Subject::Group(vec![start]);
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
        let mut j = v;
        while j > 0 {
            j -= 1;
            match &self.chunks[j].kind {
                ChunkKind::Verb(g) => {
                    let object_control = matches!(
                        g.lemma.as_str(),
                        "ask"
                            | "tell"
                            | "urge"
                            | "require"
                            | "instruct"
                            | "request"
                            | "order"
                            | "advise"
                            | "invite"
                            | "encourage"
                            | "remind"
                            | "help"
                            | "allow"
                            | "enable"
                            | "permit"
                            | "teach"
                            | "direct"
                            | "entrust"
                            | "expect"
                            | "want"
                            | "persuade"
                            | "warn"
                            | "lead"
                            | "hear"
                            | "see"
                            | "watch"
                            | "let"
                            | "have"
                    );
                    if object_control && g.passive {
                        return self.subject(j, depth + 1);
                    }
                    if object_control {
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

    /// The noun that "to be given" modifies: the one just before it, commas and adverbs passed over.
    pub fn modified(&self, v: usize) -> Option<usize> {
        let before =
            (0..v).rev().find(|j| !matches!(self.chunks[*j].kind, ChunkKind::Other | ChunkKind::Comma))?;
        self.is_noun(before).then_some(before)
    }

    /// The doer of a participle: before a comma the subject of the clause, after a noun that noun, at the front what follows.
    fn participle_subject(&self, v: usize, depth: usize) -> Subject {
        let mut j = v;
        while j > 0 {
            j -= 1;
            match &self.chunks[j].kind {
                ChunkKind::Other => {}
                ChunkKind::Preposition(p)
                    if matches!(
                        p.as_str(),
                        "by" | "after"
                            | "before"
                            | "without"
                            | "in"
                            | "on"
                            | "of"
                            | "for"
                            | "through"
                            | "with"
                            | "while"
                            | "since"
                            | "instead of"
                    ) =>
                {
                    return match self.previous_verb(j, true) {
                        Some(previous) => self.subject(previous, depth + 1),
                        None => self.following_subject(v),
                    };
                }
                ChunkKind::Noun if !self.is_time(j) => {
                    // "clerks from nine colleges visiting X", "X having deregistered it"
                    return Subject::Group(self.group_ending(j));
                }
                ChunkKind::Noun => {}
                ChunkKind::Comma | ChunkKind::And | ChunkKind::Subordinator => {
                    if let Some(previous) = self.previous_verb(j, true) {
                        return self.subject(previous, depth + 1);
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

    /// The subject of the first finite verb after chunk `v`: "Accompanied by X, Y visited Z".
    fn following_subject(&self, v: usize) -> Subject {
        for j in v + 1..self.chunks.len() {
            match &self.chunks[j].kind {
                ChunkKind::Verb(g) if g.form == Form::Finite => {
                    let mut k = j;
                    while k > v + 1 {
                        k -= 1;
                        if self.is_noun(k) && !self.is_time(k) {
                            return Subject::Group(self.group_ending(k));
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

    /// Where the reach of a verb's complements ends: the next finite clause, a conjunction before a verb, a break.
    pub fn reach(&self, v: usize) -> usize {
        let mut i = v + 1;
        while i < self.chunks.len() {
            match &self.chunks[i].kind {
                ChunkKind::Break => return i,
                ChunkKind::Subordinator => return i,
                ChunkKind::Relative => {
                    return i;
                }
                ChunkKind::Verb(g) => {
                    if g.form == Form::Participle
                        || g.form == Form::Gerund && !matches!(self.kind(i - 1), Some(ChunkKind::Comma))
                    {
                        i += 1;
                        continue;
                    }
                    // A finite verb: its subject is not ours. Back to before it.
                    let mut k = i;
                    if g.form == Form::Finite {
                        while k > v + 1
                            && !matches!(self.chunks[k - 1].kind, ChunkKind::Comma | ChunkKind::And)
                        {
                            k -= 1;
                        }
                        if k <= v + 1 {
                            return i;
                        }
                        return k - 1;
                    }
                    return i;
                }
                ChunkKind::And => {
                    let mut next = i + 1;
                    while matches!(self.kind(next), Some(ChunkKind::Other)) {
                        next += 1;
                    }
                    if self.verb(next).is_some() {
                        return i;
                    }
                }
                _ => {}
            }
            i += 1;
        }
        self.chunks.len()
    }
}
