use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Words that do not tell one organisation from another: articles, prepositions, ranks of a place.
const SKIPPED: &[&str] = &[
    "the",
    "of",
    "for",
    "and",
    "a",
    "an",
    "in",
    "provincial",
    "province",
    "municipal",
    "municipality",
    "city",
    "autonomous",
    "region",
    "prefecture",
    "county",
    "district",
    "uighur",
    "uyghur",
    "zhuang",
    "hui",
];

/// The key under which a name is looked up: two spellings of one name have one key.
///
/// Case, accents, punctuation, brackets and what stands in them, articles and the rank of a place
/// ("Provincial", "City") are dropped; the wordings of a public security organ and of its
/// foreign-NGO office become one. A name of such words alone keeps them. Cost: linear.
///
/// ```
/// use guanxi::text::name_key;
/// assert_eq!(
///     name_key("Hubei Provincial Public Security Bureau (PSB) Overseas NGO Management Office"),
///     name_key("the Hubei PSB Foreign NGO Management Office"),
/// );
/// assert_ne!(name_key("Shanxi PSB"), name_key("Shaanxi PSB"));
/// ```
pub fn name_key(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut depth = 0usize;
    let folded = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let mut chars = folded.chain([' ']).peekable();
    while let Some(c) = chars.next() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            _ if depth > 0 => continue,
            '\'' | '’' | '‘' => {
                // A possessive 's falls away; inside a word an apostrophe joins.
                if chars.peek() == Some(&'s') {
                    chars.next();
                    if chars.peek().is_some_and(|c| c.is_alphanumeric()) {
                        word.push('s');
                    }
                }
                continue;
            }
            c if c.is_alphanumeric() => {
                word.push(c);
                continue;
            }
            _ => {}
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    let telling: Vec<&str> = words.iter().map(String::as_str).filter(|w| !SKIPPED.contains(w)).collect();
    let kept = if telling.is_empty() { words.iter().map(String::as_str).collect() } else { telling };
    let key = kept.join(" ");
    let key = key.replace("public security bureau", "psb").replace("public security department", "psb");
    let key = key
        .replace("overseas ngo", "foreign ngo")
        .replace("foreign non governmental organizations", "foreign ngo");
    key.replace("foreign ngo administration", "foreign ngo management")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for (a, b) in [
            ("Fédération Internationale", "The Federation Internationale"),
            ("Milo’s Foundation", "Milo's Foundation (United States)"),
            ("Suzhou City PSB", "Suzhou Municipal Public Security Bureau"),
            ("Tianjin PSB Overseas NGO Administration Office", "Tianjin PSB Foreign NGO Management Office"),
        ] {
            assert_eq!(name_key(a), name_key(b));
        }
    }

    #[test]
    fn a_name_of_general_words_keeps_them() {
        assert_eq!(name_key("The City"), "the city");
        assert_eq!(name_key("(PSB)"), "");
    }
}
