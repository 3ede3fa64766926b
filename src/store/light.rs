//! The light build: Oxigraph in memory, read from and written to `store.nq`.

use super::folder::{Folder, system};
use super::{Change, StoreError, transaction};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::store::Store;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

const FILE: &str = "store.nq";

/// A light store is written whole or not at all.
pub(super) fn is_interrupted(_: &Path) -> bool {
    false
}

pub(super) fn open(folder: &Folder) -> Result<Store, StoreError> {
    if folder.path.join("data").exists() {
        let reason = "this store was made by a full build of guanxi (with the feature rocksdb)".to_owned();
        return Err(StoreError::Damaged { path: folder.path.clone(), reason });
    }
    let (store, path) = (Store::new()?, folder.path.join(FILE));
    match File::open(&path) {
        Ok(file) => {
            let damaged = |reason: String| StoreError::Damaged { path: path.clone(), reason };
            let parser = RdfParser::from_format(RdfFormat::NQuads);
            store.load_from_reader(parser, BufReader::new(file)).map_err(|e| damaged(e.to_string()))?;
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
        Err(e) => return Err(system("read", &path, e)),
    }
    Ok(store)
}

pub(super) fn apply(store: &Store, _: &Folder, change: Change) -> Result<(), StoreError> {
    transaction::commit(store, change)
}

/// The whole store beside the old one, then in its place.
pub(super) fn flush(store: &Store, folder: &Folder) -> Result<(), StoreError> {
    let (path, fresh) = (folder.path.join(FILE), folder.path.join("store.nq.new"));
    let write = || -> std::io::Result<()> {
        let mut file = BufWriter::new(File::create(&fresh)?);
        store.dump_to_writer(RdfFormat::NQuads, &mut file).map_err(std::io::Error::other)?;
        file.flush()?;
        file.get_ref().sync_all()?;
        std::fs::rename(&fresh, &path)
    };
    write().map_err(|e| system("write", &path, e))
}
