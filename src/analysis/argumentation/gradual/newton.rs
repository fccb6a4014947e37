//! Newton's method for f(x) = x on one component.

use super::component::{Component, distance};

/// Above this size the dense equations cost more than they save.
pub(super) const LARGEST: usize = 200;

/// A solution of f(x) = x near `start`, with every coordinate in 0..=1, or
/// nothing if the iteration does not get there within a few rounds.
pub(super) fn solve(component: &Component, start: &[f64]) -> Option<Vec<f64>> {
    let n = component.len();
    let mut x = start.to_vec();
    let mut image = vec![0.0; n];
    for _ in 0..MOST_ROUNDS {
        if component.residual(&x, &mut image) <= 1e-15 {
            break;
        }
        let mut rows = equations(component, &x, &image);
        let step = eliminate(&mut rows)?;
        x.iter_mut().zip(&step).for_each(|(x, step)| *x += step);
        if step.iter().all(|step| step.abs() <= 1e-15) {
            break;
        }
    }
    for x in &mut x {
        *x = x.clamp(0.0, 1.0);
    }
    let solved = component.residual(&x, &mut image) <= 1e-13;
    solved.then_some(x)
}

/// Enough for the halving steps towards a double root.
const MOST_ROUNDS: usize = 60;

/// The rows of (I − J) · step = f(x) − x, the right side as last column; J by
/// central differences.
fn equations(component: &Component, x: &[f64], image: &[f64]) -> Vec<Vec<f64>> {
    let n = x.len();
    let width = 1e-6;
    let mut rows = vec![vec![0.0; n + 1]; n];
    let (mut above, mut below) = (vec![0.0; n], vec![0.0; n]);
    let mut moved = x.to_vec();
    for column in 0..n {
        moved[column] = x[column] + width;
        component.apply(&moved, &mut above);
        moved[column] = x[column] - width;
        component.apply(&moved, &mut below);
        moved[column] = x[column];
        for (row, entries) in rows.iter_mut().enumerate() {
            let identity = if row == column { 1.0 } else { 0.0 };
            entries[column] = identity - (above[row] - below[row]) / (2.0 * width);
        }
    }
    for ((entries, image), x) in rows.iter_mut().zip(image).zip(x) {
        entries[n] = image - x;
    }
    rows
}

/// Gaussian elimination with partial pivoting; `None` if singular.
fn eliminate(rows: &mut [Vec<f64>]) -> Option<Vec<f64>> {
    let n = rows.len();
    for column in 0..n {
        let pivot = (column..n).max_by(|&a, &b| {
            let size = |row: usize| rows[row][column].abs();
            size(a).total_cmp(&size(b)).then(b.cmp(&a))
        })?;
        if rows[pivot][column].abs() < 1e-12 {
            return None;
        }
        rows.swap(column, pivot);
        let (upper, lower) = rows.split_at_mut(column + 1);
        let above = &upper[column];
        for row in lower {
            let factor = row[column] / above[column];
            let tail = row[column..].iter_mut().zip(&above[column..]);
            tail.for_each(|(entry, above)| *entry -= factor * above);
        }
    }
    let mut solution = vec![0.0; n];
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|c| rows[row][c] * solution[c]).sum();
        solution[row] = (rows[row][n] - known) / rows[row][row];
    }
    Some(solution)
}

/// Whether two states are the same solution but for rounding.
pub(super) fn same(a: &[f64], b: &[f64]) -> bool {
    distance(a, b) < 1e-8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elimination_solves_a_system_that_needs_pivoting() {
        let mut rows = vec![vec![0.0, 2.0, 4.0], vec![3.0, 1.0, 5.0]];
        assert_eq!(eliminate(&mut rows), Some(vec![1.0, 2.0]));
    }

    #[test]
    fn elimination_refuses_a_singular_system() {
        let mut rows = vec![vec![1.0, 1.0, 2.0], vec![2.0, 2.0, 4.0]];
        assert_eq!(eliminate(&mut rows), None);
    }
}
