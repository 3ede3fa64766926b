//! The inputs that documents came from, by name and place.

use super::BuildError;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// The file in the store's folder that says where each INPUT was: name to absolute path. It is no part of
/// the RDF, so that a store of the same inputs has the same quads on every machine.
const PLACES: &str = "guanxi.inputs.json";

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
    named(&kept)
}

fn named(path: &Path) -> String {
    let name = path.to_string_lossy().replace('\\', "/");
    if name.is_empty() { ".".to_owned() } else { name }
}

/// INPUTs of a build, to tell whether one that is remembered is among them.
#[derive(Debug, Default)]
pub struct InputNames {
    /// The INPUTs, each with the name that it is remembered by.
    given: Vec<(PathBuf, String)>,
    /// Where they are; what cannot be found, and standard input, is nowhere.
    places: Vec<PathBuf>,
    /// Where the inputs of the store are, by name. One name means one place.
    known: BTreeMap<String, PathBuf>,
}

impl InputNames {
    /// Of these paths, for a store that does not remember where its inputs were.
    pub fn new(paths: &[PathBuf]) -> Self {
        InputNames::among(paths, BTreeMap::new())
    }

    /// Of these paths, for the store in `folder`, which remembers where they are. A path whose name another place
    /// has in that store gets a longer name, by the folders above it.
    ///
    /// # Errors
    /// A file of places that is damaged or cannot be written.
    pub fn remembered(folder: &Path, paths: &[PathBuf]) -> Result<Self, BuildError> {
        let file = folder.join(PLACES);
        let fail = |reason: String| BuildError::Inputs { path: file.clone(), reason };
        let known = known(&file)?;
        let before = known.len();
        let inputs = InputNames::among(paths, known);
        if inputs.known.len() > before {
            let text = serde_json::to_string_pretty(&inputs.known).map_err(|e| fail(e.to_string()))?;
            let fresh = folder.join(format!("{PLACES}.new"));
            std::fs::write(&fresh, text + "\n")
                .and_then(|()| std::fs::rename(&fresh, &file))
                .map_err(|e| fail(e.to_string()))?;
        }
        Ok(inputs)
    }

    /// As [`InputNames::remembered`], for one who only looks: nothing is written.
    ///
    /// # Errors
    /// A file of places that is damaged.
    pub fn seen(folder: &Path, paths: &[PathBuf]) -> Result<Self, BuildError> {
        Ok(InputNames::among(paths, known(&folder.join(PLACES))?))
    }

    fn among(paths: &[PathBuf], known: BTreeMap<String, PathBuf>) -> Self {
        let mut inputs = InputNames { known, ..InputNames::default() };
        for path in paths {
            let place = if path.as_os_str() == "-" { None } else { place(path) };
            let name = match &place {
                Some(place) => inputs.name_of(path, place),
                None => input_name(path),
            };
            if let Some(place) = place {
                inputs.known.insert(name.clone(), place.clone());
                inputs.places.push(place);
            }
            inputs.given.push((path.clone(), name));
        }
        inputs
    }

    /// The name of a place in this store: the one it has, else its own words, else as many folders above it as it
    /// takes to be told from the others.
    fn name_of(&self, path: &Path, place: &Path) -> String {
        if let Some((name, _)) = self.known.iter().find(|(_, known)| *known == place) {
            return name.clone();
        }
        let parts: Vec<Component<'_>> = place.components().collect();
        let longer = (2..=parts.len()).map(|n| named(&parts[parts.len() - n..].iter().collect::<PathBuf>()));
        let further = (2..).map(|n: u64| format!("{} ({n})", input_name(path)));
        let mut names = std::iter::once(input_name(path)).chain(longer).chain(further);
        names.find(|name| !self.known.contains_key(name)).unwrap_or_default()
    }

    /// The name that an INPUT is remembered by in the store.
    pub fn name(&self, path: &Path) -> String {
        let given = self.given.iter().find(|(given, _)| given == path);
        given.map_or_else(|| input_name(path), |(_, name)| name.clone())
    }

    /// Whether a remembered name means one of them: by its place or, where the store does not know that, by
    /// its words or, seen from the folder in which guanxi runs, by leading to the same place.
    pub fn contain(&self, name: &str) -> bool {
        if let Some(place) = self.known.get(name) {
            return self.places.contains(place);
        }
        self.given.iter().any(|(_, known)| known == name)
            || place(name.as_ref()).is_some_and(|place| self.places.contains(&place))
    }

    /// Whether a document of the remembered input `name` is told of by these inputs too: `name` is among them, or
    /// a file right in a folder of them, or such a file is among them.
    pub(super) fn speak_for(&self, name: &str) -> bool {
        if self.contain(name) {
            return true;
        }
        let Some(other) = self.place_of(name) else { return false };
        let right_in = |file: &Path, folder: &Path| file.parent() == Some(folder) && !file.is_dir();
        self.places.iter().any(|ours| right_in(ours, &other) || right_in(&other, ours))
    }

    /// Whether a remembered input is known to be no longer where it was.
    pub(super) fn is_gone(&self, name: &str) -> bool {
        self.known.get(name).is_some_and(|place| !place.exists())
    }

    /// A remembered name with the place where it was, for people.
    pub(super) fn shown(&self, name: &str) -> String {
        match self.known.get(name) {
            Some(place) if named(place) != name => format!("{name} ({})", place.display()),
            _ if name == "-" => "standard input".to_owned(),
            _ => name.to_owned(),
        }
    }

    fn place_of(&self, name: &str) -> Option<PathBuf> {
        self.known.get(name).cloned().or_else(|| place(name.as_ref()))
    }
}

/// Where the inputs of a store are, by name, as its file says; nowhere where there is none.
fn known(file: &Path) -> Result<BTreeMap<String, PathBuf>, BuildError> {
    let fail = |reason: String| BuildError::Inputs { path: file.to_owned(), reason };
    match std::fs::read(file) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|e| fail(e.to_string())),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(e) => Err(fail(e.to_string())),
    }
}

/// The absolute path, as it can be written in JSON.
fn place(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().map(|place| PathBuf::from(place.to_string_lossy().into_owned()))
}
