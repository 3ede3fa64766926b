//! What the fields of a JSON line take, in a user's words.

use Takes::{Count, List, Number, Object, OneOf, Words};
use jiff::civil::Date;
use serde_json::Value;

/// What a field takes.
#[derive(Debug, Clone, Copy)]
enum Takes {
    Words,
    Day,
    Count,
    Number,
    OneOf(&'static [&'static str]),
    List(&'static Takes),
    Object(&'static [Field]),
}

/// A field: its name, whether it must be there, whether it may be null, what it takes.
#[derive(Debug, Clone, Copy)]
struct Field {
    name: &'static str,
    needed: bool,
    null: bool,
    takes: Takes,
}

const fn needed(name: &'static str, takes: Takes) -> Field {
    Field { name, needed: true, null: false, takes }
}

const fn given(name: &'static str, takes: Takes) -> Field {
    Field { name, needed: false, null: false, takes }
}

const fn perhaps(name: &'static str, takes: Takes) -> Field {
    Field { name, needed: false, null: true, takes }
}

const DOCUMENT: &[Field] = &[
    perhaps("id", Words),
    perhaps("url", Words),
    perhaps("title", Words),
    perhaps("published", Words),
    perhaps("text", Words),
    perhaps("html", Words),
    perhaps("publisher", Words),
    perhaps("speaker", Words),
    perhaps("retrieved", Words),
    perhaps("note", Words),
];

const PASSAGE: Takes = Object(&[needed("start", Count), needed("end", Count), needed("text", Words)]);

const RECORD: &[Field] = &[
    needed("doc", Words),
    perhaps("id", Words),
    perhaps("url", Words),
    perhaps("published", Takes::Day),
    given("posts", List(&Takes::Day)),
    given(
        "source",
        Object(&[
            perhaps("publisher", Words),
            perhaps("speaker", Words),
            perhaps("retrieved", Takes::Day),
            perhaps("note", Words),
        ]),
    ),
    given(
        "entities",
        List(&Object(&[
            needed("id", Words),
            needed("type", Words),
            needed("name", Words),
            given("also", List(&Words)),
            perhaps("place", Words),
            perhaps("place_code", Words),
            perhaps("origin", Words),
            perhaps("unit_of", Words),
            given("roles", List(&Words)),
            given("rule", Words),
            given("assumed", List(&Words)),
            given("confidence", Number),
            given("mentions", List(&PASSAGE)),
        ])),
    ),
    given(
        "events",
        List(&Object(&[
            needed("id", Words),
            needed("post", Count),
            needed("kind", Words),
            perhaps("date", Takes::Day),
            given("precision", OneOf(&["day", "by"])),
            given("modality", OneOf(&["occurred", "planned"])),
            given("agent", List(&Words)),
            given("target", List(&Words)),
            given("via", List(&Words)),
            given("unnamed", List(&Words)),
            perhaps("place", Words),
            perhaps("place_code", Words),
            given("rule", Words),
            given("assumed", List(&Words)),
            given("confidence", Number),
            needed("evidence", PASSAGE),
        ])),
    ),
    given(
        "relations",
        List(&Object(&[
            needed("kind", Words),
            needed("from", Words),
            needed("to", Words),
            given("rule", Words),
            given("confidence", Number),
            perhaps("evidence", PASSAGE),
        ])),
    ),
    given(
        "claims",
        List(&Object(&[
            needed("entity", Words),
            needed("says", Words),
            given("rule", Words),
            given("confidence", Number),
            perhaps("evidence", PASSAGE),
        ])),
    ),
    given(
        "coverage",
        Object(&[
            needed("sentences", Count),
            needed("with_organization", Count),
            needed("with_event", Count),
            needed("silent", List(&Object(&[needed("start", Count), needed("end", Count)]))),
        ]),
    ),
    given(
        "warnings",
        List(&Object(&[
            needed("code", Words),
            needed("start", Count),
            needed("end", Count),
            needed("message", Words),
        ])),
    ),
];

/// The first field of a document's line that is not as it should be, and what it takes.
pub(super) fn wrong_in_document(line: &str) -> Option<String> {
    wrong(line, DOCUMENT)
}

/// The same of a record.
pub(super) fn wrong_in_record(line: &str) -> Option<String> {
    wrong(line, RECORD)
}

fn wrong(line: &str, fields: &'static [Field]) -> Option<String> {
    let value: Value = serde_json::from_str(line).ok()?;
    match value {
        Value::Object(_) => look(&value, Object(fields), ""),
        other => Some(format!("the line is {}, no object in braces", shown(&other))),
    }
}

/// `place` names the value, as "`post` of item 2 of `events`".
fn look(value: &Value, takes: Takes, place: &str) -> Option<String> {
    let fits = match (takes, value) {
        (Takes::List(of), Value::Array(items)) => {
            return items.iter().zip(1..).find_map(|(item, number)| {
                let unset = item.is_null() && matches!(of, Takes::Day);
                if unset { None } else { look(item, *of, &format!("item {number} of {place}")) }
            });
        }
        (Takes::Object(fields), Value::Object(object)) => {
            return fields.iter().find_map(|field| {
                let of = if place.is_empty() { String::new() } else { format!(" of {place}") };
                let place = format!("`{}`{of}", field.name);
                match object.get(field.name) {
                    None if field.needed => {
                        Some(format!("{place} is lacking; it takes {}", taken(field.takes)))
                    }
                    None => None,
                    Some(Value::Null) if field.null => None,
                    Some(value) => look(value, field.takes, &place),
                }
            });
        }
        (Takes::Words, Value::String(_)) | (Takes::Number, Value::Number(_)) => true,
        (Takes::Day, Value::String(day)) => day.parse::<Date>().is_ok(),
        (Takes::Count, Value::Number(number)) => number.as_u64().is_some_and(|n| u32::try_from(n).is_ok()),
        (Takes::OneOf(words), Value::String(word)) => words.contains(&word.as_str()),
        _ => false,
    };
    (!fits).then(|| format!("{place} is {}; it takes {}", shown(value), taken(takes)))
}

fn taken(takes: Takes) -> String {
    match takes {
        Takes::Words => "words in quotation marks".to_owned(),
        Takes::Day => "a day, as \"2019-03-31\"".to_owned(),
        Takes::Count => "a whole number from 0 on, without quotation marks".to_owned(),
        Takes::Number => "a number, as 0.9".to_owned(),
        Takes::OneOf(words) => words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(" or "),
        Takes::List(of) => format!("a list in square brackets, each item {}", taken(*of)),
        Takes::Object(fields) => {
            let needed: Vec<_> =
                fields.iter().filter(|f| f.needed).map(|f| format!("`{}`", f.name)).collect();
            let with = if needed.is_empty() { String::new() } else { format!(" with {}", needed.join(", ")) };
            format!("an object in braces{with}")
        }
    }
}

/// A value, or what it is where it is long.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(words) if words.chars().count() <= 40 => format!("{words:?}"),
        Value::String(_) => "a text".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record;

    #[test]
    fn a_wrong_field_is_named_with_what_it_takes() {
        let told = |line: &str| wrong_in_document(line).unwrap_or_default();
        assert_eq!(told(r#"{"text":3}"#), "`text` is 3; it takes words in quotation marks");
        assert_eq!(told("[1]"), "the line is a list, no object in braces");
        assert_eq!(told(r#"{"text":"One.","id":null,"more":1}"#), "");
        let told = |line: &str| wrong_in_record(line).unwrap_or_default();
        assert_eq!(told(r#"{"no":1}"#), "`doc` is lacking; it takes words in quotation marks");
        for (events, words) in [
            (
                r#"{}"#,
                "`events` is an object; it takes a list in square brackets, each item an object in braces with `id`, `post`, `kind`, `evidence`",
            ),
            (
                r#"[3]"#,
                "item 1 of `events` is 3; it takes an object in braces with `id`, `post`, `kind`, `evidence`",
            ),
            (
                r#"[{"id":"V1","post":"1"}]"#,
                "`post` of item 1 of `events` is \"1\"; it takes a whole number from 0 on, without quotation marks",
            ),
            (
                r#"[{"id":"V1","post":1,"kind":"Visit","modality":"maybe"}]"#,
                "`modality` of item 1 of `events` is \"maybe\"; it takes \"occurred\" or \"planned\"",
            ),
            (
                r#"[{"id":"V1","post":1,"kind":"Visit","date":"May"}]"#,
                "`date` of item 1 of `events` is \"May\"; it takes a day, as \"2019-03-31\"",
            ),
            (
                r#"[{"id":"V1","post":1,"kind":"Visit","evidence":{"start":-1}}]"#,
                "`start` of `evidence` of item 1 of `events` is -1; it takes a whole number from 0 on, without quotation marks",
            ),
        ] {
            assert_eq!(told(&format!(r#"{{"doc":"a","posts":[null],"events":{events}}}"#)), words);
        }
    }

    #[test]
    fn nothing_is_wrong_with_a_record_that_is_read() {
        let line =
            serde_json::to_string(&Record { posts: vec![None], ..Record::default() }).unwrap_or_default();
        assert_eq!(wrong_in_record(&line), None);
    }
}
