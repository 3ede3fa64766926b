//! Which events count: one set of filters that queries, exports and reports share.
