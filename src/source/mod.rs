//! Documents: files, folders and streams read into texts with dates, posts and provenance.

use crate::record::Source;
use crate::text::Span;
use jiff::civil::Date;

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
    /// The headline, where the layout shows one. It names organisations, but tells no event.
    pub headline: Option<Span>,
    /// The series line ("Ministry of Public Security WeChat Posts—March 31-April 11, 2019").
    pub series: Option<Span>,
    /// The posts in order; at least one where the text has any words.
    pub posts: Vec<Post>,
    /// What reading it met.
    pub warnings: Vec<Notice>,
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
