//! Which path holds which record.

use crate::model::id::{ClaimId, IdProblem, ReviewerId};

/// The workspace file.
pub const WORKSPACE_FILE: &str = "obelus.toml";
/// The shared bibliography.
pub const BIBLIOGRAPHY_FILE: &str = "references.bib";
/// The folder of claims.
pub const CLAIMS: &str = "claims";
/// The folder of reviews.
pub const REVIEWS: &str = "reviews";
/// The roster's file in a reviewer's folder.
pub const REVIEWER_FILE: &str = "reviewer.toml";

/// What a path holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordPath {
    /// obelus.toml
    Workspace,
    /// references.bib
    Bibliography,
    /// claims/<claim>.toml
    Claim(ClaimId),
    /// reviews/<reviewer>/reviewer.toml
    Reviewer(ReviewerId),
    /// reviews/<reviewer>/<claim>.toml
    Review(ReviewerId, ClaimId),
}

/// Why a path ending in `.toml` below the record folders is no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathProblem {
    /// Part of it is no id.
    BadId(String, IdProblem),
    /// It stands where no record is read.
    Misplaced,
}

/// What stands at a path: a record, nothing of ours, or something that ought to be a record.
pub fn classify(path: &str) -> Option<Result<RecordPath, PathProblem>> {
    match path {
        WORKSPACE_FILE => return Some(Ok(RecordPath::Workspace)),
        BIBLIOGRAPHY_FILE => return Some(Ok(RecordPath::Bibliography)),
        _ => {}
    }
    let (folder, rest) = path.split_once('/')?;
    let stem = rest.strip_suffix(".toml")?;
    match folder {
        CLAIMS => Some(claim_id(stem).map(RecordPath::Claim)),
        REVIEWS => Some(in_reviews(stem)),
        _ => None,
    }
}

fn claim_id(stem: &str) -> Result<ClaimId, PathProblem> {
    ClaimId::new(stem).map_err(|problem| PathProblem::BadId(stem.to_owned(), problem))
}

fn in_reviews(stem: &str) -> Result<RecordPath, PathProblem> {
    let (reviewer, rest) = stem.split_once('/').ok_or(PathProblem::Misplaced)?;
    let reviewer = ReviewerId::new(reviewer)
        .map_err(|problem| PathProblem::BadId(reviewer.to_owned(), problem))?;
    match rest {
        "reviewer" => Ok(RecordPath::Reviewer(reviewer)),
        claim => Ok(RecordPath::Review(reviewer, claim_id(claim)?)),
    }
}

/// The path of a claim.
pub fn claim_path(claim: &ClaimId) -> String {
    format!("{CLAIMS}/{claim}.toml")
}

/// The path of a reviewer's entry in the roster.
pub fn reviewer_path(reviewer: &ReviewerId) -> String {
    format!("{REVIEWS}/{reviewer}/{REVIEWER_FILE}")
}

/// The path of a review.
pub fn review_path(reviewer: &ReviewerId, claim: &ClaimId) -> String {
    format!("{REVIEWS}/{reviewer}/{claim}.toml")
}

/// The path of the signature beside a record.
pub fn signature_path(record: &str) -> String {
    format!("{record}.sig")
}

/// The path of the review that a signature's path belongs to, if it belongs to one.
pub fn signed_review(signature: &str) -> Option<&str> {
    let record = signature.strip_suffix(".sig")?;
    matches!(classify(record), Some(Ok(RecordPath::Review(..)))).then_some(record)
}

/// Whether a name at the top of a workspace is one of its own.
pub fn is_top(name: &str) -> bool {
    is_file_of_top(name) || name == CLAIMS || name == REVIEWS
}

/// Whether a name at the top of a workspace is that of one of its files.
pub fn is_file_of_top(name: &str) -> bool {
    name == WORKSPACE_FILE || name == BIBLIOGRAPHY_FILE
}

/// Whether a path could matter to a workspace at all, so that other trees need not be walked.
pub fn is_of_interest(path: &str) -> bool {
    path == WORKSPACE_FILE
        || path == BIBLIOGRAPHY_FILE
        || path
            .strip_prefix(CLAIMS)
            .is_some_and(|rest| rest.starts_with('/'))
        || path
            .strip_prefix(REVIEWS)
            .is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_known_by_its_path_and_back() {
        let claim: ClaimId = "economy/lng-share".parse().unwrap();
        let energy: ReviewerId = "energy".parse().unwrap();
        for (path, record) in [
            (claim_path(&claim), RecordPath::Claim(claim.clone())),
            (reviewer_path(&energy), RecordPath::Reviewer(energy.clone())),
            (
                review_path(&energy, &claim),
                RecordPath::Review(energy.clone(), claim.clone()),
            ),
        ] {
            assert_eq!(classify(&path), Some(Ok(record)));
        }
    }

    #[test]
    fn other_files_are_left_alone() {
        for path in [
            "README.md",
            "claims/README.md",
            "Cargo.toml",
            "reviews/energy/notes.txt",
            "docs/x.toml",
        ] {
            assert_eq!(classify(path), None, "{path}");
        }
    }

    #[test]
    fn misnamed_records_are_told_apart_from_misplaced_ones() {
        assert!(matches!(
            classify("claims/Bad Name.toml"),
            Some(Err(PathProblem::BadId(..)))
        ));
        assert!(matches!(
            classify("reviews/notes.toml"),
            Some(Err(PathProblem::Misplaced))
        ));
        assert!(matches!(
            classify("claims/reviewer.toml"),
            Some(Err(PathProblem::BadId(..)))
        ));
    }
}
