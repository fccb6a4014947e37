//! How pools and reviewers did on the claims whose outcome is known.

use std::collections::BTreeMap;

use super::claim::ClaimSummary;
use super::columns::Columns;
use crate::analysis::statistics::pool::Pool;
use crate::analysis::statistics::scoring::{self, Bin, Forecast, Score};
use crate::analysis::statistics::{Statistic, Undefined};

/// Fewer settled claims than this make no reliability diagram.
const LEAST_FOR_DIAGRAM: usize = 10;

/// The scores of a table.
#[derive(Debug, Clone)]
pub struct ScoreSummary {
    /// How many claims have an outcome and the scored pool.
    pub n: usize,
    /// The mean outcome of those claims.
    pub base_rate: Statistic,
    /// The scores of the table's pool, in the order of [`Score::ALL`].
    pub scores: Vec<(Score, Statistic)>,
    /// The Brier score of every pool with the number of claims it was defined for.
    pub pools: Vec<(Pool, usize, Statistic)>,
    /// The reliability diagram of the table's pool in ten bins, or why there is none.
    pub diagram: Result<Vec<Bin>, Undefined>,
    /// Every reviewer by name.
    pub reviewers: BTreeMap<String, ReviewerScore>,
}

/// How one reviewer did.
#[derive(Debug, Clone)]
pub struct ReviewerScore {
    /// How many claims with an outcome the reviewer rated.
    pub n: usize,
    /// The reviewer's Brier score.
    pub brier: Statistic,
    /// The reviewer's logarithmic score, of ratings as they were given.
    pub log_loss: Statistic,
}

/// Scores a table; `pool` is the one that stands for its claims.
pub(super) fn summarise(
    columns: &Columns<'_>,
    claims: &BTreeMap<String, ClaimSummary>,
    pool: Pool,
) -> ScoreSummary {
    let forecasts = forecasts(claims, pool);
    let brier = |pool: &Pool| {
        let forecasts = self::forecasts(claims, *pool);
        (*pool, forecasts.len(), Score::Brier.of(&forecasts))
    };
    ScoreSummary {
        n: forecasts.len(),
        base_rate: scoring::base_rate(&forecasts),
        scores: Score::ALL
            .iter()
            .map(|score| (*score, score.of(&forecasts)))
            .collect(),
        pools: Pool::ALL.iter().map(brier).collect(),
        diagram: diagram(&forecasts),
        reviewers: reviewers(columns, claims),
    }
}

fn forecasts(claims: &BTreeMap<String, ClaimSummary>, pool: Pool) -> Vec<Forecast> {
    let forecast = |claim: &ClaimSummary| {
        let probability = claim.pool(pool)?.as_ref().ok()?;
        Some(Forecast {
            probability: *probability,
            outcome: claim.outcome?,
        })
    };
    claims.values().filter_map(forecast).collect()
}

fn diagram(forecasts: &[Forecast]) -> Result<Vec<Bin>, Undefined> {
    if forecasts.len() < LEAST_FOR_DIAGRAM {
        return Err(Undefined::because(format!(
            "a reliability diagram needs at least {LEAST_FOR_DIAGRAM} claims with an outcome, and there are {}",
            forecasts.len()
        )));
    }
    Ok(scoring::diagram(forecasts, 10))
}

fn reviewers(
    columns: &Columns<'_>,
    claims: &BTreeMap<String, ClaimSummary>,
) -> BTreeMap<String, ReviewerScore> {
    let mut given: BTreeMap<String, Vec<Forecast>> = BTreeMap::new();
    for row in columns.rows() {
        let outcome = claims.get(&row.claim).and_then(|claim| claim.outcome);
        if let (Some(probability), Some(outcome)) = (row.best, outcome) {
            given
                .entry(row.reviewer.clone())
                .or_default()
                .push(Forecast {
                    probability,
                    outcome,
                });
        }
    }
    let score = |forecasts: Vec<Forecast>| ReviewerScore {
        n: forecasts.len(),
        brier: Score::Brier.of(&forecasts),
        log_loss: Score::LogLoss.of(&forecasts),
    };
    given
        .into_iter()
        .map(|(name, forecasts)| (name, score(forecasts)))
        .collect()
}
