//! Records as quads.
