//! Turtle: every statement, graphs left out.

use super::{ExportError, Format, Holds, Source, Written, statements};
use oxigraph::io::RdfFormat;
use std::io::Write;

/// The format.
pub(super) struct Turtle;

impl Format for Turtle {
    fn name(&self) -> &'static str {
        "ttl"
    }

    fn about(&self) -> &'static str {
        "all statements without their graphs, for tools that know no graphs"
    }

    fn holds(&self) -> Holds {
        Holds::Statements
    }

    fn write(&self, source: &Source<'_>, out: &mut dyn Write) -> Result<Written, ExportError> {
        statements::write(source, RdfFormat::Turtle, out)
    }
}
