//! What a large change removes, written down before it begins.
//!
//! A large change inserts by bulk load, in one step, and then removes, in another. Between the two there would be a
//! store that nobody built. So the removals are first put into `guanxi.journal`, under a quad that only
//! the insertion brings. Whoever opens the store next and finds a journal looks for that quad: where it is,
//! the removal is done; where it is not, the change never began. Then the journal goes.

use super::folder::system;
use super::{Change, StoreError, transaction};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;
use oxigraph::store::Store;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

const JOURNAL: &str = "guanxi.journal";

fn path(folder: &Path) -> PathBuf {
    folder.join(JOURNAL)
}

pub(super) fn exists(folder: &Path) -> bool {
    path(folder).exists()
}

/// Writes it down, whole or not at all.
pub(super) fn write(folder: &Path, witness: &Quad, remove: &[Quad]) -> Result<(), StoreError> {
    let (file, fresh) = (path(folder), folder.join("guanxi.journal.new"));
    let write = || -> std::io::Result<()> {
        let mut out = BufWriter::new(File::create(&fresh)?);
        for quad in std::iter::once(witness).chain(remove) {
            writeln!(out, "{quad} .")?;
        }
        out.flush()?;
        out.get_ref().sync_all()?;
        std::fs::rename(&fresh, &file)
    };
    write().map_err(|e| system("write", &file, e))
}

pub(super) fn remove(folder: &Path) -> Result<(), StoreError> {
    let file = path(folder);
    std::fs::remove_file(&file).map_err(|e| system("remove", &file, e))
}

/// Completes a change that was cut in two.
pub(super) fn complete(store: &Store, folder: &Path) -> Result<(), StoreError> {
    let file = path(folder);
    let opened = match File::open(&file) {
        Ok(opened) => opened,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(system("read", &file, e)),
    };
    let mut quads = Vec::new();
    for quad in RdfParser::from_format(RdfFormat::NQuads).for_reader(BufReader::new(opened)) {
        quads.push(quad.map_err(|e| StoreError::Damaged { path: file.clone(), reason: e.to_string() })?);
    }
    let mut quads = quads.into_iter();
    if let Some(witness) = quads.next()
        && store.contains(&witness)?
    {
        transaction::commit(store, Change { remove: quads.collect(), insert: Vec::new() })?;
    }
    remove(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{Literal, NamedNodeRef};

    #[test]
    fn a_change_cut_in_two_is_completed_and_one_that_never_began_is_forgotten() {
        let (place, store) = (tempfile::tempdir().expect("a folder"), Store::new().expect("a store"));
        let node = NamedNodeRef::new_unchecked("http://example.org/s");
        let quad = |n: &str| Quad::new(node, node, Literal::from(format!("a \"word\"\n{n}")), node);
        store.insert(&quad("old")).expect("room");
        write(place.path(), &quad("new"), &[quad("old")]).expect("room");
        complete(&store, place.path()).expect("a journal");
        assert!(store.contains(&quad("old")).expect("an answer") && !exists(place.path()));
        write(place.path(), &quad("new"), &[quad("old")]).expect("room");
        store.insert(&quad("new")).expect("room");
        complete(&store, place.path()).expect("a journal");
        assert!(!store.contains(&quad("old")).expect("an answer") && !exists(place.path()));
    }
}
