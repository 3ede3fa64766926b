//! What a record found of the known truth, and what it made up.

use super::names::Org;
use super::page::{Page, Told};
use super::scene::Truth;
use guanxi::record::{Entity, Event, Modality, Record};
use std::collections::BTreeSet;

/// How one sentence was read.
#[derive(Default)]
pub struct Verdict {
    /// Facts of the truth: an event, its standing, its day, each party, each organisation and its type.
    pub known: usize,
    /// Those that the record has.
    pub found: usize,
    /// Facts of the record that are not in the truth.
    pub made_up: usize,
    /// What is missing or made up, in words.
    pub complaints: Vec<String>,
}

impl Verdict {
    fn fact(&mut self, holds: bool, what: impl FnOnce() -> String) {
        self.known += 1;
        if holds {
            self.found += 1;
        } else {
            self.complaints.push(what());
        }
    }

    fn extra(&mut self, what: String) {
        self.made_up += 1;
        self.complaints.push(what);
    }
}

/// A name as it is compared: one sort of apostrophe and blank, no article, small letters.
fn plain(name: &str) -> String {
    let name = name.replace('’', "'").to_lowercase();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    name.strip_prefix("the ").unwrap_or(&name).to_owned()
}

fn called(entity: &Entity, name: &str) -> bool {
    let name = plain(name);
    std::iter::once(&entity.name).chain(&entity.also).any(|n| {
        let n = plain(n);
        n == name
            || n.strip_prefix(&name).is_some_and(|rest| rest.starts_with(" in ") || rest.starts_with(" of "))
    })
}

/// The row of the body that takes part: of an office its NGO.
fn party<'r>(record: &'r Record, org: &Org) -> Option<&'r Entity> {
    let name = org.ngo.as_ref().unwrap_or(&org.name);
    record.entities.iter().find(|e| called(e, name) && (org.ngo.is_none() || e.kind == "ForeignNGO"))
}

/// The row of the organisation itself.
fn row<'r>(record: &'r Record, org: &Org) -> Option<&'r Entity> {
    let of = party(record, org)?;
    match org.ngo {
        None => Some(of),
        Some(_) => record.entities.iter().find(|e| e.unit_of.as_ref() == Some(&of.id)),
    }
}

/// Judges every post of a page.
pub fn judge(page: &Page, record: &Record) -> Vec<Verdict> {
    let orgs = || page.posts.iter().flat_map(|p| &p.case.orgs);
    let mut meant: BTreeSet<&str> = BTreeSet::new();
    for org in orgs() {
        for entity in [party(record, org), row(record, org)].into_iter().flatten() {
            meant.insert(&entity.id);
            meant.extend(entity.unit_of.as_deref());
        }
    }
    let mut out = Vec::new();
    for (n, told) in page.posts.iter().enumerate() {
        let mut verdict = Verdict::default();
        organisations(&mut verdict, record, told);
        let rows: Vec<&Event> = record.events.iter().filter(|e| e.post as usize == n + 1).collect();
        events(&mut verdict, record, told, rows);
        // An office that somebody opens, or that stands beside its NGO, is no invention.
        let office = |e: &Entity| {
            e.kind == "RepresentativeOffice" && e.unit_of.as_ref().is_some_and(|u| meant.contains(u.as_str()))
        };
        for entity in record.entities.iter().filter(|e| !meant.contains(e.id.as_str()) && !office(e)) {
            if entity.mentions.first().is_some_and(|m| told.range.contains(&m.start)) {
                verdict.extra(format!("made up: the {} {:?}", entity.kind, entity.name));
            }
        }
        out.push(verdict);
    }
    out
}

fn organisations(verdict: &mut Verdict, record: &Record, told: &Told) {
    for (i, org) in told.case.orgs.iter().enumerate() {
        if !told.case.events.iter().any(|e| e.agents.contains(&i) || e.targets.contains(&i)) {
            continue;
        }
        let row = row(record, org);
        verdict.fact(row.is_some(), || format!("not found: {:?}", org.name));
        if let Some(row) = row {
            verdict.fact(row.kind == org.kind, || {
                format!("{:?} is a {}, read as {}", org.name, org.kind, row.kind)
            });
        }
    }
}

fn events(verdict: &mut Verdict, record: &Record, told: &Told, mut rows: Vec<&Event>) {
    for truth in &told.case.events {
        let ids = |side: &[usize]| -> Vec<Option<String>> {
            side.iter().map(|i| party(record, &told.case.orgs[*i]).map(|e| e.id.clone())).collect()
        };
        let (agents, targets) = (ids(&truth.agents), ids(&truth.targets));
        let best = (0..rows.len())
            .filter(|i| rows[*i].kind == truth.kind)
            .max_by_key(|i| agents.iter().chain(&targets).flatten().filter(|id| has(rows[*i], id)).count());
        let row = best.map(|i| rows.remove(i));
        verdict.fact(row.is_some(), || format!("not found: a {}", truth.kind));
        let sides = [("agent", &truth.agents, agents), ("target", &truth.targets, targets)];
        for (side, orgs, ids) in &sides {
            for (org, id) in orgs.iter().zip(ids) {
                let holds = row.zip(id.as_ref()).is_some_and(|(r, id)| of_side(r, side, truth, id));
                let name = &told.case.orgs[*org].name;
                verdict.fact(holds, || format!("not found: {side} {name:?} of a {}", truth.kind));
            }
        }
        let Some(row) = row else { continue };
        let planned = row.modality == Modality::Planned;
        verdict.fact(planned == truth.planned, || format!("a {} read as {:?}", truth.kind, row.modality));
        verdict.fact((row.date, row.precision) == (Some(told.date), told.precision), || {
            format!(
                "a {} of {} {:?} read as {:?} {:?}",
                truth.kind, told.date, told.precision, row.date, row.precision
            )
        });
        let truly: Vec<&String> = sides.iter().flat_map(|(.., ids)| ids.iter().flatten()).collect();
        for id in row.agent.iter().chain(&row.target).filter(|id| !truly.contains(id)) {
            let name = record.entities.iter().find(|e| e.id == *id).map_or("", |e| &e.name);
            verdict.extra(format!("made up: {name:?} as a party of a {}", truth.kind));
        }
    }
    for row in rows {
        verdict.extra(format!("made up: a {:?} {} by {}", row.modality, row.kind, row.rule));
    }
}

fn has(row: &Event, id: &String) -> bool {
    row.agent.contains(id) || row.target.contains(id)
}

fn of_side(row: &Event, side: &str, truth: &Truth, id: &String) -> bool {
    match (truth.symmetric, side) {
        (true, _) => has(row, id),
        (_, "agent") => row.agent.contains(id),
        _ => row.target.contains(id),
    }
}
