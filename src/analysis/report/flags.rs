//! What a reader of a claim should notice.

use super::ClaimReport;
use crate::analysis::statistics::dispersion::Dispersion;

/// Pool and median further apart than this tell different stories.
const GAP: f64 = 0.10;
/// Argued strength and pooled confidence further apart than this do.
const ARGUED_GAP: f64 = 0.25;

/// A remark with a stable code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// The code.
    pub code: &'static str,
    /// The remark.
    pub message: String,
}

pub(super) fn flags(report: &ClaimReport) -> Vec<Flag> {
    [
        gap(report),
        clipped(report),
        argued(report),
        sensitive(report),
        stale(report),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn flag(code: &'static str, message: String) -> Flag {
    Flag { code, message }
}

fn gap(report: &ClaimReport) -> Option<Flag> {
    let summary = report.confidence.as_ref()?;
    let (pooled, median) = (
        summary.pooled.as_ref().ok()?,
        summary.dispersion(Dispersion::Median).ok()?,
    );
    if (pooled - median).abs() <= GAP {
        return None;
    }
    Some(flag(
        "pool-median-gap",
        format!(
            "pool {pooled:.2} and median {median:.2} lie more than 0.10 apart: the ratings are lopsided"
        ),
    ))
}

fn clipped(report: &ClaimReport) -> Option<Flag> {
    let summary = report
        .confidence
        .as_ref()
        .filter(|summary| summary.clipped > 0)?;
    let ratings = if summary.clipped == 1 {
        "rating was"
    } else {
        "ratings were"
    };
    Some(flag(
        "clipped",
        format!(
            "{} {ratings} clipped to {} from the ends",
            summary.clipped, summary.clip
        ),
    ))
}

fn argued(report: &ClaimReport) -> Option<Flag> {
    let pooled = report.confidence.as_ref()?.pooled.as_ref().ok()?;
    let strength = report
        .debate
        .strength
        .filter(|_| report.arguments.iter().any(|row| row.result.is_some()))?;
    if (pooled - strength).abs() <= ARGUED_GAP {
        return None;
    }
    Some(flag(
        "argument-gap",
        format!("the ratings pool to {pooled:.2}, the arguments alone would give {strength:.2}"),
    ))
}

fn sensitive(report: &ClaimReport) -> Option<Flag> {
    let sensitive = report.debate.method_sensitive == Some(true);
    sensitive.then_some(())?;
    Some(flag(
        "method-sensitive",
        "quadratic energy and DF-QuAD put the claim on different sides of its base".to_owned(),
    ))
}

fn stale(report: &ClaimReport) -> Option<Flag> {
    let stale = report.tally.stale;
    if stale == 0 {
        return None;
    }
    let noun = if stale == 1 {
        "review judges"
    } else {
        "reviews judge"
    };
    let message = format!("{stale} {noun} an older edition");
    Some(flag("stale-reviews", message))
}
