//! Documents to records, in order and in parallel.
