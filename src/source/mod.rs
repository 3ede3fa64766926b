//! Documents: files, folders and streams read into texts with dates, posts and provenance.
//!
//! [`read`] takes what a person names on the command line and gives one [`Item`] after the other,
//! one in memory at a time. What it cannot read is a [`SourceError`] in its place; the rest goes on.

mod beside;
mod catalog;
mod check;
mod date;
mod decode;
mod document;
mod error;
mod furniture;
mod layout;
mod line;
mod lines;
mod list;
mod matter;
mod meta;
mod page;
mod reader;
mod shape;
mod sheet;

pub use document::{Document, Notice, Origin, Post};
pub use error::SourceError;
pub use reader::{Item, Reader, read};
pub use sheet::{Cell, Row, Sheet};
