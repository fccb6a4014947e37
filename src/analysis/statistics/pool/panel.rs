//! The ratings of one claim as the pooling rules see them.

use crate::analysis::statistics::numeric;
use crate::analysis::statistics::rating::{Cell, Rating, RatingTable};

/// What a reviewer's ratings of all claims say about the reviewer.
///
/// Several rules of aggreCAT weigh a reviewer by habits that show only across claims.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Profile {
    /// The widest interval the reviewer gave; `None` without intervals.
    pub max_width: Option<f64>,
    /// The sample variance of the reviewer's interval widths; 0 with fewer than two.
    pub width_variance: f64,
    /// The share of the reviewer's estimates that are no multiple of 0.05.
    pub granularity: f64,
    /// The sample standard deviation of the reviewer's estimates; `None` with fewer than two.
    pub best_sd: Option<f64>,
}

impl Profile {
    /// The profile of a reviewer who gave `ratings`, one a claim.
    pub fn of(ratings: &[Rating]) -> Self {
        let bests: Vec<f64> = ratings.iter().map(|r| r.best).collect();
        let widths: Vec<f64> = ratings.iter().filter_map(Rating::width).collect();
        let granular = bests.iter().filter(|b| is_granular(**b)).count();
        Self {
            max_width: widths.iter().copied().reduce(f64::max),
            width_variance: width_variance(&widths),
            granularity: granular as f64 / (bests.len().max(1)) as f64,
            best_sd: numeric::standard_deviation(&bests).ok(),
        }
    }
}

/// Widths that differ by rounding alone do not vary: 0.5 − 0.3 and 0.7 − 0.5 are equally wide.
fn width_variance(widths: &[f64]) -> f64 {
    const ROUNDING: f64 = 1e-24;
    let variance = numeric::variance(widths).unwrap_or(0.0);
    if variance < ROUNDING { 0.0 } else { variance }
}

/// Whether an estimate is finer than steps of 0.05, rounding aside.
fn is_granular(best: f64) -> bool {
    let steps = best * 20.0;
    (steps - steps.round()).abs() > 1e-9
}

/// One reviewer's part in a panel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// The rating that counts.
    pub rating: Rating,
    /// The same reviewer's rating in the round before, if there was one.
    pub before: Option<Rating>,
    /// What the reviewer's other ratings say.
    pub profile: Profile,
}

/// The ratings of one claim, each with its reviewer's profile.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// One entry a reviewer who rated the claim.
    pub entries: Vec<Entry>,
    /// How many claims with ratings the profiles were drawn from.
    pub claims_in_table: usize,
}

impl Panel {
    /// A panel whose reviewers rated nothing else.
    pub fn alone(ratings: &[Rating]) -> Self {
        let entry = |rating: &Rating| Entry {
            rating: *rating,
            before: None,
            profile: Profile::of(std::slice::from_ref(rating)),
        };
        Self {
            entries: ratings.iter().map(entry).collect(),
            claims_in_table: 1,
        }
    }

    /// How many reviewers rated the claim.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nobody rated the claim.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The best estimates, in the order of the entries.
    pub fn bests(&self) -> Vec<f64> {
        self.entries.iter().map(|entry| entry.rating.best).collect()
    }

    /// How many entries have both bounds, and so count in rules that weigh by them.
    pub fn bounded(&self) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.rating.bounds().is_some())
            .count()
    }

    /// The panel without its `index`-th reviewer; profiles stay as they are.
    #[must_use]
    pub fn without(&self, index: usize) -> Self {
        let others = self.entries.iter().enumerate().filter(|(i, _)| *i != index);
        Self {
            entries: others.map(|(_, entry)| *entry).collect(),
            claims_in_table: self.claims_in_table,
        }
    }
}

impl RatingTable {
    /// The panel of every claim, in the order of the claims.
    pub fn panels(&self) -> Vec<Panel> {
        let profile = |reviewer| Profile::of(&self.by_reviewer(reviewer).collect::<Vec<_>>());
        let profiles: Vec<Profile> = (0..self.reviewers()).map(profile).collect();
        let rated = |claim: &usize| self.row(*claim).any(|(_, cell)| cell.now.is_some());
        let claims_in_table = (0..self.claims()).filter(rated).count();
        let entry = |(reviewer, cell): (usize, Cell)| {
            let profile = profiles.get(reviewer).copied().unwrap_or_default();
            Some(Entry {
                rating: cell.now?,
                before: cell.before,
                profile,
            })
        };
        let panel = |claim| Panel {
            entries: self.row(claim).filter_map(entry).collect(),
            claims_in_table,
        };
        (0..self.claims()).map(panel).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_of_five_hundredths_are_not_granular_whatever_their_rounding() {
        assert!((0..=20).all(|k| !is_granular(f64::from(k) * 0.05)));
        assert!((0..=20).all(|k| !is_granular(f64::from(k) / 20.0)));
        assert!(is_granular(0.33) && is_granular(0.051));
    }

    #[test]
    fn profiles_are_drawn_from_all_claims_that_a_reviewer_rated() {
        let mut table = RatingTable::new(3, 2);
        table.set(0, 0, Rating::interval(0.1, 0.2, 0.5));
        table.set(2, 0, Rating::interval(0.5, 0.63, 0.7));
        table.set(2, 1, Rating::point(0.5));
        let panels = table.panels();
        assert_eq!(
            (panels[0].len(), panels[1].len(), panels[2].len()),
            (1, 0, 2)
        );
        let profile = panels[0].entries[0].profile;
        assert_eq!(profile, panels[2].entries[0].profile);
        assert_eq!((profile.max_width, profile.granularity), (Some(0.4), 0.5));
        assert!((profile.width_variance - 0.02).abs() < 1e-15);
        assert_eq!(panels[2].entries[1].profile.max_width, None);
        assert_eq!(panels[2].claims_in_table, 2);
    }

    #[test]
    fn equally_wide_intervals_do_not_vary() {
        let ratings = [
            Rating::interval(0.3, 0.4, 0.5),
            Rating::interval(0.5, 0.6, 0.7),
        ];
        assert!(Profile::of(&ratings).width_variance <= 0.0);
    }
}
