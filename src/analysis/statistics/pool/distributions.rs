//! Pools of distributions: each reviewer's interval becomes a distribution, the pool is the median
//! of their average (Hanea et al. 2021, `DistribArMean` and `TriDistribArMean`).

use super::panel::Panel;
use crate::analysis::statistics::{Statistic, Undefined};

/// A reviewer's lower bound, best estimate and upper bound, in order.
type Points = [f64; 3];

fn points(panel: &Panel) -> Vec<Points> {
    let ordered = panel.entries.iter().filter_map(|entry| {
        let (lower, upper) = entry.rating.bounds()?;
        Some([
            lower.min(entry.rating.best),
            entry.rating.best,
            upper.max(entry.rating.best),
        ])
    });
    ordered.collect()
}

/// The median of the average of piecewise uniform distributions: 5% of the mass below the lower
/// bound, 45% on each side of the best estimate, 5% above the upper bound, all within 0..1.
pub(super) fn distrib_ar_mean(panel: &Panel) -> Statistic {
    let points = points(panel);
    let knots = knots(&points, &[0.0, 1.0]);
    let average = |x: f64, side: Side| {
        points
            .iter()
            .map(|p| uniform_pieces(*p, x, side))
            .sum::<f64>()
            / points.len() as f64
    };
    median_of(&knots, average, |a, b, below, above| {
        a + (b - a) * (0.5 - below) / (above - below)
    })
}

/// The median of the average of triangular distributions from lower to upper bound with their mode
/// at the best estimate. Where the average rests at ½, the middle of the rest.
pub(super) fn tri_distrib_ar_mean(panel: &Panel) -> Statistic {
    let points = points(panel);
    let knots = knots(&points, &[]);
    let average = |x: f64, side: Side| {
        points.iter().map(|p| triangle(*p, x, side)).sum::<f64>() / points.len() as f64
    };
    let between = |a: f64, b: f64, _: f64, _: f64| bisect(a, b, |x| average(x, Side::Right));
    let first = median_of(&knots, average, between)?;
    Ok(middle_of_rest(first, &knots, |x| average(x, Side::Left)))
}

/// Sums of shares are off by less. Where an average of triangles comes to ½ it comes to rest, and so
/// flatly that rounding in its last digit would move the median by 10⁻⁸.
const ROUNDING: f64 = 1e-14;

/// From which side a distribution with jumps is looked at.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Left,
    Right,
}

fn knots(points: &[Points], more: &[f64]) -> Vec<f64> {
    let mut knots: Vec<f64> = points.iter().flatten().chain(more).copied().collect();
    knots.sort_by(f64::total_cmp);
    knots.dedup();
    knots
}

/// The first x at which `average` reaches ½, given the knots between which it is smooth.
fn median_of(
    knots: &[f64],
    average: impl Fn(f64, Side) -> f64,
    between: impl Fn(f64, f64, f64, f64) -> f64,
) -> Statistic {
    for (index, knot) in knots.iter().enumerate() {
        if average(*knot, Side::Right) >= 0.5 {
            return Ok(*knot);
        }
        let Some(next) = knots.get(index + 1) else {
            break;
        };
        let (below, above) = (average(*knot, Side::Right), average(*next, Side::Left));
        if (above - 0.5).abs() <= ROUNDING {
            return Ok(*next);
        }
        if above >= 0.5 {
            return Ok(between(*knot, *next, below, above));
        }
    }
    Err(Undefined::because("no rating has both bounds"))
}

/// Halves an interval on which `f` rises through ½ until it cannot be halved.
fn bisect(mut low: f64, mut high: f64, f: impl Fn(f64) -> f64) -> f64 {
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return high;
        }
        if f(middle) < 0.5 {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// If the average stays at ½ from `start` up to a later knot, the middle between them.
fn middle_of_rest(start: f64, knots: &[f64], left_limit: impl Fn(f64) -> f64) -> f64 {
    let at_rest = |knot: &&f64| **knot > start && (left_limit(**knot) - 0.5).abs() < 1e-12;
    knots
        .iter()
        .rev()
        .find(at_rest)
        .map_or(start, |end| f64::midpoint(start, *end))
}

fn uniform_pieces([lower, best, upper]: Points, x: f64, side: Side) -> f64 {
    let passed = |knot: f64| x > knot || (side == Side::Right && x >= knot);
    let piece = |from: f64, to: f64, base: f64, mass: f64| {
        if to > from {
            base + mass * (x - from) / (to - from)
        } else {
            base
        }
    };
    if passed(1.0) {
        1.0
    } else if passed(upper) {
        piece(upper, 1.0, 0.95, 0.05)
    } else if passed(best) {
        piece(best, upper, 0.5, 0.45)
    } else if passed(lower) {
        piece(lower, best, 0.05, 0.45)
    } else if passed(0.0) {
        piece(0.0, lower, 0.0, 0.05)
    } else {
        0.0
    }
}

fn triangle([lower, best, upper]: Points, x: f64, side: Side) -> f64 {
    let passed = |knot: f64| x > knot || (side == Side::Right && x >= knot);
    if passed(upper) {
        1.0
    } else if passed(best) {
        if upper > best {
            1.0 - (upper - x) * (upper - x) / ((upper - lower) * (upper - best))
        } else {
            1.0
        }
    } else if passed(lower) && best > lower {
        (x - lower) * (x - lower) / ((upper - lower) * (best - lower))
    } else {
        0.0
    }
}
