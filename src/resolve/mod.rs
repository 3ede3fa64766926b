//! One body, one node: records to organisations and events across documents.
