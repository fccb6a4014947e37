//! Which claim a reviewer should look at next.

use crate::analysis::waiting::judges_other_words;
use crate::model::{claim::Claim, id::ReviewerId, layout::review_path, snapshot::Snapshot};

/// The first open claim, in order of the ids, that the reviewer has not judged in its present
/// words: those never judged come first.
pub(super) fn next<'s>(snapshot: &'s Snapshot, me: &ReviewerId) -> Option<&'s Claim> {
    let open = || snapshot.claims.values().filter(|claim| claim.is_open());
    let unseen = |claim: &&Claim| {
        snapshot.review(&claim.id, me).is_none()
            && !snapshot.unreadable.contains(&review_path(me, &claim.id))
    };
    let stale = |claim: &&Claim| {
        snapshot
            .review(&claim.id, me)
            .is_some_and(|review| review.withdrawn.is_none() && judges_other_words(claim, review))
    };
    open().find(unseen).or_else(|| open().find(stale))
}
