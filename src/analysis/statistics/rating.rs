//! One reviewer's probability for one claim, and tables of such ratings.

use std::collections::BTreeMap;

/// A probability with optional bounds, `lower <= best <= upper`, all in 0..=1.
///
/// What the bounds mean (say, 5 to 95 per cent) is the workspace's to say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rating {
    /// The best estimate.
    pub best: f64,
    /// The lower bound, if given.
    pub lower: Option<f64>,
    /// The upper bound, if given.
    pub upper: Option<f64>,
}

impl Rating {
    /// A rating without bounds.
    pub fn point(best: f64) -> Self {
        Self {
            best,
            lower: None,
            upper: None,
        }
    }

    /// A rating with both bounds.
    pub fn interval(lower: f64, best: f64, upper: f64) -> Self {
        Self {
            best,
            lower: Some(lower),
            upper: Some(upper),
        }
    }

    /// Both bounds, lower first, if both were given.
    pub fn bounds(&self) -> Option<(f64, f64)> {
        Some((self.lower?, self.upper?))
    }

    /// The width of the interval, if both bounds were given.
    pub fn width(&self) -> Option<f64> {
        self.bounds().map(|(lower, upper)| (upper - lower).abs())
    }
}

/// Ratings of many claims by many reviewers: rows are claims, columns reviewers.
///
/// Needed because some rules weigh a reviewer by all of their ratings. A cell may also hold the
/// rating of an earlier round, for the rules that look at what changed.
#[derive(Debug, Clone)]
pub struct RatingTable {
    reviewers: usize,
    /// The cells in use, by reviewer: most reviewers of a large table rate few of its claims.
    claims: Vec<BTreeMap<usize, Cell>>,
}

/// What one reviewer said of one claim, now and in the round before.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Cell {
    /// The rating that counts.
    pub now: Option<Rating>,
    /// The rating of the round before.
    pub before: Option<Rating>,
}

impl RatingTable {
    /// A table without ratings.
    pub fn new(claims: usize, reviewers: usize) -> Self {
        Self {
            reviewers,
            claims: vec![BTreeMap::new(); claims],
        }
    }

    /// How many claims there are, rated or not.
    pub fn claims(&self) -> usize {
        self.claims.len()
    }

    /// How many reviewers there are.
    pub fn reviewers(&self) -> usize {
        self.reviewers
    }

    /// Records a rating; a place outside the table is ignored.
    pub fn set(&mut self, claim: usize, reviewer: usize, rating: Rating) {
        if let Some(cell) = self.cell_mut(claim, reviewer) {
            cell.now = Some(rating);
        }
    }

    /// Records the rating of an earlier round; a place outside the table is ignored.
    pub fn set_before(&mut self, claim: usize, reviewer: usize, rating: Rating) {
        if let Some(cell) = self.cell_mut(claim, reviewer) {
            cell.before = Some(rating);
        }
    }

    /// The reviewers of one claim with what they said, in the order of the reviewers.
    pub fn row(&self, claim: usize) -> impl Iterator<Item = (usize, Cell)> + '_ {
        let row = self.claims.get(claim).into_iter().flatten();
        row.map(|(reviewer, cell)| (*reviewer, *cell))
    }

    /// The current ratings of one reviewer, in the order of the claims.
    pub fn by_reviewer(&self, reviewer: usize) -> impl Iterator<Item = Rating> + '_ {
        self.claims
            .iter()
            .filter_map(move |row| row.get(&reviewer)?.now)
    }

    fn cell_mut(&mut self, claim: usize, reviewer: usize) -> Option<&mut Cell> {
        let row = self
            .claims
            .get_mut(claim)
            .filter(|_| reviewer < self.reviewers)?;
        Some(row.entry(reviewer).or_default())
    }
}
