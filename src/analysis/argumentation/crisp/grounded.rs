//! The grounded labelling: the most cautious one, in linear time, with witnesses.

use std::collections::VecDeque;

use super::Label;
use crate::analysis::argumentation::adjacency::Relation;

/// Why a node carries its grounded label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Witness {
    /// In: every attacker, each with a node labelled in that attacks it.
    /// Empty for a node that nobody attacks.
    In(Vec<(usize, usize)>),
    /// Out: one attacker labelled in.
    Out(usize),
    /// Undecided: the attackers that are themselves undecided.
    Undec(Vec<usize>),
}

/// The grounded labelling of an attack relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounded {
    /// One label per node.
    pub labels: Vec<Label>,
    defeaters: Vec<Option<usize>>,
}

impl Grounded {
    /// Labels every node: in iff all attackers are out, out iff some attacker
    /// is in, otherwise undecided.
    ///
    /// The least fixed point of Dung's characteristic function (Artificial
    /// Intelligence 77(2), 1995, §2), reached by propagating from the
    /// unattacked nodes: each attack is looked at a constant number of times.
    pub fn of(attacks: &Relation) -> Self {
        let n = attacks.node_count();
        let mut labels = vec![Label::Undec; n];
        let mut defeaters = vec![None; n];
        let mut open: Vec<usize> = (0..n).map(|node| attacks.sources_of(node).len()).collect();
        let mut queue: VecDeque<usize> = (0..n).filter(|&node| open[node] == 0).collect();
        while let Some(node) = queue.pop_front() {
            labels[node] = Label::In;
            for &target in attacks.targets_of(node) {
                if labels[target] == Label::Out {
                    continue;
                }
                labels[target] = Label::Out;
                defeaters[target] = Some(node);
                for &relieved in attacks.targets_of(target) {
                    open[relieved] -= 1;
                    if open[relieved] == 0 && labels[relieved] == Label::Undec {
                        queue.push_back(relieved);
                    }
                }
            }
        }
        Self { labels, defeaters }
    }

    /// The attacker that put `node` out: the first to become in, so that
    /// following witnesses always ends at unattacked nodes.
    pub fn defeater(&self, node: usize) -> Option<usize> {
        self.defeaters.get(node).copied().flatten()
    }

    /// The reason for a node's label, checkable by eye.
    pub fn witness(&self, attacks: &Relation, node: usize) -> Witness {
        let attackers = attacks.sources_of(node);
        match self.labels[node] {
            Label::In => {
                let answers = attackers
                    .iter()
                    .filter_map(|&a| Some((a, self.defeater(a)?)));
                Witness::In(answers.collect())
            }
            Label::Out => Witness::Out(self.defeater(node).unwrap_or(node)),
            Label::Undec => {
                let open = attackers.iter().copied();
                Witness::Undec(open.filter(|&a| self.labels[a] == Label::Undec).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Label::{In, Out, Undec};

    #[test]
    fn an_attacked_attacker_reinstates_its_target() {
        let attacks = Relation::new(3, &[(0, 1), (1, 2)]);
        let grounded = Grounded::of(&attacks);
        assert_eq!(grounded.labels, [In, Out, In]);
        assert_eq!(grounded.witness(&attacks, 0), Witness::In(vec![]));
        assert_eq!(grounded.witness(&attacks, 1), Witness::Out(0));
        assert_eq!(grounded.witness(&attacks, 2), Witness::In(vec![(1, 0)]));
    }

    #[test]
    fn mutual_and_self_attackers_stay_undecided() {
        let attacks = Relation::new(4, &[(0, 1), (1, 0), (2, 2), (2, 3)]);
        let grounded = Grounded::of(&attacks);
        assert_eq!(grounded.labels, [Undec; 4]);
        assert_eq!(grounded.witness(&attacks, 3), Witness::Undec(vec![2]));
    }

    #[test]
    fn a_self_attacker_can_be_put_out_from_outside() {
        let attacks = Relation::new(3, &[(0, 1), (1, 1), (1, 2)]);
        assert_eq!(Grounded::of(&attacks).labels, [In, Out, In]);
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_alternates() {
        let n = 100_000;
        let edges: Vec<_> = (1..n).map(|i| (i - 1, i)).collect();
        let labels = Grounded::of(&Relation::new(n, &edges)).labels;
        assert!((0..n).all(|i| labels[i] == if i % 2 == 0 { In } else { Out }));
    }
}
