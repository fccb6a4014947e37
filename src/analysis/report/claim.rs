//! One claim of a report.

use std::collections::BTreeMap;

use super::{
    ClaimSource, ConfidenceSummary, Flag, Inputs, RatingRow, ReviewState, StanceSummary,
    confidence, flags, groups,
    sources::{self, SourceKeys},
    stance,
};
use crate::analysis::{
    argumentation::debate::{ArgumentResult, Debate, Flip},
    consensus::debate,
    statistics::{
        Statistic,
        pool::Panel,
        rating::Rating,
        scale,
        verdict::{self, Judgement, Rule},
    },
};
use crate::model::{
    argument::Argument,
    claim::{Claim, Scale},
    id::ArgumentRef,
    word::Vocabulary,
};

/// Everything a report says of one claim.
#[derive(Debug, Clone)]
pub struct ClaimReport {
    /// The claim.
    pub claim: Claim,
    /// How many reviews there are of each sort.
    pub tally: ReviewTally,
    /// What every reviewer says, in order of their ids.
    pub ratings: Vec<RatingRow>,
    /// The probabilities, where the claim is judged by probability.
    pub confidence: Option<ConfidenceSummary>,
    /// The levels, where the claim is judged by agreement.
    pub stance: Option<StanceSummary>,
    /// The verdict with its minority and its flips.
    pub verdict: Judgement,
    /// The verdict by every rule, in the order of [`Rule::ALL`].
    pub by_rule: Vec<(Rule, verdict::Verdict)>,
    /// The debate, solved.
    pub debate: Debate,
    /// Every argument, by reviewer and in the order of the files.
    pub arguments: Vec<ArgumentRow>,
    /// The sources in use, in order of their keys.
    pub sources: Vec<ClaimSource>,
    /// What the world has settled.
    pub resolution: Option<ResolutionReport>,
    /// What a reader should notice.
    pub flags: Vec<Flag>,
    /// What moved the claim and what is still open, in sentences.
    pub explanation: Vec<String>,
    /// The fewest answers that would change where the claim stands.
    pub standing_flips: Vec<Flip>,
    /// Consensus across the declared groups of reviewers; none where no groups are declared.
    pub group_consensus: Option<Statistic>,
}

/// How many reviews of each sort a claim has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReviewTally {
    /// Ratings of the present edition.
    pub current: usize,
    /// Ratings of an older edition or on another scale.
    pub stale: usize,
    /// Abstentions.
    pub abstained: usize,
    /// Reviews taken back.
    pub withdrawn: usize,
    /// Reviewers of the roster without a review.
    pub missing: usize,
}

/// One argument of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct ArgumentRow {
    /// Its author and id.
    pub id: ArgumentRef,
    /// The argument.
    pub argument: Argument,
    /// How it fares; none where it takes no part in the debate.
    pub result: Option<ArgumentResult>,
}

/// How a settled claim was judged.
#[derive(Debug, Clone, PartialEq)]
pub struct ResolutionReport {
    /// 1 for true, 0 for false, or a share between.
    pub outcome: f64,
    /// Squared distance of the pool from the outcome.
    pub brier: Statistic,
}

pub(super) fn report(
    inputs: &Inputs<'_>,
    claim: &Claim,
    ratings: Vec<RatingRow>,
    panel: &Panel,
    keys: &SourceKeys,
) -> ClaimReport {
    let workspace = &inputs.snapshot.workspace;
    let k = workspace.levels.len();
    let counted = || ratings.iter().filter(|row| row.counts());
    let positions: Vec<f64> = counted().filter_map(|row| row.position(k)).collect();
    let by_probability = claim.scale == Scale::Confidence;
    let weighed = || {
        let weight = |row: &RatingRow| workspace.consensus.weights.weight(row.review.expertise);
        let pairs = ratings
            .iter()
            .filter_map(|row| Some((weight(row), rating(row)?.best)));
        pairs.collect::<Vec<(f64, f64)>>()
    };
    let confidence =
        by_probability.then(|| confidence::summary(panel, &weighed(), &workspace.consensus));
    let stance = (!by_probability).then(|| {
        stance::summary(
            &counted()
                .filter_map(|row| row.review.stance().map(|level| level as usize))
                .collect::<Vec<_>>(),
            k,
        )
    });
    let scale = if by_probability {
        scale::Scale::Probability
    } else {
        scale::Scale::Levels(k)
    };
    let least = workspace.consensus.min_reviews as usize;
    let judge = |rule| verdict::judge(&positions, scale, rule, least);
    let verdict_by = |rule| verdict::verdict(&positions, rule, least);
    let rule = Rule::from_name(workspace.consensus.rule.word()).unwrap_or(Rule::Thirds);
    let debate = debate(
        &workspace.arguments,
        claim,
        ratings.iter().map(|row| row.review.as_ref()),
    );
    let mut report = ClaimReport {
        tally: tally(inputs, &ratings),
        verdict: judge(rule),
        by_rule: Rule::ALL
            .iter()
            .map(|rule| (*rule, verdict_by(*rule)))
            .collect(),
        arguments: arguments(&ratings, &debate),
        sources: sources::of_claim(inputs.snapshot, claim, keys),
        resolution: resolution(claim, confidence.as_ref()),
        flags: Vec::new(),
        explanation: explanation(inputs, &debate),
        standing_flips: debate.smallest_flips(),
        group_consensus: groups::consensus(inputs, &ratings, k),
        claim: claim.clone(),
        ratings,
        confidence,
        stance,
        debate,
    };
    report.flags = flags::flags(&report);
    report
}

/// The ratings of one claim as the pools take them.
pub(super) fn rating(row: &RatingRow) -> Option<Rating> {
    let confidence = row.review.confidence().filter(|_| row.counts())?;
    Some(Rating {
        best: confidence.best(),
        lower: confidence.lower(),
        upper: confidence.upper(),
    })
}

fn tally(inputs: &Inputs<'_>, ratings: &[RatingRow]) -> ReviewTally {
    let count = |keep: &dyn Fn(&RatingRow) -> bool| ratings.iter().filter(|row| keep(row)).count();
    let rated = |row: &RatingRow| matches!(row.state, ReviewState::Counted | ReviewState::Stale);
    let reviewed =
        |id: &crate::model::id::ReviewerId| ratings.iter().any(|row| row.review.reviewer == *id);
    ReviewTally {
        current: count(&|row| rated(row) && !row.stale),
        stale: count(&|row| rated(row) && row.stale),
        abstained: count(&|row| row.state == ReviewState::Abstained),
        withdrawn: count(&|row| row.state == ReviewState::Withdrawn),
        missing: inputs
            .snapshot
            .reviewers
            .keys()
            .filter(|id| !reviewed(id))
            .count(),
    }
}

fn arguments(ratings: &[RatingRow], debate: &Debate) -> Vec<ArgumentRow> {
    let results: BTreeMap<&str, &ArgumentResult> = debate
        .arguments
        .iter()
        .map(|r| (r.id.as_str(), r))
        .collect();
    let of_review = |row: &RatingRow| {
        let reviewer = row.review.reviewer.clone();
        row.review
            .arguments
            .iter()
            .map(move |argument| (reviewer.clone(), argument.clone()))
            .collect::<Vec<_>>()
    };
    let row = |(reviewer, argument): (_, Argument)| {
        let id = ArgumentRef {
            reviewer,
            argument: argument.id.clone(),
        };
        ArgumentRow {
            result: results.get(id.to_string().as_str()).map(|r| (*r).clone()),
            id,
            argument,
        }
    };
    ratings.iter().flat_map(of_review).map(row).collect()
}

/// Sentences about a debate, with reviewers called by their names.
fn explanation(inputs: &Inputs<'_>, debate: &Debate) -> Vec<String> {
    if debate.arguments.is_empty() {
        return Vec::new();
    }
    let name = |id: &str| {
        let reviewer = id.split('#').next().unwrap_or(id);
        inputs
            .snapshot
            .reviewers
            .get(reviewer)
            .map_or_else(|| reviewer.to_owned(), |entry| entry.name.clone())
    };
    debate.explain().sentences(&name)
}

fn resolution(claim: &Claim, confidence: Option<&ConfidenceSummary>) -> Option<ResolutionReport> {
    use crate::analysis::statistics::Undefined;
    let settled = claim.resolution.as_ref()?;
    let pooled = match confidence {
        Some(summary) => summary.pooled.clone(),
        None => Err(Undefined::because(
            "the claim is judged by agreement, not by probability",
        )),
    };
    let brier = pooled.map(|p| (p - settled.outcome) * (p - settled.outcome));
    Some(ResolutionReport {
        outcome: settled.outcome,
        brier,
    })
}
