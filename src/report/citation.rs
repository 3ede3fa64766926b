//! Where words come from, as people cite it.

use super::words::day;
use crate::graph::{Document, Passage};

/// "Publisher, summarising Speaker, post of 31 March 2019, “Title”, 15 April 2019, retrieved 2 January
/// 2020". What is not known is left out; a document of which nothing is known is cited by its identifier.
/// The URL is not in it: a page links it.
pub fn citation(document: &Document, passage: Option<&Passage>) -> String {
    let mut parts: Vec<String> = document.publisher.iter().cloned().collect();
    let post_date = passage.filter(|p| p.row.is_none()).and_then(|p| p.post_date);
    parts.extend(document.speaker.as_ref().map(|speaker| format!("summarising {speaker}")));
    parts.extend(post_date.map(|date| format!("post of {}", day(date))));
    match &document.title {
        Some(title) => parts.push(format!("“{title}”")),
        None => parts.push(document.id.clone()),
    }
    parts.extend(passage.and_then(|p| p.row).map(|row| format!("row {row}")));
    parts.extend(document.issued.map(day));
    parts.extend(document.retrieved.map(|date| format!("retrieved {}", day(date))));
    parts.join(", ")
}

/// The document's address, if a browser may follow it: nothing but http and https.
pub fn link(document: &Document) -> Option<&str> {
    let url = document.url.as_deref()?;
    let scheme = url.split(':').next().unwrap_or_default().to_ascii_lowercase();
    (scheme == "http" || scheme == "https").then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_citation_names_publisher_and_speaker_and_leaves_out_what_is_not_known() {
        let passage = Passage {
            start: 0,
            end: 1,
            row: None,
            quote: "x".to_owned(),
            post: Some(1),
            post_date: Some(date(2019, 3, 31)),
        };
        let mut document = Document {
            id: "spring".to_owned(),
            title: Some("Spring".to_owned()),
            issued: Some(date(2019, 4, 15)),
            publisher: Some("NGO Digest".to_owned()),
            speaker: Some("the Ministry".to_owned()),
            retrieved: Some(date(2020, 1, 2)),
            ..Document::default()
        };
        assert_eq!(
            citation(&document, Some(&passage)),
            "NGO Digest, summarising the Ministry, post of 31 March 2019, “Spring”, 15 April 2019, \
             retrieved 2 January 2020"
        );
        document = Document { id: "spring".to_owned(), ..Document::default() };
        assert_eq!(citation(&document, Some(&passage)), "post of 31 March 2019, spring");
    }

    #[test]
    fn only_web_addresses_are_links() {
        let of = |url: &str| {
            let document = Document { url: Some(url.to_owned()), ..Document::default() };
            link(&document).map(str::to_owned)
        };
        assert!(of("https://digest.example/a").is_some());
        assert!(of("javascript:alert(1)").is_none() && of("file:///etc/passwd").is_none());
    }
}
