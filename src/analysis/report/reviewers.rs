//! The reviewers of a report: how much each has judged, and how well where the world has settled it.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{ClaimReport, Inputs, RatingRow, ReviewState};
use crate::analysis::statistics::{Statistic, Undefined};
use crate::model::{id::ReviewerId, reviewer::Reviewer};

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
    /// Mean distance of the reviewer's probability from the pool of everybody else's on the same claim.
    pub distance: Statistic,
    /// Over how many claims that is.
    pub compared: usize,
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
    let mut open = 0;
    let mut rows: HashMap<&ReviewerId, Vec<Own<'_>>> = HashMap::new();
    for claim in claims.iter().filter(|report| report.claim.is_open()) {
        open += 1;
        for (at, row) in claim.ratings.iter().enumerate() {
            let own = rows.entry(&row.review.reviewer).or_default();
            own.push(Own { claim, row, at });
        }
    }
    let roster: Vec<&Reviewer> = inputs.snapshot.reviewers.values().collect();
    roster
        .into_par_iter()
        .map(|reviewer| {
            let own = rows.get(&reviewer.id).map_or(&[][..], Vec::as_slice);
            one(reviewer, own, open)
        })
        .collect()
}

/// `all` are the reviewer's rows of the `open` claims.
fn one(reviewer: &Reviewer, all: &[Own<'_>], open: usize) -> ReviewerReport {
    let own = || {
        let rows = all.iter().map(|own| own.row);
        rows.filter(|row| row.state != ReviewState::Withdrawn)
    };
    let current = own().filter(|row| !row.stale).count();
    let errors: Vec<f64> = all.iter().filter_map(Own::squared_error).collect();
    let distances: Vec<f64> = all.iter().filter_map(Own::distance).collect();
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
        coverage: (open > 0).then(|| current as f64 / open as f64),
        settled: errors.len(),
        verified: own()
            .filter(|row| row.signature.state.is_verified())
            .count(),
        brier: mean(&errors, "no settled claim was rated"),
        compared: distances.len(),
        distance: mean(&distances, "no claim was rated together with somebody else"),
    }
}

/// One reviewer's row of one claim.
struct Own<'r> {
    claim: &'r ClaimReport,
    row: &'r RatingRow,
    /// The row's place among the claim's.
    at: usize,
}

impl Own<'_> {
    fn squared_error(&self) -> Option<f64> {
        let outcome = self.claim.resolution.as_ref()?.outcome;
        let best = self.row.best().filter(|_| self.row.counts())?;
        Some((best - outcome) * (best - outcome))
    }

    /// How far the reviewer stands from the pool of the others.
    fn distance(&self) -> Option<f64> {
        let others = &self.claim.confidence.as_ref()?.without;
        let best = self.row.best().filter(|_| self.row.counts())?;
        let before = self.claim.ratings.iter().take(self.at);
        let place = before.filter(|row| row.counts()).count();
        let pool = others.get(place)?.as_ref().ok()?;
        Some((best - pool).abs())
    }
}

fn mean(values: &[f64], without: &'static str) -> Statistic {
    if values.is_empty() {
        return Err(Undefined::because(without));
    }
    Ok(values.iter().sum::<f64>() / values.len() as f64)
}
