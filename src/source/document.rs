//! A document: a text with what its layout and its surroundings say of it.

use super::decode::Decoded;
use super::layout::{self, Remedy};
use crate::record::Source;
use crate::text::{Span, is_cjk, is_east_asian, sentences};
use jiff::civil::Date;
use std::path::PathBuf;

/// A text as it is stored and shown, with what its layout says.
///
/// `text` has no BOM and no CR; every [`Span`] is into it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// What identifies it: the given id, else the URL, else the path below the INPUT without extension.
    pub id: String,
    /// The file's stem, for people.
    pub name: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Title of the page, or the headline's words.
    pub title: Option<String>,
    /// Publication date.
    pub published: Option<Date>,
    /// Publisher, speaker, date of retrieval, note.
    pub source: Source,
    /// The words.
    pub text: String,
    /// Masthead and headline, where the layout shows them. They name organisations, but tell no event.
    pub headline: Option<Span>,
    /// The series line ("Ministry of Public Security WeChat Posts—March 31-April 11, 2019").
    pub series: Option<Span>,
    /// The posts in order; at least one where the text has any words.
    pub posts: Vec<Post>,
    /// What reading it met.
    pub warnings: Vec<Notice>,
    /// Where it was read.
    pub origin: Origin,
}

/// A dated piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// From 1, in order of appearance.
    pub number: u32,
    /// The heading's date, or the document's; dates the post, not what it tells of.
    pub date: Option<Date>,
    /// The heading, where there is one.
    pub heading: Option<Span>,
    /// Paragraphs, without surrounding white space; footers and separators are left out.
    pub paragraphs: Vec<Span>,
}

/// A remark about a stretch of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Stable name, as `undecodable-bytes`.
    pub code: &'static str,
    /// Where.
    pub span: Span,
    /// What it means and what to do.
    pub message: String,
}

impl Notice {
    /// Whether a person can and should do something about it.
    pub fn wants_attention(&self) -> bool {
        self.code != "before-first-post"
    }
}

/// Where a document was read: the INPUT that led to it, the file, the line of a `.jsonl` file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The INPUT as it was named; `-` for standard input.
    pub input: PathBuf,
    /// The file.
    pub file: PathBuf,
    /// Its line, from 1, where a line is a document.
    pub line: Option<u64>,
}

impl Origin {
    /// Where a date that the text lacks can be given.
    fn remedy(&self) -> Remedy {
        match self.line {
            Some(_) => Remedy::Field,
            None if self.input.as_os_str() == "-" => Remedy::Heading,
            None => Remedy::Table,
        }
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.file.display()),
            None => write!(f, "{}", self.file.display()),
        }
    }
}

/// What is known of a document from elsewhere than its words.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Given {
    /// The given identifier.
    pub id: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its publication date.
    pub published: Option<Date>,
    /// Publisher, speaker, date of retrieval, note.
    pub source: Source,
}

impl Given {
    /// What is known here, and where nothing is, what `other` knows.
    pub fn or(self, other: Given) -> Given {
        Given {
            id: self.id.or(other.id),
            url: self.url.or(other.url),
            title: self.title.or(other.title),
            published: self.published.or(other.published),
            source: Source {
                publisher: self.source.publisher.or(other.source.publisher),
                speaker: self.source.speaker.or(other.source.speaker),
                retrieved: self.source.retrieved.or(other.source.retrieved),
                note: self.source.note.or(other.source.note),
            },
        }
    }

    /// The identity that is given: the id, else the URL without its fragment.
    pub fn identity(&self) -> Option<String> {
        let url = || self.url.as_deref().map(|u| u.split('#').next().unwrap_or(u).to_owned());
        self.id.clone().or_else(url)
    }
}

impl Document {
    /// The document of a plain text, its layout read.
    ///
    /// ```
    /// use guanxi::source::Document;
    /// let text = "May 2, 2017\n\nCalls in Wuhan\n\nWeChat Posts—April 25-27, 2017\n\n\
    ///             April 25:\n\nThe office visited Elm Trust.\n";
    /// let document = Document::from_text("calls", text);
    /// assert_eq!(document.published.unwrap().to_string(), "2017-05-02");
    /// assert_eq!(document.posts[0].date.unwrap().to_string(), "2017-04-25");
    /// assert_eq!(document.posts[0].paragraphs[0].of(&document.text), "The office visited Elm Trust.");
    /// ```
    pub fn from_text(name: &str, text: &str) -> Document {
        let decoded = Decoded { text: text.replace("\r\n", "\n").replace('\r', "\n"), warnings: Vec::new() };
        Document::assemble(decoded, 0, Given::default(), name.to_owned(), name.to_owned(), Origin::default())
    }

    /// A document of `decoded`, whose words begin at byte `from` (after a front matter). What `given` lacks is
    /// taken from the layout; `id` identifies it where neither id nor URL is given.
    pub(super) fn assemble(
        decoded: Decoded,
        from: usize,
        given: Given,
        id: String,
        name: String,
        origin: Origin,
    ) -> Document {
        let Decoded { text, mut warnings } = decoded;
        let layout = layout::read(&text, from, given.published, origin.remedy());
        warnings.extend(layout.warnings);
        warnings.extend(not_read(&text, layout.posts.iter().flat_map(|p| &p.paragraphs).copied()));
        let mut source = given.source.clone();
        source.speaker = source.speaker.or(layout.speaker);
        source.note = source.note.or(layout.note);
        Document {
            id: given.identity().unwrap_or(id),
            name,
            url: given.url,
            title: given.title.or(layout.title),
            published: given.published.or(layout.published),
            source,
            text,
            headline: layout.headline,
            series: layout.series,
            posts: layout.posts,
            warnings,
            origin,
        }
    }
}

/// One remark on all sentences that are not read for their language, at the first of them.
fn not_read(text: &str, paragraphs: impl Iterator<Item = Span>) -> Option<Notice> {
    let foreign = |paragraph: Span| {
        let whole = paragraph.of(text).chars().any(is_cjk);
        let sentences = if whole { sentences(text, paragraph) } else { Vec::new() };
        sentences.into_iter().filter(|s| is_east_asian(s.of(text)))
    };
    let mut spans = paragraphs.flat_map(foreign);
    let first = spans.next()?;
    let characters = |span: Span| span.of(text).chars().filter(|c| is_cjk(*c)).count();
    let all = characters(first) + spans.map(characters).sum::<usize>();
    Some(Notice {
        code: "not-english",
        span: first,
        message: format!(
            "{all} characters of Chinese, Japanese or Korean text were not read: guanxi reads English. Give an English \
             translation, or write the records yourself (.records.jsonl)"
        ),
    })
}
