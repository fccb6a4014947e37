//! Agreement statistics as JSON.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::{
    report::AgreementReport,
    statistics::{Estimate, agreement::Bootstrap},
};

/// Agreement over the whole report, by the scale of the claims.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AgreementBlock {
    /// On the claims judged by probability; null without ratings.
    confidence: Option<ScaleBlock>,
    /// On the claims judged by levels; null without ratings.
    stance: Option<ScaleBlock>,
    /// How the intervals are drawn.
    bootstrap: BootstrapBlock,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ScaleBlock {
    /// Claims with ratings.
    claims: usize,
    /// Reviewers with ratings.
    reviewers: usize,
    /// Every statistic by name.
    #[serde(flatten)]
    statistics: BTreeMap<&'static str, EstimateBlock>,
    /// Pitfalls that these data show.
    warnings: Vec<WarningBlock>,
}

/// A statistic with its interval.
#[derive(Debug, Serialize, JsonSchema)]
struct EstimateBlock {
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    /// Why the value, or else its interval, is null.
    reason: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct WarningBlock {
    code: &'static str,
    message: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct BootstrapBlock {
    resamples: u32,
    seed: u64,
    coverage: f64,
}

pub(super) fn agreement(
    confidence: Option<&AgreementReport>,
    stance: Option<&AgreementReport>,
) -> AgreementBlock {
    let bootstrap = Bootstrap::default();
    AgreementBlock {
        confidence: confidence.map(scale),
        stance: stance.map(scale),
        bootstrap: BootstrapBlock {
            resamples: bootstrap.resamples,
            seed: bootstrap.seed,
            coverage: bootstrap.coverage,
        },
    }
}

fn scale(report: &AgreementReport) -> ScaleBlock {
    ScaleBlock {
        claims: report.claims,
        reviewers: report.reviewers,
        statistics: report
            .statistics
            .iter()
            .map(|(which, found)| (which.name(), estimate(found)))
            .collect(),
        warnings: report
            .warnings
            .iter()
            .map(|w| WarningBlock {
                code: w.code,
                message: w.message.clone(),
            })
            .collect(),
    }
}

fn estimate(found: &Estimate) -> EstimateBlock {
    EstimateBlock {
        value: found.value.as_ref().ok().copied(),
        low: found.interval.as_ref().ok().map(|interval| interval.low),
        high: found.interval.as_ref().ok().map(|interval| interval.high),
        reason: found.reason().map(str::to_owned),
    }
}
