//! One cyclic component with everything outside it held fixed.

use super::Semantics;
use crate::analysis::argumentation::adjacency::Relation;
use crate::analysis::argumentation::graph::Graph;

/// A strongly connected component, renumbered, its outer influences folded
/// into one constant per node and direction.
pub(super) struct Component {
    pub(super) semantics: Semantics,
    pub(super) bases: Vec<f64>,
    outer_attack: Vec<f64>,
    outer_support: Vec<f64>,
    attacks: Relation,
    supports: Relation,
}

impl Component {
    /// Cuts `nodes` out of the graph; `strengths` holds those already settled,
    /// `position` is scratch as for [`Relation::induced`].
    pub(super) fn cut(
        graph: &Graph,
        semantics: Semantics,
        nodes: &[usize],
        strengths: &[f64],
        position: &mut [usize],
    ) -> Self {
        let attacks = graph.attacks().induced(nodes, position);
        let supports = if semantics.uses_supports() {
            graph.supports().induced(nodes, position)
        } else {
            Relation::new(nodes.len(), &[])
        };
        for &node in nodes {
            position[node] = 0;
        }
        let outside = |relation: &Relation, node: usize| {
            let outer = relation
                .sources_of(node)
                .iter()
                .filter(|&&n| position[n] != 0);
            outer.fold(semantics.nobody(), |sum, &n| {
                semantics.gather(sum, strengths[n])
            })
        };
        let component = Self {
            semantics,
            bases: nodes.iter().map(|&n| graph.bases()[n]).collect(),
            outer_attack: nodes.iter().map(|&n| outside(graph.attacks(), n)).collect(),
            outer_support: nodes
                .iter()
                .map(|&n| outside(graph.supports(), n))
                .collect(),
            attacks,
            supports,
        };
        for &node in nodes {
            position[node] = usize::MAX;
        }
        component
    }

    /// Number of nodes.
    pub(super) fn len(&self) -> usize {
        self.bases.len()
    }

    /// What one evaluation of every node costs, in edges and nodes.
    pub(super) fn cost(&self) -> usize {
        self.len() + self.attacks.edge_count() + self.supports.edge_count()
    }

    /// The strength each node would take if its neighbours had those in `x`.
    pub(super) fn apply(&self, x: &[f64], out: &mut [f64]) {
        for (node, value) in out.iter_mut().enumerate() {
            *value = self.shifted(x, node, 0.0);
        }
    }

    /// The strength of one node, its inner attackers' strengths raised and its
    /// inner supporters' lowered by `shift`.
    fn shifted(&self, x: &[f64], node: usize, shift: f64) -> f64 {
        let gather = |relation: &Relation, outer: f64, shift: f64| {
            let inner = relation.sources_of(node).iter();
            inner.fold(outer, |sum, &n| self.semantics.gather(sum, x[n] + shift))
        };
        let attack = gather(&self.attacks, self.outer_attack[node], shift);
        let support = gather(&self.supports, self.outer_support[node], -shift);
        self.semantics.influence(self.bases[node], attack, support)
    }

    /// A bound on how much closer one evaluation brings any two states, in the
    /// largest coordinate; below 1 there is exactly one limit.
    ///
    /// The largest slope times inner in-degree: the contraction argument of
    /// Mossakowski and Neuhaus (arXiv 1807.06685) and Potyka (arXiv 1809.07133).
    pub(super) fn contraction(&self) -> f64 {
        let bound = |node: usize| {
            let degree = self.attacks.sources_of(node).len() + self.supports.sources_of(node).len();
            self.semantics.slope(self.bases[node]) * degree as f64
        };
        (0..self.len()).map(bound).fold(0.0, f64::max)
    }

    /// The same around one state: the largest sum of absolute partial
    /// derivatives of any node, by a central difference.
    ///
    /// Attackers only ever lower and supporters only ever raise, so moving all
    /// of them against the node at once gathers the absolute values.
    pub(super) fn local_contraction(&self, x: &[f64]) -> f64 {
        let step = 1e-6;
        let bound = |node: usize| {
            let raised = self.shifted(x, node, -step);
            let lowered = self.shifted(x, node, step);
            (raised - lowered) / (2.0 * step)
        };
        (0..self.len()).map(bound).fold(0.0, f64::max)
    }

    /// The largest distance between `x` and what one evaluation makes of it;
    /// `out` receives the latter.
    pub(super) fn residual(&self, x: &[f64], out: &mut [f64]) -> f64 {
        self.apply(x, out);
        distance(x, out)
    }
}

/// The largest difference in any coordinate.
pub(super) fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter()
        .zip(b)
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f64::max)
}
