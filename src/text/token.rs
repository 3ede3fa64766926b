use super::Span;

/// What a token looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `visited`
    Lower,
    /// `Hubei`
    Capital,
    /// `PSB`, `A4T`: two or more capitals, none small.
    Upper,
    /// `17`, `3,000`
    Number,
    /// Chinese, Japanese or Korean characters.
    Cjk,
    /// Anything else: one character of punctuation, or `'s`.
    Mark,
}

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it looks like.
    pub shape: Shape,
}

impl Token {
    /// Its letters.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }

    /// Whether it begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }
}

/// Cuts a stretch of text into tokens. Hyphens, ampersands and apostrophes inside a word belong to it, but the
/// possessive (`’s`, and `’` after an s) is a token of its own. One pass, linear.
pub fn tokens(text: &str, within: Span) -> Vec<Token> {
    let stretch = within.of(text);
    let mut out = Vec::with_capacity(stretch.len() / 5);
    let mut from = 0;
    while let Some(c) = stretch[from..].chars().next() {
        let at = from;
        from += c.len_utf8();
        if c.is_whitespace() {
            continue;
        }
        let shape = if is_cjk(c) {
            from += stretch[from..].chars().take_while(|d| is_cjk(*d)).map(char::len_utf8).sum::<usize>();
            Shape::Cjk
        } else if !c.is_alphanumeric() {
            // A possessive after a closing bracket or quotation mark: `(Hong Kong)’s`.
            if is_apostrophe(c) && follows_word(stretch, at) && stretch[from..].starts_with('s') {
                let boundary = stretch[from + 1..].chars().next().is_none_or(|d| !d.is_alphanumeric());
                from += usize::from(boundary);
            }
            Shape::Mark
        } else {
            from = split_run_on(stretch, at, word_end(stretch, at));
            shape(&stretch[at..from])
        };
        out.push(Token { span: Span::new(within.start + at, within.start + from), shape });
    }
    out
}

/// Where the word that begins at `at` ends.
fn word_end(text: &str, at: usize) -> usize {
    // Most words are nothing but plain letters.
    let plain = text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let from = at + plain;
    if text.as_bytes().get(from).is_none_or(u8::is_ascii_whitespace) {
        return from;
    }
    let mut end = from;
    let mut rest = text[from..].char_indices().peekable();
    while let Some((i, c)) = rest.next() {
        let next = rest.peek().map(|(_, d)| *d);
        let goes_on = if is_cjk(c) {
            false
        } else if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) {
            true
        } else if is_apostrophe(c) {
            // Inside a word, unless a possessive begins here.
            let possessive = text[from + i + c.len_utf8()..].starts_with(['s', 'S'])
                && text[from + i + c.len_utf8() + 1..].chars().next().is_none_or(|d| !d.is_alphanumeric());
            next.is_some_and(char::is_alphanumeric) && !possessive
        } else if matches!(c, '-' | '‐' | '‑' | '&' | '@' | '+') {
            next.is_some_and(|d| d.is_alphanumeric() && !is_cjk(d))
        } else if matches!(c, ',' | '.') {
            // 3,000 and U.S. and 1.5
            let previous = text[..from + i].chars().next_back();
            (next.is_some_and(|d| d.is_ascii_digit()) && previous.is_some_and(|d| d.is_ascii_digit()))
                || (c == '.' && is_dotted(text, at, from + i))
        } else {
            false
        };
        if !goes_on {
            break;
        }
        end = from + i + c.len_utf8();
    }
    end
}

/// Where the first of two words ends that lack a blank between them: "PSBForeign", "NGOs’Office" stay two words.
fn split_run_on(text: &str, at: usize, end: usize) -> usize {
    let word = &text[at..end];
    if !matches!(word.as_bytes(), [b'P', b'S', ..] | [b'N', b'G', ..]) {
        return end;
    }
    ["PSBs", "PSB", "NGOs", "NGO", "PSUs", "PSU"]
        .iter()
        .find(|p| {
            word.strip_prefix(**p).is_some_and(|rest| {
                let mut rest = rest.chars();
                rest.next().is_some_and(char::is_uppercase) && rest.next().is_some_and(char::is_lowercase)
            })
        })
        .map_or(end, |p| at + p.len())
}

/// Whether the full stop at `dot` stands inside an abbreviation of single letters, as in `U.S.`.
fn is_dotted(text: &str, start: usize, dot: usize) -> bool {
    let before = &text[start..dot];
    let single = before
        .rsplit('.')
        .next()
        .is_some_and(|p| p.chars().count() == 1 && p.chars().all(char::is_uppercase));
    let mut after = text[dot + 1..].chars();
    let letter = after.next().is_some_and(char::is_uppercase);
    single && ((letter && after.next() == Some('.')) || before.contains('.'))
}

fn follows_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '”' | '"' | ']'))
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Shape::Number };
    let starts_with_letter = word.chars().next().is_some_and(char::is_alphabetic);
    if !first.is_uppercase() {
        return if starts_with_letter || word.len() < 2 { Shape::Lower } else { Shape::Number };
    }
    let mut more = 0;
    for c in letters {
        if c.is_lowercase() {
            return Shape::Capital;
        }
        more += 1;
    }
    if more > 0 || word.chars().any(|c| c.is_ascii_digit()) { Shape::Upper } else { Shape::Capital }
}

/// Whether this is one of the apostrophes in use.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// Whether a character belongs to Chinese, Japanese or Korean writing.
pub fn is_cjk(c: char) -> bool {
    matches!(c as u32, 0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Whether a stretch is written in Chinese, Japanese or Korean: a name in such characters, as a gloss in an English
/// sentence, does not make it so. One character stands for about three letters.
pub fn is_east_asian(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let (mut characters, mut letters) = (0, 0);
    for c in text.chars() {
        characters += usize::from(is_cjk(c) && c.is_alphabetic());
        letters += usize::from(!is_cjk(c) && c.is_alphabetic());
    }
    characters >= 4 && characters * 3 > letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_gloss_makes_no_chinese_sentence() {
        assert!(is_east_asian("湖北省公安厅境外非政府组织管理办公室走访了 Elm Trust。"));
        assert!(!is_east_asian("The office visited Elm Trust (榆树信托基金会) in Wuhan."));
        assert!(!is_east_asian("关系"));
    }

    fn words(text: &str) -> Vec<&str> {
        tokens(text, Span::new(0, text.len())).iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn possessives_are_tokens_and_inner_marks_are_not() {
        assert_eq!(
            words("Milo’s (Japan)’s TUON's X-ray 3,000 o'clock."),
            ["Milo", "’s", "(", "Japan", ")", "’s", "TUON", "'s", "X-ray", "3,000", "o'clock", "."]
        );
        assert_eq!(words("the NGOs' accounts"), ["the", "NGOs", "'", "accounts"]);
        assert_eq!(words("the U.S. Embassy"), ["the", "U.S.", "Embassy"]);
    }

    #[test]
    fn words_run_up_to_chinese_characters() {
        assert_eq!(words("law（放管服）reform关系x"), ["law", "（", "放管服", "）", "reform", "关系", "x"]);
    }

    #[test]
    fn shapes() {
        let shapes = |s: &str| tokens(s, Span::new(0, s.len())).iter().map(|t| t.shape).collect::<Vec<_>>();
        assert_eq!(
            shapes("A4T PSBs Hubei 17 2nd visit —"),
            [
                Shape::Upper,
                Shape::Capital,
                Shape::Capital,
                Shape::Number,
                Shape::Number,
                Shape::Lower,
                Shape::Mark
            ]
        );
    }
}
