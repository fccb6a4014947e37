//! A record of any kind.

use std::sync::Arc;

use crate::model::{claim::Claim, review::Review, reviewer::Reviewer, workspace::Workspace};

/// A record as it was read.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// obelus.toml
    Workspace(Box<Workspace>),
    /// A claim.
    Claim(Box<Claim>),
    /// An entry of the roster.
    Reviewer(Box<Reviewer>),
    /// A review.
    Review(Arc<Review>),
}

impl Record {
    /// The workspace file, if it is one.
    pub fn workspace(&self) -> Option<&Workspace> {
        match self {
            Self::Workspace(workspace) => Some(workspace),
            _ => None,
        }
    }

    /// The claim, if it is one.
    pub fn claim(&self) -> Option<&Claim> {
        match self {
            Self::Claim(claim) => Some(claim),
            _ => None,
        }
    }

    /// The entry of the roster, if it is one.
    pub fn reviewer(&self) -> Option<&Reviewer> {
        match self {
            Self::Reviewer(reviewer) => Some(reviewer),
            _ => None,
        }
    }

    /// The review, if it is one.
    pub fn review(&self) -> Option<&Review> {
        match self {
            Self::Review(review) => Some(review),
            _ => None,
        }
    }
}
