//! A probability that a claim is true as stated, with an optional interval.

use std::fmt;

/// A reviewer's probability, best estimate and optional bounds, all within 0 to 1 and in order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence {
    best: f64,
    bounds: Option<(f64, f64)>,
}

/// Why three numbers are no confidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ConfidenceProblem {
    /// Outside 0 to 1, or not a number.
    OutOfRange(f64),
    /// A lower bound above the best estimate, or an upper bound below it.
    OutOfOrder,
    /// One bound without the other.
    OneBound,
}

impl fmt::Display for ConfidenceProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfRange(x) => {
                write!(f, "{x} is not a probability: it must lie between 0 and 1")
            }
            Self::OutOfOrder => {
                f.write_str("the bounds are out of order: lower ≤ best ≤ upper must hold")
            }
            Self::OneBound => f.write_str("an interval needs both bounds, lower and upper"),
        }
    }
}

impl std::error::Error for ConfidenceProblem {}

impl Confidence {
    /// Checks range and order and keeps the numbers as they are.
    pub fn new(
        best: f64,
        lower: Option<f64>,
        upper: Option<f64>,
    ) -> Result<Self, ConfidenceProblem> {
        for x in [Some(best), lower, upper].into_iter().flatten() {
            if !(0.0..=1.0).contains(&x) {
                return Err(ConfidenceProblem::OutOfRange(x));
            }
        }
        let bounds = match (lower, upper) {
            (None, None) => None,
            (Some(l), Some(u)) => Some((l, u)),
            _ => return Err(ConfidenceProblem::OneBound),
        };
        match bounds {
            Some((l, u)) if l > best || best > u => Err(ConfidenceProblem::OutOfOrder),
            _ => Ok(Self { best, bounds }),
        }
    }

    /// The best estimate.
    pub fn best(self) -> f64 {
        self.best
    }

    /// The lower bound, if an interval was given.
    pub fn lower(self) -> Option<f64> {
        self.bounds.map(|(lower, _)| lower)
    }

    /// The upper bound, if an interval was given.
    pub fn upper(self) -> Option<f64> {
        self.bounds.map(|(_, upper)| upper)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confidence_keeps_its_numbers() {
        let c = Confidence::new(0.35, Some(0.2), Some(0.55)).unwrap();
        assert_eq!(
            (c.best(), c.lower(), c.upper()),
            (0.35, Some(0.2), Some(0.55))
        );
    }

    #[test]
    fn numbers_that_are_no_probability_are_refused() {
        assert!(Confidence::new(60.0, None, None).is_err());
        assert!(Confidence::new(f64::NAN, None, None).is_err());
        assert!(Confidence::new(0.5, Some(-0.1), Some(0.6)).is_err());
        assert_eq!(
            Confidence::new(0.5, Some(0.6), Some(0.7)),
            Err(ConfidenceProblem::OutOfOrder)
        );
        assert_eq!(
            Confidence::new(0.5, Some(0.4), None),
            Err(ConfidenceProblem::OneBound)
        );
    }
}
