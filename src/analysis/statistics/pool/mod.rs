//! Pooling rules: many probabilities of one claim become one.
//!
//! Reviewers weigh alike unless the rule says otherwise. Missing ratings are absent; rules that
//! weigh by bounds leave out reviewers who gave none.

mod averages;
mod bayes;
mod distributions;
mod options;
mod panel;
mod shifts;
#[cfg(test)]
mod tests;
mod weighted;
mod weights;

pub use options::{PoolOptionError, PoolOptions};
pub use panel::{Entry, Panel, Profile};

use super::registry::registry;
use super::statistic::finite;
use super::{Interval, Statistic, Undefined};

registry! {
    /// A pooling rule. The names after `mean_upper` are those of the R package aggreCAT 1.0.0
    /// (Hanea et al. 2021, PLOS ONE 16(9): e0256919), in snake case.
    Pool {
        /// The arithmetic mean.
        ArithmeticMean = "arithmetic_mean",
        /// The median.
        Median = "median",
        /// The geometric mean of probabilities.
        GeometricMean = "geometric_mean",
        /// The geometric mean of odds after clipping: the default.
        GeometricMeanOfOdds = "geometric_mean_of_odds",
        /// The mean without a share of the ratings at each end.
        TrimmedMean = "trimmed_mean",
        /// The geometric mean of odds, pushed away from ½ by a fixed factor.
        Extremised = "extremised",
        /// The geometric mean of odds, pushed away from ½ by a factor that depends on n.
        ExtremisedNeyman = "extremised_neyman",
        /// The mean, passed through a beta distribution function.
        BetaTransformedMean = "beta_transformed_mean",
        /// The mean on the probit scale after clipping.
        ProbitMean = "probit_mean",
        /// Weighted by the inverse of the interval's width, floored.
        IntervalWeighted = "interval_weighted",
        /// The mean of the lower bounds.
        MeanLower = "mean_lower",
        /// The mean of the upper bounds.
        MeanUpper = "mean_upper",
        /// Weighted by width relative to the reviewer's widest interval.
        IndIntWAgg = "ind_int_w_agg",
        /// Weighted by the variance of the reviewer's widths.
        VarIndIntWAgg = "var_ind_int_w_agg",
        /// Weighted by the asymmetry of the interval.
        AsymWAgg = "asym_w_agg",
        /// Weighted by relative width and asymmetry.
        IndIntAsymWAgg = "ind_int_asym_w_agg",
        /// Weighted by relative width, asymmetry and variance of widths.
        KitchSinkWAgg = "kitch_sink_w_agg",
        /// Weighted by nearness to 0 or 1.
        DistLimitWAgg = "dist_limit_w_agg",
        /// Weighted by the granularity of the reviewer's estimates.
        GranWAgg = "gran_w_agg",
        /// Weighted down by the squared distance from the median.
        OutWAgg = "out_w_agg",
        /// The median of the averaged piecewise uniform distributions.
        DistribArMean = "distrib_ar_mean",
        /// The median of the averaged triangular distributions.
        TriDistribArMean = "tri_distrib_ar_mean",
        /// A Bayesian mean with variability of claim, reviewer and interval.
        BayTriVar = "bay_tri_var",
        /// Weighted by how far all three points moved between rounds.
        ShiftWAgg = "shift_w_agg",
        /// Weighted by how far the best estimate moved between rounds.
        BestShiftWAgg = "best_shift_w_agg",
        /// Weighted by how much the interval narrowed between rounds.
        IntShiftWAgg = "int_shift_w_agg",
        /// Weighted by how much nearer to certainty the estimate moved between rounds.
        DistShiftWAgg = "dist_shift_w_agg",
        /// Weighted by narrowing and by moving towards certainty.
        DistIntShiftWAgg = "dist_int_shift_w_agg",
    }
}

impl Pool {
    /// Pools one claim's ratings.
    ///
    /// # Errors
    /// Undefined without ratings, or for the rule's own reason (no bounds, one round only, …).
    pub fn of(self, panel: &Panel, options: &PoolOptions) -> Statistic {
        if panel.is_empty() {
            return Err(Undefined::because("there are no ratings"));
        }
        finite(self.compute(panel, options)?, "the pool is not finite")
    }

    /// Pools ratings that stand alone, as [`Self::of`] pools [`Panel::alone`]; cheaper where many
    /// pools are wanted.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn of_ratings(self, ratings: &[super::rating::Rating], options: &PoolOptions) -> Statistic {
        if self != Self::GeometricMeanOfOdds || ratings.is_empty() {
            return self.of(&Panel::alone(ratings), options);
        }
        let bests: Vec<f64> = ratings.iter().map(|rating| rating.best).collect();
        let pooled = averages::geometric_mean_of_odds(&bests, options)?;
        finite(pooled, "the pool is not finite")
    }

    /// Pools best estimates that stand alone: no bounds, no other claims, no earlier round.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn of_bests(self, bests: &[f64], options: &PoolOptions) -> Statistic {
        let ratings: Vec<_> = bests
            .iter()
            .map(|best| super::rating::Rating::point(*best))
            .collect();
        self.of(&Panel::alone(&ratings), options)
    }

    fn compute(self, panel: &Panel, options: &PoolOptions) -> Statistic {
        let bests = panel.bests();
        match self {
            Self::ArithmeticMean => super::numeric::mean(&bests),
            Self::Median => averages::median(&bests),
            Self::GeometricMean => averages::geometric_mean(&bests),
            Self::GeometricMeanOfOdds => averages::geometric_mean_of_odds(&bests, options),
            Self::TrimmedMean => averages::trimmed_mean(&bests, options),
            Self::Extremised => averages::extremised(&bests, options),
            Self::ExtremisedNeyman => averages::extremised_neyman(&bests, options),
            Self::BetaTransformedMean => averages::beta_transformed_mean(&bests, options),
            Self::ProbitMean => averages::probit_mean(&bests, options),
            Self::IntervalWeighted => weights::interval_weighted(panel, options),
            Self::MeanLower => averages::mean_bound(&bounds(panel, |entry| entry.rating.lower)),
            Self::MeanUpper => averages::mean_bound(&bounds(panel, |entry| entry.rating.upper)),
            Self::IndIntWAgg => weights::ind_int(panel),
            Self::VarIndIntWAgg => weights::var_ind_int(panel),
            Self::AsymWAgg => weights::asym(panel),
            Self::IndIntAsymWAgg => weights::ind_int_asym(panel),
            Self::KitchSinkWAgg => weights::kitch_sink(panel),
            Self::DistLimitWAgg => weights::dist_limit(panel),
            Self::GranWAgg => weights::gran(panel),
            Self::OutWAgg => weights::out(panel),
            Self::DistribArMean => distributions::distrib_ar_mean(panel),
            Self::TriDistribArMean => distributions::tri_distrib_ar_mean(panel),
            Self::BayTriVar => bayes::bay_tri_var(panel),
            Self::ShiftWAgg => shifts::shift(panel),
            Self::BestShiftWAgg => shifts::best_shift(panel),
            Self::IntShiftWAgg => shifts::int_shift(panel),
            Self::DistShiftWAgg => shifts::dist_shift(panel),
            Self::DistIntShiftWAgg => shifts::dist_int_shift(panel),
        }
    }

    /// Whether the rule needs intervals, and so leaves out reviewers without them.
    pub fn needs_bounds(self) -> bool {
        use Pool as P;
        matches!(
            self,
            P::IntervalWeighted
                | P::MeanLower
                | P::MeanUpper
                | P::IndIntWAgg
                | P::VarIndIntWAgg
                | P::AsymWAgg
                | P::IndIntAsymWAgg
                | P::KitchSinkWAgg
                | P::DistribArMean
                | P::TriDistribArMean
                | P::BayTriVar
                | P::ShiftWAgg
                | P::IntShiftWAgg
                | P::DistIntShiftWAgg
        )
    }
}

fn bounds(panel: &Panel, bound: impl Fn(&Entry) -> Option<f64>) -> Vec<f64> {
    panel.entries.iter().filter_map(bound).collect()
}

/// How many estimates clipping moves.
pub fn clipped(bests: &[f64], options: &PoolOptions) -> usize {
    bests
        .iter()
        .filter(|best| **best < options.clip || **best > 1.0 - options.clip)
        .count()
}

/// The range of a pool when each reviewer in turn is left out: sensitivity, not confidence.
///
/// # Errors
/// Undefined with fewer than two reviewers, or where leaving one out leaves the pool undefined.
pub fn leave_one_out(
    pool: Pool,
    panel: &Panel,
    options: &PoolOptions,
) -> Result<Interval, Undefined> {
    if panel.len() < 2 {
        return Err(Undefined::because(
            "leaving one out needs at least two ratings",
        ));
    }
    let mut range = Interval {
        low: f64::INFINITY,
        high: f64::NEG_INFINITY,
    };
    for index in 0..panel.len() {
        let value = pool.of(&panel.without(index), options)?;
        range = Interval {
            low: range.low.min(value),
            high: range.high.max(value),
        };
    }
    Ok(range)
}
