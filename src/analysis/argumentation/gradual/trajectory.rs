//! The continuous dynamics dx/dt = f(x) − x, from the base scores onwards.

use super::component::Component;

/// Dormand and Prince's fifth-order pair (J. Comput. Appl. Math. 6(1), 1980):
/// the weights of the stages, row by row; the last row is the step itself.
const STAGES: [&[f64]; 6] = [
    &[1.0 / 5.0],
    &[3.0 / 40.0, 9.0 / 40.0],
    &[44.0 / 45.0, -56.0 / 15.0, 32.0 / 9.0],
    &[
        19372.0 / 6561.0,
        -25360.0 / 2187.0,
        64448.0 / 6561.0,
        -212.0 / 729.0,
    ],
    &[
        9017.0 / 3168.0,
        -355.0 / 33.0,
        46732.0 / 5247.0,
        49.0 / 176.0,
        -5103.0 / 18656.0,
    ],
    &[
        35.0 / 384.0,
        0.0,
        500.0 / 1113.0,
        125.0 / 192.0,
        -2187.0 / 6784.0,
        11.0 / 84.0,
    ],
];

/// Fifth-order minus fourth-order weights: what the step may be wrong by.
const ERROR: [f64; 7] = [
    71.0 / 57600.0,
    0.0,
    -71.0 / 16695.0,
    71.0 / 1920.0,
    -17253.0 / 339_200.0,
    22.0 / 525.0,
    -1.0 / 40.0,
];

/// A point moving along the dynamics of one component, adaptively.
pub(super) struct Trajectory<'a> {
    component: &'a Component,
    /// The state reached.
    pub(super) x: Vec<f64>,
    /// The time reached, in units of the relaxation of a lone node.
    pub(super) time: f64,
    /// How many times the whole component has been evaluated.
    pub(super) evaluations: usize,
    step: f64,
    slopes: [Vec<f64>; 7],
}

impl<'a> Trajectory<'a> {
    /// Starts at the base scores.
    pub(super) fn start(component: &'a Component) -> Self {
        let n = component.len();
        let mut trajectory = Self {
            component,
            x: component.bases.clone(),
            time: 0.0,
            evaluations: 1,
            step: 0.1,
            slopes: std::array::from_fn(|_| vec![0.0; n]),
        };
        slope_at(component, &trajectory.x, &mut trajectory.slopes[0]);
        trajectory
    }

    /// How fast the state moves: the largest |f(x) − x|.
    pub(super) fn speed(&self) -> f64 {
        self.slopes[0].iter().fold(0.0, |max, s| s.abs().max(max))
    }

    /// Makes one step whose estimated error is at most `tolerance` in every
    /// coordinate.
    pub(super) fn advance(&mut self, tolerance: f64) {
        let mut moved = vec![0.0; self.x.len()];
        for _ in 0..MOST_TRIES {
            for (stage, weights) in STAGES.iter().enumerate() {
                self.displaced(weights, &mut moved);
                slope_at(self.component, &moved, &mut self.slopes[stage + 1]);
            }
            self.evaluations += STAGES.len();
            let error = self.error();
            let step = self.step;
            // The fourth root in place of the fifth: square roots are the same
            // on every machine.
            let root = (tolerance / error.max(1e-300)).sqrt().sqrt();
            let factor = (0.9 * root).clamp(0.2, 4.0);
            self.step = (step * factor).min(LONGEST_STEP);
            if error <= tolerance {
                self.time += step;
                break;
            }
        }
        self.x.copy_from_slice(&moved);
        self.slopes.swap(0, 6);
    }

    fn displaced(&self, weights: &[f64], moved: &mut [f64]) {
        for (node, value) in moved.iter_mut().enumerate() {
            let slopes = weights.iter().zip(&self.slopes);
            let mix: f64 = slopes.map(|(weight, slope)| weight * slope[node]).sum();
            *value = self.x[node] + self.step * mix;
        }
    }

    fn error(&self) -> f64 {
        let wrong = |node: usize| {
            let slopes = ERROR.iter().zip(&self.slopes);
            let mix: f64 = slopes.map(|(weight, slope)| weight * slope[node]).sum();
            (self.step * mix).abs()
        };
        (0..self.x.len()).map(wrong).fold(0.0, f64::max)
    }
}

/// After so many refusals the shortened step is taken as it is.
const MOST_TRIES: usize = 40;

/// Longer steps would only bounce off the method's limit of stability.
const LONGEST_STEP: f64 = 50.0;

fn slope_at(component: &Component, x: &[f64], slope: &mut [f64]) {
    component.apply(x, slope);
    for (slope, x) in slope.iter_mut().zip(x) {
        *slope -= x;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stages_are_consistent() {
        // Each row of a Runge-Kutta table sums to its node in time; the error
        // weights sum to nothing, for both orders integrate a constant exactly.
        for (row, node) in STAGES.iter().zip([0.2, 0.3, 0.8, 8.0 / 9.0, 1.0, 1.0]) {
            assert!((row.iter().sum::<f64>() - node).abs() < 1e-12);
        }
        assert!(ERROR.iter().sum::<f64>().abs() < 1e-12);
    }
}
