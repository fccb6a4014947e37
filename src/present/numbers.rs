//! Numbers for people: rounded once, and undefined said to be undefined.

use crate::analysis::statistics::Statistic;

/// A probability or another score in two digits, `0.35`.
pub fn two_digits(value: f64) -> String {
    let text = format!("{value:.2}");
    if text == "-0.00" {
        "0.00".to_owned()
    } else {
        text
    }
}

/// The same, or a dash where there is no value.
pub fn or_dash(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), two_digits)
}

/// The value of a statistic, or the reason why there is none.
pub fn or_reason(value: &Statistic) -> String {
    match value {
        Ok(value) => two_digits(*value),
        Err(why) => format!("undefined because {why}"),
    }
}

/// A share in whole per cent.
pub fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A count with its noun: `1 claim`, `2 claims`.
pub fn counted(n: usize, noun: &str) -> String {
    match n {
        1 => format!("1 {noun}"),
        n => format!("{n} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_never_leaves_a_negative_nought() {
        assert_eq!(two_digits(-0.0004), "0.00");
        assert_eq!(two_digits(0.125), "0.12");
    }

    #[test]
    fn one_is_singular() {
        assert_eq!(counted(1, "claim"), "1 claim");
        assert_eq!(counted(0, "claim"), "0 claims");
    }
}
