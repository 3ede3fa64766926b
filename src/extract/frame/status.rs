//! Whether what a verb tells happened, is planned, or is only asked for, denied or doubted.

use super::Matcher;
use crate::extract::chunk::{ChunkKind, Form, VerbGroup};
use crate::extract::clause::{HORIZON, Subject};
use crate::extract::tag::Tag;
use crate::record::Modality;

/// How a verb's event stands to the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Told(Modality),
    No,
}

impl Matcher<'_> {
    /// Whether a verb's event happened, is planned, or is none.
    pub(super) fn status(&self, v: usize, depth: usize) -> Status {
        let analysis = self.analysis;
        let Some(group) = analysis.verb(v).filter(|_| depth < 6) else { return Status::No };
        if group.negated || group.modal {
            return Status::No;
        }
        let words = analysis.words_of(v);
        let main = group.main - analysis.chunks[v].start;
        if words.iter().any(|w| w.is("no")) || self.is_almost(&words[..main]) || self.is_denied_of_all(v) {
            return Status::No;
        }
        // "Nobody visited", "none of them came"
        if group.form == Form::Finite
            && let crate::extract::clause::Subject::Group(subject) = analysis.subject(v, 0)
            && subject.first().is_some_and(|s| {
                analysis.words_of(*s).first().is_some_and(|w| {
                    matches!(w.text.as_str(), "nobody" | "none" | "neither" | "no" | "nothing")
                })
            })
        {
            return Status::No;
        }
        if group.form == Form::Infinitive {
            return self.infinitive_status(v, depth);
        }
        if self.is_unreal(v) || matches!(group.form, Form::Gerund | Form::Participle) && self.is_dropped(v) {
            return Status::No;
        }
        if group.form == Form::Gerund {
            if let Some(p) = (0..v).rev().take(2).find_map(|j| analysis.preposition(j))
                && matches!(p, "without" | "instead of" | "before" | "for" | "rather than" | "against")
            {
                return Status::No;
            }
            // "the idea of opening an office"
            if v > 1
                && analysis.preposition(v - 1) == Some("of")
                && self.lexicon.language.nouns.ideas.contains(analysis.head(v - 2))
            {
                return Status::No;
            }
            // "stopped handing out leaflets"
            let ceased = v
                .checked_sub(1)
                .and_then(|j| analysis.verb(j))
                .is_some_and(|g| matches!(g.lemma.as_str(), "stop" | "cease" | "quit" | "avoid"));
            if ceased {
                return Status::No;
            }
            if let Some(infinitive) = self.infinitive_over(v) {
                return self.status(infinitive, depth + 1);
            }
        }
        if self.is_of_what_is_to_come(v) {
            return Status::Told(Modality::Planned);
        }
        if group.future && self.is_promised_after(v) {
            return Status::No;
        }
        // The nearest chunk that governs the verb decides.
        let mut governed = None;
        for j in (0..v).rev().take(HORIZON) {
            let after_and = || matches!(analysis.chunks[v - 1].kind, ChunkKind::And) && self.bare_base(v);
            match &analysis.chunks[j].kind {
                // "explained how to file and advised X": beside the verb that "how" hangs on.
                ChunkKind::Subordinator
                    if matches!(analysis.chunks[v - 1].kind, ChunkKind::And)
                        && analysis.verb(j + 1).is_some_and(|g| g.form == Form::Infinitive) =>
                {
                    continue;
                }
                ChunkKind::Subordinator => governed = self.under_subordinator(v, group, j),
                // "did not say whom it thanked"
                ChunkKind::Relative
                    if j > 0
                        && analysis.verb(j - 1).is_some_and(|g| g.form != Form::Participle)
                        && analysis
                            .words_of(j)
                            .iter()
                            .any(|w| w.is("whom") || w.is("who") || w.is("which")) =>
                {
                    governed = Some(Status::No);
                }
                ChunkKind::Relative if analysis.words_of(j).iter().any(|w| w.is("that")) => {
                    governed = self.is_only_wished(j).then_some(Status::No);
                }
                ChunkKind::Verb(g) if g.form == Form::Finite => {
                    governed = self.under_speech(v, group, j, g);
                    // "will visit X and meet Y": the auxiliary is shared.
                    if governed.is_none() && group.form == Form::Finite && after_and() {
                        return self.status(j, depth + 1);
                    }
                }
                ChunkKind::Verb(g) if g.form == Form::Infinitive && after_and() => {
                    return self.status(j, depth + 1);
                }
                ChunkKind::Break => {}
                _ => continue,
            }
            break;
        }
        let planned = group.future || self.rumour;
        governed.unwrap_or(Status::Told(if planned { Modality::Planned } else { Modality::Occurred }))
    }

    /// "almost signed", "nearly visited": the words before a verb.
    fn is_almost(&self, before: &[crate::extract::reduce::Word]) -> bool {
        before.iter().any(|w| self.lexicon.language.words.failing_by_little.contains(w.text.as_str()))
    }

    /// "thanked neither X nor Y", "visited none of them", "gave books to neither X nor Y".
    fn is_denied_of_all(&self, v: usize) -> bool {
        let analysis = self.analysis;
        (v + 1..analysis.chunks.len())
            .take_while(|c| analysis.is_noun(*c) || analysis.preposition(*c).is_some())
            .take(4)
            .filter(|c| analysis.is_noun(*c))
            .any(|c| {
                analysis
                    .words_of(c)
                    .first()
                    .is_some_and(|w| matches!(w.text.as_str(), "neither" | "none" | "nobody"))
            })
    }

    /// "It would visit X, Y said", "“We will visit X,” said Y": a promise, and no more.
    fn is_promised_after(&self, v: usize) -> bool {
        let analysis = self.analysis;
        let Subject::Group(group) = analysis.subject(v, 0) else { return false };
        let own = |c: &usize| matches!(analysis.words_of(*c), [w] if matches!(w.text.as_str(), "it" | "they" | "we" | "i"));
        group.iter().all(own)
            && (v + 1..analysis.chunks.len())
                .filter(|j| analysis.verb(*j).is_some())
                .any(|j| analysis.clause_said_before(j).is_some_and(|(start, end)| start <= v && v < end))
    }

    /// "Had X inspected Y, it would", "X would welcome advice": told as what might have been, unless somebody says so.
    fn is_unreal(&self, v: usize) -> bool {
        let analysis = self.analysis;
        let first = analysis.words_of(0).first();
        let inverted = first.is_some_and(|w| matches!(w.text.as_str(), "had" | "were" | "should"))
            && analysis.verb(0).is_some()
            && !analysis.chunks[..v].iter().any(|c| c.kind == ChunkKind::Comma);
        let language = &self.lexicon.language;
        let says = |g: &VerbGroup| {
            language.control.reporting.contains(&g.lemma)
                || language.control.blocked.contains(&g.lemma)
                || language.senses.wishing.contains(&g.lemma)
                || language.senses.quoting.contains(&g.lemma)
        };
        let wants = analysis.words_of(v).iter().any(|w| w.is("like") || w.is("love"))
            || analysis.verb(v).is_some_and(|g| matches!(g.lemma.as_str(), "love" | "prefer"));
        let would = !wants
            && analysis.words_of(v).iter().any(|w| w.is("would"))
            && !(0..analysis.chunks.len()).any(|c| c != v && analysis.verb(c).is_some_and(says));
        inverted || would
    }

    /// "denied having visited", "was prevented from visiting", "thought better of visiting".
    fn is_dropped(&self, v: usize) -> bool {
        let analysis = self.analysis;
        let Some(before) = (0..v).rev().take(5).find(|j| analysis.verb(*j).is_some()) else { return false };
        let Some(over) = analysis.verb(before) else { return false };
        let between = analysis.words.get(over.main + 1..analysis.chunks[v].start).unwrap_or(&[]);
        self.lexicon.language.senses.unreal.iter().any(|unreal| {
            let mut parts = unreal.split(' ');
            parts.next() == Some(over.lemma.as_str())
                && parts.eq(between.iter().filter(|w| w.entities.is_empty()).map(|w| w.text.as_str()))
        })
    }

    /// "A course run by X and Y is to follow", "a fair held jointly by X and Y is scheduled to open".
    fn is_of_what_is_to_come(&self, v: usize) -> bool {
        let analysis = self.analysis;
        let holds = analysis.verb(v).is_some_and(|g| {
            g.form == Form::Participle
                && g.passive
                && !matches!(g.lemma.as_str(), "give" | "open")
                && self.lexicon.language.senses.holding.contains(&g.lemma)
        });
        let Some(noun) = analysis.modified(v).filter(|_| holds) else { return false };
        let next = (v + 1..analysis.chunks.len())
            .take(HORIZON)
            .find(|j| analysis.verb(*j).is_some_and(|g| g.form == Form::Finite));
        let Some(next) = next else { return false };
        let of_it = matches!(analysis.subject(next, 0), Subject::Group(group) if group.contains(&noun));
        let ahead =
            |g: &VerbGroup| g.future || g.passive && self.lexicon.language.control.planned.contains(&g.lemma);
        of_it && analysis.verb(next).is_some_and(ahead)
    }

    /// The infinitive that a gerund goes on, if the verb before it in its part of the sentence is one.
    fn infinitive_over(&self, v: usize) -> Option<usize> {
        let form = |j: usize| self.analysis.verb(j).map(|g| g.form);
        let before = |j: &usize| matches!(form(*j), Some(Form::Infinitive | Form::Finite));
        let verb = (0..v).rev().take(HORIZON).find(before)?;
        let comma = self.analysis.chunks[verb..v].iter().any(|c| c.kind == ChunkKind::Comma);
        (form(verb) == Some(Form::Infinitive) && !comma).then_some(verb)
    }

    /// "if", "unless", "whether" it happens; "before" it happens.
    fn under_subordinator(&self, v: usize, group: &VerbGroup, j: usize) -> Option<Status> {
        let word = self.analysis.words_of(j).first().map_or("", |w| w.text.as_str());
        let ahead = word == "before" && !group.future && group.form == Form::Finite && self.is_present(v);
        (ahead || self.lexicon.language.words.hypothetical.contains(word)).then_some(Status::No)
    }

    /// Whether the clause that the "that" of chunk `j` begins is only hoped for, asked or promised: "the wish that",
    /// "suggested that", "told X that".
    fn is_only_wished(&self, j: usize) -> bool {
        let analysis = self.analysis;
        let language = &self.lexicon.language;
        let Some(matrix) = (0..j).rev().take(HORIZON).find_map(|k| analysis.verb(k)) else { return false };
        let lemma = matrix.lemma.as_str();
        // "It is not true that"
        if lemma == "be" && matrix.negated {
            return true;
        }
        let wishes = language.control.blocked.contains(lemma) || language.senses.wishing.contains(lemma);
        if j > 0 && analysis.is_noun(j - 1) {
            return language.nouns.wishes.contains(analysis.head(j - 1))
                || wishes && matches!(lemma, "tell" | "ask" | "assure" | "remind" | "inform");
        }
        wishes
    }

    /// "hopes X will hold", "said it would visit": a clause without "that", under the finite verb of chunk `j`.
    fn under_speech(&self, v: usize, group: &VerbGroup, j: usize, over: &VerbGroup) -> Option<Status> {
        let direct = !self.analysis.chunks[j..v].iter().any(|c| {
            matches!(
                c.kind,
                ChunkKind::Comma
                    | ChunkKind::And
                    | ChunkKind::Relative
                    | ChunkKind::Subordinator
                    | ChunkKind::Break
            )
        });
        if !(direct && group.future) {
            return None;
        }
        // "said it would visit X": a promise, and no more.
        let own = matches!(self.analysis.subject(v, 0), Subject::Group(ref group)
            if group.iter().all(|c| matches!(self.analysis.words_of(*c), [w] if w.tag == Tag::Pronoun)));
        match over.lemma.as_str() {
            "say" | "state" if !own => Some(Status::Told(Modality::Planned)),
            "say" | "state" => Some(Status::No),
            "hope" | "suggest" | "indicate" => Some(Status::No),
            lemma => self.lexicon.language.control.blocked.contains(lemma).then_some(Status::No),
        }
    }

    /// Whether a finite verb without auxiliary stands in the present tense.
    pub(super) fn is_present(&self, v: usize) -> bool {
        let Some(group) = self.analysis.verb(v) else { return false };
        // "saw X open an office", "helped it give out leaflets"
        if v >= 2
            && self.analysis.is_noun(v - 1)
            && (0..v - 1).rev().take(6).find_map(|j| self.analysis.verb(j)).is_some_and(|g| {
                matches!(g.lemma.as_str(), "see" | "watch" | "hear" | "help" | "let" | "have" | "make")
            })
            && self.bare_base(v)
        {
            return false;
        }
        let words = self.analysis.words_of(v);
        if words.iter().any(|w| w.tag == Tag::Auxiliary) {
            return !words.iter().any(|w| {
                matches!(w.text.as_str(), "had" | "has" | "have" | "was" | "were" | "been" | "did")
            });
        }
        let word = &self.analysis.words[group.main].text;
        let forms = self.lexicon.language.verbs.get(word).map(|f| f.forms).unwrap_or_default();
        !forms.past && !forms.participle
    }

    pub(super) fn bare_base(&self, v: usize) -> bool {
        let Some(group) = self.analysis.verb(v) else { return false };
        let words = self.analysis.words_of(v);
        words.iter().all(|w| w.tag != Tag::Auxiliary)
            && self
                .lexicon
                .language
                .verbs
                .get(&self.analysis.words[group.main].text)
                .is_some_and(|f| f.forms.base && !f.forms.past)
    }

    /// Whether a phrase says the place in an order: "the tenth foreign NGO", "the latest".
    fn ranks(&self, noun: usize) -> bool {
        self.analysis.words_of(noun).iter().any(|w| {
            matches!(w.text.as_str(), "first" | "second" | "third" | "last" | "latest" | "only")
                || w.text.len() > 4
                    && w.text.ends_with("th")
                    && !matches!(w.text.as_str(), "month" | "health" | "both" | "youth" | "north" | "south")
        })
    }

    fn infinitive_status(&self, v: usize, depth: usize) -> Status {
        let analysis = self.analysis;
        let control = &self.lexicon.language.control;
        // "decided not to visit", "was too busy to visit"
        let first = analysis.chunks[v].start;
        let words = &analysis.words[first.saturating_sub(4)..first];
        if words.last().is_some_and(|w| w.tag == Tag::Negation)
            || words.iter().rev().take_while(|w| w.tag != Tag::Comma).any(|w| w.is("too"))
        {
            return Status::No;
        }
        if v > 0
            && matches!(analysis.head(v - 1), "due" | "poised" | "ready" | "slated" | "scheduled" | "about")
        {
            return Status::Told(Modality::Planned);
        }
        // "was unable to visit"
        if v > 0 && self.lexicon.language.nouns.open.contains(analysis.head(v - 1)) {
            return Status::No;
        }
        if analysis.verb(v).is_some_and(|g| g.passive)
            && let Some(noun) = analysis.modified(v)
        {
            // "the tenth foreign NGO to be registered" has been.
            let ordinal = self.ranks(noun);
            return Status::Told(if ordinal { Modality::Occurred } else { Modality::Planned });
        }
        // "became the first foreign NGO to register with X"
        if let Some(noun) = analysis.modified(v).filter(|n| self.ranks(*n))
            && let Some(over) = (0..noun).rev().find(|j| analysis.verb(*j).is_some())
            && analysis.verb(over).is_some_and(|g| matches!(g.lemma.as_str(), "become" | "be"))
        {
            return self.status(over, depth + 1);
        }
        for j in (0..v).rev().take(HORIZON) {
            match &analysis.chunks[j].kind {
                ChunkKind::Verb(g) => {
                    if g.form == Form::Infinitive
                        && matches!(
                            analysis.chunks.get(v - 1).map(|c| &c.kind),
                            Some(ChunkKind::And | ChunkKind::Comma)
                        )
                    {
                        return self.status(j, depth + 1);
                    }
                    if g.negated {
                        return Status::No;
                    }
                    // "was to have visited", "had planned to have finished": it came to nothing.
                    let unmet = g.lemma == "be" && !g.passive || control.planned.contains(&g.lemma);
                    if unmet && analysis.words_of(v).iter().any(|w| w.is("have") && w.tag == Tag::Auxiliary) {
                        return Status::No;
                    }
                    // "it fell to X to unveil the plaque", "X was left to unveil it"
                    if analysis.falls_to(j).is_some() || g.lemma == "leave" && g.passive && j + 1 == v {
                        return self.status(j, depth + 1);
                    }
                    // "is going to give"
                    let soon = analysis.words_of(j).iter().any(|w| w.is("going"))
                        && analysis.words_of(j).iter().any(|w| matches!(w.text.as_str(), "is" | "are"));
                    if soon && j + 1 == v {
                        return Status::Told(Modality::Planned);
                    }
                    let purpose = analysis.words_of(v).iter().any(|w| w.is("order"));
                    let noun_between =
                        (j + 1..v).rev().find(|k| analysis.is_noun(*k)).map_or("", |k| analysis.head(k));
                    if self.lexicon.language.nouns.plans.contains(noun_between) && !purpose {
                        return if self.lexicon.language.senses.dropping.contains(&g.lemma)
                            || analysis
                                .words_of((j + 1..v).rev().find(|k| analysis.is_noun(*k)).unwrap_or(v))
                                .iter()
                                .any(|w| w.is("no"))
                        {
                            Status::No
                        } else {
                            Status::Told(Modality::Planned)
                        };
                    }
                    if matches!(g.lemma.as_str(), "find" | "seize" | "take" | "use" | "get" | "have" | "go")
                        && self.lexicon.language.nouns.chances.contains(noun_between)
                    {
                        return self.status(j, depth + 1);
                    }
                    if control.planned.contains(&g.lemma)
                        && !(g.lemma == "expect" && !g.passive && self.object_between(j, v))
                        && !(g.lemma == "want" && self.object_between(j, v))
                    {
                        return Status::Told(Modality::Planned);
                    }
                    if control.blocked.contains(&g.lemma) || analysis.asks_through(j, v) {
                        return Status::No;
                    }
                    // "The plan is to visit X", "Plans are afoot for X to visit Y"
                    if g.lemma == "be"
                        && let crate::extract::clause::Subject::Group(subject) = analysis.subject(j, 0)
                        && subject
                            .iter()
                            .any(|c| self.lexicon.language.nouns.plans.contains(analysis.head(*c)))
                    {
                        return Status::Told(Modality::Planned);
                    }
                    if control.occurred.contains(&g.lemma) || g.lemma == "be" {
                        return match self.status(j, depth + 1) {
                            Status::Told(m) => Status::Told(m),
                            Status::No => Status::No,
                        };
                    }
                    // Purpose: what somebody came for is done, what is only meant is not told.
                    return Status::No;
                }
                ChunkKind::Break => return Status::No,
                _ => {}
            }
        }
        Status::No
    }

    /// "Thursday, July 30: the Suzhou PSB inspects …", "On 28 May the Wuhan PSB visits …": told of a day in the present.
    pub(super) fn is_dated_brief(&self) -> bool {
        let analysis = self.analysis;
        let days = |c: usize| analysis.is_time(c) && analysis.words_of(c).iter().any(|w| w.day.is_some());
        let repeated = |w: &crate::extract::reduce::Word| w.is("every") || w.is("each");
        if analysis.preposition(0) == Some("on") && days(1) && !analysis.words.iter().any(repeated) {
            return true;
        }
        let colon = (0..analysis.chunks.len().min(6)).find(|i| analysis.chunks[*i].kind == ChunkKind::Break);
        colon.is_some_and(|c| {
            c > 0 && (0..c).all(|i| analysis.is_time(i) || analysis.chunks[i].kind == ChunkKind::Comma)
        })
    }

    fn object_between(&self, from: usize, to: usize) -> bool {
        (from + 1..to).any(|k| self.analysis.is_noun(k))
    }
}
