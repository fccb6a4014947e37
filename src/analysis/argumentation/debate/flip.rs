//! The fewest answers that would change where the claim stands.

use super::build::CLAIM;
use super::{Debate, Standing};
use crate::analysis::argumentation::attribution::Evaluator;
use crate::analysis::argumentation::crisp::{Grounded, Label};
use crate::analysis::argumentation::gradual::Semantics;

/// A change of standing, and what it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Flip {
    /// The arguments that would have to be answered (or withdrawn), by id.
    pub answered: Vec<String>,
    /// Where the claim would then stand.
    pub standing: Standing,
    /// How strong it would then be; `None` where no strength can be shown.
    pub strength: Option<f64>,
}

impl Debate {
    /// Every way of changing the claim's standing by answering as few arguments
    /// as possible, one or two; empty if more would be needed.
    ///
    /// An answered argument bears on nothing any more. Arguments that are
    /// already defeated are not tried. Pairs are searched only if no single
    /// argument will do, and only among the first 200 arguments by id.
    pub fn smallest_flips(&self) -> Vec<Flip> {
        let candidates = self.candidates();
        let singles: Vec<Vec<usize>> = candidates.iter().map(|&node| vec![node]).collect();
        let flips = self.flips(&singles);
        if !flips.is_empty() {
            return flips;
        }
        let few = &candidates[..candidates.len().min(MOST_PAIRED)];
        let first = few.iter().enumerate();
        let pairs = first.flat_map(|(i, &a)| few[i + 1..].iter().map(move |&b| vec![a, b]));
        self.flips(&pairs.collect::<Vec<_>>())
    }

    /// Arguments with a path to the claim's standing that still bear on something.
    fn candidates(&self) -> Vec<usize> {
        let labels = Grounded::of(&self.layout.defeats(&[])).labels;
        let relevant = self.layout.graph.ancestors(CLAIM);
        let members = self.layout.members.iter().map(|member| member.node);
        members
            .filter(|&node| labels[node] != Label::Out && relevant.binary_search(&node).is_ok())
            .collect()
    }

    fn flips(&self, changes: &[Vec<usize>]) -> Vec<Flip> {
        let evaluator = Evaluator::new(&self.layout.graph, Semantics::QuadraticEnergy, CLAIM);
        let flip = |gone: &Vec<usize>| {
            let grounded = Grounded::of(&self.layout.defeats(gone));
            let standing = self
                .layout
                .position_without(&grounded, CLAIM, gone)
                .standing;
            (standing != self.claim.standing).then(|| Flip {
                answered: gone.iter().map(|&node| self.layout.id(node)).collect(),
                standing,
                strength: evaluator.strength_without(gone),
            })
        };
        changes.iter().filter_map(flip).collect()
    }
}

const MOST_PAIRED: usize = 200;
