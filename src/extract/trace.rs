//! How a text is read, stage by stage, in words: for whoever mends a rule.

use super::chunk::ChunkKind;
use super::clause::{Analysis, Subject};
use super::discourse::Parties;
use super::entity::{EntityId, Table};
use super::frame::Match;
use crate::lexicon::Lexicon;
use crate::text::Span;
use std::fmt::Write;

/// The analysis of one sentence as lines: chunks with their parties, subjects of verbs, frames that matched.
pub(super) fn sentence(
    lexicon: &Lexicon,
    text: &str,
    table: &Table,
    span: Span,
    analysis: &Analysis,
    parties: &[Parties],
    matches: &[Match],
) -> String {
    let mut out = String::new();
    let names = |ids: &[EntityId]| {
        ids.iter().map(|e| table.entities[*e].name.as_str()).collect::<Vec<_>>().join(" + ")
    };
    let _ = writeln!(out, "sentence  {}", span.of(text).replace('\n', " "));
    for (i, chunk) in analysis.chunks.iter().enumerate() {
        let words: Vec<&str> = analysis.words_of(i).iter().map(|w| w.text.as_str()).collect();
        let kind = match &chunk.kind {
            ChunkKind::Noun => "noun phrase".to_owned(),
            ChunkKind::Verb(g) => {
                let mut marks = vec![format!("{:?}", g.form).to_lowercase()];
                marks.extend(
                    [
                        (g.passive, "passive"),
                        (g.negated, "negated"),
                        (g.future, "future"),
                        (g.modal, "modal"),
                    ]
                    .iter()
                    .filter(|(on, _)| *on)
                    .map(|(_, w)| (*w).to_owned()),
                );
                format!("verb {} ({})", g.lemma, marks.join(", "))
            }
            ChunkKind::Preposition(_) => "preposition".to_owned(),
            other => format!("{other:?}").to_lowercase(),
        };
        let _ = write!(out, "  {i:3} {kind:44} {}", words.join(" "));
        if !parties[i].is_empty() {
            let _ = write!(out, "  = {}", names(&parties[i].named));
            if !parties[i].unnamed.is_empty() {
                let _ = write!(out, " ({})", parties[i].unnamed.join("; "));
            }
        }
        if analysis.verb(i).is_some()
            && let Subject::Group(group) = analysis.subject(i, 0)
        {
            let _ = write!(out, "  subject {group:?}");
        }
        out.push('\n');
    }
    for found in matches {
        let frame = &lexicon.kinds[found.kind].frames[found.frame];
        let _ = writeln!(
            out,
            "  frame {} ({:?}): {} -> {}",
            frame.id,
            found.modality,
            names(&found.agent.named),
            names(&found.target.named)
        );
        let mut assumed = found.assumed;
        assumed.extend(found.agent.assumed);
        assumed.extend(found.target.assumed);
        if !assumed.is_empty() {
            let _ = writeln!(out, "    assumed: {}", assumed.names().join("; "));
        }
    }
    out
}
