//! Relationship reports.
