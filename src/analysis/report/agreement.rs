//! Agreement over the whole report, never of a single claim.

use super::ClaimReport;
use crate::analysis::statistics::{
    Estimate,
    agreement::{Agreement, Bootstrap, Categories, Matrix, Warning, warnings},
};
use crate::model::id::ReviewerId;

/// Agreement on the claims of one scale.
#[derive(Debug, Clone)]
pub struct AgreementReport {
    /// Claims with ratings.
    pub claims: usize,
    /// Reviewers with ratings.
    pub reviewers: usize,
    /// Each statistic with its interval, in the order of publication.
    pub statistics: Vec<(Agreement, Estimate)>,
    /// Pitfalls that these data show.
    pub warnings: Vec<Warning>,
}

impl AgreementReport {
    /// One of the statistics.
    pub fn get(&self, which: Agreement) -> Option<&Estimate> {
        self.statistics
            .iter()
            .find(|(name, _)| *name == which)
            .map(|(_, estimate)| estimate)
    }
}

/// Statistics that make sense of continuous probabilities.
const OF_PROBABILITIES: &[Agreement] = &[
    Agreement::KrippendorffAlphaInterval,
    Agreement::Icc21,
    Agreement::Icc2K,
    Agreement::KendallW,
];

/// Statistics of ratings on a declared scale.
const OF_LEVELS: &[Agreement] = &[
    Agreement::KrippendorffAlphaOrdinal,
    Agreement::GwetAc2Ordinal,
    Agreement::PercentAgreement,
    Agreement::KrippendorffAlphaNominal,
    Agreement::KrippendorffAlphaInterval,
    Agreement::GwetAc1,
    Agreement::GwetAc2Linear,
    Agreement::GwetAc2Quadratic,
    Agreement::BrennanPrediger,
    Agreement::FleissKappa,
    Agreement::CongerKappa,
    Agreement::LightKappa,
    Agreement::KendallW,
];

/// Agreement on the claims judged by probability.
///
/// Beside the statistics of the probabilities themselves stand percent agreement and Gwet's AC2 of
/// their thirds (rejected, undecided, supported), the categories that the verdicts speak of.
pub(super) fn of_confidence(
    claims: &[&ClaimReport],
    reviewers: &[ReviewerId],
) -> Option<AgreementReport> {
    use crate::analysis::statistics::scale::Cut;
    let rows = rows(claims, reviewers, super::RatingRow::best);
    let matrix = Matrix::of_values(&rows);
    let third = |p: &Option<f64>| p.map(|p| Cut::THIRDS.third(p).index() + 1);
    let thirds: Vec<Vec<Option<usize>>> = rows
        .iter()
        .map(|row| row.iter().map(third).collect())
        .collect();
    let by_third = Matrix::of_levels(&thirds, &[1.0, 2.0, 3.0], Categories::Declared);
    let mut report = report(&rows, &matrix, OF_PROBABILITIES)?;
    for which in [Agreement::GwetAc2Ordinal, Agreement::PercentAgreement] {
        report
            .statistics
            .push((which, which.estimate(&by_third, &Bootstrap::default())));
    }
    Some(report)
}

/// Agreement on the claims judged by levels.
pub(super) fn of_stance(
    claims: &[&ClaimReport],
    reviewers: &[ReviewerId],
    levels: usize,
) -> Option<AgreementReport> {
    let rows = rows(claims, reviewers, |row| {
        row.review.stance().map(|level| level as usize)
    });
    let values: Vec<f64> = (1..=levels).map(|level| level as f64).collect();
    let matrix = Matrix::of_levels(&rows, &values, Categories::Declared);
    report(&rows, &matrix, OF_LEVELS)
}

/// Claims in rows, reviewers in columns.
fn rows<T: Clone>(
    claims: &[&ClaimReport],
    reviewers: &[ReviewerId],
    value: impl Fn(&super::RatingRow) -> Option<T>,
) -> Vec<Vec<Option<T>>> {
    let row = |claim: &&ClaimReport| {
        let mut cells = vec![None; reviewers.len()];
        for rating in claim.ratings.iter().filter(|rating| rating.counts()) {
            let column = reviewers.binary_search(&rating.review.reviewer).ok();
            if let Some(cell) = column.and_then(|column| cells.get_mut(column)) {
                *cell = value(rating);
            }
        }
        cells
    };
    claims.iter().map(row).collect()
}

fn report<T>(
    rows: &[Vec<Option<T>>],
    matrix: &Matrix,
    which: &[Agreement],
) -> Option<AgreementReport> {
    let rated = rows
        .iter()
        .filter(|row| row.iter().any(Option::is_some))
        .count();
    let columns = rows.first().map_or(0, Vec::len);
    let reviewers = (0..columns)
        .filter(|i| {
            rows.iter()
                .any(|row| row.get(*i).is_some_and(Option::is_some))
        })
        .count();
    (rated > 0).then(|| AgreementReport {
        claims: rated,
        reviewers,
        statistics: which
            .iter()
            .map(|name| (*name, name.estimate(matrix, &Bootstrap::default())))
            .collect(),
        warnings: warnings(matrix),
    })
}
