//! What the ratings of a table do to its numbers.

use std::collections::BTreeMap;

use super::TableRules;
use super::claim::ClaimSummary;
use super::columns::Columns;
use crate::analysis::statistics::agreement::{Matrix, Warning, warnings};
use crate::analysis::statistics::pool::Pool;

/// A pool and a median farther apart than this are named.
const GAP: f64 = 0.10;

/// Every pitfall that the table runs into: of pools first, then of agreement, best before stance.
pub(super) fn all(
    columns: &Columns<'_>,
    claims: &BTreeMap<String, ClaimSummary>,
    best: &Matrix,
    stance: &Matrix,
    rules: &TableRules,
) -> Vec<Warning> {
    let own = [
        clipped(claims, rules),
        gaps(claims, rules),
        small_panels(claims),
        zero_widths(columns),
        orphaned_bounds(columns),
    ];
    let mut all: Vec<Warning> = own.into_iter().flatten().collect();
    for (name, matrix) in [("best", best), ("stance", stance)] {
        all.extend(warnings(matrix).into_iter().map(|warning| Warning {
            code: warning.code,
            message: format!("{name}: {}", warning.message),
        }));
    }
    all
}

fn warning(count: usize, code: &'static str, message: String) -> Option<Warning> {
    (count > 0).then_some(Warning { code, message })
}

/// Ratings at or near 0 and 1 explode on the log-odds scale.
fn clipped(claims: &BTreeMap<String, ClaimSummary>, rules: &TableRules) -> Option<Warning> {
    let count: usize = claims.values().map(|claim| claim.clipped).sum();
    let clip = rules.pools.clip;
    warning(
        count,
        "ratings-clipped",
        format!(
            "{count} of the estimates lie outside {clip}..{} and are moved to that range before log-odds and probits.",
            1.0 - clip
        ),
    )
}

/// A pool far from its median hangs on a few ratings.
fn gaps(claims: &BTreeMap<String, ClaimSummary>, rules: &TableRules) -> Option<Warning> {
    let value = |claim: &ClaimSummary, pool: Pool| {
        claim
            .pool(pool)
            .and_then(|value| value.as_ref().ok())
            .copied()
    };
    let apart = |claim: &ClaimSummary| {
        let (pooled, median) = (value(claim, rules.pool)?, value(claim, Pool::Median)?);
        Some((pooled - median).abs() > GAP)
    };
    let named: Vec<&str> = claims
        .iter()
        .filter(|(_, claim)| apart(claim) == Some(true))
        .map(|(name, _)| name.as_str())
        .collect();
    warning(
        named.len(),
        "pool-median-gap",
        format!(
            "Pool and median are more than {GAP:.2} apart, so a few ratings weigh much: {}.",
            named.join(", ")
        ),
    )
}

/// Quartiles of small panels jump.
fn small_panels(claims: &BTreeMap<String, ClaimSummary>) -> Option<Warning> {
    let count = claims
        .values()
        .filter(|claim| (1..5).contains(&claim.n))
        .count();
    warning(
        count,
        "small-panels",
        format!(
            "{count} of {} claims have fewer than five ratings: quartiles and the disagreement index depend strongly on the size of a panel.",
            claims.len()
        ),
    )
}

/// An interval of no width claims certainty, and weighs as such in aggreCAT's rules.
fn zero_widths(columns: &Columns<'_>) -> Option<Warning> {
    let count = columns
        .rows()
        .filter(|row| matches!((row.lower, row.upper), (Some(l), Some(u)) if u <= l))
        .count();
    warning(
        count,
        "zero-width-bounds",
        format!(
            "{count} intervals have no width. They own the rules that weigh by width, except interval_weighted, which floors it."
        ),
    )
}

/// Bounds say nothing without the estimate that they bound.
fn orphaned_bounds(columns: &Columns<'_>) -> Option<Warning> {
    let count = columns
        .rows()
        .filter(|row| row.best.is_none() && (row.lower.is_some() || row.upper.is_some()))
        .count();
    warning(
        count,
        "bounds-without-estimate",
        format!("{count} lines have bounds and no best estimate; their bounds are left out."),
    )
}
