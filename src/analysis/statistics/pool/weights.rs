//! Linear pools `Σ w̃·b` whose weights come from bounds, habits or distance.
//!
//! The definitions are those of Hanea et al. 2021 (PLOS ONE 16(9): e0256919) as the R package
//! aggreCAT 1.0.0 settles their corners: a width of 0 counts as machine epsilon, and where every
//! weight is 0 the reviewers weigh alike. Reviewers without the bounds a weight needs have none.

use super::PoolOptions;
use super::panel::{Entry, Panel};
use crate::analysis::statistics::{Statistic, Undefined, numeric};

const EPSILON: f64 = f64::EPSILON;

/// A weight for each entry, `None` where the entry has not what the weight is made of.
type Weights = Vec<Option<f64>>;

fn weights(panel: &Panel, weight: impl Fn(&Entry) -> Option<f64>) -> Weights {
    panel.entries.iter().map(weight).collect()
}

fn pool(panel: &Panel, weights: &[Option<f64>]) -> Statistic {
    let pairs: Vec<(f64, f64)> = weights
        .iter()
        .zip(&panel.entries)
        .filter_map(|(w, entry)| Some(((*w)?, entry.rating.best)))
        .collect();
    numeric::weighted_mean(&pairs)
}

/// Weights that are 0 but for rounding are 0, lest rounding alone decide the pool.
fn without_rounding(weight: f64) -> f64 {
    if weight < 1e-12 { 0.0 } else { weight }
}

/// Where every weight is 0, everyone who has one weighs 1.
fn equal_if_all_zero(weights: Weights) -> Weights {
    if weights.iter().flatten().all(|w| *w == 0.0) {
        return weights.iter().map(|w| w.map(|_| 1.0)).collect();
    }
    weights
}

/// Products need no normalising first: a constant factor leaves a weighted mean alone.
fn product(a: &[Option<f64>], b: &[Option<f64>]) -> Weights {
    a.iter().zip(b).map(|(a, b)| Some((*a)? * (*b)?)).collect()
}

fn or_epsilon(width: f64) -> f64 {
    if width == 0.0 { EPSILON } else { width }
}

/// Weight 1/(u − l), with the width floored so that a zero-width interval does not own the pool.
pub(super) fn interval_weighted(panel: &Panel, options: &PoolOptions) -> Statistic {
    let weight = |entry: &Entry| Some(1.0 / entry.rating.width()?.max(options.width_floor));
    pool(panel, &weights(panel, weight))
}

/// Narrow for this reviewer: the widest interval they gave over this one.
fn relative_width(panel: &Panel) -> Weights {
    weights(panel, |entry| {
        Some(or_epsilon(entry.profile.max_width?) / or_epsilon(entry.rating.width()?))
    })
}

/// Asymmetric: how far the estimate is from the middle of its interval, relative to its half-width.
fn asymmetry(panel: &Panel) -> Weights {
    equal_if_all_zero(weights(panel, |entry| {
        let (lower, upper) = entry.rating.bounds()?;
        let best = entry.rating.best;
        let width = or_epsilon(upper - lower);
        let near = if best >= width / 2.0 + lower {
            upper - best
        } else {
            best - lower
        };
        Some(without_rounding(1.0 - 2.0 * near / width))
    }))
}

/// Responsive: the variance of the reviewer's interval widths across claims.
fn width_variance(panel: &Panel) -> Weights {
    equal_if_all_zero(weights(panel, |entry| Some(entry.profile.width_variance)))
}

/// aggreCAT's `IndIntWAgg`.
pub(super) fn ind_int(panel: &Panel) -> Statistic {
    pool(panel, &relative_width(panel))
}

/// aggreCAT's `AsymWAgg`.
pub(super) fn asym(panel: &Panel) -> Statistic {
    pool(panel, &asymmetry(panel))
}

/// aggreCAT's `VarIndIntWAgg`.
pub(super) fn var_ind_int(panel: &Panel) -> Statistic {
    if panel
        .entries
        .iter()
        .all(|entry| entry.profile.max_width.is_none())
    {
        return Err(Undefined::because("no reviewer gave an interval"));
    }
    pool(panel, &width_variance(panel))
}

/// aggreCAT's `IndIntAsymWAgg`: narrow and asymmetric.
pub(super) fn ind_int_asym(panel: &Panel) -> Statistic {
    pool(panel, &product(&relative_width(panel), &asymmetry(panel)))
}

/// aggreCAT's `KitchSinkWAgg`: narrow, asymmetric and responsive.
pub(super) fn kitch_sink(panel: &Panel) -> Statistic {
    let shape = product(&relative_width(panel), &asymmetry(panel));
    pool(panel, &product(&shape, &width_variance(panel)))
}

/// aggreCAT's `DistLimitWAgg`: weight `max(b, 1 − b)`, more the nearer to certainty.
pub(super) fn dist_limit(panel: &Panel) -> Statistic {
    let weight = |entry: &Entry| Some(entry.rating.best.max(1.0 - entry.rating.best));
    pool(panel, &weights(panel, weight))
}

/// aggreCAT's `GranWAgg`: weight by the share of the reviewer's estimates finer than 0.05.
///
/// Rounding is kept out of "a multiple of 0.05"; aggreCAT's own guard misses 0.95.
pub(super) fn gran(panel: &Panel) -> Statistic {
    let weight = |entry: &Entry| Some(or_epsilon(entry.profile.granularity));
    pool(panel, &weights(panel, weight))
}

/// aggreCAT's `OutWAgg`: weight `1 − d/max d`, with d the squared distance from the claim's median.
pub(super) fn out(panel: &Panel) -> Statistic {
    let bests = panel.bests();
    let centre = numeric::median(&numeric::sorted(&bests))?;
    let distance = |best: f64| (centre - best) * (centre - best);
    let farthest = or_epsilon(bests.iter().map(|b| distance(*b)).fold(0.0, f64::max));
    let weight = |entry: &Entry| {
        Some(without_rounding(
            1.0 - distance(entry.rating.best) / farthest,
        ))
    };
    pool(panel, &equal_if_all_zero(weights(panel, weight)))
}
