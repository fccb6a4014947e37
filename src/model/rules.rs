//! The rules by which a consensus is computed, fixed before rating begins.

use crate::model::word::vocabulary;

vocabulary! {
    /// The rule that turns ratings into a verdict.
    VerdictRule {
        /// Counts per third of the scale, after the RAND/UCLA panel bands.
        Thirds = "thirds",
        /// The RAND/UCLA disagreement index.
        RandUcla = "rand-ucla",
        /// Three quarters of the panel in one third.
        Percent75 = "percent-75",
        /// COMET's 70 per cent in, 15 per cent out.
        Comet7015 = "comet-70-15",
    }
}

vocabulary! {
    /// What becomes of reviews of an older edition.
    StaleRule {
        /// Shown, named and left out.
        Exclude = "exclude",
        /// Counted like any other.
        Count = "count",
    }
}

vocabulary! {
    /// How much each review weighs in the pool.
    WeightRule {
        /// Every review alike.
        Equal = "equal",
        /// By the expertise that the reviewer states, 1 to 5; 3 where none is stated.
        Expertise = "expertise",
    }
}

impl WeightRule {
    /// The weight of a review whose author states this expertise.
    pub fn weight(self, expertise: Option<u32>) -> f64 {
        match self {
            Self::Equal => 1.0,
            Self::Expertise => f64::from(expertise.unwrap_or(NEUTRAL_EXPERTISE)),
        }
    }
}

/// What a review counts whose author states no expertise: the middle of 1 to 5.
const NEUTRAL_EXPERTISE: u32 = 3;

/// The rules of consensus in force.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsensusRules {
    /// Fewer ratings than this make no verdict.
    pub min_reviews: u32,
    /// Name of the pooling method, one of [`POOLS`].
    pub pool: String,
    /// How much each review weighs in the pool, and in nothing else.
    pub weights: WeightRule,
    /// Probabilities are clipped to `clip..1-clip` before log-odds.
    pub clip: f64,
    /// The verdict rule.
    pub rule: VerdictRule,
    /// What becomes of stale reviews.
    pub stale: StaleRule,
}

impl Default for ConsensusRules {
    fn default() -> Self {
        Self {
            min_reviews: 3,
            pool: "geometric-mean-of-odds".to_owned(),
            weights: WeightRule::Equal,
            clip: 0.01,
            rule: VerdictRule::Thirds,
            stale: StaleRule::Exclude,
        }
    }
}

/// The numbers that turn stated strengths of arguments into base scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ArgumentRules {
    /// Base of the claim itself.
    pub claim: f64,
    /// What `weak` counts.
    pub weak: f64,
    /// What `moderate` counts.
    pub moderate: f64,
    /// What `strong` counts.
    pub strong: f64,
    /// Credence of an argument that nobody rated.
    pub credence: f64,
}

impl Default for ArgumentRules {
    fn default() -> Self {
        Self {
            claim: 0.5,
            weak: 0.3,
            moderate: 0.6,
            strong: 0.9,
            credence: 0.5,
        }
    }
}

/// The pooling methods of [`POOLS`] that are means, so that reviews can weigh differently in them.
pub const WEIGHABLE_POOLS: &[&str] = &[
    "geometric-mean-of-odds",
    "arithmetic-mean",
    "geometric-mean",
    "extremised",
    "beta-transformed-mean",
    "probit-mean",
];

/// The names of the pooling methods that a workspace may set, hyphenated as in its file.
pub const POOLS: &[&str] = &[
    "geometric-mean-of-odds",
    "arithmetic-mean",
    "median",
    "geometric-mean",
    "trimmed-mean",
    "extremised",
    "extremised-neyman",
    "beta-transformed-mean",
    "probit-mean",
    "interval-weighted",
];
