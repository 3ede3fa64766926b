//! Precision and recall against annotated documents.
