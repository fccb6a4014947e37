//! Which reviews count.

use crate::model::{
    brief::{ClaimBrief, Rated, ReviewBrief},
    claim::Scale,
    rules::StaleRule,
};

/// Whether a review counts, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewState {
    /// It counts.
    Counted,
    /// It judges an older edition, or on another scale than the claim's.
    Stale,
    /// Its author abstains.
    Abstained,
    /// Its author took it back.
    Withdrawn,
}

/// Whether a review judges something else than the claim as it is now.
pub fn is_stale(claim: &ClaimBrief, review: &ReviewBrief) -> bool {
    review.edition != claim.edition || !on_scale(claim, review)
}

/// Whether a review counts under the rule for stale ones.
pub fn state(claim: &ClaimBrief, review: &ReviewBrief, stale: StaleRule) -> ReviewState {
    let tolerated = stale == StaleRule::Count && on_scale(claim, review);
    if review.withdrawn {
        ReviewState::Withdrawn
    } else if review.rated == Rated::Abstained {
        ReviewState::Abstained
    } else if is_stale(claim, review) && !tolerated {
        ReviewState::Stale
    } else {
        ReviewState::Counted
    }
}

fn on_scale(claim: &ClaimBrief, review: &ReviewBrief) -> bool {
    match review.rated {
        Rated::Confidence(_) => claim.scale == Scale::Confidence,
        Rated::Stance(_) => claim.scale == Scale::Stance,
        Rated::Abstained => true,
    }
}
