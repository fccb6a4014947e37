//! What the consensus needs to know of a record: a few numbers, where the record holds pages.
//!
//! History keeps these for every review that was ever written, so they are small and copied freely.

use crate::model::{
    claim::{Claim, ClaimStatus, Scale},
    confidence::Confidence,
    review::{Judgement, Review},
};

/// A rating without its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rated {
    /// A probability.
    Confidence(Confidence),
    /// A level of agreement, from 1.
    Stance(u32),
    /// None was given.
    Abstained,
}

/// A review as the consensus sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReviewBrief {
    /// Which edition of the claim was judged.
    pub edition: u32,
    /// The rating.
    pub rated: Rated,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// The expertise that its author states, 1 to 5.
    pub expertise: Option<u32>,
}

/// A claim as the consensus sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimBrief {
    /// Its edition.
    pub edition: u32,
    /// How it is judged.
    pub scale: Scale,
    /// Whether it is up for judgement.
    pub status: ClaimStatus,
    /// A fingerprint of what is judged: statement, kind and scale, white space folded.
    pub wording: u64,
}

impl ReviewBrief {
    /// The brief of a review.
    pub fn of(review: &Review) -> Self {
        let rated = match review.judgement {
            Judgement::Confidence(confidence) => Rated::Confidence(confidence),
            Judgement::Stance(level) => Rated::Stance(level),
            Judgement::Abstained(_) => Rated::Abstained,
        };
        Self {
            edition: review.edition,
            rated,
            withdrawn: review.withdrawn.is_some(),
            expertise: review.expertise,
        }
    }
}

impl ClaimBrief {
    /// The brief of a claim.
    pub fn of(claim: &Claim) -> Self {
        Self {
            edition: claim.edition,
            scale: claim.scale,
            status: claim.status,
            wording: wording(claim),
        }
    }
}

/// FNV-1a, 64 bits (Fowler, Noll & Vo; RFC 9923), of statement, kind and scale, a zero byte behind
/// every word.
fn wording(claim: &Claim) -> u64 {
    let (kind, scale) = (claim.kind.to_string(), claim.scale.to_string());
    let words = claim
        .statement
        .split_whitespace()
        .chain(["", kind.as_str(), scale.as_str()]);
    let bytes = words.flat_map(|word| word.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
