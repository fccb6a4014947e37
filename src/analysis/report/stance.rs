//! The levels of agreement of one claim.

use crate::analysis::statistics::{
    Statistic, Undefined,
    dispersion::{Dispersion, Sample},
};

/// What a panel's levels come to.
#[derive(Debug, Clone, PartialEq)]
pub struct StanceSummary {
    /// How many ratings count.
    pub n: usize,
    /// How many chose each level, lowest first, empty ones included.
    pub counts: Vec<usize>,
    /// Every measure of spread by name, in the order of publication.
    pub dispersion: Vec<(Dispersion, Statistic)>,
}

impl StanceSummary {
    /// A measure of spread.
    pub fn dispersion(&self, which: Dispersion) -> Statistic {
        let found = self.dispersion.iter().find(|(name, _)| *name == which);
        found.map_or_else(
            || Err(Undefined::because("it was not computed")),
            |(_, value)| value.clone(),
        )
    }
}

pub(super) fn summary(levels: &[usize], scale: usize) -> StanceSummary {
    let values: Vec<f64> = (1..=scale).map(|level| level as f64).collect();
    let sample = Sample::levels(levels, &values);
    StanceSummary {
        n: sample.len(),
        counts: sample.counts().unwrap_or_default().to_vec(),
        dispersion: Dispersion::ALL
            .iter()
            .map(|measure| (*measure, measure.of(&sample)))
            .collect(),
    }
}
