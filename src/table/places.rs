//! Places in the words of a table: "Hubei Province (Wuhan City, Jiang'an District) / Hunan Province", 湖北省武汉市.

use crate::lexicon::{Lexicon, Mapping, Place};
use rustc_hash::FxHashMap;

/// The code that stands for all of the mainland.
pub(super) const NATIONWIDE: &str = "CN";

/// Places by their Chinese names, for the places of one table.
#[derive(Debug)]
pub(super) struct Gazetteer<'l> {
    lexicon: &'l Lexicon,
    mapping: &'l Mapping,
    /// Chinese names, with and without their rank, to the codes that they may mean.
    chinese: FxHashMap<String, Vec<&'l str>>,
}

/// What stands at the end of a place's Chinese name for its rank and peoples, longest first.
const RANKS: [&str; 10] =
    ["维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "自治州", "省", "市", "县", "区"];

/// The ranks of places in English.
const RANKS_OF_PLACES: [&str; 6] = ["province", "city", "municipality", "county", "district", "prefecture"];

impl<'l> Gazetteer<'l> {
    pub fn new(lexicon: &'l Lexicon, mapping: &'l Mapping) -> Self {
        let mut chinese: FxHashMap<String, Vec<&str>> = FxHashMap::default();
        for place in lexicon.places.iter() {
            chinese.entry(place.chinese.clone()).or_default().push(&place.code);
            let short = RANKS.iter().find_map(|rank| place.chinese.strip_suffix(rank));
            if let Some(short) = short.filter(|short| short.chars().count() >= 2) {
                chinese.entry(short.to_owned()).or_default().push(&place.code);
            }
        }
        Gazetteer { lexicon, mapping, chinese }
    }

    /// The codes of the places that one item of a list names; nothing where none is known.
    pub fn english(&self, item: &str) -> Vec<String> {
        let item = item.trim();
        if let Some(code) = self.written(item) {
            return vec![code];
        }
        let (outer, inner) = match item.split_once('(') {
            Some((outer, inner)) => (outer.trim(), inner.trim_end_matches([')', ' '])),
            // "Beijing City, Jiangsu Province".
            None if item.contains(',') => ("", item),
            None => (item, ""),
        };
        let outer = self.written(outer).or_else(|| self.named(outer, None));
        let mut codes: Vec<String> = Vec::new();
        let mut within = outer.clone();
        for word in inner.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            // "Zunyi City, Tongzi County": the second lies in the first; "Chengdu City, Mianyang City": it does not.
            let Some(code) = self.named(word, within.as_deref().or(outer.as_deref())) else { continue };
            if codes.last().is_some_and(|last| self.lies_in(&code, last)) {
                codes.pop();
            }
            if outer.as_ref().is_none_or(|outer| self.lies_in(&code, outer)) {
                within = outer.is_some().then(|| code.clone());
                codes.push(code);
            }
        }
        if codes.is_empty() { outer.into_iter().collect() } else { codes }
    }

    /// The code of the place with which a Chinese name begins: the narrowest ("湖北省武汉市…").
    pub fn chinese(&self, name: &str) -> Option<String> {
        if let Some(code) = self.written(name) {
            return Some(code);
        }
        let mut rest = name;
        let mut within: Option<&str> = None;
        while let Some((code, length)) = self.begins(rest, within) {
            within = Some(code);
            rest = &rest[length..];
        }
        within.map(str::to_owned)
    }

    /// The province of a place.
    pub fn province(&self, code: &str) -> Option<&'l Place> {
        self.lexicon.places.province_of(code)
    }

    /// The common English name of a place.
    pub fn name(&self, code: &str) -> Option<&'l str> {
        self.lexicon.places.by_code(code).map(|place| place.name.as_str())
    }

    /// The place that English words name.
    pub fn named(&self, words: &str, within: Option<&str>) -> Option<String> {
        let words = words.trim();
        let places = &self.lexicon.places;
        let found = places.resolve(words, within);
        let found = found.or_else(|| {
            // "Jiangsu Pvoince": a misprint of the rank costs nothing.
            let (rest, rank) = words.rsplit_once(' ')?;
            let rank = rank.to_lowercase();
            let meant = |known: &str| strsim::damerau_levenshtein(&rank, known) <= known.len() / 4;
            RANKS_OF_PLACES.iter().any(|known| meant(known)).then(|| places.resolve(rest, within)).flatten()
        });
        let found = found.or_else(|| {
            // "Guangxi Zhuang Autonamous Region", "Wenshan Prefecture".
            let first = words.split(' ').next()?;
            let autonomous = words.contains("Region") || words.contains("Prefecture");
            autonomous.then(|| places.resolve(first, within)).flatten()
        });
        found.filter(|place| place.mainland()).map(|place| place.code.clone())
    }

    /// Whether Chinese words are a name of the place, and no more.
    pub fn is_called(&self, code: &str, words: &str) -> bool {
        self.chinese.get(words).is_some_and(|codes| codes.contains(&code))
    }

    /// Whether Chinese words begin with the full name of the place or its province, with its rank.
    pub fn begins_in_full(&self, code: &str, words: &str) -> bool {
        let place = self.lexicon.places.by_code(code);
        place.into_iter().chain(self.province(code)).any(|place| words.starts_with(place.chinese.as_str()))
    }

    /// Whether a place is, or lies in, another.
    pub fn lies_in(&self, code: &str, outer: &str) -> bool {
        outer == NATIONWIDE || self.lexicon.places.is_within(code, outer)
    }

    fn written(&self, words: &str) -> Option<String> {
        let mut known = self.mapping.places.iter();
        known.find(|(name, _)| name.eq_ignore_ascii_case(words.trim())).map(|(_, code)| code.clone())
    }

    /// The place with which Chinese words begin, and the length of its name in bytes.
    fn begins(&self, words: &str, within: Option<&str>) -> Option<(&'l str, usize)> {
        const LONGEST: usize = 14;
        let mut ends: Vec<usize> = words.char_indices().skip(2).map(|(at, _)| at).take(LONGEST).collect();
        if ends.len() < LONGEST && words.chars().count() >= 2 {
            ends.push(words.len());
        }
        ends.iter().rev().find_map(|end| {
            let codes = self.chinese.get(&words[..*end])?;
            let inside =
                |code: &&&str| within.is_none_or(|outer| **code != outer && self.lies_in(code, outer));
            let mut fitting = codes.iter().filter(inside);
            let (first, second) = (fitting.next()?, fitting.next());
            // Of several of one name none is meant, save the highest.
            let alone =
                second.is_none() || first.ends_with("00") && second.is_some_and(|s| !s.ends_with("00"));
            alone.then_some((*first, *end))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_in_both_languages() {
        let lexicon = Lexicon::load(None).expect("built-in files");
        let gazetteer = Gazetteer::new(&lexicon, &lexicon.tables[0]);
        let told = |words: &str| gazetteer.english(words).join(" ");
        for (words, codes) in [
            ("Hubei Province", "420000"),
            ("Hubei Province (Wuhan City, Wuhan University)", "420100"),
            ("Sichuan Province (Chengdu City, Mianyang City)", "510100 510700"),
            ("Guizhou Province (Zunyi City, Tongzi County)", "520322"),
            ("Guangxi Zhuang Autonamous Region", "450000"),
            ("Xinjiang Bingtuan", "650000"),
            ("Beijing City, Jiangsu Province", "110000 320000"),
            ("Jiangsu Pvoince", "320000"),
            ("China", "CN"),
            ("Hong Kong", ""),
            ("Nowhere Province", ""),
        ] {
            assert_eq!(told(words), codes, "{words}");
        }
        for (words, code) in [
            ("湖北省", Some("420000")),
            ("湖北省武汉市武汉大学", Some("420100")),
            ("北京", Some("110000")),
            ("广西壮族自治区", Some("450000")),
            ("全国", Some("CN")),
            ("重庆市农业委员会", Some("500000")),
            ("商务部", None),
        ] {
            assert_eq!(gazetteer.chinese(words).as_deref(), code, "{words}");
        }
    }
}
