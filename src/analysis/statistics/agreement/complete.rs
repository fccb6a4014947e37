//! Statistics that need every rater to have rated every unit: ICC and Kendall's W.

use super::matrix::Matrix;
use crate::analysis::statistics::{Statistic, Undefined, numeric, statistic};

/// The rows of a complete matrix with at least two units and two raters.
fn rows(matrix: &Matrix) -> Result<Vec<Vec<f64>>, Undefined> {
    if matrix.raters() < 2 || matrix.units().len() < 2 {
        return Err(Undefined::because(
            "this statistic needs at least two reviewers and two claims",
        ));
    }
    matrix.complete().ok_or_else(|| {
        Undefined::because(format!(
            "this statistic needs every reviewer to have rated every claim, and {} of {} ratings are missing",
            matrix.missing(),
            matrix.units().len() * matrix.raters()
        ))
    })
}

/// The mean squares of a two-way analysis of variance without replication.
struct MeanSquares {
    n: f64,
    k: f64,
    rows: f64,
    columns: f64,
    error: f64,
}

impl MeanSquares {
    fn of(rows: &[Vec<f64>]) -> Result<Self, Undefined> {
        let k = rows.first().map_or(0, Vec::len);
        let all: Vec<f64> = rows.iter().flatten().copied().collect();
        let column = |j: usize| {
            rows.iter()
                .filter_map(|row| row.get(j).copied())
                .collect::<Vec<f64>>()
        };
        let row_means = rows
            .iter()
            .map(|row| numeric::mean(row))
            .collect::<Result<Vec<f64>, _>>()?;
        let column_means = (0..k)
            .map(|j| numeric::mean(&column(j)))
            .collect::<Result<Vec<f64>, _>>()?;
        let (n, k) = (rows.len() as f64, k as f64);
        let between_rows = k * numeric::squared_deviations(&row_means);
        let between_columns = n * numeric::squared_deviations(&column_means);
        let total = numeric::squared_deviations(&all);
        if total < 1e-24 {
            return Err(Undefined::because("all ratings are equal"));
        }
        let error = (total - between_rows - between_columns).max(0.0) / ((n - 1.0) * (k - 1.0));
        Ok(Self {
            n,
            k,
            rows: between_rows / (n - 1.0),
            columns: between_columns / (k - 1.0),
            error,
        })
    }

    /// An estimated share of variance; with an estimated total of 0 or less it would be no share. A
    /// total that is not 0 by rounding alone is 0.
    fn share(&self, part: f64, total: f64) -> Statistic {
        let rounding = 1e-12 * (self.rows + self.columns + self.error);
        if total <= rounding {
            return Err(Undefined::because(
                "the estimated total variance is not positive",
            ));
        }
        Ok(part / total)
    }
}

/// ICC(2,1), absolute agreement of single ratings, raters taken as a random sample
/// (Shrout & Fleiss 1979, Psychological Bulletin 86: 420–428).
pub(super) fn icc_2_1(matrix: &Matrix) -> Statistic {
    let ms = MeanSquares::of(&rows(matrix)?)?;
    let noise = ms.k * (ms.columns - ms.error) / ms.n;
    let total = ms.rows + (ms.k - 1.0) * ms.error + noise;
    ms.share(ms.rows - ms.error, total)
}

/// ICC(2,k), the same for the mean of all k raters.
pub(super) fn icc_2_k(matrix: &Matrix) -> Statistic {
    let ms = MeanSquares::of(&rows(matrix)?)?;
    let total = ms.rows + (ms.columns - ms.error) / ms.n;
    ms.share(ms.rows - ms.error, total)
}

/// Kendall's coefficient of concordance W, corrected for ties:
/// `(12 Σ R² − 3m²n(n + 1)²)/(m²(n³ − n) − m ΣT)` with the rank sums R of n units over m raters and
/// `T = Σ (t³ − t)` over each rater's ties (Kendall & Babington Smith 1939; Siegel & Castellan 1988).
pub(super) fn kendall_w(matrix: &Matrix) -> Statistic {
    let rows = rows(matrix)?;
    let (n, m) = (rows.len(), matrix.raters());
    let mut sums = vec![0.0; n];
    let mut ties = 0.0;
    for rater in 0..m {
        let ratings: Vec<f64> = rows
            .iter()
            .filter_map(|row| row.get(rater).copied())
            .collect();
        let (ranks, tied) = midranks(&ratings);
        sums.iter_mut()
            .zip(ranks)
            .for_each(|(sum, rank)| *sum += rank);
        ties += tied;
    }
    let (n, m) = (n as f64, m as f64);
    let squares: f64 = sums.iter().map(|sum| sum * sum).sum();
    let spread = 12.0 * squares - 3.0 * m * m * n * (n + 1.0) * (n + 1.0);
    statistic::ratio(
        spread,
        m * m * (n * n * n - n) - m * ties,
        "every reviewer gave all claims the same rating",
    )
}

/// Ranks from 1 with ties sharing their mean rank, and `Σ (t³ − t)` over the groups of ties.
pub(super) fn midranks(values: &[f64]) -> (Vec<f64>, f64) {
    let ascending = numeric::sorted(values);
    let mut ties = 0.0;
    let mut group = 0;
    while let Some(value) = ascending.get(group) {
        let size = ascending.partition_point(|x| x <= value) - group;
        let t = size as f64;
        ties += t * t * t - t;
        group += size;
    }
    let rank = |value: &f64| {
        let below = ascending.partition_point(|x| x < value);
        let through = ascending.partition_point(|x| x <= value);
        (below + through + 1) as f64 / 2.0
    };
    (values.iter().map(rank).collect(), ties)
}
