//! A whole graph under several semantics at once.

use super::crisp::{Budget, Enumeration, Grounded, Ideal, ideal, preferred, stable};
use super::gradual::{self, Outcome, Semantics};
use super::graph::Graph;

/// A question that can be asked of a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// The grounded labelling.
    Grounded,
    /// All preferred labellings.
    Preferred,
    /// All stable labellings.
    Stable,
    /// The ideal labelling.
    Ideal,
    /// The strengths under a gradual semantics.
    Strengths(Semantics),
}

impl Question {
    /// All of them, in the order reports use.
    pub const ALL: [Self; 8] = [
        Self::Grounded,
        Self::Preferred,
        Self::Stable,
        Self::Ideal,
        Self::Strengths(Semantics::QuadraticEnergy),
        Self::Strengths(Semantics::DfQuad),
        Self::Strengths(Semantics::Euler),
        Self::Strengths(Semantics::HCategorizer),
    ];

    /// The name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Grounded => "grounded",
            Self::Preferred => "preferred",
            Self::Stable => "stable",
            Self::Ideal => "ideal",
            Self::Strengths(semantics) => semantics.name(),
        }
    }
}

/// What a graph answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The grounded labelling with its witnesses.
    Grounded(Grounded),
    /// Several labellings.
    Labellings(Enumeration),
    /// The ideal labelling.
    Ideal(Ideal),
    /// Strengths, or why there are none.
    Strengths(Outcome),
}

/// Asks one question of a graph; only the searches for preferred, stable and
/// ideal labellings draw on the budget.
pub fn answer(graph: &Graph, question: Question, budget: &mut Budget) -> Answer {
    let attacks = graph.attacks();
    match question {
        Question::Grounded => Answer::Grounded(Grounded::of(attacks)),
        Question::Preferred => Answer::Labellings(preferred(attacks, budget)),
        Question::Stable => Answer::Labellings(stable(attacks, budget)),
        Question::Ideal => Answer::Ideal(ideal(attacks, budget)),
        Question::Strengths(semantics) => Answer::Strengths(gradual::solve(graph, semantics)),
    }
}
