//! A statistic is a number, or the reason why there is none.

use std::borrow::Cow;
use std::fmt;

/// Why a statistic has no value, as a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undefined(Cow<'static, str>);

impl Undefined {
    /// States the reason: lower case, no full stop, readable after "undefined because".
    pub fn because(reason: impl Into<Cow<'static, str>>) -> Self {
        Self(reason.into())
    }

    /// The reason.
    pub fn reason(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Undefined {}

/// A finite number, or the reason why there is none. Never `NaN`, never an infinity.
pub type Statistic = Result<f64, Undefined>;

/// Lets only a finite number through.
///
/// # Errors
/// `reason`, when `value` is not finite.
pub fn finite(value: f64, reason: &'static str) -> Statistic {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(Undefined::because(reason))
    }
}

/// Divides, unless the denominator is nought.
///
/// # Errors
/// `reason`, when `denominator` is 0 or the quotient is not finite.
pub fn ratio(numerator: f64, denominator: f64, reason: &'static str) -> Statistic {
    if denominator == 0.0 {
        return Err(Undefined::because(reason));
    }
    finite(numerator / denominator, reason)
}

/// The two ends of an interval, `low <= high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// A statistic together with its interval, either of which may be undefined for its own reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// The statistic itself.
    pub value: Statistic,
    /// Its interval.
    pub interval: Result<Interval, Undefined>,
}

impl Estimate {
    /// An estimate without value, and so without interval.
    pub fn undefined(why: Undefined) -> Self {
        Self {
            value: Err(why.clone()),
            interval: Err(why),
        }
    }

    /// Why the value, or else its interval, is undefined; `None` when both are there.
    pub fn reason(&self) -> Option<&str> {
        let why = self.value.as_ref().err().or(self.interval.as_ref().err());
        why.map(Undefined::reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotient_by_nought_carries_its_reason() {
        let why = ratio(1.0, 0.0, "nothing to divide by").unwrap_err();
        assert_eq!(why.reason(), "nothing to divide by");
        assert_eq!(ratio(1.0, 4.0, "unused"), Ok(0.25));
    }

    #[test]
    fn an_estimate_names_the_reason_of_its_value_before_that_of_its_interval() {
        let missing = Undefined::because("too few claims");
        let estimate = Estimate {
            value: Ok(0.5),
            interval: Err(missing.clone()),
        };
        assert_eq!(estimate.reason(), Some("too few claims"));
        let none = Estimate::undefined(Undefined::because("no ratings"));
        assert_eq!(none.reason(), Some("no ratings"));
    }
}
