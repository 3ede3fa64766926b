//! What is certainly not in the store, without asking it.

/// Words of 64 bits: 8 MiB, which is right for some six million things, and then is less and less of use.
const WORDS: usize = 1 << 20;

/// Bits a thing sets.
const BITS: u64 = 4;

/// A Bloom filter of the things written in a build into an empty store. Most of what documents of a first
/// build speak of is new; without it, each would be looked for on disk.
pub(super) struct Written(Vec<u64>);

impl Written {
    pub fn new() -> Self {
        Written(vec![0; WORDS])
    }

    /// Takes in a thing by its hash.
    pub fn insert(&mut self, hash: u64) {
        for (word, bit) in bits(hash) {
            self.0[word] |= bit;
        }
    }

    /// Whether it may have been written; if not, it certainly has not.
    pub fn may_contain(&self, hash: u64) -> bool {
        bits(hash).all(|(word, bit)| self.0[word] & bit != 0)
    }
}

/// The hashes are cut from SHA-256: their halves are independent.
fn bits(hash: u64) -> impl Iterator<Item = (usize, u64)> {
    let (one, other) = (hash >> 32, (hash & 0xFFFF_FFFF) | 1);
    (0..BITS).map(move |n| {
        let at = one.wrapping_mul(0x9E37_79B9).wrapping_add(n.wrapping_mul(other)) % (WORDS as u64 * 64);
        ((at / 64) as usize, 1 << (at % 64))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_never_said_to_be_absent_and_little_else_present() {
        let mut written = Written::new();
        let hash = |n: u64| crate::resolve::hashed(&[&n.to_string()]);
        (0..100_000).for_each(|n| written.insert(hash(n)));
        assert!((0..100_000).all(|n| written.may_contain(hash(n))));
        let wrong = (100_000..200_000).filter(|n| written.may_contain(hash(*n))).count();
        assert!(wrong < 100, "{wrong} of 100,000");
    }
}
