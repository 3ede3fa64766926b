//! Whether what a verb tells happened, is planned, or is only asked for, denied or doubted.

use super::Matcher;
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::HORIZON;
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
        if words.iter().any(|w| w.is("no")) {
            return Status::No;
        }
        if group.form == Form::Infinitive {
            return self.infinitive_status(v, depth);
        }
        if group.form == Form::Gerund {
            if let Some(p) = (0..v).rev().take(2).find_map(|j| analysis.preposition(j))
                && matches!(p, "without" | "instead of" | "before" | "for" | "rather than" | "against")
            {
                return Status::No;
            }
            if let Some(previous) = (0..v).rev().find(|j| {
                analysis.verb(*j).is_some_and(|g| g.form == Form::Infinitive || g.form == Form::Finite)
            }) && matches!(analysis.verb(previous).map(|g| g.form), Some(Form::Infinitive))
                && !analysis.chunks[previous..v].iter().any(|c| c.kind == ChunkKind::Comma)
            {
                return self.status(previous, depth + 1);
            }
        }
        // Under "if", "unless", "whether"; inside what somebody asked or promised.
        let mut told = if group.future { Modality::Planned } else { Modality::Occurred };
        for j in (0..v).rev().take(HORIZON) {
            match &analysis.chunks[j].kind {
                ChunkKind::Subordinator => {
                    let word = analysis.words_of(j).first().map_or("", |w| w.text.as_str());
                    if self.lexicon.language.words.hypothetical.contains(word) {
                        return Status::No;
                    }
                    if matches!(word, "before")
                        && !group.future
                        && group.form == Form::Finite
                        && self.is_present(v)
                    {
                        return Status::No;
                    }
                    break;
                }
                ChunkKind::Relative if analysis.words_of(j).iter().any(|w| w.is("that")) => {
                    if let Some(matrix) = (0..j).rev().find(|k| analysis.verb(*k).is_some()) {
                        let lemma = analysis.verb(matrix).map_or("", |g| g.lemma.as_str());
                        let noun_before = j > 0 && analysis.is_noun(j - 1);
                        let speech_noun =
                            noun_before && self.lexicon.language.nouns.wishes.contains(analysis.head(j - 1));
                        let control = &self.lexicon.language.control;
                        if speech_noun
                            || (!noun_before
                                || matches!(lemma, "tell" | "ask" | "assure" | "remind" | "inform"))
                                && (control.blocked.contains(lemma)
                                    || self.lexicon.language.senses.wishing.contains(lemma))
                        {
                            return Status::No;
                        }
                    }
                    break;
                }
                ChunkKind::Verb(g) if g.form == Form::Finite => {
                    // "hopes X will hold", "said it would visit"
                    let direct = !analysis.chunks[j..v].iter().any(|c| {
                        matches!(
                            c.kind,
                            ChunkKind::Comma
                                | ChunkKind::And
                                | ChunkKind::Relative
                                | ChunkKind::Subordinator
                                | ChunkKind::Break
                        )
                    });
                    if direct
                        && group.future
                        && (self.lexicon.language.control.blocked.contains(&g.lemma)
                            || matches!(g.lemma.as_str(), "hope" | "say" | "suggest" | "indicate" | "state"))
                    {
                        return if matches!(g.lemma.as_str(), "say" | "state") {
                            Status::Told(Modality::Planned)
                        } else {
                            Status::No
                        };
                    }
                    if matches!(analysis.chunks.get(v.wrapping_sub(1)).map(|c| &c.kind), Some(ChunkKind::And))
                        && group.form == Form::Finite
                        && self.bare_base(v)
                    {
                        // "will visit X and meet Y": the auxiliary is shared.
                        return self.status(j, depth + 1);
                    }
                    break;
                }
                ChunkKind::Verb(g)
                    if g.form == Form::Infinitive
                        && matches!(
                            analysis.chunks.get(v.wrapping_sub(1)).map(|c| &c.kind),
                            Some(ChunkKind::And)
                        )
                        && self.bare_base(v) =>
                {
                    return self.status(j, depth + 1);
                }
                ChunkKind::Break => break,
                _ => {}
            }
        }
        if self.rumour {
            told = Modality::Planned;
        }
        Status::Told(told)
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
        if words.len() > 1 && words.iter().any(|w| w.tag == Tag::Auxiliary) {
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

    fn infinitive_status(&self, v: usize, depth: usize) -> Status {
        let analysis = self.analysis;
        let control = &self.lexicon.language.control;
        if analysis.verb(v).is_some_and(|g| g.passive) && analysis.modified(v).is_some() {
            return Status::Told(Modality::Planned);
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
                    let purpose = analysis.words_of(v).iter().any(|w| w.is("order"));
                    let noun_between =
                        (j + 1..v).rev().find(|k| analysis.is_noun(*k)).map_or("", |k| analysis.head(k));
                    if self.lexicon.language.nouns.plans.contains(noun_between) && !purpose {
                        return if analysis
                            .words_of((j + 1..v).rev().find(|k| analysis.is_noun(*k)).unwrap_or(v))
                            .iter()
                            .any(|w| w.is("no"))
                        {
                            Status::No
                        } else {
                            Status::Told(Modality::Planned)
                        };
                    }
                    if control.planned.contains(&g.lemma)
                        && !(g.lemma == "expect" && !g.passive && self.object_between(j, v))
                        && !(g.lemma == "want" && self.object_between(j, v))
                    {
                        return Status::Told(Modality::Planned);
                    }
                    if control.blocked.contains(&g.lemma) {
                        return Status::No;
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

    fn object_between(&self, from: usize, to: usize) -> bool {
        (from + 1..to).any(|k| self.analysis.is_noun(k))
    }
}
