//! Strongly connected components, without recursion.

use super::adjacency::Adjacency;

/// The strongly connected components of the graph whose edges into a node are
/// listed, over all of `incoming` together.
///
/// Components come in topological order: whoever influences a component stands
/// before it. Nodes inside one are ascending. Tarjan's algorithm (SIAM J.
/// Comput. 1(2), 1972) with an explicit stack, so that a chain of 100,000 nodes
/// is no deeper than a pair; following the edges backwards makes its order of
/// emission the topological one.
pub(super) fn components(incoming: &[&Adjacency]) -> Vec<Vec<usize>> {
    let n = incoming.iter().map(|lists| lists.len()).max().unwrap_or(0);
    let mut tarjan = Tarjan::new(incoming, n);
    for root in 0..n {
        if tarjan.index[root] == UNSEEN {
            tarjan.visit(root);
        }
    }
    tarjan.found
}

const UNSEEN: usize = usize::MAX;

struct Tarjan<'a> {
    incoming: &'a [&'a Adjacency],
    index: Vec<usize>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    next: usize,
    found: Vec<Vec<usize>>,
}

impl<'a> Tarjan<'a> {
    fn new(incoming: &'a [&'a Adjacency], n: usize) -> Self {
        Self {
            incoming,
            index: vec![UNSEEN; n],
            low: vec![0; n],
            on_stack: vec![false; n],
            stack: Vec::new(),
            next: 0,
            found: Vec::new(),
        }
    }

    fn visit(&mut self, root: usize) {
        self.open(root);
        let mut calls = vec![(root, 0)];
        while let Some(call) = calls.last_mut() {
            let node = call.0;
            let Some(neighbour) = self.neighbour(node, call.1) else {
                calls.pop();
                if let Some(&(parent, _)) = calls.last() {
                    self.low[parent] = self.low[parent].min(self.low[node]);
                }
                self.close(node);
                continue;
            };
            call.1 += 1;
            if self.index[neighbour] == UNSEEN {
                self.open(neighbour);
                calls.push((neighbour, 0));
            } else if self.on_stack[neighbour] {
                self.low[node] = self.low[node].min(self.index[neighbour]);
            }
        }
    }

    fn neighbour(&self, node: usize, mut at: usize) -> Option<usize> {
        for lists in self.incoming {
            let neighbours = lists.of(node);
            if let Some(&found) = neighbours.get(at) {
                return Some(found);
            }
            at -= neighbours.len();
        }
        None
    }

    fn open(&mut self, node: usize) {
        self.index[node] = self.next;
        self.low[node] = self.next;
        self.next += 1;
        self.stack.push(node);
        self.on_stack[node] = true;
    }

    fn close(&mut self, node: usize) {
        if self.low[node] != self.index[node] {
            return;
        }
        let mut component = Vec::new();
        while let Some(member) = self.stack.pop() {
            self.on_stack[member] = false;
            component.push(member);
            if member == node {
                break;
            }
        }
        component.sort_unstable();
        self.found.push(component);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::argumentation::adjacency::Relation;

    #[test]
    fn components_come_sources_first() {
        let relation = Relation::new(5, &[(3, 1), (1, 2), (2, 1), (2, 0), (4, 4)]);
        let found = components(&[relation.incoming()]);
        let place = |node| found.iter().position(|c| c.contains(&node)).unwrap();
        assert_eq!(found.len(), 4);
        assert_eq!(found[place(1)], [1, 2]);
        assert!(place(3) < place(1) && place(1) < place(0));
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_does_not_overflow_the_stack() {
        let n = 100_000;
        let edges: Vec<_> = (1..n).map(|i| (i - 1, i)).collect();
        let found = components(&[Relation::new(n, &edges).incoming()]);
        assert_eq!(found, (0..n).map(|i| vec![i]).collect::<Vec<_>>());
    }
}
