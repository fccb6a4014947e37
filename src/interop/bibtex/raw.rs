//! An entry as it stands in the file, with abbreviations written out.

use std::{collections::BTreeMap, ops::Range};

/// One entry.
#[derive(Debug, Clone)]
pub(super) struct RawEntry {
    /// What follows the `@`, in lower case.
    pub(super) kind: String,
    /// The key.
    pub(super) key: String,
    /// Where the key stands.
    pub(super) key_bytes: Range<usize>,
    /// The fields by their names in lower case.
    pub(super) fields: BTreeMap<String, RawField>,
}

/// One field, LaTeX and all.
#[derive(Debug, Clone)]
pub(super) struct RawField {
    /// The value without its outer braces or quotation marks.
    pub(super) text: String,
    /// Where the value stands.
    pub(super) bytes: Range<usize>,
}
