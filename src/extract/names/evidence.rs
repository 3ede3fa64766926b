//! What a name's type rests on.

/// What says of what type a name is. Records name it as their `rule`; how often each is right is measured
/// (`ontology/calibration.toml`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Evidence {
    /// The wording of a public security organ.
    Police,
    /// A head noun of universities.
    University,
    /// "College", "Institute", with words that say it is higher.
    HigherSchool,
    /// "School", "College", without them.
    School,
    /// "Embassy", "Consulate General".
    Mission,
    /// "Bureau", "Commission".
    Government,
    /// The same, with a foreign home in brackets.
    GovernmentAbroad,
    /// The same, in whose name stands another country.
    ForeignGovernment,
    /// "Federation of Industry and Commerce", "Hospital".
    Domestic,
    /// The same, with a foreign home in brackets.
    DomesticAbroad,
    /// The same, in whose name stands another country.
    DomesticCountry,
    /// "Foundation", "Association", with its home beside it.
    SocietyHome,
    /// The same, under a place of the mainland.
    SocietyPlace,
    /// The same, in whose name stands another country.
    SocietyCountry,
    /// The same, with a word that only local bodies have.
    SocietyLocal,
    /// The same, before "Limited", as charities of Hong Kong are named.
    SocietyForm,
    /// The same, after two countries: "Japan-China".
    SocietyCountries,
    /// The same, after the name of a university.
    SocietyUniversity,
    /// The same, alone.
    Society,
    /// No head noun, and a home beside it.
    Home,
    /// In quotation marks after "charity" or the like.
    Quoted,
    /// Capital letters, and words around them that speak of a body.
    Context,
    /// Capital letters alone.
    Capitals,
    /// A body that the text describes by another, as an office of it.
    Described,
    /// A society that bears the name of a mainland body.
    NamedAfter,
    /// Who has a representative office.
    OfficeOwner,
    /// Who is partner unit of somebody.
    Partner,
}

impl Evidence {
    /// Every one.
    pub const ALL: [Evidence; 27] = [
        Evidence::Police,
        Evidence::University,
        Evidence::HigherSchool,
        Evidence::School,
        Evidence::Mission,
        Evidence::Government,
        Evidence::GovernmentAbroad,
        Evidence::ForeignGovernment,
        Evidence::Domestic,
        Evidence::DomesticAbroad,
        Evidence::DomesticCountry,
        Evidence::SocietyHome,
        Evidence::SocietyPlace,
        Evidence::SocietyCountry,
        Evidence::SocietyLocal,
        Evidence::SocietyForm,
        Evidence::SocietyCountries,
        Evidence::SocietyUniversity,
        Evidence::Society,
        Evidence::Home,
        Evidence::Quoted,
        Evidence::Context,
        Evidence::Capitals,
        Evidence::Described,
        Evidence::NamedAfter,
        Evidence::OfficeOwner,
        Evidence::Partner,
    ];

    /// The rule, as records spell it, and its rank among others, from 0 to 1: of two mentions of one body the better
    /// supported one says its type. The rank is no probability.
    fn properties(self) -> (&'static str, f64) {
        match self {
            Evidence::Police => ("name/police", 0.98),
            Evidence::University => ("name/university", 0.97),
            Evidence::HigherSchool => ("name/higher-school", 0.85),
            Evidence::School => ("name/school", 0.6),
            Evidence::Mission => ("name/mission", 0.97),
            Evidence::Government => ("name/government", 0.95),
            Evidence::GovernmentAbroad => ("name/government-abroad", 0.7),
            Evidence::ForeignGovernment => ("name/foreign-government", 0.8),
            Evidence::Domestic => ("name/domestic", 0.9),
            Evidence::DomesticAbroad => ("name/domestic-abroad", 0.8),
            Evidence::DomesticCountry => ("name/domestic-country", 0.6),
            Evidence::SocietyHome => ("name/society-home", 0.97),
            Evidence::SocietyPlace => ("name/society-place", 0.85),
            Evidence::SocietyCountry => ("name/society-country", 0.9),
            Evidence::SocietyLocal => ("name/society-local", 0.5),
            Evidence::SocietyForm => ("name/society-form", 0.85),
            Evidence::SocietyCountries => ("name/society-countries", 0.8),
            Evidence::SocietyUniversity => ("name/society-university", 0.75),
            Evidence::Society => ("name/society", 0.75),
            Evidence::Home => ("name/home", 0.93),
            Evidence::Quoted => ("name/quoted", 0.8),
            Evidence::Context => ("name/context", 0.6),
            Evidence::Capitals => ("name/capitals", 0.3),
            Evidence::Described => ("name/described", 0.9),
            Evidence::NamedAfter => ("name/named-after", 0.85),
            Evidence::OfficeOwner => ("name/office-owner", 0.9),
            Evidence::Partner => ("name/partner", 0.75),
        }
    }

    /// As records spell it.
    pub fn rule(self) -> &'static str {
        self.properties().0
    }

    /// Rank among others, from 0 to 1.
    pub fn strength(self) -> f64 {
        self.properties().1
    }

    /// Whether another mention may overrule it, and a reader should look.
    pub fn is_weak(self) -> bool {
        self.strength() < 0.8
    }
}
