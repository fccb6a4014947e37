//! A claim: what a text asserts, in words that can be judged.

use crate::model::{
    anchor::Anchor,
    date::PartialDate,
    id::{ClaimId, SourceId},
    source::Source,
    word::vocabulary,
};

vocabulary! {
    /// What sort of assertion a claim is.
    ClaimKind {
        /// Something is or was so.
        Fact = "fact",
        /// A figure.
        Statistic = "statistic",
        /// One thing brings about another.
        Causal = "causal",
        /// Why somebody acts.
        Motive = "motive",
        /// What will come.
        Prediction = "prediction",
        /// A judgement of worth or weight.
        Evaluation = "evaluation",
        /// What ought to be done.
        Prescription = "prescription",
    }
}

impl ClaimKind {
    /// The scale a claim of this kind is judged on unless it says otherwise.
    pub fn default_scale(self) -> Scale {
        match self {
            Self::Evaluation | Self::Prescription => Scale::Stance,
            _ => Scale::Confidence,
        }
    }
}

vocabulary! {
    /// How a claim is judged.
    Scale {
        /// By the probability that it is true as stated.
        Confidence = "confidence",
        /// By agreement on ordered levels.
        Stance = "stance",
    }
}

vocabulary! {
    /// Whether a claim is up for judgement.
    ClaimStatus {
        /// It is.
        Open = "open",
        /// It was taken back.
        Withdrawn = "withdrawn",
        /// Another claim took its place.
        Superseded = "superseded",
    }
}

vocabulary! {
    /// How one claim bears on another.
    RelationKind {
        /// It speaks for the other.
        Supports = "supports",
        /// It speaks against the other.
        Opposes = "opposes",
        /// It needs the other.
        DependsOn = "depends-on",
        /// It says the other more exactly.
        Refines = "refines",
    }
}

/// A tie from one claim to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// How it bears on the other.
    pub kind: RelationKind,
    /// The other claim.
    pub claim: ClaimId,
}

/// What the world has since settled.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolution {
    /// 1 for true, 0 for false, or a share between.
    pub outcome: f64,
    /// When it was settled.
    pub resolved: Option<PartialDate>,
    /// How it was settled.
    pub note: Option<String>,
    /// What shows it.
    pub sources: Vec<SourceId>,
}

/// One claim of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Its id, which is its path.
    pub id: ClaimId,
    /// What is claimed.
    pub statement: String,
    /// What sort of assertion it is.
    pub kind: ClaimKind,
    /// How it is judged.
    pub scale: Scale,
    /// Raised whenever the meaning changes, from 1.
    pub edition: u32,
    /// Whether it is up for judgement.
    pub status: ClaimStatus,
    /// Which claim took its place.
    pub superseded_by: Option<ClaimId>,
    /// Why it was withdrawn.
    pub reason: Option<String>,
    /// Free labels.
    pub tags: Vec<String>,
    /// A word to reviewers, not judged.
    pub note: Option<String>,
    /// Where the source says it.
    pub anchors: Vec<Anchor>,
    /// Ties to other claims.
    pub relations: Vec<Relation>,
    /// What the world has settled.
    pub resolution: Option<Resolution>,
    /// Sources described in this file.
    pub sources: Vec<Source>,
}

impl Claim {
    /// Whether reviews are wanted.
    pub fn is_open(&self) -> bool {
        self.status == ClaimStatus::Open
    }

    /// The heading a reader finds the claim under: that of its first anchor, else its folder.
    pub fn section(&self) -> Option<&str> {
        self.anchors
            .iter()
            .find_map(|anchor| anchor.section.as_deref())
            .or_else(|| self.id.folder())
    }
}
