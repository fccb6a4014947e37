//! Scores on settled claims as JSON, schema `obelus-score/1` where they stand alone.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::{
    report::{Report, ScoreRow, Scores},
    statistics::Statistic,
};

/// The name and version of the document that holds scores alone.
pub const SCHEMA: &str = "obelus-score/1";

/// Scores as a document of their own.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScoreDocument {
    /// `obelus-score/1`
    schema: &'static str,
    /// Null where nothing is settled.
    scores: Option<ScoresBlock>,
}

/// How well forecasts fared on the settled claims.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ScoresBlock {
    settled: Vec<SettledBlock>,
    /// Mean outcome.
    base_rate: ValueBlock,
    /// Brier score of always forecasting the base rate.
    base_rate_brier: ValueBlock,
    /// The pool in force.
    pool: RowBlock,
    /// Every pooling method by name.
    methods: BTreeMap<&'static str, RowBlock>,
    /// Every reviewer who rated a settled claim, by id.
    reviewers: BTreeMap<String, RowBlock>,
    /// Forecasts against outcomes; null below ten settled claims.
    reliability_diagram: Option<Vec<BinBlock>>,
    reliability_diagram_reason: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct SettledBlock {
    claim: String,
    outcome: f64,
    pooled: f64,
}

/// A number, or the reason why there is none.
#[derive(Debug, Serialize, JsonSchema)]
struct ValueBlock {
    value: Option<f64>,
    reason: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct RowBlock {
    /// How many settled claims were forecast.
    n: usize,
    #[serde(flatten)]
    scores: BTreeMap<&'static str, ValueBlock>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct BinBlock {
    from: f64,
    to: f64,
    n: usize,
    /// Mean probability given.
    forecast: f64,
    /// Mean outcome.
    outcome: f64,
}

/// The scores of a report as a document.
pub fn json(report: &Report) -> ScoreDocument {
    ScoreDocument {
        schema: SCHEMA,
        scores: report.scores.as_ref().map(scores),
    }
}

pub(super) fn scores(scores: &Scores) -> ScoresBlock {
    let settled = scores.settled.iter().map(|(claim, forecast)| SettledBlock {
        claim: claim.to_string(),
        outcome: forecast.outcome,
        pooled: forecast.probability,
    });
    let bins = scores.diagram.as_ref().ok().map(|bins| {
        bins.iter()
            .map(|b| BinBlock {
                from: b.from,
                to: b.to,
                n: b.n,
                forecast: b.forecast,
                outcome: b.outcome,
            })
            .collect()
    });
    ScoresBlock {
        settled: settled.collect(),
        base_rate: value(&scores.base_rate),
        base_rate_brier: value(&scores.base_rate_brier),
        pool: row(&scores.pool),
        methods: scores
            .methods
            .iter()
            .map(|(pool, scored)| (pool.name(), row(scored)))
            .collect(),
        reviewers: scores
            .reviewers
            .iter()
            .map(|(id, scored)| (id.to_string(), row(scored)))
            .collect(),
        reliability_diagram: bins,
        reliability_diagram_reason: scores.diagram.as_ref().err().map(ToString::to_string),
    }
}

fn value(statistic: &Statistic) -> ValueBlock {
    ValueBlock {
        value: statistic.as_ref().ok().copied(),
        reason: statistic.as_ref().err().map(ToString::to_string),
    }
}

fn row(scored: &ScoreRow) -> RowBlock {
    RowBlock {
        n: scored.n,
        scores: scored
            .scores
            .iter()
            .map(|(score, found)| (score.name(), value(found)))
            .collect(),
    }
}
