//! Lines of a page that are no words of its author: navigation, sharing, separators, footers.

use regex::Regex;
use std::sync::LazyLock;

/// Longest line, in bytes, that can be furniture; a "Fictional: …" footer may be longer.
const LONGEST: usize = 110;

static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix)^(?:
        (?:[*•·.=_~\#\-–—]\s*){3,}                                   # * * *
      | you\ are\ here\b.{0,3}
      | (?:home|start)\s*[»›>/|].*                                   # breadcrumbs
      | .{1,40}\s[»›]\s.{1,60}
      | skip\ to\ .*
      | back\ to\ top
      | (?-i:Support\ (?:us|our\ \w+|this\ \w+|the\ [A-Z]\w+|[A-Z][\w’'.]*(?:\ [A-Z][\w’'.]*){0,3}))
      | (?:share|tweet|e-?mail|print|facebook|twitter|linkedin|wechat|weibo|whatsapp|telegram|reddit|copy\ link|pdf|x)
        (?:[\s,|·/•]+(?:share|tweet|e-?mail|print|facebook|twitter|linkedin|wechat|weibo|whatsapp|telegram|reddit|
          copy\ link|pdf|on|via|this|page|article|story|x))*:?
      | (?:subscribe|sign\ up|sign\ in|log\ ?in|follow\ us|donate|search|menu|newsletters?|advertisement|comments?)(?:\ now|\ here|\ today|\ \(\d+\))?[.!]?
      | subscribe\ to\ .*
      | (?:read|see|view|load)\ more\b.*
      | continue\ reading\b.*
      | leave\ a\ (?:reply|comment)
      | print\ this\ page
      | (?:previous|next)(?:\ (?:article|post|page|story))?(?:\s*[:»›→].*)?
      | (?:tags?|topics?|keywords?|categories|category|filed\ under|posted\ in)\s*:.*
      | (?:photo|image|picture)s?(?:\ (?:credit|by|courtesy).*|\s*:.*)
      | ©.*
      | copyright\b.*
      | all\ rights\ reserved\b.*
      | page\ \d+(?:\ of\ \d+)?
      | \d{1,4}
    )$";
    Regex::new(pattern).unwrap_or_else(|e| unreachable!("the furniture is no regular expression: {e}"))
});

static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)^(?:related(?: articles?| posts?| stories| content| reading| links)?|more from .{1,60}|most (?:read|popular)|recommended(?: for you)?|about the authors?|you (?:may|might) also like|latest (?:news|posts)|comments?)\s*:?$";
    Regex::new(pattern).unwrap_or_else(|e| unreachable!("the tail is no regular expression: {e}"))
});

/// Whether `line` (trimmed) belongs to the page rather than to the text.
pub(super) fn is_furniture(line: &str) -> bool {
    note(line).is_some() || (line.len() <= LONGEST && FURNITURE.is_match(line))
}

/// Whether from `line` on only links to other pages follow.
pub(super) fn starts_tail(line: &str) -> bool {
    line.len() <= LONGEST && TAIL.is_match(line)
}

/// The remark that a text puts on itself, and that every output made of it repeats.
pub(super) fn note(line: &str) -> Option<&str> {
    let line = line.trim_matches(['*', '_', ' ']);
    (line.starts_with("Fictional:") && line.len() < 300).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_told_from_words() {
        for line in [
            "You are here",
            "* * *",
            "---",
            "Support NGO Digest",
            "Support ChinaFile",
            "Fictional: written to test software; nothing in it happened.",
            "Share",
            "Facebook | Twitter | Email",
            "Share on WeChat",
            "Home » News » Wuhan",
            "Tags: law, visits",
            "© 2019 NGO Digest",
            "Read more…",
            "Next article →",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "Support from the Hubei office came at once.",
            "Support for schools is what Elm Trust gives",
            "Donate blood, the Red Cross told Elm Trust.",
            "Search teams of the Wuhan PSB visited Elm Trust.",
            "Comments by the Hubei office were welcomed by Elm Trust.",
            "Email: the office answers within a day.",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
        assert!(starts_tail("Related articles"));
        assert!(!starts_tail("Related work was done by Elm Trust."));
    }
}
