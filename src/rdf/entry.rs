//! Entries of registers as quads of the resolution graph, and back.

use super::facts::{ORGANIZATION, language};
use super::quads::{Quads, node, words};
use super::vocab::{dcterms, gx, rdf};
use super::{Base, Resolved};
use crate::resolve::Entry;
use jiff::civil::Date;
use oxigraph::model::{Literal, NamedNodeRef, Quad};

/// What an entry is, by what records call it.
const CLASSES: [(&str, NamedNodeRef<'static>); 3] =
    [("office", gx::OFFICE_ENTRY), ("activity", gx::ACTIVITY_ENTRY), ("catalogue", gx::CATALOGUE_ENTRY)];

impl Resolved for Entry {
    const PATH: &'static str = "entry";
    const EVIDENCE: NamedNodeRef<'static> = gx::REPORT;
    const PROPERTIES: &'static [NamedNodeRef<'static>] = &[
        rdf::TYPE,
        gx::REGISTER,
        gx::REGISTRANT,
        gx::OFFICE,
        gx::SUPERVISOR,
        gx::PARTNER,
        gx::PARTNER_SUPERVISOR,
        gx::PARTNER_CLASS,
        gx::LOCATION,
        gx::PERMITTED_AREA,
        gx::FIELD,
        gx::FIELD_NAME,
        dcterms::TITLE,
        gx::DATE,
        gx::END_DATE,
        gx::LISTED_ON,
    ];

    fn quads(&self, base: &Base, id: u64) -> Vec<Quad> {
        let (iri, mut out) = (base.hashed(Self::PATH, id), Quads::new(base.resolution_graph()));
        out.class(&iri, gx::ENTRY);
        for (_, class) in CLASSES.iter().filter(|(name, _)| *name == self.holds) {
            out.class(&iri, *class);
        }
        out.text(&iri, gx::REGISTER, &self.register);
        let one = [(gx::REGISTRANT, self.organization), (gx::OFFICE, self.office)];
        for (property, organization) in one {
            if let Some(organization) = organization {
                out.push(&iri, property, base.hashed(ORGANIZATION, organization));
            }
        }
        let several = [
            (gx::SUPERVISOR, &self.supervisors),
            (gx::PARTNER, &self.partners),
            (gx::PARTNER_SUPERVISOR, &self.partner_supervisors),
        ];
        for (property, organizations) in several {
            for organization in organizations {
                out.push(&iri, property, base.hashed(ORGANIZATION, *organization));
            }
        }
        for class in &self.partner_types {
            out.text(&iri, gx::PARTNER_CLASS, class);
        }
        for (property, codes) in [(gx::LOCATION, &self.places), (gx::PERMITTED_AREA, &self.areas)] {
            for code in codes {
                out.push(&iri, property, base.place(code));
            }
        }
        for field in &self.fields {
            match is_code(field) {
                true => out.push(&iri, gx::FIELD, base.field(field)),
                false => out.text(&iri, gx::FIELD_NAME, field),
            }
        }
        for title in &self.titles {
            let title = Literal::new_language_tagged_literal_unchecked(title, language(title));
            out.push(&iri, dcterms::TITLE, title);
        }
        out.date(&iri, gx::DATE, self.start);
        out.date(&iri, gx::END_DATE, self.end);
        for day in &self.listed {
            out.date(&iri, gx::LISTED_ON, Some(*day));
        }
        out.into_vec()
    }

    fn from_quads(base: &Base, quads: &[Quad]) -> Option<Self> {
        let mut fact = Entry::default();
        for Quad { predicate, object, .. } in quads {
            let organization = || node(object).and_then(|o| base.hash(ORGANIZATION, o));
            let text = || words(object).map(str::to_owned);
            match predicate.as_ref() {
                rdf::TYPE => {
                    let class = node(object);
                    let holds = CLASSES.iter().find(|(_, known)| class == Some(*known));
                    if let Some((name, _)) = holds {
                        (*name).clone_into(&mut fact.holds);
                    }
                }
                gx::REGISTER => fact.register = text()?,
                gx::REGISTRANT => fact.organization = organization(),
                gx::OFFICE => fact.office = organization(),
                gx::SUPERVISOR => fact.supervisors.extend(organization()),
                gx::PARTNER => fact.partners.extend(organization()),
                gx::PARTNER_SUPERVISOR => fact.partner_supervisors.extend(organization()),
                gx::PARTNER_CLASS => fact.partner_types.extend(text()),
                gx::LOCATION => fact.places.extend(node(object).and_then(|o| base.place_code(o))),
                gx::PERMITTED_AREA => fact.areas.extend(node(object).and_then(|o| base.place_code(o))),
                gx::FIELD => fact.fields.extend(node(object).and_then(|o| base.field_code(o))),
                gx::FIELD_NAME => fact.fields.extend(text()),
                dcterms::TITLE => fact.titles.extend(text()),
                gx::DATE => fact.start = words(object)?.parse().ok(),
                gx::END_DATE => fact.end = words(object)?.parse().ok(),
                gx::LISTED_ON => fact.listed.extend(words(object)?.parse::<Date>()),
                _ => {}
            }
        }
        (!fact.holds.is_empty()).then_some(fact)
    }
}

/// Whether a field is told by its code: small letters and hyphens, as in `ontology/fields.tsv`.
fn is_code(field: &str) -> bool {
    field.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_back_from_their_quads() {
        let base = Base::default();
        let entry = Entry {
            register: "activities".to_owned(),
            holds: "activity".to_owned(),
            organization: Some(1),
            office: Some(2),
            supervisors: [3].into(),
            partners: [4, 5].into(),
            partner_supervisors: [6].into(),
            partner_types: ["Hospital".to_owned()].into(),
            places: ["420000".to_owned(), "CN".to_owned()].into(),
            areas: ["430000".to_owned()].into(),
            fields: ["education".to_owned(), "Rites".to_owned()].into(),
            titles: ["A class".to_owned(), "一课".to_owned()].into(),
            start: "2019-03-31".parse().ok(),
            end: "2019-04-01".parse().ok(),
            listed: ["2020-01-01", "2021-01-01"].iter().filter_map(|d| d.parse().ok()).collect(),
        };
        let quads: Vec<Quad> = entry.quads(&base, 9);
        assert_eq!(Entry::from_quads(&base, &quads), Some(entry));
    }
}
