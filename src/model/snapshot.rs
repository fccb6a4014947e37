//! All records of a workspace at one moment.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{
    claim::Claim,
    id::{ClaimId, ReviewerId, SourceId},
    review::Review,
    reviewer::Reviewer,
    source::Source,
    workspace::Workspace,
};

/// Reviews of one claim, by reviewer. They are shared: a report, or the same claim at another commit,
/// holds the same ones.
pub type ReviewsOfClaim = BTreeMap<ReviewerId, Arc<Review>>;

/// All readable records of a workspace at one moment, in order of their ids.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// The workspace file.
    pub workspace: Workspace,
    /// Claims by id.
    pub claims: BTreeMap<ClaimId, Claim>,
    /// The roster by id.
    pub reviewers: BTreeMap<ReviewerId, Reviewer>,
    /// Reviews by claim, then reviewer.
    pub reviews: BTreeMap<ClaimId, ReviewsOfClaim>,
    /// The shared bibliography by key.
    pub bibliography: BTreeMap<SourceId, Source>,
    /// Paths of records that exist but could not be read.
    pub unreadable: BTreeSet<String>,
}

impl Snapshot {
    /// The reviews of a claim, by reviewer.
    pub fn reviews_of(&self, claim: &ClaimId) -> impl Iterator<Item = &Review> + Clone {
        self.reviews
            .get(claim)
            .into_iter()
            .flat_map(BTreeMap::values)
            .map(AsRef::as_ref)
    }

    /// One reviewer's review of one claim.
    pub fn review(&self, claim: &ClaimId, reviewer: &ReviewerId) -> Option<&Review> {
        self.reviews.get(claim)?.get(reviewer).map(AsRef::as_ref)
    }

    /// Every review, by claim and then reviewer.
    pub fn all_reviews(&self) -> impl Iterator<Item = &Review> {
        let all = self.reviews.values().flat_map(BTreeMap::values);
        all.map(AsRef::as_ref)
    }

    /// The description of a source as one review knows it: its own, else the claim's, else the
    /// shared bibliography's.
    pub fn describe<'a>(&'a self, review: &'a Review, id: &SourceId) -> Option<&'a Source> {
        let described = |source: &&Source| source.id == *id && !source.is_reference();
        let of_claim = || {
            self.claims
                .get(&review.claim)?
                .sources
                .iter()
                .find(described)
        };
        review
            .sources
            .iter()
            .find(described)
            .or_else(of_claim)
            .or_else(|| self.bibliography.get(id))
    }
}
