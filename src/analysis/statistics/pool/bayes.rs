//! aggreCAT's `BayTriVar`, in closed form.

use super::panel::{Entry, Panel};
use crate::analysis::statistics::{Statistic, Undefined, numeric};

/// The precision of the normal prior on a claim's log-odds, mean 0.
const PRIOR_PRECISION: f64 = 3.0;

/// The posterior mean of a claim's log-odds, as a probability.
///
/// Each estimate enters as y = logit(0.99·b) with standard deviation
/// σ = (u − l + 0.01)·√(s² + t²), s and t being the sample standard deviations of the estimates of
/// the claim and of the reviewer; one that is 0 or cannot be had counts as machine epsilon. With a
/// normal prior of precision 3 the posterior mean is `Σ(y/σ²)/(3 + Σ1/σ²)`: no sampler is needed.
///
/// # Errors
/// Undefined for a table of one claim (a reviewer's spread cannot be told from the claim's), when an
/// estimate is 0 (its log-odds are infinite), and when no rating has both bounds.
pub(super) fn bay_tri_var(panel: &Panel) -> Statistic {
    if panel.claims_in_table < 2 {
        return Err(Undefined::because(
            "the spread of each reviewer over claims needs at least two rated claims",
        ));
    }
    let claim_sd = numeric::standard_deviation(&panel.bests()).ok();
    let mut observations = Vec::new();
    for entry in &panel.entries {
        observations.extend(observation(entry, claim_sd)?);
    }
    if observations.is_empty() {
        return Err(Undefined::because("no rating has both bounds"));
    }
    let precision: f64 = observations.iter().map(|(weight, _)| weight).sum();
    let weighted: f64 = observations.iter().map(|(weight, y)| weight * y).sum();
    Ok(numeric::logistic(weighted / (PRIOR_PRECISION + precision)))
}

/// Precision and log-odds of one estimate; `None` without bounds.
fn observation(entry: &Entry, claim_sd: Option<f64>) -> Result<Option<(f64, f64)>, Undefined> {
    let Some(width) = entry.rating.width() else {
        return Ok(None);
    };
    if entry.rating.best <= 0.0 {
        return Err(Undefined::because("an estimate of 0 has infinite log-odds"));
    }
    let usable = |sd: Option<f64>| sd.filter(|sd| *sd > 0.0).unwrap_or(f64::EPSILON);
    let (claim, reviewer) = (usable(claim_sd), usable(entry.profile.best_sd));
    let sigma = (width + 0.01) * (claim * claim + reviewer * reviewer).sqrt();
    Ok(Some((
        1.0 / (sigma * sigma),
        numeric::logit(0.99 * entry.rating.best),
    )))
}
