//! What can go wrong between a workspace and its files.

use std::{path::PathBuf, sync::Arc};

/// A file or an object could not be read.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ReadError {
    /// A file of the working tree.
    #[error("cannot read {path}: {source}", path = .path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: Arc<std::io::Error>,
    },
    /// An object of the repository.
    #[error(transparent)]
    Git(#[from] GitError),
}

impl ReadError {
    pub(crate) fn file(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Self::File {
            path: path.into(),
            source: Arc::new(source),
        }
    }
}

/// Git refused something, in words for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GitError {
    /// Any failure of the repository.
    #[error("{0}")]
    Failed(String),
    /// A revision that the repository does not know.
    #[error("`{0}` is no revision of this repository")]
    UnknownRevision(String),
    /// A kind of revision that is not looked up.
    #[error("`{0}` is not looked up: name a commit, a branch or a tag, with ~ and ^ if you like")]
    RefusedRevision(String),
    /// The repository belongs to another user.
    #[error(
        "the repository at {0} belongs to another user of this machine, so git does not trust it"
    )]
    ForeignOwner(String),
    /// A shallow clone lacks what was asked for.
    #[error("this clone is shallow and lacks commit {0}; run `git fetch --unshallow`")]
    Shallow(String),
    /// A shallow clone lacks history that was asked for.
    #[error("this clone is shallow and lacks the history {0}")]
    CutOff(String),
    /// Two commits have no common history.
    #[error("{0} and {1} have no common history")]
    Unrelated(String, String),
}
