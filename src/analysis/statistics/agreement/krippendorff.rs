//! Krippendorff's alpha (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability").
//!
//! `α = 1 − Do/De`. A unit with m ratings contributes its ordered pairs with weight 1/(m − 1); units
//! with a single rating drop out, nothing else does. The ordinal metric is the squared difference of
//! midranks taken from the marginals, which is why it is recomputed in every resample.

use std::ops::Range;

use super::matrix::{Matrix, Unit};
use super::resample::Resampled;
use crate::analysis::statistics::Undefined;

/// Beyond this many distinct values the ratio metric, which knows no shortcut, is not resampled.
const MOST_VALUES_FOR_RATIO: usize = 512;

/// The level of measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Metric {
    Nominal,
    Ordinal,
    Interval,
    Ratio,
}

/// Alpha over the pairable units of a matrix.
pub(super) struct Alpha<'a> {
    metric: Metric,
    values: &'a [f64],
    units: Vec<Pairs>,
    /// What the units hold, one behind the other: resamples run over it thousands of times.
    cells: Vec<Cell>,
    span: f64,
}

/// A category of a unit, and how many ratings of the unit are in it.
#[derive(Clone, Copy)]
struct Cell {
    category: u32,
    count: u32,
}

/// One pairable unit.
struct Pairs {
    /// Where its cells begin and end.
    cells: Range<usize>,
    m: f64,
    /// `Σ δ²/(m − 1)` over ordered pairs; unused where the metric depends on the marginals.
    disagreement: f64,
}

impl<'a> Alpha<'a> {
    /// Prepares alpha.
    ///
    /// # Errors
    /// With fewer than two pairable units, or values that the metric does not take.
    pub(super) fn new(matrix: &'a Matrix, metric: Metric) -> Result<Self, Undefined> {
        let values = matrix.values();
        if metric == Metric::Ratio && values.iter().any(|value| *value < 0.0) {
            return Err(Undefined::because(
                "the ratio metric takes no negative values",
            ));
        }
        let mut cells = Vec::new();
        let units: Vec<Pairs> = matrix
            .pairable()
            .map(|unit| Pairs::new(unit, values, metric, &mut cells))
            .collect();
        if units.len() < 2 {
            return Err(Undefined::because(
                "alpha needs at least two claims with two ratings or more",
            ));
        }
        Ok(Self {
            metric,
            values,
            units,
            cells,
            span: matrix.span(),
        })
    }

    /// Whether resampling is affordable.
    pub(super) fn can_resample(&self) -> Result<(), Undefined> {
        if self.metric == Metric::Ratio && self.values.len() > MOST_VALUES_FOR_RATIO {
            return Err(Undefined::because(
                "there are too many distinct values to resample the ratio metric",
            ));
        }
        Ok(())
    }

    /// How often each category occurs.
    fn totals(&self, times: &[u32]) -> Vec<f64> {
        let mut totals = vec![0_u32; self.values.len()];
        for (unit, times) in self
            .units
            .iter()
            .zip(times)
            .filter(|(_, times)| **times > 0)
        {
            for cell in self.cells_of(unit) {
                if let Some(total) = totals.get_mut(cell.category as usize) {
                    *total += cell.count * times;
                }
            }
        }
        totals.into_iter().map(f64::from).collect()
    }

    fn cells_of(&self, unit: &Pairs) -> &[Cell] {
        self.cells.get(unit.cells.clone()).unwrap_or_default()
    }

    /// `Σ n_c·n_k·δ²` over ordered pairs of ratings, whoever gave them.
    fn expected(&self, totals: &[f64], midranks: &[f64]) -> f64 {
        match self.metric {
            Metric::Nominal => {
                let n: f64 = totals.iter().sum();
                n * n - totals.iter().map(|t| t * t).sum::<f64>()
            }
            Metric::Ordinal => spread(totals, midranks),
            Metric::Interval => spread(totals, &centred(self.values)),
            Metric::Ratio => {
                let pair = |(i, n): (usize, &f64)| {
                    let others = totals.iter().zip(self.values).take(i);
                    others
                        .map(|(k, value)| n * k * delta(self.metric, *value, self.value(i)))
                        .sum::<f64>()
                };
                2.0 * totals
                    .iter()
                    .enumerate()
                    .filter(|(_, n)| **n > 0.0)
                    .map(pair)
                    .sum::<f64>()
            }
        }
    }

    fn value(&self, category: usize) -> f64 {
        self.values.get(category).copied().unwrap_or(0.0)
    }

    /// `Σ δ²/(m − 1)` over ordered pairs within units.
    fn observed_disagreement(&self, times: &[u32], midranks: &[f64]) -> f64 {
        let drawn = self
            .units
            .iter()
            .zip(times)
            .filter(|(_, times)| **times > 0);
        drawn
            .map(|(unit, times)| f64::from(*times) * self.disagreement(unit, midranks))
            .sum()
    }

    fn disagreement(&self, unit: &Pairs, midranks: &[f64]) -> f64 {
        if self.metric != Metric::Ordinal {
            return unit.disagreement;
        }
        let (mut first, mut second) = (0.0, 0.0);
        for cell in self.cells_of(unit) {
            let rank = midranks.get(cell.category as usize);
            let rank = rank.copied().unwrap_or(0.0);
            first += f64::from(cell.count) * rank;
            second += f64::from(cell.count) * rank * rank;
        }
        2.0 * (unit.m * second - first * first) / (unit.m - 1.0)
    }
}

impl Resampled for Alpha<'_> {
    fn units(&self) -> usize {
        self.units.len()
    }

    fn value(&self, times: &[u32]) -> Option<f64> {
        let totals = self.totals(times);
        if totals.iter().filter(|total| **total > 0.0).count() < 2 {
            return None;
        }
        let midranks = if self.metric == Metric::Ordinal {
            midranks(&totals)
        } else {
            Vec::new()
        };
        let n: f64 = totals.iter().sum();
        let expected = self.expected(&totals, &midranks);
        // Values that differ by rounding alone do not differ.
        let negligible = 1e-12
            * if self.metric == Metric::Interval {
                n * self.span * self.span
            } else {
                1.0
            };
        (expected > negligible)
            .then(|| 1.0 - (n - 1.0) * self.observed_disagreement(times, &midranks) / expected)
    }
}

impl Pairs {
    /// Adds the unit's cells to those of the others.
    fn new(unit: &Unit, values: &[f64], metric: Metric, cells: &mut Vec<Cell>) -> Self {
        let m = unit.len() as f64;
        let value = |category: usize| values.get(category).copied().unwrap_or(0.0);
        let mut disagreement = 0.0;
        for (i, (a, n)) in unit.counts.iter().enumerate() {
            for (b, k) in unit.counts.iter().take(i) {
                disagreement += 2.0 * f64::from(n * k) * delta(metric, value(*a), value(*b));
            }
        }
        let start = cells.len();
        let cell = |(category, count): &(usize, u32)| {
            let category = u32::try_from(*category).ok()?;
            Some(Cell {
                category,
                count: *count,
            })
        };
        cells.extend(unit.counts.iter().filter_map(cell));
        Self {
            cells: start..cells.len(),
            m,
            disagreement: disagreement / (m - 1.0),
        }
    }
}

/// The squared difference of two distinct values under a metric.
fn delta(metric: Metric, a: f64, b: f64) -> f64 {
    match metric {
        Metric::Nominal => 1.0,
        Metric::Ordinal => 0.0,
        Metric::Interval => (a - b) * (a - b),
        Metric::Ratio if a + b == 0.0 => 0.0,
        Metric::Ratio => (a - b) / (a + b) * ((a - b) / (a + b)),
    }
}

/// `Σ_{c,k} n_c·n_k·(x_c − x_k)²` over ordered pairs, by moments.
fn spread(totals: &[f64], places: &[f64]) -> f64 {
    let n: f64 = totals.iter().sum();
    let first: f64 = totals.iter().zip(places).map(|(t, x)| t * x).sum();
    let second: f64 = totals.iter().zip(places).map(|(t, x)| t * x * x).sum();
    2.0 * (n * second - first * first)
}

/// Values moved around 0, so that their moments do not cancel.
fn centred(values: &[f64]) -> Vec<f64> {
    let centre = values.iter().sum::<f64>() / values.len().max(1) as f64;
    values.iter().map(|value| value - centre).collect()
}

/// `Σ_{g<c} n_g + n_c/2`: between two categories these differ by the ordinal metric's root.
fn midranks(totals: &[f64]) -> Vec<f64> {
    let mut below = 0.0;
    let rank = |total: &f64| {
        let rank = below + total / 2.0;
        below += total;
        rank
    };
    totals.iter().map(rank).collect()
}
