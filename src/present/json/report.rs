//! The report as JSON, schema `obelus-report/1`.
//!
//! Undefined is `null`; the reason stands in the `reasons` of the same object, under the same name.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::analysis::{
    report::{
        ArgumentRow, ClaimReport, ClaimSource, ConfidenceSummary, Dissent, RatingRow, Report,
        ReviewState, StanceSummary,
    },
    statistics::{Statistic, dispersion::Dispersion, pool::Pool, scale::Third},
};
use crate::model::{
    confidence::Confidence,
    revision::CommitId,
    signature::Covers,
    source::{CslValue, Source},
};

/// The name and version of this format.
pub const SCHEMA: &str = "obelus-report/1";

/// The consensus report of a workspace at one revision.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReportDocument {
    /// `obelus-report/1`
    schema: &'static str,
    /// The program that computed it.
    tool: Tool,
    /// What was debated, and by which rules.
    workspace: WorkspaceBlock,
    /// What changed since the commit or round named by `--since`; null where none was named.
    since: Option<super::diff::DiffDocument>,
    /// How much there is.
    counts: CountsBlock,
    /// Every claim, in order of the ids.
    claims: Vec<ClaimBlock>,
    /// Agreement over the whole report.
    agreement: super::agreement::AgreementBlock,
    /// Every reviewer of the roster, in order of the ids.
    reviewers: Vec<ReviewerBlock>,
    /// Who stands outside the panel's opinion, the farthest first.
    dissent: Vec<DissentBlock>,
    /// Scores on the settled claims; null where nothing is settled.
    scores: Option<super::scores::ScoresBlock>,
    /// What depends on the choice of rule and of pool.
    sensitivity: SensitivityBlock,
    /// What history adds: rounds compared, and rules and words that were changed late.
    past: super::past::PastBlock,
}

#[derive(Debug, Serialize, JsonSchema)]
struct SensitivityBlock {
    /// Claims that another verdict rule would judge differently; `verdicts` of the claim has them all.
    rules: Vec<String>,
    /// Claims that another pool would put into another third of the scale.
    pools: Vec<PoolSensitivityBlock>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct PoolSensitivityBlock {
    claim: String,
    /// `low`, `middle` or `high`: the third that holds the pool in force.
    third: &'static str,
    /// The pools in another third, with their values.
    others: BTreeMap<&'static str, f64>,
}

/// A program and its version.
#[derive(Debug, Serialize, JsonSchema)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Debug, Serialize, JsonSchema)]
struct WorkspaceBlock {
    title: String,
    /// The commit; null before the first one.
    commit: Option<String>,
    /// The committer's time with the offset recorded in the commit.
    committed: Option<String>,
    /// Whether records in the working tree differ from the commit.
    dirty: bool,
    /// The rules in force.
    consensus: RulesBlock,
}

#[derive(Debug, Serialize, JsonSchema)]
struct RulesBlock {
    min_reviews: u32,
    pool: String,
    /// How much each review weighs in the pool: `equal`, or `expertise` as its author states it.
    weights: String,
    clip: f64,
    rule: String,
    stale: String,
    /// What lower..upper mean: 0.9 for a 90 % credible interval.
    interval: f64,
    /// The ordered levels of agreement.
    levels: Vec<String>,
    /// The numbers that turn stated strengths of arguments into base scores.
    arguments: BTreeMap<&'static str, f64>,
    /// The conventions behind the numbers.
    conventions: BTreeMap<&'static str, &'static str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CountsBlock {
    claims: usize,
    reviewers: usize,
    reviews: usize,
    arguments: usize,
    sources: usize,
    /// Share of all pairs of claim and reviewer with a current review, abstentions included.
    coverage: Option<f64>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ClaimBlock {
    id: String,
    statement: String,
    kind: String,
    scale: String,
    edition: u32,
    status: String,
    section: Option<String>,
    reviews: TallyBlock,
    confidence: Option<ConfidenceBlock>,
    stance: Option<StanceBlock>,
    /// The figures of the first closed round; null without one, or without ratings in either.
    first_round: Option<super::past::FirstRoundBlock>,
    verdict: &'static str,
    /// Why, in one sentence.
    verdict_reason: String,
    /// Whether the panel is smaller than five.
    provisional: bool,
    /// How many stand outside the third that holds the median.
    minority: usize,
    /// The least number of reviewers who would have to change for another verdict.
    flips: Option<usize>,
    flips_reason: Option<String>,
    /// The verdict under every rule.
    verdicts: BTreeMap<&'static str, &'static str>,
    standing: &'static str,
    /// Strength of the claim by its arguments alone (quadratic energy), from a base of 0.5.
    strength: Option<f64>,
    strength_reason: Option<&'static str>,
    method_sensitive: Option<bool>,
    /// The arguments that nobody answered and that bear on the claim.
    unanswered: Vec<String>,
    /// What moved the claim and what is still open, in sentences.
    explanation: Vec<String>,
    /// The fewest answers that would change where the claim stands.
    standing_flips: Vec<FlipBlock>,
    /// Geometric mean over the declared groups of (agree + 1)/(seen + 2); null where no groups are declared.
    group_consensus: Option<f64>,
    group_consensus_reason: Option<String>,
    flags: Vec<FlagBlock>,
    ratings: Vec<RatingBlock>,
    arguments: Vec<ArgumentBlock>,
    sources: Vec<Map<String, Value>>,
    resolution: Option<ResolutionBlock>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct TallyBlock {
    current: usize,
    stale: usize,
    abstained: usize,
    withdrawn: usize,
    missing: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ConfidenceBlock {
    n: usize,
    pooled: Option<f64>,
    /// The pool in force.
    method: &'static str,
    clip: f64,
    /// How many ratings were clipped.
    clipped: usize,
    median: Option<f64>,
    mean: Option<f64>,
    mean_lower: Option<f64>,
    mean_upper: Option<f64>,
    sd: Option<f64>,
    iqr: Option<f64>,
    min: Option<f64>,
    max: Option<f64>,
    /// Share of the ratings in each third of the scale: low, middle, high.
    thirds: Option<[f64; 3]>,
    /// How many ratings are in each third.
    thirds_counts: [usize; 3],
    ipr: Option<f64>,
    ipras: Option<f64>,
    disagreement_index: Option<f64>,
    /// Least and greatest pool when each reviewer in turn is left out.
    leave_one_out: Option<[f64; 2]>,
    /// Every pool by name.
    pools: BTreeMap<&'static str, Option<f64>>,
    /// Why a figure is null, by its name.
    reasons: BTreeMap<String, String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct StanceBlock {
    n: usize,
    median: Option<f64>,
    mean: Option<f64>,
    /// How many chose each level, lowest first.
    counts: Vec<usize>,
    tastle_wierman_consensus: Option<f64>,
    van_der_eijk_a: Option<f64>,
    disagreement_index: Option<f64>,
    /// Why a figure is null, by its name.
    reasons: BTreeMap<String, String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct FlipBlock {
    /// The arguments that would have to be answered or withdrawn.
    answered: Vec<String>,
    /// Where the claim would then stand.
    standing: &'static str,
    /// How strong it would then be by its arguments.
    strength: Option<f64>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct FlagBlock {
    code: &'static str,
    message: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct RatingBlock {
    reviewer: String,
    edition: u32,
    /// `counted`, `stale`, `abstained` or `withdrawn`.
    state: &'static str,
    stale: bool,
    best: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
    stance: Option<u32>,
    /// Why the reviewer abstains.
    abstained: Option<String>,
    /// Why the review was withdrawn.
    withdrawn: Option<String>,
    expertise: Option<u32>,
    rationale: Option<String>,
    /// The commit that last changed the review; null where it is uncommitted.
    commit: Option<String>,
    /// Whether a signature was verified, of the record or of the commit that last changed it.
    signed: bool,
    /// `verified`, `unlisted`, `foreign`, `expired`, `revoked`, `bad`, `absent` or `unsupported`.
    signature: String,
    /// What is signed: `record` or `commit`; null where nothing is.
    signature_covers: Option<&'static str>,
    /// Why a signature is bad or unsupported.
    signature_reason: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ArgumentBlock {
    /// `<reviewer>#<argument>`
    id: String,
    stance: String,
    attack: Option<String>,
    /// `claim`, or the argument it answers.
    target: String,
    /// `weak`, `moderate` or `strong`, as its author says.
    stated_strength: String,
    base: Option<f64>,
    strength: Option<f64>,
    standing: Option<&'static str>,
    unanswered_by: Vec<String>,
    text: String,
    sources: Vec<String>,
    /// Why it was withdrawn, if it was.
    withdrawn: Option<String>,
    /// The stronger argument of the same reviewer, target and kind that counts instead.
    outdone_by: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ResolutionBlock {
    /// 1 for true, 0 for false, or a share between.
    outcome: f64,
    resolved: Option<String>,
    note: Option<String>,
    sources: Vec<String>,
    /// Squared distance of the pool from the outcome.
    brier: Option<f64>,
    reason: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ReviewerBlock {
    id: String,
    name: String,
    kind: String,
    reviews: usize,
    abstained: usize,
    stale: usize,
    arguments: usize,
    coverage: Option<f64>,
    /// Mean distance from the pool of everybody else, over `compared` claims.
    distance: Option<f64>,
    compared: usize,
    /// Mean Brier score over the settled claims the reviewer rated.
    brier: Option<f64>,
    settled: usize,
    /// Share of the reviews with a verified signature; null where there are no reviews.
    signed: Option<f64>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct DissentBlock {
    claim: String,
    reviewer: String,
    best: Option<f64>,
    stance: Option<u32>,
    pooled: Option<f64>,
    median: Option<f64>,
    /// Distance from the pool, or from the median level, on a scale of 0 to 1.
    distance: f64,
    arguments: Vec<String>,
    unanswered: Vec<String>,
}

/// The report as a document.
pub fn json(report: &Report, version: &'static str) -> ReportDocument {
    ReportDocument {
        schema: SCHEMA,
        tool: Tool {
            name: "obelus",
            version,
        },
        workspace: workspace(report),
        since: report.past.since.as_deref().map(super::past::since),
        counts: counts(report),
        claims: report
            .claims
            .iter()
            .map(|found| claim(report, found))
            .collect(),
        agreement: super::agreement::agreement(
            report.agreement_confidence.as_ref(),
            report.agreement_stance.as_ref(),
        ),
        reviewers: report.reviewers.iter().map(reviewer).collect(),
        dissent: report.dissent.iter().map(dissent).collect(),
        scores: report.scores.as_ref().map(super::scores::scores),
        sensitivity: sensitivity(report),
        past: super::past::past(&report.past),
    }
}

fn sensitivity(report: &Report) -> SensitivityBlock {
    let third = |third| match third {
        Third::Low => "low",
        Third::Middle => "middle",
        Third::High => "high",
    };
    let pools = report
        .sensitivity
        .pools
        .iter()
        .map(|found| PoolSensitivityBlock {
            claim: found.claim.to_string(),
            third: third(found.third),
            others: found
                .others
                .iter()
                .map(|(pool, value)| (pool.name(), *value))
                .collect(),
        });
    SensitivityBlock {
        rules: report
            .sensitivity
            .rules
            .iter()
            .map(ToString::to_string)
            .collect(),
        pools: pools.collect(),
    }
}

/// Values that may be undefined, with the reasons of those that are.
#[derive(Default)]
struct Reasons(BTreeMap<String, String>);

impl Reasons {
    fn take(&mut self, name: &str, value: &Statistic) -> Option<f64> {
        match value {
            Ok(value) => Some(*value),
            Err(why) => {
                self.0.insert(name.to_owned(), why.reason().to_owned());
                None
            }
        }
    }
}

fn workspace(report: &Report) -> WorkspaceBlock {
    let rules = &report.workspace.consensus;
    let weights = report.workspace.arguments;
    WorkspaceBlock {
        title: report.workspace.title.clone(),
        commit: report.revision.commit.as_ref().map(CommitId::to_string),
        committed: report.revision.committed.clone(),
        dirty: report.revision.dirty,
        consensus: RulesBlock {
            min_reviews: rules.min_reviews,
            pool: rules.pool.clone(),
            weights: rules.weights.to_string(),
            clip: rules.clip,
            rule: rules.rule.to_string(),
            stale: rules.stale.to_string(),
            interval: report.workspace.interval,
            levels: report.workspace.levels.clone(),
            arguments: BTreeMap::from([
                ("claim", weights.claim),
                ("weak", weights.weak),
                ("moderate", weights.moderate),
                ("strong", weights.strong),
                ("credence", weights.credence),
            ]),
            conventions: super::super::conventions::ALL.iter().copied().collect(),
        },
    }
}

fn counts(report: &Report) -> CountsBlock {
    let counts = report.counts;
    CountsBlock {
        claims: counts.claims,
        reviewers: counts.reviewers,
        reviews: counts.reviews,
        arguments: counts.arguments,
        sources: counts.sources,
        coverage: counts.coverage,
    }
}

fn claim(whole: &Report, report: &ClaimReport) -> ClaimBlock {
    let claim = &report.claim;
    let verdict = &report.verdict;
    ClaimBlock {
        first_round: super::past::first_round(&whole.past, &claim.id),
        id: claim.id.to_string(),
        statement: claim.statement.clone(),
        kind: claim.kind.to_string(),
        scale: claim.scale.to_string(),
        edition: claim.edition,
        status: claim.status.to_string(),
        section: claim.section().map(str::to_owned),
        reviews: TallyBlock {
            current: report.tally.current,
            stale: report.tally.stale,
            abstained: report.tally.abstained,
            withdrawn: report.tally.withdrawn,
            missing: report.tally.missing,
        },
        confidence: report
            .confidence
            .as_ref()
            .map(|summary| confidence(summary, verdict.thirds)),
        stance: report.stance.as_ref().map(stance),
        verdict: verdict.verdict.name(),
        verdict_reason: verdict.reason.clone(),
        provisional: verdict.provisional,
        minority: verdict.minority,
        flips: verdict.flips.as_ref().ok().copied(),
        flips_reason: verdict.flips.as_ref().err().map(ToString::to_string),
        verdicts: report
            .by_rule
            .iter()
            .map(|(rule, verdict)| (rule.name(), verdict.name()))
            .collect(),
        standing: report.debate.claim.standing.as_str(),
        strength: report.debate.strength,
        strength_reason: report.debate.strength.is_none().then_some(
            "the arguments answer each other in a circle and no stable value could be shown",
        ),
        method_sensitive: report.debate.method_sensitive,
        unanswered: report.debate.claim.unanswered_by.clone(),
        explanation: report.explanation.clone(),
        standing_flips: report.standing_flips.iter().map(flip).collect(),
        group_consensus: report
            .group_consensus
            .as_ref()
            .and_then(|found| found.as_ref().ok().copied()),
        group_consensus_reason: report
            .group_consensus
            .as_ref()
            .and_then(|found| Some(found.as_ref().err()?.to_string())),
        flags: report
            .flags
            .iter()
            .map(|flag| FlagBlock {
                code: flag.code,
                message: flag.message.clone(),
            })
            .collect(),
        ratings: report.ratings.iter().map(rating).collect(),
        arguments: report.arguments.iter().map(argument).collect(),
        sources: report.sources.iter().map(source).collect(),
        resolution: resolution(report),
    }
}

fn flip(flip: &crate::analysis::argumentation::debate::Flip) -> FlipBlock {
    FlipBlock {
        answered: flip.answered.clone(),
        standing: flip.standing.as_str(),
        strength: flip.strength,
    }
}

fn confidence(summary: &ConfidenceSummary, thirds: [usize; 3]) -> ConfidenceBlock {
    let mut reasons = Reasons::default();
    let mut spread = |which: Dispersion| reasons.take(which.name(), &summary.dispersion(which));
    let [mean, median, sd, iqr, ipr, ipras, index] = [
        Dispersion::Mean,
        Dispersion::Median,
        Dispersion::Sd,
        Dispersion::Iqr,
        Dispersion::Ipr,
        Dispersion::Ipras,
        Dispersion::DisagreementIndex,
    ]
    .map(&mut spread);
    let pools = summary
        .pools
        .iter()
        .map(|(pool, value)| {
            (
                pool.name(),
                reasons.take(&format!("pools.{}", pool.name()), value),
            )
        })
        .collect();
    if let Err(why) = &summary.leave_one_out {
        reasons
            .0
            .insert("leave_one_out".to_owned(), why.reason().to_owned());
    }
    ConfidenceBlock {
        n: summary.n,
        pooled: reasons.take("pooled", &summary.pooled),
        method: summary.method.name(),
        clip: summary.clip,
        clipped: summary.clipped,
        median,
        mean,
        mean_lower: reasons.take("mean_lower", &summary.pool(Pool::MeanLower)),
        mean_upper: reasons.take("mean_upper", &summary.pool(Pool::MeanUpper)),
        sd,
        iqr,
        min: reasons.take("min", &summary.min),
        max: reasons.take("max", &summary.max),
        thirds: (summary.n > 0).then(|| thirds.map(|count| count as f64 / summary.n as f64)),
        thirds_counts: thirds,
        ipr,
        ipras,
        disagreement_index: index,
        leave_one_out: summary
            .leave_one_out
            .as_ref()
            .ok()
            .map(|(low, high)| [*low, *high]),
        pools,
        reasons: reasons.0,
    }
}

fn stance(summary: &StanceSummary) -> StanceBlock {
    let mut reasons = Reasons::default();
    let mut spread = |which: Dispersion| reasons.take(which.name(), &summary.dispersion(which));
    StanceBlock {
        n: summary.n,
        counts: summary.counts.clone(),
        median: spread(Dispersion::Median),
        mean: spread(Dispersion::Mean),
        tastle_wierman_consensus: spread(Dispersion::TastleWiermanConsensus),
        van_der_eijk_a: spread(Dispersion::VanDerEijkA),
        disagreement_index: spread(Dispersion::DisagreementIndex),
        reasons: reasons.0,
    }
}

fn rating(row: &RatingRow) -> RatingBlock {
    let review = &row.review;
    let confidence = review.confidence();
    RatingBlock {
        reviewer: review.reviewer.to_string(),
        edition: review.edition,
        state: match row.state {
            ReviewState::Counted => "counted",
            ReviewState::Stale => "stale",
            ReviewState::Abstained => "abstained",
            ReviewState::Withdrawn => "withdrawn",
        },
        stale: row.stale,
        best: confidence.map(Confidence::best),
        lower: confidence.and_then(Confidence::lower),
        upper: confidence.and_then(Confidence::upper),
        stance: review.stance(),
        abstained: review.abstained().map(str::to_owned),
        withdrawn: review.withdrawn.as_ref().map(|w| w.reason.clone()),
        expertise: review.expertise,
        rationale: review.rationale.clone(),
        commit: row.commit.as_ref().map(CommitId::to_string),
        signed: row.signature.state.is_verified(),
        signature: row.signature.state.to_string(),
        signature_covers: row.signature.covers.map(|covers| match covers {
            Covers::Record => "record",
            Covers::Commit => "commit",
        }),
        signature_reason: row.signature.reason.clone(),
    }
}

fn argument(row: &ArgumentRow) -> ArgumentBlock {
    let argument = &row.argument;
    let result = row.result.as_ref();
    ArgumentBlock {
        id: row.id.to_string(),
        stance: argument.stance.to_string(),
        attack: argument.attack.map(|attack| attack.to_string()),
        target: argument.target.to_string(),
        stated_strength: argument.strength.to_string(),
        base: result.map(|r| r.base),
        strength: result.and_then(|r| r.strength),
        standing: result.map(|r| r.position.standing.as_str()),
        unanswered_by: result
            .map(|r| r.position.unanswered_by.clone())
            .unwrap_or_default(),
        text: argument.text.clone(),
        sources: argument
            .sources
            .iter()
            .map(|citation| citation.id.to_string())
            .collect(),
        withdrawn: argument.withdrawn.as_ref().map(|w| w.reason.clone()),
        outdone_by: result.and_then(|r| r.outdone_by.clone()),
    }
}

fn source(used: &ClaimSource) -> Map<String, Value> {
    let mut block = Map::new();
    block.insert("id".to_owned(), used.key.clone().into());
    let cited_by: Vec<Value> = used
        .cited_by
        .iter()
        .map(|(id, _)| id.to_string().into())
        .collect();
    block.insert("cited_by".to_owned(), cited_by.into());
    block.insert(
        "bearing".to_owned(),
        used.bearing().map(|bearing| bearing.to_string()).into(),
    );
    let bearings: Map<String, Value> = used
        .bearings
        .iter()
        .map(|(who, bearing)| (who.to_string(), bearing.to_string().into()))
        .collect();
    block.insert("bearings".to_owned(), bearings.into());
    block.extend(csl(&used.source));
    block
}

fn csl(source: &Source) -> Map<String, Value> {
    let value = |value: &CslValue| match value {
        CslValue::Text(text) => Value::from(text.clone()),
        CslValue::Names(names) => Value::from(names.clone()),
        CslValue::Date(date) => Value::from(date.to_string()),
    };
    source
        .csl
        .iter()
        .map(|(variable, held)| (variable.clone(), value(held)))
        .collect()
}

fn resolution(report: &ClaimReport) -> Option<ResolutionBlock> {
    let settled = report.claim.resolution.as_ref()?;
    let scored = report.resolution.as_ref()?;
    Some(ResolutionBlock {
        outcome: settled.outcome,
        resolved: settled.resolved.map(|date| date.to_string()),
        note: settled.note.clone(),
        sources: settled.sources.iter().map(ToString::to_string).collect(),
        brier: scored.brier.as_ref().ok().copied(),
        reason: scored.brier.as_ref().err().map(ToString::to_string),
    })
}

fn reviewer(report: &crate::analysis::report::ReviewerReport) -> ReviewerBlock {
    ReviewerBlock {
        id: report.reviewer.id.to_string(),
        name: report.reviewer.name.clone(),
        kind: report.reviewer.kind.to_string(),
        reviews: report.reviews,
        abstained: report.abstained,
        stale: report.stale,
        arguments: report.arguments,
        coverage: report.coverage,
        distance: report.distance.as_ref().ok().copied(),
        compared: report.compared,
        brier: report.brier.as_ref().ok().copied(),
        settled: report.settled,
        signed: report.signed(),
    }
}

fn dissent(dissent: &Dissent) -> DissentBlock {
    let ids = |ids: &[crate::model::id::ArgumentRef]| ids.iter().map(ToString::to_string).collect();
    DissentBlock {
        claim: dissent.claim.to_string(),
        reviewer: dissent.reviewer.to_string(),
        best: dissent.best,
        stance: dissent.stance,
        pooled: dissent.pooled,
        median: dissent.median,
        distance: dissent.distance,
        arguments: ids(&dissent.arguments),
        unanswered: ids(&dissent.unanswered),
    }
}
