//! The statistics of a table for people: claims first, then agreement, scores and warnings.

use std::io::{Result, Write};

use super::{
    Look,
    layout::{fit, indented},
};
use crate::analysis::{
    statistics::{Estimate, Statistic, agreement::Agreement, dispersion::Dispersion, pool::Pool},
    table::{ClaimSummary, TableSummary},
};
use crate::present::{
    numbers::{counted, or_dash, two_digits},
    style::{FAINT, HEADING, NOTICE, paint},
    visible::one_line,
    words,
};

/// Columns of a claim's row behind its name.
const NUMBERS: usize = 72;

/// Writes the statistics of a table.
pub fn write(summary: &TableSummary, look: Look, out: &mut dyn Write) -> Result<()> {
    claims(summary, look, out)?;
    agreement("best estimates", &summary.best, look, out)?;
    agreement("stances", &summary.stance, look, out)?;
    scores(summary, out)?;
    warnings(summary, look, out)?;
    conventions(summary, look, out)
}

fn claims(summary: &TableSummary, look: Look, out: &mut dyn Write) -> Result<()> {
    writeln!(
        out,
        "{}\n",
        paint(
            HEADING,
            &format!(
                "{}, {}",
                counted(summary.claims.len(), "claim"),
                counted(summary.reviewers, "reviewer")
            )
        )
    )?;
    let longest = summary
        .claims
        .keys()
        .map(|name| one_line(name).chars().count())
        .max();
    let width = longest
        .unwrap_or(0)
        .clamp(5, look.width.saturating_sub(NUMBERS).max(12));
    let head = format!(
        "{}  {:>3}  {:>6}  {:>6}  {:>11}  {:>5}  {:>8}  {}",
        fit("claim", width),
        "n",
        "pooled",
        "median",
        "left out",
        "iqr",
        "thirds",
        "verdict (flips)"
    );
    writeln!(out, "{}", paint(FAINT, head.trim_end()))?;
    for (name, claim) in &summary.claims {
        writeln!(
            out,
            "{}",
            row(&fit(&one_line(name), width), claim, summary.rules.pool)
        )?;
    }
    writeln!(out)
}

fn row(name: &str, claim: &ClaimSummary, pool: Pool) -> String {
    let dash =
        |value: Option<&Statistic>| or_dash(value.and_then(|value| value.as_ref().ok().copied()));
    let left_out = claim.leave_one_out.as_ref().map_or_else(
        |_| "–".to_owned(),
        |range| format!("{}–{}", two_digits(range.low), two_digits(range.high)),
    );
    let [low, middle, high] = claim.judgement.thirds;
    format!(
        "{name}  {:>3}  {:>6}  {:>6}  {left_out:>11}  {:>5}  {:>8}  {}",
        claim.n,
        dash(claim.pool(pool)),
        dash(claim.spread(Dispersion::Median)),
        dash(claim.spread(Dispersion::Iqr)),
        format!("{low}/{middle}/{high}"),
        verdict(claim)
    )
}

fn verdict(claim: &ClaimSummary) -> String {
    let judgement = &claim.judgement;
    let word = paint(
        words::colour(judgement.verdict),
        words::verdict(judgement.verdict),
    );
    let provisional = if judgement.provisional {
        ", provisional"
    } else {
        ""
    };
    match &judgement.flips {
        Ok(flips) => format!(
            "{} {word}{provisional} ({flips})",
            words::mark(judgement.verdict)
        ),
        Err(_) => format!("{} {word}{provisional}", words::mark(judgement.verdict)),
    }
}

/// Agreement: what has a value line by line, what has none by its reason; nothing without ratings.
fn agreement(
    of: &str,
    measures: &[(Agreement, Estimate)],
    look: Look,
    out: &mut dyn Write,
) -> Result<()> {
    if measures.iter().all(|(_, estimate)| estimate.value.is_err()) {
        return Ok(());
    }
    writeln!(out, "{}", paint(HEADING, &format!("Agreement of {of}")))?;
    let width = measures
        .iter()
        .map(|(measure, _)| measure.name().len())
        .max()
        .unwrap_or(0);
    for (measure, estimate) in measures {
        if let Ok(value) = &estimate.value {
            let interval = estimate.interval.as_ref().map_or_else(
                |_| String::new(),
                |interval| {
                    format!(
                        "  {} to {}",
                        two_digits(interval.low),
                        two_digits(interval.high)
                    )
                },
            );
            writeln!(
                out,
                "  {}  {:>5}{interval}",
                fit(measure.name(), width),
                two_digits(*value)
            )?;
        }
    }
    for (reason, names) in by_reason(measures) {
        let text = format!("{}: {reason}", names.join(", "));
        writeln!(out, "  {}", paint(FAINT, &indented(&text, 2, look.width)))?;
    }
    writeln!(out)
}

/// Why measures have no value or no interval, each reason once with the measures it holds for.
fn by_reason(measures: &[(Agreement, Estimate)]) -> Vec<(String, Vec<&'static str>)> {
    let mut reasons: Vec<(String, Vec<&'static str>)> = Vec::new();
    for (measure, estimate) in measures {
        let reason = match (&estimate.value, &estimate.interval) {
            (Err(why), _) => format!("undefined, because {}", why.reason()),
            (_, Err(why)) if measure.has_interval() => {
                format!("no interval, because {}", why.reason())
            }
            _ => continue,
        };
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(measure.name()),
            None => reasons.push((reason, vec![measure.name()])),
        }
    }
    reasons
}

fn scores(summary: &TableSummary, out: &mut dyn Write) -> Result<()> {
    let scores = &summary.scores;
    if scores.n == 0 {
        return Ok(());
    }
    let title = format!(
        "Scores of the pool on {} with an outcome",
        counted(scores.n, "claim")
    );
    writeln!(out, "{}", paint(HEADING, &title))?;
    let base = std::iter::once(("base_rate", &scores.base_rate));
    for (name, value) in base.chain(
        scores
            .scores
            .iter()
            .map(|(score, value)| (score.name(), value)),
    ) {
        let shown = match value {
            Ok(value) => format!("{value:.3}"),
            Err(why) => format!("undefined: {}", why.reason()),
        };
        writeln!(out, "  {}  {shown}", fit(name, 11))?;
    }
    writeln!(out)
}

fn warnings(summary: &TableSummary, look: Look, out: &mut dyn Write) -> Result<()> {
    for warning in &summary.warnings {
        let text = format!("[{}] {}", warning.code, one_line(&warning.message));
        writeln!(
            out,
            "{} {}",
            paint(NOTICE, "!"),
            indented(&text, 2, look.width)
        )?;
    }
    if summary.warnings.is_empty() {
        Ok(())
    } else {
        writeln!(out)
    }
}

/// What the numbers rest on, in one paragraph.
fn conventions(summary: &TableSummary, look: Look, out: &mut dyn Write) -> Result<()> {
    let rules = &summary.rules;
    let options: Vec<String> = rules
        .pools
        .entries()
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let text = format!(
        "Pooled: {} ({}). Left out: its range when each reviewer in turn is left out. Thirds: ratings below 1/3, between, above 2/3. Verdict rule: {}, from {} on; flips: how many changed ratings would give another verdict. Quantiles: type 7. Intervals: 95% percentile bootstrap over claims, {} resamples, seed {}. `--format json` has every pool and spread.",
        rules.pool.name(),
        options.join(", "),
        rules.rule.name(),
        counted(rules.min_reviews, "rating"),
        rules.bootstrap.resamples,
        rules.bootstrap.seed,
    );
    writeln!(out, "{}", paint(FAINT, &indented(&text, 0, look.width)))
}
