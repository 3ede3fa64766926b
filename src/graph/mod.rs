//! A network drawn from the store.
