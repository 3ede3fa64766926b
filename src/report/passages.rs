//! A text cut where passages begin and end, so that a page can mark them.

use serde::Serialize;

/// A stretch of text between two borders of marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// Marks to open before it.
    pub open: Vec<Opening>,
    /// The words.
    pub text: String,
    /// How many marks to close after it.
    pub close: usize,
}

/// The beginning of a mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Opening {
    /// Its anchor; none where it goes on after another mark was closed.
    pub anchor: Option<String>,
    /// Whether it marks a sentence that gave no event.
    pub silent: bool,
}

/// The anchor of a passage in its page, as in its IRI: `char=10,120`.
pub fn anchor(start: usize, end: usize) -> String {
    format!("char={start},{end}")
}

/// Cuts a text at the borders of passages and silent sentences (code points, half-open). Marks nest: one
/// that another cuts across is closed and opened again, its anchor on the first part. What lies outside of
/// the text is cut off; empty marks are left out.
pub fn segments(text: &str, passages: &[(usize, usize)], silent: &[(usize, usize)]) -> Vec<Segment> {
    let letters: Vec<char> = text.chars().collect();
    let passages = passages.iter().map(|&(start, end)| (start, end, false));
    let mut marks: Vec<(usize, usize, bool)> = passages
        .chain(silent.iter().map(|&(start, end)| (start, end, true)))
        .map(|(start, end, silent)| (start, end.min(letters.len()), silent))
        .filter(|(start, end, _)| start < end)
        .collect();
    // The longer of two that begin together is the outer one.
    marks.sort_by_key(|&(start, end, silent)| (start, std::cmp::Reverse(end), silent));
    marks.dedup_by_key(|&mut (start, end, _)| (start, end));
    let mut borders: Vec<usize> = marks.iter().flat_map(|&(start, end, _)| [start, end]).collect();
    borders.extend([0, letters.len()]);
    borders.sort_unstable();
    borders.dedup();
    let mut segments = Vec::new();
    let mut opened: Vec<(usize, usize, bool)> = Vec::new();
    let mut again: Vec<(usize, usize, bool)> = Vec::new();
    for pair in borders.windows(2) {
        let &[start, end] = pair else { continue };
        let mut open: Vec<Opening> = Vec::new();
        for mark in again.drain(..) {
            opened.push(mark);
            open.push(Opening { anchor: None, silent: mark.2 });
        }
        for &mark in marks.iter().filter(|mark| mark.0 == start) {
            opened.push(mark);
            open.push(Opening { anchor: Some(anchor(mark.0, mark.1)), silent: mark.2 });
        }
        let mut close = 0;
        if let Some(outermost) = opened.iter().position(|mark| mark.1 == end) {
            close = opened.len() - outermost;
            again = opened.split_off(outermost).into_iter().filter(|mark| mark.1 != end).collect();
        }
        segments.push(Segment { open, text: letters[start..end].iter().collect(), close });
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Anchored marks as `[a:`, continued ones as `[`, silent ones with `?`, closed by `]`.
    fn marked(text: &str, passages: &[(usize, usize)]) -> String {
        let mut out = String::new();
        for segment in segments(text, passages, &[(5, 6)]) {
            for open in &segment.open {
                out += if open.silent { "[?" } else { "[" };
                out += &open.anchor.as_ref().map(|a| format!("{a}:")).unwrap_or_default();
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
        assert_eq!(marked("abcdef", &[(1, 3), (1, 5)]), "a[char=1,5:[char=1,3:bc]de][?char=5,6:f]");
        assert_eq!(marked("abcdef", &[(0, 3), (2, 5)]), "[char=0,3:ab[char=2,5:c]][de][?char=5,6:f]");
        assert_eq!(marked("abc", &[(2, 99), (7, 9), (1, 1)]), "ab[char=2,3:c]");
        assert_eq!(marked("", &[(0, 4)]), "");
    }
}
