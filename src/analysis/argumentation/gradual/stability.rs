//! Whether the dynamics return to a fixed point after the slightest push.

use super::component::Component;

/// How the dynamics behave around a fixed point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stability {
    /// Every small push dies away.
    Attracting,
    /// Some push neither grows nor dies, as far as can be told.
    Neutral,
    /// Some push grows: no trajectory settles here but by coincidence.
    Repelling,
}

/// How long a push is followed, and how much of the end is compared.
const HORIZON: f64 = 800.0;
const WINDOW: f64 = 200.0;

/// Growth rates nearer to nothing than this are called neutral.
const NEUTRAL: f64 = 1e-3;

/// No more work than this, in edges and nodes evaluated.
const MOST_WORK: f64 = 4e8;

/// Judges the fixed point `x`.
///
/// If evaluation contracts around `x`, it attracts. Otherwise a push in an
/// arbitrary but fixed direction follows the linearised dynamics
/// dv/dt = (J − I)·v for a long time: its rate of growth tends to the largest
/// real part among the eigenvalues of J − I.
pub(super) fn judge(component: &Component, x: &[f64]) -> Stability {
    let contraction = component.local_contraction(x);
    if contraction < 1.0 {
        return Stability::Attracting;
    }
    let step = 2.0 / (1.0 + contraction);
    let work = HORIZON * 8.0 * component.cost() as f64 / step;
    let patience = (MOST_WORK / work).min(1.0);
    let rate = growth(component, x, step, patience);
    // The shorter the push is followed, the rougher the rate.
    let neutral = NEUTRAL / patience;
    if rate > neutral {
        Stability::Repelling
    } else if rate < -neutral {
        Stability::Attracting
    } else {
        Stability::Neutral
    }
}

/// The rate at which a push grows between the last two windows; `patience` is the
/// share of the horizon to follow it for.
fn growth(component: &Component, x: &[f64], step: f64, patience: f64) -> f64 {
    let (horizon, window) = (HORIZON * patience, WINDOW * patience);
    let mut push = Push::new(component, x);
    let (mut time, mut size) = (0.0, 0.0);
    let (mut early, mut late) = (Mean::default(), Mean::default());
    while time < horizon {
        size += push.advance(step);
        time += step;
        if time > horizon - window {
            late.add(size);
        } else if time > horizon - 2.0 * window {
            early.add(size);
        }
    }
    (late.value() - early.value()) / window
}

/// A direction carried along the linearised dynamics by the classical
/// Runge-Kutta method, kept at length one.
struct Push<'a> {
    component: &'a Component,
    x: &'a [f64],
    v: Vec<f64>,
    scratch: [Vec<f64>; 3],
}

impl<'a> Push<'a> {
    fn new(component: &'a Component, x: &'a [f64]) -> Self {
        let n = x.len();
        let v = arbitrary_direction(n);
        let scratch = std::array::from_fn(|_| vec![0.0; n]);
        Self {
            component,
            x,
            v,
            scratch,
        }
    }

    /// One step; returns the logarithm of the growth of the length.
    fn advance(&mut self, step: f64) -> f64 {
        let start = self.v.clone();
        let mut end = self.v.clone();
        for (reach, weight) in [(0.5, 1.0), (0.5, 2.0), (1.0, 2.0), (0.0, 1.0)] {
            let slope = self.slope();
            for node in 0..start.len() {
                end[node] += step * weight / 6.0 * slope[node];
                self.v[node] = start[node] + step * reach * slope[node];
            }
        }
        self.v = end;
        normalise(&mut self.v).ln()
    }

    /// (J − I)·v by a central difference along v.
    fn slope(&mut self) -> Vec<f64> {
        let width = 1e-6;
        let [moved, above, below] = &mut self.scratch;
        let mut shift = |sign: f64, out: &mut Vec<f64>| {
            for ((moved, x), v) in moved.iter_mut().zip(self.x).zip(&self.v) {
                *moved = x + sign * width * v;
            }
            self.component.apply(moved, out);
        };
        shift(1.0, above);
        shift(-1.0, below);
        let slopes = above.iter().zip(below.iter()).zip(&self.v);
        slopes
            .map(|((a, b), v)| (a - b) / (2.0 * width) - v)
            .collect()
    }
}

/// A direction of length one that shares no symmetry with the graph.
pub(super) fn arbitrary_direction(n: usize) -> Vec<f64> {
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 40) as f64 / (1_u64 << 24) as f64 - 0.5
    };
    let mut v: Vec<f64> = (0..n).map(|_| next()).collect();
    normalise(&mut v);
    v
}

/// Scales to length one in the largest coordinate; returns the old length.
fn normalise(v: &mut [f64]) -> f64 {
    let length = v.iter().fold(1e-300, |max: f64, v| max.max(v.abs()));
    for v in v.iter_mut() {
        *v /= length;
    }
    length
}

#[derive(Default)]
struct Mean {
    sum: f64,
    n: u32,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.n += 1;
    }

    fn value(&self) -> f64 {
        self.sum / f64::from(self.n.max(1))
    }
}
