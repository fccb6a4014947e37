//! Objections to a claim that nobody has answered, and were not there or not open before.

use std::collections::BTreeSet;

use super::joined;
use crate::analysis::consensus::debate;
use crate::model::{
    argument::{Attack, Side, Target},
    id::ClaimId,
    snapshot::Snapshot,
};

/// An argument against a claim that stands without an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// The claim.
    pub claim: ClaimId,
    /// `<reviewer>#<argument>`.
    pub id: String,
    /// What it does; none where its author did not say.
    pub attack: Option<Attack>,
    /// What it says.
    pub text: String,
}

/// Objections that are unanswered after and were not before, in order of claim and id: new ones, and
/// those whose answer was taken back.
pub fn new_objections(before: &Snapshot, after: &Snapshot) -> Vec<Objection> {
    let differ = |id: &ClaimId| {
        before.reviews.get(id) != after.reviews.get(id)
            || before.claims.get(id) != after.claims.get(id)
            || before.workspace.arguments != after.workspace.arguments
    };
    joined(&before.claims, &after.claims)
        .map(|(id, ..)| id)
        .filter(|id| differ(id))
        .flat_map(|id| {
            let known: BTreeSet<String> =
                open(before, id).into_iter().map(|found| found.id).collect();
            let new = open(after, id).into_iter();
            new.filter(move |found| !known.contains(&found.id))
        })
        .collect()
}

/// Unanswered objections to one claim, as the report lists them.
fn open(side: &Snapshot, id: &ClaimId) -> Vec<Objection> {
    let Some(claim) = side.claims.get(id) else {
        return Vec::new();
    };
    let reviews = side.reviews_of(id);
    let found = debate(&side.workspace.arguments, claim, reviews.clone());
    let objections = reviews.flat_map(|review| {
        let against = review.arguments.iter().filter(|argument| {
            argument.stance == Side::Against && argument.target == Target::Claim
        });
        against.map(move |argument| Objection {
            claim: id.clone(),
            id: format!("{}#{}", review.reviewer, argument.id),
            attack: argument.attack,
            text: argument.text.clone(),
        })
    });
    let unanswered = |objection: &Objection| found.claim.unanswered_by.contains(&objection.id);
    objections.filter(unanswered).collect()
}
