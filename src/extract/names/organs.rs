//! Organs of state that share a head or are written small: "the civil affairs and education bureaus of Yichang", "the
//! provincial departments of agriculture and of natural resources", "the Yichang education bureau".

use super::{Evidence, Kind, Name, Reader, place_pair};
use crate::lexicon::{Place, Rank};

/// How many words say what the organs of one list are concerned with.
const MOST_WORDS: usize = 24;

/// Heads of such organs: each form, the singular, whether it is a plural.
const HEADS: &[(&str, &str, bool)] = &[
    ("bureau", "bureau", false),
    ("bureaus", "bureau", true),
    ("bureaux", "bureau", true),
    ("department", "department", false),
    ("departments", "department", true),
    ("commission", "commission", false),
    ("commissions", "commission", true),
    ("administration", "administration", false),
    ("administrations", "administration", true),
];

/// Finds them outside the `taken` tokens; names of one list share their tokens.
pub(super) fn find(reader: &Reader, taken: &[(usize, usize)]) -> Vec<Name> {
    let mut out: Vec<Name> = Vec::new();
    for head in 0..reader.paragraph.tokens.len() {
        let floor = out.last().map_or(0, |n| n.tokens.1);
        let free = |(from, to): (usize, usize)| taken.iter().all(|(a, b)| to <= *a || *b <= from);
        if let Some(list) = list(reader, head, floor).filter(|l| free((l.start, l.end))) {
            list.push(reader, &mut out);
        }
    }
    out
}

/// Organs of one place.
struct List<'a> {
    start: usize,
    end: usize,
    place: &'a Place,
    /// "Provincial", "City", where the text has the rank alone.
    rank: Option<&'static str>,
    /// Each as it would be named: "Education Bureau".
    organs: Vec<String>,
}

impl List<'_> {
    fn push(&self, reader: &Reader, out: &mut Vec<Name>) {
        for (member, organ) in self.organs.iter().enumerate() {
            let rank = self.rank.map(|r| format!(" {r}")).unwrap_or_default();
            out.push(Name {
                paragraph: reader.index,
                tokens: (self.start, self.end),
                span: reader.span(self.start, self.end),
                name: format!("{}{rank} {organ}", self.place.name),
                kind: Kind::GovernmentBody,
                evidence: Evidence::Government,
                acronym: None,
                origin: None,
                place: Some(place_pair(self.place)),
                respelt: false,
                weak: false,
                told: false,
                police_of_place: false,
                member,
            });
        }
    }
}

/// The organs whose head noun is token `head`.
fn list<'a>(reader: &Reader<'a>, head: usize, floor: usize) -> Option<List<'a>> {
    let noun = reader.word(head);
    let (_, singular, plural) = *HEADS.iter().find(|(form, ..)| form.eq_ignore_ascii_case(noun))?;
    let head_name = title(singular);
    let begin = floor.max(head.saturating_sub(MOST_WORDS));
    let from = (begin..head).rev().take_while(|i| is_inside(reader, *i)).last().unwrap_or(head);
    let before = fields(reader, from, head);
    let after_end = after(reader, head);
    let (organs, end): (Vec<String>, usize) = if !before.is_empty() {
        (before.iter().map(|f| format!("{f} {head_name}")).collect(), head + 1)
    } else if plural && after_end > head + 1 {
        let told = fields(reader, head + 2, after_end);
        (told.iter().map(|f| format!("{head_name} of {f}")).collect(), after_end)
    } else {
        return None;
    };
    // One organ alone is written small, or it is a name like any other.
    let small = (from..=head)
        .any(|i| reader.token(i).is_some_and(|t| !t.is_capitalised()) && !is_joint(reader.word(i)));
    if plural != (organs.len() > 1) || !plural && !small {
        return None;
    }
    let first = (from..head).find(|i| !is_joint(reader.word(*i))).unwrap_or(head);
    place_of(reader, first, end, plural).map(|(place, rank, start, end)| List {
        start,
        end,
        place,
        rank,
        organs,
    })
}

/// Whose the organs are: the place before token `first`, the rank alone there, or the place after "of" at token `end`; with
/// where the whole then begins and ends.
fn place_of<'a>(
    reader: &Reader<'a>,
    first: usize,
    end: usize,
    plural: bool,
) -> Option<(&'a Place, Option<&'static str>, usize, usize)> {
    let ranks = &reader.lexicon.names.police.ranks;
    let word = |i: usize| reader.word(i);
    let ranked = first > 0 && ranks.contains(word(first - 1));
    let stop = if ranked { first - 1 } else { first };
    let stop = if stop > 0 && matches!(word(stop - 1), "’s" | "'s") { stop - 1 } else { stop };
    let place = (stop.saturating_sub(4)..stop).find_map(|from| {
        reader.place_at(from).filter(|(_, to)| *to == stop || *to == first).map(|(p, _)| (p, from))
    });
    if let Some((place, from)) = place {
        return Some((place, None, from, end));
    }
    if let ("of", Some((place, to))) = (word(end), reader.place_at(end + 1)) {
        return Some((place, None, if ranked { first - 1 } else { first }, to));
    }
    // "the provincial education and health departments": of the province spoken of before.
    let rank = match (word(first.wrapping_sub(1)).to_lowercase().as_str(), plural) {
        ("provincial", true) => Rank::Province,
        ("municipal" | "city", true) => Rank::Prefecture,
        _ => return None,
    };
    let mut spoken =
        (first.saturating_sub(80)..first).rev().filter_map(|i| reader.place_at(i)).map(|(p, _)| p);
    let places = &reader.lexicon.places;
    let place = match rank {
        Rank::Province => {
            spoken.filter_map(|p| places.province_of(&p.code)).find(|p| p.rank == Rank::Province)
        }
        _ => spoken.find(|p| p.rank == Rank::Prefecture),
    }?;
    Some((place, Some(if rank == Rank::Province { "Provincial" } else { "City" }), first - 1, end))
}

/// Where the fields end that "of" brings in after a head: "departments of agriculture and of natural resources".
fn after(reader: &Reader, head: usize) -> usize {
    if reader.word(head + 1) != "of" {
        return head + 1;
    }
    let mut end = head + 2;
    while end < head + MOST_WORDS && is_inside(reader, end) {
        end += 1;
    }
    while end > head + 2 && is_joint(reader.word(end - 1)) {
        end -= 1;
    }
    if end > head + 2 { end } else { head + 1 }
}

/// "and", "of", a comma: what stands between fields.
fn is_joint(word: &str) -> bool {
    matches!(word, "and" | "," | "of" | "&")
}

/// Whether a token is a word for what an organ is concerned with, or joins such words.
fn is_inside(reader: &Reader, i: usize) -> bool {
    let word = reader.word(i);
    is_joint(word) || reader.lexicon.names.fields.contains(&title(word))
}

/// What the organs between two tokens are concerned with, each once; "science and technology" is one.
fn fields(reader: &Reader, from: usize, to: usize) -> Vec<String> {
    let joint = &reader.lexicon.names.joint_fields;
    let words: Vec<&str> = (from..to).map(|i| reader.word(i)).collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    let mut current: Vec<String> = Vec::new();
    while at < words.len() {
        let rest = words[at..].join(" ").to_lowercase();
        let whole = joint.iter().filter(|j| rest.starts_with(j.as_str())).max_by_key(|j| j.len());
        if let Some(whole) = whole.filter(|_| current.is_empty()) {
            let n = whole.split(' ').count();
            current.extend(whole.split(' ').map(|w| if w == "and" { w.to_owned() } else { title(w) }));
            at += n;
        } else if is_joint(words[at]) {
            out.extend((!current.is_empty()).then(|| current.join(" ")));
            current.clear();
            at += 1;
        } else {
            current.push(title(words[at]));
            at += 1;
        }
    }
    out.extend((!current.is_empty()).then(|| current.join(" ")));
    out
}

/// A word with a capital.
fn title(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}
