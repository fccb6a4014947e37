//! The last stretch of a large component: short plain steps, one evaluation each.

use super::component::{Component, distance};
use super::settle::ARRIVED;
use super::stability::arbitrary_direction;

/// Rounds before the trajectory had better be followed further.
const MOST_ROUNDS: usize = 1000;

/// Follows the dynamics from the slow state `start` by Euler's method until they
/// have arrived; `None` if they speed up, stray further than `near` from the
/// start, or take too many rounds.
///
/// Steps are as long as the method's stability allows around `start`. So near
/// to rest the steps' own error no longer matters: what counts is that the state
/// is drawn in, not on which path.
pub(super) fn coast(component: &Component, start: &[f64], near: f64) -> Option<Vec<f64>> {
    let step = (1.8 / (1.0 + component.local_contraction(start))).min(1.0);
    let mut x = start.to_vec();
    let mut image = vec![0.0; x.len()];
    let mut slowest = f64::INFINITY;
    for _ in 0..MOST_ROUNDS {
        let speed = component.residual(&x, &mut image);
        if speed <= ARRIVED {
            return (distance(start, &x) <= near).then_some(x);
        }
        if speed > 10.0 * slowest {
            return None;
        }
        slowest = slowest.min(speed);
        for (x, image) in x.iter_mut().zip(&image) {
            *x += step * (image - *x);
        }
    }
    None
}

/// Whether the dynamics lead back to the resting point `x` after a small push in
/// an arbitrary direction.
///
/// Where Euler's method returns, the dynamics do: its region of stability is part
/// of theirs.
pub(super) fn returns(component: &Component, x: &[f64]) -> bool {
    let size = 1e-6;
    let push = arbitrary_direction(x.len());
    let pushed: Vec<f64> = x.iter().zip(push).map(|(x, v)| x + size * v).collect();
    let end = coast(component, &pushed, NEAR_ENOUGH);
    end.is_some_and(|end| distance(&end, x) < SAME)
}

/// Wherever a push of 1e-6 leads on its way back.
const NEAR_ENOUGH: f64 = 1e-3;

/// Two arrivals at the same point differ by less.
const SAME: f64 = 1e-9;
