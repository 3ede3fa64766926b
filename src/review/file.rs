//! Decisions into their file: at its end, so that what a person wrote there stays as it is.

use crate::record::Modality;
use crate::resolve::{Body, Correction, DecisionError, Decisions, OnBody, OnClaim, OnPair};
use jiff::civil::Date;
use std::path::Path;

/// What a new file begins with.
const HEAD: &str = "# What people decided about names and claims. It may be edited, and belongs under version control;\n\
                    # every `guanxi build` replays it.\n";

/// Adds decisions to a file, which is made where there is none, and gives all that it then holds. The file is written
/// beside and renamed: it holds either all of them or none.
///
/// # Errors
/// A file that cannot be read or written, or that is not of its form, before or with the decisions.
pub fn append(path: &Path, made: &Decisions) -> Result<Decisions, DecisionError> {
    Decisions::read(path)?;
    let unusable =
        |e: std::io::Error| DecisionError::Unusable { path: path.to_owned(), reason: e.to_string() };
    let mut text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => HEAD.to_owned(),
        Err(e) => return Err(unusable(e)),
    };
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&written(made));
    // Links are followed, so that the file they lead to is replaced and not they.
    let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = path.with_file_name(name);
    std::fs::write(&beside, &text).map_err(unusable)?;
    let all = Decisions::read(&beside);
    if all.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    let all = all?;
    std::fs::rename(&beside, path).map_err(unusable)?;
    Ok(all)
}

/// Decisions as TOML, a table each.
fn written(made: &Decisions) -> String {
    let mut out = String::new();
    for (sort, pairs) in [("same", &made.same), ("different", &made.different)] {
        for OnPair { one, other, who, when, why } in pairs {
            out.push_str(&format!("\n[[{sort}]]\none = {}\nother = {}\n", body(one), body(other)));
            by(&mut out, who.as_deref(), *when, why.as_deref());
        }
    }
    for (sort, bodies) in [("type", &made.kind), ("name", &made.name)] {
        for OnBody { of, is, who, when, why } in bodies {
            out.push_str(&format!("\n[[{sort}]]\nof = {}\nis = {}\n", body(of), quoted(is)));
            by(&mut out, who.as_deref(), *when, why.as_deref());
        }
    }
    let claims = [
        ("wrong", &made.wrong),
        ("confirm", &made.confirm),
        ("correct", &made.correct),
        ("hide", &made.hide),
    ];
    for (sort, claims) in claims {
        for claim in claims {
            out.push_str(&format!("\n[[{sort}]]\n"));
            self::claim(&mut out, claim);
        }
    }
    out
}

fn claim(out: &mut String, claim: &OnClaim) {
    let OnClaim { document, quote, kind, parties, set, who, when, why } = claim;
    out.push_str(&format!("document = {}\nquote = {}\n", quoted(document), quoted(quote)));
    if let Some(kind) = kind {
        out.push_str(&format!("kind = {}\n", quoted(kind)));
    }
    if !parties.is_empty() {
        out.push_str(&format!("parties = {}\n", list(parties)));
    }
    if let Some(set) = set {
        out.push_str(&format!("set = {{ {} }}\n", correction(set)));
    }
    by(out, who.as_deref(), *when, why.as_deref());
}

fn correction(set: &Correction) -> String {
    let Correction { kind, agent, target, date, modality, event } = set;
    let modality = modality.map(|m| if m == Modality::Planned { "planned" } else { "occurred" });
    let fields = [
        ("kind", kind.as_deref().map(quoted)),
        ("agent", agent.as_deref().map(list)),
        ("target", target.as_deref().map(list)),
        ("date", date.map(|date| quoted(&date.to_string()))),
        ("modality", modality.map(quoted)),
        ("event", event.as_deref().map(quoted)),
    ];
    inline(&fields)
}

fn body(body: &Body) -> String {
    let fields = [
        ("type", body.kind.as_deref().map(quoted)),
        ("name", Some(quoted(&body.name))),
        ("place", body.place.as_deref().map(quoted)),
        ("home", body.home.as_deref().map(quoted)),
        ("document", body.document.as_deref().map(quoted)),
    ];
    format!("{{ {} }}", inline(&fields))
}

fn inline(fields: &[(&str, Option<String>)]) -> String {
    let given =
        fields.iter().filter_map(|(key, value)| value.as_ref().map(|value| format!("{key} = {value}")));
    given.collect::<Vec<_>>().join(", ")
}

fn by(out: &mut String, who: Option<&str>, when: Option<Date>, why: Option<&str>) {
    for (key, value) in [
        ("who", who.map(quoted)),
        ("when", when.map(|day| quoted(&day.to_string()))),
        ("why", why.map(quoted)),
    ] {
        if let Some(value) = value {
            out.push_str(&format!("{key} = {value}\n"));
        }
    }
}

fn list(values: &[String]) -> String {
    format!("[{}]", values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", "))
}

/// A string of TOML on one line.
fn quoted(value: &str) -> String {
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_is_read_back_and_what_was_there_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("decisions.toml");
        let mine = "# mine\n[[wrong]]\nquote = 'it \"is\"'\ndocument = \"a\" # here";
        std::fs::write(&path, mine).expect("written");
        let claim = OnClaim {
            document: "b\\c".to_owned(),
            quote: "two\n\"lines\"\u{7}".to_owned(),
            parties: vec!["Elm Trust".to_owned()],
            set: Some(Correction { date: Date::new(2020, 3, 2).ok(), ..Correction::default() }),
            when: Date::new(2021, 1, 2).ok(),
            ..OnClaim::default()
        };
        let made = Decisions { correct: vec![claim.clone()], ..Decisions::default() };
        let all = append(&path, &made).expect("appended");
        assert_eq!((all.wrong.len(), all.correct), (1, vec![claim]));
        assert!(std::fs::read_to_string(&path).expect("read").starts_with(mine));
    }
}
