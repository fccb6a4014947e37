//! Calibration: Murphy's decomposition and the reliability diagram.

use super::{Forecast, SAME, base_rate};
use crate::analysis::statistics::{Undefined, numeric};

/// Murphy's parts of the Brier score (1973, Journal of Applied Meteorology 12: 595–600):
/// Brier = reliability − resolution + uncertainty, exactly, because forecasts are grouped by their
/// value and not by bins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decomposition {
    /// How far each forecast value is from the outcomes it met.
    pub reliability: f64,
    /// How far those outcomes are from the base rate.
    pub resolution: f64,
    /// The variance of the outcomes, with n below.
    pub uncertainty: f64,
}

/// Decomposes the Brier score.
///
/// # Errors
/// Undefined without forecasts.
pub fn decomposition(forecasts: &[Forecast]) -> Result<Decomposition, Undefined> {
    let base = base_rate(forecasts)?;
    let n = forecasts.len() as f64;
    let outcomes: Vec<f64> = forecasts.iter().map(|f| f.outcome).collect();
    let mut parts = Decomposition {
        reliability: 0.0,
        resolution: 0.0,
        uncertainty: numeric::squared_deviations(&outcomes) / n,
    };
    for group in groups(forecasts) {
        let size = group.len() as f64;
        let (forecast, outcome) = means(&group)?;
        parts.reliability += size / n * (forecast - outcome).powi(2);
        parts.resolution += size / n * (outcome - base).powi(2);
    }
    Ok(parts)
}

/// Forecasts of the same value together, ascending.
fn groups(forecasts: &[Forecast]) -> Vec<Vec<Forecast>> {
    let mut ascending = forecasts.to_vec();
    ascending.sort_by(|a, b| {
        a.probability
            .total_cmp(&b.probability)
            .then(a.outcome.total_cmp(&b.outcome))
    });
    let mut groups: Vec<Vec<Forecast>> = Vec::new();
    for forecast in ascending {
        match groups.last_mut() {
            Some(group)
                if group
                    .first()
                    .is_some_and(|first| forecast.probability - first.probability <= SAME) =>
            {
                group.push(forecast);
            }
            _ => groups.push(vec![forecast]),
        }
    }
    groups
}

/// Mean forecast and mean outcome.
fn means(group: &[Forecast]) -> Result<(f64, f64), Undefined> {
    let forecasts: Vec<f64> = group.iter().map(|f| f.probability).collect();
    Ok((numeric::mean(&forecasts)?, base_rate(group)?))
}

/// One point of a reliability diagram.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// The least probability of the bin.
    pub from: f64,
    /// The greatest; it belongs to the next bin, except in the last one.
    pub to: f64,
    /// How many forecasts fall here; never 0.
    pub n: usize,
    /// Their mean.
    pub forecast: f64,
    /// The mean of what became of them.
    pub outcome: f64,
}

/// The reliability diagram over `bins` equal bins of 0..=1; empty bins are left out.
pub fn diagram(forecasts: &[Forecast], bins: usize) -> Vec<Bin> {
    let width = bins as f64;
    let place = |f: &Forecast| {
        numeric::floor_index(f.probability * width + SAME).min(bins.saturating_sub(1))
    };
    let bin = |index: usize| {
        let inside: Vec<Forecast> = forecasts
            .iter()
            .filter(|f| place(f) == index)
            .copied()
            .collect();
        let (forecast, outcome) = means(&inside).ok()?;
        let (from, to) = (index as f64 / width, (index + 1) as f64 / width);
        Some(Bin {
            from,
            to,
            n: inside.len(),
            forecast,
            outcome,
        })
    };
    (0..bins).filter_map(bin).collect()
}
