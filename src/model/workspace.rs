//! The workspace file: what is debated, and by which rules.

use std::collections::BTreeMap;

use crate::model::{
    document::Document,
    id::{DocumentId, ReviewerId},
    rules::{ArgumentRules, ConsensusRules},
    word::vocabulary,
};

vocabulary! {
    /// Whether records must be signed.
    SignaturePolicy {
        /// Unsigned records are allowed, and labelled.
        Optional = "optional",
        /// Every record needs its owner's signature.
        Required = "required",
    }
}

/// A round of rating: a name and a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// How the round is called.
    pub name: String,
    /// The commit whose ratings it holds.
    pub commit: String,
}

/// Who may do what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Whether records must be signed.
    pub signatures: SignaturePolicy,
    /// Reviewers who may change claims, the workspace file and other people's entry in the roster.
    pub maintainers: Vec<ReviewerId>,
}

/// The workspace file.
#[derive(Debug, Clone, PartialEq)]
pub struct Workspace {
    /// What the debate is about.
    pub title: String,
    /// The texts whose claims are judged.
    pub documents: BTreeMap<DocumentId, Document>,
    /// What lower..upper mean: 0.9 for a 90 % credible interval.
    pub interval: f64,
    /// The ordered levels of agreement, lowest first.
    pub levels: Vec<String>,
    /// How a consensus is computed.
    pub consensus: ConsensusRules,
    /// How arguments are weighed.
    pub arguments: ArgumentRules,
    /// Closed rounds, oldest first.
    pub rounds: Vec<Round>,
    /// Who may do what.
    pub policy: Policy,
}

/// The levels of agreement where a workspace sets none.
pub const DEFAULT_LEVELS: [&str; 5] = [
    "strongly disagree",
    "disagree",
    "neither",
    "agree",
    "strongly agree",
];
