//! Small stores for tests, from `tests/fixtures/`.
#![allow(dead_code)]

use guanxi::store::{Access, Change, Embedded, Store};
use oxigraph::io::{RdfFormat, RdfParser};
use std::path::PathBuf;

/// A store in a folder that goes with it.
pub struct Fixture {
    _folder: tempfile::TempDir,
    /// Where it is, for `--store`.
    pub path: PathBuf,
    /// Open to be read.
    pub store: Embedded,
}

/// The two invented digests of `tests/fixtures/small.trig`.
pub fn small() -> Fixture {
    fixture(RdfFormat::TriG, include_str!("../fixtures/small.trig"))
}

/// A store of some text.
pub fn fixture(format: RdfFormat, text: &str) -> Fixture {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store");
    let quads: Result<Vec<_>, _> = RdfParser::from_format(format).for_slice(text.as_bytes()).collect();
    let store = Embedded::create(&path, None).expect("a store");
    store.apply(Change { insert: quads.expect("RDF"), ..Change::default() }).expect("applied");
    store.flush().expect("flushed");
    drop(store);
    let store = Embedded::open(&path, Access::Read).expect("a store to read");
    Fixture { _folder: folder, path, store }
}
