//! The folder of a store: its version mark and its lock.

use super::StoreError;
use crate::rdf::Base;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The format of what is in a store. Counted up when an older guanxi would misread it.
pub const FORMAT: u64 = 1;

const MARK: &str = "guanxi.json";
const LOCK: &str = "guanxi.lock";
const TEMPORARY: &str = "guanxi.json.new";

/// What `guanxi.json` says.
#[derive(Debug, Serialize, Deserialize)]
struct Mark {
    format: u64,
    base: String,
    #[serde(default)]
    made_by: String,
}

/// How a store is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Beside other readers.
    Read,
    /// Alone.
    Write,
}

/// A held lock. It is given up when dropped, and not only with the last copy of the open file: a program that is being
/// started at that moment has one for an instant.
#[derive(Debug)]
struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// A store's folder, marked and locked. The lock goes when this is dropped, or when the process ends.
#[derive(Debug)]
pub(super) struct Folder {
    pub path: PathBuf,
    pub base: Base,
    pub access: Access,
    _lock: Lock,
}

impl Folder {
    /// Opens what is there.
    pub fn open(path: &Path, access: Access) -> Result<Self, StoreError> {
        look(path)?;
        let Some(mark) = read_mark(path)? else {
            return Err(match std::fs::read_dir(path).is_ok_and(|mut d| d.next().is_none()) {
                true => StoreError::Missing { path: path.to_owned() },
                false => not_a_store(path, format!("it has no {MARK}")),
            });
        };
        let lock = lock(path, access)?;
        Folder::of(path, mark, access, lock)
    }

    /// Opens what is there to be written, or makes it.
    pub fn create(path: &Path, base: Option<&Base>) -> Result<Self, StoreError> {
        if !path.exists() {
            std::fs::create_dir_all(path).map_err(|e| system("create", path, e))?;
        }
        look(path)?;
        if read_mark(path)?.is_none() {
            let foreign = std::fs::read_dir(path)
                .map_err(|e| system("read", path, e))?
                .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
                .find(|name| name != LOCK && name != TEMPORARY);
            if let Some(name) = foreign {
                return Err(not_a_store(path, format!("it has no {MARK}, but holds {name}")));
            }
        }
        let lock = lock(path, Access::Write)?;
        let mark = match read_mark(path)? {
            Some(mark) => mark,
            None => write_mark(path, base.cloned().unwrap_or_default())?,
        };
        let folder = Folder::of(path, mark, Access::Write, lock)?;
        match base {
            Some(asked) if *asked != folder.base => Err(StoreError::Base {
                path: path.to_owned(),
                found: folder.base.to_string(),
                asked: asked.to_string(),
            }),
            _ => Ok(folder),
        }
    }

    fn of(path: &Path, mark: Mark, access: Access, lock: Lock) -> Result<Self, StoreError> {
        if mark.format != FORMAT {
            return Err(StoreError::Format { path: path.to_owned(), found: mark.format, known: FORMAT });
        }
        Ok(Folder { path: path.to_owned(), base: Base::new(&mark.base)?, access, _lock: lock })
    }
}

fn look(path: &Path) -> Result<(), StoreError> {
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => Err(not_a_store(path, "it is a file".to_owned())),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            Err(StoreError::Missing { path: path.to_owned() })
        }
        Err(e) => Err(system("read", path, e)),
    }
}

fn read_mark(path: &Path) -> Result<Option<Mark>, StoreError> {
    let file = path.join(MARK);
    match std::fs::read_to_string(&file) {
        Ok(text) => match serde_json::from_str(&text) {
            Ok(mark) => Ok(Some(mark)),
            Err(e) => Err(not_a_store(path, format!("its {MARK} is not ours: {e}"))),
        },
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) if e.kind() == std::io::ErrorKind::InvalidData => {
            Err(not_a_store(path, format!("its {MARK} is not ours: {e}")))
        }
        Err(e) => Err(system("read", &file, e)),
    }
}

fn write_mark(path: &Path, base: Base) -> Result<Mark, StoreError> {
    let made_by = format!("guanxi {}", env!("CARGO_PKG_VERSION"));
    let mark = Mark { format: FORMAT, base: base.to_string(), made_by };
    let text = serde_json::to_string_pretty(&mark).map_err(|e| system("write", path, e.into()))?;
    let (fresh, file) = (path.join(TEMPORARY), path.join(MARK));
    std::fs::write(&fresh, text + "\n").map_err(|e| system("write", &fresh, e))?;
    std::fs::rename(&fresh, &file).map_err(|e| system("write", &file, e))?;
    Ok(mark)
}

fn lock(path: &Path, access: Access) -> Result<Lock, StoreError> {
    let file = path.join(LOCK);
    let opened = match access {
        Access::Write => OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&file),
        // A reader makes the file where it is lacking, but does with one that it may only read.
        Access::Read => File::open(&file)
            .or_else(|_| OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&file)),
    };
    let mut lock = opened.map_err(|e| system("write", &file, e))?;
    let taken = match access {
        Access::Write => lock.try_lock(),
        Access::Read => lock.try_lock_shared(),
    };
    match taken {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut words = String::new();
            let _ = lock.read_to_string(&mut words);
            let holder = words.trim().parse().ok();
            return Err(StoreError::Locked {
                path: path.to_owned(),
                holder,
                writing: access == Access::Write,
            });
        }
        Err(TryLockError::Error(e)) => return Err(system("lock", &file, e)),
    }
    if access == Access::Write {
        // For the message that others get; the lock itself does not need it.
        let _ =
            lock.set_len(0).and_then(|()| write!(lock, "{}", std::process::id())).and_then(|()| lock.flush());
    }
    Ok(Lock(lock))
}

fn not_a_store(path: &Path, what: String) -> StoreError {
    StoreError::NotAStore { path: path.to_owned(), what }
}

pub(super) fn system(action: &'static str, path: &Path, error: std::io::Error) -> StoreError {
    StoreError::System { action, path: path.to_owned(), error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_writer_or_many_readers() {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("db");
        assert!(matches!(Folder::open(&path, Access::Read), Err(StoreError::Missing { .. })));
        let writer = Folder::create(&path, None).expect("a new store");
        let refused = Folder::open(&path, Access::Read).map(|_| ()).expect_err("a writer has it");
        assert!(refused.to_string().contains(&std::process::id().to_string()), "{refused}");
        drop(writer);
        let readers = [(); 2].map(|()| Folder::open(&path, Access::Read).expect("readers share"));
        assert!(matches!(Folder::create(&path, None), Err(StoreError::Locked { writing: true, .. })));
        drop(readers);
        Folder::create(&path, None).expect("free again");
    }

    #[test]
    fn what_is_not_a_store_is_refused_and_left_alone() {
        let place = tempfile::tempdir().expect("a folder");
        std::fs::write(place.path().join("thesis.doc"), "words").expect("a file");
        let refused = Folder::create(place.path(), None).map(|_| ()).expect_err("holds something else");
        assert!(refused.to_string().contains("thesis.doc"), "{refused}");
        assert!(matches!(Folder::open(place.path(), Access::Read), Err(StoreError::NotAStore { .. })));
        let file = place.path().join("thesis.doc");
        assert!(matches!(Folder::create(&file, None), Err(StoreError::NotAStore { .. })));
        assert_eq!(std::fs::read_dir(place.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn another_format_and_another_base_are_refused() {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("db");
        drop(Folder::create(&path, None).expect("a new store"));
        let other = Base::new("https://example.org/").expect("a base");
        assert!(matches!(Folder::create(&path, Some(&other)), Err(StoreError::Base { .. })));
        let newer = r#"{"format": 99, "base": "https://example.org/"}"#;
        std::fs::write(path.join(MARK), newer).expect("a file");
        let refused = Folder::open(&path, Access::Read).map(|_| ()).expect_err("newer");
        assert!(refused.to_string().contains("format 99"), "{refused}");
    }
}
