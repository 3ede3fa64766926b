//! Names without a head noun ("Brightseed", "Open Meadow") that the words around them say to be bodies: those of whom
//! staff are, who are registered, visited or thanked, who own an office or stand in a list with other bodies.

use super::{Evidence, Kind, Name, Reader};
use crate::text::Shape;

/// Makes names of those that their context supports. Cost: linear in the names, for sentences of bounded length.
pub(super) fn support(reader: &Reader, names: &mut [Name]) {
    let doubtful =
        |n: &Name| n.weak && !n.police_of_place && n.kind == Kind::ForeignNgo && may_name(reader, n);
    let candidates: Vec<usize> = (0..names.len()).filter(|i| doubtful(&names[*i])).collect();
    let mut found: Vec<usize> = candidates.iter().copied().filter(|i| is_told(reader, names, *i)).collect();
    found.extend(listed(reader, names, &candidates));
    for i in found {
        names[i].told = true;
        if names[i].evidence == Evidence::Capitals {
            names[i].evidence = Evidence::Context;
        }
    }
}

/// Whether a name could be a body’s: no person, and no noun alone.
fn may_name(reader: &Reader, name: &Name) -> bool {
    let (from, _) = name.tokens;
    let words: Vec<&str> = name.name.split(' ').collect();
    let shape = reader.token(from).map(|t| t.shape);
    let plain = words.len() == 1 && shape == Some(Shape::Capital) && !has_inner_capital(words[0]);
    // A capital at the beginning of a sentence says nothing of a word alone.
    let last = words.last().copied().unwrap_or_default();
    let generic = words.len() <= 3 && reader.lexicon.names.context.bodies.contains(last);
    let apposed =
        reader.word(name.tokens.1) == "," && matches!(reader.word(name.tokens.1 + 1), "which" | "a" | "an");
    // "“Green Hills for All” activity": a title goes on in its quotation.
    let title = matches!(reader.word(from.wrapping_sub(1)), "“" | "\"")
        && reader.token(name.tokens.1).is_some_and(|t| t.shape == Shape::Lower)
        && (name.tokens.1..name.tokens.1 + 8)
            .any(|i| matches!(reader.word(i), "”" | "\"") && reader.word(i - 1) != ",");
    !generic
        && !title
        && !(plain && (reader.begins_sentence(from) && !apposed || words[0].len() < 4))
        && !(plain && reader.lexicon.names.context.given.contains(words[0]))
        // "Ivan the Wise"
        && !(plain && reader.word(name.tokens.1) == "the")
        && !is_person(reader, name, &words)
        && !joins_two(reader, &words)
        && stands_alone(reader, name.tokens.1)
        && reader.lexicon.names.head(&words).is_none_or(|(_, n)| n < words.len() || n >= 3)
        && reader.lexicon.language.verbs.get(&words[0].to_lowercase()).is_none_or(|v| words.len() > 1 || v.forms.base && !plain)
}

/// Whether the words are two things or people joined: "Anna Elm and Peter Oak".
fn joins_two(reader: &Reader, words: &[&str]) -> bool {
    let and = words.iter().position(|w| *w == "and");
    let complement = |n: usize| words[..n].iter().any(|w| matches!(*w, "of" | "for"));
    and.is_some_and(|n| !complement(n)) && reader.lexicon.names.head(words).is_none()
}

/// Whether what follows a name leaves it a noun of its own: "Green Card applications" name no body.
fn stands_alone(reader: &Reader, end: usize) -> bool {
    if reader.token(end).is_none_or(|t| t.shape != Shape::Lower) {
        return true;
    }
    let word = reader.word(end);
    let language = &reader.lexicon.language;
    let classes = &language.words;
    let persons = &reader.lexicon.names.persons;
    [
        &classes.determiners,
        &classes.pronouns,
        &classes.prepositions,
        &classes.conjunctions,
        &classes.subordinators,
        &classes.relatives,
        &classes.be,
        &classes.have,
        &classes.do_,
        &classes.modals,
        &classes.adverbs,
    ]
    .iter()
    .any(|class| class.contains(word))
        || word.ends_with("ly")
        || language.verbs.get(word).is_some()
        || persons.contains(word)
        || word.strip_suffix('s').is_some_and(|w| persons.contains(w))
        || matches!(word, "representative" | "rep" | "office" | "offices" | "itself" | "also" | "then")
}

fn has_inner_capital(word: &str) -> bool {
    word.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether the words are, or the words around them say that they are, a person’s name.
fn is_person(reader: &Reader, name: &Name, words: &[&str]) -> bool {
    let known = &reader.lexicon.names.context;
    let (from, end) = name.tokens;
    let before = reader.word(from.wrapping_sub(1));
    let title = if before == "." { reader.word(from.wrapping_sub(2)) } else { before };
    if known.titles.contains(title) || known.titles.contains(words[0]) {
        return true;
    }
    let people = &reader.lexicon.names.persons;
    // "the Irish Ambassador to China", "the Norwegian Consul General in Wuhan"
    let complement = words.iter().position(|w| matches!(*w, "to" | "of" | "in" | "for" | "at"));
    let held = |w: &&str| known.titles.contains(*w) && people.contains(&w.to_lowercase());
    if words[..complement.unwrap_or(words.len())].last().is_some_and(held) {
        return true;
    }
    if people.contains(before) || people.contains(&before.to_lowercase()) {
        return true;
    }
    let plain =
        words.iter().all(|w| w.chars().all(|c| c.is_alphabetic() || c == '-') && !has_inner_capital(w));
    if plain && (2..=3).contains(&words.len()) {
        let syllables = words.iter().all(|w| w.len() <= 9);
        if known.given.contains(words[0]) || known.surnames.contains(words[0]) && syllables {
            return true;
        }
    }
    // "X, the director", "X, its chief representative"
    reader.word(end) == ","
        && (end + 1..end + 5).any(|i| people.contains(reader.word(i)))
        && matches!(
            reader.word(end + 1),
            "the" | "its" | "a" | "an" | "their" | "chief" | "deputy" | "head" | "director" | "vice"
        )
}

/// Whether the words right before or after a name say that it names a body.
fn is_told(reader: &Reader, names: &[Name], i: usize) -> bool {
    let (mut from, end) = names[i].tokens;
    while matches!(reader.word(from.wrapping_sub(1)), "the" | "The" | "“" | "\"") {
        from -= 1;
    }
    has_office_or_staff(reader, end)
        || follows_noun(reader, from)
        || reader.lexicon.names.context.bodies.contains(reader.word(from.wrapping_sub(1)))
        || is_described(reader, end)
        || is_object(reader, names, i, from)
        || is_beside(reader, names, i, from)
        || is_subject(reader, names, i, from)
}

/// "X’s chief representative", "X’s Lanzhou office", "X representative office".
fn has_office_or_staff(reader: &Reader, end: usize) -> bool {
    let genitive = matches!(reader.word(end), "’s" | "'s" | "’" | "'");
    let mut i = end + usize::from(genitive);
    let place = reader.place_at(i).map(|(_, next)| next);
    let placed = place.is_some();
    i = place.unwrap_or(i);
    let representative =
        matches!(reader.word(i).to_lowercase().as_str(), "representative" | "rep" | "liaison");
    let office = i + usize::from(representative);
    let is_office = matches!(reader.word(office).to_lowercase().as_str(), "office" | "offices");
    let people = genitive
        && (i..i + 2).any(|j| {
            let noun = reader.word(j);
            let persons = &reader.lexicon.names.persons;
            persons.contains(noun) || noun.strip_suffix('s').is_some_and(|n| persons.contains(n))
        });
    is_office && (genitive || representative || placed) || people
}

/// "staff of X", "the registration of X", "hosted by X", "together with X".
fn follows_noun(reader: &Reader, from: usize) -> bool {
    let known = &reader.lexicon.names.context;
    let Some(at) = from.checked_sub(1) else { return false };
    let preposition = reader.word(at);
    let Some(noun_at) = at.checked_sub(1) else { return false };
    let noun = reader.word(noun_at).to_lowercase();
    if preposition == "by" && known.done_by.contains(&noun) {
        return true;
    }
    if known.companions.contains(preposition)
        && matches!(
            noun.as_str(),
            "together" | "along" | "jointly" | "cooperation" | "partnership" | "conjunction"
        )
    {
        return true;
    }
    let singular = noun.strip_suffix('s').unwrap_or(&noun);
    // "Its partner unit, X, …"
    if preposition == "," && matches!(singular, "unit" | "partner" | "ngo" | "charity" | "nonprofit") {
        return true;
    }
    known.prepositions.contains(preposition)
        && (known.nouns.contains(&noun) || known.nouns.contains(singular))
}

/// "X, a Danish charity", "X, an NGO".
fn is_described(reader: &Reader, end: usize) -> bool {
    reader.word(end) == ","
        && matches!(reader.word(end + 1), "a" | "an" | "the" | "another")
        && (end + 2..end + 6)
            .take_while(|i| !matches!(reader.word(*i), "," | "." | "of" | "for" | "which" | "that"))
            .any(|i| reader.lexicon.names.context.bodies.contains(reader.word(i)))
}

/// "the Wuhan PSB visited X": the object of such a verb, after another body in the sentence.
fn is_object(reader: &Reader, names: &[Name], i: usize, from: usize) -> bool {
    let Some(mut at) = from.checked_sub(1) else { return false };
    if reader.word(at) == "with" && at > 0 {
        at -= 1;
    }
    let Some(form) = reader.lexicon.language.verbs.get(reader.word(at)) else { return false };
    reader.lexicon.names.context.objects.contains(&form.lemma)
        && other_body(reader, names, i).any(|n| n.tokens.1 <= at)
}

/// "handed out leaflets with X": beside another body of the sentence, and no plain word alone.
fn is_beside(reader: &Reader, names: &[Name], i: usize, from: usize) -> bool {
    let name = &names[i].name;
    matches!(reader.word(from.wrapping_sub(1)), "with" | "by")
        && (name.contains(' ') || has_inner_capital(name))
        && other_body(reader, names, i).any(|n| n.tokens.1 < from)
}

/// "Open Meadow thanked the Wuhan PSB": the subject of a finite verb in a sentence with another body.
fn is_subject(reader: &Reader, names: &[Name], i: usize, from: usize) -> bool {
    let opens =
        reader.begins_sentence(from) || matches!(reader.word(from.wrapping_sub(1)), "," | "and" | "that");
    let end = names[i].tokens.1;
    let word = reader.word(end);
    let finite = matches!(word, "has" | "had" | "will" | "is" | "was" | "also" | "then")
        || reader.token(end).is_some_and(|t| t.shape == Shape::Lower)
            && reader.lexicon.language.verbs.get(word).is_some_and(|v| v.forms.past || v.forms.third);
    let relative = word == "," && reader.word(end + 1) == "which";
    let many = names[i].name.contains(' ') || has_inner_capital(&names[i].name);
    let opens = opens || relative;
    let many = many || relative;
    opens && many && (finite || relative) && other_body(reader, names, i).next().is_some()
}

/// The other bodies of the sentence of a name.
fn other_body<'n>(reader: &Reader, names: &'n [Name], i: usize) -> impl Iterator<Item = &'n Name> {
    let end = reader.sentence_end(names[i].tokens.0);
    let start = reader.paragraph.sentences.iter().map(|s| s.start).filter(|s| *s <= names[i].tokens.0).max();
    let start = start.unwrap_or(0);
    names
        .iter()
        .enumerate()
        .filter(move |(j, n)| *j != i && !n.weak && n.tokens.0 >= start && n.tokens.1 <= end)
        .map(|(_, n)| n)
}

/// Members of a list in which another body stands: "X, the Amber Fund and Y".
fn listed(reader: &Reader, names: &[Name], candidates: &[usize]) -> Vec<usize> {
    let mut out = Vec::new();
    let mut first = 0;
    while first < names.len() {
        let mut last = first;
        let mut and = false;
        while let Some(joint) =
            names.get(last + 1).and_then(|next| joint(reader, names[last].tokens.1, next.tokens.0))
        {
            and |= joint;
            last += 1;
        }
        let members = first..=last;
        if and && members.clone().any(|m| !names[m].weak && !candidates.contains(&m)) {
            out.extend(candidates.iter().copied().filter(|c| members.contains(c)));
        }
        first = last + 1;
    }
    out
}

/// Whether only what joins a list stands between two tokens, and whether it is "and".
fn joint(reader: &Reader, from: usize, to: usize) -> Option<bool> {
    if to <= from || to > from + 4 {
        return None;
    }
    let words: Vec<&str> = (from..to).map(|i| reader.word(i)).collect();
    let joins = words.iter().all(|w| matches!(*w, "," | "and" | "&" | "the" | "as" | "well" | "“" | "”"));
    let and = words.iter().any(|w| matches!(*w, "and" | "&" | "well"));
    (joins && (and || words[0] == ",")).then_some(and)
}
