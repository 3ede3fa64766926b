//! A text cut where passages begin and end, so that a page can mark them.

use serde::Serialize;

/// A stretch of text between two borders of passages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// Marks to open before it: the anchor, or none where a mark goes on after another was closed.
    pub open: Vec<Option<String>>,
    /// The words.
    pub text: String,
    /// How many marks to close after it.
    pub close: usize,
}

/// The anchor of a passage in its page, as in its IRI: `char=10,120`.
pub fn anchor(start: usize, end: usize) -> String {
    format!("char={start},{end}")
}

/// Cuts a text at the borders of passages (code points, half-open). Marks nest: a passage that another
/// one cuts across is closed and opened again, its anchor on the first part. What lies outside of the text is cut off; empty passages are left out.
pub fn segments(text: &str, passages: &[(usize, usize)]) -> Vec<Segment> {
    let letters: Vec<char> = text.chars().collect();
    let mut passages: Vec<(usize, usize)> = passages
        .iter()
        .map(|&(start, end)| (start, end.min(letters.len())))
        .filter(|(start, end)| start < end)
        .collect();
    // The longer of two that begin together is the outer one.
    passages.sort_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
    passages.dedup();
    let mut borders: Vec<usize> = passages.iter().flat_map(|&(start, end)| [start, end]).collect();
    borders.extend([0, letters.len()]);
    borders.sort_unstable();
    borders.dedup();
    let mut segments = Vec::new();
    let mut opened: Vec<(usize, usize)> = Vec::new();
    let mut again: Vec<(usize, usize)> = Vec::new();
    for pair in borders.windows(2) {
        let &[start, end] = pair else { continue };
        let mut open: Vec<Option<String>> = Vec::new();
        for passage in again.drain(..) {
            opened.push(passage);
            open.push(None);
        }
        for &passage in passages.iter().filter(|p| p.0 == start) {
            opened.push(passage);
            open.push(Some(anchor(passage.0, passage.1)));
        }
        let mut close = 0;
        if let Some(outermost) = opened.iter().position(|p| p.1 == end) {
            close = opened.len() - outermost;
            again = opened.split_off(outermost).into_iter().filter(|p| p.1 != end).collect();
        }
        segments.push(Segment { open, text: letters[start..end].iter().collect(), close });
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Anchored marks as `[a:`, continued ones as `[`, closed by `]`.
    fn marked(text: &str, passages: &[(usize, usize)]) -> String {
        let mut out = String::new();
        for segment in segments(text, passages) {
            for open in &segment.open {
                out += &open.as_ref().map_or("[".to_owned(), |a| format!("[{a}:"));
            }
            out += &segment.text;
            out += &"]".repeat(segment.close);
        }
        out
    }

    #[test]
    fn passages_are_marked_nested_or_cut() {
        assert_eq!(marked("关系abc", &[]), "关系abc");
        assert_eq!(marked("关系abc", &[(1, 3)]), "关[char=1,3:系a]bc");
        assert_eq!(marked("abcdef", &[(1, 3), (1, 5)]), "a[char=1,5:[char=1,3:bc]de]f");
        assert_eq!(marked("abcdef", &[(0, 3), (2, 5)]), "[char=0,3:ab[char=2,5:c]][de]f");
        assert_eq!(marked("abc", &[(2, 99), (7, 9), (1, 1)]), "ab[char=2,3:c]");
        assert_eq!(marked("", &[(0, 4)]), "");
    }
}
