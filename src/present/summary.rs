//! What every format says in the same words.

use crate::analysis::{
    report::{AgreementReport, ArgumentRow, ClaimReport, Report},
    statistics::{Estimate, agreement::Agreement, scoring::Score, verdict::Verdict},
};
use crate::model::{revision::CommitId, rules::WeightRule};
use crate::present::numbers::{counted, or_reason, percent, two_digits};

/// The commit, its date, and whether the working tree differs.
pub fn origin(report: &Report) -> String {
    let revision = &report.revision;
    let Some(commit) = revision.commit.as_ref().map(CommitId::short) else {
        return "from the working tree; nothing is committed yet".to_owned();
    };
    let date = revision
        .committed
        .as_deref()
        .and_then(|time| time.get(..10))
        .unwrap_or("an unknown day");
    let dirty = if revision.dirty {
        ", with uncommitted changes of the working tree"
    } else {
        ""
    };
    format!("commit {commit} of {date}{dirty}")
}

/// The state of the debate in one paragraph.
pub fn state(report: &Report) -> String {
    let counts = report.counts;
    let coverage = counts.coverage.map_or_else(String::new, |share| {
        format!(" ({} of all pairs of claim and reviewer)", percent(share))
    });
    let insufficient = number(report, Verdict::Insufficient);
    let judged = counts.claims - insufficient;
    let consensus = [
        Verdict::ConsensusSupported,
        Verdict::ConsensusUndecided,
        Verdict::ConsensusRejected,
    ];
    let agreed: usize = consensus
        .iter()
        .map(|verdict| number(report, *verdict))
        .sum();
    format!(
        "{} and {} of {}{coverage}, with {} and {}. Of {} with enough ratings, the panel agrees on {agreed}; {} contested and {} mixed.",
        counted(counts.claims, "claim"),
        counted(counts.reviews, "review"),
        counted(counts.reviewers, "reviewer"),
        counted(counts.arguments, "argument"),
        counted(counts.sources, "source"),
        counted(judged, "claim"),
        are(number(report, Verdict::Contested)),
        are(number(report, Verdict::Mixed)),
    )
}

fn are(n: usize) -> String {
    if n == 1 {
        "1 is".to_owned()
    } else {
        format!("{n} are")
    }
}

fn number(report: &Report, verdict: Verdict) -> usize {
    open(report)
        .filter(|claim| claim.verdict.verdict == verdict)
        .count()
}

/// Claims that are up for judgement.
pub fn open(report: &Report) -> impl Iterator<Item = &ClaimReport> {
    report.claims.iter().filter(|claim| claim.claim.is_open())
}

/// How many claims have each verdict, in the order of a reader's interest.
pub fn by_verdict(report: &Report) -> Vec<(Verdict, usize)> {
    [
        Verdict::Contested,
        Verdict::Mixed,
        Verdict::ConsensusUndecided,
        Verdict::ConsensusRejected,
        Verdict::ConsensusSupported,
        Verdict::Insufficient,
    ]
    .map(|verdict| (verdict, number(report, verdict)))
    .to_vec()
}

/// Live arguments against claims that nobody has answered, the strongest first.
pub fn unanswered(report: &Report) -> Vec<(&ClaimReport, &ArgumentRow)> {
    use crate::model::argument::{Side, Target};
    let mut found: Vec<_> = open(report)
        .flat_map(|claim| claim.arguments.iter().map(move |row| (claim, row)))
        .filter(|(claim, row)| {
            row.argument.stance == Side::Against
                && row.argument.target == Target::Claim
                && claim
                    .debate
                    .claim
                    .unanswered_by
                    .contains(&row.id.to_string())
        })
        .collect();
    let strength = |row: &ArgumentRow| {
        row.result
            .as_ref()
            .map_or(0.0, |r| r.strength.unwrap_or(r.base))
    };
    found.sort_by(|a, b| {
        strength(b.1)
            .total_cmp(&strength(a.1))
            .then_with(|| (&a.0.claim.id, &a.1.id).cmp(&(&b.0.claim.id, &b.1.id)))
    });
    found
}

/// What the agreement statistics say, a sentence a scale; pitfalls that the data show follow.
pub fn agreement(report: &Report) -> Vec<String> {
    let scales = [
        (
            "probability (AC2 and percent agreement: of the thirds)",
            &report.agreement_confidence,
            Agreement::KrippendorffAlphaInterval,
        ),
        (
            "levels of agreement",
            &report.agreement_stance,
            Agreement::KrippendorffAlphaOrdinal,
        ),
    ];
    let sentences = scales
        .into_iter()
        .filter_map(|(what, found, alpha)| found.as_ref().map(|found| (what, found, alpha)));
    sentences
        .flat_map(|(what, found, alpha)| {
            let mut lines = vec![agreement_sentence(what, found, alpha)];
            lines.extend(
                found
                    .warnings
                    .iter()
                    .map(|warning| format!("Beware: {}", warning.message)),
            );
            lines
        })
        .collect()
}

fn agreement_sentence(what: &str, found: &AgreementReport, alpha: Agreement) -> String {
    let figure = |which: Agreement| {
        found
            .get(which)
            .map_or_else(|| "not computed".to_owned(), estimate)
    };
    format!(
        "On {} judged by {what}, by {}: Krippendorff's alpha {}, Gwet's AC2 {}, percent agreement {}.",
        counted(found.claims, "claim"),
        counted(found.reviewers, "reviewer"),
        figure(alpha),
        figure(Agreement::GwetAc2Ordinal),
        figure(Agreement::PercentAgreement),
    )
}

/// A statistic with its interval, or why there is none.
pub fn estimate(found: &Estimate) -> String {
    match (&found.value, &found.interval) {
        (Err(why), _) => format!("undefined because {why}"),
        (Ok(value), Ok(interval)) => format!(
            "{} [{}, {}]",
            two_digits(*value),
            two_digits(interval.low),
            two_digits(interval.high)
        ),
        (Ok(value), Err(_)) => two_digits(*value),
    }
}

/// How the pool fared on the settled claims, in one sentence.
pub fn scores(report: &Report) -> Option<String> {
    let scores = report.scores.as_ref()?;
    let score = |which| or_reason(&scores.pool.get(which));
    Some(format!(
        "{} settled: the pool's Brier score is {}, its log score {}; always forecasting the base rate ({}) would score {}.",
        counted(scores.settled.len(), "claim"),
        score(Score::Brier),
        score(Score::LogLoss),
        or_reason(&scores.base_rate),
        or_reason(&scores.base_rate_brier),
    ))
}

/// The rules in force, in one paragraph.
pub fn rules(report: &Report) -> String {
    let rules = &report.workspace.consensus;
    let weights = report.workspace.arguments;
    let perspectives = report
        .reviewers
        .iter()
        .filter(|r| r.reviewer.kind == crate::model::reviewer::ReviewerKind::Perspective)
        .count();
    let labelled = match perspectives {
        0 => String::new(),
        n if n == report.reviewers.len() => " All reviewers are perspectives: points of view worked through for illustration, nobody's opinions.".to_owned(),
        n => format!(" {n} of the reviewers are perspectives: points of view worked through for illustration, nobody's opinions."),
    };
    format!(
        "Rules in force: verdict by `{}`, at least {} ratings; pool {} with probabilities clipped to {}..{}{}; stale reviews: {}; bounds are {} intervals. Arguments weigh {} (weak), {} (moderate) or {} (strong) times a credence of {}; the claim starts from {}.{labelled}",
        rules.rule,
        rules.min_reviews,
        rules.pool,
        rules.clip,
        1.0 - rules.clip,
        match rules.weights {
            WeightRule::Equal => "",
            WeightRule::Expertise =>
                ", each review weighing in it as the expertise its author states (1 to 5, else 3)",
        },
        rules.stale,
        percent(report.workspace.interval),
        weights.weak,
        weights.moderate,
        weights.strong,
        weights.credence,
        weights.claim,
    )
}
