//! Backtracking search for admissible sets in one piece of an attack graph.
//!
//! Labels with propagation after Nofal, Atkinson and Dunne ("Algorithms for
//! decision problems in argument systems under preferred semantics", Artificial
//! Intelligence 207, 2014): accepting a node puts its targets out and obliges
//! the set to put its attackers out too; a node whose attackers are all out
//! joins; a node with an attacker that can no longer be put out stays away.

use super::Budget;
use crate::analysis::argumentation::adjacency::Relation;

/// What the search is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// All maximal admissible sets.
    Preferred,
    /// All conflict-free sets that attack everyone else.
    Stable,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Not yet known.
    Blank,
    /// In the set.
    In,
    /// Attacked by the set.
    Out,
    /// Not in the set, and the set still has to attack it.
    MustOut,
    /// Not in the set.
    Excluded,
    /// Never in any set.
    Barred,
}

impl Mark {
    fn is_out(self) -> bool {
        matches!(self, Self::Out | Self::MustOut)
    }
}

/// What came of a search that collects sets.
pub(super) struct Found {
    /// The sets, each ascending, in the order found.
    pub(super) sets: Vec<Vec<usize>>,
    /// Whether there are no others.
    pub(super) complete: bool,
}

impl Found {
    /// There is no set at all.
    pub(super) fn nothing() -> Self {
        Self {
            sets: Vec::new(),
            complete: true,
        }
    }
}

/// What came of a search for one set.
pub(super) enum Answer {
    /// Here is one.
    Found(Vec<usize>),
    /// There is none.
    Nothing,
    /// The budget ran out first.
    OutOfBudget,
}

/// A search over one attack relation, with choices that can be taken back.
pub(super) struct Search<'a> {
    attacks: &'a Relation,
    goal: Goal,
    marks: Vec<Mark>,
    /// Attackers that could still come in.
    hopes: Vec<usize>,
    /// Attackers that are not out.
    threats: Vec<usize>,
    /// Nodes that are in or could come in, as bits.
    possible: Vec<u64>,
    trail: Vec<(usize, Mark)>,
    forced: Vec<usize>,
    doubtful: Vec<usize>,
    obliged: Vec<usize>,
    listed: Vec<bool>,
    order: Vec<usize>,
}

/// A contradiction: these choices lead to no set.
struct Conflict;

impl<'a> Search<'a> {
    /// Prepares a search; nodes where `candidate` is false are never taken in.
    ///
    /// Returns `None` if that alone rules out every set.
    pub(super) fn new(attacks: &'a Relation, candidate: &[bool], goal: Goal) -> Option<Self> {
        let n = attacks.node_count();
        let mut search = Self {
            attacks,
            goal,
            marks: vec![Mark::Blank; n],
            hopes: (0..n).map(|node| attacks.sources_of(node).len()).collect(),
            threats: (0..n).map(|node| attacks.sources_of(node).len()).collect(),
            possible: (0..n.div_ceil(64)).map(|_| u64::MAX).collect(),
            trail: Vec::new(),
            forced: Vec::new(),
            doubtful: Vec::new(),
            obliged: Vec::new(),
            listed: vec![false; n],
            order: by_degree(attacks),
        };
        search.prepare(candidate).ok()?;
        search.trail.clear();
        Some(search)
    }

    fn prepare(&mut self, candidate: &[bool]) -> Result<(), Conflict> {
        let n = self.marks.len();
        for bit in n..self.possible.len() * 64 {
            self.possible[bit / 64] &= !(1 << (bit % 64));
        }
        for (node, &candidate) in candidate.iter().enumerate() {
            let self_attacking = self.attacks.targets_of(node).contains(&node);
            match (candidate && !self_attacking, self.goal) {
                (true, _) => {}
                (false, Goal::Preferred) => self.mark(node, Mark::Barred)?,
                (false, Goal::Stable) => self.mark(node, Mark::MustOut)?,
            }
        }
        for node in 0..n {
            if self.threats[node] == 0 && self.marks[node] == Mark::Blank {
                self.forced.push(node);
            }
            if self.hopes[node] == 0 {
                self.doubtful.push(node);
            }
        }
        self.propagate()
    }

    /// Collects the sets the goal asks for, `most` of them at most.
    ///
    /// The branch that takes a node in always comes first. So every larger set
    /// is met before any set it contains, and a set is maximal exactly if none
    /// found before contains it.
    pub(super) fn all(&mut self, most: usize, budget: &mut Budget) -> Found {
        let mut sets: Vec<Vec<u64>> = Vec::new();
        let mut choices: Vec<(usize, usize)> = Vec::new();
        let complete = loop {
            if !budget.spend() {
                break false;
            }
            if !self.within_any(&sets) {
                if let Some(node) = self.choice() {
                    choices.push((node, self.trail.len()));
                    if self.decide(node, Mark::In).is_ok() {
                        continue;
                    }
                } else {
                    sets.push(self.possible.clone());
                    if sets.len() >= most {
                        break false;
                    }
                }
            }
            if !self.turn_back(&mut choices) {
                break true;
            }
        };
        self.undo(0);
        let sets = sets.iter().map(|bits| members(bits)).collect();
        Found { sets, complete }
    }

    /// Looks for an admissible set with `node` in it. For the preferred goal.
    pub(super) fn one_with(&mut self, node: usize, budget: &mut Budget) -> Answer {
        let possible = match self.marks[node] {
            Mark::In => true,
            Mark::Blank => self.decide(node, Mark::In).is_ok(),
            _ => false,
        };
        let answer = if possible {
            self.meet_obligations(budget)
        } else {
            Answer::Nothing
        };
        self.undo(0);
        answer
    }

    fn meet_obligations(&mut self, budget: &mut Budget) -> Answer {
        let mut choices: Vec<(usize, usize)> = Vec::new();
        loop {
            if !budget.spend() {
                return Answer::OutOfBudget;
            }
            let Some(helper) = self.obligation() else {
                return Answer::Found(self.taken_in());
            };
            choices.push((helper, self.trail.len()));
            if self.decide(helper, Mark::In).is_err() && !self.turn_back(&mut choices) {
                return Answer::Nothing;
            }
        }
    }

    /// Takes back the last choice that was to take a node in, and excludes that
    /// node instead; false if no such choice is left.
    fn turn_back(&mut self, choices: &mut Vec<(usize, usize)>) -> bool {
        while let Some((node, length)) = choices.pop() {
            self.undo(length);
            let instead = match self.goal {
                Goal::Preferred => Mark::Excluded,
                Goal::Stable => Mark::MustOut,
            };
            if self.decide(node, instead).is_ok() {
                return true;
            }
        }
        false
    }

    fn decide(&mut self, node: usize, mark: Mark) -> Result<(), Conflict> {
        self.forced.clear();
        self.doubtful.clear();
        if mark == Mark::In {
            self.take_in(node)?;
        } else {
            self.mark(node, mark)?;
        }
        self.propagate()
    }

    fn propagate(&mut self) -> Result<(), Conflict> {
        loop {
            if let Some(node) = self.forced.pop() {
                match self.marks[node] {
                    Mark::Blank => self.take_in(node)?,
                    Mark::In => {}
                    _ => return Err(Conflict),
                }
            } else if let Some(node) = self.doubtful.pop() {
                self.review(node)?;
            } else {
                return Ok(());
            }
        }
    }

    fn take_in(&mut self, node: usize) -> Result<(), Conflict> {
        self.mark(node, Mark::In)?;
        let attacks = self.attacks;
        for &target in attacks.targets_of(node) {
            match self.marks[target] {
                Mark::In => return Err(Conflict),
                Mark::Out => {}
                _ => self.mark(target, Mark::Out)?,
            }
        }
        for &attacker in attacks.sources_of(node) {
            match self.marks[attacker] {
                Mark::In => return Err(Conflict),
                Mark::Out | Mark::MustOut => {}
                _ => self.mark(attacker, Mark::MustOut)?,
            }
        }
        Ok(())
    }

    /// Draws the consequences of few or no attackers left to put `node` out.
    fn review(&mut self, node: usize) -> Result<(), Conflict> {
        match (self.marks[node], self.hopes[node]) {
            (Mark::In | Mark::Out, _) => Ok(()),
            (Mark::MustOut, 0) => Err(Conflict),
            (Mark::MustOut, 1) => {
                let attackers = self.attacks.sources_of(node).iter();
                let last = attackers.copied().find(|&a| self.marks[a] == Mark::Blank);
                last.map_or(Err(Conflict), |last| self.take_in(last))
            }
            (_, 0) if self.goal == Goal::Preferred => self.give_up_targets(node),
            _ => Ok(()),
        }
    }

    /// Nobody can put `node` out any more: whoever it attacks stays away.
    fn give_up_targets(&mut self, node: usize) -> Result<(), Conflict> {
        let attacks = self.attacks;
        for &target in attacks.targets_of(node) {
            if self.marks[target] == Mark::Blank {
                self.mark(target, Mark::Excluded)?;
            }
        }
        Ok(())
    }

    /// Sets a mark and keeps every count true to it.
    fn mark(&mut self, node: usize, mark: Mark) -> Result<(), Conflict> {
        let old = std::mem::replace(&mut self.marks[node], mark);
        self.trail.push((node, old));
        let lost_hope = old == Mark::Blank;
        let now_out = mark.is_out() && !old.is_out();
        if mark == Mark::MustOut {
            self.oblige(node);
            self.doubtful.push(node);
        }
        if lost_hope && mark != Mark::In {
            self.possible[node / 64] &= !(1 << (node % 64));
        }
        let attacks = self.attacks;
        let mut conflict = false;
        for &target in attacks.targets_of(node) {
            if lost_hope {
                self.hopes[target] -= 1;
                if self.hopes[target] <= 1 {
                    self.doubtful.push(target);
                }
            }
            if now_out {
                self.threats[target] -= 1;
                conflict |= self.threats[target] == 0 && !self.welcome(target);
            }
        }
        if conflict { Err(Conflict) } else { Ok(()) }
    }

    /// A node nobody threatens joins; false if it was decided against.
    fn welcome(&mut self, node: usize) -> bool {
        match self.marks[node] {
            Mark::Blank => {
                self.forced.push(node);
                true
            }
            // Left out although nothing speaks against it: not maximal, and
            // for a stable set nobody would put it out.
            Mark::Excluded | Mark::MustOut => false,
            Mark::In | Mark::Out | Mark::Barred => true,
        }
    }

    fn undo(&mut self, length: usize) {
        while self.trail.len() > length {
            let Some((node, old)) = self.trail.pop() else {
                return;
            };
            let mark = std::mem::replace(&mut self.marks[node], old);
            let regained = old == Mark::Blank;
            let was_out = mark.is_out() && !old.is_out();
            if old == Mark::MustOut {
                self.oblige(node);
            }
            if regained {
                self.possible[node / 64] |= 1 << (node % 64);
            }
            for &target in self.attacks.targets_of(node) {
                self.hopes[target] += usize::from(regained);
                self.threats[target] += usize::from(was_out);
            }
        }
    }

    fn oblige(&mut self, node: usize) {
        if !std::mem::replace(&mut self.listed[node], true) {
            self.obliged.push(node);
        }
    }

    /// The node to decide next: one that can meet the tightest obligation, else
    /// the best connected; `None` if everything is decided.
    fn choice(&mut self) -> Option<usize> {
        let helper = self.obligation();
        helper.or_else(|| {
            let mut order = self.order.iter().copied();
            order.find(|&node| self.marks[node] == Mark::Blank)
        })
    }

    /// A node that can put out the obliged node with the fewest who can.
    fn obligation(&mut self) -> Option<usize> {
        let (marks, listed) = (&self.marks, &mut self.listed);
        self.obliged.retain(|&node| {
            listed[node] = marks[node] == Mark::MustOut;
            listed[node]
        });
        let tightest = self
            .obliged
            .iter()
            .min_by_key(|&&node| (self.hopes[node], node))?;
        let attackers = self.attacks.sources_of(*tightest).iter().copied();
        let able = attackers.filter(|&a| self.marks[a] == Mark::Blank);
        able.min_by_key(|&a| (self.threats[a], a))
    }

    fn taken_in(&self) -> Vec<usize> {
        let nodes = 0..self.marks.len();
        nodes.filter(|&node| self.marks[node] == Mark::In).collect()
    }

    /// Whether all that could still come in lies inside a set already found.
    fn within_any(&self, sets: &[Vec<u64>]) -> bool {
        let inside = |set: &Vec<u64>| self.possible.iter().zip(set).all(|(a, b)| a & !b == 0);
        self.goal == Goal::Preferred && sets.iter().any(inside)
    }
}

fn by_degree(attacks: &Relation) -> Vec<usize> {
    let degree = |node: usize| attacks.sources_of(node).len() + attacks.targets_of(node).len();
    let mut order: Vec<usize> = (0..attacks.node_count()).collect();
    order.sort_by_key(|&node| (std::cmp::Reverse(degree(node)), node));
    order
}

fn members(bits: &[u64]) -> Vec<usize> {
    let nodes = 0..bits.len() * 64;
    nodes
        .filter(|node| bits[node / 64] >> (node % 64) & 1 == 1)
        .collect()
}
