//! The probabilities of one claim, pooled and spread.

use crate::analysis::statistics::{
    Statistic, Undefined,
    dispersion::{Dispersion, Sample},
    pool::{Panel, Pool, PoolOptions},
};
use crate::model::rules::{ConsensusRules, WeightRule};

/// What a panel's probabilities come to.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfidenceSummary {
    /// How many ratings count.
    pub n: usize,
    /// The pool that the rules name.
    pub method: Pool,
    /// Its value.
    pub pooled: Statistic,
    /// Probabilities were moved into `clip ..= 1 − clip` before log-odds.
    pub clip: f64,
    /// How many ratings that moved.
    pub clipped: usize,
    /// Every pool by name, in the order of publication.
    pub pools: Vec<(Pool, Statistic)>,
    /// Every measure of spread by name, in the order of publication.
    pub dispersion: Vec<(Dispersion, Statistic)>,
    /// The least best estimate.
    pub min: Statistic,
    /// The greatest best estimate.
    pub max: Statistic,
    /// The least and the greatest pool when each reviewer in turn is left out.
    pub leave_one_out: Result<(f64, f64), Undefined>,
}

impl ConfidenceSummary {
    /// A measure of spread.
    pub fn dispersion(&self, which: Dispersion) -> Statistic {
        let found = self.dispersion.iter().find(|(name, _)| *name == which);
        found.map_or_else(
            || Err(Undefined::because("it was not computed")),
            |(_, value)| value.clone(),
        )
    }

    /// A pool.
    pub fn pool(&self, which: Pool) -> Statistic {
        let found = self.pools.iter().find(|(name, _)| *name == which);
        found.map_or_else(
            || Err(Undefined::because("it was not computed")),
            |(_, value)| value.clone(),
        )
    }
}

/// The options of the pools under a workspace's rules.
pub(super) fn options(rules: &ConsensusRules) -> PoolOptions {
    PoolOptions {
        clip: rules.clip,
        ..PoolOptions::default()
    }
}

/// `weighed` are the weights and best estimates of the same ratings in order of their reviewers, for
/// the pool in force where reviews weigh differently.
pub(super) fn summary(
    panel: &Panel,
    weighed: &[(f64, f64)],
    rules: &ConsensusRules,
) -> ConfidenceSummary {
    let options = options(rules);
    let method = Pool::from_name(&rules.pool).unwrap_or(Pool::GeometricMeanOfOdds);
    let bests = panel.bests();
    let sample = Sample::probabilities(&bests);
    let outside = |best: &&f64| **best < options.clip || **best > 1.0 - options.clip;
    let edge = |pick: fn(f64, f64) -> f64| {
        bests
            .iter()
            .copied()
            .reduce(pick)
            .ok_or_else(|| Undefined::because("there are no ratings"))
    };
    ConfidenceSummary {
        n: bests.len(),
        method,
        pooled: match rules.weights {
            WeightRule::Equal => method.of(panel, &options),
            WeightRule::Expertise => method.of_weighted(weighed, &options),
        },
        clip: options.clip,
        clipped: bests.iter().filter(outside).count(),
        pools: Pool::ALL
            .iter()
            .map(|pool| (*pool, pool.of(panel, &options)))
            .collect(),
        dispersion: Dispersion::ALL
            .iter()
            .map(|measure| (*measure, measure.of(&sample)))
            .collect(),
        min: edge(f64::min),
        max: edge(f64::max),
        leave_one_out: leave_one_out(bests.len(), |left_out| match rules.weights {
            WeightRule::Equal => method.of(&panel.without(left_out), &options),
            WeightRule::Expertise => {
                let mut others = weighed.to_vec();
                if left_out < others.len() {
                    others.remove(left_out);
                }
                method.of_weighted(&others, &options)
            }
        }),
    }
}

/// `without` is the pool of `n` ratings without the one of that number.
fn leave_one_out(n: usize, without: impl Fn(usize) -> Statistic) -> Result<(f64, f64), Undefined> {
    if n < 2 {
        return Err(Undefined::because("fewer than two ratings"));
    }
    let mut range = (f64::INFINITY, f64::NEG_INFINITY);
    for left_out in 0..n {
        let value = without(left_out)?;
        range = (range.0.min(value), range.1.max(value));
    }
    Ok(range)
}
