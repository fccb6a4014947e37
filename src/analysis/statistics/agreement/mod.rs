//! Agreement of many raters over many units.
//!
//! Missing ratings are handled without listwise deletion wherever the statistic allows; the ICC and
//! Kendall's W need complete matrices and are undefined otherwise. Categories are the declared ones:
//! AC1, AC2 and Brennan–Prediger depend on how many there are.

mod chance;
mod complete;
mod kappa;
mod krippendorff;
mod matrix;
mod resample;
#[cfg(test)]
mod tests;
mod warnings;
mod weights;

pub use matrix::{Categories, Matrix, Unit};
pub use resample::Bootstrap;
pub use warnings::{Warning, warnings};

use super::registry::registry;
use super::{Estimate, Statistic, Undefined};
use chance::{Chance, ChanceCorrected};
use krippendorff::{Alpha, Metric};
use resample::Resampled;
use weights::{Shape, Weights};

registry! {
    /// A measure of agreement over all units.
    Agreement {
        /// The share of agreeing pairs, mean over units with two ratings or more.
        PercentAgreement = "percent_agreement",
        /// Krippendorff's alpha, nominal metric.
        KrippendorffAlphaNominal = "krippendorff_alpha_nominal",
        /// Krippendorff's alpha, ordinal metric.
        KrippendorffAlphaOrdinal = "krippendorff_alpha_ordinal",
        /// Krippendorff's alpha, interval metric.
        KrippendorffAlphaInterval = "krippendorff_alpha_interval",
        /// Krippendorff's alpha, ratio metric.
        KrippendorffAlphaRatio = "krippendorff_alpha_ratio",
        /// Gwet's AC1.
        GwetAc1 = "gwet_ac1",
        /// Gwet's AC2 with linear weights.
        GwetAc2Linear = "gwet_ac2_linear",
        /// Gwet's AC2 with quadratic weights.
        GwetAc2Quadratic = "gwet_ac2_quadratic",
        /// Gwet's AC2 with ordinal weights.
        GwetAc2Ordinal = "gwet_ac2_ordinal",
        /// Brennan & Prediger's coefficient.
        BrennanPrediger = "brennan_prediger",
        /// Fleiss's kappa.
        FleissKappa = "fleiss_kappa",
        /// Conger's kappa.
        CongerKappa = "conger_kappa",
        /// Light's kappa.
        LightKappa = "light_kappa",
        /// Cohen's kappa of two raters.
        CohenKappa = "cohen_kappa",
        /// Cohen's kappa with linear weights.
        CohenKappaLinear = "cohen_kappa_linear",
        /// Cohen's kappa with quadratic weights.
        CohenKappaQuadratic = "cohen_kappa_quadratic",
        /// ICC(2,1), absolute agreement of single ratings.
        Icc21 = "icc_2_1",
        /// ICC(2,k), absolute agreement of mean ratings.
        Icc2K = "icc_2_k",
        /// Kendall's W, corrected for ties.
        KendallW = "kendall_w",
    }
}

/// How a measure is computed: those that can be resampled say so.
enum Computed<'a> {
    Alpha(Alpha<'a>),
    Chance(ChanceCorrected),
    Plain(Statistic),
}

impl Agreement {
    /// Measures agreement.
    ///
    /// # Errors
    /// Undefined when the measure needs what the ratings lack; the reason says what.
    pub fn of(self, matrix: &Matrix) -> Statistic {
        match self.compute(matrix)? {
            Computed::Alpha(alpha) => observed_alpha(&alpha),
            Computed::Chance(coefficient) => coefficient.coefficient(),
            Computed::Plain(value) => value,
        }
    }

    /// Whether [`Self::estimate`] draws an interval: alpha, AC1 and AC2 do.
    pub fn has_interval(self) -> bool {
        self.metric().is_some() || matches!(self.chance(), Some((Chance::Gwet, _)))
    }

    /// Measures agreement with a bootstrap interval over units, for measures that have one.
    pub fn estimate(self, matrix: &Matrix, bootstrap: &Bootstrap) -> Estimate {
        let pairable = matrix.pairable().count();
        let estimated = match self.compute(matrix) {
            Err(why) => return Estimate::undefined(why),
            Ok(computed) => computed,
        };
        let value = self.of(matrix);
        let interval = match (&value, estimated) {
            (Err(why), _) => Err(why.clone()),
            (_, Computed::Alpha(alpha)) => alpha
                .can_resample()
                .and_then(|()| bootstrap.interval(&alpha, pairable)),
            (_, Computed::Chance(coefficient)) if self.has_interval() => {
                bootstrap.interval(&coefficient, pairable)
            }
            _ => Err(Undefined::because(
                "no interval is computed for this statistic",
            )),
        };
        Estimate { value, interval }
    }

    fn metric(self) -> Option<Metric> {
        match self {
            Self::KrippendorffAlphaNominal => Some(Metric::Nominal),
            Self::KrippendorffAlphaOrdinal => Some(Metric::Ordinal),
            Self::KrippendorffAlphaInterval => Some(Metric::Interval),
            Self::KrippendorffAlphaRatio => Some(Metric::Ratio),
            _ => None,
        }
    }

    fn chance(self) -> Option<(Chance, Shape)> {
        match self {
            Self::GwetAc1 => Some((Chance::Gwet, Shape::Identity)),
            Self::GwetAc2Linear => Some((Chance::Gwet, Shape::Linear)),
            Self::GwetAc2Quadratic => Some((Chance::Gwet, Shape::Quadratic)),
            Self::GwetAc2Ordinal => Some((Chance::Gwet, Shape::Ordinal)),
            Self::BrennanPrediger => Some((Chance::Uniform, Shape::Identity)),
            Self::FleissKappa => Some((Chance::Fleiss, Shape::Identity)),
            _ => None,
        }
    }

    fn compute(self, matrix: &Matrix) -> Result<Computed<'_>, Undefined> {
        if matrix.units().is_empty() {
            return Err(Undefined::because("there are no ratings"));
        }
        self.check_categories(matrix.categories())?;
        if let Some(metric) = self.metric() {
            return Ok(Computed::Alpha(Alpha::new(matrix, metric)?));
        }
        if let Some((chance, shape)) = self.chance() {
            return Ok(Computed::Chance(ChanceCorrected::new(
                matrix,
                Weights::new(matrix, shape),
                chance,
            )?));
        }
        Ok(Computed::Plain(match self {
            Self::PercentAgreement => {
                chance::observed_agreement(matrix, &Weights::new(matrix, Shape::Identity))
            }
            Self::CongerKappa => kappa::conger(matrix),
            Self::LightKappa => kappa::light(matrix),
            Self::CohenKappaLinear => kappa::cohen(matrix, Shape::Linear),
            Self::CohenKappaQuadratic => kappa::cohen(matrix, Shape::Quadratic),
            Self::Icc21 => complete::icc_2_1(matrix),
            Self::Icc2K => complete::icc_2_k(matrix),
            Self::KendallW => complete::kendall_w(matrix),
            _ => kappa::cohen(matrix, Shape::Identity),
        }))
    }

    /// Refuses measures that the kind of categories cannot carry.
    fn check_categories(self, categories: Categories) -> Result<(), Undefined> {
        let counts_categories = matches!(self.chance(), Some((Chance::Gwet | Chance::Uniform, _)));
        match categories {
            Categories::Continuous if counts_categories => Err(Undefined::because(
                "this statistic depends on the number of categories, and a continuous scale has none",
            )),
            Categories::Unordered if !self.is_nominal() => Err(Undefined::because(
                "the categories have no order: declare the levels",
            )),
            _ => Ok(()),
        }
    }

    /// Whether the measure asks only whether two ratings are the same.
    fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::PercentAgreement
                | Self::KrippendorffAlphaNominal
                | Self::GwetAc1
                | Self::BrennanPrediger
                | Self::FleissKappa
                | Self::CongerKappa
                | Self::LightKappa
                | Self::CohenKappa
        )
    }
}

fn observed_alpha(alpha: &Alpha<'_>) -> Statistic {
    alpha.observed().ok_or_else(|| {
        Undefined::because("the ratings do not vary, so no disagreement is expected by chance")
    })
}
