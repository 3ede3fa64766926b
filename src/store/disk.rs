//! Oxigraph on RocksDB, in the folder `data`.
//!
//! A small change is a transaction. A large one costs a third as bulk load, which puts sorted files beside what is
//! there, all at once, but cannot remove anything: see [`super::journal`] for how the two stay one change.

use super::folder::{Folder, system};
use super::{Access, Change, StoreError, journal, transaction};
use oxigraph::store::Store;
use rustc_hash::FxHashSet;
use std::path::Path;

const DATA: &str = "data";

/// From how many quads on an insertion is a bulk load.
const LARGE: usize = 10_000;

/// Whether a crash cut a change in two.
pub(super) fn is_interrupted(path: &Path) -> bool {
    journal::exists(path)
}

pub(super) fn open(folder: &Folder) -> Result<Store, StoreError> {
    let path = folder.path.join(DATA);
    if folder.path.join("store.nq").exists() && !path.exists() {
        let reason =
            "this store was made by a light build of guanxi (without the feature rocksdb)".to_owned();
        return Err(StoreError::Damaged { path: folder.path.clone(), reason });
    }
    match folder.access {
        Access::Read if path.exists() => Ok(Store::open_read_only(path)?),
        // A store that was marked, but never written, has no data to read yet.
        Access::Read => Ok(Store::new()?),
        Access::Write => {
            sweep(&path)?;
            let store = Store::open(path)?;
            journal::complete(&store, &folder.path)?;
            Ok(store)
        }
    }
}

/// Removes the files of a bulk load that was killed before it became part of the store.
fn sweep(data: &Path) -> Result<(), StoreError> {
    let Ok(entries) = std::fs::read_dir(data) else { return Ok(()) };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("bulk-") && name.ends_with(".sst") {
            std::fs::remove_file(entry.path()).map_err(|e| system("remove", &entry.path(), e))?;
        }
    }
    Ok(())
}

pub(super) fn apply(store: &Store, folder: &Folder, change: Change) -> Result<(), StoreError> {
    if change.insert.len() < LARGE {
        return transaction::commit(store, change);
    }
    let Change { remove, insert } = change;
    // What is inserted stays, though removal comes last here.
    let mut remove: FxHashSet<_> = remove.into_iter().collect();
    if !remove.is_empty() {
        insert.iter().for_each(|quad| _ = remove.remove(quad));
    }
    if remove.is_empty() {
        return bulk(store, insert);
    }
    let mut witness = None;
    for quad in &insert {
        if !store.contains(quad)? {
            witness = Some(quad);
            break;
        }
    }
    let remove: Vec<_> = remove.into_iter().collect();
    let Some(witness) = witness else { return transaction::commit(store, Change { remove, insert }) };
    journal::write(&folder.path, witness, &remove)?;
    bulk(store, insert)?;
    transaction::commit(store, Change { remove, insert: Vec::new() })?;
    journal::remove(&folder.path)
}

fn bulk(store: &Store, quads: Vec<oxigraph::model::Quad>) -> Result<(), StoreError> {
    // One thread, and room for these quads instead of a million.
    let mut loader =
        store.bulk_loader().with_num_threads(1).with_max_memory_size_in_megabytes(quads.len() / 1000 + 1);
    loader.load_quads(quads)?;
    Ok(loader.commit()?)
}

pub(super) fn flush(store: &Store, _: &Folder) -> Result<(), StoreError> {
    Ok(store.flush()?)
}
