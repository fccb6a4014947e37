//! Edit distance of two texts, as long as it is small.

use super::work;

/// Insertions, deletions and substitutions that turn one text into the other, or `None` if there
/// are more than `most`.
///
/// Only the band of `most` places around the diagonal is computed (Ukkonen, Information and Control
/// 64, 1985), so the cost is the shorter length times the band.
pub fn within(a: &[u32], b: &[u32], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let width = 2 * most + 1;
    let far = most + 1;
    // Cell `i` of a row stands for column `row + i - most`.
    let mut row: Vec<usize> = (0..width)
        .map(|i| i.checked_sub(most).unwrap_or(far))
        .collect();
    for (r, symbol) in a.iter().enumerate() {
        work::did(width);
        let mut next = vec![far; width];
        let mut left = far;
        for i in 0..width {
            let Some(column) = (r + 1 + i).checked_sub(most).filter(|c| *c <= b.len()) else {
                left = far;
                continue;
            };
            let above = row.get(i + 1).map_or(far, |n| n + 1);
            let diagonal = match column.checked_sub(1).and_then(|c| b.get(c)) {
                Some(other) => row.get(i).map_or(far, |n| n + usize::from(other != symbol)),
                None => far,
            };
            left = above.min(diagonal).min(left + 1).min(far);
            if let Some(cell) = next.get_mut(i) {
                *cell = left;
            }
        }
        row = next;
    }
    let last = (b.len() + most).checked_sub(a.len())?;
    row.get(last).copied().filter(|errors| *errors <= most)
}
