//! The past of a report as JSON: rounds, and what was changed late.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::diff::{DiffDocument, RuleBlock, Sides, json as difference, rule};
use crate::analysis::{
    past::{ClaimInRounds, Figures, LateRules, Past, Reworded, RoundComparison, Side, Since},
    statistics::{Statistic, verdict::Verdict},
};
use crate::model::history::CommitNote;
use crate::present::past::{CONFORMITY, with_comparison};

/// What history adds to a report.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PastBlock {
    /// Each closed round compared with the next, the last with the state reported.
    rounds: Vec<RoundsBlock>,
    /// Closed rounds that cannot be read.
    missing_rounds: Vec<MissingBlock>,
    /// How figures that compare rounds are to be taken; null without rounds.
    warning: Option<&'static str>,
    /// Rules of consensus that were changed after rating had begun, oldest first.
    late_rules: Vec<LateBlock>,
    /// Claims reworded without a new edition although somebody had judged them.
    reworded: Vec<RewordedBlock>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct MissingBlock {
    name: String,
    reason: String,
}

/// A round, or the state reported.
#[derive(Debug, Serialize, JsonSchema)]
struct SideBlock {
    /// The name of the round; null for the state reported.
    round: Option<String>,
    /// The commit; null for a working tree with changes.
    commit: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct RoundsBlock {
    from: SideBlock,
    to: SideBlock,
    /// Who changed a rating.
    changed_by: Vec<String>,
    /// Over all claims judged by probability.
    confidence: FiguresBlock,
    /// Over all claims judged by levels.
    stance: FiguresBlock,
    /// Every claim with a rating in either.
    claims: Vec<ClaimBlock>,
}

/// Ratings of the same reviewers on the same editions, compared.
#[derive(Debug, Serialize, JsonSchema)]
struct FiguresBlock {
    /// How many ratings are compared.
    n: usize,
    /// Share of them that changed.
    share_changed: Option<f64>,
    median_shift: Option<f64>,
    /// Half the difference of the histograms, as a share of the panel (Scheibe, Skutsch & Schofer 1975).
    scheibe_change: Option<f64>,
    /// Whether the change is below 0.15.
    stable: Option<bool>,
    /// Cohen's linear weighted kappa between the two.
    cohen_kappa_linear: Option<f64>,
    /// Why a figure is null, by its name.
    reasons: BTreeMap<&'static str, String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ClaimBlock {
    claim: String,
    n: Sides<usize>,
    pooled: Sides<Option<f64>>,
    median: Sides<Option<f64>>,
    verdict: Sides<Option<&'static str>>,
    /// Whether the claim is another edition or on another scale by now, so that ratings are not compared.
    reworded: bool,
    changed_by: Vec<String>,
    figures: FiguresBlock,
}

/// A claim as the first closed round left it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FirstRoundBlock {
    round: Option<String>,
    n: usize,
    pooled: Option<f64>,
    median: Option<f64>,
    verdict: Option<&'static str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct LateBlock {
    commit: String,
    author: String,
    committed: String,
    subject: String,
    changes: Vec<RuleBlock>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct RewordedBlock {
    claim: String,
    edition: u32,
    /// The commit that last changed the words.
    commit: String,
    committed: String,
    /// Who judged other words under this edition.
    judged_before: Vec<String>,
}

pub(super) fn since(since: &Since) -> DiffDocument {
    with_comparison(since, difference)
}

pub(super) fn past(past: &Past) -> PastBlock {
    let missing = past
        .missing_rounds
        .iter()
        .map(|(name, reason)| MissingBlock {
            name: name.clone(),
            reason: reason.clone(),
        });
    PastBlock {
        rounds: past.rounds.iter().map(rounds).collect(),
        missing_rounds: missing.collect(),
        warning: (!past.rounds.is_empty()).then_some(CONFORMITY),
        late_rules: past.late_rules.iter().map(late).collect(),
        reworded: past.reworded.iter().map(reworded).collect(),
    }
}

pub(super) fn first_round(
    past: &Past,
    claim: &crate::model::id::ClaimId,
) -> Option<FirstRoundBlock> {
    let first = past.first.as_ref()?;
    let found = past.in_first_round(claim)?;
    Some(FirstRoundBlock {
        round: first.from.name.clone(),
        n: found.n.before,
        pooled: found.pooled.before,
        median: found.median.before,
        verdict: found.verdict.before.map(Verdict::name),
    })
}

fn rounds(rounds: &RoundComparison) -> RoundsBlock {
    RoundsBlock {
        from: side(&rounds.from),
        to: side(&rounds.to),
        changed_by: names(&rounds.changed_by),
        confidence: figures(&rounds.confidence),
        stance: figures(&rounds.stance),
        claims: rounds.claims.iter().map(claim).collect(),
    }
}

fn side(side: &Side) -> SideBlock {
    SideBlock {
        round: side.name.clone(),
        commit: side.commit.clone(),
    }
}

fn names<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(T::to_string).collect()
}

fn claim(claim: &ClaimInRounds) -> ClaimBlock {
    ClaimBlock {
        claim: claim.claim.to_string(),
        n: Sides::of(&claim.n, |n| *n),
        pooled: Sides::of(&claim.pooled, |pooled| *pooled),
        median: Sides::of(&claim.median, |median| *median),
        verdict: Sides::of(&claim.verdict, |verdict| verdict.map(Verdict::name)),
        reworded: claim.reworded,
        changed_by: names(&claim.changed_by),
        figures: figures(&claim.figures),
    }
}

fn figures(figures: &Figures) -> FiguresBlock {
    let mut reasons = BTreeMap::new();
    let mut take = |name: &'static str, value: &Statistic| match value {
        Ok(value) => Some(*value),
        Err(why) => {
            reasons.insert(name, why.reason().to_owned());
            None
        }
    };
    FiguresBlock {
        n: figures.pairs,
        share_changed: take("share_changed", &figures.share_changed),
        median_shift: take("median_shift", &figures.median_shift),
        scheibe_change: take("scheibe_change", &figures.scheibe_change),
        stable: figures.is_stable(),
        cohen_kappa_linear: take("cohen_kappa_linear", &figures.kappa),
        reasons,
    }
}

fn late(late: &LateRules) -> LateBlock {
    let CommitNote {
        id,
        author,
        committed,
        subject,
    } = &late.commit;
    LateBlock {
        commit: id.to_string(),
        author: author.clone(),
        committed: committed.clone(),
        subject: subject.clone(),
        changes: late.changes.iter().map(rule).collect(),
    }
}

fn reworded(found: &Reworded) -> RewordedBlock {
    RewordedBlock {
        claim: found.claim.to_string(),
        edition: found.edition,
        commit: found.commit.id.to_string(),
        committed: found.commit.committed.clone(),
        judged_before: names(&found.judged_before),
    }
}
