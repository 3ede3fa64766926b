//! The front matter of a Markdown file: `key: value` lines between two lines of `---`.

use super::date;
use super::document::Given;

/// What the front matter of `text` gives, and its length in bytes (0 where there is none).
pub(super) fn read(text: &str) -> (Given, usize) {
    let mut given = Given::default();
    let Some(inner) = text.strip_prefix("---\n") else { return (given, 0) };
    let mut length = text.len() - inner.len();
    for line in inner.split_inclusive('\n') {
        length += line.len();
        let line = line.trim_end();
        if line == "---" || line == "..." {
            return (given, length);
        }
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        if value.is_empty() {
            continue;
        }
        match key.trim().to_lowercase().as_str() {
            "id" => given.id = Some(value),
            "url" | "link" | "canonical" | "source_url" => given.url = Some(value),
            "title" => given.title = Some(value),
            "date" | "published" => given.published = date::day(&value),
            "publisher" | "site" => given.source.publisher = Some(value),
            "speaker" => given.source.speaker = Some(value),
            "retrieved" | "accessed" => given.source.retrieved = date::day(&value),
            "note" => given.source.note = Some(value),
            _ => {}
        }
    }
    // No closing line: a rule that happens to open the text.
    (Given::default(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_front_matter_gives_title_and_date_and_is_skipped() {
        let text = "---\ntitle: \"Calls in Wuhan\"\ndate: 2019-03-31\n---\n# Calls\n";
        let (given, length) = read(text);
        assert_eq!(given.title.as_deref(), Some("Calls in Wuhan"));
        assert_eq!(given.published, date::day("2019-03-31"));
        assert_eq!(&text[length..], "# Calls\n");
        assert_eq!(read("---\nno closing line\n").1, 0);
    }
}
