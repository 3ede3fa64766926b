//! What the columns of tables mean: `ontology/tables/*.toml`, one file for each sort of table.

use super::{Files, LexiconError, parse};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// How one sort of table is read.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Name of the register: `offices`.
    pub register: String,
    /// What a row is.
    pub holds: Holds,
    /// What the table lists, in words.
    pub about: String,
    /// Cells that say that nothing is known.
    #[serde(default)]
    pub nothing: Vec<String>,
    /// How days are written, as `strptime` says it.
    #[serde(default)]
    pub dates: Vec<String>,
    /// So many days may lie between start and end.
    #[serde(default)]
    pub most_days: Option<i64>,
    /// Codes of places that the gazetteer has not by these words; `CN` is all of the mainland.
    #[serde(default)]
    pub places: BTreeMap<String, String>,
    /// Types of organisations, by what the table calls a partner.
    #[serde(default)]
    pub partner_types: BTreeMap<String, String>,
    /// What the words for a class of units begin with.
    #[serde(default)]
    pub classes: Vec<String>,
    /// What holds for every row, by what it means: `origin = "HK"`.
    #[serde(default)]
    pub constants: BTreeMap<Means, String>,
    /// The columns.
    #[serde(rename = "column")]
    pub columns: Vec<Column>,
    /// Where it was read, for messages.
    #[serde(skip)]
    pub file: String,
}

/// What a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// A registered representative office.
    Office,
    /// The filing of a temporary activity.
    Activity,
    /// A project of a catalogue, and the units that may supervise it.
    Catalogue,
}

impl Holds {
    /// As files and records spell it.
    pub fn name(self) -> &'static str {
        match self {
            Holds::Office => "office",
            Holds::Activity => "activity",
            Holds::Catalogue => "catalogue",
        }
    }
}

/// A column of a table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Spellings of its heading.
    pub header: Vec<String>,
    /// What its cells say.
    pub means: Means,
    /// `en` or `zh`, where it matters.
    #[serde(default)]
    pub language: Option<Tongue>,
    /// What stands between the items of a list.
    #[serde(default)]
    pub separator: Vec<String>,
    /// Whether no table of this sort lacks it.
    #[serde(default)]
    pub needed: bool,
}

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Means {
    /// Name of the foreign NGO.
    Organization,
    /// Its home.
    Origin,
    /// Its professional supervisory unit; of a catalogue, units that may be.
    Supervisor,
    /// Field of work.
    Field,
    /// A part of a field, in words.
    Subfield,
    /// Place of registration, or of the activity.
    Place,
    /// Where it may work.
    Area,
    /// Day of registration, or the first of the activity.
    Start,
    /// The last day.
    End,
    /// What the activity is called.
    Title,
    /// Name of the Chinese partner unit.
    Partner,
    /// Of what sort that is.
    PartnerType,
    /// The unit that supervises the partner.
    PartnerSupervisor,
}

/// The language of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tongue {
    /// English, or a name in Latin letters.
    En,
    /// Chinese.
    Zh,
}

impl Mapping {
    /// Whether a cell says that nothing is known.
    pub fn is_nothing(&self, words: &str) -> bool {
        words.is_empty() || self.nothing.iter().any(|n| n.eq_ignore_ascii_case(words))
    }
}

/// A heading without what is of no account: case, spaces, punctuation.
///
/// ```
/// use guanxi::lexicon::heading_key;
/// assert_eq!(heading_key(" CPU  (Chinese)"), heading_key("cpu chinese"));
/// ```
pub fn heading_key(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// All mappings, by file.
pub(super) fn read(files: &Files) -> Result<Vec<Mapping>, LexiconError> {
    let names: Vec<&str> =
        files.below("tables/").map(|(name, _)| name).filter(|name| name.ends_with(".toml")).collect();
    let mut mappings = Vec::new();
    for name in names {
        let mut mapping: Mapping = parse(files, name)?;
        mapping.file = files.origin(name);
        let malformed = |reason: String| LexiconError::Malformed { file: mapping.file.clone(), reason };
        if mapping.columns.iter().any(|column| column.header.is_empty()) {
            return Err(malformed("a column has no `header`".to_owned()));
        }
        let own = |c: &Column| c.header.iter().map(|h| heading_key(h)).collect::<BTreeSet<_>>();
        let mut keys: Vec<String> = mapping.columns.iter().flat_map(own).collect();
        keys.sort_unstable();
        if let Some(pair) = keys.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(malformed(format!("two columns have the heading {:?}", pair[0])));
        }
        mappings.push(mapping);
    }
    Ok(mappings)
}
