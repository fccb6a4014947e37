//! Which reviews count, and what each says.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Inputs;
use crate::analysis::consensus::{self, ReviewState};
use crate::model::{
    brief::{ClaimBrief, ReviewBrief},
    claim::Claim,
    confidence::Confidence,
    layout::review_path,
    review::{Judgement, Review},
    reviewer::ReviewerKind,
    revision::CommitId,
    signature::Verdict,
};

/// One reviewer's judgement as a report shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct RatingRow {
    /// The review itself.
    pub review: Arc<Review>,
    /// How the reviewer is called.
    pub name: String,
    /// What the reviewer is, if the roster says so.
    pub kind: Option<ReviewerKind>,
    /// Whether it is stale, even where stale reviews count.
    pub stale: bool,
    /// Whether it counts.
    pub state: ReviewState,
    /// The commit that last changed it.
    pub commit: Option<CommitId>,
    /// What its signature comes to.
    pub signature: Verdict,
}

impl RatingRow {
    /// Whether it counts towards the consensus.
    pub fn counts(&self) -> bool {
        self.state == ReviewState::Counted
    }

    /// The best estimate, where the claim is judged by probability.
    pub fn best(&self) -> Option<f64> {
        self.review.confidence().map(Confidence::best)
    }

    /// The place of the rating on 0..=1, whatever its scale.
    pub fn position(&self, levels: usize) -> Option<f64> {
        match self.review.judgement {
            Judgement::Confidence(confidence) => Some(confidence.best()),
            Judgement::Stance(level) => {
                use crate::analysis::statistics::scale::Scale as Levels;
                Some(Levels::Levels(levels).position(level as usize))
            }
            Judgement::Abstained(_) => None,
        }
    }
}

/// The reviews of a claim, in order of the reviewers.
pub(super) fn rows(inputs: &Inputs<'_>, claim: &Claim) -> Vec<RatingRow> {
    let brief = ClaimBrief::of(claim);
    inputs
        .snapshot
        .reviews
        .get(&claim.id)
        .into_iter()
        .flat_map(BTreeMap::values)
        .map(|review| row(inputs, &brief, review))
        .collect()
}

fn row(inputs: &Inputs<'_>, claim: &ClaimBrief, review: &Arc<Review>) -> RatingRow {
    let reviewer = inputs.snapshot.reviewers.get(&review.reviewer);
    let path = review_path(&review.reviewer, &review.claim);
    let brief = ReviewBrief::of(review);
    let rule = inputs.snapshot.workspace.consensus.stale;
    RatingRow {
        name: reviewer.map_or_else(|| review.reviewer.to_string(), |r| r.name.clone()),
        kind: reviewer.map(|r| r.kind),
        stale: consensus::is_stale(claim, &brief),
        state: consensus::state(claim, &brief, rule),
        commit: inputs.commits.get(&path).cloned(),
        signature: inputs
            .signatures
            .get(&path)
            .cloned()
            .unwrap_or(Verdict::ABSENT),
        review: Arc::clone(review),
    }
}
