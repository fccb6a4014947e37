//! History as the consensus sees it: commit by commit, which records were touched, and what they say now.

use crate::model::{
    brief::{ClaimBrief, ReviewBrief},
    id::{ClaimId, ReviewerId},
    revision::CommitId,
    workspace::Workspace,
};

/// What a commit says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitNote {
    /// The commit.
    pub id: CommitId,
    /// The author's name.
    pub author: String,
    /// The committer's time, RFC 3339 with the offset recorded in the commit.
    pub committed: String,
    /// First line of the message.
    pub subject: String,
}

/// A record that a commit left otherwise than its first parent had it. What could not be counted as
/// meant (gone, no regular file, not to be read) is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Touched {
    /// The workspace file.
    Workspace(Option<Box<Workspace>>),
    /// A claim.
    Claim(ClaimId, Option<ClaimBrief>),
    /// A review.
    Review(ReviewerId, ClaimId, Option<ReviewBrief>),
    /// A record on which no figure depends.
    Other,
}

/// A commit of a walk.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What the commit says of itself.
    pub commit: CommitNote,
    /// Its parents as places in the walk, the first one first. None for the first commit, and for
    /// parents that the walk does not hold.
    pub parents: Vec<usize>,
    /// The records it touched, compared with its first parent.
    pub touched: Vec<Touched>,
}
