//! Two rounds of rating compared: who changed, how far, and whether the panel has come to rest.
//!
//! Compared are the reviewers who count in both rounds, claim by claim, as long as the claim is the
//! same edition on the same scale. Histograms and kappa need classes: a scale of levels has its
//! levels, probabilities fall into ten classes a tenth wide (1 belongs to the last).

use std::collections::BTreeSet;

use crate::analysis::{
    consensus::{Outcome, ReviewState, Terms, state},
    diff::Edit,
    statistics::{
        Statistic,
        numeric::floor_index as floor,
        rounds::{median_shift, scheibe_change, share_changed, stability_kappa},
        verdict::Verdict,
    },
};
use crate::model::{
    brief::{ClaimBrief, Rated, ReviewBrief},
    claim::Scale,
    id::{ClaimId, ReviewerId},
    snapshot::Snapshot,
};

/// Below this Scheibe change a panel is commonly called stable (Scheibe, Skutsch & Schofer 1975).
pub const STABLE: f64 = 0.15;
/// Classes of probabilities.
const TENTHS: usize = 10;

/// A round, or the state that a report is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The name of the round; none for the state reported.
    pub name: Option<String>,
    /// Its commit; none for the working tree.
    pub commit: Option<String>,
}

/// Two rounds compared.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundComparison {
    /// The earlier round.
    pub from: Side,
    /// The later one.
    pub to: Side,
    /// Who changed a rating, in order of the ids.
    pub changed_by: Vec<ReviewerId>,
    /// Over all claims judged by probability.
    pub confidence: Figures,
    /// Over all claims judged by agreement.
    pub stance: Figures,
    /// Claim by claim, in order of the ids: every claim with a rating in either round.
    pub claims: Vec<ClaimInRounds>,
}

/// What a comparison of ratings comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// How many ratings are compared.
    pub pairs: usize,
    /// The share that changed.
    pub share_changed: Statistic,
    /// The median after less the median before: probabilities, or levels.
    pub median_shift: Statistic,
    /// Half the difference of the histograms, as a share of the panel.
    pub scheibe_change: Statistic,
    /// Cohen's linear weighted kappa between the rounds.
    pub kappa: Statistic,
}

/// One claim in two rounds.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimInRounds {
    /// The claim.
    pub claim: ClaimId,
    /// The pool in both.
    pub pooled: Edit<Option<f64>>,
    /// The median level in both.
    pub median: Edit<Option<f64>>,
    /// The verdict in both; none where there is no claim.
    pub verdict: Edit<Option<Verdict>>,
    /// How many ratings count in each.
    pub n: Edit<usize>,
    /// Whether the claim is another one by now: another edition or scale, so that ratings are not compared.
    pub reworded: bool,
    /// Who changed their rating.
    pub changed_by: Vec<ReviewerId>,
    /// The comparison.
    pub figures: Figures,
}

impl Figures {
    /// Whether the panel has come to rest; nothing where that is undefined.
    pub fn is_stable(&self) -> Option<bool> {
        self.scheibe_change
            .as_ref()
            .ok()
            .map(|change| *change < STABLE)
    }
}

/// Compares the ratings of two states.
pub fn compare(from: Side, before: &Snapshot, to: Side, after: &Snapshot) -> RoundComparison {
    let terms = [before, after].map(|side| Terms::of(&side.workspace));
    let levels = after.workspace.levels.len();
    let ids: BTreeSet<&ClaimId> = before.claims.keys().chain(after.claims.keys()).collect();
    let mut all = [Vec::new(), Vec::new()];
    let mut claims = Vec::new();
    for id in ids {
        let sides = [
            RatedClaim::of(before, id, &terms[0]),
            RatedClaim::of(after, id, &terms[1]),
        ];
        if sides.iter().all(|side| side.ratings.is_empty()) {
            continue;
        }
        let (claim, pairs) = one(id, &sides, levels);
        let by_level = sides[1].scale == Some(Scale::Stance);
        if let Some(list) = all.get_mut(usize::from(by_level)) {
            list.extend(pairs);
        }
        claims.push(claim);
    }
    let changed: BTreeSet<ReviewerId> = claims
        .iter()
        .flat_map(|claim| claim.changed_by.iter().cloned())
        .collect();
    RoundComparison {
        from,
        to,
        changed_by: changed.into_iter().collect(),
        confidence: figures(&all[0], Scale::Confidence, levels),
        stance: figures(&all[1], Scale::Stance, levels),
        claims,
    }
}

/// A claim's counting ratings on one side.
struct RatedClaim {
    brief: Option<ClaimBrief>,
    scale: Option<Scale>,
    ratings: Vec<(ReviewerId, f64)>,
    outcome: Outcome,
}

impl RatedClaim {
    fn of(side: &Snapshot, id: &ClaimId, terms: &Terms) -> Self {
        let brief = side.claims.get(id).map(ClaimBrief::of);
        let Some(claim) = brief else {
            return Self {
                brief: None,
                scale: None,
                ratings: Vec::new(),
                outcome: Outcome::NONE,
            };
        };
        let briefs: Vec<(ReviewerId, ReviewBrief)> = side
            .reviews_of(id)
            .map(|review| (review.reviewer.clone(), ReviewBrief::of(review)))
            .collect();
        let stale = side.workspace.consensus.stale;
        let counting = briefs
            .iter()
            .filter(|(_, brief)| state(&claim, brief, stale) == ReviewState::Counted);
        let rating = |(reviewer, brief): &(ReviewerId, ReviewBrief)| {
            Some((reviewer.clone(), value(&brief.rated)?))
        };
        Self {
            brief,
            scale: Some(claim.scale),
            ratings: counting.filter_map(rating).collect(),
            outcome: terms.outcome(&claim, briefs.iter().map(|(_, brief)| brief)),
        }
    }
}

fn value(rated: &Rated) -> Option<f64> {
    match rated {
        Rated::Confidence(confidence) => Some(confidence.best()),
        Rated::Stance(level) => Some(f64::from(*level)),
        Rated::Abstained => None,
    }
}

type Pairs = Vec<(f64, f64)>;

fn one(id: &ClaimId, sides: &[RatedClaim; 2], levels: usize) -> (ClaimInRounds, Pairs) {
    let [before, after] = sides;
    let same =
        |old: &ClaimBrief, new: &ClaimBrief| (old.edition, old.scale) == (new.edition, new.scale);
    let both = before.brief.as_ref().zip(after.brief.as_ref());
    let reworded = both.is_some_and(|(old, new)| !same(old, new));
    let mut pairs = Pairs::new();
    let mut changed_by = Vec::new();
    if !reworded {
        for (reviewer, new) in &after.ratings {
            let old = before.ratings.iter().find(|(known, _)| known == reviewer);
            let Some((_, old)) = old else { continue };
            pairs.push((*old, *new));
            if (old - new).abs() > ROUNDING {
                changed_by.push(reviewer.clone());
            }
        }
    }
    let verdict = |side: &RatedClaim| side.brief.map(|_| side.outcome.verdict);
    let claim = ClaimInRounds {
        claim: id.clone(),
        pooled: Edit::new(before.outcome.pooled, after.outcome.pooled),
        median: Edit::new(before.outcome.median, after.outcome.median),
        verdict: Edit::new(verdict(before), verdict(after)),
        n: Edit::new(before.ratings.len(), after.ratings.len()),
        reworded,
        changed_by,
        figures: figures(&pairs, after.scale.unwrap_or(Scale::Confidence), levels),
    };
    (claim, pairs)
}

/// Ratings this near are the same; as in [`share_changed`].
const ROUNDING: f64 = 1e-12;

fn figures(pairs: &[(f64, f64)], scale: Scale, levels: usize) -> Figures {
    let classes = match scale {
        Scale::Confidence => TENTHS,
        Scale::Stance => levels,
    };
    let class = |value: f64| match scale {
        Scale::Confidence => floor(value * TENTHS as f64 + 1e-9).min(TENTHS - 1) + 1,
        Scale::Stance => floor(value).clamp(1, levels.max(1)),
    };
    let classed: Vec<(usize, usize)> = pairs.iter().map(|(a, b)| (class(*a), class(*b))).collect();
    let histogram = |pick: fn(&(usize, usize)) -> usize| {
        let mut counts = vec![0; classes];
        for class in classed.iter().map(pick) {
            if let Some(count) = counts.get_mut(class - 1) {
                *count += 1;
            }
        }
        counts
    };
    Figures {
        pairs: pairs.len(),
        share_changed: share_changed(pairs),
        median_shift: median_shift(pairs),
        scheibe_change: scheibe_change(&histogram(|pair| pair.0), &histogram(|pair| pair.1)),
        kappa: stability_kappa(&classed, classes),
    }
}
