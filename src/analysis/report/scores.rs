//! How well forecasts fared on the claims that the world has settled.

use super::{ClaimReport, confidence};
use crate::analysis::statistics::{
    Statistic, Undefined,
    pool::Pool,
    scoring::{Bin, Forecast, Score, base_rate, diagram},
};
use crate::model::{
    id::{ClaimId, ReviewerId},
    rules::ConsensusRules,
};

/// Bins of the reliability diagram.
const BINS: usize = 10;
/// With fewer settled claims a diagram would show noise.
const ENOUGH: usize = 10;

/// Scores over the settled claims that were judged by probability.
#[derive(Debug, Clone)]
pub struct Scores {
    /// The settled claims with their outcome and the pool's probability, in order of the ids.
    pub settled: Vec<(ClaimId, Forecast)>,
    /// Mean outcome: the forecast of somebody who knows nothing else.
    pub base_rate: Statistic,
    /// What always forecasting the base rate would score.
    pub base_rate_brier: Statistic,
    /// The pool in force.
    pub pool: ScoreRow,
    /// Every pooling method, in the order of publication.
    pub methods: Vec<(Pool, ScoreRow)>,
    /// Every reviewer who rated a settled claim, in order of the ids.
    pub reviewers: Vec<(ReviewerId, ScoreRow)>,
    /// Forecasts against outcomes, from ten settled claims up.
    pub diagram: Result<Vec<Bin>, Undefined>,
}

/// The scores of one forecaster.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreRow {
    /// How many settled claims were forecast.
    pub n: usize,
    /// Every score, in the order of publication.
    pub scores: Vec<(Score, Statistic)>,
}

impl ScoreRow {
    fn of(forecasts: &[Forecast]) -> Self {
        Self {
            n: forecasts.len(),
            scores: Score::ALL
                .iter()
                .map(|score| (*score, score.of(forecasts)))
                .collect(),
        }
    }

    /// One of the scores.
    pub fn get(&self, which: Score) -> Statistic {
        let found = self.scores.iter().find(|(score, _)| *score == which);
        found.map_or_else(
            || Err(Undefined::because("it was not computed")),
            |(_, value)| value.clone(),
        )
    }
}

/// The scores of a report; none where nothing is settled.
pub(super) fn scores(claims: &[&ClaimReport], rules: &ConsensusRules) -> Option<Scores> {
    let settled: Vec<(&ClaimReport, f64)> = claims
        .iter()
        .filter_map(|claim| Some((*claim, claim.resolution.as_ref()?.outcome)))
        .filter(|(claim, _)| {
            claim
                .confidence
                .as_ref()
                .is_some_and(|summary| summary.n > 0)
        })
        .collect();
    if settled.is_empty() {
        return None;
    }
    let by_pool =
        |pool: Pool| forecasts(&settled, |claim| claim.confidence.as_ref()?.pool(pool).ok());
    let in_force = Pool::from_name(&rules.pool).unwrap_or(Pool::GeometricMeanOfOdds);
    debug_assert!(
        settled
            .iter()
            .all(|(c, _)| c.confidence.as_ref().is_some_and(|s| s.method == in_force))
    );
    let pooled = forecasts(&settled, |claim| {
        claim.confidence.as_ref()?.pooled.clone().ok()
    });
    let rate = base_rate(&pooled);
    let ids = settled.iter().map(|(claim, _)| claim.claim.id.clone());
    debug_assert_eq!(
        confidence::options(rules).clip.to_bits(),
        rules.clip.to_bits()
    );
    Some(Scores {
        base_rate_brier: rate.clone().and_then(|rate| constant(&pooled, rate)),
        base_rate: rate,
        pool: ScoreRow::of(&pooled),
        methods: Pool::ALL
            .iter()
            .map(|pool| (*pool, ScoreRow::of(&by_pool(*pool))))
            .collect(),
        reviewers: reviewers(&settled),
        diagram: if pooled.len() < ENOUGH {
            Err(Undefined::because(format!(
                "{} of the {ENOUGH} settled claims that a diagram needs",
                pooled.len()
            )))
        } else {
            Ok(diagram(&pooled, BINS))
        },
        settled: ids.zip(pooled).collect(),
    })
}

fn constant(forecasts: &[Forecast], probability: f64) -> Statistic {
    let same: Vec<Forecast> = forecasts
        .iter()
        .map(|f| Forecast { probability, ..*f })
        .collect();
    Score::Brier.of(&same)
}

fn forecasts(
    settled: &[(&ClaimReport, f64)],
    probability: impl Fn(&ClaimReport) -> Option<f64>,
) -> Vec<Forecast> {
    let forecast = |(claim, outcome): &(&ClaimReport, f64)| {
        Some(Forecast {
            probability: probability(claim)?,
            outcome: *outcome,
        })
    };
    settled.iter().filter_map(forecast).collect()
}

fn reviewers(settled: &[(&ClaimReport, f64)]) -> Vec<(ReviewerId, ScoreRow)> {
    let mut ids: Vec<&ReviewerId> = settled
        .iter()
        .flat_map(|(claim, _)| {
            claim
                .ratings
                .iter()
                .filter(|row| row.counts())
                .map(|row| &row.review.reviewer)
        })
        .collect();
    ids.sort();
    ids.dedup();
    let own = |id: &ReviewerId| {
        forecasts(settled, |claim| {
            claim
                .ratings
                .iter()
                .find(|row| row.counts() && row.review.reviewer == *id)?
                .best()
        })
    };
    ids.into_iter()
        .map(|id| (id.clone(), ScoreRow::of(&own(id))))
        .collect()
}
