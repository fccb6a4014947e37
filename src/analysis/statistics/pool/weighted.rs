//! Pools whose reviewers weigh differently by a workspace's choice.

use super::{Pool, PoolOptions};
use crate::analysis::statistics::{Statistic, Undefined, numeric, special};

impl Pool {
    /// Whether reviewers can be given weights: true of means, on whatever scale.
    pub fn takes_weights(self) -> bool {
        matches!(
            self,
            Self::ArithmeticMean
                | Self::GeometricMean
                | Self::GeometricMeanOfOdds
                | Self::Extremised
                | Self::BetaTransformedMean
                | Self::ProbitMean
        )
    }

    /// Pools `(weight, best estimate)` pairs: the mean that the pool takes becomes `Σwx/Σw` on the
    /// same scale. Equal weights give [`Pool::of_bests`] but for rounding.
    ///
    /// # Errors
    /// Undefined without ratings or weight, and for pools that are no means.
    pub fn of_weighted(self, pairs: &[(f64, f64)], options: &PoolOptions) -> Statistic {
        if pairs.is_empty() {
            return Err(Undefined::because("there are no ratings"));
        }
        let mean = |scale: &dyn Fn(f64) -> f64| {
            let scaled: Vec<(f64, f64)> = pairs.iter().map(|(w, b)| (*w, scale(*b))).collect();
            numeric::weighted_mean(&scaled)
        };
        let logit = |b: f64| numeric::logit(numeric::clip(b, options.clip));
        match self {
            Self::ArithmeticMean => mean(&|b| b),
            Self::GeometricMean if pairs.iter().any(|(w, b)| *w > 0.0 && *b == 0.0) => Ok(0.0),
            Self::GeometricMean => mean(&f64::ln).map(f64::exp),
            Self::GeometricMeanOfOdds => mean(&logit).map(numeric::logistic),
            Self::Extremised => mean(&logit).map(|x| numeric::logistic(options.a * x)),
            Self::BetaTransformedMean => {
                mean(&|b| b).map(|x| special::beta_cdf(x, options.beta_alpha, options.beta_beta))
            }
            Self::ProbitMean => {
                let probit = |b: f64| special::normal_quantile(numeric::clip(b, options.clip));
                mean(&probit).map(special::normal_cdf)
            }
            _ => Err(Undefined::because("this pool takes no weights")),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn weighted_log_odds_are_those_of_hand_calculation() {
        // Odds 9 with weight 5 and odds 1/9 with weight 1: mean log-odds (5 − 1)/6·ln 9 = ⅔·ln 9,
        // odds 9^(2/3) = 4.326749, probability 0.812268.
        let pairs = [(5.0, 0.9), (1.0, 0.1)];
        let pooled = Pool::GeometricMeanOfOdds.of_weighted(&pairs, &PoolOptions::default());
        let odds = 9.0_f64.powf(2.0 / 3.0);
        assert!((pooled.unwrap() - odds / (1.0 + odds)).abs() < 1e-12);
        let mean = Pool::ArithmeticMean.of_weighted(&pairs, &PoolOptions::default());
        assert!((mean.unwrap() - 4.6 / 6.0).abs() < 1e-12);
        assert!(
            Pool::Median
                .of_weighted(&pairs, &PoolOptions::default())
                .is_err()
        );
        assert!(
            Pool::ArithmeticMean
                .of_weighted(&[], &PoolOptions::default())
                .is_err()
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn equal_weights_are_no_weights(bests in prop::collection::vec(0.0..=1.0_f64, 1..12), weight in 1u8..6) {
            let options = PoolOptions::default();
            let pairs: Vec<(f64, f64)> = bests.iter().map(|b| (f64::from(weight), *b)).collect();
            for pool in Pool::ALL.iter().filter(|pool| pool.takes_weights()) {
                let (with, without) = (pool.of_weighted(&pairs, &options), pool.of_bests(&bests, &options));
                prop_assert!((with.unwrap() - without.unwrap()).abs() < 1e-12, "{}", pool.name());
            }
        }

        #[test]
        fn a_reviewer_of_weight_two_is_two_reviewers(bests in prop::collection::vec((1u8..6, 0.0..=1.0_f64), 1..8)) {
            let options = PoolOptions::default();
            let pairs: Vec<(f64, f64)> = bests.iter().map(|(w, b)| (f64::from(*w), *b)).collect();
            let repeated: Vec<f64> = bests.iter().flat_map(|(w, b)| vec![*b; usize::from(*w)]).collect();
            for pool in Pool::ALL.iter().filter(|pool| pool.takes_weights()) {
                let (with, without) = (pool.of_weighted(&pairs, &options), pool.of_bests(&repeated, &options));
                prop_assert!((with.unwrap() - without.unwrap()).abs() < 1e-11, "{}", pool.name());
            }
        }
    }
}
