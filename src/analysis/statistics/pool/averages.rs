//! Pools that look at best estimates alone.

use super::PoolOptions;
use crate::analysis::statistics::{Statistic, Undefined, numeric, special};

/// The median.
pub(super) fn median(bests: &[f64]) -> Statistic {
    numeric::median(&numeric::sorted(bests))
}

/// The geometric mean of probabilities; 0 as soon as one of them is.
pub(super) fn geometric_mean(bests: &[f64]) -> Statistic {
    if bests.contains(&0.0) {
        return Ok(0.0);
    }
    let logs: Vec<f64> = bests.iter().map(|b| b.ln()).collect();
    numeric::mean(&logs).map(f64::exp)
}

/// The mean log-odds after clipping.
fn mean_logit(bests: &[f64], options: &PoolOptions) -> Statistic {
    let logits: Vec<f64> = bests
        .iter()
        .map(|b| numeric::logit(numeric::clip(*b, options.clip)))
        .collect();
    numeric::mean(&logits)
}

/// The geometric mean of odds, as a probability: `logistic(mean(logit(b)))`.
pub(super) fn geometric_mean_of_odds(bests: &[f64], options: &PoolOptions) -> Statistic {
    mean_logit(bests, options).map(numeric::logistic)
}

/// The mean without the `⌊f·n⌋` least and the `⌊f·n⌋` greatest estimates.
pub(super) fn trimmed_mean(bests: &[f64], options: &PoolOptions) -> Statistic {
    let ascending = numeric::sorted(bests);
    // The hair keeps 0.29 · 100 from falling to 28.999….
    let dropped = numeric::floor_index(options.trim * ascending.len() as f64 + 1e-9);
    let kept = ascending
        .get(dropped..ascending.len() - dropped)
        .unwrap_or(&[]);
    numeric::mean(kept)
}

/// The geometric mean of odds pushed away from ½: `logistic(a · mean(logit(b)))`.
pub(super) fn extremised(bests: &[f64], options: &PoolOptions) -> Statistic {
    mean_logit(bests, options).map(|x| numeric::logistic(options.a * x))
}

/// Extremised by a factor that depends on the number of estimates alone:
/// `n(√(3n² − 3n + 1) − 2)/(n² − n − 1)`, 1 for a single estimate, towards √3 for many
/// (Neyman & Roughgarden 2021).
pub(super) fn extremised_neyman(bests: &[f64], options: &PoolOptions) -> Statistic {
    let n = bests.len() as f64;
    let factor = n * ((3.0 * n * n - 3.0 * n + 1.0).sqrt() - 2.0) / (n * n - n - 1.0);
    mean_logit(bests, options).map(|x| numeric::logistic(factor * x))
}

/// The mean passed through the distribution function of Beta(6, 6), aggreCAT's `BetaArMean`.
pub(super) fn beta_transformed_mean(bests: &[f64], options: &PoolOptions) -> Statistic {
    numeric::mean(bests).map(|x| special::beta_cdf(x, options.beta_alpha, options.beta_beta))
}

/// The mean on the probit scale, after clipping: `Φ(mean(Φ⁻¹(b)))`.
pub(super) fn probit_mean(bests: &[f64], options: &PoolOptions) -> Statistic {
    let probits: Vec<f64> = bests
        .iter()
        .map(|b| special::normal_quantile(numeric::clip(*b, options.clip)))
        .collect();
    numeric::mean(&probits).map(special::normal_cdf)
}

/// The mean of the bounds that were given, lower or upper.
pub(super) fn mean_bound(bounds: &[f64]) -> Statistic {
    numeric::mean(bounds).map_err(|_| Undefined::because("no reviewer gave this bound"))
}
