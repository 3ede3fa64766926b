//! Verb forms: every inflected form of every verb that `ontology/` knows, made once.

use rustc_hash::FxHashMap;

/// What a form of a verb can be; several may hold ("put", "visited").
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Forms {
    /// `visit`
    pub base: bool,
    /// `visits`
    pub third: bool,
    /// `visited`, `gave`
    pub past: bool,
    /// `visited`, `given`
    pub participle: bool,
    /// `visiting`
    pub gerund: bool,
}

/// A verb form looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerbForm {
    /// The base form.
    pub lemma: String,
    /// What the form can be.
    pub forms: Forms,
}

/// All known forms, by their small letters.
#[derive(Debug, Default)]
pub struct Verbs {
    forms: FxHashMap<String, Vec<VerbForm>>,
    irregular: FxHashMap<String, (String, String)>,
}

impl Verbs {
    /// With the irregular verbs, each "base past participle".
    pub fn new(irregular: &[String]) -> Self {
        let mut verbs = Verbs::default();
        for line in irregular {
            let mut words = line.split_whitespace();
            if let (Some(base), Some(past), Some(participle)) = (words.next(), words.next(), words.next()) {
                verbs.irregular.insert(base.to_owned(), (past.to_owned(), participle.to_owned()));
            }
        }
        let bases: Vec<String> = verbs.irregular.keys().cloned().collect();
        for base in bases {
            verbs.add(&base);
        }
        verbs
    }

    /// Makes all forms of a verb known.
    pub fn add(&mut self, base: &str) {
        if base.is_empty() || self.lemma_known(base) {
            return;
        }
        let (past, participle) = match self.irregular.get(base) {
            Some((past, participle)) => (past.clone(), participle.clone()),
            None => (regular_past(base), regular_past(base)),
        };
        let mut put = |form: String, set: fn(&mut Forms)| {
            let entries = self.forms.entry(form).or_default();
            let at = entries.iter().position(|e| e.lemma == base).unwrap_or_else(|| {
                entries.push(VerbForm { lemma: base.to_owned(), forms: Forms::default() });
                entries.len() - 1
            });
            set(&mut entries[at].forms);
        };
        put(base.to_owned(), |f| f.base = true);
        put(third_person(base), |f| f.third = true);
        put(gerund(base), |f| f.gerund = true);
        // "cancelled" beside "canceled".
        if let Some(stem) = base
            .strip_suffix('l')
            .filter(|s| s.ends_with(is_vowel) && s.chars().filter(|c| is_vowel(*c)).count() > 1)
            && past == format!("{base}ed")
            && !stem.ends_with("ai")
            && !stem.ends_with("ea")
        {
            put(format!("{base}led"), |f| {
                f.past = true;
                f.participle = true;
            });
            put(format!("{base}ling"), |f| f.gerund = true);
        }
        put(past, |f| f.past = true);
        put(participle, |f| f.participle = true);
    }

    /// What a word, in small letters, can be as a verb.
    pub fn get(&self, word: &str) -> Option<&VerbForm> {
        self.forms.get(word).and_then(|v| v.first())
    }

    /// Whether a word can be a form of that verb.
    pub fn is_form_of(&self, word: &str, lemma: &str) -> bool {
        word == lemma || self.forms.get(word).is_some_and(|v| v.iter().any(|f| f.lemma == lemma))
    }

    fn lemma_known(&self, base: &str) -> bool {
        self.forms.get(base).is_some_and(|v| v.iter().any(|f| f.lemma == base && f.forms.gerund))
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Whether the last consonant doubles: one syllable, one vowel, one consonant.
fn doubles(base: &str) -> bool {
    let letters: Vec<char> = base.chars().collect();
    let [.., before, vowel, last] = letters.as_slice() else { return false };
    let vowels = letters.iter().filter(|c| is_vowel(**c)).count();
    vowels == 1
        && !is_vowel(*before)
        && is_vowel(*vowel)
        && !is_vowel(*last)
        && !matches!(last, 'w' | 'x' | 'y')
}

fn regular_past(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('e') {
        format!("{stem}ed")
    } else if let Some(stem) = base.strip_suffix('y').filter(|s| !s.ends_with(is_vowel)) {
        format!("{stem}ied")
    } else if doubles(base) {
        format!("{base}{}ed", base.chars().next_back().unwrap_or_default())
    } else {
        format!("{base}ed")
    }
}

fn third_person(base: &str) -> String {
    if base == "have" {
        "has".to_owned()
    } else if base == "be" {
        "is".to_owned()
    } else if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end)) {
        format!("{base}es")
    } else if let Some(stem) = base.strip_suffix('y').filter(|s| !s.ends_with(is_vowel)) {
        format!("{stem}ies")
    } else {
        format!("{base}s")
    }
}

fn gerund(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        format!("{stem}ying")
    } else if let Some(stem) = base.strip_suffix('e').filter(|s| !s.ends_with('e') && s.len() > 1) {
        format!("{stem}ing")
    } else if doubles(base)
        || [
            "begin", "submit", "commit", "permit", "admit", "transfer", "refer", "confer", "occur", "equip",
            "forget",
        ]
        .contains(&base)
    {
        format!("{base}{}ing", base.chars().next_back().unwrap_or_default())
    } else {
        format!("{base}ing")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_made_by_rule_or_by_list() {
        let mut verbs = Verbs::new(&["give gave given".to_owned(), "pay paid paid".to_owned()]);
        for base in ["visit", "carry", "plan", "donate", "oversee", "teach"] {
            verbs.add(base);
        }
        for (form, lemma) in [
            ("visits", "visit"),
            ("visited", "visit"),
            ("carried", "carry"),
            ("carries", "carry"),
            ("planned", "plan"),
            ("planning", "plan"),
            ("donating", "donate"),
            ("gave", "give"),
            ("given", "give"),
            ("paying", "pay"),
            ("overseeing", "oversee"),
        ] {
            assert_eq!(verbs.get(form).map(|f| f.lemma.as_str()), Some(lemma), "{form}");
        }
        assert!(verbs.get("visitor").is_none());
    }
}
