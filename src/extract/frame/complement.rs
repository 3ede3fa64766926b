//! What follows a verb of speech: an infinitive, a clause, a quotation.

use super::Matcher;
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::{Group, HORIZON, Subject};
use crate::extract::reduce::Word;

/// What follows a verb of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Complement {
    None,
    To,
    That,
    /// A clause that looks ahead: "that it will".
    ThatWill,
    /// A clause that says what must be: "that it should".
    ThatMust,
    /// A clause that says what may not be: "that it could not".
    ThatNot,
    Quote,
    /// A bare infinitive or participle after an object: "heard X explain".
    Bare,
}

impl Matcher<'_> {
    /// What a verb of speech brings, its trigger's words ending before word `rest`: an infinitive, a clause, and the clause's subject; what stands after it, else what
    /// was said before it.
    pub(super) fn complement(&self, v: usize, rest: usize) -> (Complement, Option<Group>) {
        if let Some(knows) = self.lets_know(v) {
            return self.complement_after(knows, self.analysis.chunks[knows].end);
        }
        let after = self.complement_after(v, rest);
        if after.0 != Complement::None {
            return after;
        }
        self.said_before(v).or_else(|| self.said_around(v)).unwrap_or(after)
    }

    /// "let X know that", "gave X to understand that": the verb that X does, which brings what is said.
    pub(super) fn lets_know(&self, v: usize) -> Option<usize> {
        let analysis = self.analysis;
        let let_or_give = analysis.verb(v).map(|g| g.lemma.as_str())?;
        let next = (v + 1..analysis.chunks.len().min(v + 8)).find(|j| analysis.verb(*j).is_some())?;
        let knows = analysis.verb(next).map_or("", |g| g.lemma.as_str());
        let pair = matches!((let_or_give, knows), ("let", "know") | ("give", "understand"));
        pair.then_some(next)
    }

    /// "The posters, X promised, would come down", "In future, said Y, two people would read it": a clause around its
    /// speaker; only one that looks ahead or says what must be.
    fn said_around(&self, v: usize) -> Option<(Complement, Option<Group>)> {
        let analysis = self.analysis;
        let (open, close) = analysis.comment_around(v)?;
        let next =
            (close + 1..analysis.chunks.len()).find(|j| analysis.chunks[*j].kind != ChunkKind::Other)?;
        let (group, mood) = if analysis.verb(next).is_some() {
            let noun = (0..open).rev().find(|j| analysis.is_noun(*j))?;
            let ahead = |w: &Word| matches!(w.text.as_str(), "will" | "would" | "shall" | "should" | "must");
            analysis.words_of(next).iter().any(ahead).then_some(())?;
            (analysis.group_ending(noun), self.mood(next)?)
        } else {
            self.clause_subject(next)?
        };
        let wishes =
            analysis.verb(v).is_some_and(|g| self.lexicon.language.senses.wishing.contains(&g.lemma));
        (wishes || matches!(mood, Complement::ThatWill | Complement::ThatMust)).then_some((mood, Some(group)))
    }

    /// "X must report, said Y", "“We will report,” Y told Z": the clause before the speaker.
    fn said_before(&self, v: usize) -> Option<(Complement, Option<Group>)> {
        let analysis = self.analysis;
        let (start, end) = analysis.clause_said_before(v)?;
        let f = (start..end).find(|j| analysis.verb(*j).is_some_and(|g| g.form == Form::Finite))?;
        let lead: Vec<usize> = (start..f).filter(|j| analysis.is_noun(*j)).collect();
        let please = (start..f).any(|j| analysis.words_of(j).iter().any(|w| w.is("please")));
        // "“Thank you,” said X" asks for nothing.
        let courtesy = analysis.verb(f).is_some_and(|g| {
            matches!(g.lemma.as_str(), "thank" | "let" | "excuse" | "forgive" | "congratulate" | "see")
        });
        if self.bare_base(f) && (lead.is_empty() && !courtesy || please) {
            return Some((Complement::ThatMust, None));
        }
        let (group, mood) = self.clause_subject(start)?;
        // "“We hope X will stay,” said Y"
        let speaks = group.iter().any(|c| analysis.words_of(*c).iter().any(|w| w.is("we") || w.is("i")));
        let lemma = analysis.verb(f).map_or("", |g| g.lemma.as_str());
        if speaks && matches!(lemma, "hope" | "ask" | "urge" | "want" | "expect" | "advise" | "suggest") {
            let other = self.clause_subject(f + 1).map(|(group, _)| group);
            return Some((Complement::ThatMust, other));
        }
        Some((mood, Some(group)))
    }

    /// What follows a verb of speech.
    fn complement_after(&self, v: usize, rest: usize) -> (Complement, Option<Group>) {
        let analysis = self.analysis;
        // "heard X explain"
        let perceives =
            analysis.verb(v).is_some_and(|g| self.lexicon.language.senses.perceiving.contains(&g.lemma));
        if perceives {
            let next = (v + 1..analysis.chunks.len().min(v + 8)).find(|j| analysis.verb(*j).is_some());
            if next.is_some_and(|n| self.bare_base(n) && (v + 1..n).any(|j| analysis.is_noun(j))) {
                return (Complement::Bare, None);
            }
        }
        let participle = analysis.verb(v).is_some_and(|g| matches!(g.form, Form::Gerund | Form::Participle));
        // What belongs to the trigger ("let it be known") is passed over.
        let first = (v + 1..analysis.chunks.len()).find(|c| analysis.chunks[*c].start >= rest);
        let mut i = first.unwrap_or(v + 1);
        let (mut nouns, mut apposed) = (0, false);
        let last = analysis.chunks.len().min(v + 1 + HORIZON);
        while i < last {
            match &analysis.chunks[i].kind {
                ChunkKind::Relative if analysis.words_of(i).iter().any(|w| w.is("that")) => {
                    let clause = self.clause_subject(i + 1);
                    return match clause {
                        Some((group, mood)) => (mood, Some(group)),
                        None => (Complement::That, None),
                    };
                }
                ChunkKind::Verb(g) if g.form == Form::Infinitive => return (Complement::To, None),
                // "summoned X to a class run by Y": a participle.
                ChunkKind::Verb(g)
                    if g.form == Form::Finite
                        && g.passive
                        && nouns > 0
                        && analysis.words_of(i).len() == 1 =>
                {
                    return (Complement::None, None);
                }
                // "undertook in writing to comply"
                ChunkKind::Verb(g) if g.lemma == "write" && analysis.preposition(i - 1) == Some("in") => {}
                ChunkKind::Verb(g) if g.form == Form::Finite => {
                    // "hopes X will", "said it would": a clause without "that".
                    if nouns > 0
                        && i > v + 1
                        && let Some((group, mood)) = self.clause_subject(v + 1)
                    {
                        return (mood, Some(group));
                    }
                    if nouns > 0 {
                        return (Complement::Bare, None);
                    }
                    return (Complement::None, None);
                }
                ChunkKind::Noun => nouns += 1,
                ChunkKind::Preposition(_) | ChunkKind::Other => {}
                // "hoped, he said at the end, that …"
                ChunkKind::Comma if let Some(close) = self.aside_end(i) => i = close,
                // "called on X, which it supervises, to": a clause between commas is passed over.
                ChunkKind::Comma
                    if matches!(analysis.chunks.get(i + 1).map(|c| &c.kind), Some(ChunkKind::Relative)) =>
                {
                    let close = (i + 2..last).find(|j| analysis.chunks[*j].kind == ChunkKind::Comma);
                    let Some(close) = close else { return (Complement::None, None) };
                    i = close;
                }
                // "Having called on Y, X returned": another clause.
                ChunkKind::Comma if participle => return (Complement::None, None),
                ChunkKind::Comma if nouns == 0 => {}
                // "asked X, its supervisor, to"
                ChunkKind::Comma
                    if nouns > 1 && analysis.verb(i + 1).is_some_and(|g| g.form == Form::Infinitive) => {}
                ChunkKind::And if nouns > 0 && analysis.is_noun(i + 1) => {}
                ChunkKind::Comma if nouns > 0 && analysis.is_noun(i + 1) => apposed = true,
                // "reminded X, a newcomer, to file"
                ChunkKind::Comma
                    if apposed && analysis.verb(i + 1).is_some_and(|g| g.form == Form::Infinitive) => {}
                ChunkKind::Break if analysis.words_of(i).iter().any(|w| w.is(":")) => {
                    return (Complement::Quote, None);
                }
                _ => return (Complement::None, None),
            }
            i += 1;
        }
        (Complement::None, None)
    }

    /// ", he said at the end,": the comma that ends who says so, put in after the comma at `i`.
    fn aside_end(&self, i: usize) -> Option<usize> {
        let analysis = self.analysis;
        let says = analysis.is_noun(i + 1)
            && analysis
                .verb(i + 2)
                .is_some_and(|g| self.lexicon.language.control.reporting.contains(&g.lemma));
        let plain = |j: &usize| {
            matches!(analysis.chunks[*j].kind, ChunkKind::Noun | ChunkKind::Preposition(_) | ChunkKind::Other)
        };
        let close = (i + 3..analysis.chunks.len()).take(5).find(|j| !plain(j))?;
        (says && analysis.chunks[close].kind == ChunkKind::Comma).then_some(close)
    }

    /// The subject of the clause that begins at chunk `i`, and whether its verb looks ahead or says what must be.
    fn clause_subject(&self, i: usize) -> Option<(Group, Complement)> {
        let analysis = self.analysis;
        let v = (i..analysis.chunks.len()).take(HORIZON).find(|j| {
            analysis.verb(*j).is_some_and(|g| g.form == Form::Finite || g.form == Form::Participle)
        })?;
        let base = analysis.verb(v)?;
        let noun = (i..v).rev().find(|j| analysis.is_noun(*j) && !analysis.is_time(*j))?;
        let group = match analysis.subject(v, 0) {
            Subject::Group(group) if base.form == Form::Finite && group.iter().all(|c| *c >= i) => group,
            _ => analysis.group_ending(noun).into_iter().filter(|c| *c >= i).collect(),
        };
        Some((group, self.mood(v)?))
    }

    /// Whether the verb at chunk `v` looks ahead or says what must be.
    fn mood(&self, v: usize) -> Option<Complement> {
        let analysis = self.analysis;
        let base = analysis.verb(v)?;
        let says = |word: &str| analysis.words_of(v).iter().any(|w| w.is(word));
        let need = matches!(base.lemma.as_str(), "need" | "have")
            && analysis.verb(v + 1).is_some_and(|g| g.form == Form::Infinitive);
        // "songs need a permit", "receipts are required"
        let need = need
            || base.lemma == "need"
            || base.passive
                && matches!(
                    base.lemma.as_str(),
                    "require" | "expect" | "forbid" | "ban" | "oblige" | "prohibit"
                );
        let shall = says("shall") && !base.negated;
        Some(if base.future || shall || base.lemma == "be" && (says("would") || says("will")) {
            Complement::ThatWill
        } else if !base.negated && need || says("must") || says("should") || says("ought") {
            Complement::ThatMust
        } else if base.negated
            && (base.modal || says("cannot") || matches!(base.lemma.as_str(), "allow" | "permit"))
        {
            Complement::ThatNot
        } else {
            Complement::That
        })
    }
}
