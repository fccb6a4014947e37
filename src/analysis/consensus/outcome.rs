//! Pool, median level and verdict of one claim.

use super::{ReviewState, state};
use crate::analysis::statistics::{
    numeric,
    pool::{Pool, PoolOptions},
    rating::Rating,
    scale,
    verdict::{self, Rule, Verdict},
};
use crate::model::{
    brief::{ClaimBrief, Rated, ReviewBrief},
    claim::Scale,
    rules::{ConsensusRules, StaleRule, WeightRule},
    word::Vocabulary,
    workspace::{DEFAULT_LEVELS, Workspace},
};

/// The rules of consensus, looked up once.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    pool: Pool,
    options: PoolOptions,
    weights: WeightRule,
    rule: Rule,
    min_reviews: usize,
    stale: StaleRule,
    levels: usize,
}

/// What the panel says of a claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// The pooled probability, where the claim is judged by probability and rated.
    pub pooled: Option<f64>,
    /// The median level, where it is judged by agreement and rated.
    pub median: Option<f64>,
    /// The verdict.
    pub verdict: Verdict,
}

impl Outcome {
    /// Of a claim that nobody rated, or that is not there.
    pub const NONE: Self = Self {
        pooled: None,
        median: None,
        verdict: Verdict::Insufficient,
    };
}

impl Terms {
    /// The rules of a workspace.
    pub fn of(workspace: &Workspace) -> Self {
        Self::from_rules(&workspace.consensus, workspace.levels.len())
    }

    fn from_rules(rules: &ConsensusRules, levels: usize) -> Self {
        Self {
            pool: Pool::from_name(&rules.pool).unwrap_or(Pool::GeometricMeanOfOdds),
            options: PoolOptions {
                clip: rules.clip,
                ..PoolOptions::default()
            },
            weights: rules.weights,
            rule: Rule::from_name(rules.rule.word()).unwrap_or(Rule::Thirds),
            min_reviews: rules.min_reviews as usize,
            stale: rules.stale,
            levels,
        }
    }

    /// The rules of a workspace that says nothing of them.
    pub fn usual() -> Self {
        Self::from_rules(&ConsensusRules::default(), DEFAULT_LEVELS.len())
    }

    /// What reviews of a claim come to; they are given in order of their reviewers, so that sums
    /// are the report's to the last bit.
    pub fn outcome<'r>(
        &self,
        claim: &ClaimBrief,
        reviews: impl IntoIterator<Item = &'r ReviewBrief>,
    ) -> Outcome {
        let counted = reviews
            .into_iter()
            .filter(|review| state(claim, review, self.stale) == ReviewState::Counted);
        match claim.scale {
            Scale::Confidence => {
                let ratings = counted.filter_map(|r| Some((self.weight(r), rating(&r.rated)?)));
                self.of_ratings(&ratings.collect::<Vec<_>>())
            }
            Scale::Stance => {
                let levels: Vec<u32> = counted.filter_map(|r| level(&r.rated)).collect();
                self.of_levels(&levels)
            }
        }
    }

    fn weight(&self, review: &ReviewBrief) -> f64 {
        self.weights.weight(review.expertise)
    }

    fn of_ratings(&self, weighed: &[(f64, Rating)]) -> Outcome {
        let bests: Vec<f64> = weighed.iter().map(|(_, rating)| rating.best).collect();
        let pooled = match self.weights {
            // None of the pools that a workspace may name looks at other claims.
            WeightRule::Equal => {
                let ratings: Vec<Rating> = weighed.iter().map(|(_, rating)| *rating).collect();
                self.pool.of_ratings(&ratings, &self.options)
            }
            WeightRule::Expertise => {
                let pairs: Vec<(f64, f64)> = weighed.iter().map(|(w, r)| (*w, r.best)).collect();
                self.pool.of_weighted(&pairs, &self.options)
            }
        };
        Outcome {
            pooled: pooled.ok(),
            median: None,
            verdict: self.verdict(&bests),
        }
    }

    fn of_levels(&self, levels: &[u32]) -> Outcome {
        let scale = scale::Scale::Levels(self.levels);
        let values: Vec<f64> = levels.iter().map(|level| f64::from(*level)).collect();
        let positions: Vec<f64> = levels
            .iter()
            .map(|level| scale.position(*level as usize))
            .collect();
        Outcome {
            pooled: None,
            median: numeric::median(&numeric::sorted(&values)).ok(),
            verdict: self.verdict(&positions),
        }
    }

    fn verdict(&self, positions: &[f64]) -> Verdict {
        verdict::verdict(positions, self.rule, self.min_reviews)
    }
}

fn rating(rated: &Rated) -> Option<Rating> {
    match rated {
        Rated::Confidence(confidence) => Some(Rating {
            best: confidence.best(),
            lower: confidence.lower(),
            upper: confidence.upper(),
        }),
        _ => None,
    }
}

fn level(rated: &Rated) -> Option<u32> {
    match rated {
        Rated::Stance(level) => Some(*level),
        _ => None,
    }
}
