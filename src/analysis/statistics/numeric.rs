//! The few numeric notions that every statistic here is made of.

use super::{Statistic, Undefined};

/// The sum, in the order given.
pub fn sum(values: &[f64]) -> f64 {
    values.iter().sum()
}

/// The arithmetic mean.
///
/// # Errors
/// Undefined without values.
pub fn mean(values: &[f64]) -> Statistic {
    if values.is_empty() {
        return Err(Undefined::because("there are no ratings"));
    }
    Ok(sum(values) / values.len() as f64)
}

/// The weighted mean `Σwx / Σw` of `(weight, value)` pairs.
///
/// # Errors
/// Undefined without pairs, when all weights are 0 or when one is not finite.
pub fn weighted_mean(pairs: &[(f64, f64)]) -> Statistic {
    let weight: f64 = pairs.iter().map(|(w, _)| w).sum();
    if pairs.is_empty() {
        return Err(Undefined::because(
            "no rating carries what this rule weighs by",
        ));
    }
    if weight == 0.0 || !weight.is_finite() {
        return Err(Undefined::because(
            "the weights have no finite, positive sum",
        ));
    }
    // Weights are normalised one by one: a sum of products of huge weights could overflow.
    Ok(pairs.iter().map(|(w, x)| w / weight * x).sum())
}

/// A sorted copy, ascending.
pub fn sorted(values: &[f64]) -> Vec<f64> {
    let mut copy = values.to_vec();
    copy.sort_by(f64::total_cmp);
    copy
}

/// The type-7 quantile (Hyndman & Fan 1996) of values sorted in ascending order.
///
/// Linear between the order statistics around `h = (n − 1)·q`, with `q` in 0..=1.
///
/// # Errors
/// Undefined without values.
pub fn quantile(ascending: &[f64], q: f64) -> Statistic {
    quantile_by(ascending.len(), q, |rank| ascending.get(rank).copied())
        .ok_or_else(|| Undefined::because("there are no ratings"))
}

/// The type-7 quantile of `n` values of which only the order statistics can be asked for.
pub fn quantile_by(n: usize, q: f64, order: impl Fn(usize) -> Option<f64>) -> Option<f64> {
    let h = (n.checked_sub(1)? as f64) * q;
    let rank = floor_index(h);
    let below = order(rank)?;
    let above = order((rank + 1).min(n - 1))?;
    Some(below + (h - rank as f64) * (above - below))
}

/// The median of values sorted in ascending order; the mean of the middle two when `n` is even.
///
/// # Errors
/// Undefined without values.
pub fn median(ascending: &[f64]) -> Statistic {
    let n = ascending.len();
    match (ascending.get(n.saturating_sub(1) / 2), ascending.get(n / 2)) {
        (Some(a), Some(b)) => Ok(f64::midpoint(*a, *b)),
        _ => Err(Undefined::because("there are no ratings")),
    }
}

/// The sum of squared differences from the mean.
pub fn squared_deviations(values: &[f64]) -> f64 {
    let Ok(centre) = mean(values) else { return 0.0 };
    values.iter().map(|x| (x - centre) * (x - centre)).sum()
}

/// The sample variance, with `n − 1` below.
///
/// # Errors
/// Undefined with fewer than two values.
pub fn variance(values: &[f64]) -> Statistic {
    if values.len() < 2 {
        return Err(Undefined::because(
            "a sample variance needs at least two ratings",
        ));
    }
    Ok(squared_deviations(values) / (values.len() - 1) as f64)
}

/// The sample standard deviation, with `n − 1` below.
///
/// # Errors
/// Undefined with fewer than two values.
pub fn standard_deviation(values: &[f64]) -> Statistic {
    variance(values).map(f64::sqrt)
}

/// `x` moved into `clip ..= 1 − clip`.
pub fn clip(x: f64, clip: f64) -> f64 {
    x.max(clip).min(1.0 - clip)
}

/// Log-odds `ln(p / (1 − p))`; infinite at 0 and 1.
pub fn logit(p: f64) -> f64 {
    p.ln() - (-p).ln_1p()
}

/// The inverse of [`logit`], without overflow on either side.
pub fn logistic(x: f64) -> f64 {
    if x >= 0.0 {
        1.0 / (1.0 + (-x).exp())
    } else {
        let odds = x.exp();
        odds / (1.0 + odds)
    }
}

/// The integer part of a small non-negative number, as an index.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "callers hold 0 <= x < 2^32"
)]
pub fn floor_index(x: f64) -> usize {
    x.floor() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_seven_quantiles_match_the_definition_of_hyndman_and_fan() {
        // Hyndman & Fan 1996, definition 7: p(k) = (k − 1)/(n − 1); on 1..4 the quartiles are 1.75 and 3.25.
        let values = [1.0, 2.0, 3.0, 4.0];
        assert_eq!(quantile(&values, 0.25), Ok(1.75));
        assert_eq!(quantile(&values, 0.75), Ok(3.25));
        assert_eq!(quantile(&values, 0.0), Ok(1.0));
        assert_eq!(quantile(&values, 1.0), Ok(4.0));
        assert_eq!(quantile(&[7.0], 0.3), Ok(7.0));
    }

    #[test]
    fn an_even_panel_has_the_mean_of_its_middle_two_as_median() {
        assert_eq!(median(&[1.0, 2.0, 4.0, 9.0]), Ok(3.0));
        assert_eq!(median(&[1.0, 2.0, 9.0]), Ok(2.0));
        assert!(median(&[]).is_err());
    }

    #[test]
    fn the_standard_deviation_divides_by_n_less_one() {
        let sd = standard_deviation(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).unwrap();
        assert!((sd - (32.0_f64 / 7.0).sqrt()).abs() < 1e-15);
        assert!(standard_deviation(&[0.4]).is_err());
    }

    #[test]
    fn logit_and_logistic_undo_each_other() {
        for p in [1e-9, 0.01, 0.3, 0.5, 0.87, 0.999_999] {
            assert!((logistic(logit(p)) - p).abs() < 1e-15);
        }
    }
}
