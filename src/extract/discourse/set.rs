//! Descriptions: "the office", "the two universities", "the donor", "the officers".

use super::{Context, Discourse, Parties};
use crate::extract::assume::Assumption;
use crate::extract::entity::{Entity, EntityId, Table};
use crate::extract::event::{MEMORY, Row};
use crate::extract::names::Kind;
use crate::extract::reduce::Word;
use crate::lexicon::{Referent, Words, singular};
use crate::record::Modality;
use std::borrow::Cow;

/// What a description says of the bodies that it covers, beside their kind.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wanted<'a> {
    /// Its last noun, in small letters.
    pub head: &'a str,
    pub plural: bool,
    /// "three", "both".
    pub number: Option<usize>,
    /// Who it cannot mean: whom its clause is about.
    pub except: &'a [EntityId],
}

impl Discourse {
    /// What a description of that kind means here.
    pub(super) fn referent(
        &self,
        context: &Context,
        table: &Table,
        referent: &Referent,
        wanted: Wanted,
    ) -> Option<Parties> {
        let Wanted { head, plural, number, except } = wanted;
        let word = singular(head).unwrap_or(Cow::Borrowed(head));
        let admits = |e: &EntityId| -> bool {
            let entity = &table.entities[*e];
            match referent {
                Referent::Type(kind) if kind == "State" => {
                    entity.kind.is_police() || entity.kind == Kind::GovernmentBody
                }
                Referent::Type(kind) => {
                    let other = context.lexicon.names.never_called.get(&*word);
                    entity.kind.name() == kind
                        && !other.is_some_and(|not| not.iter().any(|w| entity.has_word(w)))
                }
                Referent::Named => {
                    entity.has_word(head)
                        || entity.has_word(&word)
                        || word == "center" && entity.has_word("centre")
                }
                Referent::Any => entity.kind != Kind::RepresentativeOffice,
                Referent::Role(_) => false,
            }
        };
        if let Referent::Role(role) = referent {
            // "both teachers": who taught; "the teachers" of a school did not.
            if word == "teacher" && number.is_none() {
                return None;
            }
            return self.by_event_role(context, table, role, plural);
        }
        // "the university", where "University Foundation" was named too.
        let headed = |e: &EntityId| *referent == Referent::Named && table.entities[*e].is_headed(&word);
        let many = plural || number.is_some_and(|n| n > 1);
        let named = if many {
            self.set(table, &admits, number, except)?
        } else {
            let latest = || self.latest(table, |_| true).filter(|e| admits(e));
            // "inspected X. With it came Y, the supervisor of Z. The teams told the charity": who had a part, not Z.
            let party = || {
                let row = context.rows.last().filter(|r| r.post == context.post)?;
                let typed = matches!(referent, Referent::Type(kind) if kind == Kind::ForeignNgo.name());
                let mut parties = row.parties().filter(|e| typed && admits(e) && self.is_here(*e));
                parties.next().filter(|_| parties.next().is_none())
            };
            let found = self.recent().find(headed).or_else(party).or_else(latest);
            vec![found.or_else(|| self.recent().find(|e| admits(e)))?]
        };
        Some(Parties::assumed(named, Assumption::Description))
    }

    /// Who had a part in an earlier event of the post: the host, the donor, the guests.
    fn by_event_role(&self, context: &Context, table: &Table, role: &str, plural: bool) -> Option<Parties> {
        if role == "side" {
            return plural.then(|| self.sides(context)).flatten();
        }
        let (kinds, agent): (&[&str], bool) = match role {
            "host" => (&["Meeting", "Training", "Outreach", "OfficeOpening", "Visit", "Inspection"], true),
            "visitor" | "guest" => (&["Visit", "Inspection", "Meeting"], true),
            "donor" => (&["Donation"], true),
            "participant" if plural => (&["Meeting", "Training"], false),
            "signatory" => (&["Cooperation"], true),
            "recipient" => (&["Donation"], false),
            "trainer" => (&["Training"], true),
            "trainee" => (&["Training"], false),
            "inspector" => (&["Inspection"], true),
            "newcomer" => (&["Registration", "OfficeOpening"], false),
            "supervisor" | "partner" => {
                let wanted = if role == "supervisor" { "SupervisoryUnit" } else { "PartnerUnit" };
                let mut named = Vec::new();
                for e in self.recent() {
                    if table.entities[e].roles.contains(&wanted) && !named.contains(&e) {
                        named.push(e);
                        if !plural {
                            break;
                        }
                    }
                }
                named.reverse();
                // "the partners": who works with whom.
                if role == "partner" && plural && named.len() < 2 {
                    let told = context.rows.iter().rev().take(MEMORY).take_while(|r| r.post == context.post);
                    let mut joint = told.filter(|r| r.kind == "Cooperation");
                    if let Some(row) = joint.find(|r| named.iter().all(|n| r.parties().any(|p| p == *n))) {
                        named = row.parties().collect();
                    }
                }
                return (!named.is_empty()).then(|| Parties::assumed(named, Assumption::Description));
            }
            _ => return None,
        };
        let told = context.rows.iter().rev().take(MEMORY).take_while(|r| r.post == context.post);
        let mut rows = told.filter(|r| {
            (r.modality == Modality::Occurred || kinds == ["Donation"]) && kinds.contains(&r.kind.as_str())
        });
        let side = |row: &Row| {
            let visited = role == "host" && matches!(row.kind.as_str(), "Visit" | "Inspection")
                || role == "newcomer" && row.kind == "OfficeOpening";
            if agent != visited { row.agent.clone() } else { row.target.clone() }
        };
        // "They were handed over by X. The recipient": of the gift that named one.
        let first = rows.find(|r| !side(r).is_empty())?;
        let mut named = side(first);
        // "both donors": of several gifts.
        for row in
            rows.filter(|r| plural && named.len() < 2 && r.kind == first.kind).take(4).collect::<Vec<_>>()
        {
            for id in side(row) {
                if !named.contains(&id) {
                    named.insert(0, id);
                }
            }
        }
        (!named.is_empty()).then(|| Parties::assumed(named, Assumption::Part))
    }

    /// "the pair": the two that the row before this tells to work together.
    pub(super) fn last_partners(&self, context: &Context) -> Option<Vec<EntityId>> {
        let row = context.rows.last().filter(|r| r.post == context.post && r.kind == "Cooperation")?;
        let named: Vec<EntityId> = row.parties().collect();
        (named.len() == 2 && named.iter().all(|e| self.is_here(*e))).then_some(named)
    }

    /// "Both sides": everybody in the talks, the visit or the joint work last told of, where there are two sides of them.
    fn sides(&self, context: &Context) -> Option<Parties> {
        let mut told = context.rows.iter().rev().take(MEMORY).take_while(|r| r.post == context.post);
        let row = told.find(|r| matches!(r.kind.as_str(), "Meeting" | "Visit" | "Cooperation"))?;
        let mut named: Vec<EntityId> = row.parties().collect();
        named.sort_by_key(|e| self.mentioned.iter().position(|m| m == e));
        (named.len() > 1).then(|| Parties::assumed(named, Assumption::Part))
    }

    /// Several bodies that a plural description covers: those that this paragraph speaks of, where their number fits; the
    /// latest group of them; else all of the post. Whom its clause is about is not among them, unless too few are left.
    pub(super) fn set(
        &self,
        table: &Table,
        admits: &dyn Fn(&EntityId) -> bool,
        number: Option<usize>,
        except: &[EntityId],
    ) -> Option<Vec<EntityId>> {
        let others = |e: &EntityId| admits(e) && !except.contains(e);
        let enough = |found: &Vec<EntityId>| found.len() >= number.unwrap_or(2);
        let found = self.members(table, &others, number).filter(enough);
        found.or_else(|| self.members(table, admits, number))
    }

    fn members(
        &self,
        table: &Table,
        admits: &dyn Fn(&EntityId) -> bool,
        number: Option<usize>,
    ) -> Option<Vec<EntityId>> {
        let fits = |n: usize| number.is_none_or(|k| k == n);
        let admitted = |group: &Vec<EntityId>| -> Vec<EntityId> {
            group.iter().copied().filter(|e| admits(e)).collect()
        };
        // "X gave Y a lamp, and the two plan a course": as many as the sentence has spoken of.
        let said = distinct(self.mentioned.iter().skip(self.sentence).copied().filter(|e| admits(e)));
        if said.len() > 1 && number == Some(said.len()) {
            return Some(said);
        }
        let groups = || self.groups.iter().zip(&self.grouped_at).rev().take(MEMORY);
        let here = groups().take_while(|(_, at)| **at > self.paragraph);
        if let Some(members) = here.map(|(g, _)| admitted(g)).find(|m| m.len() > 1 && fits(m.len())) {
            return Some(members);
        }
        if let Some(n) = number.filter(|n| *n > 1)
            && let Some(members) = self.paragraph_members(table, admits, n)
        {
            return Some(members);
        }
        if let Some(members) = groups().map(|(g, _)| admitted(g)).find(|m| m.len() > 1 && fits(m.len())) {
            return Some(members);
        }
        // "the three departments", of which one is called a commission.
        if let Some(n) = number.filter(|n| *n > 1) {
            let exact = groups()
                .map(|(g, _)| g)
                .find(|g| g.len() == n && g.iter().filter(|e| admits(e)).count() * 2 > n);
            if let Some(group) = exact {
                return Some(group.clone());
            }
        }
        let mut distinct = distinct(self.recent().filter(|m| admits(m)));
        if let Some(n) = number {
            distinct.truncate(n);
        }
        distinct.reverse();
        (!distinct.is_empty()).then_some(distinct)
    }

    /// The bodies of this paragraph that are so many: all that the description admits, else all of one type.
    fn paragraph_members(
        &self,
        table: &Table,
        admits: &dyn Fn(&EntityId) -> bool,
        number: usize,
    ) -> Option<Vec<EntityId>> {
        let from = self.paragraph.max(self.mentioned.len().saturating_sub(MEMORY));
        let here = self.mentioned.get(from..).unwrap_or_default();
        let spoken_of = distinct(here.iter().copied().filter(|m| admits(m)));
        if spoken_of.len() == number {
            return Some(spoken_of);
        }
        let kinds = spoken_of.iter().rev().map(|e| table.entities[*e].kind);
        kinds
            .map(|kind| -> Vec<EntityId> {
                spoken_of.iter().copied().filter(|e| table.entities[*e].kind == kind).collect()
            })
            .find(|same| same.len() == number)
    }

    /// The foreign NGO that this paragraph speaks of last.
    pub fn foreign_here(&self, table: &Table) -> Option<EntityId> {
        let here = self.mentioned.get(self.paragraph..).unwrap_or_default();
        here.iter().rev().copied().find(|e| table.entities[*e].kind == Kind::ForeignNgo)
    }

    /// Whether this paragraph has spoken of a body.
    pub(super) fn is_here(&self, body: EntityId) -> bool {
        self.mentioned.get(self.paragraph..).unwrap_or_default().contains(&body)
    }

    /// The foreign NGO spoken of last.
    pub fn latest_foreign(&self, table: &Table) -> Option<EntityId> {
        self.latest(table, |e| e.kind == Kind::ForeignNgo)
    }

    pub(super) fn latest(&self, table: &Table, admits: impl Fn(&Entity) -> bool) -> Option<EntityId> {
        let here = self.mentioned.len() - self.paragraph.min(self.mentioned.len());
        let admitted = |e: &EntityId| admits(&table.entities[*e]);
        self.recent().take(here).find(admitted).or_else(|| self.recent().find(admitted))
    }

    /// "the chief representative", "the officers": the body that such people belong to.
    pub(super) fn person(
        &self,
        context: &Context,
        table: &Table,
        words: &[Word],
        plural: bool,
    ) -> Option<Parties> {
        let text: Vec<&str> = words.iter().map(|w| w.text.as_str()).collect();
        let has = |w: &str| text.contains(&w);
        let has_any = |known: &Words| text.iter().any(|w| known.contains(*w));
        let names = &context.lexicon.names;
        let id = if has("representative") && has("chief") || has("manager") {
            self.latest(table, |e| e.kind == Kind::ForeignNgo)
        } else if has_any(&names.police_people)
            || plural && has("clerks") && !self.topic.iter().any(|e| table.entities[*e].kind.is_police())
        {
            self.latest(table, |e| e.kind.is_police())
        } else if has("speaker")
            || has("lecturer")
            || plural && (has("participants") || has("people") || has("teachers") || has("students"))
        {
            None
        } else if has("dean") || has("rector") || has("professors") || has("faculty") {
            self.latest(table, |e| e.kind == Kind::University)
        } else if has("counsellor") || has("consul") || has("ambassador") {
            self.latest(table, |e| e.kind == Kind::ForeignMission)
        } else if !plural && has_any(&names.leaders) {
            let subject = if self.topic.is_empty() { &self.subject } else { &self.topic };
            subject.last().copied().or_else(|| self.mentioned.last().copied())
        } else {
            None
        }?;
        let mut named = vec![id];
        // "the police", after several bureaus came together: all of them.
        if plural
            && table.entities[id].kind.is_police()
            && has_any(&names.police_people)
            && !words.iter().any(|w| w.capital)
        {
            let told = context.rows.iter().rev().take(MEMORY).take_while(|r| r.post == context.post);
            let police = |row: &Row| -> Vec<EntityId> {
                row.agent.iter().copied().filter(|e| table.entities[*e].kind.is_police()).collect()
            };
            let together = told.map(police).find(|p| !p.is_empty());
            if let Some(together) = together.filter(|p| p.contains(&id)) {
                named = together;
            }
        }
        Some(Parties::assumed(named, Assumption::People))
    }
}

/// Each body once, in the order of its first mention.
fn distinct(mentions: impl Iterator<Item = EntityId>) -> Vec<EntityId> {
    let mut out = Vec::new();
    for id in mentions {
        if !out.contains(&id) {
            out.push(id);
        }
    }
    out
}
