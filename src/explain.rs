//! A claim back to its words.
