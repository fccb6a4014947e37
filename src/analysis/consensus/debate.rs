//! The debate that the records of a claim hold.

use crate::analysis::argumentation::debate::{Contribution, Debate, Evidence, Standing, Weights};
use crate::model::{
    argument::{Argument, Target},
    claim::Claim,
    review::Review,
    rules::ArgumentRules,
};

/// The debate around a claim, solved.
pub fn debate<'r>(
    rules: &ArgumentRules,
    claim: &'r Claim,
    reviews: impl Iterator<Item = &'r Review> + Clone,
) -> Debate {
    let contributions: Vec<Contribution> = reviews.clone().flat_map(contributions).collect();
    Debate::new(&contributions, &evidence(claim, reviews), weights(rules))
}

/// Only where the claim stands, without any strength.
pub fn standing<'r>(
    rules: &ArgumentRules,
    claim: &'r Claim,
    reviews: impl Iterator<Item = &'r Review> + Clone,
) -> Standing {
    let contributions: Vec<Contribution> = reviews.clone().flat_map(contributions).collect();
    Debate::standing(&contributions, &evidence(claim, reviews), &weights(rules))
}

fn weights(rules: &ArgumentRules) -> Weights {
    Weights {
        weak: rules.weak,
        moderate: rules.moderate,
        strong: rules.strong,
        prior_rating: rules.credence,
        claim: rules.claim,
        ..Weights::default()
    }
}

fn evidence<'r>(claim: &'r Claim, reviews: impl Iterator<Item = &'r Review>) -> Vec<Evidence> {
    let current = reviews.filter(|review| review.withdrawn.is_none());
    let sources = current.flat_map(|review| &review.sources);
    sources
        .chain(&claim.sources)
        .map(|source| Evidence {
            id: source.id.to_string(),
            bearing: source.bearing,
        })
        .collect()
}

/// Arguments of stale reviews and abstentions take part; only what was taken back does not.
fn contributions(review: &Review) -> Vec<Contribution> {
    let reviewer = &review.reviewer;
    let contribution = |argument: &Argument| Contribution {
        id: format!("{reviewer}#{}", argument.id),
        reviewer: reviewer.to_string(),
        side: argument.stance,
        attack: argument.attack,
        target: match &argument.target {
            Target::Claim => None,
            Target::Argument(other) => Some(other.to_string()),
        },
        strength: argument.strength,
        ratings: Vec::new(),
        withdrawn: !argument.is_live() || review.withdrawn.is_some(),
    };
    review.arguments.iter().map(contribution).collect()
}
