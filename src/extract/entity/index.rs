//! Entities by what is said of them, so that no name is compared with all others.

use super::EntityId;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::{BuildHasher, Hash};

/// How many entities of one key are looked at, the last ones: a word that more of them share tells nothing.
const MOST: usize = 256;

/// Entities by key, each once, in order. Of a key its hash alone is kept: who looks up checks what is found.
#[derive(Debug, Default)]
pub(super) struct Index(FxHashMap<u64, Ids>);

/// Entities in order. Most keys have one, which takes no memory of its own.
#[derive(Debug)]
enum Ids {
    One([EntityId; 1]),
    Several(Vec<EntityId>),
}

impl Ids {
    fn as_slice(&self) -> &[EntityId] {
        match self {
            Ids::One(one) => one,
            Ids::Several(several) => several,
        }
    }

    fn insert(&mut self, id: EntityId) {
        let Err(at) = self.as_slice().binary_search(&id) else { return };
        match self {
            Ids::One([one]) => *self = Ids::Several(vec![id.min(*one), id.max(*one)]),
            Ids::Several(several) => several.insert(at, id),
        }
    }
}

impl Index {
    /// Adds an entity under a key.
    pub fn insert(&mut self, key: impl Hash, id: EntityId) {
        self.0.entry(FxBuildHasher.hash_one(key)).or_insert(Ids::One([id])).insert(id);
    }

    /// The entities of a key.
    pub fn get(&self, key: impl Hash) -> &[EntityId] {
        let ids = self.0.get(&FxBuildHasher.hash_one(key)).map_or(&[][..], Ids::as_slice);
        &ids[ids.len().saturating_sub(MOST)..]
    }

    /// The entities of the key that fewest have; none where a key has none.
    pub fn rarest(&self, keys: impl Iterator<Item = impl Hash>) -> &[EntityId] {
        keys.map(|key| self.get(key)).min_by_key(|ids| ids.len()).unwrap_or(&[])
    }
}
