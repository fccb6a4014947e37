//! What the changes did to the consensus, and who moved it.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Edit, joined};
use crate::analysis::{
    argumentation::debate::Standing,
    consensus::{Cause, Outcome, Shares, Terms, shares, standing},
    statistics::verdict::Verdict,
};
use crate::model::{
    brief::{ClaimBrief, ReviewBrief},
    id::ClaimId,
    snapshot::{ReviewsOfClaim, Snapshot},
};

/// A claim of which the consensus moved. A side is none where the claim is not there.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsensusChange {
    /// Which claim.
    pub claim: ClaimId,
    /// The pooled probability.
    pub pooled: Edit<Option<f64>>,
    /// The median level, of claims judged by agreement.
    pub median: Edit<Option<f64>>,
    /// The verdict.
    pub verdict: Edit<Option<Verdict>>,
    /// Where the claim stands by its arguments.
    pub standing: Edit<Option<Standing>>,
    /// Who moved the pool (or the median level, where there is no pool on either side) by how much,
    /// the farthest first. The shares add up to the movement exactly.
    pub moved_by: Shares,
}

/// The claims of which the consensus moved, in order of the ids.
pub fn moves(before: &Snapshot, after: &Snapshot) -> Vec<ConsensusChange> {
    let claims: Vec<&ClaimId> = touched(before, after).into_iter().collect();
    let sides = Sides {
        before,
        after,
        terms: [before, after].map(|side| Terms::of(&side.workspace)),
    };
    claims
        .into_par_iter()
        .filter_map(|claim| sides.change(claim))
        .collect()
}

/// Claims whose consensus could have moved.
fn touched<'s>(before: &'s Snapshot, after: &'s Snapshot) -> BTreeSet<&'s ClaimId> {
    let (old, new) = (&before.workspace, &after.workspace);
    let all = old.consensus != new.consensus
        || old.levels.len() != new.levels.len()
        || old.arguments != new.arguments;
    let claims = joined(&before.claims, &after.claims)
        .filter(|(_, old, new)| all || old != new)
        .map(|(id, ..)| id);
    let reviews = joined(&before.reviews, &after.reviews)
        .filter(|(_, old, new)| all || old != new)
        .map(|(id, ..)| id);
    claims.chain(reviews).collect()
}

struct Sides<'s> {
    before: &'s Snapshot,
    after: &'s Snapshot,
    terms: [Terms; 2],
}

impl Sides<'_> {
    fn change(&self, claim: &ClaimId) -> Option<ConsensusChange> {
        let game = Game::new(self, claim);
        let [before, after] =
            [false, true].map(|mark| game.outcome(&vec![mark; game.causes.len()]));
        let exists = [self.before, self.after].map(|side| side.claims.contains_key(claim));
        let verdict = Edit::new(
            exists[0].then_some(before.verdict),
            exists[1].then_some(after.verdict),
        );
        let standing = Edit::new(stands(self.before, claim), stands(self.after, claim));
        let by_pool = before.pooled.or(after.pooled).is_some();
        let figure = |outcome: Outcome| {
            if by_pool {
                outcome.pooled
            } else {
                outcome.median
            }
        };
        let mut moved_by = shares(&game.causes, |marks| figure(game.outcome(marks)));
        moved_by.retain(|share| share.share != 0.0);
        let change = ConsensusChange {
            claim: claim.clone(),
            pooled: Edit::new(before.pooled, after.pooled),
            median: Edit::new(before.median, after.median),
            verdict,
            standing,
            moved_by,
        };
        change.moved().then_some(change)
    }
}

impl ConsensusChange {
    /// Whether anything differs; that a claim came or went without ratings and arguments moves nothing.
    fn moved(&self) -> bool {
        let or_none = |verdict: Option<Verdict>| verdict.unwrap_or(Outcome::NONE.verdict);
        let or_unargued = |standing: Option<Standing>| standing.unwrap_or(Standing::Unargued);
        self.pooled.differs()
            || self.median.differs()
            || or_none(self.verdict.before) != or_none(self.verdict.after)
            || or_unargued(self.standing.before) != or_unargued(self.standing.after)
    }
}

fn stands(side: &Snapshot, claim: &ClaimId) -> Option<Standing> {
    let record = side.claims.get(claim)?;
    let reviews = side.reviews_of(claim);
    Some(standing(&side.workspace.arguments, record, reviews))
}

/// What a claim's figures depend on, on both sides, and which of it changed.
struct Game<'s> {
    terms: &'s [Terms; 2],
    claim: [Option<ClaimBrief>; 2],
    reviews: Vec<[Option<ReviewBrief>; 2]>,
    causes: Vec<Cause>,
    /// For each review, then the claim, then the rules: which cause decides between the sides.
    decides: (Vec<Option<usize>>, Option<usize>, Option<usize>),
}

impl<'s> Game<'s> {
    fn new(sides: &'s Sides<'_>, id: &ClaimId) -> Self {
        let nothing = ReviewsOfClaim::new();
        let [old, new] =
            [sides.before, sides.after].map(|side| side.reviews.get(id).unwrap_or(&nothing));
        let mut game = Self {
            terms: &sides.terms,
            claim: [sides.before, sides.after].map(|side| side.claims.get(id).map(ClaimBrief::of)),
            reviews: Vec::new(),
            causes: Vec::new(),
            decides: (Vec::new(), None, None),
        };
        for (reviewer, old, new) in joined(old, new) {
            let briefs = [old, new].map(|review| review.map(|review| ReviewBrief::of(review)));
            let changed = briefs[0] != briefs[1];
            let decides = changed.then(|| game.cause(Cause::Review(reviewer.clone())));
            game.decides.0.push(decides);
            game.reviews.push(briefs);
        }
        if game.claim_decides([old.is_empty(), new.is_empty()]) {
            game.decides.1 = Some(game.cause(Cause::Claim));
        }
        if sides.terms[0] != sides.terms[1] {
            game.decides.2 = Some(game.cause(Cause::Rules));
        }
        game
    }

    fn cause(&mut self, cause: Cause) -> usize {
        self.causes.push(cause);
        self.causes.len() - 1
    }

    /// A claim that came with its first reviews, or went with its last, moved nothing by itself.
    fn claim_decides(&self, unreviewed: [bool; 2]) -> bool {
        match self.claim {
            [Some(old), Some(new)] => (old.edition, old.scale) != (new.edition, new.scale),
            [None, Some(_)] => !unreviewed[0],
            [Some(_), None] => !unreviewed[1],
            [None, None] => false,
        }
    }

    /// The figures when the marked causes have taken effect.
    fn outcome(&self, marks: &[bool]) -> Outcome {
        let after = |cause: Option<usize>| cause.is_none_or(|i| marks.get(i) == Some(&true));
        let (reviews, claim, rules) = &self.decides;
        let claim = match claim {
            None => self.claim[1].or(self.claim[0]),
            decides => self.claim[usize::from(after(*decides))],
        };
        let Some(claim) = claim else {
            return Outcome::NONE;
        };
        let chosen = self
            .reviews
            .iter()
            .zip(reviews)
            .filter_map(|(briefs, decides)| briefs[usize::from(after(*decides))].as_ref());
        self.terms[usize::from(after(*rules))].outcome(&claim, chosen)
    }
}
