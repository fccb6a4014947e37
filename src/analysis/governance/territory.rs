//! Whose a path is.

use crate::model::{
    id::{ClaimId, ReviewerId},
    layout::{self, BIBLIOGRAPHY_FILE, CLAIMS, REVIEWS, RecordPath, WORKSPACE_FILE},
};

/// What a path belongs to. Every path of a workspace belongs to something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Territory {
    /// Anything in a reviewer's folder but the entry of the roster: reviews, signatures, notes.
    Folder(ReviewerId),
    /// A reviewer's entry of the roster.
    Entry(ReviewerId),
    /// A claim.
    Claim(ClaimId),
    /// The workspace file.
    Workspace,
    /// The shared bibliography.
    Bibliography,
    /// Whatever else stands beside the records.
    Shared,
}

pub(super) fn territory(path: &str) -> Territory {
    match layout::classify(path) {
        Some(Ok(RecordPath::Reviewer(id))) => return Territory::Entry(id),
        Some(Ok(RecordPath::Claim(id))) => return Territory::Claim(id),
        _ if path == WORKSPACE_FILE => return Territory::Workspace,
        _ if path == BIBLIOGRAPHY_FILE => return Territory::Bibliography,
        _ => {}
    }
    match path.split_once('/') {
        Some((REVIEWS, below)) => in_reviews(below),
        _ => Territory::Shared,
    }
}

/// A folder belongs to the reviewer it is named after, whatever lies in it and however its name is
/// cased: on many machines `Ada` and `ada` are one folder.
fn in_reviews(below: &str) -> Territory {
    let folder = below.split('/').next().unwrap_or_default();
    match ReviewerId::new(&folder.to_lowercase()) {
        Ok(id) if below != folder => Territory::Folder(id),
        _ => Territory::Shared,
    }
}

/// Whether a path is that of a detached signature.
pub(super) fn is_signature(path: &str) -> bool {
    path.strip_suffix(".sig").is_some()
}

/// Whether a path holds a record that may be withdrawn but not deleted.
pub(super) fn is_lasting(path: &str) -> bool {
    matches!(layout::classify(path), Some(Ok(_))) && path != BIBLIOGRAPHY_FILE
        || is_folder_of_records(path)
}

/// A folder of records that became a file or a link.
fn is_folder_of_records(path: &str) -> bool {
    matches!(path, CLAIMS | REVIEWS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_a_folder_is_its_reviewers() {
        let ada: ReviewerId = "ada".parse().unwrap();
        for path in [
            "reviews/ada/froze.toml",
            "reviews/ada/froze.toml.sig",
            "reviews/ada/notes.md",
            "reviews/Ada/froze.toml",
            "reviews/ada/Bad Name.toml",
        ] {
            assert_eq!(territory(path), Territory::Folder(ada.clone()), "{path}");
        }
        assert_eq!(
            territory("reviews/ada/reviewer.toml"),
            Territory::Entry(ada)
        );
        for path in [
            "reviews/README.md",
            "reviews/ada",
            "claims/README.md",
            "claims",
        ] {
            assert_eq!(territory(path), Territory::Shared, "{path}");
        }
    }
}
