//! Chinese words in Latin letters.

const INITIALS: [&str; 24] = [
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c",
    "s", "y", "w", "",
];

/// Finals, the longest first.
const FINALS: [&str; 35] = [
    "iang", "iong", "uang", "ang", "eng", "ian", "iao", "ing", "ong", "uai", "uan", "ai", "an", "ao", "ei",
    "en", "er", "ia", "ie", "in", "iu", "ou", "ua", "ue", "ui", "un", "uo", "ve", "a", "e", "i", "o", "u",
    "ü", "v",
];

/// Into how many syllables of pinyin a word can be cut, 0 where it is no pinyin. Cost: bounded by the word's length; longer
/// words than two dozen letters are none.
pub(super) fn syllables(word: &str) -> usize {
    let lower: String =
        word.chars().filter(|c| !matches!(c, '’' | '\'')).flat_map(char::to_lowercase).collect();
    if lower.len() > 24 || !lower.is_ascii() {
        return 0;
    }
    cut(&lower).unwrap_or(0)
}

fn cut(rest: &str) -> Option<usize> {
    if rest.is_empty() {
        return Some(0);
    }
    INITIALS.iter().filter(|i| rest.starts_with(**i)).find_map(|initial| {
        let after = &rest[initial.len()..];
        let finals = FINALS.iter().filter(|f| after.starts_with(**f) && fits(initial, f));
        finals.filter_map(|f| cut(&after[f.len()..])).next().map(|n| n + 1)
    })
}

/// Whether an initial and a final go together, as far as it tells pinyin from English.
fn fits(initial: &str, last: &str) -> bool {
    let front = last.starts_with('i') || last.starts_with('ü') || last == "ue" || last == "ve";
    match initial {
        "j" | "q" | "x" => front || matches!(last, "u" | "uan" | "un"),
        "zh" | "ch" | "sh" | "r" | "z" | "c" | "s" => !front || last == "i",
        "g" | "k" | "h" => !front,
        "f" => matches!(last, "a" | "o" | "u" | "ei" | "ou" | "an" | "en" | "ang" | "eng"),
        "b" | "p" | "m" => !last.starts_with('u') || last == "u",
        "y" => matches!(
            last,
            "a" | "e"
                | "i"
                | "o"
                | "u"
                | "ao"
                | "ou"
                | "an"
                | "in"
                | "ang"
                | "ing"
                | "ong"
                | "ue"
                | "uan"
                | "un"
        ),
        "w" => matches!(last, "a" | "o" | "u" | "ai" | "ei" | "an" | "en" | "ang" | "eng"),
        "" => matches!(last, "a" | "o" | "e" | "ai" | "ei" | "ao" | "ou" | "an" | "en" | "ang" | "er"),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::syllables;

    #[test]
    fn words_of_pinyin_are_told_from_english() {
        for (word, count) in [("Yongkang", 2), ("Jiuqian", 2), ("Shenlan", 2), ("Qianghun", 2)] {
            assert_eq!(syllables(word), count, "{word}");
        }
        for word in ["Lincoln", "Wine", "Research", "Nickel", "Environmental", "Global", "Children"] {
            assert!(syllables(word) < 2, "{word}");
        }
    }
}
