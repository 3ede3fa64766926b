//! Dates, lists and names of things in English.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `31 March 2019`.
pub fn day(date: Date) -> String {
    format!("{} {}", date.day(), month(date))
}

/// `March 2019`.
pub fn month(date: Date) -> String {
    let name =
        MONTHS.get(usize::from(date.month().unsigned_abs()).wrapping_sub(1)).copied().unwrap_or_default();
    format!("{name} {}", date.year())
}

/// The words of a class name: `OfficeOpening` gives "office opening". Runs of capitals stay together:
/// `PSBOffice` gives "PSB office", `ForeignNGO` "foreign NGO".
pub fn spaced(class: &str) -> String {
    let letters: Vec<char> = class.chars().collect();
    let upper = |i: usize| letters.get(i).is_some_and(|c| c.is_uppercase());
    let lower = |i: usize| letters.get(i).is_some_and(|c| c.is_lowercase());
    let mut words: Vec<String> = Vec::new();
    for (i, letter) in letters.iter().enumerate() {
        let begins = i == 0 || (upper(i) && (lower(i - 1) || lower(i + 1)));
        match words.last_mut() {
            Some(word) if !begins => word.push(*letter),
            _ => words.push(letter.to_string()),
        }
    }
    let common = |word: &str| word.chars().skip(1).any(char::is_lowercase) || word.chars().count() == 1;
    let cased = words.iter().map(|w| if common(w) { w.to_lowercase() } else { w.clone() });
    cased.collect::<Vec<_>>().join(" ")
}

/// With a capital letter first.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_become_words() {
        for (class, words) in [
            ("OfficeOpening", "office opening"),
            ("PSBOffice", "PSB office"),
            ("ForeignNGO", "foreign NGO"),
            ("PublicSecurityBureau", "public security bureau"),
            ("Visit", "visit"),
            ("", ""),
        ] {
            assert_eq!(spaced(class), words);
        }
    }

    #[test]
    fn dates_read_as_people_write_them() {
        assert_eq!(day(jiff::civil::date(2019, 3, 1)), "1 March 2019");
        assert_eq!(month(jiff::civil::date(2019, 12, 31)), "December 2019");
    }
}
