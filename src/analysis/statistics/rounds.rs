//! What changed between two rounds of rating the same claim.

use super::agreement::{Agreement, Categories, Matrix};
use super::statistic::ratio;
use super::{Statistic, Undefined, numeric};

/// Ratings of the same reviewers in two rounds: `(before, after)`.
pub type Pairs<'a, T> = &'a [(T, T)];

/// Scheibe's change: half the sum of the differences between two histograms, as a share of the panel
/// (Scheibe, Skutsch & Schofer 1975, in Linstone & Turoff, The Delphi Method). Below 0.15 the
/// distribution is commonly called stable.
///
/// `before` and `after` count ratings per category, over the same categories.
///
/// # Errors
/// Undefined when the rounds differ in size or categories, or are empty.
pub fn scheibe_change(before: &[usize], after: &[usize]) -> Statistic {
    let (n, m): (usize, usize) = (before.iter().sum(), after.iter().sum());
    if before.len() != after.len() || n != m {
        return Err(Undefined::because(
            "both rounds must have the same reviewers and categories",
        ));
    }
    let moved: usize = before.iter().zip(after).map(|(b, a)| b.abs_diff(*a)).sum();
    ratio(moved as f64 / 2.0, n as f64, "there are no ratings")
}

/// The share of reviewers whose rating differs between the rounds, by more than rounding.
///
/// # Errors
/// Undefined without reviewers in both rounds.
pub fn share_changed(pairs: Pairs<'_, f64>) -> Statistic {
    let changed = pairs
        .iter()
        .filter(|(before, after)| (before - after).abs() > 1e-12)
        .count();
    ratio(
        changed as f64,
        pairs.len() as f64,
        "no reviewer rated in both rounds",
    )
}

/// The median after less the median before, over reviewers in both rounds.
///
/// # Errors
/// Undefined without reviewers in both rounds.
pub fn median_shift(pairs: Pairs<'_, f64>) -> Statistic {
    let (before, after): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let median = |values: &[f64]| {
        numeric::median(&numeric::sorted(values))
            .map_err(|_| Undefined::because("no reviewer rated in both rounds"))
    };
    Ok(median(&after)? - median(&before)?)
}

/// Cohen's linear weighted kappa between the levels (1..=k) of two rounds: how stable the reviewers
/// were one by one.
///
/// # Errors
/// Undefined without reviewers in both rounds, or when all ratings are the same.
pub fn stability_kappa(pairs: Pairs<'_, usize>, k: usize) -> Statistic {
    let rows: Vec<Vec<Option<usize>>> = pairs
        .iter()
        .map(|(before, after)| vec![Some(*before), Some(*after)])
        .collect();
    let values: Vec<f64> = (1..=k).map(|level| level as f64).collect();
    Agreement::CohenKappaLinear.of(&Matrix::of_levels(&rows, &values, Categories::Declared))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scheibe_change_is_half_the_difference_of_histograms() {
        // Independent derivation: of ten, two moved up one class: |3−1| + |4−6| + 0 = 4, halved 2, 20%.
        assert_eq!(scheibe_change(&[3, 4, 3], &[1, 6, 3]), Ok(0.2));
        assert_eq!(scheibe_change(&[3, 4, 3], &[3, 4, 3]), Ok(0.0));
        assert!(scheibe_change(&[3], &[2]).is_err());
        assert!(scheibe_change(&[0], &[0]).is_err());
    }

    #[test]
    fn shares_and_shifts_look_at_reviewers_in_both_rounds() {
        let pairs = [(0.2, 0.2), (0.4, 0.5), (0.6, 0.9), (0.8, 0.8)];
        assert_eq!(share_changed(&pairs), Ok(0.5));
        assert!((median_shift(&pairs).unwrap() - 0.15).abs() < 1e-15);
        assert!(share_changed(&[]).is_err() && median_shift(&[]).is_err());
    }

    #[test]
    fn stability_is_one_when_nobody_moves() {
        assert_eq!(stability_kappa(&[(1, 1), (2, 2), (5, 5)], 5), Ok(1.0));
        assert!(stability_kappa(&[(2, 2), (2, 2)], 5).is_err());
        assert!(stability_kappa(&[(1, 2), (2, 1), (5, 4)], 5).unwrap() < 1.0);
    }
}
