//! Bytes to text: UTF-8, UTF-16 with a byte-order mark, a charset that a page declares.

use super::Notice;
use crate::text::Span;
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use regex::bytes::Regex;
use std::sync::LazyLock;

/// A decoded text: no byte-order mark, no CR.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Decoded {
    /// The words.
    pub text: String,
    /// Bytes that could not be decoded.
    pub warnings: Vec<Notice>,
}

/// How many undecodable places are told one by one.
const TOLD: usize = 10;

/// Decodes a plain text; none where it is no text (it holds NUL bytes).
pub(super) fn text(bytes: &[u8]) -> Option<Decoded> {
    decode(bytes, UTF_8)
}

/// Decodes a web page in the charset of its byte-order mark, else the one it declares, else UTF-8.
pub(super) fn page(bytes: &[u8]) -> Option<Decoded> {
    decode(bytes, declared(bytes).unwrap_or(UTF_8))
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    static CHARSET: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)"#).ok()
    });
    let head = &bytes[..bytes.len().min(4096)];
    let label = CHARSET.as_ref()?.captures(head)?.get(1)?.as_bytes();
    let encoding = Encoding::for_label(label)?;
    // A page whose declaration can be read as ASCII is not in UTF-16, whatever it says.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

fn decode(bytes: &[u8], declared: &'static Encoding) -> Option<Decoded> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((declared, 0));
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if (!wide && bytes.contains(&0)) || bytes.starts_with(b"%PDF-") {
        return None;
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len());
    let mut bad: Vec<(usize, usize)> = Vec::new();
    let mut read = mark;
    loop {
        let rest = bytes.get(read..).unwrap_or_default();
        text.reserve(
            decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len() + 16),
        );
        let (result, used) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        read += used;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, after) => {
                let offset = read.saturating_sub(usize::from(length) + usize::from(after));
                bad.push((offset, text.len()));
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
    let (text, bad) = without_returns(text, bad);
    Some(Decoded { warnings: tell(&bad, encoding), text })
}

/// CRLF and lone CR become LF; the places move along.
fn without_returns(text: String, mut bad: Vec<(usize, usize)>) -> (String, Vec<(usize, usize)>) {
    if !text.contains('\r') {
        return (text, bad);
    }
    let mut out = String::with_capacity(text.len());
    let mut places = bad.iter_mut().peekable();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if places.peek().is_some_and(|p| p.1 == at)
            && let Some(place) = places.next()
        {
            place.1 = out.len();
        }
        match c {
            '\r' if chars.peek().is_some_and(|(_, next)| *next == '\n') => {}
            '\r' => out.push('\n'),
            _ => out.push(c),
        }
    }
    (out, bad)
}

fn tell(bad: &[(usize, usize)], encoding: &'static Encoding) -> Vec<Notice> {
    let width = char::REPLACEMENT_CHARACTER.len_utf8();
    let name = encoding.name();
    let mut notices: Vec<Notice> = bad
        .iter()
        .take(TOLD)
        .map(|&(offset, place)| Notice {
            code: "undecodable-bytes",
            span: Span::new(place, place + width),
            message: format!(
                "the bytes at offset {offset} are no {name}; they were replaced by U+FFFD. Save the file as UTF-8"
            ),
        })
        .collect();
    if let (Some(&(offset, place)), Some(&(last, _))) = (bad.get(TOLD), bad.last()) {
        notices.push(Notice {
            code: "undecodable-bytes",
            span: Span::new(place, place + width),
            message: format!(
                "{} more places from byte offset {offset} to {last} are no {name}; they were replaced by U+FFFD. \
                 The file is probably in another charset: save it as UTF-8",
                bad.len() - TOLD
            ),
        });
    }
    notices
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        text(bytes).map(|d| d.text).unwrap_or_default()
    }

    #[test]
    fn marks_and_returns_go_and_utf_16_is_read() {
        assert_eq!(read(b"\xEF\xBB\xBFa\r\nb\rc"), "a\nb\nc");
        let wide: Vec<u8> =
            [0xFEFFu16].into_iter().chain("关系\r\n".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide), "关系\n");
        let wide: Vec<u8> =
            [0xFEFFu16].into_iter().chain("关系".encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&wide), "关系");
    }

    #[test]
    fn undecodable_bytes_are_replaced_and_their_offset_is_told() {
        let decoded = text(b"one\r\ntwo \xFF three \xE9t\xE9").unwrap_or_default();
        assert_eq!(decoded.text, "one\ntwo \u{FFFD} three \u{FFFD}t\u{FFFD}");
        let told: Vec<&str> = decoded.warnings.iter().map(|w| w.message.as_str()).collect();
        assert!(told[0].contains("offset 9 "), "{told:?}");
        assert!(told[1].contains("offset 17 "), "{told:?}");
        for warning in &decoded.warnings {
            assert_eq!(warning.span.of(&decoded.text), "\u{FFFD}");
        }
        let many = text(&[0xFF; 50]).unwrap_or_default();
        assert_eq!(many.warnings.len(), TOLD + 1);
        assert!(many.warnings[TOLD].message.starts_with("40 more"));
    }

    #[test]
    fn a_binary_file_is_no_text() {
        assert_eq!(text(b"\x7FELF\x00\x01"), None);
        assert_eq!(text(b"%PDF-1.7 \xE2"), None);
    }

    #[test]
    fn a_declared_charset_is_used() {
        let decoded = page(b"<meta charset=gbk><p>\xB9\xD8\xCF\xB5").unwrap_or_default();
        assert!(decoded.text.ends_with("关系"));
        let declared =
            b"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1252\">caf\xE9";
        assert!(page(declared).unwrap_or_default().text.ends_with("café"));
    }
}
