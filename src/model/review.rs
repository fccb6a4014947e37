//! One reviewer's judgement of one claim.

use crate::model::{
    argument::{Argument, Withdrawal},
    confidence::Confidence,
    id::{ClaimId, ReviewerId},
    source::Source,
};

/// What a reviewer says of a claim: exactly one of these.
#[derive(Debug, Clone, PartialEq)]
pub enum Judgement {
    /// The probability that it is true as stated.
    Confidence(Confidence),
    /// The level of agreement, 1 to k.
    Stance(u32),
    /// No rating, with the reason.
    Abstained(String),
}

/// One reviewer's one review of one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// Whose.
    pub reviewer: ReviewerId,
    /// Of what.
    pub claim: ClaimId,
    /// Which edition of the claim was judged.
    pub edition: u32,
    /// Digest of what was judged, `sha256:…`.
    pub judged: Option<String>,
    /// The claim that the record itself names, for its signature; its path says which it belongs to.
    pub named: Option<ClaimId>,
    /// Digests of the revisions that this one follows, `sha256:…` of their exact bytes.
    pub previous: Vec<String>,
    /// The rating, or why there is none.
    pub judgement: Judgement,
    /// The reviewer's own estimate of their expertise for this claim, 1 to 5.
    pub expertise: Option<u32>,
    /// Why this number.
    pub rationale: Option<String>,
    /// Why it was withdrawn, if it was.
    pub withdrawn: Option<Withdrawal>,
    /// Arguments, in the order of the file.
    pub arguments: Vec<Argument>,
    /// Sources described, or given a bearing, in this file.
    pub sources: Vec<Source>,
}

impl Review {
    /// The probability, if one was given.
    pub fn confidence(&self) -> Option<Confidence> {
        match self.judgement {
            Judgement::Confidence(confidence) => Some(confidence),
            _ => None,
        }
    }

    /// The level of agreement, if one was given.
    pub fn stance(&self) -> Option<u32> {
        match self.judgement {
            Judgement::Stance(level) => Some(level),
            _ => None,
        }
    }

    /// Why the reviewer abstained, if so.
    pub fn abstained(&self) -> Option<&str> {
        match &self.judgement {
            Judgement::Abstained(reason) => Some(reason),
            _ => None,
        }
    }
}
