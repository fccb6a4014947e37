//! What changed between two states of a workspace, in its own terms.
//!
//! Records are matched by id and never by position, arguments and sources too. Then what the changes
//! did to the consensus, and who moved it by how much.

mod claims;
mod consensus;
mod fields;
mod objections;
mod reviews;
mod roster;
mod rules;
#[cfg(test)]
mod tests;
pub mod words;

pub use claims::{ClaimChange, ClaimChanges};
pub use consensus::{ConsensusChange, moves};
pub use fields::{FieldChange, field_changes};
pub use objections::{Objection, new_objections};
pub use reviews::{
    ArgumentChanges, LARGE, ReviewChange, ReviewChanges, ReviewKey, SourceChanges, Unexplained,
};
pub use roster::{ReviewerChange, ReviewerChanges};
pub use rules::{RuleChange, changes as rule_changes};

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    id::{ClaimId, ReviewerId},
    snapshot::Snapshot,
};

/// Something on both sides of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edit<T> {
    /// As it was.
    pub before: T,
    /// As it is.
    pub after: T,
}

impl<T: PartialEq> Edit<T> {
    /// Puts both sides together.
    pub fn new(before: T, after: T) -> Self {
        Self { before, after }
    }

    /// Whether the sides differ.
    pub fn differs(&self) -> bool {
        self.before != self.after
    }
}

/// Everything that changed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diff {
    /// Claims.
    pub claims: ClaimChanges,
    /// Reviews.
    pub reviews: ReviewChanges,
    /// The roster.
    pub reviewers: ReviewerChanges,
    /// The workspace file, field by field.
    pub rules: Vec<RuleChange>,
    /// Claims of which the consensus moved, in order of the ids.
    pub consensus: Vec<ConsensusChange>,
}

impl Diff {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Only what concerns one claim.
    #[must_use]
    pub fn of_claim(mut self, claim: &ClaimId) -> Self {
        self.claims.retain(|id| id == claim);
        self.reviews.retain(|_, id| id == claim);
        self.consensus.retain(|change| change.claim == *claim);
        self.reviewers = ReviewerChanges::default();
        self.rules.clear();
        self
    }

    /// Only what one reviewer did, and the consensus this reviewer moved.
    #[must_use]
    pub fn by_reviewer(mut self, reviewer: &ReviewerId) -> Self {
        self.claims = ClaimChanges::default();
        self.rules.clear();
        self.reviewers.retain(|id| id == reviewer);
        self.reviews.retain(|id, _| id == reviewer);
        let touched: BTreeSet<ClaimId> = self.reviews.claims().cloned().collect();
        self.consensus
            .retain(|change| touched.contains(&change.claim));
        self
    }
}

/// Compares two states.
pub fn diff(before: &Snapshot, after: &Snapshot) -> Diff {
    Diff {
        consensus: consensus::moves(before, after),
        ..records(before, after)
    }
}

/// Compares the records alone: what they did to the consensus is not asked, as where most of the
/// records it follows from are not at hand.
pub fn records(before: &Snapshot, after: &Snapshot) -> Diff {
    Diff {
        claims: claims::changes(before, after),
        reviews: reviews::changes(before, after),
        reviewers: roster::changes(before, after),
        rules: rules::changes(&before.workspace, &after.workspace),
        consensus: Vec::new(),
    }
}

/// Every key of either side with what stands under it, in order.
fn joined<'a, K: Ord, V>(
    before: &'a BTreeMap<K, V>,
    after: &'a BTreeMap<K, V>,
) -> impl Iterator<Item = (&'a K, Option<&'a V>, Option<&'a V>)> {
    let keys: BTreeSet<&K> = before.keys().chain(after.keys()).collect();
    keys.into_iter()
        .map(move |key| (key, before.get(key), after.get(key)))
}

/// Names of the fields that differ, in the order given.
fn differing(fields: &[(&'static str, bool)]) -> Vec<&'static str> {
    let changed = fields.iter().filter(|(_, differs)| *differs);
    changed.map(|(name, _)| *name).collect()
}
