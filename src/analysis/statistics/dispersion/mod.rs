//! How far apart the ratings of one claim are.
//!
//! Conventions: sample standard deviation with n − 1; quantiles of type 7; the median absolute
//! deviation as it is, without a factor for normal data; percentiles and indices of RAND/UCLA on its
//! scale of 1 to 9; ordinal indices on the declared levels, empty ones included.

mod ordinal;
mod spread;
#[cfg(test)]
mod tests;

use super::registry::registry;
use super::scale::{PanelSpread, Scale};
use super::{Statistic, Undefined, numeric};

registry! {
    /// A measure of where ratings are and how far apart.
    Dispersion {
        /// The arithmetic mean.
        Mean = "mean",
        /// The median.
        Median = "median",
        /// The sample standard deviation, n − 1 below.
        Sd = "sd",
        /// The median absolute deviation from the median, unscaled.
        Mad = "mad",
        /// The interquartile range, type-7 quantiles.
        Iqr = "iqr",
        /// Greatest less least.
        Range = "range",
        /// The 30th percentile on the panel scale of 1 to 9, type 7.
        P30 = "p30",
        /// The 70th percentile on the panel scale of 1 to 9, type 7.
        P70 = "p70",
        /// P70 − P30.
        Ipr = "ipr",
        /// The interpercentile range adjusted for symmetry.
        Ipras = "ipras",
        /// IPR/IPRAS: above 1 the panel disagrees.
        DisagreementIndex = "disagreement_index",
        /// Tastle & Wierman's consensus, 0 to 1.
        TastleWiermanConsensus = "tastle_wierman_consensus",
        /// One less Leik's ordinal dispersion, 0 to 1.
        LeikConsensus = "leik_consensus",
        /// van der Eijk's agreement A, −1 to 1.
        VanDerEijkA = "van_der_eijk_a",
        /// Esteban & Ray's polarisation.
        EstebanRay = "esteban_ray",
        /// The bimodality coefficient; 5/9 is that of a uniform distribution.
        BimodalityCoefficient = "bimodality_coefficient",
    }
}

/// The ratings of one claim, on one scale.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The values that means and spreads are taken of, ascending.
    values: Vec<f64>,
    /// The places on 0..=1, ascending.
    positions: Vec<f64>,
    /// How many ratings each declared level has; `None` for probabilities.
    counts: Option<Vec<usize>>,
}

impl Sample {
    /// Probabilities: the value is the place.
    pub fn probabilities(ratings: &[f64]) -> Self {
        let values = numeric::sorted(ratings);
        Self {
            positions: values.clone(),
            values,
            counts: None,
        }
    }

    /// Levels counted from 1, on a scale whose `k`-th level is worth `level_values[k − 1]`.
    /// Levels outside the scale are left out.
    pub fn levels(ratings: &[usize], level_values: &[f64]) -> Self {
        let scale = Scale::Levels(level_values.len());
        let mut counts = vec![0; level_values.len()];
        let (mut values, mut positions) = (Vec::new(), Vec::new());
        for level in ratings {
            let index = level.wrapping_sub(1);
            if let (Some(count), Some(value)) = (counts.get_mut(index), level_values.get(index)) {
                *count += 1;
                values.push(*value);
                positions.push(scale.position(*level));
            }
        }
        values.sort_by(f64::total_cmp);
        positions.sort_by(f64::total_cmp);
        Self {
            values,
            positions,
            counts: Some(counts),
        }
    }

    /// How many ratings there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The values, ascending.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The places on 0..=1, ascending.
    pub fn positions(&self) -> &[f64] {
        &self.positions
    }

    /// How many ratings each declared level has; `None` for probabilities.
    pub fn counts(&self) -> Option<&[usize]> {
        self.counts.as_deref()
    }

    fn panel(&self) -> Result<PanelSpread, Undefined> {
        PanelSpread::of(&self.positions).ok_or_else(|| Undefined::because("there are no ratings"))
    }

    fn by_level(&self) -> Result<&[usize], Undefined> {
        self.counts().ok_or_else(|| {
            Undefined::because("this index needs declared levels; probabilities have none")
        })
    }
}

impl Dispersion {
    /// Measures one claim's ratings.
    ///
    /// # Errors
    /// Undefined without ratings, or with too few of them or none of the levels that the measure
    /// needs.
    pub fn of(self, sample: &Sample) -> Statistic {
        if sample.is_empty() {
            return Err(Undefined::because("there are no ratings"));
        }
        let values = sample.values();
        match self {
            Self::Mean => numeric::mean(values),
            Self::Median => numeric::median(values),
            Self::Sd => numeric::standard_deviation(values),
            Self::Mad => spread::median_absolute_deviation(values),
            Self::Iqr => spread::interquartile_range(values),
            Self::Range => spread::range(values),
            Self::P30 => Ok(sample.panel()?.p30),
            Self::P70 => Ok(sample.panel()?.p70),
            Self::Ipr => Ok(sample.panel()?.ipr()),
            Self::Ipras => Ok(sample.panel()?.ipras()),
            Self::DisagreementIndex => Ok(sample.panel()?.disagreement_index()),
            Self::TastleWiermanConsensus => ordinal::tastle_wierman(sample.positions()),
            Self::LeikConsensus => ordinal::leik(sample.by_level()?),
            Self::VanDerEijkA => ordinal::van_der_eijk(sample.by_level()?),
            Self::EstebanRay => ordinal::esteban_ray(sample.by_level()?),
            Self::BimodalityCoefficient => spread::bimodality_coefficient(values),
        }
    }

    /// Whether the measure looks at ordered levels, and not at values.
    pub fn is_ordinal(self) -> bool {
        matches!(
            self,
            Self::TastleWiermanConsensus
                | Self::LeikConsensus
                | Self::VanDerEijkA
                | Self::EstebanRay
        )
    }
}
