//! How much two categories agree: 1 for the same, less the farther apart.

use super::matrix::Matrix;

/// The shape of a weight matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// 1 or 0.
    Identity,
    /// `1 − |a − b|/range` of the categories' values.
    Linear,
    /// `1 − (a − b)²/range²` of the categories' values.
    Quadratic,
    /// `1 − C(|i − j| + 1, 2)/C(q, 2)` of the categories' ranks (Gwet 2014).
    Ordinal,
}

/// A symmetric matrix of agreement weights.
#[derive(Debug, Clone)]
pub(super) struct Weights {
    shape: Shape,
    values: Vec<f64>,
    span: f64,
}

impl Weights {
    /// The weights of a matrix's categories.
    pub(super) fn new(matrix: &Matrix, shape: Shape) -> Self {
        Self {
            shape,
            values: matrix.values().to_vec(),
            span: matrix.span(),
        }
    }

    /// The weight of two categories.
    pub(super) fn of(&self, a: usize, b: usize) -> f64 {
        if a == b {
            return 1.0;
        }
        let distance = || {
            let value = |category: usize| self.values.get(category).copied().unwrap_or(0.0);
            (value(a) - value(b)).abs() / self.span
        };
        match self.shape {
            Shape::Identity => 0.0,
            Shape::Linear => 1.0 - distance(),
            Shape::Quadratic => 1.0 - distance() * distance(),
            Shape::Ordinal => 1.0 - pairs(a.abs_diff(b) + 1) / pairs(self.values.len()),
        }
    }

    /// The sum of all weights.
    pub(super) fn total(&self) -> f64 {
        self.quadratic_form(&vec![1.0; self.values.len()])
    }

    /// `Σ w·x·y` over all pairs of categories.
    pub(super) fn quadratic_form(&self, x: &[f64]) -> f64 {
        self.bilinear_form(x, x)
    }

    /// `Σ w(a, b)·x(a)·y(b)` over all pairs of categories.
    pub(super) fn bilinear_form(&self, x: &[f64], y: &[f64]) -> f64 {
        if self.shape == Shape::Identity {
            return x.iter().zip(y).map(|(x, y)| x * y).sum();
        }
        let row = |(a, x): (usize, &f64)| {
            y.iter()
                .enumerate()
                .map(|(b, y)| self.of(a, b) * x * y)
                .sum::<f64>()
        };
        x.iter()
            .enumerate()
            .filter(|(_, x)| **x != 0.0)
            .map(row)
            .sum()
    }
}

/// `C(n, 2)`.
fn pairs(n: usize) -> f64 {
    (n * n.saturating_sub(1)) as f64 / 2.0
}
