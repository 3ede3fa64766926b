//! Spans of a text and the bridge from bytes to code points.

mod key;
mod span;

pub use key::name_key;
pub use span::{CodePoints, Span};
