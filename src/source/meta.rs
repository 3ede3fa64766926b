//! What a web page says of itself in its head: URL, title, day of publication, publisher.

use super::date;
use super::document::Given;
use crate::record::Source;
use dom_query::Document as Dom;
use jiff::civil::Date;
use regex::Regex;
use serde_json::Value;
use std::sync::LazyLock;

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "dcterms.created",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publish_date",
    "publishdate",
    "publish-date",
    "pubdate",
    "date",
];
const UPDATED: &[&str] =
    &["article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"];
const PUBLISHER: &[&str] = &[
    "og:site_name",
    "citation_publisher",
    "dcterms.publisher",
    "dc.publisher",
    "publisher",
    "application-name",
];
const TITLE: &[&str] = &["og:title", "citation_title", "dcterms.title", "dc.title", "twitter:title"];

/// What browsers write above a page that they save.
static SAVED_FROM: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)<!--\s*saved from url=\(\d+\)\s*(https?://\S+?)\s*-->").ok());
/// What the extension SingleFile writes there.
static SINGLE_FILE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?s)Page saved with SingleFile\s+url:\s*(https?://\S+)\s+saved date:\s*\w{3} (\w{3} \d{2} \d{4})",
    )
    .ok()
});

/// Reads the head of the page `dom`, parsed from `html`.
pub(super) fn read(dom: &Dom, html: &str) -> Given {
    let tags: Vec<(String, String)> = dom
        .select("meta[content]")
        .nodes()
        .iter()
        .filter_map(|node| {
            let name =
                node.attr("property").or_else(|| node.attr("name")).or_else(|| node.attr("itemprop"))?;
            let content = node.attr("content")?.trim().to_owned();
            (!content.is_empty()).then(|| (name.trim().to_lowercase(), content))
        })
        .collect();
    let tag = |names: &[&str]| {
        names.iter().find_map(|n| tags.iter().find(|(name, _)| name == n)).map(|(_, content)| content.clone())
    };
    let article = linked_data(dom);
    let field = |path: &[&str]| {
        let found = path.iter().try_fold(article.as_ref()?, |value, key| value.get(key))?;
        found.as_str().map(|s| s.trim().to_owned()).filter(|s| !s.is_empty())
    };
    let end = html.char_indices().nth(4096).map_or(html.len(), |(at, _)| at);
    let head = &html[..end];
    let saved = SINGLE_FILE.as_ref().and_then(|r| r.captures(head));
    let saved_from = || {
        let from = SAVED_FROM.as_ref().and_then(|r| r.captures(head));
        saved.as_ref().or(from.as_ref()).and_then(|c| c.get(1)).map(|m| m.as_str().to_owned())
    };
    let attribute = |selector: &str, name: &str| {
        dom.select(selector).attr(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty())
    };
    let absolute =
        |url: Option<String>| url.filter(|u| u.starts_with("http://") || u.starts_with("https://"));
    let url = absolute(attribute("link[rel=canonical]", "href"))
        .or_else(|| absolute(tag(&["og:url"])))
        .or_else(|| absolute(field(&["url"])))
        .or_else(|| absolute(field(&["mainEntityOfPage", "@id"])))
        .or_else(saved_from);
    let time = || {
        attribute("time[pubdate], time[itemprop=datePublished], time.published, time.entry-date", "datetime")
    };
    let date_of = |field: Option<String>| field.as_deref().and_then(date::day);
    let published: Option<Date> = date_of(tag(PUBLISHED))
        .or_else(|| date_of(field(&["datePublished"])))
        .or_else(|| date_of(time()))
        .or_else(|| date_of(tag(UPDATED)))
        .or_else(|| date_of(field(&["dateModified"])));
    let retrieved = saved.as_ref().and_then(|c| c.get(2)).and_then(|m| date::day(m.as_str()));
    let publisher = tag(PUBLISHER).or_else(|| field(&["publisher", "name"]));
    Given {
        id: None,
        url,
        title: tag(TITLE).or_else(|| field(&["headline"])),
        published,
        source: Source { publisher, retrieved, ..Source::default() },
    }
}

/// The article that a JSON-LD block describes.
fn linked_data(dom: &Dom) -> Option<Value> {
    let is_article = |value: &Value| {
        let named = |t: &Value| {
            t.as_str().is_some_and(|t| t.ends_with("Article") || t.ends_with("Posting") || t == "Report")
        };
        match value.get("@type") {
            Some(Value::Array(types)) => types.iter().any(named),
            Some(one) => named(one),
            None => false,
        }
    };
    for node in dom.select("script[type='application/ld+json']").nodes() {
        let Ok(value) = serde_json::from_str::<Value>(node.text().trim()) else { continue };
        let graph = value.get("@graph").and_then(Value::as_array);
        let parts = value.as_array().or(graph);
        if let Some(article) = parts.and_then(|all| all.iter().find(|v| is_article(v))) {
            return Some(article.clone());
        }
        if is_article(&value) {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn given(html: &str) -> Given {
        read(&Dom::from(html), html)
    }

    #[test]
    fn the_head_gives_url_date_title_and_publisher() {
        let html = "<head><link rel=canonical href='https://example.org/a'>\
            <meta property='og:title' content='Calls'><meta property='og:site_name' content='NGO Digest'>\
            <meta property='article:published_time' content='2019-04-15T08:00:00+08:00'></head>";
        let given = given(html);
        assert_eq!(given.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(given.title.as_deref(), Some("Calls"));
        assert_eq!(given.source.publisher.as_deref(), Some("NGO Digest"));
        assert_eq!(given.published, Some(date(2019, 4, 15)));
    }

    #[test]
    fn linked_data_gives_them_too() {
        let html = "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"WebSite\"},\
            {\"@type\":\"NewsArticle\",\"headline\":\"Calls\",\"datePublished\":\"2019-04-15\",\"url\":\"https://example.org/b\",\
            \"publisher\":{\"name\":\"NGO Digest\"}}]}</script>";
        let given = given(html);
        assert_eq!(given.url.as_deref(), Some("https://example.org/b"));
        assert_eq!(given.published, Some(date(2019, 4, 15)));
        assert_eq!(given.source.publisher.as_deref(), Some("NGO Digest"));
    }

    #[test]
    fn a_page_saved_by_a_browser_knows_where_it_was() {
        let chrome =
            "<!DOCTYPE html>\n<!-- saved from url=(0025)https://example.org/saved -->\n<html></html>";
        assert_eq!(given(chrome).url.as_deref(), Some("https://example.org/saved"));
        let single = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://example.org/single \n \
            saved date: Mon Apr 15 2019 10:00:00 GMT+0800 (China Standard Time)\n-->";
        assert_eq!(given(single).url.as_deref(), Some("https://example.org/single"));
        assert_eq!(given(single).source.retrieved, Some(date(2019, 4, 15)));
    }
}
