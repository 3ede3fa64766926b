//! Records made elsewhere, held against themselves and, where it is given, against their text.

use crate::record::{Passage, Record};
use std::collections::HashSet;

/// Takes out of `record` what cannot be true of its text, or of any. Gives what was wrong and what was done.
///
/// Without the text only the length of a quotation can be checked.
pub(super) fn check(record: &mut Record, text: Option<&str>) -> Vec<String> {
    let words = Words::new(text);
    let mut wrong = Vec::new();
    let mut ids = HashSet::new();
    record.entities.retain(|entity| {
        let fresh = ids.insert(entity.id.clone());
        if !fresh {
            wrong.push(format!(
                "entity {} ({}) has the id of an entity before it; it was left out",
                entity.id, entity.name
            ));
        }
        fresh
    });
    for entity in &mut record.entities {
        let who = format!("entity {}", entity.id);
        confidence(&who, &mut entity.confidence, &mut wrong);
        entity.mentions.retain(|mention| match words.fault(mention) {
            Some(fault) => {
                wrong.push(format!("{who} has a mention {fault}; the mention was left out"));
                false
            }
            None => true,
        });
    }
    // A record that tells of no posts is of a text that is one.
    let posts = record.posts.len().max(1);
    let mut ids = HashSet::new();
    record.events.retain_mut(|event| {
        let who = format!("event {}", event.id);
        let fault = if !ids.insert(event.id.clone()) {
            Some("has the id of an event before it".to_owned())
        } else if event.post == 0 || event.post as usize > posts {
            Some(format!("is of post {}, but posts go from 1 to {posts}", event.post))
        } else {
            words.fault(&event.evidence).map(|fault| format!("has evidence {fault}"))
        };
        match fault {
            Some(fault) => wrong.push(format!("{who} {fault}; it was left out")),
            None => {
                confidence(&who, &mut event.confidence, &mut wrong);
                return true;
            }
        }
        false
    });
    for relation in &mut record.relations {
        let who = format!("the relation {} from {} to {}", relation.kind, relation.from, relation.to);
        confidence(&who, &mut relation.confidence, &mut wrong);
        evidence(&who, &mut relation.evidence, &words, &mut wrong);
    }
    for claim in &mut record.claims {
        let who = format!("the claim \"{}\" about {}", claim.says, claim.entity);
        confidence(&who, &mut claim.confidence, &mut wrong);
        evidence(&who, &mut claim.evidence, &words, &mut wrong);
    }
    wrong
}

fn confidence(who: &str, value: &mut f64, wrong: &mut Vec<String>) {
    if !(0.0..=1.0).contains(value) {
        let kept = if *value > 1.0 { 1.0 } else { 0.0 };
        wrong.push(format!("{who} has the confidence {value}, not between 0 and 1; {kept} was taken"));
        *value = kept;
    }
}

fn evidence(who: &str, passage: &mut Option<Passage>, words: &Words<'_>, wrong: &mut Vec<String>) {
    if let Some(fault) = passage.as_ref().and_then(|passage| words.fault(passage)) {
        wrong.push(format!("{who} has evidence {fault}; the evidence was left out"));
        *passage = None;
    }
}

/// A text by code points, where it is known.
struct Words<'t> {
    text: Option<&'t str>,
    /// Where each code point begins, and where the text ends.
    starts: Vec<usize>,
}

impl<'t> Words<'t> {
    fn new(text: Option<&'t str>) -> Self {
        let starts = text.map(|text| text.char_indices().map(|(at, _)| at).chain([text.len()]).collect());
        Words { text, starts: starts.unwrap_or_default() }
    }

    /// Why a passage cannot be of the text.
    fn fault(&self, passage: &Passage) -> Option<String> {
        let Passage { start, end, text: quoted, .. } = passage;
        if start > end {
            return Some(format!("that ends before it begins ({start} to {end})"));
        }
        if let Some(text) = self.text {
            let length = self.starts.len() - 1;
            if *end > length {
                return Some(format!("past the end of the text ({start} to {end} of {length} code points)"));
            }
            let there = &text[self.starts[*start]..self.starts[*end]];
            return (there != quoted).then(|| {
                format!("that is not the text at {start} to {end} ({quoted:?}, there is {there:?})")
            });
        }
        let length = quoted.chars().count();
        (length != end - start).then(|| {
            format!("of {length} code points ({quoted:?}), but {start} to {end} are {}", end - start)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Élan Trust was visited.";

    fn checked(json: &str, text: Option<&str>) -> (Record, Vec<String>) {
        let mut record: Record = serde_json::from_str(json).expect("a record");
        let wrong = check(&mut record, text);
        (record, wrong)
    }

    fn of_event(post: u32, evidence: &str, text: Option<&str>) -> String {
        let event =
            format!(r#"{{"id":"V1","post":{post},"kind":"Visit","confidence":1.5,"evidence":{evidence}}}"#);
        let json = format!(r#"{{"doc":"d","posts":[null,null],"events":[{event},{event}]}}"#);
        let (record, wrong) = checked(&json, text);
        format!("{}: {}", record.events.len(), wrong[0])
    }

    #[test]
    fn what_is_right_stays_as_it_is() {
        let json = r#"{"doc":"d","entities":[{"id":"E1","type":"ForeignNGO","name":"Élan Trust",
            "mentions":[{"start":0,"end":10,"text":"Élan Trust"}]}],
            "events":[{"id":"V1","post":1,"kind":"Visit","evidence":{"start":11,"end":23,"text":"was visited."}}]}"#;
        for text in [None, Some(TEXT)] {
            let (record, wrong) = checked(json, text);
            assert_eq!(wrong, Vec::<String>::new());
            assert_eq!(record, serde_json::from_str(json).expect("a record"));
        }
    }

    #[test]
    fn an_event_of_wrong_words_or_post_is_left_out() {
        let right = r#"{"start":0,"end":4,"text":"Élan"}"#;
        insta::assert_snapshot!(of_event(0, right, None), @r##"0: event V1 is of post 0, but posts go from 1 to 2; it was left out"##);
        insta::assert_snapshot!(of_event(3, right, None), @r##"0: event V1 is of post 3, but posts go from 1 to 2; it was left out"##);
        insta::assert_snapshot!(of_event(1, r#"{"start":4,"end":0,"text":"Élan"}"#, None), @r##"0: event V1 has evidence that ends before it begins (4 to 0); it was left out"##);
        insta::assert_snapshot!(of_event(1, r#"{"start":0,"end":5,"text":"Élan"}"#, None), @r##"0: event V1 has evidence of 4 code points ("Élan"), but 0 to 5 are 5; it was left out"##);
        insta::assert_snapshot!(of_event(1, r#"{"start":1,"end":5,"text":"Élan"}"#, Some(TEXT)), @r##"0: event V1 has evidence that is not the text at 1 to 5 ("Élan", there is "lan "); it was left out"##);
        insta::assert_snapshot!(of_event(1, r#"{"start":20,"end":24,"text":"ed.."}"#, Some(TEXT)), @r##"0: event V1 has evidence past the end of the text (20 to 24 of 23 code points); it was left out"##);
    }

    #[test]
    fn doubled_ids_are_left_out_and_confidence_is_brought_into_its_bounds() {
        let right = r#"{"start":0,"end":4,"text":"Élan"}"#;
        insta::assert_snapshot!(of_event(2, right, Some(TEXT)), @r##"1: event V1 has the confidence 1.5, not between 0 and 1; 1 was taken"##);
        let json = r#"{"doc":"d","entities":[{"id":"E1","type":"ForeignNGO","name":"A","confidence":-1,
            "mentions":[{"start":0,"end":1,"text":"AB"}]},{"id":"E1","type":"ForeignNGO","name":"B"}],
            "relations":[{"kind":"part_of","from":"E1","to":"E1","evidence":{"start":2,"end":1,"text":""}}],
            "claims":[{"entity":"E1","says":"type","confidence":2}]}"#;
        let (record, wrong) = checked(json, None);
        assert_eq!((record.entities.len(), record.entities[0].mentions.len()), (1, 0));
        assert_eq!((record.entities[0].confidence, record.claims[0].confidence), (0.0, 1.0));
        assert_eq!(record.relations[0].evidence, None);
        insta::assert_snapshot!(wrong.join("\n"), @r##"
        entity E1 (B) has the id of an entity before it; it was left out
        entity E1 has the confidence -1, not between 0 and 1; 0 was taken
        entity E1 has a mention of 2 code points ("AB"), but 0 to 1 are 1; the mention was left out
        the relation part_of from E1 to E1 has evidence that ends before it begins (2 to 1); the evidence was left out
        the claim "type" about E1 has the confidence 2, not between 0 and 1; 1 was taken
        "##);
    }
}
