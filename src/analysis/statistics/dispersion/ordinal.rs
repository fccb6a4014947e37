//! Consensus and polarisation on ordered levels.

use crate::analysis::statistics::{Statistic, Undefined, numeric};

/// The exponent of Esteban & Ray's index: 1.6, the most polarisation-sensitive that their axioms
/// allow (Esteban & Ray 1994, Econometrica 62: 819–851).
const ESTEBAN_RAY_ALPHA: f64 = 1.6;

/// Tastle & Wierman's consensus `1 + Σ p·log₂(1 − |x − mean|/range)` (2007, International Journal
/// of Approximate Reasoning 45: 531–545), the range being that of the whole scale.
///
/// Of places on 0..=1, so that levels and probabilities alike have one: 1 when all agree, 0 when
/// half are at either end.
pub(super) fn tastle_wierman(positions: &[f64]) -> Statistic {
    let centre = numeric::mean(positions)?;
    let terms: Vec<f64> = positions
        .iter()
        .map(|p| (1.0 - (p - centre).abs()).log2())
        .collect();
    Ok(1.0 + numeric::mean(&terms)?)
}

fn shares(counts: &[usize]) -> Vec<f64> {
    let n: usize = counts.iter().sum();
    counts
        .iter()
        .map(|count| *count as f64 / n as f64)
        .collect()
}

/// One less Leik's ordinal dispersion `2 Σ d/(k − 1)`, where d is the cumulative share of a level or
/// its complement, whichever is less (Leik 1966, Pacific Sociological Review 9: 85–90).
pub(super) fn leik(counts: &[usize]) -> Statistic {
    let k = counts.len();
    if k < 2 {
        return Err(Undefined::because(
            "Leik's consensus needs at least two levels",
        ));
    }
    let mut cumulative = 0.0;
    let mut total = 0.0;
    for share in shares(counts) {
        cumulative += share;
        total += cumulative.min((1.0 - cumulative).max(0.0));
    }
    Ok(1.0 - 2.0 * total / (k - 1) as f64)
}

/// van der Eijk's agreement A (2001, Quality & Quantity 35: 325–341): the counts are peeled into
/// layers of equal height, and each layer's pattern of filled levels is scored for unimodality.
pub(super) fn van_der_eijk(counts: &[usize]) -> Statistic {
    if counts.len() < 3 {
        return Err(Undefined::because(
            "van der Eijk's A needs at least three levels",
        ));
    }
    let n: usize = counts.iter().sum();
    let mut left = counts.to_vec();
    let mut agreement = 0.0;
    while let Some(height) = left.iter().copied().filter(|count| *count > 0).min() {
        let filled: Vec<bool> = left.iter().map(|count| *count > 0).collect();
        let levels = filled.iter().filter(|full| **full).count();
        agreement += (levels * height) as f64 / n as f64 * pattern_agreement(&filled);
        for count in &mut left {
            *count = count.saturating_sub(height);
        }
    }
    Ok(agreement)
}

/// The agreement of one layer: `U·(1 − (S − 1)/(K − 1))` with S filled of K levels.
fn pattern_agreement(filled: &[bool]) -> f64 {
    let used = filled.iter().filter(|full| **full).count();
    if used == 1 {
        return 1.0;
    }
    let (k, s) = (filled.len() as f64, used as f64);
    let (unimodal, bimodal) = triples(filled);
    if unimodal + bimodal == 0.0 {
        return 0.0;
    }
    let u = ((k - 2.0) * unimodal - (k - 1.0) * bimodal) / ((k - 2.0) * (unimodal + bimodal));
    u * (1.0 - (s - 1.0) / (k - 1.0))
}

/// How many ordered triples of levels are filled like 110 or 011, and how many like 101.
fn triples(filled: &[bool]) -> (f64, f64) {
    let (mut unimodal, mut bimodal) = (0.0, 0.0);
    for (j, middle) in filled.iter().enumerate() {
        let before = filled.iter().take(j).filter(|full| **full).count();
        let after = filled.iter().skip(j + 1).filter(|full| **full).count();
        let empty_before = j - before;
        let empty_after = filled.len() - j - 1 - after;
        if *middle {
            unimodal += (before * empty_after + empty_before * after) as f64;
        } else {
            bimodal += (before * after) as f64;
        }
    }
    (unimodal, bimodal)
}

/// Esteban & Ray's polarisation `Σᵢ Σⱼ pᵢ^(1+α)·pⱼ·|i − j|`, distances in levels, factor 1.
pub(super) fn esteban_ray(counts: &[usize]) -> Statistic {
    if counts.len() < 2 {
        return Err(Undefined::because(
            "Esteban and Ray's index needs at least two levels",
        ));
    }
    let shares = shares(counts);
    let mut total = 0.0;
    for (i, p) in shares.iter().enumerate().filter(|(_, p)| **p > 0.0) {
        let alienation: f64 = shares
            .iter()
            .enumerate()
            .map(|(j, q)| q * i.abs_diff(j) as f64)
            .sum();
        total += p.powf(1.0 + ESTEBAN_RAY_ALPHA) * alienation;
    }
    Ok(total)
}
