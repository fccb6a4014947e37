//! Statistics that can be computed from any multiset of units, and their bootstrap.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;

use crate::analysis::statistics::{Interval, Undefined, numeric};

/// A statistic of units of which each may count several times.
///
/// What does not depend on the multiset is computed once, so that a resample costs little.
pub(super) trait Resampled: Sync {
    /// How many units there are to draw from.
    fn units(&self) -> usize;

    /// The statistic when unit `u` counts `times[u]` times; `None` when it is 0/0.
    fn value(&self, times: &[u32]) -> Option<f64>;

    /// The statistic of the units as they are.
    fn observed(&self) -> Option<f64> {
        self.value(&vec![1; self.units()])
    }
}

/// How intervals are drawn: a percentile bootstrap over units.
///
/// The generator is `ChaCha8` with one stream a resample, so that the interval is the same on every
/// machine and for any number of threads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bootstrap {
    /// How many resamples. Default 2,000.
    pub resamples: u32,
    /// The seed. Default 2011, the year of Krippendorff's note.
    pub seed: u64,
    /// The coverage of the interval. Default 0.95.
    pub coverage: f64,
    /// Fewer units than this give no interval. Default 10, a rule of this tool.
    pub least_units: usize,
}

impl Default for Bootstrap {
    fn default() -> Self {
        Self {
            resamples: 2_000,
            seed: 2011,
            coverage: 0.95,
            least_units: 10,
        }
    }
}

impl Bootstrap {
    /// The percentile interval of a statistic over `units` claims that can show agreement.
    pub(super) fn interval(
        &self,
        statistic: &impl Resampled,
        units: usize,
    ) -> Result<Interval, Undefined> {
        if units < self.least_units {
            return Err(Undefined::because(format!(
                "it takes at least {} claims with two ratings or more, and there {} {units}",
                self.least_units,
                if units == 1 { "is" } else { "are" }
            )));
        }
        let drawn: Vec<Option<f64>> = (0..self.resamples)
            .into_par_iter()
            .map(|index| statistic.value(&self.draw(index, statistic.units())))
            .collect();
        self.percentiles(drawn.into_iter().flatten().collect())
    }

    /// How often each of `n` units is drawn in one resample.
    fn draw(&self, index: u32, n: usize) -> Vec<u32> {
        let mut seed = [0; 32];
        for (slot, byte) in seed.iter_mut().zip(self.seed.to_le_bytes()) {
            *slot = byte;
        }
        let mut generator = ChaCha8Rng::from_seed(seed);
        generator.set_stream(u64::from(index));
        let mut times = vec![0; n];
        for _ in 0..n {
            if let Some(count) = times.get_mut(below(n, generator.next_u32())) {
                *count += 1;
            }
        }
        times
    }

    fn percentiles(&self, mut drawn: Vec<f64>) -> Result<Interval, Undefined> {
        let tenth_missing = drawn.len() * 10 < self.resamples as usize * 9;
        if tenth_missing || drawn.is_empty() {
            return Err(Undefined::because(
                "in more than a tenth of the resamples the statistic is undefined",
            ));
        }
        drawn.sort_by(f64::total_cmp);
        let tail = (1.0 - self.coverage) / 2.0;
        Ok(Interval {
            low: numeric::quantile(&drawn, tail)?,
            high: numeric::quantile(&drawn, 1.0 - tail)?,
        })
    }
}

/// Maps 32 random bits to `0..n` by multiplication; the bias is below n/2³².
fn below(n: usize, bits: u32) -> usize {
    ((n as u64 * u64::from(bits)) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resample_draws_as_many_units_as_there_are_and_always_the_same() {
        let bootstrap = Bootstrap::default();
        let times = bootstrap.draw(7, 50);
        assert_eq!(times.iter().sum::<u32>(), 50);
        assert_eq!(times, bootstrap.draw(7, 50));
        assert_ne!(times, bootstrap.draw(8, 50));
    }

    #[test]
    fn the_stream_of_the_generator_is_pinned() {
        // Whoever changes these numbers changes every published interval.
        assert_eq!(Bootstrap::default().draw(0, 8), [0, 0, 1, 2, 3, 1, 1, 0]);
    }
}
