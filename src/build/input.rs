//! The inputs that documents came from, by name.

use std::path::{Component, Path, PathBuf};

/// An INPUT as it is remembered: as it was named, without `./` and a slash at the end. Neither the folder
/// in which guanxi runs nor the machine is in it, so that a store of the same inputs has the same bytes.
///
/// ```
/// use guanxi::build::input_name;
/// assert_eq!(input_name("./examples//digests/".as_ref()), "examples/digests");
/// assert_eq!(input_name(".".as_ref()), ".");
/// ```
pub fn input_name(path: &Path) -> String {
    let kept: PathBuf = path.components().filter(|c| *c != Component::CurDir).collect();
    let name = kept.to_string_lossy().replace('\\', "/");
    if name.is_empty() { ".".to_owned() } else { name }
}

/// INPUTs of a build, to tell whether one that is remembered is among them.
#[derive(Debug, Default)]
pub struct InputNames {
    names: Vec<String>,
    places: Vec<PathBuf>,
}

impl InputNames {
    /// Of these paths.
    pub fn new(paths: &[PathBuf]) -> Self {
        InputNames {
            names: paths.iter().map(|path| input_name(path)).collect(),
            places: paths.iter().filter_map(|path| path.canonicalize().ok()).collect(),
        }
    }

    /// Whether a remembered name means one of them: by its words or, seen from the folder in which
    /// guanxi runs, by leading to the same place.
    pub fn contain(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
            || Path::new(name).canonicalize().is_ok_and(|place| self.places.contains(&place))
    }
}
