//! What waits for a reviewer, and for the group.

use std::collections::BTreeSet;

use super::judged;
use crate::model::{
    argument::{Argument, Side, Target},
    claim::Claim,
    id::{ArgumentId, ArgumentRef, ClaimId, ReviewerId},
    review::Review,
    rules::StaleRule,
    snapshot::Snapshot,
};

/// What waits for one reviewer, each list in order of the claims.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ForReviewer {
    /// Open claims without a review.
    pub unreviewed: Vec<ClaimId>,
    /// Reviews that judge other words than the claim has now.
    pub stale: Vec<Stale>,
    /// Own arguments that somebody answered and that were neither defended nor withdrawn since.
    pub answered: Vec<Answered>,
}

/// A review that judges other words than the claim has now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The claim.
    pub claim: ClaimId,
    /// The edition that was judged.
    pub judged: u32,
    /// The present edition; the same where the words were changed without a new one.
    pub now: u32,
}

/// An argument of the reviewer, and an answer that stands without a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The claim.
    pub claim: ClaimId,
    /// The reviewer's argument.
    pub own: ArgumentId,
    /// Who answered it, by which argument.
    pub by: ArgumentRef,
}

/// An open claim with fewer ratings than a verdict needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Short {
    /// The claim.
    pub claim: ClaimId,
    /// Ratings that count.
    pub ratings: usize,
}

impl ForReviewer {
    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.unreviewed.is_empty() && self.stale.is_empty() && self.answered.is_empty()
    }
}

/// Whether a review judges an older edition, or by its digest other words than those of the present
/// one.
pub fn judges_other_words(claim: &Claim, review: &Review) -> bool {
    let digest = |judged: &String| *judged != judged::digest(claim);
    review.edition < claim.edition
        || review.edition == claim.edition && review.judged.as_ref().is_some_and(digest)
}

/// What waits for one reviewer; `reworded` names claims of which history tells that the words were
/// changed under the reviewer's rating.
pub fn for_reviewer(
    snapshot: &Snapshot,
    me: &ReviewerId,
    reworded: &BTreeSet<ClaimId>,
) -> ForReviewer {
    let mut waiting = ForReviewer::default();
    for claim in snapshot.claims.values().filter(|claim| claim.is_open()) {
        let Some(review) = snapshot.review(&claim.id, me) else {
            waiting.unreviewed.push(claim.id.clone());
            continue;
        };
        if review.withdrawn.is_some() {
            continue;
        }
        if judges_other_words(claim, review) || reworded.contains(&claim.id) {
            waiting.stale.push(Stale {
                claim: claim.id.clone(),
                judged: review.edition,
                now: claim.edition,
            });
        }
        waiting.answered.extend(answered(snapshot, review));
    }
    waiting
}

fn answered(snapshot: &Snapshot, mine: &Review) -> Vec<Answered> {
    let own = mine.arguments.iter().filter(|argument| argument.is_live());
    own.flat_map(|argument| {
        let target = reference(mine, argument);
        answers(snapshot, mine, &target)
            .into_iter()
            .filter(|by| !replied(mine, by))
            .map(|by| Answered {
                claim: mine.claim.clone(),
                own: argument.id.clone(),
                by,
            })
            .collect::<Vec<_>>()
    })
    .collect()
}

fn reference(review: &Review, argument: &Argument) -> ArgumentRef {
    ArgumentRef {
        reviewer: review.reviewer.clone(),
        argument: argument.id.clone(),
    }
}

/// Live arguments of others against one argument.
fn answers(snapshot: &Snapshot, mine: &Review, target: &ArgumentRef) -> Vec<ArgumentRef> {
    let others = snapshot
        .reviews_of(&mine.claim)
        .filter(|other| other.reviewer != mine.reviewer && other.withdrawn.is_none());
    others
        .flat_map(|other| {
            other
                .arguments
                .iter()
                .map(move |argument| (other, argument))
        })
        .filter(|(_, argument)| argument.is_live() && argument.stance == Side::Against)
        .filter(|(_, argument)| argument.target == Target::Argument(target.clone()))
        .map(|(other, argument)| reference(other, argument))
        .collect()
}

fn replied(mine: &Review, to: &ArgumentRef) -> bool {
    let answers = |argument: &Argument| argument.target == Target::Argument(to.clone());
    mine.arguments
        .iter()
        .any(|argument| argument.is_live() && answers(argument))
}

/// Open claims with fewer ratings than a verdict needs, in order of the ids.
pub fn short_of_reviews(snapshot: &Snapshot) -> Vec<Short> {
    let rules = &snapshot.workspace.consensus;
    let counts = |claim: &Claim, review: &Review| {
        let current = review.edition == claim.edition || rules.stale == StaleRule::Count;
        review.withdrawn.is_none() && review.abstained().is_none() && current
    };
    let short = |claim: &Claim| {
        let ratings = snapshot
            .reviews_of(&claim.id)
            .filter(|review| counts(claim, review))
            .count();
        let lacking = ratings < rules.min_reviews as usize;
        lacking.then(|| Short {
            claim: claim.id.clone(),
            ratings,
        })
    };
    snapshot
        .claims
        .values()
        .filter(|claim| claim.is_open())
        .filter_map(short)
        .collect()
}
