//! The reviewers of a report: how much each has judged, and how well where the world has settled it.

use super::{ClaimReport, Inputs, ReviewState};
use crate::analysis::statistics::{Statistic, Undefined};
use crate::model::reviewer::Reviewer;

/// One reviewer of the roster.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewerReport {
    /// The entry in the roster.
    pub reviewer: Reviewer,
    /// Reviews of open claims that were not withdrawn.
    pub reviews: usize,
    /// Abstentions among them.
    pub abstained: usize,
    /// Stale ones among them.
    pub stale: usize,
    /// Live arguments on open claims.
    pub arguments: usize,
    /// Share of the open claims with a current review, abstentions included; none without claims.
    pub coverage: Option<f64>,
    /// Mean squared distance from the outcome over the settled claims the reviewer rated.
    pub brier: Statistic,
    /// How many settled claims that is.
    pub settled: usize,
    /// Reviews whose signature was verified, among those counted in `reviews`.
    pub verified: usize,
}

impl ReviewerReport {
    /// Share of the reviews whose signature was verified; none without reviews.
    pub fn signed(&self) -> Option<f64> {
        (self.reviews > 0).then(|| self.verified as f64 / self.reviews as f64)
    }
}

pub(super) fn reviewers(inputs: &Inputs<'_>, claims: &[ClaimReport]) -> Vec<ReviewerReport> {
    let open: Vec<&ClaimReport> = claims
        .iter()
        .filter(|report| report.claim.is_open())
        .collect();
    inputs
        .snapshot
        .reviewers
        .values()
        .map(|reviewer| one(reviewer, &open))
        .collect()
}

fn one(reviewer: &Reviewer, open: &[&ClaimReport]) -> ReviewerReport {
    let own = || {
        open.iter()
            .flat_map(|report| &report.ratings)
            .filter(|row| row.review.reviewer == reviewer.id && row.state != ReviewState::Withdrawn)
    };
    let current = own().filter(|row| !row.stale).count();
    let errors: Vec<f64> = open
        .iter()
        .filter_map(|report| squared_error(reviewer, report))
        .collect();
    ReviewerReport {
        reviewer: reviewer.clone(),
        reviews: own().count(),
        abstained: own()
            .filter(|row| row.state == ReviewState::Abstained)
            .count(),
        stale: own().filter(|row| row.stale).count(),
        arguments: own()
            .flat_map(|row| &row.review.arguments)
            .filter(|argument| argument.is_live())
            .count(),
        coverage: (!open.is_empty()).then(|| current as f64 / open.len() as f64),
        settled: errors.len(),
        verified: own()
            .filter(|row| row.signature.state.is_verified())
            .count(),
        brier: mean(&errors),
    }
}

fn squared_error(reviewer: &Reviewer, report: &ClaimReport) -> Option<f64> {
    let outcome = report.resolution.as_ref()?.outcome;
    let row = report
        .ratings
        .iter()
        .find(|row| row.review.reviewer == reviewer.id && row.counts())?;
    row.best().map(|best| (best - outcome) * (best - outcome))
}

fn mean(errors: &[f64]) -> Statistic {
    if errors.is_empty() {
        return Err(Undefined::because("no settled claim was rated"));
    }
    Ok(errors.iter().sum::<f64>() / errors.len() as f64)
}
