//! Spans of a text and the bridge from bytes to code points.

mod key;
mod sentence;
mod span;
mod token;

pub use key::name_key;
pub use sentence::{around, sentences};
pub use span::{CodePoints, Span};
pub use token::{Shape, Token, is_apostrophe, is_cjk, is_east_asian, tokens};
