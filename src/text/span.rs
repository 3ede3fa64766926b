use std::ops::Range;

/// A stretch of a text: byte offsets, half-open, always on character boundaries.
///
/// Inside guanxi every position is a byte offset. Code points, which the record and passage IRIs
/// use, are made at the door by [`CodePoints`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset past the last byte.
    pub end: usize,
}

impl Span {
    /// The span of `start..end`; an end before the start gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// The words of this span in `text`. Offsets outside of the text, or inside a character, give "".
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The least span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl From<Range<usize>> for Span {
    fn from(r: Range<usize>) -> Self {
        Span::new(r.start, r.end)
    }
}

/// Byte offsets to code points: a checkpoint every 64 bytes, so that a look-up costs at most 64 steps.
#[derive(Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    checkpoints: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    const STEP: usize = 64;

    /// Indexes `text` in one pass.
    pub fn new(text: &'t str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut count = 0;
        for step in text.as_bytes().chunks(Self::STEP) {
            checkpoints.push(count);
            count += step.iter().filter(|b| !is_continuation(**b)).count();
        }
        CodePoints { text, checkpoints }
    }

    /// How many code points lie before byte `offset` (an offset past the end counts as the end).
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let slot = (offset / Self::STEP).min(self.checkpoints.len().saturating_sub(1));
        let Some(&before) = self.checkpoints.get(slot) else { return 0 };
        let rest = &self.text.as_bytes()[slot * Self::STEP..offset];
        before + rest.iter().filter(|b| !is_continuation(**b)).count()
    }

    /// The byte at which a code point begins, the other way about; none past the end.
    pub fn byte(&self, point: usize) -> Option<usize> {
        let slot = self.checkpoints.partition_point(|before| *before <= point).checked_sub(1);
        let (begin, before) = slot.map_or((0, 0), |slot| (slot * Self::STEP, self.checkpoints[slot]));
        let bytes = self.text.as_bytes()[begin..].iter().enumerate();
        let mut starts = bytes.filter(|(_, b)| !is_continuation(**b)).map(|(at, _)| begin + at);
        starts.nth(point - before).or((self.at(self.text.len()) == point).then_some(self.text.len()))
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting_characters() {
        let text = "Fédération 关系 “x” ".repeat(40);
        let index = CodePoints::new(&text);
        for (i, _) in text.char_indices() {
            assert_eq!(index.at(i), text[..i].chars().count());
            assert_eq!(index.byte(index.at(i)), Some(i));
        }
        assert_eq!(index.byte(index.at(text.len())), Some(text.len()));
        assert_eq!(index.byte(index.at(text.len()) + 1), None);
        assert_eq!(index.at(text.len()), text.chars().count());
        assert_eq!(CodePoints::new("").at(0), 0);
    }

    #[test]
    fn a_span_inside_a_character_is_empty_not_a_panic() {
        assert_eq!(Span::new(1, 2).of("关"), "");
    }
}
