//! Compressed adjacency lists: one slice of neighbours per node.

/// For each of `n` nodes a sorted, duplicate-free slice of neighbours.
///
/// Kept in two flat vectors, so that a graph of 100,000 nodes costs two
/// allocations and walks through memory in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Adjacency {
    offsets: Vec<usize>,
    items: Vec<usize>,
}

impl Adjacency {
    /// Builds the lists from `(row, item)` pairs; repeated pairs count once.
    ///
    /// Rows and items must be below `n`; others are ignored.
    pub fn from_pairs(n: usize, pairs: &[(usize, usize)]) -> Self {
        let mut sorted: Vec<(usize, usize)> = pairs
            .iter()
            .copied()
            .filter(|&(row, item)| row < n && item < n)
            .collect();
        sorted.sort_unstable();
        sorted.dedup();
        let mut offsets = vec![0; n + 1];
        for &(row, _) in &sorted {
            offsets[row + 1] += 1;
        }
        for row in 0..n {
            offsets[row + 1] += offsets[row];
        }
        let items = sorted.into_iter().map(|(_, item)| item).collect();
        Self { offsets, items }
    }

    /// The neighbours of `row`, ascending; empty for a row that does not exist.
    pub fn of(&self, row: usize) -> &[usize] {
        match (self.offsets.get(row), self.offsets.get(row + 1)) {
            (Some(&from), Some(&to)) => &self.items[from..to],
            _ => &[],
        }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of pairs.
    pub fn edge_count(&self) -> usize {
        self.items.len()
    }

    /// Whether `item` is a neighbour of `row`.
    pub fn contains(&self, row: usize, item: usize) -> bool {
        self.of(row).binary_search(&item).is_ok()
    }
}

/// One relation between nodes, walkable in both directions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Relation {
    incoming: Adjacency,
    outgoing: Adjacency,
}

impl Relation {
    /// Builds the relation from `(from, to)` pairs; repeated pairs count once.
    pub fn new(n: usize, edges: &[(usize, usize)]) -> Self {
        let reversed: Vec<(usize, usize)> = edges.iter().map(|&(from, to)| (to, from)).collect();
        Self {
            incoming: Adjacency::from_pairs(n, &reversed),
            outgoing: Adjacency::from_pairs(n, edges),
        }
    }

    /// The nodes with an edge into `node`.
    pub fn sources_of(&self, node: usize) -> &[usize] {
        self.incoming.of(node)
    }

    /// The nodes that `node` has an edge to.
    pub fn targets_of(&self, node: usize) -> &[usize] {
        self.outgoing.of(node)
    }

    /// All lists of incoming edges.
    pub fn incoming(&self) -> &Adjacency {
        &self.incoming
    }

    /// Number of nodes.
    pub fn node_count(&self) -> usize {
        self.incoming.len()
    }

    /// Number of different edges.
    pub fn edge_count(&self) -> usize {
        self.incoming.edge_count()
    }

    /// Every edge as `(from, to)`, ordered.
    pub fn edges(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        (0..self.node_count())
            .flat_map(move |from| self.targets_of(from).iter().map(move |&to| (from, to)))
    }

    /// The relation among `nodes` alone, renumbered by their position there.
    ///
    /// `position` is scratch space of one entry per node, all `usize::MAX`; it
    /// is left as it was found.
    #[must_use]
    pub fn induced(&self, nodes: &[usize], position: &mut [usize]) -> Self {
        for (local, &node) in nodes.iter().enumerate() {
            position[node] = local;
        }
        let mut edges = Vec::new();
        for (local, &node) in nodes.iter().enumerate() {
            let targets = self.targets_of(node).iter().map(|&to| position[to]);
            edges.extend(targets.filter(|&to| to != usize::MAX).map(|to| (local, to)));
        }
        for &node in nodes {
            position[node] = usize::MAX;
        }
        Self::new(nodes.len(), &edges)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_pairs_count_once_and_rows_are_sorted() {
        let lists = Adjacency::from_pairs(3, &[(0, 2), (0, 1), (0, 2), (2, 0)]);
        assert_eq!(lists.of(0), [1, 2]);
        assert_eq!(lists.of(1), [0; 0]);
        assert_eq!(lists.of(2), [0]);
        assert_eq!(lists.of(9), [0; 0]);
        assert_eq!(lists.edge_count(), 3);
    }

    #[test]
    fn an_induced_relation_keeps_only_inner_edges() {
        let relation = Relation::new(4, &[(0, 1), (1, 2), (2, 3), (3, 1)]);
        let mut position = vec![usize::MAX; 4];
        let inner = relation.induced(&[1, 3], &mut position);
        assert_eq!(inner.edges().collect::<Vec<_>>(), [(1, 0)]);
        assert!(position.iter().all(|&p| p == usize::MAX));
    }
}
