//! The verdict on a claim: what the panel as a whole says, and how firmly.

mod flips;
mod rules;
#[cfg(test)]
mod tests;

pub use rules::camp;

use super::scale::{Scale, Third};
use super::{Statistic, Undefined, numeric};
use rules::Shape;

/// Panels below this size get provisional verdicts.
const FIRM: usize = 5;

/// A verdict rule. It must be chosen before ratings arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Camps of ⌊(n + 1)/3⌋ in equal thirds of the scale, and the disagreement index.
    Thirds,
    /// RAND/UCLA: the band of the median, unless IPR exceeds IPRAS.
    RandUcla,
    /// Three quarters in one third.
    Percent75,
    /// Seventy per cent in one third, fewer than fifteen against it.
    Comet7015,
}

impl Rule {
    /// All rules, the default first.
    pub const ALL: [Self; 4] = [
        Self::Thirds,
        Self::RandUcla,
        Self::Percent75,
        Self::Comet7015,
    ];

    /// The name in configuration and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Thirds => "thirds",
            Self::RandUcla => "rand-ucla",
            Self::Percent75 => "percent-75",
            Self::Comet7015 => "comet-70-15",
        }
    }

    /// The rule of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }
}

/// What a panel says of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Too few ratings.
    Insufficient,
    /// Two camps, or a wide middle.
    Contested,
    /// Neither.
    Mixed,
    /// Agreement in the highest third.
    ConsensusSupported,
    /// Agreement in the middle third.
    ConsensusUndecided,
    /// Agreement in the lowest third.
    ConsensusRejected,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 6] = [
        Self::Insufficient,
        Self::Contested,
        Self::Mixed,
        Self::ConsensusSupported,
        Self::ConsensusUndecided,
        Self::ConsensusRejected,
    ];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Insufficient => "insufficient",
            Self::Contested => "contested",
            Self::Mixed => "mixed",
            Self::ConsensusSupported => "consensus-supported",
            Self::ConsensusUndecided => "consensus-undecided",
            Self::ConsensusRejected => "consensus-rejected",
        }
    }

    fn consensus(third: Third) -> Self {
        match third {
            Third::Low => Self::ConsensusRejected,
            Third::Middle => Self::ConsensusUndecided,
            Third::High => Self::ConsensusSupported,
        }
    }
}

/// A verdict with everything that must stand beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Whether the panel was large enough for a verdict but smaller than five.
    pub provisional: bool,
    /// How many ratings are in each third of the rule's scale: low, middle, high.
    pub thirds: [usize; 3],
    /// How many reviewers stand outside the third that holds the median.
    pub minority: usize,
    /// RAND/UCLA's disagreement index.
    pub disagreement_index: Statistic,
    /// The least number of reviewers whose ratings, freely changed, give another verdict.
    pub flips: Result<usize, Undefined>,
    /// Why the verdict is what it is, in one sentence.
    pub reason: String,
}

/// Judges a panel.
///
/// `positions` are the ratings on 0..=1 (probabilities as they are, levels by
/// [`Scale::position`]); `scale` says what a changed rating could be; a panel smaller than
/// `min_reviews` (or empty) is insufficient.
pub fn judge(positions: &[f64], scale: Scale, rule: Rule, min_reviews: usize) -> Judgement {
    let ascending = numeric::sorted(positions);
    let Some(shape) = Shape::of(rules::cut(rule), &ascending) else {
        return no_ratings();
    };
    let enough = shape.n >= min_reviews;
    let verdict = if enough {
        rules::decide(rule, &shape)
    } else {
        Verdict::Insufficient
    };
    let flips = if enough {
        flips::flips(&ascending, scale, rule, verdict)
    } else {
        Err(Undefined::because(
            "only more ratings can change an insufficient panel's verdict",
        ))
    };
    Judgement {
        verdict,
        provisional: enough && shape.n < FIRM,
        thirds: shape.counts,
        minority: shape.minority(),
        disagreement_index: Ok(shape.spread.disagreement_index()),
        flips,
        reason: reason(&shape, rule, verdict, min_reviews),
    }
}

/// The verdict alone, as [`judge`] gives it: for when many are wanted and nothing beside them.
pub fn verdict(positions: &[f64], rule: Rule, min_reviews: usize) -> Verdict {
    let ascending = numeric::sorted(positions);
    match Shape::of(rules::cut(rule), &ascending) {
        Some(shape) if shape.n >= min_reviews => rules::decide(rule, &shape),
        _ => Verdict::Insufficient,
    }
}

fn no_ratings() -> Judgement {
    let why = || Undefined::because("there are no ratings");
    Judgement {
        verdict: Verdict::Insufficient,
        provisional: false,
        thirds: [0; 3],
        minority: 0,
        disagreement_index: Err(why()),
        flips: Err(why()),
        reason: "there are no ratings".to_owned(),
    }
}

fn reason(shape: &Shape, rule: Rule, verdict: Verdict, min_reviews: usize) -> String {
    let n = shape.n;
    let [low, _, high] = shape.counts;
    match verdict {
        Verdict::Insufficient => format!("{n} of the {min_reviews} ratings that a verdict needs"),
        Verdict::Contested if rule != Rule::RandUcla && shape.has_two_camps() => format!(
            "{low} of {n} in the lowest third and {high} in the highest; {} in each make a claim contested",
            camp(n)
        ),
        Verdict::Contested => format!(
            "the disagreement index is {:.2}, and above 1 a panel disagrees",
            shape.spread.disagreement_index()
        ),
        Verdict::Mixed if rule == Rule::Comet7015 => format!(
            "{low} of {n} in the lowest third and {high} in the highest: a consensus needs 70 % in one third and fewer than 15 % against it"
        ),
        Verdict::Mixed => format!(
            "{} of {n} outside the third of the median: too many for a consensus, too few for two camps",
            shape.minority()
        ),
        _ => format!("{} of {n} in the third of the median", n - shape.minority()),
    }
}
