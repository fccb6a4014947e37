//! The statistics of a whole table of ratings, without a workspace.

mod claim;
mod columns;
mod scores;
#[cfg(test)]
mod tests;
mod warnings;

use std::collections::BTreeMap;

pub use claim::{ClaimSummary, StanceSummary};
pub use scores::{ReviewerScore, ScoreSummary};

use crate::model::rating_table::{LevelSource, RatingRows};

use super::statistics::Estimate;
use super::statistics::agreement::{Agreement, Bootstrap, Categories, Matrix, Warning};
use super::statistics::pool::{Pool, PoolOptions};
use super::statistics::verdict::Rule;
use columns::Columns;

/// By which rules a table is summarised.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TableRules {
    /// The parameters of the pools.
    pub pools: PoolOptions,
    /// The pool that stands for a claim and is scored.
    pub pool: Pool,
    /// The verdict rule.
    pub rule: Rule,
    /// Fewer ratings than this make no verdict.
    pub min_reviews: usize,
    /// How intervals are drawn.
    pub bootstrap: Bootstrap,
}

impl Default for TableRules {
    fn default() -> Self {
        Self {
            pools: PoolOptions::default(),
            pool: Pool::GeometricMeanOfOdds,
            rule: Rule::Thirds,
            min_reviews: 3,
            bootstrap: Bootstrap::default(),
        }
    }
}

/// Everything that can be said of a table.
#[derive(Debug, Clone)]
pub struct TableSummary {
    /// By which rules.
    pub rules: TableRules,
    /// The levels of the stances, from the lowest to the highest, and where they come from.
    pub levels: (Vec<String>, LevelSource),
    /// How many reviewers rated anything.
    pub reviewers: usize,
    /// Every claim by name.
    pub claims: BTreeMap<String, ClaimSummary>,
    /// Agreement of best estimates, in the order of [`Agreement::ALL`].
    pub best: Vec<(Agreement, Estimate)>,
    /// Agreement of stances, likewise.
    pub stance: Vec<(Agreement, Estimate)>,
    /// How the pool and the reviewers did where the outcome is known.
    pub scores: ScoreSummary,
    /// What these ratings do to the numbers.
    pub warnings: Vec<Warning>,
}

/// Summarises a table of ratings.
///
/// Only the last round in the table counts; the one before it serves the pools that look at changes.
pub fn summarise(table: &RatingRows, rules: &TableRules) -> TableSummary {
    let columns = Columns::new(table);
    let claims = claim::summarise(&columns, rules);
    let best = Matrix::of_values(&columns.bests());
    let stance = Matrix::of_levels(
        &columns.stances(),
        table.levels.values(),
        categories(table.levels.source()),
    );
    let estimates = |matrix: &Matrix| -> Vec<(Agreement, Estimate)> {
        Agreement::ALL
            .iter()
            .map(|measure| (*measure, measure.estimate(matrix, &rules.bootstrap)))
            .collect()
    };
    TableSummary {
        rules: *rules,
        levels: (table.levels.names().to_vec(), table.levels.source()),
        reviewers: columns.reviewers.len(),
        best: estimates(&best),
        stance: estimates(&stance),
        scores: scores::summarise(&columns, &claims, rules.pool),
        warnings: warnings::all(&columns, &claims, &best, &stance, rules),
        claims,
    }
}

fn categories(source: LevelSource) -> Categories {
    match source {
        LevelSource::Declared => Categories::Declared,
        LevelSource::InferredNumbers => Categories::Inferred,
        LevelSource::InferredNames => Categories::Unordered,
    }
}
