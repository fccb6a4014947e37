//! How many reviews are proven to be their reviewer's.

use super::{ClaimReport, ReviewState};
use crate::model::signature::{Covers, SignatureState};

/// What the signatures of all reviews of open claims come to; withdrawn reviews are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signatures {
    /// Reviews in all.
    pub reviews: usize,
    /// Those signed by their reviewer's own key.
    pub verified: usize,
    /// Among these, those proven by the commit that last changed them and not by themselves.
    pub by_commit: usize,
    /// Those without any signature.
    pub absent: usize,
}

impl Signatures {
    /// Reviews whose signature proves nothing.
    pub fn unproven(self) -> usize {
        self.reviews - self.verified - self.absent
    }

    /// Whether any review is signed at all.
    pub fn any(self) -> bool {
        self.absent < self.reviews
    }
}

pub(super) fn signatures(claims: &[ClaimReport]) -> Signatures {
    let mut found = Signatures::default();
    let open = claims.iter().filter(|claim| claim.claim.is_open());
    let rows = open.flat_map(|claim| &claim.ratings);
    for row in rows.filter(|row| row.state != ReviewState::Withdrawn) {
        found.reviews += 1;
        match (row.signature.state, row.signature.covers) {
            (SignatureState::Verified, covers) => {
                found.verified += 1;
                found.by_commit += usize::from(covers == Some(Covers::Commit));
            }
            (SignatureState::Absent, _) => found.absent += 1,
            _ => {}
        }
    }
    found
}
