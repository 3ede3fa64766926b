//! The home that the words around a name give.

use super::{Reader, kind};

/// "Hong Kong-based Planters Call", "the Seoul-based X".
pub(super) fn based_in(reader: &Reader, from: usize) -> Option<(String, usize)> {
    for skip in 1..=3 {
        let words = reader.words(from, from + skip);
        if let Some(place) = words.strip_suffix("-based").or_else(|| words.strip_suffix("-headquartered")) {
            return kind::country_of(reader.lexicon, place).map(|c| (c, skip));
        }
    }
    None
}

/// "American NGO X": the home that the first words of a run give, and how many they are.
pub(super) fn ngo_of(reader: &Reader, from: usize, to: usize) -> Option<(String, usize)> {
    let ngo = (from + 1..(from + 3).min(to)).find(|i| reader.word(*i) == "NGO" && i + 1 < to)?;
    let words = reader.words(from, ngo);
    let country = reader.lexicon.countries.find_adjective(words).filter(|c| c.alpha2 != "CN")?;
    Some((country.alpha2.clone(), ngo + 1 - from))
}

/// The home that the words before a name give: "Germany’s", "the Australian NGO", "South Korean".
pub(super) fn origin_before(reader: &Reader, from: usize) -> Option<String> {
    let lexicon = reader.lexicon;
    let mut at = from;
    if at > 0 && matches!(reader.word(at - 1), "“" | "\"") {
        at -= 1;
    }
    if at > 0 && matches!(reader.word(at - 1), "’s" | "'s") {
        for length in 1..=3 {
            if at > length {
                let words = reader.words(at - 1 - length, at - 1);
                if let Some(code) = kind::is_known_country(lexicon, words) {
                    return Some(code);
                }
            }
        }
        return None;
    }
    // Back over nouns: "the Australian NGO", "the American charity", "Japanese foundation".
    let mut steps = 0;
    while at > 0 && steps < 2 && lexicon.names.nouns_before.contains(reader.word(at - 1)) {
        at -= 1;
        steps += 1;
    }
    if at == 0 {
        return None;
    }
    let hyphen = reader.word(at - 1);
    if let Some(place) = hyphen.strip_suffix("-based") {
        for back in 0..=1 {
            let words = if back == 0 {
                place.to_owned()
            } else if at >= 2 {
                format!("{} {place}", reader.word(at - 2))
            } else {
                continue;
            };
            if let Some(code) = kind::country_of(lexicon, &words) {
                return Some(code);
            }
        }
    }
    let adjective = |words: &str| {
        lexicon.countries.find_adjective(words).filter(|c| c.alpha2 != "CN").map(|c| c.alpha2.clone())
    };
    adjective(reader.word(at - 1))
        .or_else(|| if at >= 2 { adjective(reader.words(at - 2, at)) } else { None })
}

pub(super) fn is_ngo_noun(reader: &Reader, from: usize) -> bool {
    (from.saturating_sub(3)..from).any(|i| reader.lexicon.names.nouns_before.contains(reader.word(i)))
}

/// The home that an apposition gives: "X, an American charity", "X, based in Macau", "X, another Japanese body".
pub(super) fn origin_after(reader: &Reader, at: usize) -> Option<String> {
    if reader.word(at) != "," {
        return None;
    }
    let countries = &reader.lexicon.countries;
    if matches!(reader.word(at + 1), "based" | "headquartered") && reader.word(at + 2) == "in" {
        return (1..=3)
            .rev()
            .find_map(|n| kind::country_of(reader.lexicon, reader.words(at + 3, at + 3 + n)));
    }
    // ", which is based in Denmark", ", which hails from Hong Kong"
    if reader.word(at + 1) == "which" {
        let from = (at + 2..at + 6).find(|i| matches!(reader.word(*i), "in" | "from"))?;
        let says = (at + 2..from)
            .any(|i| matches!(reader.word(i), "based" | "hails" | "comes" | "headquartered" | "registered"));
        return says
            .then(|| {
                (1..=3)
                    .rev()
                    .find_map(|n| kind::country_of(reader.lexicon, reader.words(from + 1, from + 1 + n)))
            })
            .flatten();
    }
    if !matches!(reader.word(at + 1), "a" | "an" | "another" | "the") {
        return None;
    }
    // ", a charity from Hong Kong", ", a trade body based in Macau"
    if let Some(from) = (at + 2..at + 7).find(|i| matches!(reader.word(*i), "from" | "in" | "," | "."))
        && matches!(reader.word(from), "from" | "in")
        && (reader.word(from) == "from" || reader.word(from - 1) == "based")
        && let Some(code) =
            (1..=3).rev().find_map(|n| kind::country_of(reader.lexicon, reader.words(from + 1, from + 1 + n)))
    {
        return Some(code);
    }
    let adjective = (1..=2)
        .rev()
        .find_map(|n| countries.find_adjective(reader.words(at + 2, at + 2 + n)).map(|c| (c, n)))?;
    let (country, n) = adjective;
    let noun = reader.word(at + 2 + n);
    (country.alpha2 != "CN" && noun.chars().all(|c| c.is_alphabetic() || c == '-') && !noun.is_empty())
        .then(|| country.alpha2.clone())
}
