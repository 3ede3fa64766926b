//! Organisations, invented by the shapes of `names.toml`.

use super::rng::Rng;
use super::template::expand;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// `names.toml`.
#[derive(Deserialize)]
pub struct Names {
    parts: BTreeMap<String, Vec<String>>,
    countries: BTreeMap<String, String>,
    shape: Vec<Shape>,
    #[serde(skip)]
    provinces: Vec<String>,
    #[serde(skip)]
    cities: Vec<String>,
}

#[derive(Deserialize)]
struct Shape {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    name: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    article: Article,
    #[serde(default)]
    ngo: bool,
    /// What follows belongs to the name even in the possessive.
    #[serde(default)]
    tail: bool,
}

#[derive(Deserialize, Default, Clone, Copy, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Article {
    Yes,
    Some,
    #[default]
    No,
}

/// An invented organisation.
#[derive(Clone, Debug)]
pub struct Org {
    /// One of the eight types.
    pub kind: String,
    /// Its name, without article and bracket.
    pub name: String,
    /// As it stands in a sentence.
    pub written: String,
    /// As it stands before `'s`.
    pub short: String,
    /// The NGO of a representative office.
    pub ngo: Option<String>,
    /// The shape that made it.
    pub shape: String,
}

/// What the organisations of one document have used up.
#[derive(Default)]
pub struct Used(HashSet<String>);

impl Names {
    /// The file, with the provinces and cities of the gazetteer.
    pub fn load() -> Names {
        let mut names: Names = toml::from_str(include_str!("names.toml")).expect("names.toml");
        let column = |table: &str| -> Vec<String> {
            table.lines().skip(1).filter_map(|l| l.split('\t').nth(1)).map(str::to_owned).collect()
        };
        names.provinces = column(include_str!("../../ontology/places/provinces.tsv"));
        names.provinces.retain(|p| !["Hong Kong", "Macau", "Macao", "Taiwan"].contains(&p.as_str()));
        names.cities = column(include_str!("../../ontology/places/prefectures.tsv"));
        names.cities.retain(|c| !c.contains(' '));
        names
    }

    /// One of `of` that the document has not yet used.
    fn fresh(&self, rng: &mut Rng, of: &[String], used: &mut Used) -> String {
        for _ in 0..200 {
            let chosen = rng.pick(of);
            if used.0.insert(chosen.clone()) {
                return chosen.clone();
            }
        }
        panic!("nothing fresh is left among {of:?}");
    }

    /// A city of the mainland.
    pub fn city(&self, rng: &mut Rng, used: &mut Used) -> String {
        self.fresh(rng, &self.cities, used)
    }

    /// A town abroad.
    pub fn town(&self, rng: &mut Rng) -> String {
        rng.pick(&self.parts["TOWN"]).clone()
    }

    /// Invents an organisation of one of `kinds`.
    pub fn invent(&self, rng: &mut Rng, kinds: &[String], used: &mut Used) -> Org {
        let kind = rng.pick(kinds).clone();
        let shapes: Vec<&Shape> = self.shape.iter().filter(|s| s.kind == kind).collect();
        loop {
            let shape = *rng.pick(&shapes);
            if let Some(org) = self.of_shape(rng, shape, used) {
                return org;
            }
        }
    }

    fn of_shape(&self, rng: &mut Rng, shape: &Shape, used: &mut Used) -> Option<Org> {
        let country = self.fresh(rng, &self.countries.keys().cloned().collect::<Vec<_>>(), used);
        let mut ngo = None;
        if shape.ngo {
            let mut made = String::new();
            self.write(rng, "{STEM} {|{FIELD} }{SOCIETY}", &country, None, used, &mut made);
            ngo = Some(made);
        }
        let mut part = |template: &str, rng: &mut Rng| {
            let mut out = String::new();
            self.write(rng, template, &country, ngo.as_deref(), used, &mut out);
            out.replace("s's ", "s' ")
        };
        let (name, before, after) =
            (part(&shape.name, rng), part(&shape.before, rng), part(&shape.after, rng));
        let article = match shape.article {
            Article::Yes => "the ",
            Article::Some if rng.chance(50) => "the ",
            _ => "",
        };
        if !used.0.insert(name.clone()) {
            return None;
        }
        Some(Org {
            kind: shape.kind.clone(),
            written: format!("{article}{before}{name}{after}"),
            short: format!("{article}{before}{name}{}", if shape.tail { &after } else { "" }),
            name,
            ngo,
            shape: format!("{}: {}", shape.kind, shape.id),
        })
    }

    fn write(
        &self,
        rng: &mut Rng,
        template: &str,
        country: &str,
        ngo: Option<&str>,
        used: &mut Used,
        out: &mut String,
    ) {
        expand(rng, template, out, &mut |rng, slot, out| {
            match slot {
                "CITY" => out.push_str(&self.fresh(rng, &self.cities, used)),
                "PROVINCE" => out.push_str(&self.fresh(rng, &self.provinces, used)),
                "PLACE" => {
                    let of = if rng.chance(50) { &self.provinces } else { &self.cities };
                    out.push_str(&self.fresh(rng, of, used));
                }
                "COUNTRY" => out.push_str(country),
                "LAND" => out.push_str(country.trim_start_matches("the ")),
                "ADJECTIVE" => out.push_str(&self.countries[country]),
                "NGO" => out.push_str(ngo.unwrap_or_default()),
                "STEM" | "COINED" | "ACRONYM" => out.push_str(&self.fresh(rng, &self.parts[slot], used)),
                _ => match self.parts.get(slot) {
                    Some(words) => out.push_str(rng.pick::<String>(words)),
                    None => return false,
                },
            }
            true
        });
    }
}
