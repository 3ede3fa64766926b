//! One body, one node across documents: measured on hard pairs (`identity.toml`), and against people's judgement where the
//! texts are there.

#[path = "common/gold.rs"]
#[allow(dead_code, reason = "only the shape of records is shared")]
mod gold;
#[path = "identity/hard.rs"]
mod hard;

use guanxi::lexicon::Lexicon;
use guanxi::rdf::{Base, Ontology};
use guanxi::record::{Entity, Record};
use guanxi::resolve::{DOUBTFUL, Fact, Id, Organization, Pairs, Profile, Resolver, clusters};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load(None).expect("built-in files"));

static RESOLVER: LazyLock<Resolver<'static>> = LazyLock::new(|| {
    let ontology = Ontology::read(&LEXICON, &Base::default()).expect("a vocabulary");
    Resolver::new(&LEXICON, ontology.types, ontology.roles, Arc::default()).expect("files")
});

fn entity(kind: &str, name: &str, place: Option<&str>) -> Entity {
    let json = serde_json::json!({"id": "E1", "type": kind, "name": name, "place": place});
    serde_json::from_value(json).expect("an entity")
}

/// The body of each entity, each told of by a document of its own.
fn identities(entities: &[Entity]) -> Vec<Id> {
    let (ids, facts) = appellations(entities);
    let pairs = compared(&facts);
    let bodies = clusters(&facts.keys().copied().collect(), &pairs);
    ids.iter().map(|id| bodies[id]).collect()
}

/// The appellation of each entity, and what all of them say of each.
fn appellations(entities: &[Entity]) -> (Vec<Id>, BTreeMap<Id, Organization>) {
    let mut facts: BTreeMap<Id, Organization> = BTreeMap::new();
    let mut ids = Vec::new();
    for (at, entity) in entities.iter().enumerate() {
        let document = format!("{at}");
        let record = Record { doc: document, entities: vec![entity.clone()], ..Record::default() };
        let (id, fact) =
            RESOLVER.telling(&record, None, None).appellations.into_iter().next().expect("an organisation");
        facts.entry(id).and_modify(|known| known.join(&fact)).or_insert(fact);
        ids.push(id);
    }
    (ids, facts)
}

/// The likeness of every two appellations; those that share no key must not be alike.
fn compared(facts: &BTreeMap<Id, Organization>) -> Pairs {
    let judge = RESOLVER.judge();
    let profiles: Vec<(Id, Profile)> = facts.iter().map(|(id, fact)| (*id, judge.profile(fact))).collect();
    let blocks: Vec<_> = profiles.iter().map(|(_, profile)| judge.blocks(profile)).collect();
    let mut pairs = Pairs::new();
    for (at, (a, one)) in profiles.iter().enumerate() {
        for (next, (b, other)) in profiles.iter().enumerate().skip(at + 1) {
            let likeness = judge.likeness(one, other);
            let met = blocks[at].meet(&blocks[next]);
            assert!(
                met || likeness.score < DOUBTFUL,
                "{one:?} and {other:?} are alike and share no key: {likeness:?}"
            );
            pairs.insert((*a, *b), likeness);
        }
    }
    pairs
}

#[test]
fn wordings_of_one_body_are_one() {
    for (kind, wordings) in [
        (
            "PSBOffice",
            &[
                ("Hubei Provincial PSB Overseas NGO Management Office", Some("Hubei")),
                ("Hubei PSB Foreign NGO Management Office", Some("Hubei")),
                (
                    "Foreign NGO Management Office of the Hubei Public Security Department",
                    Some("Hubei Province"),
                ),
                ("Hubei PSB Foreign NGO Administration Office", None),
            ][..],
        ),
        (
            "PSBOffice",
            &[
                ("Hunan Province, Changsha City PSB Foreign NGO Office", Some("Changsha")),
                ("Changsha PSB Foreign NGO Management Office", Some("Changsha")),
            ],
        ),
        (
            "PublicSecurityBureau",
            &[
                ("Guangxi Zhuang Autonomous Region Public Security Department", Some("Guangxi")),
                ("Guangxi PSB", Some("Guangxi")),
            ],
        ),
        (
            "GovernmentBody",
            &[("Tianjin Bureau of Civil Affairs", Some("Tianjin")), ("Tianjin Civil Affairs Bureau", None)],
        ),
        (
            "ForeignNGO",
            &[
                ("The Gordon Wexley Foundation", None),
                ("Gordon Wexley Foundation (United States)", Some("Beijing")),
            ],
        ),
    ] {
        let entities: Vec<Entity> = wordings.iter().map(|(name, place)| entity(kind, name, *place)).collect();
        let ids = identities(&entities);
        assert!(ids.iter().all(|id| *id == ids[0]), "{wordings:?}: {ids:x?}");
    }
}

#[test]
fn bodies_that_differ_stay_apart() {
    for (one, other) in [
        (
            ("PSBOffice", "Shanxi PSB Foreign NGO Management Office", "Shanxi"),
            ("PSBOffice", "Shaanxi PSB Foreign NGO Management Office", "Shaanxi"),
        ),
        (
            ("PSBOffice", "Hubei PSB Foreign NGO Management Office", "Hubei"),
            ("PSBOffice", "Wuhan PSB Foreign NGO Management Office", "Wuhan"),
        ),
        (
            ("PublicSecurityBureau", "Hubei PSB", "Hubei"),
            ("PSBOffice", "Hubei PSB Foreign NGO Management Office", "Hubei"),
        ),
        (
            ("PublicSecurityBureau", "Beijing PSB", "Beijing"),
            ("PublicSecurityBureau", "Chaoyang Branch of the Beijing PSB", "Beijing"),
        ),
        (
            ("ForeignNGO", "Elm Trust", ""),
            ("RepresentativeOffice", "Elm Trust Beijing representative office", "Beijing"),
        ),
        (
            ("GovernmentBody", "Hubei Provincial Department of Commerce", "Hubei"),
            ("GovernmentBody", "Hubei Provincial Department of Education", "Hubei"),
        ),
    ] {
        let of = |(kind, name, place): (&str, &str, &str)| {
            entity(kind, name, Some(place).filter(|p| !p.is_empty()))
        };
        let ids = identities(&[of(one), of(other)]);
        assert_ne!(ids[0], ids[1], "{one:?} and {other:?}");
    }
}

#[test]
fn identities_agree_with_judged_ones() {
    let Some(texts) = std::env::var_os("GUANXI_TEXTS") else {
        return eprintln!("skipped: GUANXI_TEXTS names no folder of judged texts");
    };
    // The folder of the texts, or the one that it lies in.
    let texts = Path::new(&texts);
    let found =
        [Some(texts), texts.parent()].into_iter().flatten().find(|f| f.join("dev-identity.json").exists());
    let Some(texts) = found else { return eprintln!("skipped: no dev-identity.json at GUANXI_TEXTS") };
    let judged = std::fs::read_to_string(texts.join("dev-identity.json")).expect("a file");
    let judged: BTreeMap<String, Vec<(String, String)>> = serde_json::from_str(&judged).expect("JSON");
    let (mut entities, mut clusters) = (Vec::new(), Vec::new());
    for (cluster, (document, name)) in
        judged.iter().flat_map(|(c, rows)| rows.iter().map(move |row| (c, row)))
    {
        let path = texts.join("dev").join(format!("{document}.json"));
        let gold: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(path).expect("a file")).expect("JSON");
        let row = gold["entities"].as_array().expect("rows").iter().find(|e| e["name"] == name.as_str());
        if let Some(entity) = row.and_then(|row| serde_json::from_value(row.clone()).ok()) {
            entities.push(entity);
            clusters.push(cluster);
        }
    }
    let ids = identities(&entities);
    let (mut wrong, mut missed) = (Vec::new(), Vec::new());
    for a in 0..ids.len() {
        for b in 0..a {
            let pair = || (entities[a].name.clone(), entities[b].name.clone());
            match (ids[a] == ids[b], clusters[a] == clusters[b]) {
                (true, false) => wrong.push(pair()),
                (false, true) => missed.push(pair()),
                _ => {}
            }
        }
    }
    eprintln!("{} names; wrongly one: {wrong:?}; wrongly apart: {missed:?}", ids.len());
    assert!(wrong.is_empty() && missed.is_empty(), "wrongly one: {wrong:#?}\nwrongly apart: {missed:#?}");
}
