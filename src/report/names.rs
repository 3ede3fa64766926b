//! File names of pages: readable, stable, and safe on every file system.

use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest stem: leaves room for a suffix and an extension in the shortest limits in use.
const LONGEST: usize = 80;

/// A stem for each thing, given by key and name. Small letters a to z, digits and hyphens, from the name; two
/// things of one stem, and a name without such letters, get the end of their keys.
pub fn stems<'a>(things: impl IntoIterator<Item = (&'a str, &'a str)>) -> BTreeMap<String, String> {
    let things: BTreeMap<&str, String> = things.into_iter().map(|(key, name)| (key, slug(name))).collect();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for slug in things.values() {
        *uses.entry(slug).or_default() += 1;
    }
    let mut stems = BTreeMap::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (key, slug) in &things {
        let alone = !slug.is_empty() && uses.get(slug.as_str()) == Some(&1) && !is_reserved(slug);
        let mut stem = match (alone, slug.is_empty()) {
            (true, _) => slug.clone(),
            (false, false) => format!("{slug}-{}", tail(key)),
            (false, true) => tail(key),
        };
        while !taken.insert(stem.clone()) {
            stem.push_str("-2");
        }
        stems.insert((*key).to_owned(), stem);
    }
    stems
}

fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.nfkd().filter(|c| !is_combining_mark(*c)) {
        match letter {
            '\'' | '’' => {}
            c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    if slug.len() > LONGEST {
        slug.truncate(LONGEST);
        // Not in the middle of a word, if there are words.
        slug.truncate(slug.rfind('-').unwrap_or(LONGEST));
    }
    slug.trim_end_matches('-').to_owned()
}

/// The last six letters or digits of a key.
fn tail(key: &str) -> String {
    let letters: Vec<char> = key.chars().filter(char::is_ascii_alphanumeric).collect();
    let start = letters.len().saturating_sub(6);
    letters[start..].iter().map(char::to_ascii_lowercase).collect()
}

/// Names that Windows keeps for devices.
fn is_reserved(stem: &str) -> bool {
    let numbered = |prefix: &str| stem.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n != "0");
    matches!(stem, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_readable_and_never_shared() {
        let long = "x".repeat(300);
        let made = stems([
            ("org/aaaa000001", "Fédération Internationale (Suisse)"),
            ("org/aaaa000002", "Elm Trust"),
            ("org/aaaa000003", "ELM  trust!"),
            ("org/aaaa000004", "榆树"),
            ("org/aaaa000005", "../../etc/passwd"),
            ("org/aaaa000006", "CON"),
            ("org/aaaa000007", "Milo’s Foundation"),
            ("org/aaaa000008", &long),
        ]);
        let of = |n: usize| made[&format!("org/aaaa00000{n}")].as_str();
        assert_eq!(of(1), "federation-internationale-suisse");
        assert_eq!((of(2), of(3)), ("elm-trust-000002", "elm-trust-000003"));
        assert_eq!((of(4), of(5), of(6)), ("000004", "etc-passwd", "con-000006"));
        assert_eq!(of(7), "milos-foundation");
        assert_eq!(of(8).len(), 80);
    }
}
