//! Consensus across declared groups of reviewers.

use std::collections::BTreeMap;

use super::{Inputs, RatingRow};
use crate::analysis::statistics::{
    Statistic,
    groups::{Group, group_aware_consensus},
    scale::{Cut, Third},
};

/// A group below this many ratings of a claim is no group but a few voices.
const FLOOR: usize = 3;

/// Group-aware consensus on one claim: agreeing is a rating in the highest third. None where no
/// reviewer of the roster declares a group.
pub(super) fn consensus(
    inputs: &Inputs<'_>,
    ratings: &[RatingRow],
    levels: usize,
) -> Option<Statistic> {
    let group_of = |row: &RatingRow| {
        inputs
            .snapshot
            .reviewers
            .get(&row.review.reviewer)?
            .group
            .clone()
    };
    inputs
        .snapshot
        .reviewers
        .values()
        .find(|reviewer| reviewer.group.is_some())?;
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for row in ratings.iter().filter(|row| row.counts()) {
        let (Some(name), Some(position)) = (group_of(row), row.position(levels)) else {
            continue;
        };
        let group = groups.entry(name).or_insert(Group { seen: 0, agree: 0 });
        group.seen += 1;
        group.agree += usize::from(Cut::THIRDS.third(position) == Third::High);
    }
    Some(group_aware_consensus(
        &groups.into_values().collect::<Vec<_>>(),
        FLOOR,
    ))
}
