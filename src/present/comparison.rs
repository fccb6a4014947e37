//! A difference together with what it is a difference of.

use crate::analysis::diff::Diff;
use crate::model::{
    id::{ClaimId, ReviewerId},
    review::Review,
    revision::CommitId,
    snapshot::Snapshot,
};
use crate::present::numbers::{or_dash, two_digits};

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Point {
    /// A commit.
    Commit(CommitId),
    /// The working tree.
    WorkingTree,
}

impl Point {
    /// The full name of the commit, or `worktree`.
    pub fn name(&self) -> &str {
        match self {
            Self::Commit(id) => id.as_str(),
            Self::WorkingTree => "worktree",
        }
    }

    /// The same for people.
    pub fn short(&self) -> &str {
        match self {
            Self::Commit(id) => id.short(),
            Self::WorkingTree => "the working tree",
        }
    }
}

/// What every format of a difference is written from.
#[derive(Debug, Clone, Copy)]
pub struct Comparison<'a> {
    /// What changed.
    pub diff: &'a Diff,
    /// Since when.
    pub from: &'a Point,
    /// Until when.
    pub to: &'a Point,
    /// The records before, at least those that differ.
    pub before: &'a Snapshot,
    /// The records after, likewise.
    pub after: &'a Snapshot,
}

impl Comparison<'_> {
    /// The statement of a claim, as it is or as it last was.
    pub fn statement(&self, claim: &ClaimId) -> &str {
        let record = self.after.claims.get(claim);
        let record = record.or_else(|| self.before.claims.get(claim));
        record.map_or("", |claim| claim.statement.as_str())
    }

    /// The rating of a review, as it is or as it last was.
    pub fn rating(&self, reviewer: &ReviewerId, claim: &ClaimId) -> String {
        let review = self.after.review(claim, reviewer);
        let review = review.or_else(|| self.before.review(claim, reviewer));
        review.map(rating).unwrap_or_default()
    }

    /// How much changed, in one line.
    pub fn stat(&self) -> String {
        let (claims, reviews) = (&self.diff.claims, &self.diff.reviews);
        let part = |noun: &str, counts: &[(&str, usize)]| {
            let counts: Vec<String> = counts
                .iter()
                .filter(|(_, n)| *n > 0)
                .map(|(what, n)| format!("{n} {what}"))
                .collect();
            (!counts.is_empty()).then(|| format!("{noun}: {}", counts.join(", ")))
        };
        let parts = [
            part(
                "claims",
                &[
                    ("added", claims.added.len()),
                    ("changed", claims.changed.len()),
                    ("withdrawn", claims.withdrawn.len()),
                    ("restored", claims.restored.len()),
                    ("removed", claims.removed.len()),
                ],
            ),
            part(
                "reviews",
                &[
                    ("added", reviews.added.len()),
                    ("changed", reviews.changed.len()),
                    ("withdrawn", reviews.withdrawn.len()),
                    ("restored", reviews.restored.len()),
                    ("removed", reviews.removed.len()),
                ],
            ),
            part(
                "reviewers",
                &[
                    ("added", self.diff.reviewers.added.len()),
                    ("changed", self.diff.reviewers.changed.len()),
                    ("removed", self.diff.reviewers.removed.len()),
                ],
            ),
            part("workspace file", &[("changed", self.diff.rules.len())]),
            part("consensus", &[("moved", self.diff.consensus.len())]),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            "nothing changed".to_owned()
        } else {
            parts.join("; ")
        }
    }
}

/// A rating in a few characters.
pub fn rating(review: &Review) -> String {
    match (review.confidence(), review.stance()) {
        (Some(confidence), _) => {
            let best = two_digits(confidence.best());
            match (confidence.lower(), confidence.upper()) {
                (Some(lower), Some(upper)) => {
                    format!("{best} ({}–{})", two_digits(lower), two_digits(upper))
                }
                _ => best,
            }
        }
        (None, Some(level)) => format!("level {level}"),
        (None, None) => "abstains".to_owned(),
    }
}

/// A movement with its sign, `+0.05`; `±0.00` where rounding leaves nothing.
pub fn signed(movement: f64) -> String {
    let text = two_digits(movement.abs());
    match (text.as_str(), movement < 0.0) {
        ("0.00", _) => "±0.00".to_owned(),
        (_, true) => format!("−{text}"),
        (_, false) => format!("+{text}"),
    }
}

/// `0.35 → 0.40`, or one value where both are the same.
pub fn arrow(before: Option<f64>, after: Option<f64>) -> String {
    if before == after {
        return or_dash(after);
    }
    format!("{} → {}", or_dash(before), or_dash(after))
}
