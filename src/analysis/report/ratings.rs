//! Which reviews count, and what each says.

use super::Inputs;
use crate::model::{
    claim::{Claim, Scale},
    confidence::Confidence,
    layout::review_path,
    review::{Judgement, Review},
    reviewer::ReviewerKind,
    revision::CommitId,
    rules::StaleRule,
};

/// Whether a review counts, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewState {
    /// It counts.
    Counted,
    /// It judges an older edition, or on another scale than the claim's.
    Stale,
    /// Its author abstains.
    Abstained,
    /// Its author took it back.
    Withdrawn,
}

/// One reviewer's judgement as a report shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct RatingRow {
    /// The review itself.
    pub review: Review,
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
    inputs
        .snapshot
        .reviews_of(&claim.id)
        .map(|review| row(inputs, claim, review))
        .collect()
}

fn row(inputs: &Inputs<'_>, claim: &Claim, review: &Review) -> RatingRow {
    let reviewer = inputs.snapshot.reviewers.get(&review.reviewer);
    let path = review_path(&review.reviewer, &review.claim);
    let stale = is_stale(claim, review);
    RatingRow {
        name: reviewer.map_or_else(|| review.reviewer.to_string(), |r| r.name.clone()),
        kind: reviewer.map(|r| r.kind),
        stale,
        state: state(inputs, claim, review, stale),
        commit: inputs.commits.get(&path).cloned(),
        review: review.clone(),
    }
}

fn is_stale(claim: &Claim, review: &Review) -> bool {
    review.edition != claim.edition || !on_scale(claim, review)
}

fn on_scale(claim: &Claim, review: &Review) -> bool {
    match review.judgement {
        Judgement::Confidence(_) => claim.scale == Scale::Confidence,
        Judgement::Stance(_) => claim.scale == Scale::Stance,
        Judgement::Abstained(_) => true,
    }
}

fn state(inputs: &Inputs<'_>, claim: &Claim, review: &Review, stale: bool) -> ReviewState {
    let count_stale = inputs.snapshot.workspace.consensus.stale == StaleRule::Count;
    if review.withdrawn.is_some() {
        ReviewState::Withdrawn
    } else if review.abstained().is_some() {
        ReviewState::Abstained
    } else if stale && !(count_stale && on_scale(claim, review)) {
        ReviewState::Stale
    } else {
        ReviewState::Counted
    }
}
