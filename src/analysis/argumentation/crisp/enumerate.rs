//! All preferred or all stable labellings.
//!
//! What the grounded labelling decides is the same in all of them. The rest
//! falls apart into pieces without attacks between them, which are labelled
//! independently; inside one, strongly connected components are labelled in
//! the order of the attacks, each given the labels above it. That is sound
//! because preferred and stable semantics are SCC-recursive (Baroni, Giacomin
//! and Guida, Artificial Intelligence 168, 2005).

use super::search::{Found, Goal, Search};
use super::{Budget, Grounded, Label};
use crate::analysis::argumentation::adjacency::Relation;
use crate::analysis::argumentation::scc;

/// Labellings found within a budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enumeration {
    /// Each with one label per node; ordered, in before out before undecided,
    /// by the first node where they differ.
    pub labellings: Vec<Vec<Label>>,
    /// Whether there are no others. Those found are right in any case.
    pub complete: bool,
}

/// The preferred labellings: those of the maximal admissible sets.
pub fn preferred(attacks: &Relation, budget: &mut Budget) -> Enumeration {
    enumerate(attacks, Goal::Preferred, budget)
}

/// The stable labellings: nobody undecided. There may be none.
pub fn stable(attacks: &Relation, budget: &mut Budget) -> Enumeration {
    enumerate(attacks, Goal::Stable, budget)
}

fn enumerate(attacks: &Relation, goal: Goal, budget: &mut Budget) -> Enumeration {
    let labels = Grounded::of(attacks).labels;
    let mut walk = Walk::new(attacks, goal, &labels);
    let mut complete = true;
    let mut parts = Vec::new();
    for piece in pieces(attacks, &labels) {
        let part = walk.label(&piece, budget);
        complete &= part.complete;
        if part.labellings.is_empty() && part.complete {
            let labellings = Vec::new();
            return Enumeration {
                labellings,
                complete: true,
            };
        }
        parts.push((piece, part.labellings));
    }
    combine(labels, &parts, complete, budget)
}

/// Every combination of one labelling per piece, as far as the budget goes.
fn combine(
    labels: Vec<Label>,
    parts: &[(Vec<usize>, Vec<Vec<Label>>)],
    mut complete: bool,
    budget: &mut Budget,
) -> Enumeration {
    let mut labellings = vec![labels];
    for (piece, choices) in parts {
        let mut combined = Vec::new();
        'all: for labels in &labellings {
            for choice in choices {
                if budget.is_full(combined.len()) {
                    complete = false;
                    break 'all;
                }
                let mut labels = labels.clone();
                piece
                    .iter()
                    .zip(choice)
                    .for_each(|(&node, &label)| labels[node] = label);
                combined.push(labels);
            }
        }
        labellings = combined;
    }
    labellings.sort_unstable();
    Enumeration {
        labellings,
        complete,
    }
}

/// The undecided nodes, in groups without attacks between them.
fn pieces(attacks: &Relation, labels: &[Label]) -> Vec<Vec<usize>> {
    let mut seen: Vec<bool> = labels.iter().map(|&label| label != Label::Undec).collect();
    let mut pieces = Vec::new();
    for start in 0..labels.len() {
        let mut piece = Vec::new();
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            if std::mem::replace(&mut seen[node], true) {
                continue;
            }
            piece.push(node);
            open.extend(
                attacks
                    .sources_of(node)
                    .iter()
                    .chain(attacks.targets_of(node)),
            );
        }
        if !piece.is_empty() {
            piece.sort_unstable();
            pieces.push(piece);
        }
    }
    pieces
}

/// The way through the components of one piece, with the way back.
pub(super) struct Walk<'a> {
    attacks: &'a Relation,
    goal: Goal,
    pub(super) labels: Vec<Option<Label>>,
    position: Vec<usize>,
    /// Components still to be labelled, as linked lists that share their tails.
    agenda: Vec<(Vec<usize>, Option<usize>)>,
    trail: Vec<usize>,
}

/// A component with more than one way to label it.
struct Fork {
    component: Vec<usize>,
    sets: Vec<Vec<usize>>,
    next: usize,
    agenda_length: usize,
    trail_length: usize,
    rest: Option<usize>,
}

/// What is left of a component under the labels above it.
pub(super) enum Opened {
    /// Nothing, or it fell apart; go on here.
    Settled(Option<usize>),
    /// These nodes, strongly connected; go on there.
    Component(Vec<usize>, Option<usize>),
}

impl<'a> Walk<'a> {
    pub(super) fn new(attacks: &'a Relation, goal: Goal, labels: &[Label]) -> Self {
        let known = |&label: &Label| (label != Label::Undec).then_some(label);
        Self {
            attacks,
            goal,
            labels: labels.iter().map(known).collect(),
            position: vec![usize::MAX; labels.len()],
            agenda: Vec::new(),
            trail: Vec::new(),
        }
    }

    fn label(&mut self, piece: &[usize], budget: &mut Budget) -> Enumeration {
        self.agenda.clear();
        self.trail.clear();
        let mut labellings = Vec::new();
        let mut complete = true;
        let mut forks: Vec<Fork> = Vec::new();
        let mut at = self.schedule(piece, None);
        loop {
            let dead_end = loop {
                let Some(head) = at else { break false };
                at = match self.open(head) {
                    Opened::Settled(rest) => rest,
                    Opened::Component(nodes, rest) => {
                        let found = self.sets(&nodes, budget.most(), budget);
                        complete &= found.complete;
                        match &found.sets[..] {
                            [] => break true,
                            [only] => {
                                self.accept(&nodes, only);
                                rest
                            }
                            _ => {
                                forks.push(self.fork(nodes, found.sets, rest));
                                self.branch(&mut forks)
                            }
                        }
                    }
                };
            };
            if !dead_end {
                labellings.push(self.read(piece));
            }
            if budget.is_full(labellings.len()) || !budget.spend() {
                complete &= forks.iter().all(|fork| fork.next >= fork.sets.len());
                break;
            }
            while forks
                .last()
                .is_some_and(|fork| fork.next >= fork.sets.len())
            {
                forks.pop();
            }
            if forks.is_empty() {
                break;
            }
            at = self.branch(&mut forks);
        }
        self.forget(0);
        Enumeration {
            labellings,
            complete,
        }
    }

    /// Puts the strongly connected components of `nodes` before `rest`.
    pub(super) fn schedule(&mut self, nodes: &[usize], rest: Option<usize>) -> Option<usize> {
        let inner = self.attacks.induced(nodes, &mut self.position);
        let mut head = rest;
        for component in scc::components(&[inner.incoming()]).into_iter().rev() {
            let component = component.into_iter().map(|local| nodes[local]).collect();
            self.agenda.push((component, head));
            head = Some(self.agenda.len() - 1);
        }
        head
    }

    /// Puts out what the labels above defeat in the component `head`.
    pub(super) fn open(&mut self, head: usize) -> Opened {
        let (component, rest) = self.agenda[head].clone();
        let (beaten, alive): (Vec<usize>, Vec<usize>) = component
            .iter()
            .partition(|&&node| self.is_attacked_from_in(node));
        for &node in &beaten {
            self.set(node, Label::Out);
        }
        if alive.is_empty() {
            Opened::Settled(rest)
        } else if !beaten.is_empty() && alive.len() > 1 {
            Opened::Settled(self.schedule(&alive, rest))
        } else {
            Opened::Component(alive, rest)
        }
    }

    /// The sets that can be accepted in a component nobody above defeats; nodes
    /// attacked by an undecided node cannot be.
    pub(super) fn sets(&mut self, nodes: &[usize], most: usize, budget: &mut Budget) -> Found {
        let candidate: Vec<bool> = nodes.iter().map(|&node| self.is_candidate(node)).collect();
        if self.goal == Goal::Stable && candidate.contains(&false) {
            return Found::nothing();
        }
        if let ([node], [candidate]) = (nodes, &candidate[..]) {
            return self.lone(*node, *candidate);
        }
        let inner = self.attacks.induced(nodes, &mut self.position);
        let Some(mut search) = Search::new(&inner, &candidate, self.goal) else {
            return Found::nothing();
        };
        let mut found = search.all(most, budget);
        for node in found.sets.iter_mut().flatten() {
            *node = nodes[*node];
        }
        found
    }

    fn lone(&self, node: usize, candidate: bool) -> Found {
        let accepted = candidate && !self.attacks.targets_of(node).contains(&node);
        let sets = match (accepted, self.goal) {
            (true, _) => vec![vec![node]],
            (false, Goal::Preferred) => vec![vec![]],
            (false, Goal::Stable) => vec![],
        };
        Found {
            sets,
            complete: true,
        }
    }

    /// Whether someone outside `nodes` attacks one of them and has no label yet.
    pub(super) fn has_open_attacker(&self, nodes: &[usize]) -> bool {
        let open = |&attacker: &usize| {
            self.labels[attacker].is_none() && nodes.binary_search(&attacker).is_err()
        };
        let attackers = nodes.iter().map(|&node| self.attacks.sources_of(node));
        attackers.flatten().any(open)
    }

    fn is_attacked_from_in(&self, node: usize) -> bool {
        let mut attackers = self.attacks.sources_of(node).iter();
        attackers.any(|&attacker| self.labels[attacker] == Some(Label::In))
    }

    fn is_candidate(&self, node: usize) -> bool {
        let mut attackers = self.attacks.sources_of(node).iter();
        attackers.all(|&attacker| self.labels[attacker] != Some(Label::Undec))
    }

    fn fork(&self, component: Vec<usize>, sets: Vec<Vec<usize>>, rest: Option<usize>) -> Fork {
        Fork {
            component,
            sets,
            next: 0,
            agenda_length: self.agenda.len(),
            trail_length: self.trail.len(),
            rest,
        }
    }

    /// Takes the next way at the last fork.
    fn branch(&mut self, forks: &mut [Fork]) -> Option<usize> {
        let fork = forks.last_mut()?;
        self.forget(fork.trail_length);
        self.agenda.truncate(fork.agenda_length);
        if let Some(set) = fork.sets.get(fork.next) {
            self.accept(&fork.component, set);
        }
        fork.next += 1;
        fork.rest
    }

    /// Labels a component by the set of nodes accepted in it.
    pub(super) fn accept(&mut self, component: &[usize], set: &[usize]) {
        for &node in set {
            self.set(node, Label::In);
        }
        for &node in component {
            if self.labels[node].is_none() && self.is_attacked_from_in(node) {
                self.set(node, Label::Out);
            }
        }
        for &node in component {
            if self.labels[node].is_none() {
                self.set(node, Label::Undec);
            }
        }
    }

    fn set(&mut self, node: usize, label: Label) {
        self.labels[node] = Some(label);
        self.trail.push(node);
    }

    fn forget(&mut self, length: usize) {
        for node in self.trail.drain(length..) {
            self.labels[node] = None;
        }
    }

    fn read(&self, piece: &[usize]) -> Vec<Label> {
        let label = |&node: &usize| self.labels[node].unwrap_or(Label::Undec);
        piece.iter().map(label).collect()
    }
}
