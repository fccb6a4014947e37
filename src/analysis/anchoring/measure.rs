//! The length and digest of the passage between an anchor's first and last words.

use std::ops::Range;

use super::index::MOST_PLACES;
use crate::analysis::fold::{Folded, digest::of_folded, find_ends};

/// A passage as an anchor records it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Folded characters.
    pub chars: Range<usize>,
    /// Bytes of the raw text.
    pub bytes: Range<usize>,
    /// Number of folded characters, the anchor's `length`.
    pub length: usize,
    /// The anchor's `digest`, `fold1:sha256:…`.
    pub digest: String,
}

/// Why first and last words name no passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmeasured {
    /// No passage begins and ends so.
    NotFound,
    /// So many passages do.
    Several(usize),
}

/// The one passage that begins with `start` and ends with `end`, words as printed.
pub fn measure(text: &Folded, start: &str, end: &str) -> Result<Measure, Unmeasured> {
    let found = find_ends(text, start, end, MOST_PLACES);
    match found.as_slice() {
        [] => Err(Unmeasured::NotFound),
        [chars] => measured(text, chars.clone()).ok_or(Unmeasured::NotFound),
        several => Err(Unmeasured::Several(several.len())),
    }
}

/// What an anchor records of a range of folded characters; nothing of an empty one.
pub fn measured(text: &Folded, chars: Range<usize>) -> Option<Measure> {
    Some(Measure {
        bytes: text.raw(chars.clone())?,
        length: chars.len(),
        digest: of_folded(text.slice(chars.clone())),
        chars,
    })
}
