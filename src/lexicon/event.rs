//! Event kinds: one file of `ontology/events/` each.

use super::{Files, LexiconError};
use serde::Deserialize;

/// A kind of event, as its file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventKind {
    /// Name of the class: `Visit`.
    pub name: String,
    /// As in "X *visited* Y".
    pub verb: String,
    /// What an agent is called: "visitor".
    pub agent: String,
    /// What a target is called: "visited".
    pub target: String,
    /// Local name of the direct property from agent to target: `visits`.
    pub link: String,
    /// Whether the parties are equal: every pair is linked, both ways.
    pub symmetric: bool,
}

#[derive(Deserialize)]
struct File {
    kind: String,
    verb: String,
    roles: Roles,
    link: String,
    #[serde(default)]
    symmetric: bool,
}

#[derive(Deserialize)]
struct Roles {
    agent: String,
    target: String,
}

/// Reads every kind, in the order of their names.
pub(super) fn read(files: &Files) -> Result<Vec<EventKind>, LexiconError> {
    let mut kinds = Vec::new();
    for (name, text) in files.below("events/") {
        let file: File = toml::from_str(text)
            .map_err(|e| LexiconError::Malformed { file: files.origin(name), reason: e.to_string() })?;
        kinds.push(EventKind {
            link: file.link.strip_prefix("gx:").unwrap_or(&file.link).to_owned(),
            name: file.kind,
            verb: file.verb,
            agent: file.roles.agent,
            target: file.roles.target,
            symmetric: file.symmetric,
        });
    }
    kinds.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(kinds)
}
