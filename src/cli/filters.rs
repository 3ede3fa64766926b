use crate::filter::{Filter, FilterError};

/// Which events count. A filter that is given again admits either value.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Which events count")]
pub struct Filters {
    /// Kinds of event: Visit, or Visit,Meeting
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// A party of that type or role: PSBOffice, University, PartnerUnit, …
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,
    /// A place, by name or GB/T 2260 code, and what lies in it
    #[arg(long, value_name = "PLACE")]
    place: Vec<String>,
    /// First day: 2019-03-31, 2019-03 or 2019
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Last day: 2019-03-31, 2019-03 or 2019
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Whether what is dated by a day counts with that day (told), only if it surely lies in the period (certain), or
    /// if it may (possible)
    #[arg(long, value_name = "HOW")]
    dates: Option<String>,
    /// occurred, planned or any
    #[arg(long, value_name = "MODALITY")]
    modality: Option<String>,
    /// Least confidence, from 0 to 1
    #[arg(long, value_name = "NUMBER")]
    confidence: Option<String>,
    /// Only what a person confirmed or corrected
    #[arg(long)]
    reviewed: bool,
    /// A party, by any of its names
    #[arg(long, value_name = "NAME")]
    organization: Vec<String>,
}

impl Filters {
    /// The filter that the arguments ask for; what is planned is left out unless they name a modality.
    pub fn filter(&self) -> Result<Filter, FilterError> {
        self.on(Filter::default())
    }

    /// The filter that the arguments ask for; what is planned is in it unless they name a modality.
    pub fn filter_of_everything(&self) -> Result<Filter, FilterError> {
        self.on(Filter { modality: None, ..Filter::default() })
    }

    fn on(&self, mut filter: Filter) -> Result<Filter, FilterError> {
        filter.reviewed = self.reviewed;
        for (key, values) in [
            ("kind", &self.kind),
            ("type", &self.types),
            ("place", &self.place),
            ("organization", &self.organization),
        ] {
            for value in values {
                filter.set(key, value)?;
            }
        }
        for (key, value) in [
            ("from", &self.from),
            ("to", &self.to),
            ("dates", &self.dates),
            ("modality", &self.modality),
            ("confidence", &self.confidence),
        ] {
            if let Some(value) = value {
                filter.set(key, value)?;
            }
        }
        Ok(filter)
    }
}
