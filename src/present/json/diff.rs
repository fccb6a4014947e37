//! Differences as JSON, schema `obelus-diff/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::{argumentation::debate::Standing, statistics::verdict::Verdict};
use crate::analysis::{
    consensus::{Cause, Share},
    diff::{ClaimChange, ConsensusChange, Edit, ReviewChange, RuleChange},
};
use crate::model::{
    confidence::Confidence,
    id::{ClaimId, ReviewerId},
};
use crate::present::comparison::Comparison;

/// The name and version of this format.
pub const SCHEMA: &str = "obelus-diff/1";

/// What changed between two states of a workspace.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DiffDocument {
    /// `obelus-diff/1`
    schema: &'static str,
    /// Full name of the commit before, or `worktree`.
    from: String,
    /// Full name of the commit after, or `worktree`.
    to: String,
    claims: ClaimsBlock,
    reviews: ReviewsBlock,
    reviewers: RosterBlock,
    /// Fields of the workspace file.
    rules: Vec<RuleBlock>,
    /// Only claims where something moved.
    consensus: Vec<ConsensusBlock>,
}

/// Both sides of a change.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Sides<T> {
    pub(super) before: T,
    pub(super) after: T,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ClaimsBlock {
    added: Vec<String>,
    withdrawn: Vec<String>,
    /// Withdrawn claims that are open again.
    restored: Vec<String>,
    /// Claims whose record is gone.
    removed: Vec<String>,
    /// Claims with other changes than a withdrawal.
    changed: Vec<ClaimBlock>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ClaimBlock {
    id: String,
    /// Names of the fields that differ, as in the file.
    fields: Vec<&'static str>,
    statement: Sides<String>,
    edition: Sides<u32>,
    status: Sides<String>,
    /// Whether what is judged changed although the edition did not.
    reworded_without_edition: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ReviewsBlock {
    added: Vec<ReviewKey>,
    withdrawn: Vec<ReviewKey>,
    /// Withdrawn reviews that count again.
    restored: Vec<ReviewKey>,
    /// Reviews whose record is gone.
    removed: Vec<ReviewKey>,
    /// Reviews with other changes than a withdrawal.
    changed: Vec<ReviewBlock>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ReviewKey {
    reviewer: String,
    claim: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ReviewBlock {
    reviewer: String,
    claim: String,
    /// Names of the fields that differ, as in the file.
    fields: Vec<&'static str>,
    confidence: Sides<Option<ConfidenceBlock>>,
    stance: Sides<Option<u32>>,
    abstain: Sides<Option<String>>,
    edition: Sides<u32>,
    rationale: Sides<Option<String>>,
    arguments: ArgumentsBlock,
    sources: SourcesBlock,
    /// A large move without a new rationale, argument or source: how far, as a share of the scale.
    unexplained: Option<f64>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ConfidenceBlock {
    best: f64,
    lower: Option<f64>,
    upper: Option<f64>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ArgumentsBlock {
    added: Vec<String>,
    changed: Vec<String>,
    withdrawn: Vec<String>,
    restored: Vec<String>,
    removed: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct SourcesBlock {
    added: Vec<String>,
    changed: Vec<String>,
    removed: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct RosterBlock {
    added: Vec<String>,
    removed: Vec<String>,
    changed: Vec<ReviewerBlock>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ReviewerBlock {
    id: String,
    fields: Vec<&'static str>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RuleBlock {
    field: &'static str,
    before: String,
    after: String,
    /// Whether figures of the consensus depend on it.
    of_consensus: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ConsensusBlock {
    claim: String,
    /// The pooled probability; null where there is none: without ratings, or of claims judged by agreement.
    pooled: Sides<Option<f64>>,
    /// The median level of claims judged by agreement.
    median: Sides<Option<f64>>,
    /// Null where the claim is not there.
    verdict: Sides<Option<&'static str>>,
    standing: Sides<Option<&'static str>>,
    /// Shares of the movement of the pool (of the median level, where there is no pool on either
    /// side), the largest first; they add up to it.
    moved_by: Vec<ShareBlock>,
}

/// One cause's share of a movement.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ShareBlock {
    /// Null where the claim's own record or the rules moved it.
    reviewer: Option<String>,
    /// `review`, `claim` or `rules`.
    cause: &'static str,
    share: f64,
}

/// A difference as a document.
pub fn json(comparison: &Comparison<'_>) -> DiffDocument {
    let diff = comparison.diff;
    let (claims, reviews) = (&diff.claims, &diff.reviews);
    DiffDocument {
        schema: SCHEMA,
        from: comparison.from.name().to_owned(),
        to: comparison.to.name().to_owned(),
        claims: ClaimsBlock {
            added: names(&claims.added),
            withdrawn: names(&claims.withdrawn),
            restored: names(&claims.restored),
            removed: names(&claims.removed),
            changed: claims.changed.iter().map(claim).collect(),
        },
        reviews: ReviewsBlock {
            added: keys(&reviews.added),
            withdrawn: keys(&reviews.withdrawn),
            restored: keys(&reviews.restored),
            removed: keys(&reviews.removed),
            changed: reviews.changed.iter().map(review).collect(),
        },
        reviewers: RosterBlock {
            added: names(&diff.reviewers.added),
            removed: names(&diff.reviewers.removed),
            changed: diff
                .reviewers
                .changed
                .iter()
                .map(|change| ReviewerBlock {
                    id: change.id.to_string(),
                    fields: change.fields.clone(),
                })
                .collect(),
        },
        rules: diff.rules.iter().map(rule).collect(),
        consensus: diff.consensus.iter().map(consensus).collect(),
    }
}

fn names<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(T::to_string).collect()
}

fn keys(keys: &[(ReviewerId, ClaimId)]) -> Vec<ReviewKey> {
    let key = |(reviewer, claim): &(ReviewerId, ClaimId)| ReviewKey {
        reviewer: reviewer.to_string(),
        claim: claim.to_string(),
    };
    keys.iter().map(key).collect()
}

impl<T> Sides<T> {
    /// Both sides of a change, as they are shown.
    pub(super) fn of<U>(edit: &Edit<U>, show: impl Fn(&U) -> T) -> Self {
        sides(edit, show)
    }
}

fn sides<T, U>(edit: &Edit<T>, show: impl Fn(&T) -> U) -> Sides<U> {
    Sides {
        before: show(&edit.before),
        after: show(&edit.after),
    }
}

fn claim(change: &ClaimChange) -> ClaimBlock {
    ClaimBlock {
        id: change.id.to_string(),
        fields: change.fields.clone(),
        statement: sides(&change.statement, Clone::clone),
        edition: sides(&change.edition, |edition| *edition),
        status: sides(&change.status, ToString::to_string),
        reworded_without_edition: change.silent,
    }
}

fn review(change: &ReviewChange) -> ReviewBlock {
    let confidence = |confidence: &Option<Confidence>| {
        confidence.map(|confidence| ConfidenceBlock {
            best: confidence.best(),
            lower: confidence.lower(),
            upper: confidence.upper(),
        })
    };
    ReviewBlock {
        reviewer: change.reviewer.to_string(),
        claim: change.claim.to_string(),
        fields: change.fields.clone(),
        confidence: sides(&change.confidence, confidence),
        stance: sides(&change.stance, |level| *level),
        abstain: sides(&change.abstain, Clone::clone),
        edition: sides(&change.edition, |edition| *edition),
        rationale: sides(&change.rationale, Clone::clone),
        arguments: ArgumentsBlock {
            added: names(&change.arguments.added),
            changed: names(&change.arguments.changed),
            withdrawn: names(&change.arguments.withdrawn),
            restored: names(&change.arguments.restored),
            removed: names(&change.arguments.removed),
        },
        sources: SourcesBlock {
            added: names(&change.sources.added),
            changed: names(&change.sources.changed),
            removed: names(&change.sources.removed),
        },
        unexplained: change.unexplained.map(|unexplained| unexplained.moved),
    }
}

fn consensus(change: &ConsensusChange) -> ConsensusBlock {
    ConsensusBlock {
        claim: change.claim.to_string(),
        pooled: sides(&change.pooled, |pooled| *pooled),
        median: sides(&change.median, |median| *median),
        verdict: sides(&change.verdict, |verdict| verdict.map(Verdict::name)),
        standing: sides(&change.standing, |standing| standing.map(Standing::as_str)),
        moved_by: change.moved_by.iter().map(share).collect(),
    }
}

pub(super) fn rule(change: &RuleChange) -> RuleBlock {
    RuleBlock {
        field: change.field,
        before: change.before.clone(),
        after: change.after.clone(),
        of_consensus: change.of_consensus,
    }
}

pub(super) fn share(share: &Share) -> ShareBlock {
    let (reviewer, cause) = match &share.cause {
        Cause::Review(reviewer) => (Some(reviewer.to_string()), "review"),
        Cause::Claim => (None, "claim"),
        Cause::Rules => (None, "rules"),
    };
    ShareBlock {
        reviewer,
        cause,
        share: share.share,
    }
}
