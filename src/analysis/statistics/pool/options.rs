//! The parameters of the pooling rules.

use std::fmt;

/// What the pooling rules may be told. Reported beside every result, since each changes numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PoolOptions {
    /// Probabilities are moved into `clip ..= 1 − clip` before log-odds and probits. Default 0.01.
    pub clip: f64,
    /// The share of ratings that the trimmed mean drops at each end, below ½. Default 0.1.
    pub trim: f64,
    /// The factor on the mean log-odds of the extremised pool. Default 1.5.
    pub a: f64,
    /// The least width of an interval that the interval-weighted pool believes. Default 0.05.
    pub width_floor: f64,
    /// First parameter of the beta transform. Default 6.
    pub beta_alpha: f64,
    /// Second parameter of the beta transform. Default 6.
    pub beta_beta: f64,
}

impl Default for PoolOptions {
    fn default() -> Self {
        Self {
            clip: 0.01,
            trim: 0.1,
            a: 1.5,
            width_floor: 0.05,
            beta_alpha: 6.0,
            beta_beta: 6.0,
        }
    }
}

/// Why an option was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PoolOptionError {
    /// There is no such option.
    Unknown(String),
    /// The number is outside what the option allows, which is told.
    OutOfRange {
        /// The option.
        name: &'static str,
        /// What it allows.
        allowed: &'static str,
    },
}

impl fmt::Display for PoolOptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => {
                write!(
                    f,
                    "`{name}` is no option of a pool: {}",
                    PoolOptions::NAMES.join(", ")
                )
            }
            Self::OutOfRange { name, allowed } => write!(f, "`{name}` must be {allowed}"),
        }
    }
}

impl std::error::Error for PoolOptionError {}

impl PoolOptions {
    /// The names of the options, in the order of [`Self::entries`].
    pub const NAMES: [&'static str; 6] = [
        "clip",
        "trim",
        "a",
        "width_floor",
        "beta_alpha",
        "beta_beta",
    ];

    /// Every option with its value, for a report to print.
    pub fn entries(&self) -> [(&'static str, f64); 6] {
        let values = [
            self.clip,
            self.trim,
            self.a,
            self.width_floor,
            self.beta_alpha,
            self.beta_beta,
        ];
        let mut entries = [("", 0.0); 6];
        for (entry, pair) in entries.iter_mut().zip(Self::NAMES.into_iter().zip(values)) {
            *entry = pair;
        }
        entries
    }

    /// Sets one option by name.
    ///
    /// # Errors
    /// An unknown name, or a number outside the range of the option.
    pub fn set(&mut self, name: &str, value: f64) -> Result<(), PoolOptionError> {
        let positive = value.is_finite() && value > 0.0;
        let (slot, name, fine, allowed) = match name {
            "clip" => (
                &mut self.clip,
                "clip",
                positive && value < 0.5,
                "between 0 and 0.5",
            ),
            "trim" => (
                &mut self.trim,
                "trim",
                (0.0..0.5).contains(&value),
                "from 0 to below 0.5",
            ),
            "a" => (&mut self.a, "a", positive, "above 0"),
            "width_floor" => (
                &mut self.width_floor,
                "width_floor",
                positive && value <= 1.0,
                "above 0, at most 1",
            ),
            "beta_alpha" => (&mut self.beta_alpha, "beta_alpha", positive, "above 0"),
            "beta_beta" => (&mut self.beta_beta, "beta_beta", positive, "above 0"),
            other => return Err(PoolOptionError::Unknown(other.to_owned())),
        };
        if !fine {
            return Err(PoolOptionError::OutOfRange { name, allowed });
        }
        *slot = value;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_option_can_be_set_by_its_name() {
        let mut options = PoolOptions::default();
        for name in PoolOptions::NAMES {
            options.set(name, 0.25).unwrap();
        }
        assert_eq!(
            options.entries(),
            PoolOptions::NAMES.map(|name| (name, 0.25))
        );
    }

    #[test]
    fn options_outside_their_range_are_refused_and_change_nothing() {
        let mut options = PoolOptions::default();
        for (name, value) in [
            ("clip", 0.5),
            ("clip", 0.0),
            ("trim", 0.5),
            ("a", f64::NAN),
            ("beta_alpha", -1.0),
        ] {
            assert!(
                matches!(
                    options.set(name, value),
                    Err(PoolOptionError::OutOfRange { .. })
                ),
                "{name}"
            );
        }
        assert_eq!(
            options.set("klip", 0.1),
            Err(PoolOptionError::Unknown("klip".into()))
        );
        assert_eq!(options, PoolOptions::default());
    }
}
