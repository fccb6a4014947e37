//! The scale that ratings stand on, and its thirds.

use super::numeric;

/// Slack around the boundaries of the thirds, so that rounding never decides a third.
const SLACK: f64 = 1e-12;

/// What a rating may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Any probability from 0 to 1.
    Probability,
    /// One of so many ordered levels, counted from 1.
    Levels(usize),
}

impl Scale {
    /// The place of level `level` (1..=k) on 0..=1: `(level − 1)/(k − 1)`, or ½ on a scale of one level.
    pub fn position(self, level: usize) -> f64 {
        match self {
            Self::Levels(k) if k > 1 => (level.clamp(1, k) - 1) as f64 / (k - 1) as f64,
            _ => 0.5,
        }
    }

    /// All positions that a rating may take, when they can be counted.
    pub fn positions(self) -> Option<Vec<f64>> {
        match self {
            Self::Probability => None,
            Self::Levels(k) => Some((1..=k).map(|level| self.position(level)).collect()),
        }
    }
}

/// A third of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Third {
    /// Towards rejection.
    Low,
    /// Between.
    Middle,
    /// Towards support.
    High,
}

impl Third {
    /// The three, from low to high.
    pub const ALL: [Self; 3] = [Self::Low, Self::Middle, Self::High];

    /// The index 0, 1 or 2.
    pub fn index(self) -> usize {
        match self {
            Self::Low => 0,
            Self::Middle => 1,
            Self::High => 2,
        }
    }
}

/// How 0..=1 is cut in three.
///
/// Two cuts are in use: equal thirds, and the panel bands of RAND/UCLA.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cut {
    /// Positions below this are in the lowest third.
    low_below: f64,
    /// Positions from this on are in the highest third.
    high_from: f64,
}

impl Cut {
    /// Equal thirds: below ⅓, ⅓ to ⅔, above ⅔. The two boundaries belong to the middle, so that
    /// mirroring the scale mirrors the thirds.
    pub const THIRDS: Self = Self {
        low_below: 1.0 / 3.0 - SLACK,
        high_from: 2.0 / 3.0 + SLACK,
    };

    /// The bands 1–3, 4–6 and 7–9 of RAND/UCLA on s = 1 + 8p. Medians of 3.5 and 6.5 go to the
    /// higher band (Fitch et al. 2001, The RAND/UCLA Appropriateness Method User's Manual).
    pub const RAND: Self = Self {
        low_below: 2.5 / 8.0 - SLACK,
        high_from: 5.5 / 8.0 - SLACK,
    };

    /// The third that holds `position`.
    pub fn third(self, position: f64) -> Third {
        if position < self.low_below {
            Third::Low
        } else if position < self.high_from {
            Third::Middle
        } else {
            Third::High
        }
    }

    /// How many positions are in each third, from low to high.
    pub fn counts(self, positions: &[f64]) -> [usize; 3] {
        let mut counts = [0; 3];
        for position in positions {
            counts[self.third(*position).index()] += 1;
        }
        counts
    }

    /// As [`Self::counts`], of positions in ascending order: a few comparisons, however many there are.
    pub fn counts_of_sorted(self, ascending: &[f64]) -> [usize; 3] {
        let below_middle = ascending.partition_point(|p| self.third(*p) < Third::Middle);
        let below_high = ascending.partition_point(|p| self.third(*p) < Third::High);
        [
            below_middle,
            below_high - below_middle,
            ascending.len() - below_high,
        ]
    }

    /// The least and greatest position of a third, a hair inside where the boundary is excluded.
    pub fn ends(self, third: Third) -> (f64, f64) {
        match third {
            Third::Low => (0.0, self.low_below - SLACK),
            Third::Middle => (self.low_below, self.high_from - SLACK),
            Third::High => (self.high_from, 1.0),
        }
    }
}

/// How many of `positions` (0..=1) are in each equal third of the scale: low, middle, high.
pub fn thirds(positions: &[f64]) -> [usize; 3] {
    Cut::THIRDS.counts(positions)
}

/// RAND/UCLA's spread of a panel, on its scale of 1 to 9 (s = 1 + 8p).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PanelSpread {
    /// The 30th percentile, type 7.
    pub p30: f64,
    /// The 70th percentile, type 7.
    pub p70: f64,
}

impl PanelSpread {
    /// The spread of `n` positions on 0..=1, given by their order statistics; `None` without any.
    pub fn by_order(n: usize, order: impl Fn(usize) -> Option<f64>) -> Option<Self> {
        let on_panel_scale = |rank| order(rank).map(|p| 1.0 + 8.0 * p);
        let p30 = numeric::quantile_by(n, 0.3, on_panel_scale)?;
        let p70 = numeric::quantile_by(n, 0.7, on_panel_scale)?;
        Some(Self { p30, p70 })
    }

    /// The spread of positions sorted in ascending order; `None` without any.
    pub fn of(ascending: &[f64]) -> Option<Self> {
        Self::by_order(ascending.len(), |rank| ascending.get(rank).copied())
    }

    /// The interpercentile range, P70 − P30.
    pub fn ipr(self) -> f64 {
        self.p70 - self.p30
    }

    /// The range that would mean disagreement, adjusted for asymmetry:
    /// `2.35 + 1.5·|5 − (P30 + P70)/2|` (Fitch et al. 2001).
    pub fn ipras(self) -> f64 {
        2.35 + 1.5 * (5.0 - f64::midpoint(self.p30, self.p70)).abs()
    }

    /// The disagreement index IPR/IPRAS; above 1 the panel disagrees.
    pub fn disagreement_index(self) -> f64 {
        self.ipr() / self.ipras()
    }

    /// Whether the index exceeds 1, by more than rounding.
    pub fn disagrees(self) -> bool {
        self.disagreement_index() > 1.0 + SLACK
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_levels_fall_three_into_each_third() {
        let scale = Scale::Levels(9);
        let positions = scale.positions().unwrap();
        assert_eq!(thirds(&positions), [3, 3, 3]);
        assert_eq!(Cut::RAND.counts(&positions), [3, 3, 3]);
    }

    #[test]
    fn thirds_of_other_scales_are_symmetric() {
        let shape = |k| thirds(&Scale::Levels(k).positions().unwrap());
        assert_eq!(shape(2), [1, 0, 1]);
        assert_eq!(shape(4), [1, 2, 1]);
        assert_eq!(shape(5), [2, 1, 2]);
        assert_eq!(shape(7), [2, 3, 2]);
        assert_eq!(shape(10), [3, 4, 3]);
    }

    #[test]
    fn the_ends_of_a_third_are_inside_it() {
        for cut in [Cut::THIRDS, Cut::RAND] {
            for third in Third::ALL {
                let (low, high) = cut.ends(third);
                assert_eq!((cut.third(low), cut.third(high)), (third, third));
            }
        }
    }

    #[test]
    fn the_worked_panel_of_bmj_open_has_its_percentiles() {
        // BMJ Open 2012;2:e001431, table 1: 15 panellists, five 7, five 8, two 9 and three below (at
        // which places does not matter here). P30 = 7, P70 = 8, IPR = 1, centre 7.5, asymmetry 2.5.
        // Its prose gives a base of 2.5, its sum 6.1 = 2.35 + 3.75.
        let mut ratings = vec![3, 5, 6];
        ratings.extend([7; 5]);
        ratings.extend([8; 5]);
        ratings.extend([9; 2]);
        let positions: Vec<f64> = ratings
            .iter()
            .map(|r| Scale::Levels(9).position(*r))
            .collect();
        let spread = PanelSpread::of(&positions).unwrap();
        assert_eq!((spread.p30, spread.p70), (7.0, 8.0));
        assert!((spread.ipras() - 6.1).abs() < 1e-12);
        assert!(spread.disagreement_index() < 1.0);
    }
}
