//! The terms that code speaks of, as constants; a test holds them against `ontology/guanxi.ttl`.
//!
//! Kinds of events, types of organisations, roles and link properties are no constants: they are
//! read from `ontology/`. Where a class and a property share a name, the class is `…_TYPE`.

use oxigraph::model::{NamedNode, NamedNodeRef};

macro_rules! terms {
    ($namespace:literal; $($(#[$doc:meta])* $name:ident = $local:literal;)*) => {
        use oxigraph::model::NamedNodeRef;
        /// The namespace.
        pub const NAMESPACE: &str = $namespace;
        $($(#[$doc])* pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($namespace, $local));)*
        /// Every constant of this module.
        pub const ALL: &[NamedNodeRef<'static>] = &[$($name),*];
    };
}

/// RDF.
pub mod rdf {
    terms! {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
        /// A thing's class.
        TYPE = "type";
        /// Datatype of JSON literals.
        JSON = "JSON";
    }
}

/// RDF Schema.
pub mod rdfs {
    terms! {
        "http://www.w3.org/2000/01/rdf-schema#";
        /// Name of a term for people.
        LABEL = "label";
        /// What a term means.
        COMMENT = "comment";
        /// A more general class.
        SUB_CLASS_OF = "subClassOf";
        /// A more general property.
        SUB_PROPERTY_OF = "subPropertyOf";
    }
}

/// SKOS.
pub mod skos {
    terms! {
        "http://www.w3.org/2004/02/skos/core#";
        /// The one name to show.
        PREF_LABEL = "prefLabel";
        /// Another name.
        ALT_LABEL = "altLabel";
        /// Code of a place.
        NOTATION = "notation";
        /// The place that a place lies in.
        BROADER = "broader";
        /// The scheme that a concept belongs to.
        IN_SCHEME = "inScheme";
        /// A place is one.
        CONCEPT = "Concept";
        /// The places together are one.
        CONCEPT_SCHEME = "ConceptScheme";
        /// A place that lies in no other.
        TOP_CONCEPT_OF = "topConceptOf";
        /// How a term is used.
        EXAMPLE = "example";
        /// What a term of others is used for here.
        SCOPE_NOTE = "scopeNote";
    }
}

/// DCMI terms.
pub mod dcterms {
    terms! {
        "http://purl.org/dc/terms/";
        /// The organisation that an IRI was merged into.
        IS_REPLACED_BY = "isReplacedBy";
        /// What identifies a document among the inputs.
        IDENTIFIER = "identifier";
        /// Title of a document.
        TITLE = "title";
        /// Publication date.
        ISSUED = "issued";
        /// Where a document was published; of a term, where it comes from.
        SOURCE = "source";
        /// Who published a document.
        PUBLISHER = "publisher";
    }
}

/// OWL.
pub mod owl {
    terms! {
        "http://www.w3.org/2002/07/owl#";
        /// A property that holds both ways.
        SYMMETRIC_PROPERTY = "SymmetricProperty";
    }
}

/// schema.org.
pub mod schema {
    terms! {
        "http://schema.org/";
        /// A class of things that bear a property.
        DOMAIN_INCLUDES = "domainIncludes";
        /// A class of values of a property.
        RANGE_INCLUDES = "rangeIncludes";
    }
}

/// The W3C organisation ontology.
pub mod org {
    terms! {
        "http://www.w3.org/ns/org#";
        /// The organisation of which it is an office.
        UNIT_OF = "unitOf";
    }
}

/// PROV-O.
pub mod prov {
    terms! {
        "http://www.w3.org/ns/prov#";
        /// A run of guanxi is one.
        ACTIVITY = "Activity";
        /// The run that made a document's graph.
        WAS_GENERATED_BY = "wasGeneratedBy";
    }
}

/// guanxi's own vocabulary.
pub mod gx {
    terms! {
        "https://w3id.org/guanxi/ontology#";
        /// Class of organisations.
        ORGANIZATION = "Organization";
        /// Class of organisations in a role.
        UNIT = "Unit";
        /// Class of events.
        EVENT = "Event";
        /// Class of documents.
        DOCUMENT = "Document";
        /// Class of reports.
        REPORT_TYPE = "Report";
        /// Class of passages.
        PASSAGE_TYPE = "Passage";
        /// Class of links.
        LINK = "Link";
        /// Class of standing relations.
        RELATIONSHIP = "Relationship";
        /// A unit supervises an NGO.
        SUPERVISION = "Supervision";
        /// A Chinese unit is partner of an NGO.
        PARTNERSHIP = "Partnership";
        /// An organisation is part of a larger body.
        MEMBERSHIP = "Membership";
        /// A looser tie.
        AFFILIATION = "Affiliation";
        /// Direct property of a supervision.
        SUPERVISES = "supervises";
        /// Direct property of a partnership.
        PARTNER_OF = "partnerOf";
        /// Direct property of a membership.
        PART_OF = "partOf";
        /// Direct property of an affiliation.
        AFFILIATED_WITH = "affiliatedWith";
        /// Above the direct properties of relationships.
        RELATED_TO = "relatedTo";
        /// Above the direct properties of event kinds.
        LINKED_TO = "linkedTo";
        /// Class of places.
        PLACE_TYPE = "Place";
        /// From an event or organisation to a place.
        PLACE = "place";
        /// English name of that place.
        PLACE_NAME = "placeName";
        /// Look-up form of a name.
        NAME_KEY = "nameKey";
        /// Class of appellations.
        APPELLATION_TYPE = "Appellation";
        /// The organisation that an appellation is of.
        APPELLATION_OF = "appellationOf";
        /// Type of the organisations that an appellation is of.
        OF_TYPE = "ofType";
        /// A role that they have.
        IN_ROLE = "inRole";
        /// The appellation of which this one is an office.
        UNIT_OF_APPELLATION = "unitOfAppellation";
        /// A document that uses an appellation.
        USED_IN = "usedIn";
        /// Key under which appellations of one body, or tellings of one event, are found.
        BLOCK = "block";
        /// The one document whose body an appellation is of.
        ONLY_IN = "onlyIn";
        /// How far a person vouches for a claim.
        REVIEWED = "reviewed";
        /// How many of a link's events a person vouches for.
        REVIEWED_COUNT = "reviewedCount";
        /// The earliest date of these.
        FIRST_REVIEWED = "firstReviewed";
        /// The latest.
        LAST_REVIEWED = "lastReviewed";
        /// Class of decisions.
        DECISION = "Decision";
        /// What a decision says.
        DECIDES = "decides";
        /// Who decided.
        DECIDED_BY = "decidedBy";
        /// On which day.
        DECIDED_ON = "decidedOn";
        /// Why.
        REASON = "reason";
        /// What a decision is about, in words.
        ABOUT = "about";
        /// Key of a decision that hid words of a document.
        HIDDEN = "hidden";
        /// How many documents a store holds.
        DOCUMENTS = "documents";
        /// How many organisations.
        ORGANIZATIONS = "organizations";
        /// How many events.
        EVENTS = "events";
        /// How many links.
        LINKS = "links";
        /// All decisions that a store was built with.
        DECISIONS_DIGEST = "decisionsDigest";
        /// Class of mentions.
        MENTION_TYPE = "Mention";
        /// Words of a mention or an appellation.
        NAME = "name";
        /// The organisation that a mention refers to.
        REFERS_TO = "refersTo";
        /// Country code of an organisation's home.
        ORIGIN = "origin";
        /// A document that speaks of an organisation.
        MENTIONED_IN = "mentionedIn";
        /// Who does it.
        AGENT = "agent";
        /// To whom it is done.
        TARGET = "target";
        /// An office through which an NGO took part.
        VIA = "via";
        /// Parties without a name.
        UNNAMED_PARTY = "unnamedParty";
        /// Day of an event.
        DATE = "date";
        /// `day` or `by`.
        DATE_PRECISION = "datePrecision";
        /// `occurred` or `planned`.
        MODALITY = "modality";
        /// Between 0 and 1.
        CONFIDENCE = "confidence";
        /// From an event or relationship to a report.
        REPORT = "report";
        /// From a report to what it tells of.
        REPORTS = "reports";
        /// From a report to the earliest one of its event with nearly the same words.
        REPEATS = "repeats";
        /// From a report to its words.
        PASSAGE = "passage";
        /// Document of a report or passage.
        IN_DOCUMENT = "inDocument";
        /// The rule that read it.
        RULE = "rule";
        /// What a report took for granted, in words.
        ASSUMED = "assumed";
        /// Words of a passage.
        QUOTE = "quote";
        /// Number of a post.
        POST = "post";
        /// Date of a post.
        POST_DATE = "postDate";
        /// Whose words a document summarises.
        SPEAKER = "speaker";
        /// When a document was retrieved.
        RETRIEVED = "retrieved";
        /// What every output must repeat.
        NOTE = "note";
        /// The text.
        TEXT = "text";
        /// The record, as JSON.
        RECORD = "record";
        /// Digest of all that a document's graph is made of.
        CONTENT_DIGEST = "contentDigest";
        /// An input that a document came from.
        INPUT = "input";
        /// Number of sentences.
        SENTENCES = "sentences";
        /// Number of those that name an organisation.
        SENTENCES_NAMING_ORGANIZATION = "sentencesNamingOrganization";
        /// Number of those that gave an event.
        SENTENCES_WITH_EVENT = "sentencesWithEvent";
        /// Where a link or relationship begins.
        FROM = "from";
        /// Where it ends.
        TO = "to";
        /// What a link counts.
        PROPERTY = "property";
        /// The direct property of a kind of event or relationship.
        LINK_PROPERTY = "linkProperty";
        /// How many events.
        COUNT = "count";
        /// The earliest.
        FIRST = "first";
        /// The latest.
        LAST = "last";
        /// Class of entries of registers.
        ENTRY = "Entry";
        /// A registered representative office.
        OFFICE_ENTRY = "OfficeEntry";
        /// The filing of a temporary activity.
        ACTIVITY_ENTRY = "ActivityEntry";
        /// A project of a catalogue of supervisory units.
        CATALOGUE_ENTRY = "CatalogueEntry";
        /// Name of the register that lists an entry, or of which a document is a table.
        REGISTER = "register";
        /// The foreign NGO of an entry.
        REGISTRANT = "registrant";
        /// Its representative office.
        OFFICE = "office";
        /// Its professional supervisory unit.
        SUPERVISOR = "supervisor";
        /// Its Chinese partner unit.
        PARTNER = "partner";
        /// The unit that supervises the partner.
        PARTNER_SUPERVISOR = "partnerSupervisor";
        /// What a register calls the partner.
        PARTNER_CLASS = "partnerClass";
        /// Where an office is registered, or an activity takes place.
        LOCATION = "location";
        /// Where an office may work.
        PERMITTED_AREA = "permittedArea";
        /// Class of countries and regions.
        COUNTRY = "Country";
        /// Class of fields of work.
        FIELD_TYPE = "Field";
        /// Field of work.
        FIELD = "field";
        /// A field of work in the register's words.
        FIELD_NAME = "fieldName";
        /// The last day.
        END_DATE = "endDate";
        /// A day on which a register listed an entry.
        LISTED_ON = "listedOn";
        /// The day whose state a table shows.
        AS_OF = "asOf";
        /// Class of changes between two snapshots.
        CHANGE = "Change";
        /// The entry that changed.
        OF_ENTRY = "ofEntry";
        /// `new`, `gone` or `changed`.
        CHANGE_KIND = "changeKind";
        /// What the earlier snapshot says.
        BEFORE = "before";
        /// What the later one says.
        AFTER = "after";
        /// The first row of a table, as it is written.
        HEADER = "header";
        /// Number of a row.
        ROW = "row";
        /// Version of guanxi in a run.
        VERSION = "version";
        /// Digest of `ontology/`.
        ONTOLOGY_DIGEST = "ontologyDigest";
    }

    /// The ontology itself.
    pub const ONTOLOGY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/guanxi/ontology");
}

/// XML Schema datatypes.
pub mod xsd {
    terms! {
        "http://www.w3.org/2001/XMLSchema#";
        /// A day.
        DATE = "date";
        /// A whole number.
        INTEGER = "integer";
        /// A decimal number.
        DECIMAL = "decimal";
    }
}

/// The usual prefixes, by which results are shown and which queries need not declare.
pub const PREFIXES: &[(&str, &str)] = &[
    ("dcterms", dcterms::NAMESPACE),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("gx", gx::NAMESPACE),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", org::NAMESPACE),
    ("owl", owl::NAMESPACE),
    ("prov", prov::NAMESPACE),
    ("rdf", rdf::NAMESPACE),
    ("rdfs", rdfs::NAMESPACE),
    ("schema", schema::NAMESPACE),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("skos", skos::NAMESPACE),
    ("xsd", xsd::NAMESPACE),
];

/// The term of guanxi's vocabulary with that local name: a kind, type or link read from `ontology/`.
pub fn term(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}{local}", gx::NAMESPACE))
}

/// The local name of a term of guanxi's vocabulary.
pub fn local(iri: NamedNodeRef<'_>) -> Option<&str> {
    iri.as_str().strip_prefix(gx::NAMESPACE)
}
