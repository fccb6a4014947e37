//! Kappas that look at each rater's own marginals: Cohen, Light, Conger.

use super::chance::{self, observed_agreement};
use super::matrix::Matrix;
use super::weights::{Shape, Weights};
use crate::analysis::statistics::{Statistic, Undefined, numeric};

/// Cohen's kappa of the only two raters (Cohen 1960; weighted, Cohen 1968), over the units that both
/// rated.
pub(super) fn cohen(matrix: &Matrix, shape: Shape) -> Statistic {
    if matrix.raters() != 2 {
        return Err(Undefined::because(format!(
            "Cohen's kappa compares exactly two reviewers, and {} rated",
            matrix.raters()
        )));
    }
    let weights = Weights::new(matrix, shape);
    pair(matrix, &weights, 0, 1).unwrap_or_else(|| {
        Err(Undefined::because(
            "the two reviewers have no claim in common",
        ))
    })
}

/// Light's kappa (1971): the mean of Cohen's kappas over all pairs of raters who share a unit.
///
/// # Errors
/// Undefined when no pair shares a unit, or when one of the pairs is undefined.
pub(super) fn light(matrix: &Matrix) -> Statistic {
    let weights = Weights::new(matrix, Shape::Identity);
    let mut kappas = Vec::new();
    for first in 0..matrix.raters() {
        for second in first + 1..matrix.raters() {
            if let Some(kappa) = pair(matrix, &weights, first, second) {
                kappas.push(kappa.map_err(|_| {
                    Undefined::because("for one pair of reviewers Cohen's kappa is 0/0: both used one category only")
                })?);
            }
        }
    }
    numeric::mean(&kappas).map_err(|_| chance::no_pairs())
}

/// Cohen's kappa of two raters; `None` when they share no unit.
fn pair(matrix: &Matrix, weights: &Weights, first: usize, second: usize) -> Option<Statistic> {
    let both: Vec<(usize, usize)> = matrix
        .units()
        .iter()
        .filter_map(|unit| Some((unit.by_rater(first)?, unit.by_rater(second)?)))
        .collect();
    let n = both.len() as f64;
    if both.is_empty() {
        return None;
    }
    let mut marginals = [
        vec![0.0; matrix.category_count()],
        vec![0.0; matrix.category_count()],
    ];
    for (a, b) in &both {
        for (marginal, category) in marginals.iter_mut().zip([a, b]) {
            if let Some(share) = marginal.get_mut(*category) {
                *share += 1.0 / n;
            }
        }
    }
    let [x, y] = &marginals;
    let pa = both.iter().map(|(a, b)| weights.of(*a, *b)).sum::<f64>() / n;
    Some(chance::corrected(pa, weights.bilinear_form(x, y)))
}

/// Conger's kappa (1980): chance agreement from every pair of raters' own marginals, for missing
/// ratings as Gwet (2014) generalises it: `pe = Σ (p̄² − s²/r)` with the mean and sample variance of
/// a category's share over the r raters.
pub(super) fn conger(matrix: &Matrix) -> Statistic {
    let pa = observed_agreement(matrix, &Weights::new(matrix, Shape::Identity))?;
    let raters = matrix.raters();
    let mut counts = vec![vec![0.0; raters]; matrix.category_count()];
    let mut rated = vec![0.0; raters];
    for (rater, category) in matrix.units().iter().flat_map(|unit| &unit.ratings) {
        if let Some(count) = counts
            .get_mut(*category)
            .and_then(|row| row.get_mut(*rater))
        {
            *count += 1.0;
        }
        if let Some(count) = rated.get_mut(*rater) {
            *count += 1.0;
        }
    }
    let mut pe = 0.0;
    for row in &counts {
        let shares: Vec<f64> = row
            .iter()
            .zip(&rated)
            .map(|(count, rated)| count / rated)
            .collect();
        let mean = numeric::mean(&shares)?;
        pe += mean * mean - numeric::variance(&shares)? / raters as f64;
    }
    chance::corrected(pa, pe)
}
