//! Commits, as far as the domain needs to know of them.

use std::fmt;

/// The hexadecimal name of a commit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommitId(String);

impl CommitId {
    /// Wraps a full object name.
    pub fn new(hex: impl Into<String>) -> Self {
        Self(hex.into())
    }

    /// The full object name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first twelve digits, for people.
    pub fn short(&self) -> &str {
        self.0.get(..12).unwrap_or(&self.0)
    }
}

impl fmt::Display for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// What a report is computed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The commit; none before the first one.
    pub commit: Option<CommitId>,
    /// The committer's time, RFC 3339 with the offset recorded in the commit.
    pub committed: Option<String>,
    /// Whether records in the working tree differ from the commit.
    pub dirty: bool,
}
