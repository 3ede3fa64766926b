use super::{CodePoints, Span, token::is_apostrophe};

/// Words after which a full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "no", "nos", "vs", "etc", "inc", "ltd", "co", "corp", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "gen", "gov", "rep", "sen",
    "approx", "dept", "e.g", "i.e", "a.m", "p.m", "e.v",
];

/// Cuts a paragraph into sentences, in one pass.
///
/// A sentence ends at `.`, `!`, `?` or `…` (with the quotation marks and brackets that close there) before white
/// space and something that can begin one; not after an abbreviation or an initial. A missing space
/// between two sentences ("audience.The speaker") is no hindrance. A note in brackets that begins after a
/// sentence is a sentence of its own.
pub fn sentences(text: &str, paragraph: Span) -> Vec<Span> {
    let body = paragraph.of(text);
    let mut out = Vec::new();
    let (mut start, mut from) = (0, 0);
    while let Some((at, stop)) = next_stop(body, from) {
        let closing = |d: &char| is_stop(*d) || matches!(d, '”' | '"' | ')' | ']') || is_apostrophe(*d);
        let length: usize = body[at..].chars().take_while(closing).map(char::len_utf8).sum();
        from = at + length;
        if ends_here(body, start, at, from, stop) {
            push(&mut out, text, paragraph.start + start, paragraph.start + from);
            start = from;
        }
    }
    push(&mut out, text, paragraph.start + start, paragraph.end);
    out
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// The first byte of `…`.
const ELLIPSIS: u8 = "…".as_bytes()[0];

/// The first stop at `from` or after it. Bytes are looked at, as most begin none.
fn next_stop(body: &str, from: usize) -> Option<(usize, char)> {
    (from..body.len())
        .filter(|at| matches!(body.as_bytes()[*at], b'.' | b'!' | b'?' | ELLIPSIS))
        .find_map(|at| Some((at, body[at..].chars().next().filter(|c| is_stop(*c))?)))
}

/// So many bytes before and after a passage its sentences are looked for.
const MOST_AROUND: usize = 2000;

/// The sentences of a text in which the words between two of its code points stand, without the paragraphs around them.
/// None where these are no words of it.
pub fn around<'t>(points: &CodePoints<'t>, start: usize, end: usize) -> Option<&'t str> {
    let text = points.text();
    let words = Span::new(points.byte(start)?, points.byte(end).filter(|_| start < end)?);
    let (mut least, mut most) =
        (words.start.saturating_sub(MOST_AROUND), words.end.saturating_add(MOST_AROUND).min(text.len()));
    while !text.is_char_boundary(least) {
        least += 1;
    }
    while !text.is_char_boundary(most) {
        most -= 1;
    }
    let begin = text[least..words.start].rfind("\n\n").map_or(least, |at| least + at + 2);
    let stop = text[words.end..most].find("\n\n").map_or(most, |at| words.end + at);
    let its = sentences(text, Span::new(begin, stop)).into_iter().filter(|sentence| sentence.overlaps(words));
    Some(its.reduce(Span::cover).unwrap_or(words).of(text))
}

fn ends_here(body: &str, start: usize, at: usize, end: usize, stop: char) -> bool {
    let mut after = body[end..].chars();
    let Some(next) = after.next() else { return true };
    let begins =
        |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '[' | '(' | '‘' | '*');
    if !next.is_whitespace() {
        // "in the audience.The speaker": a small letter, a stop, a capital and a small letter.
        let before = body[..at].chars().next_back().is_some_and(char::is_lowercase);
        return stop == '.'
            && before
            && next.is_uppercase()
            && after.next().is_some_and(|c| c.is_lowercase() || c == ' ');
    }
    let Some(first) = body[end..].trim_start().chars().next() else { return true };
    if !begins(first) && !first.is_alphabetic() {
        return false;
    }
    if first.is_lowercase() {
        return false;
    }
    if stop == '.' {
        let word = body[start..at]
            .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '‘' | '-'))
            .next()
            .unwrap_or("");
        let lower = word.to_lowercase();
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        let dotted =
            word.len() <= 12 && word.contains('.') && word.chars().all(|c| c == '.' || c.is_uppercase());
        if ABBREVIATIONS.contains(&lower.as_str()) || initial || dotted {
            return false;
        }
    }
    true
}

fn push(out: &mut Vec<Span>, text: &str, start: usize, end: usize) {
    let words = &text[start..end];
    let left = words.len() - words.trim_start().len();
    let right = words.trim_end().len();
    if left < right {
        out.push(Span::new(start + left, start + right));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentences_around_words_are_those_of_their_paragraph() {
        let text = "März.\n\nIt rained. The office visited\nElm Trust, and left. It rained on.\n\nEnd";
        let points = CodePoints::new(text);
        let of = |words: &str| {
            let start = text[..text.find(words).expect("words")].chars().count();
            around(&points, start, start + words.chars().count())
        };
        assert_eq!(of("visited\nElm"), Some("The office visited\nElm Trust, and left."));
        assert_eq!(of("left. It"), Some("The office visited\nElm Trust, and left. It rained on."));
        assert_eq!(of("End"), Some("End"));
        assert_eq!(around(&points, 70, 900), None);
    }

    fn cut(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len())).iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn stops_that_end_a_sentence_and_stops_that_do_not() {
        assert_eq!(
            cut("It has “Digital Fujian.” The two met at No. 307 School. U.S. groups came."),
            ["It has “Digital Fujian.”", "The two met at No. 307 School.", "U.S. groups came."]
        );
        assert_eq!(
            cut("They sat in the audience.The speaker left."),
            ["They sat in the audience.", "The speaker left."]
        );
        assert_eq!(
            cut("He left. [The post notes so.] She stayed."),
            ["He left.", "[The post notes so.]", "She stayed."]
        );
        assert_eq!(cut(""), Vec::<&str>::new());
    }
}
