//! Pages from templates. What a template inserts is escaped for its format, HTML and Markdown alike.

use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, Output, State, context};
use serde::Serialize;

static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The name of Markdown's escaping.
const MARKDOWN: &str = "markdown";

/// A format of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Pages for a browser, whole in themselves.
    Html,
    /// CommonMark with tables.
    Markdown,
}

impl Format {
    /// Both.
    pub const ALL: [Format; 2] = [Format::Html, Format::Markdown];

    /// What a person types.
    pub fn name(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Markdown => MARKDOWN,
        }
    }

    /// Of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Markdown => "md",
        }
    }
}

/// The templates of one format.
pub(super) struct Renderer {
    environment: Environment<'static>,
    format: Format,
}

impl Renderer {
    /// Compiles them.
    pub(super) fn new(format: Format) -> Result<Self, Error> {
        let mut environment = Environment::new();
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build()?;
        environment.set_syntax(syntax);
        environment.set_auto_escape_callback(|name| match name.rsplit('.').next() {
            Some("html") => AutoEscape::Html,
            Some("md") => AutoEscape::Custom(MARKDOWN.into()),
            _ => AutoEscape::None,
        });
        environment.set_formatter(insert);
        environment.add_filter("address", address);
        environment.add_filter("code", code);
        for file in TEMPLATES.files() {
            if let (Some(name), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
                environment.add_template(name, text)?;
            }
        }
        Ok(Renderer { environment, format })
    }

    /// A page by the name of its template.
    pub(super) fn page(&self, template: &str, page: &impl Serialize) -> Result<String, Error> {
        let name = format!("{template}.{}", self.format.extension());
        self.environment.get_template(&name)?.render(context! { page => Value::from(Serde(page)) })
    }
}

fn insert(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let words = value.to_string();
    let escaped = match state.auto_escape() {
        _ if value.is_safe() || value.is_number() => words,
        AutoEscape::Html => quick_xml::escape::escape(&words).replace(is_unprintable, ""),
        AutoEscape::Custom(_) => markdown(&words),
        _ => words,
    };
    out.write_str(&escaped).map_err(Error::from)
}

fn is_unprintable(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t')
}

/// An address for `<…>` in Markdown, where a backslash would be part of it.
fn address(url: &str) -> Value {
    let plain = |c: char| c.is_ascii_graphic() && !"<>\"\\^`{|}".contains(c);
    let encode = |c: char| match plain(c) {
        true => c.to_string(),
        false => c.to_string().bytes().map(|b| format!("%{b:02X}")).collect(),
    };
    Value::from_safe_string(url.chars().map(encode).collect())
}

/// Words for a code span in Markdown, where a backslash would be shown.
fn code(words: &str) -> Value {
    Value::from_safe_string(words.chars().filter(|c| *c != '`' && !c.is_control()).collect())
}

/// Words that stay words in CommonMark, on one line and inside of a table: punctuation that could mean
/// something is escaped, line ends become spaces.
fn markdown(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' | '$' => {
                out.extend(['\\', letter])
            }
            '&' if letters.peek().is_some_and(|c| c.is_alphanumeric() || *c == '#') => out.push_str("\\&"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    // What means something at the start of a line alone: lists, rules, headings, numbers with a full stop.
    let lead = out.len() - out.trim_start().len();
    let start = &out[lead..];
    let digits = start.chars().take_while(char::is_ascii_digit).count();
    let ends = |rest: &str| rest.chars().nth(1).is_none_or(char::is_whitespace);
    if start.starts_with(['-', '+', '=']) && (ends(start) || start.starts_with(['-', '='])) {
        out.insert(lead, '\\');
    } else if digits > 0 && start[digits..].starts_with(['.', ')']) && ends(&start[digits..]) {
        out.insert(lead + digits, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_keeps_words_as_words() {
        for (words, escaped) in [
            ("Elm *Trust* [a](b) | <i>", r"Elm \*Trust\* \[a\](b) \| \<i\>"),
            ("- no list", r"\- no list"),
            ("1. no list", r"1\. no list"),
            ("two\nlines\u{7}", "two lines"),
            ("x - y 1.5", "x - y 1.5"),
            ("0.80", "0.80"),
            ("A & B &lt; &#60;", r"A & B \&lt; \&\#60;"),
        ] {
            assert_eq!(markdown(words), escaped);
        }
    }
}
