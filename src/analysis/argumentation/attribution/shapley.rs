//! A fair division of the distance between base and strength.

use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::{Contribution, Evaluator};

/// How the division was computed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// Over every subset of the ancestors.
    Exact,
    /// Over random orders of arrival.
    Sampled {
        /// How many orders.
        orders: u32,
        /// The largest standard error of any share.
        largest_error: f64,
    },
}

/// Shares that add up to strength minus base.
#[derive(Debug, Clone, PartialEq)]
pub struct Shapley {
    /// One share per ancestor, ordered by node.
    pub shares: Vec<Contribution>,
    /// The standard error of each share, in the same order; 0 if exact.
    pub errors: Vec<f64>,
    /// How they were computed.
    pub method: Method,
}

/// How far to go, and where randomness starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Up to so many ancestors the division is exact; at most 20 are honoured.
    pub exact_up_to: usize,
    /// Beyond, this many random orders are tried; at least 2.
    pub orders: u32,
    /// The same seed gives the same orders on every machine.
    pub seed: u64,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            exact_up_to: 15,
            orders: 2000,
            seed: 0,
        }
    }
}

/// Divides the topic's strength minus its base among its ancestors: the share of
/// each is the mean, over all orders in which they might arrive, of what the
/// strength changes on its arrival.
///
/// Shapley (1953), for argument graphs Kampik et al. (arXiv 2401.08879). The
/// shares always add up exactly, sampled or not. `None` if some subset of the
/// ancestors has no strength for want of convergence.
pub fn shapley(evaluator: &Evaluator, effort: Effort) -> Option<Shapley> {
    let players = evaluator.local_players();
    if players.len() <= effort.exact_up_to.min(MOST_EXACT) {
        exact(evaluator, &players)
    } else {
        sampled(evaluator, &players, effort)
    }
}

const MOST_EXACT: usize = 20;

fn exact(evaluator: &Evaluator, players: &[usize]) -> Option<Shapley> {
    let n = players.len();
    let values = subset_values(evaluator, players)?;
    let weights = weights_by_size(n);
    let share = |player: usize| {
        let bit = 1 << player;
        let without = (0..values.len()).filter(|subset| subset & bit == 0);
        without
            .map(|subset| {
                let size = subset.count_ones() as usize;
                weights[size] * (values[subset | bit] - values[subset])
            })
            .sum()
    };
    let shares: Vec<f64> = (0..n).map(share).collect();
    Some(Shapley {
        shares: contributions(evaluator, shares),
        errors: vec![0.0; n],
        method: Method::Exact,
    })
}

/// The topic's strength among every subset of the players, by bit mask.
fn subset_values(evaluator: &Evaluator, players: &[usize]) -> Option<Vec<f64>> {
    let mut present = vec![false; evaluator.len()];
    let value = |subset: usize| {
        for (bit, &player) in players.iter().enumerate() {
            present[player] = subset >> bit & 1 == 1;
        }
        evaluator.strength_among(&present)
    };
    (0..1 << players.len()).map(value).collect()
}

/// s!(n−s−1)!/n! for every size s of a subset without the player.
fn weights_by_size(n: usize) -> Vec<f64> {
    let mut weights = Vec::with_capacity(n);
    let mut weight = 1.0 / n.max(1) as f64;
    for size in 0..n {
        weights.push(weight);
        if size + 1 < n {
            weight *= (size + 1) as f64 / (n - size - 1) as f64;
        }
    }
    weights
}

fn sampled(evaluator: &Evaluator, players: &[usize], effort: Effort) -> Option<Shapley> {
    let n = players.len();
    let mut rng = ChaCha12Rng::seed_from_u64(effort.seed);
    let orders = effort.orders.max(2);
    let alone = evaluator.strength_among(&vec![false; evaluator.len()])?;
    let (mut means, mut squares) = (vec![0.0; n], vec![0.0; n]);
    let mut order: Vec<usize> = (0..n).collect();
    for round in 1..=orders {
        shuffle(&mut order, &mut rng);
        let mut present = vec![false; evaluator.len()];
        let mut before = alone;
        for &player in &order {
            present[players[player]] = true;
            let after = evaluator.strength_among(&present)?;
            let change = after - before;
            before = after;
            // Welford's running mean and sum of squares.
            let delta = change - means[player];
            means[player] += delta / f64::from(round);
            squares[player] += delta * (change - means[player]);
        }
    }
    let spread = f64::from(orders) * f64::from(orders - 1);
    let errors: Vec<f64> = squares
        .iter()
        .map(|square| (square / spread).sqrt())
        .collect();
    Some(Shapley {
        shares: contributions(evaluator, means),
        method: Method::Sampled {
            orders,
            largest_error: errors.iter().copied().fold(0.0, f64::max),
        },
        errors,
    })
}

fn contributions(evaluator: &Evaluator, shares: Vec<f64>) -> Vec<Contribution> {
    let players = evaluator.players().into_iter();
    let pairs = players.zip(shares);
    pairs
        .map(|(node, share)| Contribution { node, share })
        .collect()
}

/// Fisher and Yates' shuffle; 64-bit words times the range keep the bias far
/// below one part in a billion and the stream equal everywhere.
fn shuffle(order: &mut [usize], rng: &mut ChaCha12Rng) {
    for last in (1..order.len()).rev() {
        let word = u128::from(rng.next_u64());
        let pick = (word * (last as u128 + 1)) >> 64;
        order.swap(last, usize::try_from(pick).unwrap_or(last));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::argumentation::gradual::Semantics;
    use crate::analysis::argumentation::{Graph, GraphBuilder};

    fn evaluator(
        bases: &[f64],
        attacks: &[(usize, usize)],
        supports: &[(usize, usize)],
    ) -> Evaluator {
        let mut builder = GraphBuilder::new();
        for (node, &base) in bases.iter().enumerate() {
            builder.node(&node.to_string(), base).unwrap();
        }
        for &(from, to) in attacks {
            builder.attack_indices(from, to);
        }
        for &(from, to) in supports {
            builder.support_indices(from, to);
        }
        Evaluator::new(&builder.build(), Semantics::QuadraticEnergy, 0)
    }

    #[test]
    fn equal_attackers_share_equally() {
        let evaluator = evaluator(&[0.5, 0.4, 0.4], &[(1, 0), (2, 0)], &[]);
        let result = shapley(&evaluator, Effort::default()).unwrap();
        let drop = evaluator.strength().unwrap() - 0.5;
        assert_eq!(result.method, Method::Exact);
        for share in &result.shares {
            assert!((share.share - drop / 2.0).abs() < 1e-15);
        }
    }

    #[test]
    fn two_players_share_as_by_hand() {
        // 1 attacks the topic, 2 attacks 1. Orders 12 and 21: the attacker
        // takes h(1)=½ of the base 1 if first; arriving second its strength is
        // 1 − h(1)·1 = ½, so it takes h(½) = 1/5.
        let evaluator = evaluator(&[1.0, 1.0, 1.0], &[(1, 0), (2, 1)], &[]);
        let shares = shapley(&evaluator, Effort::default()).unwrap().shares;
        assert!((shares[0].share - -(0.5 + 0.2) / 2.0).abs() < 1e-15);
        assert!((shares[1].share - 0.3 / 2.0).abs() < 1e-15);
    }

    #[test]
    fn sampling_comes_within_its_stated_error_of_the_exact_shares() {
        let bases = [0.5, 0.9, 0.3, 0.8, 0.6, 0.7, 0.2, 0.9];
        let attacks = [(1, 0), (2, 1), (3, 0), (6, 3), (7, 4)];
        let evaluator = evaluator(&bases, &attacks, &[(4, 0), (5, 1)]);
        let exact = shapley(&evaluator, Effort::default()).unwrap();
        let effort = Effort {
            exact_up_to: 0,
            orders: 4000,
            seed: 7,
        };
        let sampled = shapley(&evaluator, effort).unwrap();
        assert!(matches!(
            sampled.method,
            Method::Sampled { orders: 4000, .. }
        ));
        let pairs = exact.shares.iter().zip(&sampled.shares);
        for ((exact, sampled), error) in pairs.zip(&sampled.errors) {
            assert_eq!(exact.node, sampled.node);
            assert!((exact.share - sampled.share).abs() <= 4.0 * error + 1e-12);
            assert!(*error < 0.005);
        }
        assert_eq!(shapley(&evaluator, effort), Some(sampled));
    }

    #[test]
    fn the_weights_of_all_subsets_add_up_to_one() {
        for n in 1..=15_u32 {
            let weights = weights_by_size(n as usize);
            let mut binomial = 1.0;
            let mut sum = 0.0;
            for (size, weight) in weights.iter().enumerate() {
                sum += binomial * weight;
                binomial *= f64::from(n - 1) - size as f64;
                binomial /= size as f64 + 1.0;
            }
            assert!((sum - 1.0).abs() < 1e-12);
        }
    }

    fn any_graph() -> impl Strategy<Value = Graph> {
        let edges = || proptest::collection::vec((0..7_usize, 0..7_usize), 0..10);
        let bases = proptest::collection::vec(0.0..=1.0_f64, 7);
        (bases, edges(), edges()).prop_map(|(bases, attacks, supports)| {
            let mut builder = GraphBuilder::new();
            for (node, base) in bases.into_iter().enumerate() {
                builder.node(&node.to_string(), base).unwrap();
            }
            for (from, to) in attacks {
                builder.attack_indices(from, to);
            }
            for (from, to) in supports {
                builder.support_indices(from, to);
            }
            builder.build()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn shares_add_up_to_strength_minus_base(graph in any_graph(), exactly: bool) {
            let evaluator = Evaluator::new(&graph, Semantics::QuadraticEnergy, 0);
            let exact_up_to = if exactly { 15 } else { 0 };
            let effort = Effort { exact_up_to, orders: 5, seed: 1 };
            if let Some(result) = shapley(&evaluator, effort) {
                let sum: f64 = result.shares.iter().map(|share| share.share).sum();
                let moved = evaluator.strength().unwrap() - evaluator.base();
                // A self-attack moves the topic without any other player.
                let alone = evaluator.strength_without(&evaluator.players()).unwrap();
                let itself = alone - evaluator.base();
                prop_assert!((sum + itself - moved).abs() < 1e-9);
            }
        }
    }
}
