//! Typed arguments for and against a claim, and replies to arguments.

use crate::model::{
    id::{ArgumentId, ArgumentRef},
    source::Citation,
    word::vocabulary,
};

vocabulary! {
    /// Which way an argument pulls.
    Side {
        /// Against its target.
        Against = "against",
        /// For its target.
        For = "for",
    }
}

vocabulary! {
    /// What an argument against does to its target.
    Attack {
        /// It is false.
        Rebut = "rebut",
        /// It does not follow.
        Undercut = "undercut",
        /// A premise or source is bad.
        Undermine = "undermine",
    }
}

vocabulary! {
    /// How strong its author holds an argument to be.
    Strength {
        /// A doubt.
        Weak = "weak",
        /// A reason.
        Moderate = "moderate",
        /// A strong reason.
        Strong = "strong",
    }
}

/// What an argument is aimed at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The claim itself.
    Claim,
    /// Another reviewer's argument on the same claim.
    Argument(ArgumentRef),
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Claim => f.write_str("claim"),
            Self::Argument(other) => other.fmt(f),
        }
    }
}

/// One argument of one reviewer.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// Its id, unique in its review and never reused.
    pub id: ArgumentId,
    /// Which way it pulls.
    pub stance: Side,
    /// What it is aimed at.
    pub target: Target,
    /// What it does to its target; arguments for have none.
    pub attack: Option<Attack>,
    /// How strong its author holds it to be.
    pub strength: Strength,
    /// What it says.
    pub text: String,
    /// What it rests on.
    pub sources: Vec<Citation>,
    /// Why it was withdrawn, if it was.
    pub withdrawn: Option<Withdrawal>,
}

/// A record that was taken back but stays in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// Why.
    pub reason: String,
}

impl Argument {
    /// Whether it still counts.
    pub fn is_live(&self) -> bool {
        self.withdrawn.is_none()
    }
}
