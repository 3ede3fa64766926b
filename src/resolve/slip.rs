//! Names that differ in one word: a slip of the pen, or two names.

use super::block::ends;
use super::likeness::Judge;
use super::profile::Profile;

/// The shortest word of which a slip is taken for one.
const LEAST: usize = 7;

/// The shortest word of which another is thought to be a slip at all.
const LEAST_NEAR: usize = 5;

/// The shortest word in which two letters may be wrong.
const LEAST_OF_TWO: usize = 9;

/// How a word may come to be written as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slip {
    /// Two neighbours in the wrong order: hardly another name.
    Swapped,
    /// A letter left out, put in or doubled: a slip, or a family's other spelling of its name.
    Missing,
    /// A letter for another, as in "Petersen" and "Peterson", "astronomy" and "astrology".
    Other,
}

impl Judge<'_> {
    /// How like names are that differ in `x` and `y`, `rest` being the other words of both; an error says why they are
    /// names of two bodies.
    pub(super) fn exchanged(
        &self,
        x: &str,
        y: &str,
        rest: &[&String],
        one: &Profile,
        other: &Profile,
    ) -> Result<(u16, String), String> {
        let known = |word: &str| {
            self.geographic(word) || self.generic.is_generic(word) || self.wordings.is_weak(word)
        };
        if known(x) && known(y) {
            return Err(format!("one name has “{x}”, the other “{y}”"));
        }
        let others = rest.iter().filter(|word| self.tells(word)).count();
        let tell = others > 0 || (self.tells(x) && self.tells(y));
        let met = tell && ends(x).iter().zip(&ends(y)).any(|(one, other)| one == other);
        let (Some(slip), true) = (slip(x, y), met) else { return Ok((0, String::new())) };
        let because = format!("“{x}” may be a misspelt “{y}”");
        let letters = x.chars().count().min(y.chars().count());
        let home = !one.origins.is_disjoint(&other.origins);
        let sure = match slip {
            Slip::Swapped => !rest.is_empty(),
            Slip::Missing => others >= 2 || (home && !rest.is_empty()),
            Slip::Other => false,
        };
        let begins = x.chars().next() == y.chars().next();
        Ok((if sure && begins && letters >= LEAST { 930 } else { 720 }, because))
    }
}

/// By which slip one word may be the other; none where they are too different.
fn slip(x: &str, y: &str) -> Option<Slip> {
    let letters = x.chars().count().min(y.chars().count());
    let distance = strsim::osa_distance(x, y);
    if letters < LEAST_NEAR || distance > 2 || (distance == 2 && letters < LEAST_OF_TWO) {
        return None;
    }
    Some(match (distance, x.chars().count() == y.chars().count()) {
        (1, true) if strsim::levenshtein(x, y) == 2 => Slip::Swapped,
        (1, false) => Slip::Missing,
        _ if undoubled(x) == undoubled(y) => Slip::Missing,
        _ => Slip::Other,
    })
}

/// A word in which no letter stands twice in a row.
fn undoubled(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_other_spellings() {
        for (x, y, expected) in [
            ("wexborough", "wexobrough", Some(Slip::Swapped)),
            ("tiverstock", "tiverstok", Some(Slip::Missing)),
            ("philippine", "phillipine", Some(Slip::Missing)),
            ("petersen", "peterson", Some(Slip::Other)),
            ("astronomy", "astrology", Some(Slip::Other)),
            ("elm", "ulm", None),
            ("hands", "hearts", None),
        ] {
            assert_eq!(slip(x, y), expected, "{x} and {y}");
        }
    }
}
