//! Rows of a table turned into claims by reviewers.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::statistics::rating::{Rating, RatingTable};
use crate::model::rating_table::{Levels, RatingRow, RatingRows};

/// A table with its claims and reviewers in the order of their names, whatever that of the file.
pub(super) struct Columns<'a> {
    /// The names of the claims.
    pub claims: Vec<&'a str>,
    /// The names of the reviewers.
    pub reviewers: Vec<&'a str>,
    /// The levels of stances.
    pub levels: &'a Levels,
    /// The rows of the last round, by place of claim and reviewer.
    now: BTreeMap<(usize, usize), &'a RatingRow>,
    /// The rows of the round before.
    before: BTreeMap<(usize, usize), &'a RatingRow>,
    /// What claims turned out to be, by place.
    outcomes: BTreeMap<usize, f64>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(table: &'a RatingRows) -> Self {
        let names = |name: fn(&RatingRow) -> &str| -> Vec<&'a str> {
            table
                .rows
                .iter()
                .map(name)
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect()
        };
        let (claims, reviewers) = (names(|row| &row.claim), names(|row| &row.reviewer));
        let rounds: BTreeSet<u32> = table.rows.iter().map(|row| row.round).collect();
        let mut latest = rounds.into_iter().rev();
        let of = |round: Option<u32>| {
            let rows = table.rows.iter().filter(|row| Some(row.round) == round);
            rows.filter_map(|row| Some((place(&claims, &reviewers, row)?, row)))
                .collect()
        };
        let (now, before) = (of(latest.next()), of(latest.next()));
        let outcome = |row: &RatingRow| {
            Some((
                claims.binary_search(&row.claim.as_str()).ok()?,
                row.outcome?,
            ))
        };
        let outcomes = table.rows.iter().filter_map(outcome).collect();
        Self {
            claims,
            reviewers,
            levels: &table.levels,
            now,
            before,
            outcomes,
        }
    }

    /// What a claim turned out to be.
    pub(super) fn outcome(&self, claim: usize) -> Option<f64> {
        self.outcomes.get(&claim).copied()
    }

    /// Best estimates, claims in rows and reviewers in columns.
    pub(super) fn bests(&self) -> Vec<Vec<Option<f64>>> {
        self.cells(|row| row.best)
    }

    /// Stances, likewise.
    pub(super) fn stances(&self) -> Vec<Vec<Option<usize>>> {
        self.cells(|row| row.stance)
    }

    /// The rows of the last round.
    pub(super) fn rows(&self) -> impl Iterator<Item = &'a RatingRow> {
        self.now.values().copied()
    }

    /// Ratings with bounds, of the last round and the one before.
    pub(super) fn ratings(&self) -> RatingTable {
        let mut ratings = RatingTable::new(self.claims.len(), self.reviewers.len());
        for ((claim, reviewer), row) in &self.now {
            if let Some(rating) = rating(row) {
                ratings.set(*claim, *reviewer, rating);
            }
        }
        for ((claim, reviewer), row) in &self.before {
            if let Some(rating) = rating(row) {
                ratings.set_before(*claim, *reviewer, rating);
            }
        }
        ratings
    }

    fn cells<T>(&self, cell: impl Fn(&RatingRow) -> Option<T>) -> Vec<Vec<Option<T>>> {
        let at = |claim, reviewer| self.now.get(&(claim, reviewer)).and_then(|row| cell(row));
        (0..self.claims.len())
            .map(|claim| {
                (0..self.reviewers.len())
                    .map(|reviewer| at(claim, reviewer))
                    .collect()
            })
            .collect()
    }
}

fn place(claims: &[&str], reviewers: &[&str], row: &RatingRow) -> Option<(usize, usize)> {
    Some((
        claims.binary_search(&row.claim.as_str()).ok()?,
        reviewers.binary_search(&row.reviewer.as_str()).ok()?,
    ))
}

/// Bounds without a best estimate are no rating.
fn rating(row: &RatingRow) -> Option<Rating> {
    Some(Rating {
        best: row.best?,
        lower: row.lower,
        upper: row.upper,
    })
}
