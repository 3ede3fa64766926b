//! Names as tables write them: with abbreviations, former names, places of offices and countries in brackets.

use super::places::Gazetteer;
use crate::lexicon::Lexicon;

/// A name taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// The name of the body.
    pub name: String,
    /// Other names of it: abbreviations, former names.
    pub also: Vec<String>,
    /// The code of the place of the office that the name is of.
    pub office: Option<String>,
    /// The code of the country in its brackets.
    pub home: Option<String>,
}

/// Takes an English name apart: "Elm Trust (ET) (Beijing)", "Hubei Health Commission (formerly Hubei Health Bureau)".
pub(super) fn english(words: &str, lexicon: &Lexicon, gazetteer: &Gazetteer<'_>) -> Name {
    let mut name = Name { name: words.trim().to_owned(), ..Name::default() };
    while let Some((before, inside)) = last_bracket(&name.name) {
        let former = ["formerly ", "former ", "previously "].iter().find_map(|f| inside.strip_prefix(f));
        if let Some(former) = former {
            name.also.push(former.trim().to_owned());
        } else if let Some(code) = place(inside, gazetteer) {
            name.office = name.office.or(Some(code));
        } else if let Some(country) = lexicon.countries.find_name(inside) {
            name.home = Some(country.alpha2.clone());
            name.also.push(name.name.clone());
        } else if is_abbreviation(inside) {
            name.also.push(inside.to_owned());
        } else if is_abbreviation(&before) && inside.contains(' ') {
            // "ELMO (Unione degli Olmi)": the short name comes first.
            name.also.push(before);
            name.name = inside.to_owned();
            continue;
        } else {
            break;
        }
        name.name = before;
    }
    if let Some((body, code)) = office_suffix(&name.name, gazetteer) {
        name.office = name.office.or(code);
        name.name = body;
    }
    name
}

/// Takes a Chinese name apart: 榆树基金会济南代表处.
pub(super) fn chinese(words: &str, gazetteer: &Gazetteer<'_>) -> Name {
    let whole: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    for end in ["代表处", "办事处", "代表机构"] {
        let Some(before) = whole.strip_suffix(end) else { continue };
        let starts: Vec<usize> = before.char_indices().map(|(at, _)| at).collect();
        let longest = starts.iter().rev().take(8).rev().copied();
        for at in longest.filter(|at| *at > 0) {
            let code = gazetteer.chinese(&before[at..]);
            if let Some(code) = code.filter(|code| gazetteer.is_called(code, &before[at..])) {
                let body = before[..at].strip_suffix("中国").unwrap_or(&before[..at]);
                return Name { name: body.to_owned(), office: Some(code), ..Name::default() };
            }
        }
    }
    Name { name: whole, ..Name::default() }
}

/// "Elm Relief Association - Elms for All" and 榆树救助协会-榆树人间: what stands last in both is a name too.
pub(super) fn take_last_parts(english: &mut Name, chinese: &mut Name) {
    const LEAST: usize = 4;
    let of_english = english.name.split_once(" - ").map(|(_, last)| last.trim().to_owned());
    let of_chinese = chinese.name.split_once(['-', '—', '－']).map(|(_, last)| last.trim().to_owned());
    let long = |last: &String| last.chars().count() >= LEAST;
    if let (Some(one), Some(other)) = (of_english.filter(|e| e.contains(' ')), of_chinese.filter(long)) {
        english.also.push(one);
        chinese.also.push(other);
    }
}

/// "Elm Trust Kunming Representative Office", "Elm Trust Qinghai Branch Office": the body and the office's place.
fn office_suffix(name: &str, gazetteer: &Gazetteer<'_>) -> Option<(String, Option<String>)> {
    let ends = [
        " Representative Office",
        " Branch Office",
        " Rep. Office",
        " Representative office",
        " Office in China",
    ];
    let before = ends.iter().find_map(|end| name.strip_suffix(end))?;
    let words: Vec<&str> = before.split(' ').collect();
    for length in (1..=3.min(words.len().saturating_sub(1))).rev() {
        let (body, place) = words.split_at(words.len() - length);
        let place = place.join(" ");
        let place = place.trim_matches(['(', ')']);
        if let Some(code) = gazetteer.named(place, None) {
            return Some((body.join(" "), Some(code)));
        }
        if place == "China" {
            return Some((body.join(" "), None));
        }
    }
    None
}

/// The name before its last bracket, and what is inside.
fn last_bracket(name: &str) -> Option<(String, &str)> {
    let inner = name.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let before = name[..open].trim();
    (!before.is_empty()).then(|| (before.to_owned(), inner[open + 1..].trim()))
}

/// "Beijing", "Jinan, Shandong".
fn place(words: &str, gazetteer: &Gazetteer<'_>) -> Option<String> {
    match words.split_once(',') {
        None => gazetteer.named(words, None),
        Some((narrow, wide)) => {
            let wide = gazetteer.named(wide, None)?;
            gazetteer.named(narrow, Some(&wide)).filter(|code| gazetteer.lies_in(code, &wide))
        }
    }
}

/// One word with at least two capitals and no more small letters than these: "AMT", "A.S.I.A.", "YCECEA", "FFPaP".
fn is_abbreviation(words: &str) -> bool {
    let letters: Vec<char> = words.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    !words.contains(' ') && capitals >= 2 && capitals * 2 >= letters.len() && letters.len() <= 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let lexicon = Lexicon::load(None).expect("built-in files");
        let gazetteer = Gazetteer::new(&lexicon, &lexicon.tables[0]);
        let told = |words: &str| {
            let name = english(words, &lexicon, &gazetteer);
            format!(
                "{}|{}|{}",
                name.name,
                name.also.join("; "),
                name.office.or(name.home).unwrap_or_default()
            )
        };
        for (words, parts) in [
            ("Elm Trust", "Elm Trust||"),
            ("Elm Trust (Beijing)", "Elm Trust||110000"),
            ("Elm Exchange Service (EES) (Jinan, Shandong)", "Elm Exchange Service|EES|370100"),
            ("ELMO (Unione degli Olmi)", "Unione degli Olmi|ELMO|"),
            ("Elm Foundation (USA)", "Elm Foundation|Elm Foundation (USA)|US"),
            ("Elm Foundation (Hong Kong)", "Elm Foundation|Elm Foundation (Hong Kong)|HK"),
            (
                "Hubei Health Commission (formerly Hubei Health Bureau)",
                "Hubei Health Commission|Hubei Health Bureau|",
            ),
            ("Elm Trust Kunming Representative Office", "Elm Trust||530100"),
            ("Shan Qiao (Bridge of Hills) Foundation", "Shan Qiao (Bridge of Hills) Foundation||"),
            ("Elm Youth Association (Green Forest)", "Elm Youth Association (Green Forest)||"),
        ] {
            assert_eq!(told(words), parts, "{words}");
        }
        let told = |words: &str| {
            let name = chinese(words, &gazetteer);
            format!("{}|{}", name.name, name.office.unwrap_or_default())
        };
        assert_eq!(told("榆树基金会济南代表处"), "榆树基金会|370100");
        assert_eq!(told("榆树基金会中国青海办事处"), "榆树基金会|630000");
        assert_eq!(told("榆树基金会"), "榆树基金会|");
    }
}
