//! Standing relations that a verb says: "X supervises Y", "Y answers to X", "Z belongs to Y".

use super::Matcher;
use crate::extract::chunk::{ChunkKind, Form};
use crate::extract::clause::Subject;
use crate::extract::discourse::{Parties, gather};
use crate::lexicon::TieRule;

impl Matcher<'_> {
    /// The rule that the verb of chunk `v` fits, with the two sides.
    pub fn tie(&self, v: usize) -> Option<(usize, Parties, Parties)> {
        let group = self.analysis.verb(v)?;
        // "the body that will supervise the newcomer" says who its supervisor is.
        let told_who = group.future
            && self.relative_chunk(v).is_some_and(|r| (r..v).all(|c| self.analysis.verb(c).is_none()))
            && self.analysis.words_of(v).iter().any(|w| matches!(w.text.as_str(), "will" | "is" | "are"));
        let settled = group.form == Form::Infinitive && self.is_settled(v);
        let open = group.form == Form::Infinitive && !settled;
        if group.negated || group.modal || group.future && !told_who || open {
            return None;
        }
        let relations = &self.lexicon.relations;
        let participle = self.analysis.words.get(group.main);
        let own =
            relations.verbs.get(&group.lemma).into_iter().flatten().map(|(words, r)| (&words[..], *r, false));
        // "is attached to", "attached to X, Y": triggers in the passive stand under "be".
        let passive = relations.verbs.get("be").filter(|_| group.passive).into_iter().flatten();
        let passive = passive
            .filter(|(words, _)| words.first().is_some_and(|w| participle.is_some_and(|p| p.is(w))))
            .map(|(words, r)| (&words[1..], *r, true));
        own.chain(passive).filter_map(|(words, r, surface)| self.fits_tie(v, words, r, surface)).next()
    }

    fn fits_tie(
        &self,
        v: usize,
        words: &[String],
        rule: usize,
        surface: bool,
    ) -> Option<(usize, Parties, Parties)> {
        let known = &self.lexicon.relations.rules[rule];
        let rest = self.rest_end(v, words).or_else(|| self.fronted_preposition(v, words))?;
        let arguments = self.arguments(v, rest, surface);
        let subject = self.of(&arguments.subject);
        let mut object = self.of(&arguments.object);
        if object.named.is_empty() && !words.is_empty() {
            // "the Department, to which the Chamber answers"
            object = self.relative(v).unwrap_or_default();
        }
        // "The Department supervises it": the NGO spoken of, not whoever was named last.
        let meant = object.assumed.has_pronoun() && self.admit(object.clone(), &known.to_types).is_empty();
        if meant && known.to.first().is_some_and(|s| s == "object") && known.to_types.len() == 1 {
            object = self.foreign_before(v);
        }
        let side = |slots: &[String]| {
            let first = slots.first().map_or("", String::as_str);
            if first == "subject" { subject.clone() } else { object.clone() }
        };
        let (from, to) = (side(&known.from), side(&known.to));
        let (from, to) = (self.admit(from, &known.from_types), self.admit(to, &known.to_types));
        (!from.named.is_empty() && !to.named.is_empty()).then_some((rule, from, to))
    }

    /// "has agreed to supervise X": whether the verb before the infinitive says that it will be so.
    fn is_settled(&self, v: usize) -> bool {
        let before = v.checked_sub(1).and_then(|b| self.analysis.verb(b));
        before.is_some_and(|g| {
            g.form == Form::Finite
                && !(g.negated || g.modal || g.future || g.passive)
                && matches!(
                    g.lemma.as_str(),
                    "agree" | "consent" | "undertake" | "begin" | "start" | "continue" | "come"
                )
        })
    }

    /// Where "to" of "answer to" stands before the relative pronoun: "to which X answers".
    fn fronted_preposition(&self, v: usize, words: &[String]) -> Option<usize> {
        let [word] = words else { return None };
        let relative = self.relative_chunk(v)?;
        let fronted = relative > 0 && self.analysis.preposition(relative - 1) == Some(word.as_str());
        fronted.then(|| self.analysis.verb(v).map(|g| g.main + 1)).flatten()
    }

    fn relative_chunk(&self, v: usize) -> Option<usize> {
        (0..v).rev().take(8).find(|j| self.analysis.chunks[*j].kind == ChunkKind::Relative)
    }

    fn relative(&self, v: usize) -> Option<Parties> {
        let Subject::Group(group) = self.analysis.antecedent(self.relative_chunk(v)?) else { return None };
        Some(gather(self.parties, &group))
    }

    /// Whether the noun phrase of chunk `i` ends with one of a rule's nouns.
    pub fn is_tie_noun(&self, i: usize, rule: &TieRule) -> bool {
        !rule.noun.is_empty() && self.noun_length(i, &rule.noun) > 0
    }
}
