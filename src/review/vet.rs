//! Decisions held against what there is: types of organization, kinds of event and of relationship.

use crate::filter::ORGANIZATION_TYPES;
use crate::lexicon::Lexicon;
use crate::resolve::{DecisionError, Decisions, RelationshipKind};
use std::path::Path;

/// What a relationship can be.
const RELATIONSHIPS: &str = "Supervision, Partnership, Membership, Affiliation";

/// Reads a file of decisions that can all be replayed: a word that means nothing would take a body or a claim out of the
/// store unasked.
///
/// # Errors
/// As [`Decisions::read`]; a type or a kind that there is not.
pub fn vetted(path: &Path, lexicon: &Lexicon) -> Result<Decisions, DecisionError> {
    let decisions = Decisions::read(path)?;
    match fault(&decisions, lexicon) {
        Some(reason) => Err(DecisionError::Malformed { path: path.to_owned(), reason }),
        None => Ok(decisions),
    }
}

fn fault(decisions: &Decisions, lexicon: &Lexicon) -> Option<String> {
    let types = &ORGANIZATION_TYPES[..8];
    let pairs = decisions.same.iter().chain(&decisions.different).flat_map(|pair| [&pair.one, &pair.other]);
    let bodies = pairs.chain(decisions.kind.iter().chain(&decisions.name).map(|on| &on.of));
    let of = bodies.filter_map(|body| body.kind.as_ref().map(|kind| (kind, &body.name)));
    let mut given = of.chain(decisions.kind.iter().map(|on| (&on.is, &on.of.name)));
    if let Some((kind, name)) = given.find(|(kind, _)| !types.contains(&kind.as_str())) {
        let known = types.join(", ");
        return Some(format!(
            "a decision on {name} has the type \"{kind}\", which there is not; there are {known}"
        ));
    }
    let is_kind = |kind: &str| {
        lexicon.kinds.iter().any(|known| known.name == kind) || RelationshipKind::named(kind).is_some()
    };
    let claims = [&decisions.wrong, &decisions.confirm, &decisions.correct, &decisions.hide];
    let kinds = claims.into_iter().flatten().flat_map(|claim| {
        let set = claim.set.as_ref().and_then(|set| set.kind.as_ref());
        [claim.kind.as_ref(), set].into_iter().flatten().map(|kind| (kind, &claim.document))
    });
    let (kind, document) = { kinds }.find(|(kind, _)| !is_kind(kind))?;
    let known: Vec<&str> = lexicon.kinds.iter().map(|kind| kind.name.as_str()).collect();
    Some(format!(
        "a decision on a claim of {document} has the kind \"{kind}\", which there is not; there are {}, {RELATIONSHIPS}",
        known.join(", ")
    ))
}
