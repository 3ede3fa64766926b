//! The rules that read events, each with a sentence that it reads.

use crate::lexicon::Lexicon;
use std::fmt::Write;

/// Every frame of every kind, by kind and in the order of its file: its name, how
/// often it was right where that was counted, and an example and what is read in it.
///
/// ```
/// let lexicon = guanxi::lexicon::Lexicon::load(None)?;
/// assert!(guanxi::explain::rules(&lexicon).contains("visit/verb"));
/// # Ok::<(), guanxi::lexicon::LexiconError>(())
/// ```
pub fn rules(lexicon: &Lexicon) -> String {
    let mut out = String::new();
    for kind in &lexicon.kinds {
        let _ = writeln!(out, "{}: {} ({}, {})", kind.name, kind.verb, kind.agent, kind.target);
        for frame in &kind.frames {
            let count = lexicon.calibration.event.get(&kind.name).and_then(|rules| rules.get(&frame.id));
            let counted = count.map(|c| format!("  right {} of {}", c.right, c.found)).unwrap_or_default();
            let _ = writeln!(out, "  {}{counted}", frame.id);
            let example = kind.examples.iter().find_map(|e| {
                let reading =
                    e.reads.iter().find(|r| r.split([':', ' ']).next() == Some(frame.id.as_str()))?;
                Some((e.text.as_str(), reading))
            });
            if let Some((text, reading)) = example {
                let _ = writeln!(out, "      {text}\n      = {reading}");
            }
        }
    }
    out
}
