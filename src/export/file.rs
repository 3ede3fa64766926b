//! Files that are there whole or not at all.

use super::ExportError;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes a file through `write`: into a file beside it, which takes its place when all went well. A
/// file that is there stays as it was until then; a link is followed; a pipe or device is written to.
///
/// # Errors
/// A folder at `path`, a place where nothing can be written, and what `write` meets; then nothing is
/// left behind.
pub fn write_file<T, E: From<ExportError>>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T, E>,
) -> Result<T, E> {
    let failed = |error| E::from(ExportError::File { path: path.to_owned(), error });
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(ExportError::Folder { path: path.to_owned() }.into()),
        Ok(found) if !found.is_file() => {
            let mut out = BufWriter::new(OpenOptions::new().write(true).open(path).map_err(failed)?);
            let value = write(&mut out)?;
            out.flush().map_err(failed)?;
            Ok(value)
        }
        Ok(_) => replace(&fs::canonicalize(path).map_err(failed)?, write, failed),
        Err(_) => replace(path, write, failed),
    }
}

fn replace<T, E>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T, E>,
    failed: impl Fn(io::Error) -> E,
) -> Result<T, E> {
    let (file, beside) = create_beside(path).map_err(&failed)?;
    let mut out = BufWriter::new(file);
    let written = write(&mut out).and_then(|value| {
        out.flush().and_then(|()| fs::rename(&beside, path)).map_err(&failed)?;
        Ok(value)
    });
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn create_beside(path: &Path) -> io::Result<(File, PathBuf)> {
    let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    for attempt in 0.. {
        let mut part = std::ffi::OsString::from(".");
        part.push(name);
        part.push(format!(".{}-{attempt}.part", std::process::id()));
        let beside = path.with_file_name(part);
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Ok(file) => return Ok((file, beside)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 100 => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_failure_leaves_the_old_file_and_nothing_else() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.nq");
        fs::write(&path, "old")?;
        let failed: Result<(), ExportError> = write_file(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("no more").into())
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&path)?, "old");
        assert_eq!(names(folder.path()), ["a.nq"]);
        Ok(())
    }

    #[test]
    fn a_folder_is_refused_and_a_missing_one_named() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let message = |path: &Path| {
            let written: Result<(), ExportError> = write_file(path, |_| Ok(()));
            written.map_err(|e| e.to_string()).err().unwrap_or_default()
        };
        assert!(message(folder.path()).contains("is a folder"));
        let missing = message(&folder.path().join("none/a.nq"));
        assert!(missing.contains("none/a.nq") && missing.contains("folder that exists"), "{missing}");
        Ok(())
    }
}
