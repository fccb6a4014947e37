//! The argument graph: nodes with a base score, attacks and supports.

use std::collections::BTreeMap;

use thiserror::Error;

use super::adjacency::Relation;

/// Why a graph could not be built.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum GraphError {
    /// Two nodes carry the same id.
    #[error("the node `{0}` is declared twice")]
    DuplicateNode(String),
    /// A base score is outside 0..=1 or not a number.
    #[error("the base of `{id}` is {base}, but must lie between 0 and 1")]
    BaseOutOfRange {
        /// The node.
        id: String,
        /// Its refused base.
        base: f64,
    },
    /// An edge names a node that was not declared.
    #[error("there is no node `{0}`")]
    UnknownNode(String),
}

/// A finite graph of arguments under attack and support.
///
/// Nodes are numbered 0.. in the order they were declared; everything inside
/// the engine speaks of those numbers, and the ids are for people. Attack and
/// support are sets: an edge given twice counts once. A node may attack or
/// support itself, and the same pair may stand in both relations.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graph {
    ids: Vec<String>,
    bases: Vec<f64>,
    attacks: Relation,
    supports: Relation,
}

impl Graph {
    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are no nodes.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Ids in node order.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// Base scores in node order, each in 0..=1.
    pub fn bases(&self) -> &[f64] {
        &self.bases
    }

    /// Who attacks whom.
    pub fn attacks(&self) -> &Relation {
        &self.attacks
    }

    /// Who supports whom.
    pub fn supports(&self) -> &Relation {
        &self.supports
    }

    /// The number of the node with this id.
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.ids.iter().position(|known| known == id)
    }

    /// Every node with a path into `topic`, and `topic` itself, ascending.
    pub fn ancestors(&self, topic: usize) -> Vec<usize> {
        let mut seen = vec![false; self.len()];
        let mut open = vec![topic];
        while let Some(node) = open.pop() {
            if node >= self.len() || std::mem::replace(&mut seen[node], true) {
                continue;
            }
            open.extend(
                self.attacks
                    .sources_of(node)
                    .iter()
                    .chain(self.supports.sources_of(node)),
            );
        }
        (0..self.len()).filter(|&node| seen[node]).collect()
    }

    /// The graph on `nodes` alone, renumbered by their position there.
    #[must_use]
    pub fn induced(&self, nodes: &[usize]) -> Self {
        let mut position = vec![usize::MAX; self.len()];
        Self {
            ids: nodes.iter().map(|&node| self.ids[node].clone()).collect(),
            bases: nodes.iter().map(|&node| self.bases[node]).collect(),
            attacks: self.attacks.induced(nodes, &mut position),
            supports: self.supports.induced(nodes, &mut position),
        }
    }
}

/// Gathers nodes and edges, then makes a [`Graph`] of them.
#[derive(Debug, Clone, Default)]
pub struct GraphBuilder {
    ids: Vec<String>,
    bases: Vec<f64>,
    by_id: BTreeMap<String, usize>,
    attacks: Vec<(usize, usize)>,
    supports: Vec<(usize, usize)>,
}

impl GraphBuilder {
    /// An empty graph to be filled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Declares a node with its base score in 0..=1 and returns its number.
    pub fn node(&mut self, id: &str, base: f64) -> Result<usize, GraphError> {
        if !(0.0..=1.0).contains(&base) {
            let id = id.to_owned();
            return Err(GraphError::BaseOutOfRange { id, base });
        }
        let index = self.ids.len();
        if self.by_id.insert(id.to_owned(), index).is_some() {
            return Err(GraphError::DuplicateNode(id.to_owned()));
        }
        self.ids.push(id.to_owned());
        self.bases.push(base);
        Ok(index)
    }

    /// The number of a declared node.
    pub fn index_of(&self, id: &str) -> Result<usize, GraphError> {
        let found = self.by_id.get(id).copied();
        found.ok_or_else(|| GraphError::UnknownNode(id.to_owned()))
    }

    /// Adds an attack between declared nodes.
    pub fn attack(&mut self, from: &str, to: &str) -> Result<(), GraphError> {
        let edge = (self.index_of(from)?, self.index_of(to)?);
        self.attacks.push(edge);
        Ok(())
    }

    /// Adds a support between declared nodes.
    pub fn support(&mut self, from: &str, to: &str) -> Result<(), GraphError> {
        let edge = (self.index_of(from)?, self.index_of(to)?);
        self.supports.push(edge);
        Ok(())
    }

    /// Adds an attack between node numbers; numbers out of range are dropped.
    pub fn attack_indices(&mut self, from: usize, to: usize) {
        self.attacks.push((from, to));
    }

    /// Adds a support between node numbers; numbers out of range are dropped.
    pub fn support_indices(&mut self, from: usize, to: usize) {
        self.supports.push((from, to));
    }

    /// The finished graph.
    pub fn build(self) -> Graph {
        let n = self.ids.len();
        Graph {
            attacks: Relation::new(n, &self.attacks),
            supports: Relation::new(n, &self.supports),
            ids: self.ids,
            bases: self.bases,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_declared_twice_is_refused() {
        let mut builder = GraphBuilder::new();
        builder.node("a", 0.5).unwrap();
        let refused = builder.node("a", 0.5);
        assert_eq!(refused, Err(GraphError::DuplicateNode("a".into())));
    }

    #[test]
    fn a_base_that_is_no_probability_is_refused() {
        for base in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
            let refused = GraphBuilder::new().node("a", base);
            assert!(matches!(refused, Err(GraphError::BaseOutOfRange { .. })));
        }
    }

    #[test]
    fn an_edge_to_an_unknown_node_is_refused() {
        let mut builder = GraphBuilder::new();
        builder.node("a", 0.5).unwrap();
        let refused = builder.attack("a", "b");
        assert_eq!(refused, Err(GraphError::UnknownNode("b".into())));
    }

    #[test]
    fn ancestors_follow_attacks_and_supports_backwards() {
        let mut builder = GraphBuilder::new();
        for id in ["a", "b", "c", "d"] {
            builder.node(id, 0.5).unwrap();
        }
        builder.attack("a", "b").unwrap();
        builder.support("b", "c").unwrap();
        builder.attack("c", "d").unwrap();
        assert_eq!(builder.build().ancestors(2), [0, 1, 2]);
    }
}
