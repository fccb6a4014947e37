//! Chance-corrected agreement `(pa − pe)/(1 − pe)` over per-unit observed agreement.
//!
//! The generalisations to missing ratings are Gwet's (2014, Handbook of Inter-Rater Reliability,
//! 4th ed.): observed agreement over units with two ratings or more, category shares as the mean
//! over all rated units of the share within the unit.

use super::matrix::{Matrix, Unit};
use super::resample::Resampled;
use super::weights::Weights;
use crate::analysis::statistics::{Statistic, Undefined, numeric, statistic};

/// Reason for a coefficient whose chance agreement is 1.
const NO_CHANCE: &str = "agreement by chance is certain, because all ratings fall in one category";

/// Which agreement is expected by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chance {
    /// Gwet's AC: `Tw·Σ π(1 − π)/(q(q − 1))`.
    Gwet,
    /// Brennan & Prediger: `Tw/q²`.
    Uniform,
    /// Fleiss: `Σ w·π·π`.
    Fleiss,
}

/// A coefficient over the rated units of a matrix.
pub(super) struct ChanceCorrected {
    units: Vec<Observed>,
    weights: Weights,
    chance: Chance,
    q: usize,
}

struct Observed {
    /// Weighted agreement among the unit's pairs; `None` with a single rating.
    agreement: Option<f64>,
    /// The share of each category that occurs.
    shares: Vec<(usize, f64)>,
}

/// The weighted share of agreeing pairs of one unit: `Σ r(r* − 1)/(m(m − 1))`.
pub(super) fn unit_agreement(unit: &Unit, weights: &Weights) -> Option<f64> {
    if unit.len() < 2 {
        return None;
    }
    let m = unit.len() as f64;
    let pairs = unit.counts.iter().map(|(a, n)| {
        let partners: f64 = unit
            .counts
            .iter()
            .map(|(b, k)| weights.of(*a, *b) * f64::from(*k))
            .sum();
        f64::from(*n) * (partners - 1.0)
    });
    Some(pairs.sum::<f64>() / (m * (m - 1.0)))
}

/// The mean agreement over units with two ratings or more.
///
/// # Errors
/// Without such units.
pub(super) fn observed_agreement(matrix: &Matrix, weights: &Weights) -> Statistic {
    let units: Vec<f64> = matrix
        .units()
        .iter()
        .filter_map(|unit| unit_agreement(unit, weights))
        .collect();
    numeric::mean(&units).map_err(|_| no_pairs())
}

/// Why nothing can be said of agreement.
pub(super) fn no_pairs() -> Undefined {
    Undefined::because("no claim has two ratings or more")
}

impl ChanceCorrected {
    /// Prepares a coefficient.
    ///
    /// # Errors
    /// Without pairable units, or without at least two categories.
    pub(super) fn new(
        matrix: &Matrix,
        weights: Weights,
        chance: Chance,
    ) -> Result<Self, Undefined> {
        if matrix.pairable().next().is_none() {
            return Err(no_pairs());
        }
        let q = matrix.category_count();
        if q < 2 {
            return Err(Undefined::because("there is only one category"));
        }
        let observe = |unit: &Unit| Observed {
            agreement: unit_agreement(unit, &weights),
            shares: unit
                .counts
                .iter()
                .map(|(c, n)| (*c, f64::from(*n) / unit.len() as f64))
                .collect(),
        };
        let units = matrix.units().iter().map(observe).collect();
        Ok(Self {
            units,
            weights,
            chance,
            q,
        })
    }

    /// The coefficient.
    pub(super) fn coefficient(&self) -> Statistic {
        self.observed().ok_or_else(|| Undefined::because(NO_CHANCE))
    }

    fn shares(&self, times: &[u32]) -> Vec<f64> {
        let n: f64 = times.iter().map(|times| f64::from(*times)).sum();
        let mut shares = vec![0.0; self.q];
        for (unit, times) in self
            .units
            .iter()
            .zip(times)
            .filter(|(_, times)| **times > 0)
        {
            for (category, share) in &unit.shares {
                if let Some(total) = shares.get_mut(*category) {
                    *total += share * f64::from(*times) / n;
                }
            }
        }
        shares
    }

    fn by_chance(&self, times: &[u32]) -> f64 {
        let q = self.q as f64;
        match self.chance {
            Chance::Uniform => self.weights.total() / (q * q),
            Chance::Gwet => {
                let spread: f64 = self
                    .shares(times)
                    .iter()
                    .map(|share| share * (1.0 - share))
                    .sum();
                self.weights.total() * spread / (q * (q - 1.0))
            }
            Chance::Fleiss => self.weights.quadratic_form(&self.shares(times)),
        }
    }
}

impl Resampled for ChanceCorrected {
    fn units(&self) -> usize {
        self.units.len()
    }

    fn value(&self, times: &[u32]) -> Option<f64> {
        let (mut agreement, mut units) = (0.0, 0.0);
        for (unit, times) in self.units.iter().zip(times) {
            if let Some(share) = unit.agreement {
                agreement += share * f64::from(*times);
                units += f64::from(*times);
            }
        }
        let (pa, pe) = (agreement / units, self.by_chance(times));
        corrected(pa, pe).ok()
    }
}

/// `(pa − pe)/(1 − pe)`.
///
/// # Errors
/// When chance agreement is 1, or 0 units could agree.
pub(super) fn corrected(pa: f64, pe: f64) -> Statistic {
    if 1.0 - pe < 1e-12 {
        return Err(Undefined::because(NO_CHANCE));
    }
    statistic::finite((pa - pe) / (1.0 - pe), "no claim has two ratings or more")
}
