//! Maps of arguments and of claims, drawn as layered graphs: the target above what speaks to it.
//!
//! A map shows what the lists of a report say already; the lists are the canonical form, and every
//! node of a map names itself in full for those who do not see it.

pub mod dot;
mod layout;
pub mod mermaid;
mod of_claim;
mod of_workspace;
pub mod svg;
mod wrap;

pub use of_claim::of_claim;
pub use of_workspace::{of_claims, of_workspace};

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A claim.
    Claim,
    /// An argument for its target.
    For,
    /// An argument that rebuts or undermines its target.
    Against,
    /// An argument that undercuts its target.
    Undercut,
    /// What a claim rests on: its sources, or a premise that somebody doubts.
    Evidence,
    /// The point of a link at which an undercut ends.
    Joint,
}

/// What one node does to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// It speaks for it.
    Supports,
    /// It speaks against it.
    Attacks,
    /// It denies that it follows.
    Undercuts,
    /// It needs it.
    DependsOn,
    /// It says it more exactly.
    Refines,
}

impl Tie {
    /// The mark beside a line, so that nothing hangs on colour.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Supports => "+",
            Self::Attacks => "−",
            Self::Undercuts => "⊣",
            Self::DependsOn => "needs",
            Self::Refines => "refines",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Attacks => "attacks",
            Self::Undercuts => "undercuts",
            Self::DependsOn => "depends",
            Self::Refines => "refines",
        }
    }
}

/// A node. All texts are ready to be shown: on one line, nothing hidden, not yet escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// Its id in the workspace.
    pub id: String,
    /// A short line above the text: who speaks and how.
    pub head: String,
    /// What it says.
    pub text: String,
    /// How it fares, in words.
    pub fate: String,
    /// Where it leads within a report.
    pub link: Option<String>,
}

/// A line from one node to the node it bears on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// Who speaks.
    pub from: usize,
    /// What is spoken to.
    pub to: usize,
    /// What it does.
    pub tie: Tie,
}

/// A map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    /// What it shows, in a few words.
    pub title: String,
    /// Whether it reads from left to right, which suits wide maps; else from top to bottom.
    pub across: bool,
    /// The nodes; lines name them by their place here.
    pub nodes: Vec<Node>,
    /// The lines.
    pub edges: Vec<Edge>,
}

/// Where the nodes of a map lead.
pub trait Addresses {
    /// The address of a claim.
    fn claim(&self, claim: &crate::model::id::ClaimId) -> Option<String>;
    /// The address of an argument on a claim.
    fn argument(
        &self,
        claim: &crate::model::id::ClaimId,
        argument: &crate::model::id::ArgumentRef,
    ) -> Option<String>;
}

/// A map that stands alone leads nowhere.
#[derive(Debug, Clone, Copy)]
pub struct Nowhere;

impl Addresses for Nowhere {
    fn claim(&self, _: &crate::model::id::ClaimId) -> Option<String> {
        None
    }

    fn argument(
        &self,
        _: &crate::model::id::ClaimId,
        _: &crate::model::id::ArgumentRef,
    ) -> Option<String> {
        None
    }
}
