//! Histories with all their branches.

use std::collections::BTreeSet;

use super::{
    Fold, Move,
    fold::{ClaimState, movement},
};
use crate::model::{history::Step, id::ClaimId};

/// What every commit of a branching history moved, in the order of the walk.
///
/// A commit is compared with its first parent, on whatever branch that is. A merge is told of only
/// where it made something that none of its parents had: where both sides had moved the same claim,
/// say. What it merely took over from a branch is told of at the commits of that branch.
pub fn all_branches(steps: &[Step]) -> Vec<Vec<Move>> {
    let mut children = vec![0_usize; steps.len()];
    for parent in steps.iter().flat_map(|step| &step.parents) {
        if let Some(count) = children.get_mut(*parent) {
            *count += 1;
        }
    }
    let mut states: Vec<Option<Fold>> = Vec::with_capacity(steps.len());
    let mut found = Vec::with_capacity(steps.len());
    for step in steps {
        let mut fold = inherit(&mut states, &mut children, step);
        let mut moves = fold.step(&step.touched);
        if step.parents.len() > 1 {
            keep_new(&mut moves, &fold, &states, step);
        }
        for parent in &step.parents {
            release(&mut states, &mut children, *parent);
        }
        found.push(moves);
        states.push(Some(fold));
    }
    found
}

/// The line of first parents that ends in the last commit of a walk through all branches, as a walk
/// along first parents would give it.
pub fn first_parents(steps: &[Step]) -> Vec<Step> {
    let mut line = Vec::new();
    let mut next = steps.last();
    while let Some(step) = next {
        line.push(step.clone());
        next = step.parents.first().and_then(|at| steps.get(*at));
    }
    line.reverse();
    for (at, step) in line.iter_mut().enumerate() {
        step.parents = at.checked_sub(1).into_iter().collect();
    }
    line
}

/// The state of the first parent: taken from it by its last child, else copied.
fn inherit(states: &mut [Option<Fold>], children: &mut [usize], step: &Step) -> Fold {
    let Some(first) = step.parents.first() else {
        return Fold::new();
    };
    let last_child = children.get(*first) == Some(&1) && step.parents.len() == 1;
    let state = states.get_mut(*first);
    let state = state.and_then(|s| if last_child { s.take() } else { s.clone() });
    state.unwrap_or_default()
}

fn release(states: &mut [Option<Fold>], children: &mut [usize], parent: usize) {
    if let Some(count) = children.get_mut(parent) {
        *count = count.saturating_sub(1);
        if let (0, Some(state)) = (*count, states.get_mut(parent)) {
            *state = None;
        }
    }
}

fn keep_new(moves: &mut Vec<Move>, merged: &Fold, states: &[Option<Fold>], step: &Step) {
    let nothing = ClaimState::nothing();
    let taken = |id: &ClaimId| {
        let now = merged.claim(id).unwrap_or(&nothing);
        let others = step.parents.iter().skip(1);
        others
            .filter_map(|parent| states.get(*parent)?.as_ref())
            .any(|other| {
                let there = other.claim(id).unwrap_or(&nothing);
                movement(id, there, now, BTreeSet::new()).is_none() && there.reviews == now.reviews
            })
    };
    moves.retain(|told| !taken(&told.claim));
}
