//! Who stands outside the panel's opinion, and by which arguments.

use super::{ClaimReport, RatingRow};
use crate::analysis::statistics::{dispersion::Dispersion, numeric, scale::Cut};
use crate::model::{
    argument::{Side, Target},
    id::{ArgumentRef, ClaimId, ReviewerId},
};

/// One reviewer's dissent on one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Dissent {
    /// The claim.
    pub claim: ClaimId,
    /// The dissenter.
    pub reviewer: ReviewerId,
    /// The dissenter's probability, where the claim is judged by probability.
    pub best: Option<f64>,
    /// The dissenter's level, where it is judged by agreement.
    pub stance: Option<u32>,
    /// The panel's pooled probability.
    pub pooled: Option<f64>,
    /// The panel's median level.
    pub median: Option<f64>,
    /// How far the dissenter stands from the panel, on 0..=1: from the pool, or from the median level.
    pub distance: f64,
    /// The dissenter's live arguments about the claim on their own side, the unanswered and strongest first.
    pub arguments: Vec<ArgumentRef>,
    /// Those of them that nobody answers.
    pub unanswered: Vec<ArgumentRef>,
}

/// Everybody who stands outside the third that holds the median of a claim with a verdict, the
/// farthest first.
pub(super) fn dissent(claims: &[ClaimReport], levels: usize) -> Vec<Dissent> {
    let mut found: Vec<Dissent> = claims
        .iter()
        .filter(|report| {
            report.claim.is_open()
                && report.verdict.verdict
                    != crate::analysis::statistics::verdict::Verdict::Insufficient
        })
        .flat_map(|report| of_claim(report, levels))
        .collect();
    found.sort_by(|a, b| {
        b.distance
            .total_cmp(&a.distance)
            .then_with(|| (&a.claim, &a.reviewer).cmp(&(&b.claim, &b.reviewer)))
    });
    found
}

fn of_claim(report: &ClaimReport, levels: usize) -> Vec<Dissent> {
    let positions: Vec<f64> = report
        .ratings
        .iter()
        .filter(|r| r.counts())
        .filter_map(|r| r.position(levels))
        .collect();
    let Ok(median) = numeric::median(&numeric::sorted(&positions)) else {
        return Vec::new();
    };
    let held = Cut::THIRDS.third(median);
    let outside = |row: &&RatingRow| {
        row.counts()
            && row
                .position(levels)
                .is_some_and(|p| Cut::THIRDS.third(p) != held)
    };
    report
        .ratings
        .iter()
        .filter(outside)
        .filter_map(|row| one(report, row, median, levels))
        .collect()
}

fn one(report: &ClaimReport, row: &RatingRow, median: f64, levels: usize) -> Option<Dissent> {
    let position = row.position(levels)?;
    let pooled = report
        .confidence
        .as_ref()
        .and_then(|summary| summary.pooled.clone().ok());
    let side = if position < pooled.unwrap_or(median) {
        Side::Against
    } else {
        Side::For
    };
    let arguments = arguments(report, row, side);
    Some(Dissent {
        claim: report.claim.id.clone(),
        reviewer: row.review.reviewer.clone(),
        best: row.best(),
        stance: row.review.stance(),
        pooled,
        median: report
            .stance
            .as_ref()
            .and_then(|summary| summary.dispersion(Dispersion::Median).ok()),
        distance: (position - pooled.unwrap_or(median)).abs(),
        unanswered: arguments
            .iter()
            .filter(|(_, unanswered, _)| *unanswered)
            .map(|(id, ..)| id.clone())
            .collect(),
        arguments: arguments.into_iter().map(|(id, ..)| id).collect(),
    })
}

fn arguments(report: &ClaimReport, row: &RatingRow, side: Side) -> Vec<(ArgumentRef, bool, f64)> {
    let own = report.arguments.iter().filter(|a| {
        a.id.reviewer == row.review.reviewer
            && a.argument.stance == side
            && a.argument.target == Target::Claim
    });
    let mut found: Vec<_> = own
        .filter_map(|a| {
            let result = a.result.as_ref()?;
            let unanswered =
                result.position.unanswered_by.is_empty() && result.position.undecided_by.is_empty();
            Some((
                a.id.clone(),
                unanswered,
                result.strength.unwrap_or(result.base),
            ))
        })
        .collect();
    found.sort_by(|a, b| {
        b.1.cmp(&a.1)
            .then(b.2.total_cmp(&a.2))
            .then_with(|| a.0.cmp(&b.0))
    });
    found
}
