//! How well probabilities did on claims whose outcome is known.

mod calibration;
#[cfg(test)]
mod tests;

pub use calibration::{Bin, Decomposition, decomposition, diagram};

use super::registry::registry;
use super::{Statistic, Undefined, numeric};

registry! {
    /// A score of forecasts.
    Score {
        /// The mean squared difference from the outcome; 0 is best.
        Brier = "brier",
        /// The mean negative log-likelihood, natural logarithm; 0 is best.
        LogLoss = "log_loss",
        /// The chance that a true claim was rated above a false one.
        Auc = "auc",
        /// Murphy's reliability: 0 is best.
        Reliability = "reliability",
        /// Murphy's resolution: more is better.
        Resolution = "resolution",
        /// Murphy's uncertainty: a property of the outcomes alone.
        Uncertainty = "uncertainty",
    }
}

/// Forecasts nearer to each other than this are the same forecast: pools of the same ratings in
/// another order differ by rounding.
const SAME: f64 = 1e-12;

/// A probability, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// The probability given, 0..=1.
    pub probability: f64,
    /// The outcome: 1 true, 0 false; in between for claims that turned out partly true.
    pub outcome: f64,
}

impl Score {
    /// Scores forecasts.
    ///
    /// # Errors
    /// Undefined without forecasts, or for the score's own reason.
    pub fn of(self, forecasts: &[Forecast]) -> Statistic {
        if forecasts.is_empty() {
            return Err(Undefined::because("no claim has an outcome"));
        }
        match self {
            Self::Brier => brier(forecasts),
            Self::LogLoss => log_loss(forecasts),
            Self::Auc => auc(forecasts),
            Self::Reliability => decomposition(forecasts).map(|parts| parts.reliability),
            Self::Resolution => decomposition(forecasts).map(|parts| parts.resolution),
            Self::Uncertainty => decomposition(forecasts).map(|parts| parts.uncertainty),
        }
    }
}

/// The mean outcome: what always forecasting the average would have said.
///
/// # Errors
/// Undefined without forecasts.
pub fn base_rate(forecasts: &[Forecast]) -> Statistic {
    let outcomes: Vec<f64> = forecasts.iter().map(|forecast| forecast.outcome).collect();
    numeric::mean(&outcomes).map_err(|_| Undefined::because("no claim has an outcome"))
}

/// Brier's score (1950, Monthly Weather Review 78: 1–3), in its one-category form.
fn brier(forecasts: &[Forecast]) -> Statistic {
    let squares: Vec<f64> = forecasts
        .iter()
        .map(|f| (f.probability - f.outcome).powi(2))
        .collect();
    numeric::mean(&squares)
}

/// The logarithmic score `−(o·ln p + (1 − o)·ln(1 − p))`; infinite, and so undefined, when something
/// held impossible happened.
fn log_loss(forecasts: &[Forecast]) -> Statistic {
    let term = |share: f64, p: f64| if share > 0.0 { -share * p.ln() } else { 0.0 };
    let losses: Vec<f64> = forecasts
        .iter()
        .map(|f| term(f.outcome, f.probability) + term(1.0 - f.outcome, 1.0 - f.probability))
        .collect();
    let mean = numeric::mean(&losses)?;
    if mean.is_finite() {
        return Ok(mean);
    }
    Err(Undefined::because(
        "a probability of 0 or 1 turned out wrong, which the log score cannot forgive",
    ))
}

/// The area under the ROC curve, as the Mann–Whitney statistic with ties counted half
/// (Hanley & `McNeil` 1982, Radiology 143: 29–36).
fn auc(forecasts: &[Forecast]) -> Statistic {
    if forecasts.iter().any(|f| f.outcome > 0.0 && f.outcome < 1.0) {
        return Err(Undefined::because(
            "the AUC needs outcomes that are true or false, and one is in between",
        ));
    }
    let of = |truth: bool| {
        let chosen = forecasts.iter().filter(|f| (f.outcome > 0.5) == truth);
        numeric::sorted(&chosen.map(|f| f.probability).collect::<Vec<_>>())
    };
    let (negatives, positives) = (of(false), of(true));
    if negatives.is_empty() || positives.is_empty() {
        return Err(Undefined::because("the AUC needs claims of both outcomes"));
    }
    let wins: f64 = positives
        .iter()
        .map(|p| {
            let below = negatives.partition_point(|n| *n < p - SAME);
            let through = negatives.partition_point(|n| *n <= p + SAME);
            f64::midpoint(below as f64, through as f64)
        })
        .sum();
    Ok(wins / (negatives.len() as f64 * positives.len() as f64))
}
