//! Pitfalls of agreement statistics that the ratings at hand run into.

use super::{Agreement, Categories, Matrix, Unit};

/// A warning about numbers that are right and may mislead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// A stable code in kebab case.
    pub code: &'static str,
    /// One or two sentences for people.
    pub message: String,
}

/// Every pitfall that these ratings run into, in a fixed order.
pub fn warnings(matrix: &Matrix) -> Vec<Warning> {
    let checks = [
        identical_ratings,
        kappa_paradox,
        inferred_categories,
        single_ratings,
        few_claims,
        missing_ratings,
    ];
    checks
        .into_iter()
        .filter_map(|check| check(matrix))
        .collect()
}

fn warn(code: &'static str, message: String) -> Warning {
    Warning { code, message }
}

fn percent(share: f64) -> String {
    format!("{:.0}%", 100.0 * share)
}

/// All ratings equal: alpha and the kappas are 0/0.
fn identical_ratings(matrix: &Matrix) -> Option<Warning> {
    let used = matrix.totals().iter().filter(|total| **total > 0).count();
    (used == 1 && matrix.ratings() > 1).then_some(())?;
    Some(warn(
        "identical-ratings",
        "All ratings are the same. Agreement is complete, but alpha and the kappas are undefined: where nothing varies, agreement by chance is complete too.".into(),
    ))
}

/// High agreement, low kappa, because one category holds most ratings (Feinstein & Cicchetti 1990,
/// Journal of Clinical Epidemiology 43: 543–549): kappa falls far below what the same agreement
/// would give if the categories that occur were equally frequent.
fn kappa_paradox(matrix: &Matrix) -> Option<Warning> {
    let agreement = Agreement::PercentAgreement.of(matrix).ok()?;
    let kappa = Agreement::FleissKappa.of(matrix).ok()?;
    let used = matrix.totals().iter().filter(|total| **total > 0).count() as f64;
    let balanced = (agreement - 1.0 / used) / (1.0 - 1.0 / used);
    (matrix.categories() != Categories::Continuous
        && agreement >= 2.0 / 3.0
        && balanced - kappa >= 0.2)
        .then_some(())?;
    let most = matrix.totals().into_iter().max()?;
    Some(warn(
        "kappa-paradox",
        format!(
            "Reviewers agree in {} of pairs, yet kappa is only {kappa:.2}: {} of all ratings fall in one category, so that chance alone would often agree. Read alpha and the kappas beside percent agreement and AC.",
            percent(agreement),
            percent(most as f64 / matrix.ratings() as f64)
        ),
    ))
}

/// AC1, AC2 and Brennan–Prediger change with categories that nobody happened to use.
fn inferred_categories(matrix: &Matrix) -> Option<Warning> {
    matches!(
        matrix.categories(),
        Categories::Inferred | Categories::Unordered
    )
    .then_some(())
    .filter(|()| matrix.category_count() > 0)?;
    Some(warn(
        "categories-inferred",
        format!(
            "The {} levels were inferred from the ratings. AC1, AC2, Brennan-Prediger and the ordinal indices change when a level that nobody used is part of the scale: declare all levels.",
            matrix.category_count()
        ),
    ))
}

/// Units with a single rating say nothing about agreement.
fn single_ratings(matrix: &Matrix) -> Option<Warning> {
    let single = matrix.units().iter().filter(|unit| unit.len() == 1).count();
    (single > 0).then_some(())?;
    Some(warn(
        "single-ratings",
        format!(
            "{single} of {} claims have one rating only and do not count towards agreement.",
            matrix.units().len()
        ),
    ))
}

/// Few units: wide uncertainty.
fn few_claims(matrix: &Matrix) -> Option<Warning> {
    let pairable = matrix.pairable().count();
    (1..10).contains(&pairable).then_some(())?;
    Some(warn(
        "few-claims",
        format!(
            "Agreement rests on {pairable} {}: too few for an interval, and one more could change it much.",
            if pairable == 1 { "claim" } else { "claims" }
        ),
    ))
}

/// Many empty cells.
fn missing_ratings(matrix: &Matrix) -> Option<Warning> {
    let cells = matrix.units().iter().map(Unit::len).sum::<usize>() + matrix.missing();
    let share = matrix.missing() as f64 / cells.max(1) as f64;
    (share > 0.25).then_some(())?;
    Some(warn(
        "missing-ratings",
        format!(
            "{} of the ratings are missing. If reviewers chose what to rate, agreement on the rest may differ.",
            percent(share)
        ),
    ))
}
