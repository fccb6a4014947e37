//! The state of every claim, kept up commit by commit.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::analysis::{
    consensus::{Outcome, Terms},
    diff::Edit,
    statistics::verdict::Verdict,
};
use crate::model::{
    brief::{ClaimBrief, ReviewBrief},
    history::Touched,
    id::{ClaimId, ReviewerId},
};

/// What is known of a claim at some commit.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimState {
    /// The claim's own record, if it can be read.
    pub claim: Option<ClaimBrief>,
    /// Its readable reviews, in order of the reviewers.
    pub reviews: Vec<(ReviewerId, ReviewBrief)>,
    /// What they come to.
    pub outcome: Outcome,
}

/// A commit's effect on one claim that it touched. A side of the verdict is none where there is no
/// such claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// Which claim.
    pub claim: ClaimId,
    /// Whose reviews of it were rated, re-rated, withdrawn or removed.
    pub reviewers: Vec<ReviewerId>,
    /// The pooled probability.
    pub pooled: Edit<Option<f64>>,
    /// The median level, of claims judged by agreement.
    pub median: Edit<Option<f64>>,
    /// The verdict.
    pub verdict: Edit<Option<Verdict>>,
    /// The edition; none where there is no claim.
    pub edition: Edit<Option<u32>>,
    /// Whether what is judged changed although the edition did not.
    pub silent: bool,
}

/// All claims at some commit.
#[derive(Debug, Clone, PartialEq)]
pub struct Fold {
    pub(super) terms: Terms,
    pub(super) claims: HashMap<ClaimId, Arc<ClaimState>>,
}

impl Default for Fold {
    fn default() -> Self {
        Self::new()
    }
}

impl ClaimState {
    pub(super) fn nothing() -> Self {
        Self {
            claim: None,
            reviews: Vec::new(),
            outcome: Outcome::NONE,
        }
    }

    fn is_nothing(&self) -> bool {
        self.claim.is_none() && self.reviews.is_empty()
    }

    /// Whether the record now says another thing to the consensus.
    fn put(&mut self, reviewer: &ReviewerId, brief: Option<ReviewBrief>) -> bool {
        let at = self.reviews.binary_search_by(|(id, _)| id.cmp(reviewer));
        match (at, brief) {
            (Ok(at), Some(brief)) => self.reviews.get_mut(at).is_some_and(|(_, old)| {
                let differs = *old != brief;
                *old = brief;
                differs
            }),
            (Ok(at), None) => {
                self.reviews.remove(at);
                true
            }
            (Err(at), Some(brief)) => {
                self.reviews.insert(at, (reviewer.clone(), brief));
                true
            }
            (Err(_), None) => false,
        }
    }

    pub(super) fn judge(&mut self, terms: &Terms) {
        self.outcome = match &self.claim {
            Some(claim) => terms.outcome(claim, self.reviews.iter().map(|(_, brief)| brief)),
            None => Outcome::NONE,
        };
    }
}

impl Fold {
    /// Before the first commit.
    pub fn new() -> Self {
        Self {
            terms: Terms::usual(),
            claims: HashMap::new(),
        }
    }

    /// What is known of every claim, in order of the ids.
    pub fn claims(&self) -> BTreeMap<&ClaimId, &ClaimState> {
        self.claims
            .iter()
            .map(|(id, state)| (id, &**state))
            .collect()
    }

    /// What is known of one claim.
    pub fn claim(&self, id: &ClaimId) -> Option<&ClaimState> {
        self.claims.get(id).map(|state| &**state)
    }

    /// The rules in force.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Takes a commit's touched records in, and tells which claims they moved, in order of the ids.
    ///
    /// A claim is told of if its record or a review of it says another thing to the consensus, or if
    /// its figures changed; not if only words were added.
    pub fn step(&mut self, touched: &[Touched]) -> Vec<Move> {
        let mut before: BTreeMap<ClaimId, (Arc<ClaimState>, BTreeSet<ReviewerId>)> =
            BTreeMap::new();
        for touched in touched {
            match touched {
                Touched::Workspace(workspace) => {
                    let terms = workspace.as_deref().map_or_else(Terms::usual, Terms::of);
                    self.change_terms(terms, &mut before);
                }
                Touched::Claim(id, brief) => {
                    self.open(id, &mut before);
                    self.state(id).claim = *brief;
                }
                Touched::Review(reviewer, id, brief) => {
                    self.open(id, &mut before);
                    let changed = self.state(id).put(reviewer, *brief);
                    if let (true, Some((_, reviewers))) = (changed, before.get_mut(id)) {
                        reviewers.insert(reviewer.clone());
                    }
                }
                Touched::Other => {}
            }
        }
        let moves = before
            .into_iter()
            .filter_map(|(id, (old, reviewers))| self.close(&id, &old, reviewers));
        moves.collect()
    }

    fn state(&mut self, id: &ClaimId) -> &mut ClaimState {
        let state = self
            .claims
            .entry(id.clone())
            .or_insert_with(|| Arc::new(ClaimState::nothing()));
        Arc::make_mut(state)
    }

    fn open(
        &self,
        id: &ClaimId,
        before: &mut BTreeMap<ClaimId, (Arc<ClaimState>, BTreeSet<ReviewerId>)>,
    ) {
        if !before.contains_key(id) {
            let old = self.claims.get(id).cloned();
            let old = old.unwrap_or_else(|| Arc::new(ClaimState::nothing()));
            before.insert(id.clone(), (old, BTreeSet::new()));
        }
    }

    fn change_terms(
        &mut self,
        terms: Terms,
        before: &mut BTreeMap<ClaimId, (Arc<ClaimState>, BTreeSet<ReviewerId>)>,
    ) {
        if terms != self.terms {
            self.terms = terms;
            for id in self.claims.keys() {
                self.open(id, before);
            }
        }
    }

    fn close(
        &mut self,
        id: &ClaimId,
        old: &ClaimState,
        reviewers: BTreeSet<ReviewerId>,
    ) -> Option<Move> {
        let terms = self.terms.clone();
        let state = self.state(id);
        state.judge(&terms);
        let told = movement(id, old, state, reviewers);
        if state.is_nothing() {
            self.claims.remove(id);
        }
        told
    }
}

/// The move between two states of a claim, if it is one.
pub(super) fn movement(
    id: &ClaimId,
    old: &ClaimState,
    new: &ClaimState,
    reviewers: BTreeSet<ReviewerId>,
) -> Option<Move> {
    if reviewers.is_empty() && old.claim == new.claim && old.outcome == new.outcome {
        return None;
    }
    let verdict = |state: &ClaimState| state.claim.map(|_| state.outcome.verdict);
    let edition = |state: &ClaimState| state.claim.map(|claim| claim.edition);
    Some(Move {
        claim: id.clone(),
        reviewers: reviewers.into_iter().collect(),
        pooled: Edit::new(old.outcome.pooled, new.outcome.pooled),
        median: Edit::new(old.outcome.median, new.outcome.median),
        verdict: Edit::new(verdict(old), verdict(new)),
        edition: Edit::new(edition(old), edition(new)),
        silent: silent(old.claim, new.claim),
    })
}

fn silent(old: Option<ClaimBrief>, new: Option<ClaimBrief>) -> bool {
    let (Some(old), Some(new)) = (old, new) else {
        return false;
    };
    old.edition == new.edition && old.wording != new.wording
}
