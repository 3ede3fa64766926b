//! How long every named query takes on a store of a million quads.
//!
//! `cargo bench --bench queries` builds the store from generated records, then asks each query: about the busiest
//! office, NGO or university where it takes an organisation, of the whole store where it does not. A query is
//! asked three times with its names looked up and its answer written, and the middle counts, in time of this thread. `-- QUADS` wants
//! another number of quads; `-- QUADS DIR` keeps the store in DIR and takes the one that is there.
//!
//! The floor, measured in the same run: an answer cannot come sooner than its events are read, one look-up
//! each (about one organisation), or than all events and who did them are counted (of the whole store).

#[path = "../tests/common/clock.rs"]
mod clock;
#[path = "../tests/common/generated.rs"]
mod generated;

use guanxi::build::{Builder, Options};
use guanxi::lexicon::Lexicon;
use guanxi::query::{self, Catalogue, Format, NamedQuery, ParameterType, Written};
use guanxi::rdf::vocab::gx;
use guanxi::store::{Access, Embedded, Pattern, Store};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

type Anything<T> = Result<T, Box<dyn std::error::Error>>;

/// The most that a query may take: about one organisation, and of the whole store.
const LIMITS: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(3));

fn main() -> Anything<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let quads = arguments.first().map_or(Ok(1_000_000), |n| n.parse::<usize>())?;
    let kept = arguments.get(1).map(PathBuf::from);
    let place = std::env::temp_dir().join(format!("guanxi-queries-{}", std::process::id()));
    let folder = kept.clone().unwrap_or_else(|| place.clone());
    let lexicon = Lexicon::load(None)?;
    if !folder.exists() {
        build(&folder, &lexicon, quads)?;
    }
    let slow = measure(&folder, &lexicon)?;
    if kept.is_none() {
        std::fs::remove_dir_all(&place)?;
    }
    match slow.is_empty() {
        true => Ok(()),
        false => Err(format!("over the limit: {}", slow.join(", ")).into()),
    }
}

fn build(folder: &Path, lexicon: &Lexicon, quads: usize) -> Anything<()> {
    let begun = Instant::now();
    let world = generated::World::new(lexicon);
    let store = Embedded::create(folder, None)?;
    let mut builder = Builder::new(&store, lexicon, Options::default())?;
    let documents = quads / generated::QUADS_OF_A_DOCUMENT;
    for n in 0..documents {
        builder.add(None, &world.record(n), "generated")?;
    }
    builder.finish()?;
    println!("built from {documents} documents in {:.0} s", begun.elapsed().as_secs_f64());
    Ok(())
}

/// Prints the table; gives the queries that took longer than they may.
fn measure(folder: &Path, lexicon: &Lexicon) -> Anything<Vec<String>> {
    let store = Embedded::open(folder, Access::Read)?;
    let asked = Asked::of(&store)?;
    println!("{} quads\n", store.quads(Pattern::default())?.count());
    println!("{:<16} {:>7} {:>9} {:>9}  asked with", "query", "rows", "ms", "floor ms");
    let (mut slow, catalogue) = (Vec::new(), Catalogue::load(None)?);
    let whole = floor(
        &store,
        lexicon,
        "SELECT (COUNT(*) AS ?n) { ?event a gx:Event ; gx:agent ?agent ; gx:date ?date }",
    )?;
    for named in catalogue.iter() {
        let mut ways = vec![asked.parameters(named)];
        if !ways[0].iter().any(|(name, _)| is_organization(named, name)) {
            let one = named.parameters.iter().find(|p| p.kind == ParameterType::Organization);
            ways.extend(one.map(|p| vec![(p.name.clone(), asked.value(&p.name).to_owned())]));
        }
        for mut given in ways {
            given.extend(
                asked.parameters(named).into_iter().filter(|(name, _)| !is_organization(named, name)),
            );
            given.dedup();
            let (time, rows) = middle(|| answer(&store, lexicon, named, &given))?;
            let about_one = given.iter().any(|(name, _)| is_organization(named, name));
            let (limit, floor) = match about_one {
                true => (LIMITS.0, events_of(&store, &given)?),
                false => (LIMITS.1, whole),
            };
            let words: Vec<String> = given.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let (mark, words) = (if time > limit { " SLOW" } else { "" }, words.join(" "));
            println!("{:<16} {rows:>7} {:>9.1} {:>9.1}  {words}{mark}", named.name, ms(time), ms(floor));
            if time > limit {
                slow.push(format!("{} {words}", named.name));
            }
        }
    }
    Ok(slow)
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The middle of three times, and the answer.
fn middle<T>(mut work: impl FnMut() -> Anything<T>) -> Anything<(Duration, T)> {
    let mut times = Vec::new();
    loop {
        let begun = clock::clock();
        let done = work()?;
        times.push(clock::clock().saturating_sub(begun));
        if times.len() == 3 {
            times.sort();
            return Ok((times[1], done));
        }
    }
}

fn answer(
    store: &Embedded,
    lexicon: &Lexicon,
    named: &NamedQuery,
    given: &[(String, String)],
) -> Anything<usize> {
    let prepared = query::prepare(named, given, store, lexicon)?;
    let mut out = Vec::new();
    match query::write(store.query(&prepared.query)?, Format::Csv, 0, &mut out)? {
        Written::Rows(rows) => Ok(rows),
        other => Err(format!("{}: {other:?}", named.name).into()),
    }
}

fn floor(store: &Embedded, lexicon: &Lexicon, text: &str) -> Anything<Duration> {
    let named = NamedQuery::sparql(text);
    Ok(middle(|| answer(store, lexicon, &named, &[]))?.0)
}

/// What it takes to read the events of the organisations that are asked about, one after the other.
fn events_of(store: &Embedded, given: &[(String, String)]) -> Anything<Duration> {
    let read = || -> Anything<usize> {
        let mut count = 0;
        for (_, name) in given {
            for organization in guanxi::filter::organizations_named(store, name).unwrap_or_default() {
                for role in [gx::AGENT, gx::TARGET, gx::VIA] {
                    let object = Some(organization.as_ref().into());
                    let pattern = Pattern { predicate: Some(role), object, ..Pattern::default() };
                    for quad in store.quads(pattern)? {
                        let subject = quad?.subject;
                        let about = Pattern { subject: Some(subject.as_ref()), ..Pattern::default() };
                        count += store.quads(about)?.count();
                    }
                }
            }
        }
        Ok(count)
    };
    Ok(middle(read)?.0)
}

/// Whom the queries are asked about.
struct Asked {
    office: String,
    ngo: String,
    university: String,
    other_office: String,
    domestic: String,
}

impl Asked {
    fn of(store: &Embedded) -> Anything<Self> {
        let busiest = |class: &str, skip: usize| -> Anything<String> {
            let text = format!(
                "SELECT ?name (COUNT(*) AS ?n) {{ VALUES ?part {{ gx:agent gx:target }} ?event ?part ?one . \
                 ?one a gx:{class} ; skos:prefLabel ?name }} GROUP BY ?name ORDER BY DESC(?n) ?name LIMIT 1 OFFSET {skip}"
            );
            let query = query::parse(&text, "bench")?;
            let guanxi::store::Answer::Solutions { mut rows, .. } = store.query(&query)? else {
                return Err("no rows".into());
            };
            match rows.next().ok_or("nobody")??.into_iter().next() {
                Some(Some(oxigraph::model::Term::Literal(name))) => Ok(name.value().to_owned()),
                _ => Err("no name".into()),
            }
        };
        Ok(Asked {
            office: busiest("PSBOffice", 0)?,
            other_office: busiest("PSBOffice", 200)?,
            ngo: busiest("ForeignNGO", 0)?,
            domestic: busiest("SupervisoryUnit", 0)?,
            university: busiest("University", 0)?,
        })
    }

    /// Whom a parameter of that name asks about.
    fn value(&self, parameter: &str) -> &str {
        match parameter {
            "a" | "from" | "office" | "trainer" => &self.office,
            "to" => &self.other_office,
            "university" => &self.university,
            "supervisor" => &self.domestic,
            _ => &self.ngo,
        }
    }

    /// Values for what a query needs.
    fn parameters(&self, named: &NamedQuery) -> Vec<(String, String)> {
        let mut given = Vec::new();
        for parameter in &named.parameters {
            let value = match parameter.kind {
                ParameterType::Organization if parameter.required => self.value(&parameter.name),
                ParameterType::Date if parameter.required => "2018-01-01",
                _ => continue,
            };
            given.push((parameter.name.clone(), value.to_owned()));
        }
        given
    }
}

fn is_organization(named: &NamedQuery, parameter: &str) -> bool {
    named.parameter(parameter).is_some_and(|p| p.kind == ParameterType::Organization)
}
