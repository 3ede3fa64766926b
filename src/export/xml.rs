//! What XML 1.0 cannot hold.

use std::borrow::Cow;

/// The text without the characters that XML 1.0 forbids even as references: control characters other
/// than tab and line ends, and the two non-characters U+FFFE and U+FFFF.
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_legal) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| is_legal(*c)).collect())
}

fn is_legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_characters_fall_away_and_the_rest_stays() {
        assert_eq!(legal("a\u{0}b\u{8}\tc\u{FFFF}关系 😀"), "ab\tc关系 😀");
    }
}
