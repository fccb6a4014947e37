//! What became of an anchor in a copy of its text.

use std::ops::Range;

use super::places::Place;
use crate::model::{
    id::{ClaimId, DocumentId},
    word::vocabulary,
};

vocabulary! {
    /// Whether and how a passage was found.
    State {
        /// Unchanged and where the anchor says.
        Exact = "exact",
        /// Unchanged, but in another place.
        Moved = "moved",
        /// Not there as recorded; one place answers nearly.
        Changed = "changed",
        /// Several places answer about equally well.
        Ambiguous = "ambiguous",
        /// No place answers well enough.
        Orphan = "orphan",
    }
}

/// One place in the copy.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Folded characters.
    pub chars: Range<usize>,
    /// Bytes of the raw text, with the signs that the anchor's words begin and end with.
    pub bytes: Range<usize>,
    /// Where that is, for people.
    pub place: Place,
    /// How well it answers, from 0 to 1.
    pub score: f64,
}

/// What became of one anchor.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The claim.
    pub claim: ClaimId,
    /// Which of its anchors, from 0.
    pub anchor: usize,
    /// The document.
    pub document: DocumentId,
    /// The state.
    pub state: State,
    /// The score of the passage found; of the best place where none was accepted, if there is any.
    pub score: Option<f64>,
    /// Why, in a sentence without its full stop.
    pub reason: String,
    /// The passage; only where one was accepted.
    pub found: Option<Spot>,
    /// The best places where none or another was accepted, best first.
    pub candidates: Vec<Spot>,
}
