//! The debate around one claim, as an argument graph with a verdict for people.
//!
//! Two layers answer two questions. *Standing* (crisp): is anything said here
//! left without an answer? *Strength* (gradual): how far do the arguments move
//! the claim from 0.5? Neither uses the reviewers' ratings of the claim, which
//! already contain the arguments.
//!
//! # How records become a graph
//!
//! - The **claim** has base 0.5. The **grounds** stand for the link from the
//!   evidence to the claim and support it. They have base 0: a link without
//!   evidence carries nothing, so a claim nobody argued about stays at its base.
//! - A **source** given for the claim supports the grounds, with base 0.5, for
//!   nobody rates sources. It counts once however many reviewers give it, and
//!   only if more of them say it supports the claim than say it contradicts it.
//!   Contradicting sources and context weigh through the arguments citing them,
//!   and sources cited by an argument are part of that argument, not nodes.
//! - **For** supports its target; **rebut** attacks its target.
//! - **Undercut** attacks the grounds, or in a reply the argument itself, whose
//!   only outgoing link would be cut.
//! - **Undermine** attacks every source given for the claim, since a record does
//!   not say which; if there is none, a premise is created under the grounds,
//!   with base 0 like them, so that questioning a premise never lends support.
//!   In a reply it attacks the argument: its premises are inside it.
//! - A reply whose target is withdrawn, missing or not part of the debate has
//!   nothing left to bear on and is left out, with the replies to it.
//! - Of one reviewer's live arguments of one kind against one target only the
//!   strongest bears on it (of equals the first by id). The others are
//!   still nodes, with standing, strength and replies of their own.
//!
//! # How standing is read off
//!
//! A *defeat* is an attack that is not too weak: a rebut or undermine counts if
//! its base is at least its target's, an undercut always. The grounded labelling
//! of the defeats gives in, out or undecided. Supports play no part: they never
//! rescue. An attack on the grounds, a source or a premise leaves the claim
//! itself in, since it says that the claim is unsupported, not that it is false;
//! if it goes unanswered the claim is contested.

mod build;
mod explain;
mod flip;
mod standing;
#[cfg(test)]
mod tests;

pub use explain::{Explanation, Influence};
pub use flip::Flip;
pub use standing::{Position, Standing};

use crate::model::argument::{Attack, Side, Strength};
use crate::model::source::Bearing;

use super::attribution::{Attribution, Effort, Way, attribute};
use super::crisp::Grounded;
use super::gradual::{self, Semantics, Status};
use super::graph::Graph;
use build::Layout;

/// The numbers behind the graph; reports print them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// What a weak argument weighs before anyone rates it.
    pub weak: f64,
    /// The same for a moderate one.
    pub moderate: f64,
    /// The same for a strong one.
    pub strong: f64,
    /// What an unrated argument's rating is taken to be, and how the first
    /// ratings are shrunk: as one more rating of this value.
    pub prior_rating: f64,
    /// No argument's base lies below the first or above the second.
    pub clamp: (f64, f64),
    /// The base of the claim.
    pub claim: f64,
    /// The base of the grounds.
    pub grounds: f64,
    /// The base of a source given for the claim.
    pub source: f64,
    /// The base of a premise created for an undermining argument.
    pub premise: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            weak: 0.3,
            moderate: 0.6,
            strong: 0.9,
            prior_rating: 0.5,
            clamp: (0.02, 0.98),
            claim: 0.5,
            grounds: 0.0,
            source: 0.5,
            premise: 0.0,
        }
    }
}

impl Weights {
    /// The base of an argument: clamp(s·c), s by its strength and
    /// c = (prior + Σ ratings) / (1 + number of ratings).
    pub fn base(&self, strength: Strength, ratings: &[f64]) -> f64 {
        let s = match strength {
            Strength::Weak => self.weak,
            Strength::Moderate => self.moderate,
            Strength::Strong => self.strong,
        };
        let sum: f64 = ratings.iter().sum();
        let c = (self.prior_rating + sum) / (1.0 + ratings.len() as f64);
        (s * c).max(self.clamp.0).min(self.clamp.1)
    }
}

/// One argument of one reviewer about the claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    /// Its id, unique in the debate: `<reviewer>#<argument>`.
    pub id: String,
    /// Who made it.
    pub reviewer: String,
    /// Which way it pulls.
    pub side: Side,
    /// What it does to its target; against without a kind is a rebut.
    pub attack: Option<Attack>,
    /// The id of the argument it replies to; `None` for the claim.
    pub target: Option<String>,
    /// How strong its author holds it to be.
    pub strength: Strength,
    /// How others rate it, each in 0..=1.
    pub ratings: Vec<f64>,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

/// What an argument does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Supports its target.
    For,
    /// It is false.
    Rebut,
    /// It does not follow.
    Undercut,
    /// A premise or source is bad.
    Undermine,
}

impl Kind {
    /// The noun used in sentences.
    pub fn noun(self) -> &'static str {
        match self {
            Self::For => "support",
            Self::Rebut => "rebuttal",
            Self::Undercut => "undercut",
            Self::Undermine => "undermining",
        }
    }
}

impl Contribution {
    /// What it does.
    pub fn kind(&self) -> Kind {
        match (self.side, self.attack) {
            (Side::For, _) => Kind::For,
            (Side::Against, None | Some(Attack::Rebut)) => Kind::Rebut,
            (Side::Against, Some(Attack::Undercut)) => Kind::Undercut,
            (Side::Against, Some(Attack::Undermine)) => Kind::Undermine,
        }
    }
}

/// A source as one reviewer gives it for the claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its id; the same id is the same source.
    pub id: String,
    /// What this reviewer takes it to mean for the claim.
    pub bearing: Option<Bearing>,
}

/// Why an argument takes no part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Excluded {
    /// It was withdrawn.
    Withdrawn,
    /// What it replies to takes no part itself, or does not exist.
    TargetGone,
    /// Another argument has the same id.
    DuplicateId,
}

/// How one argument fares.
#[derive(Debug, Clone, PartialEq)]
pub struct ArgumentResult {
    /// Its id.
    pub id: String,
    /// Who made it.
    pub reviewer: String,
    /// What it does.
    pub kind: Kind,
    /// The id it replies to; `None` for the claim.
    pub target: Option<String>,
    /// Its base score.
    pub base: f64,
    /// Its strength by quadratic energy; `None` where none can be shown.
    pub strength: Option<f64>,
    /// Where it stands, and why.
    pub position: Position,
    /// The stronger argument of the same reviewer and kind that counts instead.
    pub outdone_by: Option<String>,
}

/// A debate, solved.
#[derive(Debug, Clone)]
pub struct Debate {
    /// Where the claim stands, and why.
    pub claim: Position,
    /// The claim's strength by quadratic energy; `None` where none can be shown.
    pub strength: Option<f64>,
    /// The claim's strength by DF-QuAD, for comparison.
    pub cross_check: Option<f64>,
    /// How the strengths were obtained.
    pub status: Status,
    /// Whether the two methods put the claim on different sides of its base;
    /// `None` unless both have a strength.
    pub method_sensitive: Option<bool>,
    /// The arguments that take part, ordered by id.
    pub arguments: Vec<ArgumentResult>,
    /// Those that do not, ordered by id, with the reason.
    pub excluded: Vec<(String, Excluded)>,
    /// The numbers used.
    pub weights: Weights,
    layout: Layout,
}

impl Debate {
    /// Builds and solves the debate. The order of the records does not matter.
    pub fn new(arguments: &[Contribution], evidence: &[Evidence], weights: Weights) -> Self {
        let layout = Layout::build(arguments, evidence, &weights);
        let grounded = Grounded::of(&layout.defeats(&[]));
        let energy = gradual::solve(&layout.graph, Semantics::QuadraticEnergy);
        let cross_check = gradual::solve(&layout.graph, Semantics::DfQuad).strength(build::CLAIM);
        let strength = energy.strength(build::CLAIM);
        let results = layout.members.iter().map(|member| ArgumentResult {
            id: member.id.clone(),
            reviewer: member.reviewer.clone(),
            kind: member.kind,
            target: member.target.clone(),
            base: member.base,
            strength: energy.strength(member.node),
            position: layout.position(&grounded, member.node),
            outdone_by: member.outdone_by.clone(),
        });
        Self {
            claim: layout.position(&grounded, build::CLAIM),
            strength,
            cross_check,
            status: energy.status,
            method_sensitive: strength
                .zip(cross_check)
                .map(|(energy, check)| (energy - weights.claim) * (check - weights.claim) < -TOUCH),
            arguments: results.collect(),
            excluded: layout.excluded.clone(),
            weights,
            layout,
        }
    }

    /// Where the claim stands, as [`Debate::new`] would find, without computing strengths.
    pub fn standing(
        arguments: &[Contribution],
        evidence: &[Evidence],
        weights: &Weights,
    ) -> Standing {
        if arguments.iter().all(|argument| argument.withdrawn) {
            return Standing::Unargued;
        }
        let layout = Layout::build(arguments, evidence, weights);
        let grounded = Grounded::of(&layout.defeats(&[]));
        layout.position(&grounded, build::CLAIM).standing
    }

    /// The argument graph behind the strengths: the nodes `claim`, `grounds`,
    /// `source:<id>` and `premise`, and every argument under its id.
    pub fn graph(&self) -> &Graph {
        &self.layout.graph
    }

    /// How the way from the claim's base to its strength divides among arguments and sources: Shapley
    /// values, sampled from a fixed seed where there are many.
    pub fn parts(&self) -> Attribution {
        attribute(
            &self.layout.graph,
            Semantics::QuadraticEnergy,
            build::CLAIM,
            Way::Shapley,
            Effort::default(),
        )
    }

    /// The number of the claim in [`Debate::graph`].
    pub fn claim_node(&self) -> usize {
        build::CLAIM
    }
}

/// Two strengths are on different sides of the base only if the product of
/// their distances says so beyond rounding.
const TOUCH: f64 = 1e-18;
