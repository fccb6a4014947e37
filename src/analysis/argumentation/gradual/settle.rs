//! The limit of one cyclic component, or the admission that there is none.

use super::coast::{coast, returns};
use super::component::{Component, distance};
use super::stability::{Stability, judge};
use super::trajectory::Trajectory;
use super::{Semantics, Unsettled, newton};

/// A state moving no faster than this has arrived.
pub(super) const ARRIVED: f64 = 1e-13;

/// Good enough for a component too large for Newton's method.
const NEARLY: f64 = 1e-12;

/// Rounds of plain iteration before something better is tried.
const MOST_ROUNDS: usize = 5000;

/// Below this speed a solution of f(x) = x is looked for nearby.
const SLOW: f64 = 1e-3;

/// Nothing that still moves faster than [`SLOW`] by this time will settle.
const LONGEST: f64 = 3000.0;

/// No more work than this, in edges and nodes evaluated, but at least
/// [`FEWEST_EVALUATIONS`] of the whole component.
const MOST_WORK: usize = 400_000_000;
const FEWEST_EVALUATIONS: usize = 3000;

/// The strengths the component settles at.
///
/// 1. If evaluation is a contraction, or under the h-categorizer (whose
///    iteration always converges; Amgoud et al., IJCAI 2017), iterating finds
///    the one limit.
/// 2. Otherwise the continuous dynamics run from the base scores (Potyka,
///    KR 2018). What they come to rest at counts only if the slightest push
///    does not drive them away again: a value that holds by coincidence of
///    equal numbers is no value.
pub(super) fn settle(component: &Component) -> Result<Vec<f64>, Unsettled> {
    let contraction = component.contraction();
    let certain = contraction < 1.0 || component.semantics == Semantics::HCategorizer;
    if certain && let Some(limit) = iterate(component, contraction) {
        return Ok(limit);
    }
    follow(component)
}

/// Repeated evaluation from the bases, until further rounds cannot move any
/// coordinate by more than about 1e-13.
///
/// Near a contraction of 1 the rounds are many and rounding may keep the state
/// swinging around the limit; Newton's method then finishes, its solution being
/// the only one there is.
fn iterate(component: &Component, contraction: f64) -> Option<Vec<f64>> {
    let mut x = component.bases.clone();
    let mut image = vec![0.0; x.len()];
    let enough = (ARRIVED * (1.0 - contraction)).max(1e-15);
    for _ in 0..MOST_ROUNDS {
        let moved = component.residual(&x, &mut image);
        std::mem::swap(&mut x, &mut image);
        if moved <= enough {
            return Some(x);
        }
    }
    if component.len() <= newton::LARGEST {
        return newton::solve(component, &x);
    }
    (component.residual(&x, &mut image) <= NEARLY).then_some(image)
}

fn follow(component: &Component) -> Result<Vec<f64>, Unsettled> {
    let most = (MOST_WORK / component.cost().max(1)).max(FEWEST_EVALUATIONS);
    let mut trajectory = Trajectory::start(component);
    let mut guess = Guess::default();
    let coarsest = coarsest_tolerance(component);
    while trajectory.speed() > ARRIVED {
        if trajectory.evaluations > most {
            return Err(Unsettled::StillMoving);
        }
        if trajectory.speed() > SLOW {
            if trajectory.time > LONGEST {
                return Err(Unsettled::StillMoving);
            }
        } else if let Some(limit) = guess.confirmed(component, &trajectory) {
            return Ok(limit);
        }
        let tolerance = (trajectory.speed() * 1e-4).clamp(1e-15, coarsest);
        trajectory.advance(tolerance);
    }
    arrived(component, trajectory.x)
}

/// The largest error allowed in a step. The formulas have kinks where attack and
/// support balance; among very many nodes some are always crossing one, and a
/// strict tolerance would hold all the others up for their sake.
fn coarsest_tolerance(component: &Component) -> f64 {
    if component.len() > newton::LARGEST {
        1e-5
    } else {
        1e-8
    }
}

fn arrived(component: &Component, x: Vec<f64>) -> Result<Vec<f64>, Unsettled> {
    match judge(component, &x) {
        Stability::Repelling => Err(Unsettled::Repelling),
        Stability::Neutral => Ok(x),
        Stability::Attracting => Ok(polished(component, x)),
    }
}

/// The exact solution beside `x`, where Newton's method finds it.
fn polished(component: &Component, x: Vec<f64>) -> Vec<f64> {
    if component.len() > newton::LARGEST {
        return x;
    }
    let exact = newton::solve(component, &x);
    exact.filter(|exact| newton::same(exact, &x)).unwrap_or(x)
}

/// A solution near a slow trajectory, watched until the trajectory has clearly
/// come nearer to it: what saves waiting for the last digits.
#[derive(Default)]
struct Guess {
    solution: Option<Solution>,
    next: f64,
}

struct Solution {
    x: Vec<f64>,
    stability: Stability,
    first_distance: f64,
}

impl Guess {
    fn confirmed(&mut self, component: &Component, now: &Trajectory) -> Option<Vec<f64>> {
        if now.time < self.next {
            return None;
        }
        if component.len() > newton::LARGEST {
            self.next = now.time * 1.5 + 1.0;
            let found = coast(component, &now.x, NEAR)?;
            return returns(component, &found).then_some(found);
        }
        self.next = now.time * 1.05 + 1.0;
        let found = newton::solve(component, &now.x)?;
        let far = distance(&found, &now.x);
        let known = self.solution.as_ref();
        if let Some(known) = known.filter(|known| newton::same(&known.x, &found)) {
            let nearer = far < NEAR && far < known.nearer() * known.first_distance;
            return nearer.then_some(found);
        }
        self.solution = Some(Solution {
            stability: judge(component, &found),
            x: found,
            first_distance: far,
        });
        None
    }
}

impl Solution {
    /// To what share of its first distance a trajectory must have closed in: an
    /// attracting point needs little more evidence, a neutral one much, and a
    /// repelling one is never credited.
    fn nearer(&self) -> f64 {
        match self.stability {
            Stability::Attracting => 0.9,
            Stability::Neutral => 0.1,
            Stability::Repelling => 0.0,
        }
    }
}

/// How near a trajectory must have come to a solution to be credited with it.
const NEAR: f64 = 1e-2;
