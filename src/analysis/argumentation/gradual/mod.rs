//! Gradual semantics: how strong each argument is, between 0 and 1.
//!
//! Acyclic graphs are evaluated exactly in one pass. A graph with cycles is
//! taken apart into strongly connected components, each settled with what
//! influences it held fixed; where a component cannot be shown to settle,
//! there are no numbers for the graph, and the component says why.

mod coast;
mod component;
mod newton;
mod semantics;
mod settle;
mod stability;
mod trajectory;

pub use semantics::Semantics;

use super::graph::Graph;
use super::scc;
use component::Component;

/// How the strengths of a graph were obtained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// No cycles: one pass, exact but for rounding.
    Exact,
    /// Cycles, and every one of them settled.
    Converged,
    /// Some cycle did not settle; there are no strengths.
    NoConvergence,
}

impl Status {
    /// The word used in files and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Converged => "converged",
            Self::NoConvergence => "no-convergence",
        }
    }
}

/// Why a component has no strengths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsettled {
    /// The dynamics still moved when they were given up.
    StillMoving,
    /// They came to rest where the slightest push drives them away.
    Repelling,
}

impl Unsettled {
    /// The reason in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::StillMoving => "the strengths on a cycle keep moving",
            Self::Repelling => "the only resting point on a cycle is unstable",
        }
    }
}

/// The strengths of a graph, or why there are none.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// How they were obtained.
    pub status: Status,
    /// One strength per node, in node order; `None` without convergence.
    pub strengths: Option<Vec<f64>>,
    /// Without convergence: the nodes of the first component that did not
    /// settle, and the reason.
    pub unsettled: Option<(Vec<usize>, Unsettled)>,
}

impl Outcome {
    /// The strength of one node, if there are strengths.
    pub fn strength(&self, node: usize) -> Option<f64> {
        self.strengths.as_ref()?.get(node).copied()
    }
}

/// The strength of every node.
///
/// Linear in nodes and edges for acyclic graphs. On cycles see
/// [`Status`]; a self-attack or self-support is a cycle too.
pub fn solve(graph: &Graph, semantics: Semantics) -> Outcome {
    let mut strengths = graph.bases().to_vec();
    let mut position = vec![usize::MAX; graph.len()];
    let mut status = Status::Exact;
    for nodes in influence_order(graph, semantics) {
        if let [node] = nodes[..]
            && !influences_itself(graph, semantics, node)
        {
            strengths[node] = strength_of(graph, semantics, node, &strengths);
            continue;
        }
        status = Status::Converged;
        let component = Component::cut(graph, semantics, &nodes, &strengths, &mut position);
        match settle::settle(&component) {
            Ok(limit) => {
                for (&node, strength) in nodes.iter().zip(limit) {
                    strengths[node] = strength.clamp(0.0, 1.0);
                }
            }
            Err(reason) => return no_convergence(nodes, reason),
        }
    }
    let strengths = Some(strengths);
    Outcome {
        status,
        strengths,
        unsettled: None,
    }
}

fn no_convergence(nodes: Vec<usize>, reason: Unsettled) -> Outcome {
    Outcome {
        status: Status::NoConvergence,
        strengths: None,
        unsettled: Some((nodes, reason)),
    }
}

fn influence_order(graph: &Graph, semantics: Semantics) -> Vec<Vec<usize>> {
    let attacks = graph.attacks().incoming();
    if semantics.uses_supports() {
        scc::components(&[attacks, graph.supports().incoming()])
    } else {
        scc::components(&[attacks])
    }
}

fn influences_itself(graph: &Graph, semantics: Semantics, node: usize) -> bool {
    let supports = semantics.uses_supports() && graph.supports().targets_of(node).contains(&node);
    supports || graph.attacks().targets_of(node).contains(&node)
}

/// The strength of `node` by its formula, from the `strengths` of its neighbours.
pub fn strength_of(graph: &Graph, semantics: Semantics, node: usize, strengths: &[f64]) -> f64 {
    let gather = |neighbours: &[usize]| {
        let start = semantics.nobody();
        let all = neighbours.iter();
        all.fold(start, |sum, &n| semantics.gather(sum, strengths[n]))
    };
    let attack = gather(graph.attacks().sources_of(node));
    let support = gather(graph.supports().sources_of(node));
    semantics.influence(graph.bases()[node], attack, support)
}

#[cfg(test)]
mod tests;
