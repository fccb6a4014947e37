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
    /// The preferred labellings.
    Preferred(Enumeration),
    /// The stable labellings.
    Stable(Enumeration),
    /// The ideal labelling.
    Ideal(Ideal),
    /// Strengths under a semantics, or why there are none.
    Strengths(Semantics, Outcome),
}

impl Answer {
    /// What was asked.
    pub fn question(&self) -> Question {
        match self {
            Self::Grounded(_) => Question::Grounded,
            Self::Preferred(_) => Question::Preferred,
            Self::Stable(_) => Question::Stable,
            Self::Ideal(_) => Question::Ideal,
            Self::Strengths(semantics, _) => Question::Strengths(*semantics),
        }
    }
}

/// Asks one question of a graph; only the searches for preferred, stable and
/// ideal labellings draw on the budget.
pub fn answer(graph: &Graph, question: Question, budget: &mut Budget) -> Answer {
    let attacks = graph.attacks();
    match question {
        Question::Grounded => Answer::Grounded(Grounded::of(attacks)),
        Question::Preferred => Answer::Preferred(preferred(attacks, budget)),
        Question::Stable => Answer::Stable(stable(attacks, budget)),
        Question::Ideal => Answer::Ideal(ideal(attacks, budget)),
        Question::Strengths(semantics) => {
            Answer::Strengths(semantics, gradual::solve(graph, semantics))
        }
    }
}
