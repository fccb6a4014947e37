//! What a signature says of a record, decided from facts alone.
//!
//! A detached signature covers the exact bytes of one review in the namespace [`NAMESPACE`]. The
//! bytes themselves bind what the signature is for: `claim` names the claim, `judged` is the digest
//! of its wording, and `previous` lists the digests of the revisions that this one follows. So a
//! signature cannot be carried over to another claim, and an older revision cannot be put back
//! unnoticed (see [`succession`]).
//!
//! Nothing here asks what time it is, or believes what a signature or a commit says of time. That a
//! key has expired is an event of the roster; it covers what stood in the repository then, and
//! nothing later.

use std::collections::BTreeMap;

use crate::model::{
    id::{ClaimId, ReviewerId},
    keyring::{Keyring, PublicKey, Standing},
    review::Review,
    word::vocabulary,
};

/// The namespace of detached signatures over reviews.
pub const NAMESPACE: &str = "review@obelus";

/// The namespace in which git signs commits.
pub const COMMIT_NAMESPACE: &str = "git";

vocabulary! {
    /// What the signature of a record or a commit comes to.
    SignatureState {
        /// Made over these very bytes by a key that the roster gives to this reviewer.
        Verified = "verified",
        /// Sound, but by a key that nobody in the roster has.
        Unlisted = "unlisted",
        /// Sound, but by a key that the roster gives to another reviewer.
        Foreign = "foreign",
        /// Sound, but by a key that had expired before the record was in the repository.
        Expired = "expired",
        /// By a key that was revoked: whatever it signed proves nothing any more.
        Revoked = "revoked",
        /// Not a signature of these bytes in this namespace, or of a record that does not say what
        /// the signature is for.
        Bad = "bad",
        /// There is none.
        Absent = "absent",
        /// There is one of a kind that is not checked, such as PGP.
        Unsupported = "unsupported",
    }
}

impl SignatureState {
    /// Whether authorship is proven.
    pub fn is_verified(self) -> bool {
        self == Self::Verified
    }
}

/// What is known of a signature before the roster is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// There is no signature.
    Absent,
    /// It cannot be read as a signature; why.
    Malformed(String),
    /// It was made by this method, which is not checked.
    Unsupported(String),
    /// It is no signature of the bytes in the namespace asked for; why.
    Mismatch(String),
    /// This key made it over exactly these bytes, in the namespace asked for.
    By(PublicKey),
}

/// Decides the state of a signature that ought to be `owner`'s.
///
/// `held` tells whether the very same bytes, with the same signature, stood in the repository
/// already: for a proposal, in its base; for a report, in the commit that made the key expire. It
/// matters for expired keys alone. The keyring must be the base's, or a proposal could list its own
/// key.
pub fn state(owner: &ReviewerId, proof: &Proof, keyring: &Keyring, held: bool) -> SignatureState {
    let key = match proof {
        Proof::Absent => return SignatureState::Absent,
        Proof::Unsupported(_) => return SignatureState::Unsupported,
        Proof::Malformed(_) | Proof::Mismatch(_) => return SignatureState::Bad,
        Proof::By(key) => key,
    };
    match keyring.standing(key) {
        Standing::Unlisted => SignatureState::Unlisted,
        Standing::Revoked => SignatureState::Revoked,
        Standing::Current(holder) | Standing::Expired(holder) if holder != owner => {
            SignatureState::Foreign
        }
        Standing::Current(_) => SignatureState::Verified,
        Standing::Expired(_) if held => SignatureState::Verified,
        Standing::Expired(_) => SignatureState::Expired,
    }
}

/// What was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// The record's exact bytes, by a signature beside it.
    Record,
    /// The commit that last changed the record.
    Commit,
}

/// What the signature of one review comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The state.
    pub state: SignatureState,
    /// What was signed; nothing where there is no signature.
    pub covers: Option<Covers>,
    /// Why it is bad or not checked.
    pub reason: Option<String>,
}

impl Verdict {
    /// There is no signature.
    pub const ABSENT: Self = Self {
        state: SignatureState::Absent,
        covers: None,
        reason: None,
    };
}

/// The verdicts on all reviews of a snapshot that are signed in any way, by the path of the review.
pub type Verdicts = BTreeMap<String, Verdict>;

/// What a signed review lacks to bind its signature to one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unbound {
    /// It does not name its claim.
    NoClaim,
    /// It names another claim than its path does.
    OtherClaim(ClaimId),
    /// It does not say by digest which wording was judged.
    NoDigest,
}

impl std::fmt::Display for Unbound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoClaim => f.write_str("the record does not name its claim in `claim`"),
            Self::OtherClaim(claim) => {
                write!(f, "the record was signed as a review of \"{claim}\"")
            }
            Self::NoDigest => f.write_str("the record has no `judged`"),
        }
    }
}

/// Whether a review says what its signature is for: the claim it stands under and the digest of its
/// wording.
pub fn binding(review: &Review) -> Result<(), Unbound> {
    match &review.named {
        None => Err(Unbound::NoClaim),
        Some(named) if *named != review.claim => Err(Unbound::OtherClaim(named.clone())),
        Some(_) if review.judged.is_none() => Err(Unbound::NoDigest),
        Some(_) => Ok(()),
    }
}

/// How a proposed revision of a record stands to the one in the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Succession {
    /// The base has none.
    First,
    /// The same bytes.
    Same,
    /// It names the base's revision among those it follows.
    Follows,
    /// It does not, so it may be an older revision put back.
    Replayed,
}

/// How a proposed signed revision stands to the base's, signed or not.
///
/// `base` and `proposed` are digests of the exact bytes, `previous` is the list in the proposed
/// record. Every revision lists all that it follows, so this needs no history and survives squash
/// and rebase; and since a digest cannot list one that contains it, no two different revisions can
/// follow each other.
pub fn succession(base: Option<&str>, proposed: &str, previous: &[String]) -> Succession {
    match base {
        None => Succession::First,
        Some(base) if base == proposed => Succession::Same,
        Some(base) if previous.iter().any(|digest| digest == base) => Succession::Follows,
        Some(_) => Succession::Replayed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyring() -> Keyring {
        let mut ring = Keyring::default();
        let ada = id("ada");
        ring.add_current(&key("AAAAada"), &ada);
        ring.add_expired(&key("AAAAold"), &ada);
        ring.add_current(&key("AAAAlost"), &ada);
        ring.add_revoked(&key("AAAAlost"));
        ring
    }

    fn id(name: &str) -> ReviewerId {
        name.parse().unwrap()
    }

    fn key(data: &str) -> PublicKey {
        PublicKey::new(&format!("ssh-ed25519 {data}")).unwrap()
    }

    #[test]
    fn each_fact_has_its_own_state() {
        use SignatureState as S;
        let why = || "why".to_owned();
        for (owner, proof, held, wanted) in [
            ("ada", Proof::Absent, true, S::Absent),
            ("ada", Proof::Malformed(why()), true, S::Bad),
            ("ada", Proof::Mismatch(why()), true, S::Bad),
            ("ada", Proof::Unsupported(why()), true, S::Unsupported),
            ("ada", Proof::By(key("AAAAada")), false, S::Verified),
            ("ben", Proof::By(key("AAAAada")), true, S::Foreign),
            ("ada", Proof::By(key("AAAAold")), true, S::Verified),
            ("ada", Proof::By(key("AAAAold")), false, S::Expired),
            ("ben", Proof::By(key("AAAAold")), true, S::Foreign),
            ("ada", Proof::By(key("AAAAlost")), true, S::Revoked),
            ("ada", Proof::By(key("AAAAnew")), true, S::Unlisted),
        ] {
            let found = state(&id(owner), &proof, &keyring(), held);
            assert_eq!(found, wanted, "{owner} {proof:?} held: {held}");
        }
    }

    #[test]
    fn an_older_revision_cannot_be_put_back() {
        let list = |items: &[&str]| {
            items
                .iter()
                .map(|&item| item.to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(succession(None, "b", &[]), Succession::First);
        assert_eq!(succession(Some("a"), "a", &[]), Succession::Same);
        assert_eq!(
            succession(Some("a"), "c", &list(&["a", "b"])),
            Succession::Follows
        );
        assert_eq!(
            succession(Some("c"), "b", &list(&["a"])),
            Succession::Replayed
        );
        assert_eq!(succession(Some("c"), "a", &[]), Succession::Replayed);
    }
}
