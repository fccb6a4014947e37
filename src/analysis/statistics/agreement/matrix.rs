//! Ratings of many units by many raters, as agreement statistics see them.

use std::collections::BTreeMap;

use crate::analysis::statistics::numeric;

/// Where the categories come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Categories {
    /// Declared, in order, before rating.
    Declared,
    /// Numbers or an order inferred from the ratings themselves.
    Inferred,
    /// Names without an order, inferred from the ratings themselves.
    Unordered,
    /// A continuous scale: every distinct value is a category of its own, and how many there could
    /// be is not a number.
    Continuous,
}

/// A matrix with units (claims) in rows and raters (reviewers) in columns; what is missing is absent.
///
/// Units and raters without any rating are left out from the start: they are not missing data.
#[derive(Debug, Clone)]
pub struct Matrix {
    units: Vec<Unit>,
    raters: usize,
    values: Vec<f64>,
    categories: Categories,
}

/// The ratings of one unit.
#[derive(Debug, Clone)]
pub struct Unit {
    /// `(rater, category)`, by rater.
    pub ratings: Vec<(usize, usize)>,
    /// `(category, how many chose it)`, by category; never 0.
    pub counts: Vec<(usize, u32)>,
}

impl Unit {
    fn new(ratings: Vec<(usize, usize)>) -> Self {
        let mut counts = BTreeMap::new();
        for (_, category) in &ratings {
            *counts.entry(*category).or_insert(0) += 1;
        }
        Self {
            ratings,
            counts: counts.into_iter().collect(),
        }
    }

    /// How many raters rated the unit.
    pub fn len(&self) -> usize {
        self.ratings.len()
    }

    /// Whether nobody did.
    pub fn is_empty(&self) -> bool {
        self.ratings.is_empty()
    }

    /// The category that one rater chose, if any.
    pub fn by_rater(&self, rater: usize) -> Option<usize> {
        self.ratings
            .iter()
            .find(|(who, _)| *who == rater)
            .map(|(_, category)| *category)
    }
}

impl Matrix {
    /// Ratings on a continuous scale, such as probabilities.
    pub fn of_values(rows: &[Vec<Option<f64>>]) -> Self {
        // Adding nought turns −0 into 0, which it equals but is not ordered with.
        let same = |value: f64| value + 0.0;
        let mut values: Vec<f64> = rows.iter().flatten().flatten().copied().map(same).collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        let place = |value: f64| {
            values
                .binary_search_by(|known| known.total_cmp(&same(value)))
                .ok()
        };
        let rows: Vec<Vec<Option<usize>>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.and_then(place)).collect())
            .collect();
        Self::of_categories(&rows, values, Categories::Continuous)
    }

    /// Ratings on levels counted from 1, the `k`-th of which is worth `level_values[k − 1]`
    /// (ascending). Levels outside the scale are taken as missing.
    pub fn of_levels(
        rows: &[Vec<Option<usize>>],
        level_values: &[f64],
        categories: Categories,
    ) -> Self {
        let index = |level: &Option<usize>| {
            level
                .and_then(|level| level.checked_sub(1))
                .filter(|i| *i < level_values.len())
        };
        let rows: Vec<Vec<Option<usize>>> = rows
            .iter()
            .map(|row| row.iter().map(index).collect())
            .collect();
        Self::of_categories(&rows, level_values.to_vec(), categories)
    }

    fn of_categories(
        rows: &[Vec<Option<usize>>],
        values: Vec<f64>,
        categories: Categories,
    ) -> Self {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let rated = |rater: usize| {
            rows.iter()
                .any(|row| row.get(rater).is_some_and(Option::is_some))
        };
        let raters: Vec<usize> = (0..width).filter(|rater| rated(*rater)).collect();
        let unit = |row: &Vec<Option<usize>>| {
            let ratings = raters
                .iter()
                .enumerate()
                .filter_map(|(i, rater)| Some((i, (*row.get(*rater)?)?)));
            Unit::new(ratings.collect())
        };
        let units = rows
            .iter()
            .map(unit)
            .filter(|unit| !unit.is_empty())
            .collect();
        Self {
            units,
            raters: raters.len(),
            values,
            categories,
        }
    }

    /// The units with at least one rating.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The units with at least two ratings, the only ones that can show agreement.
    pub fn pairable(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(|unit| unit.len() > 1)
    }

    /// How many raters rated anything.
    pub fn raters(&self) -> usize {
        self.raters
    }

    /// How many categories there are, used or not.
    pub fn category_count(&self) -> usize {
        self.values.len()
    }

    /// The value of each category, in order.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Where the categories come from.
    pub fn categories(&self) -> Categories {
        self.categories
    }

    /// How many ratings there are.
    pub fn ratings(&self) -> usize {
        self.units.iter().map(Unit::len).sum()
    }

    /// How many cells of the matrix are empty.
    pub fn missing(&self) -> usize {
        self.units.len() * self.raters - self.ratings()
    }

    /// How many ratings each category has over all units.
    pub fn totals(&self) -> Vec<usize> {
        let mut totals = vec![0; self.values.len()];
        for (_, category) in self.units.iter().flat_map(|unit| &unit.ratings) {
            if let Some(total) = totals.get_mut(*category) {
                *total += 1;
            }
        }
        totals
    }

    /// The values of a complete matrix, rows by unit and columns by rater; `None` if a cell is empty.
    pub fn complete(&self) -> Option<Vec<Vec<f64>>> {
        let row = |unit: &Unit| {
            (unit.len() == self.raters).then(|| {
                unit.ratings
                    .iter()
                    .filter_map(|(_, category)| self.values.get(*category).copied())
                    .collect()
            })
        };
        self.units.iter().map(row).collect()
    }

    /// The span between the least and the greatest value of a category.
    pub(super) fn span(&self) -> f64 {
        let ascending = numeric::sorted(&self.values);
        ascending.last().copied().unwrap_or(0.0) - ascending.first().copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negative_nought_is_not_lost() {
        let matrix = Matrix::of_values(&[vec![Some(-0.0), Some(0.0)], vec![Some(0.0), Some(0.5)]]);
        assert_eq!((matrix.missing(), matrix.category_count()), (0, 2));
    }

    #[test]
    fn units_and_raters_without_ratings_are_left_out() {
        let rows = vec![
            vec![Some(0.2), None, Some(0.4)],
            vec![None, None, None],
            vec![Some(0.4), None, None],
        ];
        let matrix = Matrix::of_values(&rows);
        assert_eq!(
            (matrix.units().len(), matrix.raters(), matrix.missing()),
            (2, 2, 1)
        );
        assert_eq!(matrix.values(), [0.2, 0.4]);
        assert_eq!(matrix.totals(), [1, 2]);
        assert!(matrix.complete().is_none());
    }

    #[test]
    fn levels_outside_the_scale_are_missing() {
        let matrix = Matrix::of_levels(
            &[vec![Some(1), Some(4), Some(0)]],
            &[1.0, 2.0, 3.0],
            Categories::Declared,
        );
        assert_eq!(matrix.ratings(), 1);
    }
}
