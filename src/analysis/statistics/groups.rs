//! Consensus across groups of reviewers that may differ in size and outlook.

use super::{Statistic, Undefined};

/// How one group voted on one claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// How many members saw the claim.
    pub seen: usize,
    /// How many of them agreed with it.
    pub agree: usize,
}

/// Group-aware consensus: the geometric mean over groups of `(agree + 1)/(seen + 2)`.
///
/// The idea is that of Polis (Small et al. 2021, Recerca 26(2)): a large group cannot outvote a small
/// one. The mean, instead of Polis's product, does not shrink as groups are added. Groups with fewer
/// than `floor` members who saw the claim are left out: a single voice is no group.
///
/// # Errors
/// Undefined when fewer than two groups reach the floor, or when a group agrees more than it saw.
pub fn group_aware_consensus(groups: &[Group], floor: usize) -> Statistic {
    if groups.iter().any(|group| group.agree > group.seen) {
        return Err(Undefined::because(
            "a group cannot agree more often than it saw the claim",
        ));
    }
    let counting: Vec<&Group> = groups
        .iter()
        .filter(|group| group.seen >= floor.max(1))
        .collect();
    if counting.len() < 2 {
        return Err(Undefined::because(format!(
            "fewer than two groups have {} members or more",
            floor.max(1)
        )));
    }
    let logs: f64 = counting
        .iter()
        .map(|group| ((group.agree as f64 + 1.0) / (group.seen as f64 + 2.0)).ln())
        .sum();
    Ok((logs / counting.len() as f64).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(agree: usize, seen: usize) -> Group {
        Group { seen, agree }
    }

    #[test]
    fn a_large_group_cannot_outvote_a_small_one() {
        let split = group_aware_consensus(&[group(98, 98), group(0, 8)], 2).unwrap();
        let shared = group_aware_consensus(&[group(66, 98), group(5, 8)], 2).unwrap();
        assert!(split < 0.35 && shared > 0.6);
    }

    #[test]
    fn the_mean_does_not_shrink_with_the_number_of_groups() {
        // Independent derivation: each group gives (8 + 1)/(8 + 2) = 0.9.
        for count in 2..6 {
            let value = group_aware_consensus(&vec![group(8, 8); count], 2).unwrap();
            assert!((value - 0.9).abs() < 1e-12);
        }
    }

    #[test]
    fn groups_below_the_floor_are_left_out() {
        let with_single = group_aware_consensus(&[group(8, 8), group(8, 8), group(0, 1)], 2);
        assert_eq!(
            with_single,
            group_aware_consensus(&[group(8, 8), group(8, 8)], 2)
        );
        assert!(group_aware_consensus(&[group(8, 8), group(0, 1)], 2).is_err());
        assert!(group_aware_consensus(&[group(9, 8), group(1, 8)], 2).is_err());
    }
}
