//! Who moved one claim's pool, commit by commit.

use super::{ClaimState, Fold};
use crate::analysis::{
    consensus::{Cause, Outcome, Shares, Terms, shares},
    diff::Edit,
    statistics::verdict::Verdict,
};
use crate::model::{
    brief::{ClaimBrief, ReviewBrief},
    history::{CommitNote, Step},
    id::{ClaimId, ReviewerId},
};

/// A commit that moved the claim.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerEntry {
    /// The commit.
    pub commit: CommitNote,
    /// The figure: the pool, or the median level of a claim judged by agreement.
    pub figure: Edit<Option<f64>>,
    /// The verdict; none where there is no claim.
    pub verdict: Edit<Option<Verdict>>,
    /// Who moved the figure by how much, the farthest first.
    pub moved_by: Shares,
}

/// Everything that moved one claim, oldest first.
///
/// The shares of all entries add up to the figure at the end exactly: a figure that is not there
/// counts nothing, so that the first rating is credited with the whole pool it founds.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// The claim.
    pub claim: ClaimId,
    /// The figure at the end.
    pub figure: Option<f64>,
    /// Whether the figure is a median level, not a pooled probability.
    pub by_level: bool,
    /// The commits that moved it.
    pub entries: Vec<LedgerEntry>,
}

/// Attributes every change of a claim's figure to reviewer and commit.
///
/// `steps` is a walk along first parents, all records or those of the claim alone.
pub fn blame(steps: &[Step], claim: &ClaimId) -> Ledger {
    let mut fold = Fold::new();
    let mut entries = Vec::new();
    for step in steps {
        let terms = fold.terms().clone();
        let before = fold.claim(claim).cloned();
        fold.step(&step.touched);
        let after = fold.claim(claim);
        if before.as_ref() == after && terms == *fold.terms() {
            continue;
        }
        let game = Game {
            states: [before.as_ref(), after],
            terms: [&terms, fold.terms()],
        };
        entries.extend(game.entry(&step.commit));
    }
    let last = fold
        .claim(claim)
        .map_or(Outcome::NONE, |state| state.outcome);
    Ledger {
        claim: claim.clone(),
        figure: figure(&last),
        by_level: last.median.is_some(),
        entries,
    }
}

fn figure(outcome: &Outcome) -> Option<f64> {
    outcome.pooled.or(outcome.median)
}

struct Game<'s> {
    states: [Option<&'s ClaimState>; 2],
    terms: [&'s Terms; 2],
}

/// A reviewer's brief on both sides.
type Sides = (ReviewerId, [Option<ReviewBrief>; 2]);

impl Game<'_> {
    fn entry(&self, commit: &CommitNote) -> Option<LedgerEntry> {
        let [before, after] = self
            .states
            .map(|state| state.map_or(Outcome::NONE, |state| state.outcome));
        let verdict = |state: Option<&ClaimState>| {
            state.and_then(|state| state.claim.map(|_| state.outcome.verdict))
        };
        let entry = LedgerEntry {
            commit: commit.clone(),
            figure: Edit::new(figure(&before), figure(&after)),
            verdict: Edit::new(verdict(self.states[0]), verdict(self.states[1])),
            moved_by: self.shares(),
        };
        let moved = entry.figure.differs() || entry.verdict.differs() || !entry.moved_by.is_empty();
        moved.then_some(entry)
    }

    fn shares(&self) -> Shares {
        let reviews = self.reviews();
        let claims = self.states.map(|state| state.and_then(|s| s.claim));
        let changed = |sides: &&Sides| sides.1[0] != sides.1[1];
        let mut causes: Vec<Cause> = reviews
            .iter()
            .filter(changed)
            .map(|(id, _)| Cause::Review(id.clone()))
            .collect();
        let claim_at = claim_decides(claims, self.states).then(|| push(&mut causes, Cause::Claim));
        let rules_at = (self.terms[0] != self.terms[1]).then(|| push(&mut causes, Cause::Rules));
        let value = |marks: &[bool]| {
            let on = |at: Option<usize>| at.is_none_or(|at| marks.get(at) == Some(&true));
            let claim = match claim_at {
                None => claims[1].or(claims[0]),
                at => claims[usize::from(on(at))],
            }?;
            let mut turn = 0..;
            let chosen: Vec<ReviewBrief> = reviews
                .iter()
                .filter_map(|sides| {
                    let at = if changed(&sides) { turn.next() } else { None };
                    sides.1[usize::from(on(at))]
                })
                .collect();
            figure(&self.terms[usize::from(on(rules_at))].outcome(&claim, &chosen))
        };
        let mut shares = shares(&causes, value);
        shares.retain(|share| share.share != 0.0);
        shares
    }

    /// Every reviewer's brief on both sides, in order of the ids.
    fn reviews(&self) -> Vec<Sides> {
        let [old, new] = self
            .states
            .map(|state| state.map_or(&[][..], |state| state.reviews.as_slice()));
        let mut all: Vec<Sides> = old
            .iter()
            .map(|(id, brief)| (id.clone(), [Some(*brief), None]))
            .collect();
        for (id, brief) in new {
            match all.binary_search_by(|(known, _)| known.cmp(id)) {
                Ok(at) => {
                    if let Some((_, sides)) = all.get_mut(at) {
                        sides[1] = Some(*brief);
                    }
                }
                Err(at) => all.insert(at, (id.clone(), [None, Some(*brief)])),
            }
        }
        all
    }
}

fn push(causes: &mut Vec<Cause>, cause: Cause) -> usize {
    causes.push(cause);
    causes.len() - 1
}

/// A claim that came with its first reviews, or went with its last, moved nothing by itself.
fn claim_decides(claims: [Option<ClaimBrief>; 2], states: [Option<&ClaimState>; 2]) -> bool {
    let reviewed = |side: Option<&ClaimState>| side.is_some_and(|state| !state.reviews.is_empty());
    match claims {
        [Some(old), Some(new)] => (old.edition, old.scale) != (new.edition, new.scale),
        [None, Some(_)] => reviewed(states[0]),
        [Some(_), None] => reviewed(states[1]),
        [None, None] => false,
    }
}
