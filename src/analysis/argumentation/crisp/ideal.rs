//! The ideal labelling: the most one may accept without ever being contradicted.

use super::enumerate::{Opened, Walk};
use super::search::{Answer, Goal, Search};
use super::{Budget, Grounded, Label};
use crate::analysis::argumentation::adjacency::Relation;

/// The ideal labelling, as far as the budget went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ideal {
    /// One label per node.
    pub labels: Vec<Label>,
    /// Whether the set is the largest one. If not, it is still an admissible
    /// set inside every preferred one.
    pub complete: bool,
}

/// The labelling of the ideal set: the largest admissible set contained in
/// every preferred one (Dung, Mancarella and Toni, Artificial Intelligence 171,
/// 2007).
///
/// Computed without listing the preferred sets, after Dunne ("The computational
/// complexity of ideal semantics", Artificial Intelligence 173, 2009): an
/// admissible set is ideal iff none of its attackers is in any admissible set.
/// So it suffices to know which nodes are, and to keep shrinking the nodes that
/// are but whose attackers are not until what is left defends itself.
pub fn ideal(attacks: &Relation, budget: &mut Budget) -> Ideal {
    let grounded = Grounded::of(attacks).labels;
    let acceptable = Acceptable::find(attacks, &grounded, budget);
    let keep = |node: usize| {
        let mut attackers = attacks.sources_of(node).iter();
        acceptable.nodes[node] == Some(true)
            && attackers.all(|&attacker| acceptable.nodes[attacker] == Some(false))
    };
    let mut set: Vec<bool> = (0..attacks.node_count()).map(keep).collect();
    shrink_to_admissible(attacks, &mut set);
    Ideal {
        labels: labels_of(attacks, &set),
        complete: acceptable.complete,
    }
}

/// Removes nodes until the set attacks every attacker of its members.
fn shrink_to_admissible(attacks: &Relation, set: &mut [bool]) {
    let n = set.len();
    let hits = |node: usize| attacks.sources_of(node).iter().filter(|&&a| set[a]).count();
    let mut hits: Vec<usize> = (0..n).map(hits).collect();
    let mut unhit: Vec<usize> = (0..n).filter(|&node| hits[node] == 0).collect();
    while let Some(attacker) = unhit.pop() {
        for &node in attacks.targets_of(attacker) {
            if !std::mem::replace(&mut set[node], false) {
                continue;
            }
            for &freed in attacks.targets_of(node) {
                hits[freed] -= 1;
                if hits[freed] == 0 {
                    unhit.push(freed);
                }
            }
        }
    }
}

fn labels_of(attacks: &Relation, set: &[bool]) -> Vec<Label> {
    let label = |node: usize| {
        if set[node] {
            Label::In
        } else if attacks.sources_of(node).iter().any(|&a| set[a]) {
            Label::Out
        } else {
            Label::Undec
        }
    };
    (0..set.len()).map(label).collect()
}

/// Which nodes are in some admissible set.
struct Acceptable {
    /// Yes, no, or not found out.
    nodes: Vec<Option<bool>>,
    complete: bool,
}

impl Acceptable {
    fn find(attacks: &Relation, grounded: &[Label], budget: &mut Budget) -> Self {
        let mut complete = true;
        let labels = forced_labels(attacks, grounded, budget);
        let known = |label: &Option<Label>| label.map(|label| label == Label::In);
        let mut nodes: Vec<Option<bool>> = labels.iter().map(known).collect();
        let open: Vec<usize> = (0..nodes.len()).filter(|&n| labels[n].is_none()).collect();
        let mut position = vec![usize::MAX; nodes.len()];
        let inner = attacks.induced(&open, &mut position);
        let from_undecided = |&node: &usize| {
            let mut attackers = attacks.sources_of(node).iter();
            attackers.any(|&attacker| labels[attacker] == Some(Label::Undec))
        };
        let candidate: Vec<bool> = open.iter().map(|node| !from_undecided(node)).collect();
        let Some(mut search) = Search::new(&inner, &candidate, Goal::Preferred) else {
            return Self { nodes, complete };
        };
        // Late nodes first: a set for one brings along those it rests on.
        for local in (0..open.len()).rev() {
            if nodes[open[local]].is_some() {
                continue;
            }
            match search.one_with(local, budget) {
                Answer::Found(set) => {
                    for member in set {
                        nodes[open[member]] = Some(true);
                    }
                }
                Answer::Nothing => nodes[open[local]] = Some(false),
                Answer::OutOfBudget => {
                    complete = false;
                    break;
                }
            }
        }
        Self { nodes, complete }
    }
}

/// The labels that all preferred labellings share because at every component
/// from the top down there was only one way; `None` from the first fork on.
fn forced_labels(
    attacks: &Relation,
    grounded: &[Label],
    budget: &mut Budget,
) -> Vec<Option<Label>> {
    let mut walk = Walk::new(attacks, Goal::Preferred, grounded);
    let undecided = |&node: &usize| grounded[node] == Label::Undec;
    let undecided: Vec<usize> = (0..grounded.len()).filter(undecided).collect();
    let mut at = walk.schedule(&undecided, None);
    while let Some(head) = at {
        at = match walk.open(head) {
            Opened::Settled(rest) => rest,
            Opened::Component(nodes, rest) => {
                if !walk.has_open_attacker(&nodes) {
                    let found = walk.sets(&nodes, 2, budget);
                    if let ([only], true) = (&found.sets[..], found.complete) {
                        walk.accept(&nodes, only);
                    }
                }
                rest
            }
        };
    }
    walk.labels
}
