//! Spread of values.

use crate::analysis::statistics::{Statistic, Undefined, numeric};

/// The median of `|x − median|`, without the factor 1.4826 that matches it to normal data.
pub(super) fn median_absolute_deviation(ascending: &[f64]) -> Statistic {
    let centre = numeric::median(ascending)?;
    let distances: Vec<f64> = ascending.iter().map(|x| (x - centre).abs()).collect();
    numeric::median(&numeric::sorted(&distances))
}

/// Third quartile less first, type 7.
pub(super) fn interquartile_range(ascending: &[f64]) -> Statistic {
    Ok(numeric::quantile(ascending, 0.75)? - numeric::quantile(ascending, 0.25)?)
}

/// Greatest less least.
pub(super) fn range(ascending: &[f64]) -> Statistic {
    match (ascending.first(), ascending.last()) {
        (Some(least), Some(greatest)) => Ok(greatest - least),
        _ => Err(Undefined::because("there are no ratings")),
    }
}

/// `(g₁² + 1)/(g₂ + 3(n − 1)²/((n − 2)(n − 3)))` with the sample skewness g₁ and excess kurtosis g₂
/// corrected for bias (SAS/STAT User's Guide; Pfister et al. 2013, Frontiers in Psychology 4: 700).
///
/// It also rises with skewness alone: descriptive, no test.
pub(super) fn bimodality_coefficient(values: &[f64]) -> Statistic {
    if values.len() < 4 {
        return Err(Undefined::because(
            "the bimodality coefficient needs at least four ratings",
        ));
    }
    let n = values.len() as f64;
    let centre = numeric::mean(values)?;
    let moment = |power: i32| values.iter().map(|x| (x - centre).powi(power)).sum::<f64>() / n;
    let second = moment(2);
    if second < 1e-24 {
        return Err(Undefined::because("the ratings do not vary"));
    }
    let skewness = moment(3) / second.powf(1.5);
    let kurtosis = moment(4) / (second * second) - 3.0;
    let g1 = skewness * (n * (n - 1.0)).sqrt() / (n - 2.0);
    let g2 = (n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1.0) * kurtosis + 6.0);
    Ok((g1 * g1 + 1.0) / (g2 + 3.0 * (n - 1.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0))))
}
