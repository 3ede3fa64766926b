//! N-Quads: every statement with its graph, one a line, sorted.

use super::{ExportError, Format, Holds, Source, Written, statements};
use oxigraph::io::RdfFormat;
use std::io::Write;

/// The format.
pub(super) struct NQuads;

impl Format for NQuads {
    fn name(&self) -> &'static str {
        "nq"
    }

    fn about(&self) -> &'static str {
        "all statements with their graphs, one a line: to compare, keep or load elsewhere"
    }

    fn holds(&self) -> Holds {
        Holds::Statements
    }

    fn write(&self, source: &Source<'_>, out: &mut dyn Write) -> Result<Written, ExportError> {
        statements::write(source, RdfFormat::NQuads, out)
    }
}
