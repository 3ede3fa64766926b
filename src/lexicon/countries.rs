//! Countries and territories of the world, by name, adjective and people: where a foreign NGO is at home.
//!
//! Read from `ontology/countries.tsv`; well-known cities and regions abroad from `ontology/foreign_places.tsv`.

use super::prefixes::Prefixes;
use super::table::rows;
use super::{Files, LexiconError};
use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

const COUNTRIES: &str = "countries.tsv";
const HEADER: &[&str] = &["alpha2", "alpha3", "english", "others", "adjectives", "people"];
const CITIES: &str = "foreign_places.tsv";
const CITIES_HEADER: &[&str] = &["name", "alpha2", "others", "adjectives"];

/// A word of capitals up to this long is an abbreviation, and is not found in small letters: "US" is no "us".
const LONGEST_ABBREVIATION: usize = 4;

/// A country or territory of ISO 3166-1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2: `GB`.
    pub alpha2: String,
    /// ISO 3166-1 alpha-3: `GBR`.
    pub alpha3: String,
    /// Name in common use: "United Kingdom".
    pub name: String,
    /// Other names, constituent countries and abbreviations: "Britain", "Scotland", "U.K.".
    pub others: Vec<String>,
    /// "British", "Scottish".
    pub adjectives: Vec<String>,
    /// "Britons", "Scots".
    pub people: Vec<String>,
}

/// What a form says of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Its name: "Denmark".
    Name,
    /// Its adjective: "Danish".
    Adjective,
    /// Its people: "Danes".
    People,
    /// A city or region in it: "Copenhagen".
    Place,
    /// The adjective of such: "Bavarian".
    PlaceAdjective,
}

impl Form {
    const COUNT: usize = 5;
}

/// All countries; look-ups are by hash.
///
/// Forms are names: they are found capitalised only ("polish" is no country's), whatever their accents, apostrophes,
/// full stops, hyphens and a leading "the". A form of two countries is the better known one's ("Korean": KR).
#[derive(Debug, Default)]
pub struct Countries {
    countries: Vec<Country>,
    cities: Vec<(String, usize, Form)>,
    /// By form: the country that has it as each kind of form.
    forms: FxHashMap<String, [Option<usize>; Form::COUNT]>,
    prefixes: Prefixes,
}

impl Countries {
    /// Reads `countries.tsv` and `foreign_places.tsv`.
    pub(super) fn read(files: &Files) -> Result<Self, LexiconError> {
        let mut all = Countries::default();
        let mut lines = Vec::new();
        for row in rows(files, COUNTRIES, files.get(COUNTRIES).unwrap_or_default(), HEADER)? {
            let alpha2 = row.needed(0, "alpha2")?;
            if alpha2.len() != 2 || !alpha2.bytes().all(|b| b.is_ascii_uppercase()) {
                return Err(row.malformed(format!("alpha2 \"{alpha2}\"; write two capital letters")));
            }
            let country = Country {
                alpha2: alpha2.to_owned(),
                alpha3: row.needed(1, "alpha3")?.to_owned(),
                name: row.needed(2, "english")?.to_owned(),
                others: row.list(3),
                adjectives: row.list(4),
                people: row.list(5),
            };
            lines.push((country, row));
        }
        lines.sort_by(|(a, _), (b, _)| a.alpha2.cmp(&b.alpha2));
        for pair in lines.windows(2) {
            if let [(a, _), (b, row)] = pair
                && a.alpha2 == b.alpha2
            {
                return Err(row.malformed(format!("{} is given twice; remove one of its lines", b.alpha2)));
            }
        }
        for (at, (country, row)) in lines.iter().enumerate() {
            for (form, kind) in forms(country) {
                if let Some(other) = all.add(kind, form, at).and_then(|other| lines.get(other)) {
                    let other = &other.0.alpha2;
                    let message =
                        format!("\"{form}\" is also a form of {other}; keep it at the better known");
                    return Err(row.malformed(message));
                }
            }
        }
        all.countries = lines.into_iter().map(|(country, _)| country).collect();
        all.read_cities(files)?;
        Ok(all)
    }

    fn read_cities(&mut self, files: &Files) -> Result<(), LexiconError> {
        for row in rows(files, CITIES, files.get(CITIES).unwrap_or_default(), CITIES_HEADER)? {
            let alpha2 = row.needed(1, "alpha2")?;
            let at = self.position(alpha2).ok_or_else(|| {
                row.malformed(format!("{alpha2} is no country of {COUNTRIES}; correct it or add the country"))
            })?;
            let names = std::iter::once(row.needed(0, "name")?.to_owned()).chain(row.list(2));
            let names = names.map(|n| (n, Form::Place));
            for (name, form) in names.chain(row.list(3).into_iter().map(|a| (a, Form::PlaceAdjective))) {
                if self.add(form, &name, at).is_some() {
                    return Err(row
                        .malformed(format!("\"{name}\" is also in another country; keep the better known")));
                }
                self.cities.push((name, at, form));
            }
        }
        Ok(())
    }

    /// Notes a form; the other country that has it, if one does.
    fn add(&mut self, kind: Form, form: &str, at: usize) -> Option<usize> {
        let key = form_key(form);
        self.prefixes.add(&key);
        let earlier = *self.forms.entry(key).or_default()[kind as usize].get_or_insert(at);
        (earlier != at).then_some(earlier)
    }

    fn position(&self, alpha2: &str) -> Option<usize> {
        self.countries.binary_search_by(|c| c.alpha2.as_str().cmp(alpha2)).ok()
    }

    fn lookup(&self, kind: Form, form: &str) -> Option<&Country> {
        self.find_as(&[kind], form)
    }

    /// The country that has the form as the first of those kinds that fits, in one look-up for all.
    pub fn find_as(&self, kinds: &[Form], form: &str) -> Option<&Country> {
        let capital = form.strip_prefix("the ").unwrap_or(form).starts_with(char::is_uppercase);
        if !capital || !self.prefixes.may_begin(without_article(form)) {
            return None;
        }
        let key = form_key(form);
        // "CHAD", in a headline of capitals.
        let small = is_abbreviation(&key).then(|| self.forms.get(&key.to_lowercase())).flatten();
        let (own, small) = (self.forms.get(&key), small);
        let found = kinds.iter().find_map(|kind| {
            let at = |forms: Option<&[Option<usize>; Form::COUNT]>| forms.and_then(|f| f[*kind as usize]);
            at(own).or_else(|| at(small))
        });
        found.and_then(|at| self.countries.get(at))
    }

    /// Every country, by alpha-2 code.
    pub fn iter(&self) -> impl Iterator<Item = &Country> {
        self.countries.iter()
    }

    /// The country of that alpha-2 code.
    pub fn by_code(&self, alpha2: &str) -> Option<&Country> {
        self.position(alpha2).map(|at| &self.countries[at])
    }

    /// Whether forms begin with that word, or may: where none does, no longer form that begins with it need be asked for.
    pub fn may_begin(&self, word: &str) -> bool {
        matches!(word, "the" | "The") || self.prefixes.may_begin(word)
    }

    /// The country of that name: "the U.S.", "Côte d'Ivoire", "Scotland".
    pub fn find_name(&self, name: &str) -> Option<&Country> {
        self.lookup(Form::Name, name)
    }

    /// The country of that adjective: "Malagasy", "U.S.", "Scottish".
    pub fn find_adjective(&self, adjective: &str) -> Option<&Country> {
        self.lookup(Form::Adjective, adjective)
    }

    /// The country of that people: "Danes", "Americans".
    pub fn find_people(&self, people: &str) -> Option<&Country> {
        self.lookup(Form::People, people)
    }

    /// The country that a well-known city or region is in: "Seoul", "California".
    pub fn find_place(&self, name: &str) -> Option<&Country> {
        self.lookup(Form::Place, name)
    }

    /// The country of a region's or city's adjective: "Bavarian", "Californian".
    pub fn find_place_adjective(&self, adjective: &str) -> Option<&Country> {
        self.lookup(Form::PlaceAdjective, adjective)
    }

    /// Every form as written, with the alpha-2 code of its country: for an automaton. Countries first, by code, then
    /// places in the order of their table.
    pub fn all_forms(&self) -> impl Iterator<Item = (&str, &str, Form)> {
        let of_countries =
            self.countries.iter().flat_map(|c| forms(c).map(|(f, kind)| (f, c.alpha2.as_str(), kind)));
        let of_places = self.cities.iter().filter_map(|(name, at, form)| {
            let country = self.countries.get(*at)?;
            Some((name.as_str(), country.alpha2.as_str(), *form))
        });
        of_countries.chain(of_places)
    }
}

fn forms(country: &Country) -> impl Iterator<Item = (&str, Form)> {
    let names = std::iter::once(&country.name).chain(&country.others).map(|n| (n.as_str(), Form::Name));
    let adjectives = country.adjectives.iter().map(|a| (a.as_str(), Form::Adjective));
    names.chain(adjectives).chain(country.people.iter().map(|p| (p.as_str(), Form::People)))
}

/// The form under which a name is looked up: small letters without accents, full stops, apostrophes and a leading
/// "the"; an abbreviation keeps its capitals.
fn form_key(form: &str) -> String {
    let form = without_article(form);
    let mut key = String::with_capacity(form.len());
    let mut add = |c: char| match c {
        '.' | ',' | '\'' | '’' | '‘' => {}
        c if c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–') => {
            if !key.ends_with(' ') {
                key.push(' ');
            }
        }
        c => key.push(c),
    };
    // Nothing is to be taken apart in most.
    if form.is_ascii() {
        form.chars().for_each(&mut add);
    } else {
        form.nfkd().filter(|c| !is_combining_mark(*c)).for_each(&mut add);
    }
    if !is_abbreviation(&key) {
        key.make_ascii_lowercase();
        if !key.is_ascii() {
            key = key.to_lowercase();
        }
    }
    key
}

fn without_article(form: &str) -> &str {
    let form = form.trim();
    form.strip_prefix("the ").or_else(|| form.strip_prefix("The ")).unwrap_or(form)
}

fn is_abbreviation(key: &str) -> bool {
    key.chars().count() <= LONGEST_ABBREVIATION && key.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn countries() -> Countries {
        match Countries::read(&Files::embedded()) {
            Ok(countries) => countries,
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn a_country_is_found_by_its_names() {
        let countries = countries();
        assert_eq!(countries.iter().count(), 249);
        for (name, code) in [
            ("the United States", "US"),
            ("U.S.", "US"),
            ("USA", "US"),
            ("Scotland", "GB"),
            ("Great Britain", "GB"),
            ("Hong Kong", "HK"),
            ("Macao", "MO"),
            ("Chinese Taipei", "TW"),
            ("Korea", "KR"),
            ("Czechia", "CZ"),
            ("Cote d’Ivoire", "CI"),
            ("The Netherlands", "NL"),
            ("Guinea-Bissau", "GW"),
            ("CHAD", "TD"),
            ("Türkiye", "TR"),
        ] {
            assert_eq!(countries.find_name(name).map(|c| c.alpha2.as_str()), Some(code), "{name}");
        }
    }

    #[test]
    fn a_country_is_found_by_adjective_and_people() {
        let countries = countries();
        for (form, code) in [
            ("Malagasy", "MG"),
            ("Swiss", "CH"),
            ("US", "US"),
            ("Welsh", "GB"),
            ("Hong Kong", "HK"),
            ("Korean", "KR"),
        ] {
            assert_eq!(countries.find_adjective(form).map(|c| c.alpha2.as_str()), Some(code), "{form}");
        }
        assert_eq!(countries.find_people("Danes").map(|c| c.alpha2.as_str()), Some("DK"));
        assert_eq!(countries.find_place("Hawai’i").map(|c| c.alpha2.as_str()), Some("US"));
        assert_eq!(countries.find_place("Seoul").map(|c| c.alpha2.as_str()), Some("KR"));
        assert_eq!(countries.find_place_adjective("Bavarian").map(|c| c.alpha2.as_str()), Some("DE"));
    }

    #[test]
    fn a_common_word_is_no_country() {
        let countries = countries();
        for word in ["us", "polish", "turkey", "", "the", "car", "Us", "Denmarks"] {
            assert_eq!(countries.find_name(word).or(countries.find_adjective(word)), None, "{word}");
        }
    }

    #[test]
    fn every_form_is_listed_and_found() {
        let countries = countries();
        for (form, code, kind) in countries.all_forms() {
            assert_eq!(countries.lookup(kind, form).map(|c| c.alpha2.as_str()), Some(code), "{form}");
        }
    }

    #[test]
    fn a_malformed_line_is_named_with_what_to_do() {
        let read = |file: &str, text: String| {
            let Ok(folder) = tempfile::tempdir() else { panic!("no temporary folder") };
            assert!(std::fs::write(folder.path().join(file), text).is_ok());
            let files = Files::with_overlay(folder.path());
            files.and_then(|files| Countries::read(&files)).map_err(|e| e.to_string())
        };
        for (lines, says) in [
            ("dk\tDNK\tDenmark", "countries.tsv:2: alpha2 \"dk\"; write two capital letters"),
            ("DK\tDNK", "column 3 (english) is empty"),
            ("DK\tDNK\tDenmark\nDK\tDNK\tDenmark", "countries.tsv:3: DK is given twice"),
            ("DM\tDMA\tDominica\t\tDominican\nDO\tDOM\tX\t\tDominican", "is also a form of DM"),
        ] {
            let Err(message) = read(COUNTRIES, format!("{}\n{lines}", HEADER.join("\t"))) else {
                panic!("{lines}")
            };
            assert!(message.contains(says), "{message}");
        }
        let city = format!("{}\nAtlantis\tXX", CITIES_HEADER.join("\t"));
        let Err(message) = read(CITIES, city) else { panic!("read") };
        assert!(message.contains("foreign_places.tsv:2: XX is no country of countries.tsv"), "{message}");
        let Err(message) = read(COUNTRIES, "code,name".to_owned()) else { panic!("read") };
        assert!(message.contains("expected a header of the columns alpha2, alpha3"), "{message}");
    }
}
