//! What the signatures of a snapshot's reviews come to.

use std::collections::BTreeMap;

use crate::model::{
    keyring::{Keyring, PublicKey, Standing},
    layout::review_path,
    review::Review,
    signature::{Covers, Proof, SignatureState, Verdict, Verdicts, binding, state},
    snapshot::Snapshot,
};

/// What the repository remembers.
pub trait Memory {
    /// Whether this review, with the signature it has now, stood in the repository before the key
    /// that made the signature expired (for a proposal: whether it stands in the base).
    fn held(&self, review: &Review, key: &PublicKey) -> bool;
}

/// Nothing is remembered, so expired keys cover nothing.
#[derive(Debug, Clone, Copy)]
pub struct NoMemory;

impl Memory for NoMemory {
    fn held(&self, _: &Review, _: &PublicKey) -> bool {
        false
    }
}

/// The verdicts on detached signatures, from what each proves by itself (by path of the review).
pub fn verdicts(
    snapshot: &Snapshot,
    proofs: &BTreeMap<String, Proof>,
    keyring: &Keyring,
    memory: &dyn Memory,
) -> Verdicts {
    if proofs.is_empty() {
        return Verdicts::new();
    }
    snapshot
        .all_reviews()
        .filter_map(|review| {
            let path = review_path(&review.reviewer, &review.claim);
            let proof = proofs.get(&path)?;
            Some((path, verdict(review, proof, keyring, memory)))
        })
        .collect()
}

/// The verdict on one detached signature.
pub fn verdict(review: &Review, proof: &Proof, keyring: &Keyring, memory: &dyn Memory) -> Verdict {
    let held = match proof {
        Proof::By(key) if matches!(keyring.standing(key), Standing::Expired(_)) => {
            memory.held(review, key)
        }
        _ => false,
    };
    let state = state(&review.reviewer, proof, keyring, held);
    let covers = (state != SignatureState::Absent).then_some(Covers::Record);
    match binding(review) {
        Err(unbound) if state == SignatureState::Verified => Verdict {
            state: SignatureState::Bad,
            covers,
            reason: Some(unbound.to_string()),
        },
        _ => Verdict {
            state,
            covers,
            reason: reason(proof),
        },
    }
}

/// The proof of the commit that last changed a review, found by the review and its path, and whether
/// that commit is older than the expiry of the key that signed it.
pub type CommitProofs<'a> = &'a dyn Fn(&Review, &str) -> Option<(Proof, bool)>;

/// Adds what the commits that last changed the reviews prove, for reviews without a signature of
/// their own. A commit that proves nothing of the reviewer leaves the review unsigned.
pub fn add_commits(
    verdicts: &mut Verdicts,
    snapshot: &Snapshot,
    keyring: &Keyring,
    proof_of: CommitProofs<'_>,
) {
    for review in snapshot.all_reviews() {
        let path = review_path(&review.reviewer, &review.claim);
        if verdicts.contains_key(&path) {
            continue;
        }
        let Some((proof, held)) = proof_of(review, &path) else {
            continue;
        };
        if state(&review.reviewer, &proof, keyring, held).is_verified() {
            let verdict = Verdict {
                state: SignatureState::Verified,
                covers: Some(Covers::Commit),
                reason: None,
            };
            verdicts.insert(path, verdict);
        }
    }
}

fn reason(proof: &Proof) -> Option<String> {
    match proof {
        Proof::Malformed(why) | Proof::Mismatch(why) | Proof::Unsupported(why) => Some(why.clone()),
        Proof::Absent | Proof::By(_) => None,
    }
}
