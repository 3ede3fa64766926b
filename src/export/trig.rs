//! TriG: every statement, by graph.

use super::{ExportError, Format, Holds, Source, Written, statements};
use oxigraph::io::RdfFormat;
use std::io::Write;

/// The format.
pub(super) struct TriG;

impl Format for TriG {
    fn name(&self) -> &'static str {
        "trig"
    }

    fn about(&self) -> &'static str {
        "all statements by graph, to read"
    }

    fn holds(&self) -> Holds {
        Holds::Statements
    }

    fn write(&self, source: &Source<'_>, out: &mut dyn Write) -> Result<Written, ExportError> {
        statements::write(source, RdfFormat::TriG, out)
    }
}
