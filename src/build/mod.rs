//! Records into the store, a batch of documents a transaction.
//!
//! [`Builder`] takes documents in any order and number. What the store holds afterwards depends on the set of
//! documents alone: each document's graph is a function of the document, and what is resolved or derived
//! from several is a function of their set. Every transaction leaves each document, with all that follows from
//! it, as it was or as it will be; to build again after a crash gives the store of an undisturbed build.

mod absent;
mod batch;
mod counts;
mod happenings;
mod hide;
mod identify;
mod idle;
mod input;
mod known;
mod links;
mod look;
mod other;
mod prune;
mod renew;
mod resolution;
mod voices;

pub use idle::{Reach, is_built_with, reach};
pub use input::{InputNames, input_name};

use crate::lexicon::{Lexicon, LexiconError};
use crate::rdf::vocab::{gx, rdf};
use crate::rdf::{Base, Described, Ontology, OntologyError, Run, describe};
use crate::record::Record;
use crate::resolve::{Decisions, Resolver, Telling};
use crate::source::Document;
use crate::store::{Embedded, Pattern, Store, StoreError};
use absent::Written;
use known::Known;
use oxigraph::model::NamedNodeRef;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// About how many quads follow from a mention of an organisation: its own, and its part of events and links.
const QUADS_OF_AN_ORGANIZATION: usize = 24;

/// Why a build stopped.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// What the store says.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What the vocabulary lacks.
    #[error(transparent)]
    Ontology(#[from] OntologyError),
    /// What the files of ontology/ lack.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// A record in the store that cannot be read back.
    #[error(
        "the record of <{document}> in the store is damaged ({reason}); remove the store's folder and build again"
    )]
    Record {
        /// The document's IRI.
        document: String,
        /// What is wrong.
        reason: String,
    },
    /// The file that says where the inputs are.
    #[error(
        "{}: cannot be used ({reason}); see that it may be read and written, or remove it: then the store no longer \
         knows which folder each document came from, and goes by the names of the INPUTs", path.display()
    )]
    Inputs {
        /// The file.
        path: std::path::PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A document that would have replaced one of another input. It was left out, and the build can go on.
    #[error(
        "{id} from {input}: another text of this id is in the store, from {other}; it was left out: {advice}"
    )]
    OtherInput {
        /// The document's id.
        id: String,
        /// Where it came from.
        input: String,
        /// Where the document in the store came from.
        other: String,
        /// What to do.
        advice: &'static str,
    },
}

/// What happened to the documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Not in the store before.
    pub new: u64,
    /// Said something else before.
    pub changed: u64,
    /// As before.
    pub unchanged: u64,
    /// Gone from their inputs, and from the store.
    pub removed: u64,
}

/// What is in a store.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Contents {
    /// Documents.
    pub documents: u64,
    /// Organisations.
    pub organizations: u64,
    /// Events.
    pub events: u64,
    /// Links.
    pub links: u64,
}

/// How a build goes about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// At most so many documents are put into the store at once. What is stored does not depend on it.
    pub documents: usize,
    /// No more documents than with that many quads are collected, so that memory has a bound.
    pub quads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { documents: 1000, quads: 60_000 }
    }
}

/// Puts documents into a store.
///
/// ```
/// use guanxi::{build::{Builder, Options}, extract::extract, lexicon::Lexicon, source::Document, store::Embedded};
/// let folder = tempfile::tempdir()?;
/// let store = Embedded::create(&folder.path().join("guanxi.db"), None)?;
/// let lexicon = Lexicon::load(None)?;
/// let document = Document::from_text("calls", "The Hubei PSB Foreign NGO Management Office visited Elm Trust.");
/// let record = extract(&lexicon, &document);
/// let mut builder = Builder::new(&store, &lexicon, Options::default())?;
/// builder.add(Some(&document), &record, "calls.txt")?;
/// assert_eq!(builder.finish()?.new, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Builder<'a> {
    store: &'a Embedded,
    base: Base,
    lexicon: &'a Lexicon,
    resolver: Resolver<'a>,
    decisions: Arc<Decisions>,
    run: Run,
    options: Options,
    waiting: Vec<Incoming>,
    waiting_quads: usize,
    known: Known,
    /// What was written, where the store was empty at the beginning.
    written: Option<Written>,
    tally: Tally,
    /// Hashes of the IRIs of all documents met.
    seen: FxHashSet<u64>,
    changed: bool,
    inputs: Arc<InputNames>,
}

/// A document on its way into the store.
struct Incoming {
    described: Described,
    telling: Telling,
    input: String,
    /// The digest of what the store holds of it.
    stored: Option<String>,
}

impl<'a> Builder<'a> {
    /// A builder into `store`. Where `lexicon` or guanxi is not what the store was built with, what the store
    /// holds is resolved anew first.
    ///
    /// # Errors
    /// A vocabulary that lacks a kind; what the store meets.
    pub fn new(store: &'a Embedded, lexicon: &'a Lexicon, options: Options) -> Result<Self, BuildError> {
        Builder::deciding(store, lexicon, options, Decisions::default())
    }

    /// A builder that replays what a person decided. Where the store was built with other decisions, what it holds is
    /// resolved anew first.
    ///
    /// # Errors
    /// As [`Builder::new`].
    pub fn deciding(
        store: &'a Embedded,
        lexicon: &'a Lexicon,
        options: Options,
        decisions: Decisions,
    ) -> Result<Self, BuildError> {
        let decisions = Arc::new(decisions);
        let base = store.base().clone();
        let ontology = Ontology::read(lexicon, &base)?;
        let resolver =
            Resolver::new(lexicon, ontology.types.clone(), ontology.roles.clone(), Arc::clone(&decisions))?;
        let run = Run::new(&base, &lexicon.digest());
        let mut builder = Builder {
            store,
            base,
            lexicon,
            resolver,
            decisions,
            run,
            options,
            waiting: Vec::new(),
            waiting_quads: 0,
            known: Known::default(),
            written: None,
            tally: Tally::default(),
            seen: FxHashSet::default(),
            changed: false,
            inputs: Arc::default(),
        };
        builder.written = (!builder.has_documents()?).then(Written::new);
        builder.renew(ontology)?;
        Ok(builder)
    }

    /// Takes a document and its record, that came from `input` (see [`input_name`]); the text may be lacking.
    /// Gives what of the record could not be used. Of two documents with one id, the later is left out.
    ///
    /// # Errors
    /// [`BuildError::OtherInput`], after which the next document can be added; what the store meets.
    pub fn add(
        &mut self,
        document: Option<&Document>,
        record: &Record,
        input: &str,
    ) -> Result<Vec<String>, BuildError> {
        let (title, text) = (document.and_then(|d| d.title.as_deref()), document.map(|d| d.text.as_str()));
        let published = document.map_or(record.published, |d| d.published);
        let redacted = self.decisions.redacted(record, title, text);
        let telling = match &redacted {
            Some(redacted) => self.resolver.telling(&redacted.record, redacted.text.as_deref(), published),
            None => self.resolver.telling(record, text, published),
        };
        let described = describe(&self.base, &self.run, document, record, redacted.as_ref());
        if !self.seen.insert(hash(described.iri.as_ref())) {
            return Ok(vec![format!(
                "<{}> was met before in this build; it was left out",
                described.iri.as_str()
            )]);
        }
        let stored = match self.is_absent(hash(described.iri.as_ref())) {
            true => None,
            false => self.literal(described.iri.as_ref(), gx::CONTENT_DIGEST)?,
        };
        if stored.as_ref().is_some_and(|digest| *digest != described.digest) {
            self.refuse_other(&described, input)?;
        }
        let problems = telling.problems.clone();
        self.waiting_quads +=
            described.quads.len() + QUADS_OF_AN_ORGANIZATION * telling.appellations.len() + telling.quads();
        self.waiting.push(Incoming { described, telling, input: input.to_owned(), stored });
        if self.waiting.len() >= self.options.documents || self.waiting_quads >= self.options.quads {
            self.commit()?;
        }
        Ok(problems)
    }

    /// Writes what waits, and puts the store on disk.
    ///
    /// # Errors
    /// What the store meets.
    pub fn finish(self) -> Result<Tally, BuildError> {
        Ok(self.finish_and_tell()?.0)
    }

    /// As [`Builder::finish`]; gives besides, in words, which decisions apply to nothing in the store, and which judge several
    /// claims.
    ///
    /// # Errors
    /// What the store meets.
    pub fn finish_and_tell(mut self) -> Result<(Tally, Vec<String>), BuildError> {
        self.commit()?;
        if self.changed {
            self.store.flush()?;
        }
        let words = self.words_on_decisions()?;
        Ok((self.tally, words))
    }
}

/// How much is in a store: as it says itself, else counted.
///
/// # Errors
/// What the store meets.
pub fn contents(store: &Embedded) -> Result<Contents, StoreError> {
    if let Some(contents) = counts::stated(store, store.base())? {
        return Ok(contents);
    }
    let count = |class: NamedNodeRef<'_>| -> Result<u64, StoreError> {
        let pattern =
            Pattern { predicate: Some(rdf::TYPE), object: Some(class.into()), ..Pattern::default() };
        store.quads(pattern)?.try_fold(0, |count, quad| quad.map(|_| count + 1))
    };
    Ok(Contents {
        documents: count(gx::DOCUMENT)?,
        organizations: count(gx::ORGANIZATION)?,
        events: count(gx::EVENT)?,
        links: count(gx::LINK)?,
    })
}

fn hash(iri: NamedNodeRef<'_>) -> u64 {
    crate::resolve::hashed(&[iri.as_str()])
}
