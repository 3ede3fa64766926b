//! Whether an event file says only what the grammar can follow.

use super::event::{EventKind, Frame};
use super::{Language, LexiconError};

/// Where a party may stand, besides after a preposition.
const SLOTS: &[&str] = &[
    "subject",
    "object",
    "second",
    "that",
    "subject-owner",
    "accompanied",
    "joined",
    "together",
    "hosted-with",
    "band",
    "presiding",
    "helped",
    "possessor",
    "addressee",
    "matrix-object",
    "reply",
    "complement",
    "clause-subject",
    "any",
];

/// What is wrong with a kind, in the words of a message; `file` is where it was read.
pub(super) fn kind(kind: &EventKind, language: &Language, file: &str) -> Result<(), LexiconError> {
    let malformed = |reason: String| LexiconError::Malformed { file: file.to_owned(), reason };
    for (field, word) in [("kind", &kind.name), ("link", &kind.link)] {
        if !is_one_word(word) {
            return Err(malformed(format!(
                "`{field}` is {word:?}; it takes one word of the letters A to Z, digits and hyphens, as \"{}\"",
                if field == "kind" { "OfficeOpening" } else { "gx:opensOffice" }
            )));
        }
    }
    if kind.verb.trim().is_empty() {
        return Err(malformed("`verb` is empty; it takes what X did to Y, as \"visited\"".to_owned()));
    }
    kind.frames.iter().try_for_each(|f| frame(f, language).map_err(malformed))
}

fn frame(frame: &Frame, language: &Language) -> Result<(), String> {
    let id = &frame.id;
    for (field, phrases) in [("verb", &frame.verb), ("light", &frame.light), ("anywhere", &frame.anywhere)] {
        if phrases.iter().any(|p| p.trim().is_empty()) {
            return Err(format!(
                "frame {id:?}: an empty phrase in `{field}`; name a verb in its plain form, perhaps with the words \
                 that belong to it (\"call on\"), or leave it out"
            ));
        }
    }
    for (field, slots) in [("agent", &frame.agent), ("target", &frame.target)] {
        if let Some(slot) = slots.iter().find(|s| !is_slot(s, language)) {
            return Err(format!(
                "frame {id:?}: {slot:?} in `{field}` is no slot; known are {}, and every preposition of \
                 language/words.toml and language/prepositions.toml",
                SLOTS.join(", ")
            ));
        }
    }
    Ok(())
}

fn is_slot(slot: &str, language: &Language) -> bool {
    SLOTS.contains(&slot)
        || slot == "to"
        || slot == "before"
        || language.words.prepositions.contains(slot)
        || language.prepositions.has(slot)
}

fn is_one_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    /// What is said of a folder with that event file.
    fn told(kind: &str, frame: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("events")).expect("a folder");
        let text = format!(
            "kind = \"{kind}\"\nverb = \"hosted\"\nroles = {{ agent = \"host\", target = \"guest\" }}\n\
             link = \"gx:hosts\"\n[[frame]]\nid = \"hosting/verb\"\n{frame}\n"
        );
        std::fs::write(folder.path().join("events/hosting.toml"), text).expect("a file");
        Lexicon::load(Some(folder.path())).err().map(|e| e.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_slot_that_the_grammar_does_not_know_is_refused_with_those_that_it_knows() {
        let words = told("Hosting", "verb = [\"host\"]\nagent = [\"subjekt\"]\ntarget = [\"object\"]");
        for part in
            ["events/hosting.toml: ", "\"hosting/verb\"", "\"subjekt\" in `agent`", "subject, object, second"]
        {
            assert!(words.contains(part), "{words}");
        }
        let words = told("Hosting", "verb = [\"host\"]\ntarget = [\"wiht\"]");
        assert!(words.contains("\"wiht\" in `target` is no slot"), "{words}");
        let fine = "verb = [\"host\"]\nagent = [\"subject\", \"jointly with\"]\ntarget = [\"to\", \"among\"]";
        assert_eq!(told("Hosting", fine), "");
    }

    #[test]
    fn an_empty_verb_phrase_and_a_kind_of_several_words_are_refused() {
        let words = told("Hosting", "verb = [\"host\", \" \"]");
        assert!(words.contains("frame \"hosting/verb\": an empty phrase in `verb`"), "{words}");
        for kind in ["", "Hosting guests", "Hosting/Guests", "9"] {
            assert!(told(kind, "verb = [\"host\"]").contains("`kind` is"), "{kind}");
        }
    }
}
