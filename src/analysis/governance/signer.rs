//! What a signature says of who made it, by the keys of the base.

use crate::model::{
    id::ReviewerId,
    keyring::{Keyring, Standing},
    signature::Proof,
};

/// Who a signature names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Signer<'a> {
    /// There is none, or one of a kind that is not checked, or by a key that nobody has: it neither
    /// proves nor denies anything.
    Nobody,
    /// This reviewer's key made it.
    Reviewer(&'a ReviewerId),
    /// A key made it that the proposal itself gives to this reviewer.
    Fresh(&'a ReviewerId),
    /// A key made it that this reviewer no longer signs with.
    Expired(&'a ReviewerId),
    /// A key made it that was revoked.
    Revoked,
    /// It is no signature of these bytes; why.
    Bad(&'a str),
}

/// The keys that judge signatures: those of the base. Those of the head are known only so that it
/// can be said why they do not count; but what the head revokes is revoked.
#[derive(Debug)]
pub(super) struct Keys {
    base: Keyring,
    head: Keyring,
}

impl Keys {
    pub(super) fn new(mut base: Keyring, head: Keyring) -> Self {
        base.revoke_as(&head);
        Self { base, head }
    }

    /// Who made a signature. `held` says whether it stood in the base with the very same bytes,
    /// which matters for expired keys alone: what dates say is not believed.
    pub(super) fn signer<'a>(&'a self, proof: &'a Proof, held: bool) -> Signer<'a> {
        let key = match proof {
            Proof::Absent | Proof::Unsupported(_) => return Signer::Nobody,
            Proof::Malformed(why) | Proof::Mismatch(why) => return Signer::Bad(why),
            Proof::By(key) => key,
        };
        match self.base.standing(key) {
            Standing::Revoked => Signer::Revoked,
            Standing::Current(owner) => Signer::Reviewer(owner),
            Standing::Expired(owner) if held => Signer::Reviewer(owner),
            Standing::Expired(owner) => Signer::Expired(owner),
            Standing::Unlisted => match self.head.standing(key) {
                Standing::Current(owner) => Signer::Fresh(owner),
                _ => Signer::Nobody,
            },
        }
    }
}
