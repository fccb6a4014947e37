//! Pools that weigh by what a reviewer changed between two rounds (aggreCAT's `ShiftingWAgg`).
//!
//! Reviewers who took part in one round only have no weight. Where nobody moved, the first two
//! rules weigh all alike, as aggreCAT does.

use super::panel::Panel;
use crate::analysis::statistics::rating::Rating;
use crate::analysis::statistics::{Statistic, Undefined, numeric};

/// A reviewer's ratings of the round before and of this one.
type Pair = (Rating, Rating);

fn pairs(panel: &Panel) -> Result<Vec<Pair>, Undefined> {
    let pairs: Vec<Pair> = panel
        .entries
        .iter()
        .filter_map(|entry| Some((entry.before?, entry.rating)))
        .collect();
    if pairs.is_empty() {
        return Err(Undefined::because("no reviewer rated in two rounds"));
    }
    Ok(pairs)
}

/// The weighted mean of the later estimates over those pairs that have a weight.
fn pool(weighted: &[(f64, Rating)]) -> Statistic {
    let pairs: Vec<(f64, f64)> = weighted
        .iter()
        .map(|(w, rating)| (*w, rating.best))
        .collect();
    numeric::weighted_mean(&pairs)
}

fn weigh(pairs: &[Pair], weight: impl Fn(&Pair) -> Option<f64>) -> Vec<(f64, Rating)> {
    pairs
        .iter()
        .filter_map(|pair| Some((weight(pair)?, pair.1)))
        .collect()
}

fn equal_if_all_zero(mut weighted: Vec<(f64, Rating)>) -> Vec<(f64, Rating)> {
    if weighted.iter().all(|(w, _)| *w == 0.0) {
        for (weight, _) in &mut weighted {
            *weight = 1.0;
        }
    }
    weighted
}

/// `ShiftWAgg`: `|Δbest| + (|Δlower| + |Δupper|)/2`.
pub(super) fn shift(panel: &Panel) -> Statistic {
    let weight = |(before, now): &Pair| {
        let ((l1, u1), (l2, u2)) = (before.bounds()?, now.bounds()?);
        Some((before.best - now.best).abs() + f64::midpoint((l1 - l2).abs(), (u1 - u2).abs()))
    };
    pool(&equal_if_all_zero(weigh(&pairs(panel)?, weight)))
}

/// `BestShiftWAgg`: the shift of the best estimate relative to the largest shift that was possible
/// in its direction.
pub(super) fn best_shift(panel: &Panel) -> Statistic {
    let weight = |(before, now): &Pair| {
        let (b1, b2) = (before.best, now.best);
        let shift = (b1 - b2).abs();
        let room = if b2 < b1 { b1 } else { 1.0 - b1 };
        Some(if shift > 0.0 { shift / room } else { 0.0 })
    };
    pool(&equal_if_all_zero(weigh(&pairs(panel)?, weight)))
}

/// `IntShiftWAgg`: `1/(width − width before + 1)`, more the more an interval narrowed.
fn interval_shift((before, now): &Pair) -> Option<f64> {
    Some(1.0 / (now.width()? - before.width()? + 1.0))
}

/// `DistShiftWAgg`: `1 − (distance from certainty − distance before)`.
fn distance_shift((before, now): &Pair) -> f64 {
    let distance = |rating: &Rating| rating.best.min(1.0 - rating.best);
    1.0 - (distance(now) - distance(before))
}

/// aggreCAT's `IntShiftWAgg`.
pub(super) fn int_shift(panel: &Panel) -> Statistic {
    pool(&weigh(&pairs(panel)?, interval_shift))
}

/// aggreCAT's `DistShiftWAgg`.
pub(super) fn dist_shift(panel: &Panel) -> Statistic {
    pool(&weigh(&pairs(panel)?, |pair| Some(distance_shift(pair))))
}

/// aggreCAT's `DistIntShiftWAgg`: the product of the two weights above.
pub(super) fn dist_int_shift(panel: &Panel) -> Statistic {
    pool(&weigh(&pairs(panel)?, |pair| {
        Some(interval_shift(pair)? * distance_shift(pair))
    }))
}
