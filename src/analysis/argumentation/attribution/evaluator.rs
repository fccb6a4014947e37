//! The strength of one node, over and over, with other nodes taken away.

use super::super::gradual::{Semantics, Status, solve};
use super::super::graph::Graph;
use super::super::scc;

/// Evaluates one topic under changing absences.
///
/// Only the topic's ancestors are looked at; without cycles among them each
/// evaluation is a single pass over them.
#[derive(Debug, Clone)]
pub struct Evaluator {
    /// The topic and its ancestors.
    graph: Graph,
    /// Their numbers in the whole graph, ascending.
    nodes: Vec<usize>,
    topic: usize,
    semantics: Semantics,
    /// A topological order, unless there are cycles.
    order: Option<Vec<usize>>,
}

impl Evaluator {
    /// Prepares to evaluate `topic`.
    pub fn new(graph: &Graph, semantics: Semantics, topic: usize) -> Self {
        let nodes = graph.ancestors(topic);
        let graph = graph.induced(&nodes);
        let topic = nodes.binary_search(&topic).unwrap_or(0);
        let order = topological(&graph);
        Self {
            graph,
            nodes,
            topic,
            semantics,
            order,
        }
    }

    /// The nodes that can influence the topic, by their numbers in the whole
    /// graph, ascending; without the topic.
    pub fn players(&self) -> Vec<usize> {
        let others = self.local_players();
        others.into_iter().map(|node| self.nodes[node]).collect()
    }

    /// Number of nodes looked at, the topic among them.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The players by their numbers here.
    pub(super) fn local_players(&self) -> Vec<usize> {
        (0..self.len()).filter(|&node| node != self.topic).collect()
    }

    /// The number here of a node of the whole graph.
    pub(super) fn local(&self, node: usize) -> Option<usize> {
        self.nodes.binary_search(&node).ok()
    }

    /// The topic's base score.
    pub fn base(&self) -> f64 {
        self.graph.bases().get(self.topic).copied().unwrap_or(0.0)
    }

    /// The topic's strength with everyone present; `None` without convergence.
    pub fn strength(&self) -> Option<f64> {
        self.strength_among(&vec![true; self.len()])
    }

    /// The topic's strength without these nodes of the whole graph; `None`
    /// without convergence.
    pub fn strength_without(&self, gone: &[usize]) -> Option<f64> {
        let mut present = vec![true; self.len()];
        let local = gone.iter().filter_map(|&node| self.local(node));
        local.for_each(|node| present[node] = false);
        self.strength_among(&present)
    }

    /// The topic's strength among those `present`; the topic always is.
    pub(super) fn strength_among(&self, present: &[bool]) -> Option<f64> {
        match &self.order {
            Some(order) => Some(self.pass(order, present)),
            None => self.settle(present),
        }
    }

    fn pass(&self, order: &[usize], present: &[bool]) -> f64 {
        let mut strengths = vec![0.0; self.len()];
        let here = |node: usize| node == self.topic || present[node];
        for &node in order.iter().filter(|&&node| here(node)) {
            let gather = |neighbours: &[usize]| {
                let present = neighbours.iter().filter(|&&n| here(n));
                present.fold(self.semantics.nobody(), |sum, &n| {
                    self.semantics.gather(sum, strengths[n])
                })
            };
            let attack = gather(self.graph.attacks().sources_of(node));
            let support = gather(self.graph.supports().sources_of(node));
            let base = self.graph.bases()[node];
            let strength = self.semantics.influence(base, attack, support);
            strengths[node] = strength.clamp(0.0, 1.0);
        }
        strengths[self.topic]
    }

    fn settle(&self, present: &[bool]) -> Option<f64> {
        let here = |&node: &usize| node == self.topic || present[node];
        let nodes: Vec<usize> = (0..self.len()).filter(here).collect();
        let topic = nodes.binary_search(&self.topic).ok()?;
        let outcome = solve(&self.graph.induced(&nodes), self.semantics);
        debug_assert_eq!(
            outcome.strengths.is_none(),
            outcome.status == Status::NoConvergence
        );
        outcome.strength(topic)
    }
}

fn topological(graph: &Graph) -> Option<Vec<usize>> {
    let incoming = [graph.attacks().incoming(), graph.supports().incoming()];
    let single = |nodes: Vec<usize>| match nodes[..] {
        [node] if !incoming.iter().any(|lists| lists.contains(node, node)) => Some(node),
        _ => None,
    };
    scc::components(&incoming).into_iter().map(single).collect()
}
