//! Who reviews.

use crate::model::{id::ReviewerId, word::vocabulary};

vocabulary! {
    /// What a reviewer is.
    ReviewerKind {
        /// One human being.
        Person = "person",
        /// Several, speaking as one.
        Group = "group",
        /// A point of view worked through for illustration, not a person.
        Perspective = "perspective",
    }
}

/// One reviewer of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewer {
    /// Its id, which is the name of its folder.
    pub id: ReviewerId,
    /// How the reviewer is called.
    pub name: String,
    /// What the reviewer is.
    pub kind: ReviewerKind,
    /// Addresses whose commits belong to this reviewer.
    pub emails: Vec<String>,
    /// The reviewer's ORCID.
    pub orcid: Option<String>,
    /// Fields of knowledge.
    pub expertise: Vec<String>,
    /// Conflicts of interest, in the reviewer's words.
    pub interests: Option<String>,
    /// A word to readers.
    pub note: Option<String>,
    /// The panel's part this reviewer belongs to, for group-aware agreement.
    pub group: Option<String>,
    /// SSH public keys that may sign this reviewer's records and commits.
    pub keys: Vec<String>,
    /// Keys that no longer sign; what they had signed by then still counts.
    pub expired_keys: Vec<String>,
    /// Keys that must not be believed, whatever they signed and whenever.
    pub revoked_keys: Vec<String>,
}
