//! Resolved facts as quads of the resolution graph, and back.

use super::Base;
use super::quads::{Quads, node, thousandths, words};
use super::vocab::{self, dcterms, gx, org, rdf, rdfs, skos};
use crate::record::{Modality, Precision};
use crate::resolve::{Event, Fact, Id, Organization, PlaceRef, Relationship, RelationshipKind, Standing};
use crate::text::name_key;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Quad};
use std::collections::BTreeSet;

/// A fact with a node of its own. Its quads are a function of the fact, and the fact of its quads.
pub trait Resolved: Fact {
    /// What its IRI begins with below the base: `org`.
    const PATH: &'static str;

    /// The property to the documents or reports that tell of it. It is in the store as long as there are any.
    const EVIDENCE: NamedNodeRef<'static>;

    /// The properties that [`Resolved::from_quads`] reads.
    const PROPERTIES: &'static [NamedNodeRef<'static>];

    /// Its node, but for evidence; of a relationship the direct property too, in the graph of links.
    fn quads(&self, base: &Base, id: Id) -> Vec<Quad>;

    /// The fact that such quads state. Those of evidence and of other graphs are of no account.
    fn from_quads(base: &Base, quads: &[Quad]) -> Option<Self>;
}

/// What documents that use one appellation say of a body, in the graph of names.
impl Resolved for Organization {
    const PATH: &'static str = "name";
    const EVIDENCE: NamedNodeRef<'static> = gx::USED_IN;
    const PROPERTIES: &'static [NamedNodeRef<'static>] = &[
        gx::OF_TYPE,
        gx::IN_ROLE,
        rdfs::LABEL,
        gx::NAME,
        gx::ORIGIN,
        gx::PLACE,
        gx::PLACE_NAME,
        gx::UNIT_OF_APPELLATION,
        gx::ONLY_IN,
    ];

    fn quads(&self, base: &Base, id: Id) -> Vec<Quad> {
        let (iri, mut out) = (base.hashed(Self::PATH, id), Quads::new(base.names_graph()));
        out.class(&iri, gx::APPELLATION_TYPE);
        out.push(&iri, gx::OF_TYPE, vocab::term(&self.kind));
        for role in &self.roles {
            out.push(&iri, gx::IN_ROLE, vocab::term(role));
        }
        out.text(&iri, rdfs::LABEL, &self.name);
        for name in &self.names {
            out.text(&iri, gx::NAME, name);
        }
        for origin in &self.origins {
            out.text(&iri, gx::ORIGIN, origin);
        }
        place(&mut out, base, &iri, self.place.as_ref());
        for of in &self.unit_of {
            out.push(&iri, gx::UNIT_OF_APPELLATION, base.hashed(Self::PATH, *of));
        }
        out.maybe(&iri, gx::ONLY_IN, self.only_in.as_deref());
        out.into_vec()
    }

    fn from_quads(base: &Base, quads: &[Quad]) -> Option<Self> {
        let mut fact = Organization::default();
        for Quad { predicate, object, .. } in quads {
            let class = || node(object).and_then(vocab::local).map(str::to_owned);
            match predicate.as_ref() {
                gx::OF_TYPE => fact.kind = class()?,
                gx::IN_ROLE => fact.roles.extend(class()),
                rdfs::LABEL => words(object)?.clone_into(&mut fact.name),
                gx::NAME => _ = fact.names.insert(words(object)?.to_owned()),
                gx::ORIGIN => _ = fact.origins.insert(words(object)?.to_owned()),
                gx::ONLY_IN => fact.only_in = Some(words(object)?.to_owned()),
                gx::UNIT_OF_APPELLATION => {
                    fact.unit_of.extend(node(object).and_then(|o| base.hash(Self::PATH, o)));
                }
                _ => {}
            }
        }
        fact.place = placed(base, quads);
        (!fact.name.is_empty()).then_some(fact)
    }
}

/// What begins the IRI of an organisation below the base.
pub const ORGANIZATION: &str = "org";

/// What the resolution graph says of an organisation: what all its appellations together say.
pub fn organization(base: &Base, id: Id, organization: &Organization) -> Vec<Quad> {
    let (iri, mut out) = (base.hashed(ORGANIZATION, id), Quads::new(base.resolution_graph()));
    out.class(&iri, gx::ORGANIZATION);
    out.class(&iri, vocab::term(&organization.kind));
    for role in &organization.roles {
        out.class(&iri, vocab::term(role));
    }
    for name in &organization.names {
        let property = if *name == organization.name { skos::PREF_LABEL } else { skos::ALT_LABEL };
        out.push(&iri, property, Literal::new_language_tagged_literal_unchecked(name, language(name)));
    }
    let keys: BTreeSet<String> =
        organization.names.iter().map(|n| name_key(n)).filter(|k| !k.is_empty()).collect();
    for key in keys {
        out.text(&iri, gx::NAME_KEY, key);
    }
    for origin in &organization.origins {
        out.text(&iri, gx::ORIGIN, origin);
    }
    place(&mut out, base, &iri, organization.place.as_ref());
    for of in organization.unit_of.iter().filter(|of| **of != id) {
        out.push(&iri, org::UNIT_OF, base.hashed(ORGANIZATION, *of));
    }
    out.into_vec()
}

/// Of which body an appellation is, under what keys it is found, and that the body's IRI stands for the one that it
/// would have had alone.
pub fn identified(base: &Base, id: Id, body: Id, blocks: &BTreeSet<Id>) -> Vec<Quad> {
    let (iri, mut out) = (base.hashed(Organization::PATH, id), Quads::new(base.names_graph()));
    out.push(&iri, gx::APPELLATION_OF, base.hashed(ORGANIZATION, body));
    for block in blocks {
        out.push(&iri, gx::BLOCK, block_key(*block));
    }
    let mut quads = out.into_vec();
    if body != id {
        let mut out = Quads::new(base.resolution_graph());
        out.push(&base.hashed(ORGANIZATION, id), dcterms::IS_REPLACED_BY, base.hashed(ORGANIZATION, body));
        quads.extend(out.into_vec());
    }
    quads
}

/// A key under which appellations are found, as the store keeps it.
pub fn block_key(block: Id) -> Literal {
    Literal::new_simple_literal(format!("{block:016x}"))
}

impl Resolved for Event {
    const PATH: &'static str = "event";
    const EVIDENCE: NamedNodeRef<'static> = gx::REPORT;
    const PROPERTIES: &'static [NamedNodeRef<'static>] = &[
        rdf::TYPE,
        gx::AGENT,
        gx::TARGET,
        gx::VIA,
        gx::UNNAMED_PARTY,
        gx::DATE,
        gx::DATE_PRECISION,
        gx::MODALITY,
        gx::CONFIDENCE,
        gx::REVIEWED,
        gx::PLACE,
        gx::PLACE_NAME,
    ];

    fn quads(&self, base: &Base, id: Id) -> Vec<Quad> {
        let (iri, mut out) = (base.hashed(Self::PATH, id), Quads::new(base.resolution_graph()));
        out.class(&iri, gx::EVENT);
        out.class(&iri, vocab::term(&self.kind));
        for (property, parties) in
            [(gx::AGENT, &self.agents), (gx::TARGET, &self.targets), (gx::VIA, &self.via)]
        {
            for party in parties {
                out.push(&iri, property, base.hashed(ORGANIZATION, *party));
            }
        }
        for unnamed in &self.unnamed {
            out.text(&iri, gx::UNNAMED_PARTY, unnamed);
        }
        out.date(&iri, gx::DATE, self.date);
        out.text(&iri, gx::DATE_PRECISION, if self.precision == Precision::Day { "day" } else { "by" });
        out.text(&iri, gx::MODALITY, if self.modality == Modality::Planned { "planned" } else { "occurred" });
        place(&mut out, base, &iri, self.place.as_ref());
        out.decimal(&iri, gx::CONFIDENCE, self.confidence);
        out.maybe(&iri, gx::REVIEWED, self.standing.reviewed());
        out.into_vec()
    }

    fn from_quads(base: &Base, quads: &[Quad]) -> Option<Self> {
        let mut fact = Event {
            kind: String::new(),
            modality: Modality::Occurred,
            date: None,
            precision: Precision::By,
            agents: BTreeSet::new(),
            targets: BTreeSet::new(),
            unnamed: BTreeSet::new(),
            via: BTreeSet::new(),
            place: placed(base, quads),
            confidence: 0,
            standing: Standing::Read,
        };
        for Quad { predicate, object, .. } in quads {
            let party = || node(object).and_then(|o| base.hash(ORGANIZATION, o));
            match predicate.as_ref() {
                rdf::TYPE => {
                    if let Some(kind) =
                        node(object).filter(|class| *class != gx::EVENT).and_then(vocab::local)
                    {
                        kind.clone_into(&mut fact.kind);
                    }
                }
                gx::AGENT => fact.agents.extend(party()),
                gx::TARGET => fact.targets.extend(party()),
                gx::VIA => fact.via.extend(party()),
                gx::UNNAMED_PARTY => _ = fact.unnamed.insert(words(object)?.to_owned()),
                gx::DATE => fact.date = words(object)?.parse().ok(),
                gx::DATE_PRECISION if words(object)? == "day" => fact.precision = Precision::Day,
                gx::MODALITY if words(object)? == "planned" => fact.modality = Modality::Planned,
                gx::REVIEWED => fact.standing = Standing::of_reviewed(words(object)?),
                gx::CONFIDENCE => fact.confidence = thousandths(words(object)?)?,
                _ => {}
            }
        }
        (!fact.kind.is_empty()).then_some(fact)
    }
}

const RELATIONSHIPS: [(RelationshipKind, NamedNodeRef<'static>, NamedNodeRef<'static>); 4] = [
    (RelationshipKind::Supervision, gx::SUPERVISION, gx::SUPERVISES),
    (RelationshipKind::Partnership, gx::PARTNERSHIP, gx::PARTNER_OF),
    (RelationshipKind::Membership, gx::MEMBERSHIP, gx::PART_OF),
    (RelationshipKind::Affiliation, gx::AFFILIATION, gx::AFFILIATED_WITH),
];

impl Resolved for Relationship {
    const PATH: &'static str = "relationship";
    const EVIDENCE: NamedNodeRef<'static> = gx::REPORT;
    const PROPERTIES: &'static [NamedNodeRef<'static>] = &[rdf::TYPE, gx::FROM, gx::TO, gx::REVIEWED];

    fn quads(&self, base: &Base, id: Id) -> Vec<Quad> {
        let (iri, mut out) = (base.hashed(Self::PATH, id), Quads::new(base.resolution_graph()));
        let (from, to) = (base.hashed(ORGANIZATION, self.from), base.hashed(ORGANIZATION, self.to));
        let mut direct = Quads::new(base.links_graph());
        out.class(&iri, gx::RELATIONSHIP);
        for (kind, class, property) in RELATIONSHIPS {
            if kind == self.kind {
                out.class(&iri, class);
                direct.push(&from, property, to.clone());
            }
        }
        out.push(&iri, gx::FROM, from);
        out.push(&iri, gx::TO, to);
        out.maybe(&iri, gx::REVIEWED, self.standing.reviewed());
        let mut quads = out.into_vec();
        quads.extend(direct.into_vec());
        quads
    }

    fn from_quads(base: &Base, quads: &[Quad]) -> Option<Self> {
        let party = |property| {
            let quad = quads.iter().find(|q| q.predicate.as_ref() == property)?;
            base.hash(ORGANIZATION, node(&quad.object)?)
        };
        let is = |class| quads.iter().any(|q| q.predicate == rdf::TYPE && node(&q.object) == Some(class));
        let (kind, ..) = RELATIONSHIPS.into_iter().find(|(_, class, _)| is(*class))?;
        let reviewed = quads.iter().find(|q| q.predicate == gx::REVIEWED).and_then(|q| words(&q.object));
        let standing = reviewed.map(Standing::of_reviewed).unwrap_or_default();
        Some(Relationship { kind, from: party(gx::FROM)?, to: party(gx::TO)?, standing })
    }
}

fn place(out: &mut Quads, base: &Base, thing: &NamedNode, place: Option<&PlaceRef>) {
    if let Some(PlaceRef { code, name }) = place {
        if let Some(code) = code {
            out.push(thing, gx::PLACE, base.place(code));
        }
        out.text(thing, gx::PLACE_NAME, name);
    }
}

fn placed(base: &Base, quads: &[Quad]) -> Option<PlaceRef> {
    let object = |property| quads.iter().find(|q| q.predicate.as_ref() == property).map(|q| &q.object);
    let code = object(gx::PLACE).and_then(node).and_then(|place| base.place_code(place));
    Some(PlaceRef { code, name: words(object(gx::PLACE_NAME)?)?.to_owned() })
}

/// The language of a name, by its script.
pub(super) fn language(name: &str) -> &'static str {
    let chinese = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}');
    if name.chars().any(chinese) { "zh" } else { "en" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_read_back_from_their_quads() {
        let base = Base::default();
        let place = Some(PlaceRef { code: Some("420100".into()), name: "Wuhan".into() });
        let organization = Organization {
            kind: "PSBOffice".into(),
            roles: ["PartnerUnit".to_owned()].into(),
            name: "Hubei PSB Office".into(),
            names: ["Hubei PSB Office".to_owned(), "湖北办".to_owned()].into(),
            origins: ["HK".to_owned()].into(),
            place: place.clone(),
            unit_of: [7].into(),
            only_in: Some("calls".into()),
        };
        assert_eq!(Organization::from_quads(&base, &organization.quads(&base, 1)), Some(organization));
        for (confidence, date) in [(1000, None), (905, "2019-03-31".parse().ok()), (0, None)] {
            let event = Event {
                kind: "Visit".into(),
                modality: Modality::Planned,
                date,
                precision: Precision::Day,
                agents: [1, 2].into(),
                targets: [3].into(),
                unnamed: ["24 foundations".to_owned()].into(),
                via: [4].into(),
                place: place.clone(),
                confidence,
                standing: Standing::Corrected,
            };
            assert_eq!(Event::from_quads(&base, &event.quads(&base, 1)), Some(event));
        }
        let standing = Standing::Confirmed;
        let relationship = Relationship { kind: RelationshipKind::Membership, from: 1, to: 2, standing };
        assert_eq!(Relationship::from_quads(&base, &relationship.quads(&base, 1)), Some(relationship));
    }
}
