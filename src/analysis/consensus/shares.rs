//! Who moved a figure by how much.
//!
//! Each cause (a reviewer whose review changed, the claim's own record, the rules) is a player of a
//! game whose value is the figure when some causes have taken effect and the others have not. A
//! cause's share is its Shapley value (Shapley 1953, in Contributions to the Theory of Games II,
//! 307–317): the mean, over the orders in which the causes might have come, of what it adds when its
//! turn comes. Up to [`EXACT`] causes all orders are taken; beyond, rotations of the order of the ids
//! and of its reverse, at most [`ROTATIONS`] of each, so that nobody's place in the alphabet favours
//! them systematically.
//!
//! Shares add up exactly. They are multiples of 2⁻⁴⁸ ([`GRID`]), and so is the movement they divide;
//! such numbers add without rounding, in any order, and lie within 10⁻¹⁴ of the unrounded ones. A
//! figure that does not exist counts nothing: a first rating's share is the whole pool it founds, and
//! the last one's withdrawal takes the whole pool away.

use crate::model::id::ReviewerId;

/// Causes up to this many are divided over all orders.
pub const EXACT: usize = 8;
/// The most rotations in each direction beyond that.
pub const ROTATIONS: usize = 16;
/// Shares and movements are multiples of this: 2⁻⁴⁸.
pub const GRID: f64 = 1.0 / (1_u64 << 48) as f64;

/// What can move a figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A reviewer's review.
    Review(ReviewerId),
    /// The claim's own record: another edition, another scale.
    Claim,
    /// The rules of consensus.
    Rules,
}

/// A cause's share of a movement.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The cause.
    pub cause: Cause,
    /// What it adds, a multiple of [`GRID`].
    pub share: f64,
}

/// All shares of a movement, the largest first.
pub type Shares = Vec<Share>;

/// Moves a number to the nearest multiple of [`GRID`]; a figure that is not there counts 0.
pub fn on_grid(figure: Option<f64>) -> f64 {
    figure.map_or(0.0, |x| (x / GRID).round() * GRID)
}

/// Divides the movement of a figure among its causes.
///
/// `figure` is asked what it comes to when the causes marked true have taken effect, and the others
/// not; the marks stand in the order of `causes`. The shares add up to `on_grid(all) −
/// on_grid(none)`, without rounding. Causes are given in their order, each once.
pub fn shares(causes: &[Cause], figure: impl Fn(&[bool]) -> Option<f64>) -> Shares {
    let n = causes.len();
    let total = on_grid(figure(&vec![true; n])) - on_grid(figure(&vec![false; n]));
    let raw = if n <= EXACT {
        exact(n, &figure)
    } else {
        rotated(n, &figure)
    };
    let mut shares: Shares = causes
        .iter()
        .zip(raw)
        .map(|(cause, share)| Share {
            cause: cause.clone(),
            share: on_grid(Some(share)),
        })
        .collect();
    shares.sort_by(|a, b| {
        let size = b.share.abs().total_cmp(&a.share.abs());
        size.then_with(|| a.cause.cmp(&b.cause))
    });
    let given: f64 = shares.iter().map(|share| share.share).sum();
    if let Some(largest) = shares.first_mut() {
        largest.share += total - given;
    }
    shares
}

/// The Shapley value over all orders: each subset is valued once.
fn exact(n: usize, figure: &impl Fn(&[bool]) -> Option<f64>) -> Vec<f64> {
    let marks = |set: usize| (0..n).map(|i| set >> i & 1 == 1).collect::<Vec<_>>();
    let value: Vec<f64> = (0..1_usize << n)
        .map(|set| figure(&marks(set)).unwrap_or(0.0))
        .collect();
    let at = |set: usize| value.get(set).copied().unwrap_or(0.0);
    let weight = weights(n);
    let share = |i: usize| {
        let without = (0..1_usize << n).filter(|set| set >> i & 1 == 0);
        without
            .map(|set| {
                let size = set.count_ones() as usize;
                weight.get(size).copied().unwrap_or(0.0) * (at(set | 1 << i) - at(set))
            })
            .sum()
    };
    (0..n).map(share).collect()
}

/// `s!(n − s − 1)!/n!` for every size `s` of a coalition that a player joins.
fn weights(n: usize) -> Vec<f64> {
    let factorial = |k: usize| (1..=k).map(|i| i as f64).product::<f64>();
    (0..n)
        .map(|size| factorial(size) * factorial(n - size - 1) / factorial(n))
        .collect()
}

/// The mean over rotations of the order and of its reverse.
fn rotated(n: usize, figure: &impl Fn(&[bool]) -> Option<f64>) -> Vec<f64> {
    let rotations = n.min(ROTATIONS);
    let mut sums = vec![0.0; n];
    for rotation in 0..rotations {
        let start = rotation * n / rotations;
        let forward: Vec<usize> = (0..n).map(|i| (start + i) % n).collect();
        let backward: Vec<usize> = forward.iter().rev().copied().collect();
        for order in [forward, backward] {
            let mut marks = vec![false; n];
            let mut before = figure(&marks).unwrap_or(0.0);
            for player in order {
                if let (Some(mark), Some(sum)) = (marks.get_mut(player), sums.get_mut(player)) {
                    *mark = true;
                    let after = figure(&marks).unwrap_or(0.0);
                    *sum += after - before;
                    before = after;
                }
            }
        }
    }
    let orders = (2 * rotations) as f64;
    sums.into_iter().map(|sum| sum / orders).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn causes(n: usize) -> Vec<Cause> {
        let id = |i| Cause::Review(ReviewerId::new(&format!("r{i:03}")).unwrap());
        (0..n).map(id).collect()
    }

    /// A figure that is no sum of its parts: the mean of the squares of what has taken effect.
    fn figure(values: &[f64]) -> impl Fn(&[bool]) -> Option<f64> {
        let values = values.to_vec();
        move |marks| {
            let on: Vec<f64> = values
                .iter()
                .zip(marks)
                .filter(|(_, mark)| **mark)
                .map(|(v, _)| v * v)
                .collect();
            (!on.is_empty()).then(|| on.iter().sum::<f64>() / on.len() as f64)
        }
    }

    #[test]
    fn the_glove_game_is_divided_as_in_the_literature() {
        // One left glove, two right ones; a pair is worth 1. Shapley value: 2/3, 1/6, 1/6
        // (Osborne & Rubinstein 1994, A Course in Game Theory, section 14.4).
        let pair = |marks: &[bool]| Some(f64::from(u8::from(marks[0] && (marks[1] || marks[2]))));
        let shares = shares(&causes(3), pair);
        let near = |x: f64, y: f64| (x - y).abs() < 1e-11;
        assert!(near(shares[0].share, 2.0 / 3.0));
        assert!(near(shares[1].share, 1.0 / 6.0) && near(shares[2].share, 1.0 / 6.0));
    }

    #[test]
    fn a_first_rating_founds_the_whole_pool() {
        let shares = shares(&causes(1), |marks| marks[0].then_some(0.375));
        assert_eq!(shares[0].share, 0.375);
    }

    proptest! {
        #[test]
        fn shares_add_up_exactly_in_any_order(values in prop::collection::vec(0.0..1.0_f64, 1..14)) {
            let figure = figure(&values);
            let total = on_grid(figure(&vec![true; values.len()]));
            let shares = shares(&causes(values.len()), figure);
            let forwards: f64 = shares.iter().map(|s| s.share).sum();
            let backwards: f64 = shares.iter().rev().map(|s| s.share).sum();
            prop_assert_eq!(forwards, total);
            prop_assert_eq!(backwards, total);
        }

        #[test]
        fn equal_causes_have_equal_shares(value in 0.1..0.9_f64, n in 2..8_usize) {
            let shares = shares(&causes(n), figure(&vec![value; n]));
            let spread = shares.iter().map(|s| (s.share - shares[0].share).abs()).fold(0.0, f64::max);
            prop_assert!(spread < 1e-11);
        }
    }
}
