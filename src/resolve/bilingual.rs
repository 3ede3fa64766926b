//! Names in two languages: what the Chinese names of two appellations say of whether they are of one body.

use super::han::Meeting;
use super::likeness::{DOUBTFUL, Judge, Likeness, SAME};
use super::profile::Profile;

/// The type whose bodies bear names that others put into Chinese, each in his own way.
const FOREIGN: &str = "ForeignNGO";

/// Equal English names with Chinese ones that differ are hardly more than a question.
const ASKED: u16 = 700;

impl Judge<'_> {
    /// How the Chinese names meet that are nearest each other; nothing where one has none.
    pub(super) fn in_chinese(&self, one: &Profile, other: &Profile) -> Option<(Meeting, String)> {
        let pairs = one.chinese.iter().flat_map(|a| other.chinese.iter().map(move |b| (a, b)));
        let met = pairs.map(|(a, b)| (a.meet(b), &a.letters));
        met.max_by_key(|(meeting, _)| *meeting).map(|(meeting, letters)| (meeting, letters.clone()))
    }

    /// What Chinese names settle, whatever the English ones are: these are translated by whoever needs them.
    pub(super) fn by_chinese(
        &self,
        one: &Profile,
        other: &Profile,
        met: &(Meeting, String),
    ) -> Option<Likeness> {
        let (meeting, letters) = met;
        let at_one_place = one.place().is_some() && one.place() == other.place();
        let score = match meeting {
            Meeting::Contrary => {
                let because = "their Chinese names give two homes".to_owned();
                return Some(Likeness { score: 0, because, apart: true });
            }
            Meeting::Same => 990,
            Meeting::Homed if one.is(&[FOREIGN]) || other.is(&[FOREIGN]) => 960,
            Meeting::Homed => 950,
            Meeting::Common if at_one_place || (one.sole && other.sole) => 980,
            _ => return None,
        };
        let types = if one.kind == other.kind { "" } else { "; their types differ" };
        let score = if types.is_empty() { score } else { score - 50 };
        Some(Likeness { score, because: format!("one Chinese name, {letters}{types}"), apart: false })
    }

    /// What is left of the likeness of English names where the Chinese ones are not one.
    pub(super) fn beside_chinese(
        &self,
        named: Likeness,
        one: &Profile,
        other: &Profile,
        met: Option<&(Meeting, String)>,
    ) -> Likeness {
        let Some((meeting, letters)) = met else { return named };
        let equal = self.is_foreign_and_equal(one, other);
        let parted = |score: u16| Likeness {
            score,
            because: match score {
                0 => "their Chinese names differ".to_owned(),
                _ => "one English name, but their Chinese names differ".to_owned(),
            },
            apart: true,
        };
        match meeting {
            Meeting::Near | Meeting::Resembling if equal => {
                let because = format!("one English name, and two ways to write {letters} in Chinese");
                Likeness { score: 940, because, apart: false }
            }
            Meeting::Near => {
                let because = format!("their Chinese names are near each other, {letters}");
                let score = named.score.clamp(ASKED, SAME - 40);
                Likeness { score, because, apart: named.apart }
            }
            Meeting::Unlike | Meeting::Resembling if equal => parted(DOUBTFUL + 50),
            Meeting::Unlike | Meeting::Resembling => parted(0),
            _ => named,
        }
    }

    /// Whether two foreign bodies have one English name, and one that not every body may have.
    fn is_foreign_and_equal(&self, one: &Profile, other: &Profile) -> bool {
        let both = one.is(&[FOREIGN]) && other.is(&[FOREIGN]);
        both && one.names.iter().any(|name| self.tells_any(name) && other.names.contains(name))
    }
}
