//! Occasions told of without a party: "A rehearsal took place on May 2." Who taught and who sat there may follow.

use super::Reader;
use crate::extract::chunk::{ChunkKind, Form, VerbGroup};
use crate::extract::clause::{Analysis, Subject};
use crate::extract::frame::Match;
use crate::extract::page::Sentence;
use crate::extract::tag::Tag;
use crate::record::Modality;

impl Reader<'_> {
    /// Remembers an occasion of which the sentence names no party: "A training took place on May 3."
    pub(super) fn announce(
        &mut self,
        index: usize,
        sentence: &Sentence,
        analysis: &Analysis,
        matches: &[Match],
    ) {
        if matches.iter().any(|m| m.modality != Modality::Occurred) {
            return;
        }
        let kind = if tells_of_class(analysis) { Some("Training") } else { meeting(analysis) };
        if let Some(kind) = kind {
            self.announced = Some((kind, index, sentence.span));
        }
    }
}

/// "A meeting was held in May."
fn meeting(analysis: &Analysis) -> Option<&'static str> {
    let finite = |v: &usize| analysis.verb(*v).is_some_and(|g| g.form == Form::Finite);
    let v = (0..analysis.chunks.len()).find(finite)?;
    let Subject::Group(group) = analysis.subject(v, 0) else { return None };
    let held = analysis.verb(v).is_some_and(|g| takes_place(analysis, v, g));
    let nouns = &analysis.lexicon.language.nouns;
    (held && group.first().is_some_and(|c| nouns.meetings.contains(analysis.head(*c)))).then_some("Meeting")
}

/// "A dress rehearsal took place", "Two lessons were given", "Question hour in Nanjing: …".
fn tells_of_class(analysis: &Analysis) -> bool {
    let chunks = &analysis.chunks;
    let first = (0..chunks.len()).find(|i| analysis.verb(*i).is_some_and(|g| g.form == Form::Finite));
    let mark = (0..chunks.len()).find(|i| chunks[*i].kind == ChunkKind::Break);
    let titled =
        mark.is_some_and(|m| first.is_none_or(|v| m < v) && analysis.words_of(m).iter().any(|w| w.is(":")));
    if titled {
        return (0..mark.unwrap_or(0)).find(|i| analysis.is_noun(*i)).is_some_and(|i| is_class(analysis, i));
    }
    (0..chunks.len()).any(|v| {
        analysis.verb(v).is_some_and(|g| takes_place(analysis, v, g))
            && matches!(analysis.subject(v, 0), Subject::Group(g) if g.iter().any(|c| *c < v && is_class(analysis, *c)))
    })
}

/// Whether a verb says of its subject that it took place: "was held", "opened", "is over".
fn takes_place(analysis: &Analysis, v: usize, group: &VerbGroup) -> bool {
    let senses = &analysis.lexicon.language.senses;
    let told = group.form == Form::Finite && !(group.negated || group.modal || group.future);
    let governed = v.checked_sub(1).is_some_and(|j| analysis.chunks[j].kind == ChunkKind::Relative);
    let after = analysis.words.get(group.main + 1).map_or("", |w| w.text.as_str());
    let unfolds = senses.unfolding.contains(&group.lemma)
        || group.lemma == "take" && after == "place"
        || group.lemma == "be" && matches!(after, "for" | "over");
    told && !governed && (if group.passive { senses.holding.contains(&group.lemma) } else { unfolds })
}

/// Whether a noun phrase is an occasion at which somebody learns, and says for nobody's that it was not.
fn is_class(analysis: &Analysis, i: usize) -> bool {
    let words = analysis.words_of(i);
    let named = words.iter().any(|w| !w.entities.is_empty() || w.is("no") || w.is("neither"));
    let said: Vec<&str> = words.iter().filter(|w| w.tag != Tag::Quote).map(|w| w.text.as_str()).collect();
    let trainings = &analysis.lexicon.language.nouns.trainings;
    let pair = said.len().checked_sub(2).map(|n| said[n..].join(" "));
    !named && (trainings.contains(analysis.head(i)) || pair.is_some_and(|p| trainings.contains(&p)))
}
