//! What a reading had to assume, beyond what its words say.

/// One thing assumed. Records spell it as [`Assumption::name`] does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Assumption {
    /// "it", "them", "the latter", within the sentence.
    Pronoun,
    /// A pronoun that means whom the sentence before was about.
    Carried,
    /// "its supervisor", "their office": by whose it is.
    Possessive,
    /// "the office", "the two universities", "the Spanish institute".
    Description,
    /// "the host", "the donor": by a part in an event told before.
    Part,
    /// "the officers", "the director": people who stand for a body.
    People,
    /// Nobody is named; who took part in the occasion told before is meant.
    Occasion,
    /// The type of a party, by its name's shape alone.
    Type,
    /// A place that no gazetteer spells so, taken for the nearest one.
    Place,
    /// "came to visit": what somebody came for was done.
    Purpose,
    /// "reportedly": what is not said to have happened is planned.
    Rumour,
    /// The day of the occasion, where the sentence gives none.
    Day,
}

impl Assumption {
    /// Every one, in the order in which records list them.
    pub const ALL: [Assumption; 12] = [
        Assumption::Pronoun,
        Assumption::Carried,
        Assumption::Possessive,
        Assumption::Description,
        Assumption::Part,
        Assumption::People,
        Assumption::Occasion,
        Assumption::Type,
        Assumption::Place,
        Assumption::Purpose,
        Assumption::Rumour,
        Assumption::Day,
    ];

    /// As records spell it and `ontology/calibration.toml` counts it.
    pub fn name(self) -> &'static str {
        match self {
            Assumption::Pronoun => "party by pronoun",
            Assumption::Carried => "party by pronoun, from the sentence before",
            Assumption::Possessive => "party by possessive",
            Assumption::Description => "party by description",
            Assumption::Part => "party by its part in an earlier event",
            Assumption::People => "party by people of it",
            Assumption::Occasion => "party of the occasion told before",
            Assumption::Type => "type of a party by the shape of its name",
            Assumption::Place => "spelling of a place",
            Assumption::Purpose => "purpose carried out",
            Assumption::Rumour => "rumour taken as planned",
            Assumption::Day => "day of the occasion",
        }
    }
}

/// A set of assumptions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Assumptions(u16);

impl Assumptions {
    /// Adds one.
    pub fn add(&mut self, assumption: Assumption) {
        self.0 |= 1 << assumption as u16;
    }

    /// Adds all of another set.
    pub fn extend(&mut self, other: Assumptions) {
        self.0 |= other.0;
    }

    /// Whether nothing was assumed.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a pronoun had to be understood.
    pub fn has_pronoun(self) -> bool {
        self.iter().any(|a| matches!(a, Assumption::Pronoun | Assumption::Carried))
    }

    /// Whether it had to be understood whose people are meant, or whom a pronoun means.
    pub fn has_owner(self) -> bool {
        self.has_pronoun() || self.iter().any(|a| a == Assumption::Possessive)
    }

    /// Those in it, in the order of [`Assumption::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Assumption> {
        Assumption::ALL.into_iter().filter(move |a| self.0 & (1 << *a as u16) != 0)
    }

    /// Their names.
    pub fn names(self) -> Vec<&'static str> {
        self.iter().map(Assumption::name).collect()
    }
}

impl From<Assumption> for Assumptions {
    fn from(assumption: Assumption) -> Self {
        let mut set = Assumptions::default();
        set.add(assumption);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_each_assumption_once_in_order() {
        let mut set = Assumptions::from(Assumption::Day);
        set.add(Assumption::Pronoun);
        set.extend(Assumptions::from(Assumption::Day));
        assert_eq!(set.names(), ["party by pronoun", "day of the occasion"]);
        let mut all = Assumptions::default();
        Assumption::ALL.into_iter().for_each(|a| all.add(a));
        assert!(all.iter().eq(Assumption::ALL) && !all.is_empty() && Assumptions::default().is_empty());
    }
}
