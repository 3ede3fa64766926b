//! Saved web pages: the article without its surroundings, and what the page says of itself.

use super::document::{Given, Notice};
use super::lines::{self, Shape};
use super::meta;
use crate::text::Span;
use dom_query::{Document as Dom, NodeRef};
use dom_smoothie::{Config, Readability};

/// The article of a page.
#[derive(Debug)]
pub(super) struct Page {
    /// Title, then paragraphs and headings, blank lines between them.
    pub text: String,
    /// URL, title, date, publisher.
    pub given: Given,
}

/// What holds no words of the article.
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "button", "form", "iframe", "object", "nav",
    "aside", "figure", "select", "textarea", "input", "head",
];

/// What begins a paragraph of its own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "li",
    "blockquote",
    "pre",
    "table",
    "tr",
    "hr",
    "address",
    "body",
    "figcaption",
    "details",
    "summary",
];

/// Pages that nest deeper are no articles, and cost readability time without end.
const DEEPEST: usize = 256;

/// Finds the article of `html`; none where the page has no words.
pub(super) fn read(html: &str) -> Option<Page> {
    let dom = Dom::from(html);
    let mut given = meta::read(&dom, html);
    let article = if depth(&dom) <= DEEPEST { article(html) } else { None };
    let mut body =
        article.as_ref().map(|a| words(&Dom::fragment(a.content.clone()).root())).unwrap_or_default();
    // Readability weighs paragraphs by their length: where it lost date headings or nearly all words, the page's own
    // mark-up is the better guide.
    if let Some(main) = main(&dom).map(|node| words(&node))
        && (dated(&main) > dated(&body) || body.len() * 4 < main.len().min(800))
    {
        body = main;
    }
    if body.trim().is_empty() {
        return None;
    }
    if given.title.is_none() {
        given.title = article.map(|a| a.title.trim().to_owned()).filter(|t| !t.is_empty());
    }
    let text = match &given.title {
        Some(title) if !body.lines().take(12).any(|l| same(l, title)) => format!("{title}\n\n{body}\n"),
        _ => format!("{body}\n"),
    };
    Some(Page { text, given })
}

/// Moves what is told of the page's bytes to where they stand in its words.
pub(super) fn move_warnings(warnings: &mut [Notice], text: &str) {
    let mut places =
        text.match_indices(char::REPLACEMENT_CHARACTER).map(|(at, c)| Span::new(at, at + c.len()));
    for warning in warnings {
        warning.span = places.next().unwrap_or(Span::new(0, 0));
    }
}

fn article(html: &str) -> Option<dom_smoothie::Article> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    let mut readability = Readability { doc: Dom::from(html), doc_url: None, config };
    readability.parse().ok()
}

/// How deep the elements of a page nest.
fn depth(dom: &Dom) -> usize {
    let mut level: Vec<NodeRef<'_>> = vec![dom.root()];
    let mut depth = 0;
    while !level.is_empty() && depth <= DEEPEST {
        level = level.iter().flat_map(|node| node.children_it(false)).collect();
        depth += 1;
    }
    depth
}

fn main(dom: &Dom) -> Option<NodeRef<'_>> {
    for selector in ["article", "main", "[role=main]"] {
        let found = dom.select(selector);
        if found.length() == 1 {
            return found.nodes().first().copied();
        }
    }
    dom.body()
}

fn dated(text: &str) -> usize {
    lines::read(text, 0).iter().filter(|l| matches!(l.shape, Shape::Dated(_))).count()
}

fn same(a: &str, b: &str) -> bool {
    let letters =
        |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    letters(a) == letters(b)
}

/// The words below `root`: blocks apart, list items marked, white space collapsed. Walks without recursion, since
/// pages may nest without end.
fn words(root: &NodeRef<'_>) -> String {
    enum Step<'a> {
        Enter(NodeRef<'a>),
        Leave,
    }
    let (mut blocks, mut block) = (Vec::new(), String::new());
    let mut steps = vec![Step::Enter(*root)];
    while let Some(step) = steps.pop() {
        let Step::Enter(node) = step else {
            flush(&mut block, &mut blocks);
            continue;
        };
        if node.is_text() {
            append(&mut block, &node.text());
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        let name = name.as_ref();
        if SKIPPED.contains(&name) || is_hidden(&node) {
            continue;
        }
        match name {
            "br" => block.push('\n'),
            "td" | "th" => append(&mut block, " "),
            _ if BLOCKS.contains(&name) => {
                flush(&mut block, &mut blocks);
                if name == "hr" {
                    blocks.push("* * *".to_owned());
                } else if name == "li" {
                    block.push_str("- ");
                }
                steps.push(Step::Leave);
            }
            _ => {}
        }
        steps.extend(node.children_it(true).map(Step::Enter));
    }
    flush(&mut block, &mut blocks);
    blocks.join("\n\n")
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.is_element()
        && (node.has_attr("hidden")
            || node.attr("aria-hidden").is_some_and(|v| v.as_ref() == "true")
            || node.attr("style").is_some_and(|s| s.replace(' ', "").contains("display:none")))
}

fn append(block: &mut String, words: &str) {
    for c in words.chars() {
        if c.is_whitespace() {
            if !block.is_empty() && !block.ends_with([' ', '\n']) {
                block.push(' ');
            }
        } else {
            block.push(c);
        }
    }
}

/// Ends a block; two line breaks inside of it end a paragraph.
fn flush(block: &mut String, blocks: &mut Vec<String>) {
    let mut paragraph: Vec<&str> = Vec::new();
    for line in block.split('\n').map(str::trim).chain([""]) {
        if line.is_empty() {
            if !paragraph.is_empty() && paragraph != ["-"] {
                blocks.push(paragraph.join("\n"));
            }
            paragraph.clear();
        } else {
            paragraph.push(line);
        }
    }
    block.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_paragraphs_and_breaks_lines() {
        let html = "<body><nav>Home</nav><h1>Calls</h1><p>One <b>office</b>\n visited.<br>Next line.<br><br>Apart.</p>\
                    <ul><li>First</li><li>Second</li></ul><script>x</script><p hidden>no</p></body>";
        let dom = Dom::from(html);
        assert_eq!(
            words(&dom.root()),
            "Calls\n\nOne office visited.\nNext line.\n\nApart.\n\n- First\n\n- Second"
        );
    }

    #[test]
    fn a_page_without_words_has_no_article() {
        assert!(read("<html><body><script>let a = 1</script></body></html>").is_none());
        assert!(read("").is_none());
    }

    #[test]
    fn a_page_that_nests_without_end_is_read() {
        let deep = format!("<body>{}<p>The office visited Elm Trust.</p>", "<div>".repeat(3000));
        assert!(read(&deep).is_some_and(|p| p.text.contains("Elm Trust")));
    }

    /// Pieces of mark-up, whole and broken.
    const PIECES: &[&str] = &[
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<article>",
        "</article>",
        "<main>",
        "<ul><li>",
        "</ul>",
        "<table><tr><td>",
        "</table>",
        "<br>",
        "<br><br>",
        "<h1>",
        "</h1>",
        "<a href='x'>",
        "</a>",
        "<a href",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<script type='application/ld+json'>{\"@type\":\"Article\"",
        "}</script>",
        "<title>",
        "</title>",
        "<meta property='og:title' content='",
        "'>",
        "<body>",
        "<html>",
        "<svg>",
        "<template>",
        "<noscript><img src=x>",
        "</noscript>",
        "<font>",
        "<![CDATA[",
        "]]>",
        "&amp;",
        "&#x110000;",
        "&nbsp;",
        "关系",
        "\u{0}",
        "March 31, 2019:",
        "The office visited Elm Trust, and so on, and so on. ",
        " | ",
        "\n",
        "<p style='display: none'>",
        "<frameset>",
        "<select><option>",
        "<p hidden>",
        "<math><mi>",
        "<link rel=canonical href='https://x.org/a'>",
        "<time pubdate datetime='2019-03-31'>",
        "<div class=comment>",
        "<h2>Related</h2>",
        "<img>",
        "<form>",
        "<b>",
        "</b>",
    ];

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn any_page_is_read(picks in proptest::collection::vec(0..PIECES.len(), 0..60)) {
            let html: String = picks.into_iter().map(|i| PIECES[i]).collect();
            if let Some(page) = read(&html) {
                assert!(!page.text.trim().is_empty());
            }
        }
    }
}
