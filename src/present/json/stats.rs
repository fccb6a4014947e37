//! The statistics of a table as JSON, schema `obelus-stats/1`.
//!
//! Every statistic is an object with `value` and `reason`: where there is no value it is `null`, and
//! the reason says why.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::analysis::{
    statistics::{
        Estimate, Interval, Statistic, Undefined,
        agreement::{Agreement, Warning},
        dispersion::Dispersion,
        scoring::Bin,
        verdict::Judgement,
    },
    table::{ClaimSummary, ReviewerScore, ScoreSummary, StanceSummary, TableSummary},
};
use crate::model::rating_table::LevelSource;

/// The name and version of this format.
pub const SCHEMA: &str = "obelus-stats/1";

/// A map that keeps the order in which the statistics are published.
#[derive(Debug)]
struct InOrder<T>(Vec<(&'static str, T)>);

impl<T: Serialize> Serialize for InOrder<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// The statistics of a table of ratings.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StatsDocument {
    /// `obelus-stats/1`
    schema: &'static str,
    /// The parameters that were in force.
    options: OptionsBlock,
    /// How many claims there are.
    claim_count: usize,
    /// How many reviewers there are.
    reviewer_count: usize,
    /// Every claim by name.
    claims: BTreeMap<String, ClaimBlock>,
    /// Agreement over all claims.
    agreement: AgreementBlock,
    /// Scores where outcomes are known.
    scores: ScoresBlock,
    /// What these ratings do to the numbers.
    warnings: Vec<WarningBlock>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct OptionsBlock {
    /// The pool that stands for a claim, is left out one by one, and is scored.
    pool: &'static str,
    /// The parameters of the pools.
    #[schemars(with = "BTreeMap<String, f64>")]
    pool_options: InOrder<f64>,
    /// The verdict rule.
    rule: &'static str,
    /// Fewer ratings than this make no verdict.
    min_reviews: usize,
    /// The levels of stances, from the lowest to the highest.
    levels: Vec<String>,
    /// Whether the levels were declared or inferred from the ratings.
    levels_declared: bool,
    /// The quantile rule.
    quantiles: &'static str,
    /// How intervals are drawn.
    bootstrap: BootstrapBlock,
}

#[derive(Debug, Serialize, JsonSchema)]
struct BootstrapBlock {
    resamples: u32,
    seed: u64,
    coverage: f64,
    least_claims: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
struct StatisticBlock {
    /// The number; null where it is undefined.
    value: Option<f64>,
    /// Why it is undefined.
    reason: Option<String>,
}

/// A measure of agreement, with an interval where one is drawn for it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
enum MeasureBlock {
    Estimated(EstimateBlock),
    Plain(StatisticBlock),
}

#[derive(Debug, Serialize, JsonSchema)]
struct EstimateBlock {
    /// The number; null where it is undefined.
    value: Option<f64>,
    /// The lower end of its interval.
    low: Option<f64>,
    /// The upper end of its interval.
    high: Option<f64>,
    /// Why the number, or else its interval, is undefined.
    reason: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct RangeBlock {
    low: Option<f64>,
    high: Option<f64>,
    reason: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CountBlock {
    value: Option<usize>,
    reason: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ClaimBlock {
    n: usize,
    missing: usize,
    bounded: usize,
    clipped: usize,
    #[schemars(with = "BTreeMap<String, StatisticBlock>")]
    pools: InOrder<StatisticBlock>,
    leave_one_out: RangeBlock,
    #[schemars(with = "BTreeMap<String, StatisticBlock>")]
    dispersion: InOrder<StatisticBlock>,
    #[serde(flatten)]
    judgement: JudgementBlock,
    stance: Option<StanceBlock>,
    outcome: Option<f64>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JudgementBlock {
    verdict: &'static str,
    provisional: bool,
    /// How many ratings are in each third of the scale: low, middle, high.
    thirds: [usize; 3],
    /// How many stand outside the third of the median.
    minority: usize,
    /// The least number of reviewers whose changed ratings give another verdict.
    flips: CountBlock,
    verdict_reason: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct StanceBlock {
    n: usize,
    counts: Vec<usize>,
    #[schemars(with = "BTreeMap<String, StatisticBlock>")]
    dispersion: InOrder<StatisticBlock>,
    #[serde(flatten)]
    judgement: JudgementBlock,
}

#[derive(Debug, Serialize, JsonSchema)]
struct AgreementBlock {
    #[schemars(with = "BTreeMap<String, MeasureBlock>")]
    best: InOrder<MeasureBlock>,
    #[schemars(with = "BTreeMap<String, MeasureBlock>")]
    stance: InOrder<MeasureBlock>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ScoresBlock {
    /// How many claims have an outcome and a pool.
    n: usize,
    base_rate: StatisticBlock,
    #[serde(flatten)]
    #[schemars(with = "BTreeMap<String, StatisticBlock>")]
    scores: InOrder<StatisticBlock>,
    /// The Brier score of every pool.
    #[schemars(with = "BTreeMap<String, ScoredBlock>")]
    pools: InOrder<ScoredBlock>,
    /// The reliability diagram.
    diagram: DiagramBlock,
    reviewers: BTreeMap<String, ReviewerBlock>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ScoredBlock {
    n: usize,
    brier: StatisticBlock,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ReviewerBlock {
    n: usize,
    brier: StatisticBlock,
    log_loss: StatisticBlock,
}

#[derive(Debug, Serialize, JsonSchema)]
struct DiagramBlock {
    bins: Option<Vec<BinBlock>>,
    reason: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct BinBlock {
    from: f64,
    to: f64,
    n: usize,
    forecast: f64,
    outcome: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct WarningBlock {
    code: &'static str,
    message: String,
}

/// The document for a table.
pub fn json(summary: &TableSummary) -> StatsDocument {
    let agreement = |measures: &[(Agreement, Estimate)]| {
        InOrder(
            measures
                .iter()
                .map(|(agreement, value)| (agreement.name(), measure(*agreement, value)))
                .collect(),
        )
    };
    StatsDocument {
        schema: SCHEMA,
        options: options(summary),
        claim_count: summary.claims.len(),
        reviewer_count: summary.reviewers,
        claims: summary
            .claims
            .iter()
            .map(|(name, summary)| (name.clone(), claim(summary)))
            .collect(),
        agreement: AgreementBlock {
            best: agreement(&summary.best),
            stance: agreement(&summary.stance),
        },
        scores: scores(&summary.scores),
        warnings: summary.warnings.iter().map(warning).collect(),
    }
}

fn options(summary: &TableSummary) -> OptionsBlock {
    let rules = &summary.rules;
    let (levels, source) = &summary.levels;
    OptionsBlock {
        pool: rules.pool.name(),
        pool_options: InOrder(rules.pools.entries().to_vec()),
        rule: rules.rule.name(),
        min_reviews: rules.min_reviews,
        levels: levels.clone(),
        levels_declared: *source == LevelSource::Declared,
        quantiles: "type 7",
        bootstrap: BootstrapBlock {
            resamples: rules.bootstrap.resamples,
            seed: rules.bootstrap.seed,
            coverage: rules.bootstrap.coverage,
            least_claims: rules.bootstrap.least_units,
        },
    }
}

/// JSON knows −0; people need not.
fn plain(value: f64) -> f64 {
    value + 0.0
}

fn why<T>(result: &Result<T, Undefined>) -> Option<String> {
    result.as_ref().err().map(|why| why.reason().to_owned())
}

fn statistic(value: &Statistic) -> StatisticBlock {
    StatisticBlock {
        value: value.as_ref().ok().copied().map(plain),
        reason: why(value),
    }
}

fn measure(measure: Agreement, estimate: &Estimate) -> MeasureBlock {
    if !measure.has_interval() {
        return MeasureBlock::Plain(statistic(&estimate.value));
    }
    let end = |end: fn(&Interval) -> f64| estimate.interval.as_ref().ok().map(end).map(plain);
    MeasureBlock::Estimated(EstimateBlock {
        value: estimate.value.as_ref().ok().copied().map(plain),
        low: end(|interval| interval.low),
        high: end(|interval| interval.high),
        reason: estimate.reason().map(str::to_owned),
    })
}

fn claim(summary: &ClaimSummary) -> ClaimBlock {
    let range = &summary.leave_one_out;
    ClaimBlock {
        n: summary.n,
        missing: summary.missing,
        bounded: summary.bounded,
        clipped: summary.clipped,
        pools: InOrder(
            summary
                .pools
                .iter()
                .map(|(pool, value)| (pool.name(), statistic(value)))
                .collect(),
        ),
        leave_one_out: RangeBlock {
            low: range.as_ref().ok().map(|range| plain(range.low)),
            high: range.as_ref().ok().map(|range| plain(range.high)),
            reason: why(range),
        },
        dispersion: spreads(&summary.dispersion),
        judgement: judgement(&summary.judgement),
        stance: summary.stance.as_ref().map(stance),
        outcome: summary.outcome,
    }
}

fn spreads(spreads: &[(Dispersion, Statistic)]) -> InOrder<StatisticBlock> {
    InOrder(
        spreads
            .iter()
            .map(|(spread, value)| (spread.name(), statistic(value)))
            .collect(),
    )
}

fn judgement(judgement: &Judgement) -> JudgementBlock {
    JudgementBlock {
        verdict: judgement.verdict.name(),
        provisional: judgement.provisional,
        thirds: judgement.thirds,
        minority: judgement.minority,
        flips: CountBlock {
            value: judgement.flips.as_ref().ok().copied(),
            reason: why(&judgement.flips),
        },
        verdict_reason: judgement.reason.clone(),
    }
}

fn stance(summary: &StanceSummary) -> StanceBlock {
    StanceBlock {
        n: summary.n,
        counts: summary.counts.clone(),
        dispersion: spreads(&summary.dispersion),
        judgement: judgement(&summary.judgement),
    }
}

fn scores(summary: &ScoreSummary) -> ScoresBlock {
    let reviewer = |score: &ReviewerScore| ReviewerBlock {
        n: score.n,
        brier: statistic(&score.brier),
        log_loss: statistic(&score.log_loss),
    };
    let pools = summary.pools.iter();
    ScoresBlock {
        n: summary.n,
        base_rate: statistic(&summary.base_rate),
        scores: InOrder(
            summary
                .scores
                .iter()
                .map(|(score, value)| (score.name(), statistic(value)))
                .collect(),
        ),
        pools: InOrder(
            pools
                .map(|(pool, n, brier)| {
                    (
                        pool.name(),
                        ScoredBlock {
                            n: *n,
                            brier: statistic(brier),
                        },
                    )
                })
                .collect(),
        ),
        diagram: DiagramBlock {
            bins: summary
                .diagram
                .as_ref()
                .ok()
                .map(|bins| bins.iter().map(bin).collect()),
            reason: why(&summary.diagram),
        },
        reviewers: summary
            .reviewers
            .iter()
            .map(|(name, score)| (name.clone(), reviewer(score)))
            .collect(),
    }
}

fn bin(bin: &Bin) -> BinBlock {
    BinBlock {
        from: bin.from,
        to: bin.to,
        n: bin.n,
        forecast: plain(bin.forecast),
        outcome: plain(bin.outcome),
    }
}

fn warning(warning: &Warning) -> WarningBlock {
    WarningBlock {
        code: warning.code,
        message: warning.message.clone(),
    }
}
