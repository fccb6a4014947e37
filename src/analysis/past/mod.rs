//! What a report tells of the past: rounds beside the latest ratings, what changed since a commit, and
//! changes of rules and wording that came after the rating had begun.

mod boundary;
mod late;
mod rounds;
#[cfg(test)]
mod tests;

pub use boundary::boundaries;
pub use late::{LateRules, Reworded, late_rules, reworded};
pub use rounds::{ClaimInRounds, Figures, RoundComparison, STABLE, Side, compare};

use super::diff::Diff;
use crate::model::{id::ClaimId, revision::CommitId, snapshot::Snapshot};

/// The past of a report; empty where no history was looked at.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// Each closed round compared with the next one, the last with the state reported.
    pub rounds: Vec<RoundComparison>,
    /// The first closed round that can be read, compared with the state reported.
    pub first: Option<Box<RoundComparison>>,
    /// Closed rounds that cannot be read, by name, with the reason.
    pub missing_rounds: Vec<(String, String)>,
    /// What changed since a commit that was asked for.
    pub since: Option<Box<Since>>,
    /// Rules of consensus that were changed after rating had begun, oldest first.
    pub late_rules: Vec<LateRules>,
    /// Claims reworded without a new edition although somebody had judged them, in order of the ids.
    pub reworded: Vec<Reworded>,
}

impl Past {
    /// A claim as the first round left it, beside what it is now.
    pub fn in_first_round(&self, claim: &ClaimId) -> Option<&ClaimInRounds> {
        let claims = &self.first.as_ref()?.claims;
        let at = claims
            .binary_search_by(|found| found.claim.cmp(claim))
            .ok()?;
        claims.get(at)
    }
}

/// What changed since a commit.
#[derive(Debug, Clone)]
pub struct Since {
    /// How the commit was named: a revision, or a closed round.
    pub name: String,
    /// The commit.
    pub from: CommitId,
    /// The commit reported on; none for the working tree.
    pub to: Option<CommitId>,
    /// The changes.
    pub diff: Diff,
    /// The records before, at least those that differ.
    pub before: Snapshot,
    /// The records after, likewise.
    pub after: Snapshot,
}
