//! Entities by what is said of them, so that no name is compared with all others.

use super::EntityId;
use rustc_hash::FxHashMap;
use std::hash::Hash;

/// How many entities of one key are looked at, the last ones: a word that more of them share tells nothing.
const MOST: usize = 256;

/// Entities by key, each once, in order.
#[derive(Debug)]
pub(super) struct Index<K>(FxHashMap<K, Vec<EntityId>>);

impl<K> Default for Index<K> {
    fn default() -> Self {
        Index(FxHashMap::default())
    }
}

impl<K: Hash + Eq> Index<K> {
    /// Adds an entity under a key.
    pub fn insert(&mut self, key: K, id: EntityId) {
        let ids = self.0.entry(key).or_default();
        if let Err(at) = ids.binary_search(&id) {
            ids.insert(at, id);
        }
    }

    /// The entities of a key.
    pub fn get(&self, key: &K) -> &[EntityId] {
        let ids = self.0.get(key).map_or(&[][..], Vec::as_slice);
        &ids[ids.len().saturating_sub(MOST)..]
    }

    /// The entities of the key that fewest have; none where a key has none.
    pub fn rarest(&self, keys: impl Iterator<Item = K>) -> &[EntityId] {
        keys.map(|key| self.get(&key)).min_by_key(|ids| ids.len()).unwrap_or(&[])
    }
}
